/* check_report_sheet.c - facts in a template: repeated, paged, and wrong. */
#include "aofuto/base/file.h"
#include "aofuto/notice/fonts.h"
#include "aofuto/notice/report_sheet.h"
#include "support/golden.h"
#include "support/rows.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

#define CASES TEST_DIR "/cases/"
#define SHEET CASES "report.yaml"

static const struct ao_fact_word words[] = {
	{"run.month", "2026年12月"},
	{"run.note", "備考"},
	{"run.tickets", "1"},
	{"total.read", "1,234"},
	{"districts[].name", "中央一丁目"},
	{"districts[].pieces", "1,234"},
	{"districts[].mark", "*"},
	{"bundles[].name", "001"},
};

static struct ao_city *city;
static struct ao_faces *faces;
static struct ao_facts *facts;
static struct ao_error err;

static void set_up(void)
{
	memset(&err, 0, sizeof(err));
	city = ao_city_open(PROJECT_DIR "/templates/city.yaml", &err);
	faces = ao_fonts_open(PROJECT_DIR "/fonts/fonts.yaml", &err);
	ck_assert_msg(city && faces, "%s: %s", err.where, err.text);
	facts = ao_facts_new(words, COUNT(words));
	ao_facts_set(facts, "run.month", "2026年12月");
	ao_facts_set_count(facts, "total.read", 1234567);
}

static void tear_down(void)
{
	ao_facts_free(facts);
	ao_faces_close(faces);
	ao_city_close(city);
}

static void add_districts(size_t n)
{
	for (size_t i = 1; i <= n; i++) {
		ao_facts_add(facts, "districts");
		ao_facts_setf(facts, "districts[].name", "地区%zu", i);
		ao_facts_set_count(facts, "districts[].pieces", i * 1000);
	}
}

static struct ao_report_sheet *open_good(const char *path)
{
	struct ao_report_form form = {
		.path = path, .city = city, .facts = facts, .faces = faces};
	struct ao_report_sheet *sheet = ao_report_sheet_open(&form, &err);

	ck_assert_msg(sheet != NULL, "%s: %s", err.where, err.text);
	return sheet;
}

static const char *face_name(unsigned face, const void *data)
{
	return ao_face_name(data, face);
}

static bool dump(void *data, const struct ao_page *page, size_t number,
		 struct ao_error *e)
{
	struct ao_buf *out = data;

	(void)e;
	ao_buf_addf(out, "--- page %zu\n", number);
	ao_page_dump(page, out, face_name, faces);
	return true;
}

/* The words of every page, a mark a line, and nothing else. */
static bool say(void *data, const struct ao_page *page, size_t number,
		struct ao_error *e)
{
	struct ao_buf *out = data;

	(void)e;
	ao_buf_addf(out, "--- page %zu\n", number);
	for (size_t i = 0; i < page->n; i++)
		if (page->mark[i].type == AO_MARK_TEXT)
			ao_buf_addf(out, "%s\n", page->mark[i].s);
	return true;
}

static struct ao_buf pages_of(struct ao_report_sheet *sheet,
			      bool (*each)(void *, const struct ao_page *,
					   size_t, struct ao_error *))
{
	struct ao_buf out = {0};

	ck_assert_msg(ao_report_sheet_each(sheet, each, &out, &err), "%s: %s",
		      err.where, err.text);
	return out;
}

/* pages 0: any number */
static struct ao_buf said(size_t pages)
{
	struct ao_report_sheet *sheet = open_good(SHEET);
	struct ao_buf out = pages_of(sheet, say);

	if (pages)
		ck_assert_uint_eq(ao_report_sheet_pages(sheet), pages);
	ao_report_sheet_close(sheet);
	return out;
}

static size_t times(const struct ao_buf *in, const char *word)
{
	size_t n = 0;

	for (const char *p = in->s; (p = strstr(p, word)); p += strlen(word))
		n++;
	return n;
}

START_TEST(page_by_page)
{
	struct ao_report_sheet *sheet;
	struct ao_buf out, again;

	add_districts(25);
	ao_facts_set(facts, "run.tickets", "1");
	sheet = open_good(SHEET);
	ck_assert_uint_eq(ao_report_sheet_pages(sheet), 2 + 25);
	out = pages_of(sheet, dump);
	again = pages_of(sheet, dump);
	ck_assert_str_eq(out.s, again.s);
	golden_check("report.txt", out.s, out.n);
	ao_buf_release(&out);
	ao_buf_release(&again);
	ao_report_sheet_close(sheet);
}
END_TEST

START_TEST(empty_lists_close_up)
{
	struct ao_buf out = said(1);

	ck_assert_str_eq(out.s, "--- page 1\n所沢市　2026年12月　1,234,567人\n"
				"地区はありません\n1\n/\n1\n");
	ao_buf_release(&out);
}
END_TEST

