/* check_collision.c - marks that stand in each other, and what a template or a
 * letter that has such marks meets. */
#include "aofuto/notice/collision.h"
#include "support/sheets.h"
#include "support/suite.h"

#include <string.h>

#define MM (25.4 / 72)

static struct sheets s;
static struct ao_error err;

static void set_up(void)
{
	sheets_init(&s);
	memset(&err, 0, sizeof(err));
}

static void tear_down(void)
{
	sheets_release(&s);
}

/* A text of 10 mm em height, its box from x, y to x + w, y + 10. */
static struct ao_mark text_at(double x, double y, double w)
{
	return (struct ao_mark){.type = AO_MARK_TEXT,
				.x = x,
				.y = y + 8.8,
				.w = w,
				.size = 10 / MM,
				.s = "あ",
				.item = 1};
}

static struct ao_mark mark_at(enum ao_mark_type type, double x, double y,
			      double w, double h)
{
	return (struct ao_mark){.type = type,
				.x = x,
				.y = y,
				.w = w,
				.h = h,
				.line = type == AO_MARK_RULE ? 0.2 : 0,
				.filled = type == AO_MARK_FILL,
				.color = {255, 255, 255},
				.item = 2};
}

/* A grey fill, a frame of 1 mm without inside. */
static struct ao_mark grey(struct ao_mark m)
{
	m.color.green = 200;
	return m;
}

static struct ao_mark frame(struct ao_mark m)
{
	m.filled = false;
	m.line = 1;
	return m;
}

#define NONE             (-1)
#define RULE(x, y, w, h) mark_at(AO_MARK_RULE, x, y, w, h)
#define FILL(x, y, w, h) mark_at(AO_MARK_FILL, x, y, w, h)
#define QR(x, y, w)      mark_at(AO_MARK_QR, x, y, w, w)
#define BARS(x, y)       mark_at(AO_MARK_BARS, x, y, 66, 7)

