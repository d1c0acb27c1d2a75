/* check_compare.c - a page meant against a page read: whatever differs is told,
 * and told in single code points and places. */
#include "aofuto/proof/compare.h"

#include "aofuto/notice/fonts.h"
#include "aofuto/notice/notice.h"
#include "support/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MM    (25.4 / 72)
#define SIGNS 400
#define DIGITS                                                                 \
	"1313232131214414413231231241431214441423141412314431243243243214131"
#define ADDRESS "https://city.example/?id=12345678901234567890123"

static struct ao_faces *faces;
static struct ao_comparer *comparer;
static struct ao_page fixed, variable;
static struct ao_read_sign sign[SIGNS];
static struct ao_read_code code;
static struct ao_read_page page;
static struct ao_difference difference;

static unsigned face_of(const char *role, const char *s)
{
	struct ao_missing missing;
	unsigned face;

	ck_assert(ao_faces_pick(faces, ao_faces_role(faces, role), s, &face,
				&missing));
	return face;
}

static void add(struct ao_page *to, double x, double y, const char *s,
		unsigned fields)
{
	ao_page_add(to, (struct ao_mark){.type = AO_MARK_TEXT,
					 .x = x,
					 .y = y,
					 .size = 11,
					 .face = face_of("name", s),
					 .s = s,
					 .name = "item",
					 .fields = fields});
}

/* What poppler tells of such a page: the em box of each sign, 0.88 em of it
 * above the baseline, the parts of a cluster side by side. */
static void read_mark(const struct ao_mark *m)
{
	const char *at = m->s, *from = at;
	struct ao_cluster c;
	double x = m->x, em = m->size * MM;

	while (ao_cluster_next(&at, &c)) {
		double w = em * ao_face_advance(faces, m->face, c) / 1000;
		size_t n = 0, i = 0;

		for (const char *p = from; p < at; n++)
			ao_utf8_next(&p);
		for (; from < at; i++) {
			uint32_t cp = ao_utf8_next(&from);

			if (ao_compare_blank(cp))
				continue;
			ck_assert_uint_lt(page.signs, SIGNS);
			sign[page.signs++] = (struct ao_read_sign){
				.code_point = cp,
				.x = (float)(x + w * (double)i / (double)n),
				.y = (float)(m->y - 0.88 * em),
				.width = (float)(w / (double)n),
				.height = (float)em};
		}
		x += w + m->spacing * MM;
	}
}

static void read_page(const struct ao_page *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->mark[i].type == AO_MARK_TEXT)
			read_mark(&p->mark[i]);
}

/* Not in the order of the marks: a reader has an order of its own. */
static void set_up(void)
{
	struct ao_error err = {0};

	faces = ao_fonts_open(PROJECT_DIR "/fonts/fonts.yaml", &err);
	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	comparer = ao_comparer_new(faces);
	ao_page_init(&fixed, 210, 297);
	ao_page_init(&variable, 210, 297);
	add(&fixed, 18, 90, "有効期限のお知らせ　電話 04-2998-9087", 0);
	add(&fixed, 18, 96, "有効期限のお知らせ", 0);
	add(&variable, 22, 21.9, "〒359-0042", AO_FIELD_BIT(POSTAL_CODE));
	add(&variable, 22, 40.1, "髙橋 葛\xF3\xA0\x84\x81飾",
	    AO_FIELD_BIT(NAME));
	ao_page_add(&variable, (struct ao_mark){.type = AO_MARK_QR,
						.x = 160,
						.y = 230,
						.w = 30,
						.h = 30,
						.s = ADDRESS,
						.name = "qr"});
	code = (struct ao_read_code){.x = 163.2f,
				     .y = 233.2f,
				     .width = 23.6f,
				     .height = 23.6f,
				     .bitmap = ADDRESS};
	page = (struct ao_read_page){.width = 210,
				     .height = 297,
				     .label = "001-0001 1/1",
				     .sign = sign,
				     .code = &code,
				     .codes = 1};
	read_page(&fixed);
	read_page(&variable);
}

static void tear_down(void)
{
	ao_page_release(&fixed);
	ao_page_release(&variable);
	ao_comparer_free(comparer);
	ao_faces_close(faces);
}

static bool equal(void)
{
	struct ao_page_meant meant = {.fixed = &fixed,
				      .fixed_id = 3,
				      .variable = &variable,
				      .label = "001-0001 1/1"};

	return ao_compare_page(comparer, &meant, &page, &difference);
}

static void differs(enum ao_difference_type type, const char *sentence)
{
	struct ao_buf text = {0};

	ck_assert(!equal());
	ck_assert_int_eq(difference.type, type);
	ao_difference_tell(&difference, &text);
	ck_assert_str_eq(text.s, sentence);
	ao_buf_release(&text);
}

