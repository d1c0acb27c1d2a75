/* window_inside.h - boxes against what always and what ever shows. */
#ifndef WINDOW_INSIDE_H
#define WINDOW_INSIDE_H

#include "aofuto/notice/window.h"

/* Layout and poppler both round; less than this nobody can see. */
#define AO_WINDOW_SLACK 0.01

enum ao_side {
	AO_SIDE_LEFT,
	AO_SIDE_RIGHT,
	AO_SIDE_TOP,
	AO_SIDE_BOTTOM,
	AO_SIDES
};

double ao_box_right(struct ao_box);
double ao_box_bottom(struct ao_box);

/* How far the box goes beyond `in` on the side where it goes farthest; 0 or
 * less: it stays in it. */
double ao_box_leaves(struct ao_box box, struct ao_box in, enum ao_side *);
/* How far the box must move at least so that it does not touch `from`; 0 or
 * less: it does not. by[side]: how far, to leave it on that side. */
double ao_box_depth(struct ao_box box, struct ao_box from, double by[AO_SIDES]);

/* The fields that the item names, whatever its conditions. */
unsigned ao_item_fields(const struct ao_sheet_item *);
/* How often it shows the field in a letter with these flags. */
unsigned ao_item_count(const struct ao_sheet_item *, enum ao_field,
		       unsigned flags);

/* Of the address's fields: a letter with these flags is good without it. A
 * building only where there is one, a barcode where the template has one. */
bool ao_field_may_lack(enum ao_field, unsigned flags);

#endif
