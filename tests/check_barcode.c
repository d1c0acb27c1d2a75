/* check_barcode.c - the number of an address, its codes and its bars. The
 * bars are held against zint's, who has never seen this program. */
#include "aofuto/input/csv.h"
#include "aofuto/notice/barcode.h"
#include "support/rows.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>
#include <zint.h>

static struct ao_error err;
static struct ao_buf out;

static void set_up(void)
{
	err = (struct ao_error){0};
	out = (struct ao_buf){0};
}

static void tear_down(void)
{
	ao_buf_release(&out);
}

/* "2 6 3 ... CC4" */
static void codes_as_text(const char *value, struct ao_buf *text, char check[8])
{
	unsigned char code[AO_BARCODE_CODES];

	ck_assert(ao_barcode_codes(value, code));
	for (int i = 0; i < AO_BARCODE_CODES; i++) {
		char one[8];

		if (code[i] < 10)
			snprintf(one, sizeof(one), "%d", code[i]);
		else if (code[i] == 10)
			snprintf(one, sizeof(one), "-");
		else
			snprintf(one, sizeof(one), "CC%d", code[i] - 10);
		if (i == AO_BARCODE_CODES - 1)
			snprintf(check, 8, "%s", one);
		else
			ao_buf_addf(text, "%s%s", i ? " " : "", one);
	}
}

/* Its picture has a bar in each other column: the upper, the middle and the
 * lower part of it. */
static void zint_bars(const char *value, char bars[AO_BARS + 1])
{
	struct zint_symbol *z = ZBarcode_Create();

	z->symbology = BARCODE_JAPANPOST;
	ck_assert_msg(ZBarcode_Encode(z, (const unsigned char *)value, 0) <
			      ZINT_ERROR,
		      "%s: %s", value, z->errtxt);
	ck_assert_int_eq(z->rows, 3);
	ck_assert_int_eq(z->width, 2 * AO_BARS - 1);
	for (int i = 0; i < AO_BARS; i++) {
		bool part[3];

		for (int row = 0; row < 3; row++)
			part[row] =
				z->encoded_data[row][i / 4] >> 2 * (i % 4) & 1;
		ck_assert(part[1]);
		bars[i] = part[0] ? part[2] ? '1' : '2' : part[2] ? '3' : '4';
	}
	bars[AO_BARS] = '\0';
	ZBarcode_Delete(z);
}

enum {
	ID,
	STATUS,
	POSTAL_CODE,
	ADDRESS,
	NUMBER,
	CODES,
	CHECK,
	BARS,
	ZINT,
	SOURCE,
	COLUMNS
};

static void one_case(const struct ao_csv_row *row)
{
	char value[200], bars[AO_BARS + 1], check[8], postal_code[8];
	struct ao_buf text = {0};
	char *const *f = row->field;

	ck_assert_uint_eq(row->fields, COLUMNS);
	snprintf(postal_code, sizeof(postal_code), "%.3s%.4s", f[POSTAL_CODE],
		 f[POSTAL_CODE] + 4);
	ao_buf_clear(&out);
	ao_buf_adds(&out, "");
	ao_number_in(f[ADDRESS], &out);
	ck_assert_msg(!strcmp(out.s, f[NUMBER]), "%s: %s", f[ID], out.s);
	if (!*f[CODES]) {
		ck_assert_str_eq(f[CHECK], "NONE");
		ck_assert_msg(!ao_barcode_exists(postal_code), "%s", f[ID]);
		return;
	}
	ck_assert_msg(ao_barcode_exists(postal_code), "%s", f[ID]);
	snprintf(value, sizeof(value), "%s%s", postal_code, out.s);
	codes_as_text(value, &text, check);
	ck_assert_msg(!strcmp(text.s, f[CODES]), "%s: %s", f[ID], text.s);
	ck_assert_msg(!strcmp(check, f[CHECK]), "%s: %s", f[ID], check);
	ck_assert(ao_barcode_bars(value, bars));
	ck_assert_msg(!strcmp(bars, f[BARS]), "%s: %s", f[ID], bars);
	ao_buf_release(&text);
}

