/* check_postage.c - the post's rules: districts, and when a discount begins. */
#include "aofuto/batch/postage.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <string.h>

static const char *path;
static struct ao_error err;

static void set_up(void)
{
	memset(&err, 0, sizeof(err));
	path = scratch_new();
}

static void tear_down(void)
{
	scratch_remove();
}

START_TEST(shipped)
{
	struct ao_postage *p =
		ao_postage_open(PROJECT_DIR "/templates/postage.yaml", &err);

	ck_assert_msg(p != NULL, "%s: %s", err.where, err.text);
	ck_assert_uint_eq(p->yen, 110);
	ck_assert(ao_date_equal(p->since, ao_date_of(2024, 10, 1)));
	ck_assert_uint_eq(p->discounts, 3);
	ck_assert_int_eq(p->discount[0].counts, AO_COUNTS_BARCODE);
	ck_assert_uint_eq(p->discount[1].steps, 4);
	ck_assert_int_eq(p->discount[2].counts, AO_COUNTS_OWN_DISTRICT);
	for (size_t i = 0; i < p->discounts; i++) {
		ck_assert_uint_gt(strlen(p->discount[i].source), 10);
		ck_assert(p->discount[i].checked_on.year >= 2026);
	}
	ck_assert_uint_eq(strlen(p->digest), 64);
	ao_postage_close(p);
}
END_TEST

/* On both sides of each border. */
START_TEST(a_discount_begins_with_its_first_piece)
{
	static const struct {
		unsigned long pieces;
		unsigned from; /* 0: not reached */
	} rows[] = {{0, 0},           {1999, 0},      {2000, 2000},
		    {9999, 2000},     {10000, 10000}, {49999, 10000},
		    {50000, 50000},   {99999, 50000}, {100000, 100000},
		    {4000000, 100000}};
	struct ao_postage *p =
		ao_postage_open(PROJECT_DIR "/templates/postage.yaml", &err);

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct ao_discount_step *step =
			ao_discount_reached(&p->discount[1], rows[i].pieces);

		ck_assert_uint_eq(step ? step->from : 0, rows[i].from);
	}
	ao_postage_close(p);
}
END_TEST

START_TEST(districts)
{
	static const struct {
		const char *code, *district;
	} rows[] = {{"3590042", "359"},   {"359-0042", "359"},
		    {"3501101", "35011"}, {"350-1199", "35011"},
		    {"3501201", "350"},   {"", ""},
		    {"359004", ""},       {"35900421", ""},
		    {"359 0042", ""},     {"〒3590042", ""}};
	static const char *const five[] = {"35011"};
	const struct ao_postage p = {.five_digits = five, .five_digits_n = 1};
	char got[AO_DISTRICT_SIZE];

	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_str_eq(ao_postage_district(&p, rows[i].code, got),
				 rows[i].district);
}
END_TEST

#define RATE                                                                   \
	"format: 1\npostage: {name: a, yen: 110, since: 2024-10-01, "          \
	"source: b}\n"
#define FIVE "districts: {five_digits: []}\n"
#define HEAD "discounts:\n  - {name: a, counts: all, source: b, "

static const struct {
	const char *text, *place, *words;
} mistakes[] = {
	{RATE FIVE, "1:1", "\"discounts\" is missing"},
	{"format: 2\n" FIVE "discounts: []\n", "1:1", "\"postage\" is missing"},
	{"format: 1\npostage: {name: a, yen: 110, since: yesterday, "
	 "source: b}\n" FIVE "discounts: []\n",
	 "2:37", "expected a day as 2026-12-01, found 'yesterday'"},
	{"format: 1\npostage: {name: a, yen: x, since: 2024-10-01, "
	 "source: b}\n" FIVE "discounts: []\n",
	 "2:25", "whole number"},
	{RATE "districts: {five_digits: [\"350\"]}\ndiscounts: []\n", "3:27",
	 "expected five digits in quotes"},
	{RATE "districts: {five_digits: [\"3501x\"]}\ndiscounts: []\n", "3:27",
	 "found '3501x'"},
	{RATE FIVE HEAD "checked_on: 2026-11-01, steps: []}\n", "5:", "steps"},
	{RATE FIVE HEAD "checked_on: 2026-13-01, steps: [{from: 1}]}\n",
	 "5:", "expected a day"},
	{RATE FIVE HEAD "checked_on: 2026-11-01, steps: [{from: 0}]}\n",
	 "5:", "begins with more pieces"},
	{RATE FIVE HEAD
	 "checked_on: 2026-11-01, steps: [{from: 9}, {from: 9}]}\n",
	 "5:", "begins with more pieces"},
	{RATE FIVE HEAD
	 "checked_on: 2026-11-01, steps: [{from: 9, percent: 101}]}\n",
	 "5:", "expected percent from 0 to 100"},
	{RATE FIVE HEAD
	 "checked_on: 2026-11-01, steps: [{from: 9, percent: .nan}]}\n",
	 "5:", "percent"},
	{RATE FIVE "discounts:\n  - {name: a, counts: some, source: b, "
		   "checked_on: 2026-11-01, steps: [{from: 9}]}\n",
	 "5:", "own_district"},
	{RATE FIVE "discounts: []\nprices: 1\n", "5:1", "prices"},
};

START_TEST(each_mistake_has_its_place)
{
	struct ao_postage *p;

	scratch_write(mistakes[_i].text);
	p = ao_postage_open(path, &err);
	ck_assert_msg(p == NULL, "taken: %s", mistakes[_i].text);
	ck_assert_msg(strstr(err.where, mistakes[_i].place) &&
			      strstr(err.text, mistakes[_i].words),
		      "%s: %s", err.where, err.text);
	ck_assert_int_eq(err.status, AO_INPUT);
}
END_TEST

START_TEST(no_file)
{
	ck_assert_ptr_null(ao_postage_open("no/postage.yaml", &err));
	ck_assert_int_eq(err.status, AO_HOST);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, shipped);
	tcase_add_test(tc, a_discount_begins_with_its_first_piece);
	tcase_add_test(tc, districts);
	tcase_add_loop_test(tc, each_mistake_has_its_place, 0, COUNT(mistakes));
	tcase_add_test(tc, no_file);
}

SUITE_MAIN("postage", fill);
