/* check_breach.c - who is let into the window: boxes and pages. */
#include "aofuto/notice/window.h"
#include "support/envelope.h"
#include "support/rows.h"
#include "support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define CASES     TEST_DIR "/cases/"
#define MM_PER_PT (25.4 / 72)

static struct ao_windows *windows;

static void set_up(void)
{
	windows = envelope_open();
}

static void tear_down(void)
{
	ao_windows_close(windows);
}

/* --- boxes, as items of a template and as marks of a page ---------------- */

struct row {
	const struct ao_window *window;
	const char *what, *words, *why;
	struct ao_box box;
	double over;
};

static struct row row_of(char *line)
{
	struct row r = {.window = envelope_find(windows, rows_field(&line)),
			.what = rows_field(&line)};

	r.box.x = rows_number(&line);
	r.box.y = rows_number(&line);
	r.box.width = rows_number(&line);
	r.box.height = rows_number(&line);
	r.over = rows_number(&line);
	r.words = rows_field(&line);
	r.why = line;
	return r;
}

static bool is(const struct row *r, const char *what)
{
	return strcmp(r->what, what) == 0;
}

static unsigned fields_of(const struct row *r)
{
	static const char *const name[] = {
#define X(id, text, type) text,
		AO_FIELD_TABLE(X)
#undef X
	};

	if (is(r, "address"))
		return AO_FIELDS_ADDRESS;
	for (size_t i = 0; i < COUNT(name); i++)
		if (is(r, name[i]))
			return 1u << i;
	ck_assert_msg(is(r, "qr"), "no such field: %s", r->what);
	return 0;
}

/* A template of an address in the window and, for another field, its item. */
struct built {
	struct ao_template template;
	struct ao_sheet sheet;
	struct ao_sheet_item item[2];
	struct ao_block block[2];
	struct ao_span span[2][AO_FIELD_COUNT];
};

static void build_item(struct built *b, size_t i, unsigned fields)
{
	struct ao_text *text = &b->block[i].text;

	text->span = b->span[i];
	for (unsigned f = 0; f < AO_FIELD_COUNT; f++)
		if (fields >> f & 1)
			b->span[i][text->spans++] =
				(struct ao_span){.type = AO_SPAN_FIELD,
						 .field = (enum ao_field)f};
	b->item[i].type = AO_ITEM_TYPE_TEXT;
	b->item[i].block = &b->block[i];
	b->item[i].blocks = 1;
	b->item[i].columns = 1;
	b->item[i].line_number = 7 + (unsigned)i;
	b->item[i].column_number = 9;
}

static void build(struct built *b, const struct row *r)
{
	static double fold = 99;

	memset(b, 0, sizeof(*b));
	b->template = (struct ao_template){.path = "a.yaml",
					   .width = 210,
					   .height = 297,
					   .fold = &fold,
					   .folds = 1,
					   .sheet = &b->sheet,
					   .sheets = 1};
	b->sheet = (struct ao_sheet){.name = "front",
				     .item = b->item,
				     .items = is(r, "address") ? 1 : 2};
	build_item(b, 0, AO_FIELDS_ADDRESS);
	b->item[0].name = "address";
	b->item[0].address_window = true;
	b->item[0].box = ao_window_always(r->window);
	if (is(r, "address")) {
		b->item[0].box = r->box;
		return;
	}
	build_item(b, 1, fields_of(r));
	b->item[1].box = r->box;
	if (is(r, "qr"))
		b->item[1].type = AO_ITEM_TYPE_QR;
}

static void as_template(const struct row *r)
{
	struct built b;
	struct ao_error got = {0};
	char text[40];
	bool good;

	build(&b, r);
	good = ao_window_check(r->window, &b.template, &got);
	ck_assert_msg(good == !(r->over > 0), "%s: %s", r->why, got.text);
	if (good)
		return;
	ck_assert_int_eq(got.status, AO_INPUT);
	ck_assert_str_eq(got.where,
			 is(r, "address") ? "a.yaml:7:9" : "a.yaml:8:9");
	snprintf(text, sizeof(text), " %.1f mm of", r->over);
	ck_assert_msg(strstr(got.text, text) != NULL, "%s: %s", r->why,
		      got.text);
	ck_assert_msg(strstr(got.text, r->words) != NULL, "%s: %s", r->why,
		      got.text);
}

/* A mark whose em box is the box. */
static struct ao_mark mark_of(struct ao_box box, unsigned fields)
{
	return (struct ao_mark){.type = AO_MARK_TEXT,
				.x = box.x,
				.y = box.y + 0.88 * box.height,
				.w = box.width,
				.size = box.height / MM_PER_PT,
				.s = "見本",
				.name = "mark",
				.fields = fields};
}

