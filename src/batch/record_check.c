/* record_check.c - are the files of a run all there, and no others? */
#include "aofuto/batch/record.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void tell(const struct ao_fault_teller *t, const char *name,
		 const char *text)
{
	t->tell(t->data, name, text);
}

/* Of a file of any size. */
static bool digest_of(const char *path, char hex[AO_SHA256_HEX])
{
	char part[1 << 16];
	struct ao_sha256 sum;
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	ao_sha256_init(&sum);
	while ((n = read(fd, part, sizeof(part))) > 0 ||
	       (n < 0 && errno == EINTR))
		if (n > 0)
			ao_sha256_add(&sum, part, (size_t)n);
	close(fd);
	ao_sha256_hex(&sum, hex);
	return n == 0;
}

static bool is_there(const struct ao_record *record,
		     const struct ao_record_file *file,
		     const struct ao_fault_teller *teller)
{
	const char *path = ao_record_path(record, file->name);
	struct stat st;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		return true;
	tell(teller, file->name, _("the file is missing"));
	return false;
}

static void check_list(const struct ao_record *record,
		       const struct ao_record_file *file,
		       const struct ao_fault_teller *teller)
{
	char hex[AO_SHA256_HEX];

	if (!is_there(record, file, teller))
		return;
	if (!digest_of(ao_record_path(record, file->name), hex))
		tell(teller, file->name, _("the file cannot be read"));
	else if (strcmp(hex, file->sha256) != 0)
		tell(teller, file->name,
		     _("the file is not the one that was written: its SHA-256 "
		       "differs"));
}

static bool is_known(const struct ao_record *record, const char *name)
{
	for (size_t i = 0; i < record->volumes; i++)
		if (strcmp(record->volume[i].file.name, name) == 0)
			return true;
	return false;
}

static bool is_volume(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && strncmp(name, "aofuto-", 7) == 0 &&
	       strcmp(name + n - 4, ".pdf") == 0;
}

static void check_others(const struct ao_record *record,
			 const struct ao_fault_teller *teller)
{
	DIR *dir = opendir(record->folder);
	struct dirent *entry;

	if (!dir) {
		tell(teller, ".", _("the folder cannot be read"));
		return;
	}
	while ((entry = readdir(dir)))
		if (is_volume(entry->d_name) &&
		    !is_known(record, entry->d_name))
			tell(teller, entry->d_name,
			     _("the volume does not belong to this run"));
	closedir(dir);
}

void ao_record_check(const struct ao_record *record,
		     const struct ao_fault_teller *teller)
{
	for (size_t i = 0; i < record->lists; i++)
		check_list(record, &record->list[i], teller);
	for (size_t i = 0; i < record->volumes; i++)
		(void)is_there(record, &record->volume[i].file, teller);
	check_others(record, teller);
}
