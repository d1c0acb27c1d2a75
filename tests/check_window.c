/* check_window.c - envelopes, and what always and ever shows in them. */
#include "aofuto/base/file.h"
#include "aofuto/notice/window.h"
#include "support/envelope.h"
#include "support/rows.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define CASES TEST_DIR "/cases/"

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

static const struct {
	const char *name;
	struct ao_box always, ever;
} shipped[] = {
	{"80x45", {22, 18, 59, 28}, {1, 1, 101, 62}},
	{"90x45", {22, 18, 69, 28}, {1, 1, 111, 62}},
	{"90x55", {22, 18, 69, 38}, {1, 1, 111, 72}},
};

START_TEST(shipped_windows)
{
	const struct ao_window *w = envelope_find(windows, shipped[_i].name);
	char name[40];

	ck_assert_uint_eq(ao_windows_count(windows), COUNT(shipped));
	ck_assert_ptr_eq(w, ao_windows_get(windows, (size_t)_i));
	ck_assert_str_eq(w->envelope, "長形3号");
	ck_assert_double_eq_tol(w->play_x, 21, 1e-9);
	ck_assert_double_eq_tol(w->play_y, 17, 1e-9);
	snprintf(name, sizeof(name), "%gx%g", w->box.width, w->box.height);
	ck_assert_str_eq(name, w->name);
	envelope_same(ao_window_always(w), shipped[_i].always);
	envelope_same(ao_window_ever(w), shipped[_i].ever);
}
END_TEST

START_TEST(measured_play)
{
	struct ao_windows *own = ao_windows_open(CASES "windows.yaml", &err);
	const struct ao_window *w;

	ck_assert_msg(own != NULL, "%s: %s", err.where, err.text);
	w = ao_windows_get(own, 0);
	/* 15 by 11 mm of room, of which 9 by 7 are used, in its middle. */
	ck_assert_double_eq_tol(w->rest_x, 4, 1e-9);
	ck_assert_double_eq_tol(w->rest_y, 5, 1e-9);
	envelope_same(ao_window_always(w), (struct ao_box){26, 20, 79, 37});
	envelope_same(ao_window_ever(w), (struct ao_box){17, 13, 97, 51});
	w = ao_windows_get(own, 1);
	/* The inside in the face's middle. */
	ck_assert_double_eq_tol(w->inside.x, 10, 1e-9);
	ck_assert_double_eq_tol(w->inside.y, 7.5, 1e-9);
	envelope_same(ao_window_always(w), (struct ao_box){10, 12.5, 75, 40});
	envelope_same(ao_window_ever(w), (struct ao_box){5, 7.5, 85, 50});
	ao_windows_close(own);
}
END_TEST

/* --- against a sheet that is really moved -------------------------------- */

#define STEP 0.5
enum { CELLS_X = 420, CELLS_Y = 594 };

/* In half millimetres of a sheet: how many positions show each cell. */
struct shown {
	unsigned count[CELLS_Y][CELLS_X];
	unsigned positions;
};

/* Cell i of an axis lies at i * STEP on the sheet: the first one wholly at or
 * behind `from` of the window, which the sheet's edge `sheet` is away from. */
static int first_cell(double from, double sheet)
{
	double cell = ceil((from - sheet) / STEP - 1e-6);

	return cell > 0 ? (int)cell : 0;
}

static void show(struct shown *s, const struct ao_window *w, double sheet_x,
		 double sheet_y)
{
	double right = w->box.x + w->box.width - sheet_x + 1e-6;
	double bottom = w->box.y + w->box.height - sheet_y + 1e-6;

	s->positions++;
	right = fmin(right, w->paper_width + 1e-6);
	bottom = fmin(bottom, w->fold + 1e-6);
	for (int y = first_cell(w->box.y, sheet_y); (y + 1) * STEP <= bottom;
	     y++)
		for (int x = first_cell(w->box.x, sheet_x);
		     (x + 1) * STEP <= right; x++)
			s->count[y][x]++;
}

static bool within(struct ao_box b, int x, int y)
{
	return x * STEP >= b.x - 1e-6 &&
	       (x + 1) * STEP <= b.x + b.width + 1e-6 &&
	       y * STEP >= b.y - 1e-6 &&
	       (y + 1) * STEP <= b.y + b.height + 1e-6;
}

static void moved(const struct ao_window *w)
{
	struct shown *s = ao_calloc(1, sizeof(*s));
	struct ao_box always = ao_window_always(w), ever = ao_window_ever(w);

	for (int x = 0; x * STEP <= w->play_x + 1e-6; x++)
		for (int y = 0; y * STEP <= w->play_y + 1e-6; y++)
			show(s, w, w->rest_x + x * STEP, w->rest_y + y * STEP);
	for (int i = 0; i < CELLS_Y * CELLS_X; i++) {
		int x = i % CELLS_X, y = i / CELLS_X;
		unsigned n = s->count[y][x];

		if ((n == s->positions) != within(always, x, y))
			ck_abort_msg("%s: always, cell %d, %d", w->name, x, y);
		if ((n > 0) != within(ever, x, y))
			ck_abort_msg("%s: ever, cell %d, %d", w->name, x, y);
	}
	free(s);
	/* No part of either lies beside the panel. */
	ck_assert(always.x >= 0 && always.y >= 0 && ever.x >= 0 && ever.y >= 0);
	ck_assert(ever.x + ever.width <= w->paper_width + 1e-6);
	ck_assert(ever.y + ever.height <= w->fold + 1e-6);
}

