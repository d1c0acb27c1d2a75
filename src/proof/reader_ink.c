/* reader_ink.c - text is no ink: can a sign be seen where it stands? */
#include "proof/reader_paper.h"

#include <math.h>
#include <string.h>

struct range {
	uint32_t first, last;
};

/* Marks on the sign before them, and signs without a shape. */
static const struct range inkless[] = {
	{0x0000, 0x0020}, {0x007F, 0x00A0},   {0x00AD, 0x00AD},
	{0x0300, 0x036F}, {0x115F, 0x1160},   {0x1AB0, 0x1AFF},
	{0x1DC0, 0x1DFF}, {0x2000, 0x200F},   {0x2028, 0x202F},
	{0x205F, 0x206F}, {0x20D0, 0x20FF},   {0x2800, 0x2800},
	{0x3000, 0x3000}, {0x302A, 0x302F},   {0x3099, 0x309A},
	{0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F},
	{0xFEFF, 0xFEFF}, {0xE0000, 0xE0FFF},
};

/* Their ink fills the em box, so that what is seen of a neighbour at its edge
 * need not count. */
static const struct range ideograph[] = {
	{0x3400, 0x4DBF},
	{0x4E00, 0x9FFF},
	{0xF900, 0xFAFF},
	{0x20000, 0x3FFFF},
};

static bool is_in(const struct range *range, size_t n, uint32_t code_point)
{
	for (size_t i = 0; i < n; i++)
		if (code_point >= range[i].first && code_point <= range[i].last)
			return true;
	return false;
}

bool reader_is_inkless(uint32_t code_point)
{
	return is_in(inkless, AO_COUNT(inkless), code_point);
}

static int within(double pixel, int size)
{
	return pixel < 0 ? 0 : pixel > size ? size : (int)pixel;
}

/* Two pixels of the box that differ. One color all over is paper, or a plain
 * area over or under the sign. A box off the paper is not looked at: where it
 * stands is said anyhow. */
static bool differs(cairo_surface_t *paper, const double box[4])
{
	const unsigned char *data = cairo_image_surface_get_data(paper);
	const int stride = cairo_image_surface_get_stride(paper);
	const int width = cairo_image_surface_get_width(paper);
	const int height = cairo_image_surface_get_height(paper);
	const int left = within(box[0], width), top = within(box[1], height);
	const int right = within(box[2], width), low = within(box[3], height);
	uint32_t first, pixel;

	if (left >= right || top >= low)
		return true;
	memcpy(&first, data + (ptrdiff_t)stride * top + (ptrdiff_t)4 * left, 4);
	for (int y = top; y < low; y++)
		for (int x = left; x < right; x++) {
			memcpy(&pixel,
			       data + (ptrdiff_t)stride * y + (ptrdiff_t)4 * x,
			       4);
			if ((pixel ^ first) & 0xFFFFFF)
				return true;
		}
	return false;
}

/* Whole pixels of an ideograph, where it has four or more of them; of anything
 * else those that it touches, and the next ones. */
bool reader_sees(cairo_surface_t *paper, double pixels_per_mm,
		 const struct ao_read_sign *sign, size_t n)
{
	double x1 = (double)sign->x, x2 = x1;
	double y1 = (double)sign->y, y2 = y1;
	double inner[4], outer[4];

	for (size_t i = 0; i < n; i++) {
		x1 = fmin(x1, (double)sign[i].x);
		x2 = fmax(x2, (double)sign[i].x + (double)sign[i].width);
		y2 = fmax(y2, (double)sign[i].y + (double)sign[i].height);
	}
	inner[0] = ceil(x1 * pixels_per_mm);
	inner[1] = ceil(y1 * pixels_per_mm);
	inner[2] = floor(x2 * pixels_per_mm);
	inner[3] = floor(y2 * pixels_per_mm);
	if (is_in(ideograph, AO_COUNT(ideograph), sign->code_point) &&
	    inner[2] - inner[0] >= 2 && inner[3] - inner[1] >= 2)
		return differs(paper, inner);
	outer[0] = floor(x1 * pixels_per_mm) - 1;
	outer[1] = floor(y1 * pixels_per_mm) - 1;
	outer[2] = ceil(x2 * pixels_per_mm) + 1;
	outer[3] = ceil(y2 * pixels_per_mm) + 1;
	return differs(paper, outer);
}
