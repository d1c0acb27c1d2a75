/* check_face.c - which glyph, how wide, whether it is there; and subsets. */
#include "aofuto/base/file.h"
#include "aofuto/notice/face.h"
#include "support/broken.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BODY   "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf"
#define IPAMJ  "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"
#define MINCHO "/usr/share/fonts/truetype/bizud-mincho/BIZUDPMincho-Regular.ttf"

#define NOTO   "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define NIMBUS "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf"

enum { FACE_BODY, FACE_IPAMJ, FACE_MINCHO, FACE_CITY };
enum { ROLE_BODY, ROLE_NAME };

static struct ao_faces *open_all(void)
{
	static const struct ao_face_file file[] = {
		{.name = "BIZ UDPGothic", .path = BODY},
		{.name = "IPAmjMincho", .path = IPAMJ},
		{.name = "BIZ UDPMincho", .path = MINCHO},
		{.name = "city", .path = "/nonexistent.ttf", .optional = true},
	};
	static const unsigned body[] = {FACE_BODY};
	static const unsigned name[] = {FACE_CITY, FACE_IPAMJ, FACE_MINCHO};
	static const struct ao_face_role role[] = {
		{"body", body, COUNT(body)},
		{"name", name, COUNT(name)},
	};
	struct ao_error err = {0};
	struct ao_faces *faces =
		ao_faces_open(file, COUNT(file), role, COUNT(role), &err);

	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	return faces;
}

/* Thousandths of an em below the baseline, within what the fonts' makers draw
 * in each of their versions. */
START_TEST(tails)
{
	struct ao_faces *faces = open_all();
	static const struct {
		const char *s;
		int least, most;
	} rows[] = {{"", 0, 0},        {" 　", 0, 0},    {"A", 0, 5},
		    {"H", 0, 5},       {"g", 150, 330},  {"Ç", 150, 350},
		    {"並木", 20, 150}, {"Ag", 150, 330}, {"ー", 0, 0}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		int depth = ao_face_depth(faces, FACE_IPAMJ, rows[i].s);

		ck_assert_msg(depth >= rows[i].least && depth <= rows[i].most,
			      "%s: %d", rows[i].s, depth);
	}
	ao_faces_close(faces);
}
END_TEST

START_TEST(clusters)
{
	const char *s = "a葛\xF3\xA0\x84\x82神\xEF\xB8\x80\xEF\xB8\x80\xFF𠮷";
	static const struct ao_cluster want[] = {
		{'a', 0},    {0x845B, 0xE0102}, {0x795E, 0xFE00},
		{0xFE00, 0}, {AO_UTF8_BAD, 0},  {0x20BB7, 0},
	};
	struct ao_cluster got;

	for (size_t i = 0; i < COUNT(want); i++) {
		ck_assert(ao_cluster_next(&s, &got));
		ck_assert_uint_eq(got.base, want[i].base);
		ck_assert_uint_eq(got.selector, want[i].selector);
	}
	ck_assert(!ao_cluster_next(&s, &got));
}
END_TEST

/* postal-and-characters.md's measured table, as far as names need it. */
START_TEST(what_a_face_has)
{
	static const struct {
		unsigned face;
		struct ao_cluster c;
		bool has;
		const char *why;
	} t[] = {
		{FACE_IPAMJ, {0x20BB7, 0}, true, "extension B"},
		{FACE_BODY, {0x20BB7, 0}, false, "BIZ UD has no U+20BB7"},
		{FACE_IPAMJ, {0x845B, 0xE0102}, true, "Moji_Joho sequence"},
		{FACE_IPAMJ, {0x845B, 0xE0100}, false, "only Adobe-Japan1"},
		{FACE_MINCHO, {0x845B, 0xE0100}, true, "Adobe-Japan1"},
		{FACE_MINCHO, {0x845B, 0xE0102}, false, "only Moji_Joho"},
		{FACE_IPAMJ, {0x9089, 0xE010F}, true, "Moji_Joho"},
		{FACE_BODY, {'A', 0xFE00}, false, "no such sequence"},
		{FACE_IPAMJ, {0xF860, 0}, false, "mapped to a blank"},
		{FACE_IPAMJ, {' ', 0}, true, "blank by right"},
		{FACE_IPAMJ, {0x3000, 0}, true, "blank by right"},
		{FACE_BODY, {0xFF8A, 0}, true, "half-width kana"},
		{FACE_BODY, {0xFE00, 0}, false, "selector on its own"},
		{FACE_BODY, {AO_UTF8_BAD, 0}, false, "malformed"},
		{FACE_BODY, {0x10FFFF, 0}, false, "last code point"},
		{FACE_CITY, {'A', 0}, false, "font that is not there"},
	};
	struct ao_faces *faces = open_all();

	for (int twice = 0; twice < 2; twice++)
		for (size_t i = 0; i < COUNT(t); i++)
			ck_assert_msg(ao_face_has(faces, t[i].face, t[i].c) ==
					      t[i].has,
				      "%s", t[i].why);
	ao_faces_close(faces);
}
END_TEST