START_TEST(pairs)
{
	const struct {
		struct ao_mark first, second; /* in the order of drawing */
		int clash;
		double over;
	} row[] = {
		/* Side by side, one below the other: they touch. */
		{text_at(10, 10, 20), text_at(30, 10, 20), NONE, 0},
		{text_at(10, 10, 20), text_at(10, 20, 20), NONE, 0},
		{text_at(10, 10, 20), text_at(29, 10, 20), AO_CLASH_TEXT, 1},
		{text_at(10, 10, 20), text_at(10, 18, 20), AO_CLASH_TEXT, 2},
		{text_at(10, 10, 20), text_at(12, 12, 3), AO_CLASH_TEXT, 5},
		/* A rule under it, through it, beside it, slanting past. */
		{text_at(10, 10, 20), RULE(5, 20.2, 50, 0), NONE, 0},
		{text_at(10, 10, 20), RULE(5, 15, 50, 0), AO_CLASH_RULE, 5.1},
		{RULE(5, 15, 50, 0), text_at(10, 10, 20), AO_CLASH_RULE, 5.1},
		{text_at(10, 10, 20), RULE(30.2, 0, 0, 90), NONE, 0},
		{text_at(10, 10, 20), RULE(20, 0, 0, 90), AO_CLASH_RULE, 10.1},
		{text_at(10, 10, 20), RULE(5, 10, 90, 18), AO_CLASH_RULE, 5.1},
		{text_at(10, 10, 20), RULE(5, 50, 90, 20), NONE, 0},
		{text_at(10, 10, 20), RULE(1, 35, 60, -6), NONE, 0},
		/* QR codes. */
		{QR(50, 50, 30), text_at(20, 55, 30), NONE, 0},
		{QR(50, 50, 30), text_at(20, 55, 31), AO_CLASH_QR, 1},
		{text_at(20, 55, 31), QR(50, 50, 30), AO_CLASH_QR, 1},
		{QR(50, 50, 30), RULE(5, 60, 100, 0), AO_CLASH_QR, 10.1},
		{FILL(50, 50, 30, 30), QR(50, 50, 30), NONE, 0},
		{FILL(51, 50, 30, 30), QR(50, 50, 30), AO_CLASH_EDGE, 1},
		{grey(FILL(40, 40, 60, 60)), QR(50, 50, 30), AO_CLASH_GROUND,
		 0},
		{QR(50, 50, 30), FILL(40, 40, 60, 60), AO_CLASH_COVER, 0},
		/* Barcodes. */
		{BARS(20, 50), text_at(20, 40, 30), NONE, 0},
		{BARS(20, 50), text_at(20, 41, 30), AO_CLASH_BARS, 1},
		{text_at(20, 56, 30), BARS(20, 50), AO_CLASH_BARS, 1},
		{BARS(20, 50), RULE(5, 56, 90, 0), AO_CLASH_BARS, 1.1},
		{BARS(20, 50), QR(80, 40, 20), AO_CLASH_BARS, 6},
		{FILL(19, 49, 68, 9), BARS(20, 50), NONE, 0},
		{grey(FILL(19, 49, 68, 9)), BARS(20, 50), AO_CLASH_GROUND, 0},
		{FILL(19, 49, 30, 9), BARS(20, 50), AO_CLASH_EDGE, 8},
		{BARS(20, 50), FILL(19, 49, 68, 9), AO_CLASH_COVER, 0},
		{BARS(40, 50), text_at(10, 10, 20), AO_CLASH_PAPER, 6},
		/* Fills: inside, outside, across the edge, hidden. */
		{FILL(5, 5, 50, 50), text_at(10, 10, 20), NONE, 0},
		{FILL(30, 5, 50, 50), text_at(10, 10, 20), NONE, 0},
		{FILL(29, 5, 50, 50), text_at(10, 10, 20), AO_CLASH_EDGE, 1},
		{FILL(5, 5, 50, 12), text_at(10, 10, 20), AO_CLASH_EDGE, 3},
		{text_at(10, 10, 20), FILL(5, 5, 50, 50), AO_CLASH_COVER, 0},
		{text_at(10, 10, 20), frame(FILL(5, 5, 50, 50)), NONE, 0},
		/* Half of a frame's line stands inside. */
		{frame(FILL(9.8, 5, 50, 50)), text_at(10, 10, 20),
		 AO_CLASH_EDGE, 0.3},
		/* The paper is 100 by 100. */
		{text_at(80, 10, 20), text_at(10, 10, 20), NONE, 0},
		{text_at(81, 10, 20), text_at(10, 10, 20), AO_CLASH_PAPER, 1},
		{text_at(10, 91, 20), text_at(10, 10, 20), AO_CLASH_PAPER, 1},
		{RULE(-2, 10, 10, 0), RULE(50, 50, 10, 0), AO_CLASH_PAPER, 2},
		{FILL(-2, 10, 10, 9), RULE(50, 50, 10, 0), AO_CLASH_PAPER, 2},
		/* What no text or code is may lie on each other. */
		{RULE(5, 15, 50, 0), RULE(20, 0, 0, 90), NONE, 0},
		{FILL(5, 5, 50, 50), RULE(0, 10, 90, 0), NONE, 0},
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct ao_collision c = {0};
		struct ao_page page, other;
		bool found;

		ao_page_init(&page, 100, 100);
		ao_page_init(&other, 100, 100);
		ao_page_add(&page, row[i].first);
		ao_page_add(&other, row[i].second);
		found = ao_collision_find(&page, &other, &c);
		ck_assert_msg(found == (row[i].clash != NONE), "row %zu: %d", i,
			      (int)c.clash);
		if (found) {
			ck_assert_msg((int)c.clash == row[i].clash,
				      "row %zu: %d", i, (int)c.clash);
			ck_assert_msg(c.over > row[i].over - 1e-6 &&
					      c.over < row[i].over + 1e-6,
				      "row %zu: %g mm", i, c.over);
		}
		/* The same on one page; and what no item made is excepted. */
		ao_page_add(&page, row[i].second);
		ck_assert_int_eq(ao_collision_find(&page, NULL, &c), found);
		page.mark[0].item = page.mark[1].item = 0;
		ck_assert(!ao_collision_find(&page, NULL, &c));
		ao_page_release(&page);
		ao_page_release(&other);
	}
}
END_TEST

