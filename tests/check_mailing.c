/* check_mailing.c - the order of the mail, bundles of one district, volumes of
 * whole bundles. */
#include "aofuto/batch/mailing.h"
#include "support/rows.h"
#include "support/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const five[] = {"35011"};
static struct ao_postage postage = {.five_digits = five, .five_digits_n = 1};
static struct ao_mailing_rules rules = {.bundle_notices = 3,
					.volume_notices = 7,
					.postage = &postage,
					.own_postal_code = "359-8501"};

static struct ao_buf key_of(const char *code, const char *number,
			    const char *kana, unsigned long row)
{
	struct ao_resident r = {
		.row = row, .postal_code = code, .name_kana = kana};
	struct ao_buf key = {0};

	ao_mailing_key(&rules, &r, number, &key);
	return key;
}

static int compare(const struct ao_buf *a, const struct ao_buf *b)
{
	size_t n = a->n < b->n ? a->n : b->n;
	int way = memcmp(a->s, b->s, n);

	return way ? way : (a->n > b->n) - (a->n < b->n);
}

static void one_pair(char *line, const void *data)
{
	char *field[7];
	struct ao_buf a, b;

	(void)data;
	for (size_t i = 0; i < COUNT(field); i++)
		field[i] = rows_field(&line);
	a = key_of(field[0], field[1], field[2], 300);
	b = key_of(field[3], field[4], field[5], 2);
	ck_assert_msg(compare(&a, &b) < 0, "%s", field[6]);
	ao_buf_release(&a);
	ao_buf_release(&b);
}

START_TEST(as_the_post_sorts)
{
	ck_assert_uint_ge(
		rows_each(TEST_DIR "/cases/mailing_order.tsv", one_pair, NULL),
		15);
}
END_TEST

START_TEST(rows_decide_last)
{
	static const unsigned long row[] = {
		1, 255, 256, 65535, 65536, 1UL << 24, 4294967295UL};

	for (size_t i = 1; i < COUNT(row); i++) {
		struct ao_buf a = key_of("3590042", "1-1", "ア", row[i - 1]);
		struct ao_buf b = key_of("3590042", "1-1", "ア", row[i]);

		ck_assert_int_lt(compare(&a, &b), 0);
		ao_buf_release(&a);
		ao_buf_release(&b);
	}
}
END_TEST

START_TEST(in_the_order_of_the_list)
{
	struct ao_mailing_rules list = rules;
	struct ao_buf a = {0}, b = {0};
	struct ao_resident r = {
		.row = 9, .postal_code = "3590042", .name_kana = ""};

	list.list_order = true;
	ao_mailing_key(&list, &r, "1", &a);
	r = (struct ao_resident){
		.row = 10, .postal_code = "3500001", .name_kana = ""};
	ao_mailing_key(&list, &r, "1", &b);
	ck_assert_int_lt(compare(&a, &b), 0);
	ao_buf_release(&a);
	ao_buf_release(&b);
}
END_TEST

/* A notice whose resident id is its row. */
static void add(struct ao_pile *pile, const struct ao_mailing_rules *by,
		const char *code, unsigned long row)
{
	static const struct ao_sheet sheet = {.starts_sheet = true};
	struct ao_letter letter = {
		.pages = 2,
		.sheet = {&sheet, &sheet},
		.sheets_of_paper = 2,
	};
	struct ao_notice notice = {.flags = 0};
	struct ao_screened one = {.notice = &notice, .letter = &letter};
	struct ao_buf key = {0};
	struct ao_mark bars = {.type = AO_MARK_BARS};
	char id[24];

	/* Every other notice carries a barcode. */
	letter.variable[0] = (struct ao_page){.mark = &bars, .n = row % 2};
	snprintf(id, sizeof(id), "%lu", row);
	one.resident = (struct ao_resident){.row = row,
					    .resident_id = id,
					    .postal_code = code,
					    .name_kana = ""};
	one.decision.kind = AO_KIND_CARD_ONLY;
	one.decision.next_expiry = ao_date_of(2027, 3, 1);
	for (size_t f = 0; f < AO_FIELD_COUNT; f++)
		notice.text[f] = "";
	ao_mailing_key(by, &one.resident, "1", &key);
	ao_pile_add(pile, &one, (struct ao_bytes){key.s, key.n});
	ao_buf_release(&key);
}

