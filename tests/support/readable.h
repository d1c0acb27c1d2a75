/* readable.h - one PDF for the independent reader, drawn for a test. */
#ifndef READABLE_H
#define READABLE_H

#include "aofuto/proof/reading.h"
#include "support/paper.h"

#define ADDRESS "https://example.invalid/c?id=12345678901234567890123"
#define OTHER   "https://example.invalid/c?id=00000000000000000000000"

/* The file is the one of that name in paper_folder. */
void read_file_named(const char *name);
const char *read_path(void);
struct ao_reading_order read_order(unsigned raster_every);

/* Draws it: the pages, labelled "001-0001 1/2" and on, over `fixed`; or pages
 * with a code each, at 150, 230 of 26 mm, ADDRESS and OTHER in turn, and on
 * the first one more at 20, 100. */
void read_add_qr(struct ao_page *, double x, double y, const char *s);
void read_draw(const struct ao_page *fixed, const struct ao_page *page,
	       size_t pages);
void read_draw_codes(size_t pages);

/* Opens it; that must succeed. */
struct ao_reading *read_open(unsigned raster_every);

/* Reads all of it: the message, or "" when it is whole. fails: the message
 * has this part. */
const char *read_failure(struct ao_reading_order);
void read_fails(struct ao_reading_order, const char *part);

#endif
