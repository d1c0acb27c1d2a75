/* ruby.c - where a base begins, and how the days of a month are read. */
#include "aofuto/notice/ruby.h"

#include <stdio.h>
#include <string.h>

#define OPEN  "《"
#define CLOSE "》"
#define BAR   "｜"
#define MARK  3 /* bytes of each */

enum kind { OTHER, KANJI, KANJI_BETWEEN, ALNUM };

static enum kind kind_of(uint32_t cp)
{
	uint32_t c = ao_narrow(cp);

	if ((cp >= 0x3005 && cp <= 0x3007) /* 々〆〇 */ ||
	    (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x4E00 && cp <= 0x9FFF) ||
	    (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFF))
		return KANJI;
	if (cp == 0x30F5 || cp == 0x30F6 /* ヵヶ, as in 霞ヶ関 */ ||
	    (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF))
		return KANJI_BETWEEN;
	if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z'))
		return ALNUM;
	return OTHER;
}

/* Where the run of kanji, or of letters and digits, that ends at `end` begins;
 * `end` where there is none. */
static const char *base_of(const char *s, const char *end)
{
	const char *from = end;
	enum kind run = OTHER;

	while (s < end) {
		const char *at = s;
		enum kind kind = kind_of(ao_utf8_next(&s));

		if (kind == KANJI_BETWEEN)
			kind = run == KANJI ? KANJI : OTHER;
		if (kind != run)
			from = at;
		run = kind;
	}
	return run == OTHER ? end : from;
}

/* The first of the three marks, or the end. */
static const char *next_mark(const char *s)
{
	static const char *const mark[] = {OPEN, CLOSE, BAR};

	for (; *s; s++)
		for (size_t i = 0; i < AO_COUNT(mark); i++)
			if (!strncmp(s, mark[i], MARK))
				return s;
	return s;
}

static bool is_at(const char *s, const char *mark)
{
	return strncmp(s, mark, MARK) == 0;
}

static bool only_blanks(const char *s, const char *end)
{
	while (s < end) {
		uint32_t cp = ao_utf8_next(&s);

		if (cp != ' ' && cp != 0x3000)
			return false;
	}
	return true;
}

/* s is at 《. */
static enum ao_ruby take_reading(const char **s, struct ao_ruby_piece *out)
{
	const char *from = *s + MARK, *end = next_mark(from);

	if (!is_at(end, CLOSE) || memchr(from, '\n', (size_t)(end - from)))
		return AO_RUBY_NOT_CLOSED;
	if (only_blanks(from, end))
		return AO_RUBY_EMPTY;
	out->reading = from;
	out->reading_n = (size_t)(end - from);
	*s = end + MARK;
	return AO_RUBY_PIECE;
}

/* *s is at the bar. */
static enum ao_ruby take_barred(const char **s, struct ao_ruby_piece *out)
{
	const char *from = *s + MARK, *end = next_mark(from);

	if (!is_at(end, OPEN) || memchr(from, '\n', (size_t)(end - from)))
		return AO_RUBY_NO_BAR;
	if (only_blanks(from, end))
		return AO_RUBY_NO_BASE;
	out->s = from;
	out->n = (size_t)(end - from);
	*s = end;
	return take_reading(s, out);
}

enum ao_ruby ao_ruby_next(const char **s, struct ao_ruby_piece *out)
{
	const char *from = *s, *mark = next_mark(from), *base = mark;

	*out = (struct ao_ruby_piece){.s = from};
	if (!*from)
		return AO_RUBY_END;
	if (is_at(from, BAR))
		return take_barred(s, out);
	if (is_at(mark, OPEN))
		base = base_of(from, mark);
	if (is_at(mark, CLOSE) || (is_at(mark, OPEN) && base == mark)) {
		*s = mark;
		return is_at(mark, CLOSE) ? AO_RUBY_NOT_OPEN : AO_RUBY_NO_BASE;
	}
	if (base == from) {
		out->n = (size_t)(mark - from);
		*s = mark;
		return take_reading(s, out);
	}
	out->n = (size_t)(base - from);
	*s = base;
	return AO_RUBY_PIECE;
}

void ao_ruby_plain(const char *s, struct ao_buf *out)
{
	struct ao_ruby_piece piece;
	size_t before = out->n;
	enum ao_ruby found;

	while ((found = ao_ruby_next(&s, &piece)) == AO_RUBY_PIECE)
		ao_buf_add(out, piece.s, piece.n);
	if (found != AO_RUBY_END)
		out->n = before;
}

/* The days that are not read as a number and にち. */
static const char *day_reading(int day)
{
	static const char *const first[] = {
		"ついたち", "ふつか", "みっか", "よっか",   "いつか",
		"むいか",   "なのか", "ようか", "ここのか", "とおか"};

	if (day <= 10)
		return first[day - 1];
	if (day == 14)
		return "じゅうよっか";
	if (day == 20)
		return "はつか";
	if (day == 24)
		return "にじゅうよっか";
	return NULL;
}

/* "2027年", "令和9年", "令和元年", with readings; year: all before 月's number.
 */
static void add_year(struct ao_buf *out, const char *year)
{
	static const char *const era[][2] = {{"令和", "れいわ"},
					     {"平成", "へいせい"},
					     {"昭和", "しょうわ"},
					     {"大正", "たいしょう"},
					     {"明治", "めいじ"}};
	static const char nen[] = "年", gannen[] = "元年";

	for (size_t i = 0; i < AO_COUNT(era); i++) {
		size_t n = strlen(era[i][0]);

		if (strncmp(year, era[i][0], n) != 0)
			continue;
		ao_buf_adds(out, era[i][0]);
		ao_buf_adds(out, OPEN);
		ao_buf_adds(out, era[i][1]);
		ao_buf_adds(out, CLOSE);
		year += n;
	}
	if (!strncmp(year, gannen, strlen(gannen))) {
		ao_buf_adds(out, "元年《がんねん》");
		return;
	}
	ao_buf_add(out, year, (size_t)(strstr(year, nen) - year));
	ao_buf_adds(out, "年《ねん》");
}

char *ao_ruby_date(struct ao_date d, bool wareki, struct ao_arena *arena)
{
	const char *day = day_reading(d.day);
	char text[AO_DATE_TEXT_SIZE], rest[64], *done;
	struct ao_buf out = {0};

	add_year(&out,
		 wareki ? ao_date_wareki(d, text) : ao_date_western(d, text));
	snprintf(rest, sizeof(rest), "%d月《がつ》%s%d日《%s》", d.month,
		 day ? BAR : "", d.day, day ? day : "にち");
	ao_buf_adds(&out, rest);
	done = ao_arena_strdup(arena, out.s);
	ao_buf_release(&out);
	return done;
}
