/* check_omr.c - inserter marks: the rows of omr.yaml, which mark stands on
 * which sheet, and what of a template may not stand near them. */
#include "aofuto/base/file.h"
#include "aofuto/notice/city.h"
#include "aofuto/notice/omr.h"
#include "support/envelope.h"
#include "support/rows.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define CASES     TEST_DIR "/cases/"
#define TEMPLATES PROJECT_DIR "/templates/"

static struct ao_omrs *shipped, *own;
static struct ao_windows *windows;
static struct ao_city *city;
static struct ao_error err;
static const char *path;

static struct ao_omrs *open_good(const char *file)
{
	struct ao_omrs *all = ao_omrs_open(file, &err);

	ck_assert_msg(all != NULL, "%s: %s", err.where, err.text);
	return all;
}

static void set_up(void)
{
	memset(&err, 0, sizeof(err));
	shipped = open_good(TEMPLATES "omr.yaml");
	own = open_good(CASES "omr.yaml");
	windows = envelope_open();
	city = ao_city_open(TEMPLATES "city.yaml", &err);
	ck_assert_ptr_nonnull(city);
	path = scratch_new();
}

static void tear_down(void)
{
	ao_city_close(city);
	ao_windows_close(windows);
	ao_omrs_close(own);
	ao_omrs_close(shipped);
	scratch_remove();
}

static const struct ao_omr *row_named(const char *name)
{
	struct ao_error none = {0};
	const struct ao_omr *o = ao_omrs_find(shipped, name, NULL, &none);

	if (!o)
		o = ao_omrs_find(own, name, NULL, &err);
	ck_assert_msg(o != NULL, "%s", err.text);
	return o;
}

/* --- which marks, and where ---------------------------------------------- */

static unsigned long count(char **line)
{
	return (unsigned long)rows_number(line);
}

static unsigned feeds_of(const char *digits)
{
	unsigned feeds = 0;

	for (; *digits; digits++)
		if (*digits != '-')
			feeds |= 1u << (*digits - '1');
	return feeds;
}

/* A solid black bar where the i-th of the row belongs. */
static void stands(const struct ao_omr *o, const struct ao_mark *m, size_t i)
{
	ck_assert_int_eq(m->type, AO_MARK_FILL);
	ck_assert(m->filled && m->line == 0 && m->radius == 0);
	ck_assert(!m->color.red && !m->color.green && !m->color.blue);
	ck_assert_double_eq_tol(m->x, o->x, 1e-9);
	ck_assert_double_eq_tol(m->w, o->length, 1e-9);
	ck_assert_double_eq_tol(m->h, o->thickness, 1e-9);
	ck_assert_double_eq_tol(m->y + m->h / 2, o->y + (double)i * o->step,
				1e-9);
}

static void one_pattern(char *line, const void *data)
{
	const struct ao_omr *o = row_named(rows_field(&line));
	struct ao_omr_place p = {.sheet = (unsigned)count(&line),
				 .sheets = (unsigned)count(&line),
				 .letter = count(&line),
				 .paper = count(&line),
				 .feeds = feeds_of(rows_field(&line))};
	const char *want = rows_field(&line), *why = line;
	struct ao_buf got = {0};
	struct ao_page page;
	size_t i = 0;

	(void)data;
	ao_buf_adds(&got, "");
	ao_page_init(&page, o->paper_width, o->paper_height);
	ao_omr_put(o, &p, &page);
	for (size_t m = 0; m < page.n; m++) {
		const char *name = page.mark[m].name;

		ck_assert(strncmp(name, "omr ", 4) == 0);
		ao_buf_addf(&got, "%s%s", m ? " " : "", name + 4);
		while (strcmp(ao_omr_name(o->order[i]), name + 4) != 0)
			i++;
		stands(o, &page.mark[m], i);
	}
	ck_assert_msg(strcmp(got.s, want) == 0, "%s: %s, not %s", why, got.s,
		      want);
	ao_buf_release(&got);
	ao_page_release(&page);
}

START_TEST(patterns)
{
	ck_assert_uint_ge(rows_each(CASES "omr.tsv", one_pattern, NULL), 20);
}
END_TEST

/* Every sheet of a volume: the sum is even, and a sheet that is taken out, or
 * there twice, shows in the numbers. */
