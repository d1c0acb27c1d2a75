/* check_date.c - days, months, and how they are written. */
#include "aofuto/base/date.h"
#include "support/suite.h"

START_TEST(every_day_round_trips)
{
	struct ao_date d = ao_date_of(1868, 1, 1);
	int32_t days = ao_date_to_days(d);

	/* Steps by the calendar, against the arithmetic. */
	for (; d.year < 2401; days++) {
		struct ao_date back = ao_date_from_days(days);

		if (ao_date_to_days(d) != days || !ao_date_equal(back, d) ||
		    !ao_date_valid(d))
			ck_abort_msg("%d-%d-%d", d.year, d.month, d.day);
		if (d.day < ao_month_length(d.year, d.month))
			d = ao_date_of(d.year, d.month, d.day + 1);
		else if (d.month < 12)
			d = ao_date_of(d.year, d.month + 1, 1);
		else
			d = ao_date_of(d.year + 1, 1, 1);
	}
	ck_assert_int_eq(ao_date_to_days(ao_date_of(1970, 1, 1)), 0);
	ck_assert_int_eq(ao_date_to_days(ao_date_of(2026, 11, 22)), 20779);
}
END_TEST

static const struct {
	const char *from;
	int months;
	const char *want;
} months[] = {
	{"2026-06-15", -3, "2026-03-15"}, {"2026-05-31", -3, "2026-02-28"},
	{"2024-05-31", -3, "2024-02-29"}, {"2026-01-10", -3, "2025-10-10"},
	{"2025-12-31", 2, "2026-02-28"},  {"2026-11-30", 1, "2026-12-30"},
};

START_TEST(add_months)
{
	struct ao_date from, want;
	char got[AO_DATE_ISO_SIZE];

	ck_assert(ao_date_parse_iso(months[_i].from, &from));
	ck_assert(ao_date_parse_iso(months[_i].want, &want));
	ao_date_iso(ao_date_add_months(from, months[_i].months), got);
	ck_assert_str_eq(got, months[_i].want);
}
END_TEST

static const char *const unreadable[] = {
	"",           "2026-3-9",    "2026-02-29", "2026/03/09",
	"20261301",   "2026-03-09x", " 2026-03-9", "-026-03-09",
	"1867-12-31", "2026-00-10",  "2026-10-00", "2026-1a-10",
};

START_TEST(refuses)
{
	struct ao_date d = ao_date_of(2000, 1, 1);

	ck_assert_msg(!ao_date_parse_iso(unreadable[_i], &d), "took '%s'",
		      unreadable[_i]);
	ck_assert_int_eq(d.year, 2000);
}
END_TEST

static const struct {
	struct ao_date day;
	const char *wareki, *western, *english;
} written[] = {
	{{2019, 5, 1}, "令和元年5月1日", "2019年5月1日", "May 1, 2019"},
	{{2019, 4, 30}, "平成31年4月30日", "2019年4月30日", "April 30, 2019"},
	{{1989, 1, 7}, "昭和64年1月7日", "1989年1月7日", "January 7, 1989"},
	{{1989, 1, 8}, "平成元年1月8日", "1989年1月8日", "January 8, 1989"},
	{{1926, 12, 25},
	 "昭和元年12月25日",
	 "1926年12月25日",
	 "December 25, 1926"},
	{{1926, 12, 24},
	 "大正15年12月24日",
	 "1926年12月24日",
	 "December 24, 1926"},
	{{1912, 7, 30}, "大正元年7月30日", "1912年7月30日", "July 30, 1912"},
	{{1912, 7, 29}, "明治45年7月29日", "1912年7月29日", "July 29, 1912"},
	{{2026, 12, 1}, "令和8年12月1日", "2026年12月1日", "December 1, 2026"},
	{{2027, 1, 31}, "令和9年1月31日", "2027年1月31日", "January 31, 2027"},
	{{2027, 2, 28}, "令和9年2月28日", "2027年2月28日", "February 28, 2027"},
	{{2027, 3, 31}, "令和9年3月31日", "2027年3月31日", "March 31, 2027"},
	{{2027, 4, 28}, "令和9年4月28日", "2027年4月28日", "April 28, 2027"},
	{{2027, 5, 31}, "令和9年5月31日", "2027年5月31日", "May 31, 2027"},
	{{2027, 6, 28}, "令和9年6月28日", "2027年6月28日", "June 28, 2027"},
	{{2027, 7, 31}, "令和9年7月31日", "2027年7月31日", "July 31, 2027"},
	{{2027, 8, 28}, "令和9年8月28日", "2027年8月28日", "August 28, 2027"},
	{{2027, 9, 31},
	 "令和9年9月31日",
	 "2027年9月31日",
	 "September 31, 2027"},
	{{2027, 10, 28},
	 "令和9年10月28日",
	 "2027年10月28日",
	 "October 28, 2027"},
	{{2027, 11, 30},
	 "令和9年11月30日",
	 "2027年11月30日",
	 "November 30, 2027"},
	{{2027, 12, 28},
	 "令和9年12月28日",
	 "2027年12月28日",
	 "December 28, 2027"},
};

START_TEST(writes)
{
	char out[AO_DATE_TEXT_SIZE];

	ck_assert_str_eq(ao_date_wareki(written[_i].day, out),
			 written[_i].wareki);
	ck_assert_str_eq(ao_date_western(written[_i].day, out),
			 written[_i].western);
	ck_assert_str_eq(ao_date_english(written[_i].day, out),
			 written[_i].english);
}
END_TEST

START_TEST(no_day_and_unknown_day)
{
	char out[AO_DATE_ISO_SIZE];

	ck_assert_str_eq(ao_date_iso(AO_NO_DATE, out), "");
	ck_assert_str_eq(ao_date_iso(AO_UNKNOWN_DATE, out), "unknown");
	ck_assert(!ao_date_known(AO_NO_DATE));
	ck_assert(!ao_date_known(AO_UNKNOWN_DATE));
	ck_assert(!ao_date_valid(AO_UNKNOWN_DATE));
}
END_TEST

START_TEST(month_of_a_run)
{
	struct ao_date first;

	ck_assert(ao_month_parse("2028-02", &first));
	ck_assert(ao_date_equal(first, ao_date_of(2028, 2, 1)));
	ck_assert(ao_date_equal(ao_month_last(first), ao_date_of(2028, 2, 29)));
	ck_assert(!ao_month_parse("2028-13", &first));
	ck_assert(!ao_month_parse("2028-2", &first));
	ck_assert(!ao_month_parse("2028/02", &first));
	ck_assert(!ao_month_parse("2028-02-01", &first));
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, every_day_round_trips);
	tcase_add_loop_test(tc, add_months, 0, COUNT(months));
	tcase_add_loop_test(tc, refuses, 0, COUNT(unreadable));
	tcase_add_loop_test(tc, writes, 0, COUNT(written));
	tcase_add_test(tc, no_day_and_unknown_day);
	tcase_add_test(tc, month_of_a_run);
}

SUITE_MAIN("date", fill);
