/* rules.h - the law as a dated table, and a name for each rule.
 *
 * A change of law is a new line in rules.c; docs/hacking.md says how.
 */
#ifndef AOFUTO_EXPIRY_RULES_H
#define AOFUTO_EXPIRY_RULES_H

#include "aofuto/base/date.h"

struct ao_regime {
	struct ao_date since;         /* applications received on or after it */
	struct ao_date unclear_until; /* a card made from `since` to this day
					 may have been applied for before; none:
					 never unclear */
	int adult_age;                /* 20 before 2022-04-01, 18 from then */
	int card_years_adult;         /* 10 */
	int card_years_minor;         /* 5 */
	int cert_years;               /* 5 */
	int window_months;    /* renewal opens this long before, and a day */
	int sign_cert_age;    /* 署名用: not under 15 */
	int transit_days;     /* 経過滞在者: 60 days */
	int extension_months; /* 特例期間: two months after the stay */
};

/* The regime for an application received on that day; before the first one,
 * the first. Never NULL. */
const struct ao_regime *ao_regime_on(struct ao_date received);

/* The one in force before it, or NULL. */
const struct ao_regime *ao_regime_before(const struct ao_regime *);

/* No card and no certificate of the card was issued before this day. */
struct ao_date ao_first_issue_day(void);

/* Where someone born on 29 February has the birthday of a common year. The
 * ordinances say nothing; every law that does say it says 28 February
 * (道路交通法101条2項, 入管法19条の5), and the earlier day tells nobody too
 * late. This is the only place that decides it. */
enum ao_leap_birthday { AO_LEAP_28_FEBRUARY, AO_LEAP_1_MARCH };
#ifndef AO_LEAP_BIRTHDAY /* the tests build both */
#define AO_LEAP_BIRTHDAY AO_LEAP_28_FEBRUARY
#endif

enum ao_rule {
	AO_RULE_NONE,
	AO_RULE_CARD_ADULT,     /* 10th birthday */
	AO_RULE_CARD_MINOR,     /* 5th birthday */
	AO_RULE_CARD_RENEWED,   /* one more: renewed inside the window */
	AO_RULE_CARD_STAY,      /* 在留期間の満了日 */
	AO_RULE_CARD_TRANSIT,   /* 60 days */
	AO_RULE_CERT_BIRTHDAY,  /* 5th birthday */
	AO_RULE_CERT_RENEWED,   /* 6th: renewed inside the window */
	AO_RULE_CAPPED_BY_CARD, /* 13条3号, 49条2号 */
	AO_RULE_CAPPED_BY_AUTH, /* 13条2号 */
	AO_RULE_RECORDED,       /* the list's own date */
	AO_RULE_SIGN_UNDER_15,  /* no 署名用 */
	AO_RULE_SIGN_GUARDIANSHIP,
	AO_RULE_COUNT
};

/* What a rule says, for people: message ids, and the article or source. */
struct ao_rule_text {
	const char *name;     /* "CARD_ADULT" */
	const char *sentence; /* message id */
	const char *article;  /* Japanese citation, as it stands */
};
const struct ao_rule_text *ao_rule_text(enum ao_rule);

/* The same for the age line of a regime and for the first day of renewal. */
const char *ao_regime_article(const struct ao_regime *);
const struct ao_rule_text *ao_window_text(void);

#endif
