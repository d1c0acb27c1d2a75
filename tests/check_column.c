/* check_column.c - headers that are matched, and headers that are refused. */
#include "aofuto/input/column.h"

#include "support/list_file.h"
#include "support/suite.h"

static bool match(char *header, const struct ao_column_alias *alias,
		  size_t aliases, struct ao_columns *columns,
		  struct ao_findings *findings, struct ao_error *err)
{
	char *field[64];
	uint32_t length[64];
	struct ao_csv_row row = {.file = "list.csv",
				 .line = 1,
				 .field = field,
				 .length = length};

	for (char *s = header; s; row.fields++) {
		char *comma = strchr(s, ',');

		ck_assert_uint_lt(row.fields, COUNT(field));
		if (comma)
			*comma++ = '\0';
		field[row.fields] = s;
		length[row.fields] = (uint32_t)strlen(s);
		s = comma;
	}
	return ao_columns_match(columns, &row, alias, aliases, findings, err);
}

START_TEST(headers)
{
	FILE *f = fopen(TEST_DIR "/cases/list_headers.tsv", "r");
	char line[1024];
	int rows = 0;

	ck_assert(f);
	while (fgets(line, sizeof(line), f)) {
		char *want = strchr(line, '\t'), *why;
		struct ao_findings *findings = ao_findings_new();
		struct ao_columns columns;
		struct ao_error err = {0};
		bool ok;

		if (*line == '#') {
			ao_findings_free(findings);
			continue;
		}
		ck_assert(want);
		*want++ = '\0';
		why = strchr(want, '\t');
		ck_assert(why);
		*why++ = '\0';
		ok = match(line, NULL, 0, &columns, findings, &err);
		ck_assert_msg(ok == (strcmp(want, "ok") == 0), "%s: %s", why,
			      err.text);
		ck_assert_msg(ok || (err.status == AO_INPUT &&
				     strstr(err.text, want)),
			      "'%s' does not say '%s'", err.text, want);
		ao_findings_free(findings);
		rows++;
	}
	fclose(f);
	ck_assert_int_ge(rows, 20);
}
END_TEST

/* Every canonical name and every alias finds its column. */
START_TEST(every_name)
{
	const enum ao_column c = (enum ao_column)_i;
	char names[512], *save = NULL;

	snprintf(names, sizeof(names), "%s, %s", ao_column_name(c),
		 ao_column_aliases(c));
	for (char *name = strtok_r(names, ",", &save); name;
	     name = strtok_r(NULL, ",", &save)) {
		char header[1024] = "";
		struct ao_findings *findings = ao_findings_new();
		struct ao_columns columns;
		struct ao_error err = {0};

		for (int other = 0; other < AO_COLUMN_COUNT; other++) {
			strcat(header, other > 0 ? "," : "");
			strcat(header,
			       other == _i
				       ? name
				       : ao_column_name((enum ao_column)other));
		}
		ck_assert_msg(match(header, NULL, 0, &columns, findings, &err),
			      "%s: %s", name, err.text);
		ck_assert_int_eq(columns.at[c], _i);
		ck_assert(columns.any_certificate);
		ao_findings_free(findings);
	}
}
END_TEST

START_TEST(notes_for_unused_columns)
{
	char header[] = "resident_id,name,birth_date,postal_code,address,備考,"
			"発行年月日,交付年月日";
	struct ao_findings *f = ao_findings_new();
	struct ao_columns columns;
	struct ao_error err = {0};

	ck_assert(match(header, NULL, 0, &columns, f, &err));
	ck_assert_uint_eq(ao_findings_count(f, AO_F_COLUMN_IGNORED), 1);
	ck_assert_uint_eq(ao_findings_count(f, AO_F_HANDOVER_DATE_IGNORED), 1);
	ck_assert_uint_eq(ao_findings_total(f, AO_NOTE), 2);
	ck_assert_int_eq(columns.at[AO_COLUMN_CARD_ISSUED_ON], 6);
	ck_assert_int_eq(columns.at[AO_COLUMN_BUILDING], -1);
	ck_assert(!columns.any_certificate);
	ao_findings_free(f);
}
END_TEST

START_TEST(the_city_has_the_last_word)
{
	static const struct ao_column_alias alias[] = {
		{.canonical = "name", .alias = "通称名"},
		{.canonical = "Resident_ID", .alias = "整理番号"}};
	char header[] = "整理番号,氏名,通称名,生年月日,郵便番号,住所";
	struct ao_findings *f = ao_findings_new();
	struct ao_columns columns;
	struct ao_error err = {0};

	ck_assert_msg(match(header, alias, 2, &columns, f, &err), "%s",
		      err.text);
	ck_assert_int_eq(columns.at[AO_COLUMN_RESIDENT_ID], 0);
	ck_assert_int_eq(columns.at[AO_COLUMN_NAME], 2);
	ck_assert_uint_eq(ao_findings_count(f, AO_F_COLUMN_IGNORED), 1);
	ao_findings_free(f);
}
END_TEST

