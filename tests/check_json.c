/* check_json.c - JSON that every reader reads. */
#include "aofuto/batch/json.h"
#include "support/suite.h"

#include <signal.h>

START_TEST(whole)
{
	struct ao_buf b = {0};
	struct ao_json j = {.out = &b};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "a", "q\" b\\ \n 花");
	ao_json_array(&j, "list");
	ao_json_number(&j, NULL, UINT64_MAX);
	ao_json_object(&j, NULL);
	ao_json_end(&j);
	ao_json_end(&j);
	ao_json_array(&j, "empty");
	ao_json_end(&j);
	ao_json_date(&j, "day", ao_date_of(2026, 12, 1));
	ao_json_date(&j, "none", AO_NO_DATE);
	ao_json_bool(&j, "yes", true);
	ao_json_end(&j);
	ck_assert_str_eq(b.s, "{\n"
			      "  \"a\": \"q\\\" b\\\\ \\u000a 花\",\n"
			      "  \"list\": [\n"
			      "    18446744073709551615,\n"
			      "    {}\n"
			      "  ],\n"
			      "  \"empty\": [],\n"
			      "  \"day\": \"2026-12-01\",\n"
			      "  \"none\": null,\n"
			      "  \"yes\": true\n"
			      "}\n");
	ao_buf_release(&b);
}
END_TEST

START_TEST(lengths)
{
	static const double mm[] = {0,      22,      18.6,     -0.5,   10.5,
				    0.0004, 99.9996, 1234.125, -0.0001};
	struct ao_buf b = {0};
	struct ao_json j = {.out = &b};

	ao_json_array(&j, NULL);
	for (size_t i = 0; i < COUNT(mm); i++)
		ao_json_mm(&j, NULL, mm[i]);
	ao_json_end(&j);
	ck_assert_str_eq(b.s, "[\n  0,\n  22,\n  18.6,\n  -0.5,\n  10.5,\n"
			      "  0,\n  100,\n  1234.125,\n  0\n]\n");
	ao_buf_release(&b);
}
END_TEST

START_TEST(a_member_without_key_is_a_bug)
{
	struct ao_buf b = {0};
	struct ao_json j = {.out = &b};

	ao_json_object(&j, NULL);
	ao_json_number(&j, NULL, 1);
}
END_TEST

START_TEST(one_end_too_many_is_a_bug)
{
	struct ao_buf b = {0};
	struct ao_json j = {.out = &b};

	ao_json_array(&j, NULL);
	ao_json_end(&j);
	ao_json_end(&j);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, whole);
	tcase_add_test(tc, lengths);
	tcase_add_test_raise_signal(tc, a_member_without_key_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(tc, one_end_too_many_is_a_bug, SIGABRT);
}

SUITE_MAIN("json", fill);
