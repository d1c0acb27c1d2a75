/* folder_find.c - what is left of a run that the ledger knows. */
#include "batch/folder_inside.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum match { NO_FILE, EQUAL, OTHER, FAILED };

static enum match match(const char *path, const char *sha256,
			struct ao_error *err)
{
	struct ao_error why = {0};
	char hex[AO_SHA256_HEX];

	if (ao_file_digest(path, hex, &why))
		return strcmp(hex, sha256) == 0 ? EQUAL : OTHER;
	if (why.status == AO_OK)
		return NO_FILE;
	ao_fail(err, why.status, why.where, "%s", why.text);
	return FAILED;
}

bool ao_folder_find(const char *folder, const char *name, const char *sha256,
		    enum ao_folder_found *found, struct ao_error *err)
{
	char *path = folder_path(folder, name);
	char *temporary = ao_file_temporary(path);
	enum match named = match(path, sha256, err);
	enum match unnamed =
		named == NO_FILE ? match(temporary, sha256, err) : NO_FILE;

	free(temporary);
	free(path);
	if (named == EQUAL)
		*found = AO_FOLDER_WHOLE;
	else if (named == OTHER)
		*found = AO_FOLDER_CHANGED;
	else if (unnamed == EQUAL)
		*found = AO_FOLDER_UNNAMED;
	else
		*found = AO_FOLDER_MISSING;
	return named != FAILED && unnamed != FAILED;
}

static DIR *open_folder(const char *path, struct ao_error *err)
{
	DIR *dir = opendir(path);

	if (!dir)
		ao_fail_errno(err, path, _("cannot read the folder"));
	return dir;
}

/* The next name; NULL at the end, and where reading fails: see err. */
static const char *next_name(DIR *dir, const char *path, struct ao_error *err)
{
	struct dirent *entry;

	errno = 0;
	entry = readdir(dir);
	if (!entry && errno)
		ao_fail_errno(err, path, _("cannot read the folder"));
	return entry ? entry->d_name : NULL;
}

bool ao_folder_sweep(const struct ao_folder *f, struct ao_error *err)
{
	const char *path = ao_folder_path(f), *name;
	DIR *dir = open_folder(path, err);
	bool ok = dir != NULL;

	while (ok && (name = next_name(dir, path, err)))
		if (folder_is_temporary(name) &&
		    unlinkat(dirfd(dir), name, 0) != 0)
			ok = ao_fail_errno(err, path,
					   _("cannot remove what a stopped "
					     "run left in the folder"));
	if (dir)
		closedir(dir);
	return ok && err->status == AO_OK;
}

bool ao_folder_stranger(const struct ao_folder *f,
			bool (*known)(const char *name, void *data), void *data,
			char **stranger, struct ao_error *err)
{
	const char *path = ao_folder_path(f), *name;
	DIR *dir = open_folder(path, err);

	*stranger = NULL;
	while (dir && !*stranger && (name = next_name(dir, path, err)))
		if (folder_is_volume(name) && !known(name, data))
			*stranger = folder_path(path, name);
	if (dir)
		closedir(dir);
	return err->status == AO_OK;
}
