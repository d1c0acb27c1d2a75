/* check_seen.c - an id that comes twice is always found. */
#include "aofuto/batch/seen.h"
#include "support/suite.h"

#include <stdio.h>

/* The published vectors: key 00..0f, input 00..(n-1); SipHash-2-4. */
static const struct {
	size_t n;
	uint64_t want;
} vectors[] = {
	{0, 0x726fdb47dd0e0e31u},  {1, 0x74f839c593dc67fdu},
	{7, 0xab0200f58b01d137u},  {8, 0x93f5f5799a932462u},
	{15, 0xa129ca6149be45e5u}, {63, 0x958a324ceb064572u},
};

START_TEST(siphash_is_siphash)
{
	unsigned char key[16], input[64];

	for (unsigned char i = 0; i < 64; i++)
		input[i] = i;
	for (unsigned char i = 0; i < 16; i++)
		key[i] = i;
	ck_assert_uint_eq(ao_siphash(key, input, vectors[_i].n),
			  vectors[_i].want);
}
END_TEST

START_TEST(first_row_is_remembered)
{
	struct ao_seen *s = ao_seen_new();

	ck_assert_uint_eq(ao_seen_row(s, "0001", 1), 0);
	ck_assert_uint_eq(ao_seen_row(s, "0002", 2), 0);
	ck_assert_uint_eq(ao_seen_row(s, "0001", 3), 1);
	ck_assert_uint_eq(ao_seen_row(s, "0001", 4), 1);
	ck_assert_uint_eq(ao_seen_row(s, "1", 5), 0);
	ck_assert_uint_eq(ao_seen_row(s, "", 6), 0);
	ck_assert_uint_eq(ao_seen_row(s, "", 7), 6);
	ao_seen_free(s);
}
END_TEST

/* Through every growth of every part. */
START_TEST(many_ids)
{
	enum { MANY = 300000 };
	struct ao_seen *s = ao_seen_new();
	char id[16];

	for (unsigned long i = 1; i <= MANY; i++) {
		snprintf(id, sizeof(id), "%010lu", i);
		ck_assert_uint_eq(ao_seen_row(s, id, i), 0);
	}
	for (unsigned long i = 1; i <= MANY; i++) {
		snprintf(id, sizeof(id), "%010lu", i);
		ck_assert_uint_eq(ao_seen_row(s, id, MANY + i), i);
	}
	ao_seen_free(s);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_loop_test(tc, siphash_is_siphash, 0, COUNT(vectors));
	tcase_add_test(tc, first_row_is_remembered);
	tcase_add_test(tc, many_ids);
}

SUITE_MAIN("seen", fill);