START_TEST(the_first_from_the_top)
{
	struct ao_collision c;
	struct ao_page page;

	ao_page_init(&page, 210, 297);
	for (int i = 20; i > 0; i--) {
		ao_page_add(&page, text_at(10, 12.0 * i, 20));
		ao_page_add(&page, text_at(60, 12.0 * i, 20));
	}
	ck_assert(!ao_collision_find(&page, NULL, &c));
	ao_page_add(&page, text_at(75, 100, 20));
	ao_page_add(&page, text_at(25, 50, 20));
	ck_assert(ao_collision_find(NULL, &page, &c));
	ck_assert_double_eq_tol(c.b->y, 50 + 8.8, 1e-9);
	ck_assert_ptr_ne(c.a, c.b);
	ao_page_release(&page);
}
END_TEST

static void refused(const char *where, const char *what)
{
	struct ao_layout *l = ao_layout_new(&s.template, s.faces, &err);

	ck_assert_msg(l == NULL, "not refused: %s", what);
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_str_eq(err.where, where);
	ck_assert_msg(strstr(err.text, what) != NULL, "%s", err.text);
	memset(&err, 0, sizeof(err));
}

/* A template with texts in each other is refused, with both places. */
START_TEST(template_is_refused)
{
	struct ao_sheet_item *i;

	sheets_one(&s, 0, (struct ao_box){10, 10, 60, 8}, SHEETS_BODY, "一文");
	i = sheets_one(&s, 0, (struct ao_box){10, 13, 60, 8}, SHEETS_BODY,
		       "二文");
	refused("test.yaml:101:9", "test.yaml:102:9 overlap by 0.5 mm");
	/* Only what a notice shows together. */
	i->when.need = AO_FLAG(CARD_ONLY);
	s.sheet[0].item[0].when.need = AO_FLAG(CERT_ONLY);
	ao_layout_free(sheets_layout(&s));
	i->when.need = AO_FLAG(SIGN);
	refused("test.yaml:101:9", "test.yaml:102:9 overlap");
	i->box.y = 16;
	ao_layout_free(sheets_layout(&s));
	/* And a text with a field, though the field be short. */
	sheets_one(&s, 0, (struct ao_box){30, 20, 60, 8}, SHEETS_NAME,
		   "{name}");
	ao_layout_free(sheets_layout(&s));
	s.sheet[0].item[2].box = (struct ao_box){15, 16, 60, 8};
	refused("test.yaml:102:9", "test.yaml:103:9 overlap");
}
END_TEST

START_TEST(shapes_are_refused)
{
	struct ao_sheet_item *rule, *box, *qr;

	sheets_one(&s, 0, (struct ao_box){10, 10, 60, 8}, SHEETS_BODY, "一文");
	rule = sheets_item(&s, 0, AO_ITEM_TYPE_RULE,
			   (struct ao_box){5, 13, 30, 0}, 0);
	rule->line = 0.2;
	refused("test.yaml:101:9", "rule at test.yaml:102:9");
	rule->box.y = 30;
	box = sheets_item(&s, 0, AO_ITEM_TYPE_FILL,
			  (struct ao_box){5, 5, 12, 20}, 0);
	box->line = 0.2;
	refused("test.yaml:101:9", "box at test.yaml:103:9");
	box->box.width = 80;
	ao_layout_free(sheets_layout(&s));
	box->filled = true;
	refused("test.yaml:101:9", "fill at test.yaml:103:9 is drawn later");
	box->box = (struct ao_box){90, 90, 60, 60};
	box->color = (struct ao_color){200, 200, 255};
	qr = sheets_item(&s, 0, AO_ITEM_TYPE_QR,
			 (struct ao_box){100, 100, 30, 30}, 0);
	refused("test.yaml:104:9", "coloured fill at test.yaml:103:9");
	qr->when.need = box->when.forbid = AO_FLAG(APPLICATION_ID);
	ao_layout_free(sheets_layout(&s));
	sheets_one(&s, 0, (struct ao_box){80, 110, 60, 8}, SHEETS_BODY,
		   "長い一文が、コードの中に届く")
		->when.need = AO_FLAG(APPLICATION_ID);
	refused("test.yaml:104:9", "test.yaml:105:9");
}
END_TEST

/* Two boxes that overlap, where short values keep apart: the template loads,
 * and each letter is looked at. */
