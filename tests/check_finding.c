/* check_finding.c - the table is sound, the spool keeps order, no name leaks.
 */
#include "aofuto/base/finding.h"

#include "support/suite.h"

#include <stdio.h>
#include <string.h>

START_TEST(codes_are_unique_and_ascend)
{
	size_t n;
	const struct ao_finding_kind *kind = ao_finding_kinds(&n);

	ck_assert_uint_ge(n, 40);
	for (size_t i = 0; i < n; i++) {
		ck_assert_msg(i == 0 || kind[i - 1].code < kind[i].code,
			      "%s is out of order", kind[i].name);
		ck_assert_int_ge(kind[i].code, 100);
		ck_assert_int_lt(kind[i].code, 600);
		ck_assert_ptr_eq(ao_finding_kind(kind[i].code), &kind[i]);
	}
}
END_TEST

/* "the birth date cannot be read: 3 rows": no capital, no full stop. */
START_TEST(sentences_read_well_before_a_count)
{
	size_t n;
	const struct ao_finding_kind *kind = ao_finding_kinds(&n);

	for (size_t i = 0; i < n; i++) {
		const char *s = kind[i].sentence;

		ck_assert_msg(*s >= 'a' && *s <= 'z', "%s: %s", kind[i].name,
			      s);
		ck_assert_msg(s[strlen(s) - 1] != '.', "%s", kind[i].name);
		ck_assert_msg(*kind[i].remedy, "%s", kind[i].name);
	}
}
END_TEST

static bool has_one(const char *s, const char *const *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(s, word[i]))
			return true;
	return false;
}

/* What is to be done is something that a person can do, or nothing. */
START_TEST(remedies_say_what_to_do)
{
	static const char *const verb[] = {
		"nothing",     "add ",
		"bring back ", "check ",
		"compare ",    "correct",
		"decide",      "export ",
		"fill in",     "find out",
		"give it",     "look ",
		"name ",       "put ",
		"remove ",     "run ",
		"use ",        "widen ",
		"write ",      "missing-glyphs.csv says"};
	size_t n;
	const struct ao_finding_kind *kind = ao_finding_kinds(&n);

	for (size_t i = 0; i < n; i++)
		ck_assert_msg(has_one(kind[i].remedy, verb, COUNT(verb)),
			      "%s: '%s' asks nobody to do anything",
			      kind[i].name, kind[i].remedy);
}
END_TEST

/* Of a value that cannot be used the sentence or the remedy says which could:
 * whoever only reads "cannot be read" tries until it works. */
START_TEST(values_that_are_refused_have_an_example)
{
	static const char *const refused[] = {"UNREADABLE", "UNKNOWN",
					      "_LENGTH",    "NOT_DIGITS",
					      "TOO_LONG",   "UNUSABLE"};
	static const char *const example[] = {
		"1986-01-20",  "NORMAL",   "JP, PR", "1 for ",
		"ja, ",        "digits",   "200",    "300",
		"15",          "register", "gaiji",  "expiry dates",
		"certificates"};
	size_t n, of_values = 0;
	const struct ao_finding_kind *kind = ao_finding_kinds(&n);

	for (size_t i = 0; i < n; i++) {
		if (kind[i].code >= 400 ||
		    !has_one(kind[i].name, refused, COUNT(refused)))
			continue;
		of_values++;
		ck_assert_msg(
			has_one(kind[i].sentence, example, COUNT(example)) ||
				has_one(kind[i].remedy, example,
					COUNT(example)),
			"%s does not say what it should be", kind[i].name);
	}
	ck_assert_uint_ge(of_values, 15);
}
END_TEST

struct seen {
	unsigned long next, stop_after;
	bool same;
};

static bool see(const struct ao_finding *f, void *data)
{
	struct seen *seen = data;
	char detail[40];

	snprintf(detail, sizeof(detail), "number %lu", seen->next);
	seen->same = seen->same && f->place.row == seen->next &&
		     f->place.line == seen->next + 1 && f->place.column == 3 &&
		     strcmp(f->place.field, "name") == 0 && !f->place.subject &&
		     strcmp(f->detail, detail) == 0 &&
		     f->code == AO_F_NAME_GETA;
	seen->next++;
	return seen->next != seen->stop_after;
}

static void add_many(struct ao_findings *f, unsigned long from,
		     unsigned long to)
{
	for (unsigned long i = from; i < to; i++)
		ao_findings_add(f, AO_F_NAME_GETA,
				(struct ao_place){.row = i,
						  .line = i + 1,
						  .column = 3,
						  .field = "name"},
				"number %lu", i);
}

START_TEST(order_is_kept_past_the_spool)
{
	struct ao_findings *f = ao_findings_new();
	struct ao_error err = {0};
	struct seen seen = {.same = true};

	add_many(f, 0, 20000);
	ck_assert(ao_findings_each(f, see, &seen, &err));
	ck_assert(seen.same);
	ck_assert_uint_eq(seen.next, 20000);
	add_many(f, 20000, 30000); /* adding goes on after a reading */
	seen = (struct seen){.same = true};
	ck_assert(ao_findings_each(f, see, &seen, &err));
	ck_assert(seen.same);
	ck_assert_uint_eq(seen.next, 30000);
	seen = (struct seen){.same = true, .stop_after = 5};
	ck_assert(ao_findings_each(f, see, &seen, &err));
	ck_assert_uint_eq(seen.next, 5);
	ck_assert_uint_eq(ao_findings_count(f, AO_F_NAME_GETA), 30000);
	ck_assert_uint_eq(ao_findings_total(f, AO_REVIEW), 30000);
	ck_assert_uint_eq(ao_findings_total(f, AO_REJECT), 0);
	ao_findings_free(f);
}
END_TEST

static const struct {
	const char *value, *shown;
} excerpts[] = {
	{"", ""},
	{"359-004", "359-004"},
	{"1.23E+22", "1.23E+22"},
	{"昭和64年1月8日", "昭和64年1月8日"},
	{"Ｓ64.1.8", "Ｓ64.1.8"},
	{"山田　太郎", "…(5)"},
	{"YAMADA TARO", "…(11)"},
	{"TSHMRTSH", "…(8)"},
	{"大和", "…(2)"}, /* also a family's name */
	{"並木1-1", "…(5)"},
	{"12\n34", "…(5)"},
	{"1234567890123456789012345678901234567890123",
	 "1234567890123456789012345678901234567890…"},
};

START_TEST(excerpts_show_nobody)
{
	char out[AO_EXCERPT_SIZE];

	ck_assert_str_eq(ao_finding_excerpt(excerpts[_i].value, out),
			 excerpts[_i].shown);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, codes_are_unique_and_ascend);
	tcase_add_test(tc, sentences_read_well_before_a_count);
	tcase_add_test(tc, remedies_say_what_to_do);
	tcase_add_test(tc, values_that_are_refused_have_an_example);
	tcase_add_test(tc, order_is_kept_past_the_spool);
	tcase_add_loop_test(tc, excerpts_show_nobody, 0, COUNT(excerpts));
}

SUITE_MAIN("finding", fill);
