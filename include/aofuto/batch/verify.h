/* verify.h - a finished volume, read back.
 *
 * Every letter of the volume is laid out once more and held against what an
 * independent reader (reading.h) finds in the file: each page, each sign at
 * its place, each label and code, and the digest of the very bytes. What is
 * expected is a pile; where that came from is the caller's matter.
 */
#ifndef AOFUTO_BATCH_VERIFY_H
#define AOFUTO_BATCH_VERIFY_H

#include "aofuto/batch/volume.h"
#include "aofuto/batch/workers.h"
#include "aofuto/proof/reading.h"

struct ao_verify_order {
	struct ao_kit *kit;
	const struct ao_pile *pile;
	const char *reader;    /* path of aofuto-reader */
	unsigned raster_every; /* as in reading.h */
};

struct ao_verified { /* what was read, all of it good */
	unsigned long pages, codes, rastered;
	char reader[AO_READER_LIBRARY];
};

/* The reader can be started, and names its libraries. AO_HOST if not: before a
 * page is drawn that nobody could read back. */
AO_CHECKED bool ao_verify_reader(const char *reader,
				 char library[AO_READER_LIBRARY],
				 struct ao_error *);

/* `path` is where the file is, `name` what messages call it. A difference is
 * AO_HOST: "notice 001-0127 (page 253): name, character 3: ...". */
struct ao_verify_file {
	const char *path, *name;
};
AO_CHECKED bool ao_verify_volume(const struct ao_verify_order *,
				 const struct ao_volume *,
				 const struct ao_verify_file *,
				 struct ao_ticks *, struct ao_verified *,
				 struct ao_error *);

/* "all", "sample", "none" of --raster as reading.h wants it. */
#define AO_RASTER_SAMPLE 50
AO_CHECKED bool ao_raster_parse(const char *word, unsigned *every,
				struct ao_error *);

#endif
