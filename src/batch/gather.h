/* gather.h - what a list leaves behind for its volumes: the signs of all their
 * pages and, where the ledger does not keep them, the notices. Private to
 * batch/.
 */
#ifndef GATHER_H
#define GATHER_H

#include "aofuto/batch/volume.h"

struct gather {
	struct ao_kit *kit;   /* borrowed */
	struct ao_pile *pile; /* NULL: notices are not kept */
	struct ao_typefaces *typefaces;
	/* A bit a set of conditions: its fixed pages are collected. */
	unsigned char known[(1u << AO_FLAG_COUNT) / 8];
};

void gather_init(struct gather *, struct ao_kit *);
void gather_keep(struct gather *); /* the notices too, in a pile */
void gather_release(struct gather *);

/* The notice of one who is printed; of others nothing. */
AO_CHECKED bool gather_add(struct gather *, const struct ao_screened *,
			   struct ao_error *);

#endif
