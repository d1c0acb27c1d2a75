/* reading_inside.h - a reading, for reading.c and reading_page.c only. */
#ifndef READING_INSIDE_H
#define READING_INSIDE_H

#include "aofuto/proof/reading.h"
#include "proof/reader_protocol.h"

#include <sys/types.h>

struct ao_reading {
	pid_t pid; /* 0: reaped */
	int fd;
	int status; /* of waitpid */
	uint32_t pages, next;
	char *path, *program;
	char sha256[AO_SHA256_HEX];
	char library[AO_READER_LIBRARY];
	char *payload;
	size_t capacity;
	struct ao_read_code *code;
	struct ao_read_place place[AO_READ_PLACES_MOST];
	size_t places;
	struct ao_read_bars bars[AO_READ_PLACES_MOST]; /* of the page */
	struct reader_bars told[AO_READ_PLACES_MOST];
	struct ao_read_area strip; /* that was asked for, of odd pages */
	struct ao_error failed;    /* once, and from then on */
};

/* The page that a PAGE record of so many bytes tells of, out of r->payload.
 * False: this is none. */
AO_CHECKED bool ao_reading_take(struct ao_reading *, size_t bytes,
				struct ao_read_page *);

#endif
