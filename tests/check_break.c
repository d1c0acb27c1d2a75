/* check_break.c - where lines may end, by a table that a clerk can extend. */
#include "support/suite.h"

#include "aofuto/notice/break.h"

#include <stdio.h>
#include <string.h>

struct row {
	char text[256], unbroken[256];
	char expected[512];
};

/* "{" and "}" leave the text and mark a span; every span has its number, so
 * that neighbours stay two. */
static void read_text(const char *s, size_t n, struct row *row)
{
	size_t to = 0;
	char spans = 0;
	bool inside = false;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '{' || s[i] == '}') {
			inside = s[i] == '{';
			spans = (char)(spans + inside);
		} else {
			row->unbroken[to] = (char)(inside ? spans : 0);
			row->text[to++] = s[i];
		}
	}
	row->text[to] = '\0';
}

static bool read_row(FILE *f, struct row *row)
{
	char line[1024];
	char *tab, *end;

	do {
		if (!fgets(line, sizeof(line), f))
			return false;
	} while (line[0] == '#');
	tab = strchr(line, '\t');
	ck_assert_ptr_nonnull(tab);
	end = strchr(tab + 1, '\t');
	ck_assert_msg(end, "no reason: %s", line);
	read_text(line, (size_t)(tab - line), row);
	snprintf(row->expected, sizeof(row->expected), "%.*s",
		 (int)(end - tab - 1), tab + 1);
	return true;
}

static void show(const char *s, const char *allowed, char *out)
{
	for (size_t i = 0; s[i]; i++) {
		if (i && allowed[i] == AO_BREAK_MAY)
			*out++ = '|';
		*out++ = s[i];
	}
	*out = '\0';
}

START_TEST(table)
{
	struct ao_error err = {0};
	struct ao_breaker *b = ao_breaker_open(&err);
	FILE *f = fopen(TEST_DIR "/cases/break.tsv", "r");
	struct row row;
	unsigned rows = 0, wrong = 0;

	ck_assert_ptr_nonnull(b);
	ck_assert_ptr_nonnull(f);
	while (read_row(f, &row)) {
		char allowed[257], got[512];
		size_t n = strlen(row.text);

		ck_assert(ao_break_find(b, row.text, n, row.unbroken, allowed,
					&err));
		show(row.text, allowed, got);
		if (strcmp(got, row.expected) != 0) {
			printf("want %s\ngot  %s\n", row.expected, got);
			wrong++;
		}
		rows++;
	}
	ck_assert_uint_eq(wrong, 0);
	ck_assert_uint_gt(rows, 40);
	fclose(f);
	ao_breaker_close(b);
}
END_TEST

START_TEST(ends_and_newlines)
{
	struct ao_error err = {0};
	struct ao_breaker *b = ao_breaker_open(&err);
	char allowed[16];

	ck_assert(ao_break_find(b, "", 0, NULL, allowed, &err));
	ck_assert(ao_break_find(b, "a\nb", 3, NULL, allowed, &err));
	ck_assert_int_eq(allowed[0], AO_BREAK_NO);
	ck_assert_int_eq(allowed[1], AO_BREAK_NO);
	ck_assert_int_eq(allowed[2], AO_BREAK_MUST);
	ck_assert_int_eq(allowed[3], AO_BREAK_MAY);
	/* A no-break span does not hide the end of a line. */
	ck_assert(ao_break_find(b, "a\nb", 3, "\1\1\1", allowed, &err));
	ck_assert_int_eq(allowed[2], AO_BREAK_MUST);
	/* Inside a house number a line ends only if nothing else helps, and
	 * then behind a hyphen; inside a number never. */
	ck_assert(ao_break_find(b, "１－２３", 12, NULL, allowed, &err));
	ck_assert_int_eq(allowed[3], AO_BREAK_NO);
	ck_assert_int_eq(allowed[6], AO_BREAK_LAST);
	ck_assert_int_eq(allowed[9], AO_BREAK_NO);
	ck_assert(ao_break_find(b, "A12", 3, NULL, allowed, &err));
	ck_assert_int_eq(allowed[1], AO_BREAK_LAST);
	ck_assert_int_eq(allowed[2], AO_BREAK_NO);
	ck_assert(ao_break_find(b, "一二", 6, NULL, allowed, &err));
	ck_assert_int_eq(allowed[3], AO_BREAK_NO);
	ck_assert(ao_break_find(b, "あ様", 6, NULL, allowed, &err));
	ck_assert_int_eq(allowed[3], AO_BREAK_NO);
	/* Bytes that are no UTF-8 do no harm. */
	ck_assert(ao_break_find(b, "\xE3\x81", 2, NULL, allowed, &err));
	ao_breaker_close(b);
}
END_TEST

