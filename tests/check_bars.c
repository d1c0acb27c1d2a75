/* check_bars.c - bars on paper: measured as a post office would, and read back.
 */
#include "aofuto/notice/barcode.h"
#include "aofuto/proof/compare.h"
#include "support/readable.h"
#include "support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PAGES 8

static struct ao_page page[PAGES];
static size_t pages;

static void set_up(void)
{
	pages = 0;
	read_file_named("bars.pdf");
}

static void tear_down(void)
{
	for (size_t i = 0; i < pages; i++)
		ao_page_release(&page[i]);
	paper_folder_remove();
}

/* On a page of its own, somewhere between two pixels. */
static struct ao_box box_of(size_t i, double size)
{
	return (struct ao_box){20 + 0.137 * (double)i, 40 + 0.211 * (double)i,
			       ao_bars_length(size) + 4,
			       ao_bars_height(size) + 4};
}

static const char *add_bars(const char *value, double size, char *bars)
{
	struct ao_box b = box_of(pages, size);

	ck_assert(ao_barcode_bars(value, bars));
	ao_page_init(&page[pages], 210, 297);
	ao_page_add(&page[pages++], (struct ao_mark){.type = AO_MARK_BARS,
						     .x = b.x,
						     .y = b.y,
						     .w = b.width,
						     .h = b.height,
						     .size = size,
						     .s = bars});
	return bars;
}

/* A raster without gray, as a printer makes it. */
struct raster {
	int width, height;
	unsigned char *bit; /* rows of whole bytes */
	double mm;          /* of a pixel */
};

static struct raster take_raster(size_t number, int dpi)
{
	struct raster r = {.mm = 25.4 / dpi};
	char name[200];
	size_t bytes;
	FILE *f;

	/* What is around the bars comes along. */
	free(paper_run("pdftoppm -mono -r %d -f %zu -l %zu -singlefile "
		       "-x %d -y %d -W %d -H %d %s %s",
		       dpi, number + 1, number + 1, 15 * dpi / 25,
		       35 * dpi / 25, 120 * dpi / 25, 20 * dpi / 25,
		       read_path(), read_path()));
	snprintf(name, sizeof(name), "%s.pbm", read_path());
	f = fopen(name, "rb");
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(fscanf(f, "P4 %d %d", &r.width, &r.height), 2);
	ck_assert_int_eq(fgetc(f), '\n');
	bytes = (size_t)((r.width + 7) / 8) * (size_t)r.height;
	r.bit = malloc(bytes);
	ck_assert_uint_eq(fread(r.bit, 1, bytes, f), bytes);
	fclose(f);
	return r;
}

static bool black(const struct raster *r, int x, int y)
{
	return r->bit[(size_t)y * (size_t)((r->width + 7) / 8) +
		      (size_t)(x / 8)] >>
		       (7 - x % 8) &
	       1;
}

/* The rows between which the column has ink; false: it has none. */
static bool column(const struct raster *r, int x, int *top, int *low)
{
	*top = *low = -1;
	for (int y = 0; y < r->height; y++) {
		if (!black(r, x, y))
			continue;
		if (*top < 0)
			*top = y;
		*low = y + 1;
	}
	return *top >= 0;
}

/* One bar, in pixels. */
struct bar {
	int left, right, top, low;
};

static int find_bars(const struct raster *r, struct bar bar[AO_BARS])
{
	int n = 0, top, low;
	bool inside = false;

	for (int x = 0; x < r->width; x++) {
		if (!column(r, x, &top, &low)) {
			inside = false;
			continue;
		}
		if (!inside) {
			ck_assert_int_lt(n, AO_BARS);
			bar[n++] = (struct bar){x, x, top, low};
		}
		inside = true;
		bar[n - 1].right = x + 1;
		ck_assert_int_eq(bar[n - 1].top, top);
		ck_assert_int_eq(bar[n - 1].low, low);
	}
	return n;
}

static void within(double mm, double size, double least, double most,
		   const char *what, int dpi)
{
	ck_assert_msg(
		mm >= least * size / 10 && mm <= most * size / 10,
		"%s: %.4f mm at %g pt and %d dpi, not %.2f to %.2f x a/10",
		what, mm, size, dpi, least, most);
}

