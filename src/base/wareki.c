/* wareki.c - normalise what people type to a handful of signs, then parse. */
#include "aofuto/base/wareki.h"

#include "aofuto/base/text.h"

#include <string.h>

#define SIGNS_MOST 32 /* no written day is longer once it is normalised */

/* 太政官布告 337号: Gregorian from 明治6年1月1日. The last day of one era is
 * the first of the next for 大正 and 昭和: both names are right that day. */
static const struct era {
	char sign;
	int before_first; /* western year of the year 0 */
	struct ao_date first, last;
} eras[] = {
	{'M', 1867, {1873, 1, 1}, {1912, 7, 30}},
	{'T', 1911, {1912, 7, 30}, {1926, 12, 25}},
	{'S', 1925, {1926, 12, 25}, {1989, 1, 7}},
	{'H', 1988, {1989, 1, 8}, {2019, 4, 30}},
	{'R', 2018, {2019, 5, 1}, {9999, 12, 31}},
};

struct parts {
	const struct era *era; /* NULL: western */
	int year, month, day;
};

static enum ao_wareki finish(const struct parts *p, struct ao_date *out)
{
	int year = p->year + (p->era ? p->era->before_first : 0);
	struct ao_date d;

	/* 00 and 99 are how fixed-width records say "not known". */
	if ((p->month == 99 && p->day == 99) ||
	    ((p->month == 0 || p->day == 0) && p->month <= 12 &&
	     p->day <= 31)) {
		*out = AO_UNKNOWN_DATE;
		return AO_WAREKI_UNKNOWN;
	}
	d = ao_date_of(year, p->month, p->day);
	if (!ao_date_valid(d) || (p->era && p->year == 0))
		return AO_WAREKI_BAD;
	if (p->era && (ao_date_before(d, p->era->first) ||
		       ao_date_before(p->era->last, d)))
		return AO_WAREKI_BAD_ERA;
	*out = d;
	return AO_WAREKI_DAY;
}

