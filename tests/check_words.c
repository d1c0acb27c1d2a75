/* check_words.c - what the letters say, and that it has room. */
#include "aofuto/notice/city.h"
#include "aofuto/notice/fonts.h"
#include "aofuto/notice/layout.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct ao_city *city;
static struct ao_error err;

static void set_up(void)
{
	city = ao_city_open(PROJECT_DIR "/templates/city.yaml", &err);
	ck_assert_msg(city != NULL, "%s: %s", err.where, err.text);
}

static void tear_down(void)
{
	ao_city_close(city);
}

static struct ao_template *open_notice(void)
{
	struct ao_template *t = ao_template_open(
		PROJECT_DIR "/templates/notice.yaml", city, &err);

	ck_assert_msg(t != NULL, "%s: %s", err.where, err.text);
	return t;
}

static void add_text(struct ao_buf *out, const struct ao_text *text)
{
	for (size_t i = 0; i < text->spans; i++)
		if (text->span[i].type == AO_SPAN_LITERAL)
			ao_buf_adds(out, text->span[i].literal);
	ao_buf_adds(out, "\n");
}

static void add_block(struct ao_buf *out, const struct ao_block *b,
		      unsigned flags)
{
	const struct ao_table *t = b->table;

	if (!ao_condition_holds(b->when, flags))
		return;
	if (b->type == AO_BLOCK_TEXT)
		add_text(out, &b->text);
	if (b->type != AO_BLOCK_TABLE)
		return;
	for (size_t r = 0; r < t->rows; r++)
		for (size_t c = 0; c < t->columns; c++)
			if (ao_condition_holds(t->row[r].when, flags) &&
			    t->row[r].cell[c].rows >= 0)
				add_text(out, &t->row[r].cell[c].text);
}

/* All that a letter with these flags says. */
static char *words_of(const struct ao_template *t, unsigned flags)
{
	struct ao_buf out = {0};

	for (size_t s = 0; s < t->sheets; s++) {
		const struct ao_sheet *sheet = &t->sheet[s];

		if (!ao_condition_holds(sheet->when, flags))
			continue;
		for (size_t i = 0; i < sheet->items; i++) {
			const struct ao_sheet_item *item = &sheet->item[i];

			if (!ao_condition_holds(item->when, flags))
				continue;
			for (size_t b = 0; b < item->blocks; b++)
				add_block(&out, &item->block[b], flags);
		}
	}
	return out.s;
}

#define BOTH (AO_FLAG(CERT) | AO_FLAG(AUTH) | AO_FLAG(SIGN))
#define WITH_CARD_CERT                                                         \
	(AO_FLAG(CARD_CERT) | AO_FLAG(CARD) | AO_FLAG(APPLICATION_ID) | BOTH)
#define WITH_CERT_ONLY (AO_FLAG(CERT_ONLY) | BOTH)
#define WITH_CARD_ONLY                                                         \
	(AO_FLAG(CARD_ONLY) | AO_FLAG(CARD) | AO_FLAG(APPLICATION_ID))

enum { IN_CARD_CERT = 1, IN_CERT_ONLY = 2, IN_CARD_ONLY = 4 };

/* What the city's page tells, and which kinds it concerns. */
static const struct {
	const char *words;
	int kinds;
} told[] = {
	{"様", 7},
	{"所沢市 市民部 市民課", 7},
	{"04-2998-9087", 7},
	{"FAX 04-2998-9061", 7},
	{"a9087@city.tokorozawa.lg.jp", 7},
	{"市民課マイナンバーカード交付会場", 7},
	{"並木を除く", 7},
	{"月曜日と土曜開庁日", 7},
	{"午前10時から正午まで", 7},
	{"より前は、手続きできません", 7},
	{"外国籍の方はこの限りではありません", 7},
	{"更新しないとどうなりますか", 7},
	{"QRコード", 5},
	{"マイナンバーカード総合サイト", 5},
	{"個人番号カード交付申請書兼電子証明書発行申請書", 5},
	{"同一世帯", 5},
	{"本人確認書類", 7},
	{"顔写真を貼り", 5},
	{"申請用封筒", 5},
	{"郵便ポスト", 5},
	{"1〜2か月", 5},
	{"交付通知書", 5},
	{"予約", 5},
	{"いままでのカード", 5},
	{"10回目", 5},
	{"5回目", 7},
	{"手続きは無料です", 3},
	{"新しいカードを無料で申請できます", 5},
	{"改ざんされていないかどうか", 3},
	{"利用者本人であることを証明", 3},
	{"大文字の英字と数字、6〜16文字", 3},
	{"数字4桁", 3},
	{"暗証番号を初期化します", 3},
	{"自署、または記名押印", 3},
	{"官公署が発行した顔写真付き", 3},
	{"封入用封筒", 3},
	{"2回の来庁", 3},
	{"コンビニ交付やe-Tax", 3},
	{"マイナポータル", 3},
	{"顔写真付きの身分証としてご利用いただけます", 2},
	{"無料で登録し直せます", 2},
	{"カードは身分証として使えなくなり", 5},
	{"照会書兼回答書\n", 3},
};

