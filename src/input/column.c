/* column.c - the contract's columns, and matching a header with them. */
#include "aofuto/input/column.h"

#include "input/column_near.h"

#include <stdio.h>
#include <string.h>

static const struct known {
	const char *name;
	const char *aliases; /* ", " between */
} known[AO_COLUMN_COUNT] = {
	[AO_COLUMN_RESIDENT_ID] = {"resident_id", "宛名番号, 住民番号"},
	[AO_COLUMN_NAME] = {"name", "氏名, 氏名_優先"},
	[AO_COLUMN_NAME_KANA] = {"name_kana",
				 "氏名カナ, 氏名_フリガナ, フリガナ"},
	[AO_COLUMN_BIRTH_DATE] = {"birth_date", "生年月日"},
	[AO_COLUMN_BIRTH_UNKNOWN] = {"birth_unknown", "生年月日_不詳フラグ"},
	[AO_COLUMN_POSTAL_CODE] = {"postal_code", "郵便番号, 住所_郵便番号"},
	[AO_COLUMN_ADDRESS] = {"address", "住所"},
	[AO_COLUMN_ADDRESS_PREFECTURE] = {"address_prefecture",
					  "住所_都道府県"},
	[AO_COLUMN_ADDRESS_CITY] = {"address_city", "住所_市区郡町村名"},
	[AO_COLUMN_ADDRESS_TOWN] = {"address_town", "住所_町字"},
	[AO_COLUMN_ADDRESS_NUMBER] = {"address_number", "住所_番地号表記"},
	[AO_COLUMN_BUILDING] = {"building", "方書, 住所_方書"},
	[AO_COLUMN_RESIDENCE_CLASS] = {"residence_class", "在留区分"},
	[AO_COLUMN_STAY_ENDS_ON] = {"stay_ends_on",
				    "在留期間の満了の日, 在留期間満了日"},
	[AO_COLUMN_STATUS] = {"status", "住民状態, カード状態"},
	[AO_COLUMN_SUPPORT_MEASURE] = {"support_measure", "支援措置区分"},
	[AO_COLUMN_SUPPORT_FROM] = {"support_from", "支援措置開始年月日"},
	[AO_COLUMN_SUPPORT_UNTIL] = {"support_until", "支援措置終了年月日"},
	[AO_COLUMN_GUARDIANSHIP] = {"guardianship", "成年被後見人"},
	[AO_COLUMN_CARD_APPLIED_ON] = {"card_applied_on", "申請受付日"},
	[AO_COLUMN_CARD_ISSUED_ON] = {"card_issued_on",
				      "カード発行日, 発行年月日"},
	[AO_COLUMN_CARD_EXPIRES_ON] = {"card_expires_on", "カード有効期限"},
	[AO_COLUMN_PREVIOUS_CARD_EXPIRES_ON] = {"previous_card_expires_on",
						"前カード有効期限"},
	[AO_COLUMN_AUTH_CERT_ISSUED_ON] = {"auth_cert_issued_on",
					   "利用者証明用電子証明書発行日"},
	[AO_COLUMN_AUTH_CERT_EXPIRES_ON] = {"auth_cert_expires_on",
					    "利用者証明用電子証明書有効期限"},
	[AO_COLUMN_PREVIOUS_AUTH_CERT_EXPIRES_ON] =
		{"previous_auth_cert_expires_on",
		 "前利用者証明用電子証明書有効期限"},
	[AO_COLUMN_SIGN_CERT_ISSUED_ON] = {"sign_cert_issued_on",
					   "署名用電子証明書発行日"},
	[AO_COLUMN_SIGN_CERT_EXPIRES_ON] = {"sign_cert_expires_on",
					    "署名用電子証明書有効期限"},
	[AO_COLUMN_PREVIOUS_SIGN_CERT_EXPIRES_ON] =
		{"previous_sign_cert_expires_on", "前署名用電子証明書有効期限"},
	[AO_COLUMN_APPLICATION_ID] = {"application_id", "申請書ID"},
	[AO_COLUMN_LANGUAGE] = {"language", "通知言語"},
	[AO_COLUMN_LARGE_PRINT] = {"large_print", "拡大文字, 大きな文字"},
};

const char *ao_column_name(enum ao_column c)
{
	return known[c].name;
}

const char *ao_column_aliases(enum ao_column c)
{
	return known[c].aliases;
}

static bool same(const char *folded, const char *name, size_t n)
{
	char plain[AO_FOLDED_SIZE], one[AO_FOLDED_SIZE];

	if (n >= sizeof(plain))
		return false;
	memcpy(plain, name, n);
	plain[n] = '\0';
	return strcmp(folded, ao_column_fold(plain, one)) == 0;
}