static void as_marks(const struct row *r)
{
	struct ao_page fixed, page;
	struct ao_mark m = mark_of(r->box, fields_of(r));
	struct ao_breach breach;
	bool found;

	ao_page_init(&fixed, 210, 297);
	ao_page_init(&page, 210, 297);
	if (is(r, "qr"))
		m = (struct ao_mark){.type = AO_MARK_QR,
				     .x = r->box.x,
				     .y = r->box.y,
				     .w = r->box.width,
				     .h = r->box.height,
				     .s = "x",
				     .name = "mark"};
	if (!is(r, "address"))
		ao_page_add(&page, mark_of(ao_window_always(r->window),
					   AO_FIELDS_ADDRESS));
	ao_page_add(is(r, "month") ? &fixed : &page, m);
	found = ao_window_breach(r->window, &fixed, &page, &breach);
	ck_assert_msg(found == (r->over > 0), "marks: %s", r->why);
	if (found) {
		ck_assert_str_eq(breach.name, "mark");
		ck_assert_uint_eq(breach.fields, fields_of(r));
		ck_assert_int_eq(breach.address, is(r, "address"));
		ck_assert_msg(fabs(breach.over - r->over) < 1e-6,
			      "marks: %s: %g mm", r->why, breach.over);
		envelope_same(breach.box, r->box);
	}
	ao_page_release(&fixed);
	ao_page_release(&page);
}

static void one_box(char *line, const void *data)
{
	struct row r = row_of(line);

	(void)data;
	as_template(&r);
	as_marks(&r);
}

START_TEST(boxes)
{
	ck_assert_uint_ge(rows_each(CASES "window_boxes.tsv", one_box, NULL),
			  30);
}
END_TEST

/* --- pages --------------------------------------------------------------- */

START_TEST(the_address_is_there)
{
	const struct ao_window *w = envelope_find(windows, "90x45");
	struct ao_box in = {30, 20, 20, 4}, out = {30, 120, 20, 4};
	struct ao_page page;
	struct ao_breach b;

	ao_page_init(&page, 210, 297);
	ck_assert(ao_window_breach(w, NULL, &page, &b));
	ck_assert(b.address);
	ck_assert_ptr_null(b.name);
	ck_assert_uint_eq(b.fields, AO_FIELD_BIT(NAME));
	ao_page_add(&page, mark_of(in, AO_FIELD_BIT(NAME)));
	ck_assert(ao_window_breach(w, NULL, &page, &b));
	ck_assert_uint_eq(b.fields, AO_FIELD_BIT(ADDRESS));
	/* Far from the window: the address cannot be read. */
	ao_page_add(&page, mark_of(out, AO_FIELD_BIT(ADDRESS)));
	ck_assert(ao_window_breach(w, NULL, &page, &b));
	ck_assert_str_eq(b.name, "mark");
	ck_assert_double_eq_tol(b.over, 124 - 46, 1e-6);
	/* Once more in the window: then the far one does no harm. */
	ao_page_add(&page, mark_of(in, AO_FIELD_BIT(ADDRESS)));
	ck_assert(!ao_window_breach(w, NULL, &page, &b));
	ck_assert(!ao_window_breach(w, &page, NULL, &b));
	ao_page_release(&page);
}
END_TEST

/* Bars that are pushed to the window's frame. */
START_TEST(bars_stay_in_the_window)
{
	const struct ao_window *w = envelope_find(windows, "90x45");
	struct ao_mark bars = {.type = AO_MARK_BARS,
			       .x = 22,
			       .y = 39.2,
			       .w = 65.8,
			       .h = 6.8,
			       .s = "",
			       .name = "barcode",
			       .fields = AO_FIELD_BIT(CUSTOMER_BARCODE)};
	struct ao_page page;
	struct ao_breach b;

	ao_page_init(&page, 210, 297);
	ao_page_add(&page, mark_of((struct ao_box){30, 20, 20, 4},
				   AO_FIELD_BIT(NAME) | AO_FIELD_BIT(ADDRESS)));
	ao_page_add(&page, bars);
	ck_assert(!ao_window_breach(w, NULL, &page, &b));
	page.mark[1].x = 26;
	ck_assert(ao_window_breach(w, NULL, &page, &b));
	ck_assert(b.address);
	ck_assert_str_eq(b.name, "barcode");
	ck_assert_double_eq_tol(b.over, 0.8, 1e-6);
	ao_page_release(&page);
}
END_TEST

START_TEST(boxes_of_marks)
{
	struct ao_mark rule = {
		.type = AO_MARK_RULE, .x = 30, .y = 20, .w = -10, .h = 5};
	struct ao_mark m = mark_of((struct ao_box){30, 40, 20, 4}, 0);

	envelope_same(ao_mark_box(&rule), (struct ao_box){20, 20, 10, 5});
	envelope_same(ao_mark_box(&m), (struct ao_box){30, 40, 20, 4});
	/* Upright: it runs upwards from where its baseline begins. */
	m.angle = 90;
	envelope_same(ao_mark_box(&m),
		      (struct ao_box){30 - 3.52, 43.52 - 20, 4, 20});
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, boxes);
	tcase_add_test(tc, the_address_is_there);
	tcase_add_test(tc, bars_stay_in_the_window);
	tcase_add_test(tc, boxes_of_marks);
}

SUITE_MAIN("breach", fill);
