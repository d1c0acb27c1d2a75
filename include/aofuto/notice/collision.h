/* collision.h - whether two marks of a page stand in each other.
 *
 * The box of a text is its em box: 0.88 of its size above the baseline, 0.12
 * below, as wide as its advance. Collides: a text with a text, with a rule,
 * with a QR code or barcode (whose box has the blank around it); a text or a
 * code that crosses the edge of a fill, or that a later fill covers; a code
 * that does not stand on white; whatever leaves the paper. The marks that no
 * item of a template made (見本 across a specimen) are excepted. Knows neither
 * templates nor residents.
 */
#ifndef AOFUTO_NOTICE_COLLISION_H
#define AOFUTO_NOTICE_COLLISION_H

#include "aofuto/notice/page.h"

/* What two lengths may differ by that should be equal, mm. */
#define AO_COLLISION_HAIR 0.02

enum ao_clash {
	AO_CLASH_TEXT,   /* two texts overlap */
	AO_CLASH_QR,     /* something stands in the QR code or its blank */
	AO_CLASH_BARS,   /* or in the barcode or its blank */
	AO_CLASH_RULE,   /* a rule runs through a text */
	AO_CLASH_EDGE,   /* a fill's edge runs through a text or code */
	AO_CLASH_COVER,  /* a fill drawn later hides a text or code */
	AO_CLASH_GROUND, /* a code stands on a fill that is not white */
	AO_CLASH_PAPER   /* a mark leaves the paper */
};

struct ao_collision {
	enum ao_clash clash;
	const struct ao_mark *a; /* a text or code, but for _PAPER */
	const struct ao_mark *b; /* NULL: _PAPER */
	double over; /* mm: the shortest way apart; 0 for _COVER, _GROUND */
};

struct ao_extent { /* mm */
	double left, top, right, bottom;
};
/* What the mark covers, a rule with its width. */
struct ao_extent ao_mark_extent(const struct ao_mark *);

/* The first collision of the page whose marks these two hold; `fixed` is drawn
 * first. Either may be NULL. False: there is none. */
bool ao_collision_find(const struct ao_page *fixed,
		       const struct ao_page *variable, struct ao_collision *);

#endif
