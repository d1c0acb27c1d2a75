/* check_tally.c - a sum that is wrong ends the program. */
#include "aofuto/batch/tally.h"
#include "support/suite.h"

#include <signal.h>

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

static void fill(TCase *tc)
{
	tcase_add_test(tc, sums_are_right);
	tcase_add_test_raise_signal(tc, a_lost_resident_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(tc, a_lost_reason_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(tc, a_notice_without_kind_is_a_bug,
				    SIGABRT);
}

SUITE_MAIN("tally", fill);
