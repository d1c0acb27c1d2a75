/* check_gaiji.c - clusters, the city's own characters, and gaiji.csv. */
#include "aofuto/notice/fonts.h"
#include "aofuto/notice/gaiji.h"
#include "aofuto/notice/missing.h"
#include "aofuto/notice/notice.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define IPAMJ "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"
/* It has characters in private use, as a city's font has. */
#define CITY "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"
#define HEAD "code_point,use,value,note\n"

static const char *table;
static struct ao_error err;
static struct ao_arena *arena;

static void set_up(void)
{
	memset(&err, 0, sizeof(err));
	table = scratch_new();
	arena = ao_arena_new();
}

static void tear_down(void)
{
	scratch_remove();
	ao_arena_free(arena);
}

static struct ao_faces *open_faces(void)
{
	static const struct ao_face_file file[] = {
		{.name = "IPAmj", .path = IPAMJ},
		{.name = "City", .path = CITY, .gaiji = true},
	};
	static const unsigned face[] = {0};
	static const struct ao_face_role role[] = {{"name", face, 1}};
	struct ao_faces *faces = ao_faces_open(file, 2, role, 1, &err);

	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	return faces;
}

static const struct {
	const char *s;
	struct ao_cluster want[4];
} cuts[] = {
	{"か\u309Aセ", {{0x304B, 0x309A}, {0x30BB, 0}}},
	{"ㇷ\u309A", {{0x31F7, 0x309A}}},
	{"\u309Aか", {{0x309A, 0}, {0x304B, 0}}},
	{"M\u0302\u0303", {{'M', 0x302}, {0x303, 0}}},
	{"邉\U000E010F直", {{0x9089, 0xE010F}, {0x76F4, 0}}},
	{"邉\U000E010F\U000E0110", {{0x9089, 0xE010F}, {0xE0110, 0}}},
	{"\u1112\u1161\u11AB", {{0x1112, 0x1161}, {0x11AB, 0}}},
	{"あ゛　゜", {{0x3042, 0}, {0x309B, 0}, {0x3000, 0}, {0x309C, 0}}},
	{"\uE000\uFE00", {{0xE000, 0xFE00}}},
};

START_TEST(clusters)
{
	const char *s = cuts[_i].s;
	struct ao_cluster got;

	for (size_t i = 0; i < 4 && cuts[_i].want[i].base; i++) {
		ck_assert(ao_cluster_next(&s, &got));
		ck_assert_uint_eq(got.base, cuts[_i].want[i].base);
		ck_assert_uint_eq(got.selector, cuts[_i].want[i].selector);
	}
	ck_assert(!ao_cluster_next(&s, &got));
}
END_TEST

static const struct {
	struct ao_cluster c;
	bool has; /* IPAmj */
	const char *why;
} pairs[] = {
	{{0x304B, 0x309A}, true, "か゚ is one glyph"},
	{{0x30BB, 0x309A}, true, "セ゚ too"},
	{{0x31F7, 0x309A}, true, "ㇷ゚ too"},
	{{0x306A, 0x3099}, false, "な with a mark are two glyphs"},
	{{'M', 0x302}, false, "so is M with a circumflex"},
	{{'Q', 0x323}, false, "one of the two has no glyph"},
	{{0x309A, 0}, false, "a mark on its own"},
	{{0x302, 0}, false, "an accent on its own"},
	{{'A', 0x34F}, false, "a mark that nobody sees"},
	{{0xE000, 0}, false, "private use is the city's"},
	{{0xF860, 0}, false, "private use, and empty"},
};

START_TEST(pairs_in_a_cell)
{
	struct ao_faces *faces = open_faces();

	ck_assert_msg(ao_face_has(faces, 0, pairs[_i].c) == pairs[_i].has, "%s",
		      pairs[_i].why);
	if (pairs[_i].has)
		ck_assert_int_gt(ao_face_advance(faces, 0, pairs[_i].c), 500);
	ao_faces_close(faces);
}
END_TEST

