/* check_decision.c - what a run makes of a resident, and in which order. */
#include "aofuto/expiry/decision.h"

#include "support/suite.h"

#include <signal.h>
#include <string.h>

static struct ao_date iso(const char *s)
{
	struct ao_date d = AO_NO_DATE;

	if (*s && !ao_date_parse_iso(s, &d))
		abort();
	return d;
}

/* Born 1977-02-02, all issued 2022-05-10: certificates end 2027-02-02, renewal
 * opens 2026-11-03. */
static struct ao_resident person(void)
{
	struct ao_resident r = {.believed = true,
				.birth_date = iso("1977-02-02")};

	r.card.issued_on = iso("2022-05-10");
	r.auth_cert = r.sign_cert = r.card;
	return r;
}

static struct ao_decision decide(const struct ao_resident *r, const char *as_of,
				 const char *month, bool only_month)
{
	struct ao_run_day day = {.as_of = iso(as_of), .only_month = only_month};
	struct ao_terms t = ao_terms_of(r);

	if (*month && !ao_month_parse(month, &day.month))
		abort();
	return ao_decide(r, &t, &day);
}

static void assert_ends(struct ao_decision d, const char *verdict,
			const char *reason)
{
	ck_assert_str_eq(ao_verdict_name(d.verdict), verdict);
	ck_assert_str_eq(ao_reason_name(d.reason), reason);
}

/* A run prints whose renewal opens on or before the last day of its month. */
START_TEST(the_month_of_the_run)
{
	struct ao_resident r = person();
	struct ao_decision d = decide(&r, "2026-10-01", "2026-10", false);

	assert_ends(d, "not_due", "");
	ck_assert_str_eq(ao_kind_name(d.kind), "CERT_ONLY");
	ck_assert_str_eq(ao_window_name(d.window), "NOT_YET");
	d = decide(&r, "2026-10-01", "2026-11", false);
	assert_ends(d, "print", "");
	d = decide(&r, "2026-12-15", "2026-12", false);
	assert_ends(d, "print", "");
	ck_assert_str_eq(ao_window_name(d.window), "OPEN");
	d = decide(&r, "2027-02-02", "2027-02", false);
	assert_ends(d, "print", "");
	d = decide(&r, "2027-02-03", "2027-02", false);
	assert_ends(d, "not_due", ""); /* only the card is left: 2032 */
	ck_assert_str_eq(ao_kind_name(d.kind), "CARD_ONLY");
	assert_ends(decide(&r, "2026-11-01", "", false), "print", "");
	assert_ends(decide(&r, "2026-10-31", "", false), "not_due", "");
}
END_TEST

/* Opens on the last day of a month, and on the first of one. */
START_TEST(the_edges_of_the_month)
{
	struct ao_resident r = person();

	r.birth_date = iso("1968-11-30"); /* opens 2026-08-31 */
	r.card.issued_on = iso("2022-01-20");
	r.auth_cert = r.sign_cert = r.card;
	assert_ends(decide(&r, "2026-08-01", "2026-08", true), "print", "");
	assert_ends(decide(&r, "2026-08-01", "2026-07", true), "not_due", "");
	assert_ends(decide(&r, "2026-08-01", "2026-09", true), "not_due",
		    "OPENED_EARLIER");
	assert_ends(decide(&r, "2026-08-01", "2026-09", false), "print", "");
	r.birth_date = iso("1979-12-30"); /* opens 2026-10-01 */
	assert_ends(decide(&r, "2026-08-01", "2026-09", false), "not_due", "");
	assert_ends(decide(&r, "2026-08-01", "2026-10", true), "print", "");
}
END_TEST

/* The order of decision.h: each step hides those below it. */
START_TEST(the_order_of_reasons)
{
	struct ao_resident r = person();
	const char *day = "2026-12-01";

	r.card.expires_on = iso("2030-01-01");
	assert_ends(decide(&r, day, "", false), "review", "PRINTED_MISMATCH");
	r.set_aside = AO_F_REGIME_AMBIGUOUS; /* any finding */
	assert_ends(decide(&r, day, "", false), "review", "INPUT_DOUBTFUL");
	r.residence = AO_RESIDENCE_MLT;
	r.stay_ends_on = iso("2029-01-01");
	assert_ends(decide(&r, day, "", false), "excluded", "FIXED_TERM_STAY");
	r.status = AO_STATUS_SUSPENDED;
	assert_ends(decide(&r, day, "", false), "held", "SUSPENDED");
	r.support_measure = true;
	assert_ends(decide(&r, day, "", false), "held", "DV_SUPPORT");
	r.status = AO_STATUS_MOVED_OUT;
	assert_ends(decide(&r, day, "", false), "excluded", "MOVED_OUT");
	r.believed = false;
	assert_ends(decide(&r, day, "", false), "rejected", "INVALID_INPUT");
	r.believed = true;
	r.auth_cert.issued_on = iso("1970-01-01");
	assert_ends(decide(&r, day, "", false), "rejected", "INVALID_INPUT");
}
END_TEST

