/* check_plausible.c - what a list tells of itself as a whole. */
#include "aofuto/base/settings.h"
#include "batch/plausible_inside.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

START_TEST(a_town_is_what_stands_before_the_number)
{
	static const char *const same[] = {
		"埼玉県所沢市並木8-1", "埼玉県所沢市並木八丁目1番地",
		"埼玉県所沢市並木８丁目１", "埼玉県所沢市並木二十一丁目",
		"埼玉県所沢市並木"};
	static const char *const other[] = {"埼玉県所沢市並木町1",
					    "埼玉県所沢市三ケ島1", "8-1", ""};
	uint32_t town = key_of_town(same[0]);

	for (size_t i = 0; i < COUNT(same); i++)
		ck_assert_msg(key_of_town(same[i]) == town, "%s", same[i]);
	for (size_t i = 0; i < COUNT(other); i++)
		ck_assert_msg(key_of_town(other[i]) != town, "%s", other[i]);
	/* 三ケ島, 五反田: a number in the name is no 丁目. */
	ck_assert(key_of_town("三ケ島1") != key_of_town("五反田1"));
	ck_assert_uint_eq(key_of_town("8-1"), 0);
	ck_assert_uint_eq(key_of_town(""), 0);
}
END_TEST

START_TEST(a_family_is_what_stands_before_the_blank)
{
	uint32_t yamada = key_of_family("山田　太郎");

	ck_assert_uint_eq(key_of_family("山田 花子"), yamada);
	ck_assert_uint_eq(key_of_family("　山田　一"), yamada);
	ck_assert(key_of_family("山口　太郎") != yamada);
	/* Nothing parts the two: the first character. */
	ck_assert_uint_eq(key_of_family("山田太郎"), key_of_family("山口花"));
	ck_assert_uint_eq(key_of_family(""), 0);
	ck_assert_uint_eq(key_of_family("　"), 0);
}
END_TEST

START_TEST(words_are_told_apart)
{
	ck_assert(has_kanji("ヤマダ　太"));
	ck_assert(has_kanji("\U00020BB7"));
	ck_assert(!has_kanji("ヤマダ　タロウ々〆ー"));
	ck_assert(is_address("埼玉県所沢市1"));
	ck_assert(is_address("神奈川県横浜市1"));
	ck_assert(is_address("東京都1"));
	ck_assert(!is_address("県営住宅101"));
	ck_assert(!is_address("メゾン並木"));
	ck_assert(!is_address(""));
}
END_TEST

START_TEST(each_prefecture_has_codes)
{
	bool seen[48] = {false};
	char code[8];

	for (int i = 0; i < 100; i++) {
		snprintf(code, sizeof(code), "%02d00000", i);
		ck_assert_int_ge(prefecture_of(code), 1);
		ck_assert_int_le(prefecture_of(code), 47);
		seen[prefecture_of(code)] = true;
	}
	for (int i = 1; i <= 47; i++)
		ck_assert_msg(seen[i], "no code of prefecture %d", i);
	/* 札幌, 千代田, 所沢, 名古屋, 大阪, 那覇 */
	ck_assert_int_eq(prefecture_of("0600001"), 1);
	ck_assert_int_eq(prefecture_of("1000001"), 13);
	ck_assert_int_eq(prefecture_of("3590042"), 11);
	ck_assert_int_eq(prefecture_of("4600001"), 23);
	ck_assert_int_eq(prefecture_of("5300001"), 27);
	ck_assert_int_eq(prefecture_of("9000001"), 47);
	ck_assert_int_eq(prefecture_of(""), 0);
	ck_assert_int_eq(prefecture_of("x"), 0);
}
END_TEST

