/* verify_run.h - the folder of a run, read back as a whole.
 *
 * Every file that run.json names is looked at, then every page of every
 * volume. With the ledger that has the run, or the list that it was made from,
 * each page is held against the letter that it must be; without both against
 * the manifest and against itself, and names and addresses are then compared
 * with nothing but the digest of the volume. All volumes are read, whatever is
 * found in the first.
 */
#ifndef AOFUTO_BATCH_VERIFY_RUN_H
#define AOFUTO_BATCH_VERIFY_RUN_H

#include "aofuto/batch/record.h"
#include "aofuto/batch/verify.h"
#include "aofuto/input/list.h"

struct ao_verify_run_order {
	struct ao_record *record;
	struct ao_kit *kit;    /* opened with the record's own day, month,
				* specimen and address */
	const char *reader;    /* path of aofuto-reader */
	unsigned raster_every; /* as in reading.h */
	unsigned jobs;
	struct ao_progress progress;
	struct ao_ledger *ledger; /* or NULL */
	const char *list;         /* path; NULL: there is none */
	const struct ao_list_options *list_options;
	const char *hold; /* path of the hold list; NULL: none */
};

struct ao_verify_fault { /* of one file of the folder */
	const char *file, *text;
};

struct ao_verify_report { /* release with ao_verify_report_release */
	struct ao_verify_volume {
		const struct ao_record_volume *volume;
		bool ok;
		struct ao_verified verified; /* when ok */
	} * volume;
	size_t volumes;
	struct ao_verify_fault *fault; /* none: the run is what was meant */
	size_t faults, cap;
	struct ao_verified sum;
	bool listed; /* compared with the list */
	int64_t run; /* of the ledger; 0: it does not have it */
	bool sealed; /* compared with the ledger's values */
	bool formed; /* template, city and settings are those of the run:
		      * required words, window and kind were looked at */
	struct ao_arena *arena;
};

/* False where it could not be done at all (another list, settings that have
 * changed: AO_INPUT). What is found to be wrong is in the report. */
AO_CHECKED bool ao_verify_run(const struct ao_verify_run_order *,
			      struct ao_verify_report *, struct ao_error *);
void ao_verify_report_release(struct ao_verify_report *);

#endif
