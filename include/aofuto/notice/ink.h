/* ink.h - lines that no template has: a window's outline, measures.
 *
 * Each kind of line has its own width and dashes, so that it is known in grey
 * too. All lengths are mm.
 */
#ifndef AOFUTO_NOTICE_INK_H
#define AOFUTO_NOTICE_INK_H

#include "aofuto/notice/template.h"

struct ao_ink {
	struct ao_color color;
	double width;
	double on, off; /* off 0: no dashes */
};

/* Along a box that has no height, or no width; it begins with a dash. The
 * marks are called `name` and are of no item. */
void ao_ink_line(struct ao_page *, const struct ao_ink *, struct ao_box along,
		 const char *name);
/* The four sides of a box. */
void ao_ink_frame(struct ao_page *, const struct ao_ink *, struct ao_box,
		  const char *name);

#endif