START_TEST(pairs_are_learned)
{
	struct pairs *p = pairs_new();

	ck_assert_int_eq(pairs_ask(p, 1, 1), PAIRS_SILENT);
	for (unsigned i = 0; i < 4000; i++)
		pairs_vote(p, 1 + i % 40, 1001 + i % 40);
	ck_assert_int_eq(pairs_ask(p, 7, 1007), PAIRS_AGREE);
	/* The other one has to have had a partner too. */
	ck_assert_int_eq(pairs_ask(p, 7, 1008), PAIRS_SILENT);
	ck_assert_int_eq(pairs_ask(p, 8, 1008), PAIRS_AGREE);
	ck_assert_int_eq(pairs_ask(p, 7, 1008), PAIRS_CONTRADICT);
	ck_assert_int_eq(pairs_ask(p, 7, 9999), PAIRS_SILENT);
	pairs_free(p);
}
END_TEST

START_TEST(chance_is_no_pair)
{
	struct pairs *p = pairs_new();

	for (unsigned i = 0; i < 20000; i++)
		pairs_vote(p, 1 + i % 40, 1001 + i / 40 % 40);
	for (unsigned a = 1; a <= 40; a++)
		for (unsigned b = 1001; b <= 1040; b++)
			ck_assert_int_eq(pairs_ask(p, a, b), PAIRS_SILENT);
	/* One pair is half of a list: chance explains it. */
	for (unsigned i = 0; i < 200000; i++)
		pairs_vote(p, 1, 1001);
	ck_assert_int_eq(pairs_ask(p, 1, 1001), PAIRS_SILENT);
	pairs_free(p);
}
END_TEST

/* A list: 25 towns with a code each, 30 families with their kana, birthdays
 * that the card ends on; row i from 0. */
static unsigned chance(unsigned long i, unsigned of)
{
	uint32_t x = (uint32_t)(i * 8 + of) * 2654435761u;

	return (x ^ x >> 15) * 2246822519u >> 16;
}

static struct ao_resident person(unsigned long i)
{
	static char text[8][64];
	unsigned town = chance(i, 1) % 25, family = chance(i, 2) % 30;
	unsigned day = chance(i, 3) % 28, month = chance(i, 4) % 12;
	int year = 1940 + (int)(chance(i, 5) % 60);

	snprintf(text[0], 64, "%010lu", i + 1);
	snprintf(text[1], 64, "家%c%c　太郎", 'a' + (char)(family % 26),
		 'a' + (char)(family / 26));
	snprintf(text[2], 64, "カ%c%c　タロウ", 'a' + (char)(family % 26),
		 'a' + (char)(family / 26));
	snprintf(text[3], 64, "359%04u", 1000 + town);
	snprintf(text[4], 64, "埼玉県所沢市町%c%lu番地", 'a' + (char)town, i);
	snprintf(text[5], 64, "%023lu", i + 1);
	return (struct ao_resident){
		.row = i + 1,
		.line = i + 2,
		.believed = true,
		.resident_id = text[0],
		.name = text[1],
		.name_kana = text[2],
		.postal_code = text[3],
		.address = text[4],
		.address_town = "",
		.address_number = "",
		.building = "",
		.application_id = text[5],
		.birth_date = ao_date_of(year, 1 + (int)month, 1 + (int)day),
		.card.issued_on = ao_date_of(2019, 12, 1),
		.card.expires_on =
			ao_date_of(2029, 1 + (int)month, 1 + (int)day),
	};
}

struct listed {
	struct ao_findings *findings;
	struct ao_plausibility *p;
	struct ao_tally tally;
	struct ao_plausibility_results results;
	struct ao_settings settings;
};

static void open_list(struct listed *l)
{
	struct ao_error err = {0};

	*l = (struct listed){.findings = ao_findings_new()};
	ck_assert(ao_settings_read(NULL, &l->settings, &err));
	l->p = ao_plausibility_new(&l->settings.plausibility,
				   ao_date_of(2026, 12, 1));
}

static void add(struct listed *l, const struct ao_resident *r)
{
	struct ao_decision d = {.verdict = AO_NOT_DUE,
				.renewal_opens_on = ao_date_of(2026, 12, 3)};
	struct ao_plausible_row row = {.resident = r, .decision = &d};

	ao_plausibility_add(l->p, &row, l->findings);
	l->tally.read++;
	l->tally.verdict[AO_NOT_DUE]++;
}

