/* check_lines.c - paragraphs: kinsoku, last lines, what cannot be set. */
#include "support/sheets.h"
#include "support/suite.h"

#include <stdio.h>
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

/* One box with the address in it, laid out with this value. */
static const struct ao_page *lay(struct ao_layout *l, const char *value)
{
	notice.text[AO_FIELD_ADDRESS] = value;
	ck_assert_msg(ao_layout_letter(l, &notice, "", &letter, &misfit, &err),
		      "%s: %s", err.where, err.text);
	return &letter.variable[0];
}

static uint32_t draw(uint32_t *seed) /* xorshift */
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static void random_text(uint32_t *seed, char *out, size_t size)
{
	static const char *const piece[] = {"所沢市",
					    "申請",
					    "の",
					    "ょ",
					    "っ",
					    "ー",
					    "、",
					    "。",
					    "「",
					    "」",
					    "（",
					    "）",
					    "マイナンバー",
					    "は",
					    "e-Tax",
					    "・",
					    "04-2998",
					    "第2",
					    "令和7年3月8日",
					    "様",
					    "／",
					    "－",
					    "％",
					    "ID",
					    "ァ",
					    "々",
					    "～",
					    "３",
					    "か月",
					    "手続き",
					    "𠮷",
					    "！",
					    "\xE8\x91\x9B\xF3\xA0\x84\x82",
					    "は",
					    "お",
					    "届け"};
	size_t n = 0, words = 20 + draw(seed) % 60;

	out[0] = '\0';
	for (size_t i = 0; i < words; i++) {
		const char *p = piece[draw(seed) % COUNT(piece)];

		/* Runs that are one unbreakable thing stay short. */
		if (n + strlen(p) + 1 >= size)
			return;
		n += (size_t)snprintf(out + n, size - n, "%s%s", p,
				      i % 3 == 2 ? "お" : "");
	}
}

static bool starts_badly(const char *line)
{
	static const char *const never[] = {"ょ", "っ", "ァ", "ー", "、", "。",
					    "」", "）", "・", "様", "／", "－",
					    "％", "々", "～", "！"};

	for (size_t i = 0; i < COUNT(never); i++)
		if (!strncmp(line, never[i], strlen(never[i])))
			return true;
	return false;
}

static bool ends_badly(const char *line)
{
	size_t n = strlen(line);

	return n >= 3 &&
	       (!strcmp(line + n - 3, "「") || !strcmp(line + n - 3, "（"));
}

/* Nothing is lost, nothing sticks out, no line starts with what may not. */
START_TEST(kinsoku)
{
	struct ao_sheet_item *i =
		sheets_one(&s, 0, (struct ao_box){10, 10, 100, 270},
			   SHEETS_NAME, "{address}");
	struct ao_layout *l = sheets_layout(&s);
	uint32_t seed = 20261201;
	unsigned checked = 0;

	for (int round = 0; round < 400; round++) {
		const struct ao_page *p;
		char text[1200], joined[1200] = "";

		random_text(&seed, text, sizeof(text));
		i->box.width = (10 + draw(&seed) % 36) * 10 * MM;
		p = lay(l, text);
		ck_assert_int_eq(misfit.type, AO_FITS);
		for (size_t m = 0; m < p->n; m++) {
			const struct ao_mark *mark = &p->mark[m];

			strcat(joined, mark->s);
			ck_assert_double_le(mark->w, i->box.width + 1e-6);
			ck_assert_double_ge(mark->spacing, -0.03 * 10 - 1e-9);
			ck_assert_msg(m == 0 || !starts_badly(mark->s),
				      "round %d: a line starts %s", round,
				      mark->s);
			ck_assert_msg(m + 1 == p->n || !ends_badly(mark->s),
				      "round %d: a line ends %s", round,
				      mark->s);
			if (m > 0)
				ck_assert_double_eq_tol(mark->y - mark[-1].y,
							16 * MM, 1e-6);
			checked++;
		}
		ck_assert_str_eq(joined, text);
	}
	ck_assert_uint_gt(checked, 1500);
	ao_layout_free(l);
}
END_TEST

