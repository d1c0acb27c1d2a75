/* check_issue.c - exactly once: plans, volumes, runs. */
#include "support/ledgers.h"
#include "support/suite.h"

#include <string.h>

static struct ao_error err;

START_TEST(a_run_goes_through)
{
	struct ao_ledger *l = ledgers_open(AO_LEDGER_CREATE);
	struct ledgers_run december = ledgers_december(0, 25);
	int64_t run = ledgers_plan(l, &december);

	ck_assert_int_eq(run, 1);
	ledgers_finish(l, run);
	ledgers_ok(ao_chain_check(l, &err), &err);
	ao_ledger_close(l);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, ledgers_enter, ledgers_leave);
	tcase_add_test(tc, a_run_goes_through);
}

SUITE_MAIN("issue", fill);
