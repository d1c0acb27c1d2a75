/* check_required.c - how a fact is looked for on a page. */
#include "support/suite.h"

#include "aofuto/batch/required.h"

/* On the page the readings stand over the words, not among them. */
START_TEST(facts_without_readings)
{
	static const char *const c[][2] = {
		{"所沢市 市民課", "所沢市市民課"},
		{"所沢市《ところざわし》　市民課《しみんか》", "所沢市市民課"},
		{"｜お客《きゃく》さま係", "お客さま係"},
		{"04-2998-9087", "04-2998-9087"},
		/* What is no reading is words. */
		{"市民課》", "市民課》"},
	};

	for (size_t i = 0; i < COUNT(c); i++) {
		struct ao_buf out = {0};

		ao_required_add_fact(&out, c[i][0]);
		ck_assert_str_eq(out.s, c[i][1]);
		ao_buf_release(&out);
	}
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, facts_without_readings);
}

SUITE_MAIN("required", fill);