/* A Japanese word in brackets in an English sentence is one thing. */
START_TEST(glosses)
{
	static const struct {
		const char *text, *ends;
	} row[] = {
		{"renew (更新) it", "renew |(更新) |it"},
		{"the (まちづくりセンター), but",
		 "the |(まちづくりセンター), |but"},
		{"fill in 「照会書兼回答書」.",
		 "fill |in |「照会書兼回答書」."},
		/* Nothing is wider than it can be. */
		{"at (市民課マイナンバーカード交付会場)",
		 "at |(市|民|課|マ|イ|ナ|ン|バー|カー|ド|交|付|会|場)"},
		/* An English aside may part, and a bracket within Japanese. */
		{"card (for free)", "card |(for |free)"},
		{"並木(旧館)", "並|木|(旧|館)"},
		{"it (更新", "it |(更|新"},
	};
	struct ao_error err = {0};
	struct ao_breaker *b = ao_breaker_open(&err);

	for (size_t i = 0; i < COUNT(row); i++) {
		char allowed[257], got[512];
		size_t n = strlen(row[i].text);

		ck_assert(
			ao_break_find(b, row[i].text, n, NULL, allowed, &err));
		ck_assert(ao_break_phrases(b, row[i].text, n, /*easy*/ false,
					   allowed, &err));
		for (size_t at = 0; at < n; at++)
			if (allowed[at] == AO_BREAK_GOOD)
				allowed[at] = AO_BREAK_MAY;
		show(row[i].text, allowed, got);
		ck_assert_str_eq(got, row[i].ends);
	}
	ao_breaker_close(b);
}
END_TEST

/* Of the row's text, with | where a line of that kind may end. */
static void show_phrases(struct ao_breaker *b, const char *text, bool easy,
			 char *got)
{
	char allowed[257];
	struct ao_error err = {0};
	size_t n = strlen(text);

	ck_assert(ao_break_find(b, text, n, NULL, allowed, &err));
	ck_assert(ao_break_phrases(b, text, n, easy, allowed, &err));
	for (size_t at = 0; at < n && !easy; at++)
		if (allowed[at] == AO_BREAK_MAY)
			allowed[at] = AO_BREAK_NO;
		else if (allowed[at] == AO_BREAK_GOOD)
			allowed[at] = AO_BREAK_MAY;
	show(text, allowed, got);
}

/* Phrases only choose among the breaks that the rules above allow. */
START_TEST(phrases)
{
	static const struct {
		const char *text, *good, *easy;
	} row[] = {
		{"引き続きお使いになる方は", "引き続き|お使いに|なる|方は",
		 "引き続き|お使いに|なる|方は"},
		{"必ずお持ちください", "必ず|お持ち|ください",
		 "必ず|お持ち|ください"},
		{"予約して受け取る", "予約して|受け取る", "予約して|受け取る"},
		{"e-Taxなどが使えます", "e-Taxなどが|使えます",
		 "e-Taxなどが|使えます"},
		/* ICU parts 新|しく, 運転|免許証, 証明し|ます and 」|と. */
		{"無料で新しくできます", "無料で|新|しく|できます",
		 "無料で|新しく|できます"},
		{"運転免許証などを", "運転|免許証などを", "運転免許証などを"},
		{"これで証明します", "これで証明します", "これで|証明します"},
		{"「私です」と言います", "「私です」|と|言います",
		 "「私です」と|言います"},
		/* Easy Japanese has few words that are 証 or 書 alone. */
		{"次の証明書を書いてください", "次の証明書を書いて|ください",
		 "次の|証明書を|書いて|ください"},
	};
	struct ao_error err = {0};
	struct ao_breaker *b = ao_breaker_open(&err);

	for (size_t i = 0; i < COUNT(row); i++) {
		char got[512];

		show_phrases(b, row[i].text, /*easy*/ false, got);
		ck_assert_str_eq(got, row[i].good);
		show_phrases(b, row[i].text, /*easy*/ true, got);
		ck_assert_str_eq(got, row[i].easy);
	}
	ao_breaker_close(b);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, phrases);
	tcase_add_test(tc, glosses);
	tcase_add_test(tc, table);
	tcase_add_test(tc, ends_and_newlines);
}

SUITE_MAIN("break", fill);
