/* check_cff.c - the charset of a CFF table, whole, cut and flipped. */
#include "notice/cff.h"
#include "support/suite.h"

#include <stdlib.h>
#include <string.h>

enum { GLYPHS = 5, CHARSET = 32, HEAD = 32 };

/* Header, Name INDEX, Top DICT INDEX (ROS, charset, CharStrings). */
static const unsigned char head[HEAD] = {
	1,   0,   4,       1,                         /* header */
	0,   1,   1,       1,  2,  'A',               /* Name INDEX */
	0,   1,   1,       1,  18,                    /* Top DICT INDEX */
	139, 139, 30,      10, 95, 12,  30,           /* 0 0 0.5: ROS */
	28,  0,   CHARSET, 15, 29, 0,   0,  0, 0, 17, /* the two offsets */
};

struct made {
	unsigned char bytes[80];
	size_t n;
};

static struct made make(const unsigned char *charset, size_t n)
{
	struct made m = {.n = HEAD + n + 2};

	memcpy(m.bytes, head, HEAD);
	memcpy(m.bytes + CHARSET, charset, n);
	m.bytes[30] = (unsigned char)(CHARSET + n);
	m.bytes[CHARSET + n + 1] = GLYPHS;
	return m;
}

/* In memory of just its size, so that a sanitizer sees one byte too many. */
static bool read_cids(const struct made *m, size_t n, uint16_t cid[GLYPHS])
{
	unsigned char *copy = malloc(n ? n : 1);
	bool ok;

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, m->bytes, n);
	ok = ao_cff_cids(copy, n, cid, GLYPHS);
	free(copy);
	return ok;
}

static const struct {
	const char *why;
	unsigned char charset[10];
	uint16_t n;
	uint16_t want[GLYPHS]; /* [0] is 1 when it is refused */
} cases[] = {
	{"format 0", {0, 0, 7, 1, 2, 0, 9, 3, 0}, 9, {0, 7, 258, 9, 768}},
	{"format 1", {1, 0, 7, 1, 1, 0, 1}, 7, {0, 7, 8, 256, 257}},
	{"format 2", {2, 0, 7, 0, 3}, 5, {0, 7, 8, 9, 10}},
	{"a range that says more than there is",
	 {2, 0, 7, 9, 9},
	 5,
	 {0, 7, 8, 9, 10}},
	{"a format that is none", {3, 0, 7, 0, 3}, 5, {1}},
	{"a range past the last CID", {2, 0xFF, 0xFE, 0, 3}, 5, {1}},
};

START_TEST(charsets)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct made m = make(cases[i].charset, cases[i].n);
		uint16_t cid[GLYPHS] = {0};
		bool ok = read_cids(&m, m.n, cid);

		ck_assert_msg(ok == !cases[i].want[0], "%s", cases[i].why);
		if (ok)
			ck_assert_msg(!memcmp(cid, cases[i].want, sizeof(cid)),
				      "%s", cases[i].why);
	}
}
END_TEST

/* Without ROS a glyph's number is its CID, whatever the charset names. */
START_TEST(name_keyed)
{
	struct made m = make(cases[0].charset, cases[0].n);
	uint16_t cid[GLYPHS];

	m.bytes[21] = 7; /* FontMatrix in place of ROS */
	ck_assert(read_cids(&m, m.n, cid));
	for (unsigned i = 0; i < GLYPHS; i++)
		ck_assert_uint_eq(cid[i], i);
}
END_TEST

START_TEST(another_number_of_glyphs)
{
	struct made m = make(cases[2].charset, cases[2].n);
	uint16_t cid[GLYPHS + 1];

	ck_assert(!ao_cff_cids(m.bytes, m.n, cid, GLYPHS - 1));
	ck_assert(!ao_cff_cids(m.bytes, m.n, cid, GLYPHS + 1));
	m.bytes[0] = 2;
	ck_assert(!ao_cff_cids(m.bytes, m.n, cid, GLYPHS));
}
END_TEST

START_TEST(cut_anywhere)
{
	for (size_t i = 0; i < 4; i++) {
		struct made m = make(cases[i].charset, cases[i].n);
		uint16_t cid[GLYPHS];

		for (size_t n = 0; n < m.n; n++)
			ck_assert_msg(!read_cids(&m, n, cid), "%s, %zu bytes",
				      cases[i].why, n);
	}
}
END_TEST

/* Whatever it says then, it stays inside the table. */
START_TEST(flipped_anywhere)
{
	struct made m = make(cases[1].charset, cases[1].n);
	uint16_t cid[GLYPHS];
	unsigned refused = 0;

	for (size_t i = 0; i < m.n; i++)
		for (unsigned value = 0; value < 256; value++) {
			struct made bad = m;

			bad.bytes[i] = (unsigned char)value;
			refused += !read_cids(&bad, bad.n, cid);
		}
	ck_assert_uint_gt(refused, 1000);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, charsets);
	tcase_add_test(tc, name_keyed);
	tcase_add_test(tc, another_number_of_glyphs);
	tcase_add_test(tc, cut_anywhere);
	tcase_add_test(tc, flipped_anywhere);
}
SUITE_MAIN("cff", fill);
