/* rekey.c - another key: every sealed value and keyed hash made anew. */
#include "aofuto/ledger/care.h"

#include "aofuto/base/file.h"
#include "ledger/ledger_inside.h"
#include "ledger/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *ledger_key_beside(const char *key_path, const char *ending)
{
	struct ao_buf name = {0};

	ao_buf_addf(&name, "%s%s", key_path, ending);
	return name.s;
}

static bool sync_folder_of(const char *path, struct ao_error *err)
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
		ao_fail_errno(err, folder.s, _("cannot sync the folder"));
	if (fd >= 0)
		close(fd);
	ao_buf_release(&folder);
	return ok;
}

static bool same_key(const struct ao_key *a, const struct ao_key *b)
{
	unsigned char x[AO_KEY_CHECK], y[AO_KEY_CHECK];

	ao_key_check(a, x);
	ao_key_check(b, y);
	return memcmp(x, y, sizeof(x)) == 0;
}

/* An old key that was kept is never lost: backups of its time need it. */
static bool keep_old(const struct ao_key *old, const char *path,
		     struct ao_error *err)
{
	struct ao_key *kept;
	bool same;

	if (access(path, F_OK) != 0)
		return ao_key_write(old, path, err);
	kept = ao_key_open(path, err);
	if (!kept)
		return false;
	same = same_key(old, kept);
	ao_key_close(kept);
	return same || ao_fail(err, AO_INPUT, path,
			       _("an older key is kept here, and backups of "
				 "its time still need it: move it to where "
				 "those are, and try again"));
}

bool ledger_key_over(const struct ao_key *old, const char *key_path,
		     struct ao_error *err)
{
	char *new_path = ledger_key_beside(key_path, ".new");
	char *old_path = ledger_key_beside(key_path, ".old");
	bool ok = keep_old(old, old_path, err);

	if (ok && rename(new_path, key_path) != 0)
		ok = ao_fail_errno(err, new_path,
				   _("cannot give the new key its name"));
	ok = ok && sync_folder_of(key_path, err);
	free(new_path);
	free(old_path);
	return ok;
}
