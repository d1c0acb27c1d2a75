/* terms.c - when a card and its certificates end. */
#include "aofuto/expiry/terms.h"

struct ao_date ao_birthday_in(struct ao_date birth, int year,
			      enum ao_leap_birthday leap)
{
	if (birth.month != 2 || birth.day != 29 || ao_leap_year(year))
		return ao_date_of(year, birth.month, birth.day);
	return leap == AO_LEAP_1_MARCH ? ao_date_of(year, 3, 1)
				       : ao_date_of(year, 2, 28);
}

/* "発行の日後": a birthday on the day of issue itself is not counted. */
struct ao_date ao_nth_birthday_after(struct ao_date birth, struct ao_date from,
				     int nth)
{
	struct ao_date same_year =
		ao_birthday_in(birth, from.year, AO_LEAP_BIRTHDAY);
	int first = from.year + (ao_date_before(from, same_year) ? 0 : 1);

	return ao_birthday_in(birth, first + nth - 1, AO_LEAP_BIRTHDAY);
}

int ao_age_on(struct ao_date birth, struct ao_date day)
{
	bool passed = day.month > birth.month ||
		      (day.month == birth.month && day.day >= birth.day);

	return day.year - birth.year - (passed ? 0 : 1);
}

struct ao_date ao_renewal_opens_on(struct ao_date last_day)
{
	int months = ao_regime_on(last_day)->window_months;

	return ao_date_add_days(ao_date_add_months(last_day, -months), 1);
}

bool ao_fixed_term_stay(enum ao_residence class)
{
	switch (class) {
	case AO_RESIDENCE_MLT:
	case AO_RESIDENCE_TEMP_REFUGE:
	case AO_RESIDENCE_PROV_STAY:
	case AO_RESIDENCE_BIRTH_TRANSIT:
		return true;
	case AO_RESIDENCE_JP:
	case AO_RESIDENCE_PR:
	case AO_RESIDENCE_SPR:
	case AO_RESIDENCE_HSP2:
		return false;
	}
	AO_BUG("no such residence class: %d", (int)class);
}

static bool is_blank(struct ao_date d)
{
	return ao_date_equal(d, AO_NO_DATE);
}

static bool is_none(const struct ao_issue *issue)
{
	return is_blank(issue->issued_on) && is_blank(issue->expires_on);
}

static bool birth_known(const struct ao_resident *r)
{
	return !r->birth_unknown && ao_date_known(r->birth_date);
}

static bool both_and_before(struct ao_date a, struct ao_date b)
{
	return ao_date_known(a) && ao_date_known(b) && ao_date_before(a, b);
}

/* "有効期間が満了する日までの期間が三月未満となった場合", up to the last day.
 */
static bool renewed_in_window(const struct ao_issue *issue)
{
	struct ao_date last = issue->previous_expires_on;

	return ao_date_known(last) && !ao_date_before(last, issue->issued_on) &&
	       !ao_date_before(issue->issued_on, ao_renewal_opens_on(last));
}

static void cap(struct ao_term *t, struct ao_date end, enum ao_rule by)
{
	if (!both_and_before(end, t->last_day))
		return;
	t->last_day = end;
	t->cap = by;
}

/* The card's end by birthday, under one regime. */
static struct ao_term card_under(const struct ao_resident *r,
				 const struct ao_regime *law)
{
	bool adult =
		ao_age_on(r->birth_date, r->card.issued_on) >= law->adult_age;
	bool renewed = renewed_in_window(&r->card);
	struct ao_term t = {.exists = true};

	t.nth_birthday = adult ? law->card_years_adult : law->card_years_minor;
	t.rule = adult ? AO_RULE_CARD_ADULT : AO_RULE_CARD_MINOR;
	if (renewed) {
		t.nth_birthday++;
		t.rule = AO_RULE_CARD_RENEWED;
	}
	t.last_day = ao_nth_birthday_after(r->birth_date, r->card.issued_on,
					   t.nth_birthday);
	if (r->residence == AO_RESIDENCE_MLT)
		cap(&t, r->stay_ends_on, AO_RULE_CARD_STAY);
	return t;
}

/* The age line is the one of the reception day. Without it the issue day
 * stands in, except just after a change of law, when both lines give a date
 * and only the recorded one can tell which is right. */
