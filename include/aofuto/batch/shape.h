/* shape.h - what a list looks like as a whole, so that the next one can be held
 * against it.
 *
 * Counts alone. They go into the figures of a run (report.h) and come back
 * from the ledger; what a program before this one wrote has none.
 */
#ifndef AOFUTO_BATCH_SHAPE_H
#define AOFUTO_BATCH_SHAPE_H

#include "aofuto/batch/json.h"
#include "aofuto/batch/tally.h"

#define AO_SHAPE_YEARS  200 /* of birth, from 1850 */
#define AO_SHAPE_FIRST  1850
#define AO_SHAPE_MONTHS 36 /* in which renewals open, from 11 before */
#define AO_SHAPE_BEFORE 11

struct ao_shape {
	struct ao_date month; /* of the run, its first day; none: no run */
	unsigned long born[AO_SHAPE_YEARS];
	unsigned long opens[AO_SHAPE_MONTHS];
};

void ao_shape_add(struct ao_shape *, const struct ao_resident *,
		  const struct ao_decision *);
/* How many renewals open in a month, by its first day; 0 outside. */
unsigned long ao_shape_opens(const struct ao_shape *, struct ao_date month);
unsigned long ao_shape_born(const struct ao_shape *); /* all */

/* Member "shape". */
void ao_shape_json(struct ao_json *, const struct ao_shape *);
/* From the figures of a run; false where they have none. */
AO_CHECKED bool ao_shape_read(const char *figures, struct ao_date month,
			      struct ao_shape *);

#endif
