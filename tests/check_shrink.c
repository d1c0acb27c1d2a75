/* check_shrink.c - which text becomes smaller, how far, and what is said of
 * one that is too long for all that. */
#include "support/sheets.h"
#include "support/suite.h"

#include <math.h>
#include <string.h>

#define MM (25.4 / 72)

static struct sheets s;
static struct ao_letter letter;
static struct ao_misfit misfit;
static struct ao_error err;
static struct ao_notice notice;

static void set_up(void)
{
	sheets_init(&s);
	ao_letter_init(&letter);
	memset(&err, 0, sizeof(err));
	memset(&notice, 0, sizeof(notice));
}

static void tear_down(void)
{
	ao_letter_release(&letter);
	sheets_release(&s);
}

static const struct ao_page *lay(struct ao_layout *l, const char *address,
				 const char *name)
{
	notice.text[AO_FIELD_ADDRESS] = address;
	notice.text[AO_FIELD_NAME] = name;
	ck_assert_msg(ao_layout_letter(l, &notice, "", &letter, &misfit, &err),
		      "%s: %s", err.where, err.text);
	return &letter.variable[0];
}

static const struct ao_mark *find(const char *field)
{
	for (size_t i = 0; i < letter.variable[0].n; i++)
		if (!strcmp(letter.variable[0].mark[i].name, field))
			return &letter.variable[0].mark[i];
	ck_abort_msg("no %s", field);
}

/* By quarters of a point, not below its floor; what is nobody's name stays as
 * it is until nothing else helps. */
START_TEST(shrinks_to_its_floor)
{
	struct ao_sheet_item *i =
		sheets_item(&s, 0, AO_ITEM_TYPE_FLOW,
			    (struct ao_box){10, 10, 100 * MM, 32 * MM}, 2);
	const struct ao_page *p;
	struct ao_layout *l;

	s.style[SHEETS_NAME].floor = 7;
	s.style[SHEETS_BODY].floor = 9.5;
	sheets_block(&s, i, SHEETS_NAME, "{address}");
	sheets_block(&s, i, SHEETS_BODY, "電話");
	l = sheets_layout(&s);
	p = lay(l, "あいうえおかきくけこ", "");
	ck_assert_double_eq_tol(p->mark[0].size, 10, 1e-9);
	ck_assert_uint_eq(p->n, 1); /* 電話 is in the fixed page */
	ck_assert_uint_eq(letter.fixed[0]->n, 1);
	p = lay(l, "あいうえおかきくけこさ", "");
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_uint_eq(p->n, 1);
	ck_assert_double_eq_tol(p->mark[0].size, 9.25, 1e-9);
	ck_assert_double_eq_tol(letter.fixed[0]->mark[0].size, 10, 1e-9);
	ck_assert_double_eq_tol(
		letter.fixed[0]->mark[0].y - p->mark[0].y,
		((16 * .925 - 9.25) / 2 + 9.25 * .12 + 3 + 10 * .88) * MM,
		1e-6);
	/* 14 fit a step above the floor, a little squeezed. */
	p = lay(l, "あいうえおかきくけこさしすせ", "");
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_double_eq_tol(p->mark[0].size, 7.25, 1e-9);
	ck_assert_double_lt(p->mark[0].spacing, 0);
	/* With the box 0.7 pt higher 電話 gives what is missing. */
	i->box.height = 34.8 * MM;
	p = lay(l, "あいうえおかきくけこさしすせそた", "");
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_uint_eq(p->n, 3);
	ck_assert_double_eq_tol(p->mark[0].size, 7, 1e-9);
	ck_assert_double_eq_tol(p->mark[2].size, 9.5, 1e-9);
	i->box.height = 32 * MM;
	lay(l, "あいうえおかきくけこさしすせそた", "");
	ck_assert_int_eq(misfit.type, AO_DOES_NOT_FIT);
	ck_assert_str_eq(misfit.field, "address");
	/* 2 lines of 11.2 and one of 15.2, less its empty edge, in 32 pt. */
	ck_assert_double_eq_tol(misfit.over, (2 * 11.2 + 15.2 - 2.85 - 32) * MM,
				1e-6);
	ao_layout_free(l);
}
END_TEST

/* What is a little too long becomes smaller rather than two lines; what is
 * much too long wraps at its own size. */
START_TEST(stays_on_one_line)
{
	struct ao_sheet_item *i =
		sheets_item(&s, 0, AO_ITEM_TYPE_FLOW,
			    (struct ao_box){10, 10, 100 * MM, 64 * MM}, 1);
	static const struct {
		const char *text;
		unsigned marks;
		double size;
	} rows[] = {
		{"あいうえおかきくけこ", 1, 10},
		{"あいうえおかきくけこさ", 1, 9},
		{"あいうえおかきくけこさし", 1, 8.25},
		{"あいうえおかきくけこさしす", 2, 10},
	};
	const struct ao_page *p;
	struct ao_layout *l;

	s.style[SHEETS_NAME].floor = 7;
	s.style[SHEETS_NAME].one_line = 8;
	sheets_block(&s, i, SHEETS_NAME, "{address}");
	l = sheets_layout(&s);
	for (size_t n = 0; n < AO_COUNT(rows); n++) {
		p = lay(l, rows[n].text, "");
		ck_assert_int_eq(misfit.type, AO_FITS);
		ck_assert_msg(p->n == rows[n].marks &&
				      fabs(p->mark[0].size - rows[n].size) <
					      1e-9,
			      "row %zu: %zu lines of %g pt", n, p->n,
			      p->mark[0].size);
	}
	ao_layout_free(l);
}
END_TEST

