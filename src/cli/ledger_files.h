/* ledger_files.h - the volumes on disk against their digests in the ledger. */
#ifndef LEDGER_FILES_H
#define LEDGER_FILES_H

#include "aofuto/batch/progress.h"
#include "aofuto/ledger/issue.h"

struct ledger_files { /* release with ledger_files_release; texts in the
		       * arena of the order */
	size_t same, gone;
	struct ledger_file_fault {
		const char *path, *text;
	} * fault;
	size_t faults, fault_cap;
	const char **note;
	size_t notes, note_cap;
};

struct ledger_files_order {
	const struct ao_run_row *run;
	size_t runs;
	int64_t only;       /* run; 0: all that are not cancelled */
	const char *folder; /* where all volumes are now; NULL: as recorded */
	struct ao_arena *arena;
	const struct ao_progress *progress;
};
AO_CHECKED bool ledger_files_check(struct ao_ledger *,
				   const struct ledger_files_order *,
				   struct ledger_files *, struct ao_error *);
void ledger_files_release(struct ledger_files *);

#endif