static const struct ao_plausibility_result *judge(struct listed *l,
						  enum ao_check check)
{
	struct ao_plausibility_end end = {.tally = &l->tally};

	ao_plausibility_judge(l->p, &end, l->findings, &l->results);
	return &l->results.of[check];
}

static void close_list(struct listed *l)
{
	ao_plausibility_free(l->p);
	ao_findings_free(l->findings);
	ao_settings_release(&l->settings);
}

static const struct {
	unsigned long from, to; /* rows from 0 whose name is another's */
	long by;                /* whose */
} shifts[] = {
	{300, 600, 1},  {300, 600, -1}, {300, 600, 2},
	{300, 600, -2}, {20, 600, 1},   {570, 600, 1},
	{0, 600, 1},    {200, 240, 1},  {200, 216, -1},
};

START_TEST(a_shift_is_found_where_it_is)
{
	char name[64];
	struct listed l;
	const struct ao_plausibility_result *r;

	open_list(&l);
	for (unsigned long i = 0; i < 600; i++) {
		bool in = i >= shifts[_i].from && i < shifts[_i].to;
		struct ao_resident one;

		long other = (long)i + (in ? shifts[_i].by : 0);

		snprintf(name, sizeof(name), "%s",
			 person(other < 0 ? 9999 : (unsigned long)other).name);
		one = person(i);
		one.name = name;
		add(&l, &one);
	}
	r = judge(&l, AO_CHECK_SHIFT);
	ck_assert_int_eq(r->verdict, AO_CHECK_STOP);
	ck_assert_str_eq(r->evidence.column, "name");
	ck_assert_str_eq(r->evidence.partner, "name_kana");
	ck_assert_int_eq(r->evidence.by, (int)-shifts[_i].by);
	ck_assert_uint_ge(r->evidence.row, shifts[_i].from + 1);
	ck_assert_uint_le(r->evidence.row, shifts[_i].from + 4);
	ck_assert_uint_eq(r->evidence.line, r->evidence.row + 1);
	ck_assert_uint_le(r->evidence.last_row, shifts[_i].to);
	ck_assert_uint_ge(r->evidence.last_row + 4, shifts[_i].to);
	ck_assert_uint_eq(ao_findings_count(l.findings, AO_F_LIST_SHIFTED), 1);
	close_list(&l);
}
END_TEST

/* A few rows that are wrong, here and there or together, are no shift. */
START_TEST(what_is_no_shift)
{
	char name[64];
	struct listed l;

	open_list(&l);
	for (unsigned long i = 0; i < 3000; i++) {
		bool in = i % 20 == 3 || (i > 1000 && i < 1008);
		struct ao_resident one;

		snprintf(name, sizeof(name), "%s", person(in ? i + 1 : i).name);
		one = person(i);
		one.name = name;
		add(&l, &one);
	}
	ck_assert_int_eq(judge(&l, AO_CHECK_SHIFT)->verdict, AO_CHECK_OK);
	ck_assert_double_gt(l.results.of[AO_CHECK_SHIFT].measured, 3);
	close_list(&l);
}
END_TEST

/* The same code for hundreds of rows, then the next. */
START_TEST(a_sorted_list_is_in_order)
{
	char address[64], code[8];
	struct listed l;

	open_list(&l);
	for (unsigned long i = 0; i < 10000; i++) {
		struct ao_resident one = person(i);

		snprintf(code, sizeof(code), "359%04lu", i / 400);
		snprintf(address, sizeof(address), "埼玉県所沢市町%c%lu番地",
			 'a' + (char)(i / 400), i);
		one.postal_code = code;
		one.address = address;
		add(&l, &one);
	}
	ck_assert_int_eq(judge(&l, AO_CHECK_SHIFT)->verdict, AO_CHECK_OK);
	close_list(&l);
}
END_TEST

