/* check_city.c - facts of a city, and the rules of a QR address. */
#include "aofuto/notice/city.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

#define SHIPPED PROJECT_DIR "/templates/city.yaml"

static const char *path;
static struct ao_error err;

static void set_up(void)
{
	memset(&err, 0, sizeof(err));
	path = scratch_new();
}

static void tear_down(void)
{
	scratch_remove();
}

#define ADDRESS "qr_address: https://a.invalid/{application_id}\n"

START_TEST(shipped)
{
	struct ao_city *city = ao_city_open(SHIPPED, &err);

	ck_assert_msg(city != NULL, "%s: %s", err.where, err.text);
	ck_assert_str_eq(ao_city_fact(city, "phone"), "04-2998-9087");
	ck_assert_str_eq(ao_city_fact(city, "fax"), "04-2998-9061");
	ck_assert_str_eq(ao_city_fact(city, "office"), "所沢市 市民部 市民課");
	ck_assert_ptr_null(ao_city_fact(city, "phones"));
	ck_assert_uint_gt(ao_city_facts(city), 10);
	ck_assert_str_eq(ao_city_fact_name(city, 0), "name");
	ck_assert_ptr_null(ao_city_fact_name(city, ao_city_facts(city)));
	ck_assert(ao_city_speaks(city, AO_LANGUAGE_EN) &&
		  ao_city_speaks(city, AO_LANGUAGE_JA_EASY));
	ck_assert(ao_qr_address_is_example(ao_city_qr_address(city)));
	ck_assert_uint_eq(strlen(ao_city_digest(city)), 64);
	ao_city_close(city);
}
END_TEST

START_TEST(a_fact_in_a_language)
{
	struct ao_city *city;

	scratch_write("format: 1\n" ADDRESS
		      "facts: {office: 市民課, fax: 12-34, hall: なし}\n"
		      "facts_en: {office: Citizens, fax: なし}\n");
	city = ao_city_open(path, &err);
	ck_assert_msg(city != NULL, "%s: %s", err.where, err.text);
	ck_assert_str_eq(ao_city_fact_in(city, AO_LANGUAGE_EN, "office"),
			 "Citizens");
	ck_assert_str_eq(ao_city_fact_in(city, AO_LANGUAGE_JA_EASY, "office"),
			 "市民課");
	ck_assert_str_eq(ao_city_fact(city, "office"), "市民課");
	ck_assert(ao_city_has(city, "fax"));
	ck_assert(!ao_city_has_in(city, AO_LANGUAGE_EN, "fax"));
	ck_assert(!ao_city_has_in(city, AO_LANGUAGE_EN, "hall"));
	ck_assert_ptr_null(ao_city_fact_in(city, AO_LANGUAGE_EN, "room"));
	ck_assert(ao_city_speaks(city, AO_LANGUAGE_JA));
	ck_assert(ao_city_speaks(city, AO_LANGUAGE_EN));
	ck_assert(!ao_city_speaks(city, AO_LANGUAGE_JA_EASY));
	ck_assert_uint_eq(ao_city_facts(city), 3);
	ao_city_close(city);
}
END_TEST

static const struct {
	const char *text, *place, *words;
} mistakes[] = {
	{"format: 1\n" ADDRESS, "1:1", "\"facts\" is missing"},
	{"format: 1\nfacts: {a: b}\n", "1:1", "\"qr_address\" is missing"},
	{"format: 9\n" ADDRESS "facts: {a: b}\n", "1:9", "knows format 1"},
	{"format: 1\n" ADDRESS "facts: {a: [b, c]}\n", "3:12", "found a list"},
	{"format: 1\n" ADDRESS "facts: {Phone: b}\n", "3:16", "a-z, 0-9"},
	{"format: 1\n" ADDRESS "facts: {電話: b}\n", "3:13", "a-z, 0-9"},
	{"format: 1\n" ADDRESS "facts: {a: b, a: c}\n", "3:15", "twice"},
	{"format: 1\n" ADDRESS "facts: {a: \"\"}\n", "3:12", "expected a text"},
	{"format: 1\n" ADDRESS "facts: {phone: b}\nfacts_en: {fone: c}\n",
	 "4:18", "unknown fact of the city \"fone\""},
	{"format: 1\n" ADDRESS "facts: {a: b}\nfacts_ja_easy: {a: [b, c]}\n",
	 "4:20", "found a list"},
	{"format: 1\n" ADDRESS "facts: {a: b}\nfacts_fr: {a: c}\n", "4:1",
	 "unknown key \"facts_fr\""},
	{"format: 1\nqr_address: https://a.invalid/\nfacts: {a: b}\n", "2:13",
	 "no {application_id}"},
};

