/* check_strip.c - inserter marks in a PDF, seen by the independent reader: one
 * that is missing, too many, or not as it was meant is found. */
#include "aofuto/notice/omr.h"
#include "aofuto/proof/compare.h"
#include "support/readable.h"
#include "support/suite.h"

#include <math.h>
#include <string.h>

static struct ao_omrs *rows;
static const struct ao_omr *row;
static struct ao_page meant, drawn;
static struct ao_difference difference;

/* start, safety, last, sequence_1, sequence_2, parity */
static const struct ao_omr_place place = {.sheet = 1, .sheets = 1, .letter = 3};

static void set_up(void)
{
	struct ao_error err = {0};

	rows = ao_omrs_open(PROJECT_DIR "/templates/omr.yaml", &err);
	ck_assert_msg(rows != NULL, "%s: %s", err.where, err.text);
	row = ao_omrs_get(rows, 0);
	ao_page_init(&meant, 210, 297);
	ao_page_init(&drawn, 210, 297);
	ao_omr_put(row, &place, &meant);
	ao_omr_put(row, &place, &drawn);
	ck_assert_uint_eq(meant.n, 6);
	/* Outside of the strip whatever else the page has. */
	paper_text(&drawn, PAPER_BODY, "所沢市長 様");
	memset(&difference, 0, sizeof(difference));
	read_file_named("strip.pdf");
}

static void tear_down(void)
{
	ao_page_release(&meant);
	ao_page_release(&drawn);
	ao_omrs_close(rows);
	paper_folder_remove();
}

/* As the page `number`, 1 or 2, of a file; the other one is blank. */
static bool is_seen(unsigned number)
{
	struct ao_box zone = ao_omr_zone(row, false);
	struct ao_reading_order order = read_order(0);
	struct ao_page page[2];
	struct ao_read_page read;
	struct ao_error err = {0};
	struct ao_reading *r;
	bool same;

	ao_page_init(&page[0], 210, 297);
	ao_page_init(&page[1], 210, 297);
	for (size_t i = 0; i < drawn.n; i++)
		ao_page_add(&page[number - 1], drawn.mark[i]);
	read_draw(NULL, page, 2);
	order.strip =
		(struct ao_read_area){zone.x, zone.y, zone.width, zone.height};
	r = ao_reading_open(&order, &err);
	ck_assert_msg(r != NULL, "%s", err.text);
	for (unsigned i = 0; i < number; i++)
		ck_assert(ao_reading_next(r, &read, &err));
	same = ao_compare_strip(&meant, &read.strip, &difference);
	ao_reading_close(r);
	ao_page_release(&page[0]);
	ao_page_release(&page[1]);
	return same;
}

START_TEST(as_it_was_meant)
{
	ck_assert_msg(is_seen(1), "%d %s at %g/%g", difference.type,
		      difference.what, difference.x, difference.y);
}
END_TEST

START_TEST(the_strip_is_where_it_was_asked_for)
{
	struct ao_reading_order order = read_order(0);
	struct ao_page page[2];
	struct ao_read_page read;
	struct ao_error err = {0};
	struct ao_reading *r;

	for (int i = 0; i < 2; i++)
		ao_page_init(&page[i], 210, 297);
	read_draw(NULL, page, 2);
	order.strip = (struct ao_read_area){1.5, 101.75, 16, 80.5};
	r = ao_reading_open(&order, &err);
	ck_assert(r && ao_reading_next(r, &read, &err));
	ck_assert_double_eq(read.strip.pixels, 2);
	ck_assert_double_eq(read.strip.x, 1.5);
	ck_assert_double_eq(read.strip.y, 101.5);
	ck_assert_uint_eq(read.strip.width, 32);
	ck_assert_uint_eq(read.strip.height, 162);
	for (unsigned i = 0; i < 32 * 162; i++)
		ck_assert_uint_eq(read.strip.shade[i], 255);
	/* Behind it. */
	ck_assert(ao_reading_next(r, &read, &err));
	ck_assert_double_eq(read.strip.x, 192.5);
	/* The paper's width is written to 1/100 pt. */
	ck_assert(read.strip.width == 32 || read.strip.width == 33);
	ao_reading_close(r);
	/* Over the edges of the page. */
	order.strip = (struct ao_read_area){200, 290, 30, 30};
	r = ao_reading_open(&order, &err);
	ck_assert(r && ao_reading_next(r, &read, &err));
	ck_assert(read.strip.width == 20 || read.strip.width == 21);
	ck_assert(read.strip.height == 14 || read.strip.height == 15);
	ao_reading_close(r);
	/* Nobody asked: nothing came, and nothing can be compared. */
	r = read_open(0);
	ck_assert(ao_reading_next(r, &read, &err));
	ck_assert_uint_eq(read.strip.width, 0);
	ck_assert(!ao_compare_strip(&meant, &read.strip, &difference));
	ck_assert_int_eq(difference.type, AO_DIFFERS_AREA);
	ao_reading_close(r);
	for (int i = 0; i < 2; i++)
		ao_page_release(&page[i]);
}
END_TEST