static enum ao_terms_doubt card_by_birthday(const struct ao_resident *r,
					    struct ao_term *t)
{
	bool received = ao_date_known(r->card_applied_on);
	const struct ao_regime *law =
		ao_regime_on(received ? r->card_applied_on : r->card.issued_on);
	const struct ao_regime *older = ao_regime_before(law);
	struct ao_term old;

	*t = card_under(r, law);
	if (received || !older || is_blank(law->unclear_until) ||
	    ao_date_before(law->unclear_until, r->card.issued_on))
		return AO_DOUBT_NONE;
	old = card_under(r, older);
	if (ao_date_equal(old.last_day, t->last_day))
		return AO_DOUBT_NONE;
	if (ao_date_equal(old.last_day, r->card.expires_on))
		*t = old;
	return ao_date_known(r->card.expires_on) ? AO_DOUBT_NONE
						 : AO_DOUBT_REGIME_AMBIGUOUS;
}

/* 出生による経過滞在: 60 days from birth. After a loss of nationality the
 * count starts on a day that the list does not have; the end of the stay, if
 * given, is then the only source. */
static struct ao_date transit_end(const struct ao_resident *r)
{
	int days = ao_regime_on(r->card.issued_on)->transit_days;
	struct ao_date end;

	if (ao_date_known(r->stay_ends_on))
		return r->stay_ends_on;
	if (!birth_known(r))
		return AO_NO_DATE;
	end = ao_date_add_days(r->birth_date, days);
	return both_and_before(end, r->card.issued_on) ? AO_NO_DATE : end;
}

static enum ao_terms_doubt card_by_stay(struct ao_date end, enum ao_rule rule,
					struct ao_term *t)
{
	if (!ao_date_known(end))
		return AO_DOUBT_DATES_MISSING;
	t->last_day = end;
	t->rule = rule;
	return AO_DOUBT_NONE;
}

static enum ao_terms_doubt compute_card(const struct ao_resident *r,
					struct ao_term *t)
{
	switch (r->residence) {
	case AO_RESIDENCE_TEMP_REFUGE:
	case AO_RESIDENCE_PROV_STAY:
		return card_by_stay(r->stay_ends_on, AO_RULE_CARD_STAY, t);
	case AO_RESIDENCE_BIRTH_TRANSIT:
		return card_by_stay(transit_end(r), AO_RULE_CARD_TRANSIT, t);
	case AO_RESIDENCE_MLT:
		if (!ao_date_known(r->stay_ends_on))
			return AO_DOUBT_DATES_MISSING;
		break;
	case AO_RESIDENCE_JP:
	case AO_RESIDENCE_PR:
	case AO_RESIDENCE_SPR:
	case AO_RESIDENCE_HSP2:
		break;
	}
	if (!birth_known(r))
		return AO_DOUBT_BIRTH_UNKNOWN;
	if (!ao_date_known(r->card.issued_on))
		return AO_DOUBT_DATES_MISSING;
	return card_by_birthday(r, t);
}

/* Recorded against computed: recorded stands alone, or must be the same. */
static enum ao_terms_doubt settle(struct ao_term *t, struct ao_date recorded,
				  enum ao_terms_doubt doubt)
{
	if (doubt != AO_DOUBT_NONE && ao_date_known(recorded)) {
		*t = (struct ao_term){.exists = true,
				      .last_day = recorded,
				      .rule = AO_RULE_RECORDED,
				      .recorded = true};
		return AO_DOUBT_NONE;
	}
	if (doubt != AO_DOUBT_NONE) {
		*t = (struct ao_term){.exists = true};
		return doubt;
	}
	if (ao_date_known(recorded) && !ao_date_equal(recorded, t->last_day))
		return AO_DOUBT_PRINTED_MISMATCH;
	return AO_DOUBT_NONE;
}

/* 特例期間 (入管法20条6項): at the counter a card can be extended by up to two
 * months past the stay, never past its birthday. How the months are counted at
 * a month's end is unsettled (08-30 or 08-31 for 06-30), so the recorded date
 * is taken and never computed. */
