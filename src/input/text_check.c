/* text_check.c - characters that must not reach a printed name or address, and
 * numbers that are text. */
#include "input/row.h"
#include "input/script.h"

#include <string.h>

static void found(struct ao_text_faults *f, enum ao_text_fault fault,
		  const char *at, uint32_t cp)
{
	if (f->found & 1u << fault)
		return;
	f->found |= 1u << fault;
	f->at[fault] = at;
	f->cp[fault] = cp;
}

static bool selector(uint32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) ||
	       (cp >= 0xE0100 && cp <= 0xE01EF);
}

/* Not in Unicode's list of what a name needs: directions, joiners that no
 * Japanese font acts on, tags. */
static bool invisible(uint32_t cp)
{
	return cp == 0x00AD || cp == 0x034F || cp == 0x061C ||
	       (cp >= 0x200B && cp <= 0x200F) ||
	       (cp >= 0x2028 && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF ||
	       (cp >= 0xFFF9 && cp <= 0xFFFB) ||
	       (cp >= 0xE0000 && cp <= 0xE007F);
}

/* Signs, Latin, wide and half-width forms, Han: ICU need not be asked. */
static bool usual(uint32_t cp)
{
	return (cp >= 0xA0 && cp <= 0x024F) || (cp >= 0x1E00 && cp <= 0x206F) ||
	       (cp >= 0x3000 && cp <= 0x3029) ||
	       (cp >= 0x3031 && cp <= 0x3096) ||
	       (cp >= 0x309D && cp <= 0x30FF) ||
	       (cp >= 0x3400 && cp <= 0x9FFF) ||
	       (cp >= 0xE000 && cp <= 0xFAFF) ||
	       (cp >= 0xFF01 && cp <= 0xFF9D) ||
	       (cp >= 0x20000 && cp <= 0x3FFFF) || selector(cp);
}

/* A voicing mark on its own: ゛ as typed, or a half-width one behind what it
 * does not join (カ to ト, ハ to ホ, ウ ワ ヲ; ゜ ハ to ホ alone). */
static bool stray_kana_mark(uint32_t before, uint32_t cp)
{
	bool ha_row = before >= 0xFF8A && before <= 0xFF8E;

	if (cp == 0x309B || cp == 0x309C)
		return true;
	if (cp == 0xFF9E)
		return !ha_row && !(before >= 0xFF76 && before <= 0xFF84) &&
		       before != 0xFF73 && before != 0xFF9C && before != 0xFF66;
	return cp == 0xFF9F && !ha_row;
}

/* What Unicode's tables say of a character that is not usual. */
static void check_script(struct ao_text_faults *f, const char *at, uint32_t cp,
			 bool has_base)
{
	switch (ao_script_of(cp)) {
	case AO_SCRIPT_UNUSUAL:
		found(f, AO_TEXT_UNUSUAL, at, cp);
		return;
	case AO_SCRIPT_RIGHT_TO_LEFT:
		found(f, AO_TEXT_RIGHT_TO_LEFT, at, cp);
		return;
	case AO_SCRIPT_EMOJI:
		found(f, AO_TEXT_EMOJI, at, cp);
		return;
	case AO_SCRIPT_MARK:
		if (!has_base)
			found(f, AO_TEXT_INVISIBLE, at, cp);
		return;
	case AO_SCRIPT_USUAL:
		return;
	}
}

/* before: the character before, 0 for none or for one that nothing joins. */
static void check_one(struct ao_text_faults *f, const char *at, uint32_t cp,
		      uint32_t before)
{
	if (cp < 0x20 || (cp >= 0x7F && cp <= 0x9F))
		found(f, AO_TEXT_CONTROL, at, cp);
	else if (cp == '?' || cp == 0xFF1F || cp == 0x3013)
		found(f, AO_TEXT_GETA, at, cp);
	else if (cp == 0xFFFD || cp == AO_UTF8_BAD)
		found(f, AO_TEXT_LOST, at, 0xFFFD);
	else if (invisible(cp) || (selector(cp) && !before))
		found(f, AO_TEXT_INVISIBLE, at, cp);
	else if (stray_kana_mark(before, cp))
		found(f, AO_TEXT_KANA_MARK, at, cp);
	else if (cp >= 0x80 && !usual(cp))
		check_script(f, at, cp, before != 0);
}

/* Most bytes are of kanji and kana (E4-E9, E3 81-83) and need no look; the
 * voicing marks stand at E3 82 99 to 9C. */
static size_t plain(const unsigned char *s)
{
	if (*s >= 0x20 && *s < 0x7F && *s != '?')
		return 1;
	if (*s >= 0xE4 && *s <= 0xE9 && s[1] && s[2])
		return 3;
	if (*s == 0xE3 && s[1] >= 0x81 && s[1] <= 0x83 && s[2] &&
	    !(s[1] == 0x82 && s[2] >= 0x99 && s[2] <= 0x9C))
		return 3;
	return 0;
}

static bool blank(uint32_t cp)
{
	return cp == ' ' || cp == 0xA0 || cp == 0x3000;
}

void ao_text_check(const char *s, struct ao_text_faults *faults)
{
	uint32_t before = 0; /* what a selector or a mark may follow */

	faults->found = 0;
	while (*s) {
		size_t n = plain((const unsigned char *)s);
		const char *at = s;
		uint32_t cp;

		if (n > 0) {
			s += n;
			before = (unsigned char)*at;
			before = before == ' ' ? 0 : before;
			continue;
		}
		cp = ao_utf8_next(&s);
		check_one(faults, at, cp, before);
		before = selector(cp) || blank(cp) ? 0 : cp;
	}
}

/* 不詳, 不明, 住所不定. */
static bool says_unknown(const char *s)
{
	static const char *const behind[] = {"詳", "明", "定"};
	const char *at = s;

	while ((at = strstr(at, "不")) != NULL) {
		at += strlen("不");
		for (size_t i = 0; i < AO_COUNT(behind); i++)
			if (strncmp(at, behind[i], strlen(behind[i])) == 0)
				return true;
	}
	return false;
}

static bool ends_with(const char *s, size_t n, const char *end)
{
	size_t k = strlen(end);

	return n >= k && memcmp(s + n - k, end, k) == 0;
}

static bool is_hyphen(uint32_t cp)
{
	return (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0x30FC ||
	       cp == 0xFF70;
}

/* A number and its hyphens are no town: 1-1-1, and ー１－２ too. */
static bool only_numbers(const char *s)
{
	uint32_t cp;

	while ((cp = ao_narrow(ao_utf8_next(&s))) != 0)
		if (cp >= 'A' && !is_hyphen(cp))
			return false;
	return true;
}

bool ao_address_vague(const char *s)
{
	static const char *const city[] = {"市", "区", "郡", "県"};
	size_t n = strlen(s);

	for (size_t i = 0; i < AO_COUNT(city); i++)
		if (ends_with(s, n, city[i]))
			return true;
	return only_numbers(s) || says_unknown(s);
}

size_t ao_digit_run(const char *s)
{
	size_t n = 0;

	while (s[n] >= '0' && s[n] <= '9')
		n++;
	return n;
}

bool ao_spreadsheet_number(const char *s)
{
	size_t n = ao_digit_run(s);

	if (n == 0)
		return false;
	s += n;
	if (*s == '.')
		s += 1 + ao_digit_run(s + 1);
	if ((*s != 'E' && *s != 'e') || (s[1] != '+' && s[1] != '-'))
		return false;
	s += 2;
	n = ao_digit_run(s);
	return n > 0 && s[n] == '\0';
}

int ao_keep_digits(char *s)
{
	const char *from = s;
	int n = (int)ao_digit_run(s);

	from += n;
	while (*from) {
		uint32_t cp = ao_narrow(ao_utf8_next(&from));

		if (cp >= '0' && cp <= '9')
			s[n++] = (char)cp;
		else if (cp != ' ' && cp != '-' &&
			 !(cp >= 0x2010 && cp <= 0x2015) && cp != 0x2212 &&
			 cp != 0x30FC && cp != 0xFF70)
			return -1;
	}
	s[n] = '\0';
	return n;
}