static const struct {
	const char *text, *where, *says;
} faults[] = {
	{"", "", "gaiji table is empty"},
	{"code,use,value,note\n", ":1", "code_point,use,value,note"},
	{"code_point,use,value\nU+E000,ask,\n", ":1", "code_point,use"},
	{HEAD "U+E000,swap,U+9AD9,\n", ":2:2", "replace, variation"},
	{HEAD "E000,ask,,\n", ":2:1", "not a character"},
	{HEAD "U+E00,ask,,\n", ":2:1", "not a character"},
	{HEAD "U+110000,ask,,\n", ":2:1", "not a character"},
	{HEAD "U+D800,ask,,\n", ":2:1", "not a character"},
	{HEAD "U+000A,ask,,\n", ":2:1", "not a character"},
	{HEAD "髙,ask,,\n", ":2:1", "not a character"},
	{HEAD "U+E000 U+E001,ask,,\n", ":2:1", "not a character"},
	{HEAD "U+E000,ask,,\nU+E001,ask,,\nU+e000,replace,U+9AD9,\n", ":4:1",
	 "stands in line 2"},
	{HEAD "U+E000,replace,,\n", ":2:3", "one character"},
	{HEAD "U+E000,replace,U+8FBB U+E0102,\n", ":2:3", "one character"},
	{HEAD "U+E000,replace,U+9AD9 U+9AD9,\n", ":2:3", "one character"},
	{HEAD "U+E000,replace,U+3000,\n", ":2:3", "for no character"},
	{HEAD "U+E000,replace,U+3013,\n", ":2:3", "for no character"},
	{HEAD "U+E000,variation,U+8FBB,\n", ":2:3", "a base and its"},
	{HEAD "U+E000,font,#0,\n", ":2:3", "#123"},
	{HEAD "U+E000,font,#70000,\n", ":2:3", "#123"},
	{HEAD "U+E000,font,#12x,\n", ":2:3", "#123"},
	{HEAD "U+E000,ask,U+9AD9,\n", ":2:3", "takes no value"},
	{HEAD "U+E000,replace,U+2B73F,\n", ":2:3", "no font of fonts.yaml"},
	{HEAD "U+E000,variation,U+9089 U+E01EF,\n", ":2:3", "no font of"},
	{HEAD "U+E000,font,U+E001,\n", ":2:3", "no gaiji font"},
	{HEAD "U+E000,font,,\n", ":2:3", "no gaiji font"},
	{HEAD "U+E000,font,#65000,\n", ":2:3", "no gaiji font"},
	{HEAD "U+E000,ask,,\nU+E001,ask,\n", ":3", "4 columns"},
	{HEAD "U+E000,ask,,a\nU+E001,ask,,b\x82\xA0\n", ":3:14", "UTF-8"},
};

START_TEST(faults_of_the_table)
{
	struct ao_faces *faces = open_faces();
	struct ao_gaiji *g;
	char want[300];

	scratch_write(faults[_i].text);
	g = ao_gaiji_open(table, &err);
	ck_assert_msg(!g || !ao_faces_take_gaiji(faces, g, &err),
		      "not found: %s", faults[_i].says);
	ck_assert_int_eq(err.status, AO_INPUT);
	snprintf(want, sizeof(want), "%s%s", table, faults[_i].where);
	ck_assert_msg(!strncmp(err.where, want, strlen(want)), "%s, not %s: %s",
		      err.where, want, err.text);
	ck_assert_msg(strstr(err.text, faults[_i].says), "%s", err.text);
	ao_faces_close(faces);
}
END_TEST

