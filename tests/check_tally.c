/* check_tally.c - a sum that is wrong ends the program, or is not believed. */
#include "aofuto/batch/tally.h"
#include "support/suite.h"

#include "aofuto/batch/report.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static struct ao_tally three(void)
{
	struct ao_date december = ao_date_of(2026, 12, 1);
	struct ao_decision print = {.verdict = AO_PRINT,
				    .kind = AO_KIND_CARD_ONLY,
				    .renewal_opens_on =
					    ao_date_of(2026, 11, 30)};
	struct ao_decision held = {.verdict = AO_HELD,
				   .reason = AO_REASON_DV_SUPPORT};
	struct ao_decision review = {.verdict = AO_SET_ASIDE,
				     .reason = AO_REASON_GLYPH_MISSING};
	struct ao_tally t = {.read = 3};

	ao_tally_add(&t, &print, december);
	ao_tally_add(&t, &held, december);
	ao_tally_add(&t, &review, december);
	return t;
}

START_TEST(sums_are_right)
{
	struct ao_tally t = three();

	ao_tally_check(&t);
	ck_assert_uint_eq(t.kind[AO_KIND_CARD_ONLY], 1);
	ck_assert_uint_eq(t.catch_up, 1);
	ck_assert_uint_eq(t.reason[AO_HELD][AO_REASON_DV_SUPPORT], 1);
	ck_assert_uint_eq(ao_tally_set_aside(&t), 1);
}
END_TEST

START_TEST(a_lost_resident_is_a_bug)
{
	struct ao_tally t = three();

	t.read++;
	ao_tally_check(&t);
}
END_TEST

START_TEST(a_lost_reason_is_a_bug)
{
	struct ao_tally t = three();

	t.reason[AO_HELD][AO_REASON_DV_SUPPORT] = 0;
	ao_tally_check(&t);
}
END_TEST

START_TEST(a_notice_without_kind_is_a_bug)
{
	struct ao_tally t = three();

	t.kind[AO_KIND_CARD_ONLY] = 0;
	t.kind[AO_KIND_NONE] = 1;
	ao_tally_check(&t);
}
END_TEST

static void write_out(const struct ao_tally *t, struct ao_buf *out)
{
	struct ao_json j = {.out = out};

	ao_json_object(&j, NULL);
	ao_report_tally(&j, t);
	ao_json_end(&j);
}

START_TEST(what_was_written_is_read)
{
	struct ao_tally t = three(), read;
	struct ao_error err = {0};
	struct ao_buf out = {0};

	t.with_id = 1;
	t.with_barcode = 1;
	t.edition[AO_EDITION_JA] = 1;
	write_out(&t, &out);
	ck_assert(!strstr(out.s, "editions"));
	ck_assert(ao_report_tally_read(out.s, "ledger", &read, &err));
	ck_assert_mem_eq(&read, &t, sizeof(t));
	t.edition[AO_EDITION_JA] = 0;
	t.edition[AO_EDITION_EN_LARGE] = 1;
	ao_buf_clear(&out);
	write_out(&t, &out);
	ck_assert(strstr(out.s, "\"en-large\": 1") != NULL);
	ck_assert(ao_report_tally_read(out.s, "ledger", &read, &err));
	ck_assert_mem_eq(&read, &t, sizeof(t));
	ao_buf_release(&out);
}
END_TEST

/* Each of them in the place of what three() gives. */
static const struct {
	const char *was, *is;
} wrong[] = {
	{"\"residents\": 3", "\"residents\": 4"},
	{"\"print\": 1", "\"print\": 2"},
	{"\"print\": 1", "\"print\": -1"},
	{"\"held\": 1", "\"hold\": 1"},
	{"\"DV_SUPPORT\": 1", "\"DV_SUPPORT\": 2"},
	{"\"CARD_ONLY\": 1", "\"CARD_ONLY\": 0"},
	{"\"en\": 1", "\"en\": 2"},
	{"\"catch_up\": 1", "\"catch_up\": \"x\""},
	{"{", ""},
};

START_TEST(what_is_damaged_is_not_read)
{
	struct ao_tally t = three();
	struct ao_error err = {0};
	struct ao_buf out = {0}, bad = {0};
	const char *at;

	t.edition[AO_EDITION_EN] = 1;
	write_out(&t, &out);
	at = strstr(out.s, wrong[_i].was);
	ck_assert_msg(at != NULL, "%s is not in %s", wrong[_i].was, out.s);
	ao_buf_add(&bad, out.s, (size_t)(at - out.s));
	ao_buf_addf(&bad, "%s%s", wrong[_i].is, at + strlen(wrong[_i].was));
	ck_assert(!ao_report_tally_read(bad.s, "ledger", &t, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_str_eq(err.where, "ledger");
	ao_buf_release(&out);
	ao_buf_release(&bad);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, what_was_written_is_read);
	tcase_add_loop_test(tc, what_is_damaged_is_not_read, 0,
			    (int)AO_COUNT(wrong));
	tcase_add_test(tc, sums_are_right);
	tcase_add_test_raise_signal(tc, a_lost_resident_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(tc, a_lost_reason_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(tc, a_notice_without_kind_is_a_bug,
				    SIGABRT);
}

SUITE_MAIN("tally", fill);