static int digits(const char *s, size_t n)
{
	int value = 0;

	while (n--)
		value = value * 10 + (*s++ - '0');
	return value;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digit_run(const char *s)
{
	size_t n = 0;

	while (is_digit(s[n]))
		n++;
	return n;
}

static bool iso(const char *s, struct parts *p)
{
	if (digit_run(s) != 4 || s[4] != '-' || digit_run(s + 5) != 2 ||
	    s[7] != '-' || digit_run(s + 8) != 2 || s[10])
		return false;
	*p = (struct parts){NULL, digits(s, 4), digits(s + 5, 2),
			    digits(s + 8, 2)};
	return true;
}

static const struct era *era_of_sign(char sign)
{
	for (size_t i = 0; i < AO_COUNT(eras); i++)
		if (eras[i].sign == sign)
			return &eras[i];
	return NULL;
}

/* One code point to one sign: digits and separators, y m d for 年月日, g for
 * 元, an era's letter, w for 西暦, + for the second half of such a word;
 * 0 for anything that no date holds. */
static char sign_of(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		char sign;
	} table[] = {
		{0x00A0, ' '}, {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'},
		{0x2013, '-'}, {0x2014, '-'}, {0x2015, '-'}, {0x2212, '-'},
		{0x30FC, '-'}, {0xFF70, '-'}, {0x30FB, '.'}, {0xFF65, '.'},
		{0x5E74, 'y'}, {0x6708, 'm'}, {0x65E5, 'd'}, {0x5143, 'g'},
		{0x660E, 'M'}, {0x5927, 'T'}, {0x662D, 'S'}, {0x5E73, 'H'},
		{0x4EE4, 'R'}, {0x337E, 'M'}, {0x337D, 'T'}, {0x337C, 'S'},
		{0x337B, 'H'}, {0x32FF, 'R'}, {0x897F, 'w'}, {0x6CBB, '+'},
		{0x6B63, '+'}, {0x548C, '+'}, {0x6210, '+'}, {0x66A6, '+'},
	};

	cp = ao_narrow(cp);
	if (cp == '\t')
		return ' ';
	if (cp < 0x80 && strchr("0123456789/-.: MTSHR", (int)cp))
		return (char)cp;
	if (cp < 0x80 && strchr("mtshr", (int)cp))
		return (char)(cp - 0x20);
	for (size_t i = 0; i < AO_COUNT(table); i++)
		if (table[i].cp == cp)
			return table[i].sign;
	return '\0';
}

/* 明+治 大+正 昭+和 平+成 令+和 西+暦 */
static bool second_half(char first, uint32_t cp)
{
	switch (first) {
	case 'M':
		return cp == 0x6CBB;
	case 'T':
		return cp == 0x6B63;
	case 'H':
		return cp == 0x6210;
	case 'w':
		return cp == 0x66A6;
	default:
		return (first == 'S' || first == 'R') && cp == 0x548C;
	}
}

static bool to_signs(const char *s, char out[SIGNS_MOST])
{
	size_t n = 0;

	while (*s) {
		uint32_t cp = ao_utf8_next(&s);
		char sign = sign_of(cp);

		if (sign == '+') {
			if (n != 1 || !second_half(out[0], cp))
				return false;
			continue;
		}
		if (!sign || n + 1 == SIGNS_MOST)
			return false;
		if (sign == ' ' && (n == 0 || out[n - 1] == ' '))
			continue;
		out[n++] = sign;
	}
	if (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return true;
}

/* Blanks pad single digits (昭和60年 1月 4日) and go. Between two digits one is
 * allowed only before a time of day that is midnight, as databases write. */
static bool close_up(char *s)
{
	char *to = s;

	for (const char *from = s; *from; from++) {
		if (*from == ':')
			return false;
		if (*from != ' ') {
			*to++ = *from;
			continue;
		}
		if (from == s || !is_digit(from[-1]) || !is_digit(from[1]))
			continue;
		if (!strchr(from, ':') ||
		    from[1 + strspn(from + 1, "0:.")] != '\0')
			return false;
		break;
	}
	*to = '\0';
	return true;
}

/* The 7-digit form: an era code, then YYMMDD. */
static bool coded(const char *s, enum ao_era_codes codes, struct parts *p)
{
	/* sign, or the western century for 0, 8 and 9; a blank is no code */
	static const char resident[] = "2MTSHR  81";
	static const char pension[] = "2M T S H8R";
	const char *table = codes == AO_ERA_CODES_PENSION ? pension : resident;
	char what = ' ';

	if (is_digit(*s))
		what = table[*s - '0'];
	*p = (struct parts){NULL, digits(s + 1, 2), digits(s + 3, 2),
			    digits(s + 5, 2)};
	switch (what) {
	case ' ':
		return false;
	case '2':
		p->year += 2000;
		return true;
	case '8':
		p->year += 1800;
		return true;
	case '1':
		p->year += 1900;
		return true;
	default:
		p->era = era_of_sign(what);
		return true;
	}
}

static bool compact(const char *s, size_t n, enum ao_era_codes codes,
		    struct parts *p)
{
	size_t year = p->era ? 2 : 4;

	if (!p->era && n == 7)
		return coded(s, codes, p);
	if (n != year + 4)
		return false;
	p->year = digits(s, year);
	p->month = digits(s + year, 2);
	p->day = digits(s + year + 2, 2);
	return true;
}

/* One or two digits and the sign behind them; NULL if it is not so. */
static const char *number(const char *s, char behind, int *out)
{
	size_t n = digit_run(s);

	if (n < 1 || n > 2 || s[n] != behind)
		return NULL;
	*out = digits(s, n);
	return behind ? s + n + 1 : s + n;
}

static bool separated(const char *s, size_t n, struct parts *p)
{
	char sep;

	if (p->era && n == 0 && s[0] == 'g' && s[1] == 'y') {
		p->year = 1;
		s++;
	} else if (p->era ? n == 1 || n == 2 : n == 4) {
		p->year = digits(s, n);
		s += n;
	} else {
		return false;
	}
	sep = *s++;
	if (sep != 'y')
		return strchr("/-.", sep) && (s = number(s, sep, &p->month)) &&
		       number(s, '\0', &p->day);
	s = number(s, 'm', &p->month);
	if (!s)
		return false;
	if (number(s, '\0', &p->day))
		return true;
	s = number(s, 'd', &p->day);
	return s && !*s;
}

static bool says_unknown(const char *s)
{
	static const char *const word[] = {"不詳", "不明", "未詳"};
	static const char *const about[] = {"頃", "ごろ", "ころ"};

	for (size_t i = 0; i < AO_COUNT(word); i++)
		if (strstr(s, word[i]))
			return true;
	/* 頃 alone could be a part of a name in the wrong column. */
	for (size_t i = 0; i < AO_COUNT(about); i++)
		if (strstr(s, about[i]) && strstr(s, "年"))
			return true;
	return false;
}

enum ao_wareki ao_wareki_parse(const char *s, enum ao_era_codes codes,
			       struct ao_date *out)
{
	char signs[SIGNS_MOST] = "";
	struct parts p = {0};
	const char *at = signs;
	size_t n;

	*out = AO_NO_DATE;
	if (!*s)
		return AO_WAREKI_EMPTY;
	if (iso(s, &p))
		return finish(&p, out);
	if (!to_signs(s, signs)) {
		if (!says_unknown(s))
			return AO_WAREKI_BAD;
		*out = AO_UNKNOWN_DATE;
		return AO_WAREKI_UNKNOWN;
	}
	if (!*signs)
		return AO_WAREKI_EMPTY;
	if (!close_up(signs))
		return AO_WAREKI_BAD;
	p.era = era_of_sign(*at);
	if (p.era || *at == 'w')
		at++;
	n = digit_run(at);
	if (!(at[n] ? separated(at, n, &p) : compact(at, n, codes, &p)))
		return AO_WAREKI_BAD;
	return finish(&p, out);
}
