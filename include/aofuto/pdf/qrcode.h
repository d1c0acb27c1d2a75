/* qrcode.h - a text as a square of modules. The only user of libqrencode. */
#ifndef AOFUTO_PDF_QRCODE_H
#define AOFUTO_PDF_QRCODE_H

#include "aofuto/base/text.h"

struct ao_qrcode {
	int modules;           /* a side, without the quiet zone */
	unsigned char *module; /* modules * modules, 1 is dark */
	char level;            /* 'M' or 'Q' */
};

#define AO_QR_QUIET_ZONE 4 /* modules on each side (JIS X 0510) */
#define AO_QR_MODULE_LEAST                                                     \
	0.33 /* mm: what an office printer and a phone                         \
	      * both manage */

/* For a box of `size` mm a side, quiet zone included: level Q where the box
 * has 23 mm and the modules stay >= AO_QR_MODULE_LEAST, else M. A text too
 * long for modules of that size is AO_INPUT and says how long it may be. */
AO_CHECKED bool ao_qrcode_make(const char *text, double size,
			       struct ao_qrcode *, struct ao_error *);
void ao_qrcode_release(struct ao_qrcode *);

/* Appends what makes codes: "libqrencode 4.1.1". */
void ao_qrcode_library(struct ao_buf *);

#endif
