/* check_easy.c - easy Japanese on paper: readings, phrases, its notice. */
#include "support/golden.h"
#include "support/rows.h"
#include "support/sheets.h"
#include "support/suite.h"

#include "aofuto/notice/city.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MM (25.4 / 72)
#define EM (10 * MM) /* of the template below */

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
	template = NULL;
	layout = NULL;
	city = ao_city_open(TEST_DIR "/cases/city_easy.yaml", &err);
	ck_assert_msg(city != NULL, "%s: %s", err.where, err.text);
}

static void tear_down(void)
{
	ao_letter_release(&letter);
	ao_layout_free(layout);
	ao_template_close(template);
	ao_city_close(city);
	sheets_release(&s);
}

static struct ao_template *open_with(const char *language, double width,
				     const char *text)
{
	struct ao_buf yaml = {0};
	struct ao_template *t;

	ao_buf_addf(&yaml,
		    "format: 1\n"
		    "language: %s\n"
		    "title: 見本\n"
		    "paper: {width: 210, height: 297}\n"
		    "styles:\n"
		    "  - {name: wide, font: name, size: 10, leading: 16}\n"
		    "  - {name: tight, font: name, size: 10, leading: 15.9}\n"
		    "  - {name: tiny, font: name, size: 9.5, leading: 16}\n"
		    "  - {name: shrinks, font: name, size: 12, leading: 20, "
		    "floor: 9}\n"
		    "sheets:\n"
		    "  - name: front\n"
		    "    items:\n"
		    "      - box: [10, 10, %.4f, 200]\n"
		    "        %s\n",
		    language, width, text);
	t = ao_template_open_text(
		"t.yaml", (struct ao_bytes){(unsigned char *)yaml.s, yaml.n},
		city, &err);
	ao_buf_release(&yaml);
	return t;
}

static void lay(double em, const char *item)
{
	ao_layout_free(layout);
	ao_template_close(template);
	template = open_with("ja-easy", em * EM + 0.001, item);
	ck_assert_msg(template != NULL, "%s: %s", err.where, err.text);
	layout = ao_layout_new(template, s.faces, &err);
	ck_assert_msg(layout != NULL, "%s: %s", err.where, err.text);
	ck_assert_msg(
		ao_layout_letter(layout, &notice, "", &letter, &misfit, &err),
		"%s: %s", err.where, err.text);
	ck_assert_int_eq(misfit.type, AO_FITS);
}

static void show(const struct ao_page *p, struct ao_buf *out)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct ao_mark *m = &p->mark[i];

		if (m->type == AO_MARK_TEXT)
			ao_buf_addf(out, "%s%s@%.2f,%.2f", out->n ? " " : "",
				    m->s, (m->x - 10) / EM, (m->y - 10) / EM);
	}
}

static void place_row(char *line, const void *data)
{
	const char *text = rows_field(&line);
	double width = rows_number(&line);
	const char *wanted = rows_field(&line);
	struct ao_buf got = {0}, item = {0};

	(void)data;
	ao_buf_addf(&item, "style: wide\n        text: \"%s\"", text);
	lay(width, item.s);
	show(letter.fixed[0], &got);
	ck_assert_msg(!strcmp(got.s, wanted), "%s: %s\n and not %s (%s)", text,
		      got.s, wanted, line);
	ao_buf_release(&got);
	ao_buf_release(&item);
}

/* IPAmj's signs are one em wide, so that places can be reckoned. */
START_TEST(places)
{
	ck_assert_uint_eq(
		rows_each(TEST_DIR "/cases/ruby_place.tsv", place_row, NULL),
		18);
}
END_TEST

