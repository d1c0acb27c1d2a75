/* envelope_inside.h - envelopes on their way. Private to batch/. */
#ifndef BATCH_ENVELOPE_INSIDE_H
#define BATCH_ENVELOPE_INSIDE_H

#include "aofuto/batch/envelope.h"
#include "aofuto/batch/pile.h"

struct envelopes {
	const struct ao_envelopes_order *order;
	struct ao_envelopes *report;
	struct ao_pile *pile; /* NULL: one face, without an address */
};

/* envelope_draw.c: the PDF, into out; counts what it prints, and finds what it
 * does not. */
AO_CHECKED bool envelopes_draw(struct envelopes *, struct ao_out *,
			       struct ao_error *);

#endif
