/* check_fontobject.c - fonts with CFF outlines as readers of PDF see them. */
#include "support/paper.h"
#include "support/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOTO, OTF, HANA };

static struct ao_faces *open_faces(void)
{
	static const struct ao_face_file file[] = {
		{.name = "Noto Serif CJK JP",
		 .path = "/usr/share/fonts/opentype/noto/"
			 "NotoSerifCJK-Regular.ttc"},
		{.name = "Nimbus Roman",
		 .path = "/usr/share/fonts/opentype/urw-base35/"
			 "NimbusRoman-Regular.otf"},
		{.name = "HanaMinB",
		 .path = "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"},
	};
	static const unsigned name[] = {NOTO, OTF, HANA};
	static const struct ao_face_role role = {"name", name, COUNT(name)};
	struct ao_error err = {0};
	struct ao_faces *faces =
		ao_faces_open(file, COUNT(file), &role, 1, &err);

	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	return faces;
}

#define VS17 "\xF3\xA0\x84\x80"
#define VS19 "\xF3\xA0\x84\x82"

static const struct {
	unsigned face;
	const char *s;
} lines[] = {
	{NOTO, "张伟 김철수 Nguyễn Văn Ắn"},
	/* U+6A02 and U+F914 have one glyph, and so one CID. */
	{NOTO, "樂\xEF\xA4\x94樂"},
	{NOTO, "葛" VS17 "葛邉" VS19 "髙﨑 1a令和8年"},
	{OTF, "Quick Fox & \xC3\x85ngstr\xC3\xB6m"},
	{HANA, "𠀀𡈽𢌞𣘺𪚲"},
};

/* A page a line, or all on one. */
static void save(const char *path, const char *const *s, size_t pages)
{
	struct ao_faces *faces = open_faces();
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	const struct ao_document_info info = paper_info();
	struct ao_error err = {0};
	struct ao_document *d;
	struct ao_page page[4];

	ck_assert_uint_le(pages, COUNT(page));
	for (size_t i = 0; i < pages; i++) {
		ao_page_init(&page[i], 210, 297);
		for (size_t k = 0; !s && k < COUNT(lines); k++)
			paper_text(&page[i], lines[k].face, lines[k].s);
		if (s)
			paper_text(&page[i], NOTO, s[i]);
		ao_typefaces_collect(typefaces, &page[i]);
	}
	ck_assert_msg(ao_typefaces_build(typefaces, &err), "%s", err.text);
	d = ao_document_new(typefaces, &info, &err);
	for (size_t i = 0; i < pages; i++) {
		ck_assert(
			ao_document_add_page(d, 0, NULL, &page[i], "1", &err));
		ao_page_release(&page[i]);
	}
	paper_save(d, path);
	ao_typefaces_free(typefaces);
	ao_faces_close(faces);
}

START_TEST(readers_are_content)
{
	const char *folder = paper_folder();
	char path[128], *said;

	snprintf(path, sizeof(path), "%s/cff.pdf", folder);
	save(path, NULL, 1);
	paper_is_sound(path);
	said = paper_run("pdffonts %s", path);
	paper_has(said, "+NotoSerifCJKjp-Regular");
	paper_has(said, "CID Type 0C");
	paper_has(said, "CID TrueType");
	free(said);
	paper_folder_remove();
}
END_TEST

START_TEST(text_comes_back_as_it_went_in)
{
	const char *folder = paper_folder();
	char path[128], *said;

	snprintf(path, sizeof(path), "%s/cff.pdf", folder);
	save(path, NULL, 1);
	said = paper_run("pdftotext -layout %s -", path);
	for (size_t i = 0; i < COUNT(lines); i++)
		paper_has(said, lines[i].s);
	free(said);
	paper_folder_remove();
}
END_TEST

/* Width and height of what is dark on a page, in pixels. */
static void measure(const char *path, int *width, int *height)
{
	int columns, rows, left = 1 << 20, right = 0, top = 1 << 20, bottom = 0;
	FILE *f = fopen(path, "rb");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(fscanf(f, "P5 %d %d 255", &columns, &rows), 2);
	ck_assert_int_eq(fgetc(f), '\n');
	for (int i = 0; i < columns * rows; i++) {
		if (fgetc(f) > 128)
			continue;
		left = left < i % columns ? left : i % columns;
		right = right > i % columns ? right : i % columns;
		top = top < i / columns ? top : i / columns;
		bottom = i / columns;
	}
	fclose(f);
	*width = right - left + 1;
	*height = bottom - top + 1;
}

/* A wrong CID shows the right text and another glyph. */
START_TEST(a_code_leads_to_its_glyph)
{
	static const char *const s[] = {"一", "丨", "A樂\xEF\xA4\x94"};
	const char *folder = paper_folder();
	char path[128];
	int width[3], height[3];

	snprintf(path, sizeof(path), "%s/cff.pdf", folder);
	save(path, s, COUNT(s));
	free(paper_run("pdftoppm -r 150 -gray %s %s/p", path, folder));
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s/p-%d.pgm", folder, i + 1);
		measure(path, &width[i], &height[i]);
	}
	ck_assert_int_gt(width[0], 20);
	ck_assert_int_gt(width[0] / 4, height[0]);
	ck_assert_int_gt(height[1], 20);
	ck_assert_int_gt(height[1] / 4, width[1]);
	/* 0.73 em of A, and twice an em: the third takes its own place. */
	ck_assert_int_gt(width[2], 85);
	ck_assert_int_lt(width[2], 95);
	paper_folder_remove();
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, readers_are_content);
	tcase_add_test(tc, text_comes_back_as_it_went_in);
	tcase_add_test(tc, a_code_leads_to_its_glyph);
}
SUITE_MAIN("fontobject", fill);
