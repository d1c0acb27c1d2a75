/* sample_case.c - the odd residents: whatever a real list has one of. */
#include "input/sample_inside.h"

#include <string.h>

#define DAYS(n) ao_date_add_days(r->as_of, n)

static void due(struct ao_sample_row *r, enum ao_sample_life life)
{
	ao_sample_live(r, life, ao_sample_end_due(r));
}

static void any(struct ao_sample_row *r)
{
	ao_sample_live(r, AO_LIFE_FIRST_CERTS, ao_sample_end_any(r));
}

static void no_certs(struct ao_sample_row *r)
{
	r->auth = r->sign = (struct ao_issue){0};
	r->auth_ends = r->sign_ends = AO_NO_DATE;
}

static void ward(struct ao_sample_row *r, int unused)
{
	(void)unused;
	due(r, AO_LIFE_FIRST_CERTS);
	r->guardianship = true;
}

static void status(struct ao_sample_row *r, int to)
{
	due(r, AO_LIFE_FIRST_CERTS);
	r->status = (enum ao_card_status)to;
}

/* 支援措置, by its days from and until the as-of day; 0: none, 1: 9999. */
static const struct {
	int from, until;
} measures[] = {{-200, 1}, {-200, 0}, {-30, 300}, {-500, -130}, {30, 395}};

static void support(struct ao_sample_row *r, int which)
{
	due(r, AO_LIFE_FIRST_CERTS);
	r->support_measure = true;
	r->support_from = DAYS(measures[which].from);
	if (measures[which].until == 1)
		r->support_until = ao_date_of(9999, 12, 31);
	else if (measures[which].until)
		r->support_until = DAYS(measures[which].until);
}

static void foreigner(struct ao_sample_row *r, int class)
{
	due(r, AO_LIFE_FIRST_CERTS);
	ao_sample_name_latin(r, /*is_long*/ false);
	r->residence = (enum ao_residence) class;
	if (ao_sample_pick(r, 3) == 0)
		r->language = AO_LANGUAGE_EN;
}

static void fixed_stay(struct ao_sample_row *r, int class)
{
	foreigner(r, class);
	r->stay_ends_on = DAYS(40 + (int)ao_sample_pick(r, 900));
}

/* Born here, no status of residence yet: 60 days. */
static void transit(struct ao_sample_row *r, int unused)
{
	(void)unused;
	foreigner(r, AO_RESIDENCE_BIRTH_TRANSIT);
	no_certs(r);
	r->birth = DAYS(-35);
	r->card = (struct ao_issue){.issued_on = DAYS(-10)};
	r->auth.issued_on = r->card.issued_on;
	r->applied_on = DAYS(-25);
}

static void child_with_sign(struct ao_sample_row *r, int unused)
{
	(void)unused;
	due(r, AO_LIFE_CHILD);
	r->birth = ao_sample_years(r->card_ends, -11);
	r->sign.issued_on = r->card.issued_on;
}

/* The birthday of a common year is a convention: two ways to be due. */
static void leap(struct ao_sample_row *r, int unused)
{
	int year = r->as_of.year + (r->as_of.month > 2 ? 1 : 0);
	struct ao_date end = ao_date_of(year, 3, 1);

	(void)unused;
	ao_sample_live(r, AO_LIFE_FIRST_CERTS, end);
	r->birth = ao_date_of(1960 + 4 * (int)ao_sample_pick(r, 9), 2, 29);
	/* Well clear of the birthday that is not there. */
	r->card.issued_on = ao_date_of(year - 5, 9, 1);
	r->auth.issued_on = r->sign.issued_on = r->card.issued_on;
	r->applied_on = AO_NO_DATE;
}

static void unknown_birth(struct ao_sample_row *r, int recorded)
{
	due(r, AO_LIFE_FIRST_CERTS);
	if (recorded)
		ao_sample_record(r);
	r->birth_text = recorded ? "昭和20年頃" : "";
	r->birth_unknown = true;
	r->applied_on = AO_NO_DATE;
}

static void recorded_only(struct ao_sample_row *r, int unused)
{
	(void)unused;
	due(r, AO_LIFE_FIRST_CERTS);
	ao_sample_record(r);
	r->card.issued_on = r->auth.issued_on = AO_NO_DATE;
	r->sign.issued_on = r->applied_on = AO_NO_DATE;
}

static void mismatch(struct ao_sample_row *r, int unused)
{
	(void)unused;
	due(r, AO_LIFE_FIRST_CERTS);
	ao_sample_record(r);
	r->card.expires_on = ao_date_add_days(r->card_ends, 1);
}

