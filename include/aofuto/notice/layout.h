/* layout.h - a notice and a template become pages.
 *
 * A page has two layers. The fixed layer is everything that names no field of
 * the resident; it depends on nothing but the flags its conditions ask for
 * (and, next to text that names a field, on how many lines that text took), is
 * laid out once for each such case and stays with the layout. The variable
 * layer is laid out for each notice. Pure but for the fonts; knows no PDF.
 */
#ifndef AOFUTO_NOTICE_LAYOUT_H
#define AOFUTO_NOTICE_LAYOUT_H

#include "aofuto/notice/face.h"
#include "aofuto/notice/template.h"

/* A letter's sides of paper count from 1, blank backs too: odd ones are fronts.
 * The side of a page that follows the one on side `last`, 0 for none: a page
 * that starts no sheet is a back as long as a back is free. */
unsigned ao_side_after(unsigned last, const struct ao_sheet *);
/* The sheet of paper, from 1, that the side is of. */
unsigned ao_side_paper(unsigned side);

struct ao_layout;
/* Template and faces are borrowed for the life of the layout. Fails where a
 * style's role has no font, or fixed text has no glyph or does not fit its
 * box even at the floor of its styles, or marks of any notice's sheet collide
 * (collision.h): file, line of the item, by how many mm. One thread at a
 * time. */
AO_CHECKED struct ao_layout *
ao_layout_new(const struct ao_template *, struct ao_faces *, struct ao_error *);
/* For a template that was proven when its letters were first printed: it is
 * not tried anew with every set of flags; each letter is still looked at. */
AO_CHECKED struct ao_layout *ao_layout_new_proven(const struct ao_template *,
						  struct ao_faces *,
						  struct ao_error *);
void ao_layout_free(struct ao_layout *);

#define AO_LAYOUT_PAGES 12
struct ao_letter {
	size_t pages;
	const struct ao_sheet *sheet[AO_LAYOUT_PAGES]; /* borrowed */
	const struct ao_page *fixed[AO_LAYOUT_PAGES];  /* borrowed; equal
							* pages, equal
							* pointers */
	unsigned fixed_id[AO_LAYOUT_PAGES]; /* small number of the fixed page */
	struct ao_page variable[AO_LAYOUT_PAGES]; /* the letter's own */
	unsigned side[AO_LAYOUT_PAGES]; /* of the paper; ao_side_after */
	unsigned sheets_of_paper;
	const char *parted; /* the resident's field whose word is longer than
			     * a line and goes on on the next, or NULL */
};
void ao_letter_init(struct ao_letter *);
void ao_letter_release(struct ao_letter *);

enum ao_misfit_type {
	AO_FITS,
	AO_GLYPH_MISSING,
	AO_DOES_NOT_FIT,
	AO_BARS_WITHOUT_ROOM /* a name or an address needs the room of the
			      * barcode: to be laid out without it */
};
struct ao_misfit {
	enum ao_misfit_type type;
	const char *field;         /* "name", borrowed for ever */
	struct ao_missing missing; /* AO_GLYPH_MISSING */
	double over;               /* the two others: mm */
};

/* Lays the notice out into the letter (which may be used again and again).
 * qr is the QR's content, "" for none. A misfit is not an error: the letter
 * must then not be printed. Also a misfit: a resident's text that meets
 * another mark, or reaches out of its box. */
AO_CHECKED bool ao_layout_letter(struct ao_layout *, const struct ao_notice *,
				 const char *qr, struct ao_letter *,
				 struct ao_misfit *, struct ao_error *);

/* How many fixed pages exist so far, and one by its small number. */
size_t ao_layout_fixed_count(const struct ao_layout *);
const struct ao_page *ao_layout_fixed(const struct ao_layout *, unsigned id);

/* For `preview`: adds outlines of the item boxes (those of the address window
 * in another colour) and the folds to a page that ao_page_init made. */
void ao_layout_outline(const struct ao_layout *, const struct ao_sheet *,
		       unsigned flags, struct ao_page *out);

#endif
