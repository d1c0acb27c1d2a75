/* check_fonts.c - fonts.yaml: the shipped list, and every mistake in one. */
#include "aofuto/notice/fonts.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

#define FONT "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf"

static const char *path;
static struct ao_error err;

static void set_up(void)
{
	memset(&err, 0, sizeof(err));
	path = scratch_new();
}

static void tear_down(void)
{
	scratch_remove();
}

START_TEST(shipped)
{
	static const char *const roles[] = {"body", "bold", "digits", "name"};
	struct ao_faces *faces =
		ao_fonts_open(PROJECT_DIR "/fonts/fonts.yaml", &err);
	struct ao_missing missing;
	unsigned face;

	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	for (size_t i = 0; i < COUNT(roles); i++)
		ck_assert_int_ge(ao_faces_role(faces, roles[i]), 0);
	ck_assert(ao_faces_pick(faces, ao_faces_role(faces, "name"),
				"髙橋　𠮷之助", &face, &missing));
	ck_assert_str_eq(ao_face_name(faces, face), "IPAmj Mincho");
	/* U+32FF is not in IPAmj; the next face draws the whole field. */
	ck_assert(ao_faces_pick(faces, ao_faces_role(faces, "name"),
				"㋿マンション", &face, &missing));
	ck_assert_str_eq(ao_face_name(faces, face), "BIZ UDMincho");
	ao_faces_close(faces);
}
END_TEST

#define ONE   "format: 1\nfiles:\n  - {name: A, path: " FONT "}\n"
#define ROLES "roles:\n  - {name: body, files: [A]}\n"

static const struct {
	const char *text, *place, *words;
	enum ao_status status;
} mistakes[] = {
	{"format: 2\nfiles: [{name: A, path: a}]\n" ROLES, ":1:9",
	 "knows format 1", AO_INPUT},
	{ONE "roles:\n  - {name: body, files: [B]}\n", ":5:26",
	 "unknown font file \"B\"", AO_INPUT},
	{ONE ROLES "  - {name: body, files: [A]}\n", ":6:12",
	 "two roles have this name", AO_INPUT},
	{ONE "  - {name: A, path: " FONT "}\n" ROLES, ":4:12",
	 "two files have this name", AO_INPUT},
	{ONE "  - {name: C, paht: x}\n" ROLES, ":4:15",
	 "did you mean \"path\"?", AO_INPUT},
	{"format: 1\nfiles:\n"
	 "  - {name: A, path: /nonexistent/a.ttf, package: fonts-a}\n" ROLES,
	 ":3", "install the Debian package fonts-a", AO_HOST},
	{"format: 1\nfiles:\n  - {name: A, path: gaiji.ttf}\n" ROLES, ":3",
	 "/tmp/gaiji.ttf", AO_HOST},
	{ONE "roles: []\n", ":4:8", "at least 1", AO_INPUT},
};

START_TEST(each_mistake_has_its_place)
{
	char where[600];

	snprintf(where, sizeof(where), "%s%s", path, mistakes[_i].place);
	scratch_write(mistakes[_i].text);
	ck_assert_ptr_null(ao_fonts_open(path, &err));
	ck_assert_str_eq(err.where, where);
	ck_assert_msg(strstr(err.text, mistakes[_i].words) != NULL, "%s",
		      err.text);
	ck_assert_int_eq(err.status, mistakes[_i].status);
}
END_TEST

START_TEST(optional_may_be_absent)
{
	struct ao_faces *faces;

	scratch_write("format: 1\nfiles:\n  - {name: A, path: " FONT "}\n"
		      "  - {name: B, path: none.ttf, optional: true}\n"
		      "roles:\n  - {name: body, files: [B, A]}\n");
	faces = ao_fonts_open(path, &err);
	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	ck_assert_int_ge(ao_faces_role(faces, "body"), 0);
	ao_faces_close(faces);
}
END_TEST

START_TEST(no_font)
{
	scratch_write(
		"format: 1\nfiles:\n  - {name: A, path: /etc/passwd}\n" ROLES);
	ck_assert_ptr_null(ao_fonts_open(path, &err));
	ck_assert_int_eq(err.status, AO_HOST);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, shipped);
	tcase_add_loop_test(tc, each_mistake_has_its_place, 0,
			    (int)COUNT(mistakes));
	tcase_add_test(tc, optional_may_be_absent);
	tcase_add_test(tc, no_font);
}

SUITE_MAIN("fonts", fill);
