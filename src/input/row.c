/* row.c - reads one row: what cannot be believed becomes a finding. */
#include "input/row.h"
#include "input/script.h"

#include <stdio.h>
#include <string.h>

#define RESIDENT_ID_MOST 15 /* characters, by the contract */
#define NAME_MOST        200
#define BUILDING_MOST    300

struct reading {
	struct ao_row_reader *reader;
	const struct ao_csv_row *row;
	struct ao_resident *out;
};

/* Half of a row's fields are; this is asked before anything costs time. */
static inline bool blank(const struct reading *r, enum ao_column c)
{
	int at = r->reader->columns.at[c];

	return at < 0 || r->row->length[at] == 0;
}

/* A resident id stands in findings, unless it might be something else that
 * slipped into its column. */
static const char *subject(const char *id)
{
	return id[strspn(id, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			     "abcdefghijklmnopqrstuvwxyz-_./")]
		       ? NULL
		       : id;
}

static void add(const struct reading *r, enum ao_finding_code code,
		enum ao_column c, const char *detail)
{
	struct ao_place place = {.row = r->row->row,
				 .line = r->row->line,
				 .field = ao_column_name(c),
				 .subject = subject(r->out->resident_id)};
	int at = r->reader->columns.at[c];

	place.column = at < 0 ? 0 : (unsigned)at + 1;
	ao_findings_add(r->reader->findings, code, place, "%s", detail);
	switch (ao_finding_kind(code)->severity) {
	case AO_REJECT:
		r->out->believed = false;
		break;
	case AO_REVIEW:
		if (!r->out->set_aside)
			r->out->set_aside = code;
		break;
	default:
		break;
	}
}

static void add_value(const struct reading *r, enum ao_finding_code code,
		      enum ao_column c, const char *value)
{
	char excerpt[AO_EXCERPT_SIZE];

	add(r, code, c, ao_finding_excerpt(value, excerpt));
}

/* Blanks at the right go: fixed-length data is padded with them, often with
 * the wide one (U+3000). */
