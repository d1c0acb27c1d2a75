/* check_list.c - a whole list: values, findings, refusals, any chunk size. */
#include "aofuto/input/list.h"

#include "support/golden.h"
#include "support/list_file.h"
#include "support/suite.h"

#include <iconv.h>
#include <sys/stat.h>

static const struct ao_list_options plain = {.skip_digest = true};

/* The five columns a list must have and the one that its dates run from, with
 * good values. */
static const struct {
	const char *column, *value;
} base[] = {
	{"resident_id", "A-1"},
	{"name", "山田　太郎"},
	{"birth_date", "1985-11-14"},
	{"postal_code", "3590042"},
	{"address", "埼玉県所沢市並木一丁目1-1"},
	{"card_issued_on", "2021-08-20"},
};

static size_t make_list(const char *column, const char *value, char *out)
{
	char text[2048] = "", row[1024] = "";
	bool there = false;

	for (size_t i = 0; i < COUNT(base); i++) {
		bool same = strcmp(base[i].column, column) == 0;

		there |= same;
		strcat(strcat(text, base[i].column), ",");
		strcat(strcat(row, same ? value : base[i].value), ",");
	}
	strcat(strcat(text, there ? "other" : column), "\n");
	strcat(strcat(strcat(text, row), there ? "" : value), "\n");
	return unescape(text, out);
}

static const char *flag(bool set)
{
	return set ? "1" : "0";
}

static const char *value_read(const struct ao_resident *r, const char *column,
			      char iso[AO_DATE_ISO_SIZE])
{
	const struct {
		const char *column, *text;
	} texts[] = {
		{"resident_id", r->resident_id},
		{"name", r->name},
		{"name_kana", r->name_kana},
		{"postal_code", r->postal_code},
		{"address", r->address},
		{"building", r->building},
		{"application_id", r->application_id},
		{"birth_unknown", flag(r->birth_unknown)},
		{"support_measure", flag(r->support_measure)},
		{"guardianship", flag(r->guardianship)},
		{"large_print", flag(r->large_print)},
		{"residence_class", ao_residence_name(r->residence)},
		{"status", ao_card_status_name(r->status)},
		{"language", ao_language_name(r->language)},
	};
	const struct {
		const char *column;
		struct ao_date date;
	} dates[] = {
		{"birth_date", r->birth_date},
		{"stay_ends_on", r->stay_ends_on},
		{"support_from", r->support_from},
		{"support_until", r->support_until},
		{"card_applied_on", r->card_applied_on},
		{"card_issued_on", r->card.issued_on},
		{"card_expires_on", r->card.expires_on},
		{"previous_card_expires_on", r->card.previous_expires_on},
		{"auth_cert_issued_on", r->auth_cert.issued_on},
		{"auth_cert_expires_on", r->auth_cert.expires_on},
		{"previous_auth_cert_expires_on",
		 r->auth_cert.previous_expires_on},
		{"sign_cert_issued_on", r->sign_cert.issued_on},
		{"sign_cert_expires_on", r->sign_cert.expires_on},
		{"previous_sign_cert_expires_on",
		 r->sign_cert.previous_expires_on},
	};

	for (size_t i = 0; i < COUNT(texts); i++)
		if (strcmp(texts[i].column, column) == 0)
			return texts[i].text;
	for (size_t i = 0; i < COUNT(dates); i++)
		if (strcmp(dates[i].column, column) == 0)
			return ao_date_iso(dates[i].date, iso);
	ck_abort_msg("no column %s", column);
}

static const struct ao_finding_kind *kind_named(const char *name)
{
	size_t n;
	const struct ao_finding_kind *kind = ao_finding_kinds(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(kind[i].name, name) == 0)
			return &kind[i];
	ck_abort_msg("no finding %s", name);
}

static bool detail_is_safe(const struct ao_finding *f, void *data)
{
	(void)data;
	ck_assert_msg(!strstr(f->detail, "山田") && !strstr(f->detail, "並木"),
		      "a detail shows somebody: %s", f->detail);
	return true;
}