static bool in_list(const char *folded, const char *list)
{
	while (*list) {
		size_t n = strcspn(list, ",");

		if (same(folded, list, n))
			return true;
		list += n;
		list += strspn(list, ", ");
	}
	return false;
}

static int built_in(const char *folded)
{
	for (int c = 0; c < AO_COLUMN_COUNT; c++)
		if (same(folded, known[c].name, strlen(known[c].name)) ||
		    in_list(folded, known[c].aliases))
			return c;
	return -1;
}

/* The number itself, not what belongs to the card of that name. */
static bool holds_number(const char *folded)
{
	static const char *const number[] = {
		"個人番号",       "マイナンバー",    "住民票コード",
		"personalnumber", "kojinbango",      "juminhyocode",
		"juminhyocd",     "individualnumber"};
	static const char exact[] = "my_number, my_no, my_num, personal_no, "
				    "personal_num, jumin_code, 住基コード";

	for (size_t i = 0; i < AO_COUNT(number); i++) {
		const char *s = folded;

		while ((s = strstr(s, number[i]))) {
			s += strlen(number[i]);
			if (strncmp(s, "カード", strlen("カード")) != 0 &&
			    strncmp(s, "card", 4) != 0)
				return true;
		}
	}
	return in_list(folded, exact);
}

static bool is_handover(const char *folded)
{
	return in_list(folded,
		       "交付年月日, 交付日, カード交付年月日, カード交付日, "
		       "個人番号カード交付年月日, 個人番号カード交付日, "
		       "マイナンバーカード交付年月日, "
		       "マイナンバーカード交付日, card_delivered_on, "
		       "card_handed_over_on, delivered_on");
}

/* A header for a message: at most 40 characters, no controls. */
static const char *shown(const char *header, char out[AO_FOLDED_SIZE * 2])
{
	size_t n = 0;

	for (int i = 0; i < 40 && *header; i++) {
		uint32_t cp = ao_utf8_next(&header);

		if (cp < 0x20 || cp == 0x7F || cp == AO_UTF8_BAD ||
		    (cp >= 0x202A && cp <= 0x202E))
			cp = '?';
		n += ao_utf8_put(out + n, cp);
	}
	out[n] = '\0';
	return out;
}

struct match {
	struct ao_columns *columns;
	const struct ao_csv_row *header;
	const struct ao_column_alias *alias;
	size_t aliases;
	int what[AO_CSV_COLUMNS_MOST]; /* of each field; -1: not used */
	bool by_city[AO_COLUMN_COUNT];
	int handover; /* field index, or -1 */
};

static bool fail_column(const struct match *m, unsigned i, const char *text,
			struct ao_error *err)
{
	char where[sizeof(err->where)], name[AO_FOLDED_SIZE * 2];

	snprintf(where, sizeof(where), "%s:%lu:%u", m->header->file,
		 m->header->line, i + 1);
	return ao_fail(err, AO_INPUT, where, _("column \"%s\": %s"),
		       shown(m->header->field[i], name), text);
}

static bool refuse_number(const struct match *m, struct ao_error *err)
{
	char folded[AO_FOLDED_SIZE];

	for (unsigned i = 0; i < m->header->fields; i++) {
		ao_column_fold(m->header->field[i], folded);
		if (holds_number(folded))
			return fail_column(
				m, i,
				_("this column must not be in the list: My "
				  "Number and the resident record code are not "
				  "needed for notices; remove it and export "
				  "again"),
				err);
	}
	return true;
}

static bool fail_alias(const struct ao_column_alias *alias, const char *text,
		       struct ao_error *err)
{
	char where[sizeof(err->where)] = "";

	if (alias->file)
		snprintf(where, sizeof(where), "%s:%u", alias->file,
			 alias->line);
	return ao_fail(err, AO_INPUT, where,
		       _("`columns:` of the settings, '%.60s': %s"),
		       alias->canonical, text);
}

static bool fail_no_column(const struct ao_column_alias *alias,
			   const char *folded, struct ao_error *err)
{
	char text[AO_FOLDED_SIZE * 2], near[AO_FOLDED_SIZE];
	int none[AO_COLUMN_COUNT];

	for (int c = 0; c < AO_COLUMN_COUNT; c++)
		none[c] = -1;
	if (column_near(folded, none, near) < 0)
		return fail_alias(alias, _("there is no such column"), err);
	snprintf(text, sizeof(text),
		 _("there is no such column; did you mean %s?"), near);
	return fail_alias(alias, text, err);
}

/* A column cannot be two things. */
static bool alias_is_free(const struct match *m, size_t i, const char *folded,
			  struct ao_error *err)
{
	char one[AO_FOLDED_SIZE], two[AO_FOLDED_SIZE];

