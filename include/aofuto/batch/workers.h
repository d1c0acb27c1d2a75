/* workers.h - tasks done by processes of their own, a few at a time.
 *
 * Each task (a volume) has a fresh child, so that its memory ends with it and
 * what it makes cannot depend on which child did what. The first failure that
 * the parent's side does not forgive stops them all.
 */
#ifndef AOFUTO_BATCH_WORKERS_H
#define AOFUTO_BATCH_WORKERS_H

#include "aofuto/batch/progress.h"
#include "aofuto/batch/volume.h"

/* How a child says that it got on: so many notices more. */
struct ao_ticks;
void ao_tick(struct ao_ticks *, unsigned notices); /* NULL: nobody listens */

#define AO_WORKERS_RESULT_MOST 2048 /* bytes; one write of a pipe holds it */

struct ao_workers_order {
	size_t tasks;
	size_t result_size; /* of what a task gives back, plain bytes */
	unsigned jobs;      /* from 1 */
	struct ao_progress progress;
	const char *what; /* message id: "drawing the notices" */
	uint64_t total;   /* notices, of all ticks */
	void *data;
	/* In this process, before the child is made. NULL: nothing to do. */
	bool (*begin)(void *data, size_t task, struct ao_error *);
	/* In the child; result is zeroed. */
	bool (*work)(void *data, size_t task, void *result, struct ao_ticks *,
		     struct ao_error *);
	/* In this process, in the order in which they are done. failed is NULL
	 * when the work was good; then, and only then, result is set. */
	bool (*end)(void *data, size_t task, const void *result,
		    const struct ao_error *failed, struct ao_error *);
};
AO_CHECKED bool ao_workers_run(const struct ao_workers_order *,
			       struct ao_error *);

#endif
