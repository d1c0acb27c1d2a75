/* check_repertoire.c - the sets have the sizes that their standards say. */
#include "aofuto/input/repertoire.h"
#include "support/suite.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

static uint32_t cp[AO_REPERTOIRE_MOST];

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static bool has(size_t n, uint32_t wanted)
{
	return bsearch(&wanted, cp, n, sizeof(*cp), by_value) != NULL;
}

static size_t sorted(enum ao_repertoire which)
{
	size_t n = ao_repertoire(which, cp);

	qsort(cp, n, sizeof(*cp), by_value);
	for (size_t i = 1; i < n; i++)
		ck_assert_msg(cp[i - 1] < cp[i], "U+%04X is there twice",
			      (unsigned)cp[i]);
	return n;
}

START_TEST(sizes)
{
	size_t n = sorted(AO_REPERTOIRE_JIS_X_0208);

	ck_assert_uint_eq(n, 6355);
	ck_assert(has(n, 0x4E9C) && has(n, 0x7199)); /* 亜 熙: first, last */
	ck_assert(!has(n, 0x4EDD));                  /* 仝 is a sign */
	n = sorted(AO_REPERTOIRE_JIS_X_0213);
	ck_assert_uint_eq(n, 10050);
	ck_assert(has(n, 0x20B9F)); /* 𠮟, of 常用漢字表 */
	ck_assert(has(n, 0xFA19));  /* 神 in the form of 人名用漢字 */
	ck_assert(has(n, 0x2A6B2)); /* the last of plane 2 */
	n = sorted(AO_REPERTOIRE_VIETNAMESE);
	ck_assert_uint_eq(n, 134);
	ck_assert(has(n, 0x1EF9) && has(n, 0x0110)); /* ỹ Đ */
}
END_TEST

/* All that JIS X 0208 has JIS X 0213 has. */
START_TEST(grows)
{
	static uint32_t old[AO_REPERTOIRE_MOST];
	size_t n = ao_repertoire(AO_REPERTOIRE_JIS_X_0208, old);
	size_t all = sorted(AO_REPERTOIRE_JIS_X_0213);

	for (size_t i = 0; i < n; i++)
		ck_assert_msg(has(all, old[i]), "U+%04X", (unsigned)old[i]);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, sizes);
	tcase_add_test(tc, grows);
}

SUITE_MAIN("repertoire", fill);
