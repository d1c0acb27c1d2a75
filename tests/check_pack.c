/* check_pack.c - a notice comes back from its bytes, or does not at all. */
#include "aofuto/notice/pack.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

static struct ao_arena *arena;
static struct ao_buf packed;

static void set_up(void)
{
	arena = ao_arena_new();
	packed = (struct ao_buf){0};
}

static void tear_down(void)
{
	ao_buf_release(&packed);
	ao_arena_free(arena);
}

/* Ledgers of version 0.1 hold these bytes: they are never made anew. Put
 * together by a Python program from the form that pack.c writes down. */
static const char specimen_hex[] =
	"010104000007f9020fe8a68be69cace38080e88ab1e5ad900315e3839fe3839b"
	"e383b3e38080e3838fe3838ae382b304083939392d39393939052fe8a68be69c"
	"ace79c8ce8a68be69cace5b882e8a68be69cace794bae4b880e4b881e79bae32"
	"e795aae59cb0e381ae33061ce8a68be69cace3839ee383b3e382b7e383a7e383"
	"b331323033e58fb7071731323334353637383930313233343536373839303132"
	"33080300a73c090300e3280a0300e3290b0300e32a0c0300e32b0d0300e2cf0e"
	"0300e2bb0f07323032362d31321009434152445f43455254";

static void specimen(struct ao_notice *n)
{
	struct ao_notice_options o = {.dated_on = {2026, 12, 1},
				      .month = {2026, 12, 1},
				      .specimen = true};

	ao_notice_specimen(n, AO_KIND_CARD_CERT, 7, &o, arena);
	/* No two days alike, so that none can stand for another. */
	n->date[AO_FIELD_AUTH_EXPIRES_ON] = ao_date_of(2027, 3, 21);
	n->date[AO_FIELD_SIGN_EXPIRES_ON] = ao_date_of(2027, 3, 22);
	n->date[AO_FIELD_EXPIRES_ON] = ao_date_of(2027, 3, 23);
}

static void pack(const struct ao_notice *n)
{
	ao_buf_clear(&packed);
	ao_notice_pack(n, &packed);
}

static bool unpack(struct ao_notice *n)
{
	return ao_notice_unpack(n, packed.s, packed.n, arena);
}

