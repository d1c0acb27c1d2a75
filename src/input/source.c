/* source.c - a list's bytes: opened once, read twice, given as UTF-8. */
#include "input/source.h"

#include "input/decode.h"

#include "aofuto/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CHUNK ((size_t)256 * 1024)

bool ao_source_block(struct ao_source *src, unsigned char *to, size_t *n,
		     struct ao_error *err)
{
	*n = 0;
	while (*n < src->chunk) {
		ssize_t got = read(src->fd, to + *n, src->chunk - *n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return ao_fail_errno(err, src->name,
					     _("cannot read the list"));
		if (got == 0)
			break;
		*n += (size_t)got;
	}
	return true;
}

static bool fail_copy(struct ao_error *err)
{
	return ao_fail_errno(err, ao_temporary_folder(),
			     _("cannot write to the folder for temporary "
			       "files (TMPDIR)"));
}

/* A pipe can be read once; its unlinked copy as often as need be. */
static bool keep_copy(struct ao_source *src, struct ao_error *err)
{
	size_t n;

	src->spool = ao_temporary_file();
	if (!src->spool)
		return fail_copy(err);
	do {
		if (!ao_source_block(src, src->raw, &n, err))
			return false;
		if (n > 0 && fwrite(src->raw, 1, n, src->spool) != n)
			break;
	} while (n > 0);
	if (fflush(src->spool) != 0 || ferror(src->spool))
		return fail_copy(err);
	if (src->fd != STDIN_FILENO)
		close(src->fd);
	src->fd = fileno(src->spool);
	return true;
}

static bool open_file(struct ao_source *src, const char *path,
		      struct ao_error *err)
{
	src->fd = strcmp(path, "-") == 0 ? STDIN_FILENO
					 : open(path, O_RDONLY | O_CLOEXEC);
	if (src->fd < 0 || fstat(src->fd, &src->opened) != 0)
		return ao_fail_errno(err, src->name, _("cannot open the list"));
	if (S_ISDIR(src->opened.st_mode))
		return ao_fail(err, AO_INPUT, src->name,
			       _("this is a folder, not a list; name the CSV "
				 "file in it"));
	if (S_ISREG(src->opened.st_mode) && src->fd != STDIN_FILENO)
		return true;
	return keep_copy(src, err) &&
	       (fstat(src->fd, &src->opened) == 0 ||
		ao_fail_errno(err, src->name, _("cannot read the list")));
}

static bool rewound(struct ao_source *src, struct ao_error *err)
{
	src->held = 0;
	return lseek(src->fd, 0, SEEK_SET) == 0 ||
	       ao_fail_errno(err, src->name, _("cannot read the list"));
}

static struct ao_source *begin(const char *name,
			       const struct ao_source_options *options)
{
	struct ao_source *src = ao_calloc(1, sizeof(*src));
	size_t size = strlen(name) + 1;

	src->name = ao_alloc(size);
	memcpy(src->name, name, size);
	src->fd = -1;
	src->chunk = options->chunk ? options->chunk : CHUNK;
	src->skip_digest = options->skip_digest;
	src->raw = ao_alloc(src->chunk + AO_CARRY);
	return src;
}

/* A file without a name, so that the text takes the road of every other. */
static bool open_text(struct ao_source *src, struct ao_bytes text,
		      struct ao_error *err)
{
	src->fd = memfd_create("text", MFD_CLOEXEC);
	for (size_t done = 0; src->fd >= 0 && done < text.n;) {
		ssize_t k = write(src->fd, (const char *)text.s + done,
				  text.n - done);

		if (k < 0 && errno != EINTR)
			break;
		done += k < 0 ? 0 : (size_t)k;
	}
	if (src->fd < 0 || fstat(src->fd, &src->opened) != 0 ||
	    (size_t)src->opened.st_size != text.n)
		return ao_fail_errno(err, src->name,
				     _("cannot make a temporary file"));
	return true;
}

struct ao_source *ao_source_open_text(const char *name, struct ao_bytes text,
				      const struct ao_source_options *options,
				      struct ao_error *err)
{
	struct ao_source *src = begin(name, options);

	if (open_text(src, text, err) && rewound(src, err) &&
	    ao_source_detect(src, options->encoding, err) && rewound(src, err))
		return src;
	ao_source_close(src);
	return NULL;
}

struct ao_source *ao_source_open(const char *path,
				 const struct ao_source_options *options,
				 struct ao_error *err)
{
	struct ao_source *src =
		begin(strcmp(path, "-") == 0 ? "stdin" : path, options);

	if (open_file(src, path, err) &&
	    ao_source_detect(src, options->encoding, err) && rewound(src, err))
		return src;
	ao_source_close(src);
	return NULL;
}

static bool unchanged(const struct ao_source *src)
{
	struct stat now;

	return src->done == src->size && fstat(src->fd, &now) == 0 &&
	       now.st_size == src->opened.st_size &&
	       now.st_mtim.tv_sec == src->opened.st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == src->opened.st_mtim.tv_nsec;
}

static bool changed(struct ao_source *src, struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, src->name,
		       _("the list changed while it was being read; wait until "
			 "its export has finished, then start again"));
}

/* The byte order mark is three bytes of UTF-8 in every encoding that has
 * one; with tiny chunks it comes in pieces. */
static void drop_mark(struct ao_source *src, const char **s, size_t *n)
{
	size_t some = *n < src->mark_left ? *n : src->mark_left;

	*s += some;
	*n -= some;
	src->mark_left -= some;
}

static bool decode_block(struct ao_source *src, const char **bytes, size_t *n,
			 struct ao_error *err)
{
	size_t have = src->held + *n, used;
	bool bad = false;

	if (src->encoding == AO_ENCODING_UTF8) {
		*bytes = (const char *)src->raw;
		return true;
	}
	ao_buf_clear(&src->text);
	used = src->encoding == AO_ENCODING_CP932
		       ? ao_decode_cp932(src->cp932, src->raw, have, &src->text,
					 &bad)
		       : ao_decode_utf16(src->encoding, src->raw, have,
					 &src->text, &bad);
	if (bad)
		return changed(src, err);
	src->held = have - used;
	memmove(src->raw, src->raw + used, src->held);
	*bytes = src->text.s;
	*n = src->text.n;
	return true;
}

bool ao_source_read(struct ao_source *src, const char **bytes, size_t *n,
		    struct ao_error *err)
{
	do {
		if (!ao_source_block(src, src->raw + src->held, n, err))
			return false;
		src->done += *n;
		if (*n == 0)
			return unchanged(src) || changed(src, err);
		if (!decode_block(src, bytes, n, err))
			return false;
		drop_mark(src, bytes, n);
	} while (*n == 0);
	return true;
}

const char *ao_source_encoding(const struct ao_source *src)
{
	return ao_encoding_label(src->encoding, src->has_bom);
}

const char *ao_source_digest(const struct ao_source *src)
{
	if (src->skip_digest)
		AO_BUG("the digest of a list was asked for, but skipped");
	return src->digest;
}

uint64_t ao_source_bytes(const struct ao_source *src)
{
	return src->size;
}

uint64_t ao_source_bytes_read(const struct ao_source *src)
{
	return src->done;
}

const char *ao_source_name(const struct ao_source *src)
{
	return src->name;
}

void ao_source_close(struct ao_source *src)
{
	if (!src)
		return;
	if (src->spool)
		fclose(src->spool);
	else if (src->fd >= 0)
		close(src->fd);
	ao_buf_release(&src->text);
	free(src->cp932);
	free(src->raw);
	free(src->name);
	free(src);
}
