/* gather.h - what a list leaves behind for its volumes: the notices, and the
 * signs of all their pages. Private to batch/.
 */
#ifndef GATHER_H
#define GATHER_H

#include "aofuto/batch/volume.h"

struct gather {
	struct ao_kit *kit; /* borrowed */
	struct ao_pile *pile;
	struct ao_typefaces *typefaces;
	/* A bit a set of conditions: its fixed pages are collected. */
	unsigned char known[(1u << AO_FLAG_COUNT) / 8];
};

void gather_init(struct gather *, struct ao_kit *);
void gather_release(struct gather *);

/* The notice of one who is printed; of others nothing. */
AO_CHECKED bool gather_add(struct gather *, const struct ao_screened *,
			   struct ao_error *);

#endif
