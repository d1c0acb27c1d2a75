/* check_reprint.c - a form from stored texts, and where the mark of a reprint
 * stands. What a whole reprint does is in cli/reprint.sh. */
#include "batch/reprint_inside.h"

#include "aofuto/notice/collision.h"
#include "support/suite.h"

#include <string.h>

static struct ao_buf text_of(const char *path)
{
	struct ao_error err = {0};
	struct ao_buf b = {0};

	ck_assert_msg(ao_file_read(path, 1 << 20, &b, &err), "%s", err.text);
	return b;
}

struct form {
	struct ao_settings settings;
	struct ao_buf text[AO_FORM_TEXTS];
	struct ao_kit_stored stored;
	struct ao_kit_order order;
};

static void form_init(struct form *f)
{
	static const char *const path[AO_FORM_TEXTS] = {
		[AO_FORM_TEMPLATE] = PROJECT_DIR "/templates/notice.yaml",
		[AO_FORM_CITY] = PROJECT_DIR "/templates/city.yaml",
		[AO_FORM_FONTS] = PROJECT_DIR "/fonts/fonts.yaml",
		[AO_FORM_GAIJI] = PROJECT_DIR "/fonts/gaiji.csv"};
	struct ao_error err = {0};

	*f = (struct form){.stored = {.name = "run 3",
				      .fonts_folder = PROJECT_DIR "/fonts"}};
	ck_assert(ao_settings_read(NULL, &f->settings, &err));
	for (int i = 0; i < AO_FORM_SETTINGS; i++) {
		f->text[i] = text_of(path[i]);
		f->stored.form[i] =
			(struct ao_bytes){f->text[i].s, f->text[i].n};
	}
	f->order = (struct ao_kit_order){.settings = &f->settings,
					 .as_of = {2026, 12, 1},
					 .month = {2026, 12, 1},
					 .stored = &f->stored};
}

static void form_release(struct form *f)
{
	for (int i = 0; i < AO_FORM_TEXTS; i++)
		ao_buf_release(&f->text[i]);
	ao_settings_release(&f->settings);
}

static const char *face_name(unsigned face, const void *data)
{
	return ao_face_name(data, face);
}

static void dump_letter(struct ao_kit *kit, enum ao_kind kind,
			struct ao_buf *out)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_error err = {0};
	struct ao_notice notice;
	struct ao_letter letter;
	struct ao_misfit misfit;

	ao_letter_init(&letter);
	ao_notice_specimen(&notice, kind, ao_kind_items(kind), &kit->notice,
			   arena);
	ck_assert_msg(ao_kit_letter(kit, &notice,
				    ao_kit_qr(kit, &notice, arena), &letter,
				    &misfit, &err),
		      "%s", err.text);
	ck_assert_int_eq(misfit.type, AO_FITS);
	for (size_t i = 0; i < letter.pages; i++) {
		ao_page_dump(letter.fixed[i], out, face_name, kit->faces);
		ao_page_dump(&letter.variable[i], out, face_name, kit->faces);
	}
	ao_letter_release(&letter);
	ao_arena_free(arena);
}

/* What a kit leaves out when its form is proven changes no page. */
START_TEST(stored_texts_give_the_same_pages)
{
	struct ao_kit_order plain;
	struct ao_error err = {0};
	struct ao_kit kit, other;
	struct form f;

	form_init(&f);
	plain = f.order;
	plain.stored = NULL;
	plain.data = PROJECT_DIR;
	ck_assert_msg(ao_kit_open(&kit, &f.order, &err), "%s", err.text);
	ck_assert_msg(ao_kit_open(&other, &plain, &err), "%s", err.text);
	ck_assert_str_eq(kit.sheet->digest, other.sheet->digest);
	for (int k = AO_KIND_CARD_CERT; k < AO_KIND_COUNT; k++) {
		struct ao_buf a = {0}, b = {0};

		dump_letter(&kit, (enum ao_kind)k, &a);
		dump_letter(&other, (enum ao_kind)k, &b);
		ck_assert_str_eq(a.s, b.s);
		ao_buf_release(&a);
		ao_buf_release(&b);
	}
	ao_kit_close(&other);
	ao_kit_close(&kit);
	form_release(&f);
}
END_TEST

