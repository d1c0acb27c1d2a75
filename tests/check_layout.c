/* check_layout.c - boxes, flags, shrinking, columns, tables, specimens. */
#include "support/golden.h"
#include "support/sheets.h"
#include "support/suite.h"

#include <string.h>

#define CARD_CERT_FLAGS                                                        \
	(AO_FLAG(CARD_CERT) | AO_FLAG(CARD) | AO_FLAG(CERT) | AO_FLAG(AUTH) |  \
	 AO_FLAG(SIGN) | AO_FLAG(APPLICATION_ID))
#define URL "https://example.invalid/?id=12345678901234567890123"

static struct sheets s;
static struct ao_letter letter;
static struct ao_misfit misfit;
static struct ao_error err;

static void set_up(void)
{
	sheets_init(&s);
	ao_letter_init(&letter);
	memset(&err, 0, sizeof(err));
}

static void tear_down(void)
{
	ao_letter_release(&letter);
	sheets_release(&s);
}

static struct ao_notice notice_of(unsigned flags)
{
	struct ao_notice n = {.flags = flags};

	for (size_t i = 0; i < AO_FIELD_COUNT; i++)
		n.text[i] = "";
	n.text[AO_FIELD_NAME] = "髙橋　吉之助";
	n.text[AO_FIELD_POSTAL_CODE] = "359-0042";
	n.text[AO_FIELD_ADDRESS] = "埼玉県所沢市並木一丁目1番地の1";
	n.text[AO_FIELD_APPLICATION_ID] = "12345678901234567890123";
	n.text[AO_FIELD_SEQUENCE] = "003-0127";
	n.date[AO_FIELD_EXPIRES_ON] = ao_date_of(2027, 3, 20);
	n.date[AO_FIELD_CARD_EXPIRES_ON] = ao_date_of(2027, 3, 20);
	n.date[AO_FIELD_AUTH_EXPIRES_ON] = ao_date_of(2027, 3, 20);
	n.date[AO_FIELD_SIGN_EXPIRES_ON] = ao_date_of(2027, 3, 20);
	n.date[AO_FIELD_OPENS_ON] = ao_date_of(2026, 12, 21);
	return n;
}

static void lay(struct ao_layout *l, const struct ao_notice *n)
{
	ck_assert_msg(ao_layout_letter(l, n, URL, &letter, &misfit, &err),
		      "%s: %s", err.where, err.text);
}

static const char *face_name(unsigned face, const void *data)
{
	return ao_face_name(data, face);
}

static const struct ao_mark *find(const struct ao_page *p, const char *text)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->mark[i].s && !strcmp(p->mark[i].s, text))
			return &p->mark[i];
	return NULL;
}

static size_t count(const struct ao_page *p, enum ao_mark_type type)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += p->mark[i].type == type;
	return n;
}

/* 見出し, three rows, a cell over all of them. */
static struct ao_table *expiry_table(void)
{
	static const struct {
		const char *what, *until;
		unsigned flag;
	} row[] = {
		{"マイナンバーカード（本体）", "{card_expires_on}",
		 AO_FLAG(CARD)},
		{"利用者証明用電子証明書", "{auth_cert_expires_on}",
		 AO_FLAG(AUTH)},
		{"署名用電子証明書", "{sign_cert_expires_on}", AO_FLAG(SIGN)},
	};
	static double width[] = {62, 58, 54};
	struct ao_table *t = ao_arena_alloc(s.arena, sizeof(*t));

	t->column = width;
	t->columns = 3;
	t->rows = COUNT(row);
	t->padding = 1;
	t->rule = 0.2;
	t->row = ao_arena_alloc(s.arena, t->rows * sizeof(*t->row));
	for (size_t r = 0; r < t->rows; r++) {
		struct ao_cell *c =
			ao_arena_alloc(s.arena, t->columns * sizeof(*c));

		c[0] = (struct ao_cell){sheets_text(&s, row[r].what),
					&s.style[SHEETS_BODY], 1};
		c[1] = (struct ao_cell){sheets_text(&s, row[r].until),
					&s.style[SHEETS_BOLD], 1};
		c[2].rows = -1;
		t->row[r].cell = c;
		t->row[r].when.need = row[r].flag;
	}
	t->row[0].cell[2] = (struct ao_cell){
		sheets_text(&s, "{renewal_opens_on}から\n{expires_on}まで"),
		&s.style[SHEETS_BODY], 0};
	return t;
}