	ao_column_fold(m->alias[i].canonical, one);
	for (size_t k = 0; k < i; k++)
		if (same(folded, m->alias[k].alias,
			 strlen(m->alias[k].alias)) &&
		    built_in(one) != built_in(ao_column_fold(
					     m->alias[k].canonical, two)))
			return fail_alias(
				&m->alias[i],
				_("this alias is another column's already"),
				err);
	return true;
}

static bool city_aliases_known(const struct match *m, struct ao_error *err)
{
	char folded[AO_FOLDED_SIZE];

	for (size_t i = 0; i < m->aliases; i++) {
		ao_column_fold(m->alias[i].canonical, folded);
		if (built_in(folded) < 0)
			return fail_no_column(&m->alias[i], folded, err);
		if (!*ao_column_fold(m->alias[i].alias, folded))
			return fail_alias(&m->alias[i], _("the alias is blank"),
					  err);
		if (!alias_is_free(m, i, folded, err))
			return false;
	}
	return true;
}

static int by_city(const struct match *m, const char *folded)
{
	char canonical[AO_FOLDED_SIZE];

	for (size_t i = 0; i < m->aliases; i++)
		if (same(folded, m->alias[i].alias, strlen(m->alias[i].alias)))
			return built_in(ao_column_fold(m->alias[i].canonical,
						       canonical));
	return -1;
}

static bool take(struct match *m, unsigned i, int what, struct ao_error *err)
{
	int *at = &m->columns->at[what];
	char text[1000], one[AO_FOLDED_SIZE * 2], two[AO_FOLDED_SIZE * 2];

	if (*at >= 0) {
		snprintf(text, sizeof(text),
			 _("columns %d (%s) and %u (%s) are both %s; remove "
			   "one, or name the right one in `columns:` of the "
			   "settings"),
			 *at + 1, shown(m->header->field[*at], one), i + 1,
			 shown(m->header->field[i], two), known[what].name);
		return fail_column(m, i, text, err);
	}
	*at = (int)i;
	m->what[i] = what;
	return true;
}

/* The city's own names win over the built-in ones: that is how a list with
 * both 氏名 and 氏名_優先 is told which to print. */
static bool assign(struct match *m, struct ao_error *err)
{
	char folded[AO_FOLDED_SIZE];
	int what;

	for (unsigned i = 0; i < m->header->fields; i++) {
		ao_column_fold(m->header->field[i], folded);
		m->what[i] = -1;
		if (is_handover(folded)) {
			m->handover = (int)i;
			continue;
		}
		what = by_city(m, folded);
		if (what < 0)
			continue;
		if (!take(m, i, what, err))
			return false;
		m->by_city[what] = true;
	}
	for (unsigned i = 0; i < m->header->fields; i++) {
		what = built_in(ao_column_fold(m->header->field[i], folded));
		if (what < 0 || m->what[i] >= 0 || m->by_city[what])
			continue;
		if (!take(m, i, what, err))
			return false;
	}
	return true;
}

static bool refuse_handover(const struct match *m, struct ao_error *err)
{
	if (m->handover < 0 || m->columns->at[AO_COLUMN_CARD_ISSUED_ON] >= 0)
		return true;
	return fail_column(
		m, (unsigned)m->handover,
		_("the day a card was handed over (交付年月日) is "
		  "not the day it was made (発行日, card_issued_on), "
		  "from which its validity runs; export the day of "
		  "issue"),
		err);
}

static void add_missing(const struct match *m, enum ao_column c,
			struct ao_buf *missing)
{
	char folded[AO_FOLDED_SIZE], near[AO_FOLDED_SIZE];
	char name[AO_FOLDED_SIZE * 2];

	if (m->columns->at[c] >= 0)
		return;
	ao_buf_addf(missing, "%s%s (%s)", missing->n ? "; " : "", known[c].name,
		    known[c].aliases);
	for (unsigned i = 0; i < m->header->fields; i++) {
		if (m->what[i] >= 0 ||
		    column_near(ao_column_fold(m->header->field[i], folded),
				m->columns->at, near) != (int)c)
			continue;
		ao_buf_addf(missing, _(" - is it column %u, \"%s\"?"), i + 1,
			    shown(m->header->field[i], name));
	}
}

static bool has(const struct match *m, enum ao_column c)
{
	return m->columns->at[c] >= 0;
}

