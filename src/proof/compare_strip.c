/* compare_strip.c - areas meant against a strip of the page as it was drawn. */
#include "aofuto/proof/compare.h"

#include <math.h>

/* Of a pixel's blackness. Where a pixel is half a millimetre, an edge that is
 * 0.06 mm away changes it by this; places are written to 0.004 mm. */
#define SHADE_OFF 0.12

/* The part of from..from+1 that lies between the two. */
static double covered(double from, double least, double most)
{
	return fmax(fmin(from + 1, most) - fmax(from, least), 0);
}

/* How black the mark makes a pixel, 0 to 1. */
static double ink_of(const struct ao_mark *m, const struct ao_read_strip *s,
		     unsigned x, unsigned y)
{
	double left = (m->x - s->x) * s->pixels;
	double top = (m->y - s->y) * s->pixels;

	if (m->type != AO_MARK_FILL)
		return 0;
	return covered(x, left, left + m->w * s->pixels) *
	       covered(y, top, top + m->h * s->pixels);
}

/* Most rows of a strip are blank, and no mark need be asked for each pixel. */
static bool is_blank(const struct ao_page *page, const struct ao_read_strip *s,
		     unsigned y)
{
	for (size_t i = 0; i < page->n; i++) {
		const struct ao_mark *m = &page->mark[i];
		double top = (m->y - s->y) * s->pixels;

		if (m->type == AO_MARK_FILL &&
		    covered(y, top, top + m->h * s->pixels) > 0)
			return false;
	}
	for (unsigned x = 0; x < s->width; x++)
		if (s->shade[(size_t)y * s->width + x] < 255)
			return false;
	return true;
}

static bool differ(const struct ao_read_strip *s, unsigned x, unsigned y,
		   const struct ao_mark *mark, struct ao_difference *out)
{
	*out = (struct ao_difference){.type = mark ? AO_DIFFERS_AREA
						   : AO_DIFFERS_STRAY,
				      .what = mark ? mark->name : NULL,
				      .x = s->x + (x + 0.5) / s->pixels,
				      .y = s->y + (y + 0.5) / s->pixels};
	return false;
}

static bool compare_pixel(const struct ao_page *page,
			  const struct ao_read_strip *s, unsigned x, unsigned y,
			  struct ao_difference *out)
{
	double got = 1 - s->shade[(size_t)y * s->width + x] / 255.0;
	const struct ao_mark *most = NULL;
	double meant = 0, best = 0;

	for (size_t i = 0; i < page->n; i++) {
		double ink = ink_of(&page->mark[i], s, x, y);

		meant += ink;
		if (ink <= best)
			continue;
		best = ink;
		most = &page->mark[i];
	}
	if (fabs(meant - got) <= SHADE_OFF)
		return true;
	return differ(s, x, y, most, out);
}

bool ao_compare_strip(const struct ao_page *page, const struct ao_read_strip *s,
		      struct ao_difference *out)
{
	if (!s->width || !s->height) {
		*out = (struct ao_difference){.type = AO_DIFFERS_AREA};
		return false;
	}
	for (unsigned y = 0; y < s->height; y++) {
		if (is_blank(page, s, y))
			continue;
		for (unsigned x = 0; x < s->width; x++)
			if (!compare_pixel(page, s, x, y, out))
				return false;
	}
	return true;
}
