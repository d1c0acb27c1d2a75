/* decision.c - what happens to a resident in a run. */
#include "aofuto/expiry/decision.h"

#include "aofuto/base/text.h"

/* A card that was issued more than a year after the as-of day is a typing
 * error, which would otherwise stay "not due" for ever. Less than that is a
 * run repeated for an earlier day. */
#define DAYS_AHEAD 366

static enum ao_reason status_excludes(enum ao_card_status status)
{
	switch (status) {
	case AO_STATUS_DEAD:
		return AO_REASON_DEAD;
	case AO_STATUS_MOVED_OUT:
		return AO_REASON_MOVED_OUT;
	case AO_STATUS_MOVED_ABROAD:
		return AO_REASON_MOVED_ABROAD;
	case AO_STATUS_CARD_RETURNED:
		return AO_REASON_CARD_RETURNED;
	case AO_STATUS_NOT_DELIVERED:
		return AO_REASON_NOT_DELIVERED;
	case AO_STATUS_NORMAL:
	case AO_STATUS_SUSPENDED:
		return AO_REASON_NONE;
	}
	AO_BUG("no such status: %d", (int)status);
}

/* 支援措置: whatever is not certain protects. A date without the flag counts
 * as a measure, an unknown or blank date as open, and an end before its own
 * beginning as an error of the register. */
static bool is_protected(const struct ao_resident *r, struct ao_date as_of)
{
	struct ao_date from = r->support_from, until = r->support_until;
	bool has_from = ao_date_known(from), has_until = ao_date_known(until);

	if (!r->support_measure && ao_date_equal(from, AO_NO_DATE) &&
	    ao_date_equal(until, AO_NO_DATE))
		return false;
	if (has_from && has_until && ao_date_before(until, from))
		return true;
	if (has_from && ao_date_before(as_of, from))
		return false;
	return !has_until || !ao_date_before(until, as_of);
}

static enum ao_reason doubt_reason(enum ao_terms_doubt doubt)
{
	switch (doubt) {
	case AO_DOUBT_NONE:
		return AO_REASON_NONE;
	case AO_DOUBT_REGIME_AMBIGUOUS:
		return AO_REASON_REGIME_AMBIGUOUS;
	case AO_DOUBT_BIRTH_UNKNOWN:
		return AO_REASON_BIRTH_UNKNOWN;
	case AO_DOUBT_PRINTED_MISMATCH:
		return AO_REASON_PRINTED_MISMATCH;
	case AO_DOUBT_DATES_MISSING:
		return AO_REASON_DATES_MISSING;
	case AO_DOUBT_IMPLAUSIBLE:
		return AO_REASON_DATES_IMPOSSIBLE;
	case AO_DOUBT_IMPOSSIBLE:
		return AO_REASON_INVALID_INPUT;
	}
	AO_BUG("no such doubt: %d", (int)doubt);
}

static bool is_ahead(struct ao_date issued, struct ao_date as_of)
{
	return ao_date_known(issued) &&
	       ao_date_before(ao_date_add_days(as_of, DAYS_AHEAD), issued);
}

static enum ao_reason review_reason(const struct ao_resident *r,
				    const struct ao_terms *terms,
				    struct ao_date as_of)
{
	if (r->set_aside)
		return AO_REASON_INPUT_DOUBTFUL;
	if (is_ahead(r->card.issued_on, as_of) ||
	    is_ahead(r->auth_cert.issued_on, as_of) ||
	    is_ahead(r->sign_cert.issued_on, as_of))
		return AO_REASON_DATES_IMPOSSIBLE;
	return doubt_reason(terms->doubt);
}

static enum ao_kind kind_of(unsigned expiring)
{
	const unsigned card = AO_ITEM_BIT(AO_ITEM_CARD);

	if (!expiring)
		return AO_KIND_NONE;
	if (!(expiring & card))
		return AO_KIND_CERT_ONLY;
	return expiring == card ? AO_KIND_CARD_ONLY : AO_KIND_CARD_CERT;
}

unsigned ao_kind_items(enum ao_kind kind)
{
	const unsigned card = AO_ITEM_BIT(AO_ITEM_CARD);
	const unsigned certs =
		AO_ITEM_BIT(AO_ITEM_AUTH) | AO_ITEM_BIT(AO_ITEM_SIGN);

	switch (kind) {
	case AO_KIND_CARD_CERT:
		return card | certs;
	case AO_KIND_CERT_ONLY:
		return certs;
	case AO_KIND_CARD_ONLY:
		return card;
	default:
		return 0;
	}
}

static bool has_ended(const struct ao_term *t, struct ao_date as_of)
{
	return ao_date_known(t->last_day) && ao_date_before(t->last_day, as_of);
}

/* What ends next. A certificate that lapsed is not announced any more; with a
 * card that ended nothing is left to announce. */
