/* event_inside.h - an event before it is a row. Private to event*.c. */
#ifndef LEDGER_EVENT_INSIDE_H
#define LEDGER_EVENT_INSIDE_H

#include "ledger/ledger_inside.h"

struct event_row {
	int64_t id;
	struct ledger_event event;
	const char *at, *operator;
};

/* Appends the text that the event's digest is made of. */
AO_CHECKED bool event_body(struct ao_ledger *, const struct event_row *,
			   struct ao_buf *out, struct ao_error *);

#endif
