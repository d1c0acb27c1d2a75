/* break_phrases.c - where one phrase (文節) ends, and what ICU parts of it. */
#include "notice/break_inside.h"

uint32_t ao_breaker_at(const struct ao_breaker *b, size_t i)
{
	return i < b->n ? b->cp[i] : 0;
}

/* How many code points from i on are `word`; 0 when they are not. */
size_t ao_breaker_matches(const struct ao_breaker *b, size_t i,
			  const char *word)
{
	size_t n = 0;

	while (*word) {
		if (ao_utf8_next(&word) != ao_breaker_at(b, i + n))
			return 0;
		n++;
	}
	return n;
}

static bool is_kanji(uint32_t cp)
{
	return cp >= 0x4E00 && cp <= 0x9FFF;
}

/* ICU's dictionary parts くだ|さい and 利用|者, and leaves the polite prefix
 * with the phrase before it: 必ずお|持ち. */
static bool reads_badly(const struct ao_breaker *b, size_t i)
{
	static const char *const tied[] = {"さい", "者", "用",  "書",
					   "証",   "目", "期限"};

	if (i == 0)
		return true;
	for (size_t k = 0; k < AO_COUNT(tied); k++)
		if (ao_breaker_matches(b, i, tied[k]))
			return true;
	return (b->cp[i - 1] == 0x3054 || b->cp[i - 1] == 0x304A) &&
	       is_kanji(b->cp[i]);
}

static bool is_polite_prefix(const struct ao_breaker *b, size_t i)
{
	return (b->cp[i] == 0x3054 /* ご */ || b->cp[i] == 0x304A /* お */) &&
	       is_kanji(ao_breaker_at(b, i + 1));
}

/* The bracket that closes what opens at i, behind a blank; 0 for others. */
static uint32_t closes(const struct ao_breaker *b, size_t i)
{
	if (i == 0 || b->cp[i - 1] != ' ')
		return 0;
	return b->cp[i] == '(' ? ')' : b->cp[i] == 0x300C /* 「 */ ? 0x300D : 0;
}

/* A Japanese word in a sentence of another language, as in "renewal (更新)",
 * is read and shown as one thing. */
static void keep_glosses(const struct ao_breaker *b, char *allowed)
{
	enum { LONGEST = 14 };

	for (size_t i = 0; i < b->n; i++) {
		uint32_t close = closes(b, i);
		size_t end = i + 1;

		while (close && end < b->n && end <= i + LONGEST &&
		       b->cp[end] != close && b->cp[end] != ' ')
			end++;
		if (!close || ao_breaker_at(b, end) != close)
			continue;
		for (size_t k = i + 1; k <= end; k++)
			if (allowed[b->at[k]] == AO_BREAK_MAY)
				allowed[b->at[k]] = AO_BREAK_LAST;
	}
}

static bool is_ending(const struct ao_breaker *b, size_t i)
{
	return ao_breaker_matches(b, i, "ます") ||
	       ao_breaker_matches(b, i, "ませ") ||
	       ao_breaker_matches(b, i, "まし") ||
	       ao_breaker_matches(b, i, "です") ||
	       ao_breaker_matches(b, i, "でし") ||
	       ao_breaker_matches(b, i, "さい");
}

/* 新|しい, 運転|免許証, 「私です」|と, 証明し|ます and お|持ち, which ICU takes
 * for two phrases: a new one mostly begins behind kana. */
static bool is_inside_phrase(const struct ao_breaker *b, size_t i)
{
	uint32_t cp = b->cp[i], last = i ? b->cp[i - 1] : 0;
	bool closing = last == 0x300D /* 」 */ || last == 0xFF09 /* ） */;
	bool hiragana = cp >= 0x3041 && cp <= 0x3096;

	return (is_kanji(last) && (hiragana || is_kanji(cp))) ||
	       (closing && hiragana) ||
	       (is_ending(b, i) && last >= 0x3041 && last <= 0x3096) ||
	       ((last == 0x3054 || last == 0x304A) && is_kanji(cp));
}

static void mark_phrase(const struct ao_breaker *b, size_t i, bool ends,
			bool easy, char *allowed)
{
	if (*allowed != AO_BREAK_MAY)
		return;
	ends |= is_polite_prefix(b, i);
	if (easy && (!ends || is_inside_phrase(b, i)))
		*allowed = AO_BREAK_POOR;
	if (!easy && ends && !reads_badly(b, i))
		*allowed = AO_BREAK_GOOD;
}

void ao_phrases_mark(const struct ao_breaker *b, const char *ends, bool easy,
		     char *allowed)
{
	keep_glosses(b, allowed);
	for (size_t i = 0; i < b->n; i++)
		mark_phrase(b, i, ends[b->at[i]] == AO_BREAK_MAY, easy,
			    &allowed[b->at[i]]);
}
