/* plausible_rows.c - what each row tells by itself, as shares of all rows. */
#include "plausible_inside.h"

#include <string.h>

void evidence_add(struct ao_check_evidence *e, unsigned long row)
{
	if (e->n < AO_EVIDENCE_ROWS)
		e->rows[e->n++] = row;
}

static void count(struct share *share, bool bad, unsigned long row)
{
	share->rows++;
	share->bad += bad;
	if (bad)
		evidence_add(&share->evidence, row);
}

static bool on_birthday(struct ao_date birth, struct ao_date end)
{
	if (birth.month == end.month && birth.day == end.day)
		return true;
	return birth.month == 2 && birth.day == 29 &&
	       ((end.month == 2 && end.day == 28) ||
		(end.month == 3 && end.day == 1));
}

/* A card of a fixed stay ends with the stay. */
static void look_at_birthday(struct rows *rows, const struct ao_resident *r)
{
	const struct ao_date end[] = {r->card.expires_on,
				      r->auth_cert.expires_on,
				      r->sign_cert.expires_on};
	bool any = false, bad = false;

	if (!ao_date_known(r->birth_date) || ao_fixed_term_stay(r->residence))
		return;
	for (size_t i = 0; i < AO_COUNT(end); i++) {
		if (!ao_date_known(end[i]))
			continue;
		any = true;
		bad = bad || !on_birthday(r->birth_date, end[i]);
	}
	if (any)
		count(&rows->birthday, bad, r->row);
}

/* A card lasts to the fifth birthday of a minor and the tenth of an adult
 * (18 from 2022-04-01, 20 before). Where all years of birth are one off, the
 * cards of those who were just about that age say otherwise. */
static void look_at_line(struct rows *rows, const struct ao_resident *r)
{
	/* Whoever applied before the day may have the card after it. */
	static const struct ao_date moved = {2022, 4, 1};
	static const struct ao_date settled = {2022, 10, 1};
	struct ao_date issued = r->card.issued_on;
	struct ao_date end = r->card.expires_on;
	int age, line, birthdays;
	bool late;

	if (!ao_date_known(r->birth_date) || !ao_date_known(issued) ||
	    !ao_date_known(end) || ao_fixed_term_stay(r->residence) ||
	    ao_date_before(issued, r->birth_date) ||
	    !ao_date_before(issued, end))
		return;
	late = !ao_date_before(issued, moved);
	if (late && ao_date_before(issued, settled))
		return;
	line = late ? 18 : 20;
	age = ao_age_on(r->birth_date, issued);
	if (age != line && age != line - 1)
		return;
	birthdays = end.year - r->birth_date.year - age;
	if (birthdays >= 5 && birthdays <= 11)
		count(&rows->line, (birthdays > 7) != (age >= line), r->row);
}

void rows_add(struct rows *rows, const struct ao_resident *r)
{
	if (*r->name_kana)
		count(&rows->kana, has_kanji(r->name_kana), r->row);
	if (*r->building)
		count(&rows->building, is_address(r->building), r->row);
	look_at_birthday(rows, r);
	look_at_line(rows, r);
}
