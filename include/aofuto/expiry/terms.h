/* terms.h - when a card and its certificates end, and by which rule.
 *
 * Pure: dates in, dates out; no list, no clock, no city. Every date carries
 * the rule that made it, so that `explain` can say why. Sources are cited in
 * rules.c beside each rule.
 */
#ifndef AOFUTO_EXPIRY_TERMS_H
#define AOFUTO_EXPIRY_TERMS_H

#include "aofuto/expiry/rules.h"
#include "aofuto/input/resident.h"

enum ao_item { AO_ITEM_CARD, AO_ITEM_AUTH, AO_ITEM_SIGN, AO_ITEM_COUNT };
#define AO_ITEM_BIT(item) (1u << (item))

struct ao_term {
	bool exists;             /* there is such a card or certificate */
	struct ao_date last_day; /* 有効期限, inclusive; none: not known */
	struct ao_date opens_on; /* first day of renewal */
	enum ao_rule rule; /* what made last_day, or why the 署名用 does
			      not exist */
	enum ao_rule cap;  /* what cut it short; AO_RULE_NONE if nothing */
	int nth_birthday;  /* 5, 6, 10, 11; 0 if no birthday made it */
	bool recorded;     /* last_day is the list's, none was computed */
};

enum ao_terms_doubt { /* why nothing is printed until a person decides */
		      AO_DOUBT_NONE,
		      AO_DOUBT_REGIME_AMBIGUOUS, /* 2022-04-01 line, no
						    reception date */
		      AO_DOUBT_BIRTH_UNKNOWN,
		      AO_DOUBT_PRINTED_MISMATCH, /* recorded and computed dates
						    differ */
		      AO_DOUBT_DATES_MISSING, /* neither issue date nor recorded
						 expiry */
		      AO_DOUBT_IMPLAUSIBLE,   /* no law gives such a date */
		      AO_DOUBT_IMPOSSIBLE,    /* dates contradict each other:
						 the row cannot be believed */
};

struct ao_terms {
	struct ao_term item[AO_ITEM_COUNT];
	enum ao_terms_doubt doubt;
	enum ao_item doubt_item; /* which item the doubt is about */
};

/* All of domain rules 1 and 2. The resident's believed dates are used as they
 * are; recorded dates stand where none can be computed. Where the doubt is
 * about one item, those capped by it have no last_day; it has none itself
 * unless the doubt is about a date that is there. AO_UNKNOWN_DATE may stand in
 * any date. */
struct ao_terms ao_terms_of(const struct ao_resident *);

/* Whether the residence class ends with a fixed stay (no notice by default). */
bool ao_fixed_term_stay(enum ao_residence);

/* First day of renewal for an expiry day: three months before, the next day;
 * the first of the next month where that day does not exist (練馬区の定義). */
struct ao_date ao_renewal_opens_on(struct ao_date last_day);

/* The birthday in a year; of a 29 February birth in a common year, by the
 * given convention. */
struct ao_date ao_birthday_in(struct ao_date birth, int year,
			      enum ao_leap_birthday);

/* nth birthday strictly after `from`, by AO_LEAP_BIRTHDAY. from is not before
 * birth. */
struct ao_date ao_nth_birthday_after(struct ao_date birth, struct ao_date from,
				     int nth);

/* Full years on that day: the age counts from the birthday itself. A 29
 * February birth ages on 1 March in common years (年齢計算ニ関スル法律). */
int ao_age_on(struct ao_date birth, struct ao_date day);

#endif