static size_t trim_right(char *s, size_t n)
{
	/* 0x80 ends U+3000, 0xA0 U+00A0, and few other characters. */
	if (n == 0 || !(s[n - 1] == ' ' || s[n - 1] == '\t' ||
			s[n - 1] == '\x80' || s[n - 1] == '\xA0'))
		return n;
	for (;;) {
		if (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
			n--;
		else if (n >= 3 && memcmp(s + n - 3, "\xE3\x80\x80", 3) == 0)
			n -= 3;
		else if (n >= 2 && memcmp(s + n - 2, "\xC2\xA0", 2) == 0)
			n -= 2;
		else
			break;
	}
	s[n] = '\0';
	return n;
}

/* A value that is never printed as it stands: trimmed at both ends. "" when
 * the column is not there. */
static char *value_of(const struct reading *r, enum ao_column c)
{
	char *s;

	if (blank(r, c))
		return r->reader->nothing;
	s = r->row->field[r->reader->columns.at[c]];
	trim_right(s, r->row->length[r->reader->columns.at[c]]);
	for (;;) {
		if (*s == ' ' || *s == '\t')
			s++;
		else if (strncmp(s, "\xE3\x80\x80", 3) == 0)
			s += 3;
		else
			return s;
	}
}

/* A text that is printed: trimmed at the right only, tabs made blanks. */
static char *text_of(const struct reading *r, enum ao_column c, size_t *n)
{
	char *s;

	*n = 0;
	if (blank(r, c))
		return r->reader->nothing;
	s = r->row->field[r->reader->columns.at[c]];
	*n = strlen(s); /* it may have been trimmed before */
	for (char *tab = s; (tab = memchr(tab, '\t', *n - (size_t)(tab - s)));)
		*tab = ' ';
	*n = trim_right(s, *n);
	return s;
}

static const enum ao_finding_code name_faults[AO_TEXT_FAULTS] = {
	AO_F_NAME_CONTROL_CHARACTER, AO_F_NAME_INVISIBLE_CHARACTER,
	AO_F_NAME_LOST_CHARACTER,    AO_F_NAME_GETA,
	AO_F_SCRIPT_RIGHT_TO_LEFT,   AO_F_EMOJI,
	AO_F_SCRIPT_UNUSUAL,         AO_F_NAME_KANA_MARK,
};

static const enum ao_finding_code address_faults[AO_TEXT_FAULTS] = {
	AO_F_ADDRESS_CONTROL_CHARACTER,
	AO_F_ADDRESS_INVISIBLE_CHARACTER,
	AO_F_ADDRESS_LOST_CHARACTER,
	AO_F_ADDRESS_GETA,
	AO_F_SCRIPT_RIGHT_TO_LEFT,
	AO_F_EMOJI,
	AO_F_SCRIPT_UNUSUAL,
	AO_F_NAME_KANA_MARK,
};

static size_t characters_before(const char *s, const char *end)
{
	size_t n = 0;

	while (s < end) {
		ao_utf8_next(&s);
		n++;
	}
	return n;
}

static void check_text(const struct reading *r, enum ao_column c, const char *s,
		       const enum ao_finding_code code[AO_TEXT_FAULTS])
{
	struct ao_text_faults faults;
	char detail[80 + AO_SCRIPT_NAME_SIZE], name[AO_SCRIPT_NAME_SIZE];

	ao_text_check(s, &faults);
	for (int i = 0; faults.found && i < AO_TEXT_FAULTS; i++) {
		bool named = i >= AO_TEXT_RIGHT_TO_LEFT && i <= AO_TEXT_UNUSUAL;

		if (!(faults.found & 1u << i))
			continue;
		ao_script_name(faults.cp[i], name);
		snprintf(detail, sizeof(detail), "%s%sU+%04X, #%zu",
			 named ? name : "", named ? ", " : "",
			 (unsigned)faults.cp[i],
			 characters_before(s, faults.at[i]) + 1);
		add(r, code[i], c, detail);
	}
}

static bool too_long(const char *s, size_t bytes, size_t most)
{
	return bytes > most && ao_utf8_length(s) > most;
}

static void read_resident_id(struct reading *r)
{
	char *s = value_of(r, AO_COLUMN_RESIDENT_ID);
	struct ao_text_faults faults;

	r->out->resident_id = s;
	if (!*s) {
		add(r, AO_F_RESIDENT_ID_MISSING, AO_COLUMN_RESIDENT_ID, "");
		return;
	}
	ao_text_check(s, &faults);
	if (too_long(s, strlen(s), RESIDENT_ID_MOST) ||
	    faults.found & 1u << AO_TEXT_CONTROL)
		add_value(r, AO_F_RESIDENT_ID_UNUSABLE, AO_COLUMN_RESIDENT_ID,
			  s);
	else if (ao_spreadsheet_number(s))
		add_value(r, AO_F_RESIDENT_ID_SPREADSHEET,
			  AO_COLUMN_RESIDENT_ID, s);
}

static void read_name(struct reading *r)
{
	size_t n;

	r->out->name = text_of(r, AO_COLUMN_NAME, &n);
	if (n == 0)
		add(r, AO_F_NAME_MISSING, AO_COLUMN_NAME, "");
	else if (too_long(r->out->name, n, NAME_MOST))
		add_value(r, AO_F_NAME_TOO_LONG, AO_COLUMN_NAME, r->out->name);
	check_text(r, AO_COLUMN_NAME, r->out->name, name_faults);
	r->out->name_kana = text_of(r, AO_COLUMN_NAME_KANA, &n);
	if (n > 0)
		check_text(r, AO_COLUMN_NAME_KANA, r->out->name_kana,
			   name_faults);
}

/* Who gets no letter needs no address: registers blank it. */
static bool needs_address(const struct reading *r)
{
	return r->out->status == AO_STATUS_NORMAL;
}

static void read_postal_code(struct reading *r)
{
	char *s = value_of(r, AO_COLUMN_POSTAL_CODE);
	char excerpt[AO_EXCERPT_SIZE];
	const char *from = s;

	r->out->postal_code = "";
	if (!*s) {
		if (needs_address(r))
			add(r, AO_F_POSTAL_CODE_MISSING, AO_COLUMN_POSTAL_CODE,
			    "");
		return;
	}
	if (ao_digit_run(s) == 7 && !s[7]) {
		r->out->postal_code = s;
		return;
	}
	ao_finding_excerpt(s, excerpt);
	if (ao_utf8_next(&from) == 0x3012) /* 〒 */
		s += from - s;
	if (ao_keep_digits(s) == 7)
		r->out->postal_code = s;
	else
		add(r, AO_F_POSTAL_CODE_UNREADABLE, AO_COLUMN_POSTAL_CODE,
		    excerpt);
}

static const char *join_address(struct reading *r)
{
	static const enum ao_column part[] = {
		AO_COLUMN_ADDRESS_PREFECTURE, AO_COLUMN_ADDRESS_CITY,
		AO_COLUMN_ADDRESS_TOWN, AO_COLUMN_ADDRESS_NUMBER};
	struct ao_buf *joined = &r->reader->joined;
	size_t n;

	ao_buf_clear(joined);
	for (size_t i = 0; i < AO_COUNT(part); i++) {
		const char *s = text_of(r, part[i], &n);

		if (n == 0)
			continue;
		check_text(r, part[i], s, address_faults);
		ao_buf_add(joined, s, n);
	}
	return joined->n ? joined->s : "";
}

static void read_address(struct reading *r)
{
	size_t n;

	r->out->address = text_of(r, AO_COLUMN_ADDRESS, &n);
	if (n > 0)
		check_text(r, AO_COLUMN_ADDRESS, r->out->address,
			   address_faults);
	else
		r->out->address = join_address(r);
	r->out->address_town = text_of(r, AO_COLUMN_ADDRESS_TOWN, &n);
	r->out->address_number = text_of(r, AO_COLUMN_ADDRESS_NUMBER, &n);
	if (!*r->out->address && needs_address(r))
		add(r, AO_F_ADDRESS_MISSING, AO_COLUMN_ADDRESS, "");
	else if (needs_address(r) && ao_address_vague(r->out->address))
		add(r, AO_F_ADDRESS_VAGUE, AO_COLUMN_ADDRESS, "");
	r->out->building = text_of(r, AO_COLUMN_BUILDING, &n);
	if (n == 0)
		return;
	check_text(r, AO_COLUMN_BUILDING, r->out->building, address_faults);
	if (too_long(r->out->building, n, BUILDING_MOST))
		add_value(r, AO_F_BUILDING_TOO_LONG, AO_COLUMN_BUILDING,
			  r->out->building);
}

/* 申請書ID: text of 23 digits; no check digit is published. */
static void read_application_id(struct reading *r)
{
	char *s = value_of(r, AO_COLUMN_APPLICATION_ID);
	char detail[80];
	int n;

	r->out->application_id = "";
	if (!*s)
		return;
	if (ao_spreadsheet_number(s)) {
		add_value(r, AO_F_APPLICATION_ID_SPREADSHEET,
			  AO_COLUMN_APPLICATION_ID, s);
		return;
	}
	n = ao_keep_digits(s);
	if (n == 23) {
		r->out->application_id = s;
	} else if (n < 0) {
		add(r, AO_F_APPLICATION_ID_NOT_DIGITS, AO_COLUMN_APPLICATION_ID,
		    "");
	} else {
		snprintf(detail, sizeof(detail), "%d", n);
		add(r, AO_F_APPLICATION_ID_LENGTH, AO_COLUMN_APPLICATION_ID,
		    detail);
	}
}

static void read_words(struct reading *r)
{
	const char *s = value_of(r, AO_COLUMN_RESIDENCE_CLASS);

	if (*s && strcmp(s, "JP") != 0 &&
	    !ao_word_residence(s, &r->out->residence))
		add_value(r, AO_F_RESIDENCE_CLASS_UNKNOWN,
			  AO_COLUMN_RESIDENCE_CLASS, s);
	s = value_of(r, AO_COLUMN_STATUS);
	if (*s && strcmp(s, "NORMAL") != 0 &&
	    !ao_word_status(s, &r->out->status))
		add_value(r, AO_F_STATUS_UNKNOWN, AO_COLUMN_STATUS, s);
	s = value_of(r, AO_COLUMN_LANGUAGE);
	if (*s && strcmp(s, "ja") != 0 &&
	    !ao_word_language(s, &r->out->language))
		add_value(r, AO_F_LANGUAGE_UNKNOWN, AO_COLUMN_LANGUAGE, s);
}

static bool read_large_print(struct reading *r)
{
	const char *s = value_of(r, AO_COLUMN_LARGE_PRINT);
	bool set = false;

	if (*s && !ao_word_flag(s, &set))
		add_value(r, AO_F_LARGE_PRINT_UNREADABLE, AO_COLUMN_LARGE_PRINT,
			  s);
	return set;
}

static bool read_flag(struct reading *r, enum ao_column c)
{
	const char *s = value_of(r, c);
	bool set = false;

	if (!*s || (s[0] == '0' && !s[1]))
		return false;
	if (!ao_word_flag(s, &set))
		add_value(r, AO_F_FLAG_UNREADABLE, c, s);
	return set;
}

/* A doubt about a protected person is settled towards not printing. */
static bool read_support(struct reading *r)
{
	const char *s = value_of(r, AO_COLUMN_SUPPORT_MEASURE);
	bool set = true;

	if (!*s)
		return false;
	if (!ao_word_flag(s, &set))
		add_value(r, AO_F_SUPPORT_MEASURE_UNCLEAR,
			  AO_COLUMN_SUPPORT_MEASURE, s);
	return set;
}

static struct ao_date read_date(struct reading *r, enum ao_column c,
				enum ao_finding_code unreadable)
{
	const char *s = value_of(r, c);
	struct ao_date d = AO_NO_DATE;

	switch (*s ? ao_wareki_parse(s, r->reader->era_codes, &d)
		   : AO_WAREKI_EMPTY) {
	case AO_WAREKI_BAD_ERA:
		add_value(r, AO_F_DATE_OUTSIDE_ERA, c, s);
		return AO_NO_DATE;
	case AO_WAREKI_BAD:
		add_value(r, unreadable, c, s);
		return AO_NO_DATE;
	default:
		return d;
	}
}

/* 00000000 is how fixed-length records leave a date blank. As an unknown date
 * of a measure it would hold everybody who has none. */
static struct ao_date read_support_date(struct reading *r, enum ao_column c)
{
	struct ao_date d = read_date(r, c, AO_F_SUPPORT_DATE_UNREADABLE);
	const char *s = value_of(r, c);

	return ao_date_equal(d, AO_UNKNOWN_DATE) && !s[strspn(s, "0-/.")]
		       ? AO_NO_DATE
		       : d;
}

static void read_dates(struct reading *r)
{
	struct ao_resident *o = r->out;
	const struct {
		enum ao_column column;
		enum ao_finding_code unreadable;
		struct ao_date *to;
	} table[] = {
#define DATE(COLUMN, CODE, to) {AO_COLUMN_##COLUMN, AO_F_##CODE, &o->to}
		DATE(STAY_ENDS_ON, STAY_DATE_UNREADABLE, stay_ends_on),
		DATE(CARD_APPLIED_ON, APPLIED_DATE_UNREADABLE, card_applied_on),
		DATE(CARD_ISSUED_ON, CARD_ISSUE_DATE_UNREADABLE,
		     card.issued_on),
		DATE(CARD_EXPIRES_ON, CARD_EXPIRY_UNREADABLE, card.expires_on),
		DATE(PREVIOUS_CARD_EXPIRES_ON, CARD_EXPIRY_UNREADABLE,
		     card.previous_expires_on),
		DATE(AUTH_CERT_ISSUED_ON, CERT_ISSUE_DATE_UNREADABLE,
		     auth_cert.issued_on),
		DATE(AUTH_CERT_EXPIRES_ON, CERT_EXPIRY_UNREADABLE,
		     auth_cert.expires_on),
		DATE(PREVIOUS_AUTH_CERT_EXPIRES_ON, CERT_EXPIRY_UNREADABLE,
		     auth_cert.previous_expires_on),
		DATE(SIGN_CERT_ISSUED_ON, CERT_ISSUE_DATE_UNREADABLE,
		     sign_cert.issued_on),
		DATE(SIGN_CERT_EXPIRES_ON, CERT_EXPIRY_UNREADABLE,
		     sign_cert.expires_on),
		DATE(PREVIOUS_SIGN_CERT_EXPIRES_ON, CERT_EXPIRY_UNREADABLE,
		     sign_cert.previous_expires_on),
#undef DATE
	};

	for (size_t i = 0; i < AO_COUNT(table); i++)
		if (!blank(r, table[i].column))
			*table[i].to = read_date(r, table[i].column,
						 table[i].unreadable);
	o->support_from = read_support_date(r, AO_COLUMN_SUPPORT_FROM);
	o->support_until = read_support_date(r, AO_COLUMN_SUPPORT_UNTIL);
	if (!r->reader->columns.any_certificate) {
		/* Renewed with the card, they take its sixth birthday too
		 * (公的個人認証法施行規則13条1号). */
		o->auth_cert.issued_on = o->card.issued_on;
		o->auth_cert.previous_expires_on = o->card.previous_expires_on;
		o->sign_cert = o->auth_cert;
	}
}

static bool any_recorded(const struct ao_resident *o)
{
	return ao_date_known(o->card.expires_on) ||
	       ao_date_known(o->auth_cert.expires_on) ||
	       ao_date_known(o->sign_cert.expires_on);
}

static void read_birth(struct reading *r)
{
	struct ao_resident *o = r->out;
	bool missing = !*value_of(r, AO_COLUMN_BIRTH_DATE);

	o->birth_date =
		read_date(r, AO_COLUMN_BIRTH_DATE, AO_F_BIRTH_DATE_UNREADABLE);
	o->birth_unknown = read_flag(r, AO_COLUMN_BIRTH_UNKNOWN) ||
			   ao_date_equal(o->birth_date, AO_UNKNOWN_DATE);
	if (missing && !o->birth_unknown && !any_recorded(o))
		add(r, AO_F_BIRTH_DATE_MISSING, AO_COLUMN_BIRTH_DATE, "");
}

void ao_row_read(struct ao_row_reader *reader, const struct ao_csv_row *row,
		 struct ao_resident *out)
{
	struct reading r = {.reader = reader, .row = row, .out = out};

	*out = (struct ao_resident){
		.row = row->row, .line = row->line, .believed = true};
	read_resident_id(&r);
	read_words(&r);
	read_name(&r);
	read_postal_code(&r);
	read_address(&r);
	read_dates(&r);
	read_birth(&r);
	out->support_measure = read_support(&r);
	out->guardianship = read_flag(&r, AO_COLUMN_GUARDIANSHIP);
	out->large_print = read_large_print(&r);
	read_application_id(&r);
}
