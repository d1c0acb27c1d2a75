/* kana.h - kana as it is printed: full width, one code point a sound. Private.
 *
 * Half-width kana is widened, a following half-width voicing mark joined, and
 * so is a blank between two of them; kana followed by a combining mark
 * (U+3099, U+309A) is composed where Unicode has the letter. Nothing else is
 * ever changed: NFC would turn 23 old forms of CP932 (神 福 隆 ...) into
 * others.
 */
#ifndef AOFUTO_NOTICE_KANA_H
#define AOFUTO_NOTICE_KANA_H

#include "aofuto/base/text.h"

/* In the arena; NULL gives "". */
const char *ao_kana_for_print(const char *s, struct ao_arena *);

#endif
