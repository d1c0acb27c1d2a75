/* key.c - the secret and what is made with it: libsodium. */
#include "aofuto/ledger/key.h"

#include "aofuto/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECRET      ((size_t)crypto_kdf_KEYBYTES)
#define SECRET_HEX  (2 * SECRET + 1) /* with its NUL */
#define LINE_PREFIX "aofuto-key-1 "
#define LINE        (sizeof(LINE_PREFIX) - 1 + 2 * SECRET + 1) /* and \n */

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG   crypto_aead_xchacha20poly1305_ietf_ABYTES

/* All of it in memory of sodium_malloc: locked where the system lets us (its
 * limit may be too low; the key works none the less), left out of a core
 * dump, wiped by sodium_free. */
struct ao_key {
	unsigned char secret[SECRET];
	unsigned char seal[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
	unsigned char hash[crypto_generichash_KEYBYTES];
};

/* Ledgers depend on these: they never change. */
#define CONTEXT "aofuto-1" /* crypto_kdf_CONTEXTBYTES */
enum { SUBKEY_SEAL = 1, SUBKEY_HASH = 2 };
enum { PURPOSE_CHECK = 0 }; /* beside enum ao_hash_purpose */
#define CHECK_TEXT "aofuto-ledger-key"

_Static_assert(sizeof(CONTEXT) - 1 == crypto_kdf_CONTEXTBYTES, "its size");
_Static_assert(AO_KEY_HASH >= crypto_generichash_BYTES_MIN, "not too short");
_Static_assert(AO_KEY_CHECK == AO_KEY_HASH, "both by keyed_hash");

static bool start(struct ao_error *err)
{
	if (sodium_init() >= 0)
		return true;
	return ao_fail(err, AO_HOST, NULL,
		       _("the system gives no random numbers, without which "
			 "nothing can be sealed"));
}

static void *locked(size_t n, struct ao_error *err)
{
	void *p = sodium_malloc(n);

	if (!p)
		ao_fail(err, AO_HOST, NULL, _("out of memory"));
	return p;
}

/* Zeroed; to be filled with a secret. */
static struct ao_key *key_new(struct ao_error *err)
{
	struct ao_key *key;

	if (!start(err))
		return NULL;
	key = locked(sizeof(*key), err);
	if (key)
		memset(key, 0, sizeof(*key));
	return key;
}

/* From now on nobody writes into it. */
static struct ao_key *derived(struct ao_key *key)
{
	crypto_kdf_derive_from_key(key->seal, sizeof(key->seal), SUBKEY_SEAL,
				   CONTEXT, key->secret);
	crypto_kdf_derive_from_key(key->hash, sizeof(key->hash), SUBKEY_HASH,
				   CONTEXT, key->secret);
	sodium_mprotect_readonly(key);
	return key;
}

struct ao_key *ao_key_new(struct ao_error *err)
{
	struct ao_key *key = key_new(err);

	if (!key)
		return NULL;
	crypto_kdf_keygen(key->secret);
	return derived(key);
}

void ao_key_close(struct ao_key *key)
{
	sodium_free(key);
}

/* The line of the key's file; no NUL. */
static void put_line(char line[LINE], const unsigned char secret[SECRET])
{
	char hex[SECRET_HEX];

	sodium_bin2hex(hex, sizeof(hex), secret, SECRET);
	memcpy(line, LINE_PREFIX, sizeof(LINE_PREFIX) - 1);
	memcpy(line + sizeof(LINE_PREFIX) - 1, hex, sizeof(hex) - 1);
	line[LINE - 1] = '\n';
	sodium_memzero(hex, sizeof(hex));
}

bool ao_key_write(const struct ao_key *key, const char *path,
		  struct ao_error *err)
{
	struct ao_out *out = ao_out_open(path, err);
	char line[LINE];

