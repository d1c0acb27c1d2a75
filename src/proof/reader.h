/* reader.h - the parts of aofuto-reader: a file by poppler, a code by zbar. */
#ifndef PROOF_READER_H
#define PROOF_READER_H

#include "proof/reader_protocol.h"

struct reader_order { /* as in reading.h */
	unsigned raster_every;
	struct reader_place place[READER_PLACES_MOST];
	size_t places;
	struct ao_read_area strip;
};

/* reader_page.c: the bytes are borrowed until the file is closed. */
struct reader_file;
AO_CHECKED struct reader_file *reader_file_open(const char *bytes, size_t n,
						const struct reader_order *,
						struct reader_fault *);
void reader_file_close(struct reader_file *);
unsigned reader_file_pages(const struct reader_file *);

/* Page `number`, from 0, as the payload of a READER_PAGE record. Pages are
 * asked for in their order. */
AO_CHECKED bool reader_file_page(struct reader_file *, unsigned number,
				 struct ao_buf *payload, struct reader_fault *);

const char *reader_file_version(void); /* of poppler */

/* reader_words.c: a complaint of poppler's, of which nothing is anybody's name;
 * NUL-ended, cut where it is too long. */
void reader_clean_words(const char *from, char *to, size_t size);

/* reader_code.c: a picture in shades of gray, 0 is black. */
struct reader_gray {
	unsigned width, height;
	unsigned char *shade; /* width bytes a line */
};
struct reader_scanner;
void reader_scanner_version(unsigned part[3]); /* of zbar */
struct reader_scanner *reader_scanner_new(void);
void reader_scanner_free(struct reader_scanner *);

/* What the QR codes of the picture say, one line each; NULL: there is none
 * that can be read. To be freed. */
char *reader_scan(struct reader_scanner *, const struct reader_gray *);

/* The same picture with each pixel `times` as wide and high, and `quiet` of
 * its own pixels of white around. */
struct reader_gray reader_enlarge(const struct reader_gray *, unsigned times,
				  unsigned quiet);

/* reader_bars.c: the bars at that place of a picture of so many pixels a mm; ""
 * and false where there are none, or what is around them is not blank. */
bool reader_read_bars(const struct reader_gray *, double scale,
		      const struct reader_place *, char bars[READER_BARS + 1]);
/* What has to be seen for it, mm. */
struct reader_box {
	double left, top, right, bottom;
};
struct reader_box reader_bars_box(const struct reader_place *);

#endif