START_TEST(many_sequences_are_kept_apart)
{
	struct ao_faces *faces = open_all();
	unsigned had = 0;

	for (int twice = 0; twice < 2; twice++)
		for (uint32_t cp = 0x8FBA; cp < 0x9120; cp++)
			for (uint32_t vs = 0xE0100; vs < 0xE0120; vs++)
				had += ao_face_has(faces, FACE_IPAMJ,
						   (struct ao_cluster){cp, vs});
	ck_assert_uint_gt(had, 100);
	ck_assert_uint_eq(had % 2, 0);
	ao_faces_close(faces);
}
END_TEST

START_TEST(widths)
{
	struct ao_faces *faces = open_all();
	struct ao_face_metrics m = ao_face_metrics(faces, FACE_BODY);

	ck_assert_int_eq(ao_face_advance(faces, FACE_IPAMJ,
					 (struct ao_cluster){0x845B, 0xE0102}),
			 1000);
	ck_assert_int_eq(
		ao_face_width(faces, FACE_IPAMJ, "𠮷葛\xF3\xA0\x84\x82 ﾊ"),
		1000 + 1000 + 290 + 500);
	ck_assert_int_gt(m.ascent, 700);
	ck_assert_int_lt(m.descent, 0);
	ck_assert_int_gt(m.cap_height, 600);
	ck_assert_int_lt(m.box[1], 0);
	ck_assert_int_gt(m.box[3], 700);
	ao_faces_close(faces);
}
END_TEST

struct field_case {
	const char *s;
	int face; /* -1: nobody */
	uint32_t base, selector;
	unsigned position;
};

static void pick(struct ao_faces *faces, const struct field_case *t)
{
	struct ao_missing missing;
	unsigned face;

	if (ao_faces_pick(faces, ROLE_NAME, t->s, &face, &missing)) {
		ck_assert_int_eq((int)face, t->face);
		return;
	}
	ck_assert_msg(t->face < 0, "nobody draws %s", t->s);
	ck_assert_uint_eq(missing.cluster.base, t->base);
	ck_assert_uint_eq(missing.cluster.selector, t->selector);
	ck_assert_uint_eq(missing.position, t->position);
}

START_TEST(one_face_draws_a_field)
{
	static const struct field_case t[] = {
		{"", FACE_IPAMJ, 0, 0, 0},
		{"𠮷田 太郎", FACE_IPAMJ, 0, 0, 0},
		{"葛\xF3\xA0\x84\x80城", FACE_MINCHO, 0, 0, 0},
		{"山田\xEF\xA1\xA0子", -1, 0xF860, 0, 3},
		{"山\xF0\x9F\x98\x80田", -1, 0x1F600, 0, 2},
		{"山\xFF", -1, AO_UTF8_BAD, 0, 2},
		/* each cluster is in some face, no face has both: IPAmj comes
		 * furthest */
		{"𠮷葛\xF3\xA0\x84\x80", -1, 0x845B, 0xE0100, 2},
		{"神\xEF\xB8\x82", -1, 0x795E, 0xFE02, 1},
	};
	struct ao_faces *faces = open_all();

	for (size_t i = 0; i < COUNT(t); i++)
		pick(faces, &t[i]);
	ao_faces_close(faces);
}
END_TEST

START_TEST(roles_and_names)
{
	struct ao_faces *faces = open_all();

	ck_assert_int_eq(ao_faces_role(faces, "name"), ROLE_NAME);
	ck_assert_int_eq(ao_faces_role(faces, "digits"), -1);
	ck_assert_uint_eq(ao_faces_count(faces), 4);
	ck_assert_str_eq(ao_face_name(faces, FACE_CITY), "city");
	ao_faces_close(faces);
}
END_TEST

