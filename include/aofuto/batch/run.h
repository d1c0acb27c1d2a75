/* run.h - the monthly batch: a list goes in, a folder of volumes comes out.
 *
 * Over the ledger: who is printed is planned in one transaction, then each
 * volume is drawn from the plan, read back, committed and named, in the order
 * of their numbers; the lists and run.json come last: a folder with a run.json
 * is whole. Where anything fails, or the program is killed, the ledger has the
 * run, and the same order goes on with it. Until the plan is committed nothing
 * is left behind.
 *
 * A specimen has no ledger: all its files take their names at the end, and
 * when anything fails nothing is left behind.
 *
 * The bytes depend on the inputs alone: not on the clock, the number of
 * workers, the time zone, the place of the folder, or how often the run was
 * cut off.
 */
#ifndef AOFUTO_BATCH_RUN_H
#define AOFUTO_BATCH_RUN_H

#include "aofuto/batch/last_run.h"
#include "aofuto/batch/mailing.h"
#include "aofuto/batch/progress.h"
#include "aofuto/batch/run_way.h"
#include "aofuto/batch/screen.h"
#include "aofuto/batch/verify.h"

struct ao_run_order {
	const char *list; /* path, or "-" */
	const struct ao_list_options *list_options;
	const char *hold; /* path of the hold list, or NULL */
	struct ao_kit *kit;
	struct ao_run_day day;
	struct ao_ledger *ledger; /* NULL: a specimen */
	bool supplement;          /* another run of a month that was run */
	bool remake;              /* makes missing volumes of a run again */
	bool as_of_given; /* else a run that is gone on with keeps its day */
	const struct ao_accepted *accepted; /* checks that may not stop it; a
					     * run that is gone on with keeps
					     * its own. NULL: none */
	const char *folder;
	const char *program;   /* "aofuto 0.1.0", for run.json */
	unsigned jobs;         /* workers, from 1 */
	const char *reader;    /* path of aofuto-reader; NULL: the volumes are
				* not read back */
	unsigned raster_every; /* codes that are read as printed (reading.h) */
	struct ao_progress progress;
	/* Called with true before words are written into a file and with false
	 * afterwards: they are in the city's language whatever the user's is,
	 * so that equal inputs give equal bytes. NULL: nothing to change. */
	void (*file_language)(bool begin);
};

struct ao_run_report { /* release with ao_run_report_release; also where it
			* failed */
	enum ao_run_way way;  /* DONE: what was there is whole, or is again */
	int64_t run;          /* the ledger's; 0: not planned */
	struct ao_date as_of; /* the day that it was for */
	struct ao_buf folder; /* of the run; over the ledger */
	size_t made;          /* volumes that were drawn now */
	struct ao_tally tally;
	struct ao_last_run last; /* of a specimen: none */
	struct ao_findings *findings;
	struct ao_plausibility_results plausibility;
	char encoding[32]; /* of the list */
	struct ao_volume *volume;
	size_t volumes;
	struct ao_verified verified; /* what was read back */
	struct ao_mailing mailing;   /* empty where nothing was made */
	struct ao_buf json;          /* what run.json holds */
};

AO_CHECKED bool ao_run(const struct ao_run_order *, struct ao_run_report *,
		       struct ao_error *);
void ao_run_report_release(struct ao_run_report *);

#endif
