/* ledger_make.c - what a ledger's file must be, and the making of one. */
#include "ledger/ledger_open.h"

#include "aofuto/base/file.h"
#include "ledger/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* https://www.sqlite.org/fileformat2.html, 1.3: the header and where the
 * application's number stands in it. */
#define HEADER         100
#define APPLICATION_AT 68
static const char magic[] = "SQLite format 3";

static bool check_header(const char *path, const unsigned char *header,
			 ssize_t n, struct ao_error *err)
{
	const unsigned char *id = header + APPLICATION_AT;
	size_t most = (size_t)n < sizeof(magic) ? (size_t)n : sizeof(magic);
	bool sqlite = memcmp(header, magic, most) == 0;

	if (n == 0)
		return ao_fail(err, AO_INPUT, path,
			       _("the ledger is empty, as no ledger ever is; "
				 "restore the last backup"));
	if (sqlite && n < HEADER)
		return ao_fail(err, AO_INPUT, path,
			       _("the ledger is cut short; restore the last "
				 "backup"));
	if (!sqlite)
		return ao_fail(err, AO_INPUT, path,
			       _("is not a ledger; is it the right file?"));
	if (((unsigned)id[0] << 24 | (unsigned)id[1] << 16 |
	     (unsigned)id[2] << 8 | id[3]) != LEDGER_APPLICATION_ID)
		return ao_fail(err, AO_INPUT, path,
			       _("is the database of another program, not a "
				 "ledger"));
	return true;
}

bool ledger_look(const char *path, bool *there, struct ao_error *err)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	unsigned char header[HEADER];
	struct stat st;
	bool ok;

	*there = fd >= 0;
	if (fd < 0 && errno == ENOENT)
		return true;
	if (fd < 0 && errno == ELOOP)
		return ao_fail(err, AO_INPUT, path,
			       _("is a symbolic link; name the ledger itself"));
	if (fd < 0)
		return ao_fail_errno(err, path, _("cannot open the ledger"));
	if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode)) {
		ok = ao_fail(err, AO_INPUT, path,
			     _("is not a ledger; is it the right file?"));
	} else {
		ssize_t n = pread(fd, header, sizeof(header), 0);

		ok = n >= 0 ? check_header(path, header, n, err)
			    : ao_fail_errno(err, path,
					    _("cannot read the ledger"));
	}
	close(fd);
	return ok;
}

/* In a read transaction: while it lasts nobody else changes the file. */
static bool measure(struct sql *sql, const char *path, struct ao_error *err)
{
	int64_t pages, size;
	struct stat st;

	if (!sql_number(sql, "PRAGMA page_count", &pages, err) ||
	    !sql_number(sql, "PRAGMA page_size", &size, err))
		return false;
	if (lstat(path, &st) != 0)
		return ao_fail_errno(err, path, _("cannot read the ledger"));
	return st.st_size / size >= pages ||
	       ao_fail(err, AO_INPUT, path,
		       _("the ledger is cut short; restore the last backup"));
}

bool ledger_whole(struct sql *sql, const char *path, struct ao_error *err)
{
	return sql_do(sql, "BEGIN", err) && measure(sql, path, err) &&
	       sql_do(sql, "COMMIT", err);
}

/* step[i] goes from version i to i + 1. */
static const struct step {
	const char *(*part[3])(void);
} step[] = {
	{{ledger_schema_1, ledger_triggers_1}},
	{{ledger_schema_2, ledger_fill_2, ledger_triggers_2}},
	{{ledger_schema_3, ledger_triggers_3}},
};
_Static_assert(AO_COUNT(step) == LEDGER_VERSION, "a step to each version");

/* Inside a transaction. */
static bool walk(struct sql *sql, int64_t from, struct ao_error *err)
{
	char text[64];

	for (size_t i = (size_t)from; i < AO_COUNT(step); i++) {
		for (size_t k = 0; k < AO_COUNT(step[i].part); k++) {
			if (step[i].part[k] &&
			    !sql_do(sql, step[i].part[k](), err))
				return false;
		}
	}
	snprintf(text, sizeof(text), "PRAGMA user_version=%d", LEDGER_VERSION);
	return sql_do(sql, text, err);
}