/* A fault of a stored text is told as one of the run, not of a file. */
START_TEST(faults_name_the_run)
{
	static const char *const name[] = {"run 3: template", "run 3: city",
					   "run 3: fonts", "run 3: gaiji"};

	for (int i = 0; i < AO_FORM_SETTINGS; i++) {
		struct ao_error err = {0};
		struct ao_kit kit;
		struct form f;

		form_init(&f);
		f.stored.form[i] = (struct ao_bytes){"?: [", 4};
		ck_assert(!ao_kit_open(&kit, &f.order, &err));
		ck_assert_int_eq(err.status, AO_INPUT);
		ck_assert_msg(strncmp(err.where, name[i], strlen(name[i])) == 0,
			      "%s: %s", err.where, err.text);
		form_release(&f);
	}
}
END_TEST

/* The marks of a letter's pages, one after the other. */
struct marking {
	struct reprint *r;
	unsigned marked;
};

static bool mark_page(void *data, const struct volume_page *page,
		      struct ao_error *err)
{
	struct marking *m = data;
	struct ao_collision clash;
	struct ao_extent at;
	struct ao_page all;
	struct ao_mark mark;

	if (!page->of_letter || page->number % 2 == 0)
		return true;
	if (!reprint_mark(m->r, page, &mark, err))
		return false;
	ck_assert_str_eq(mark.s, "再発行 12");
	at = ao_mark_extent(&mark);
	ck_assert(at.left >= 5 && at.right <= page->variable->width - 5);
	ck_assert(at.top >= 5 && at.bottom <= page->variable->height - 5);
	if (page->of_letter == 1)
		ck_assert(at.top > m->r->kit.sheet->fold[0]);
	ao_page_init(&all, page->variable->width, page->variable->height);
	for (size_t i = 0; i < page->variable->n; i++)
		ao_page_add(&all, page->variable->mark[i]);
	mark.item = 1;
	ao_page_add(&all, mark);
	ck_assert(!ao_collision_find(page->fixed, &all, &clash));
	ao_page_release(&all);
	m->marked++;
	return true;
}

static bool end_letter(void *data, const struct ao_letter *letter,
		       struct ao_error *err)
{
	struct marking *m = data;

	(void)err;
	ck_assert_uint_eq(m->marked, ao_letter_sheets(letter));
	m->marked = 0;
	return true;
}

static bool mark_kind(struct reprint *r, enum ao_kind kind,
		      struct ao_error *err)
{
	struct marking m = {.r = r};
	struct volume_walker walker = {
		.page = mark_page, .letter = end_letter, .data = &m};
	struct ao_notice notice;

	ao_notice_specimen(&notice, kind, ao_kind_items(kind), &r->kit.notice,
			   r->arena);
	return volume_walk_letter(&r->kit, &notice,
				  (struct volume_place){1, 27}, &walker, err);
}

static void open_reprint(struct reprint *r, struct ao_reprinted *report,
			 struct form *f)
{
	struct ao_error err = {0};

	*report = (struct ao_reprinted){.copy = 12, .arena = ao_arena_new()};
	*r = (struct reprint){.report = report, .arena = report->arena};
	ck_assert_msg(ao_kit_open(&r->kit, &f->order, &err), "%s", err.text);
}

static void close_reprint(struct reprint *r)
{
	ao_kit_close(&r->kit);
	ao_reprinted_release(r->report);
}

START_TEST(the_mark_stands_alone_and_below_the_window)
{
	struct ao_reprinted report;
	struct ao_error err = {0};
	struct reprint r;
	struct form f;

	form_init(&f);
	open_reprint(&r, &report, &f);
	for (int k = AO_KIND_CARD_CERT; k < AO_KIND_COUNT; k++)
		ck_assert_msg(mark_kind(&r, (enum ao_kind)k, &err), "%s",
			      err.text);
	close_reprint(&r);
	form_release(&f);
}
END_TEST

/* A form with its margins full of something says so. */
START_TEST(no_room_is_told)
{
	struct ao_mark full = {.type = AO_MARK_FILL, .w = 210, .h = 297};
	struct volume_page page = {.number = 1, .of_letter = 1};
	struct ao_reprinted report;
	struct ao_error err = {0};
	struct ao_page paper;
	struct ao_mark mark;
	struct reprint r;
	struct form f;

	form_init(&f);
	open_reprint(&r, &report, &f);
	ao_page_init(&paper, 210, 297);
	page.variable = &paper;
	ck_assert(reprint_mark(&r, &page, &mark, &err));
	ao_page_add(&paper, full);
	ck_assert(!reprint_mark(&r, &page, &mark, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text, "reprint_mark: none"));
	ao_page_release(&paper);
	close_reprint(&r);
	form_release(&f);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, stored_texts_give_the_same_pages);
	tcase_add_test(tc, faults_name_the_run);
	tcase_add_test(tc, the_mark_stands_alone_and_below_the_window);
	tcase_add_test(tc, no_room_is_told);
}

SUITE_MAIN("reprint", fill);