static void bundle_is(const struct ao_mailing *m, size_t i, const char *text)
{
	const struct ao_bundle *b = &m->bundle[i];
	char got[120];

	snprintf(got, sizeof(got), "%s/%u volume %u place %zu: %zu, sheets %lu",
		 b->district, b->of_district, b->volume + 1, b->place,
		 b->notices, b->sheets);
	ck_assert_str_eq(got, text);
}

START_TEST(bundles_and_volumes)
{
	static const char *const code[] = {
		"3590002", "3501101", "3590001", "3500001", "3590003",
		"3590004", "3501102", "3590005", "3590006", "3590007"};
	struct ao_pile *pile = ao_pile_new();
	struct ao_mailing m;

	for (size_t i = 0; i < COUNT(code); i++)
		add(pile, &rules, code[i], i + 1);
	ao_pile_sort(pile);
	ao_mailing_make(&m, &rules, pile);
	ck_assert_uint_eq(m.bundles, 5);
	bundle_is(&m, 0, "350/1 volume 1 place 1: 1, sheets 2");
	bundle_is(&m, 1, "35011/1 volume 1 place 2: 2, sheets 4");
	bundle_is(&m, 2, "359/1 volume 1 place 4: 3, sheets 6");
	bundle_is(&m, 3, "359/2 volume 2 place 1: 3, sheets 6");
	bundle_is(&m, 4, "359/3 volume 2 place 4: 1, sheets 2");
	ck_assert_uint_eq(m.volumes, 2);
	ck_assert_uint_eq(m.volume[0].notices, 6);
	ck_assert_uint_eq(m.volume[1].first, 6);
	ck_assert_uint_eq(m.volume[1].notices, 4);
	ck_assert_uint_eq(m.districts, 3);
	ck_assert_str_eq(m.district[2].code, "359");
	ck_assert_uint_eq(m.district[2].notices, 7);
	ck_assert_uint_eq(m.district[2].sheets, 14);
	ck_assert_uint_eq(m.district[2].bundles, 3);
	ck_assert(m.district[2].own && !m.district[0].own);
	ck_assert_uint_eq(ao_mailing_pieces(&m, AO_COUNTS_ALL), 10);
	ck_assert_uint_eq(ao_mailing_pieces(&m, AO_COUNTS_BARCODE), 5);
	ck_assert_uint_eq(m.district[1].barcodes, 1);
	ck_assert_uint_eq(m.district[2].barcodes, 4);
	ck_assert_uint_eq(ao_mailing_pieces(&m, AO_COUNTS_OWN_DISTRICT), 7);
	ao_mailing_release(&m);
	ao_pile_free(pile);
}
END_TEST

START_TEST(no_bundles_in_the_order_of_the_list)
{
	struct ao_mailing_rules list = rules;
	struct ao_pile *pile = ao_pile_new();
	struct ao_mailing m;

	list.list_order = true;
	for (unsigned long i = 1; i <= 15; i++)
		add(pile, &list, i % 2 ? "3590001" : "3500001", i);
	ao_pile_sort(pile);
	ao_mailing_make(&m, &list, pile);
	ck_assert_uint_eq(m.bundles, 0);
	ck_assert_uint_eq(m.districts, 0);
	ck_assert_uint_eq(m.volumes, 3);
	ck_assert_uint_eq(m.volume[0].notices, 7);
	ck_assert_uint_eq(m.volume[2].first, 14);
	ck_assert_uint_eq(m.volume[2].notices, 1);
	ao_mailing_release(&m);
	ao_pile_free(pile);
}
END_TEST

