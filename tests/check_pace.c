/* check_pace.c - a log hears of a long command, and not too often. */
#include "cli/pace.h"

#include "support/suite.h"

#include <math.h>

/* Asked five times a second, as a run asks. */
static int lines_in(double seconds, double *first)
{
	struct pace pace;
	int lines = 0;

	*first = 0;
	pace_start(&pace, 1000);
	for (long i = 0; (double)i / 5 < seconds; i++)
		if (pace_is_due(&pace, 1000 + (double)i / 5)) {
			lines++;
			*first = *first > 0 ? *first : (double)i / 5;
		}
	return lines;
}

START_TEST(first_after_half_a_minute_then_each_minute)
{
	double first;

	ck_assert_int_eq(lines_in(29, &first), 0);
	ck_assert_int_eq(lines_in(31, &first), 1);
	ck_assert_double_eq_tol(first, 30, 0.01);
	ck_assert_int_eq(lines_in(89, &first), 1);
	ck_assert_int_eq(lines_in(91, &first), 2);
	ck_assert_int_eq(lines_in(5 * 60, &first), 5);
}
END_TEST

START_TEST(a_day_is_less_than_twenty_lines)
{
	double first;

	ck_assert_int_lt(lines_in(24 * 60 * 60.0, &first), 20);
	ck_assert_int_ge(lines_in(60 * 60, &first), 9);
}
END_TEST

static const struct {
	double seconds;
	const char *text;
} times[] = {
	{0, "0 seconds"},
	{40.4, "40 seconds"},
	{99.4, "99 seconds"},
	{100, "2 minutes"},
	{59 * 60, "59 minutes"},
	{60 * 60, "1 hours 0 minutes"},
	{3 * 3600 + 20 * 60, "3 hours 20 minutes"},
	{1e30, "9999 hours 0 minutes"},
	{NAN, "9999 hours 0 minutes"},
	{INFINITY, "9999 hours 0 minutes"},
};

START_TEST(long_times_are_minutes_and_hours)
{
	char out[PACE_TIME_SIZE];

	ck_assert_str_eq(pace_time(times[_i].seconds, out), times[_i].text);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, first_after_half_a_minute_then_each_minute);
	tcase_add_test(tc, a_day_is_less_than_twenty_lines);
	tcase_add_loop_test(tc, long_times_are_minutes_and_hours, 0,
			    COUNT(times));
}

SUITE_MAIN("pace", fill);
