/* report_part.h - a sheet of a report whose flow goes on: which part of it
 * comes on which page. Private to report_*.c.
 */
#ifndef REPORT_PART_H
#define REPORT_PART_H

#include "setting.h"

/* What is never parted: a row of a table, or a block. */
struct report_unit {
	size_t block, row;
};
#define REPORT_WHOLE SIZE_MAX /* the row of a block that is no table */

struct report_flow {
	struct ao_sheet_item *item; /* of the sheet; NULL: none continues */
	struct ao_sheet_item whole; /* as the template has it */
	struct report_unit *unit;
	size_t units, done; /* done: they stand on the pages before */
	struct ao_arena *arena;
};

/* Finds the flow that continues, in a sheet that is the caller's. */
AO_CHECKED bool report_flow_init(struct report_flow *, struct ao_sheet *,
				 struct ao_arena *, const struct ao_setter *);
/* The item becomes that part of the flow that fits on the setter's page, and
 * what follows is for the next. */
AO_CHECKED bool report_flow_next(struct report_flow *, struct ao_setter *);

#endif
