/* pack.h - a notice as bytes that any later version can read.
 *
 * Each value carries a number of its own that is never given to another field;
 * a number that is not known is passed over, a field that is not there is
 * empty. What the volume gives (sequence, sheet, sheets) is not kept. Equal
 * notices give equal bytes.
 */
#ifndef AOFUTO_NOTICE_PACK_H
#define AOFUTO_NOTICE_PACK_H

#include "aofuto/notice/notice.h"

/* Appends. */
void ao_notice_pack(const struct ao_notice *, struct ao_buf *out);

/* False where the bytes are not what ao_notice_pack makes; the notice is then
 * not to be used. Strings are copied into the arena; an empty text is "". */
AO_CHECKED bool ao_notice_unpack(struct ao_notice *, const void *bytes,
				 size_t n, struct ao_arena *);

#endif