/* The settings name a column that this list does not have. */
START_TEST(a_column_in_the_place_of_the_citys)
{
	static const struct ao_column_alias alias[] = {
		{.canonical = "name", .alias = "通称名"},
		{.canonical = "name", .alias = "通称"},
		{.canonical = "building", .alias = "建物"}};
	char header[] = "宛名番号,氏名,生年月日,郵便番号,住所,発行年月日";
	struct ao_findings *f = ao_findings_new();
	struct ao_columns columns;
	struct ao_error err = {0};

	ck_assert(match(header, alias, 3, &columns, f, &err));
	ck_assert_int_eq(columns.at[AO_COLUMN_NAME], 1);
	ck_assert_uint_eq(ao_findings_count(f, AO_F_COLUMN_ALIAS_UNUSED), 1);
	ck_assert_uint_eq(ao_findings_total(f, AO_WARN), 1);
	ao_findings_free(f);
}
END_TEST

/* Certificates issued with a card of which nobody knows when. */
START_TEST(nothing_about_certificates)
{
	static const struct {
		const char *column;
		unsigned long warnings;
	} c[] = {{"カード有効期限", 1},
		 {"発行年月日", 0},
		 {"署名用電子証明書有効期限", 0}};

	for (size_t i = 0; i < COUNT(c); i++) {
		char header[200];
		struct ao_findings *f = ao_findings_new();
		struct ao_columns columns;
		struct ao_error err = {0};

		snprintf(header, sizeof(header),
			 "宛名番号,氏名,生年月日,郵便番号,住所,%s",
			 c[i].column);
		ck_assert(match(header, NULL, 0, &columns, f, &err));
		ck_assert_uint_eq(
			ao_findings_count(f, AO_F_CERTIFICATES_UNKNOWN),
			c[i].warnings);
		ao_findings_free(f);
	}
}
END_TEST

START_TEST(two_columns_of_one_alias)
{
	static const struct ao_column_alias alias[] = {
		{"name", "通称名", "s.yaml", 2},
		{"Name", "通称 名", "s.yaml", 3},
		{"name_kana", "通称名", "s.yaml", 4}};
	char header[] = "宛名番号,通称名,生年月日,郵便番号,住所";
	struct ao_findings *f = ao_findings_new();
	struct ao_columns columns;
	struct ao_error err = {0};

	ck_assert(match(header, alias, 2, &columns, f, &err));
	strcpy(header, "宛名番号,通称名,生年月日,郵便番号,住所");
	ck_assert(!match(header, alias, 3, &columns, f, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_str_eq(err.where, "s.yaml:4");
	ck_assert(strstr(err.text, "'name_kana': this alias is another"));
	ao_findings_free(f);
}
END_TEST

/* Not even the settings can make these what they are not. */
static const struct {
	struct ao_column_alias alias;
	const char *header, *says;
} refused[] = {
	{{.canonical = "resident_id", .alias = "個人番号"},
	 "個人番号,氏名,生年月日,郵便番号,住所",
	 "must not be in the list"},
	{{.canonical = "card_issued_on", .alias = "交付年月日"},
	 "宛名番号,氏名,生年月日,郵便番号,住所,交付年月日",
	 "is not the day it was made"},
	{{.canonical = "nmae", .alias = "名"},
	 "宛名番号,氏名,生年月日,郵便番号,住所",
	 "'nmae': there is no such column"},
	{{.canonical = "name", .alias = "_ "},
	 "宛名番号,氏名,生年月日,郵便番号,住所",
	 "'name': the alias is blank"},
};

START_TEST(the_city_cannot)
{
	char header[256];
	struct ao_findings *f = ao_findings_new();
	struct ao_columns columns;
	struct ao_error err = {0};

	strcpy(header, refused[_i].header);
	ck_assert(!match(header, &refused[_i].alias, 1, &columns, f, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_msg(strstr(err.text, refused[_i].says), "%s", err.text);
	ao_findings_free(f);
}
END_TEST

START_TEST(folding)
{
	char out[AO_FOLDED_SIZE], one[AO_FOLDED_SIZE];

	ck_assert_str_eq(ao_column_fold("ＮａＭｅ _-　K", out), "namek");
	ck_assert_str_eq(ao_column_fold("ﾌﾘｶﾞﾅﾊﾟｯ", out),
			 ao_column_fold("フリガナパッ", one));
	ck_assert_str_eq(ao_column_fold("カード", out), "カード");
}
END_TEST

/* docs/list.md says what the table says. */
START_TEST(documented)
{
	static char text[65536];
	FILE *f = fopen(PROJECT_DIR "/docs/list.md", "r");
	size_t n;

	ck_assert(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[n] = '\0';
	for (int c = 0; c < AO_COLUMN_COUNT; c++) {
		char row[512];

		snprintf(row, sizeof(row), "| `%s` | %s |",
			 ao_column_name((enum ao_column)c),
			 ao_column_aliases((enum ao_column)c));
		ck_assert_msg(strstr(text, row), "docs/list.md lacks %s", row);
	}
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, headers);
	tcase_add_loop_test(tc, every_name, 0, AO_COLUMN_COUNT);
	tcase_add_test(tc, notes_for_unused_columns);
	tcase_add_test(tc, the_city_has_the_last_word);
	tcase_add_test(tc, a_column_in_the_place_of_the_citys);
	tcase_add_test(tc, nothing_about_certificates);
	tcase_add_test(tc, two_columns_of_one_alias);
	tcase_add_loop_test(tc, the_city_cannot, 0, COUNT(refused));
	tcase_add_test(tc, folding);
	tcase_add_test(tc, documented);
}

SUITE_MAIN("column", fill);