/* 18 when the card was made, soon after the line moved; no reception date. */
static void ambiguous(struct ao_sample_row *r, int recorded)
{
	any(r);
	r->birth = ao_date_of(2003, 6, 1 + (int)ao_sample_pick(r, 28));
	r->card = r->auth = r->sign = (struct ao_issue){0};
	r->card.issued_on = ao_date_of(2022, 4, 1 + (int)ao_sample_pick(r, 30));
	r->auth.issued_on = r->sign.issued_on = r->card.issued_on;
	r->applied_on = AO_NO_DATE;
	if (recorded)
		r->card.expires_on = ao_sample_years(r->birth, 28);
}

/* A card of ten years whose certificates were never renewed. */
static void lapsed(struct ao_sample_row *r, int unused)
{
	(void)unused;
	due(r, AO_LIFE_SECOND_CERTS);
	r->auth = r->sign = (struct ao_issue){.issued_on = r->card.issued_on};
}

static void card_alone(struct ao_sample_row *r, int unused)
{
	(void)unused;
	due(r, AO_LIFE_SECOND_CERTS);
	no_certs(r);
}

static void expired(struct ao_sample_row *r, int unused)
{
	struct ao_date end = DAYS(-40 - (int)ao_sample_pick(r, 100));

	(void)unused;
	if (end.month == 2 && end.day == 29)
		end = ao_date_add_days(end, 1);
	ao_sample_live(r, AO_LIFE_CHILD, end);
}

static void life(struct ao_sample_row *r, int which)
{
	due(r, (enum ao_sample_life)which);
}

static void no_card(struct ao_sample_row *r, int unused)
{
	(void)unused;
	any(r);
	no_certs(r);
	r->card = (struct ao_issue){0};
	r->applied_on = AO_NO_DATE;
	r->application_id[0] = '\0';
}

static void no_application_id(struct ao_sample_row *r, int which)
{
	due(r, (enum ao_sample_life)which);
	r->application_id[0] = '\0';
}

/* What a spreadsheet leaves of 23 digits. */
static void damaged_id(struct ao_sample_row *r, int unused)
{
	(void)unused;
	due(r, AO_LIFE_FIRST_CERTS);
	strcpy(r->application_id, "1.23457E+22");
}

static void unreadable(struct ao_sample_row *r, int unused)
{
	(void)unused;
	any(r);
	r->birth_text = "昭和64年2月30日";
}

static void contradiction(struct ao_sample_row *r, int unused)
{
	(void)unused;
	any(r);
	r->birth = ao_date_add_days(r->card.issued_on, 1);
	r->applied_on = AO_NO_DATE;
}

static void form(struct ao_sample_row *r, int which)
{
	due(r, AO_LIFE_FIRST_CERTS);
	r->form = (enum ao_sample_form)which;
}

static void language(struct ao_sample_row *r, int which)
{
	due(r, AO_LIFE_SECOND_CERTS);
	r->language = (enum ao_language)which;
}

/* The number is not the case's own, so that each hard name comes. */
static void hard_name(struct ao_sample_row *r, int kind)
{
	due(r, kind == 1 ? AO_LIFE_SECOND_CERTS : AO_LIFE_FIRST_CERTS);
	ao_sample_name_hard(r, ao_sample_pick(r, ao_sample_hard_names()));
}

static void odd_name(struct ao_sample_row *r, int is_refused)
{
	due(r, AO_LIFE_SECOND_CERTS);
	ao_sample_name_odd(r, is_refused);
}

static void long_name(struct ao_sample_row *r, int unused)
{
	(void)unused;
	foreigner(r, AO_RESIDENCE_PR);
	ao_sample_name_latin(r, /*is_long*/ true);
}

static void long_building(struct ao_sample_row *r, int unused)
{
	(void)unused;
	due(r, AO_LIFE_SECOND_CERTS);
	ao_sample_building_long(r);
}