static struct ao_read_sign *find(uint32_t code_point)
{
	for (size_t i = 0; i < page.signs; i++)
		if (sign[i].code_point == code_point)
			return &sign[i];
	ck_abort_msg("U+%04X is not on the page", (unsigned)code_point);
	return NULL;
}

START_TEST(equal_pages)
{
	ck_assert(equal());
	/* The next page of the same fixed layer, and a blank back between. */
	ck_assert(equal());
	ck_assert(ao_compare_page(
		comparer,
		&(struct ao_page_meant){
			.variable =
				&(struct ao_page){.width = 210, .height = 297},
			.label = "001-0001 1/1"},
		&(struct ao_read_page){
			.width = 210, .height = 297, .label = "001-0001 1/1"},
		&difference));
	ck_assert(equal());
}
END_TEST

START_TEST(order_and_small_steps)
{
	struct ao_read_sign last = sign[page.signs - 1];

	memmove(sign + 1, sign, (page.signs - 1) * sizeof(*sign));
	sign[0] = last;
	for (size_t i = 0; i < page.signs; i++)
		sign[i].x += i % 2 ? 0.2f : -0.2f;
	ck_assert(equal());
}
END_TEST

START_TEST(look_alike)
{
	find(0x9AD9)->code_point = 0x9AD8;
	differs(AO_DIFFERS_SIGN, "name, character 1: U+9AD8 was read where "
				 "U+9AD9 belongs, at 22.0/38.6 mm");
}
END_TEST

START_TEST(another_selector)
{
	find(0xE0101)->code_point = 0xE0100;
	differs(AO_DIFFERS_SIGN, "name, character 4: U+E0100 was read where "
				 "U+E0101 belongs, at 33.6/38.6 mm");
}
END_TEST

START_TEST(selector_lost)
{
	*find(0xE0101) = sign[--page.signs];
	differs(AO_DIFFERS_MISSING, "name, character 4: U+E0101 was not read, "
				    "at 33.6/38.6 mm");
}
END_TEST

/* A reader may put the selector anywhere over its sign. */
START_TEST(selector_elsewhere_in_its_cluster)
{
	find(0xE0101)->x = find(0x845B)->x;
	ck_assert(equal());
	find(0xE0101)->x += 10;
	ck_assert(!equal());
}
END_TEST

START_TEST(moved)
{
	for (size_t i = 0; i < page.signs; i++)
		if (sign[i].code_point == 0x3012)
			sign[i].x += 3;
	differs(AO_DIFFERS_PLACE,
		"postal_code, character 1: U+3012 stands 3.0 mm from its place "
		"at 22.0/20.4 mm, or is of another size");
}
END_TEST

START_TEST(of_another_size)
{
	find(0x3012)->height *= 0.9f;
	ck_assert(!equal());
	ck_assert_int_eq(difference.type, AO_DIFFERS_PLACE);
}
END_TEST

START_TEST(lost_in_the_fixed_layer)
{
	*find(0x9650) = sign[--page.signs];
	ck_assert(!equal());
	ck_assert_int_eq(difference.type, AO_DIFFERS_MISSING);
	ck_assert_str_eq(difference.what, "item");
	ck_assert_uint_eq(difference.position, 4);
}
END_TEST

START_TEST(somebody_elses_address)
{
	sign[page.signs++] = (struct ao_read_sign){.code_point = 0x4F50,
						   .x = 60,
						   .y = 30,
						   .width = 4,
						   .height = 4};
	differs(AO_DIFFERS_EXTRA, "U+4F50 was read at 60.0/32.0 mm, where no "
				  "such character belongs");
}
END_TEST

START_TEST(drawn_twice)
{
	sign[page.signs] = *find(0x9AD9);
	page.signs++;
	ck_assert(!equal());
	ck_assert_int_eq(difference.type, AO_DIFFERS_EXTRA);
}
END_TEST

START_TEST(an_empty_page)
{
	page.signs = 0;
	ck_assert(!equal());
	ck_assert_int_eq(difference.type, AO_DIFFERS_MISSING);
	ck_assert_str_eq(difference.what, "postal_code");
}
END_TEST

START_TEST(size_and_label)
{
	page.width = 209.5;
	differs(AO_DIFFERS_SIZE, "the page is 209.5 x 297.0 mm, which is not "
				 "the sheet's size");
	page.width = 210;
	page.label = "001-0002 1/1";
	differs(AO_DIFFERS_LABEL, "the page bears another label");
}
END_TEST

