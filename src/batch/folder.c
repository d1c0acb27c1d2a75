/* folder.c - files that appear together or not at all. */
#include "aofuto/batch/folder.h"

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

/* ".NAME.tmp", as file.h makes them: what a killed run leaves behind. */
static bool is_temporary(const char *name)
{
	size_t n = strlen(name);

	return name[0] == '.' && n > 5 && strcmp(name + n - 4, ".tmp") == 0 &&
	       (strncmp(name + 1, "aofuto-", 7) == 0 ||
		strcmp(name, ".decisions.csv.tmp") == 0 ||
		strcmp(name, ".manifest.csv.tmp") == 0 ||
		strcmp(name, ".findings.csv.tmp") == 0 ||
		strcmp(name, ".run.json.tmp") == 0);
}

enum what { EMPTY, TEMPORARIES, A_RUN, PART_OF_A_RUN, OTHER_FILES };

static enum what look(DIR *dir)
{
	bool temporary = false, run = false, volume = false, other = false;
	struct dirent *entry;

	while ((entry = readdir(dir))) {
		const char *name = entry->d_name;

		if (!strcmp(name, ".") || !strcmp(name, ".."))
			continue;
		if (is_temporary(name))
			temporary = true;
		else if (strcmp(name, "run.json") == 0)
			run = true;
		else if (strncmp(name, "aofuto-", 7) == 0)
			volume = true;
		else
			other = true;
	}
	if (run)
		return A_RUN;
	if (volume)
		return PART_OF_A_RUN;
	if (other)
		return OTHER_FILES;
	return temporary ? TEMPORARIES : EMPTY;
}

static bool remove_temporaries(DIR *dir, const char *path, struct ao_error *err)
{
	struct dirent *entry;

	rewinddir(dir);
	while ((entry = readdir(dir)))
		if (is_temporary(entry->d_name) &&
		    unlinkat(dirfd(dir), entry->d_name, 0) != 0)
			return ao_fail_errno(err, path,
					     _("cannot remove what a stopped "
					       "run left in the folder"));
	return true;
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
	case TEMPORARIES:
		ok = remove_temporaries(dir, path, err);
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
	if (errno == EWOULDBLOCK)
		return ao_fail(err, AO_BUSY, f->path,
			       _("another run is writing into this folder; "
				 "wait until it has ended"));
	return ao_fail_errno(err, f->path, _("cannot lock the folder"));
}

static bool take(struct ao_folder *f, struct ao_error *err)
{
	f->is_new = mkdir(f->path, 0700) == 0;
	if (!f->is_new && errno != EEXIST)
		return ao_fail_errno(err, f->path, _("cannot make the folder"));
	if (!lock(f, err) || (!f->is_new && !check_empty(f->path, err)))
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