/* No notice with a reading is tried that the template does not allow. */
START_TEST(faults)
{
	static const struct {
		const char *language, *style, *text, *words;
	} c[] = {
		{"ja-easy", "wide", "ああ《い》",
		 "has no kanji before it; write ｜ where the words that it is "
		 "for begin: ああ《い》"},
		{"ja-easy", "wide", "有効《ゆう", "a 《 has no 》: 有効《ゆう"},
		{"ja-easy", "wide", "有効》", "a 》 has no 《"},
		{"ja-easy", "wide", "有効《》", "a reading 《》 is empty"},
		{"ja-easy", "wide", "｜有効",
		 "a ｜ has no reading 《...》 behind it"},
		{"ja-easy", "wide", "有効《{name}》", "a 《 has no 》"},
		{"ja-easy", "wide", "{name}《さん》", "has no kanji before it"},
		{"ja-easy", "tight", "有効《ゆうこう》",
		 "the style \"tight\" has no room for readings: its leading is "
		 "15.9 pt, and they need 16 pt"},
		{"ja-easy", "tight", "{dated_on:easy}",
		 "the style \"tight\" has no room"},
		{"ja-easy", "tiny", "有効《ゆうこう》",
		 "may be 4.75 pt small; at least 5 pt are needed, so its size, "
		 "floor and one_line are at least 10"},
		{"ja-easy", "shrinks", "有効《ゆうこう》",
		 "may be 4.5 pt small"},
		{"ja", "wide", "{dated_on:easy}",
		 "only in a template that says language: ja-easy"},
		{"en", "wide", "{dated_on:easy_wareki}",
		 "only in a template that says language: ja-easy"},
		{"ja-easy", "wide", "{name:easy}", "{name} is not a date"},
	};

	for (size_t i = 0; i < COUNT(c); i++) {
		char item[512];

		memset(&err, 0, sizeof(err));
		snprintf(item, sizeof(item), "style: %s\n        text: \"%s\"",
			 c[i].style, c[i].text);
		ck_assert_ptr_null(open_with(c[i].language, 100, item));
		ck_assert_str_eq(err.where, "t.yaml:15:15");
		ck_assert_msg(strstr(err.text, c[i].words) != NULL, "%s: %s",
			      c[i].text, err.text);
	}
}
END_TEST

/* In other templates the brackets are brackets; a resident's value is never
 * read for readings. */
START_TEST(brackets_elsewhere)
{
	struct ao_buf out = {0};

	template = open_with("ja", 150,
			     "style: tight\n        text: 有効《ゆうこう》｜");
	ck_assert_msg(template != NULL, "%s: %s", err.where, err.text);
	layout = ao_layout_new(template, s.faces, &err);
	ck_assert_ptr_nonnull(layout);
	ck_assert(
		ao_layout_letter(layout, &notice, "", &letter, &misfit, &err));
	show(letter.fixed[0], &out);
	ck_assert_str_eq(out.s, "有効《ゆうこう》｜@0.00,1.18");
	notice.text[AO_FIELD_NAME] = "山田《やまだ》｜";
	lay(30, "style: wide\n        text: \"{name}の家《いえ》\"");
	ao_buf_clear(&out);
	show(&letter.variable[0], &out);
	ck_assert_str_eq(out.s, "いえ@9.00,0.49 山田《やまだ》｜@0.00,1.43 "
				"の家@8.00,1.43");
	ao_buf_release(&out);
}
END_TEST

START_TEST(facts_have_readings)
{
	struct ao_buf out = {0};

	lay(30, "style: wide\n        text: \"{city.floor}の{city.name}で\"");
	show(letter.fixed[0], &out);
	ck_assert_str_eq(
		out.s, "ていそうとう@0.00,0.49 かい@3.62,0.49 "
		       "ところざわし@5.62,0.49 低層棟1階の所沢市で@0.00,1.43");
	ao_buf_release(&out);
}
END_TEST

START_TEST(dates)
{
	struct ao_buf out = {0};

	notice.date[AO_FIELD_EXPIRES_ON] = ao_date_of(2027, 3, 20);
	lay(30, "style: wide\n        text: \"{expires_on:easy}まで\"");
	show(&letter.variable[0], &out);
	ck_assert_str_eq(out.s,
			 "ねん@2.47,0.49 がつ@4.09,0.49 はつか@5.21,0.49 "
			 "2027年3月20日@0.00,1.43 まで@7.33,1.43");
	for (size_t i = 0; i < 4; i++) /* the privacy of a date is its signs' */
		ck_assert_uint_eq(letter.variable[0].mark[i].fields,
				  AO_FIELD_BIT(EXPIRES_ON));
	/* Without a date there is nothing, and no reading over nothing. */
	notice.date[AO_FIELD_EXPIRES_ON] = AO_NO_DATE;
	lay(30, "style: wide\n        text: \"{expires_on:easy_wareki}\"");
	ck_assert_uint_eq(letter.variable[0].n, 0);
	ao_buf_release(&out);
}
END_TEST

/* No base is parted: what is too wide is the template's fault. */
START_TEST(too_wide)
{
	template = open_with("ja-easy", 3.1 * EM,
			     "style: wide\n        text: "
			     "暗証番号《あんしょうばんごう》");
	ck_assert_msg(template != NULL, "%s: %s", err.where, err.text);
	layout = ao_layout_new(template, s.faces, &err);
	ck_assert_ptr_null(layout);
	ck_assert_ptr_nonnull(strstr(err.text, "would be torn in two"));
}
END_TEST