static void small_front(void)
{
	struct ao_sheet_item *i;
	struct ao_block *b;

	i = sheets_item(&s, 0, AO_ITEM_TYPE_FLOW,
			(struct ao_box){22, 18, 69, 28}, 4);
	i->name = "window";
	sheets_block(&s, i, SHEETS_NAME, "〒{postal_code}");
	sheets_block(&s, i, SHEETS_NAME, "{address}");
	sheets_block(&s, i, SHEETS_NAME, "{building}");
	sheets_block(&s, i, SHEETS_NAME, "{name}　様")->before = 1;
	i = sheets_item(&s, 0, AO_ITEM_TYPE_FILL,
			(struct ao_box){18, 105, 174, 12}, 0);
	i->filled = true;
	i->color = (struct ao_color){0x0b, 0x4f, 0x9e};
	s.style[SHEETS_BOLD].color = (struct ao_color){1, 1, 1};
	i = sheets_one(&s, 0, (struct ao_box){23, 105, 164, 12}, SHEETS_BOLD,
		       "有効期限のお知らせ");
	i->anchor = AO_ANCHOR_MIDDLE;
	i->name = "title";
	i = sheets_item(&s, 0, AO_ITEM_TYPE_FLOW,
			(struct ao_box){18, 120, 174, 40}, 1);
	b = sheets_block(&s, i, SHEETS_BODY, "");
	b->type = AO_BLOCK_TABLE;
	b->table = expiry_table();
	i->variable = true;
	i->name = "expiry";
	i = sheets_item(&s, 0, AO_ITEM_TYPE_FLOW,
			(struct ao_box){18, 165, 84.5, 40}, 3);
	sheets_block(&s, i, SHEETS_BODY, "暗証番号")->bullet = "1.";
	sheets_block(&s, i, SHEETS_BODY,
		     "1～2か月後に交付通知書が届いたら、予約して窓口で"
		     "受け取る（いまのカードを持参）")
		->bullet = "2.";
	i->block[0].indent = i->block[1].indent = 6;
	b = sheets_block(&s, i, SHEETS_BODY, "");
	b->type = AO_BLOCK_RULE;
	b->rule = 0.4;
	b->before = 2;
	i = sheets_one(&s, 0, (struct ao_box){23, 215, 120, 10}, SHEETS_DIGITS,
		       "{application_id}");
	i->when.need = AO_FLAG(APPLICATION_ID);
	i = sheets_item(&s, 0, AO_ITEM_TYPE_QR,
			(struct ao_box){150, 207, 38, 38}, 0);
	i->when.need = AO_FLAG(APPLICATION_ID);
	i = sheets_item(&s, 0, AO_ITEM_TYPE_RULE, (struct ao_box){0, 99, 4, 0},
			0);
	i->line = 0.2;
	sheets_one(&s, 0, (struct ao_box){122, 285, 70, 6}, SHEETS_BODY,
		   "{sequence} {sheet}/{sheets}");
	s.style[SHEETS_DIGITS].align = AO_ALIGN_CENTER;
	s.sheet[0].starts_sheet = true;
	sheets_one(&s, 1, (struct ao_box){18, 20, 174, 10}, SHEETS_BODY,
		   "裏面");
	sheets_one(&s, 2, (struct ao_box){18, 20, 174, 10}, SHEETS_BODY,
		   "{sheet}/{sheets}");
	s.sheet[2].starts_sheet = true;
	s.sheet[2].when.need = AO_FLAG(CERT);
}

