/* list.h - a resident list: bytes in, residents out, one at a time.
 *
 * Puts together encoding.h, csv.h, column.h and the reading of one row. A list
 * is read in one forward pass with flat memory; what is wrong with a row goes
 * to the findings and the row comes out with `believed` false. What is wrong
 * with the list as a whole (structure, encoding, columns, a column that must
 * not be there) is an error, AO_INPUT, with file, line and column.
 */
#ifndef AOFUTO_INPUT_LIST_H
#define AOFUTO_INPUT_LIST_H

#include "aofuto/base/file.h"
#include "aofuto/base/finding.h"
#include "aofuto/base/wareki.h"
#include "aofuto/input/column.h"
#include "aofuto/input/resident.h"

struct ao_list_options {
	const char *encoding; /* NULL or "auto", "UTF-8", "UTF-16", "CP932" */
	enum ao_era_codes era_codes;
	const struct ao_column_alias *alias;
	size_t aliases;
	bool skip_digest; /* for who only looks: SHA-256 costs as much as
			   * reading the list, and ao_list_digest is then a
			   * bug */
	size_t chunk;     /* bytes read at once; 0 is the usual */
};

struct ao_list;
/* path "-" is standard input (kept in an unlinked temporary, as the encoding
 * is found by reading it all). options and findings are borrowed until close.
 */
AO_CHECKED struct ao_list *ao_list_open(const char *path,
					const struct ao_list_options *,
					struct ao_findings *,
					struct ao_error *);
/* The resident is borrowed until the next call. Rows that are rejected come
 * out too: every data row of the list comes out exactly once. */
AO_CHECKED enum ao_step ao_list_next(struct ao_list *, struct ao_resident *,
				     struct ao_error *);
const char *ao_list_encoding(const struct ao_list *); /* "UTF-8 (BOM)" */
/* SHA-256 of the file's bytes as they are on disk, 64 hex digits. */
const char *ao_list_digest(const struct ao_list *);
uint64_t ao_list_bytes(const struct ao_list *);      /* of the file */
uint64_t ao_list_bytes_read(const struct ao_list *); /* for the progress */
void ao_list_close(struct ao_list *);

#endif
