/* record.h - the folder of a run as it is found later: run.json, and whether
 * the files that it names are there and are the ones that were written.
 *
 * Reads what any version wrote: keys that are not known here are passed over,
 * keys that are needed and missing make the record a damaged one.
 */
#ifndef AOFUTO_BATCH_RECORD_H
#define AOFUTO_BATCH_RECORD_H

#include "aofuto/base/date.h"
#include "aofuto/base/file.h"
#include "aofuto/notice/edition.h"

#define AO_RECORD_NAME   "run.json"
#define AO_MANIFEST_NAME "manifest.csv"

struct ao_record_file {
	const char *name; /* in the folder; no other folder's */
	const char *sha256;
};

struct ao_record_volume {
	struct ao_record_file file;
	unsigned long notices, pages, sheets;
};

struct ao_record {                 /* release with ao_record_release */
	const char *folder, *path; /* of run.json */
	const char *program;       /* "aofuto 0.1.0" */
	struct ao_date month, as_of;
	bool only_month, specimen;
	int64_t run;           /* of a ledger; 0: none is named */
	unsigned first_volume; /* its number: 1, or more in a supplement */
	bool read_back;        /* the run has compared its pages itself */
	const char *list_sha256, *hold_sha256; /* "": there was none */
	const char *template_sha256, *city_sha256, *fonts_sha256;
	/* Of the editions' templates, the ordinary one's too; "": it was not
	 * offered. */
	const char *edition_sha256[AO_EDITION_COUNT];
	const char *settings_sha256; /* "": there were none */
	const char *postage_sha256;  /* "": made before there was one */
	const char *omr_sha256; /* of the inserter marks; "": there were none */
	const char *qr_address;
	unsigned long with_id; /* notices that carry a code */
	struct ao_record_volume *volume;
	size_t volumes;
	struct ao_record_file *list; /* manifest.csv and the others */
	size_t lists;
	struct ao_arena *arena;
};

/* A folder with no run.json: AO_INPUT. A run.json that is no record of a run,
 * or no longer: AO_HOST. */
AO_CHECKED bool ao_record_read(const char *folder, struct ao_record *,
			       struct ao_error *);
void ao_record_release(struct ao_record *);

/* "FOLDER/NAME", in the record's arena. */
const char *ao_record_path(const struct ao_record *, const char *name);

/* Tells of every file that is missing or too many, and of every list that is
 * not the one that was written; who reads a volume tells that of it. */
struct ao_fault_teller {
	void (*tell)(void *data, const char *name, const char *text);
	void *data;
};
void ao_record_check(const struct ao_record *, const struct ao_fault_teller *);

#endif
