/* run_inside.h - what the files of a run share. Private to batch/. */
#ifndef RUN_INSIDE_H
#define RUN_INSIDE_H

#include "aofuto/batch/folder.h"
#include "aofuto/batch/run.h"
#include "batch/gather.h"

enum run_list {
	RUN_DECISIONS,
	RUN_MANIFEST,
	RUN_FINDINGS,
	RUN_MISSING,
	RUN_LISTS
};

struct run {
	const struct ao_run_order *order;
	struct ao_run_report *report;
	struct ao_folder *folder;
	struct ao_hold *hold;
	struct gather gather;
	struct ao_duty *duty;          /* missing-glyphs.csv */
	const char *findings_language; /* of findings.csv: "ja" */
	char list_digest[AO_SHA256_HEX], font_digest[AO_SHA256_HEX];
	uint64_t list_bytes;
	char list_sha256[RUN_LISTS][AO_SHA256_HEX]; /* of the files written */
};

/* "manifest.csv" */
const char *run_list_name(enum run_list);

/* Cuts the pile into volumes, and makes them. */
AO_CHECKED bool run_volumes(struct run *, const char *identity,
			    struct ao_error *);

/* Fills the report's json. */
void run_json(const struct run *);

#endif
