/* compact.h - a finished PDF of our own, made smaller: what are not streams go
 * into one deflated object stream, and so does the table (ISO 32000-1, 7.5.7
 * and 7.5.8). Of a file with one letter that is a fifteenth.
 */
#ifndef COMPACT_H
#define COMPACT_H

#include "haru.h"

/* Appends to out. False where `pdf` is not built as ao_haru_save builds it;
 * it is then to be used as it stands. */
AO_CHECKED bool ao_compact(struct haru *, const struct ao_buf *pdf,
			   struct ao_buf *out);

#endif
