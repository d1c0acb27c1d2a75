/* past.h - the last runs, as a new one may be compared with them. */
#ifndef AOFUTO_BATCH_PAST_H
#define AOFUTO_BATCH_PAST_H

#include "aofuto/batch/shape.h"
#include "aofuto/ledger/history.h"

#define AO_PAST_MOST 3
struct ao_past { /* newest first */
	size_t n;
	struct ao_tally tally[AO_PAST_MOST];
	struct ao_shape shape[AO_PAST_MOST];
};

/* The finished runs of the same make (--only-month or not, no supplement), as
 * they stood when the run `as_told` was planned (0: now): what came after it
 * does not count, and what was cancelled since does. Runs of a program that
 * kept no shape, and those whose figures cannot be read, are left out. */
struct ao_past_ask {
	bool only_month;
	int64_t as_told;
};
AO_CHECKED bool ao_past_read(struct ao_ledger *, const struct ao_past_ask *,
			     struct ao_past *, struct ao_error *);

#endif
