/* cff.h - which CID each glyph of a CFF table has.
 *
 * The Compact Font Format, Adobe Technical Note 5176. Only the way to the
 * charset is read; HarfBuzz reads and draws the rest. Knows no font file.
 */
#ifndef CFF_H
#define CFF_H

#include "aofuto/base/error.h"

#include <stddef.h>
#include <stdint.h>

/* Fills cid[0] to cid[glyphs - 1]. In a table that is not CID-keyed a glyph's
 * number is its CID (ISO 32000-1, 9.7.4.2). False when the table is damaged
 * or has another number of glyphs. */
AO_CHECKED bool ao_cff_cids(const unsigned char *table, size_t n, uint16_t *cid,
			    unsigned glyphs);

#endif