/* Of the manual, and what its rules make of other addresses. */
START_TEST(cases)
{
	struct ao_source_options how = {.encoding = AO_ENCODING_UTF8};
	struct ao_source *source = ao_source_open(
		TEST_DIR "/cases/customer_barcode.csv", &how, &err);
	struct ao_csv *csv;
	struct ao_csv_row row;
	int n = 0;

	ck_assert_msg(source != NULL, "%s", err.text);
	csv = ao_csv_new(source);
	while (ao_csv_next(csv, &row, &err) == AO_STEP_ITEM)
		if (row.row > 0) {
			one_case(&row);
			n++;
		}
	ck_assert_int_eq(err.status, AO_OK);
	ck_assert_int_eq(n, 34);
	ao_csv_free(csv);
	ao_source_close(source);
}
END_TEST

/* Numbers of every length that zint takes: it counts a letter as two places
 * and refuses what the manual cuts. */
START_TEST(bars_are_those_of_zint)
{
	static const char sign[] = "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	unsigned seed = 1;

	for (int n = 0; n < 5000; n++) {
		char value[32], ours[AO_BARS + 1], theirs[AO_BARS + 1];
		int places = 0, at, most;

		seed = seed * 1103515245 + 12345;
		at = snprintf(value, sizeof(value), "%07u",
			      seed / 7 % 10000000);
		most = (int)(seed >> 8) % 14;
		while (places < most) {
			seed = seed * 1103515245 + 12345;
			value[at] = sign[(seed >> 16) % (sizeof(sign) - 1)];
			if (value[at] >= 'A' && places == 12)
				value[at] = '7';
			places += value[at++] >= 'A' ? 2 : 1;
		}
		value[at] = '\0';
		ck_assert(ao_barcode_bars(value, ours));
		zint_bars(value, theirs);
		ck_assert_msg(!strcmp(ours, theirs), "%s\n%s\n%s", value, ours,
			      theirs);
	}
}
END_TEST

START_TEST(no_values)
{
	static const char *const none[] = {"",         "359004",    "359-0042",
					   "3590042a", "3590042 1", "3590042１",
					   "359004X1"};
	char bars[AO_BARS + 1];

	for (size_t i = 0; i < COUNT(none); i++)
		ck_assert_msg(!ao_barcode_bars(none[i], bars), "%s", none[i]);
}
END_TEST

START_TEST(postal_codes_without)
{
	static const char *const none[] = {"",        "3590000", "1000000",
					   "9800800", "359004",  "35900420",
					   "359-042"};

	for (size_t i = 0; i < COUNT(none); i++)
		ck_assert_msg(!ao_barcode_exists(none[i]), "%s", none[i]);
	ck_assert(ao_barcode_exists("3590010"));
	ck_assert(ao_barcode_exists("1000001"));
}
END_TEST

static void one_address(char *line, const void *data)
{
	static const char *const found[] = {[AO_NUMBER_NONE] = "none",
					    [AO_NUMBER_FOUND] = "found",
					    [AO_NUMBER_UNSURE] = "unsure"};
	struct ao_resident r = {.postal_code = rows_field(&line)};
	const char *list, *want, *how;
	enum ao_number_found got;

	r.address = rows_field(&line);
	r.address_town = rows_field(&line);
	r.address_number = rows_field(&line);
	r.building = rows_field(&line);
	list = rows_field(&line);
	want = rows_field(&line);
	how = rows_field(&line);
	ao_buf_clear(&out);
	ao_buf_adds(&out, "");
	got = ao_address_number(&r, *list == '-' ? NULL : data, &out);
	ck_assert_msg(!strcmp(out.s, want), "%s: %s (%s)", r.address, out.s,
		      rows_field(&line));
	ck_assert_msg(!strcmp(found[got], how), "%s: %s", r.address,
		      found[got]);
}

START_TEST(addresses)
{
	struct ao_towns *towns =
		ao_towns_open(TEST_DIR "/cases/towns.csv", &err);

	ck_assert_msg(towns != NULL, "%s: %s", err.where, err.text);
	ck_assert_uint_eq(rows_each(TEST_DIR "/cases/address_number.tsv",
				    one_address, towns),
			  58);
	/* A town's name within that of a city, and of another town. */
	ck_assert_str_eq(ao_towns_behind(towns, "5140002", "三重県津市津3番"),
			 "3番");
	ck_assert_str_eq(ao_towns_behind(towns, "5140002", "津3番"), "3番");
	ck_assert_str_eq(ao_towns_behind(towns, "1500001",
					 "東京都渋谷区一本町二丁目5-6"),
			 "二丁目5-6");
	ao_towns_close(towns);
}
END_TEST

