/* cmd_plan.c - aofuto plan: who gets which notice, and why the others do not.
 */
#include "cli/plan.h"

static const struct cmd_option options[] = {
	{OPT_MONTH, "month", N_("MONTH"),
	 N_("the month of the run, as 2026-12: everybody whose renewal opens "
	    "by its last day"),
	 true},
	{OPT_ONLY_MONTH, "only-month", NULL,
	 N_("only those whose renewal opens within the month, and nobody who "
	    "was due before"),
	 false},
	{OPT_HOLD, "hold", N_("FILE"),
	 N_("residents to hold back: a CSV file with the columns resident_id "
	    "and reason"),
	 false},
	{OPT_CSV, "csv", NULL,
	 N_("one line a resident on standard output, in the list's order"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	return plan_show(line, /*dry_run*/ false, err);
}

const struct cmd cmd_plan = {
	.name = "plan",
	.operands = N_("LIST"),
	.summary = N_("who gets which notice in a month, and why everybody "
		      "else does not"),
	.text = N_("LIST is a CSV file of residents, or - for standard input. "
		   "A plan is exactly what run will do with the same list. "
		   "Where there is a ledger (台帳), those who have the notice "
		   "already are told as already_issued; nothing is written "
		   "into it."),
	.least = 1,
	.most = 1,
	.option = options,
	.run = run,
};