START_TEST(no_table)
{
	unlink(table);
	ck_assert_ptr_null(ao_gaiji_open(table, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_ptr_nonnull(strstr(err.where, table));
}
END_TEST

static struct ao_faces *with_table(const char *text)
{
	struct ao_faces *faces = open_faces();
	struct ao_gaiji *g;

	scratch_write(text);
	g = ao_gaiji_open(table, &err);
	ck_assert_msg(g != NULL, "%s: %s", err.where, err.text);
	ck_assert_msg(ao_faces_take_gaiji(faces, g, &err), "%s: %s", err.where,
		      err.text);
	return faces;
}

#define TABLE                                                                  \
	HEAD "U+E000,replace,U+9AD9,\nU+E001,variation,U+8FBB U+E0102,\n"      \
	     "U+E002,font,U+F137,\nU+E003,ask,,\nU+E004,font,#33944,\n"        \
	     "U+9089 U+E0155,replace,U+9089,\nU+51DB,ask,,\n"

START_TEST(replaced)
{
	static const char *const cases[][2] = {
		{"山\uE000田\uE000", "山髙田髙"},
		{"\uE001本", "辻\U000E0102本"},
		{"\uE002\uE003\uE004\uE777", "\uE002\uE003\uE004\uE777"},
		{"渡\u9089\U000E0155\u9089", "渡\u9089\u9089"},
		{"山田　太郎", "山田　太郎"},
		{"", ""},
	};
	struct ao_faces *faces = with_table(TABLE);
	const struct ao_gaiji *g = ao_faces_gaiji(faces);

	ck_assert_uint_eq(ao_gaiji_lines(g), 7);
	for (size_t i = 0; i < COUNT(cases); i++)
		ck_assert_str_eq(ao_gaiji_replaced(g, cases[i][0], arena),
				 cases[i][1]);
	ck_assert_str_eq(ao_gaiji_replaced(NULL, "\uE000", arena), "\uE000");
	ao_faces_close(faces);
}
END_TEST

static unsigned face_of(struct ao_faces *faces, uint32_t cp)
{
	return ao_faces_for(faces, 0, (struct ao_cluster){cp, 0});
}

/* One by one: the field's face stays what it was. */
START_TEST(drawn_by_the_city)
{
	struct ao_faces *faces = with_table(TABLE);
	struct ao_missing missing;
	unsigned face = 9;

	ck_assert(ao_faces_pick(faces, 0, "山\uE002\uF138\uE004𠮷", &face,
				&missing));
	ck_assert_uint_eq(face, 0);
	ck_assert_uint_eq(face_of(faces, 0x5C71), 0);
	ck_assert_uint_eq(face_of(faces, 0xE002), 1);
	ck_assert_uint_eq(face_of(faces, 0xF138), 1);
	ck_assert_uint_eq(face_of(faces, 0xE004), 1);
	ck_assert(!ao_faces_pick(faces, 0, "山\uE777", &face, &missing));
	ck_assert_uint_eq(missing.cluster.base, 0xE777);
	ck_assert_uint_eq(missing.position, 2);
	/* ask holds even what every font has. */
	ck_assert(!ao_faces_pick(faces, 0, "山凛", &face, &missing));
	ck_assert_uint_eq(missing.cluster.base, 0x51DB);
	ck_assert(!ao_faces_pick(faces, 0, "\uE003", &face, &missing));
	/* #33944 is U+F138's glyph, U+E002 is U+F137's. */
	ck_assert_int_eq(
		ao_face_advance(faces, 1, (struct ao_cluster){0xE004, 0}),
		ao_face_advance(faces, 1, (struct ao_cluster){0xF138, 0}));
	ck_assert(!ao_face_has(faces, 0, (struct ao_cluster){0xF138, 0}));
	ao_faces_close(faces);
}
END_TEST

static const struct {
	const char *listed, *printed; /* up to the character */
	unsigned want;
	const char *why;
} places[] = {
	{"山田", "", 1, "the first"},
	{"山田", "山", 2, "the second"},
	{"　山田", "", 2, "behind a blank that is not printed"},
	{"邉\U000E010F直", "邉\U000E010F", 2, "a variation is one"},
	{"ﾊﾟｶ", "パ", 3, "half-width marks stand on their own in the list"},
	{"か\u3099わ", "が", 2, "a mark does not"},
	{"か\u309Aわ", "か\u309A", 2, "nor where nothing is composed"},
	{"NGUYE\u0302\u0303N", "NGUYỄ", 6, "two accents neither"},
	{"ｱ ｲ", "ア　", 3, "a blank that is widened"},
	{"\uE000田", "髙", 2, "behind a replacement"},
	{"渡\u9089\U000E0155田", "渡\u9089", 3, "behind a shorter one"},
};

START_TEST(place_in_the_list)
{
	struct ao_faces *faces = with_table(TABLE);
	struct ao_notice_options o = {.gaiji = ao_faces_gaiji(faces)};

	ck_assert_msg(ao_notice_position(places[_i].listed,
					 strlen(places[_i].printed), &o,
					 arena) == places[_i].want,
		      "%s", places[_i].why);
	ao_faces_close(faces);
}
END_TEST

#define ONE "format: 1\nfiles:\n  - {name: A, path: " IPAMJ "}\n"

START_TEST(named_in_fonts_yaml)
{
	static const char list[] = "/tmp/aofuto-gaiji-fonts.yaml";
	struct ao_faces *faces;
	FILE *f = fopen(list, "w");

	scratch_write(TABLE);
	ck_assert_ptr_nonnull(f);
	fprintf(f,
		ONE "  - {name: C, path: " CITY ", gaiji: true}\n"
		    "roles:\n  - {name: name, files: [A]}\ngaiji_table: %s\n",
		strrchr(table, '/') + 1);
	fclose(f);
	faces = ao_fonts_open(list, &err);
	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	ck_assert_uint_eq(ao_gaiji_lines(ao_faces_gaiji(faces)), 7);
	ck_assert_uint_eq(face_of(faces, 0xF138), 1);
	ao_faces_close(faces);
	scratch_write(HEAD "U+E000,swap,,\n");
	ck_assert_ptr_null(ao_fonts_open(list, &err));
	ck_assert_ptr_nonnull(strstr(err.where, table));
	unlink(list);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, clusters, 0, (int)COUNT(cuts));
	tcase_add_loop_test(tc, pairs_in_a_cell, 0, (int)COUNT(pairs));
	tcase_add_loop_test(tc, faults_of_the_table, 0, (int)COUNT(faults));
	tcase_add_test(tc, no_table);
	tcase_add_test(tc, replaced);
	tcase_add_test(tc, drawn_by_the_city);
	tcase_add_loop_test(tc, place_in_the_list, 0, (int)COUNT(places));
	tcase_add_test(tc, named_in_fonts_yaml);
}

SUITE_MAIN("gaiji", fill);