START_TEST(golden)
{
	struct ao_buf out = {0};
	struct ao_notice n = notice_of(CARD_CERT_FLAGS);
	struct ao_layout *l;

	small_front();
	l = sheets_layout(&s);
	lay(l, &n);
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_uint_eq(letter.pages, 3);
	ck_assert_uint_eq(letter.sheets_of_paper, 2);
	for (size_t i = 0; i < letter.pages; i++) {
		ao_buf_addf(&out, "# fixed %u\n", letter.fixed_id[i]);
		ao_page_dump(letter.fixed[i], &out, face_name, s.faces);
		ao_buf_adds(&out, "# variable\n");
		ao_page_dump(&letter.variable[i], &out, face_name, s.faces);
	}
	golden_check("layout.txt", out.s, out.n);
	ao_buf_release(&out);
	ao_layout_free(l);
}
END_TEST

/* Pages as letters: S starts a sheet, b does not. What {sheet}/{sheets} says of
 * each, and on which side of the paper it stands. */
static const struct {
	const char *pages, *says;
	unsigned side[4], sheets;
} papers[] = {
	{"S", "1/1", {1}, 1},
	{"Sb", "1/1 1/1", {1, 2}, 1},
	{"SS", "1/2 2/2", {1, 3}, 2},
	{"SbS", "1/2 1/2 2/2", {1, 2, 3}, 2},
	{"SSb", "1/2 2/2 2/2", {1, 3, 4}, 2},
	{"SbSb", "1/2 1/2 2/2 2/2", {1, 2, 3, 4}, 2},
	{"SSS", "1/3 2/3 3/3", {1, 3, 5}, 3},
	/* Both sides are full: the next page needs another sheet. */
	{"Sbb", "1/2 1/2 2/2", {1, 2, 3}, 2},
	{"Sbbb", "1/2 1/2 2/2 2/2", {1, 2, 3, 4}, 2},
	{"SbbS", "1/3 1/3 2/3 3/3", {1, 2, 3, 5}, 3},
};

START_TEST(sheets_of_paper)
{
	const char *pages = papers[_i].pages;
	struct ao_notice n = notice_of(CARD_CERT_FLAGS);
	struct ao_buf said = {0};
	struct ao_layout *l;

	for (size_t i = 0; pages[i]; i++) {
		sheets_one(&s, i, (struct ao_box){18, 20, 100, 10}, SHEETS_BODY,
			   "{sheet}/{sheets}");
		s.sheet[i].starts_sheet = pages[i] == 'S';
	}
	l = sheets_layout(&s);
	lay(l, &n);
	ck_assert_uint_eq(letter.pages, strlen(pages));
	ck_assert_uint_eq(letter.sheets_of_paper, papers[_i].sheets);
	for (size_t i = 0; i < letter.pages; i++) {
		const struct ao_page *page = &letter.variable[i];

		ck_assert_uint_eq(letter.side[i], papers[_i].side[i]);
		ao_buf_adds(&said, i ? " " : "");
		for (size_t m = 0; m < page->n; m++)
			ao_buf_adds(&said, page->mark[m].s);
	}
	ck_assert_str_eq(said.s, papers[_i].says);
	ao_buf_release(&said);
	ao_layout_free(l);
}
END_TEST

