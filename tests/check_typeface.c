/* check_typeface.c - each cluster its own CID, whatever came first. */
#include "aofuto/pdf/typeface.h"
#include "pdf/typeface_inside.h"
#include "support/paper.h"
#include "support/suite.h"

#include <signal.h>
#include <string.h>

static struct ao_typefaces *collect(struct ao_faces *faces, const char *a,
				    const char *b)
{
	struct ao_typefaces *t = ao_typefaces_new(faces);
	struct ao_page page;

	ao_page_init(&page, 210, 297);
	paper_text(&page, PAPER_IPAMJ, a);
	ao_typefaces_collect(t, &page);
	ao_page_clear(&page);
	paper_text(&page, PAPER_IPAMJ, b);
	ao_typefaces_collect(t, &page);
	ao_page_release(&page);
	return t;
}

static void build(struct ao_typefaces *t)
{
	struct ao_error err = {0};

	ck_assert_msg(ao_typefaces_build(t, &err), "%s", err.text);
}

START_TEST(cids_are_in_code_point_order)
{
	static const struct ao_cluster want[] = {
		{'A', 0},          {0x5409, 0},       {0x845B, 0},
		{0x845B, 0xE0102}, {0x845B, 0xE0103}, {0x20BB7, 0},
	};
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *t = collect(faces,
					 "𠮷葛\xF3\xA0\x84\x83"
					 "A葛",
					 "葛\xF3\xA0\x84\x82吉𠮷A");

	build(t);
	ck_assert_uint_eq(t->face[PAPER_IPAMJ].clusters, COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++)
		ck_assert_uint_eq(
			ao_typeface_code(&t->face[PAPER_IPAMJ], want[i]),
			i + 1);
	ck_assert_uint_eq(ao_typeface_code(&t->face[PAPER_IPAMJ],
					   (struct ao_cluster){'B', 0}),
			  0);
	ck_assert_uint_eq(t->face[PAPER_BODY].clusters, 0);
	ao_typefaces_free(t);
	ao_faces_close(faces);
}
END_TEST

START_TEST(order_of_collection_leaves_no_trace)
{
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *a = collect(faces, "髙橋 太郎", "葛城花子");
	struct ao_typefaces *b = collect(faces, "花子葛城 ", "太髙橋郎");
	const struct typeface *x = &a->face[PAPER_IPAMJ];
	const struct typeface *y = &b->face[PAPER_IPAMJ];

	build(a);
	build(b);
	ck_assert_str_eq(x->name, y->name);
	ck_assert_uint_eq(x->font.n, y->font.n);
	ck_assert_mem_eq(x->font.s, y->font.s, x->font.n);
	ck_assert_mem_eq(x->unicode.s, y->unicode.s, x->unicode.n);
	ck_assert_mem_eq(x->glyphs.s, y->glyphs.s, x->glyphs.n);
	ao_typefaces_free(a);
	ao_typefaces_free(b);
	ao_faces_close(faces);
}
END_TEST

START_TEST(only_what_is_shown_counts)
{
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *t = collect(faces, "A", "");
	const bool shown[] = {[PAPER_IPAMJ] = true, [PAPER_MINCHO] = false};
	struct ao_error err = {0};
	char got[65], want[65];

	ck_assert_str_eq(ao_typefaces_shown(t, PAPER_IPAMJ), "IPAmjMincho");
	ck_assert_ptr_null(ao_typefaces_shown(t, PAPER_BODY));
	ck_assert(ao_typefaces_digest(t, got, &err) &&
		  ao_faces_digest(faces, shown, want, &err));
	ck_assert_str_eq(got, want);
	ao_typefaces_free(t);
	ao_faces_close(faces);
}
END_TEST

/* What layout must never let through is a bug, not a blank on paper. */
START_TEST(missing_glyph_is_a_bug)
{
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *t = collect(faces, "\xF0\x9F\x98\x80", "");

	build(t);
}
END_TEST

START_TEST(collecting_too_late_is_a_bug)
{
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *t = collect(faces, "A", "");
	struct ao_page page;

	build(t);
	ao_page_init(&page, 210, 297);
	ao_typefaces_collect(t, &page);
}
END_TEST

START_TEST(many_sequences)
{
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *t = ao_typefaces_new(faces);
	struct ao_page page;
	size_t n = 0;

	ao_page_init(&page, 210, 297);
	for (uint32_t vs = 0xE0100; vs < 0xE0120; vs++)
		for (uint32_t cp = 0x8FBA; cp < 0x9100; cp++) {
			struct ao_cluster c = {cp, vs};
			char s[9] = "";
			size_t k;

			if (!ao_face_has(faces, PAPER_IPAMJ, c))
				continue;
			k = ao_utf8_put(s, cp);
			ao_utf8_put(s + k, vs);
			paper_text(&page, PAPER_IPAMJ, s);
			n++;
		}
	ck_assert_uint_gt(n, 64);
	ao_typefaces_collect(t, &page);
	ao_typefaces_collect(t, &page);
	build(t);
	ck_assert_uint_eq(t->face[PAPER_IPAMJ].clusters, n);
	ao_page_release(&page);
	ao_typefaces_free(t);
	ao_faces_close(faces);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, cids_are_in_code_point_order);
	tcase_add_test(tc, order_of_collection_leaves_no_trace);
	tcase_add_test(tc, only_what_is_shown_counts);
	tcase_add_test_raise_signal(tc, missing_glyph_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(tc, collecting_too_late_is_a_bug, SIGABRT);
	tcase_add_test(tc, many_sequences);
}
SUITE_MAIN("typeface", fill);