/* Every record once, whatever the number: the pages' edges too. */
START_TEST(nothing_is_lost)
{
	struct ao_report_sheet *sheet;
	struct ao_buf out;
	size_t pages;

	add_districts((size_t)_i);
	ao_facts_set(facts, "run.note", "注");
	sheet = open_good(SHEET);
	out = pages_of(sheet, say);
	pages = ao_report_sheet_pages(sheet);
	ck_assert_uint_eq(times(&out, "--- page"), pages);
	ck_assert_uint_eq(times(&out, "（続く）"), pages - 1);
	ao_report_sheet_close(sheet);
	for (int i = 1; i <= _i; i++) {
		char line[32];

		snprintf(line, sizeof(line), "\n地区%d\n", i);
		ck_assert_msg(times(&out, line) == 1, "%s", line);
	}
	/* The heading never stands without a row, nor a page without a head. */
	ck_assert_uint_eq(times(&out, "地区ごと\n--- page"), 0);
	ck_assert_uint_eq(times(&out, "通数\n--- page"), 0);
	ck_assert_uint_eq(times(&out, "\n備考 注\n"), 1);
	ao_buf_release(&out);
}
END_TEST

/* However far down it comes: a heading has a row under it on its page. */
START_TEST(headings_stay_with_their_rows)
{
	struct ao_buf note = {0}, out;

	for (int i = 0; i < _i; i++)
		ao_buf_adds(&note, i ? "\n行" : "行");
	ao_facts_set(facts, "run.note", note.s);
	add_districts(3);
	out = said(0);
	ck_assert_uint_eq(times(&out, "地区ごと\n2\n"), 0);
	ck_assert_uint_eq(times(&out, "地区ごと\n1\n"), 0);
	ck_assert_uint_eq(times(&out, "通数\n2\n"), 0);
	ck_assert_uint_eq(times(&out, "通数\n1\n"), 0);
	ck_assert_uint_eq(times(&out, "\n地区1\n"), 1);
	ck_assert_uint_eq(times(&out, "束"), 0); /* an empty list */
	ao_buf_release(&note);
	ao_buf_release(&out);
}
END_TEST

START_TEST(neighbours_come_record_by_record)
{
	struct ao_buf out;

	add_districts(2);
	ao_facts_set(facts, "districts[].mark", "*");
	add_districts(1);
	for (int i = 1; i <= 2; i++) {
		ao_facts_add(facts, "bundles");
		ao_facts_setf(facts, "bundles[].name", "%d", i);
	}
	out = said(1);
	ck_assert_ptr_nonnull(strstr(out.s, "地区2\n2,000\n印*地区2\n地区1\n"
					    "1,000\n束1\n束2\n"));
	ao_buf_release(&out);
}
END_TEST

START_TEST(many_records)
{
	struct ao_buf out;

	add_districts(2000);
	out = said(144);
	ck_assert_uint_eq(times(&out, "\n2,000,000\n"), 1);
	ck_assert_uint_eq(times(&out, "\n144\n/\n144\n"), 1);
	ck_assert_uint_eq(times(&out, "通数"), 144);
	ao_buf_release(&out);
}
END_TEST

START_TEST(conditions_on_a_record)
{
	struct ao_buf out;

	add_districts(3);
	ao_facts_set(facts, "districts[].mark", "*");
	out = said(1);
	ck_assert_uint_eq(times(&out, "地区1\n"), 1);
	ck_assert_uint_eq(times(&out, "地区3\n"), 3);
	ao_buf_release(&out);
}
END_TEST

/* 𛄢 and a private character are in no font; a name must not stop a run. */
START_TEST(characters_that_no_font_has)
{
	struct ao_report_form form = {.path = SHEET,
				      .city = city,
				      .facts = facts,
				      .faces = faces,
				      .strict = true};
	struct ao_buf out;

	ao_facts_add(facts, "districts");
	ao_facts_set(facts, "districts[].name", "\uF8FE町\uF8FD");
	out = said(1);
	ck_assert_uint_eq(times(&out, "\n〓町〓\n"), 1);
	ao_buf_release(&out);
	ck_assert_ptr_null(ao_report_sheet_open(&form, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "U+F8FE"));
}
END_TEST

