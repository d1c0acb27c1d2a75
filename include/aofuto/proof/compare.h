/* compare.h - a page that was meant against the page that was read.
 *
 * Both ways: every sign of every text mark must have been read at its place,
 * with exactly its code points, and every sign that was read must belong to a
 * mark; the codes likewise. Blanks have no ink and are not looked at. A
 * difference never quotes a name, an address or an ID: single code points and
 * places are all it tells.
 */
#ifndef AOFUTO_PROOF_COMPARE_H
#define AOFUTO_PROOF_COMPARE_H

#include "aofuto/notice/face.h"
#include "aofuto/notice/page.h"
#include "aofuto/proof/reading.h"

enum ao_difference_type {
	AO_DIFFERS_SIZE,          /* of the page */
	AO_DIFFERS_LABEL,         /* of the page */
	AO_DIFFERS_SIGN,          /* another one stands in its place */
	AO_DIFFERS_PLACE,         /* it stands elsewhere, or is of another
				   * size */
	AO_DIFFERS_MISSING,       /* a sign was not read */
	AO_DIFFERS_EXTRA,         /* a sign that belongs to nothing */
	AO_DIFFERS_CODES,         /* so many QR codes */
	AO_DIFFERS_CODE_PLACE,    /* a QR code stands elsewhere */
	AO_DIFFERS_CODE_UNREAD,   /* its bitmap says nothing */
	AO_DIFFERS_CODE_TEXT,     /* its bitmap says something else */
	AO_DIFFERS_RASTER_UNREAD, /* its raster says nothing */
	AO_DIFFERS_RASTER_TEXT,   /* its raster says something else */
	AO_DIFFERS_BARS_UNREAD,   /* a barcode, likewise; or what is around
				   * it is not blank */
	AO_DIFFERS_BARS_TEXT,
	AO_DIFFERS_BARS_RASTER_UNREAD,
	AO_DIFFERS_BARS_RASTER_TEXT,
	AO_DIFFERS_BARS_EXTRA, /* a barcode where none belongs */
	AO_DIFFERS_AREA,       /* a black area is not there, or not as meant */
	AO_DIFFERS_STRAY       /* ink where nothing belongs */
};

struct ao_difference {
	enum ao_difference_type type;
	const char *what;    /* a field or the mark's name; NULL: neither.
			      * Borrowed from the pages meant */
	unsigned position;   /* of the sign in its mark, or of the first other
			      * character or bar of a code, from 1 */
	uint32_t meant, got; /* code points; CODES: how many */
	double x, y;         /* mm, where it belongs; EXTRA, STRAY: where it
			      * stands */
	double off;          /* mm, PLACE and CODE_PLACE: how far away */
};

/* A sentence without its end: "name, character 3: U+9AD8 was read where U+9AD9
 * belongs, at 22.0/40.1 mm". */
void ao_difference_tell(const struct ao_difference *, struct ao_buf *);

/* As drawn (document.h). Two calls with one fixed_id come with one page. */
struct ao_page_meant {
	const struct ao_page *fixed; /* or NULL */
	unsigned fixed_id;
	const struct ao_page *variable;
	const char *label;
};

/* What is expected of a fixed layer is kept for its next page. Faces are
 * borrowed, and the fixed pages too: for the comparer's life. */
struct ao_comparer;
struct ao_comparer *ao_comparer_new(struct ao_faces *);
void ao_comparer_free(struct ao_comparer *);

/* Is it the page that was meant? If not, the first difference. */
AO_CHECKED bool ao_compare_page(struct ao_comparer *,
				const struct ao_page_meant *,
				const struct ao_read_page *,
				struct ao_difference *);

/* Are the black areas (AO_MARK_FILL) of the page all that can be seen in the
 * strip? Each pixel is compared; the area that is not there is `what`. */
AO_CHECKED bool ao_compare_strip(const struct ao_page *,
				 const struct ao_read_strip *,
				 struct ao_difference *);

/* A code point without ink: compared by nobody. */
bool ao_compare_blank(uint32_t code_point);

#endif
