/* check_text.c - arenas, buffers, UTF-8, numbers. */
#include "aofuto/base/text.h"
#include "support/suite.h"

#include <string.h>

static const struct {
	const char *bytes;
	uint32_t want[4];
} utf8[] = {
	{"a", {'a'}},
	{"\xE3\x81\x82", {0x3042}},
	{"\xF0\xA0\xAE\xB7", {0x20BB7}},
	{"\xF3\xA0\x84\x80", {0xE0100}},
	{"\xC0\xAF", {AO_UTF8_BAD, AO_UTF8_BAD}}, /* overlong '/' */
	{"\xE0\x80\xAF", {AO_UTF8_BAD, AO_UTF8_BAD, AO_UTF8_BAD}},
	{"\xED\xA0\x80", {AO_UTF8_BAD, AO_UTF8_BAD, AO_UTF8_BAD}},
	{"\xF4\x90\x80\x80",
	 {AO_UTF8_BAD, AO_UTF8_BAD, AO_UTF8_BAD, AO_UTF8_BAD}},
	{"\xE3\x81", {AO_UTF8_BAD, AO_UTF8_BAD}}, /* cut short */
	{"\xFF"
	 "b",
	 {AO_UTF8_BAD, 'b'}},
};

START_TEST(decodes)
{
	const char *s = utf8[_i].bytes;

	for (int k = 0; k < 4; k++)
		ck_assert_uint_eq(ao_utf8_next(&s), utf8[_i].want[k]);
	ck_assert_int_eq(*s, 0);
}
END_TEST

START_TEST(every_code_point_round_trips)
{
	for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
		char bytes[5] = {0};
		const char *s = bytes;
		size_t n;

		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		n = ao_utf8_put(bytes, cp);
		if (ao_utf8_next(&s) != cp || s != bytes + n)
			ck_abort_msg("U+%04X", (unsigned)cp);
	}
}
END_TEST

START_TEST(buffer_grows)
{
	struct ao_buf b = {0};

	for (int i = 0; i < 1000; i++)
		ao_buf_addf(&b, "%d,", i);
	ck_assert_uint_eq(b.n, 3890);
	ck_assert_uint_eq(strlen(b.s), b.n);
	ao_buf_clear(&b);
	ck_assert_str_eq(b.s, "");
	ao_buf_add_utf8(&b, 0x845B);
	ck_assert_str_eq(b.s, "葛");
	ao_buf_release(&b);
	ck_assert_ptr_null(b.s);
}
END_TEST

START_TEST(arena_keeps_and_resets)
{
	struct ao_arena *a = ao_arena_new();
	char *first = ao_arena_strdup(a, "first");
	double *aligned;

	for (int i = 0; i < 5000; i++)
		ao_arena_printf(a, "string number %d", i);
	aligned = ao_arena_alloc(a, sizeof(*aligned));
	ck_assert_uint_eq((uintptr_t)aligned % _Alignof(double), 0);
	ck_assert_double_eq(*aligned, 0.0);
	ck_assert_str_eq(first, "first");
	ck_assert_ptr_nonnull(ao_arena_alloc(a, 1000000));
	ao_arena_reset(a);
	ck_assert_str_eq(ao_arena_strndup(a, "again", 2), "ag");
	ck_assert_ptr_null(ao_arena_strdup(a, NULL));
	ao_arena_free(a);
	ao_arena_free(NULL);
}
END_TEST

static const struct {
	const char *s;
	bool ok;
	long want;
} numbers[] = {
	{"0", true, 0},
	{"42", true, 42},
	{"-7", true, -7},
	{"100", true, 100},
	{"101", false, 0},
	{"-11", false, 0},
	{"", false, 0},
	{" 1", false, 0},
	{"1 ", false, 0},
	{"+1", false, 0},
	{"1e1", false, 0},
	{"0x10", false, 0},
	{"99999999999999999999", false, 0},
};

START_TEST(parses_numbers)
{
	long got = 12345;

	ck_assert_int_eq(ao_parse_long(numbers[_i].s, -10, 100, &got),
			 numbers[_i].ok);
	ck_assert_int_eq(got, numbers[_i].ok ? numbers[_i].want : 12345);
}
END_TEST

START_TEST(narrows_only_ascii)
{
	ck_assert_uint_eq(ao_narrow(0xFF11), '1');
	ck_assert_uint_eq(ao_narrow(0x3000), ' ');
	ck_assert_uint_eq(ao_narrow(0xFF71), 0xFF71); /* half-width kana */
	ck_assert_uint_eq(ao_narrow(0x9AD9), 0x9AD9);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_loop_test(tc, decodes, 0, COUNT(utf8));
	tcase_add_test(tc, every_code_point_round_trips);
	tcase_add_test(tc, buffer_grows);
	tcase_add_test(tc, arena_keeps_and_resets);
	tcase_add_loop_test(tc, parses_numbers, 0, COUNT(numbers));
	tcase_add_test(tc, narrows_only_ascii);
}

SUITE_MAIN("text", fill);