static struct ao_sheet_item *address_and_name(void)
{
	struct ao_sheet_item *i =
		sheets_item(&s, 0, AO_ITEM_TYPE_FLOW,
			    (struct ao_box){10, 10, 100 * MM, 48 * MM}, 2);

	s.style[SHEETS_NAME].floor = s.style[SHEETS_BODY].floor = 7;
	i->anchor = AO_ANCHOR_BOTTOM;
	sheets_block(&s, i, SHEETS_NAME, "{address}");
	sheets_block(&s, i, SHEETS_BODY, "{name}　様");
	return i;
}

#define TEN "あいうえおかきくけこ"

/* A long address takes nothing from the name, nor the other way round; the
 * longest of the fields is blamed. */
START_TEST(the_long_one_shrinks)
{
	struct ao_layout *l;

	address_and_name();
	l = sheets_layout(&s);
	lay(l, TEN TEN TEN, "髙橋吉之助");
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_double_lt(find("address")->size, 9.9);
	ck_assert_double_eq_tol(find("name")->size, 10, 1e-9);
	lay(l, "所沢市並木", "髙橋吉之助髙橋吉之助髙橋吉之助髙橋吉之助髙橋吉");
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_double_eq_tol(find("address")->size, 10, 1e-9);
	ck_assert_double_lt(find("name")->size, 9.9);
	lay(l, TEN TEN TEN TEN TEN TEN TEN, "髙橋吉之助");
	ck_assert_int_eq(misfit.type, AO_DOES_NOT_FIT);
	ck_assert_str_eq(misfit.field, "address");
	lay(l, "所沢市並木", TEN TEN TEN TEN TEN TEN TEN TEN);
	ck_assert_int_eq(misfit.type, AO_DOES_NOT_FIT);
	ck_assert_str_eq(misfit.field, "name");
	ao_layout_free(l);
}
END_TEST

/* The foot of a box stays empty until a text would be at its floor. */
START_TEST(foot)
{
	double bottom = (10 / MM + 48 - 3) * MM, above;
	struct ao_layout *l;

	address_and_name()->foot = 16 * MM;
	l = sheets_layout(&s);
	lay(l, "所沢市並木", "髙橋吉之助");
	above = find("name")->y;
	ck_assert_double_eq_tol(above + 1.2 * MM, bottom - 16 * MM, 1e-6);
	/* Somewhat smaller, above the foot. */
	lay(l, TEN "さし", "髙橋吉之助");
	ck_assert_double_lt(find("address")->size, 10);
	ck_assert_double_eq_tol(find("name")->y, above, 1e-6);
	/* With the foot, and as large as that allows. */
	lay(l, TEN TEN, "髙橋吉之助");
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_double_eq_tol(find("name")->y, above + 16 * MM, 1e-6);
	ck_assert_double_eq_tol(find("address")->size, 10, 1e-9);
	ao_layout_free(l);
}
END_TEST

/* A word longer than the box: smaller first, parted last and told, never
 * cut. */
START_TEST(long_words)
{
	struct ao_sheet_item *i =
		sheets_one(&s, 0, (struct ao_box){10, 10, 100 * MM, 40 * MM},
			   SHEETS_NAME, "{address}");
	static const char word[] = "KEIHANAIKUKAUAKAHIHULIHEEKAHAUNAELE";
	char joined[64] = "";
	const struct ao_page *p;
	struct ao_layout *l;

	s.style[SHEETS_NAME].floor = 8;
	l = sheets_layout(&s);
	p = lay(l, "KEIHANAIKUKAUAKA", "");
	ck_assert_uint_eq(p->n, 1);
	ck_assert_double_lt(p->mark[0].size, 10);
	ck_assert_double_gt(p->mark[0].size, 8);
	ck_assert_ptr_null(letter.parted);
	p = lay(l, word, "");
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_str_eq(letter.parted, "address");
	ck_assert_double_eq_tol(p->mark[0].size, 8, 1e-9);
	ck_assert_uint_eq(p->n, 2);
	for (size_t m = 0; m < p->n; m++) {
		ck_assert_double_le(p->mark[m].w, i->box.width + 1e-6);
		strcat(joined, p->mark[m].s);
	}
	ck_assert_str_eq(joined, word);
	lay(l, "所沢市", "");
	ck_assert_ptr_null(letter.parted);
	ao_layout_free(l);
}
END_TEST

/* Where a line could only begin with what none may, no letter is printed. */
START_TEST(nowhere_to_part)
{
	struct ao_layout *l;

	sheets_one(&s, 0, (struct ao_box){10, 10, 100 * MM, 40 * MM},
		   SHEETS_NAME, "{address}");
	l = sheets_layout(&s);
	lay(l, "アーーーーーーーーーーーーーー", "");
	ck_assert_int_eq(misfit.type, AO_DOES_NOT_FIT);
	ck_assert_str_eq(misfit.field, "address");
	ck_assert_double_eq_tol(misfit.over, 50 * MM, 1e-6);
	lay(l, "アーーーーーーーア", "");
	ck_assert_int_eq(misfit.type, AO_FITS);
	ao_layout_free(l);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, shrinks_to_its_floor);
	tcase_add_test(tc, stays_on_one_line);
	tcase_add_test(tc, the_long_one_shrinks);
	tcase_add_test(tc, foot);
	tcase_add_test(tc, long_words);
	tcase_add_test(tc, nowhere_to_part);
}

SUITE_MAIN("shrink", fill);