bool ledger_version(struct sql *sql, const struct ao_ledger_order *order,
		    struct ao_error *err)
{
	int64_t version;

	if (!sql_number(sql, "PRAGMA user_version", &version, err))
		return false;
	if (version == LEDGER_VERSION)
		return true;
	if (version > LEDGER_VERSION)
		return ao_fail(err, AO_INPUT, order->path,
			       _("the ledger was written by a newer version "
				 "of aofuto (its form is %lld, this program "
				 "knows %d); use that one"),
			       (long long)version, LEDGER_VERSION);
	if (version < 1)
		return ao_fail(err, AO_INPUT, order->path,
			       _("the ledger is damaged; restore the last "
				 "backup (aofuto ledger backup makes one)"));
	if (order->mode == AO_LEDGER_READ)
		return ao_fail(err, AO_INPUT, order->path,
			       _("the ledger is of an older form; the next "
				 "command that writes it (aofuto run, aofuto "
				 "ledger backup) brings it up to date"));
	if (!sql_do(sql, "BEGIN IMMEDIATE", err))
		return false;
	/* Where it fails the ledger is closed, which takes it back. */
	return walk(sql, version, err) && sql_do(sql, "COMMIT", err);
}

bool ledger_fits(struct sql *sql, const struct ao_key *key, bool *fits,
		 struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(sql, "SELECT value FROM fact WHERE name='key'", err);
	enum ao_step found = q ? sql_step(q, err) : AO_STEP_FAIL;
	unsigned char check[AO_KEY_CHECK];

	ao_key_check(key, check);
	*fits = false;
	if (found == AO_STEP_ITEM) {
		struct ao_bytes its = sql_column_bytes(q, 0);

		*fits = its.n == sizeof(check) &&
			memcmp(its.s, check, sizeof(check)) == 0;
	}
	sql_end(q);
	return found != AO_STEP_FAIL;
}

static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

/* The journal of a ledger that is gone would be played back into a new one. */
static bool no_journal(const char *path, struct ao_error *err)
{
	struct ao_buf name = {0};
	struct stat st;
	bool ok = true;

	ao_buf_addf(&name, "%s-journal", path);
	if (lstat(name.s, &st) == 0 && st.st_size > 0)
		ok = ao_fail(err, AO_HOST, name.s,
			     _("here is what a ledger that is gone was about "
			       "to write; bring both back to one place, or "
			       "restore the last backup"));
	ao_buf_release(&name);
	return ok;
}

static bool fail_lost(const struct ao_ledger_order *order, struct ao_error *err)
{
	return ao_fail(err, AO_HOST, order->path,
		       _("there is no ledger here, but its key is there (%s): "
			 "the ledger was lost or moved, and with a new one "
			 "everybody would be printed twice. Bring it back or "
			 "restore the last backup; --new-ledger begins a new "
			 "one"),
		       order->key);
}

bool ledger_may_make(const struct ao_ledger_order *order, struct ao_error *err)
{
	char *temporary = ao_file_temporary(order->path);
	bool begun = is_there(temporary);

	free(temporary);
	if (!no_journal(order->path, err))
		return false;
	return order->key_given || order->new_ledger || begun ||
	       !is_there(order->key) || fail_lost(order, err);
}

/* The journal first: a file without its journal is thrown away later, but a
 * journal without its file would be played back into the next one. */
static void remove_temporary(const char *temporary)
{
	struct ao_buf journal = {0};

	ao_buf_addf(&journal, "%s-journal", temporary);
	unlink(journal.s);
	unlink(temporary);
	ao_buf_release(&journal);
}

static bool is_whole(struct sql *sql, const struct ao_key *key, bool *whole,
		     struct ao_error *err)
{
	int64_t version = 0, rows = 1;