START_TEST(doubt_leaves_no_dates)
{
	struct ao_resident r = person();
	struct ao_decision d;

	r.set_aside = AO_F_REGIME_AMBIGUOUS; /* any finding */
	d = decide(&r, "2026-12-01", "", false);
	assert_ends(d, "review", "INPUT_DOUBTFUL");
	ck_assert(!ao_date_known(d.next_expiry));
	ck_assert(!ao_date_known(d.renewal_opens_on));
	ck_assert_uint_eq(d.expiring, 0);
	ck_assert_str_eq(ao_kind_name(d.kind), "NONE");
	ck_assert_str_eq(ao_window_name(d.window), "");
}
END_TEST

START_TEST(each_doubt_has_its_reason)
{
	struct ao_resident r = person();
	const char *day = "2026-12-01";

	r.card.issued_on = AO_UNKNOWN_DATE;
	assert_ends(decide(&r, day, "", false), "review", "DATES_MISSING");
	r = person();
	r.birth_date = AO_UNKNOWN_DATE;
	assert_ends(decide(&r, day, "", false), "review", "BIRTH_UNKNOWN");
	r = person();
	r.birth_date = iso("2003-06-01");
	assert_ends(decide(&r, day, "", false), "review", "REGIME_AMBIGUOUS");
	r = person();
	r.card = (struct ao_issue){.expires_on = iso("2003-06-01")};
	r.card.expires_on = iso("2026-12-20");
	r.birth_date = iso("2000-12-20");
	r.auth_cert = r.sign_cert = (struct ao_issue){0};
	assert_ends(decide(&r, day, "", false), "review", "DATES_IMPOSSIBLE");
	/* A year typed wrong must not sleep as "not due". */
	r = person();
	r.card.issued_on = iso("2052-05-10");
	assert_ends(decide(&r, day, "", false), "review", "DATES_IMPOSSIBLE");
	r = person();
	r.sign_cert.issued_on = iso("2027-12-03");
	assert_ends(decide(&r, day, "", false), "review", "DATES_IMPOSSIBLE");
	r.sign_cert.issued_on = iso("2026-12-03");
	assert_ends(decide(&r, day, "", false), "print", "");
}
END_TEST

START_TEST(no_card_no_notice)
{
	struct ao_resident r = person();
	struct ao_decision d;

	r.card = r.auth_cert = r.sign_cert = (struct ao_issue){0};
	d = decide(&r, "2026-12-01", "", false);
	assert_ends(d, "excluded", "NOTHING_EXPIRES");
	r.auth_cert.issued_on = iso("2022-05-10");
	d = decide(&r, "2026-12-01", "", false);
	assert_ends(d, "review", "DATES_MISSING");
	r = person();
	d = decide(&r, "2032-02-03", "", false);
	assert_ends(d, "excluded", "CARD_EXPIRED");
	ck_assert_str_eq(ao_window_name(d.window), "EXPIRED");
}
END_TEST

static const char *protection(const char *from, const char *until,
			      struct ao_resident r)
{
	if (strcmp(from, "unknown") != 0)
		r.support_from = iso(from);
	else
		r.support_from = AO_UNKNOWN_DATE;
	if (strcmp(until, "unknown") != 0)
		r.support_until = iso(until);
	else
		r.support_until = AO_UNKNOWN_DATE;
	return ao_reason_name(decide(&r, "2026-12-01", "", false).reason);
}

/* 支援措置 on 2026-12-01: whatever is not certain protects. */
START_TEST(support_measures)
{
	static const struct {
		const char *from, *until, *reason;
	} c[] = {
		{"", "", "DV_SUPPORT"},
		{"2026-01-01", "", "DV_SUPPORT"},
		{"2026-01-01", "9999-12-31", "DV_SUPPORT"},
		{"2026-01-01", "2027-01-01", "DV_SUPPORT"},
		{"2026-12-01", "2026-12-01", "DV_SUPPORT"},
		{"2026-01-01", "2026-11-30", ""},
		{"", "2026-11-30", ""},
		{"2026-12-02", "2027-12-01", ""},
		{"2026-12-02", "", ""},
		{"unknown", "2027-01-01", "DV_SUPPORT"},
		{"unknown", "2026-11-30", ""},
		{"2026-01-01", "unknown", "DV_SUPPORT"},
		{"unknown", "unknown", "DV_SUPPORT"},
		{"2027-01-01", "2026-01-01", "DV_SUPPORT"},
	};
	struct ao_resident flagged = person(), blank = person();

	flagged.support_measure = true;
	for (size_t i = 0; i < COUNT(c); i++) {
		const char *f = c[i].from, *u = c[i].until;

		ck_assert_msg(strcmp(protection(f, u, flagged), c[i].reason) ==
				      0,
			      "from %s until %s", f, u);
		/* Dates without the flag are a measure, too. */
		ck_assert_msg(strcmp(protection(f, u, blank),
				     *f || *u ? c[i].reason : "") == 0,
			      "no flag, from %s until %s", f, u);
	}
}
END_TEST

