/* check_ruby.c - readings: how they are written, and how dates are read. */
#include "support/rows.h"
#include "support/suite.h"

#include "aofuto/notice/ruby.h"

#include <stdio.h>
#include <string.h>

static struct ao_arena *arena;

static void set_up(void)
{
	arena = ao_arena_new();
}

static void tear_down(void)
{
	ao_arena_free(arena);
}

static void notation_row(char *line, const void *data)
{
	static const char *const fault[] = {[AO_RUBY_NO_BASE] = "NO_BASE",
					    [AO_RUBY_NO_BAR] = "NO_BAR",
					    [AO_RUBY_NOT_OPEN] = "NOT_OPEN",
					    [AO_RUBY_NOT_CLOSED] = "NOT_CLOSED",
					    [AO_RUBY_EMPTY] = "EMPTY"};
	const char *text = rows_field(&line), *wanted = rows_field(&line), *at;
	struct ao_buf got = {0}, plain = {0};
	struct ao_ruby_piece piece;
	enum ao_ruby found;

	(void)data;
	if (!strcmp(text, "(empty)"))
		text = "";
	at = text;
	while ((found = ao_ruby_next(&at, &piece)) == AO_RUBY_PIECE) {
		if (piece.reading)
			ao_buf_addf(&got, "[%.*s/%.*s]", (int)piece.n, piece.s,
				    (int)piece.reading_n, piece.reading);
		else
			ao_buf_add(&got, piece.s, piece.n);
	}
	ao_ruby_plain(text, &plain);
	if (found != AO_RUBY_END) {
		ao_buf_clear(&got);
		ao_buf_addf(&got, "%s %s", fault[found], at);
		ck_assert_uint_eq(plain.n, 0);
	} else {
		ck_assert_ptr_null(plain.n ? strstr(plain.s, "《") : NULL);
	}
	ck_assert_msg(!strcmp(got.n ? got.s : "", wanted),
		      "%s: %s, and not %s (%s)", text, got.s, wanted, line);
	ao_buf_release(&got);
	ao_buf_release(&plain);
}

START_TEST(notation)
{
	ck_assert_uint_eq(
		rows_each(TEST_DIR "/cases/ruby.tsv", notation_row, NULL), 35);
}
END_TEST

START_TEST(days_of_a_month)
{
	/* 常用の読み方: the others are a number and にち. */
	static const struct {
		int day;
		const char *text;
	} c[] = {{1, "｜1日《ついたち》"},
		 {2, "｜2日《ふつか》"},
		 {3, "｜3日《みっか》"},
		 {4, "｜4日《よっか》"},
		 {5, "｜5日《いつか》"},
		 {6, "｜6日《むいか》"},
		 {7, "｜7日《なのか》"},
		 {8, "｜8日《ようか》"},
		 {9, "｜9日《ここのか》"},
		 {10, "｜10日《とおか》"},
		 {11, "11日《にち》"},
		 {13, "13日《にち》"},
		 {14, "｜14日《じゅうよっか》"},
		 {15, "15日《にち》"},
		 {17, "17日《にち》"},
		 {19, "19日《にち》"},
		 {20, "｜20日《はつか》"},
		 {21, "21日《にち》"},
		 {24, "｜24日《にじゅうよっか》"},
		 {28, "28日《にち》"},
		 {30, "30日《にち》"},
		 {31, "31日《にち》"}};

	for (size_t i = 0; i < COUNT(c); i++) {
		char wanted[128];

		snprintf(wanted, sizeof(wanted), "2027年《ねん》1月《がつ》%s",
			 c[i].text);
		ck_assert_str_eq(ao_ruby_date(ao_date_of(2027, 1, c[i].day),
					      /*wareki*/ false, arena),
				 wanted);
	}
}
END_TEST

START_TEST(years)
{
	static const struct {
		int year, month, day;
		const char *text;
	} c[] = {{2027, 3, 20,
		  "令和《れいわ》9年《ねん》3月《がつ》｜20日《はつか》"},
		 {2019, 5, 1,
		  "令和《れいわ》元年《がんねん》5月《がつ》｜1日《ついたち》"},
		 {1989, 1, 7,
		  "昭和《しょうわ》64年《ねん》1月《がつ》｜7日《なのか》"},
		 {1989, 12, 31,
		  "平成《へいせい》元年《がんねん》12月《がつ》31日《にち》"},
		 {1912, 7, 30,
		  "大正《たいしょう》元年《がんねん》7月《がつ》30日《にち》"},
		 {1900, 10, 16,
		  "明治《めいじ》33年《ねん》10月《がつ》16日《にち》"}};

	for (size_t i = 0; i < COUNT(c); i++)
		ck_assert_str_eq(ao_ruby_date(ao_date_of(c[i].year, c[i].month,
							 c[i].day),
					      /*wareki*/ true, arena),
				 c[i].text);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, notation);
	tcase_add_test(tc, days_of_a_month);
	tcase_add_test(tc, years);
}

SUITE_MAIN("ruby", fill);