START_TEST(fixed_pages_are_shared)
{
	struct ao_notice a = notice_of(CARD_CERT_FLAGS),
			 b = notice_of(CARD_CERT_FLAGS | AO_FLAG(BUILDING)),
			 c = notice_of(CARD_CERT_FLAGS &
				       ~AO_FLAG(APPLICATION_ID)),
			 d = notice_of(CARD_CERT_FLAGS & ~AO_FLAG(SIGN));
	const struct ao_page *front, *back;
	struct ao_layout *l;
	size_t variable;

	small_front();
	l = sheets_layout(&s);
	ck_assert_uint_eq(ao_layout_fixed_count(l), 0);
	lay(l, &a);
	front = letter.fixed[0];
	back = letter.fixed[1];
	variable = letter.variable[0].n;
	ck_assert_uint_eq(ao_layout_fixed_count(l), 3);
	ck_assert_ptr_eq(ao_layout_fixed(l, letter.fixed_id[1]), back);
	/* Another building is no other fixed page, nor is one without ID
	 * where only variable items ask for it. */
	b.text[AO_FIELD_BUILDING] = "プロペレジデンス所沢1203号";
	lay(l, &b);
	ck_assert_ptr_eq(letter.fixed[0], front);
	ck_assert_ptr_eq(letter.fixed[1], back);
	ck_assert_uint_eq(letter.variable[0].n, variable + 1);
	lay(l, &c);
	ck_assert_ptr_eq(letter.fixed[0], front);
	ck_assert_uint_eq(count(&letter.variable[0], AO_MARK_QR), 0);
	/* A table with a row less is. */
	lay(l, &d);
	ck_assert_ptr_ne(letter.fixed[0], front);
	ck_assert_ptr_eq(letter.fixed[1], back);
	lay(l, &a);
	ck_assert_ptr_eq(letter.fixed[0], front);
	ck_assert_uint_eq(ao_layout_fixed_count(l), 4);
	ao_layout_free(l);
}
END_TEST

/* Only the rows that apply, the lines between them, the period beside all of
 * them in the middle, whichever row is the first. */
START_TEST(table_rows)
{
	static const struct {
		unsigned flags;
		size_t rows;
	} c[] = {
		{AO_FLAG(CARD), 1},
		{AO_FLAG(SIGN), 1},
		{AO_FLAG(AUTH) | AO_FLAG(SIGN), 2},
		{AO_FLAG(CARD) | AO_FLAG(AUTH) | AO_FLAG(SIGN), 3},
	};
	double row = 16 * 25.4 / 72 + 2, middle;
	struct ao_layout *l;

	small_front();
	l = sheets_layout(&s);
	for (size_t i = 0; i < COUNT(c); i++) {
		struct ao_notice n = notice_of(c[i].flags);
		const struct ao_mark *from, *to;
		size_t rules = 0;

		lay(l, &n);
		for (size_t m = 0; m < letter.fixed[0]->n; m++) {
			const struct ao_mark *r = &letter.fixed[0]->mark[m];

			if (r->type != AO_MARK_RULE || !r->name ||
			    strcmp(r->name, "expiry") != 0 || r->y > 160)
				continue;
			/* Not through the cell that spans the rows. */
			ck_assert_double_eq_tol(r->w, 120, 1e-6);
			rules++;
		}
		ck_assert_uint_eq(rules, c[i].rows - 1);
		from = find(&letter.variable[0], "令和8年12月21日");
		to = find(&letter.variable[0], "から");
		ck_assert(from && to);
		ck_assert_double_eq_tol(from->x + from->w, to->x, 1e-6);
		/* Two lines stand about the middle of the shown rows; where
		 * there is only one row they make it higher. The middle of two
		 * lines is 3.8 pt above the baseline of the first, and half a
		 * leading down. */
		middle = c[i].rows == 1 ? (2 * 16 * 25.4 / 72 + 2) / 2
					: row * (double)c[i].rows / 2;
		ck_assert_double_eq_tol(from->y + (16 / 2.0 - 3.8) * 25.4 / 72,
					120 + middle, 1e-6);
	}
	ao_layout_free(l);
}
END_TEST

START_TEST(empty_blocks_close_up)
{
	struct ao_notice with = notice_of(0), without = notice_of(0);
	const struct ao_mark *name;
	struct ao_layout *l;
	double low;

	small_front();
	l = sheets_layout(&s);
	with.text[AO_FIELD_BUILDING] = "並木ハイツ";
	lay(l, &with);
	name = find(&letter.variable[0], "髙橋　吉之助");
	ck_assert_ptr_nonnull(name);
	ck_assert_str_eq(name->name, "name");
	low = name->y;
	lay(l, &without);
	name = find(&letter.variable[0], "髙橋　吉之助");
	ck_assert_double_eq_tol(low - name->y, 16 * 25.4 / 72, 1e-6);
	ao_layout_free(l);
}
END_TEST

