/* envelope.h - envelopes as a PDF: one face whose address shows through a
 * window, or, without a window, the addressed envelopes of a volume.
 *
 * A volume's envelopes come in its order and bear its sequence numbers, so
 * that letters and envelopes are matched by number. Who printed them and when
 * is in the ledger before the file has its name. A name or address that the
 * face cannot show whole is a finding, and its envelope is not printed.
 */
#ifndef AOFUTO_BATCH_ENVELOPE_H
#define AOFUTO_BATCH_ENVELOPE_H

#include "aofuto/batch/kit.h"

struct ao_envelopes_order {
	struct ao_kit *kit;       /* of an envelope; over a ledger: one without
				   * a window */
	struct ao_ledger *ledger; /* NULL: one face; else open to write */
	int64_t run;
	unsigned volume;   /* 0: the only one of the run */
	const char *path;  /* must not be there */
	struct ao_date on; /* of a single face: its day */
};

struct ao_envelopes { /* release with ao_envelopes_release, whatever came */
	struct ao_run_row run;
	unsigned volume;
	size_t printed;               /* pages */
	struct ao_findings *findings; /* of those that were not */
	char sha256[AO_SHA256_HEX];
	struct ao_arena *arena;
};

/* AO_INPUT: no such run or volume, a run that was cancelled, a volume that is
 * not printed yet or whose values were purged, or no envelope at all that
 * could be printed. AO_USAGE: more than one volume, and none is named. */
AO_CHECKED bool ao_envelopes(const struct ao_envelopes_order *,
			     struct ao_envelopes *, struct ao_error *);
void ao_envelopes_release(struct ao_envelopes *);

#endif
