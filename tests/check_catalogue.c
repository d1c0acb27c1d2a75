/* check_catalogue.c - a damaged file of messages is never used. */
#include "cli/catalogue.h"

#include "aofuto/base/file.h"
#include "support/suite.h"

#include <string.h>

static const struct {
	const char *id, *translated;
	bool same;
} pairs[] = {
	{"%s needs %s", "%s には %s が要ります", true},
	{"%s: %d of %lu", "%3$lu の %2$d（%1$s）", true},
	{"%s of %d", "%s", true},
	{"%d%%, %.0f", "%d%%、毎秒 %.0f", true},
	{"at 100% (no more)", "100%（だけ）", true},
	{"no value", "値なし", true},
	{"%.*s", "%.*s です", true},
	{"%s needs %s", "%s には %d が要ります", false},
	{"%d rows", "%s 行", false},
	{"%d rows", "%ld 行", false},
	{"%lu rows", "%u 行", false},
	{"%s", "%s %s", false},
	{"plain", "%s", false},
	{"%s", "%2$s", false},
	{"%d", "%n", false},
	{"%s %s", "%1$s %99999999999$s", false},
	{"%s", "%*s", false},
	{"%zu", "%lu", false},
	{"%.1f", "%d", false},
};

START_TEST(values_are_those_of_the_sentence)
{
	ck_assert_msg(
		catalogue_same_values(pairs[_i].id, pairs[_i].translated) ==
			pairs[_i].same,
		"%s / %s", pairs[_i].id, pairs[_i].translated);
}
END_TEST

static void own(struct ao_buf *bytes)
{
	struct ao_error err = {0};

	ck_assert_msg(ao_file_read(CATALOGUE, 8 << 20, bytes, &err), "%s",
		      err.text);
}

START_TEST(our_own_is_sound)
{
	struct ao_buf bytes = {0};

	own(&bytes);
	ck_assert(catalogue_is_sound(bytes.s, bytes.n));
	ao_buf_release(&bytes);
}
END_TEST

/* In memory of its exact size, so that a sanitizer sees a byte too many. */
static bool cut_is_sound(const struct ao_buf *whole, size_t n)
{
	char *part = ao_calloc(1, n ? n : 1);
	bool sound;

	memcpy(part, whole->s, n);
	sound = catalogue_is_sound(part, n);
	free(part);
	return sound;
}

START_TEST(a_cut_one_is_not)
{
	struct ao_buf bytes = {0};

	own(&bytes);
	for (size_t n = 0; n < bytes.n; n += n < 64 ? 1 : 997)
		ck_assert_msg(!cut_is_sound(&bytes, n), "%zu bytes", n);
	ck_assert(!cut_is_sound(&bytes, bytes.n - 1));
	ao_buf_release(&bytes);
}
END_TEST

/* Any word of the head or the tables replaced: no crash, whatever is said. */
START_TEST(wrong_places_are_seen)
{
	static const uint32_t wrong[] = {0, 1, 0x7FFFFFFF, 0xFFFFFFFF};
	struct ao_buf bytes = {0};

	own(&bytes);
	for (size_t at = 0; at < 4000; at += 4)
		for (size_t w = 0; w < COUNT(wrong); w++) {
			uint32_t was;

			memcpy(&was, bytes.s + at, 4);
			memcpy(bytes.s + at, &wrong[w], 4);
			if (wrong[w] >= 0x7FFFFFFF && at != 20)
				ck_assert_msg(!cut_is_sound(&bytes, bytes.n),
					      "word at %zu", at);
			memcpy(bytes.s + at, &was, 4);
		}
	ao_buf_release(&bytes);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_loop_test(tc, values_are_those_of_the_sentence, 0,
			    COUNT(pairs));
	tcase_add_test(tc, our_own_is_sound);
	tcase_add_test(tc, a_cut_one_is_not);
	tcase_add_test(tc, wrong_places_are_seen);
}

SUITE_MAIN("catalogue", fill);
