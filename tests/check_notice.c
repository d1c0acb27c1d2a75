/* check_notice.c - what a letter says, from a resident and a decision. */
#include "aofuto/notice/notice.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

static struct ao_arena *arena;
static struct ao_notice n;

static void set_up(void)
{
	arena = ao_arena_new();
}

static void tear_down(void)
{
	ao_arena_free(arena);
}

static const struct ao_notice_options options = {.dated_on = {2026, 12, 1},
						 .month = {2026, 12, 1}};

static struct ao_resident resident(void)
{
	return (struct ao_resident){.believed = true,
				    .resident_id = "1001",
				    .name = "髙橋　吉之助",
				    .name_kana = "ﾀｶﾊｼ ｷﾁﾉｽｹ",
				    .postal_code = "3590042",
				    .address = "埼玉県所沢市並木一丁目1番地の1",
				    .address_town = "",
				    .address_number = "",
				    .building = "",
				    .application_id = "12345678901234567890123",
				    .birth_date = {1985, 3, 20}};
}

/* Everything that `expiring` names ends on 2027-03-20. */
static void make(const struct ao_resident *r, enum ao_kind kind,
		 unsigned expiring, const struct ao_notice_options *o)
{
	struct ao_decision d = {.verdict = AO_PRINT,
				.kind = kind,
				.expiring = expiring,
				.next_expiry = {2027, 3, 20},
				.renewal_opens_on = {2026, 12, 21}};
	struct ao_terms t = {0};

	for (unsigned i = 0; i < AO_ITEM_COUNT; i++)
		if (expiring & AO_ITEM_BIT(i)) {
			t.item[i].exists = true;
			t.item[i].last_day = d.next_expiry;
		}
	ao_notice_make(&n, r, &t, &d, o, arena);
}

START_TEST(fields)
{
	struct ao_resident r = resident();

	make(&r, AO_KIND_CARD_CERT, 7, &options);
	ck_assert_str_eq(n.text[AO_FIELD_NAME], "髙橋　吉之助");
	ck_assert_str_eq(n.text[AO_FIELD_NAME_KANA], "タカハシ　キチノスケ");
	ck_assert_str_eq(n.text[AO_FIELD_POSTAL_CODE], "359-0042");
	ck_assert_str_eq(n.text[AO_FIELD_CUSTOMER_BARCODE], "35900421-1-1");
	ck_assert_str_eq(n.text[AO_FIELD_MONTH], "2026-12");
	ck_assert_str_eq(n.text[AO_FIELD_KIND], "CARD_CERT");
	ck_assert_str_eq(n.text[AO_FIELD_APPLICATION_ID],
			 "12345678901234567890123");
	ck_assert_str_eq(n.text[AO_FIELD_SEQUENCE], "");
	ck_assert(ao_date_equal(n.date[AO_FIELD_SIGN_EXPIRES_ON],
				ao_date_of(2027, 3, 20)));
	ck_assert(ao_date_equal(n.date[AO_FIELD_EXPIRES_ON],
				ao_date_of(2027, 3, 20)));
	ck_assert(ao_date_equal(n.date[AO_FIELD_OPENS_ON],
				ao_date_of(2026, 12, 21)));
	ck_assert(ao_date_equal(n.date[AO_FIELD_DATED_ON],
				ao_date_of(2026, 12, 1)));
	for (size_t i = 0; i < AO_FIELD_COUNT; i++)
		ck_assert_ptr_nonnull(n.text[i]);
}
END_TEST

static const struct {
	enum ao_kind kind;
	unsigned expiring, flags;
} kinds[] = {
	{AO_KIND_CARD_CERT, 7,
	 AO_FLAG(CARD_CERT) | AO_FLAG(CARD) | AO_FLAG(AUTH) | AO_FLAG(SIGN) |
		 AO_FLAG(CERT) | AO_FLAG(APPLICATION_ID)},
	{AO_KIND_CARD_CERT, 3,
	 AO_FLAG(CARD_CERT) | AO_FLAG(CARD) | AO_FLAG(AUTH) | AO_FLAG(CERT) |
		 AO_FLAG(APPLICATION_ID)},
	{AO_KIND_CARD_ONLY, 1,
	 AO_FLAG(CARD_ONLY) | AO_FLAG(CARD) | AO_FLAG(APPLICATION_ID)},
	{AO_KIND_CERT_ONLY, 6,
	 AO_FLAG(CERT_ONLY) | AO_FLAG(AUTH) | AO_FLAG(SIGN) | AO_FLAG(CERT)},
	{AO_KIND_CERT_ONLY, 4,
	 AO_FLAG(CERT_ONLY) | AO_FLAG(SIGN) | AO_FLAG(CERT)},
};

