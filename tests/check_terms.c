/* check_terms.c - when cards and certificates end, and why: by hand. */
#include "aofuto/expiry/terms.h"

#include "support/suite.h"

static struct ao_date iso(const char *s)
{
	struct ao_date d;

	if (!ao_date_parse_iso(s, &d))
		abort();
	return d;
}

static void assert_day(struct ao_date got, const char *want)
{
	char out[AO_DATE_ISO_SIZE];

	ck_assert_str_eq(ao_date_iso(got, out), want);
}

/* A Japanese adult, card and certificates of one day. */
static struct ao_resident person(const char *birth, const char *issued)
{
	struct ao_resident r = {.believed = true, .birth_date = iso(birth)};

	r.card.issued_on = iso(issued);
	r.auth_cert.issued_on = r.card.issued_on;
	r.sign_cert.issued_on = r.card.issued_on;
	return r;
}

/* The renewal invariant: on any day of the window, or up to a year late, the
 * new card ends ten years after the old one. */
START_TEST(renewing_late_or_early_costs_nothing)
{
	struct ao_date old = iso("2026-01-20");
	struct ao_date last = iso("2027-01-19");
	int days = 0;

	for (struct ao_date d = ao_renewal_opens_on(old);
	     !ao_date_before(last, d); d = ao_date_add_days(d, 1)) {
		struct ao_resident r = person("1980-01-20", "2026-01-19");
		struct ao_terms t;

		if (ao_date_equal(d, old))
			continue; /* the literal text gives a year more */
		r.card.issued_on = d;
		r.card.previous_expires_on = old;
		r.auth_cert = r.sign_cert = r.card;
		t = ao_terms_of(&r);
		assert_day(t.item[AO_ITEM_CARD].last_day, "2036-01-20");
		assert_day(t.item[AO_ITEM_SIGN].last_day, "2031-01-20");
		days++;
	}
	ck_assert_int_eq(days, 455);
}
END_TEST

/* What `explain` says: the rule, the cap and the count. */
START_TEST(each_date_carries_its_rule)
{
	struct ao_resident r = person("1980-01-20", "2016-02-10");
	struct ao_terms t;

	r.auth_cert.issued_on = iso("2022-06-01");
	r.sign_cert.issued_on = iso("2016-02-10");
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.item[AO_ITEM_CARD].rule, AO_RULE_CARD_ADULT);
	ck_assert_int_eq(t.item[AO_ITEM_CARD].cap, AO_RULE_NONE);
	ck_assert_int_eq(t.item[AO_ITEM_AUTH].rule, AO_RULE_CERT_BIRTHDAY);
	ck_assert_int_eq(t.item[AO_ITEM_AUTH].cap, AO_RULE_CAPPED_BY_CARD);
	ck_assert_int_eq(t.item[AO_ITEM_AUTH].nth_birthday, 5);
	r.auth_cert.issued_on = iso("2016-02-10");
	r.sign_cert.issued_on = iso("2018-02-10");
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.item[AO_ITEM_SIGN].cap, AO_RULE_CAPPED_BY_AUTH);
	r.auth_cert.issued_on = iso("2020-11-05");
	r.auth_cert.previous_expires_on = iso("2021-01-20");
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.item[AO_ITEM_AUTH].rule, AO_RULE_CERT_RENEWED);
	ck_assert_int_eq(t.item[AO_ITEM_AUTH].nth_birthday, 6);
	r.guardianship = true;
	t = ao_terms_of(&r);
	ck_assert(!t.item[AO_ITEM_SIGN].exists);
	ck_assert_int_eq(t.item[AO_ITEM_SIGN].rule, AO_RULE_SIGN_GUARDIANSHIP);
	r = person("2012-07-07", "2023-08-01");
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.item[AO_ITEM_CARD].rule, AO_RULE_CARD_MINOR);
	ck_assert_int_eq(t.item[AO_ITEM_SIGN].rule, AO_RULE_SIGN_UNDER_15);
	r = person("1995-01-25", "2024-05-20");
	r.residence = AO_RESIDENCE_MLT;
	r.stay_ends_on = iso("2027-03-31");
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.item[AO_ITEM_CARD].cap, AO_RULE_CARD_STAY);
	r.residence = AO_RESIDENCE_PROV_STAY;
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.item[AO_ITEM_CARD].rule, AO_RULE_CARD_STAY);
}
END_TEST