/* name: of the finding, or "-". want: the value read, "*" for any. */
static void check_value(const char *column, const char *value, const char *name,
			const char *want, const char *why)
{
	char bytes[4096], path[LIST_PATH_SIZE], iso[AO_DATE_ISO_SIZE];
	struct ao_findings *f = ao_findings_new();
	const struct ao_finding_kind *kind =
		strcmp(name, "-") == 0 ? NULL : kind_named(name);
	struct ao_error err = {0};
	struct ao_resident r;
	struct ao_list *list;
	const char *got;

	list_file(path, bytes, make_list(column, value, bytes));
	list = ao_list_open(path, &plain, f, &err);
	unlink(path);
	ck_assert_msg(list, "%s: %s", why, err.text);
	ck_assert_int_eq(ao_list_next(list, &r, &err), AO_STEP_ITEM);
	got = value_read(&r, column, iso);
	ck_assert_msg(strcmp(want, "*") == 0 || strcmp(got, want) == 0,
		      "%s '%s' is '%s', not '%s': %s", column, value, got, want,
		      why);
	ck_assert_msg(r.believed == !(kind && kind->severity == AO_REJECT),
		      "%s '%s' believed %d", column, value, r.believed);
	ck_assert_msg(
		r.set_aside ==
			(kind && kind->severity == AO_REVIEW ? kind->code : 0),
		"%s '%s' set aside %d", column, value, (int)r.set_aside);
	ck_assert_msg(!kind || ao_findings_count(f, kind->code) == 1,
		      "%s '%s': no %s", column, value, name);
	ck_assert_uint_eq(ao_findings_total(f, AO_WARN) +
				  ao_findings_total(f, AO_REVIEW) +
				  ao_findings_total(f, AO_REJECT),
			  kind ? 1 : 0);
	ck_assert(ao_findings_each(f, detail_is_safe, NULL, &err));
	ck_assert_int_eq(ao_list_next(list, &r, &err), AO_STEP_END);
	ao_list_close(list);
	ao_findings_free(f);
}

START_TEST(values)
{
	FILE *f = fopen(TEST_DIR "/cases/list_values.tsv", "r");
	char line[1024], *part[5];
	int rows = 0;

	ck_assert(f);
	while (fgets(line, sizeof(line), f)) {
		char *s = line;

		line[strcspn(line, "\n")] = '\0';
		if (*line == '#')
			continue;
		for (int i = 0; i < 5; i++)
			part[i] = strsep(&s, "\t");
		ck_assert_msg(part[4] && !s, "not five parts: %s", line);
		check_value(part[0], part[1], part[2], part[3], part[4]);
		rows++;
	}
	fclose(f);
	ck_assert_int_ge(rows, 100);
}
END_TEST

START_TEST(lengths)
{
	struct ao_buf s = {0};

	for (int i = 0; i < 200; i++)
		ao_buf_adds(&s, "名");
	check_value("name", s.s, "-", s.s, "200 characters");
	ao_buf_adds(&s, "名");
	check_value("name", s.s, "NAME_TOO_LONG", s.s, "201 characters");
	ao_buf_clear(&s);
	for (int i = 0; i < 300; i++)
		ao_buf_adds(&s, "b");
	check_value("building", s.s, "-", s.s, "300 characters");
	ao_buf_adds(&s, "b");
	check_value("building", s.s, "BUILDING_TOO_LONG", s.s, "301");
	ao_buf_release(&s);
}
END_TEST

static const char odd_list[] =
	"宛名番号,氏名,氏名ｶﾅ,生年月日,郵便番号,住所,住所_都道府県,"
	"住所_市区郡町村名,住所_町字,住所_番地号表記,方書,カード発行日,"
	"住民状態,支援措置区分,申請書ID,備考\r\n"
	"0001,山田　太郎　　,ﾔﾏﾀﾞ ﾀﾛｳ,S60.11.14,359-0042,所沢市並木1,,,,,,"
	"R3.8.20,,,01234567890123456789012,x\r\n"
	"\r\n"
	"0002,\"SMITH, JOHN\",,平成1年1月8日,3590042,,埼玉県,所沢市,並木一丁目,"
	"1-1,\"ビル\"\"A\"\"　\",2021-08-20,NORMAL,1,,\r\n"
	"0003,髙橋　一,,昭和64年1月8日,3590042,並木,,,,,,20210820,,,1.23E+22,"
	"\r\n"
	"0004,〓田,,不詳,3590042,並木,,,,,,2021/8/20,,,,\"a\r\nb\"\r\n"
	"0005,佐藤,,3601114,,,,,,,,,DEAD,,,\r\n";

static void dump_finding_text(const struct ao_finding *f, struct ao_buf *b)
{
	ao_buf_addf(b, "%d row %lu line %lu column %u %s [%s] %s\n",
		    (int)f->code, f->place.row, f->place.line, f->place.column,
		    f->place.field ? f->place.field : "-",
		    f->place.subject ? f->place.subject : "", f->detail);
}

static bool dump_finding(const struct ao_finding *f, void *data)
{
	dump_finding_text(f, data);
	return true;
}

