/* break.h - where a line of Japanese may end.
 *
 * ICU's ja@lb=strict (JIS X 4051 kinsoku) and the house's own rules on top: no
 * line starts with a full-width hyphen or slash, no break inside a number with
 * its counter, a date, a phone number or an ID, none before 様. break.c is the
 * only user of ICU's break iterator.
 */
#ifndef AOFUTO_NOTICE_BREAK_H
#define AOFUTO_NOTICE_BREAK_H

#include "aofuto/base/text.h"

struct ao_breaker; /* costly to open: one for a run */
AO_CHECKED struct ao_breaker *ao_breaker_open(struct ao_error *);
void ao_breaker_close(struct ao_breaker *);

/* allowed[i] becomes 1 where a line may end before byte i of s (n bytes,
 * allowed has n + 1 places), 2 where it must ('\n' stands before i). `unbroken`
 * (may be NULL) has a non-zero byte for each byte inside a no-break span. */
AO_CHECKED bool ao_break_find(struct ao_breaker *, const char *s, size_t n,
			      const char *unbroken, char *allowed,
			      struct ao_error *);

#endif