static bool is_extended(const struct ao_resident *r, const struct ao_term *card)
{
	struct ao_date recorded = r->card.expires_on;
	int months = ao_regime_on(r->stay_ends_on)->extension_months;
	struct ao_date most;

	if (card->cap != AO_RULE_CARD_STAY && card->rule != AO_RULE_CARD_STAY)
		return false;
	most = ao_date_add_days(ao_date_add_months(r->stay_ends_on, months), 1);
	if (card->nth_birthday &&
	    both_and_before(ao_nth_birthday_after(r->birth_date,
						  r->card.issued_on,
						  card->nth_birthday),
			    recorded))
		return false;
	return both_and_before(r->stay_ends_on, recorded) &&
	       !ao_date_before(most, recorded);
}

/* Nobody's card ends at 26 or 27, and at 25 only one that was renewed: the
 * 5th birthday comes before 25, the 10th after 27. */
static bool plausible_age(const struct ao_resident *r,
			  const struct ao_term *card)
{
	int age;

	if (!card->recorded || !birth_known(r) ||
	    ao_fixed_term_stay(r->residence))
		return true;
	age = ao_age_on(r->birth_date, card->last_day);
	return age < 25 || age > 27 ||
	       (age == 25 && ao_date_known(r->card.previous_expires_on));
}

static enum ao_terms_doubt card_term(const struct ao_resident *r,
				     struct ao_term *t)
{
	enum ao_terms_doubt doubt = compute_card(r, t);

	if (doubt == AO_DOUBT_NONE && is_extended(r, t))
		doubt = AO_DOUBT_DATES_MISSING;
	doubt = settle(t, r->card.expires_on, doubt);
	if (doubt != AO_DOUBT_NONE)
		return doubt;
	if (both_and_before(t->last_day, r->card.issued_on) ||
	    !plausible_age(r, t))
		return AO_DOUBT_IMPLAUSIBLE;
	return AO_DOUBT_NONE;
}

static enum ao_terms_doubt compute_cert(const struct ao_resident *r,
					const struct ao_issue *issue,
					struct ao_term *t)
{
	bool renewed;

	if (!birth_known(r))
		return AO_DOUBT_BIRTH_UNKNOWN;
	if (!ao_date_known(issue->issued_on))
		return AO_DOUBT_DATES_MISSING;
	renewed = renewed_in_window(issue);
	t->nth_birthday = ao_regime_on(issue->issued_on)->cert_years + renewed;
	t->rule = renewed ? AO_RULE_CERT_RENEWED : AO_RULE_CERT_BIRTHDAY;
	t->last_day = ao_nth_birthday_after(r->birth_date, issue->issued_on,
					    t->nth_birthday);
	return AO_DOUBT_NONE;
}

/* An extension of the card (特例期間) does not extend the certificates that
 * were on it. */
static struct ao_date card_end_for(const struct ao_resident *r,
				   const struct ao_issue *issue,
				   const struct ao_term *card)
{
	bool extended = card->recorded && ao_fixed_term_stay(r->residence) &&
			both_and_before(r->stay_ends_on, card->last_day);

	if (extended && !both_and_before(r->stay_ends_on, issue->issued_on))
		return r->stay_ends_on;
	return card->last_day;
}

/* auth is NULL for the 利用者証明用 itself. */
static enum ao_terms_doubt cert_term(const struct ao_resident *r,
				     const struct ao_issue *issue,
				     const struct ao_term *card,
				     const struct ao_term *auth,
				     struct ao_term *t)
{
	enum ao_terms_doubt doubt = compute_cert(r, issue, t);
	struct ao_date end = card_end_for(r, issue, card);
	/* A 署名用 made after the 利用者証明用 had lapsed has only the card
	 * above it. */
	bool under = auth && ao_date_known(auth->last_day) &&
		     !both_and_before(auth->last_day, issue->issued_on);

	if (doubt == AO_DOUBT_NONE) {
		cap(t, end, AO_RULE_CAPPED_BY_CARD);
		if (under)
			cap(t, auth->last_day, AO_RULE_CAPPED_BY_AUTH);
	}
	doubt = settle(t, issue->expires_on, doubt);
	if (doubt != AO_DOUBT_NONE)
		return doubt;
	if (t->recorded &&
	    (both_and_before(end, t->last_day) ||
	     (under && ao_date_before(auth->last_day, t->last_day))))
		return AO_DOUBT_PRINTED_MISMATCH;
	return both_and_before(t->last_day, issue->issued_on)
		       ? AO_DOUBT_IMPLAUSIBLE
		       : AO_DOUBT_NONE;
}