START_TEST(digest_is_of_the_files)
{
	const bool body[4] = {true}, two[4] = {true, false, true};
	struct ao_faces *faces = open_all();
	struct ao_error err = {0};
	struct broken file;
	char want[65], got[65];

	broken_read(&file, BODY);
	ao_sha256(file.bytes, file.n, want);
	free(file.bytes);
	ck_assert(ao_faces_digest(faces, body, got, &err));
	ck_assert_str_eq(got, want);
	ck_assert(ao_faces_digest(faces, two, got, &err));
	ck_assert_str_ne(got, want);
	ao_faces_close(faces);
}
END_TEST

static void same_subset(const struct ao_subset *a, const struct ao_subset *b)
{
	ck_assert(a->size == b->size && !memcmp(a->bytes, b->bytes, a->size));
	ck_assert_uint_lt(a->size, 8000); /* of 46 MB */
}

/* Of five clusters with a glyph each, .notdef before them. */
static void numbers_are_dense(const struct ao_subset *a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		ck_assert(a->glyph[i] > 0 && a->glyph[i] <= n);
	ck_assert_uint_ne(a->glyph[2], a->glyph[3]);
}

/* In Noto a glyph's number is its CID; in a subset the CID stays. */
START_TEST(cff_subsets)
{
	static const struct ao_cluster c[] = {
		{'A', 0},          {0x4E00, 0}, {0x6A02, 0},
		{0x845B, 0xE0100}, {0xF914, 0},
	};
	struct ao_error err = {0};
	struct ao_subset a, b;
	struct ao_faces *noto = broken_open(NOTO, false, &err);

	ck_assert_msg(noto != NULL, "%s", err.text);
	ck_assert(ao_face_subset(noto, 0, c, COUNT(c), &a, &err) &&
		  ao_face_subset(noto, 0, c, COUNT(c), &b, &err));
	same_subset(&a, &b);
	ck_assert(a.cff && a.bytes[0] == 1);
	ck_assert_str_eq(a.postscript_name, "NotoSerifCJKjp-Regular");
	ck_assert_uint_eq(a.glyph[0], 34);
	ck_assert_uint_eq(a.glyph[2], 21912); /* as the font's own cmap */
	ck_assert_uint_eq(a.glyph[4], 21912);
	ao_subset_release(&a);
	ao_subset_release(&b);
	ao_faces_close(noto);
}
END_TEST

START_TEST(cff_without_cids)
{
	static const struct ao_cluster c[] = {{'A', 0}, {'g', 0}, {0xC5, 0}};
	struct ao_error err = {0};
	struct ao_faces *otf = broken_open(NIMBUS, false, &err);
	struct ao_subset a;

	ck_assert_msg(otf != NULL, "%s", err.text);
	ck_assert(ao_face_subset(otf, 0, c, COUNT(c), &a, &err));
	ck_assert(a.cff);
	for (size_t i = 0; i < COUNT(c); i++)
		ck_assert(a.glyph[i] > 0 && a.glyph[i] <= COUNT(c));
	ao_subset_release(&a);
	ao_faces_close(otf);
}
END_TEST

START_TEST(subsets)
{
	static const struct ao_cluster c[] = {
		{' ', 0},          {0x5409, 0},  {0x845B, 0},
		{0x845B, 0xE0102}, {0x20BB7, 0},
	};
	struct ao_faces *faces = open_all();
	struct ao_error err = {0};
	struct ao_subset a, b;

	ck_assert(ao_face_subset(faces, FACE_IPAMJ, c, COUNT(c), &a, &err) &&
		  ao_face_subset(faces, FACE_IPAMJ, c, COUNT(c), &b, &err));
	ck_assert_str_eq(a.postscript_name, "IPAmjMincho");
	same_subset(&a, &b);
	numbers_are_dense(&a, COUNT(c));
	ao_subset_release(&a);
	ao_subset_release(&b);
	ao_subset_release(&b);
	ao_faces_close(faces);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, tails);
	tcase_add_test(tc, clusters);
	tcase_add_test(tc, what_a_face_has);
	tcase_add_test(tc, many_sequences_are_kept_apart);
	tcase_add_test(tc, widths);
	tcase_add_test(tc, one_face_draws_a_field);
	tcase_add_test(tc, roles_and_names);
	tcase_add_test(tc, digest_is_of_the_files);
	tcase_add_test(tc, subsets);
	tcase_add_test(tc, cff_subsets);
	tcase_add_test(tc, cff_without_cids);
}
SUITE_MAIN("face", fill);
