/* text_check.c - characters that must not reach a printed name or address, and
 * numbers that are text. */
#include "input/row.h"

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
	return cp == 0x00AD || cp == 0x061C || (cp >= 0x200B && cp <= 0x200F) ||
	       (cp >= 0x2028 && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF ||
	       (cp >= 0xFFF9 && cp <= 0xFFFB) ||
	       (cp >= 0xE0000 && cp <= 0xE007F);
}

static void check_one(struct ao_text_faults *f, const char *at, uint32_t cp,
		      bool has_base)
{
	if (cp < 0x20 || (cp >= 0x7F && cp <= 0x9F))
		found(f, AO_TEXT_CONTROL, at, cp);
	else if (cp == '?' || cp == 0xFF1F || cp == 0x3013)
		found(f, AO_TEXT_GETA, at, cp);
	else if (cp == 0xFFFD || cp == AO_UTF8_BAD)
		found(f, AO_TEXT_LOST, at, 0xFFFD);
	else if (invisible(cp) || (selector(cp) && !has_base))
		found(f, AO_TEXT_INVISIBLE, at, cp);
}

/* Most bytes are of kanji and kana (E4-E9, E3 81-83) and need no look. */
static size_t plain(const unsigned char *s)
{
	if (*s >= 0x20 && *s < 0x7F && *s != '?')
		return 1;
	if (*s >= 0xE4 && *s <= 0xE9 && s[1] && s[2])
		return 3;
	if (*s == 0xE3 && s[1] >= 0x81 && s[1] <= 0x83 && s[2])
		return 3;
	return 0;
}

void ao_text_check(const char *s, struct ao_text_faults *faults)
{
	bool has_base = false; /* a variation selector may follow */

	faults->found = 0;
	while (*s) {
		size_t n = plain((const unsigned char *)s);
		const char *at = s;
		uint32_t cp;

		if (n > 0) {
			s += n;
			has_base = *at != ' ';
			continue;
		}
		cp = ao_utf8_next(&s);
		check_one(faults, at, cp, has_base);
		has_base = !selector(cp) && cp != 0x3000;
	}
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
