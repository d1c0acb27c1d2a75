/* envelope.h - what may stand on the face of an envelope, and where.
 *
 * Two parts: what the template alone says, and what its marks do once they are
 * laid out. All lengths are mm. The rules are those of the post office: a
 * letter is 140 by 90 mm at least, 600 mm long at most (内国郵便約款); the
 * address keeps 10 mm from the edges; the stamp's place, 70 by 35 mm in the
 * upper right corner (the upper left one of an upright envelope: 35 by 70), is
 * blank unless the postage is paid by a mark; that mark is 20 to 30 mm wide
 * and high, and its lines say how many days the post office may take.
 */
#ifndef AOFUTO_NOTICE_ENVELOPE_H
#define AOFUTO_NOTICE_ENVELOPE_H

#include "aofuto/notice/city.h"
#include "aofuto/notice/layout.h"
#include "aofuto/notice/window.h"

/* The city's facts that decide what the face has to show. */
#define AO_FACT_POSTAGE    "postage"    /* 料金後納郵便; なし: stamps */
#define AO_FACT_MAIL_SLACK "mail_slack" /* 送達余裕承諾: 3 or 7 days */

struct ao_envelope {
	const struct ao_template *template;
	const struct ao_city *city;
	const struct ao_window *window; /* NULL: it has none */
};

/* One page; as large as the window's face, or as any letter may be; nothing
 * private and no QR code; 10 mm around every item that names a field. Without a
 * window: postal code, address, building and name once in every letter.
 * AO_INPUT says item, place, and by how many mm. */
AO_CHECKED bool ao_envelope_check_form(const struct ao_envelope *,
				       struct ao_error *);
/* The face that was laid out, both layers, appended to the page. One that is
 * not addressed has nothing of the items that name a field. */
void ao_envelope_put(const struct ao_letter *, bool addressed,
		     struct ao_page *);

/* Of the page as it is printed: nothing reaches into the window or, where
 * stamps are used, into their place; else the mark of the postage is there,
 * large enough, in its corner, with the lines that the city may use. */
AO_CHECKED bool ao_envelope_check_marks(const struct ao_envelope *,
					const struct ao_page *,
					struct ao_error *);

#endif
