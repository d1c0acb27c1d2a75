/* envelope_inside.h - what the files about an envelope share. Private. */
#ifndef ENVELOPE_INSIDE_H
#define ENVELOPE_INSIDE_H

#include "aofuto/notice/envelope.h"
#include "notice/window_inside.h"

#define ENVELOPE_WHERE 512
/* "envelope.yaml:38:9"; of a mark that no item made, the template's path. */
const char *envelope_where(const struct ao_envelope *,
			   const struct ao_sheet_item *,
			   char out[ENVELOPE_WHERE]);
/* Where a stamp would be: in the upper right corner of an envelope that lies,
 * in the upper left one of one that stands. */
struct ao_box envelope_stamp(const struct ao_template *);

/* The mark of the postage (envelope_postage.c). */
AO_CHECKED bool envelope_postage_check(const struct ao_envelope *,
				       const char *postage, struct ao_error *);

#endif