static void assert_doubt(const struct ao_resident *r, enum ao_terms_doubt want,
			 enum ao_item item)
{
	struct ao_terms t = ao_terms_of(r);

	ck_assert_int_eq(t.doubt, want);
	ck_assert_int_eq(t.doubt_item, item);
}

START_TEST(recorded_against_computed)
{
	struct ao_resident r = person("1985-11-14", "2021-08-20");
	struct ao_terms t;

	r.card.expires_on = iso("2030-11-14");
	r.auth_cert.expires_on = r.sign_cert.expires_on = iso("2025-11-14");
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.doubt, AO_DOUBT_NONE);
	ck_assert(!t.item[AO_ITEM_CARD].recorded);
	r.sign_cert.expires_on = iso("2025-11-13");
	assert_doubt(&r, AO_DOUBT_PRINTED_MISMATCH, AO_ITEM_SIGN);
	r.auth_cert.expires_on = iso("2026-11-14");
	assert_doubt(&r, AO_DOUBT_PRINTED_MISMATCH, AO_ITEM_AUTH);
	r.card.expires_on = iso("2030-11-15");
	assert_doubt(&r, AO_DOUBT_PRINTED_MISMATCH, AO_ITEM_CARD);
	t = ao_terms_of(&r);
	assert_day(t.item[AO_ITEM_CARD].last_day, "2030-11-14");
	assert_day(t.item[AO_ITEM_AUTH].last_day, "");
}
END_TEST

START_TEST(recorded_alone)
{
	struct ao_resident r = person("1985-11-14", "2021-08-20");
	struct ao_terms t;

	r.card = (struct ao_issue){.issued_on = AO_UNKNOWN_DATE,
				   .expires_on = iso("2030-11-14")};
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.doubt, AO_DOUBT_NONE);
	ck_assert(t.item[AO_ITEM_CARD].recorded);
	ck_assert_int_eq(t.item[AO_ITEM_CARD].rule, AO_RULE_RECORDED);
	ck_assert_int_eq(t.item[AO_ITEM_CARD].nth_birthday, 0);
	assert_day(t.item[AO_ITEM_CARD].opens_on, "2030-08-15");
	assert_day(t.item[AO_ITEM_SIGN].last_day, "2025-11-14");
	r.auth_cert = (struct ao_issue){.expires_on = iso("2030-11-15")};
	assert_doubt(&r, AO_DOUBT_PRINTED_MISMATCH, AO_ITEM_AUTH);
	r.auth_cert.expires_on = iso("2025-11-14");
	r.sign_cert = (struct ao_issue){.expires_on = iso("2025-11-15")};
	assert_doubt(&r, AO_DOUBT_PRINTED_MISMATCH, AO_ITEM_SIGN);
	r.sign_cert.expires_on = iso("2025-11-14");
	assert_doubt(&r, AO_DOUBT_NONE, AO_ITEM_CARD);
	r.birth_unknown = true;
	assert_doubt(&r, AO_DOUBT_NONE, AO_ITEM_CARD);
	r.auth_cert = (struct ao_issue){.issued_on = iso("2021-08-20")};
	assert_doubt(&r, AO_DOUBT_BIRTH_UNKNOWN, AO_ITEM_AUTH);
}
END_TEST

START_TEST(unknown_and_missing_dates)
{
	struct ao_resident r = person("1985-11-14", "2021-08-20");

	r.birth_date = AO_UNKNOWN_DATE;
	assert_doubt(&r, AO_DOUBT_BIRTH_UNKNOWN, AO_ITEM_CARD);
	r = person("1985-11-14", "2021-08-20");
	r.birth_unknown = true; /* a made-up day beside the flag */
	assert_doubt(&r, AO_DOUBT_BIRTH_UNKNOWN, AO_ITEM_CARD);
	r = person("1985-11-14", "2021-08-20");
	r.card.issued_on = AO_UNKNOWN_DATE;
	assert_doubt(&r, AO_DOUBT_DATES_MISSING, AO_ITEM_CARD);
	r.card.issued_on = AO_NO_DATE;
	assert_doubt(&r, AO_DOUBT_DATES_MISSING, AO_ITEM_CARD);
	r = person("1985-11-14", "2021-08-20");
	r.auth_cert.issued_on = AO_UNKNOWN_DATE;
	assert_doubt(&r, AO_DOUBT_DATES_MISSING, AO_ITEM_AUTH);
	r = person("1985-11-14", "2021-08-20");
	r.residence = AO_RESIDENCE_MLT;
	assert_doubt(&r, AO_DOUBT_DATES_MISSING, AO_ITEM_CARD);
	r.residence = AO_RESIDENCE_TEMP_REFUGE;
	r.stay_ends_on = AO_UNKNOWN_DATE;
	assert_doubt(&r, AO_DOUBT_DATES_MISSING, AO_ITEM_CARD);
	/* 国籍喪失: the 60 days did not begin with the birth. */
	r.residence = AO_RESIDENCE_BIRTH_TRANSIT;
	assert_doubt(&r, AO_DOUBT_DATES_MISSING, AO_ITEM_CARD);
	r = (struct ao_resident){.believed = true};
	assert_doubt(&r, AO_DOUBT_NONE, AO_ITEM_CARD);
	r = person("1985-11-14", "2021-08-20");
	r.card_applied_on = r.support_from = AO_UNKNOWN_DATE;
	r.card.previous_expires_on = AO_UNKNOWN_DATE;
	r.card.expires_on = AO_UNKNOWN_DATE;
	assert_doubt(&r, AO_DOUBT_NONE, AO_ITEM_CARD);
}
END_TEST