static const struct {
	const char *name;
	void (*apply)(struct ao_sample_row *, int);
	int argument;
	unsigned share; /* of 10,000 residents */
} cases[] = {
	{"HARD_NAME_CARD", hard_name, 1, 60},
	{"DEAD", status, AO_STATUS_DEAD, 60},
	{"CERTIFICATES_LAPSED", lapsed, 0, 60},
	{"MOVED_OUT", status, AO_STATUS_MOVED_OUT, 80},
	{"LONG_BUILDING", long_building, 0, 20},
	{"MOVED_ABROAD", status, AO_STATUS_MOVED_ABROAD, 10},
	{"CARD_RETURNED", status, AO_STATUS_CARD_RETURNED, 10},
	{"CARD_ONLY", card_alone, 0, 40},
	{"SUSPENDED", status, AO_STATUS_SUSPENDED, 15},
	{"NOT_DELIVERED", status, AO_STATUS_NOT_DELIVERED, 30},
	{"SUPPORT_OPEN", support, 0, 10},
	{"SUPPORT_NO_END", support, 1, 5},
	{"HARD_NAME", hard_name, 0, 120},
	{"SUPPORT_ACTIVE", support, 2, 10},
	{"SUPPORT_ENDED", support, 3, 10},
	{"SUPPORT_FUTURE", support, 4, 2},
	{"LONG_NAME", long_name, 0, 10},
	{"STAY_MLT", fixed_stay, AO_RESIDENCE_MLT, 150},
	{"STAY_TEMP_REFUGE", fixed_stay, AO_RESIDENCE_TEMP_REFUGE, 1},
	{"STAY_PROV_STAY", fixed_stay, AO_RESIDENCE_PROV_STAY, 1},
	{"STAY_BIRTH_TRANSIT", transit, 0, 2},
	{"PERMANENT_RESIDENT", foreigner, AO_RESIDENCE_PR, 60},
	{"SPECIAL_PERMANENT_RESIDENT", foreigner, AO_RESIDENCE_SPR, 20},
	{"HIGHLY_SKILLED_2", foreigner, AO_RESIDENCE_HSP2, 5},
	{"UNDER_15_WITH_SIGN", child_with_sign, 0, 10},
	{"GUARDIANSHIP", ward, 0, 15},
	{"LEAP_BIRTHDAY", leap, 0, 7},
	{"BIRTH_UNKNOWN", unknown_birth, 0, 2},
	{"BIRTH_UNKNOWN_RECORDED", unknown_birth, 1, 2},
	{"RECORDED_ONLY", recorded_only, 0, 30},
	{"PRINTED_MISMATCH", mismatch, 0, 8},
	{"REGIME_AMBIGUOUS", ambiguous, 0, 5},
	{"REGIME_RECORDED", ambiguous, 1, 5},
	{"CARD_EXPIRED", expired, 0, 80},
	{"NO_CARD", no_card, 0, 40},
	{"RENEWED_IN_WINDOW", life, AO_LIFE_RENEWED, 30},
	{"SIGN_VOID", life, AO_LIFE_MOVED, 30},
	{"SIGN_AGAIN", life, AO_LIFE_SIGN_AGAIN, 30},
	{"CERTIFICATES_MIDWAY", life, AO_LIFE_MIDWAY, 20},
	{"NO_APPLICATION_ID", no_application_id, AO_LIFE_SECOND_CERTS, 30},
	{"NO_APPLICATION_ID_CERT", no_application_id, AO_LIFE_FIRST_CERTS, 30},
	{"APPLICATION_ID_DAMAGED", damaged_id, 0, 1},
	{"DATE_UNREADABLE", unreadable, 0, 1},
	{"DATES_CONTRADICT", contradiction, 0, 1},
	{"JA_EASY", language, AO_LANGUAGE_JA_EASY, 20},
	{"ENGLISH", language, AO_LANGUAGE_EN, 10},
	{"DATE_SLASH", form, AO_FORM_SLASH, 5},
	{"DATE_COMPACT", form, AO_FORM_COMPACT, 5},
	{"DATE_WESTERN", form, AO_FORM_WESTERN, 5},
	{"DATE_WAREKI", form, AO_FORM_WAREKI, 10},
	{"DATE_PADDED", form, AO_FORM_PADDED, 5},
	{"DATE_WIDE", form, AO_FORM_WIDE, 5},
	{"DATE_LETTER", form, AO_FORM_LETTER, 5},
	{"DATE_ERA_KANJI", form, AO_FORM_KANJI, 5},
	{"DATE_SQUARE", form, AO_FORM_SQUARE, 5},
	{"ODD_NAME", odd_name, 0, 5},
	{"REFUSED_NAME", odd_name, 1, 2},
};

size_t ao_sample_cases(void)
{
	return AO_COUNT(cases);
}

const char *ao_sample_case_name(size_t i)
{
	return cases[i].name;
}

unsigned ao_sample_case_share(size_t i)
{
	return cases[i].share;
}

void ao_sample_case_apply(size_t i, struct ao_sample_row *r)
{
	cases[i].apply(r, cases[i].argument);
}