/* Half of what a leading has over base and reading may hang out below. */
START_TEST(slack)
{
	static const struct {
		double height; /* pt */
		bool fits;
	} c[] = {{31.6, true}, {31, false}};

	for (size_t i = 0; i < COUNT(c); i++) {
		struct ao_buf item = {0};

		ao_buf_addf(&item,
			    "style: wide\n        text: 上\n"
			    "      - box: [10, 230, 90, %.4f]\n"
			    "        style: wide\n"
			    "        text: \"上《うえ》\\n下《した》\"",
			    c[i].height * MM);
		ao_layout_free(layout);
		ao_template_close(template);
		template = open_with("ja-easy", 100, item.s);
		ck_assert_msg(template != NULL, "%s: %s", err.where, err.text);
		layout = ao_layout_new(template, s.faces, &err);
		ck_assert_int_eq(layout != NULL, c[i].fits);
		ao_buf_release(&item);
	}
	ck_assert_ptr_nonnull(strstr(err.text, "0.2 mm too high"));
}
END_TEST

/* A date that fits when the template is read fits on every day of a month. */
START_TEST(widest_day)
{
	char item[] = "style: wide\n        text: \"{expires_on:easy}\"";
	double width = 0;

	for (int day = 1; day <= 31; day++) {
		notice.date[AO_FIELD_EXPIRES_ON] = ao_date_of(2028, 12, day);
		lay(30, item);
		for (size_t m = 0; m < letter.variable[0].n; m++)
			width = fmax(width,
				     letter.variable[0].mark[m].x +
					     letter.variable[0].mark[m].w);
	}
	ao_layout_free(layout);
	ao_template_close(template);
	template = open_with("ja-easy", width - 10 - 0.1, item);
	ck_assert_ptr_nonnull(template);
	layout = ao_layout_new(template, s.faces, &err);
	ck_assert_ptr_null(layout);
}
END_TEST

/* The reading of a first line lies in its box, in a cell in its row, and
 * above what the line before draws. */
START_TEST(stays_inside)
{
	static const char item[] =
		"flow:\n"
		"          style: wide\n"
		"          blocks:\n"
		"            - text: \"上《うえ》\\n下《した》\"\n"
		"            - bullet: \"・\"\n"
		"              text: 点《てん》\n"
		"            - table:\n"
		"                widths: [20, 20]\n"
		"                padding: 0\n"
		"                rule: 0.2\n"
		"                style: wide\n"
		"                rows:\n"
		"                  - cells: [{text: 表《ひょう》}, {text: "
		"右}]\n"
		"                  - cells: [{text: 裏《うら》}, {text: 左}]";
	struct ao_buf out = {0};
	const struct ao_page *p;
	double last = 10 - 1e-9;

	lay(20, item);
	p = letter.fixed[0];
	show(p, &out);
	ck_assert_str_eq(
		out.s, "うえ@0.00,0.49 上@0.00,1.43 した@0.00,2.09 "
		       "下@0.00,3.03 ・@0.10,4.63 てん@1.50,3.69 点@1.50,4.63 "
		       "ひょう@0.43,5.29 表@0.68,6.23 右@6.09,6.23 "
		       "うら@0.43,6.89 裏@0.43,7.83 左@6.09,7.83");
	for (size_t i = 0; i < p->n; i++) {
		const struct ao_mark *m = &p->mark[i];

		if (m->type != AO_MARK_TEXT || m->size > 5)
			continue;
		ck_assert_double_eq(m->size, 5);
		/* The em box of the line before ends there. */
		ck_assert_double_ge(m->y - 0.88 * 5 * MM, last);
		last = m->y + 0.94 * 10 * MM + 0.12 * 10 * MM;
	}
	ao_buf_release(&out);
}
END_TEST

/* A line ends with a phrase; one that fits on no line is parted where Japanese
 * allows it, and a base never is. */
