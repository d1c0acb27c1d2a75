/* hold.h - the hold list (--hold FILE): residents that nobody may print.
 *
 * A CSV file with the columns resident_id (宛名番号, 住民番号) and reason
 * (理由); other columns are not looked at. What stands in reason is for the
 * people who keep the list and is never written anywhere.
 */
#ifndef AOFUTO_BATCH_HOLD_H
#define AOFUTO_BATCH_HOLD_H

#include "aofuto/base/finding.h"

struct ao_hold;
AO_CHECKED struct ao_hold *ao_hold_open(const char *path, struct ao_error *);
void ao_hold_close(struct ao_hold *);

/* Is the resident on it? Remembers that the line was used. */
bool ao_hold_has(struct ao_hold *, const char *resident_id);
const char *ao_hold_digest(const struct ao_hold *); /* of the file */

/* A finding for each line that nobody in the list answers to: probably a
 * mistyped id, and somebody who should be held is printed. */
void ao_hold_unused(const struct ao_hold *, struct ao_findings *);

#endif
