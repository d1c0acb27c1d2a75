/* reader_bars.c - the bars of a customer barcode, read off a picture. What a
 * bar is like is written down here once more (p12 of the post's manual): the
 * reader knows no drawing code. */
#include "proof/reader_paper.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* 1/100 mm at 10 pt. */
#define LONG  348.0
#define WIDTH 58.0
#define PITCH 116.0
#define CLEAR 2.0 /* mm of blank around, whatever the size */

/* How much of the half of a long bar has ink: all of it, or only the timing
 * part's, 0.34. In a coarse picture some of it is a neighbour's: there 0.49 and
 * 0.84 were found at worst. */
#define TIMING_LEAST 0.15
#define TIMING_MOST  0.60
#define LONG_LEAST   0.70
#define LONG_MOST    1.25
/* mm2 of ink that a blank may have: the edges of its pixels. */
#define BLANK_MOST 0.02

static double overlap(double from, double to, double pixel)
{
	return fmin(to, pixel + 1) - fmax(from, pixel);
}

/* mm2 of ink in the rectangle; a pixel at its edge counts by its part. */
static double ink(const struct reader_gray *g, double scale,
		  struct reader_box r)
{
	double x1 = fmax(r.left * scale, 0),
	       x2 = fmin(r.right * scale, g->width);
	double y1 = fmax(r.top * scale, 0),
	       y2 = fmin(r.bottom * scale, g->height);
	double sum = 0;

	for (double y = floor(y1); y < y2; y++) {
		const unsigned char *line = g->shade + (size_t)y * g->width;
		double part = overlap(y1, y2, y);

		for (double x = floor(x1); x < x2; x++)
			sum += (255 - line[(size_t)x]) / 255.0 * part *
			       overlap(x1, x2, x);
	}
	return sum / scale / scale;
}

/* Whether the half of a bar is long: 1, 0, or -1 where it is neither. */
static int is_long(const struct reader_gray *g, double scale,
		   struct reader_box half, double unit)
{
	double part = ink(g, scale, half) / (WIDTH * LONG / 2 * unit * unit);

	if (part > TIMING_LEAST && part < TIMING_MOST)
		return 0;
	return part > LONG_LEAST && part < LONG_MOST ? 1 : -1;
}

static char read_bar(const struct reader_gray *g, double scale,
		     const struct reader_place *p, int i)
{
	static const char digit[2][2] = {{'4', '3'}, {'2', '1'}};
	double unit = p->size / 1000, x = p->x + i * PITCH * unit;
	double left = x - (PITCH - WIDTH) / 2 * unit;
	double middle = p->y + LONG / 2 * unit, more = 1 / scale;
	double right = left + PITCH * unit;
	int up = is_long(g, scale,
			 (struct reader_box){left, p->y - more, right, middle},
			 unit);
	int down = is_long(g, scale,
			   (struct reader_box){left, middle, right,
					       p->y + LONG * unit + more},
			   unit);

	return up < 0 || down < 0 ? 0 : digit[up][down];
}

static struct reader_box bars_box(const struct reader_place *p, double around)
{
	double unit = p->size / 1000;
	double length = ((READER_BARS - 1) * PITCH + WIDTH) * unit;

	return (struct reader_box){p->x - around, p->y - around,
				   p->x + length + around,
				   p->y + LONG * unit + around};
}

struct reader_box reader_bars_box(const struct reader_place *p)
{
	return bars_box(p, CLEAR);
}

/* What surrounds the bars, but for the pixels that they touch, has no ink. */
static bool is_blank(const struct reader_gray *g, double scale,
		     const struct reader_place *p)
{
	double edge = 1 / scale, around = CLEAR - edge;
	struct reader_box bars = bars_box(p, edge), all = bars_box(p, around);

	return ink(g, scale, all) - ink(g, scale, bars) < BLANK_MOST;
}

bool reader_read_bars(const struct reader_gray *g, double scale,
		      const struct reader_place *p, char bars[READER_BARS + 1])
{
	bool good = true;

	for (int i = 0; good && i < READER_BARS; i++) {
		bars[i] = read_bar(g, scale, p, i);
		good = bars[i];
	}
	bars[READER_BARS] = '\0';
	if (good && is_blank(g, scale, p))
		return true;
	memset(bars, 0, READER_BARS + 1);
	return false;
}

/* The page as it was drawn small: a pitch has not quite two of its pixels,
 * which is enough where it is known where each bar stands. */
void reader_glance_bars(cairo_surface_t *paper, double scale,
			const struct reader_place *p,
			char bars[READER_BARS + 1])
{
	const struct reader_box box = reader_bars_box(p);
	const int x = (int)floor(box.left * scale);
	const int y = (int)floor(box.top * scale);
	const int width = (int)ceil(box.right * scale) - x;
	const int height = (int)ceil(box.bottom * scale) - y;
	struct reader_gray gray = reader_gray_part(paper, x, y, width, height);

	(void)reader_read_bars(&gray, scale,
			       &(struct reader_place){p->x - x / scale,
						      p->y - y / scale,
						      p->size},
			       bars);
	free(gray.shade);
}
