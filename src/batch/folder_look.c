/* folder_look.c - what lies in a folder that a run is to be written into. */
#include "batch/folder_inside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LAST "run.json" /* of the names that a run gives */

static bool is_list(const char *name)
{
	return strcmp(name, "decisions.csv") == 0 ||
	       strcmp(name, "manifest.csv") == 0 ||
	       strcmp(name, "findings.csv") == 0 ||
	       strcmp(name, "missing-glyphs.csv") == 0 ||
	       strcmp(name, "bundles.csv") == 0 ||
	       strcmp(name, "control.pdf") == 0 ||
	       strcmp(name, "bundles.pdf") == 0;
}

bool folder_is_volume(const char *name)
{
	return strncmp(name, "aofuto-", 7) == 0;
}

/* ".NAME.tmp", as file.h makes them. */
bool folder_is_temporary(const char *name)
{
	char inner[NAME_MAX + 1];
	size_t n = strlen(name);

	if (n <= 5 || n > NAME_MAX || name[0] != '.' ||
	    strcmp(name + n - 4, ".tmp") != 0)
		return false;
	snprintf(inner, sizeof(inner), "%.*s", (int)(n - 5), name + 1);
	return folder_is_volume(inner) || is_list(inner) ||
	       strcmp(inner, LAST) == 0;
}

enum what { EMPTY, LEFTOVERS, A_RUN, PART_OF_A_RUN, OTHER_FILES };

struct contents {
	bool temporary, unnamed_last, last, list, volume, other;
	bool specimen; /* run.json that waits for its name is a specimen's */
};

/* Volumes of a specimen are taken away with the rest of it. Real ones never:
 * a ledger may know them. */
static bool is_specimen(DIR *dir)
{
	char text[8192];
	int fd = openat(dirfd(dir), "." LAST ".tmp",
			O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	text[n > 0 ? n : 0] = '\0';
	return strstr(text, "\"specimen\": true") != NULL;
}

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
		else if (folder_is_temporary(name))
			c.temporary = true;
		else if (strcmp(name, LAST) == 0)
			c.last = true;
		else if (folder_is_volume(name))
			c.volume = true;
		else if (is_list(name))
			c.list = true;
		else
			c.other = true;
	}
	c.specimen = c.unnamed_last && is_specimen(dir);
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
	if (c.volume && (c.other || !c.specimen))
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

		if (name[0] == '.' && (!folder_is_temporary(name) ||
				       strcmp(name, "." LAST ".tmp") == 0))
			continue;
		ok = unlinkat(dirfd(dir), name, 0) == 0;
	}
	ok = ok &&
	     (unlinkat(dirfd(dir), "." LAST ".tmp", 0) == 0 || errno == ENOENT);
	return ok || ao_fail_errno(err, path,
				   _("cannot remove what a stopped run left in "
				     "the folder"));
}

bool folder_check_empty(const char *path, struct ao_error *err)
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
