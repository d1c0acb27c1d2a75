/* date.c - calendar days. */
#include "aofuto/base/date.h"

#include "aofuto/base/text.h"

#include <stdio.h>
#include <string.h>

struct ao_date ao_date_of(int year, int month, int day)
{
	return (struct ao_date){.year = (int16_t)year,
				.month = (int8_t)month,
				.day = (int8_t)day};
}

bool ao_leap_year(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int ao_month_length(int year, int month)
{
	static const int length[] = {31, 28, 31, 30, 31, 30,
				     31, 31, 30, 31, 30, 31};

	return month == 2 && ao_leap_year(year) ? 29 : length[month - 1];
}

bool ao_date_valid(struct ao_date d)
{
	return d.year >= 1868 && d.year <= 9999 && d.month >= 1 &&
	       d.month <= 12 && d.day >= 1 &&
	       d.day <= ao_month_length(d.year, d.month);
}

bool ao_date_known(struct ao_date d)
{
	return d.year > 0;
}

int ao_date_cmp(struct ao_date a, struct ao_date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

bool ao_date_equal(struct ao_date a, struct ao_date b)
{
	return ao_date_cmp(a, b) == 0;
}

bool ao_date_before(struct ao_date a, struct ao_date b)
{
	return ao_date_cmp(a, b) < 0;
}

/* Days and back by the 400-year cycle that starts on 1 March of year 0, so
 * that the leap day is the last of its year (Howard Hinnant, "chrono-
 * Compatible Low-Level Date Algorithms"). Years here are never negative. */
int32_t ao_date_to_days(struct ao_date d)
{
	int year = d.year - (d.month <= 2);
	int cycle = year / 400, of_cycle = year % 400;
	int of_year = (153 * ((d.month + 9) % 12) + 2) / 5 + d.day - 1;
	int day = of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year;

	return cycle * 146097 + day - 719468;
}

struct ao_date ao_date_from_days(int32_t days)
{
	int since = days + 719468;
	int cycle = since / 146097, day = since % 146097;
	int of_cycle = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int of_year = day - (365 * of_cycle + of_cycle / 4 - of_cycle / 100);
	int march = (5 * of_year + 2) / 153;
	int month = march < 10 ? march + 3 : march - 9;

	return ao_date_of(cycle * 400 + of_cycle + (month <= 2), month,
			  of_year - (153 * march + 2) / 5 + 1);
}

struct ao_date ao_date_add_days(struct ao_date d, int days)
{
	return ao_date_from_days(ao_date_to_days(d) + days);
}

struct ao_date ao_date_add_months(struct ao_date d, int months)
{
	int at = d.year * 12 + d.month - 1 + months;
	int year = at / 12, month = at % 12 + 1;
	int length = ao_month_length(year, month);

	return ao_date_of(year, month, d.day > length ? length : d.day);
}

/* `count` digits at s; -1 where there are not as many. */
static int digits(const char *s, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + s[i] - '0';
	}
	return value;
}

bool ao_month_parse(const char *s, struct ao_date *first)
{
	struct ao_date d;

	if (strlen(s) != 7 || s[4] != '-')
		return false;
	d = ao_date_of(digits(s, 4), digits(s + 5, 2), 1);
	if (!ao_date_valid(d))
		return false;
	*first = d;
	return true;
}

struct ao_date ao_month_last(struct ao_date d)
{
	return ao_date_of(d.year, d.month, ao_month_length(d.year, d.month));
}

bool ao_date_parse_iso(const char *s, struct ao_date *out)
{
	struct ao_date d;

	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
		return false;
	d = ao_date_of(digits(s, 4), digits(s + 5, 2), digits(s + 8, 2));
	if (!ao_date_valid(d))
		return false;
	*out = d;
	return true;
}

char *ao_date_iso(struct ao_date d, char out[AO_DATE_ISO_SIZE])
{
	if (d.year == 0)
		out[0] = '\0';
	else if (d.year < 0)
		memcpy(out, "unknown", sizeof("unknown"));
	else
		snprintf(out, AO_DATE_ISO_SIZE, "%04d-%02d-%02d", d.year,
			 d.month, d.day);
	return out;
}

char *ao_date_wareki(struct ao_date d, char out[AO_DATE_TEXT_SIZE])
{
	static const struct {
		struct ao_date first;
		const char *name;
	} era[] = {
		{{2019, 5, 1}, "令和"},   {{1989, 1, 8}, "平成"},
		{{1926, 12, 25}, "昭和"}, {{1912, 7, 30}, "大正"},
		{{1868, 1, 25}, "明治"},
	};
	size_t i = 0;
	int year;

	while (i + 1 < AO_COUNT(era) && ao_date_before(d, era[i].first))
		i++;
	year = d.year - era[i].first.year + 1;
	if (year == 1)
		snprintf(out, AO_DATE_TEXT_SIZE, "%s元年%d月%d日", era[i].name,
			 d.month, d.day);
	else
		snprintf(out, AO_DATE_TEXT_SIZE, "%s%d年%d月%d日", era[i].name,
			 year, d.month, d.day);
	return out;
}

char *ao_date_western(struct ao_date d, char out[AO_DATE_TEXT_SIZE])
{
	snprintf(out, AO_DATE_TEXT_SIZE, "%d年%d月%d日", d.year, d.month,
		 d.day);
	return out;
}

char *ao_date_english(struct ao_date d, char out[AO_DATE_TEXT_SIZE])
{
	static const char *const month[] = {"January", "February", "March",
					    "April",   "May",      "June",
					    "July",    "August",   "September",
					    "October", "November", "December"};

	if (d.month < 1 || d.month > 12)
		AO_BUG("month %d", d.month);
	snprintf(out, AO_DATE_TEXT_SIZE, "%s %d, %d", month[d.month - 1], d.day,
		 d.year);
	return out;
}