START_TEST(a_letter_that_collides_is_not_printed)
{
	struct ao_letter letter;
	struct ao_misfit misfit;
	struct ao_notice n = {0};
	struct ao_layout *l;

	for (size_t f = 0; f < AO_FIELD_COUNT; f++)
		n.text[f] = "";
	sheets_one(&s, 0, (struct ao_box){10, 10, 60, 8}, SHEETS_NAME,
		   "{address}");
	sheets_one(&s, 0, (struct ao_box){40, 10, 30, 8}, SHEETS_BODY, "窓口");
	l = sheets_layout(&s);
	ao_letter_init(&letter);
	n.text[AO_FIELD_ADDRESS] = "所沢市並木";
	ck_assert(ao_layout_letter(l, &n, "", &letter, &misfit, &err));
	ck_assert_int_eq(misfit.type, AO_FITS);
	n.text[AO_FIELD_ADDRESS] = "所沢市並木一丁目一番地";
	ck_assert(ao_layout_letter(l, &n, "", &letter, &misfit, &err));
	ck_assert_int_eq(misfit.type, AO_DOES_NOT_FIT);
	ck_assert_str_eq(misfit.field, "address");
	ck_assert_double_gt(misfit.over, 1);
	/* What is no name or address is the template's fault. */
	ao_layout_free(l);
	s.sheet[0].item[0].block[0].text = sheets_text(&s, "{month}");
	l = sheets_layout(&s);
	n.text[AO_FIELD_MONTH] = "888-8888888-888";
	ck_assert(!ao_layout_letter(l, &n, "", &letter, &misfit, &err));
	ck_assert_str_eq(err.where, "test.yaml:102:9");
	ck_assert_ptr_nonnull(strstr(err.text, "test.yaml:101:9 overlap"));
	ao_letter_release(&letter);
	ao_layout_free(l);
}
END_TEST

static void take_bars(struct ao_notice *n, const char *value)
{
	n->text[AO_FIELD_CUSTOMER_BARCODE] = value;
	n->flags |= AO_FLAG(CUSTOMER_BARCODE);
}

static size_t bars_of(const struct ao_letter *letter)
{
	size_t n = 0;

	for (size_t i = 0; i < letter->variable[0].n; i++)
		n += letter->variable[0].mark[i].type == AO_MARK_BARS;
	return n;
}

/* A barcode at the foot of the address: whoever needs the foot goes without
 * it, in the size that he would have without any. */
START_TEST(an_address_comes_before_the_barcode)
{
	static const char longer[] =
		"所沢市大字上山口字西久保一丁目一二三四番地の五六七八"
		"特別養護老人ホームやすらぎの里北棟一〇一";
	struct ao_sheet_item *i = sheets_item(
		&s, 0, AO_ITEM_TYPE_FLOW, (struct ao_box){10, 10, 40, 18}, 1);
	struct ao_letter letter;
	struct ao_misfit misfit;
	struct ao_notice n = {0};
	struct ao_layout *l;
	double size;

	for (size_t f = 0; f < AO_FIELD_COUNT; f++)
		n.text[f] = "";
	i->foot = 7;
	i->anchor = AO_ANCHOR_BOTTOM;
	s.style[SHEETS_NAME].floor = 7;
	sheets_block(&s, i, SHEETS_NAME, "{address}");
	i = sheets_item(&s, 0, AO_ITEM_TYPE_BARS,
			(struct ao_box){10, 21, 66, 7}, 0);
	i->size = 8;
	l = sheets_layout(&s);
	ao_letter_init(&letter);
	n.text[AO_FIELD_ADDRESS] = "所沢市並木";
	ck_assert(ao_layout_letter(l, &n, "", &letter, &misfit, &err));
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_uint_eq(bars_of(&letter), 0);
	take_bars(&n, "35900421-1");
	ck_assert(ao_layout_letter(l, &n, "", &letter, &misfit, &err));
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_uint_eq(bars_of(&letter), 1);
	n.text[AO_FIELD_ADDRESS] = longer;
	ck_assert(ao_layout_letter(l, &n, "", &letter, &misfit, &err));
	ck_assert_int_eq(misfit.type, AO_BARS_WITHOUT_ROOM);
	ck_assert_str_eq(misfit.field, "address");
	ck_assert_double_gt(misfit.over, 0.5);
	ao_notice_drop_barcode(&n);
	ck_assert(ao_layout_letter(l, &n, "", &letter, &misfit, &err));
	ck_assert_int_eq(misfit.type, AO_FITS);
	ck_assert_uint_eq(bars_of(&letter), 0);
	size = letter.variable[0].mark[0].size;
	ck_assert_double_gt(size, 6.9);
	ao_layout_free(l);
	/* The same as on a sheet without any barcode. */
	s.sheet[0].items--;
	l = sheets_layout(&s);
	ck_assert(ao_layout_letter(l, &n, "", &letter, &misfit, &err));
	ck_assert_double_eq(letter.variable[0].mark[0].size, size);
	ao_letter_release(&letter);
	ao_layout_free(l);
}
END_TEST