/* IPAmj's kana are one em wide, so lines can be counted. */
START_TEST(last_lines)
{
	static const struct {
		double em;
		const char *text;
		const char *line[3];
		bool squeezed;
	} c[] = {
		/* One too many of 40: all come 2.5 % closer. */
		{40,
		 "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ"
		 "まみむめもやいゆえよら",
		 {"あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ"
		  "まみむめもやいゆえよら"},
		 true},
		/* One too many of 10: that would be too close, so the line
		 * before gives two. */
		{10,
		 "あいうえおかきくけこさ",
		 {"あいうえおかきく", "けこさ"},
		 false},
		/* A point counts: す。 is two. */
		{10,
		 "あいうえおかきくけこします。",
		 {"あいうえおかきくけこ", "します。"},
		 false},
		{10,
		 "あいうえおかきくけこさしです。",
		 {"あいうえおかきくけこ", "さしです。"},
		 false},
		{10,
		 "あいうえおかきくけです。",
		 {"あいうえおかきくけ", "です。"},
		 false},
		/* Three are enough. */
		{10,
		 "あいうえおかきくけこさしす",
		 {"あいうえおかきくけこ", "さしす"},
		 false},
		/* A line of four has nothing to give. */
		{4, "あいうえお", {"あい", "うえお"}, false},
	};
	struct ao_sheet_item *i =
		sheets_one(&s, 0, (struct ao_box){10, 10, 100, 270},
			   SHEETS_NAME, "{address}");
	struct ao_layout *l = sheets_layout(&s);

	for (size_t n = 0; n + 1 < COUNT(c); n++) {
		const struct ao_page *p;

		i->box.width = c[n].em * 10 * MM;
		p = lay(l, c[n].text);
		for (size_t k = 0; k < 3 && c[n].line[k]; k++) {
			ck_assert_uint_lt(k, p->n);
			ck_assert_str_eq(p->mark[k].s, c[n].line[k]);
		}
		ck_assert_int_eq(p->mark[0].spacing < 0, c[n].squeezed);
	}
	i->box.width = 4 * 10 * MM;
	ck_assert_str_eq(lay(l, c[COUNT(c) - 1].text)->mark[0].s, "あいうえ");
	ao_layout_free(l);
}
END_TEST

/* A name of two lines is parted at its blank, a sentence between phrases; not
 * when that takes a line more. */
START_TEST(lines_that_read_well)
{
	struct ao_sheet_item *i =
		sheets_one(&s, 0, (struct ao_box){10, 10, 100, 270},
			   SHEETS_NAME, "{address}");
	struct ao_layout *l = sheets_layout(&s);
	const struct ao_page *p;

	i->box.width = 10 * 10 * MM;
	p = lay(l, "ヴァレンティ　パブロヴィチ");
	ck_assert_uint_eq(p->n, 2);
	ck_assert_str_eq(p->mark[1].s, "パブロヴィチ");
	p = lay(l, "ヴァレンティ　パブロヴィチイワノヴナ");
	ck_assert_uint_eq(p->n, 2);
	ck_assert_str_eq(p->mark[1].s, "ヴィチイワノヴナ");
	ao_layout_free(l);
}
END_TEST

