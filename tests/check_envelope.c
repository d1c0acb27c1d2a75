/* check_envelope.c - faces of envelopes that the post office takes, and those
 * that it does not, by tests/cases/envelope.tsv. */
#include "aofuto/notice/envelope.h"

#include "aofuto/base/file.h"
#include "aofuto/notice/fonts.h"
#include "support/envelope.h"
#include "support/rows.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

#define CASES TEST_DIR "/cases/"
#define NAME  "face.yaml"

static struct ao_windows *windows;
static struct ao_faces *faces;
static struct ao_error err;

static void set_up(void)
{
	windows = envelope_open();
	faces = ao_fonts_open(PROJECT_DIR "/fonts/fonts.yaml", &err);
	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
}

static void tear_down(void)
{
	ao_faces_close(faces);
	ao_windows_close(windows);
}

static struct ao_buf read_changed(const char *path, const char *find,
				  const char *put)
{
	struct ao_buf text = {0}, changed;

	ck_assert(ao_file_read(path, 1 << 20, &text, &err));
	if (!*find)
		return text;
	changed = rows_replace(text.s, find, put);
	ao_buf_release(&text);
	return changed;
}

static struct ao_bytes bytes(const struct ao_buf *b)
{
	return (struct ao_bytes){(const unsigned char *)b->s, b->n};
}

static bool check_marks(const struct ao_envelope *e, struct ao_error *got)
{
	struct ao_layout *layout = ao_layout_new(e->template, faces, got);
	struct ao_arena *arena = ao_arena_new();
	struct ao_notice_options o = {.dated_on = {2026, 12, 1},
				      .month = {2026, 12, 1}};
	struct ao_notice notice;
	struct ao_misfit misfit;
	struct ao_letter letter;
	struct ao_page page;
	bool ok;

	ao_letter_init(&letter);
	ao_page_init(&page, e->template->width, e->template->height);
	ao_notice_specimen(&notice, AO_KIND_CARD_CERT,
			   ao_kind_items(AO_KIND_CARD_CERT), &o, arena);
	ok = layout &&
	     ao_layout_letter(layout, &notice, "", &letter, &misfit, got);
	if (ok) {
		ck_assert_int_eq(misfit.type, AO_FITS);
		ao_envelope_put(&letter, !e->window, &page);
		ok = ao_envelope_check_marks(e, &page, got);
	}
	ao_page_release(&page);
	ao_letter_release(&letter);
	ao_layout_free(layout);
	ao_arena_free(arena);
	return ok;
}

/* Everything that stands between a file and a printed face. */
static bool is_good(const struct ao_buf *face, const struct ao_buf *facts,
		    const char *window, struct ao_error *got)
{
	struct ao_envelope e = {0};
	struct ao_template *t;
	struct ao_city *city;
	bool ok;

	city = ao_city_open_text("city.yaml", bytes(facts), &err);
	ck_assert_msg(city != NULL, "%s: %s", err.where, err.text);
	if (strcmp(window, AO_NO_WINDOW) != 0)
		e.window = envelope_find(windows, window);
	t = ao_template_open_text(NAME, bytes(face), city, got);
	e.template = t;
	e.city = city;
	ok = t && ao_envelope_check_form(&e, got) && check_marks(&e, got);
	ao_template_close(t);
	ao_city_close(city);
	return ok;
}

/* The line of the text that a message names has these words in it. */
static void on_line(const struct ao_buf *face, const char *where,
		    const char *words, const char *why)
{
	const char *line = face->s, *end;
	unsigned number;
	struct ao_buf one = {0};

	ck_assert_msg(sscanf(where, NAME ":%u:", &number) == 1, "%s: at %s",
		      why, where);
	while (--number)
		line = strchr(line, '\n') + 1;
	end = strchr(line, '\n');
	ao_buf_add(&one, line, (size_t)(end - line));
	ck_assert_msg(strstr(one.s, words) != NULL, "%s: line \"%s\"", why,
		      one.s);
	ao_buf_release(&one);
}

