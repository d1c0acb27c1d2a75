/* check_settings.c - aofuto.yaml: defaults, every key, every mistake. */
#include "aofuto/base/settings.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

static const char *path;
static struct ao_settings s;
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

static void read_good(const char *text)
{
	scratch_write(text);
	ck_assert_msg(ao_settings_read(path, &s, &err), "%s: %s", err.where,
		      err.text);
}

START_TEST(defaults)
{
	ck_assert(ao_settings_read(NULL, &s, &err));
	ck_assert_str_eq(s.path, "");
	ck_assert_str_eq(s.digest, "");
	ck_assert_str_eq(s.encoding, "auto");
	ck_assert_int_eq(s.era_codes, AO_ERA_CODES_RESIDENT);
	ck_assert_uint_eq(s.volume_notices, 500);
	ck_assert_ptr_null(s.templates);
	ck_assert_ptr_null(s.windows);
	ck_assert_ptr_null(s.towns);
	ck_assert_str_eq(s.window, "90x45");
	ck_assert_ptr_null(s.window_where);
	ck_assert(!s.omr && !s.omr_file && !s.omr_where);
	ck_assert_uint_eq(s.enclosures, 0);
	ck_assert_ptr_null(s.qr_address);
	ck_assert(!s.id_always && !s.hold_without_id &&
		  !s.print_fixed_term_stay);
	ao_settings_release(&s);
}
END_TEST

START_TEST(large_print)
{
	static const char *const words[] = {"by-resident", "always", "never"};
	struct ao_buf text = {0};

	ck_assert(ao_settings_read(NULL, &s, &err));
	ck_assert_int_eq(s.large_print, AO_LARGE_PRINT_BY_RESIDENT);
	ao_settings_release(&s);
	for (size_t i = 0; i < AO_COUNT(words); i++) {
		ao_buf_clear(&text);
		ao_buf_addf(&text, "large_print: %s\n", words[i]);
		read_good(text.s);
		ck_assert_uint_eq(s.large_print, i);
		ao_settings_release(&s);
	}
	ao_buf_release(&text);
}
END_TEST

START_TEST(only_comments)
{
	read_good("# nothing is set yet\n# volume_notices: 3\n");
	ck_assert_uint_eq(s.volume_notices, 500);
	ck_assert_uint_eq(strlen(s.digest), 64);
	ao_settings_release(&s);
}
END_TEST

START_TEST(every_key)
{
	read_good("format: 1\n"
		  "templates: forms\n"
		  "fonts: /etc/aofuto/fonts.yaml\n"
		  "city: city.yaml\n"
		  "towns: towns.csv\n"
		  "windows: windows.yaml\n"
		  "window: 80x45\n"
		  "encoding: CP932\n"
		  "era_codes: pension\n"
		  "qr_address: https://a.invalid/{application_id}\n"
		  "print_application_id: always\n"
		  "without_application_id: hold\n"
		  "fixed_term_stay: print\n"
		  "volume_notices: 200\n"
		  "plausibility:\n"
		  "  shift_rows: 30\n"
		  "  ages_percent: 12.5\n"
		  "columns:\n"
		  "  resident_id: 宛名コード\n"
		  "  name: [氏名漢字, 漢字氏名]\n"
		  "omr_file: /etc/aofuto/omr.yaml\n"
		  "omr: generic\n"
		  "enclosures:\n"
		  "- name: 封入用封筒\n"
		  "  kinds: [CARD_CERT, CERT_ONLY]\n"
		  "  feed: 2\n"
		  "  sheets_like: 1.5\n"
		  "- {name: 案内, kinds: [CARD_ONLY]}\n");
	ck_assert_str_eq(s.templates, "/tmp/forms");
	ck_assert_str_eq(s.fonts, "/etc/aofuto/fonts.yaml");
	ck_assert_str_eq(s.city, "/tmp/city.yaml");
	ck_assert_str_eq(s.towns, "/tmp/towns.csv");
	ck_assert_str_eq(s.windows, "/tmp/windows.yaml");
	ck_assert_str_eq(s.window, "80x45");
	ck_assert(strstr(s.window_where, path) == s.window_where);
	ck_assert_str_eq(s.window_where + strlen(path), ":7:9");
	ck_assert_str_eq(s.encoding, "CP932");
	ck_assert_int_eq(s.era_codes, AO_ERA_CODES_PENSION);
	ck_assert(s.id_always && s.hold_without_id && s.print_fixed_term_stay);
	ck_assert_uint_eq(s.volume_notices, 200);
	ck_assert_uint_eq(s.columns, 3);
	ck_assert_str_eq(s.column[0].canonical, "resident_id");
	ck_assert_str_eq(s.column[0].alias, "宛名コード");
	ck_assert_str_eq(s.column[2].canonical, "name");
	ck_assert_str_eq(s.column[2].alias, "漢字氏名");
	ck_assert_uint_eq(s.column[2].line, 20);
	ck_assert_uint_eq(s.plausibility.shift_rows, 30);
	ck_assert(s.plausibility.ages_percent == 12.5);
	ck_assert_uint_eq(s.plausibility.least_rows, 500);
	ck_assert(s.plausibility.month_times == 2);
	ck_assert_str_eq(s.omr_file, "/etc/aofuto/omr.yaml");
	ck_assert_str_eq(s.omr, "generic");
	ck_assert_str_eq(s.omr_where + strlen(path), ":22:6");
	ck_assert_uint_eq(s.enclosures, 2);
	ck_assert_str_eq(s.enclosure[0].name, "封入用封筒");
	ck_assert_uint_eq(s.enclosure[0].kinds,
			  1u << AO_SETTING_CARD_CERT |
				  1u << AO_SETTING_CERT_ONLY);
	ck_assert_uint_eq(s.enclosure[0].feed, 2);
	ck_assert_double_eq(s.enclosure[0].sheets_like, 1.5);
	ck_assert_str_eq(s.enclosure[0].where + strlen(path), ":24:3");
	ck_assert_uint_eq(s.enclosure[1].kinds, 1u << AO_SETTING_CARD_ONLY);
	ck_assert_uint_eq(s.enclosure[1].feed, 0);
	ck_assert_double_eq(s.enclosure[1].sheets_like, 0);
	ao_settings_release(&s);
}
END_TEST

