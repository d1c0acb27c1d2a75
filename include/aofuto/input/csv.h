/* csv.h - rows of a CSV file (RFC 4180), strictly.
 *
 * Every row has as many fields as the header, no field is longer than 64 KiB,
 * and there is no NUL. Anything else is an error with the physical line and
 * the column, because a lax reader swallows residents. Blanks around a field
 * without quotes are not part of it; blank lines are skipped but counted.
 */
#ifndef AOFUTO_INPUT_CSV_H
#define AOFUTO_INPUT_CSV_H

#include "aofuto/input/encoding.h"

#define AO_CSV_COLUMNS_MOST 1024u
#define AO_CSV_FIELD_MOST   ((size_t)64 * 1024)
#define AO_CSV_ROW_MOST     ((size_t)1024 * 1024)

enum ao_step { AO_STEP_FAIL = -1, AO_STEP_END = 0, AO_STEP_ITEM = 1 };

struct ao_csv_row {
	const char *file;   /* for messages */
	unsigned long row;  /* 0 is the header, 1 the first resident */
	unsigned long line; /* physical line it begins on, from 1 */
	unsigned fields;
	/* NUL-ended UTF-8. The bytes may be changed in place, not lengthened;
	 * all are gone at the next call. */
	char *const *field;
	const uint32_t *length;
};

struct ao_csv;
/* The source is borrowed until close. */
struct ao_csv *ao_csv_new(struct ao_source *);
AO_CHECKED enum ao_step ao_csv_next(struct ao_csv *, struct ao_csv_row *,
				    struct ao_error *);
void ao_csv_free(struct ao_csv *);

/* Appends what reads CSV: "libcsv 3.0.3". */
void ao_csv_library(struct ao_buf *);

#endif