	if (!out)
		return false;
	put_line(line, key->secret);
	ao_out_write(out, line, sizeof(line));
	sodium_memzero(line, sizeof(line));
	return ao_out_commit(out, /*replace*/ false, err);
}

static bool fail_open(const char *path, struct ao_error *err)
{
	if (errno == ELOOP)
		return ao_fail(err, AO_INPUT, path,
			       _("the key file is a symbolic link: name the "
				 "file itself"));
	if (errno == ENOENT)
		return ao_fail(err, AO_HOST, path,
			       _("the key file is not there: bring it back "
				 "from its backup, or say where it is (setting "
				 "ledger_key)"));
	return ao_fail_errno(err, path, _("cannot open the key file"));
}

/* A credential of systemd is root's; the user whom the service runs as may
 * read it by an access list, whose mask stands in the place of the group's
 * permissions (systemd.exec(5), LoadCredential=). */
static bool is_credential(const struct stat *st)
{
	return geteuid() != 0 && st->st_uid == 0 && st->st_gid == 0 &&
	       (st->st_mode & 037) == 0;
}

static bool check_kind(int fd, const char *path, struct ao_error *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return ao_fail_errno(err, path, _("cannot read the key file"));
	if (S_ISDIR(st.st_mode))
		return ao_fail(err, AO_INPUT, path,
			       _("this is a folder, not a key file"));
	if (!S_ISREG(st.st_mode))
		return ao_fail(err, AO_INPUT, path,
			       _("this is not a regular file: a key is kept "
				 "in one"));
	if ((st.st_mode & 077) != 0 && !is_credential(&st))
		return ao_fail(err, AO_INPUT, path,
			       _("others than its owner may use the key file: "
				 "chmod 600 it, and if somebody may have read "
				 "it, change the key"));
	return true;
}

/* At most `most` bytes; as many as there are. */
static bool read_some(int fd, char *s, size_t most, size_t *n)
{
	ssize_t k = 1;

	for (*n = 0; *n < most && k != 0;) {
		k = read(fd, s + *n, most - *n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return false;
		*n += (size_t)k;
	}
	return true;
}

/* Exactly the line that ao_key_write writes of the secret in it. */
static bool parse(const char *s, size_t n, unsigned char secret[SECRET])
{
	char line[LINE];
	bool ok;

	ok = n == LINE &&
	     sodium_hex2bin(secret, SECRET, s + sizeof(LINE_PREFIX) - 1,
			    2 * SECRET, NULL, NULL, NULL) == 0;
	put_line(line, secret);
	ok = ok && sodium_memcmp(line, s, LINE) == 0;
	sodium_memzero(line, sizeof(line));
	return ok;
}

static bool read_secret(int fd, const char *path, struct ao_key *key,
			struct ao_error *err)
{
	char text[LINE + 1]; /* one more: nothing may follow */
	size_t n;
	bool ok = check_kind(fd, path, err);

	if (!ok)
		return false;
	if (!read_some(fd, text, sizeof(text), &n))
		ok = ao_fail_errno(err, path, _("cannot read the key file"));
	else if (n == 0)
		ok = ao_fail(err, AO_INPUT, path,
			     _("the key file is empty: bring it back from its "
			       "backup"));
	else if (!parse(text, n, key->secret))
		ok = ao_fail(err, AO_INPUT, path,
			     _("this is not a key file of aofuto (one line: "
			       "aofuto-key-1 and 64 digits 0-9 a-f), or it "
			       "was changed: bring it back from its backup"));
	sodium_memzero(text, sizeof(text));
	return ok;
}

struct ao_key *ao_key_open(const char *path, struct ao_error *err)
{
	/* O_NONBLOCK: a pipe must not keep us waiting. */
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct ao_key *key;
	bool ok;

	if (fd < 0) {
		fail_open(path, err);
		return NULL;
	}
	key = key_new(err);
	ok = key && read_secret(fd, path, key, err);
	close(fd);
	if (ok)
		return derived(key);
	sodium_free(key);
	return NULL;
}

static void keyed_hash(const struct ao_key *key, int purpose, const char *text,
		       unsigned char out[AO_KEY_HASH])
{
	unsigned char byte = (unsigned char)purpose;
	crypto_generichash_state state;

	crypto_generichash_init(&state, key->hash, sizeof(key->hash),
				AO_KEY_HASH);
	crypto_generichash_update(&state, &byte, 1);
	crypto_generichash_update(&state, (const unsigned char *)text,
				  strlen(text));
	crypto_generichash_final(&state, out, AO_KEY_HASH);
	sodium_memzero(&state, sizeof(state));
}

void ao_key_check(const struct ao_key *key, unsigned char out[AO_KEY_CHECK])
{
	keyed_hash(key, PURPOSE_CHECK, CHECK_TEXT, out);
}

void ao_key_hash(const struct ao_key *key, enum ao_hash_purpose purpose,
		 const char *text, unsigned char out[AO_KEY_HASH])
{
	keyed_hash(key, (int)purpose, text, out);
}

/* Room for n more bytes, and where they go. */
static unsigned char *more(struct ao_buf *out, size_t n)
{
	static const char zeros[256] = {0};
	size_t at = out->n;

	for (size_t k; n > 0; n -= k) {
		k = n < sizeof(zeros) ? n : sizeof(zeros);
		ao_buf_add(out, zeros, k);
	}
	return (unsigned char *)out->s + at;
}

void ao_seal(const struct ao_key *key, struct ao_bytes plain,
	     struct ao_bytes bound, struct ao_buf *out)
{
	unsigned char *nonce = more(out, NONCE + plain.n + TAG);

	randombytes_buf(nonce, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + NONCE, NULL, plain.s,
						   plain.n, bound.s, bound.n,
						   NULL, nonce, key->seal);
}

bool ao_unseal(const struct ao_key *key, struct ao_bytes sealed,
	       struct ao_bytes bound, struct ao_buf *out)
{
	const unsigned char *nonce = sealed.s;
	unsigned char *plain;
	size_t before = out->n, n;

	if (sealed.n < NONCE + TAG)
		return false;
	n = sealed.n - NONCE - TAG;
	plain = more(out, n);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		    plain, NULL, NULL, nonce + NONCE, n + TAG, bound.s, bound.n,
		    nonce, key->seal) == 0)
		return true;
	out->n = before;
	out->s[before] = '\0';
	return false;
}

void ao_random(void *out, size_t n)
{
	if (sodium_init() < 0)
		AO_BUG("random numbers are asked for without a key");
	randombytes_buf(out, n);
}

void ao_key_library(struct ao_buf *out)
{
	ao_buf_addf(out, "libsodium %s", sodium_version_string());
}
