/* check_breach.c - who is let into the window: boxes, pages, templates. */
#include "aofuto/base/file.h"
#include "aofuto/notice/city.h"
#include "aofuto/notice/window.h"
#include "support/envelope.h"
#include "support/rows.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define CASES     TEST_DIR "/cases/"
#define NOTICE    CASES "window_notice.yaml"
#define MM_PER_PT (25.4 / 72)

static struct ao_windows *windows;
static struct ao_error err;
static const char *path;

static void set_up(void)
{
	memset(&err, 0, sizeof(err));
	windows = envelope_open();
	path = scratch_new();
}

static void tear_down(void)
{
	ao_windows_close(windows);
	scratch_remove();
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

/* --- the shipped template, changed --------------------------------------- */

static bool check(const char *text, const char *window)
{
	struct ao_city *city =
		ao_city_open(PROJECT_DIR "/templates/city.yaml", &err);
	struct ao_template *t;
	bool good;

	scratch_write(text);
	t = ao_template_open(path, city, &err);
	ck_assert_msg(t != NULL, "%s: %s", err.where, err.text);
	good = ao_window_check(envelope_find(windows, window), t, &err);
	ao_template_close(t);
	ao_city_close(city);
	return good;
}

#define ADDRESS "box: [22, 18, 69, 28]"
#define NARROW  "box: [22, 18, 59, 28]"
#define SEQ     "box: [69, 18.6, 22, 4]"
#define NAME    "{text: \"{name}　様\", before: 1}"
#define AND(s)  NAME "\n            - " s

#define SENDER "      - name: sender\n"
#define BARS(box, window)                                                      \
	"      - name: barcode\n" window "        box: " box "\n"              \
	"        barcode: customer_barcode\n"
#define IN_WINDOW "        window: true\n"

static const struct {
	const char *window;
	const char *change[3][2]; /* find, put */
	const char *at;           /* the item's first line; NULL: the file */
	const char *words;        /* NULL: good */
} templates[] = {
	{"90x45", {{NULL}}, NULL, NULL},
	{"90x55", {{NULL}}, NULL, NULL},
	{"80x45",
	 {{NULL}},
	 "- name: address",
	 "address: 10.0 mm of this box on the right can slip out of the window "
	 "80x45, which always shows only [22, 18, 59, 28]; make it [22, 18, "
	 "59, 28]"},
	{"80x45",
	 {{ADDRESS, NARROW}},
	 "- name: sequence",
	 "10.0 mm of this box on the right"},
	{"80x45",
	 {{ADDRESS, NARROW}, {SEQ, "box: [59, 18.6, 22, 4]"}},
	 NULL,
	 NULL},
	{"90x45",
	 {{ADDRESS, ADDRESS "\n        when: [CARD]"}},
	 NULL,
	 "no item with `window: true` shows {name} in every letter"},
	{"90x45",
	 {{"        window: true\n", ""}},
	 "- name: address",
	 "address: it names {name} and has no `window: true`, and 45.0 mm"},
	/* The barcode, with the blank in its box. */
	{"90x45",
	 {{SENDER, BARS("[22, 39.2, 65.8, 6.8]", IN_WINDOW) SENDER}},
	 NULL,
	 NULL},
	{"90x45",
	 {{SENDER, BARS("[22, 39.5, 65.8, 6.8]", IN_WINDOW) SENDER}},
	 "- name: barcode",
	 "barcode: 0.3 mm of this box at the bottom can slip out of the window "
	 "90x45"},
	{"90x45",
	 {{SENDER, BARS("[25.5, 39.2, 65.8, 6.8]", IN_WINDOW) SENDER}},
	 "- name: barcode",
	 "barcode: 0.3 mm of this box on the right"},
	{"90x55",
	 {{SENDER, BARS("[22, 49.2, 65.8, 6.8]", IN_WINDOW) SENDER}},
	 NULL,
	 NULL},
	{"80x45",
	 {{ADDRESS, NARROW},
	  {SEQ, "box: [59, 18.6, 22, 4]"},
	  {SENDER, BARS("[22, 39.2, 65.8, 6.8]", IN_WINDOW) SENDER}},
	 "- name: barcode",
	 "with its blank a barcode of 8 pt needs 65.72 by 6.79 mm there"},
	{"90x45",
	 {{SENDER, BARS("[22, 39.2, 65.8, 6.8]", "") SENDER}},
	 "- name: barcode",
	 "it names {customer_barcode} and has no `window: true`, and 23.8 mm"},
	{"90x45",
	 {{SENDER, BARS("[22, 62.5, 65.8, 6.8]", "") SENDER}},
	 "- name: barcode",
	 "0.5 mm of it can come into the window 90x45; move it below y = 63"},
	{"90x45",
	 {{SENDER, BARS("[22, 63, 65.8, 6.8]", "") SENDER}},
	 NULL,
	 NULL},
	{"90x45",
	 {{SENDER, BARS("[22, 39.2, 65.8, 6.8]", IN_WINDOW)
			   BARS("[22, 30.2, 65.8, 6.8]", IN_WINDOW) SENDER}},
	 "- name: barcode\n        window: true\n        box: [22, 30.2",
	 "{customer_barcode} would stand in the window 2 times"},
	{"90x45",
	 {{NAME, "{text: 様}"}},
	 NULL,
	 "the page \"front\" comes first, and no item with `window: true` "
	 "shows {name}"},
	{"90x45",
	 {{"\"{building}\"", "方書"}},
	 NULL,
	 "shows {building} in every letter"},
	{"90x45",
	 {{NAME, AND("{text: \"{name}\"}")}},
	 "- name: address",
	 "{name} would stand in the window 2 times"},
	{"90x45",
	 {{"\"{sequence}\"", "\"{postal_code}\""}},
	 "- name: sequence",
	 "sequence: {postal_code} would stand in the window 2 times"},
	{"90x45",
	 {{NAME, "{text: \"{name}\", when: [CARD]}\n            - {text: "
		 "\"{name}\", when: [\"!CARD\"]}"}},
	 NULL,
	 NULL},
	{"90x45",
	 {{NAME, "table: {widths: [69], style: body, rows: [{when: [CARD], "
		 "cells: [{text: \"{name}\"}]}, {when: [\"!CARD\"], cells: "
		 "[{text: \"{name}\"}]}]}"}},
	 NULL,
	 NULL},
	{"90x45", {{NAME, AND("{text: \"{name_kana}\"}")}}, NULL, NULL},
	{"90x45",
	 {{NAME, AND("{text: \"{birth_date}\", when: [CARD_ONLY]}")}},
	 "- name: address",
	 "address: {birth_date} is private, and 45.0 mm of it can come into "
	 "the window 90x45; move it below y = 63"},
	{"90x45",
	 {{"box: [112, 18, 80, 30]", "box: [110, 18, 80, 30]"}},
	 NULL,
	 NULL},
	{"90x45",
	 {{"box: [112, 18, 80, 30]", "box: [110, 18, 80, 30]"},
	  {"{dated_on}", "{expires_on:iso}"}},
	 "- name: sender",
	 "sender: {expires_on} is private, and 2.0 mm of it can come into the "
	 "window 90x45; move it to the right of x = 112"},
	{"90x45",
	 {{"box: [18, 117.5, 174, 40]", "box: [18, 50, 174, 40]"}},
	 "- name: dates",
	 "dates: {card_expires_on} is private"},
	{"90x45",
	 {{"box: [151, 205.5, 37, 37]\n        qr:",
	   "box: [20, 50, 37, 37]\n        qr:"}},
	 "- name: qr",
	 "qr: the QR code is private, and 13.0 mm of it can come into the "
	 "window 90x45; move it below y = 63"},
	{"90x45",
	 {{"box: [18, 13, 174, 11]", "box: [20, 20, 60, 20]"},
	  {"text: 裏面", "text: \"{birth_date} {name}\""}},
	 NULL,
	 NULL},
	{"90x45",
	 {{"folds: [99, 198]", "folds: [105, 201]"}},
	 NULL,
	 "the first of the folds is at 105 mm, and that of the window 90x45 "
	 "at 99 mm"},
	{"90x45", {{"folds: [99, 198]", "folds: []"}}, NULL, NULL},
	{"90x45",
	 {{"height: 297", "height: 300"}},
	 NULL,
	 "the paper is 210 by 300 mm, and the window 90x45 is for 210 by 297 "
	 "mm"},
	/* Whatever comes first: here the back, for one of the kinds. */
	{"90x45",
	 {{"  - name: front\n", "  - name: front\n    when: [CERT]\n"}},
	 NULL,
	 "the page \"back\" comes first, and no item"},
};

static unsigned line_of(const char *text, const char *at)
{
	unsigned line = 1;
	const char *end = strstr(text, at);

	ck_assert_ptr_nonnull(end);
	for (; text < end; text++)
		line += *text == '\n';
	return line;
}

START_TEST(changed_templates)
{
	struct ao_buf text = {0}, old;
	char where[600];
	bool good;

	ck_assert(ao_file_read(NOTICE, 1 << 20, &text, &err));
	for (size_t i = 0; i < COUNT(templates[_i].change); i++) {
		if (!templates[_i].change[i][0])
			continue;
		old = text;
		text = rows_replace(old.s, templates[_i].change[i][0],
				    templates[_i].change[i][1]);
		ao_buf_release(&old);
	}
	good = check(text.s, templates[_i].window);
	ck_assert_msg(good == !templates[_i].words, "%s", err.text);
	if (!good) {
		snprintf(where, sizeof(where), "%s", path);
		if (templates[_i].at)
			snprintf(where, sizeof(where), "%s:%u:9", path,
				 line_of(text.s, templates[_i].at));
		ck_assert_int_eq(err.status, AO_INPUT);
		ck_assert_str_eq(err.where, where);
		ck_assert_msg(strstr(err.text, templates[_i].words) != NULL,
			      "%s", err.text);
	}
	ao_buf_release(&text);
}
END_TEST

/* The shipped template is for windows of 90 mm. */
START_TEST(shipped_template)
{
	struct ao_buf text = {0};

	ck_assert(ao_file_read(PROJECT_DIR "/templates/notice.yaml", 1 << 20,
			       &text, &err));
	ck_assert_msg(check(text.s, "90x45"), "%s: %s", err.where, err.text);
	ck_assert_msg(check(text.s, "90x55"), "%s: %s", err.where, err.text);
	ck_assert(!check(text.s, "80x45"));
	ck_assert_ptr_nonnull(
		strstr(err.text, "10.0 mm of this box on the right"));
	ao_buf_release(&text);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, boxes);
	tcase_add_test(tc, the_address_is_there);
	tcase_add_test(tc, bars_stay_in_the_window);
	tcase_add_test(tc, boxes_of_marks);
	tcase_add_test(tc, shipped_template);
	tcase_add_loop_test(tc, changed_templates, 0, (int)COUNT(templates));
}

SUITE_MAIN("breach", fill);