START_TEST(flags_of_each_kind)
{
	struct ao_resident r = resident();

	make(&r, kinds[_i].kind, kinds[_i].expiring, &options);
	ck_assert_uint_eq(n.flags, kinds[_i].flags | AO_FLAG(NAME_KANA) |
					   AO_FLAG(CUSTOMER_BARCODE));
	ck_assert_int_eq(!*n.text[AO_FIELD_APPLICATION_ID],
			 kinds[_i].kind == AO_KIND_CERT_ONLY);
}
END_TEST

START_TEST(options_and_blanks)
{
	struct ao_notice_options o = options;
	struct ao_resident r = resident();

	o.print_id = AO_PRINT_ID_ALWAYS;
	o.specimen = true;
	r.building = "ﾊｲﾂ201";
	r.name_kana = "";
	make(&r, AO_KIND_CERT_ONLY, 6, &o);
	ck_assert(n.flags & AO_FLAG(APPLICATION_ID));
	ck_assert(n.flags & AO_FLAG(SPECIMEN));
	ck_assert(n.flags & AO_FLAG(BUILDING));
	ck_assert(!(n.flags & AO_FLAG(NAME_KANA)));
	ck_assert_str_eq(n.text[AO_FIELD_BUILDING], "ハイツ201");
	r.application_id = "";
	r.postal_code = "359";
	make(&r, AO_KIND_CARD_ONLY, 1, &o);
	ck_assert(!(n.flags & AO_FLAG(APPLICATION_ID)));
	ck_assert_str_eq(n.text[AO_FIELD_POSTAL_CODE], "359");
	ck_assert_str_eq(n.text[AO_FIELD_CUSTOMER_BARCODE], "");
	ck_assert(!(n.flags & AO_FLAG(CUSTOMER_BARCODE)));
}
END_TEST

/* \u{XXXX} in a case is that code point. */
static char *unescape(const char *s)
{
	struct ao_buf out = {0};
	char *copy;

	while (*s) {
		unsigned cp;
		int length = 0;

		if (sscanf(s, "\\u{%x}%n", &cp, &length) == 1 && length) {
			ao_buf_add_utf8(&out, cp);
			s += length;
		} else {
			ao_buf_add(&out, s++, 1);
		}
	}
	copy = ao_arena_strdup(arena, out.s);
	ao_buf_release(&out);
	return copy;
}

START_TEST(kana)
{
	FILE *f = fopen(TEST_DIR "/cases/kana.tsv", "r");
	char line[1024];
	size_t cases = 0;

	ck_assert_ptr_nonnull(f);
	while (fgets(line, sizeof(line), f)) {
		char *rest = line, *given = strsep(&rest, "\t");
		char *wanted = strsep(&rest, "\t");
		struct ao_resident r = resident();

		if (*line == '#')
			continue;
		r.name = r.name_kana = r.address = r.building = unescape(given);
		make(&r, AO_KIND_CARD_ONLY, 1, &options);
		wanted = unescape(wanted);
		ck_assert_msg(!strcmp(n.text[AO_FIELD_NAME], wanted),
			      "%s: %s, not %s", rest, n.text[AO_FIELD_NAME],
			      wanted);
		ck_assert_str_eq(n.text[AO_FIELD_NAME_KANA], wanted);
		ck_assert_str_eq(n.text[AO_FIELD_ADDRESS], wanted);
		ck_assert_str_eq(n.text[AO_FIELD_BUILDING], wanted);
		cases++;
	}
	fclose(f);
	ck_assert_uint_ge(cases, 25);
}
END_TEST

START_TEST(specimen)
{
	struct ao_notice_options o = options;

	o.specimen = true;
	ao_notice_specimen(&n, AO_KIND_CARD_CERT, 7, &o, arena);
	ck_assert(n.flags & AO_FLAG(SPECIMEN));
	ck_assert(n.flags & AO_FLAG(APPLICATION_ID));
	ck_assert(ao_date_equal(n.date[AO_FIELD_EXPIRES_ON],
				ao_date_of(2027, 3, 20)));
	ck_assert(ao_date_equal(n.date[AO_FIELD_OPENS_ON],
				ao_date_of(2026, 12, 21)));
	ck_assert_ptr_nonnull(strstr(n.text[AO_FIELD_NAME], "見本"));
	ao_notice_specimen(&n, AO_KIND_CERT_ONLY, 6, &o, arena);
	ck_assert(!(n.flags & AO_FLAG(CARD)));
	ck_assert(!ao_date_known(n.date[AO_FIELD_CARD_EXPIRES_ON]));
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, fields);
	tcase_add_loop_test(tc, flags_of_each_kind, 0, (int)COUNT(kinds));
	tcase_add_test(tc, options_and_blanks);
	tcase_add_test(tc, kana);
	tcase_add_test(tc, specimen);
}

SUITE_MAIN("notice", fill);
