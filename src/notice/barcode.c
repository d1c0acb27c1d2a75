/* barcode.c - the number of an address (住所表示番号), by the manual's rules
 * (バーコードに必要な文字情報の抜き出し法, p17-p25). */
#include "aofuto/notice/barcode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longer runs of kanji numerals are no number of a house. */
#define NUMERALS_MOST 15

/* An address as the rules see it: half width, capitals, without the signs
 * that are closed up (rules 1 and 2) and without variation selectors. */
struct folded {
	uint32_t *cp;
	size_t n;
};

static bool is_selector(uint32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) ||
	       (cp >= 0xE0100 && cp <= 0xE01EF);
}

static bool is_closed_up(uint32_t cp)
{
	return cp == '&' || cp == '/' || cp == '.' || cp == 0x30FB ||
	       cp == 0xFF65; /* ・ */
}

static uint32_t fold_one(uint32_t cp)
{
	cp = ao_narrow(cp);
	if (cp >= 'a' && cp <= 'z')
		return cp - 'a' + 'A';
	return cp == 0xFF89 ? 0x30CE : cp; /* ﾉ, ノ */
}

static void fold(struct folded *f, const char *s)
{
	uint32_t cp;

	while ((cp = ao_utf8_next(&s)) != 0) {
		cp = fold_one(cp);
		if (!is_closed_up(cp) && !is_selector(cp))
			f->cp[f->n++] = cp;
	}
}

static bool is_digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

static bool is_letter(uint32_t cp)
{
	return cp >= 'A' && cp <= 'Z';
}

/* 〇 to 九, 十 百 千 万; -1: none of them. */
static int numeral(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		int value;
	} table[] = {
		{0x3007, 0},    {0x4E00, 1},     {0x4E8C, 2},  {0x4E09, 3},
		{0x56DB, 4},    {0x4E94, 5},     {0x516D, 6},  {0x4E03, 7},
		{0x516B, 8},    {0x4E5D, 9},     {0x5341, 10}, {0x767E, 100},
		{0x5343, 1000}, {0x4E07, 10000},
	};

	for (size_t i = 0; i < AO_COUNT(table); i++)
		if (table[i].cp == cp)
			return table[i].value;
	return -1;
}

/* What makes a number of the kanji numerals before it: 丁目 丁 番地 番 号 地割
 * 線 の ノ (supplementary rule 1). How long it is, or 0. */
static size_t suffix_at(const struct folded *f, size_t i)
{
	uint32_t next = i + 1 < f->n ? f->cp[i + 1] : 0;

	switch (i < f->n ? f->cp[i] : 0) {
	case 0x4E01: /* 丁 */
		return next == 0x76EE ? 2 : 1;
	case 0x756A: /* 番 */
		return next == 0x5730 ? 2 : 1;
	case 0x5730: /* 地 */
		return next == 0x5272 ? 2 : 0;
	case 0x53F7: /* 号 */
	case 0x7DDA: /* 線 */
	case 0x306E: /* の */
	case 0x30CE: /* ノ */
		return 1;
	default:
		return 0;
	}
}

static size_t numerals_at(const struct folded *f, size_t i)
{
	size_t n = 0;

	while (i + n < f->n && numeral(f->cp[i + n]) >= 0)
		n++;
	return n;
}

/* 千五十 is 1050, 三〇五 is 305. */
static uint64_t value_of(const uint32_t *cp, size_t n)
{
	uint64_t sum = 0, block = 0, number = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t v = (uint64_t)numeral(cp[i]);

		if (v < 10) {
			number = number * 10 + v;
		} else if (v < 10000) {
			block += (number ? number : 1) * v;
			number = 0;
		} else {
			sum += (block + number ? block + number : 1) * v;
			block = number = 0;
		}
	}
	return sum + block + number;
}

/* The number so far. */
struct number {
	struct ao_buf *out;
	char last; /* what was taken last; 0: nothing yet */
	bool gap;  /* something was passed over since */
	bool town; /* the town's name may be among what is gone through */
	bool unsure;
};

/* What was passed over becomes one hyphen, but none at the beginning and none
 * beside a letter (rules 4 to 6, supplementary rule 4). */
static void take(struct number *to, char c)
{
	if (to->gap && to->last && !is_letter((unsigned char)to->last) &&
	    !is_letter((unsigned char)c))
		ao_buf_add(to->out, "-", 1);
	ao_buf_add(to->out, &c, 1);
	to->last = c;
	to->gap = false;
}

/* Behind the numeral and 丁, 番, の or ノ a name goes on: 八丁堀, 一番町,
 * 三ノ輪. Behind a number there stands its next part, a blank or nothing. */
static bool goes_on_as_name(const struct folded *f, size_t i, size_t suffix)
{
	uint32_t c = f->cp[i], next = i + 1 < f->n ? f->cp[i + 1] : 0;

	if (suffix != 1 ||
	    (c != 0x4E01 && c != 0x756A && c != 0x306E && c != 0x30CE))
		return false;
	return (next >= 0x3041 && next <= 0x30FA) ||
	       (next >= 0x3400 && numeral(next) < 0 && next < 0xFF00) ||
	       next >= 0x20000;
}

