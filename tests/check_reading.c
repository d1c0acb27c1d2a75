/* check_reading.c - what the independent reader sees. */
#include "support/readable.h"
#include "support/suite.h"

#include <math.h>
#include <string.h>

#define VS(n) "\xF3\xA0\x84" n /* U+E0100 and on: "\x80", "\x81", ... */

static void add_turned(struct ao_page *page)
{
	const struct ao_mark m = {.type = AO_MARK_TEXT,
				  .face = PAPER_BOLD,
				  .color = {228, 238, 247},
				  .x = 60,
				  .y = 200,
				  .size = 60,
				  .spacing = 10,
				  .angle = 35,
				  .s = "見本"};

	ao_page_add(page, m);
}

static struct ao_read_page next(struct ao_reading *r)
{
	struct ao_read_page page;
	struct ao_error err = {0};

	ck_assert_msg(ao_reading_next(r, &page, &err), "%s: %s", err.where,
		      err.text);
	return page;
}

/* The signs of `s` that stand within half a millimetre of this baseline box,
 * in the order of the page, as UTF-8. */
static void row_is(const struct ao_read_page *page, double y, const char *s)
{
	struct ao_buf row = {0};

	ao_buf_adds(&row, "");
	for (size_t i = 0; i < page->signs; i++) {
		const struct ao_read_sign *sign = &page->sign[i];

		if (sign->y < y && sign->y + sign->height > y)
			ao_buf_add_utf8(&row, sign->code_point);
	}
	ck_assert_str_eq(row.s, s);
	ao_buf_release(&row);
}

/* Rare characters, variation sequences, and one glyph for two code points. */
static const char *const names[] = {
	"𠮷田髙橋山﨑",
	"葛" VS("\x82") "葛城",
	"邉" VS("\x8F") "邊" VS("\x88") "辻" VS("\x82"),
	"か゚き゚神",
	"NGUYENVANA",
};

START_TEST(signs_come_back)
{
	struct ao_page fixed, page;
	struct ao_reading *r;
	struct ao_read_page read;

	read_file_named("signs.pdf");
	ao_page_init(&fixed, 210, 297);
	ao_page_init(&page, 210, 297);
	paper_text(&fixed, PAPER_BODY, "所沢市　長 様");
	add_turned(&fixed);
	paper_text(&page, PAPER_BODY, "");
	for (size_t i = 0; i < COUNT(names); i++)
		paper_text(&page, PAPER_IPAMJ, names[i]);
	read_draw(&fixed, &page, 1);
	r = read_open(0);
	ck_assert_uint_eq(ao_reading_pages(r), 1);
	read = next(r);
	ck_assert(fabs(read.width - 210) < .01 && read.height > 296.9);
	ck_assert_str_eq(read.label, "001-0001 1/2");
	row_is(&read, 18, "所沢市長様");
	for (size_t i = 0; i < COUNT(names); i++)
		row_is(&read, 27 + 9 * (double)i, names[i]);
	ck_assert_uint_eq(read.codes, 0);
	ao_reading_close(r);
	ao_page_release(&fixed);
	ao_page_release(&page);
	paper_folder_remove();
}
END_TEST

/* 16 pt from 20 mm: five full widths of 5.64 mm each. */
START_TEST(signs_stand_where_they_were_put)
{
	struct ao_page page;
	struct ao_reading *r;
	struct ao_read_page read;
	double em = 16 * 25.4 / 72;

	read_file_named("place.pdf");
	ao_page_init(&page, 210, 297);
	paper_text(&page, PAPER_MINCHO, "東所沢本郷");
	add_turned(&page);
	read_draw(NULL, &page, 1);
	r = read_open(0);
	read = next(r);
	ck_assert_uint_eq(read.signs, 7);
	for (int i = 0; i < 7; i++) {
		const struct ao_read_sign *s = &read.sign[i];

		if (s->height > 10) { /* 見本, 35 degrees */
			ck_assert(s->x > 40 && s->x + s->width < 110);
			ck_assert(s->y > 150 && s->y + s->height < 205);
			continue;
		}
		ck_assert(fabs(s->width - em) < .01);
		ck_assert(fabs(remainder(s->x - 20, em)) < .01);
		ck_assert(s->y < 20 && s->y + s->height > 20);
	}
	ao_reading_close(r);
	ao_page_release(&page);
	paper_folder_remove();
}
END_TEST

