/* check_control.c - the control sheet's template and its vocabulary. */
#include "aofuto/base/file.h"
#include "aofuto/batch/control.h"
#include "aofuto/notice/fonts.h"
#include "aofuto/notice/report_sheet.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

#define SHIPPED PROJECT_DIR "/templates/control.yaml"
#define MANUAL  PROJECT_DIR "/docs/template.md"

static struct ao_city *city;
static struct ao_faces *faces;
static const struct ao_fact_word *word;
static size_t words;
static struct ao_error err;

static void set_up(void)
{
	memset(&err, 0, sizeof(err));
	city = ao_city_open(PROJECT_DIR "/templates/city.yaml", &err);
	faces = ao_fonts_open(PROJECT_DIR "/fonts/fonts.yaml", &err);
	ck_assert_msg(city && faces, "%s: %s", err.where, err.text);
	word = ao_control_words(&words);
}

static void tear_down(void)
{
	ao_faces_close(faces);
	ao_city_close(city);
}

/* How many pages the template has with these facts, which it takes. */
static size_t pages_of(const char *path, struct ao_facts *facts)
{
	struct ao_report_form form = {.path = path,
				      .city = city,
				      .facts = facts,
				      .faces = faces,
				      .strict = true};
	struct ao_report_sheet *sheet = ao_report_sheet_open(&form, &err);
	size_t pages;

	ck_assert_msg(sheet != NULL, "%s: %s", err.where, err.text);
	pages = ao_report_sheet_pages(sheet);
	ao_report_sheet_close(sheet);
	ao_facts_free(facts);
	return pages;
}

START_TEST(shipped_sheet)
{
	ck_assert_uint_eq(pages_of(SHIPPED, ao_facts_new(word, words)), 1);
	ck_assert_uint_eq(pages_of(SHIPPED, ao_facts_example(word, words, 3)),
			  1);
}
END_TEST

static struct ao_facts *many(size_t records)
{
	struct ao_facts *facts = ao_facts_example(word, words, records);

	ao_facts_set(facts, "few.districts", "");
	ao_facts_set(facts, "few.enclosures", "");
	ao_facts_set(facts, "few.discounts", "");
	return facts;
}

/* Nothing is too much: the lists that grow are in the part that continues. */
START_TEST(long_lists_take_more_pages)
{
	struct ao_facts *facts = many(9);

	for (size_t i = 9; i < 400; i++) {
		ao_facts_add(facts, "volumes");
		ao_facts_add(facts, "districts");
		ao_facts_add(facts, "enclosures");
		ao_facts_add(facts, "people");
		ao_facts_set(facts, "people[].part", "a");
	}
	ck_assert_uint_gt(pages_of(SHIPPED, facts), 12);
	ck_assert_uint_gt(
		pages_of(PROJECT_DIR "/templates/bundles.yaml", many(900)), 15);
	ck_assert_uint_eq(
		pages_of(PROJECT_DIR "/templates/ticket.yaml", many(30)), 30);
}
END_TEST

/* As many checks as there are, and as much of each list as is few. */
#define CHECKS 13

START_TEST(what_is_few_has_room_in_the_margin)
{
	struct ao_facts *facts = ao_facts_example(word, words, AO_CONTROL_FEW);

	ao_facts_set(facts, "read_back.sample", "");
	for (size_t i = AO_CONTROL_FEW; i < CHECKS; i++) {
		ao_facts_add(facts, "checks");
		ao_facts_set(facts, "checks[].name", "前回と比べた年齢");
		ao_facts_set(facts, "checks[].result", "承知して進めた");
	}
	ck_assert_uint_eq(pages_of(SHIPPED, facts), 1);
}
END_TEST

/* The example of the manual. */
START_TEST(manual_example)
{
	static const char fence[] = "```yaml ひな形/control.yaml\n";
	struct ao_buf doc = {0};
	const char *path = scratch_new(), *start, *end;

	ck_assert(ao_file_read(MANUAL, 1 << 20, &doc, &err));
	start = strstr(doc.s, fence);
	ck_assert_ptr_nonnull(start);
	start += strlen(fence);
	end = strstr(start, "```");
	ck_assert_ptr_nonnull(end);
	scratch_write_bytes(start, (size_t)(end - start));
	ck_assert_uint_eq(pages_of(path, ao_facts_new(word, words)), 1);
	ck_assert_uint_eq(pages_of(path, ao_facts_example(word, words, 100)),
			  3);
	ao_buf_release(&doc);
	scratch_remove();
}
END_TEST

/* Every word stands in the manual: "`{run.month}`", and of a list "`volumes`"
 * and "`first`". */
START_TEST(manual_is_complete)
{
	struct ao_buf doc = {0};

	ck_assert(ao_file_read(MANUAL, 1 << 20, &doc, &err));
	for (size_t i = 0; i < words; i++) {
		const char *field = strstr(word[i].name, "[].");
		char quoted[80];

		if (field)
			snprintf(quoted, sizeof(quoted), "`%s`", field + 3);
		else
			snprintf(quoted, sizeof(quoted), "`{%s}`",
				 word[i].name);
		ck_assert_msg(strstr(doc.s, quoted) != NULL, "%s", quoted);
		ck_assert(*word[i].example);
		if (!field)
			continue;
		snprintf(quoted, sizeof(quoted), "| `%.*s` |",
			 (int)(field - word[i].name), word[i].name);
		ck_assert_msg(strstr(doc.s, quoted) != NULL, "%s", quoted);
	}
	ao_buf_release(&doc);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, shipped_sheet);
	tcase_add_test(tc, long_lists_take_more_pages);
	tcase_add_test(tc, what_is_few_has_room_in_the_margin);
	tcase_add_test(tc, manual_example);
	tcase_add_test(tc, manual_is_complete);
}

SUITE_MAIN("control", fill);
