/* glance.c - what a ledger's file is seen to be without opening it. */
#include "aofuto/ledger/glance.h"

#include "ledger/ledger_inside.h"
#include "ledger/ledger_open.h"
#include "ledger/schema.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* https://www.sqlite.org/fileformat2.html, 1.3: where the user version stands
 * in the header, its highest byte first. */
#define VERSION_AT 60

static int open_beside(const char *path, const char *ending)
{
	struct ao_buf name = {0};
	int fd;

	ao_buf_addf(&name, "%s%s", path, ending);
	fd = open(name.s, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	ao_buf_release(&name);
	return fd;
}

static void read_file(const char *path, struct ao_ledger_glance *g)
{
	int fd = open_beside(path, "");
	unsigned char v[4] = {0};
	struct stat st;

	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0) {
		g->bytes = (uint64_t)st.st_size;
		g->mode = st.st_mode & 07777;
	}
	if (pread(fd, v, sizeof(v), VERSION_AT) == (ssize_t)sizeof(v))
		g->form = (int)((unsigned)v[0] << 24 | (unsigned)v[1] << 16 |
				(unsigned)v[2] << 8 | v[3]);
	close(fd);
}

static void take_word(char out[AO_GLANCE_WORD], const char *s)
{
	snprintf(out, AO_GLANCE_WORD, "%s", s ? s : "");
}

/* The lock's file is emptied when it is let go of, so one that says something
 * is held, or its holder was killed: only then is the lock itself asked, for
 * an instant. */
static void read_lock(const char *path, struct ao_ledger_glance *g)
{
	int fd = open_beside(path, ".lock");
	char line[512], *rest = line, *field[4];
	ssize_t n = fd < 0 ? 0 : pread(fd, line, sizeof(line) - 1, 0);

	if (n > 0 && flock(fd, LOCK_SH | LOCK_NB) != 0) {
		g->held = true;
		line[n] = '\0';
		line[strcspn(line, "\n")] = '\0';
		for (size_t i = 0; i < AO_COUNT(field); i++)
			field[i] = strsep(&rest, "\t");
		take_word(g->doing, field[1]);
		take_word(g->process, field[2]);
		take_word(g->since, field[3]);
	}
	if (fd >= 0)
		close(fd);
}

/* A journal is empty but while somebody writes. */
static bool has_journal(const char *path)
{
	int fd = open_beside(path, "-journal");
	struct stat st;
	bool has = fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0;

	if (fd >= 0)
		close(fd);
	return has;
}

bool ao_ledger_glance(const char *path, struct ao_ledger_glance *g,
		      struct ao_error *err)
{
	*g = (struct ao_ledger_glance){.known = LEDGER_VERSION};
	if (!ledger_look(path, &g->there, err))
		return false;
	if (!g->there)
		return true;
	read_file(path, g);
	read_lock(path, g);
	g->cut_off = !g->held && has_journal(path);
	return true;
}

bool ao_ledger_quick_check(struct ao_ledger *l, bool *sound,
			   struct ao_error *err)
{
	int64_t wrong;

	if (!sql_number(l->sql,
			"SELECT count(*) FROM pragma_quick_check"
			" WHERE quick_check<>'ok'",
			&wrong, err))
		return false;
	*sound = wrong == 0;
	return true;
}

void ao_ledger_library(struct ao_buf *out)
{
	ao_buf_addf(out, "SQLite %s", sql_library());
}
