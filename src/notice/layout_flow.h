/* layout_flow.h - a flow while it is laid out: its pieces, measured, and where
 * its columns are cut. Private to layout_flow.c and layout_columns.c.
 */
#ifndef LAYOUT_FLOW_H
#define LAYOUT_FLOW_H

#include "setting.h"

struct piece { /* a block that is shown */
	const struct ao_block *block;
	struct ao_ready *text, *bullet;
	struct ao_grid *grid;
	struct ao_lines lines, bullet_lines;
	double shrink; /* pt off its styles' sizes */
	double indent; /* mm */
	double height; /* mm */
	double slack;  /* mm of empty leading at its lower edge */
	bool forced;   /* a word is torn in two */
};

struct flow {
	struct piece *piece;
	size_t n;
	size_t *start; /* first piece of each column, and n behind the last */
	double width;  /* of a column, mm */
	double room;   /* its height, mm: the box's, mostly less its foot */
	double height; /* of the highest column */
	double slack;  /* at its lower edge */
	bool forced;   /* a word is torn in two */
	bool parted;   /* and it is no resident's */
	bool cramped;  /* for want of room a text is as small as it may be */
};

/* Height of the pieces [from, to) in one column. */
double flow_height(const struct flow *, size_t from, size_t to);
/* Cuts the pieces into columns of heights as equal as possible: the least sum
 * of squared heights. Rows of cost and end are "in so many columns", their
 * places "from this piece on". */
void flow_cut_columns(struct ao_setter *, struct flow *);

#endif