START_TEST(value_is_code_and_number)
{
	struct ao_resident r = {.postal_code = "2630023",
				.address = "千葉市稲毛区緑町3丁目30-8",
				.address_town = "",
				.address_number = "",
				.building = "郵便ビル403号"};

	ao_barcode_value(&r, NULL, &out);
	ck_assert_str_eq(out.s, "26300233-30-8-403");
	ao_buf_clear(&out);
	r.postal_code = "2630000";
	ao_barcode_value(&r, NULL, &out);
	ck_assert_uint_eq(out.n, 0);
	/* The number is there all the same, for who sorts by it. */
	ao_address_number(&r, NULL, &out);
	ck_assert_str_eq(out.s, "3-30-8-403");
}
END_TEST

/* Twenty lines of building, and what no address is. */
START_TEST(any_text_is_gone_through)
{
	struct ao_resident r = {.postal_code = "3590042",
				.address = "並木1-1",
				.address_town = "",
				.address_number = "",
				.building = ""};
	struct ao_buf building = {0};
	char bars[AO_BARS + 1];

	for (int i = 0; i < 20; i++)
		ao_buf_addf(&building, "%d号棟メゾン・ド・所沢\n", i);
	r.building = building.s;
	ao_barcode_value(&r, NULL, &out);
	ck_assert(ao_barcode_bars(out.s, bars));
	ck_assert_msg(!strncmp(out.s, "35900421-1-0-1-2-3", 18), "%s", out.s);
	for (int n = 0; n < 2000; n++) {
		ao_buf_clear(&building);
		for (int i = 0; i < n % 40; i++)
			ao_buf_add_utf8(
				&building,
				(uint32_t[]){
					'1', 'F', 'b', '-', 0x4E01, 0x516B,
					0x756A, 0x5341, 0xE0100, 0x30CE, ' ',
					0x20BB7,
					0x4E07}[(n * 31 + i * i * 7) % 13]);
		ao_buf_add(&building, "", 0);
		r.address = building.s;
		ao_buf_clear(&out);
		ao_barcode_value(&r, NULL, &out);
		ck_assert_msg(ao_barcode_bars(out.s, bars), "%s", out.s);
		ck_assert_msg(!strstr(out.s, "--"), "%s", out.s);
		ck_assert(out.s[7] != '-' && out.s[out.n - 1] != '-');
	}
	ao_buf_release(&building);
}
END_TEST

static void fails(const char *text, size_t n, const char *place,
		  const char *words)
{
	const char *path = scratch_new();
	char where[300];

	err = (struct ao_error){0};
	scratch_write_bytes(text, n);
	ck_assert_msg(!ao_towns_open(path, &err), "%s", text);
	snprintf(where, sizeof(where), "%s%s", path, place);
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_msg(!strcmp(err.where, where), "%s, not %s (%s)", err.where,
		      where, err.text);
	ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
	scratch_remove();
}

#define HEAD "postal_code,town\n"

START_TEST(town_lists_that_are_none)
{
	static const struct {
		const char *text, *place, *words;
	} wrong[] = {
		{"", "", "the first line of the town list must be"},
		{"town,postal_code\n並木,3590042\n", ":1:1",
		 "the first line of the town list must be postal_code,town"},
		{"postal_code,town,kana\n3590042,並木,ナミキ\n", ":1:1",
		 "postal_code,town"},
		{HEAD "3590042,並木\n359004,並木\n", ":3:1",
		 "write its seven digits, as 3590042 or 359-0042"},
		{HEAD "35900421,並木\n", ":2:1", "no postal code"},
		{HEAD ",並木\n", ":2:1", "no postal code"},
		{HEAD "359-0042,並木\n3590-042,並木\n", ":3:1",
		 "no postal code"},
		{HEAD "3590042,（１丁目）\n", ":2:2",
		 "no name before its brackets"},
		{HEAD "3590042,並木,1\n", ":2:1", "row 1 has 3 fields"},
		{HEAD "3590042,\"並木\n", ":2:2", "never ends"},
		{HEAD "3590042,\xFF\xFE\n", ":2:9", "neither UTF-8 nor"},
		{HEAD "1040032,\xC8\xAC\xC3\xFA\xCB\xD9\n", ":2:2",
		 "neither UTF-8 nor"}, /* EUC-JP */
		{"\xFF\xFEp\0o\0", ":1:1", "neither UTF-8 nor"},
	};

	for (size_t i = 0; i < COUNT(wrong); i++)
		fails(wrong[i].text, strlen(wrong[i].text), wrong[i].place,
		      wrong[i].words);
}
END_TEST

