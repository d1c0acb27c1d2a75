/* gather.h - what a list leaves behind for its volumes: the signs of all their
 * pages, and the notices in the order in which they are mailed. Private to
 * batch/.
 */
#ifndef GATHER_H
#define GATHER_H

#include "aofuto/batch/mailing.h"

struct gather {
	struct ao_kit *kit;   /* borrowed */
	struct ao_pile *pile; /* NULL: dropped */
	struct ao_mailing mailing;
	struct ao_buf key, number;
	struct ao_typefaces *typefaces;
	/* Of each edition a bit a set of conditions: its fixed pages are
	 * collected. */
	unsigned char known[AO_EDITION_COUNT][(1u << AO_FLAG_COUNT) / 8];
};

void gather_init(struct gather *, struct ao_kit *);
void gather_release(struct gather *);

/* The notice of one who is printed; of others nothing. */
AO_CHECKED bool gather_add(struct gather *, const struct ao_screened *,
			   struct ao_error *);
/* All are there: they are put in order, and cut into bundles and volumes. */
void gather_end(struct gather *);
/* The ledger has the notices now. */
void gather_drop(struct gather *);

#endif
