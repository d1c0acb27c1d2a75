/* drawing.h - marks as the operators of a content stream (ISO 32000-1, 8, 9).
 *
 * Millimetres from the top become points from the bottom. Text is written as
 * CIDs in hex; fonts are named F0, F1, ... by their index in the faces.
 */
#ifndef DRAWING_H
#define DRAWING_H

#include "aofuto/pdf/qrcode.h"
#include "aofuto/pdf/typeface.h"

struct drawing {
	const struct ao_typefaces *faces;
	bool *used;    /* the faces of the page added last */
	char *qr_text; /* the code made last: a letter may show it twice */
	double qr_size;
	struct ao_qrcode qr;
};
void ao_drawing_init(struct drawing *, const struct ao_typefaces *);
void ao_drawing_release(struct drawing *);

/* Appends the page's marks. Fails where a QR code cannot hold its text. */
AO_CHECKED bool ao_drawing_add(struct drawing *, const struct ao_page *,
			       struct ao_buf *out, struct ao_error *);

/* mm as points, in two decimals. */
void ao_drawing_points(struct ao_buf *, double mm);

#endif
