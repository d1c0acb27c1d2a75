/* check_easy_large.c - easy Japanese in large print: nothing of it is small. */
#include "support/sheets.h"
#include "support/suite.h"

#include "aofuto/notice/city.h"

#include <string.h>

static struct sheets s;
static struct ao_city *city;
static struct ao_template *template;
static struct ao_layout *layout;
static struct ao_letter letter;
static struct ao_misfit misfit;
static struct ao_notice notice;
static struct ao_error err;

static void set_up(void)
{
	sheets_init(&s);
	ao_letter_init(&letter);
	memset(&err, 0, sizeof(err));
	memset(&notice, 0, sizeof(notice));
	city = ao_city_open(PROJECT_DIR "/templates/city.yaml", &err);
	ck_assert_msg(city != NULL, "%s: %s", err.where, err.text);
	template = ao_template_open(
		PROJECT_DIR "/templates/notice-ja-easy-large.yaml", city, &err);
	ck_assert_msg(template != NULL, "%s: %s", err.where, err.text);
	layout = ao_layout_new(template, s.faces, &err);
	ck_assert_msg(layout != NULL, "%s: %s", err.where, err.text);
	for (size_t i = 0; i < AO_FIELD_COUNT; i++) {
		notice.text[i] = "見本";
		notice.date[i] = ao_date_of(2027, 12, 24);
	}
	notice.text[AO_FIELD_APPLICATION_ID] = "12345678901234567890123";
	notice.text[AO_FIELD_CUSTOMER_BARCODE] = "26300233-30-8-403";
}

static void tear_down(void)
{
	ao_letter_release(&letter);
	ao_layout_free(layout);
	ao_template_close(template);
	ao_city_close(city);
	sheets_release(&s);
}

/* Hiragana and katakana alone, as a reading is. */
static bool kana(const char *t)
{
	for (; *t; t += 3)
		if ((unsigned char)t[0] != 0xe3 || (unsigned char)t[1] < 0x81 ||
		    (unsigned char)t[1] > 0x83)
			return false;
	return true;
}

/* In large print all words are of 22 pt, their readings of 11, but for what
 * shows in the window, and the sequence and kind at the foot. */
static void all_large(const struct ao_page *p, size_t page)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct ao_mark *m = &p->mark[i];
		bool window = page == 0 && m->y < 46 && m->x < 91;

		if (m->type != AO_MARK_TEXT || window || m->y > 287)
			continue;
		ck_assert_msg(m->size >= (kana(m->s) ? 11 : 22),
			      "page %zu: %s: %g pt", page + 1, m->s, m->size);
	}
}

/* The form is a sheet of its own, which goes into the envelope for the
 * counter: what its reader keeps is on other paper. */
static void form_alone(void)
{
	for (size_t i = 0; i < letter.pages; i++) {
		const char *name = letter.sheet[i]->name;

		if (strcmp(name, "inquiry") == 0) {
			ck_assert_uint_eq(letter.side[i] % 2, 1);
			ck_assert_uint_lt(i + 2, letter.pages);
			ck_assert_str_eq(letter.sheet[i + 1]->name,
					 "inquiry back");
			ck_assert_uint_eq(letter.side[i + 1],
					  letter.side[i] + 1);
			ck_assert_uint_eq(letter.side[i + 2],
					  letter.side[i] + 2);
			return;
		}
	}
	ck_assert(!(notice.flags & AO_FLAG(CERT)));
}

/* Every kind in large print, with each certificate alone and with and without
 * an application ID: at most five sheets, nothing of them small. */
START_TEST(large_print)
{
	const unsigned id = AO_FLAG(APPLICATION_ID);
	const unsigned kind[] = {AO_FLAG(CARD_CERT) | AO_FLAG(CARD) |
					 AO_FLAG(CERT),
				 AO_FLAG(CERT_ONLY) | AO_FLAG(CERT),
				 AO_FLAG(CARD_ONLY) | AO_FLAG(CARD)};
	const unsigned cert[] = {AO_FLAG(AUTH) | AO_FLAG(SIGN), AO_FLAG(AUTH),
				 AO_FLAG(SIGN)};

	for (size_t k = 0; k < COUNT(kind) * COUNT(cert) * 2; k++) {
		notice.flags = kind[k / 6] | (k % 2 ? id : 0);
		if (notice.flags & AO_FLAG(CERT))
			notice.flags |= cert[k / 2 % 3];
		ck_assert(ao_layout_letter(layout, &notice,
					   "https://example.invalid/", &letter,
					   &misfit, &err));
		ck_assert_int_eq(misfit.type, AO_FITS);
		ck_assert_uint_le(letter.sheets_of_paper, 5);
		for (size_t i = 0; i < letter.pages; i++) {
			all_large(letter.fixed[i], i);
			all_large(&letter.variable[i], i);
		}
		form_alone();
	}
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, large_print);
}

SUITE_MAIN("easy_large", fill);
