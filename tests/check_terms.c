/* check_terms.c - when cards and certificates end: by hand and by oracle.
 *
 * Built twice: for the convention that is in force for 29 February, and, as
 * check_terms_march, for the other one. */
#include "aofuto/expiry/terms.h"

#include "support/cases.h"
#include "support/oracle.h"
#include "support/suite.h"

#include <stdio.h>

#define IN_MARCH (AO_LEAP_BIRTHDAY == AO_LEAP_1_MARCH)

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

START_TEST(window_cases)
{
	struct cases *c = cases_open("window.csv");

	ck_assert_uint_eq(cases_count(c), 36);
	for (size_t i = 0; i < cases_count(c); i++)
		assert_day(
			ao_renewal_opens_on(iso(cases_field(c, i, "expiry"))),
			cases_field(c, i, "first_renewal_day"));
	cases_close(c);
}
END_TEST

static struct ao_date of_oracle(const struct oracle *o, int day)
{
	int ymd[3];

	if (day == ORACLE_NONE)
		return AO_NO_DATE;
	oracle_ymd(o, day, ymd);
	return ao_date_of(ymd[0], ymd[1], ymd[2]);
}

START_TEST(every_window_from_1990_to_2100)
{
	struct oracle *o = oracle_new(IN_MARCH);
	int end = oracle_day(o, 2100, 12, 31), days = 0;

	for (int i = oracle_day(o, 1990, 1, 1); i <= end; i++, days++) {
		struct ao_date got = ao_renewal_opens_on(of_oracle(o, i));

		if (!ao_date_equal(got, of_oracle(o, oracle_opens(o, i))))
			ck_abort_msg("%d-%02d-%02d", got.year, got.month,
				     got.day);
	}
	ck_assert_int_eq(days, 40542);
	oracle_free(o);
}
END_TEST

/* An oracle case as a resident of the list. */
static struct ao_resident resident_of(const struct oracle *o,
				      const struct oracle_case *c)
{
	static const enum ao_residence class[] = {
		[ORACLE_BIRTHDAY] = AO_RESIDENCE_JP,
		[ORACLE_STAY_OR_BIRTHDAY] = AO_RESIDENCE_MLT,
		[ORACLE_STAY] = AO_RESIDENCE_TEMP_REFUGE,
		[ORACLE_SIXTY_DAYS] = AO_RESIDENCE_BIRTH_TRANSIT,
	};
	struct ao_resident r = {.believed = true,
				.residence = class[c->class],
				.guardianship = c->guardian};

	r.birth_date = of_oracle(o, c->birth);
	r.card_applied_on = of_oracle(o, c->received);
	r.stay_ends_on = of_oracle(o, c->stay_ends);
	r.card.issued_on = of_oracle(o, c->card);
	r.card.previous_expires_on = of_oracle(o, c->card_before);
	r.auth_cert.issued_on = of_oracle(o, c->auth);
	r.auth_cert.previous_expires_on = of_oracle(o, c->auth_before);
	r.sign_cert.issued_on = of_oracle(o, c->sign);
	r.sign_cert.previous_expires_on = of_oracle(o, c->sign_before);
	return r;
}

static bool same(const struct oracle *o, const struct ao_term *t, int last,
		 int opens)
{
	return t->exists == (last != ORACLE_NONE) &&
	       ao_date_equal(t->last_day, of_oracle(o, last)) &&
	       ao_date_equal(t->opens_on, of_oracle(o, opens));
}

static bool agree(const struct oracle *o, const struct oracle_case *c)
{
	struct oracle_answer a = oracle_ask(o, c);
	struct ao_resident r = resident_of(o, c);
	struct ao_terms t = ao_terms_of(&r);

	if (a.impossible)
		return t.doubt == AO_DOUBT_IMPOSSIBLE;
	if (a.ambiguous)
		return t.doubt == AO_DOUBT_REGIME_AMBIGUOUS &&
		       !ao_date_known(t.item[AO_ITEM_CARD].last_day) &&
		       !ao_date_known(t.item[AO_ITEM_AUTH].last_day);
	return t.doubt == AO_DOUBT_NONE &&
	       t.item[AO_ITEM_CARD].nth_birthday == a.nth &&
	       same(o, &t.item[AO_ITEM_CARD], a.card, a.card_opens) &&
	       same(o, &t.item[AO_ITEM_AUTH], a.auth, a.auth_opens) &&
	       same(o, &t.item[AO_ITEM_SIGN], a.sign, a.sign_opens);
}

static unsigned long compared;

static void compare(const struct oracle *o, const struct oracle_case *c)
{
	char birth[AO_DATE_ISO_SIZE], card[AO_DATE_ISO_SIZE];
	char auth[AO_DATE_ISO_SIZE], before[AO_DATE_ISO_SIZE];

	compared++;
	if (agree(o, c))
		return;
	ck_abort_msg("class %d born %s card %s (before: %s) certificate %s",
		     (int)c->class, ao_date_iso(of_oracle(o, c->birth), birth),
		     ao_date_iso(of_oracle(o, c->card), card),
		     ao_date_iso(of_oracle(o, c->card_before), before),
		     ao_date_iso(of_oracle(o, c->auth), auth));
}

static struct oracle_case all_on(int birth, int day, int before)
{
	return (struct oracle_case){.birth = birth,
				    .received = ORACLE_NONE,
				    .stay_ends = ORACLE_NONE,
				    .card = day,
				    .card_before = before,
				    .auth = day,
				    .auth_before = before,
				    .sign = day,
				    .sign_before = before};
}

static void around(const struct oracle *o, int birth, int day)
{
	for (int i = day - 1; i <= day + 1; i++) {
		struct oracle_case c = all_on(birth, i, ORACLE_NONE);

		compare(o, &c);
	}
}

