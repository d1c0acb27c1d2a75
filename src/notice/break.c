/* break.c - ICU's strict Japanese line breaks, and what ICU does not know. */
#include "notice/break_inside.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>

static bool icu_failed(UErrorCode status, struct ao_error *err)
{
	return ao_fail(err, AO_HOST, NULL,
		       _("ICU cannot break lines (%s); is libicu72 whole?"),
		       u_errorName(status));
}

struct ao_breaker *ao_breaker_open(struct ao_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	/* The keyword must be said: plain "ja" lets ー and small kana start
	 * a line. */
	UBreakIterator *icu =
		ubrk_open(UBRK_LINE, "ja@lb=strict", NULL, 0, &status);
	struct ao_breaker *b;

	if (U_FAILURE(status)) {
		(void)icu_failed(status, err);
		return NULL;
	}
	b = ao_calloc(1, sizeof(*b));
	b->icu = icu;
	return b;
}

void ao_breaker_close(struct ao_breaker *b)
{
	if (!b)
		return;
	ubrk_close(b->icu);
	if (b->phrases)
		ubrk_close(b->phrases);
	free(b->unit);
	free(b->unit_at);
	free(b->cp);
	free(b->at);
	free(b->allowed);
	free(b);
}

static void make_room(struct ao_breaker *b, size_t n)
{
	if (n + 1 <= b->cap)
		return;
	b->cap = (n + 1) * 2;
	b->unit = ao_realloc(b->unit, b->cap * sizeof(*b->unit));
	b->unit_at = ao_realloc(b->unit_at, b->cap * sizeof(*b->unit_at));
	b->cp = ao_realloc(b->cp, b->cap * sizeof(*b->cp));
	b->at = ao_realloc(b->at, b->cap * sizeof(*b->at));
	b->allowed = ao_realloc(b->allowed, b->cap);
}

/* Returns the number of UTF-16 units. */
static size_t decode(struct ao_breaker *b, const char *s, size_t n)
{
	const char *p = s;
	size_t units = 0;

	b->n = 0;
	while (p < s + n) {
		size_t at = (size_t)(p - s);
		uint32_t cp = ao_utf8_next(&p);

		if (cp == 0)
			break;
		if (cp == AO_UTF8_BAD)
			cp = 0xFFFD;
		b->cp[b->n] = cp;
		b->at[b->n++] = at;
		b->unit_at[units] = at;
		if (cp > 0xFFFF) {
			b->unit[units++] = (UChar)(0xD7C0 + (cp >> 10));
			b->unit_at[units] = at;
			cp = 0xDC00 + (cp & 0x3FF);
		}
		b->unit[units++] = (UChar)cp;
	}
	return units;
}

/* What one of ICU's iterators says, into `allowed` by byte. */
static bool ask_icu(const struct ao_breaker *b, UBreakIterator *icu,
		    size_t units, char *allowed, struct ao_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t at;

	ubrk_setText(icu, b->unit, (int32_t)units, &status);
	if (U_FAILURE(status))
		return icu_failed(status, err);
	for (at = ubrk_next(icu); at != UBRK_DONE; at = ubrk_next(icu))
		if ((size_t)at < units)
			allowed[b->unit_at[at]] = AO_BREAK_MAY;
	return true;
}