START_TEST(missing_glyphs)
{
	struct ao_error failed = {0};
	struct ao_layout *l;

	sheets_one(&s, 0, (struct ao_box){10, 10, 100, 20}, SHEETS_NAME,
		   "{address}");
	l = sheets_layout(&s);
	lay(l, "所沢市\xF3\xB0\x80\x80町"); /* a city's own character */
	ck_assert_int_eq(misfit.type, AO_GLYPH_MISSING);
	ck_assert_str_eq(misfit.field, "address");
	ck_assert_uint_eq(misfit.missing.position, 4);
	ck_assert_uint_eq(misfit.missing.cluster.base, 0xF0000);
	/* And the next letter is none the worse. */
	lay(l, "所沢市");
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_uint_eq(letter.variable[0].n, 1);
	ao_layout_free(l);
	/* A literal that cannot be written stops the template, not a letter,
	 * even beside a field. */
	sheets_one(&s, 0, (struct ao_box){10, 40, 100, 20}, SHEETS_NAME,
		   "{address}\xF3\xB0\x80\x80");
	ck_assert_ptr_null(ao_layout_new(&s.template, s.faces, &failed));
	ck_assert_str_eq(failed.where, "test.yaml:102:9");
	ck_assert_int_eq(failed.status, AO_INPUT);
	ck_assert_ptr_nonnull(strstr(failed.text, "U+F0000"));
}
END_TEST

START_TEST(fixed_text_must_fit)
{
	struct ao_error failed = {0};
	struct ao_sheet_item *i =
		sheets_item(&s, 0, AO_ITEM_TYPE_FLOW,
			    (struct ao_box){10, 10, 100, 16 * MM}, 2);
	struct ao_layout *l;

	sheets_block(&s, i, SHEETS_BODY, "一行目");
	sheets_block(&s, i, SHEETS_BODY, "二行目")->when.need = AO_FLAG(SIGN);
	ck_assert_ptr_null(ao_layout_new(&s.template, s.faces, &failed));
	ck_assert_str_eq(failed.where, "test.yaml:101:9");
	ck_assert_ptr_nonnull(strstr(failed.text, "4.6 mm"));
	/* A style that may shrink does. */
	s.style[SHEETS_BODY].floor = 5;
	l = sheets_layout(&s);
	ao_layout_free(l);
	s.style[SHEETS_BODY].floor = 10;
	/* A block that no notice shows does no harm. */
	i->block[1].when.forbid = AO_FLAG(CERT);
	l = sheets_layout(&s);
	ao_layout_free(l);
}
END_TEST

/* Dates differ in width: the template is tried with the widest. */
START_TEST(dates_must_not_be_torn)
{
	struct ao_error failed = {0};
	struct ao_sheet_item *i =
		sheets_one(&s, 0, (struct ao_box){10, 10, 31.2, 40},
			   SHEETS_BODY, "{expires_on}");
	struct ao_layout *l;

	ck_assert_ptr_null(ao_layout_new(&s.template, s.faces, &failed));
	ck_assert_str_eq(failed.where, "test.yaml:101:9");
	ck_assert_ptr_nonnull(strstr(failed.text, "torn"));
	i->box.width = 34;
	l = sheets_layout(&s);
	notice.date[AO_FIELD_EXPIRES_ON] = ao_date_of(2027, 3, 20);
	ck_assert_uint_eq(lay(l, "")->n, 1);
	/* A box that even a short name overflows is no resident's fault. */
	sheets_one(&s, 0, (struct ao_box){10, 60, 40, 3}, SHEETS_NAME,
		   "{name}\n{address}");
	ao_layout_free(l);
	memset(&failed, 0, sizeof(failed));
	ck_assert_ptr_null(ao_layout_new(&s.template, s.faces, &failed));
	ck_assert_str_eq(failed.where, "test.yaml:102:9");
}
END_TEST

