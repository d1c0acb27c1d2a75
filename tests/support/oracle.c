/* oracle.c - the ends of cards and certificates, by walking the calendar. */
#include "support/oracle.h"

#include <stdint.h>
#include <stdlib.h>

#define YEARS (ORACLE_LAST_YEAR - ORACLE_FIRST_YEAR + 1)

struct oracle {
	int days;
	int16_t *year;
	uint8_t *month, *day;
	int first_of[YEARS][13];        /* 1 to 12 */
	int birthday[13][32][YEARS];    /* the day, of every year */
	int grows_older[13][32][YEARS]; /* the same, 29 February on 1 March */
	int opens_before[366 * YEARS];
};

/* Its own leap rule, written the other way round. */
static int days_in(int year, int month)
{
	if (month == 4 || month == 6 || month == 9 || month == 11)
		return 30;
	if (month != 2)
		return 31;
	if (year % 4 != 0)
		return 28;
	if (year % 100 == 0 && year % 400 != 0)
		return 28;
	return 29;
}

static void walk_calendar(struct oracle *o)
{
	int y = ORACLE_FIRST_YEAR, m = 1, d = 1;

	while (y <= ORACLE_LAST_YEAR) {
		o->year[o->days] = (int16_t)y;
		o->month[o->days] = (uint8_t)m;
		o->day[o->days] = (uint8_t)d;
		if (d == 1)
			o->first_of[y - ORACLE_FIRST_YEAR][m] = o->days;
		o->days++;
		if (++d <= days_in(y, m))
			continue;
		d = 1;
		if (++m <= 12)
			continue;
		m = 1;
		y++;
	}
}

/* Looks at each day and asks whose birthday it is. */
static void walk_birthdays(struct oracle *o, bool leap_in_march)
{
	for (int i = 0; i < o->days; i++) {
		int y = o->year[i] - ORACLE_FIRST_YEAR;
		int m = o->month[i], d = o->day[i];
		bool no_29 = days_in(o->year[i], 2) == 28;

		o->birthday[m][d][y] = i;
		o->grows_older[m][d][y] = i;
		if (no_29 && m == 3 && d == 1)
			o->grows_older[2][29][y] = i;
		if (no_29 && m == (leap_in_march ? 3 : 2) &&
		    d == (leap_in_march ? 1 : 28))
			o->birthday[2][29][y] = i;
	}
}

/* 練馬区: the day that corresponds to three months before, the day after it;
 * where there is no such day, the first of the next month. Goes back until the
 * fourth month would begin. */
static int walk_back(const struct oracle *o, int last)
{
	int wanted = (o->month[last] + 8) % 12 + 1;
	int at = last;

	while (at > 0 && o->month[at] != wanted)
		at--;
	while (at > 0 && o->month[at] == wanted && o->day[at] > o->day[last])
		at--;
	return at + 1;
}

struct oracle *oracle_new(bool leap_in_march)
{
	struct oracle *o = calloc(1, sizeof(*o));
	size_t n = (size_t)366 * YEARS;

	if (!o)
		abort();
	o->year = calloc(n, sizeof(*o->year));
	o->month = calloc(n, sizeof(*o->month));
	o->day = calloc(n, sizeof(*o->day));
	if (!o->year || !o->month || !o->day)
		abort();
	walk_calendar(o);
	walk_birthdays(o, leap_in_march);
	for (int i = 0; i < o->days; i++)
		o->opens_before[i] = walk_back(o, i);
	return o;
}

void oracle_free(struct oracle *o)
{
	free(o->year);
	free(o->month);
	free(o->day);
	free(o);
}

int oracle_day(const struct oracle *o, int year, int month, int day)
{
	return o->first_of[year - ORACLE_FIRST_YEAR][month] + day - 1;
}

void oracle_ymd(const struct oracle *o, int day, int ymd[3])
{
	ymd[0] = o->year[day];
	ymd[1] = o->month[day];
	ymd[2] = o->day[day];
}

int oracle_last_day(const struct oracle *o)
{
	return o->days - 1;
}

int oracle_opens(const struct oracle *o, int last_day)
{
	return o->opens_before[last_day];
}

