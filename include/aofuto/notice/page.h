/* page.h - a page as a list of marks, in millimetres from the top left.
 *
 * This is the waist of the program. Layout makes it and knows no PDF; pdf/
 * draws it and knows no resident; tests and digests read it as text.
 */
#ifndef AOFUTO_NOTICE_PAGE_H
#define AOFUTO_NOTICE_PAGE_H

#include "aofuto/base/text.h"

struct ao_color {
	unsigned char red, green, blue;
};

enum ao_mark_type {
	AO_MARK_TEXT,
	AO_MARK_RULE,
	AO_MARK_FILL,
	AO_MARK_QR,
	AO_MARK_BARS /* of a customer barcode (barcode.h) */
};

struct ao_mark {
	enum ao_mark_type type;
	/* text: x, y is the left end of the baseline, w the advance width,
	 *   h 0. rule: from x, y to x+w, y+h. fill: the box. qr, bars: the
	 *   box with the blank around, in whose middle they stand. */
	double x, y, w, h;
	struct ao_color color; /* text, rule; a fill's inside */
	bool filled;           /* fill: paint the inside */
	double line; /* rule: its width; fill: its frame, 0 none; mm */
	struct ao_color line_color; /* fill: of the frame */
	double radius;              /* fill: of the corners, mm */
	unsigned face;              /* text: index into the faces (face.h) */
	double size;                /* text, bars: pt */
	double spacing;             /* text: pt after each cluster, mostly 0 */
	double angle;     /* text: degrees anticlockwise around x, y */
	const char *s;    /* text: UTF-8; qr: its content; bars: their digits,
			   * 1 to 4; else NULL */
	const char *name; /* the template item's or field's name, or NULL */
	unsigned fields;  /* text, bars: the resident's fields shown, each as
			   * AO_FIELD_BIT; not part of the dump */
	unsigned item;    /* 1 + its place among the sheet's items, 0 for none
			   * of them; not part of the dump */
};

struct ao_page {
	double width, height; /* mm */
	struct ao_mark *mark;
	size_t n, cap;
	struct ao_arena *arena; /* owns the strings of the marks */
};

void ao_page_init(struct ao_page *, double width, double height);
void ao_page_add(struct ao_page *, struct ao_mark); /* copies s and name */
void ao_page_clear(struct ao_page *); /* no marks; keeps its memory */
void ao_page_release(struct ao_page *);

/* One line a mark, fixed decimals; equal pages give equal text. The face is
 * written by the name `face_name(face, data)` gives. */
void ao_page_dump(const struct ao_page *, struct ao_buf *out,
		  const char *(*face_name)(unsigned face, const void *data),
		  const void *data);

#endif
