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

static void refused(const char *path, int index, const char *part)
{
	const struct ao_face_file file = {
		.name = "x", .path = path, .index = index};
	const unsigned zero = 0;
	const struct ao_face_role role = {"body", &zero, 1};
	struct ao_error err = {0};

	ck_assert_ptr_null(ao_faces_open(&file, 1, &role, 1, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_msg(strstr(err.text, part) != NULL, "%s", err.text);
}

/* An sfnt with the tables a font needs, all four bytes long. */
static void write_sfnt(const char *path, const char *const *tag, unsigned tags)
{
	FILE *f = fopen(path, "wb");

	ck_assert_ptr_nonnull(f);
	fwrite("OTTO", 1, 4, f);
	fwrite((unsigned char[]){0, (unsigned char)tags, 0, 0, 0, 0, 0, 0}, 1,
	       8, f);
	for (unsigned i = 0; i < tags; i++) {
		fwrite(tag[i], 1, 4, f);
		fwrite((unsigned char[]){0, 0, 0, 0, 0, 0, 0,
					 (unsigned char)(12 + 16 * tags), 0, 0,
					 0, 4},
		       1, 12, f);
	}
	fwrite("\0\1\0\0", 1, 4, f);
	fclose(f);
}

START_TEST(bad_files)
{
	static const char *const cff[] = {"CFF ", "cmap", "head",
					  "hhea", "hmtx", "maxp"};
	static const char *const cff2[] = {"CFF2", "cmap", "head",
					   "hhea", "hmtx", "maxp"};
	char path[] = "/tmp/check_face.XXXXXX";
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	refused("/usr/share/fonts/truetype/ipamj/gone.ttf", 0,
		"fonts-ipamj-mincho");
	refused("/nonexistent/city.ttf", 0, "fonts.yaml");
	refused("/tmp", 0, "not a font");
	refused(path, 0, "not a font"); /* empty */
	ck_assert_int_eq(write(fd, "\x89PNG\r\n\x1a\n0123456789", 18), 18);
	refused(path, 0, "not a font");
	ck_assert_int_eq(close(fd), 0);
	write_sfnt(path, cff, COUNT(cff));
	refused(path, 0, "draws none of its characters");
	write_sfnt(path, cff2, COUNT(cff2));
	refused(path, 0, "CFF2");
	write_sfnt(path, cff2 + 1, COUNT(cff2) - 1);
	refused(path, 0, "no outlines");
	write_sfnt(path, cff, 2);
	refused(path, 0, "damaged");
	refused(BODY, 1, "index 1");
	refused(BODY, -1, "index -1");
	unlink(path);
}
END_TEST

START_TEST(optional_fonts_only)
{
	const struct ao_face_file file = {
		.name = "x", .path = "/nonexistent.ttf", .optional = true};
	const unsigned zero = 0;
	const struct ao_face_role role = {"name", &zero, 1};
	struct ao_error err = {0};

	ck_assert_ptr_null(ao_faces_open(&file, 1, &role, 1, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_ptr_nonnull(strstr(err.text, "\"name\""));
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

/* A face alone, in the role "name". */
static struct ao_faces *open_one(const char *path, bool gaiji,
				 struct ao_error *err)
{
	const struct ao_face_file file = {
		.name = "x", .path = path, .gaiji = gaiji};
	const unsigned zero = 0;
	const struct ao_face_role role = {"name", &zero, 1};

	return ao_faces_open(&file, 1, &role, 1, err);
}

static void refused_file(struct broken *b, bool gaiji, const char *part)
{
	struct ao_error err = {0};
	char path[64];

	ck_assert_ptr_null(open_one(broken_write(b, path), gaiji, &err));
	unlink(path);
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_str_eq(err.where, path);
	ck_assert_msg(strstr(err.text, part) != NULL, "%s", err.text);
}

static struct ao_faces *opened(struct broken *b, bool gaiji)
{
	struct ao_error err = {0};
	struct ao_faces *faces;
	char path[64];

	faces = open_one(broken_write(b, path), gaiji, &err);
	unlink(path);
	ck_assert_msg(faces != NULL, "%s", err.text);
	return faces;
}

START_TEST(cut_short)
{
	static const struct {
		size_t n;
		const char *part;
	} t[] = {
		{8, "not a font"},
		{100, "list of its tables"},
		{100000, "cut short"},
		{4000000, "cut short"},
	};
	struct broken b;

	for (size_t i = 0; i < COUNT(t); i++) {
		broken_read(&b, BROKEN_FROM);
		b.n = t[i].n;
		refused_file(&b, false, t[i].part);
	}
	broken_read(&b, NOTO);
	b.n /= 2;
	refused_file(&b, false, "cut short");
}
END_TEST

/* HarfBuzz takes a damaged table for an empty one and says nothing. */
START_TEST(damaged_tables)
{
	static const char *const table[] = {"cmap", "loca", "glyf"};
	struct broken b;

	for (size_t i = 0; i < COUNT(table); i++) {
		size_t n, at;

		broken_read(&b, BROKEN_FROM);
		at = broken_table(&b, table[i], &n);
		memset(b.bytes + at, 0xFF, n);
		refused_file(&b, false, "draws none");
	}
	broken_read(&b, NIMBUS);
	b.bytes[broken_table(&b, "CFF ", NULL)] = 9;
	refused_file(&b, false, "draws none");
}
END_TEST

enum { GLYPH_A = 1291, GLYPH_B = 1300, NOBODYS = 60000 };

START_TEST(a_map_that_lies)
{
	static const struct broken_pair map[] = {
		{' ', NOBODYS},    {'A', GLYPH_A},  {'B', GLYPH_B},
		{0x4E00, NOBODYS}, {0x4E01, 70000}, {0x4E02, 0},
	};
	struct ao_faces *faces;
	struct broken b;

	broken_read(&b, BROKEN_FROM);
	broken_map(&b, map, COUNT(map));
	broken_box(&b, GLYPH_B); /* B has the shape of .notdef */
	faces = opened(&b, false);
	for (size_t i = 0; i < COUNT(map); i++)
		ck_assert_msg(ao_face_has(faces, 0,
					  (struct ao_cluster){map[i].cp, 0}) ==
				      (map[i].glyph == GLYPH_A),
			      "U+%04X", (unsigned)map[i].cp);
	ao_faces_close(faces);
}
END_TEST

/* n characters from the first on, all with the glyph of A. */
static void share(struct broken *b, uint32_t first, size_t n)
{
	struct broken_pair map[100];

	ck_assert_uint_le(n, COUNT(map));
	for (size_t i = 0; i < n; i++)
		map[i] = (struct broken_pair){first + (uint32_t)i, GLYPH_A};
	broken_read(b, BROKEN_FROM);
	broken_map(b, map, n);
}

START_TEST(one_glyph_for_many)
{
	const struct ao_cluster c = {0x4E00, 0};
	struct ao_error err = {0};
	struct ao_subset subset;
	struct ao_faces *faces;
	struct broken b;

	share(&b, 0x4E00, 17);
	faces = opened(&b, false);
	ck_assert(!ao_face_subset(faces, 0, &c, 1, &subset, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_ptr_nonnull(strstr(err.text, "17 different"));
	ck_assert_ptr_nonnull(strstr(err.text, "U+4E00, U+4E01, "));
	ao_faces_close(faces);

	share(&b, 0x4E00, 16);
	faces = opened(&b, false);
	err = (struct ao_error){0};
	ck_assert(ao_face_subset(faces, 0, &c, 1, &subset, &err));
	ao_subset_release(&subset);
	ao_faces_close(faces);
}
END_TEST

START_TEST(gaiji_that_lie)
{
	static const struct broken_pair nowhere[] = {{0xE000, GLYPH_A},
						     {0xE001, NOBODYS}};
	struct broken b;

	share(&b, 0xE000, 5);
	refused_file(&b, true, "(U+E000, U+E001, U+E002, U+E003, U+E004, ");
	share(&b, 0x10DE92, 5);
	refused_file(&b, true, "U+10DE92");
	share(&b, 0xE000, 4);
	ao_faces_close(opened(&b, true));
	share(&b, 0x4E00, 5); /* not of private use */
	ao_faces_close(opened(&b, true));
	broken_read(&b, BROKEN_FROM);
	broken_map(&b, nowhere, COUNT(nowhere));
	refused_file(&b, true, "U+E001");
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
	struct ao_faces *noto = open_one(NOTO, false, &err);

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
	struct ao_faces *otf = open_one(NIMBUS, false, &err);
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
	tcase_add_test(tc, clusters);
	tcase_add_test(tc, what_a_face_has);
	tcase_add_test(tc, many_sequences_are_kept_apart);
	tcase_add_test(tc, widths);
	tcase_add_test(tc, one_face_draws_a_field);
	tcase_add_test(tc, roles_and_names);
	tcase_add_test(tc, bad_files);
	tcase_add_test(tc, optional_fonts_only);
	tcase_add_test(tc, digest_is_of_the_files);
	tcase_add_test(tc, cut_short);
	tcase_add_test(tc, damaged_tables);
	tcase_add_test(tc, a_map_that_lies);
	tcase_add_test(tc, one_glyph_for_many);
	tcase_add_test(tc, gaiji_that_lie);
	tcase_add_test(tc, subsets);
	tcase_add_test(tc, cff_subsets);
	tcase_add_test(tc, cff_without_cids);
}
SUITE_MAIN("face", fill);