START_TEST(each_mistake_has_its_place)
{
	char where[600];

	scratch_write(mistakes[_i].text);
	snprintf(where, sizeof(where), "%s:%s", path, mistakes[_i].place);
	ck_assert_ptr_null(ao_city_open(path, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_str_eq(err.where, where);
	ck_assert_msg(strstr(err.text, mistakes[_i].words) != NULL, "%s",
		      err.text);
}
END_TEST

static const struct {
	const char *address, *words; /* words NULL: good */
} addresses[] = {
	{"https://a.invalid/{application_id}", NULL},
	{"http://a.invalid:80/x?id={application_id}&l=ja", NULL},
	{"https://a.invalid/", "no {application_id}"},
	{"https://a.invalid/{applicationid}", "no {application_id}"},
	{"https://a.invalid/{application_id}/{application_id}",
	 "more than once"},
	{"ftp://a.invalid/{application_id}", "begins with https://"},
	{"{application_id}", "begins with https://"},
	{"https:///{application_id}", "no host"},
	{"https://{application_id}.invalid/", "no host"},
	{"https://a.invalid/ {application_id}", "a blank"},
	{"https://a.invalid/申請{application_id}", "not ASCII"},
	{"", "begins with https://"},
};

START_TEST(rules_of_an_address)
{
	const char *words = addresses[_i].words;
	bool good = ao_qr_address_check(addresses[_i].address, "--qr-address",
					&err);

	ck_assert_int_eq(good, !words);
	if (good)
		return;
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_str_eq(err.where, "--qr-address");
	ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
}
END_TEST

/* 331 bytes with the ID fit, one more does not. */
START_TEST(longest_address)
{
	char address[400] = "https://a.invalid/";
	size_t n = 331 - 23;

	memset(address + strlen(address), 'x', n - strlen(address));
	strcpy(address + n, "{application_id}");
	ck_assert_msg(ao_qr_address_check(address, "", &err), "%s", err.text);
	strcat(address, "y");
	ck_assert(!ao_qr_address_check(address, "", &err));
	ck_assert_ptr_nonnull(strstr(err.text, "332 bytes"));
}
END_TEST

START_TEST(example_hosts)
{
	ck_assert(ao_qr_address_is_example("https://example.invalid/?{x}"));
	ck_assert(ao_qr_address_is_example("http://EXAMPLE.INVALID:8080/"));
	ck_assert(ao_qr_address_is_example("https://invalid"));
	ck_assert(!ao_qr_address_is_example("https://notinvalid/"));
	ck_assert(!ao_qr_address_is_example("https://example.jp/.invalid"));
	ck_assert(!ao_qr_address_is_example("https://example.invalid.jp/"));
}
END_TEST

START_TEST(address_for_an_id)
{
	struct ao_arena *arena = ao_arena_new();

	ck_assert_str_eq(
		ao_qr_address_for("https://a.invalid/?i={application_id}&x=1",
				  "12345678901234567890123", arena),
		"https://a.invalid/?i=12345678901234567890123&x=1");
	ao_arena_free(arena);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, shipped);
	tcase_add_test(tc, a_fact_in_a_language);
	tcase_add_loop_test(tc, each_mistake_has_its_place, 0,
			    (int)COUNT(mistakes));
	tcase_add_loop_test(tc, rules_of_an_address, 0, (int)COUNT(addresses));
	tcase_add_test(tc, longest_address);
	tcase_add_test(tc, example_hosts);
	tcase_add_test(tc, address_for_an_id);
}

SUITE_MAIN("city", fill);