static const struct {
	enum ao_field_type type;
	bool kept;
} field[AO_FIELD_COUNT] = {
#define KEPT(name)                                                             \
	(AO_FIELD_##name != AO_FIELD_SEQUENCE &&                               \
	 AO_FIELD_##name != AO_FIELD_SHEET &&                                  \
	 AO_FIELD_##name != AO_FIELD_SHEETS)
#define X(name, text, type)                                                    \
	[AO_FIELD_##name] = {AO_FIELD_TYPE_##type, KEPT(name)},
	AO_FIELD_TABLE(X)
#undef X
};

/* No field, no flag. */
static struct ao_notice blank(void)
{
	struct ao_notice n = {0};

	for (size_t f = 0; f < AO_FIELD_COUNT; f++)
		n.text[f] = "";
	return n;
}

static void same(const struct ao_notice *got, const struct ao_notice *want)
{
	ck_assert_uint_eq(got->flags, want->flags);
	ck_assert_int_eq(got->edition, want->edition);
	for (size_t f = 0; f < AO_FIELD_COUNT; f++) {
		ck_assert_str_eq(got->text[f],
				 field[f].kept ? want->text[f] : "");
		ck_assert_int_eq(got->date[f].year, want->date[f].year);
		ck_assert_int_eq(got->date[f].month, want->date[f].month);
		ck_assert_int_eq(got->date[f].day, want->date[f].day);
	}
}

static void comes_back(const struct ao_notice *n)
{
	struct ao_notice got;

	pack(n);
	ck_assert(unpack(&got));
	same(&got, n);
}

static struct ao_buf unhex(const char *hex)
{
	struct ao_buf b = {0};

	for (; *hex; hex += 2) {
		unsigned byte;
		char c;

		ck_assert_int_eq(sscanf(hex, "%2x", &byte), 1);
		c = (char)byte;
		ao_buf_add(&b, &c, 1);
	}
	return b;
}

START_TEST(an_old_ledger_is_read)
{
	struct ao_buf old = unhex(specimen_hex), hex = {0};
	struct ao_notice want, got;

	specimen(&want);
	ao_notice_drop_barcode(&want);
	pack(&want);
	for (size_t i = 0; i < packed.n; i++)
		ao_buf_addf(&hex, "%02x", (unsigned char)packed.s[i]);
	ck_assert_str_eq(hex.s, specimen_hex);
	ck_assert(ao_notice_unpack(&got, old.s, old.n, arena));
	same(&got, &want);
	ck_assert_str_eq(got.text[AO_FIELD_CUSTOMER_BARCODE], "");
	ao_buf_release(&old);
	ao_buf_release(&hex);
}
END_TEST

/* And those of version 0.2 the barcode behind them, and its flag. */
START_TEST(a_barcode_comes_last)
{
	struct ao_buf hex = {0}, now = {0};
	struct ao_notice want, got;

	ao_buf_adds(&now, "01010400000ff9");
	ao_buf_adds(&now, specimen_hex + strlen("010104000007f9"));
	ao_buf_adds(&now, "111139393939393939312d322d332d31323033");
	specimen(&want);
	pack(&want);
	for (size_t i = 0; i < packed.n; i++)
		ao_buf_addf(&hex, "%02x", (unsigned char)packed.s[i]);
	ck_assert_str_eq(hex.s, now.s);
	ck_assert(unpack(&got));
	same(&got, &want);
	ao_buf_release(&hex);
	ao_buf_release(&now);
}
END_TEST

/* Each field alone, so that none is put into another's place. */
/* What ledgers hold for ever, behind a notice of the ordinary edition. */
static const struct {
	enum ao_edition edition;
	const char *bytes;
} editions[] = {
	{AO_EDITION_JA, ""},
	{AO_EDITION_JA_EASY, "\22\7ja-easy"},
	{AO_EDITION_EN, "\22\2en"},
	{AO_EDITION_JA_LARGE, "\23\5large"},
	{AO_EDITION_JA_EASY_LARGE, "\22\7ja-easy\23\5large"},
	{AO_EDITION_EN_LARGE, "\22\2en\23\5large"},
};

START_TEST(every_edition_comes_back)
{
	struct ao_notice n;
	size_t ordinary, tail;

	specimen(&n);
	pack(&n);
	ordinary = packed.n;
	ck_assert_uint_eq(AO_COUNT(editions), AO_EDITION_COUNT);
	for (size_t i = 0; i < AO_COUNT(editions); i++) {
		n.edition = editions[i].edition;
		comes_back(&n);
		tail = strlen(editions[i].bytes);
		ck_assert_uint_eq(packed.n, ordinary + tail);
		ck_assert_mem_eq(packed.s + ordinary, editions[i].bytes, tail);
	}
}
END_TEST

/* A later program's: who prints it in Japanese prints another letter. */
START_TEST(an_edition_that_is_not_known_is_refused)
{
	static const char *const later[] = {"\22\2fr", "\22\2ja",
					    "\22\10ja-large", "\23\4huge",
					    "\22\2en\23\6larger"};
	struct ao_notice n;

	for (size_t i = 0; i < AO_COUNT(later); i++) {
		specimen(&n);
		pack(&n);
		ao_buf_adds(&packed, later[i]);
		ck_assert_msg(!unpack(&n), "%s", later[i]);
	}
}
END_TEST

START_TEST(every_field_comes_back)
{
	struct ao_notice n = blank();

	if (field[_i].type == AO_FIELD_TYPE_DATE)
		n.date[_i] = ao_date_of(2027, 3, 20);
	else
		n.text[_i] = "吉\U000E0100田 \"x\"";
	comes_back(&n);
	/* What the volume gives is not kept. */
	ck_assert_int_eq(packed.n > 7, field[_i].kept);
}
END_TEST

START_TEST(all_fields_at_once)
{
	char text[AO_FIELD_COUNT][8];
	struct ao_notice n = blank();

	for (int f = 0; f < AO_FIELD_COUNT; f++) {
		snprintf(text[f], sizeof(text[f]), "t%d", f);
		if (field[f].type == AO_FIELD_TYPE_DATE)
			n.date[f] = ao_date_of(2000 + f, 1, 1 + f);
		else
			n.text[f] = text[f];
	}
	comes_back(&n);
}
END_TEST

START_TEST(every_flag_comes_back)
{
	struct ao_notice n = blank();

	n.flags = 1u << _i;
	comes_back(&n);
	n.flags = (1u << AO_FLAG_COUNT) - 1;
	comes_back(&n);
	for (size_t i = 0; i < AO_FLAG_SETS; i++) {
		n.flags = ao_flag_set(i);
		comes_back(&n);
	}
}
END_TEST

static const struct ao_date days[] = {
	{1868, 1, 1},  {1868, 12, 31}, {1969, 12, 31}, {1970, 1, 1},
	{2000, 2, 29}, {9999, 12, 31}, {0, 0, 0},      {-1, 0, 0},
};

/* The bits in old ledgers, in the bytes that hold them. */
static const struct {
	unsigned flag;
	unsigned char high, low;
} old_flags[] = {
	{AO_FLAG(CARD_CERT), 0, 1}, {AO_FLAG(CERT_ONLY), 0, 2},
	{AO_FLAG(CARD_ONLY), 0, 4}, {AO_FLAG(CARD), 0, 8},
	{AO_FLAG(AUTH), 0, 16},     {AO_FLAG(SIGN), 0, 32},
	{AO_FLAG(CERT), 0, 64},     {AO_FLAG(APPLICATION_ID), 0, 128},
	{AO_FLAG(BUILDING), 1, 0},  {AO_FLAG(NAME_KANA), 2, 0},
	{AO_FLAG(SPECIMEN), 4, 0},  {AO_FLAG(CUSTOMER_BARCODE), 8, 0},
};

START_TEST(flags_stay_where_they_were)
{
	const unsigned char want[] = {
		1, 1, 4, 0, 0, old_flags[_i].high, old_flags[_i].low};
	struct ao_notice n = blank();

	n.flags = old_flags[_i].flag;
	pack(&n);
	ck_assert_uint_eq(packed.n, sizeof(want));
	ck_assert_mem_eq(packed.s, want, sizeof(want));
}
END_TEST

START_TEST(days_come_back)
{
	struct ao_notice n = blank();

	n.date[AO_FIELD_BIRTH_DATE] = days[_i];
	comes_back(&n);
}
END_TEST

START_TEST(texts_of_any_length_come_back)
{
	static const size_t length[] = {1,     126,   127,   128,   129,
					16383, 16384, 65536, 200000};
	struct ao_notice n = blank();

	for (size_t i = 0; i < COUNT(length); i++) {
		char *s = ao_arena_alloc(arena, length[i] + 1);

		memset(s, 'x', length[i]);
		n.text[AO_FIELD_ADDRESS] = s;
		comes_back(&n);
	}
}
END_TEST

START_TEST(equal_notices_are_equal_bytes)
{
	struct ao_notice n, other;
	struct ao_buf first = {0};

	specimen(&n);
	ao_notice_pack(&n, &first);
	specimen(&other); /* other strings, other addresses */
	other.text[AO_FIELD_BUILDING] =
		ao_arena_strdup(arena, n.text[AO_FIELD_BUILDING]);
	other.text[AO_FIELD_SEQUENCE] = "001-0002";
	other.text[AO_FIELD_SHEET] = "1";
	pack(&other);
	ck_assert_uint_eq(packed.n, first.n);
	ck_assert_mem_eq(packed.s, first.s, first.n);
	/* none and "" are the same; it appends */
	n.text[AO_FIELD_BUILDING] = NULL;
	pack(&n);
	other.text[AO_FIELD_BUILDING] = "";
	ao_buf_clear(&first);
	ao_buf_adds(&first, "12345");
	ao_notice_pack(&other, &first);
	ck_assert_uint_eq(packed.n + 5, first.n);
	ck_assert_mem_eq(packed.s, first.s + 5, packed.n);
	ao_buf_release(&first);
}
END_TEST

#define FLAGS0 "\1\1\4\0\0\0\0" /* version, and no flag */
static const struct {
	bool good;
	size_t n;
	const char *s;
	const char *why;
} bytes[] = {
#define B(good, s, why)                                                        \
	{                                                                      \
		good, sizeof(s) - 1, s, why                                    \
	}
	B(true, FLAGS0, "nothing but the flags"),
	B(true, FLAGS0 "\2\1x", "a name"),
	B(true, FLAGS0 "\x11\2zz", "a later version's value"),
	B(true, FLAGS0 "\2\1x\xF0\0", "another, of no bytes"),
	B(true, FLAGS0 "\xFF\2\0\xFF", "another, whatever its bytes"),
	B(true, "\1\1\4\x80\0\0\0", "a later version's flag"),
	B(true, FLAGS0 "\x08\0", "an unknown day"),
	B(true, FLAGS0 "\x08\3\0\0\0", "the first day"),
	B(true, FLAGS0 "\x08\3\x2D\x52\x27", "the last day"),
	B(false, "", "nothing"),
	B(false, "\1", "a version alone"),
	B(false, "\2\1\4\0\0\0\0", "another form"),
	B(false, "\0\1\4\0\0\0\0", "no form"),
	B(false, "\1\2\1x", "no flags"),
	B(false, "\1\1\3\0\0\0", "flags of three bytes"),
	B(false, "\1\1\5\0\0\0\0\0", "flags of five bytes"),
	B(false, FLAGS0 "\1\4\0\0\0\0", "flags twice"),
	B(false, FLAGS0 "\2\1x\2\1x", "a name twice"),
	B(false, FLAGS0 "\5\1x\2\1x", "another order"),
	B(false, FLAGS0 "\0\1x", "number 0"),
	B(false, FLAGS0 "\2", "no length"),
	B(false, FLAGS0 "\2\2x", "shorter than it says"),
	B(false, FLAGS0 "\2\0", "an empty text"),
	B(false, FLAGS0 "\2\x81\0x", "a length in more bytes than it needs"),
	B(false, FLAGS0 "\2\x81\x80\0x", "the same, longer"),
	B(false, FLAGS0 "\2\x81", "half a length"),
	B(false, FLAGS0 "\2\xFF\xFF\xFF\x7F", "a length of four bytes"),
	B(false, FLAGS0 "\2\xFF\xFF\x7Fx", "2 MiB that are not there"),
	B(false, FLAGS0 "\2\3x\0y", "NUL inside"),
	B(false, FLAGS0 "\2\1\x80", "no UTF-8"),
	B(false, FLAGS0 "\2\2\xE9\xAB", "half a character"),
	B(false, FLAGS0 "\2\3\xED\xA0\x80", "a surrogate"),
	B(false, FLAGS0 "\2\2\xC0\xAF", "an overlong form"),
	B(false, FLAGS0 "\x08\1\0", "a day of one byte"),
	B(false, FLAGS0 "\x08\4\0\0\0\0", "a day of four bytes"),
	B(false, FLAGS0 "\x08\3\x2D\x52\x28", "after the last day"),
	B(false, FLAGS0 "\x08\3\xFF\xFF\xFF", "far after it"),
#undef B
};

START_TEST(other_bytes_are_refused)
{
	struct ao_notice n;
	char *copy = malloc(bytes[_i].n ? bytes[_i].n : 1);

	/* In memory of their size, where a sanitizer sees a step too far. */
	memcpy(copy, bytes[_i].s, bytes[_i].n);
	ck_assert_msg(ao_notice_unpack(&n, copy, bytes[_i].n, arena) ==
			      bytes[_i].good,
		      "%s", bytes[_i].why);
	free(copy);
}
END_TEST

/* What is taken is a notice, which packs and comes back. */
static void taken_or_not(const char *s, size_t n)
{
	char *copy = malloc(n ? n : 1);
	struct ao_notice got;

	memcpy(copy, s, n);
	if (ao_notice_unpack(&got, copy, n, arena)) {
		comes_back(&got);
		ck_assert_uint_le(packed.n, n);
	}
	free(copy);
}

START_TEST(a_cut_is_seen_or_a_shorter_notice)
{
	struct ao_buf whole = {0};
	struct ao_notice n;
	size_t taken = 0;

	specimen(&n);
	ao_notice_pack(&n, &whole);
	for (size_t k = 0; k < whole.n; k++) {
		char *copy = malloc(k ? k : 1);

		memcpy(copy, whole.s, k);
		if (ao_notice_unpack(&n, copy, k, arena)) {
			taken++;
			pack(&n);
			ck_assert_uint_eq(packed.n, k);
			ck_assert_mem_eq(packed.s, copy, k);
		}
		free(copy);
	}
	ck_assert_uint_eq(taken, 16); /* between two values */
	ao_buf_release(&whole);
}
END_TEST

START_TEST(changed_bytes_do_no_harm)
{
	struct ao_buf whole = {0};
	struct ao_notice n;
	unsigned random = 12345;

	specimen(&n);
	ao_notice_pack(&n, &whole);
	for (size_t bit = 0; bit < 8 * whole.n; bit++) {
		whole.s[bit / 8] = (char)(whole.s[bit / 8] ^ 1 << bit % 8);
		taken_or_not(whole.s, whole.n);
		whole.s[bit / 8] = (char)(whole.s[bit / 8] ^ 1 << bit % 8);
	}
	for (int round = 0; round < 20000; round++) {
		char copy[512];

		ck_assert_uint_le(whole.n, sizeof(copy));
		memcpy(copy, whole.s, whole.n);
		for (int k = 0; k <= round % 8; k++) {
			random = random * 1103515245u + 12345u;
			copy[(random >> 16) % whole.n] = (char)(random >> 8);
		}
		taken_or_not(copy, 1 + (random >> 12) % whole.n);
		if (round % 100 == 0)
			ao_arena_reset(arena);
	}
	ao_buf_release(&whole);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, an_old_ledger_is_read);
	tcase_add_test(tc, a_barcode_comes_last);
	tcase_add_loop_test(tc, every_field_comes_back, 0, AO_FIELD_COUNT);
	tcase_add_test(tc, every_edition_comes_back);
	tcase_add_test(tc, an_edition_that_is_not_known_is_refused);
	tcase_add_test(tc, all_fields_at_once);
	tcase_add_loop_test(tc, every_flag_comes_back, 0, AO_FLAG_COUNT);
	tcase_add_loop_test(tc, flags_stay_where_they_were, 0,
			    (int)COUNT(old_flags));
	tcase_add_loop_test(tc, days_come_back, 0, (int)COUNT(days));
	tcase_add_test(tc, texts_of_any_length_come_back);
	tcase_add_test(tc, equal_notices_are_equal_bytes);
	tcase_add_loop_test(tc, other_bytes_are_refused, 0, (int)COUNT(bytes));
	tcase_add_test(tc, a_cut_is_seen_or_a_shorter_notice);
	tcase_add_test(tc, changed_bytes_do_no_harm);
}

SUITE_MAIN("pack", fill);