START_TEST(codes)
{
	page.codes = 0;
	differs(AO_DIFFERS_CODES, "QR codes on the page: 0, not 1");
	page.codes = 1;
	code.bitmap = NULL;
	differs(AO_DIFFERS_CODE_UNREAD,
		"the QR code at 160.0/230.0 mm cannot be read");
	code.bitmap = "https://city.example/?id=12345678901234567890124";
	differs(AO_DIFFERS_CODE_TEXT,
		"the QR code at 160.0/230.0 mm says something else from its "
		"character 48 on");
	code.bitmap = ADDRESS;
	code.rastered = true;
	differs(AO_DIFFERS_RASTER_UNREAD,
		"the QR code at 160.0/230.0 mm cannot be read as it is printed "
		"(300 dpi)");
	code.raster = "https";
	ck_assert(!equal());
	ck_assert_int_eq(difference.type, AO_DIFFERS_RASTER_TEXT);
	code.raster = ADDRESS;
	ck_assert(equal());
}
END_TEST

START_TEST(codes_in_their_places)
{
	code.x += 1;
	differs(AO_DIFFERS_CODE_PLACE, "the QR code at 160.0/230.0 mm stands "
				       "1.0 mm from its place, or is of "
				       "another size");
	code.x -= 1;
	code.width = code.height = 20;
	code.x = code.y = 0;
	code.x = 165;
	code.y = 235;
	ck_assert(!equal());
	ck_assert_int_eq(difference.type, AO_DIFFERS_CODE_PLACE);
}
END_TEST

/* The bars of a letter, and what was read at their place. */
static struct ao_read_bars bars;

static void add_bars(const char *digits)
{
	ao_page_add(&variable, (struct ao_mark){.type = AO_MARK_BARS,
						.x = 22,
						.y = 39.2,
						.w = 65.712,
						.h = 6.784,
						.size = 8,
						.s = digits});
}

static void read_bars(void)
{
	bars = (struct ao_read_bars){
		.place = {24, 41.2, 8}, .glance = DIGITS, .raster = ""};
	page.bars = &bars;
	page.places = 1;
}

START_TEST(barcodes)
{
	add_bars(DIGITS);
	read_bars();
	ck_assert(equal());
	bars.glance = "";
	differs(AO_DIFFERS_BARS_UNREAD,
		"the barcode at 22.0/39.2 mm cannot be read, or what is around "
		"it is not blank");
	bars.glance = "1" DIGITS;
	differs(AO_DIFFERS_BARS_TEXT,
		"the barcode at 22.0/39.2 mm has another bar 2");
	bars.glance = DIGITS;
	bars.rastered = true;
	differs(AO_DIFFERS_BARS_RASTER_UNREAD,
		"the barcode at 22.0/39.2 mm cannot be read as it is printed "
		"(300 dpi)");
	bars.raster = "131";
	differs(AO_DIFFERS_BARS_RASTER_TEXT,
		"the barcode at 22.0/39.2 mm has another bar 4 as it is "
		"printed (300 dpi)");
	bars.raster = DIGITS;
	ck_assert(equal());
}
END_TEST

START_TEST(barcodes_of_others)
{
	read_bars();
	differs(AO_DIFFERS_BARS_EXTRA,
		"the barcode at 24.0/41.2 mm belongs to another letter: this "
		"one has none");
	bars.glance = "";
	ck_assert(equal());
}
END_TEST

START_TEST(barcodes_nobody_looked_at)
{
	static const struct ao_read_place elsewhere[] = {
		{25, 41.2, 8}, {24, 42.2, 8}, {24, 41.2, 9}};

	add_bars(DIGITS);
	ck_assert(!equal());
	ck_assert_int_eq(difference.type, AO_DIFFERS_BARS_UNREAD);
	read_bars();
	for (size_t i = 0; i < COUNT(elsewhere); i++) {
		bars.place = elsewhere[i];
		ck_assert(!equal());
		ck_assert_int_eq(difference.type, AO_DIFFERS_BARS_UNREAD);
		ck_assert_double_eq(difference.x, 22);
	}
}
END_TEST

static void fill(TCase *tc)
{
	const TTest *const tests[] = {
		equal_pages,
		order_and_small_steps,
		look_alike,
		another_selector,
		selector_lost,
		selector_elsewhere_in_its_cluster,
		moved,
		of_another_size,
		lost_in_the_fixed_layer,
		somebody_elses_address,
		drawn_twice,
		an_empty_page,
		size_and_label,
		codes,
		codes_in_their_places,
		barcodes,
		barcodes_of_others,
		barcodes_nobody_looked_at,
		NULL,
	};

	tcase_add_checked_fixture(tc, set_up, tear_down);
	for (size_t i = 0; tests[i]; i++)
		tcase_add_test(tc, tests[i]);
}

SUITE_MAIN("compare", fill);
