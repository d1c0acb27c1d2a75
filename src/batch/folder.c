/* folder.c - files that appear together or not at all. */
#include "batch/folder_inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct member {
	char *path;
	struct ao_out *out; /* NULL once it has its name, or is kept */
};

struct ao_folder {
	char *path;
	int fd;      /* holds the lock */
	bool is_new; /* we made it */
	bool stays;  /* the ledger knows its run */
	struct member *member;
	size_t n, cap;
};

static char *copy(const char *s)
{
	struct ao_buf b = {0};

	ao_buf_adds(&b, s);
	return b.s;
}

char *folder_path(const char *folder, const char *name)
{
	struct ao_buf b = {0};

	ao_buf_addf(&b, "%s/%s", folder, name);
	return b.s;
}

static bool lock(struct ao_folder *f, struct ao_error *err)
{
	f->fd = open(f->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (f->fd < 0)
		return ao_fail_errno(err, f->path, _("cannot open the folder"));
	if (flock(f->fd, LOCK_EX | LOCK_NB) == 0)
		return true;
	if (errno == EWOULDBLOCK) {
		f->is_new = false; /* the other one has taken it */
		return ao_fail(err, AO_BUSY, f->path,
			       _("another run is writing into this folder; "
				 "wait until it has ended"));
	}
	return ao_fail_errno(err, f->path, _("cannot lock the folder"));
}

/* A new folder lasts when the one that it stands in is on disk. */
static bool sync_parent(const struct ao_folder *f, struct ao_error *err)
{
	int fd = openat(f->fd, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (!ok)
		ao_fail_errno(err, f->path, _("cannot make the folder"));
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool take(struct ao_folder *f, struct ao_error *err)
{
	f->is_new = mkdir(f->path, 0700) == 0;
	if (!f->is_new && errno != EEXIST)
		return ao_fail_errno(err, f->path, _("cannot make the folder"));
	if (!lock(f, err))
		return false;
	if (f->is_new && !sync_parent(f, err))
		return false;
	if (!f->is_new && !f->stays && !folder_check_empty(f->path, err))
		return false;
	if (fchmod(f->fd, 0700) != 0)
		return ao_fail_errno(err, f->path,
				     _("cannot make the folder private"));
	return true;
}

static struct ao_folder *open_folder(const char *path, bool stays,
				     struct ao_error *err)
{
	struct ao_folder *f = ao_calloc(1, sizeof(*f));

	f->path = copy(path);
	f->fd = -1;
	f->stays = stays;
	if (take(f, err))
		return f;
	ao_folder_discard(f);
	return NULL;
}

struct ao_folder *ao_folder_open(const char *path, struct ao_error *err)
{
	return open_folder(path, /*stays*/ false, err);
}

struct ao_folder *ao_folder_reopen(const char *path, struct ao_error *err)
{
	return open_folder(path, /*stays*/ true, err);
}

void ao_folder_stay(struct ao_folder *f)
{
	f->stays = true;
}

void ao_folder_forget(const struct ao_folder *f)
{
	close(f->fd);
}

struct ao_out *ao_folder_add(struct ao_folder *f, const char *name,
			     struct ao_error *err)
{
	char *path = folder_path(f->path, name);
	struct ao_out *out = ao_out_open(path, err);

	if (!out) {
		free(path);
		return NULL;
	}
	if (f->n == f->cap) {
		f->cap = f->cap * 2 + 8;
		f->member = ao_realloc(f->member, f->cap * sizeof(*f->member));
	}
	f->member[f->n++] = (struct member){.path = path, .out = out};
	return out;
}

static void release(struct ao_folder *f)
{
	for (size_t i = 0; i < f->n; i++)
		free(f->member[i].path);
	if (f->fd >= 0)
		close(f->fd);
	free(f->member);
	free(f->path);
	free(f);
}

bool ao_folder_keep(struct ao_folder *f, const char *name, struct ao_error *err)
{
	char *path = folder_path(f->path, name);
	bool ok = false;

	for (size_t i = 0; i < f->n; i++) {
		struct member *m = &f->member[i];

		if (!m->out || strcmp(m->path, path) != 0)
			continue;
		ok = ao_out_keep(m->out, err);
		m->out = NULL;
	}
	free(path);
	return ok;
}

bool ao_folder_name(const struct ao_folder *f, const char *name,
		    struct ao_error *err)
{
	char *path = folder_path(f->path, name);
	bool ok = ao_file_take_name(path, err);

	free(path);
	return ok;
}

/* No names stay: of the first n. */
static void take_back(struct ao_folder *f, size_t n)
{
	for (size_t i = 0; i < n; i++)
		unlink(f->member[i].path);
}

bool ao_folder_publish(struct ao_folder *f, struct ao_error *err)
{
	for (size_t i = 0; i < f->n; i++) {
		struct ao_out *out = f->member[i].out;

		f->member[i].out = NULL;
		if (!out || ao_out_publish(out, /*replace*/ f->stays, err))
			continue;
		if (!f->stays)
			take_back(f, i);
		ao_folder_discard(f);
		return false;
	}
	release(f);
	return true;
}

const char *ao_folder_path(const struct ao_folder *f)
{
	return f->path;
}

void ao_folder_discard(struct ao_folder *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->n; i++)
		ao_out_discard(f->member[i].out);
	if (f->is_new && !f->stays)
		rmdir(f->path);
	release(f);
}
