/* compose.h - a name or an address as it is printed. Private.
 *
 * Half-width kana is widened, a following half-width voicing mark joined, and
 * so is a blank between two of them; kana followed by a combining mark
 * (U+3099, U+309A) is composed where Unicode has the letter, and so is a Latin
 * letter with its accents (a file from a Mac: NGUYỄN). Blanks in front go, as
 * they would indent the line. Nothing else is ever changed: NFC
 * would turn 23 old forms of CP932 (神 福 隆 ...) into others.
 */
#ifndef AOFUTO_NOTICE_COMPOSE_H
#define AOFUTO_NOTICE_COMPOSE_H

#include "aofuto/base/text.h"

/* In the arena; NULL gives "". */
const char *ao_text_for_print(const char *s, struct ao_arena *);

#endif
