/* check_face_faults.c - fonts that are damaged, cut short, no fonts, or lie. */
#include "aofuto/notice/face.h"
#include "support/broken.h"
#include "support/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BODY   BROKEN_FROM
#define NOTO   "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define NIMBUS "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf"

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

static void refused_file(struct broken *b, bool gaiji, const char *part)
{
	struct ao_error err = {0};
	char path[64];

	ck_assert_ptr_null(broken_open(broken_write(b, path), gaiji, &err));
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

	faces = broken_open(broken_write(b, path), gaiji, &err);
	unlink(path);
	ck_assert_msg(faces != NULL, "%s", err.text);
	return faces;
}

/* Optional means that it need not be there. */
START_TEST(optional_and_broken)
{
	const struct broken_pair none = {'A', 0};
	struct ao_face_file file[] = {
		{.name = "body", .path = BODY},
		{.name = "x", .optional = true},
	};
	const unsigned both[] = {0, 1};
	const struct ao_face_role role = {"name", both, COUNT(both)};
	struct ao_error err = {0};
	struct broken b;
	char path[64];

	broken_read(&b, BROKEN_FROM);
	broken_map(&b, &none, 1);
	file[1].path = broken_write(&b, path);
	ck_assert_ptr_null(ao_faces_open(file, COUNT(file), &role, 1, &err));
	unlink(path);
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_str_eq(err.where, path);
}
END_TEST

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

static bool confused;
/* The linker puts this between subset.c and HarfBuzz (CMakeLists.txt), and
 * wants these names. NOLINTBEGIN(bugprone-reserved-identifier) */
unsigned __real_hb_map_get(const void *map, unsigned glyph);
unsigned __wrap_hb_map_get(const void *map, unsigned glyph);
unsigned __wrap_hb_map_get(const void *map, unsigned glyph)
{
	unsigned to = __real_hb_map_get(map, glyph);

	return confused && to > 1 ? to - 1 : to;
}

/* NOLINTEND(bugprone-reserved-identifier) */

/* Another glyph under the right text: no check of text would see it. */
START_TEST(a_copy_that_differs)
{
	static const struct ao_cluster c[] = {{'A', 0}, {'B', 0}, {'C', 0}};
	static const char *const path[] = {BODY, NIMBUS};

	for (size_t i = 0; i < 2 * COUNT(path); i++) {
		struct ao_error err = {0};
		struct ao_faces *faces = broken_open(path[i / 2], false, &err);
		struct ao_subset subset;

		confused = i % 2;
		ck_assert_msg(ao_face_subset(faces, 0, c, COUNT(c), &subset,
					     &err) == !confused,
			      "%s", err.text);
		if (!confused)
			ao_subset_release(&subset);
		else
			ck_assert_ptr_nonnull(strstr(err.text, "the copy"));
		ao_faces_close(faces);
	}
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, bad_files);
	tcase_add_test(tc, optional_fonts_only);
	tcase_add_test(tc, optional_and_broken);
	tcase_add_test(tc, cut_short);
	tcase_add_test(tc, damaged_tables);
	tcase_add_test(tc, a_map_that_lies);
	tcase_add_test(tc, one_glyph_for_many);
	tcase_add_test(tc, gaiji_that_lie);
	tcase_add_test(tc, a_copy_that_differs);
}
SUITE_MAIN("face_faults", fill);
