/* last_run.h - what the run before this one came to, to be held against it.
 *
 * Of a month's run: the newest finished one before it that is no supplement. Of
 * a supplement: the newest of the same month, which it adds to. One that was
 * cancelled since counts as it did when this run was planned, so that whoever
 * goes on with the run, or makes it again, is told the same.
 */
#ifndef AOFUTO_BATCH_LAST_RUN_H
#define AOFUTO_BATCH_LAST_RUN_H

#include "aofuto/batch/tally.h"
#include "aofuto/ledger/history.h"

enum ao_last_state {
	AO_LAST_NONE,
	AO_LAST_KNOWN,
	AO_LAST_UNREADABLE, /* there is one; its figures are damaged */
};
struct ao_last_run {
	enum ao_last_state state;
	int64_t run;
	struct ao_date month;
	struct ao_tally tally;
	unsigned long sheets;
	size_t volumes;
};

/* `run` is this run's row. */
AO_CHECKED bool ao_last_run_find(struct ao_ledger *,
				 const struct ao_run_row *run,
				 struct ao_last_run *, struct ao_error *);

#endif