/* In English the widest day is one of September; it is never parted. */
START_TEST(english_dates_must_not_be_torn)
{
	struct ao_error failed = {0};
	struct ao_sheet_item *i =
		sheets_one(&s, 0, (struct ao_box){10, 10, 60, 40}, SHEETS_BODY,
			   "until {expires_on}");
	struct ao_layout *l;
	const struct ao_page *page;
	double wide;

	i->block[0].text.span[1].form = AO_FORM_ENGLISH;
	l = sheets_layout(&s);
	notice.date[AO_FIELD_EXPIRES_ON] = ao_date_of(2046, 9, 28);
	page = lay(l, "");
	ck_assert_uint_eq(page->n, 2);
	ck_assert_str_eq(page->mark[1].s, "September 28, 2046");
	wide = page->mark[1].w;
	ao_layout_free(l);
	/* Room for the date alone: it goes on the next line as it is. */
	i->box.width = wide + 1;
	l = sheets_layout(&s);
	page = lay(l, "");
	ck_assert_uint_eq(page->n, 2);
	ck_assert_str_eq(page->mark[1].s, "September 28, 2046");
	ck_assert_double_gt(page->mark[1].y, page->mark[0].y + 1);
	ao_layout_free(l);
	/* October has room here, and September has not. */
	i->box.width = wide * 0.95;
	ck_assert_ptr_null(ao_layout_new(&s.template, s.faces, &failed));
	ck_assert_str_eq(failed.where, "test.yaml:101:9");
	ck_assert_ptr_nonnull(strstr(failed.text, "torn"));
}
END_TEST

START_TEST(unknown_font_role)
{
	struct ao_error failed = {0};

	s.style[SHEETS_BODY].font = "brush";
	ck_assert_ptr_null(ao_layout_new(&s.template, s.faces, &failed));
	ck_assert_ptr_nonnull(strstr(failed.text, "\"brush\""));
}
END_TEST

START_TEST(alignment_and_anchor)
{
	static const struct {
		enum ao_align align;
		enum ao_anchor anchor;
		double x, y; /* of the baseline in a box of 60 by 48 pt */
	} c[] = {
		{AO_ALIGN_LEFT, AO_ANCHOR_TOP, 0, 3 + 8.8},
		{AO_ALIGN_CENTER, AO_ANCHOR_MIDDLE, 20, 16 + 3 + 8.8},
		{AO_ALIGN_RIGHT, AO_ANCHOR_BOTTOM, 40, 32 + 3 + 8.8},
	};
	struct ao_sheet_item *i =
		sheets_one(&s, 0, (struct ao_box){10, 20, 60 * MM, 48 * MM},
			   SHEETS_NAME, "{address}");
	struct ao_layout *l = sheets_layout(&s);

	for (size_t n = 0; n < COUNT(c); n++) {
		const struct ao_page *p;

		s.style[SHEETS_NAME].align = c[n].align;
		i->anchor = c[n].anchor;
		p = lay(l, "あい");
		ck_assert_double_eq_tol(p->mark[0].x, 10 + c[n].x * MM, 1e-6);
		ck_assert_double_eq_tol(p->mark[0].y, 20 + c[n].y * MM, 1e-6);
	}
	ao_layout_free(l);
}
END_TEST

START_TEST(newlines)
{
	struct ao_layout *l;

	sheets_one(&s, 0, (struct ao_box){10, 10, 100, 60}, SHEETS_NAME,
		   "一\n\n{address}\n");
	l = sheets_layout(&s);
	lay(l, "二");
	ck_assert_uint_eq(letter.variable[0].n, 2);
	ck_assert_double_eq_tol(letter.variable[0].mark[1].y -
					letter.variable[0].mark[0].y,
				32 * MM, 1e-6);
	ao_layout_free(l);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, kinsoku);
	tcase_add_test(tc, last_lines);
	tcase_add_test(tc, lines_that_read_well);
	tcase_add_test(tc, missing_glyphs);
	tcase_add_test(tc, fixed_text_must_fit);
	tcase_add_test(tc, dates_must_not_be_torn);
	tcase_add_test(tc, english_dates_must_not_be_torn);
	tcase_add_test(tc, unknown_font_role);
	tcase_add_test(tc, alignment_and_anchor);
	tcase_add_test(tc, newlines);
}

SUITE_MAIN("lines", fill);