/* Letters whose tails are longer than the em box: into the blank around the
 * bars they must not come, and no others are kept from it. */
START_TEST(a_tail_stays_out_of_the_blank)
{
	static const struct {
		const char *address;
		enum ao_misfit_type type;
	} rows[] = {{"並木1-1", AO_FITS},
		    {"NAMIKI", AO_FITS},
		    {"並木。", AO_FITS},
		    {"FRANÇOIS", AO_BARS_WITHOUT_ROOM},
		    {"gypsy", AO_BARS_WITHOUT_ROOM}};
	struct ao_sheet_item *i = sheets_item(
		&s, 0, AO_ITEM_TYPE_FLOW, (struct ao_box){10, 10, 40, 18}, 1);
	struct ao_notice n = {0};
	struct ao_letter letter;
	struct ao_misfit misfit;
	struct ao_layout *l;

	for (size_t f = 0; f < AO_FIELD_COUNT; f++)
		n.text[f] = "";
	i->foot = 7;
	i->anchor = AO_ANCHOR_BOTTOM;
	s.style[SHEETS_NAME].leading = s.style[SHEETS_NAME].size;
	sheets_block(&s, i, SHEETS_NAME, "{address}");
	i = sheets_item(&s, 0, AO_ITEM_TYPE_BARS,
			(struct ao_box){10, 21, 66, 7}, 0);
	i->size = 8;
	l = sheets_layout(&s);
	ao_letter_init(&letter);
	take_bars(&n, "35900421-1");
	for (size_t r = 0; r < COUNT(rows); r++) {
		n.text[AO_FIELD_ADDRESS] = rows[r].address;
		ck_assert(ao_layout_letter(l, &n, "", &letter, &misfit, &err));
		ck_assert_msg(misfit.type == rows[r].type, "%s: %d",
			      rows[r].address, misfit.type);
	}
	/* Beside the bars, or with more room, it may hang as it likes. */
	s.sheet[0].item[1].box.x = 55;
	ao_layout_free(l);
	l = sheets_layout(&s);
	ck_assert(ao_layout_letter(l, &n, "", &letter, &misfit, &err));
	ck_assert_int_eq(misfit.type, AO_FITS);
	ao_letter_release(&letter);
	ao_layout_free(l);
}
END_TEST

/* What is the template's is refused at load, with the barcode's place. */
START_TEST(a_barcode_needs_its_box)
{
	struct ao_sheet_item *i = sheets_item(
		&s, 0, AO_ITEM_TYPE_BARS, (struct ao_box){10, 21, 66, 7}, 0);

	i->size = 8;
	sheets_one(&s, 0, (struct ao_box){10, 26, 60, 8}, SHEETS_BODY, "窓口");
	refused("test.yaml:101:9", "test.yaml:102:9 overlap by");
	s.sheet[0].item[1].box.y = 28;
	ao_layout_free(sheets_layout(&s));
	s.sheet[0].item[1].when.need = AO_FLAG(CUSTOMER_BARCODE);
	s.sheet[0].item[1].box.y = 22;
	refused("test.yaml:101:9", "a barcode needs its box to itself");
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, pairs);
	tcase_add_test(tc, the_first_from_the_top);
	tcase_add_test(tc, template_is_refused);
	tcase_add_test(tc, shapes_are_refused);
	tcase_add_test(tc, a_letter_that_collides_is_not_printed);
	tcase_add_test(tc, an_address_comes_before_the_barcode);
	tcase_add_test(tc, a_tail_stays_out_of_the_blank);
	tcase_add_test(tc, a_barcode_needs_its_box);
}

SUITE_MAIN("collision", fill);
