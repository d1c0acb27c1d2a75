/* date.h - calendar days. No clock, no time zone, no locale, no law.
 *
 * A day is four bytes and goes by value. Two values are not days: AO_NO_DATE
 * (there is none: the field was blank) and AO_UNKNOWN_DATE (somebody wrote
 * down that it is not known, 不詳).
 */
#ifndef AOFUTO_BASE_DATE_H
#define AOFUTO_BASE_DATE_H

#include "aofuto/base/error.h"

#include <stddef.h>
#include <stdint.h>

struct ao_date {
	int16_t year;      /* Gregorian; 0 = none, -1 = unknown */
	int8_t month, day; /* from 1 */
};

#define AO_NO_DATE      ((struct ao_date){0})
#define AO_UNKNOWN_DATE ((struct ao_date){.year = -1})

/* Does not check; ao_date_valid does. */
struct ao_date ao_date_of(int year, int month, int day);
bool ao_date_valid(struct ao_date); /* a day of 1868-01-01 to 9999-12-31 */
bool ao_date_known(struct ao_date); /* neither none nor unknown */
bool ao_date_equal(struct ao_date a, struct ao_date b);
bool ao_date_before(struct ao_date a, struct ao_date b); /* a < b, both known */
int ao_date_cmp(struct ao_date a, struct ao_date b);     /* -1, 0, 1 */
bool ao_leap_year(int year);
int ao_month_length(int year, int month);

/* Days since 1970-01-01, negative before; and back. */
int32_t ao_date_to_days(struct ao_date);
struct ao_date ao_date_from_days(int32_t days);
struct ao_date ao_date_add_days(struct ao_date, int days);

/* The same day of another month; the last day where that month is shorter. */
struct ao_date ao_date_add_months(struct ao_date, int months);

/* A month, as --month gives it: the first day stands for it. */
AO_CHECKED bool ao_month_parse(const char *s,
			       struct ao_date *first); /* YYYY-MM */
struct ao_date ao_month_last(struct ao_date any_day_of_it);

/* "2026-03-09" and nothing else; for the command line. */
AO_CHECKED bool ao_date_parse_iso(const char *s, struct ao_date *out);

/* "2026-03-09"; "" for none; "unknown". Always NUL-ended. Returns out. */
#define AO_DATE_ISO_SIZE 24
char *ao_date_iso(struct ao_date, char out[AO_DATE_ISO_SIZE]);

/* 和暦 "令和8年3月9日", first years as 元年; western "2026年3月9日", English
 * "March 9, 2026". The era is the one in force on that day. All return out. */
#define AO_DATE_TEXT_SIZE 48
char *ao_date_wareki(struct ao_date, char out[AO_DATE_TEXT_SIZE]);
char *ao_date_western(struct ao_date, char out[AO_DATE_TEXT_SIZE]);
char *ao_date_english(struct ao_date, char out[AO_DATE_TEXT_SIZE]);

#endif