/* Those of a fixed stay one after another, as some registers have them: no
 * birthday among the expiry dates. */
START_TEST(stays_one_after_another)
{
	struct listed l;

	open_list(&l);
	for (unsigned long i = 0; i < 3000; i++) {
		struct ao_resident one = person(i);

		if (i > 1000 && i < 2000) {
			one.residence = AO_RESIDENCE_MLT;
			one.stay_ends_on =
				ao_date_add_days(ao_date_of(2027, 1, 1),
						 (int)(chance(i, 6) % 700));
			one.card.expires_on = one.stay_ends_on;
			one.auth_cert.expires_on = one.birth_date;
		}
		add(&l, &one);
	}
	ck_assert_int_eq(judge(&l, AO_CHECK_SHIFT)->verdict, AO_CHECK_OK);
	ck_assert_int_eq(l.results.of[AO_CHECK_BIRTHDAY].verdict, AO_CHECK_OK);
	close_list(&l);
}
END_TEST

/* Columns that have nothing to do with one another agree with a neighbour as
 * often as with themselves: in a long list, many times on end by chance. */
START_TEST(strangers_are_no_shift)
{
	static const struct ao_date from = {2018, 1, 1};
	struct listed l;

	open_list(&l);
	for (unsigned long i = 0; i < 40000; i++) {
		struct ao_resident one = person(i);

		one.card_applied_on =
			ao_date_add_days(from, (int)(chance(i, 6) % 700));
		one.card.issued_on =
			ao_date_add_days(from, (int)(chance(i, 7) % 700));
		one.card.expires_on = AO_NO_DATE;
		add(&l, &one);
	}
	ck_assert_int_eq(judge(&l, AO_CHECK_SHIFT)->verdict, AO_CHECK_OK);
	close_list(&l);
}
END_TEST

/* One column sorted by itself: no row fits its neighbours. */
START_TEST(a_column_sorted_alone)
{
	char town[32], address[64];
	struct listed l;
	const struct ao_plausibility_result *r;

	open_list(&l);
	for (unsigned long i = 0; i < 1000; i++) {
		struct ao_resident one = person(i);
		char is = 'a' + (char)(chance(i, 1) % 25);
		char shown = i < 500 ? is : 'a' + (char)((i - 500) / 20);

		snprintf(town, sizeof(town), "町%c", is);
		snprintf(address, sizeof(address), "埼玉県所沢市町%c%lu番地",
			 shown, i);
		one.address_town = town;
		one.address = address;
		add(&l, &one);
	}
	r = judge(&l, AO_CHECK_SHIFT);
	ck_assert_int_eq(r->verdict, AO_CHECK_STOP);
	ck_assert_str_eq(r->evidence.column, "address");
	ck_assert_ptr_null(r->evidence.partner);
	ck_assert_int_eq(r->evidence.by, 0);
	ck_assert_uint_ge(r->evidence.row, 501);
	ck_assert_uint_le(r->evidence.row, 510);
	close_list(&l);
}
END_TEST

START_TEST(birthdays_and_birth_years)
{
	struct listed l;

	open_list(&l);
	for (unsigned long i = 0; i < 600; i++) {
		struct ao_resident one = person(i);

		if (i % 20 == 0)
			one.card.expires_on =
				ao_date_add_days(one.card.expires_on, 1);
		/* 19 when it was made, and yet for ten years. */
		if (i < 25)
			one.birth_date.year = 2000;
		add(&l, &one);
	}
	ck_assert_int_eq(judge(&l, AO_CHECK_BIRTHDAY)->verdict, AO_CHECK_STOP);
	ck_assert(l.results.of[AO_CHECK_BIRTHDAY].measured == 5);
	ck_assert_uint_eq(l.results.of[AO_CHECK_BIRTHDAY].evidence.rows[1], 21);
	ck_assert_int_eq(l.results.of[AO_CHECK_BIRTH_YEARS].verdict,
			 AO_CHECK_STOP);
	ck_assert_double_gt(l.results.of[AO_CHECK_BIRTH_YEARS].measured, 50);
	close_list(&l);
}
END_TEST