/* Nor a word that is longer than its column. */
START_TEST(words_longer_than_a_line)
{
	static const char word[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	struct ao_report_form form = {.path = SHEET,
				      .city = city,
				      .facts = facts,
				      .faces = faces,
				      .strict = true};
	struct ao_buf out;

	ao_facts_add(facts, "districts");
	ao_facts_set(facts, "districts[].name", word);
	out = said(1);
	ck_assert_uint_eq(times(&out, "abcdefghij"), 1);
	ck_assert_uint_eq(times(&out, word), 0);
	ck_assert_uint_eq(times(&out, "89\n"), 1);
	ao_buf_release(&out);
	ck_assert_ptr_null(ao_report_sheet_open(&form, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "torn in two"));
}
END_TEST

START_TEST(specimen)
{
	struct ao_report_form form = {.path = SHEET,
				      .city = city,
				      .facts = facts,
				      .faces = faces,
				      .specimen = true};
	struct ao_report_sheet *sheet = ao_report_sheet_open(&form, &err);
	struct ao_buf out;

	ck_assert_ptr_nonnull(sheet);
	out = pages_of(sheet, say);
	ck_assert_uint_eq(times(&out, "\n見本\n"), 1);
	ao_buf_release(&out);
	ao_report_sheet_close(sheet);
}
END_TEST

START_TEST(the_caller_may_stop)
{
	struct ao_report_sheet *sheet = open_good(SHEET);
	struct ao_report_form form = {.path = CASES "none.yaml",
				      .city = city,
				      .facts = facts,
				      .faces = faces};

	ao_report_sheet_close(sheet);
	ck_assert_ptr_null(ao_report_sheet_open(&form, &err));
	ck_assert_int_eq(err.status, AO_HOST);
}
END_TEST

struct broken {
	const char *base, *path;
};

static void one_fault(char *line, const void *data)
{
	const struct broken *b = data;
	const char *find = rows_field(&line), *put = rows_field(&line);
	const char *place = rows_field(&line), *sentence = rows_field(&line);
	struct ao_buf text = rows_replace(b->base, find, put);
	struct ao_report_form form = {
		.path = b->path, .city = city, .facts = facts, .faces = faces};
	struct ao_error got = {0};
	char where[512];

	scratch_write_bytes(text.s, text.n);
	ao_buf_release(&text);
	ck_assert_msg(!ao_report_sheet_open(&form, &got), "accepted: %s", line);
	snprintf(where, sizeof(where), "%s:%s", b->path, place);
	ck_assert_int_eq(got.status, AO_INPUT);
	ck_assert_msg(!strcmp(got.where, where), "%s: %s, not %s (%s)", line,
		      got.where, where, got.text);
	ck_assert_msg(strstr(got.text, sentence) != NULL, "%s: \"%s\"", line,
		      got.text);
}

/* Also where every list is empty. */
START_TEST(every_fault_has_its_place)
{
	struct ao_buf base = {0};
	struct broken b = {.path = scratch_new()};

	add_districts(_i ? 30 : 0);
	ck_assert(ao_file_read(SHEET, 1 << 16, &base, &err));
	b.base = base.s;
	ck_assert_uint_gt(rows_each(CASES "report_errors.tsv", one_fault, &b),
			  10);
	ao_buf_release(&base);
	scratch_remove();
}
END_TEST

START_TEST(vocabulary)
{
	struct ao_facts *all = ao_facts_example(words, COUNT(words), 2);
	size_t n = 9;

	ck_assert_str_eq(ao_facts_text(all, "run.note"), "備考");
	ck_assert_ptr_null(ao_facts_text(all, "districts"));
	ck_assert_ptr_null(ao_facts_text(all, "districts[].name"));
	ck_assert(ao_facts_list(all, "districts", &n) && n == 2);
	ck_assert(ao_facts_list(all, "bundles", &n) && n == 2);
	ck_assert(!ao_facts_list(all, "district", &n) && n == 2);
	ck_assert_str_eq(ao_facts_field(all, "bundles", 1, "name"), "001");
	ck_assert_str_eq(ao_facts_field(all, "bundles", 2, "name"), "");
	ck_assert_ptr_null(ao_facts_field(all, "bundles", 0, "pieces"));
	ck_assert_str_eq(ao_facts_text(facts, "run.note"), "");
	ao_facts_free(all);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, page_by_page);
	tcase_add_test(tc, empty_lists_close_up);
	tcase_add_loop_test(tc, nothing_is_lost, 10, 36);
	tcase_add_loop_test(tc, headings_stay_with_their_rows, 8, 15);
	tcase_add_test(tc, neighbours_come_record_by_record);
	tcase_add_test(tc, many_records);
	tcase_add_test(tc, conditions_on_a_record);
	tcase_add_test(tc, characters_that_no_font_has);
	tcase_add_test(tc, words_longer_than_a_line);
	tcase_add_test(tc, specimen);
	tcase_add_test(tc, the_caller_may_stop);
	tcase_add_loop_test(tc, every_fault_has_its_place, 0, 2);
	tcase_add_test(tc, vocabulary);
}

SUITE_MAIN("report_sheet", fill);
