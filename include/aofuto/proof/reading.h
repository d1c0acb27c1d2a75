/* reading.h - a PDF as somebody else's eyes see it.
 *
 * aofuto-reader is a program of its own, made of poppler and zbar: it opens
 * the file and tells page by page what stands there. This side starts it and
 * listens. So no other command pays for those libraries, their memory is not
 * ours, and a reader that dies of a damaged file takes nobody along. It gets
 * the file as its standard input and tells by its standard output.
 */
#ifndef AOFUTO_PROOF_READING_H
#define AOFUTO_PROOF_READING_H

#include "aofuto/notice/template.h"

/* What the reader cannot see: a sign drawn again over itself (poppler keeps
 * one); a sign that begins outside the page; whether the shape of a sign is
 * that of its code point; a code that is no bitmap, but lines or areas. A sign
 * without ink where it stands (white, clipped, covered, an empty glyph) is a
 * fault of its page. A sign and its variation selector come as two that share
 * its width. */
struct ao_read_sign { /* one code point of the page's text */
	uint32_t code_point;
	float x, y, width, height; /* mm from the upper left corner */
};

struct ao_read_code {              /* one QR code */
	float x, y, width, height; /* mm, of its bitmap with no quiet zone */
	const char *bitmap; /* what the page's own bitmap says; NULL: nothing
			     * could be read */
	const char *raster; /* what a raster of 300 dpi says; NULL: nothing */
	bool rastered;      /* raster was tried */
};

struct ao_read_place { /* where the bars of a customer barcode may stand */
	double x, y;   /* mm, the upper left corner of the first bar */
	double size;   /* pt */
};
/* Of bars of any height and place elsewhere the reader knows nothing. */
struct ao_read_bars { /* what stands there */
	struct ao_read_place place;
	const char *glance; /* the digits of the 67 bars, as barcode.h has
			     * them; "": there are none, or what is around
			     * them is not blank */
	const char *raster; /* what a raster of 300 dpi says, likewise */
	bool rastered;      /* raster was tried */
};

/* A part of the page as it is drawn, in shades of gray: what the signs and the
 * codes do not tell. */
struct ao_read_strip {
	double x, y;            /* mm, its upper left corner */
	double pixels;          /* a millimetre */
	unsigned width, height; /* pixels; 0: none was asked for */
	const uint8_t *shade;   /* line by line; 0 is black, 255 white */
};

struct ao_read_page {
	double width, height;            /* mm */
	const char *label;               /* "001-0127 1/3"; "" without one, or
					  * one that is not ASCII: poppler
					  * 22.12 loses it */
	const struct ao_read_sign *sign; /* in the order of the page's text,
					  * blanks left out */
	size_t signs;
	const struct ao_read_code *code;
	size_t codes;
	const struct ao_read_bars *bars; /* one for each place */
	size_t places;
	struct ao_read_strip strip;
};

struct ao_read_area { /* mm from the upper left corner of a page */
	double x, y, width, height;
};

/* Bars of that size in the middle of the box. */
struct ao_read_place ao_read_place(struct ao_box, double size);
/* Where the letters of a template may have bars; how many places. */
#define AO_READ_PLACES_MOST 16
size_t ao_read_places(const struct ao_template *,
		      struct ao_read_place place[AO_READ_PLACES_MOST],
		      size_t n);

struct ao_reading_order {
	const char *program;   /* path of aofuto-reader */
	const char *path;      /* of the PDF */
	unsigned raster_every; /* 0: no raster; 1: every code; n: the first, the
				* last and each nth code of the file; the
				* first and each nth barcode */
	const struct ao_read_place *place; /* looked at on each page */
	size_t places;
	struct ao_read_area strip; /* of odd pages; of even ones the same area
				    * seen from behind. Width 0: none */
};

/* Starts the reader and asks for its libraries: "poppler 22.12.0, zbar
 * 0.23.92". AO_HOST where it cannot be started, or is another version's. */
#define AO_READER_LIBRARY 80
AO_CHECKED bool ao_reading_libraries(const char *program,
				     char library[AO_READER_LIBRARY],
				     struct ao_error *);

/* A file that cannot be read, a PDF that no reader opens or complains of, a
 * reader that is missing or dies: AO_HOST, with the file. Sets the number of
 * pages and the SHA-256 of the very bytes that are read. */
struct ao_reading;
AO_CHECKED struct ao_reading *ao_reading_open(const struct ao_reading_order *,
					      struct ao_error *);
void ao_reading_close(struct ao_reading *); /* NULL is fine */
unsigned long ao_reading_pages(const struct ao_reading *);
const char *ao_reading_sha256(const struct ao_reading *);
const char *ao_reading_library(const struct ao_reading *);

/* The next page; borrowed until the next call. Call it as often as there are
 * pages. */
AO_CHECKED bool ao_reading_next(struct ao_reading *, struct ao_read_page *,
				struct ao_error *);

#endif