static void read_odd(struct ao_buf *out, const char *bytes, size_t n,
		     const struct ao_list_options *options, char encoding[32])
{
	struct list_read got;

	list_read(&got, bytes, n, options);
	ck_assert_msg(got.err.status == AO_OK, "%s", got.err.text);
	ao_buf_adds(out, got.text.s);
	ck_assert(ao_findings_each(got.findings, dump_finding, out, &got.err));
	strcpy(encoding, got.encoding);
	list_read_release(&got);
}

START_TEST(golden_list)
{
	struct ao_buf got = {0};
	char encoding[32];

	read_odd(&got, odd_list, sizeof(odd_list) - 1, &plain, encoding);
	golden_check("list.txt", got.s, got.n);
	ao_buf_release(&got);
}
END_TEST

START_TEST(any_chunk_size)
{
	struct ao_buf want = {0};
	char encoding[32];

	read_odd(&want, odd_list, sizeof(odd_list) - 1, &plain, encoding);
	for (size_t chunk = 1; chunk < 300; chunk += chunk < 40 ? 1 : 17) {
		struct ao_list_options options = {.skip_digest = true,
						  .chunk = chunk};
		struct ao_buf got = {0};

		read_odd(&got, odd_list, sizeof(odd_list) - 1, &options,
			 encoding);
		ck_assert_msg(strcmp(want.s, got.s) == 0, "chunk %zu", chunk);
		ao_buf_release(&got);
	}
	ao_buf_release(&want);
}
END_TEST

static const struct {
	const char *iconv, *mark, *label;
} encodings[] = {
	{"UTF-8", "\xEF\xBB\xBF", "UTF-8 (BOM)"},
	{"UTF-16LE", "\xFF\xFE", "UTF-16LE (BOM)"},
	{"UTF-16BE", "\xFE\xFF", "UTF-16BE (BOM)"},
	{"CP932", "", "CP932"},
};

START_TEST(any_encoding)
{
	char text[sizeof(odd_list)], bytes[sizeof(odd_list) * 2], label[32];
	size_t left = sizeof(odd_list) - 1, room = sizeof(bytes) - 3;
	size_t mark = strlen(encodings[_i].mark);
	char *from = text, *to = bytes + mark;
	iconv_t cd = iconv_open(encodings[_i].iconv, "UTF-8");
	struct ao_buf want = {0}, got = {0};

	memcpy(text, odd_list, sizeof(text));
	memcpy(bytes, encodings[_i].mark, mark);
	ck_assert(iconv(cd, &from, &left, &to, &room) == 0);
	iconv_close(cd);
	read_odd(&want, odd_list, sizeof(odd_list) - 1, &plain, label);
	ck_assert_str_eq(label, "UTF-8");
	read_odd(&got, bytes, (size_t)(to - bytes), &plain, label);
	ck_assert_str_eq(label, encodings[_i].label);
	ck_assert_str_eq(got.s, want.s);
	ao_buf_release(&want);
	ao_buf_release(&got);
}
END_TEST

#define HEADER "resident_id,name,birth_date,postal_code,address"

static const struct {
	const char *bytes; /* escaped */
	enum ao_status status;
	const char *at, *says;
} refused[] = {
	{"", AO_INPUT, "", "the list is empty"},
	{"\\n\\n", AO_INPUT, "", "only blank lines"},
	{"\\xEF\\xBB\\xBF", AO_INPUT, "", "only blank lines"},
	{HEADER "\\n", AO_INPUT, "", "a header and no residents"},
	{HEADER, AO_INPUT, "", "a header and no residents"},
	{HEADER ",個人番号\\n", AO_INPUT, ":1:6", "must not be in the list"},
	{"\\n" HEADER ",交付年月日\\n", AO_INPUT, ":2:6", "発行日"},
	{HEADER "\\n1,2,3,4\\n", AO_INPUT, ":2:1", "row 1 has 4 fields"},
	{"name\\n", AO_INPUT, "", "columns are missing"},
	{"\\x89PNG\\r\\n\\x1A\\n", AO_INPUT, "", "a PNG picture"},
	{HEADER "\\n\"1,2,3,4,5\\n", AO_INPUT, ":2:1", "never ends"},
	{HEADER "\\n1,山\\x00田,3,4,5\\n", AO_INPUT, ":2:2", "NUL"},
};

START_TEST(refuses)
{
	char bytes[512];
	struct list_read got;
	size_t n = unescape(refused[_i].bytes, bytes);

	list_read(&got, bytes, n, &plain);
	ck_assert_int_eq(got.err.status, refused[_i].status);
	ck_assert_msg(strstr(got.err.text, refused[_i].says), "%s",
		      got.err.text);
	ck_assert_msg(strstr(got.err.where, refused[_i].at), "%s is not %s",
		      got.err.where, refused[_i].at);
	ck_assert_msg(!strstr(got.err.text, "山"), "%s", got.err.text);
	list_read_release(&got);
}
END_TEST