static void measure(const struct raster *r, const char *digits, double size,
		    int dpi)
{
	struct bar bar[AO_BARS];
	int top, low;

	ck_assert_int_eq(find_bars(r, bar), AO_BARS);
	top = bar[0].top;
	low = bar[0].low;
	for (int i = 0; i < AO_BARS; i++) {
		const struct bar *b = &bar[i];
		bool up = b->top == top, down = b->low == low;

		ck_assert_int_eq(digits[i],
				 up ? down ? '1' : '2' : (down ? '3' : '4'));
		if (up && down)
			within((b->low - b->top) * r->mm, size, 3.40, 3.60,
			       "long bar", dpi);
		else if (!up && !down)
			within((b->low - b->top) * r->mm, size, 1.05, 1.35,
			       "timing bar", dpi);
		else
			within((b->low - b->top) * r->mm, size,
			       (3.40 + 1.05) / 2, (3.60 + 1.35) / 2,
			       "semi-long bar", dpi);
		within((b->right - b->left) * r->mm, size, 0.50, 0.70, "width",
		       dpi);
		if (i == 0)
			continue;
		within((b->left - bar[i - 1].left) * r->mm, size, 0.95, 1.30,
		       "pitch", dpi);
		within((b->left - bar[i - 1].right) * r->mm, size, 0.45, 0.60,
		       "space", dpi);
	}
}

static const double size_of[] = {8, 8.5, 9, 10, 11.5};
static const int dpi_of[] = {600, 1200};

START_TEST(sizes_are_those_of_the_manual)
{
	const int dpi = dpi_of[_i];
	char bars[COUNT(size_of)][AO_BARS + 1];

	for (size_t i = 0; i < COUNT(size_of); i++)
		add_bars("26300233-30-8-403", size_of[i], bars[i]);
	read_draw(NULL, page, pages);
	for (size_t i = 0; i < COUNT(size_of); i++) {
		struct raster r = take_raster(i, dpi);

		measure(&r, bars[i], size_of[i], dpi);
		free(r.bit);
	}
}
END_TEST

/* The reader, told to look where the bars of each page are. */
static struct ao_reading *look(const double *size, size_t sizes, unsigned every,
			       struct ao_read_place *place)
{
	struct ao_reading_order o = read_order(every);
	struct ao_error err = {0};
	struct ao_reading *r;

	for (size_t i = 0; i < sizes; i++)
		place[i] = ao_read_place(box_of(i, size[i]), size[i]);
	o.place = place;
	o.places = sizes;
	r = ao_reading_open(&o, &err);
	ck_assert_msg(r != NULL, "%s: %s", err.where, err.text);
	return r;
}

static void next(struct ao_reading *r, struct ao_read_page *read)
{
	struct ao_error err = {0};

	ck_assert_msg(ao_reading_next(r, read, &err), "%s", err.text);
}

static const char *const value_of[] = {"26300233-30-8-403",
				       "1980036",
				       "9800100A1B2C3Z9-87654321",
				       "35900420000000000000",
				       "35900429-9-9-9-9-9-9",
				       "1111111111111",
				       "3590042Z",
				       "3590042-------------"};

/* Whatever bars, wherever between two pixels, of each size; and nothing where
 * another page has them. */
START_TEST(bars_are_read_back)
{
	char bars[PAGES][AO_BARS + 1];
	struct ao_read_place place[PAGES];
	struct ao_read_page read;
	struct ao_reading *r;
	double size[PAGES];

	for (size_t i = 0; i < PAGES; i++) {
		size[i] = size_of[(i + (size_t)_i) % COUNT(size_of)];
		add_bars(value_of[i], size[i], bars[i]);
	}
	read_draw(NULL, page, pages);
	r = look(size, PAGES, /*every*/ 3, place);
	for (size_t i = 0; i < PAGES; i++) {
		next(r, &read);
		ck_assert_uint_eq(read.places, PAGES);
		ck_assert_msg(!strcmp(read.bars[i].glance, bars[i]),
			      "%g pt\n%s\n%s", size[i], read.bars[i].glance,
			      bars[i]);
		ck_assert_int_eq(read.bars[i].rastered, i % 3 == 0);
		if (i % 3 == 0)
			ck_assert_str_eq(read.bars[i].raster, bars[i]);
		ck_assert_double_eq(read.bars[i].place.x, place[i].x);
		ck_assert_str_eq(read.bars[(i + 4) % PAGES].glance, "");
	}
	ao_reading_close(r);
}
END_TEST

