/* break.h - where a line of Japanese may end.
 *
 * ICU's ja@lb=strict (JIS X 4051 kinsoku) and the house's own rules on top: no
 * line starts with a full-width hyphen or slash, no break inside a number with
 * its counter, a date, a phone number or an ID, none before 様. Sentences may
 * also ask where one phrase ends. break.c is the only user of ICU's break
 * iterator.
 */
#ifndef AOFUTO_NOTICE_BREAK_H
#define AOFUTO_NOTICE_BREAK_H

#include "aofuto/base/text.h"

struct ao_breaker; /* costly to open: one for a run */
AO_CHECKED struct ao_breaker *ao_breaker_open(struct ao_error *);
void ao_breaker_close(struct ao_breaker *);

enum ao_break {
	AO_BREAK_NO,
	AO_BREAK_MAY,
	AO_BREAK_MUST, /* '\n' stands before */
	AO_BREAK_LAST, /* inside a date, number, word: only if all else fails */
	AO_BREAK_GOOD, /* MAY, and the line reads well that ends here */
	AO_BREAK_POOR, /* inside a phrase: only if it fits on no line */
};

/* allowed[i] becomes an enum ao_break: may a line end before byte i of s (n
 * bytes; allowed has n + 1 places). `unbroken`
 * (may be NULL) has the same non-zero value for each byte of a no-break span,
 * and another for a span that follows at once. */
AO_CHECKED bool ao_break_find(struct ao_breaker *, const char *s, size_t n,
			      const char *unbroken, char *allowed,
			      struct ao_error *);

/* Turns each AO_BREAK_MAY between two phrases (文節) into AO_BREAK_GOOD, so
 * that 引き続き stays one thing to the eye; or, for easy Japanese, each inside
 * a phrase into AO_BREAK_POOR. Those inside a short word in brackets behind a
 * blank, as in "renewal (更新)", become AO_BREAK_LAST. Behind ao_break_find, of
 * the same s. */
AO_CHECKED bool ao_break_phrases(struct ao_breaker *, const char *s, size_t n,
				 bool easy, char *allowed, struct ao_error *);

/* Appends what breaks lines: "ICU 72.1". */
void ao_break_library(struct ao_buf *);

#endif