static bool require(const struct match *m, struct ao_error *err)
{
	struct ao_buf missing = {0};
	bool parts = has(m, AO_COLUMN_ADDRESS_PREFECTURE) &&
		     has(m, AO_COLUMN_ADDRESS_CITY) &&
		     has(m, AO_COLUMN_ADDRESS_TOWN) &&
		     has(m, AO_COLUMN_ADDRESS_NUMBER);
	bool recorded = has(m, AO_COLUMN_CARD_EXPIRES_ON) ||
			has(m, AO_COLUMN_AUTH_CERT_EXPIRES_ON) ||
			has(m, AO_COLUMN_SIGN_CERT_EXPIRES_ON);
	bool ok;

	add_missing(m, AO_COLUMN_RESIDENT_ID, &missing);
	add_missing(m, AO_COLUMN_NAME, &missing);
	if (!recorded)
		add_missing(m, AO_COLUMN_BIRTH_DATE, &missing);
	add_missing(m, AO_COLUMN_POSTAL_CODE, &missing);
	if (!parts)
		add_missing(m, AO_COLUMN_ADDRESS, &missing);
	ok = missing.n == 0 ||
	     ao_fail(err, AO_INPUT, m->header->file,
		     _("columns are missing: %s; the first line of the list "
		       "must name them, or `columns:` of the settings"),
		     missing.s);
	ao_buf_release(&missing);
	return ok;
}

/* A slip in a header loses a column that everything else was right about. */
static bool note_near(const struct match *m, unsigned i,
		      struct ao_findings *findings)
{
	char folded[AO_FOLDED_SIZE], near[AO_FOLDED_SIZE];
	char name[AO_FOLDED_SIZE * 2];
	int c = column_near(ao_column_fold(m->header->field[i], folded),
			    m->columns->at, near);
	struct ao_place place = {.line = m->header->line, .column = i + 1};

	if (c < 0 || (int)i == m->handover)
		return false;
	ao_findings_add(findings, AO_F_COLUMN_NAME_NEAR, place, "%u: %s → %s",
			i + 1, shown(m->header->field[i], name), near);
	return true;
}

static void note_unused(const struct match *m, struct ao_findings *findings)
{
	char name[AO_FOLDED_SIZE * 2];

	for (unsigned i = 0; i < m->header->fields; i++) {
		struct ao_place place = {.line = m->header->line,
					 .column = i + 1};

		if (m->what[i] >= 0 || note_near(m, i, findings))
			continue;
		ao_findings_add(findings,
				(int)i == m->handover
					? AO_F_HANDOVER_DATE_IGNORED
					: AO_F_COLUMN_IGNORED,
				place, "%u: %s", i + 1,
				shown(m->header->field[i], name));
	}
}

/* The city said which column it is; another one must not slip into its place
 * unseen. */
static void note_replaced(const struct match *m, struct ao_findings *findings)
{
	bool noted[AO_COLUMN_COUNT] = {false};
	char folded[AO_FOLDED_SIZE], name[AO_FOLDED_SIZE * 2];

	for (size_t i = 0; i < m->aliases; i++) {
		int c = built_in(ao_column_fold(m->alias[i].canonical, folded));
		int at = m->columns->at[c];
		struct ao_place place = {.line = m->header->line,
					 .column = (unsigned)at + 1,
					 .field = known[c].name};

		if (at < 0 || m->by_city[c] || noted[c])
			continue;
		noted[c] = true;
		ao_findings_add(findings, AO_F_COLUMN_ALIAS_UNUSED, place,
				"%d: %s", at + 1,
				shown(m->header->field[at], name));
	}
}

bool ao_columns_match(struct ao_columns *columns,
		      const struct ao_csv_row *header,
		      const struct ao_column_alias *alias, size_t aliases,
		      struct ao_findings *findings, struct ao_error *err)
{
	struct match m = {.columns = columns,
			  .header = header,
			  .alias = alias,
			  .aliases = aliases,
			  .handover = -1};

	for (int c = 0; c < AO_COLUMN_COUNT; c++)
		columns->at[c] = -1;
	if (!refuse_number(&m, err) || !city_aliases_known(&m, err) ||
	    !assign(&m, err) || !refuse_handover(&m, err) || !require(&m, err))
		return false;
	columns->any_certificate = false;
	for (int c = AO_COLUMN_AUTH_CERT_ISSUED_ON;
	     c <= AO_COLUMN_PREVIOUS_SIGN_CERT_EXPIRES_ON; c++)
		columns->any_certificate |= columns->at[c] >= 0;
	note_unused(&m, findings);
	note_replaced(&m, findings);
	if (!columns->any_certificate && !has(&m, AO_COLUMN_CARD_ISSUED_ON))
		ao_findings_add(findings, AO_F_CERTIFICATES_UNKNOWN,
				(struct ao_place){.line = header->line}, "%s",
				"");
	return true;
}