static void line_of_2022(const struct oracle *o, int birth)
{
	const int line = oracle_day(o, 2022, 4, 1);
	const int end = oracle_day(o, 2022, 9, 30);
	const int issued[] = {line - 1, line, end, end + 1};

	for (size_t i = 0; i < COUNT(issued); i++) {
		struct oracle_case c = all_on(birth, issued[i], ORACLE_NONE);

		compare(o, &c);
		c.received = line - 1;
		compare(o, &c);
		c.received = line;
		compare(o, &c);
	}
}

/* A card and what follows it: renewed around its window, certificates made
 * again later, a stay that ends before or after the birthday. */
static void later_life(const struct oracle *o, int birth, int issued)
{
	struct oracle_case c = all_on(birth, issued, ORACLE_NONE);
	struct oracle_answer a = oracle_ask(o, &c);
	int new[5];

	if (a.impossible || a.ambiguous)
		return;
	new[0] = a.card_opens - 1;
	new[1] = a.card_opens;
	new[2] = a.card - 1;
	new[3] = a.card;
	new[4] = a.card + 1;
	for (size_t i = 0; i < COUNT(new); i++) {
		struct oracle_case next = all_on(birth, new[i], a.card);

		compare(o, &next);
	}
	for (int i = -1; i <= 1; i++) {
		c.auth = a.auth_opens + i;
		c.auth_before = a.auth;
		c.sign = issued + 30;
		compare(o, &c);
		c.sign = c.auth + 300;
		if (c.sign <= a.card)
			compare(o, &c);
	}
	c.class = ORACLE_STAY_OR_BIRTHDAY;
	c.auth = c.sign = issued;
	c.stay_ends = issued + 500 + birth % 1500;
	c.guardian = birth % 2;
	compare(o, &c);
}

/* Every birth date from 1900 to 2100. */
START_TEST(like_the_oracle)
{
	struct oracle *o = oracle_new(IN_MARCH);
	int end = oracle_day(o, 2100, 12, 31);

	for (int b = oracle_day(o, 1900, 1, 1); b <= end; b++) {
		int issue_year = oracle_day(o, 2016 + b % 13, 3, 1);
		int birthday;

		if (issue_year <= b)
			issue_year = b + 365 * (b % 30);
		birthday = oracle_birthday_after(o, b, issue_year, 1);
		around(o, b, birthday);
		around(o, b, b);
		around(o, b, oracle_reaches(o, b, 15));
		around(o, b, oracle_reaches(o, b, 18));
		around(o, b, oracle_reaches(o, b, 20));
		line_of_2022(o, b);
		later_life(o, b, birthday + b % 200);
	}
	printf("compared with the oracle: %lu residents\n", compared);
	ck_assert_uint_gt(compared, 2000000);
	oracle_free(o);
}
END_TEST

START_TEST(stays_like_the_oracle)
{
	struct oracle *o = oracle_new(IN_MARCH);
	int first = oracle_day(o, 2016, 1, 1);

	for (int birth = first; birth < first + 9000; birth += 7) {
		struct oracle_case c = all_on(birth, birth + 26, ORACLE_NONE);

		c.class = ORACLE_SIXTY_DAYS;
		compare(o, &c);
		c.class = ORACLE_STAY;
		c.stay_ends = birth + 200;
		compare(o, &c);
	}
	oracle_free(o);
}
END_TEST

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

START_TEST(the_leap_birthday_both_ways)
{
	struct ao_date b = iso("1992-02-29");

	assert_day(ao_birthday_in(b, 2026, AO_LEAP_28_FEBRUARY), "2026-02-28");
	assert_day(ao_birthday_in(b, 2026, AO_LEAP_1_MARCH), "2026-03-01");
	assert_day(ao_birthday_in(b, 2028, AO_LEAP_28_FEBRUARY), "2028-02-29");
	assert_day(ao_birthday_in(b, 2028, AO_LEAP_1_MARCH), "2028-02-29");
	assert_day(ao_birthday_in(b, 2100, AO_LEAP_28_FEBRUARY), "2100-02-28");
	assert_day(ao_birthday_in(iso("1992-02-28"), 2026, AO_LEAP_1_MARCH),
		   "2026-02-28");
	assert_day(ao_nth_birthday_after(b, iso("2022-02-28"), 1),
		   IN_MARCH ? "2022-03-01" : "2023-02-28");
	ck_assert_int_eq(ao_age_on(b, iso("2010-02-28")), 17);
	ck_assert_int_eq(ao_age_on(b, iso("2010-03-01")), 18);
	ck_assert_int_eq(ao_age_on(b, iso("2012-02-28")), 19);
	ck_assert_int_eq(ao_age_on(b, iso("2012-02-29")), 20);
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

static void fill(TCase *tc)
{
	tcase_add_test(tc, window_cases);
	tcase_add_test(tc, every_window_from_1990_to_2100);
	tcase_add_test(tc, like_the_oracle);
	tcase_add_test(tc, stays_like_the_oracle);
	tcase_add_test(tc, the_leap_birthday_both_ways);
	tcase_add_test(tc, renewing_late_or_early_costs_nothing);
	tcase_add_test(tc, each_date_carries_its_rule);
	tcase_add_test(tc, recorded_against_computed);
	tcase_add_test(tc, recorded_alone);
	tcase_add_test(tc, unknown_and_missing_dates);
	tcase_add_test(tc, dates_that_contradict);
	tcase_add_test(tc, dates_no_law_gives);
	tcase_add_test(tc, the_recorded_date_decides_the_age_line);
	tcase_add_test(tc, an_extended_card);
}

SUITE_MAIN("terms", fill);