static void one_face(char *line, const void *data)
{
	const char *base = rows_field(&line), *window = rows_field(&line);
	const char *fact = rows_field(&line), *fact_now = rows_field(&line);
	const char *find = rows_field(&line), *put = rows_field(&line);
	const char *blamed = rows_field(&line), *words = rows_field(&line);
	const char *why = line;
	struct ao_buf facts = read_changed(PROJECT_DIR "/templates/city.yaml",
					   fact, fact_now);
	struct ao_buf face =
		read_changed(strcmp(base, "shipped")
				     ? CASES "envelope_upright.yaml"
				     : PROJECT_DIR "/templates/envelope.yaml",
			     find, put);
	struct ao_error got = {0};
	bool good = is_good(&face, &facts, window, &got);

	(void)data;
	if (!strcmp(words, "-")) {
		ck_assert_msg(good, "%s: refused: %s: %s", why, got.where,
			      got.text);
	} else {
		ck_assert_msg(!good, "%s: accepted", why);
		ck_assert_int_eq(got.status, AO_INPUT);
		ck_assert_msg(strstr(got.text, words) != NULL, "%s: \"%s\"",
			      why, got.text);
		ck_assert_msg(!strncmp(got.where, NAME, strlen(NAME)),
			      "%s: at \"%s\"", why, got.where);
		if (*blamed)
			on_line(&face, got.where, blamed, why);
	}
	ao_buf_release(&face);
	ao_buf_release(&facts);
}

START_TEST(every_face)
{
	ck_assert_uint_ge(rows_each(CASES "envelope.tsv", one_face, NULL), 55);
}
END_TEST

/* A face that is not addressed has nothing of the items with a field, not even
 * the words around it. */
START_TEST(without_an_address)
{
	struct ao_city *city =
		ao_city_open(PROJECT_DIR "/templates/city.yaml", &err);
	struct ao_template *t = ao_template_open(
		PROJECT_DIR "/templates/envelope.yaml", city, &err);
	struct ao_layout *layout = ao_layout_new(t, faces, &err);
	struct ao_arena *arena = ao_arena_new();
	struct ao_notice_options o = {.dated_on = {2026, 12, 1},
				      .month = {2026, 12, 1}};
	struct ao_page page[2];
	struct ao_notice notice;
	struct ao_misfit misfit;
	struct ao_letter letter;

	ck_assert_msg(layout != NULL, "%s: %s", err.where, err.text);
	ao_letter_init(&letter);
	ao_notice_specimen(&notice, AO_KIND_CARD_ONLY,
			   ao_kind_items(AO_KIND_CARD_ONLY), &o, arena);
	ck_assert(
		ao_layout_letter(layout, &notice, "", &letter, &misfit, &err));
	for (int addressed = 0; addressed < 2; addressed++) {
		struct ao_page *p = &page[addressed];
		bool name = false, mark = false, sender = false;

		ao_page_init(p, t->width, t->height);
		ao_envelope_put(&letter, addressed, p);
		for (size_t i = 0; i < p->n; i++) {
			const char *s = p->mark[i].s ? p->mark[i].s : "";

			name |= strstr(s, "花子") != NULL;
			mark |= strstr(s, "〒9") || strstr(s, "様") ||
				!strcmp(s, "〒");
			sender |= strstr(s, "04-2998-9087") != NULL;
		}
		ck_assert_int_eq(name, addressed);
		ck_assert_int_eq(mark, addressed);
		ck_assert(sender);
		ao_page_release(p);
	}
	ao_letter_release(&letter);
	ao_arena_free(arena);
	ao_layout_free(layout);
	ao_template_close(t);
	ao_city_close(city);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, every_face);
	tcase_add_test(tc, without_an_address);
}

SUITE_MAIN("envelope", fill);
