/* check_decision.c - the law's cases row by row, and what a run makes of them.
 */
#include "aofuto/expiry/decision.h"

#include "support/cases.h"
#include "support/suite.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static struct ao_date iso(const char *s)
{
	struct ao_date d = AO_NO_DATE;

	if (*s && !ao_date_parse_iso(s, &d))
		abort();
	return d;
}

static struct cases *law;
static size_t row;

static const char *at(const char *column)
{
	return cases_field(law, row, column);
}

static int index_of(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	ck_abort_msg("%s: what is %s?", at("id"), name);
	return -1;
}

static struct ao_resident resident_of_case(void)
{
	static const char *const class[] = {
		"JP",  "PR",          "SPR",       "HSP2",
		"MLT", "TEMP_REFUGE", "PROV_STAY", "BIRTH_TRANSIT"};
	static const char *const status[] = {
		"NORMAL",        "DEAD",      "MOVED_OUT",     "MOVED_ABROAD",
		"CARD_RETURNED", "SUSPENDED", "NOT_DELIVERED", "DV_SUPPORT"};
	const char *state = at("status");
	struct ao_resident r = {.believed = true};

	r.birth_date = iso(at("birth"));
	r.birth_unknown = *at("birth_unknown") == '1';
	r.card_applied_on = iso(at("app_received"));
	r.card = (struct ao_issue){iso(at("issue")),
				   iso(at("printed_card_expiry")),
				   iso(at("prev_card_expiry"))};
	r.auth_cert = (struct ao_issue){iso(at("auth_issue")),
					iso(at("printed_auth_expiry")),
					iso(at("prev_auth_expiry"))};
	r.sign_cert = (struct ao_issue){iso(at("sign_issue")), AO_NO_DATE,
					iso(at("prev_sign_expiry"))};
	r.residence = (enum ao_residence)index_of(class, COUNT(class),
						  at("res_class"));
	r.stay_ends_on = iso(at("stay_end"));
	r.guardianship = *at("guardian") == '1';
	if (strcmp(state, "DV_SUPPORT") == 0)
		r.support_measure = true;
	else
		r.status = (enum ao_card_status)index_of(status, COUNT(status),
							 state);
	return r;
}

static unsigned differences;

static void expect(const char *column, const char *got)
{
	if (strcmp(at(column), got) == 0)
		return;
	differences++;
	printf("%s %s: %s is %s, expected %s (%s)\n", at("confidence"),
	       at("id"), column, got, at(column), at("why_law"));
}

static void expect_day(const char *column, struct ao_date got)
{
	char out[AO_DATE_ISO_SIZE];

	expect(column, ao_date_iso(got, out));
}

/* The column exp_notice says what becomes of the resident. */
static const char *outcome(const struct ao_decision *d)
{
	switch (d->verdict) {
	case AO_PRINT:
	case AO_NOT_DUE:
	case AO_EXCLUDED:
		return ao_kind_name(d->kind);
	case AO_HELD:
		return "HOLD";
	case AO_SET_ASIDE:
	case AO_REJECTED:
		return "REVIEW";
	case AO_ALREADY_ISSUED:
	case AO_VERDICT_COUNT:
		break;
	}
	return "?";
}

static void check_case(void)
{
	struct ao_resident r = resident_of_case();
	struct ao_run_day day = {.as_of = iso(at("asof"))};
	struct ao_terms t = ao_terms_of(&r);
	struct ao_decision d = ao_decide(&r, &t, &day);
	int nth = t.item[AO_ITEM_CARD].nth_birthday;
	/* The table writes REVIEW into the state of a window that a person
	 * has to decide first. */
	bool undecided = d.verdict == AO_SET_ASIDE || d.verdict == AO_REJECTED;
	char count[16] = "";

	if (nth)
		snprintf(count, sizeof(count), "%d", nth);
	expect("exp_card_n", count);
	expect_day("exp_card", t.item[AO_ITEM_CARD].last_day);
	expect_day("exp_auth", t.item[AO_ITEM_AUTH].last_day);
	expect_day("exp_sign", t.item[AO_ITEM_SIGN].last_day);
	expect_day("exp_next", d.next_expiry);
	expect("exp_targets", ao_expiring_name(d.expiring));
	expect_day("exp_renew_first", d.renewal_opens_on);
	expect("exp_state",
	       undecided ? at("exp_state") : ao_window_name(d.window));
	expect("exp_notice", outcome(&d));
	expect("exp_reason", ao_reason_name(d.reason));
	if (undecided)
		ck_assert_int_eq(d.window, AO_WINDOW_NONE);
	if (strcmp(at("exp_reason"), "INVALID_INPUT") == 0)
		ck_assert_int_eq(d.verdict, AO_REJECTED);
}

/* Rows of low confidence are reported and never fail. */
START_TEST(every_case_of_the_law)
{
	unsigned sure = 0, low = 0;

	law = cases_open("expiry.csv");
	for (row = 0; row < cases_count(law); row++) {
		differences = 0;
		check_case();
		if (strcmp(at("confidence"), "low") == 0) {
			low++;
			printf("%s, low confidence: %s\n", at("id"),
			       differences ? "differs" : "as in the table");
			continue;
		}
		sure++;
		ck_assert_msg(differences == 0, "%s: %u differences", at("id"),
			      differences);
	}
	ck_assert_uint_eq(sure, 65);
	ck_assert_uint_eq(low, 4);
	cases_close(law);
}
END_TEST

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
	tcase_add_test(tc, every_case_of_the_law);
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