/* 春日部市八丁目 is a town: a chōme without one is none. */
static bool lacks_town(const struct folded *f, size_t i, size_t suffix)
{
	uint32_t before = i > 0 ? f->cp[i - 1] : 0;

	return suffix == 2 &&
	       (before == 0x5E02 || before == 0x533A); /* 市 区 */
}

/* Kanji numerals at i; how many code points were gone through. */
static size_t take_numerals(const struct folded *f, size_t i, struct number *to)
{
	size_t n = numerals_at(f, i), suffix = suffix_at(f, i + n);
	bool first = to->town && !to->last;
	char digits[24];

	if (!suffix || n > NUMERALS_MOST) {
		to->gap = true;
		return n;
	}
	if (first && goes_on_as_name(f, i + n, suffix)) {
		to->unsure = to->gap = true;
		return n;
	}
	to->unsure |= first && lacks_town(f, i, suffix);
	snprintf(digits, sizeof(digits), "%llu",
		 (unsigned long long)value_of(f->cp + i, n));
	for (const char *c = digits; *c; c++)
		take(to, *c);
	return n;
}

/* Only single letters are taken, and no F for a floor: right behind a digit
 * (rule 3, supplementary rules 2 and 3). */
static size_t take_letters(const struct folded *f, size_t i, struct number *to)
{
	size_t n = 1;

	while (i + n < f->n && is_letter(f->cp[i + n]))
		n++;
	if (n > 1 || (f->cp[i] == 'F' && i > 0 && is_digit(f->cp[i - 1])))
		to->gap = true;
	else
		take(to, (char)f->cp[i]);
	return n;
}

static void take_all(const struct folded *f, struct number *to)
{
	for (size_t i = 0; i < f->n;) {
		if (numeral(f->cp[i]) >= 0) {
			i += take_numerals(f, i, to);
		} else if (is_letter(f->cp[i])) {
			i += take_letters(f, i, to);
		} else {
			if (is_digit(f->cp[i]))
				take(to, (char)f->cp[i]);
			else
				to->gap = true;
			i++;
		}
	}
}

/* The parts are gone through as with a blank between them. */
static enum ao_number_found go_through(const char *const part[3], bool town,
				       struct ao_buf *out)
{
	struct number to = {.out = out, .town = town};
	struct folded f = {0};
	size_t most = 3;

	for (int i = 0; i < 3; i++)
		most += strlen(part[i]);
	f.cp = ao_alloc(most * sizeof(*f.cp));
	for (int i = 0; i < 3; i++) {
		fold(&f, part[i]);
		f.cp[f.n++] = ' ';
	}
	take_all(&f, &to);
	free(f.cp);
	if (to.unsure)
		return AO_NUMBER_UNSURE;
	return to.last ? AO_NUMBER_FOUND : AO_NUMBER_NONE;
}

void ao_number_in(const char *behind_the_town, struct ao_buf *out)
{
	const char *const part[] = {behind_the_town, "", ""};

	go_through(part, /*town*/ false, out);
}

/* Is that all that is left? */
static bool ends_as(const char *s, const char *end)
{
	uint32_t cp, want;

	do {
		want = ao_utf8_next(&end);
		do
			cp = ao_utf8_next(&s);
		while (is_selector(cp));
	} while (cp == want && cp);
	return cp == want;
}

static bool ends_as_number(const char *s)
{
	static const char *const end[] = {"丁目", "丁", "地割", "線"};

	for (size_t i = 0; i < AO_COUNT(end); i++)
		if (ends_as(s, end[i]))
			return true;
	return false;
}

/* A register's town (町字) goes on to the chōme, the post's ends before it:
 * 並木一丁目, 津軽石第二十一地割. Where its numbers begin; its end, where it
 * has none. What is nothing but a number is a name: 八丁目, 大字八丁. */
static const char *numbers_of_town(const char *town)
{
	const char *s = town, *begin = NULL, *at = town;
	uint32_t cp, before = 0, ahead = 0;

	while ((cp = ao_utf8_next(&s)) != 0) {
		if (numeral(cp) >= 0 || is_digit(ao_narrow(cp))) {
			if (!begin) {
				begin = at;
				ahead = before;
			}
		} else {
			if (begin && begin != town && ahead != 0x5B57 &&
			    ends_as_number(at)) /* 字 */
				return begin;
			begin = NULL;
		}
		before = cp;
		at = s;
	}
	/* 並木1 */
	return begin && begin != town && is_digit(ao_narrow(before)) ? begin
								     : at;
}

enum ao_number_found ao_address_number(const struct ao_resident *r,
				       const struct ao_towns *towns,
				       struct ao_buf *out)
{
	bool parted = *r->address_town && *r->address_number;
	const char *whole = parted ? r->address_town : r->address;
	const char *behind = ao_towns_behind(towns, r->postal_code, whole);
	const char *number = parted ? r->address_number : "";

	if (ao_towns_office(towns, r->postal_code))
		return AO_NUMBER_FOUND;
	if (!behind && parted)
		behind = numbers_of_town(whole);
	return go_through((const char *const[]){behind ? behind : whole, number,
						r->building},
			  /*town*/ !behind, out);
}