/* By practice, not by the ordinance: no 署名用 for children and wards. */
static enum ao_rule no_sign(const struct ao_resident *r)
{
	struct ao_date day = r->sign_cert.issued_on;

	if (r->guardianship)
		return AO_RULE_SIGN_GUARDIANSHIP;
	if (birth_known(r) && ao_date_known(day) &&
	    ao_age_on(r->birth_date, day) < ao_regime_on(day)->sign_cert_age)
		return AO_RULE_SIGN_UNDER_15;
	return AO_RULE_NONE;
}

static enum ao_terms_doubt sign_term(const struct ao_resident *r,
				     struct ao_terms *terms)
{
	struct ao_term *auth = &terms->item[AO_ITEM_AUTH];
	struct ao_term *t = &terms->item[AO_ITEM_SIGN];
	enum ao_terms_doubt doubt =
		cert_term(r, &r->sign_cert, &terms->item[AO_ITEM_CARD],
			  auth->exists ? auth : NULL, t);

	/* It ends with the 利用者証明用 or before; where that one's date is on
	 * record, the notice goes out and does not name this one. */
	if (doubt == AO_DOUBT_BIRTH_UNKNOWN && auth->recorded)
		return AO_DOUBT_NONE;
	return doubt;
}

static bool contradicts(const struct ao_resident *r,
			const struct ao_issue *issue)
{
	if (both_and_before(issue->expires_on, issue->issued_on) ||
	    both_and_before(issue->issued_on, ao_first_issue_day()))
		return true;
	return birth_known(r) &&
	       (both_and_before(issue->issued_on, r->birth_date) ||
		both_and_before(issue->expires_on, r->birth_date));
}

static bool believable(const struct ao_resident *r, enum ao_item *item)
{
	const struct ao_issue *const issue[AO_ITEM_COUNT] = {
		&r->card, &r->auth_cert, &r->sign_cert};

	for (int i = 0; i < AO_ITEM_COUNT; i++) {
		*item = (enum ao_item)i;
		if (contradicts(r, issue[i]))
			return false;
	}
	*item = AO_ITEM_CARD;
	return !both_and_before(r->card.issued_on, r->card_applied_on);
}

static void fill(const struct ao_resident *r, struct ao_terms *terms)
{
	struct ao_term *card = &terms->item[AO_ITEM_CARD];
	struct ao_term *auth = &terms->item[AO_ITEM_AUTH];
	struct ao_term *sign = &terms->item[AO_ITEM_SIGN];

	terms->doubt_item = AO_ITEM_CARD;
	if (card->exists)
		terms->doubt = card_term(r, card);
	else if (auth->exists || sign->exists)
		terms->doubt = AO_DOUBT_DATES_MISSING;
	if (terms->doubt != AO_DOUBT_NONE)
		return;
	terms->doubt_item = AO_ITEM_AUTH;
	if (auth->exists)
		terms->doubt =
			cert_term(r, &r->auth_cert, card, /*auth*/ NULL, auth);
	if (terms->doubt != AO_DOUBT_NONE)
		return;
	terms->doubt_item = AO_ITEM_SIGN;
	if (sign->exists)
		terms->doubt = sign_term(r, terms);
}

struct ao_terms ao_terms_of(const struct ao_resident *r)
{
	struct ao_terms terms = {0};
	struct ao_term *sign = &terms.item[AO_ITEM_SIGN];

	if (!believable(r, &terms.doubt_item)) {
		terms.doubt = AO_DOUBT_IMPOSSIBLE;
		return terms;
	}
	terms.item[AO_ITEM_CARD].exists = !is_none(&r->card);
	terms.item[AO_ITEM_AUTH].exists = !is_none(&r->auth_cert);
	sign->rule = is_none(&r->sign_cert) ? AO_RULE_NONE : no_sign(r);
	sign->exists = !is_none(&r->sign_cert) && sign->rule == AO_RULE_NONE;
	fill(r, &terms);
	for (int i = 0; i < AO_ITEM_COUNT; i++)
		if (ao_date_known(terms.item[i].last_day))
			terms.item[i].opens_on =
				ao_renewal_opens_on(terms.item[i].last_day);
	if (terms.doubt == AO_DOUBT_NONE)
		terms.doubt_item = AO_ITEM_CARD;
	return terms;
}
