/* decision.h - what happens to a resident in a run: exactly one thing.
 *
 * Pure. The first of these that holds decides:
 *   1 rejected   the row was not believed, or its dates contradict each other
 *   2 excluded   by status: dead, moved away, returned, not delivered
 *   3 held       DV support (支援措置), suspended, the hold list
 *   4 excluded   a fixed term of stay (switch), a card that ended, no card
 *   5 review     a field of the row or a date of the law is in doubt
 *   6 not_due    renewal opens after the month (or before it: --only-month)
 *   7 print
 * Afterwards `print` can still become `review` (a glyph is missing, an address
 * does not fit) or `already_issued` (the ledger), by the calls below.
 */
#ifndef AOFUTO_EXPIRY_DECISION_H
#define AOFUTO_EXPIRY_DECISION_H

#include "aofuto/expiry/terms.h"

enum ao_verdict { /* the contract's column "decision" */
		  AO_PRINT,
		  AO_NOT_DUE,
		  AO_ALREADY_ISSUED,
		  AO_HELD,
		  AO_EXCLUDED,
		  AO_SET_ASIDE, /* "review" */
		  AO_REJECTED,
		  AO_VERDICT_COUNT
};

enum ao_reason { /* the contract's column "reason" */
		 AO_REASON_NONE,
		 AO_REASON_DV_SUPPORT,
		 AO_REASON_SUSPENDED,
		 AO_REASON_HOLD_LIST,
		 AO_REASON_DEAD,
		 AO_REASON_MOVED_OUT,
		 AO_REASON_MOVED_ABROAD,
		 AO_REASON_CARD_RETURNED,
		 AO_REASON_NOT_DELIVERED,
		 AO_REASON_FIXED_TERM_STAY,
		 AO_REASON_CARD_EXPIRED,
		 AO_REASON_NOTHING_EXPIRES,
		 AO_REASON_REGIME_AMBIGUOUS,
		 AO_REASON_BIRTH_UNKNOWN,
		 AO_REASON_PRINTED_MISMATCH,
		 AO_REASON_DATES_MISSING,
		 AO_REASON_DATES_IMPOSSIBLE, /* no law gives such a date */
		 AO_REASON_INPUT_DOUBTFUL,   /* a field of the row: see findings
					      */
		 AO_REASON_GLYPH_MISSING,
		 AO_REASON_ADDRESS_DOES_NOT_FIT,
		 AO_REASON_APPLICATION_ID_MISSING, /* print_application_id: hold
						    */
		 AO_REASON_INVALID_INPUT,
		 AO_REASON_OPENED_EARLIER, /* not_due, with --only-month */
		 AO_REASON_COUNT
};

enum ao_kind {
	AO_KIND_NONE,
	AO_KIND_CARD_CERT,
	AO_KIND_CERT_ONLY,
	AO_KIND_CARD_ONLY,
	AO_KIND_COUNT
};
/* AO_ITEM_BIT set: all that a notice of the kind can be about. */
unsigned ao_kind_items(enum ao_kind);

enum ao_renewal_window {
	AO_WINDOW_NONE,
	AO_WINDOW_NOT_YET,
	AO_WINDOW_OPEN,
	AO_WINDOW_EXPIRED
};

struct ao_run_day {                 /* what a decision is made for */
	struct ao_date as_of;       /* the day the run believes it is */
	struct ao_date month;       /* first day of --month; none: as_of's */
	bool only_month;            /* --only-month */
	bool print_fixed_term_stay; /* policy switch, default off */
};

struct ao_decision {
	enum ao_verdict verdict;
	enum ao_reason reason;
	/* What a notice would be about: the items that end first of those that
	 * have not ended on the as-of day. Filled in even when nothing is
	 * printed, not_due and held included; all blank for review, rejected
	 * and a card that ended (window EXPIRED). kind is NONE for excluded. */
	enum ao_kind kind;
	unsigned expiring; /* AO_ITEM_BIT set */
	struct ao_date next_expiry, renewal_opens_on;
	enum ao_renewal_window window; /* on the as-of day */
};

struct ao_decision ao_decide(const struct ao_resident *,
			     const struct ao_terms *,
			     const struct ao_run_day *);

/* `print` becomes `review` for that reason, or `already_issued`; anything else
 * is a bug. */
void ao_decision_set_aside(struct ao_decision *, enum ao_reason);
void ao_decision_already_issued(struct ao_decision *);

/* The resident is on the hold list: whatever stands below 3 in the order above
 * becomes `held`, HOLD_LIST. Call it right after ao_decide. */
void ao_decision_hold(struct ao_decision *);

/* The contract's words ("print", "DV_SUPPORT", "CARD_CERT", "NOT_YET"; "" for
 * none) and, for people, a message id. */
const char *ao_verdict_name(enum ao_verdict);
const char *ao_verdict_text(enum ao_verdict);
const char *ao_reason_name(enum ao_reason);
const char *ao_reason_text(enum ao_reason);
const char *ao_kind_name(enum ao_kind);
const char *ao_kind_text(enum ao_kind);
const char *ao_window_name(enum ao_renewal_window);
/* "CARD+AUTH+SIGN" or a part of it; "" for none. */
const char *ao_expiring_name(unsigned expiring);

#endif
