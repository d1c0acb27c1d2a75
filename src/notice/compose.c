/* compose.c - kana and Latin letters with their marks, as they are printed. */
#include "notice/compose.h"

#include <unicode/unorm2.h>

#define VOICED     0x3099u /* combining marks */
#define SEMIVOICED 0x309Au

/* U+FF61 to U+FF9F, in order. The two marks at the end become the spacing
 * forms, where there is nothing before them that they could join. */
static const uint16_t wide[] = {
	0x3002, 0x300C, 0x300D, 0x3001, 0x30FB, 0x30F2, 0x30A1, 0x30A3, 0x30A5,
	0x30A7, 0x30A9, 0x30E3, 0x30E5, 0x30E7, 0x30C3, 0x30FC, 0x30A2, 0x30A4,
	0x30A6, 0x30A8, 0x30AA, 0x30AB, 0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5,
	0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF, 0x30C1, 0x30C4, 0x30C6, 0x30C8,
	0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF, 0x30D2, 0x30D5, 0x30D8,
	0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6, 0x30E8,
	0x30E9, 0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3, 0x309B, 0x309C};

static bool half_width(uint32_t cp)
{
	return cp >= 0xFF61 && cp <= 0xFF9F;
}

/* Letters of か to と: the voiced one follows; but っ stands between. */
static bool voiced_follows(uint32_t k)
{
	return (k >= 0x304B && k <= 0x3061 && k % 2 == 1) ||
	       (k >= 0x3064 && k <= 0x3068 && k % 2 == 0);
}

/* は to ほ: voiced and semi-voiced follow in threes. */
static bool ha_row(uint32_t k)
{
	return k >= 0x306F && k <= 0x307B && k % 3 == 0;
}

/* The letter for kana and mark, or 0. Katakana stands 0x60 above hiragana,
 * except the last few. */
static uint32_t joined(uint32_t kana, uint32_t mark)
{
	static const uint16_t other[][2] = {
		{0x3046, 0x3094}, {0x309D, 0x309E}, {0x30A6, 0x30F4},
		{0x30EF, 0x30F7}, {0x30F0, 0x30F8}, {0x30F1, 0x30F9},
		{0x30F2, 0x30FA}, {0x30FD, 0x30FE},
	};
	uint32_t k = kana >= 0x30A1 && kana <= 0x30F3 ? kana - 0x60 : kana;

	if (ha_row(k))
		return kana + (mark == VOICED ? 1 : 2);
	if (mark != VOICED)
		return 0;
	if (voiced_follows(k))
		return kana + 1;
	for (size_t i = 0; i < AO_COUNT(other); i++)
		if (other[i][0] == kana)
			return other[i][1];
	return 0;
}

/* The mark at s that could join, as a combining one; 0 if there is none. A
 * half-width mark joins half-width kana alone: か゛ was typed so. */
static uint32_t mark_at(const char *s, bool after_half_width)
{
	uint32_t cp = ao_utf8_next(&s);

	if (cp == VOICED || cp == SEMIVOICED)
		return cp;
	if (after_half_width && cp == 0xFF9E)
		return VOICED;
	if (after_half_width && cp == 0xFF9F)
		return SEMIVOICED;
	return 0;
}

#define HALF_PROLONGED 0xFF70u

/* One character of s, which moves past it and past a mark that joins it. Where
 * no half-width kana stands before, ｰ was typed as a hyphen: 6ｰ7. */
static uint32_t take(const char **s, bool after_half_width)
{
	uint32_t cp = ao_utf8_next(s);
	bool half =
		half_width(cp) && (cp != HALF_PROLONGED || after_half_width);
	uint32_t mark, letter;

	if (half)
		cp = wide[cp - 0xFF61];
	mark = mark_at(*s, half);
	letter = mark ? joined(cp, mark) : 0;
	if (!letter)
		return cp;
	(void)ao_utf8_next(s);
	return letter;
}

static bool is_latin(uint32_t cp)
{
	uint32_t small = cp | 0x20;

	return (small >= 'a' && small <= 'z') ||
	       (cp >= 0x00C0 && cp <= 0x024F) || (cp >= 0x1E00 && cp <= 0x1EFF);
}

/* U+0300 to U+036F at s. */
static bool accent_at(const char *s)
{
	unsigned char first = (unsigned char)*s;

	return first == 0xCC || (first == 0xCD && (unsigned char)s[1] <= 0xAF);
}

#define ACCENTS_MOST 8

/* A Latin letter with its accents, as few code points as Unicode has for them,
 * in its order; s moves past them. False: no letter, or more accents than any
 * language has; nothing is touched. */
static bool latin(const char **s, struct ao_buf *out)
{
	UChar from[1 + ACCENTS_MOST], to[2 * (1 + ACCENTS_MOST)];
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc;
	const char *p = *s;
	uint32_t cp = ao_utf8_next(&p);
	int32_t n = 0;

	if (!is_latin(cp))
		return false;
	from[n++] = (UChar)cp;
	while (accent_at(p) && n <= ACCENTS_MOST)
		from[n++] = (UChar)ao_utf8_next(&p);
	nfc = unorm2_getNFCInstance(&status);
	n = unorm2_normalize(nfc, from, n, to, (int32_t)AO_COUNT(to), &status);
	if (U_FAILURE(status) || accent_at(p))
		return false;
	for (int32_t i = 0; i < n; i++)
		ao_buf_add_utf8(out, to[i]);
	*s = p;
	return true;
}

static bool blank_of_kana(const char *s, bool after_half_width)
{
	if (!after_half_width || *s != ' ')
		return false;
	s++;
	return half_width(ao_utf8_next(&s));
}

/* An address list pads its building with a wide blank in front, which would
 * indent the line. */
static const char *past_blanks(const char *s)
{
	const char *p = s;

	for (uint32_t cp = ' '; cp == ' ' || cp == 0xA0 || cp == 0x3000;) {
		s = p;
		cp = ao_utf8_next(&p);
	}
	return s;
}

const char *ao_text_for_print(const char *s, struct ao_arena *arena)
{
	struct ao_buf out = {0};
	bool half = false; /* the character before was half-width kana */
	const char *copy;

	s = s ? past_blanks(s) : "";
	while (*s) {
		const char *start = s, *look = s;
		bool before = half;
		uint32_t cp;

		if (blank_of_kana(s, half)) {
			ao_buf_add_utf8(&out, 0x3000);
			s++;
			half = false;
			continue;
		}
		half = half_width(ao_utf8_next(&look));
		if (accent_at(look) && latin(&s, &out))
			continue;
		cp = take(&s, before);
		if (cp == AO_UTF8_BAD)
			ao_buf_add(&out, start, (size_t)(s - start));
		else
			ao_buf_add_utf8(&out, cp);
	}
	copy = ao_arena_strdup(arena, out.s ? out.s : "");
	ao_buf_release(&out);
	return copy;
}
