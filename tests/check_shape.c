/* check_shape.c - a list in counts, and held against those of the last runs. */
#include "aofuto/base/settings.h"
#include "batch/plausible_inside.h"
#include "support/suite.h"

#include <string.h>

START_TEST(a_shape_comes_back)
{
	struct ao_shape s = {.month = ao_date_of(2026, 12, 1)}, read;
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	for (unsigned long i = 0; i < 300; i++) {
		struct ao_resident one = {
			.birth_date = ao_date_of(1930 + (int)(i % 90), 5, 5)};
		struct ao_decision d = {.renewal_opens_on = ao_date_add_months(
						s.month, (int)(i % 40) - 12)};

		ao_shape_add(&s, &one, &d);
	}
	for (int i = 0; i < 9; i++) { /* who gets none foretells nothing */
		struct ao_resident one = {0};
		struct ao_decision d = {.verdict = AO_EXCLUDED,
					.renewal_opens_on = s.month};

		one.birth_date = AO_UNKNOWN_DATE;
		ao_shape_add(&s, &one, &d);
	}
	ck_assert_uint_eq(ao_shape_born(&s), 300);
	ck_assert_uint_eq(ao_shape_opens(&s, s.month), 8);
	ck_assert_uint_eq(ao_shape_opens(&s, ao_date_of(2020, 1, 1)), 0);
	ao_json_object(&j, NULL);
	ao_shape_json(&j, &s);
	ao_json_end(&j);
	ck_assert(ao_shape_read(out.s, s.month, &read));
	ck_assert_mem_eq(&read, &s, sizeof(s));
	/* What an older program wrote, and what is damaged. */
	ck_assert(!ao_shape_read("{\"residents\": 3}", s.month, &read));
	ck_assert(!ao_shape_read("{\"shape\": {\"born\": {\"1700\": 3}}}",
				 s.month, &read));
	ck_assert(!ao_shape_read("{\"shape\": {\"born\": {\"1980\": -3}}}",
				 s.month, &read));
	ao_buf_release(&out);
}
END_TEST

/* The same people a month later, and as a hand has changed them. */
static const struct {
	int years_off;
	unsigned long rows;
	enum ao_check stops; /* AO_CHECK_COUNT: nothing does */
} laters[] = {
	{0, 6000, AO_CHECK_COUNT},     {0, 5500, AO_CHECK_COUNT},
	{1, 6000, AO_CHECK_AGES},      {-1, 6000, AO_CHECK_AGES},
	{0, 4000, AO_CHECK_RESIDENTS}, {0, 9000, AO_CHECK_RESIDENTS},
};

static struct ao_shape years(unsigned long rows, int off)
{
	struct ao_shape s = {.month = ao_date_of(2026, 12, 1)};

	/* Fewer in 1966 (丙午), more in 1947 to 1949. */
	for (int y = 1930; y < 2020; y++)
		s.born[y + off - AO_SHAPE_FIRST] = rows / 90 *
						   (y == 1966      ? 3
						    : y / 3 == 649 ? 6
								   : 4) /
						   4;
	return s;
}

START_TEST(against_the_last_run)
{
	struct ao_past past = {.n = 1};
	struct ao_plausibility_results results = {0};
	struct ao_tally now = {.read = laters[_i].rows};
	struct ao_shape shape = years(laters[_i].rows, laters[_i].years_off);
	struct ao_plausibility_end end = {.tally = &now, .past = &past};
	struct ao_settings settings;
	struct ao_error err = {0};

	ck_assert(ao_settings_read(NULL, &settings, &err));
	past.tally[0].read = 6000;
	past.shape[0] = years(6000, 0);
	last_judge(&end, &shape, &settings.plausibility, &results);
	for (int i = 0; i < AO_CHECK_COUNT; i++)
		ck_assert_msg((results.of[i].verdict == AO_CHECK_STOP) ==
				      ((int)laters[_i].stops == i),
			      "%s", ao_check_name((enum ao_check)i));
	/* One of the last runs that is alike is enough, whichever. */
	past.n = 3;
	past.tally[1].read = laters[_i].rows;
	past.shape[1] = shape;
	past.tally[2] = past.tally[0];
	past.shape[2] = past.shape[0];
	results = (struct ao_plausibility_results){0};
	last_judge(&end, &shape, &settings.plausibility, &results);
	for (int i = 0; i < AO_CHECK_COUNT; i++)
		ck_assert_int_ne(results.of[i].verdict, AO_CHECK_STOP);
	ao_settings_release(&settings);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, a_shape_comes_back);
	tcase_add_loop_test(tc, against_the_last_run, 0, COUNT(laters));
}
SUITE_MAIN("shape", fill);
