/* key.h - the ledger's key: what is sealed with it nobody else can read.
 *
 * One secret of 32 bytes in a file (0600), or handed over by systemd as a
 * credential. From it come two keys by purpose: one seals the values of a
 * notice (XChaCha20-Poly1305), one makes keyed hashes (BLAKE2b) by which a
 * notice is found without its number standing in the ledger. The secret stays
 * in locked memory and is wiped at the end.
 */
#ifndef AOFUTO_LEDGER_KEY_H
#define AOFUTO_LEDGER_KEY_H

#include "aofuto/base/text.h"

struct ao_key;

/* The file holds one line: "aofuto-key-1 " and 64 hex digits. No file:
 * AO_HOST. Another content, a symbolic link, a file that others may read:
 * AO_INPUT, with what to do. */
AO_CHECKED struct ao_key *ao_key_open(const char *path, struct ao_error *);
/* A new secret, in memory alone; libsodium's randomness. */
AO_CHECKED struct ao_key *ao_key_new(struct ao_error *);
/* Written whole under `path` with fsync of file and folder; a file that is
 * there already is never replaced (AO_HOST). */
AO_CHECKED bool ao_key_write(const struct ao_key *, const char *path,
			     struct ao_error *);
void ao_key_close(struct ao_key *); /* NULL is fine; wipes it */

/* By this a ledger knows its key. It tells nothing of the secret. */
#define AO_KEY_CHECK 16
void ao_key_check(const struct ao_key *, unsigned char out[AO_KEY_CHECK]);

/* The same text gives the same hash under the same key; two purposes give two
 * hashes. */
enum ao_hash_purpose {
	AO_HASH_RESIDENT = 1,
	AO_HASH_APPLICATION = 2,
	AO_HASH_SALT = 3, /* of a notice's page digest */
};
#define AO_KEY_HASH 16
void ao_key_hash(const struct ao_key *, enum ao_hash_purpose, const char *text,
		 unsigned char out[AO_KEY_HASH]);

/* Appends nonce, ciphertext and tag to `out`. `bound` is not hidden, but the
 * same bytes must be there again when it is opened: a sealed value that was
 * moved to another row does not open. */
void ao_seal(const struct ao_key *, struct ao_bytes plain,
	     struct ao_bytes bound, struct ao_buf *out);
/* False: another key, another row, or changed bytes; nothing is appended. */
AO_CHECKED bool ao_unseal(const struct ao_key *, struct ao_bytes sealed,
			  struct ao_bytes bound, struct ao_buf *out);

/* n random bytes, for salts. */
void ao_random(void *out, size_t n);

/* Appends what seals: "libsodium 1.0.18". */
void ao_key_library(struct ao_buf *);

#endif
