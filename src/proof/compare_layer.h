/* compare_layer.h - the signs of one layer, found by code point and place.
 * Private to the comparison. */
#ifndef COMPARE_LAYER_H
#define COMPARE_LAYER_H

#include "aofuto/proof/compare.h"

/* mm. Places are written to 1/100 pt and widths to 1/1000 em, so the end of a
 * line strays by a tenth of a millimetre; a sign that is 0.35 mm off is one
 * that somebody has moved. */
#define AO_PLACE_OFF 0.35f

struct spot {              /* a code point, where it belongs */
	float x, y;        /* upper left corner of its em box */
	float height;      /* of the em box */
	float left, width; /* of its cluster */
	uint32_t code_point;
	uint32_t mark;     /* of the page */
	uint32_t position; /* of its cluster in the mark, from 1 */
	uint32_t next;     /* in its chain: index + 1, or 0 */
	uint32_t round;    /* when it was last read */
	bool joined;       /* not the first code point of its cluster */
};

struct layer { /* zero-initialised is empty */
	const struct ao_page *page;
	struct spot *spot;
	size_t n, cap;
	uint32_t *chain; /* heads: index + 1, or 0; a power of two of them */
	size_t chains;
	size_t codes;
	uint32_t round; /* counts the comparisons */
};

/* What the page's marks say; the page is borrowed. */
void ao_layer_make(struct layer *, struct ao_faces *, const struct ao_page *);
void ao_layer_release(struct layer *);

/* The sign belongs to a spot that was not read in this round: now it is. */
bool ao_layer_take(struct layer *, const struct ao_read_sign *);

/* "name": the field that the mark shows, else its own name; or NULL. */
const char *ao_mark_called(const struct ao_mark *);

#endif