START_TEST(town_lists_of_any_encoding)
{
	static const char *const text[] = {
		HEAD "1040032,八丁堀\n",
		"\xEF\xBB\xBF" HEAD "1040032,八丁堀\r\n",
		/* CP932 */
		HEAD "1040032,\x94\xAA\x92\x9A\x96\x78\r\n",
		HEAD "\"104-0032\",\"八丁堀\"",
	};
	static const char address[] = "中央区八丁堀2-1";

	for (size_t i = 0; i < COUNT(text); i++) {
		const char *path = scratch_new();
		struct ao_towns *towns;

		scratch_write(text[i]);
		towns = ao_towns_open(path, &err);
		ck_assert_msg(towns != NULL, "%s: %s", err.where, err.text);
		ck_assert_uint_eq(ao_towns_count(towns), 1);
		ck_assert_uint_eq(strlen(ao_towns_digest(towns)), 64);
		ck_assert_str_eq(ao_towns_behind(towns, "1040032", address),
				 "2-1");
		ck_assert_ptr_null(ao_towns_behind(towns, "1040033", address));
		ck_assert_ptr_null(ao_towns_behind(towns, "", address));
		ck_assert(!ao_towns_office(towns, "1040032"));
		ao_towns_close(towns);
		scratch_remove();
	}
	ck_assert_ptr_null(ao_towns_behind(NULL, "1040032", address));
	ck_assert(!ao_towns_office(NULL, "1040032"));
	err = (struct ao_error){0};
	ck_assert(!ao_towns_open("/nonexistent/towns.csv", &err));
	ck_assert_int_eq(err.status, AO_HOST);
}
END_TEST

/* The manual's limits for what stands on paper, 1/100 mm at 10 pt (p12). */
START_TEST(sizes)
{
	ck_assert(AO_BAR_LONG >= 340 && AO_BAR_LONG <= 360);
	ck_assert(AO_BAR_TIMING >= 105 && AO_BAR_TIMING <= 135);
	ck_assert(AO_BAR_PITCH >= 95 && AO_BAR_PITCH <= 130);
	ck_assert(AO_BAR_WIDTH >= 50 && AO_BAR_WIDTH <= 70);
	ck_assert(AO_BAR_PITCH - AO_BAR_WIDTH >= 45 &&
		  AO_BAR_PITCH - AO_BAR_WIDTH <= 60);
	ck_assert_double_eq_tol(ao_bars_length(8), 61.712, 0.0005);
	ck_assert_double_eq_tol(ao_bars_length(10), 77.14, 0.0005);
	ck_assert_double_eq_tol(ao_bars_height(10), 3.48, 0.0005);
	ck_assert_double_eq_tol(ao_bars_box_width(8), 65.72, 1e-9);
	ck_assert_double_eq_tol(ao_bars_box_height(8), 6.79, 1e-9);
	ck_assert_double_eq_tol(ao_bars_box_width(10), 81.14, 1e-9);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, cases);
	tcase_add_test(tc, bars_are_those_of_zint);
	tcase_add_test(tc, no_values);
	tcase_add_test(tc, postal_codes_without);
	tcase_add_test(tc, addresses);
	tcase_add_test(tc, value_is_code_and_number);
	tcase_add_test(tc, any_text_is_gone_through);
	tcase_add_test(tc, town_lists_that_are_none);
	tcase_add_test(tc, town_lists_of_any_encoding);
	tcase_add_test(tc, sizes);
}

SUITE_MAIN("barcode", fill);
