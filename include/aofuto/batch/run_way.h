/* run_way.h - which run a command is: a new one, or one that the ledger has.
 *
 * Two runs are the same when everything that they are made from is: month and
 * day, list and hold list, the texts of the form, the address of the code.
 */
#ifndef AOFUTO_BATCH_RUN_WAY_H
#define AOFUTO_BATCH_RUN_WAY_H

#include "aofuto/batch/kit.h"
#include "aofuto/ledger/issue.h"

/* What a run would be made from, as it stands on disk now. */
struct ao_run_inputs { /* release with ao_run_inputs_release */
	struct ao_run_made made;
	struct ao_buf text[AO_FORM_TEXTS];
	char sha256[AO_FORM_TEXTS][AO_SHA256_HEX];
	char *fonts_folder;
};
/* Fills in all that the kit gives; month, day, program, list and hold list are
 * the caller's, the fonts are known when the list is read. AO_INPUT where a
 * file is no longer the one that the kit was opened from. */
AO_CHECKED bool ao_run_inputs_read(struct ao_run_inputs *,
				   const struct ao_kit *, struct ao_error *);
void ao_run_inputs_release(struct ao_run_inputs *);

/* The key in a run's figures under which the digest of its inserter marks
 * stands; it is not there when it has none. */
#define AO_RUN_OMR "omr_sha256"

enum ao_run_way {
	AO_RUN_NEW,
	AO_RUN_GO_ON, /* planned, not finished */
	AO_RUN_DONE,  /* finished */
};
struct ao_run_ask {
	const struct ao_run_made *made;
	bool as_of_given; /* else a run that is there keeps its own day */
	bool remake;      /* what was printed then, whatever came later */
	const char *omr;  /* digest of the inserter marks; "": none */
};
struct ao_run_found {
	enum ao_run_way way;
	struct ao_run_row row; /* of a run that is there; in the arena */
};
/* AO_INPUT where another run has to be finished first, where the month was run
 * from something else, and where there is nothing to supplement. */
AO_CHECKED bool ao_run_find_way(struct ao_ledger *, const struct ao_run_ask *,
				struct ao_arena *, struct ao_run_found *,
				struct ao_error *);

/* The run of the month that waits to be finished, for who only looks: id 0 if
 * there is none. */
AO_CHECKED bool ao_run_waiting(struct ao_ledger *, struct ao_date month,
			       struct ao_arena *, struct ao_run_row *,
			       struct ao_error *);

#endif