static bool is_digit(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

static bool is_numeral(uint32_t cp) /* 漢数字 */
{
	static const uint32_t numeral[] = {
		0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
		0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343};

	for (size_t i = 0; i < AO_COUNT(numeral); i++)
		if (numeral[i] == cp)
			return true;
	return false;
}

static bool is_alnum(uint32_t cp)
{
	uint32_t c = ao_narrow(cp);

	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

static bool is_hyphen(uint32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2043 ||
	       cp == 0x2212 || cp == 0x2500 /* ─, in its stead */ ||
	       cp == 0x30A0 /* ゠ */ || cp == 0xFE58 || cp == 0xFE63 ||
	       cp == 0xFF0D;
}

static bool is_among(uint32_t cp, const char *list)
{
	while (*list)
		if (ao_utf8_next(&list) == cp)
			return true;
	return false;
}

/* JLREQ cl-03 and its relatives: ICU lets a line start with these, and behind
 * a blank with any repetition mark or small kana. */
static bool never_starts(uint32_t cp)
{
	static const char kinsoku[] =
		"々〻ゝゞヽヾ・：；！？‼⁇⁈⁉゛゜"
		"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ";

	if ((cp >= 0x31F0 && cp <= 0x31FF) /* ㇰ to ㇿ */ ||
	    cp == 0xFF65 /* ･ */ ||
	    (cp >= 0xFF67 && cp <= 0xFF70) /* ｧ to ｰ */ ||
	    (cp >= 0x203C && (cp < 0x3100 || cp > 0xFF00) &&
	     is_among(cp, kinsoku)))
		return true;
	return is_hyphen(cp) || cp == 0xFF0F /* ／ */ ||
	       cp == 0x30FC /* ー */ || cp == 0xFF70 /* ｰ */ ||
	       cp == 0x301C /* 〜 */ || cp == 0xFF5E /* ～ */ ||
	       cp == 0xFF05 /* ％ */ || cp == 0x69D8 /* 様 */;
}

/* Between two digits this is part of a phone number, a date, a range. */
static bool joins_digits(uint32_t cp)
{
	uint32_t c = ao_narrow(cp);

	return is_hyphen(cp) || c == '/' || c == '.' || c == ',' || c == ':' ||
	       c == '(' || c == ')' || c == '~' || cp == 0x301C ||
	       cp == 0x30FC || cp == 0xFF70 /* ｰ */ || cp == 0x30FB /* ・ */ ||
	       cp == 0x306E /* の */;
}

static void join(struct ao_breaker *b, size_t i)
{
	if (i < b->n && b->allowed[i] == AO_BREAK_MAY)
		b->allowed[i] = AO_BREAK_LAST;
}

/* Counters (助数詞). `spaced`: also kept behind a blank, "1 番地". `leads`: a
 * number that follows belongs to it, as in 3月8日 and 1丁目2番. */
static const struct counter {
	const char *word;
	bool spaced, leads;
} counters[] = {
	{"番地の", true, true},  {"番地", true, true},   {"番号", false, false},
	{"番", true, true},      {"丁目", true, true},   {"丁", false, true},
	{"号室", true, false},   {"号棟", true, true},   {"号", true, false},
	{"年度", true, false},   {"年間", true, false},  {"年", true, true},
	{"か月間", true, false}, {"か月", true, false},  {"カ月", true, false},
	{"ヵ月", true, false},   {"ヶ月", true, false},  {"ケ月", true, false},
	{"箇月", true, false},   {"か所", true, false},  {"カ所", true, false},
	{"ヶ所", true, false},   {"か国", true, false},  {"月", false, true},
	{"日間", false, false},  {"日目", false, false}, {"日", false, false},
	{"時間", false, false},  {"時", false, true},    {"分間", false, false},
	{"分", false, false},    {"秒", false, false},   {"週間", false, false},
	{"円", true, false},     {"条", true, false},    {"項", true, false},
	{"件", true, false},     {"枚", true, false},    {"人", false, false},
	{"名", false, false},    {"歳", true, false},    {"才", false, false},
	{"回目", false, false},  {"回", false, false},   {"階", true, false},
	{"桁", true, false},     {"点", false, false},   {"通", false, false},
	{"文字", false, false},  {"字", false, false},   {"種類", false, false},
	{"世帯", false, false},  {"つ", false, false},   {"度", false, false},
	{"倍", false, false},    {"本", false, false},   {"台", false, false},
	{"棟", false, false},    {"室", false, false},   {"組", false, false},
	{"級", false, false},
};

static const struct counter *counter_at(const struct ao_breaker *b, size_t i,
					bool spaced, size_t *length)
{
	for (size_t k = 0; k < AO_COUNT(counters); k++) {
		*length = ao_breaker_matches(b, i, counters[k].word);
		if (*length && (!spaced || counters[k].spaced))
			return &counters[k];
	}
	return NULL;
}

/* i is behind a number: keeps its counter with it. */
static void keep_counter(struct ao_breaker *b, size_t i)
{
	bool blank =
		ao_breaker_at(b, i) == ' ' || ao_breaker_at(b, i) == 0x3000;
	size_t from = i + blank, length;
	const struct counter *c = counter_at(b, from, blank, &length);

	if (!c)
		return;
	for (size_t k = i; k < from + length; k++)
		join(b, k);
	if (c->leads && (is_digit(ao_breaker_at(b, from + length)) ||
			 is_numeral(ao_breaker_at(b, from + length))))
		join(b, from + length);
}

/* What stands before a number and belongs to it: 第2, 約3, 午前10, 令和7. i is
 * the number's first code point. */
static void keep_prefix(struct ao_breaker *b, size_t i)
{
	static const char *const prefix[] = {"令和", "平成", "昭和", "大正",
					     "明治", "午前", "午後", "第",
					     "〒",   "約"};

	for (size_t k = 0; k < AO_COUNT(prefix); k++) {
		size_t length = ao_utf8_length(prefix[k]);

		if (i < length || !ao_breaker_matches(b, i - length, prefix[k]))
			continue;
		for (size_t j = i - length + 1; j <= i; j++)
			join(b, j);
		/* 第2・第4 */
		if (i >= length + 2 &&
		    ao_breaker_at(b, i - length - 1) == 0x30FB &&
		    is_digit(ao_breaker_at(b, i - length - 2)))
			join(b, i - length);
	}
}

/* 元年 counts as a number behind the name of an era only. */
static bool is_first_year(const struct ao_breaker *b, size_t i)
{
	return i > 1 && ao_breaker_at(b, i) == 0x5143 &&
	       (ao_breaker_matches(b, i - 2, "令和") ||
		ao_breaker_matches(b, i - 2, "平成") ||
		ao_breaker_matches(b, i - 2, "昭和") ||
		ao_breaker_matches(b, i - 2, "大正"));
}

static void keep_numbers(struct ao_breaker *b)
{
	for (size_t i = 0; i < b->n; i++) {
		uint32_t cp = b->cp[i];
		bool digit = is_digit(cp), numeral = is_numeral(cp);

		if (!digit && !numeral && !is_first_year(b, i))
			continue;
		keep_prefix(b, i);
		if ((digit && is_digit(ao_breaker_at(b, i + 1))) ||
		    (numeral && is_numeral(ao_breaker_at(b, i + 1)))) {
			b->allowed[i + 1] = AO_BREAK_NO;
			continue;
		}
		if (digit && joins_digits(ao_breaker_at(b, i + 1)) &&
		    is_digit(ao_breaker_at(b, i + 2))) {
			join(b, i + 1);
			join(b, i + 2);
		}
		keep_counter(b, i + 1);
	}
}

/* 勅使河原様方: whose house it is stays one word. */
static void keep_in_care_of(struct ao_breaker *b)
{
	for (size_t i = 1; i < b->n; i++)
		if (b->cp[i - 1] == 0x69D8 && b->cp[i] == 0x65B9)
			b->allowed[i] = AO_BREAK_NO;
}

/* A letter of an alphabet, or a digit. */
static bool is_in_word(uint32_t cp)
{
	return is_alnum(cp) ||
	       (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) ||
	       (cp >= 0x300 && cp <= 0x52F) || (cp >= 0x1E00 && cp <= 0x1FFF);
}

/* Where ICU parts no word, a line ends if nothing else helps: a single word may
 * be longer than any line. Of a number only the whole is right. */
static void allow_inside_words(struct ao_breaker *b)
{
	for (size_t i = 1; i < b->n; i++)
		if (b->allowed[i] == AO_BREAK_NO && is_in_word(b->cp[i]) &&
		    is_in_word(b->cp[i - 1]) &&
		    !(is_digit(b->cp[i]) && is_digit(b->cp[i - 1])))
			b->allowed[i] = AO_BREAK_LAST;
}

/* Letters in the run that ends at `end` (backwards) or starts there; a digit
 * in it makes it short, as in A-101. */
static size_t letters(const struct ao_breaker *b, size_t from, bool backwards)
{
	size_t n = 0;

	while (from < b->n && is_alnum(b->cp[from])) {
		if (is_digit(b->cp[from]))
			return 0;
		n++;
		from = backwards ? from - 1 : from + 1;
	}
	return n;
}

/* Words in Latin letters of either width; e-Tax stays whole, a hyphen between
 * two long words may end a line. */
static void keep_words(struct ao_breaker *b)
{
	enum { LONG = 4 };

	for (size_t i = 1; i < b->n; i++) {
		if (!is_alnum(b->cp[i]))
			continue;
		if (is_alnum(b->cp[i - 1]))
			join(b, i);
		if (i > 1 && is_hyphen(b->cp[i - 1]) &&
		    is_alnum(b->cp[i - 2]) &&
		    (letters(b, i - 2, /*backwards*/ true) < LONG ||
		     letters(b, i, /*backwards*/ false) < LONG))
			join(b, i);
	}
}

bool ao_break_find(struct ao_breaker *b, const char *s, size_t n,
		   const char *unbroken, char *allowed, struct ao_error *err)
{
	size_t units;

	make_room(b, n);
	memset(allowed, AO_BREAK_NO, n + 1);
	units = decode(b, s, n);
	if (!ask_icu(b, b->icu, units, allowed, err))
		return false;
	for (size_t i = 0; i < b->n; i++) {
		b->allowed[i] = allowed[b->at[i]];
		if (never_starts(b->cp[i]))
			b->allowed[i] = AO_BREAK_NO;
	}
	keep_numbers(b);
	keep_words(b);
	keep_in_care_of(b);
	allow_inside_words(b);
	for (size_t i = 0; i < b->n; i++) {
		size_t at = b->at[i];

		if (at > 0 && unbroken && unbroken[at] &&
		    unbroken[at - 1] == unbroken[at])
			b->allowed[i] = AO_BREAK_NO;
		if (at > 0 && s[at - 1] == '\n')
			b->allowed[i] = AO_BREAK_MUST;
		allowed[at] = b->allowed[i];
	}
	allowed[n] = AO_BREAK_MAY;
	if (n > 0 && s[n - 1] == '\n')
		allowed[n] = AO_BREAK_MUST;
	return true;
}

bool ao_break_phrases(struct ao_breaker *b, const char *s, size_t n, bool easy,
		      char *allowed, struct ao_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	char *phrase;
	size_t units;
	bool ok;

	if (!b->phrases)
		b->phrases = ubrk_open(UBRK_LINE, "ja@lb=strict;lw=phrase",
				       NULL, 0, &status);
	if (U_FAILURE(status))
		return icu_failed(status, err);
	make_room(b, n);
	units = decode(b, s, n);
	phrase = ao_calloc(n + 1, 1);
	ok = ask_icu(b, b->phrases, units, phrase, err);
	if (ok)
		ao_phrases_mark(b, phrase, easy, allowed);
	free(phrase);
	return ok;
}

void ao_break_library(struct ao_buf *out)
{
	UVersionInfo part;
	char text[U_MAX_VERSION_STRING_LENGTH];

	u_getVersion(part);
	u_versionToString(part, text);
	ao_buf_addf(out, "ICU %s", text);
}
