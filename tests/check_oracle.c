/* check_oracle.c - every end and every window, against a second implementation
 * that walks the calendar.
 *
 * Built twice: for the convention that is in force for 29 February, and, as
 * check_oracle_march, for the other one. */
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

static void fill(TCase *tc)
{
	tcase_add_test(tc, window_cases);
	tcase_add_test(tc, every_window_from_1990_to_2100);
	tcase_add_test(tc, like_the_oracle);
	tcase_add_test(tc, stays_like_the_oracle);
	tcase_add_test(tc, the_leap_birthday_both_ways);
}

SUITE_MAIN("oracle", fill);
