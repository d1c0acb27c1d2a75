/* reader_paper.h - what has been drawn on a surface of cairo. */
#ifndef PROOF_READER_PAPER_H
#define PROOF_READER_PAPER_H

#include "proof/reader.h"

#include <cairo.h>

/* Pixels of a bitmap or a raster: at least one, and no more than any page of
 * ours needs. */
bool reader_fits(double width, double height);

/* Whether these are pixels that reader_gray_of understands. */
bool reader_is_picture(cairo_surface_t *);
struct reader_gray reader_gray_of(cairo_surface_t *); /* shade: to be freed */

/* Whether only lines, areas and letters in plain colors were drawn through
 * this observer, and no bitmap. In doubt false. */
bool reader_is_plain(cairo_surface_t *observer);

#endif