START_TEST(each_kind_says_what_concerns_it)
{
	static const unsigned flags[] = {WITH_CARD_CERT, WITH_CERT_ONLY,
					 WITH_CARD_ONLY};
	struct ao_template *t = open_notice();

	for (size_t k = 0; k < COUNT(flags); k++) {
		char *said = words_of(t, flags[k]);

		for (size_t i = 0; i < COUNT(told); i++)
			ck_assert_msg(!!strstr(said, told[i].words) ==
					      !!(told[i].kinds & (1 << k)),
				      "kind %zu: %s", k, told[i].words);
		ck_assert_msg(!strstr(said, "必須") &&
				      !strstr(said, "いますぐ") &&
				      !strstr(said, "コロナ"),
			      "kind %zu says what no notice says", k);
		free(said);
	}
	ao_template_close(t);
}
END_TEST

START_TEST(without_id_the_way_to_the_counter)
{
	struct ao_template *t = open_notice();
	unsigned card = WITH_CARD_ONLY & ~AO_FLAG(APPLICATION_ID);
	char *said = words_of(t, card);

	ck_assert_ptr_nonnull(strstr(said, "申請書IDとQRコードがありません"));
	ck_assert_ptr_null(strstr(said, "QRコードをスマートフォン"));
	free(said);
	ao_template_close(t);
}
END_TEST

/* The editions of the notice, and the pages of a letter of each kind. */
static const struct edition {
	const char *template;
	struct ao_date longest;
	size_t pages[3]; /* CARD_CERT, CERT_ONLY, CARD_ONLY */
} editions[] = {
	{"notice", {2036, 12, 28}, {3, 3, 2}},
	{"notice-large", {2036, 12, 28}, {8, 8, 4}},
	{"notice-en", {2036, 9, 28}, {3, 3, 2}},
	{"notice-en-large", {2036, 9, 28}, {10, 9, 6}},
	{"notice-ja-easy", {2036, 12, 28}, {4, 4, 2}},
	{"notice-ja-easy-large", {2036, 12, 28}, {10, 9, 6}},
};

static struct ao_template *open_edition(const struct edition *e)
{
	char path[sizeof(PROJECT_DIR) + 64];
	struct ao_template *t;

	snprintf(path, sizeof(path), PROJECT_DIR "/templates/%s.yaml",
		 e->template);
	t = ao_template_open(path, city, &err);
	ck_assert_msg(t != NULL, "%s: %s", err.where, err.text);
	return t;
}

static size_t kind_index(enum ao_kind kind)
{
	return kind == AO_KIND_CARD_CERT   ? 0
	       : kind == AO_KIND_CERT_ONLY ? 1
					   : 2;
}