START_TEST(a_volume)
{
	const struct ao_omr *o = row_named("generic");
	struct ao_omr_place p = {.sheets = 1};
	bool on[AO_OMR_MOST];

	for (p.letter = 0; p.letter < 500; p.letter++) {
		unsigned n = 0, number = 0;

		p.sheets = 1 + (unsigned)(p.letter % 3);
		p.feeds = (unsigned)(p.letter % 16);
		for (p.sheet = 1; p.sheet <= p.sheets; p.sheet++, p.paper++) {
			n = number = 0;
			ao_omr_pattern(o, &p, on);
			for (size_t i = 0; i < o->marks; i++)
				n += on[i];
			for (unsigned b = 0; b < 3; b++)
				number |= (unsigned)on[3 + b] << b;
			ck_assert_uint_eq(n % 2, 0);
			ck_assert_uint_eq(number, p.letter % 8);
			ck_assert(on[0] && on[1]);
			ck_assert_int_eq(on[2], p.sheet == p.sheets);
		}
	}
}
END_TEST

START_TEST(places)
{
	const struct ao_omr *generic = row_named("generic");
	const struct ao_omr *other = row_named("city");

	envelope_same(ao_omr_row(generic),
		      (struct ao_box){4.5, 121.75, 10, 40.5});
	envelope_same(ao_omr_zone(generic, false),
		      (struct ao_box){1.5, 101.75, 16, 80.5});
	envelope_same(ao_omr_zone(generic, true),
		      (struct ao_box){192.5, 101.75, 16, 80.5});
	/* From the right edge and upwards. */
	envelope_same(ao_omr_row(other), (struct ao_box){192, 199.7, 12, 50.6});
	envelope_same(ao_omr_zone(other, true),
		      (struct ao_box){3, 179.7, 18, 90.6});
	ck_assert(ao_omr_has(other, AO_OMR_SEQUENCE_8));
	ck_assert(!ao_omr_has(generic, AO_OMR_SEQUENCE_8));
}
END_TEST

/* --- omr.yaml ------------------------------------------------------------ */

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
	ck_assert_msg(!ao_omrs_open(path, &got), "accepted: %s", why);
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

	ck_assert(ao_file_read(CASES "omr.yaml", 1 << 20, &base, &err));
	ck_assert_uint_ge(rows_each(CASES "omr_errors.tsv", one_fault, base.s),
			  40);
	ao_buf_release(&base);
}
END_TEST

/* At the limit itself a row is good. */
static const struct {
	const char *find, *put;
} limits[] = {
	{"thickness: 0.6", "thickness: 0.7"},
	{"thickness: 0.6", "thickness: 0.35"},
	{"length: 12", "length: 10"},
	{"pitch: 5", "pitch: 2.54"},
	{"pitch: 5", "pitch: 6.94"},
	{"x: 6,", "x: 3,"},
	{"x: 6,", "x: 195,"},
	{"y: 250", "y: 276.7"},
	{"y: 250", "y: 80.3"},
};

START_TEST(limits_are_good)
{
	struct ao_buf base = {0}, put;

	ck_assert(ao_file_read(CASES "omr.yaml", 1 << 20, &base, &err));
	put = rows_replace(base.s, limits[_i].find, limits[_i].put);
	scratch_write(put.s);
	ao_omrs_close(open_good(path));
	ao_buf_release(&put);
	ao_buf_release(&base);
}
END_TEST

/* Another row has another digest; another way to write it has not. */
static const struct {
	const char *find, *put;
	bool same;
} digests[] = {
	{"# Rows", "# The rows", true},
	{"machine: 市の機械", "machine: 新しい機械", true},
	{"x: 6, y: 250, edge: right", "x: 192, y: 250", true},
	{"x: 6,", "x: 6.5,", false},
	{"y: 250", "y: 249", false},
	{"length: 12", "length: 12.5", false},
	{"thickness: 0.6", "thickness: 0.5", false},
	{"pitch: 5", "pitch: 5.5", false},
	{"start, blank,", "start, safety,", false},
	{"counts: sheets", "counts: letters", false},
	{"from: 1,", "from: 2,", false},
	{"to: 10", "to: 11", false},
	{"parity: odd", "parity: even", false},
	{"parity_over: [not_last,", "parity_over: [first,", false},
	{"feeds_on: every", "feeds_on: last", false},
};