	*whole = false;
	if (!sql_number(sql, "PRAGMA user_version", &version, err))
		return false;
	if (version != LEDGER_VERSION)
		return true;
	if (!sql_number(sql,
			"SELECT (SELECT count(*) FROM run)"
			"+(SELECT count(*) FROM notice)"
			"+(SELECT count(*) FROM event)",
			&rows, err))
		return false;
	return rows > 0 || ledger_fits(sql, key, whole, err);
}

/* A making that was cut short after the key was written: is all of it there?
 * What is not a ledger is not whole; a disk that cannot be read fails. */
static bool look_at_temporary(const char *temporary, const struct ao_key *key,
			      bool *whole, struct ao_error *err)
{
	struct ao_error own = {0};
	bool there, ok;
	struct sql *sql;

	*whole = false;
	ok = ledger_look(temporary, &there, &own);
	if (ok && there) {
		sql = sql_open(&(struct sql_order){.path = temporary}, &own);
		ok = sql && is_whole(sql, key, whole, &own);
		sql_close(sql);
	}
	if (ok || own.status == AO_INPUT)
		return true;
	*err = own;
	return false;
}

static bool put_fact(struct sql *sql, const char *name, const void *value,
		     size_t n, struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(sql, "INSERT INTO fact(name,value) VALUES(?,?)", err);

	if (!q)
		return false;
	sql_bind_text(q, name);
	sql_bind_bytes(q, (struct ao_bytes){value, n});
	return sql_run(q, err);
}

static bool fill(struct sql *sql, const struct ao_key *key,
		 struct ao_error *err)
{
	unsigned char check[AO_KEY_CHECK], id[16];
	char text[64];

	ao_key_check(key, check);
	ao_random(id, sizeof(id));
	snprintf(text, sizeof(text), "PRAGMA application_id=%d",
		 LEDGER_APPLICATION_ID);
	return sql_do(sql, "BEGIN IMMEDIATE", err) && sql_do(sql, text, err) &&
	       walk(sql, 0, err) &&
	       put_fact(sql, "key", check, sizeof(check), err) &&
	       put_fact(sql, "id", id, sizeof(id), err) &&
	       sql_do(sql, "COMMIT", err);
}

/* On disk under its temporary name. */
static bool make_temporary(const char *temporary, const struct ao_key *key,
			   struct ao_error *err)
{
	struct sql *sql;
	bool ok;

	remove_temporary(temporary);
	sql = sql_open(&(struct sql_order){.path = temporary, .make = true},
		       err);
	if (!sql)
		return false;
	ok = fill(sql, key, err);
	sql_close(sql);
	ok = ok && ao_folder_sync(temporary, err);
	if (!ok)
		remove_temporary(temporary);
	return ok;
}

/* With a key that is there already (given, or of a ledger that was lost). */
static bool make_with_key(const struct ao_ledger_order *order,
			  const char *temporary, struct ao_error *err)
{
	struct ao_key *key = ao_key_open(order->key, err);
	bool whole = false;
	bool ok = key && look_at_temporary(temporary, key, &whole, err);

	if (ok && !whole && !order->key_given && !order->new_ledger)
		ok = fail_lost(order, err);
	ok = ok && (whole || make_temporary(temporary, key, err)) &&
	     ao_file_take_name(order->path, err);
	ao_key_close(key);
	return ok;
}

/* A key without a ledger is a ledger that was lost; so the ledger is whole
 * before there is a key, and takes its name when the key is on disk. */
static bool make_both(const struct ao_ledger_order *order,
		      const char *temporary, struct ao_error *err)
{
	struct ao_key *key = ao_key_new(err);
	bool ok = key && make_temporary(temporary, key, err);

	if (ok && !ao_key_write(key, order->key, err)) {
		remove_temporary(temporary);
		ok = false;
	}
	ok = ok && ao_file_take_name(order->path, err);
	ao_key_close(key);
	return ok;
}

bool ledger_make(const struct ao_ledger_order *order, struct ao_error *err)
{
	char *temporary = ao_file_temporary(order->path);
	bool ok = ledger_may_make(order, err);

	if (ok && (order->key_given || is_there(order->key)))
		ok = make_with_key(order, temporary, err);
	else
		ok = ok && make_both(order, temporary, err);
	free(temporary);
	return ok;
}
