/* plausible_ties.c - which columns know something about one another, and how.
 */
#include "plausible_ties.h"

static const char *const column_name[COLUMNS] = {
	[NAME] = "name",
	[KANA] = "name_kana",
	[POSTAL] = "postal_code",
	[ADDRESS] = "address",
	[TOWN] = "address_town",
	[BUILDING] = "building",
	[BIRTH] = "birth_date",
	[APPLIED] = "card_applied_on",
	[CARD_ISSUED] = "card_issued_on",
	[CARD_ENDS] = "card_expires_on",
	[AUTH_ISSUED] = "auth_cert_issued_on",
	[AUTH_ENDS] = "auth_cert_expires_on",
	[SIGN_ISSUED] = "sign_cert_issued_on",
	[SIGN_ENDS] = "sign_cert_expires_on",
	[LATIN_NAME] = "name",
	[FOREIGN] = "residence_class",
	[FIXED_STAY] = "residence_class",
	[STAY_ENDS] = "stay_ends_on",
	[MEASURE] = "support_measure",
	[MEASURE_FROM] = "support_from",
	[NO_CARD] = "card_issued_on",
	[NO_APPLICATION] = "application_id",
};

const char *tie_column(int column)
{
	return column_name[column];
}

const struct tie ties[TIES] = {
	{NAME, KANA, LEARNED, true, 1},
	{POSTAL, ADDRESS, LEARNED, true, 1},
	{POSTAL, TOWN, LEARNED, true, 1},
	{ADDRESS, TOWN, LEARNED, true, 1},
	{ADDRESS, BUILDING, LEARNED, false, 1},
	{BIRTH, CARD_ENDS, BIRTHDAY, true, 1},
	{BIRTH, AUTH_ENDS, BIRTHDAY, true, 1},
	{BIRTH, SIGN_ENDS, BIRTHDAY, true, 1},
	{CARD_ENDS, AUTH_ENDS, BIRTHDAY, true, 1},
	{AUTH_ENDS, SIGN_ENDS, BIRTHDAY, true, 1},
	{CARD_ISSUED, AUTH_ISSUED, SAME_DAY, false, 1},
	{AUTH_ISSUED, SIGN_ISSUED, SAME_DAY, false, 1},
	{APPLIED, CARD_ISSUED, SOON_AFTER, false, 1},
	{CARD_ISSUED, CARD_ENDS, LASTS, false, 1},
	{AUTH_ISSUED, AUTH_ENDS, LASTS, false, 1},
	{FOREIGN, LATIN_NAME, TOGETHER, false, 1},
	{FIXED_STAY, STAY_ENDS, TOGETHER, false, 2},
	{MEASURE, MEASURE_FROM, TOGETHER, false, 3},
	{NO_CARD, NO_APPLICATION, TOGETHER, false, 1},
};

static uint32_t day_key(struct ao_date d)
{
	return ao_date_known(d)
		       ? (uint32_t)d.year << 16 | (uint32_t)d.month << 8 |
				 (uint32_t)d.day
		       : 0;
}

/* Of a 29 February birth it is the day before or after, by whoever reckons. */
static bool same_birthday(uint32_t a, uint32_t b)
{
	enum { FEB_28 = 0x21C, FEB_29 = 0x21D, MAR_1 = 0x301 };
	uint32_t x = a & 0xFFFF, y = b & 0xFFFF;

	if (y == FEB_29) {
		y = x;
		x = FEB_29;
	}
	return x == y || (x == FEB_29 && (y == FEB_28 || y == MAR_1));
}

/* In months of 31 days: enough for what is asked. */
static long rough_days(uint32_t key)
{
	return (long)(key >> 16) * 372 + (long)(key >> 8 & 0xFF) * 31 +
	       (long)(key & 0xFF);
}

/* Of two days; a blank one does not come here. */
static bool fits(enum bond bond, uint32_t a, uint32_t b)
{
	enum { YEAR = 372, HALF = 186, WINDOW = 4 * 31 };
	long days = rough_days(b) - rough_days(a);

	switch (bond) {
	case BIRTHDAY:
		return same_birthday(a, b);
	case SAME_DAY:
		return a == b;
	case SOON_AFTER:
		return days >= 0 && days <= HALF;
	case LASTS:
		return (days > 4 * YEAR && days <= 5 * YEAR + WINDOW) ||
		       (days > 9 * YEAR && days <= 10 * YEAR + WINDOW);
	case TOGETHER:
	case LEARNED:
		break;
	}
	return true;
}

enum pairs_say tie_ask(const struct tie *tie, struct pairs *pairs, uint32_t a,
		       uint32_t b)
{
	if (!a || !b)
		return PAIRS_SILENT;
	if (tie->bond == LEARNED)
		return pairs_ask(pairs, a, b);
	return fits(tie->bond, a, b) ? PAIRS_AGREE : PAIRS_CONTRADICT;
}

void tie_values(const struct ao_resident *r, uint32_t value[COLUMNS])
{
	unsigned char first = (unsigned char)(r->name[0] | 0x20);

	value[NAME] = key_of_family(r->name);
	value[KANA] = key_of_family(r->name_kana);
	value[POSTAL] = key_of_text(r->postal_code);
	value[ADDRESS] = key_of_town(r->address);
	value[TOWN] = key_of_town(r->address_town);
	value[BUILDING] = key_of_town(r->building);
	value[BIRTH] = day_key(r->birth_date);
	value[APPLIED] = day_key(r->card_applied_on);
	value[CARD_ISSUED] = day_key(r->card.issued_on);
	value[CARD_ENDS] = day_key(r->card.expires_on);
	value[AUTH_ISSUED] = day_key(r->auth_cert.issued_on);
	value[AUTH_ENDS] = day_key(r->auth_cert.expires_on);
	value[SIGN_ISSUED] = day_key(r->sign_cert.issued_on);
	value[SIGN_ENDS] = day_key(r->sign_cert.expires_on);
	value[LATIN_NAME] = first >= 'a' && first <= 'z';
	value[FOREIGN] = r->residence != AO_RESIDENCE_JP;
	value[FIXED_STAY] = ao_fixed_term_stay(r->residence);
	value[STAY_ENDS] = ao_date_known(r->stay_ends_on);
	value[MEASURE] = r->support_measure;
	value[MEASURE_FROM] = ao_date_known(r->support_from);
	value[NO_CARD] =
		r->card.issued_on.year == 0 && r->card.expires_on.year == 0;
	value[NO_APPLICATION] = !*r->application_id;
	/* A card of a fixed stay ends with the stay: its holders may stand
	 * together, and their birthdays say nothing. */
	if (value[FIXED_STAY])
		value[BIRTH] = value[CARD_ENDS] = value[AUTH_ENDS] =
			value[SIGN_ENDS] = 0;
}