/* Every case of the letter has room for the longest dates. */
START_TEST(every_letter_fits)
{
	static const struct {
		enum ao_kind kind;
		unsigned expiring;
	} cases[] = {
		{AO_KIND_CARD_CERT, 7}, {AO_KIND_CARD_CERT, 3},
		{AO_KIND_CARD_ONLY, 1}, {AO_KIND_CERT_ONLY, 6},
		{AO_KIND_CERT_ONLY, 2}, {AO_KIND_CERT_ONLY, 4},
	};
	const struct edition *e = &editions[_i];
	struct ao_template *t = open_edition(e);
	struct ao_faces *faces =
		ao_fonts_open(PROJECT_DIR "/fonts/fonts.yaml", &err);
	struct ao_arena *arena = ao_arena_new();
	struct ao_layout *layout;

	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	layout = ao_layout_new(t, faces, &err);
	ck_assert_msg(layout != NULL, "%s: %s", err.where, err.text);
	for (size_t i = 0; i < COUNT(cases) * 2; i++) {
		struct ao_notice_options o = {.dated_on =
						      ao_date_of(2036, 12, 28),
					      .month = ao_date_of(2036, 9, 1),
					      .specimen = i % 2};
		struct ao_notice n;
		struct ao_letter letter;
		struct ao_misfit misfit = {.type = AO_FITS};

		ao_notice_specimen(&n, cases[i / 2].kind, cases[i / 2].expiring,
				   &o, arena);
		for (size_t f = 0; f < AO_FIELD_COUNT; f++)
			if (ao_date_known(n.date[f]))
				n.date[f] = e->longest;
		ao_letter_init(&letter);
		ck_assert_msg(
			ao_layout_letter(layout, &n,
					 *n.text[AO_FIELD_APPLICATION_ID]
						 ? "https://example.invalid/"
						 : "",
					 &letter, &misfit, &err),
			"%s: %s", err.where, err.text);
		ck_assert_int_eq(misfit.type, AO_FITS);
		ck_assert_msg(letter.pages ==
				      e->pages[kind_index(cases[i / 2].kind)],
			      "%s, case %zu: %zu pages", e->template, i,
			      letter.pages);
		ao_letter_release(&letter);
	}
	ao_layout_free(layout);
	ao_faces_close(faces);
	ao_arena_free(arena);
	ao_template_close(t);
}
END_TEST

/* The template with one piece of its text changed. */
static struct ao_template *notice_with(const char *old, const char *changed)
{
	char path[] = "/tmp/check_words.XXXXXX", line[2000];
	FILE *from = fopen(PROJECT_DIR "/templates/notice.yaml", "r");
	FILE *to = fdopen(mkstemp(path), "w");
	struct ao_template *t;
	bool found = false;

	ck_assert(from && to);
	while (fgets(line, sizeof(line), from)) {
		char *here = strstr(line, old);

		if (here)
			fprintf(to, "%.*s%s%s", (int)(here - line), line,
				changed, here + strlen(old));
		else
			fputs(line, to);
		found |= here != NULL;
	}
	ck_assert_msg(found, "no %s", old);
	fclose(from);
	fclose(to);
	t = ao_template_open(path, city, &err);
	ck_assert_msg(t != NULL, "%s: %s", err.where, err.text);
	remove(path);
	return t;
}

/* The list of what to bring stands at a fixed height below the questions. In
 * a letter of any kind nothing runs into anything, or it is said where. */
START_TEST(what_collides_is_refused)
{
	static const char *const change[][3] = {
		{"[23, 208, 164, 8]", "[23, 120, 164, 8]", "overlap by"},
		{"[18, 204, 174, 48]", "[18, 120, 174, 132]", "edge of the"},
		{"[105, 218, 0, 30]", "[60, 40, 0, 30]", "rule at"},
		{"[18, 74.5, 174, 0]", "[18, 79, 174, 0]", "rule at"},
	};
	struct ao_faces *faces =
		ao_fonts_open(PROJECT_DIR "/fonts/fonts.yaml", &err);

	ck_assert_msg(faces != NULL, "%s: %s", err.where, err.text);
	for (size_t i = 0; i < COUNT(change); i++) {
		struct ao_template *t = notice_with(change[i][0], change[i][1]);

		ck_assert_msg(ao_layout_new(t, faces, &err) == NULL, "%s",
			      change[i][1]);
		ck_assert_int_eq(err.status, AO_INPUT);
		ck_assert_msg(strstr(err.where, "check_words.") &&
				      strstr(err.text, "check_words.") &&
				      strstr(err.text, change[i][2]),
			      "%s: %s", err.where, err.text);
		memset(&err, 0, sizeof(err));
		ao_template_close(t);
	}
	ao_faces_close(faces);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, each_kind_says_what_concerns_it);
	tcase_add_test(tc, without_id_the_way_to_the_counter);
	tcase_add_loop_test(tc, every_letter_fits, 0, (int)COUNT(editions));
	tcase_add_test(tc, what_collides_is_refused);
}

SUITE_MAIN("words", fill);
