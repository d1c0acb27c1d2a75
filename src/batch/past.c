/* past.c - the last runs, out of the ledger. */
#include "aofuto/batch/past.h"

#include "aofuto/batch/report.h"

/* A run is only planned when all before it are finished or cancelled. */
static bool counts(const struct ao_run_row *row, const struct ao_past_ask *ask)
{
	bool before = !ask->as_told || row->id < ask->as_told;
	bool cancelled = *row->cancelled_at &&
			 (!ask->as_told || row->cancelled_after < ask->as_told);

	return before && !cancelled && *row->finished_at &&
	       !row->made.supplement && row->made.only_month == ask->only_month;
}

bool ao_past_read(struct ao_ledger *ledger, const struct ao_past_ask *ask,
		  struct ao_past *past, struct ao_error *err)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_run_row *row;
	size_t n = 0;
	bool ok = ao_runs(ledger, AO_NO_DATE, arena, &row, &n, err);

	past->n = 0;
	while (ok && n-- > 0 && past->n < AO_PAST_MOST) {
		struct ao_error unread = {0};

		/* Figures that nobody can read are no reason to print nobody;
		 * the control sheet tells of them. */
		past->n += counts(&row[n], ask) &&
			   ao_shape_read(row[n].figures, row[n].made.month,
					 &past->shape[past->n]) &&
			   ao_report_tally_read(row[n].figures, "",
						&past->tally[past->n], &unread);
	}
	ao_arena_free(arena);
	return ok;
}
