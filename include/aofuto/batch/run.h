/* run.h - the monthly batch: a list goes in, a folder of volumes comes out.
 *
 * Everything is written under temporary names and takes its names at the end,
 * run.json last: a folder with a run.json is whole. When anything fails, or
 * the progress says stop, nothing is left behind. The bytes depend on the
 * inputs alone: not on the clock, the number of workers, the time zone or the
 * place of the folder.
 */
#ifndef AOFUTO_BATCH_RUN_H
#define AOFUTO_BATCH_RUN_H

#include "aofuto/batch/progress.h"
#include "aofuto/batch/screen.h"
#include "aofuto/batch/verify.h"

struct ao_run_order {
	const char *list; /* path, or "-" */
	const struct ao_list_options *list_options;
	const char *hold; /* path of the hold list, or NULL */
	struct ao_kit *kit;
	struct ao_run_day day;
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

struct ao_run_report { /* release with ao_run_report_release */
	struct ao_tally tally;
	struct ao_findings *findings;
	char encoding[32]; /* of the list */
	struct ao_volume *volume;
	size_t volumes;
	struct ao_verified verified; /* what was read back */
	struct ao_buf json;          /* what run.json holds */
};

AO_CHECKED bool ao_run(const struct ao_run_order *, struct ao_run_report *,
		       struct ao_error *);
void ao_run_report_release(struct ao_run_report *);

#endif
