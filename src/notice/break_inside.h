/* break_inside.h - between break.c, which asks ICU, and break_phrases.c, which
 * knows what reads well. Shared by them alone.
 */
#ifndef AOFUTO_NOTICE_BREAK_INSIDE_H
#define AOFUTO_NOTICE_BREAK_INSIDE_H

#include "aofuto/notice/break.h"

struct ao_breaker {
	struct UBreakIterator *icu;
	struct UBreakIterator *phrases; /* opened when first asked for */
	uint16_t *unit;                 /* the text as UTF-16 */
	size_t *unit_at;                /* byte of each unit */
	uint32_t *cp;                   /* the text as code points */
	size_t *at;                     /* byte of each code point */
	char *allowed; /* before each code point, an enum ao_break */
	size_t n, cap;
};

/* The code point i; 0 behind the last. */
uint32_t ao_breaker_at(const struct ao_breaker *, size_t i);
/* How many code points from i on are `word`; 0 when they are not. */
size_t ao_breaker_matches(const struct ao_breaker *, size_t i,
			  const char *word);
/* What ao_break_phrases promises; `ends`: AO_BREAK_MAY at each byte where ICU
 * ends a phrase. */
void ao_phrases_mark(const struct ao_breaker *, const char *ends, bool easy,
		     char *allowed);

#endif
