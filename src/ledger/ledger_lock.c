/* ledger_lock.c - one writer at a time, and who it is. */
#include "ledger/ledger_open.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOLDER_MOST 512

/* A field of the line must not end it, nor move a terminal. */
static void add_field(struct ao_buf *b, const char *s, char end)
{
	for (; s && *s; s++) {
		unsigned char c = (unsigned char)*s;

		ao_buf_add(b, c < 0x20 || c == 0x7f ? " " : s, 1);
	}
	ao_buf_add(b, &end, 1);
}

static void tell_holder(int lock, const struct ao_ledger_order *order)
{
	struct ao_buf line = {0};
	char pid[32];
	ssize_t told;

	snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	add_field(&line, order->operator, '\t');
	add_field(&line, order->doing, '\t');
	add_field(&line, pid, '\t');
	add_field(&line, order->now, '\n');
	/* Only a help for whoever comes second: the lock holds without it. */
	told = ftruncate(lock, 0) == 0 ? pwrite(lock, line.s, line.n, 0) : 0;
	(void)told;
	ao_buf_release(&line);
}

/* What stands in the lock's file, one line; nothing that moves a terminal. */
static void read_holder(int lock, char line[HOLDER_MOST + 1])
{
	ssize_t n = pread(lock, line, HOLDER_MOST, 0);

	line[n > 0 ? n : 0] = '\0';
	line[strcspn(line, "\n")] = '\0';
	for (char *s = line; *s; s++) {
		if (((unsigned char)*s < 0x20 && *s != '\t') || *s == 0x7f)
			*s = ' ';
	}
}

/* "2026-12-01T09:30:00+09:00", as people write it. */
static const char *hour(char *at)
{
	if (strlen(at) > strlen("2026-12-01T09:30") && at[10] == 'T') {
		at[10] = ' ';
		at[16] = '\0';
	}
	return at;
}

static bool fail_held(int lock, const char *path, struct ao_error *err)
{
	char line[HOLDER_MOST + 1], *rest = line, *field[4];

	read_holder(lock, line);
	for (size_t i = 0; i < AO_COUNT(field); i++)
		field[i] = strsep(&rest, "\t");
	if (!field[3])
		return ao_fail(err, AO_BUSY, path,
			       _("another command is writing the ledger; try "
				 "again when it has ended"));
	return ao_fail(err, AO_BUSY, path,
		       _("\"%s\" of %s (process %s, since %s) is writing the "
			 "ledger; try again when it has ended"),
		       field[1], field[0], field[2], hour(field[3]));
}

static int open_lock(const char *name, struct ao_error *err)
{
	int fd = open(name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	struct stat st;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    ((st.st_mode & 0777) == 0600 || fchmod(fd, 0600) == 0))
		return fd;
	if (fd >= 0 && !S_ISREG(st.st_mode))
		errno = EINVAL;
	ao_fail_errno(err, name, _("cannot lock the ledger"));
	if (fd >= 0)
		close(fd);
	return -1;
}

bool ledger_lock(const struct ao_ledger_order *order, int *lock,
		 struct ao_error *err)
{
	struct ao_buf name = {0};
	int fd;

	ao_buf_addf(&name, "%s.lock", order->path);
	fd = open_lock(name.s, err);
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) {
		tell_holder(fd, order);
		*lock = fd;
	} else if (fd >= 0) {
		if (errno == EWOULDBLOCK)
			fail_held(fd, order->path, err);
		else
			ao_fail_errno(err, name.s, _("cannot lock the ledger"));
		close(fd);
		fd = -1;
	}
	ao_buf_release(&name);
	return fd >= 0;
}

/* The file stays: whoever removed it could take the lock away from one who has
 * just opened it. */
void ledger_unlock(int lock)
{
	int emptied;

	if (lock < 0)
		return;
	emptied = ftruncate(lock, 0);
	(void)emptied;
	flock(lock, LOCK_UN);
	close(lock);
}
