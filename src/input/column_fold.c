/* column_fold.c - a header without what people write differently. */
#include "aofuto/input/column.h"

/* Half-width kana (U+FF66-FF9D) as the full-width one; *s moves past the
 * voice mark that belongs to it. */
static uint32_t widen(uint32_t cp, const char **s)
{
	static const uint16_t wide[] = {
		0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30E3, 0x30E5,
		0x30E7, 0x30C3, 0x30FC, 0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA,
		0x30AB, 0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5, 0x30B7, 0x30B9,
		0x30BB, 0x30BD, 0x30BF, 0x30C1, 0x30C4, 0x30C6, 0x30C8, 0x30CA,
		0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF, 0x30D2, 0x30D5, 0x30D8,
		0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6,
		0x30E8, 0x30E9, 0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3,
	};
	const char *next = *s;
	uint32_t mark;

	if (cp < 0xFF66 || cp > 0xFF9D)
		return cp;
	mark = ao_utf8_next(&next);
	cp = wide[cp - 0xFF66];
	if (mark == 0xFF9E && cp >= 0x30AB && cp <= 0x30DB) { /* カ to ホ */
		*s = next;
		return cp + 1;
	}
	if (mark == 0xFF9F && cp >= 0x30CF && cp <= 0x30DB) {
		*s = next;
		return cp + 2;
	}
	return cp;
}

char *ao_column_fold(const char *s, char out[AO_FOLDED_SIZE])
{
	size_t n = 0;

	while (*s && n + 4 < AO_FOLDED_SIZE) {
		uint32_t cp = ao_narrow(ao_utf8_next(&s));

		if (cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' ||
		    cp == '_' || cp == '-' || cp == 0xA0 || cp == AO_UTF8_BAD ||
		    cp == 0xFEFF)
			continue;
		if (cp >= 'A' && cp <= 'Z')
			cp += 0x20;
		n += ao_utf8_put(out + n, widen(cp, &s));
	}
	out[n] = '\0';
	return out;
}
