/* reader_paper.c - see reader_paper.h. */
#include "proof/reader_paper.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PIXELS 4000.0

bool reader_fits(double width, double height)
{
	return width >= 1 && width <= MOST_PIXELS && height >= 1 &&
	       height <= MOST_PIXELS;
}

bool reader_is_picture(cairo_surface_t *surface)
{
	cairo_format_t format;

	if (!surface || cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS ||
	    cairo_surface_get_type(surface) != CAIRO_SURFACE_TYPE_IMAGE)
		return false;
	format = cairo_image_surface_get_format(surface);
	return (format == CAIRO_FORMAT_ARGB32 ||
		format == CAIRO_FORMAT_RGB24) &&
	       reader_fits(cairo_image_surface_get_width(surface),
			   cairo_image_surface_get_height(surface));
}

/* Each pixel over white paper; an image mask is black with transparency. */
static unsigned char shade_of(const unsigned char *from, bool clear)
{
	uint32_t pixel, sum;

	memcpy(&pixel, from, sizeof(pixel));
	sum = (pixel >> 16 & 255) + 2 * (pixel >> 8 & 255) + (pixel & 255);
	sum = sum / 4 + (clear ? 255 - (pixel >> 24) : 0);
	return (unsigned char)(sum > 255 ? 255 : sum);
}

struct reader_gray reader_gray_part(cairo_surface_t *surface, int x, int y,
				    int width, int height)
{
	const unsigned char *data = cairo_image_surface_get_data(surface);
	const int stride = cairo_image_surface_get_stride(surface);
	const int right = cairo_image_surface_get_width(surface) - x;
	const int low = cairo_image_surface_get_height(surface) - y;
	const bool clear =
		cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32;
	struct reader_gray g = {.width = (unsigned)width,
				.height = (unsigned)height};

	g.shade = ao_alloc((size_t)width * (size_t)height + 1);
	memset(g.shade, 0xFF, (size_t)width * (size_t)height);
	for (int row = y < 0 ? -y : 0; row < height && row < low; row++) {
		const unsigned char *line =
			data + (ptrdiff_t)stride * (y + row);
		unsigned char *to = g.shade + (ptrdiff_t)row * width;

		for (int i = x < 0 ? -x : 0; i < width && i < right; i++)
			to[i] = shade_of(line + (ptrdiff_t)4 * (x + i), clear);
	}
	return g;
}

struct reader_gray reader_gray_of(cairo_surface_t *surface)
{
	return reader_gray_part(surface, 0, 0,
				cairo_image_surface_get_width(surface),
				cairo_image_surface_get_height(surface));
}

static double within(double pixels, int most)
{
	return fmax(fmin(pixels, most), 0);
}

/* All pixels that the area touches. */
void reader_add_strip(cairo_surface_t *paper, double scale,
		      struct ao_read_area area, struct reader_page *head,
		      struct ao_buf *out)
{
	const int width = cairo_image_surface_get_width(paper);
	const int height = cairo_image_surface_get_height(paper);
	const int left = (int)within(area.x * scale, width);
	const int top = (int)within(area.y * scale, height);
	const int right =
		(int)within(ceil((area.x + area.width) * scale), width);
	const int low =
		(int)within(ceil((area.y + area.height) * scale), height);
	struct reader_gray gray =
		reader_gray_part(paper, left, top, right - left, low - top);

	head->strip_x = left / scale;
	head->strip_y = top / scale;
	head->strip_pixels = scale;
	head->strip_width = gray.width;
	head->strip_height = gray.height;
	ao_buf_add(out, (const char *)gray.shade,
		   (size_t)gray.width * gray.height);
	free(gray.shade);
}

/* What an observer says of a page: after "fill: ...", "stroke: ..." and
 * "glyphs: ..." a line of the kinds of source there were. */
static cairo_status_t take_report(void *data, const unsigned char *s,
				  unsigned n)
{
	struct ao_buf *report = data;

	for (unsigned i = 0; i < n; i++)
		ao_buf_add(report, (const char *)&s[i], 1);
	return CAIRO_STATUS_SUCCESS;
}

/* A drawing of lines, areas and letters in plain colors: nothing masked or
 * painted, and no source but solid ones. In doubt false. */
static bool is_plain(const char *report)
{
	static const char source[] = "\n  source: ";
	const char *at = report;
	char *end;

	if (!strstr(report, "\npaint: count 0 ") ||
	    !strstr(report, "\nmask: count 0 ") ||
	    !strstr(report, "\nfill: count ") ||
	    !strstr(report, "\nglyphs: count "))
		return false;
	while ((at = strstr(at, source)) != NULL) {
		at += sizeof(source) - 1;
		if (strncmp(at, "solid\n", 6) == 0) /* the slowest one */
			continue;
		(void)strtoul(at, &end, 10);
		if (end == at || strncmp(end, " solid\n", 7) != 0)
			return false;
	}
	return true;
}

bool reader_is_plain(cairo_surface_t *observer)
{
	struct ao_buf report = {0};
	bool plain;

	cairo_surface_observer_print(observer, take_report, &report);
	plain = report.s && is_plain(report.s);
	ao_buf_release(&report);
	return plain;
}
