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
/* A part of it, in pixels; what lies beyond is white. */
struct reader_gray reader_gray_part(cairo_surface_t *, int x, int y, int width,
				    int height);

/* Whether there is ink where the sign stands, or where the `n` signs of its
 * cluster do: no plain white, and no plain black either. */
bool reader_sees(cairo_surface_t *paper, double pixels_per_mm,
		 const struct ao_read_sign *sign, size_t n);

/* The bars at that place of the paper; "" where there are none. */
void reader_glance_bars(cairo_surface_t *paper, double pixels_per_mm,
			const struct reader_place *,
			char bars[READER_BARS + 1]);

/* Appends the shades of an area of the paper, mm, and says in the head where
 * they are of. */
void reader_add_strip(cairo_surface_t *paper, double pixels_per_mm,
		      struct ao_read_area, struct reader_page *head,
		      struct ao_buf *out);

/* A mark over or under the sign before it, or one that has no ink at all. */
bool reader_is_inkless(uint32_t code_point);

/* Whether only lines, areas and letters in plain colors were drawn through
 * this observer, and no bitmap. In doubt false. */
bool reader_is_plain(cairo_surface_t *observer);

#endif