START_TEST(fixed_term_stay_is_a_policy)
{
	struct ao_resident r = person();
	struct ao_run_day day = {.as_of = iso("2026-12-01"),
				 .print_fixed_term_stay = true};
	struct ao_terms t;

	r.residence = AO_RESIDENCE_MLT;
	r.stay_ends_on = iso("2029-01-01");
	t = ao_terms_of(&r);
	assert_ends(ao_decide(&r, &t, &day), "print", "");
	for (int i = AO_RESIDENCE_JP; i <= AO_RESIDENCE_BIRTH_TRANSIT; i++)
		ck_assert_int_eq(ao_fixed_term_stay((enum ao_residence)i),
				 i >= AO_RESIDENCE_MLT);
}
END_TEST

START_TEST(the_hold_list)
{
	struct ao_resident r = person();
	struct ao_decision d = decide(&r, "2026-12-01", "", false);

	ao_decision_hold(&d);
	assert_ends(d, "held", "HOLD_LIST");
	ck_assert_str_eq(ao_kind_name(d.kind), "CERT_ONLY");
	d = decide(&r, "2025-12-01", "", false);
	ao_decision_hold(&d);
	assert_ends(d, "held", "HOLD_LIST");
	d = decide(&r, "2036-12-01", "", false);
	ao_decision_hold(&d);
	assert_ends(d, "held", "HOLD_LIST");
	r.support_measure = true;
	d = decide(&r, "2026-12-01", "", false);
	ao_decision_hold(&d);
	assert_ends(d, "held", "DV_SUPPORT");
	r.status = AO_STATUS_NOT_DELIVERED;
	d = decide(&r, "2026-12-01", "", false);
	ao_decision_hold(&d);
	assert_ends(d, "excluded", "NOT_DELIVERED");
	r.believed = false;
	d = decide(&r, "2026-12-01", "", false);
	ao_decision_hold(&d);
	assert_ends(d, "rejected", "INVALID_INPUT");
}
END_TEST

START_TEST(after_the_decision)
{
	struct ao_resident r = person();
	struct ao_decision d = decide(&r, "2026-12-01", "", false);

	ao_decision_already_issued(&d);
	assert_ends(d, "already_issued", "");
	ck_assert_str_eq(ao_kind_name(d.kind), "CERT_ONLY");
	ck_assert(ao_date_known(d.next_expiry));
	d = decide(&r, "2026-12-01", "", false);
	ao_decision_set_aside(&d, AO_REASON_GLYPH_MISSING);
	assert_ends(d, "review", "GLYPH_MISSING");
	ck_assert(!ao_date_known(d.next_expiry));
}
END_TEST

START_TEST(setting_aside_twice_is_a_bug)
{
	struct ao_resident r = person();
	struct ao_decision d = decide(&r, "2025-12-01", "", false);

	ao_decision_set_aside(&d, AO_REASON_GLYPH_MISSING);
}
END_TEST

START_TEST(issued_and_not_due_is_a_bug)
{
	struct ao_resident r = person();
	struct ao_decision d = decide(&r, "2025-12-01", "", false);

	ao_decision_already_issued(&d);
}
END_TEST

START_TEST(every_word)
{
	for (int i = 0; i < AO_VERDICT_COUNT; i++) {
		ck_assert_str_ne(ao_verdict_name((enum ao_verdict)i), "");
		ck_assert_str_ne(ao_verdict_text((enum ao_verdict)i), "");
	}
	for (int i = 1; i < AO_REASON_COUNT; i++) {
		ck_assert_ptr_nonnull(ao_reason_name((enum ao_reason)i));
		ck_assert_str_ne(ao_reason_text((enum ao_reason)i), "");
		for (int j = 0; j < i; j++)
			ck_assert_str_ne(ao_reason_name((enum ao_reason)i),
					 ao_reason_name((enum ao_reason)j));
	}
	for (int i = 0; i < AO_KIND_COUNT; i++) {
		ck_assert_str_ne(ao_kind_name((enum ao_kind)i), "");
		ck_assert_str_ne(ao_kind_text((enum ao_kind)i), "");
	}
	ck_assert_str_eq(ao_expiring_name(AO_ITEM_BIT(AO_ITEM_CARD) |
					  AO_ITEM_BIT(AO_ITEM_SIGN)),
			 "CARD+SIGN");
	ck_assert_str_eq(ao_expiring_name(7), "CARD+AUTH+SIGN");
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, the_month_of_the_run);
	tcase_add_test(tc, the_edges_of_the_month);
	tcase_add_test(tc, the_order_of_reasons);
	tcase_add_test(tc, doubt_leaves_no_dates);
	tcase_add_test(tc, each_doubt_has_its_reason);
	tcase_add_test(tc, no_card_no_notice);
	tcase_add_test(tc, support_measures);
	tcase_add_test(tc, fixed_term_stay_is_a_policy);
	tcase_add_test(tc, the_hold_list);
	tcase_add_test(tc, after_the_decision);
	tcase_add_test_raise_signal(tc, setting_aside_twice_is_a_bug, SIGABRT);
	tcase_add_test_raise_signal(tc, issued_and_not_due_is_a_bug, SIGABRT);
	tcase_add_test(tc, every_word);
}

SUITE_MAIN("decision", fill);
