/* encoding.h - the bytes of a list, as UTF-8.
 *
 * The encoding is found by strict decoding of the whole file, never by
 * statistics: a byte order mark, else valid UTF-8, else valid CP932, else an
 * error with the byte and the line. What could be two things is an error that
 * asks for --encoding. Then the file is read a second time, a piece at a time;
 * a file that is not the same the second time is an error.
 */
#ifndef AOFUTO_INPUT_ENCODING_H
#define AOFUTO_INPUT_ENCODING_H

#include "aofuto/base/file.h"

enum ao_encoding {
	AO_ENCODING_AUTO,
	AO_ENCODING_UTF8,
	AO_ENCODING_UTF16LE,
	AO_ENCODING_UTF16BE,
	AO_ENCODING_CP932, /* what Windows calls Shift_JIS */
};

/* The name of an encoding as people spell it ("utf8", "Shift_JIS", "ms932").
 * "UTF-16" is AO_ENCODING_UTF16LE; the byte order mark then decides. */
AO_CHECKED bool ao_encoding_parse(const char *name, enum ao_encoding *out,
				  struct ao_error *);

struct ao_source_options {
	enum ao_encoding encoding;
	bool skip_digest; /* SHA-256 costs as much as reading the list */
	size_t chunk;     /* bytes read at once; 0 is the usual */
};

struct ao_source;
/* path "-" is standard input. What cannot be read twice (a pipe) is kept in
 * an unlinked temporary file. */
AO_CHECKED struct ao_source *ao_source_open(const char *path,
					    const struct ao_source_options *,
					    struct ao_error *);
/* Of a text that is in memory; messages call it by that name. */
AO_CHECKED struct ao_source *
ao_source_open_text(const char *name, struct ao_bytes,
		    const struct ao_source_options *, struct ao_error *);
/* The next piece, valid UTF-8 without byte order mark, borrowed until the
 * next call; a piece may end inside a character. *n is 0 at the end. */
AO_CHECKED bool ao_source_read(struct ao_source *, const char **bytes,
			       size_t *n, struct ao_error *);
const char *ao_source_encoding(const struct ao_source *); /* "UTF-8 (BOM)" */
const char *ao_source_digest(const struct ao_source *);   /* 64 hex digits */
uint64_t ao_source_bytes(const struct ao_source *);
uint64_t ao_source_bytes_read(const struct ao_source *);
const char *ao_source_name(const struct ao_source *); /* for messages */
void ao_source_close(struct ao_source *);

#endif