START_TEST(nobody_is_mailed_where_nobody_is)
{
	struct ao_pile *pile = ao_pile_new();
	struct ao_mailing m;

	ao_pile_sort(pile);
	ao_mailing_make(&m, &rules, pile);
	ck_assert_uint_eq(m.bundles + m.volumes + m.districts + m.notices, 0);
	ao_mailing_release(&m);
	ao_pile_free(pile);
}
END_TEST

static void check_bundles(const struct ao_mailing *m, size_t most)
{
	size_t at = 0;

	for (size_t i = 0; i < m->bundles; i++) {
		const struct ao_bundle *b = &m->bundle[i];
		const struct ao_volume *v = &m->volume[b->volume];

		ck_assert_uint_eq(b->first, at);
		at += b->notices;
		ck_assert(b->notices >= 1 && b->notices <= most);
		ck_assert_uint_eq(b->place, b->first - v->first + 1);
		ck_assert_uint_le(at, v->first + v->notices);
		/* The next one begins where this one had no more room. */
		if (i && strcmp(b[-1].district, b->district) == 0)
			ck_assert_uint_eq(b[-1].notices, most);
	}
	ck_assert_uint_eq(at, m->notices);
}

static void check_volumes(const struct ao_mailing *m, size_t most)
{
	size_t at = 0, next = 0;

	for (size_t i = 0; i < m->volumes; i++) {
		const struct ao_volume *v = &m->volume[i];

		ck_assert_uint_eq(v->number, i + 1);
		ck_assert_uint_eq(v->first, at);
		ck_assert(v->notices >= 1 && v->notices <= most);
		at += v->notices;
		while (next < m->bundles && m->bundle[next].volume == i)
			next++;
		if (next < m->bundles)
			ck_assert_uint_gt(v->notices + m->bundle[next].notices,
					  most);
	}
	ck_assert_uint_eq(at, m->notices);
	ck_assert_uint_eq(next, m->bundles);
}

/* Whatever the sizes: all are there once, in bundles of one district that are
 * as full as they can be, in volumes that are too. */
START_TEST(everybody_once_whatever_the_sizes)
{
	unsigned seed = (unsigned)_i;
	struct ao_mailing_rules by = rules;
	struct ao_pile *pile = ao_pile_new();
	size_t n = (size_t)rand_r(&seed) % 400, most;
	unsigned char seen[400] = {0};
	struct ao_mailing m;

	by.bundle_notices = 1 + (unsigned)rand_r(&seed) % 40;
	by.volume_notices = 1 + (unsigned)rand_r(&seed) % 60;
	most = by.bundle_notices < by.volume_notices ? by.bundle_notices
						     : by.volume_notices;
	for (size_t i = 0; i < n; i++) {
		char code[16];

		snprintf(code, sizeof(code), "%07u",
			 3500000 + 10000 * ((unsigned)rand_r(&seed) % 4) +
				 (unsigned)rand_r(&seed) % 1500);
		add(pile, &by, code, i + 1);
	}
	ao_pile_sort(pile);
	ao_mailing_make(&m, &by, pile);
	ck_assert_uint_eq(m.notices, n);
	check_bundles(&m, most);
	check_volumes(&m, by.volume_notices);
	for (size_t i = 0; i < n; i++) {
		struct ao_piled piled;

		ao_pile_get(pile, i, &piled, NULL);
		ck_assert_uint_eq(seen[piled.row - 1]++, 0);
	}
	ao_mailing_release(&m);
	ao_pile_free(pile);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, as_the_post_sorts);
	tcase_add_test(tc, rows_decide_last);
	tcase_add_test(tc, in_the_order_of_the_list);
	tcase_add_test(tc, bundles_and_volumes);
	tcase_add_test(tc, no_bundles_in_the_order_of_the_list);
	tcase_add_test(tc, nobody_is_mailed_where_nobody_is);
	tcase_add_loop_test(tc, everybody_once_whatever_the_sizes, 0, 60);
}

SUITE_MAIN("mailing", fill);