START_TEST(digest_of_what_is_printed)
{
	struct ao_buf base = {0}, put;
	struct ao_omrs *changed;
	bool same;

	ck_assert(ao_file_read(CASES "omr.yaml", 1 << 20, &base, &err));
	put = rows_replace(base.s, digests[_i].find, digests[_i].put);
	scratch_write(put.s);
	changed = open_good(path);
	same = !strcmp(ao_omrs_get(changed, 0)->digest,
		       ao_omrs_get(own, 0)->digest);
	ck_assert_msg(same == digests[_i].same, "%s", digests[_i].put);
	ck_assert_str_eq(ao_omrs_get(changed, 1)->digest,
			 ao_omrs_get(own, 1)->digest);
	ao_omrs_close(changed);
	ao_buf_release(&put);
	ao_buf_release(&base);
}
END_TEST

START_TEST(names_and_files)
{
	ck_assert_uint_eq(ao_omrs_count(shipped), 1);
	ck_assert_uint_eq(ao_omrs_count(own), 2);
	ck_assert_ptr_null(ao_omrs_find(own, "citi", "a.yaml:3:6", &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_str_eq(err.where, "a.yaml:3:6");
	ck_assert_ptr_nonnull(strstr(err.text, "did you mean \"city\"?"));
	ck_assert_ptr_nonnull(strstr(err.text, "omr.yaml"));
	err = (struct ao_error){0};
	ck_assert_ptr_null(ao_omrs_find(own, "quadient", NULL, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "city, bare"));
	err = (struct ao_error){0};
	ck_assert_ptr_null(ao_omrs_open("/nowhere/omr.yaml", &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ao_omrs_close(NULL);
}
END_TEST

/* --- against a template -------------------------------------------------- */

static bool template_takes(const char *find, const char *put,
			   const struct ao_omr *o, const struct ao_window *w)
{
	struct ao_buf base = {0}, text;
	struct ao_template *t;
	bool ok;

	ck_assert(ao_file_read(TEMPLATES "notice.yaml", 1 << 20, &base, &err));
	text = rows_replace(base.s, find, put);
	scratch_write(text.s);
	t = ao_template_open(path, city, &err);
	ck_assert_msg(t != NULL, "%s: %s", err.where, err.text);
	ok = ao_omr_check(o, t, w, &err);
	ck_assert(ok || err.status == AO_INPUT);
	ao_template_close(t);
	ao_buf_release(&text);
	ao_buf_release(&base);
	return ok;
}

START_TEST(shipped_template)
{
	for (size_t i = 0; i < ao_windows_count(windows); i++)
		ck_assert_msg(template_takes("format: 1", "format: 1",
					     row_named("generic"),
					     ao_windows_get(windows, i)),
			      "%s: %s", err.where, err.text);
	ck_assert(template_takes("format: 1", "format: 1", row_named("generic"),
				 NULL));
}
END_TEST

/* What is put into the way, and what is said of it. */
static const struct {
	const char *find, *put, *words[2];
} crowded[] = {
	{"  - name: front\n    items:\n",
	 "  - name: front\n    items:\n"
	 "      - {box: [16, 130, 40, 8], name: note, style: small, text: a}\n",
	 {"note: this stands among the inserter marks generic or in the blank "
	  "around them, by 1.5 mm",
	  "stays blank at [1.5, 101.75, 16, 80.5]"}},
	/* Under a condition, and only in the blank before the marks. */
	{"  - name: front\n    items:\n",
	 "  - name: front\n    items:\n"
	 "      - {when: [CARD_ONLY], box: [2, 96, 9, 6], style: small,\n"
	 "         text: a}\n",
	 {"this item: this stands among", "by 0.2 mm"}},
	{"  - name: front\n    items:\n",
	 "  - name: front\n    items:\n"
	 "      - {box: [17.55, 110, 9, 9], fill: {line: 0.3}}\n",
	 {"this stands among", "by 0.1 mm"}},
	{"  - name: front\n    items:\n",
	 "  - name: front\n    items:\n"
	 "      - {box: [9, 150, 0, 60], rule: {width: 0.2}}\n",
	 {"this stands among", "by 7.6 mm"}},
	{"folds: [99, 198]",
	 "folds: [99, 181.75]",
	 {"fold tick: this stands among the inserter marks", "by 0.6 mm"}},
	{"  - name: back\n    items:\n",
	 "  - name: back\n    items:\n"
	 "      - {box: [150, 140, 43, 9], name: behind, style: small,\n"
	 "         text: a}\n",
	 {"behind: this stands behind the inserter marks generic, by 0.5 mm",
	  "the back stays blank at [192.5, 101.75, 16, 80.5]"}},
	/* A form on a sheet of its own is a front. */
	{"    starts_sheet: true\n    items:\n",
	 "    starts_sheet: true\n    items:\n"
	 "      - {box: [16.5, 120, 9, 9], name: form, style: small, text: "
	 "a}\n",
	 {"form: this stands among the inserter marks", "by 1.0 mm"}},
};

START_TEST(nothing_near_the_marks)
{
	const struct ao_window *w = envelope_find(windows, "90x45");
	size_t place = strlen(path);

	ck_assert(!template_takes(crowded[_i].find, crowded[_i].put,
				  row_named("generic"), w));
	ck_assert_msg(!strncmp(err.where, path, place) &&
			      err.where[place] == ':',
		      "%s", err.where);
	for (size_t i = 0; i < COUNT(crowded[_i].words); i++)
		ck_assert_msg(strstr(err.text, crowded[_i].words[i]) != NULL,
			      "no \"%s\" in: %s", crowded[_i].words[i],
			      err.text);
}
END_TEST

/* The other half of the two: what stands there is in nobody's way. */
START_TEST(what_may_stand_there)
{
	static const char back[] =
		"  - name: back\n    items:\n"
		"      - {box: [2, 140, 12, 9], style: small, text: a}\n";
	static const char front[] =
		"  - name: front\n    items:\n"
		"      - {box: [193, 140, 12, 9], style: small, text: a}\n";
	const struct ao_window *w = envelope_find(windows, "90x45");

	ck_assert_msg(template_takes("  - name: back\n    items:\n", back,
				     row_named("generic"), w),
		      "%s: %s", err.where, err.text);
	ck_assert_msg(template_takes("  - name: front\n    items:\n", front,
				     row_named("generic"), w),
		      "%s: %s", err.where, err.text);
	/* Without the back page its own paper is blank; the form's back too. */
}
END_TEST

START_TEST(marks_in_the_window)
{
	const struct ao_window *w = envelope_find(windows, "90x55");
	struct ao_omr near = *row_named("generic");

	near.y = 72.2; /* may show down to 72 */
	near.step = 2.54;
	near.marks = 2;
	ck_assert(!template_takes("format: 1", "format: 1", &near, w));
	ck_assert_ptr_nonnull(
		strstr(err.text, "can come into the window 90x55"));
	ck_assert_ptr_nonnull(strstr(err.text, "[4.5, 71.95, 10, 3.04]"));
	near.y = 72.3;
	near.x = 120; /* and the template's lead is there */
	err = (struct ao_error){0};
	ck_assert(!template_takes("format: 1", "format: 1", &near, w));
	ck_assert_ptr_nonnull(strstr(err.text, "among the inserter marks"));
	err = (struct ao_error){0};
	ck_assert(!template_takes("format: 1", "format: 1", row_named("bare"),
				  w));
	ck_assert_ptr_nonnull(strstr(
		err.text, "the paper is 210 by 297 mm, and the inserter marks "
			  "bare are for 105 by 148 mm"));
}
END_TEST

/* Every mark's name stands in the manual. */
START_TEST(manual_is_complete)
{
	struct ao_buf manual = {0};

	ck_assert(ao_file_read(PROJECT_DIR "/docs/template.md", 1 << 20,
			       &manual, &err));
	for (int i = 0; i < AO_OMR_NAMES; i++) {
		char word[40];

		snprintf(word, sizeof(word), "`%s`",
			 ao_omr_name((enum ao_omr_name)i));
		ck_assert_msg(strstr(manual.s, word) != NULL, "%s", word);
	}
	ao_buf_release(&manual);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, patterns);
	tcase_add_test(tc, a_volume);
	tcase_add_test(tc, places);
	tcase_add_test(tc, every_fault_has_its_place);
	tcase_add_loop_test(tc, limits_are_good, 0, (int)COUNT(limits));
	tcase_add_loop_test(tc, digest_of_what_is_printed, 0,
			    (int)COUNT(digests));
	tcase_add_test(tc, names_and_files);
	tcase_add_test(tc, shipped_template);
	tcase_add_loop_test(tc, nothing_near_the_marks, 0, (int)COUNT(crowded));
	tcase_add_test(tc, what_may_stand_there);
	tcase_add_test(tc, marks_in_the_window);
	tcase_add_test(tc, manual_is_complete);
}

SUITE_MAIN("omr", fill);
