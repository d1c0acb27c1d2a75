/* layout_ruby.h - readings (ふりがな) over glyphs of a text that is made ready.
 * Private to layout_text.c, layout_lines.c and layout_ruby.c, which says how
 * they are placed.
 */
#ifndef LAYOUT_RUBY_H
#define LAYOUT_RUBY_H

#include "setting.h"

struct ao_reading { /* ふりがな over glyphs of a text */
	size_t first, end;
	const char *s;
	unsigned face;
	size_t clusters;
	/* Thousandths of the em of its base: */
	long width;         /* of its signs */
	long before, after; /* room that it needs beside the base */
};

/* A reading over the text's glyphs from `first` on; there is a place for it. */
void ao_reading_add(struct ao_setter *, struct ao_ready *, const char *s,
		    unsigned face, size_t first);
/* All glyphs are there: the readings take the room they need. */
void ao_readings_fit(struct ao_ready *);
/* The mark of the glyphs [first, end) leaves the room beside them that their
 * reading needs; mm: a thousandth of an em. */
void ao_reading_room(const struct ao_ready *, size_t first, size_t end,
		     double mm, struct ao_mark *);
/* Marks of the readings over a line; x, y: where its first glyph stands. */
void ao_readings_put(struct ao_setter *, const struct ao_lines *,
		     const struct ao_line *, double x, double y);

/* What a mark of the field, or of none, is called. */
const char *ao_mark_name(const struct ao_setter *, int field);

#endif