START_TEST(a_wide_header_fails_at_once)
{
	struct ao_buf b = {0};
	struct list_read got;

	for (int i = 0; i < 400000; i++)
		ao_buf_adds(&b, "列,");
	ao_buf_adds(&b, "\n");
	list_read(&got, b.s, b.n, &plain);
	ck_assert_int_eq(got.err.status, AO_INPUT);
	ck_assert_msg(strstr(got.err.text, "1024 columns"), "%s", got.err.text);
	list_read_release(&got);
	ao_buf_release(&b);
}
END_TEST

START_TEST(folder_and_unknown_encoding)
{
	struct list_read got;

	list_read_path(&got, "/tmp", &plain);
	ck_assert_int_eq(got.err.status, AO_INPUT);
	list_read_release(&got);
	list_read_path(&got, "/tmp",
		       &(struct ao_list_options){.encoding = "EUC"});
	ck_assert_int_eq(got.err.status, AO_USAGE);
	list_read_release(&got);
}
END_TEST

/* 発行日が読めない行: 3 件 */
START_TEST(findings_are_counted_by_kind)
{
	static const char bytes[] = HEADER ",card_issued_on\n"
					   "1,a,1985-11-14,3590042,x,1\n"
					   "2,a,1985-11-14,3590042,x,2\n"
					   "3,a,1985-11-14,3590042,x,x\n"
					   "4,a,1985-11-14,3590042,x,\n";
	struct list_read got;

	list_read(&got, bytes, sizeof(bytes) - 1, &plain);
	ck_assert_uint_eq(got.rows, 4);
	ck_assert_uint_eq(ao_findings_count(got.findings,
					    AO_F_CARD_ISSUE_DATE_UNREADABLE),
			  3);
	list_read_release(&got);
}
END_TEST

START_TEST(era_codes_are_the_citys)
{
	static const char bytes[] = HEADER "\n1,a,5601114,3590042,x\n";
	struct ao_list_options options = {.era_codes = AO_ERA_CODES_PENSION};
	struct list_read got;

	list_read(&got, bytes, sizeof(bytes) - 1, &options);
	ck_assert(strstr(got.text.s, "1985-11-14"));
	list_read_release(&got);
}
END_TEST

START_TEST(standard_input)
{
	static const char bytes[] = HEADER "\n1,山,1985-11-14,3590042,x\n";
	struct ao_list_options options = {0};
	struct list_read got;
	int ends[2];

	ck_assert(pipe(ends) == 0);
	ck_assert(write(ends[1], bytes, sizeof(bytes) - 1) ==
		  (ssize_t)sizeof(bytes) - 1);
	close(ends[1]);
	ck_assert(dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
	list_read_path(&got, "-", &options);
	ck_assert_msg(got.err.status == AO_OK, "%s", got.err.text);
	ck_assert_uint_eq(got.rows, 1);
	list_read_release(&got);
}
END_TEST

START_TEST(a_copy_outlives_the_list)
{
	char path[LIST_PATH_SIZE];
	struct ao_findings *f = ao_findings_new();
	struct ao_arena *arena = ao_arena_new();
	struct ao_error err = {0};
	struct ao_resident r, copy;
	struct ao_list *list;
	struct ao_buf want = {0}, got = {0};

	list_file(path, odd_list, sizeof(odd_list) - 1);
	list = ao_list_open(path, &plain, f, &err);
	unlink(path);
	ck_assert(list && ao_list_next(list, &r, &err) == AO_STEP_ITEM);
	copy = ao_resident_copy(&r, arena);
	list_line(&want, &r);
	ao_list_close(list);
	list_line(&got, &copy);
	ck_assert_str_eq(got.s, want.s);
	ao_arena_free(arena);
	ao_findings_free(f);
	ao_buf_release(&want);
	ao_buf_release(&got);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, values);
	tcase_add_test(tc, lengths);
	tcase_add_test(tc, golden_list);
	tcase_add_test(tc, any_chunk_size);
	tcase_add_loop_test(tc, any_encoding, 0, COUNT(encodings));
	tcase_add_loop_test(tc, refuses, 0, COUNT(refused));
	tcase_add_test(tc, a_wide_header_fails_at_once);
	tcase_add_test(tc, folder_and_unknown_encoding);
	tcase_add_test(tc, findings_are_counted_by_kind);
	tcase_add_test(tc, era_codes_are_the_citys);
	tcase_add_test(tc, standard_input);
	tcase_add_test(tc, a_copy_outlives_the_list);
}

SUITE_MAIN("list", fill);
