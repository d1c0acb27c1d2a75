/* sample_life.c - dates of a life with a card, made backwards from its end.
 *
 * The law is in the expiry room, which is above this one; here a life is only
 * built so that the law gives the wanted day, and check_sample holds the two
 * against each other. Ends are birthdays and never on 29 February.
 */
#include "input/sample_inside.h"

/* First cards; nothing ends before five years after. */
static const struct ao_date first_card = {2016, 1, 18};
static const struct ao_date first_end = {2021, 2, 1};

struct ao_date ao_sample_years(struct ao_date d, int years)
{
	return ao_date_add_months(d, 12 * years);
}

static struct ao_date later(struct ao_date a, struct ao_date b)
{
	return ao_date_before(a, b) ? b : a;
}

static struct ao_date earlier(struct ao_date a, struct ao_date b)
{
	return ao_date_before(a, b) ? a : b;
}

/* A day from `from` to `to`; `from` where there is none. */
static struct ao_date between(struct ao_sample_row *r, struct ao_date from,
			      struct ao_date to)
{
	int days = ao_date_to_days(to) - ao_date_to_days(from);

	return days <= 0
		       ? from
		       : ao_date_add_days(from, (int)ao_sample_pick(
							r, (unsigned)days + 1));
}

static struct ao_date not_leap(struct ao_date d)
{
	return d.month == 2 && d.day == 29 ? ao_date_add_days(d, 1) : d;
}

/* An end that a run for the as-of day's month prints: its renewal opens by the
 * last day of the month. */
struct ao_date ao_sample_end_due(struct ao_sample_row *r)
{
	struct ao_date from = later(ao_date_add_days(r->as_of, 1), first_end);
	struct ao_date to = ao_date_add_months(
		ao_date_of(r->as_of.year, r->as_of.month, 28), 3);

	return not_leap(between(r, from, to));
}

struct ao_date ao_sample_end_any(struct ao_sample_row *r)
{
	struct ao_date from = later(r->as_of, first_end);

	return not_leap(
		between(r, ao_date_add_days(from, 1),
			ao_date_add_days(ao_sample_years(from, 5), -60)));
}

/* A day of issue that makes `end` its nth birthday. */
static struct ao_date issued(struct ao_sample_row *r, struct ao_date end,
			     int nth)
{
	struct ao_date from = later(ao_sample_years(end, -nth), first_card);
	struct ao_date to = ao_date_add_days(ao_sample_years(end, 1 - nth), -1);

	return between(r, from, earlier(to, ao_date_add_days(r->as_of, -7)));
}

/* A day of the renewal window before `end`, not the last one. */
static struct ao_date in_window(struct ao_sample_row *r, struct ao_date end)
{
	struct ao_date opens = ao_date_add_days(ao_date_add_months(end, -3), 1);

	return between(r, opens, ao_date_add_days(end, -1));
}

/* Born so that the birthday `day` is the age's first. */
static void born(struct ao_sample_row *r, struct ao_date day, unsigned least,
		 unsigned most)
{
	int age = (int)(least + ao_sample_pick(r, most - least + 1));

	r->birth = ao_sample_years(day, -age);
}

static void all_on(struct ao_sample_row *r, struct ao_date day)
{
	r->card.issued_on = r->auth.issued_on = r->sign.issued_on = day;
}

static void all_end(struct ao_sample_row *r, struct ao_date card,
		    struct ao_date certs)
{
	r->card_ends = card;
	r->auth_ends = r->sign_ends = certs;
}

static void first_certs(struct ao_sample_row *r, struct ao_date end)
{
	born(r, ao_sample_years(end, -5), 20, 88);
	all_on(r, issued(r, end, 5));
	all_end(r, ao_sample_years(end, 5), end);
}

static void second_certs(struct ao_sample_row *r, struct ao_date end)
{
	struct ao_date before = ao_sample_years(end, -5);

	born(r, ao_sample_years(end, -10), 20, 80);
	r->card.issued_on = issued(r, end, 10);
	r->auth.issued_on = in_window(r, before);
	r->auth.previous_expires_on = before;
	r->sign = r->auth;
	all_end(r, end, end);
}

static void child(struct ao_sample_row *r, struct ao_date end)
{
	struct ao_date day = issued(r, end, 5);
	struct ao_date birthday = ao_sample_years(end, -5);

	born(r, birthday, 0, 17);
	day = later(day, ao_date_add_days(r->birth, 20));
	all_on(r, day);
	all_end(r, end, end);
	if (birthday.year - r->birth.year < 15) {
		r->sign = (struct ao_issue){0};
		r->sign_ends = AO_NO_DATE;
	}
}

static void midway(struct ao_sample_row *r, struct ao_date end)
{
	struct ao_date before = ao_sample_years(end, -2);

	born(r, ao_sample_years(end, -7), 20, 80);
	r->card.issued_on = issued(r, before, 5);
	r->auth.issued_on = issued(r, end, 5);
	r->auth.previous_expires_on = before;
	r->sign = r->auth;
	all_end(r, ao_sample_years(before, 5), end);
}

/* A card of five years, made under age, renewed in its window. */
static void renewed(struct ao_sample_row *r, struct ao_date end)
{
	struct ao_date before = ao_sample_years(end, -5);

	born(r, before, 21, 22);
	r->card.issued_on = in_window(r, before);
	r->card.previous_expires_on = before;
	r->auth = r->sign = r->card;
	all_end(r, ao_sample_years(end, 5), end);
}

/* Lives that need longer than there have been cards become a first one. */
static enum ao_sample_life possible(enum ao_sample_life life,
				    struct ao_date end)
{
	static const int years[AO_LIFE_COUNT] = {
		[AO_LIFE_SECOND_CERTS] = 10,
		[AO_LIFE_MIDWAY] = 7,
		[AO_LIFE_RENEWED] = 10,
	};

	return ao_date_before(ao_sample_years(end, -years[life]), first_card)
		       ? AO_LIFE_FIRST_CERTS
		       : life;
}

static void apply_for_card(struct ao_sample_row *r)
{
	int days = 20 + (int)ao_sample_pick(r, 25);

	if (ao_sample_pick(r, 10) < 7)
		r->applied_on = ao_date_add_days(r->card.issued_on, -days);
	if (ao_date_known(r->applied_on) &&
	    ao_date_before(r->applied_on, r->birth))
		r->applied_on = r->birth;
}

void ao_sample_live(struct ao_sample_row *r, enum ao_sample_life life,
		    struct ao_date end)
{
	life = possible(life, end);
	if (life == AO_LIFE_SECOND_CERTS)
		second_certs(r, end);
	else if (life == AO_LIFE_CHILD)
		child(r, end);
	else if (life == AO_LIFE_MIDWAY)
		midway(r, end);
	else if (life == AO_LIFE_RENEWED)
		renewed(r, end);
	else
		first_certs(r, end);
	if (life == AO_LIFE_MOVED) {
		r->sign = (struct ao_issue){0};
		r->sign_ends = AO_NO_DATE;
	}
	if (life == AO_LIFE_SIGN_AGAIN)
		r->sign.issued_on =
			between(r, ao_date_add_days(r->auth.issued_on, 30),
				ao_date_add_days(r->as_of, -3));
	apply_for_card(r);
}

void ao_sample_record(struct ao_sample_row *r)
{
	r->card.expires_on = r->card_ends;
	r->auth.expires_on = r->auth_ends;
	r->sign.expires_on = r->sign_ends;
}
