/* check_law.c - the cases of the law, row by row: tests/cases/expiry.csv. */
#include "aofuto/expiry/decision.h"

#include "support/cases.h"
#include "support/suite.h"

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

static void fill(TCase *tc)
{
	tcase_add_test(tc, every_case_of_the_law);
}

SUITE_MAIN("law", fill);