/* One thing is done to the i-th mark of the six that are drawn. */
static const struct {
	const char *why;
	size_t i;
	double x, y, w, h; /* added */
	unsigned char shade;
	bool gone, good;
} changed[] = {
	{"gone: start", .i = 0, .gone = true},
	{"gone: last", .i = 2, .gone = true},
	{"gone: parity", .i = 5, .gone = true},
	{"a tenth of a millimetre too low", .i = 3, .y = 0.1},
	{"too high", .i = 3, .y = -0.1},
	{"half a millimetre to the right", .i = 4, .x = 0.5},
	{"too short", .i = 1, .w = -0.5},
	{"too thin", .i = 1, .h = -0.1},
	{"too thick", .i = 1, .h = 0.1},
	{"not solid: dark gray", .i = 2, .shade = 0x50},
	{"white on white", .i = 2, .shade = 0xff},
	{"as exact as anybody prints", .i = 3, .y = 0.04, .good = true},
};

START_TEST(a_mark_that_is_not_as_it_was_meant)
{
	struct ao_mark *m = &drawn.mark[changed[_i].i];
	const char *what = m->name;
	bool good;

	m->x += changed[_i].x;
	m->y += changed[_i].y;
	m->w += changed[_i].w;
	m->h += changed[_i].h;
	m->color = (struct ao_color){changed[_i].shade, changed[_i].shade,
				     changed[_i].shade};
	if (changed[_i].gone)
		m->w = m->h = 0.001;
	good = is_seen(1);
	ck_assert_msg(good == changed[_i].good, "%s", changed[_i].why);
	if (good)
		return;
	ck_assert_int_eq(difference.type, AO_DIFFERS_AREA);
	ck_assert_str_eq(difference.what, what);
	ck_assert_double_eq_tol(difference.y,
				meant.mark[changed[_i].i].y + 0.25, 0.8);
}
END_TEST

/* What else is put into the strip, on a front. */
static void finds_stray(double x, double y)
{
	struct ao_buf text = {0};

	ck_assert(!is_seen(1));
	ck_assert_int_eq(difference.type, AO_DIFFERS_STRAY);
	ck_assert_double_eq_tol(difference.x, x, 1);
	ck_assert_double_eq_tol(difference.y, y, 2);
	ao_difference_tell(&difference, &text);
	ck_assert_ptr_nonnull(strstr(text.s, "where the inserter reads"));
	ao_buf_release(&text);
}

START_TEST(a_mark_too_many)
{
	struct ao_mark more = drawn.mark[0];

	more.y = row->y + 5 * row->step - row->thickness / 2;
	ao_page_add(&drawn, more);
	finds_stray(4.75, 142);
}
END_TEST

START_TEST(something_else_there)
{
	ao_page_add(&drawn, (struct ao_mark){.type = AO_MARK_RULE,
					     .x = 16,
					     .y = 110,
					     .h = 5,
					     .line = 0.2,
					     .color = {0x7a, 0x8c, 0xa3}});
	finds_stray(16, 110);
}
END_TEST

START_TEST(behind_the_marks)
{
	struct ao_mark m = {.type = AO_MARK_FILL,
			    .x = 195,
			    .y = 130,
			    .w = 3,
			    .h = 3,
			    .filled = true};

	/* A back shows nothing where the strip lies behind. */
	ao_page_clear(&meant);
	ao_page_clear(&drawn);
	ao_page_add(&drawn, m);
	ck_assert(!is_seen(2));
	ck_assert_int_eq(difference.type, AO_DIFFERS_STRAY);
	ao_page_clear(&drawn);
	m.x = 6;
	ao_page_add(&drawn, m);
	ck_assert(is_seen(2));
}
END_TEST

START_TEST(what_is_told)
{
	struct ao_buf text = {0};

	drawn.mark[3].w = drawn.mark[3].h = 0.001;
	ck_assert(!is_seen(1));
	ao_difference_tell(&difference, &text);
	ck_assert_str_eq(text.s, "omr sequence_1: the mark is not there, or "
				 "not as it was meant, at 4.8/133.8 mm");
	ao_buf_release(&text);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, as_it_was_meant);
	tcase_add_test(tc, the_strip_is_where_it_was_asked_for);
	tcase_add_loop_test(tc, a_mark_that_is_not_as_it_was_meant, 0,
			    (int)COUNT(changed));
	tcase_add_test(tc, a_mark_too_many);
	tcase_add_test(tc, something_else_there);
	tcase_add_test(tc, behind_the_marks);
	tcase_add_test(tc, what_is_told);
}

SUITE_MAIN("strip", fill);
