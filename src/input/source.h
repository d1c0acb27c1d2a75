/* source.h - the inside of a source, for source.c and encoding.c only. */
#ifndef AOFUTO_INPUT_SOURCE_H
#define AOFUTO_INPUT_SOURCE_H

#include "aofuto/input/encoding.h"

#include <stdio.h>
#include <sys/stat.h>

#define AO_CARRY 4 /* the longest unfinished character, and one */

struct ao_source {
	int fd;
	FILE *spool; /* owns fd when the input was a pipe */
	char *name;
	enum ao_encoding encoding;
	bool has_bom;
	size_t mark_left; /* bytes of it that are still to be dropped */
	struct ao_cp932 *cp932;
	unsigned char *raw; /* CARRY + chunk bytes */
	size_t chunk, held; /* held: unfinished character at raw's start */
	struct ao_buf text; /* decoded */
	struct stat opened; /* as it was before the first pass */
	uint64_t size, done;
	bool surveyed;
	bool skip_digest;
	char digest[AO_SHA256_HEX];
};

/* "UTF-8 (BOM)" */
const char *ao_encoding_label(enum ao_encoding, bool bom);

/* The next chunk into `to`; short only at the end, so that blocks are cut at
 * the same places in every pass. */
AO_CHECKED bool ao_source_block(struct ao_source *, unsigned char *to,
				size_t *n, struct ao_error *);

/* Reads the whole file and finds its encoding; `wanted` is the user's word.
 * Sets what the source knows of it, its size and digest. */
AO_CHECKED bool ao_source_detect(struct ao_source *, enum ao_encoding wanted,
				 struct ao_error *);

#endif