START_TEST(phrases)
{
	static const struct {
		double em;
		const char *text, *lines;
	} c[] = {
		{40,
		 "更《さら》いうえおかきくけこさしすせそたちつてとなにぬねのは"
		 "ひふへほまみむめもやいゆえ、あ",
		 "更いうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ"
		 "まみむめもやい|ゆえ、あ"},
		{8, "これからも使う人は手続きをしてください。",
		 "これからも使う|人は手続きをして|ください。"},
		{11, "更新《こうしん》の手続《てつづ》きをしてください。",
		 "更新の手続きをして|ください。"},
		{10, "無料《むりょう》で新《あたら》しくできます。",
		 "無料で新しく|できます。"},
		{11, "次の「私です」と証明します。",
		 "次の「私です」と|証明します。"},
		{7, "これで証明します。", "これで|証明します。"},
		{6, "コンビニエンスストアで使えます。",
		 "コンビニエン|スストアで|使えます。"},
		{4.6, "はい、暗証番号《あんしょうばんごう》です。",
		 "はい、|暗証番号|です。"},
	};

	for (size_t i = 0; i < COUNT(c); i++) {
		struct ao_buf out = {0}, item = {0};
		const struct ao_page *p;
		double y = 0;

		ao_buf_addf(&item, "style: wide\n        text: \"%s\"",
			    c[i].text);
		lay(c[i].em, item.s);
		p = letter.fixed[0];
		for (size_t k = 0; k < p->n; k++) {
			if (p->mark[k].size < 10)
				continue;
			if (out.n && p->mark[k].y > y + 1)
				ao_buf_adds(&out, "|");
			ao_buf_adds(&out, p->mark[k].s);
			y = p->mark[k].y;
		}
		ck_assert_msg(!strcmp(out.s, c[i].lines), "%s: %s", c[i].text,
			      out.s);
		ao_buf_release(&out);
		ao_buf_release(&item);
	}
}
END_TEST

static const char *face_name(unsigned face, const void *data)
{
	return ao_face_name(data, face);
}

static const struct {
	enum ao_kind kind;
	unsigned flags;
} kinds[] = {{AO_KIND_CARD_CERT,
	      AO_FLAG(CARD_CERT) | AO_FLAG(CARD) | AO_FLAG(AUTH) |
		      AO_FLAG(SIGN) | AO_FLAG(CERT) | AO_FLAG(APPLICATION_ID)},
	     {AO_KIND_CERT_ONLY, AO_FLAG(CERT_ONLY) | AO_FLAG(AUTH) |
					 AO_FLAG(SIGN) | AO_FLAG(CERT)},
	     {AO_KIND_CARD_ONLY,
	      AO_FLAG(CARD_ONLY) | AO_FLAG(CARD) | AO_FLAG(APPLICATION_ID)}};

static void fill_notice(void)
{
	for (size_t i = 0; i < AO_FIELD_COUNT; i++) {
		notice.text[i] = "見本";
		notice.date[i] = ao_date_of(2027, 3, 20);
	}
	notice.text[AO_FIELD_APPLICATION_ID] = "12345678901234567890123";
	notice.text[AO_FIELD_CUSTOMER_BARCODE] = "26300233-30-8-403";
}

/* The notice as it ships, in every kind. */
START_TEST(golden)
{
	struct ao_buf out = {0};

	template = ao_template_open(
		PROJECT_DIR "/templates/notice-ja-easy.yaml", city, &err);
	ck_assert_msg(template != NULL, "%s: %s", err.where, err.text);
	layout = ao_layout_new(template, s.faces, &err);
	ck_assert_msg(layout != NULL, "%s: %s", err.where, err.text);
	fill_notice();
	for (size_t k = 0; k < COUNT(kinds); k++) {
		notice.flags = kinds[k].flags;
		ck_assert_msg(ao_layout_letter(layout, &notice,
					       "https://example.invalid/",
					       &letter, &misfit, &err),
			      "%s: %s", err.where, err.text);
		ck_assert_int_eq(misfit.type, AO_FITS);
		for (size_t i = 0; i < letter.pages; i++) {
			ao_buf_addf(&out, "# kind %d, page %zu\n",
				    (int)kinds[k].kind, i + 1);
			ao_page_dump(letter.fixed[i], &out, face_name, s.faces);
			ao_page_dump(&letter.variable[i], &out, face_name,
				     s.faces);
		}
	}
	golden_check("easy.txt", out.s, out.n);
	ao_buf_release(&out);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, faults);
	tcase_add_test(tc, brackets_elsewhere);
	tcase_add_test(tc, facts_have_readings);
	tcase_add_test(tc, dates);
	tcase_add_test(tc, places);
	tcase_add_test(tc, too_wide);
	tcase_add_test(tc, stays_inside);
	tcase_add_test(tc, slack);
	tcase_add_test(tc, widest_day);
	tcase_add_test(tc, phrases);
	tcase_add_test(tc, golden);
}

SUITE_MAIN("easy", fill);
