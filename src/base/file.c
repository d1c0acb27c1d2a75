/* file.c - whole files, or no file. */
#include "aofuto/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OUT_BUFFER ((size_t)64 * 1024)

struct ao_out {
	char *path, *temporary;
	int fd;     /* -1 once finished */
	int failed; /* errno of the first failed write, or 0 */
	uint64_t bytes;
	struct ao_sha256 sha256;
	size_t n;
	char buffer[OUT_BUFFER];
};

/* ".NAME.tmp" in the folder of path: the same file system, so that the
 * rename is atomic, and hidden from a print room's glob. */
char *ao_file_temporary(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct ao_buf b = {0};

	if (slash)
		ao_buf_add(&b, path, (size_t)(slash - path) + 1);
	ao_buf_addf(&b, ".%s.tmp", slash ? slash + 1 : path);
	return b.s;
}

struct ao_out *ao_out_open(const char *path, struct ao_error *err)
{
	struct ao_out *out = ao_calloc(1, sizeof(*out));
	struct ao_buf name = {0};

	ao_buf_adds(&name, path);
	out->path = name.s;
	out->temporary = ao_file_temporary(path);
	ao_sha256_init(&out->sha256);
	/* What a crash left, or somebody laid there with a mode of his own. */
	unlink(out->temporary);
	out->fd = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		       0600);
	if (out->fd < 0) {
		ao_fail_errno(err, path, _("cannot create the file"));
		free(out->path);
		free(out->temporary);
		free(out);
		return NULL;
	}
	return out;
}

static void flush(struct ao_out *out)
{
	size_t done = 0;

	while (done < out->n && !out->failed) {
		ssize_t k = write(out->fd, out->buffer + done, out->n - done);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			out->failed = errno;
		else
			done += (size_t)k;
	}
	out->n = 0;
}

bool ao_out_write(struct ao_out *out, const void *bytes, size_t n)
{
	const char *from = bytes;

	if (out->failed)
		return false;
	ao_sha256_add(&out->sha256, bytes, n);
	out->bytes += n;
	while (n > 0 && !out->failed) {
		size_t room = OUT_BUFFER - out->n;
		size_t k = n < room ? n : room;

		memcpy(out->buffer + out->n, from, k);
		out->n += k;
		from += k;
		n -= k;
		if (out->n == OUT_BUFFER)
			flush(out);
	}
	return !out->failed;
}

void ao_out_printf(struct ao_out *out, const char *fmt, ...)
{
	char line[1024];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(line))
		AO_BUG("a printed line is longer than its buffer");
	ao_out_write(out, line, (size_t)n);
}

const char *ao_out_temporary(const struct ao_out *out)
{
	return out->temporary;
}

uint64_t ao_out_bytes(const struct ao_out *out)
{
	return out->bytes;
}

void ao_out_sha256(const struct ao_out *out, char hex[AO_SHA256_HEX])
{
	ao_sha256_hex(&out->sha256, hex);
}

/* What was written may be a key. */
static void release(struct ao_out *out)
{
	free(out->path);
	free(out->temporary);
	sodium_memzero(out, sizeof(*out));
	free(out);
}

bool ao_out_finish(struct ao_out *out, struct ao_error *err)
{
	if (out->fd < 0)
		return !out->failed;
	flush(out);
	if (!out->failed && fsync(out->fd) != 0)
		out->failed = errno;
	if (close(out->fd) != 0 && !out->failed)
		out->failed = errno;
	out->fd = -1;
	if (!out->failed)
		return true;
	errno = out->failed;
	return ao_fail_errno(err, out->path,
			     _("cannot write the file (is the disk full?)"));
}