/* A heading is never the last of its column; heights are about equal. */
START_TEST(columns)
{
	struct ao_sheet_item *i = sheets_item(
		&s, 0, AO_ITEM_TYPE_FLOW, (struct ao_box){10, 10, 105, 100}, 8);
	static const char *const text[] = {"見出し一", "一の一", "一の二",
					   "見出し二", "二の一", "二の二"};
	struct ao_notice n = notice_of(0);
	struct ao_layout *l;

	i->columns = 2;
	i->gap = 5;
	for (size_t b = 0; b < COUNT(text); b++)
		sheets_block(&s, i, SHEETS_BODY, text[b])->keep = b % 3 == 0;
	l = sheets_layout(&s);
	lay(l, &n);
	for (size_t b = 0; b < COUNT(text); b++) {
		const struct ao_mark *m = find(letter.fixed[0], text[b]);

		ck_assert_ptr_nonnull(m);
		ck_assert_double_eq_tol(m->x, b < 3 ? 10 : 65, 1e-6);
	}
	ck_assert_double_eq_tol(find(letter.fixed[0], text[0])->y,
				find(letter.fixed[0], text[3])->y, 1e-6);
	ao_layout_free(l);
	/* With the first heading kept to the second section the cut moves. */
	i->block[1].keep = i->block[2].keep = i->block[3].keep = true;
	l = sheets_layout(&s);
	lay(l, &n);
	ck_assert_double_eq_tol(find(letter.fixed[0], text[4])->x, 10, 1e-6);
	ck_assert_double_eq_tol(find(letter.fixed[0], text[5])->x, 65, 1e-6);
	ao_layout_free(l);
}
END_TEST

START_TEST(specimen)
{
	struct ao_notice n = notice_of(CARD_CERT_FLAGS | AO_FLAG(SPECIMEN));
	struct ao_layout *l;

	small_front();
	l = sheets_layout(&s);
	lay(l, &n);
	for (size_t i = 0; i < letter.pages; i++) {
		const struct ao_page *p = letter.fixed[i];

		/* Beneath everything, across the middle of the sheet. */
		ck_assert_str_eq(p->mark[0].s, "見本");
		ck_assert_double_eq_tol(p->mark[0].angle, 35, 1e-9);
		ck_assert_double_gt(p->mark[0].w, 100);
		ck_assert_double_lt(p->mark[0].x, 105);
		ck_assert_double_lt(p->mark[1].y, 10);
		ck_assert_double_gt(p->mark[2].y, 287);
		ck_assert_str_eq(p->mark[1].s, p->mark[2].s);
	}
	n.flags &= ~AO_FLAG(SPECIMEN);
	lay(l, &n);
	for (size_t i = 0; i < letter.pages; i++)
		ck_assert_ptr_null(find(letter.fixed[i], "見本"));
	ao_layout_free(l);
}
END_TEST

START_TEST(outline)
{
	static double fold[] = {99, 198};
	struct ao_layout *l;
	struct ao_page page;

	small_front();
	s.template.fold = fold;
	s.template.folds = 2;
	s.sheet[0].item[0].address_window = true;
	l = sheets_layout(&s);
	ao_page_init(&page, 210, 297);
	ao_layout_outline(l, &s.sheet[0], 0, &page);
	/* Every box but those that only stand with an ID, and the rule. */
	ck_assert_uint_eq(count(&page, AO_MARK_FILL), s.sheet[0].items - 3);
	ck_assert_uint_eq(count(&page, AO_MARK_RULE), 2);
	ck_assert_int_ne(page.mark[0].line_color.red,
			 page.mark[1].line_color.red);
	ao_page_release(&page);
	ao_layout_free(l);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, golden);
	tcase_add_loop_test(tc, sheets_of_paper, 0, (int)COUNT(papers));
	tcase_add_test(tc, fixed_pages_are_shared);
	tcase_add_test(tc, table_rows);
	tcase_add_test(tc, empty_blocks_close_up);
	tcase_add_test(tc, columns);
	tcase_add_test(tc, specimen);
	tcase_add_test(tc, outline);
}

SUITE_MAIN("layout", fill);
