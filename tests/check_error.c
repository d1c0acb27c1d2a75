/* check_error.c - the first failure stays. */
#include "aofuto/base/error.h"
#include "support/suite.h"

#include <errno.h>

START_TEST(first_failure_stays)
{
	struct ao_error err = {0};

	ck_assert(!ao_fail(&err, AO_INPUT, "a.csv:3", "%d rows", 7));
	ck_assert(!ao_fail(&err, AO_HOST, "b", "later"));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_str_eq(err.where, "a.csv:3");
	ck_assert_str_eq(err.text, "7 rows");
}
END_TEST

START_TEST(system_error_says_why)
{
	struct ao_error err = {0};

	errno = ENOSPC;
	ck_assert(!ao_fail_errno(&err, NULL, "cannot write"));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_str_eq(err.where, "");
	ck_assert_str_eq(err.text, "cannot write: No space left on device");
}
END_TEST

START_TEST(bug_aborts)
{
	AO_BUG("planted");
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, first_failure_stays);
	tcase_add_test(tc, system_error_says_why);
	tcase_add_test_raise_signal(tc, bug_aborts, 6);
}

SUITE_MAIN("error", fill);
