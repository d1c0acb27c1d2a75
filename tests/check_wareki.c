/* check_wareki.c - written days: a table for clerks, and every day there is. */
#include "aofuto/base/wareki.h"

#include "aofuto/base/text.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

#define CASES TEST_DIR "/cases/wareki.csv"

static bool expected(const char *want, enum ao_wareki got, struct ao_date d)
{
	char iso[AO_DATE_ISO_SIZE];

	if (strcmp(want, "EMPTY") == 0)
		return got == AO_WAREKI_EMPTY && ao_date_equal(d, AO_NO_DATE);
	if (strcmp(want, "UNKNOWN") == 0)
		return got == AO_WAREKI_UNKNOWN &&
		       ao_date_equal(d, AO_UNKNOWN_DATE);
	if (strcmp(want, "ERR_ERA") == 0)
		return got == AO_WAREKI_BAD_ERA;
	if (strcmp(want, "ERR_DATE") == 0)
		return got == AO_WAREKI_BAD;
	if (strcmp(want, "ERR_ERA_OR_DATE") == 0)
		return got == AO_WAREKI_BAD || got == AO_WAREKI_BAD_ERA;
	return got == AO_WAREKI_DAY && strcmp(ao_date_iso(d, iso), want) == 0;
}

START_TEST(cases)
{
	char line[512], iso[AO_DATE_ISO_SIZE];
	FILE *f = fopen(CASES, "r");
	int rows = 0;

	ck_assert(f && fgets(line, sizeof(line), f));
	while (fgets(line, sizeof(line), f)) {
		char *want = strchr(line, ','), *why;
		struct ao_date d = ao_date_of(1, 1, 1);
		enum ao_wareki got;

		ck_assert(want);
		*want++ = '\0';
		why = strchr(want, ',');
		ck_assert(why);
		*why++ = '\0';
		got = ao_wareki_parse(line, AO_ERA_CODES_RESIDENT, &d);
		ck_assert_msg(expected(want, got, d),
			      "'%s' is %d %s, not %s: %s", line, (int)got,
			      ao_date_iso(d, iso), want, why);
		rows++;
	}
	fclose(f);
	ck_assert_int_ge(rows, 60);
}
END_TEST

static const struct {
	const char *s, *want;
} codes[] = {
	{"1450729", "1912-07-29"}, {"3010104", "ERR_ERA"},
	{"3151225", "1926-12-25"}, {"5601114", "1985-11-14"},
	{"7310430", "2019-04-30"}, {"7310501", "ERR_ERA"},
	{"9010501", "2019-05-01"}, {"0050314", "2005-03-14"},
	{"8991231", "1899-12-31"}, {"2151225", "ERR_DATE"},
	{"4010108", "ERR_DATE"},   {"3450401", "ERR_ERA"},
	{"5600000", "UNKNOWN"},
};

START_TEST(pension_codes)
{
	struct ao_date d;
	enum ao_wareki got =
		ao_wareki_parse(codes[_i].s, AO_ERA_CODES_PENSION, &d);

	ck_assert_msg(expected(codes[_i].want, got, d), "'%s' is %d",
		      codes[_i].s, (int)got);
}
END_TEST

START_TEST(every_day)
{
	int32_t last = ao_date_to_days(ao_date_of(2100, 12, 31));

	for (int32_t i = ao_date_to_days(ao_date_of(1873, 1, 1)); i <= last;
	     i++) {
		struct ao_date d = ao_date_from_days(i), back;
		char text[AO_DATE_TEXT_SIZE], iso[AO_DATE_ISO_SIZE];

		ao_date_wareki(d, text);
		ck_assert_msg(ao_wareki_parse(text, AO_ERA_CODES_RESIDENT,
					      &back) == AO_WAREKI_DAY &&
				      ao_date_equal(d, back),
			      "%s is not read back", text);
		ao_date_western(d, text);
		ck_assert(ao_wareki_parse(text, AO_ERA_CODES_RESIDENT, &back) ==
				  AO_WAREKI_DAY &&
			  ao_date_equal(d, back));
		ao_date_iso(d, iso);
		ck_assert(ao_wareki_parse(iso, AO_ERA_CODES_RESIDENT, &back) ==
				  AO_WAREKI_DAY &&
			  ao_date_equal(d, back));
	}
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, cases);
	tcase_add_loop_test(tc, pension_codes, 0, COUNT(codes));
	tcase_add_test(tc, every_day);
}

SUITE_MAIN("wareki", fill);
