/* oracle.h - the ends of cards and certificates found by walking the calendar.
 *
 * A second implementation, for comparison only. It shares nothing with src/:
 * its calendar is made by adding one day after another, its birthdays are
 * found by looking at each day, its windows by going back day by day. Days are
 * numbers from 0 = 1890-01-01; ORACLE_NONE is no day.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include <stdbool.h>

#define ORACLE_FIRST_YEAR 1890
#define ORACLE_LAST_YEAR  2240
#define ORACLE_NONE       (-1)

enum oracle_class { /* of residence, as far as the law tells them apart */
		    ORACLE_BIRTHDAY,
		    ORACLE_STAY_OR_BIRTHDAY, /* 中長期在留者 */
		    ORACLE_STAY,             /* 一時庇護, 仮滞在 */
		    ORACLE_SIXTY_DAYS,       /* 経過滞在 */
};

struct oracle_case {
	enum oracle_class class;
	int birth, received, stay_ends;
	int card, card_before; /* issue day, and when the one before it ended */
	int auth, auth_before;
	int sign, sign_before;
	bool guardian;
};

struct oracle_answer {
	bool impossible;      /* nothing else is set */
	bool ambiguous;       /* nothing else is set */
	int nth;              /* birthdays counted for the card, 0 if none */
	int card, auth, sign; /* last days */
	int card_opens, auth_opens, sign_opens; /* first days of renewal */
};

struct oracle;
/* leap_in_march: 29 February birthdays of common years are on 1 March. */
struct oracle *oracle_new(bool leap_in_march);
void oracle_free(struct oracle *);

int oracle_day(const struct oracle *, int year, int month, int day);
void oracle_ymd(const struct oracle *, int day, int ymd[3]);
int oracle_last_day(const struct oracle *); /* of the calendar */

int oracle_birthday_after(const struct oracle *, int birth, int from, int nth);
/* The day on which that age is reached (1 March for 29 February births). */
int oracle_reaches(const struct oracle *, int birth, int age);
int oracle_opens(const struct oracle *, int last_day);

struct oracle_answer oracle_ask(const struct oracle *,
				const struct oracle_case *);

#endif