static void look_ahead(const struct ao_terms *terms, struct ao_date as_of,
		       struct ao_decision *d)
{
	if (has_ended(&terms->item[AO_ITEM_CARD], as_of)) {
		d->window = AO_WINDOW_EXPIRED;
		return;
	}
	for (int i = 0; i < AO_ITEM_COUNT; i++) {
		const struct ao_term *t = &terms->item[i];
		int cmp;

		if (!ao_date_known(t->last_day) || has_ended(t, as_of))
			continue;
		cmp = d->expiring ? ao_date_cmp(t->last_day, d->next_expiry)
				  : -1;
		if (cmp < 0) {
			d->expiring = 0;
			d->next_expiry = t->last_day;
			d->renewal_opens_on = t->opens_on;
		}
		if (cmp <= 0)
			d->expiring |= AO_ITEM_BIT(i);
	}
	d->kind = kind_of(d->expiring);
	if (d->expiring)
		d->window = ao_date_before(as_of, d->renewal_opens_on)
				    ? AO_WINDOW_NOT_YET
				    : AO_WINDOW_OPEN;
}

static void end_in(struct ao_decision *d, enum ao_verdict verdict,
		   enum ao_reason reason)
{
	d->verdict = verdict;
	d->reason = reason;
	if (verdict == AO_EXCLUDED)
		d->kind = AO_KIND_NONE;
	if (verdict != AO_SET_ASIDE && verdict != AO_REJECTED)
		return;
	*d = (struct ao_decision){.verdict = verdict, .reason = reason};
}

/* 1 to 5 of the order in the header; false if none of them holds. */
static bool held_back(const struct ao_resident *r, const struct ao_terms *terms,
		      const struct ao_run_day *day, struct ao_decision *d)
{
	enum ao_reason reason = status_excludes(r->status);

	if (!r->believed || terms->doubt == AO_DOUBT_IMPOSSIBLE)
		end_in(d, AO_REJECTED, AO_REASON_INVALID_INPUT);
	else if (reason != AO_REASON_NONE)
		end_in(d, AO_EXCLUDED, reason);
	else if (is_protected(r, day->as_of))
		end_in(d, AO_HELD, AO_REASON_DV_SUPPORT);
	else if (r->status == AO_STATUS_SUSPENDED)
		end_in(d, AO_HELD, AO_REASON_SUSPENDED);
	else if (ao_fixed_term_stay(r->residence) &&
		 !day->print_fixed_term_stay)
		end_in(d, AO_EXCLUDED, AO_REASON_FIXED_TERM_STAY);
	else if ((reason = review_reason(r, terms, day->as_of)) !=
		 AO_REASON_NONE)
		end_in(d, AO_SET_ASIDE, reason);
	else if (d->window == AO_WINDOW_EXPIRED)
		end_in(d, AO_EXCLUDED, AO_REASON_CARD_EXPIRED);
	else if (!d->expiring)
		end_in(d, AO_EXCLUDED, AO_REASON_NOTHING_EXPIRES);
	else
		return false;
	return true;
}

struct ao_decision ao_decide(const struct ao_resident *r,
			     const struct ao_terms *terms,
			     const struct ao_run_day *day)
{
	struct ao_date first =
		ao_date_known(day->month) ? day->month : day->as_of;
	struct ao_date last = ao_month_last(first);
	struct ao_decision d = {.verdict = AO_PRINT};

	first.day = 1;
	if (terms->doubt == AO_DOUBT_NONE)
		look_ahead(terms, day->as_of, &d);
	if (held_back(r, terms, day, &d))
		return d;
	if (ao_date_before(last, d.renewal_opens_on))
		end_in(&d, AO_NOT_DUE, AO_REASON_NONE);
	else if (day->only_month && ao_date_before(d.renewal_opens_on, first))
		end_in(&d, AO_NOT_DUE, AO_REASON_OPENED_EARLIER);
	return d;
}

void ao_decision_set_aside(struct ao_decision *d, enum ao_reason reason)
{
	if (d->verdict != AO_PRINT || reason == AO_REASON_NONE)
		AO_BUG("cannot set aside a decision of %s for %s",
		       ao_verdict_name(d->verdict), ao_reason_name(reason));
	end_in(d, AO_SET_ASIDE, reason);
}

void ao_decision_already_issued(struct ao_decision *d)
{
	if (d->verdict != AO_PRINT)
		AO_BUG("a decision of %s cannot have been issued",
		       ao_verdict_name(d->verdict));
	end_in(d, AO_ALREADY_ISSUED, AO_REASON_NONE);
}

static bool by_status(enum ao_reason reason)
{
	return reason >= AO_REASON_DEAD && reason <= AO_REASON_NOT_DELIVERED;
}

void ao_decision_hold(struct ao_decision *d)
{
	if (d->verdict == AO_REJECTED || d->verdict == AO_HELD ||
	    (d->verdict == AO_EXCLUDED && by_status(d->reason)))
		return;
	end_in(d, AO_HELD, AO_REASON_HOLD_LIST);
}