/* A fill over the page of bars, in mm from its box. */
static const struct {
	double x, y, w, h;
	unsigned char gray;
	bool read; /* as if it were not there */
	const char *why;
} spoiled[] = {
	{0, 0, 0.1, 0.1, 255, true, "white upon white"},
	{2.0, 2.0, 0.48, 3, 255, false, "the first bar is gone"},
	{2, 0, 62, 3.1, 255, false, "upper ends are gone: other bars"},
	{32, 2, 0.5, 3, 0, false, "a bar between two others"},
	{0, 0, 30, 1, 0, false, "a rule in the blank above"},
	{0, 0, 0.8, 6, 0, false, "one before the bars"},
	{64.8, 0, 0.8, 6, 0, false, "one behind them"},
	{0, 5.9, 65, 0.8, 0, false, "one below"},
	{0, 0, 66, 7, 255, false, "nothing is left"},
	{0, 0, 66, 7, 0, false, "all black"},
	{-1, -1, 0.9, 9, 0, true, "outside of the blank"},
};

START_TEST(spoiled_bars_are_none)
{
	const unsigned char c = spoiled[_i].gray;
	struct ao_box b = box_of(0, 8);
	struct ao_read_place place[1];
	struct ao_read_page read;
	struct ao_reading *r;
	char bars[AO_BARS + 1];

	add_bars(value_of[0], 8, bars);
	ao_page_add(&page[0], (struct ao_mark){.type = AO_MARK_FILL,
					       .x = b.x + spoiled[_i].x,
					       .y = b.y + spoiled[_i].y,
					       .w = spoiled[_i].w,
					       .h = spoiled[_i].h,
					       .filled = true,
					       .color = {c, c, c}});
	read_draw(NULL, page, pages);
	r = look(size_of, 1, /*every*/ 1, place);
	next(r, &read);
	ck_assert_msg(!strcmp(read.bars[0].glance, bars) == spoiled[_i].read,
		      "%s: %s", spoiled[_i].why, read.bars[0].glance);
	ck_assert(spoiled[_i].read || !read.bars[0].rastered ||
		  strcmp(read.bars[0].raster, bars) != 0);
	ao_reading_close(r);
}
END_TEST

/* One bar that is drawn as another one is told as its digit. */
START_TEST(another_bar_is_seen)
{
	struct ao_read_place place[1];
	char bars[AO_BARS + 1], other[AO_BARS + 1];
	struct ao_read_page read;
	struct ao_reading *r;

	add_bars(value_of[0], 8, bars);
	memcpy(other, bars, sizeof(other));
	other[7 * _i] = bars[7 * _i] == '1' ? '4' : '1';
	page[0].mark[0].s = other;
	read_draw(NULL, page, pages);
	r = look(size_of, 1, /*every*/ 1, place);
	next(r, &read);
	ck_assert_str_eq(read.bars[0].glance, other);
	ck_assert_str_eq(read.bars[0].raster, other);
	ck_assert_str_ne(read.bars[0].glance, bars);
	ao_reading_close(r);
}
END_TEST

/* What bars cost a volume, beside all else. */
START_TEST(bars_are_small)
{
	char bars[PAGES][AO_BARS + 1];
	long size[2];

	for (int with = 0; with < 2; with++) {
		FILE *f;

		for (size_t i = 0; i < PAGES; i++) {
			add_bars(value_of[i], 8, bars[i]);
			page[i].n = (size_t)with;
		}
		read_draw(NULL, page, pages);
		f = fopen(read_path(), "rb");
		ck_assert_ptr_nonnull(f);
		ck_assert_int_eq(fseek(f, 0, SEEK_END), 0);
		size[with] = ftell(f);
		fclose(f);
		if (!with)
			tear_down();
		if (!with)
			set_up();
	}
	ck_assert_int_gt(size[1], size[0]);
	ck_assert_int_lt((size[1] - size[0]) / PAGES, 450);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, sizes_are_those_of_the_manual, 0,
			    COUNT(dpi_of));
	tcase_add_loop_test(tc, bars_are_read_back, 0, COUNT(size_of));
	tcase_add_loop_test(tc, spoiled_bars_are_none, 0, COUNT(spoiled));
	tcase_add_loop_test(tc, another_bar_is_seen, 0, 10);
	tcase_add_test(tc, bars_are_small);
}

SUITE_MAIN("bars", fill);