int oracle_birthday_after(const struct oracle *o, int birth, int from, int nth)
{
	const int *each = o->birthday[o->month[birth]][o->day[birth]];
	int y = o->year[from] - ORACLE_FIRST_YEAR - 1, count = 0;

	for (y = y < 0 ? 0 : y; y < YEARS; y++)
		if (each[y] > from && ++count == nth)
			return each[y];
	abort();
}

int oracle_reaches(const struct oracle *o, int birth, int age)
{
	int y = o->year[birth] - ORACLE_FIRST_YEAR + age;

	return y < YEARS ? o->grows_older[o->month[birth]][o->day[birth]][y]
			 : o->days;
}

static int earlier(int a, int b)
{
	return a == ORACLE_NONE || (b != ORACLE_NONE && b < a) ? b : a;
}

static bool in_window(const struct oracle *o, int issue, int before)
{
	return before != ORACLE_NONE && issue <= before &&
	       issue >= o->opens_before[before];
}

static int count_card(const struct oracle *o, const struct oracle_case *c,
		      int adult_age)
{
	bool adult = c->card >= oracle_reaches(o, c->birth, adult_age);

	return (adult ? 10 : 5) +
	       (in_window(o, c->card, c->card_before) ? 1 : 0);
}

static int card_end(const struct oracle *o, const struct oracle_case *c,
		    int nth)
{
	int end = oracle_birthday_after(o, c->birth, c->card, nth);

	return c->class == ORACLE_STAY_OR_BIRTHDAY ? earlier(end, c->stay_ends)
						   : end;
}

static void ask_card(const struct oracle *o, const struct oracle_case *c,
		     struct oracle_answer *a)
{
	const int line = oracle_day(o, 2022, 4, 1);
	int decides = c->received == ORACLE_NONE ? c->card : c->received;
	int young = count_card(o, c, 18), old = count_card(o, c, 20);

	if (c->class == ORACLE_STAY)
		a->card = c->stay_ends;
	if (c->class == ORACLE_SIXTY_DAYS)
		a->card = c->birth + 60;
	if (c->class == ORACLE_STAY || c->class == ORACLE_SIXTY_DAYS)
		return;
	a->nth = decides < line ? old : young;
	a->card = card_end(o, c, a->nth);
	if (c->received == ORACLE_NONE && c->card >= line &&
	    c->card <= oracle_day(o, 2022, 9, 30))
		a->ambiguous = card_end(o, c, old) != card_end(o, c, young);
}

static int cert_end(const struct oracle *o, int birth, int issue, int before)
{
	return oracle_birthday_after(o, birth, issue,
				     in_window(o, issue, before) ? 6 : 5);
}

static void ask_certs(const struct oracle *o, const struct oracle_case *c,
		      struct oracle_answer *a)
{
	if (c->auth != ORACLE_NONE)
		a->auth =
			earlier(cert_end(o, c->birth, c->auth, c->auth_before),
				a->card);
	if (c->sign == ORACLE_NONE || c->guardian ||
	    c->sign < oracle_reaches(o, c->birth, 15))
		return;
	a->sign = earlier(cert_end(o, c->birth, c->sign, c->sign_before),
			  a->card);
	if (a->auth >= c->sign)
		a->sign = earlier(a->sign, a->auth);
}

struct oracle_answer oracle_ask(const struct oracle *o,
				const struct oracle_case *c)
{
	struct oracle_answer a = {.card = ORACLE_NONE,
				  .auth = ORACLE_NONE,
				  .sign = ORACLE_NONE,
				  .card_opens = ORACLE_NONE,
				  .auth_opens = ORACLE_NONE,
				  .sign_opens = ORACLE_NONE};
	int first = earlier(earlier(c->card, c->auth), c->sign);

	if (first < c->birth || first < oracle_day(o, 2015, 10, 5) ||
	    c->received > c->card) {
		a.impossible = true;
		return a;
	}
	ask_card(o, c, &a);
	if (a.ambiguous)
		return a;
	ask_certs(o, c, &a);
	a.card_opens = o->opens_before[a.card];
	if (a.auth != ORACLE_NONE)
		a.auth_opens = o->opens_before[a.auth];
	if (a.sign != ORACLE_NONE)
		a.sign_opens = o->opens_before[a.sign];
	return a;
}