static const struct {
	const char *text, *place, *words;
} mistakes[] = {
	{"format: 2\n", "1:9", "knows format 1"},
	{"volume_notice: 3\n", "1:1", "did you mean \"volume_notices\"?"},
	{"volume_notices: 0\n", "1:17", "from 1 to 5000, found 0"},
	{"volume_notices: 5001\n", "1:17", "from 1 to 5000, found 5001"},
	{"volume_notices: many\n", "1:17", "a whole number, found \"many\""},
	{"volume_notices: 9999999999999999999\n", "1:17", "a whole number"},
	{"era_codes: residents\n", "1:12", "did you mean \"resident\"?"},
	{"print_application_id: true\n", "1:23", "known are: card-kinds"},
	{"without_application_id: 1\n", "1:25", "known are: print, hold"},
	{"columns: [a]\n", "1:10", "expected a mapping"},
	{"columns: {name: {a: b}}\n", "1:17", "expected a text"},
	{"columns:\n  name: a\n  name: b\n", "3:3", "stands here twice"},
	{"encoding:\n", "1:10", "expected a text, found nothing"},
	{"templates: a\ntemplates: b\n", "2:1", "first in line 1"},
	{"window: [90x45]\n", "1:9", "expected a text, found a list"},
	{"windows: {}\n", "1:10", "expected a text, found a mapping"},
	{"plausibility: 3\n", "1:15", "expected a mapping"},
	{"plausibility:\n  age_percent: 3\n", "2:3",
	 "did you mean \"ages_percent\"?"},
	{"plausibility:\n  ages_percent: 100.5\n", "2:17",
	 "from 0 to 100, found 100.5"},
	{"plausibility:\n  month_times: 0.9\n", "2:16", "from 1 to 1000"},
	{"plausibility:\n  shift_rows: 0\n", "2:15", "from 1 to 100000,"},
	{"plausibility:\n  shift_rows: 1.5\n", "2:15", "a whole number"},
	{"omr: {}\n", "1:6", "expected a text, found a mapping"},
	{"enclosures: 封筒\n", "1:13", "expected a list"},
	{"enclosures: [{kinds: [CARD_ONLY]}]\n", "1:14", "\"name\" is missing"},
	{"enclosures: [{name: a}]\n", "1:14", "\"kinds\" is missing"},
	{"enclosures: [{name: a, kinds: []}]\n", "1:31", "at least 1"},
	{"enclosures: [{name: a, kinds: [CARDS]}]\n", "1:32",
	 "unknown word \"CARDS\""},
	{"enclosures: [{name: a, kinds: [CARD_ONLY], feed: 5}]\n", "1:50",
	 "from 1 to 4, found 5"},
	{"enclosures: [{name: a, kinds: [CARD_ONLY], feed: 0}]\n", "1:50",
	 "from 1 to 4, found 0"},
	{"enclosures: [{name: a, kinds: [CARD_ONLY], sheets_like: 51}]\n",
	 "1:57", "from 0 to 50, found 51"},
	{"enclosures:\n- {name: a, kinds: [CARD_ONLY]}\n"
	 "- {name: a, kinds: [CERT_ONLY]}\n",
	 "3:3", "two enclosures have this name"},
	{"enclosures:\n- {name: a, kinds: [CARD_ONLY], feed: 2}\n"
	 "- {name: b, kinds: [CERT_ONLY], feed: 2}\n",
	 "3:3", "two enclosures come from station 2"},
	{"- a\n", "1:1", "expected a mapping (key: value), found a list"},
	{"a: b: c\n", "1:5", "this is not YAML"},
};

START_TEST(each_mistake_has_its_place)
{
	char where[600];

	snprintf(where, sizeof(where), "%s:%s", path, mistakes[_i].place);
	scratch_write(mistakes[_i].text);
	ck_assert(!ao_settings_read(path, &s, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_str_eq(err.where, where);
	ck_assert_msg(strstr(err.text, mistakes[_i].words) != NULL, "%s",
		      err.text);
}
END_TEST

START_TEST(no_such_file)
{
	ck_assert(!ao_settings_read("/nonexistent/aofuto.yaml", &s, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	memset(&err, 0, sizeof(err));
	ck_assert(!ao_settings_read("/tmp", &s, &err));
	ck_assert_int_ne(err.status, AO_OK);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, defaults);
	tcase_add_test(tc, large_print);
	tcase_add_test(tc, only_comments);
	tcase_add_test(tc, every_key);
	tcase_add_loop_test(tc, each_mistake_has_its_place, 0,
			    (int)COUNT(mistakes));
	tcase_add_test(tc, no_such_file);
}

SUITE_MAIN("settings", fill);