/* Windows at the sheet's edges, its fold, and with little play. */
static const char edges[] =
	"format: 1\nwindows:\n"
	"- {name: corner, envelope: a, face: {width: 235, height: 120},\n"
	"   inside: {width: 231, height: 116}, box: [2, 4, 60, 40],\n"
	"   fold: 99}\n"
	"- {name: fold, envelope: a, face: {width: 235, height: 120},\n"
	"   inside: {width: 231, height: 116}, box: [150, 60, 80, 55],\n"
	"   fold: 99}\n"
	"- {name: still, envelope: a, face: {width: 215, height: 105},\n"
	"   inside: {width: 210, height: 99}, box: [20, 20, 90, 45],\n"
	"   fold: 99}\n"
	"- {name: tall, envelope: a, face: {width: 240, height: 332},\n"
	"   inside: {width: 220, height: 310}, box: [20, 20, 90, 45],\n"
	"   fold: 297}\n"
	"- {name: little, envelope: a, face: {width: 235, height: 120},\n"
	"   inside: {x: 3, y: 5, width: 228, height: 110},\n"
	"   box: [24, 20, 90, 45], fold: 99, play: {x: 4, y: 3}}\n";

START_TEST(as_a_moved_sheet)
{
	struct ao_windows *own;

	for (size_t i = 0; i < ao_windows_count(windows); i++)
		moved(ao_windows_get(windows, i));
	scratch_write(edges);
	own = ao_windows_open(path, &err);
	ck_assert_msg(own != NULL, "%s: %s", err.where, err.text);
	ck_assert_uint_eq(ao_windows_count(own), 5);
	for (size_t i = 0; i < ao_windows_count(own); i++)
		moved(ao_windows_get(own, i));
	ao_windows_close(own);
}
END_TEST

/* --- windows.yaml -------------------------------------------------------- */

static void one_fault(char *line, const void *base)
{
	char *find = rows_field(&line), *put = rows_field(&line);
	char *place = rows_field(&line), *words = rows_field(&line),
	     *why = line;
	struct ao_buf broken = rows_replace(base, find, put);
	struct ao_error got = {0};
	char where[512];

	scratch_write(broken.s);
	ao_buf_release(&broken);
	ck_assert_msg(!ao_windows_open(path, &got), "accepted: %s", why);
	snprintf(where, sizeof(where), "%s:%s", path, place);
	ck_assert_int_eq(got.status, AO_INPUT);
	ck_assert_msg(!strcmp(got.where, where), "%s: %s, not %s (%s)", why,
		      got.where, where, got.text);
	ck_assert_msg(strstr(got.text, words) != NULL, "%s: \"%s\"", why,
		      got.text);
}

START_TEST(every_fault_has_its_place)
{
	struct ao_buf base = {0};

	ck_assert(ao_file_read(CASES "windows.yaml", 1 << 20, &base, &err));
	ck_assert_uint_ge(
		rows_each(CASES "windows_errors.tsv", one_fault, base.s), 30);
	ao_buf_release(&base);
}
END_TEST

START_TEST(unknown_names)
{
	ck_assert_ptr_null(
		ao_windows_find(windows, "90X45", "a.yaml:3:9", &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_str_eq(err.where, "a.yaml:3:9");
	ck_assert_ptr_nonnull(strstr(err.text, "no window \"90X45\""));
	ck_assert_ptr_nonnull(strstr(err.text, "did you mean \"90x45\"?"));
	ck_assert_ptr_nonnull(strstr(err.text, "80x45, 90x45, 90x55"));
	err = (struct ao_error){0};
	ck_assert_ptr_null(ao_windows_find(windows, "角2", NULL, &err));
	ck_assert_ptr_null(strstr(err.text, "did you mean"));
	ck_assert_ptr_nonnull(strstr(err.text, "80x45, 90x45, 90x55"));
}
END_TEST

START_TEST(no_file)
{
	ck_assert_ptr_null(ao_windows_open("/nowhere/windows.yaml", &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ao_windows_close(NULL);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, shipped_windows, 0, (int)COUNT(shipped));
	tcase_add_test(tc, measured_play);
	tcase_add_test(tc, as_a_moved_sheet);
	tcase_add_test(tc, every_fault_has_its_place);
	tcase_add_test(tc, unknown_names);
	tcase_add_test(tc, no_file);
}

SUITE_MAIN("window", fill);
