/* event.h - what happened, by whom, and the chain that shows a change.
 *
 * Each event that matters has a digest (SHA-256 over the rows that it is
 * about, in the text form that event.c writes down) and a link:
 *     chain = SHA-256(chain before || digest)        at first 32 zero bytes
 * Whoever changes a row must change every link after it, and then the head is
 * not the one that was noted on paper after a run. Hour and operator of
 * plan, accept, volume and finish are not in the digest, so that equal runs
 * give equal heads; those of what people do by hand (cancel, reprint, returned,
 * purge, rekey) are. resume, remake, backup, export and envelope are noted and
 * not chained.
 */
#ifndef AOFUTO_LEDGER_EVENT_H
#define AOFUTO_LEDGER_EVENT_H

#include "aofuto/ledger/ledger.h"

#include "aofuto/base/file.h"

enum ao_event_type { /* the numbers stand in the ledger */
		     AO_EVENT_PLAN = 1,
		     AO_EVENT_VOLUME = 2,
		     AO_EVENT_FINISH = 3,
		     AO_EVENT_CANCEL = 4,
		     AO_EVENT_REPRINT = 5,
		     AO_EVENT_RETURNED = 6,
		     AO_EVENT_PURGE = 7,
		     AO_EVENT_REKEY = 8,
		     AO_EVENT_ACCEPT = 9,
		     AO_EVENT_RESUME = 20,
		     AO_EVENT_REMAKE = 21,
		     AO_EVENT_BACKUP = 22,
		     AO_EVENT_EXPORT = 23,
		     AO_EVENT_ENVELOPE = 24,
};
const char *ao_event_name(enum ao_event_type); /* "volume" */
const char *ao_event_text(enum ao_event_type); /* a message id */

struct ao_event {
	int64_t id;
	enum ao_event_type type;
	const char *at, *operator;
	int64_t run;      /* 0: none */
	unsigned volume;  /* 0: none */
	int64_t notice;   /* 0: none */
	const char *text; /* a reason, a count; never a name */
};

/* The newest link, as 64 hex digits; "" where nothing is chained yet. */
AO_CHECKED bool ao_chain_head(struct ao_ledger *, char hex[AO_SHA256_HEX],
			      struct ao_error *);
/* The link of the run's last volume, or of its plan where it has none: what
 * ao_chain_head gave when it was made. */
AO_CHECKED bool ao_chain_of_run(struct ao_ledger *, int64_t run,
				char hex[AO_SHA256_HEX], struct ao_error *);
/* Every link follows from the one before it; bodies are not looked at
 * (audit.h does). AO_INPUT with the first event that does not. */
AO_CHECKED bool ao_chain_check(struct ao_ledger *, struct ao_error *);

/* Of a run (0: of all), oldest first; false from the callback ends it well. */
AO_CHECKED bool ao_events_each(struct ao_ledger *, int64_t run,
			       bool (*each)(const struct ao_event *, void *),
			       void *data, struct ao_error *);

/* For what is only noted (from AO_EVENT_RESUME on). */
AO_CHECKED bool ao_event_note(struct ao_ledger *, enum ao_event_type,
			      int64_t run, const char *text, struct ao_error *);

#endif