/* The rename is durable only when the folder is on disk too. */
bool ao_folder_sync(const char *path, struct ao_error *err)
{
	const char *slash = strrchr(path, '/');
	struct ao_buf folder = {0};
	bool ok;
	int fd;

	if (slash)
		ao_buf_add(&folder, path, (size_t)(slash - path) + 1);
	else
		ao_buf_adds(&folder, ".");
	fd = open(folder.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ok = fd >= 0 && fsync(fd) == 0;
	if (!ok)
		ao_fail_errno(err, folder.s, _("cannot write the folder"));
	if (fd >= 0)
		close(fd);
	ao_buf_release(&folder);
	return ok;
}

bool ao_out_publish(struct ao_out *out, bool replace, struct ao_error *err)
{
	unsigned flags = replace ? 0 : RENAME_NOREPLACE;
	bool ok;

	if (out->fd >= 0)
		AO_BUG("%s is published before it is finished", out->path);
	ok = renameat2(AT_FDCWD, out->temporary, AT_FDCWD, out->path, flags) ==
	     0;
	if (!ok) {
		ao_fail_errno(err, out->path,
			      _("cannot give the finished file its name"));
		unlink(out->temporary);
	} else {
		ok = ao_folder_sync(out->path, err);
		/* A name that may not last is none; what stood there before
		 * cannot be brought back. */
		if (!ok && !replace)
			unlink(out->path);
	}
	release(out);
	return ok;
}

bool ao_out_commit(struct ao_out *out, bool replace, struct ao_error *err)
{
	if (!ao_out_finish(out, err)) {
		ao_out_discard(out);
		return false;
	}
	return ao_out_publish(out, replace, err);
}

bool ao_out_keep(struct ao_out *out, struct ao_error *err)
{
	bool ok = ao_out_finish(out, err) && ao_folder_sync(out->path, err);

	if (!ok)
		unlink(out->temporary);
	release(out);
	return ok;
}

bool ao_file_take_name(const char *path, struct ao_error *err)
{
	char *temporary = ao_file_temporary(path);
	bool ok = renameat2(AT_FDCWD, temporary, AT_FDCWD, path,
			    RENAME_NOREPLACE) == 0;

	if (!ok)
		ao_fail_errno(err, path,
			      _("cannot give the finished file its name"));
	free(temporary);
	return ok && ao_folder_sync(path, err);
}

void ao_out_discard(struct ao_out *out)
{
	if (!out)
		return;
	if (out->fd >= 0)
		close(out->fd);
	unlink(out->temporary);
	release(out);
}

const char *ao_temporary_folder(void)
{
	const char *set = secure_getenv("TMPDIR");

	return set && *set ? set : "/tmp";
}

/* Where the file system makes none without a name, it loses it at once. */
static int open_unnamed(void)
{
	const char *folder = ao_temporary_folder();
	int fd = open(folder, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
	struct ao_buf path = {0};

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd;
	ao_buf_addf(&path, "%s/aofuto.XXXXXX", folder);
	fd = mkostemp(path.s, O_CLOEXEC);
	if (fd >= 0)
		unlink(path.s);
	ao_buf_release(&path);
	return fd;
}

FILE *ao_temporary_file(void)
{
	int fd = open_unnamed();
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w+");

	if (fd >= 0 && !file)
		close(fd);
	return file;
}

static bool read_all(int fd, const char *path, size_t most, struct ao_buf *b,
		     struct ao_error *err)
{
	char part[16384];
	ssize_t k;

	while ((k = read(fd, part, sizeof(part))) != 0) {
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return ao_fail_errno(err, path,
					     _("cannot read the file"));
		if (b->n + (size_t)k > most)
			return ao_fail(err, AO_INPUT, path,
				       _("the file is larger than %zu bytes; "
					 "is it the right one?"),
				       most);
		ao_buf_add(b, part, (size_t)k);
	}
	ao_buf_add(b, "", 0);
	return true;
}

bool ao_file_read(const char *path, size_t most, struct ao_buf *b,
		  struct ao_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return ao_fail_errno(err, path, _("cannot open the file"));
	ok = read_all(fd, path, most, b, err);
	close(fd);
	return ok;
}

bool ao_file_digest(const char *path, char hex[AO_SHA256_HEX],
		    struct ao_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct ao_sha256 sum;
	char part[16384];
	ssize_t k = -1;

	if (fd < 0)
		return errno == ENOENT
			       ? false
			       : ao_fail_errno(err, path,
					       _("cannot open the file"));
	ao_sha256_init(&sum);
	while ((k = read(fd, part, sizeof(part))) > 0)
		ao_sha256_add(&sum, part, (size_t)k);
	if (k < 0)
		ao_fail_errno(err, path, _("cannot read the file"));
	close(fd);
	ao_sha256_hex(&sum, hex);
	return k == 0;
}

/* The opaque bytes of the header hold libsodium's state. */
_Static_assert(sizeof(crypto_hash_sha256_state) <=
		       sizeof(((struct ao_sha256 *)0)->state),
	       "struct ao_sha256 is too small for libsodium's state");

void ao_sha256_init(struct ao_sha256 *s)
{
	crypto_hash_sha256_init((crypto_hash_sha256_state *)(void *)s->state);
}

void ao_sha256_add(struct ao_sha256 *s, const void *bytes, size_t n)
{
	crypto_hash_sha256_update((crypto_hash_sha256_state *)(void *)s->state,
				  bytes, n);
}

_Static_assert(AO_SHA256_BYTES == crypto_hash_sha256_BYTES, "its size");

void ao_sha256_bytes(const struct ao_sha256 *s,
		     unsigned char out[AO_SHA256_BYTES])
{
	struct ao_sha256 copy = *s;

	crypto_hash_sha256_final((crypto_hash_sha256_state *)(void *)copy.state,
				 out);
}

void ao_sha256_hex(const struct ao_sha256 *s, char hex[AO_SHA256_HEX])
{
	unsigned char digest[AO_SHA256_BYTES];

	ao_sha256_bytes(s, digest);
	ao_sha256_print(digest, hex);
}

void ao_sha256_print(const unsigned char digest[AO_SHA256_BYTES],
		     char hex[AO_SHA256_HEX])
{
	sodium_bin2hex(hex, AO_SHA256_HEX, digest, AO_SHA256_BYTES);
}

void ao_sha256_parse(const char *hex, unsigned char out[AO_SHA256_BYTES])
{
	size_t n = 0;

	if (strlen(hex) != AO_SHA256_HEX - 1 ||
	    sodium_hex2bin(out, AO_SHA256_BYTES, hex, AO_SHA256_HEX - 1, NULL,
			   &n, NULL) != 0 ||
	    n != AO_SHA256_BYTES)
		AO_BUG("a digest is not 64 hex digits");
}

void ao_sha256(const void *bytes, size_t n, char hex[AO_SHA256_HEX])
{
	struct ao_sha256 s;

	ao_sha256_init(&s);
	ao_sha256_add(&s, bytes, n);
	ao_sha256_hex(&s, hex);
}

void ao_csv_field(struct ao_buf *b, const char *s)
{
	bool formula = *s && strchr("=+-@\t\r", *s);

	if (!formula && !strpbrk(s, ",\"\r\n")) {
		ao_buf_adds(b, s);
		return;
	}
	ao_buf_adds(b, formula ? "\"'" : "\"");
	for (; *s; s++)
		ao_buf_add(b, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
	ao_buf_adds(b, "\"");
}
