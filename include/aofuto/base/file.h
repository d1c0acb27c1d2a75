/* file.h - whole files, or no file.
 *
 * An output is written beside its final name as ".NAME.tmp" (mode 0600) until
 * ao_out_commit has flushed, fsynced and renamed it. A program that is killed
 * leaves at most the temporary, never a short NAME. Every write is checked; a
 * full disk is AO_HOST with the path.
 */
#ifndef AOFUTO_BASE_FILE_H
#define AOFUTO_BASE_FILE_H

#include "aofuto/base/text.h"

#include <stdio.h>

struct ao_out;
AO_CHECKED struct ao_out *ao_out_open(const char *path, struct ao_error *);

/* A failed write stays with the handle: later writes do nothing and
 * ao_out_finish reports it. Returns false once one has failed. */
bool ao_out_write(struct ao_out *, const void *bytes, size_t n);
void ao_out_printf(struct ao_out *, const char *fmt, ...) AO_PRINTF(2, 3);
uint64_t ao_out_bytes(const struct ao_out *); /* written so far */
/* Where the bytes are until they have their name. Borrowed. */
const char *ao_out_temporary(const struct ao_out *);

/* SHA-256 of everything written so far, as 64 hex digits and NUL. */
#define AO_SHA256_HEX 65
void ao_out_sha256(const struct ao_out *, char hex[AO_SHA256_HEX]);

/* The two ends. finish: flush, fsync, close, keep the temporary name (so that
 * several files can take their names together). publish: rename to the final
 * name and fsync the folder; with `replace` false an existing NAME is an
 * error, and where it fails no NAME is left. commit is both. discard removes
 * the temporary. commit, publish and discard free the handle, whatever they
 * return. */
AO_CHECKED bool ao_out_finish(struct ao_out *, struct ao_error *);
AO_CHECKED bool ao_out_publish(struct ao_out *, bool replace,
			       struct ao_error *);
AO_CHECKED bool ao_out_commit(struct ao_out *, bool replace, struct ao_error *);
void ao_out_discard(struct ao_out *); /* NULL is fine */

/* The two halves of commit for whoever writes something down between them, and
 * a crash too: after keep, ".NAME.tmp" is on disk, and its folder; the handle
 * is freed. take_name gives it NAME, which must not be there; where it fails
 * the temporary stays. */
AO_CHECKED bool ao_out_keep(struct ao_out *, struct ao_error *);
AO_CHECKED bool ao_file_take_name(const char *path, struct ao_error *);
char *ao_file_temporary(const char *path); /* ".NAME.tmp"; free() it */
/* False with err untouched where there is no such file. */
bool ao_file_digest(const char *path, char hex[AO_SHA256_HEX],
		    struct ao_error *);

/* The folder that `path` lies in is on disk: names given, taken, removed. */
AO_CHECKED bool ao_folder_sync(const char *path, struct ao_error *);

/* The whole of a file that is expected to be small (templates, settings).
 * Larger than `most` bytes, a directory, unreadable: an error that says so.
 * The buffer is the caller's to release. */
AO_CHECKED bool ao_file_read(const char *path, size_t most, struct ao_buf *,
			     struct ao_error *);

/* Where temporary files lie: TMPDIR, or /tmp where it is not set. */
const char *ao_temporary_folder(void);
/* Read and written, mode 0600, without a name: it is gone when it is closed,
 * and when the program is killed. NULL: errno says why. */
AO_CHECKED FILE *ao_temporary_file(void);

/* SHA-256 of a buffer, as 64 hex digits and NUL. */
void ao_sha256(const void *bytes, size_t n, char hex[AO_SHA256_HEX]);

/* Running SHA-256; opaque bytes so that nobody else needs libsodium. */
struct ao_sha256 {
	_Alignas(16) unsigned char state[128];
};
void ao_sha256_init(struct ao_sha256 *);
void ao_sha256_add(struct ao_sha256 *, const void *bytes, size_t n);
void ao_sha256_hex(const struct ao_sha256 *, char hex[AO_SHA256_HEX]);
#define AO_SHA256_BYTES 32
void ao_sha256_bytes(const struct ao_sha256 *,
		     unsigned char out[AO_SHA256_BYTES]);
/* The bytes of a digest as its digits, and back; the digits of no digest are a
 * bug. */
void ao_sha256_print(const unsigned char digest[AO_SHA256_BYTES],
		     char hex[AO_SHA256_HEX]);
void ao_sha256_parse(const char *hex, unsigned char out[AO_SHA256_BYTES]);

/* One field of a CSV line: quoted where RFC 4180 asks for it, and a leading
 * = + - @ TAB CR, which a spreadsheet would run, is put behind a '. */
void ao_csv_field(struct ao_buf *, const char *s);

#endif
