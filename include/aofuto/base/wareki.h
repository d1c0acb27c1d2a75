/* wareki.h - every way a Japanese municipal list writes a day (和暦・西暦).
 *
 * ISO, slashes, dots, 8 digits, western and era kanji, era letters, square
 * era signs, 元年, full width, blank padding, 7-digit era codes, and the ways
 * to say that a day is not known. tests/cases/wareki.csv shows them all.
 */
#ifndef AOFUTO_BASE_WAREKI_H
#define AOFUTO_BASE_WAREKI_H

#include "aofuto/base/date.h"

enum ao_wareki {
	AO_WAREKI_DAY,     /* *out is the day */
	AO_WAREKI_EMPTY,   /* blank: *out is AO_NO_DATE */
	AO_WAREKI_UNKNOWN, /* 不詳, 頃, zero month or day: AO_UNKNOWN_DATE */
	AO_WAREKI_BAD_ERA, /* the day is not in the era it names */
	AO_WAREKI_BAD,     /* no such day, or no date at all */
};

/* First digit of the 7-digit form EYYMMDD. Which table a list uses is a
 * setting of the city, never guessed. */
enum ao_era_codes {
	AO_ERA_CODES_RESIDENT, /* 1 明治 2 大正 3 昭和 4 平成 5 令和 (住民記録)
				*/
	AO_ERA_CODES_PENSION, /* 1 明治 3 大正 5 昭和 7 平成 9 令和 (年金) */
};

/* s is UTF-8. In both tables 0 and 8 mean western 20YY and 18YY; 9 means
 * 19YY in the resident table (foreign residents). */
enum ao_wareki ao_wareki_parse(const char *s, enum ao_era_codes,
			       struct ao_date *out);

#endif
