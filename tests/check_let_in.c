/* check_let_in.c - who is let into the window by a template, as it stands in
 * its file. */
#include "aofuto/base/file.h"
#include "aofuto/notice/city.h"
#include "aofuto/notice/window.h"
#include "support/envelope.h"
#include "support/rows.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

#define NOTICE TEST_DIR "/cases/window_notice.yaml"

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
	tcase_add_test(tc, shipped_template);
	tcase_add_loop_test(tc, changed_templates, 0, (int)COUNT(templates));
}

SUITE_MAIN("let_in", fill);