START_TEST(codes_are_read_both_ways)
{
	struct ao_reading *r;
	struct ao_read_page read;
	size_t first;

	read_file_named("codes.pdf");
	read_draw_codes(1);
	r = read_open(1);
	read = next(r);
	ck_assert_uint_eq(read.codes, 2);
	first = read.code[0].x > 100 ? 0 : 1;
	ck_assert_str_eq(read.code[first].bitmap, ADDRESS);
	ck_assert_str_eq(read.code[first].raster, ADDRESS);
	ck_assert_str_eq(read.code[!first].bitmap, OTHER);
	ck_assert_str_eq(read.code[!first].raster, OTHER);
	/* 33 modules and a quiet zone of 4; poppler tells the box in whole
	 * points. */
	ck_assert(fabs(read.code[first].x - 150 - 26 * 4 / 41.) < .36);
	ck_assert(fabs(read.code[first].y - 230 - 26 * 4 / 41.) < .36);
	ck_assert(fabs(read.code[first].width - 26 * 33 / 41.) < .36);
	ck_assert(fabs(read.code[first].height - 26 * 33 / 41.) < .36);
	ao_reading_close(r);
	paper_folder_remove();
}
END_TEST

static void rastered_are(unsigned every, const char *want)
{
	struct ao_reading *r = read_open(every);
	char got[32] = "";

	for (unsigned long i = ao_reading_pages(r); i > 0; i--) {
		const struct ao_read_page read = next(r);

		for (size_t k = 0; k < read.codes; k++) {
			const struct ao_read_code *c = &read.code[k];

			strcat(got, c->rastered ? "x" : "-");
			ck_assert((c->raster != NULL) == c->rastered);
		}
	}
	ck_assert_str_eq(got, want);
	ao_reading_close(r);
}

/* First, last, and each nth; 7 codes on 6 pages. */
START_TEST(a_sample_is_rastered)
{
	read_file_named("sample.pdf");
	read_draw_codes(6);
	rastered_are(0, "-------");
	rastered_are(1, "xxxxxxx");
	rastered_are(2, "x-x-x-x");
	rastered_are(4, "x---x-x");
	rastered_are(100, "x-----x");
	paper_folder_remove();
}
END_TEST

/* The bitmap lies under a white area: its own pixels are right, paper is
 * not. */
START_TEST(a_covered_code_is_seen_by_the_raster)
{
	struct ao_page page;
	struct ao_reading *r;
	struct ao_read_page read;
	const struct ao_mark white = {.type = AO_MARK_FILL,
				      .x = 155,
				      .y = 235,
				      .w = 18,
				      .h = 15,
				      .filled = true,
				      .color = {255, 255, 255}};

	read_file_named("covered.pdf");
	ao_page_init(&page, 210, 297);
	read_add_qr(&page, 150, 230, ADDRESS);
	ao_page_add(&page, white);
	read_draw(NULL, &page, 1);
	r = read_open(1);
	read = next(r);
	ck_assert_uint_eq(read.codes, 1);
	ck_assert(read.code[0].rastered);
	ck_assert_ptr_null(read.code[0].raster);
	ck_assert_str_eq(read.code[0].bitmap, ADDRESS);
	ao_reading_close(r);
	ao_page_release(&page);
	paper_folder_remove();
}
END_TEST

START_TEST(the_very_bytes)
{
	struct ao_reading *r;
	struct ao_error err = {0};
	struct ao_buf bytes = {0};
	char sha256[AO_SHA256_HEX];

	read_file_named("bytes.pdf");
	read_draw_codes(2);
	ck_assert(ao_file_read(read_path(), 1 << 24, &bytes, &err));
	ao_sha256(bytes.s, bytes.n, sha256);
	r = read_open(0);
	ck_assert_str_eq(ao_reading_sha256(r), sha256);
	ao_reading_close(r); /* before a page was asked for */
	ao_buf_release(&bytes);
	paper_folder_remove();
}
END_TEST

START_TEST(one_page_too_many)
{
	struct ao_reading *r;
	struct ao_read_page page;
	struct ao_error err = {0};

	read_file_named("more.pdf");
	read_draw_codes(1);
	r = read_open(0);
	next(r);
	ck_assert(!ao_reading_next(r, &page, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ao_reading_close(r);
	paper_folder_remove();
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, signs_come_back);
	tcase_add_test(tc, signs_stand_where_they_were_put);
	tcase_add_test(tc, codes_are_read_both_ways);
	tcase_add_test(tc, a_sample_is_rastered);
	tcase_add_test(tc, a_covered_code_is_seen_by_the_raster);
	tcase_add_test(tc, the_very_bytes);
	tcase_add_test(tc, one_page_too_many);
}
SUITE_MAIN("reading", fill);