START_TEST(leap_days_and_stays_are_no_birthdays_missed)
{
	struct listed l;

	open_list(&l);
	for (unsigned long i = 0; i < 600; i++) {
		struct ao_resident one = person(i);

		if (i % 2) {
			one.birth_date = ao_date_of(1980, 2, 29);
			one.card.expires_on = ao_date_of(2029, 2, 28);
		} else {
			one.residence = AO_RESIDENCE_MLT;
			one.card.expires_on = ao_date_of(2027, 5, 5);
		}
		add(&l, &one);
	}
	ck_assert_int_eq(judge(&l, AO_CHECK_BIRTHDAY)->verdict, AO_CHECK_OK);
	ck_assert(l.results.of[AO_CHECK_BIRTHDAY].measured == 0);
	close_list(&l);
}
END_TEST

static void accept_words(const char *words, struct ao_accepted *accepted)
{
	struct ao_error err = {0};

	*accepted = (struct ao_accepted){.reason = "r", .operator= "o" };
	ck_assert(ao_accepted_parse(words, accepted, &err));
}

START_TEST(what_is_accepted_does_not_stop)
{
	struct ao_plausibility_end end = {0};
	struct ao_accepted accepted;
	struct ao_error err = {0};
	struct listed l;

	open_list(&l);
	for (unsigned long i = 0; i < 600; i++) {
		struct ao_resident one = person(i);

		one.name_kana = one.name;
		add(&l, &one);
	}
	judge(&l, AO_CHECK_COLUMNS);
	ck_assert(!ao_plausibility_fit(&l.results, "x.csv", &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text, "--accept columns "));
	accept_words("columns,ages", &accepted);
	end.tally = &l.tally;
	end.accepted = &accepted;
	ao_findings_free(l.findings);
	l.findings = ao_findings_new();
	ao_plausibility_judge(l.p, &end, l.findings, &l.results);
	err = (struct ao_error){0};
	ck_assert(ao_plausibility_fit(&l.results, "x.csv", &err));
	ck_assert_int_eq(l.results.of[AO_CHECK_COLUMNS].verdict,
			 AO_CHECK_OVERRIDDEN);
	ck_assert_int_eq(l.results.of[AO_CHECK_SHIFT].verdict, AO_CHECK_OK);
	ck_assert_uint_eq(ao_findings_total(l.findings, AO_STOP), 0);
	ck_assert_uint_eq(ao_findings_count(l.findings, AO_F_CHECK_ACCEPTED),
			  1);
	ck_assert(!ao_accepted_parse("shift,colums", &accepted, &err));
	ck_assert_int_eq(err.status, AO_USAGE);
	ck_assert_ptr_nonnull(strstr(err.text, "columns"));
	close_list(&l);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, a_town_is_what_stands_before_the_number);
	tcase_add_test(tc, a_family_is_what_stands_before_the_blank);
	tcase_add_test(tc, words_are_told_apart);
	tcase_add_test(tc, each_prefecture_has_codes);
	tcase_add_test(tc, pairs_are_learned);
	tcase_add_test(tc, chance_is_no_pair);
	tcase_add_loop_test(tc, a_shift_is_found_where_it_is, 0, COUNT(shifts));
	tcase_add_test(tc, what_is_no_shift);
	tcase_add_test(tc, a_sorted_list_is_in_order);
	tcase_add_test(tc, stays_one_after_another);
	tcase_add_test(tc, strangers_are_no_shift);
	tcase_add_test(tc, a_column_sorted_alone);
	tcase_add_test(tc, birthdays_and_birth_years);
	tcase_add_test(tc, leap_days_and_stays_are_no_birthdays_missed);
	tcase_add_test(tc, what_is_accepted_does_not_stop);
}
SUITE_MAIN("plausible", fill);