START_TEST(dates_that_contradict)
{
	struct ao_resident r = person("2022-05-02", "2022-05-01");

	assert_doubt(&r, AO_DOUBT_IMPOSSIBLE, AO_ITEM_CARD);
	r = person("1985-11-14", "2021-08-20");
	r.card_applied_on = iso("2021-08-21");
	assert_doubt(&r, AO_DOUBT_IMPOSSIBLE, AO_ITEM_CARD);
	r.card_applied_on = iso("2021-08-20");
	assert_doubt(&r, AO_DOUBT_NONE, AO_ITEM_CARD);
	r.card.expires_on = iso("2021-08-19");
	assert_doubt(&r, AO_DOUBT_IMPOSSIBLE, AO_ITEM_CARD);
	r = person("1985-11-14", "2021-08-20");
	r.auth_cert.issued_on = iso("1985-11-13");
	assert_doubt(&r, AO_DOUBT_IMPOSSIBLE, AO_ITEM_AUTH);
	r = person("1985-11-14", "2021-08-20");
	r.sign_cert = (struct ao_issue){.expires_on = iso("1985-11-13")};
	assert_doubt(&r, AO_DOUBT_IMPOSSIBLE, AO_ITEM_SIGN);
	r = person("1985-11-14", "2015-10-04"); /* before there were cards */
	assert_doubt(&r, AO_DOUBT_IMPOSSIBLE, AO_ITEM_CARD);
}
END_TEST

START_TEST(dates_no_law_gives)
{
	struct ao_resident r = {.believed = true,
				.birth_date = iso("2000-06-01")};

	for (int age = 22; age <= 30; age++) {
		bool odd = age >= 25 && age <= 27;

		r.card = (struct ao_issue){
			.expires_on = ao_date_of(2000 + age, 6, 1)};
		assert_doubt(&r, odd ? AO_DOUBT_IMPLAUSIBLE : AO_DOUBT_NONE,
			     AO_ITEM_CARD);
		/* 5th, 6th: renewed at 19 under the old line. */
		r.card.previous_expires_on = iso("2020-06-01");
		assert_doubt(&r,
			     odd && age != 25 ? AO_DOUBT_IMPLAUSIBLE
					      : AO_DOUBT_NONE,
			     AO_ITEM_CARD);
		r.residence = AO_RESIDENCE_MLT; /* a stay ends at any age */
		assert_doubt(&r, AO_DOUBT_NONE, AO_ITEM_CARD);
		r.residence = AO_RESIDENCE_JP;
	}
	r = person("1985-11-14", "2016-08-20"); /* card ended 2025 */
	r.auth_cert.issued_on = iso("2025-11-14");
	assert_doubt(&r, AO_DOUBT_NONE, AO_ITEM_CARD);
	r.auth_cert.issued_on = iso("2025-11-15");
	assert_doubt(&r, AO_DOUBT_IMPLAUSIBLE, AO_ITEM_AUTH);
}
END_TEST

