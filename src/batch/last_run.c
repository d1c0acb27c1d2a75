/* last_run.c - what the run before this one came to. */
#include "aofuto/batch/last_run.h"

#include "aofuto/batch/report.h"
#include "aofuto/ledger/issue.h"

#include <stdio.h>

static bool was_finished(const struct ao_run_row *row, int64_t asker)
{
	if (row->state == AO_RUN_CANCELLED)
		return *row->finished_at && row->cancelled_after >= asker;
	return row->state == AO_RUN_FINISHED;
}

static const struct ao_run_row *newest_before(const struct ao_run_row *run,
					      const struct ao_run_row *rows,
					      size_t n)
{
	for (size_t i = n; i-- > 0;) {
		const struct ao_run_row *row = &rows[i];

		if (row->id >= run->id || !was_finished(row, run->id))
			continue;
		if (run->made.supplement
			    ? ao_date_equal(row->made.month, run->made.month)
			    : !row->made.supplement)
			return row;
	}
	return NULL;
}

/* Figures that nobody can read are no reason to print nobody. */
static bool read_figures(struct ao_ledger *ledger, const struct ao_run_row *row,
			 struct ao_arena *arena, struct ao_last_run *last,
			 struct ao_error *err)
{
	struct ao_volume_row *volume;
	struct ao_error unread = {0};
	size_t n;

	last->run = row->id;
	last->month = row->made.month;
	last->state = AO_LAST_UNREADABLE;
	if (!ao_volumes_done(ledger, row->id, arena, &volume, &n, err))
		return false;
	last->volumes = n;
	for (size_t i = 0; i < n; i++)
		last->sheets += volume[i].sheets;
	if (ao_report_tally_read(row->figures, "", &last->tally, &unread))
		last->state = AO_LAST_KNOWN;
	return true;
}

bool ao_last_run_find(struct ao_ledger *ledger, const struct ao_run_row *run,
		      struct ao_last_run *last, struct ao_error *err)
{
	struct ao_arena *arena = ao_arena_new();
	const struct ao_run_row *row = NULL;
	struct ao_run_row *rows;
	size_t n;
	bool ok = ao_runs(ledger, AO_NO_DATE, arena, &rows, &n, err);

	*last = (struct ao_last_run){.state = AO_LAST_NONE};
	if (ok)
		row = newest_before(run, rows, n);
	if (row)
		ok = read_figures(ledger, row, arena, last, err);
	ao_arena_free(arena);
	return ok;
}
