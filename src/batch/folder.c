/* folder.c - files that appear together or not at all. */
#include "aofuto/batch/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct member {
	char *path;
	struct ao_out *out; /* NULL once it has its name */
};

struct ao_folder {
	char *path;
	int fd;      /* holds the lock */
	bool is_new; /* we made it */
	struct member *member;
	size_t n, cap;
};

static char *copy(const char *s)
{
	struct ao_buf b = {0};

	ao_buf_adds(&b, s);
	return b.s;
}

#define LAST "run.json" /* of the names that a run gives */

static bool is_list(const char *name)
{
	return strcmp(name, "decisions.csv") == 0 ||
	       strcmp(name, "manifest.csv") == 0 ||
	       strcmp(name, "findings.csv") == 0 ||
	       strcmp(name, "missing-glyphs.csv") == 0;
}

static bool is_volume(const char *name)
{
	return strncmp(name, "aofuto-", 7) == 0;
}

/* ".NAME.tmp", as file.h makes them. */
static bool is_temporary(const char *name)
{
	char inner[NAME_MAX + 1];
	size_t n = strlen(name);

	if (n <= 5 || n > NAME_MAX || name[0] != '.' ||
	    strcmp(name + n - 4, ".tmp") != 0)
		return false;
	snprintf(inner, sizeof(inner), "%.*s", (int)(n - 5), name + 1);
	return is_volume(inner) || is_list(inner) || strcmp(inner, LAST) == 0;
}

enum what { EMPTY, LEFTOVERS, A_RUN, PART_OF_A_RUN, OTHER_FILES };

struct contents {
	bool temporary, unnamed_last, last, list, volume, other;
};

static struct contents list_contents(DIR *dir)
{
	struct contents c = {0};
	struct dirent *entry;

	while ((entry = readdir(dir))) {
		const char *name = entry->d_name;

		if (!strcmp(name, ".") || !strcmp(name, ".."))
			continue;
		if (strcmp(name, "." LAST ".tmp") == 0)
			c.unnamed_last = true;
		else if (is_temporary(name))
			c.temporary = true;
		else if (strcmp(name, LAST) == 0)
			c.last = true;
		else if (is_volume(name))
			c.volume = true;
		else if (is_list(name))
			c.list = true;
		else
			c.other = true;
	}
	return c;
}

/* run.json is finished before the first name is given and takes its own last:
 * where it waits under its temporary name, the names beside it are those of a
 * run that was killed while it gave them. */
static enum what look(DIR *dir)
{
	struct contents c = list_contents(dir);

	if (c.last)
		return A_RUN;
	if (c.volume && (c.other || !c.unnamed_last))
		return PART_OF_A_RUN;
	if (c.other || (c.list && !c.unnamed_last))
		return OTHER_FILES;
	return c.temporary || c.unnamed_last ? LEFTOVERS : EMPTY;
}

/* The sign that these are leftovers goes last. */
static bool remove_leftovers(DIR *dir, const char *path, struct ao_error *err)
{
	struct dirent *entry;
	bool ok = true;

	rewinddir(dir);
	while (ok && (entry = readdir(dir))) {
		const char *name = entry->d_name;

		if (name[0] == '.' &&
		    (!is_temporary(name) || strcmp(name, "." LAST ".tmp") == 0))
			continue;
		ok = unlinkat(dirfd(dir), name, 0) == 0;
	}
	ok = ok &&
	     (unlinkat(dirfd(dir), "." LAST ".tmp", 0) == 0 || errno == ENOENT);
	return ok || ao_fail_errno(err, path,
				   _("cannot remove what a stopped run left in "
				     "the folder"));
}

static bool check_empty(const char *path, struct ao_error *err)
{
	DIR *dir = opendir(path);
	bool ok = true;

	if (!dir)
		return ao_fail_errno(err, path, _("cannot read the folder"));
	switch (look(dir)) {
	case EMPTY:
		break;
	case LEFTOVERS:
		ok = remove_leftovers(dir, path, err);
		break;
	case A_RUN:
		ok = ao_fail(err, AO_INPUT, path,
			     _("the folder holds another run; nothing was "
			       "touched: name a new folder with --out, or move "
			       "the old run away"));
		break;
	case PART_OF_A_RUN:
		ok = ao_fail(err, AO_INPUT, path,
			     _("the folder holds volumes but no run.json, so "
			       "they are not whole; nothing was touched: do "
			       "not print them, empty the folder or name "
			       "another one with --out"));
		break;
	case OTHER_FILES:
		ok = ao_fail(err, AO_INPUT, path,
			     _("the folder is not empty; nothing was touched: "
			       "name a new folder with --out"));
		break;
	}
	closedir(dir);
	return ok;
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
	if (!lock(f, err) ||
	    !(f->is_new ? sync_parent(f, err) : check_empty(f->path, err)))
		return false;
	if (fchmod(f->fd, 0700) != 0)
		return ao_fail_errno(err, f->path,
				     _("cannot make the folder private"));
	return true;
}

struct ao_folder *ao_folder_open(const char *path, struct ao_error *err)
{
	struct ao_folder *f = ao_calloc(1, sizeof(*f));

	f->path = copy(path);
	f->fd = -1;
	if (take(f, err))
		return f;
	ao_folder_discard(f);
	return NULL;
}

struct ao_out *ao_folder_add(struct ao_folder *f, const char *name,
			     struct ao_error *err)
{
	struct ao_buf path = {0};
	struct ao_out *out;

	ao_buf_addf(&path, "%s/%s", f->path, name);
	out = ao_out_open(path.s, err);
	if (!out) {
		ao_buf_release(&path);
		return NULL;
	}
	if (f->n == f->cap) {
		f->cap = f->cap * 2 + 8;
		f->member = ao_realloc(f->member, f->cap * sizeof(*f->member));
	}
	f->member[f->n++] = (struct member){.path = path.s, .out = out};
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

bool ao_folder_publish(struct ao_folder *f, struct ao_error *err)
{
	for (size_t i = 0; i < f->n; i++) {
		struct ao_out *out = f->member[i].out;

		f->member[i].out = NULL;
		if (!ao_out_publish(out, /*replace*/ false, err)) {
			/* Of this one and those before it: no names stay. */
			for (size_t j = 0; j < i; j++)
				unlink(f->member[j].path);
			ao_folder_discard(f);
			return false;
		}
	}
	release(f);
	return true;
}

void ao_folder_discard(struct ao_folder *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->n; i++)
		ao_out_discard(f->member[i].out);
	if (f->is_new)
		rmdir(f->path);
	release(f);
}
