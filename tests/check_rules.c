/* check_rules.c - the dated table and the texts. */
#include "aofuto/expiry/rules.h"

#include "support/suite.h"

#include <string.h>

START_TEST(the_line_of_2022)
{
	const struct ao_regime *new = ao_regime_on(ao_date_of(2022, 4, 1));
	const struct ao_regime *old = ao_regime_on(ao_date_of(2022, 3, 31));

	ck_assert_int_eq(new->adult_age, 18);
	ck_assert_int_eq(old->adult_age, 20);
	ck_assert_ptr_eq(ao_regime_before(new), old);
	ck_assert_ptr_null(ao_regime_before(old));
	ck_assert(ao_date_equal(new->unclear_until, ao_date_of(2022, 9, 30)));
	ck_assert_str_ne(ao_regime_article(new), ao_regime_article(old));
}
END_TEST

START_TEST(there_is_always_a_regime)
{
	const struct ao_regime *first = ao_regime_on(ao_first_issue_day());

	ck_assert_ptr_eq(ao_regime_on(ao_date_of(1868, 1, 1)), first);
	ck_assert_ptr_eq(ao_regime_on(AO_NO_DATE), first);
	ck_assert_ptr_eq(ao_regime_on(AO_UNKNOWN_DATE), first);
	ck_assert_ptr_null(ao_regime_before(first));
	ck_assert_int_eq(ao_regime_on(ao_date_of(9999, 12, 31))->adult_age, 18);
}
END_TEST

START_TEST(the_counts_of_both)
{
	const struct ao_regime *r = ao_regime_on(ao_date_of(2026, 1, 1));

	for (; r; r = ao_regime_before(r)) {
		ck_assert_int_eq(r->card_years_adult, 10);
		ck_assert_int_eq(r->card_years_minor, 5);
		ck_assert_int_eq(r->cert_years, 5);
		ck_assert_int_eq(r->window_months, 3);
		ck_assert_int_eq(r->sign_cert_age, 15);
		ck_assert_int_eq(r->transit_days, 60);
	}
}
END_TEST

START_TEST(every_rule_says_what_and_where)
{
	for (int i = AO_RULE_NONE; i < AO_RULE_COUNT; i++) {
		const struct ao_rule_text *t = ao_rule_text((enum ao_rule)i);

		ck_assert_msg(t->name && t->name[0], "rule %d", i);
		ck_assert_msg(t->sentence && t->sentence[0], "rule %d", i);
		ck_assert_msg(t->article && (i == 0) == (t->article[0] == '\0'),
			      "rule %d", i);
		for (int j = 0; j < i; j++)
			ck_assert_str_ne(ao_rule_text((enum ao_rule)j)->name,
					 t->name);
	}
	ck_assert_ptr_nonnull(strstr(
		ao_rule_text(AO_RULE_CAPPED_BY_AUTH)->article, "13条2号"));
	ck_assert_ptr_nonnull(strstr(ao_window_text()->article, "29条"));
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, the_line_of_2022);
	tcase_add_test(tc, there_is_always_a_regime);
	tcase_add_test(tc, the_counts_of_both);
	tcase_add_test(tc, every_rule_says_what_and_where);
}

SUITE_MAIN("rules", fill);