START_TEST(the_recorded_date_decides_the_age_line)
{
	struct ao_resident r = person("2003-06-01", "2022-04-25");
	struct ao_terms t;

	assert_doubt(&r, AO_DOUBT_REGIME_AMBIGUOUS, AO_ITEM_CARD);
	r.card.expires_on = iso("2026-06-01");
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.doubt, AO_DOUBT_NONE);
	ck_assert_int_eq(t.item[AO_ITEM_CARD].nth_birthday, 5);
	r.card.expires_on = iso("2031-06-01");
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.doubt, AO_DOUBT_NONE);
	ck_assert_int_eq(t.item[AO_ITEM_CARD].nth_birthday, 10);
	r.card.expires_on = iso("2031-06-02");
	assert_doubt(&r, AO_DOUBT_PRINTED_MISMATCH, AO_ITEM_CARD);
	/* Both lines give the same day where the stay ends first. */
	r.card.expires_on = AO_NO_DATE;
	r.residence = AO_RESIDENCE_MLT;
	r.stay_ends_on = iso("2025-01-01");
	assert_doubt(&r, AO_DOUBT_NONE, AO_ITEM_CARD);
}
END_TEST

/* 特例期間: the card's recorded date may be up to two months past the stay; its
 * certificates stay where they were. */
START_TEST(an_extended_card)
{
	struct ao_resident r = person("1990-01-05", "2024-11-20");
	struct ao_terms t;

	r.residence = AO_RESIDENCE_MLT;
	r.stay_ends_on = iso("2026-06-30");
	r.card.expires_on = iso("2026-08-31");
	t = ao_terms_of(&r);
	ck_assert_int_eq(t.doubt, AO_DOUBT_NONE);
	assert_day(t.item[AO_ITEM_CARD].last_day, "2026-08-31");
	ck_assert(t.item[AO_ITEM_CARD].recorded);
	assert_day(t.item[AO_ITEM_AUTH].last_day, "2026-06-30");
	r.auth_cert.issued_on = iso("2026-07-01");
	t = ao_terms_of(&r);
	assert_day(t.item[AO_ITEM_AUTH].last_day, "2026-08-31");
	r.card.expires_on = iso("2026-09-01");
	assert_doubt(&r, AO_DOUBT_PRINTED_MISMATCH, AO_ITEM_CARD);
	r.card.expires_on = iso("2026-06-29");
	assert_doubt(&r, AO_DOUBT_PRINTED_MISMATCH, AO_ITEM_CARD);
	/* ... and never past the birthday. */
	r.stay_ends_on = iso("2034-12-20");
	r.card.expires_on = iso("2035-01-06");
	assert_doubt(&r, AO_DOUBT_PRINTED_MISMATCH, AO_ITEM_CARD);
}
END_TEST

/* 経過滞在: sixty days from birth, or the stay that the list gives; a loss of
 * nationality has its day there alone. */
START_TEST(days_after_birth_or_a_stay)
{
	struct ao_resident r = person("2026-01-10", "2026-02-05");
	struct ao_terms t;

	r.residence = AO_RESIDENCE_BIRTH_TRANSIT;
	t = ao_terms_of(&r);
	assert_day(t.item[AO_ITEM_CARD].last_day, "2026-03-11");
	r.stay_ends_on = iso("2026-03-01");
	t = ao_terms_of(&r);
	assert_day(t.item[AO_ITEM_CARD].last_day, "2026-03-01");
	ck_assert_int_eq(t.item[AO_ITEM_CARD].rule, AO_RULE_CARD_TRANSIT);
	r = person("1990-01-05", "2026-02-05");
	r.residence = AO_RESIDENCE_BIRTH_TRANSIT;
	assert_doubt(&r, AO_DOUBT_DATES_MISSING, AO_ITEM_CARD);
	r.stay_ends_on = iso("2026-03-20");
	t = ao_terms_of(&r);
	assert_day(t.item[AO_ITEM_CARD].last_day, "2026-03-20");
	r.stay_ends_on = AO_NO_DATE;
	r.birth_date = AO_NO_DATE;
	assert_doubt(&r, AO_DOUBT_DATES_MISSING, AO_ITEM_CARD);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, renewing_late_or_early_costs_nothing);
	tcase_add_test(tc, each_date_carries_its_rule);
	tcase_add_test(tc, recorded_against_computed);
	tcase_add_test(tc, recorded_alone);
	tcase_add_test(tc, unknown_and_missing_dates);
	tcase_add_test(tc, dates_that_contradict);
	tcase_add_test(tc, dates_no_law_gives);
	tcase_add_test(tc, the_recorded_date_decides_the_age_line);
	tcase_add_test(tc, an_extended_card);
	tcase_add_test(tc, days_after_birth_or_a_stay);
}

SUITE_MAIN("terms", fill);
