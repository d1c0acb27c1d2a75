/* care.c - purge and copy: what is done to a ledger as a whole. */
#include "aofuto/ledger/care.h"

#include "aofuto/base/file.h"
#include "ledger/ledger_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The whole ledger is written anew: not in memory, where the smaller sorts of
 * this room are. */
bool ledger_compact(struct ao_ledger *l, struct ao_error *err)
{
	bool ok = sql_do(l->sql, "PRAGMA temp_store=FILE;VACUUM", err);

	return sql_do(l->sql, "PRAGMA temp_store=MEMORY", err) && ok;
}

struct purge {
	struct ao_date before;
	struct ao_purge *found;
};

bool ao_purge_look(struct ao_ledger *l, struct ao_date before,
		   struct ao_purge *out, struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "SELECT count(*),min(expiry),max(expiry) FROM notice"
			  " WHERE expiry<? AND sealed IS NOT NULL",
			  err);
	bool ok;

	*out = (struct ao_purge){0};
	if (!q)
		return false;
	sql_bind_number(q, ao_date_to_days(before));
	ok = sql_step(q, err) == AO_STEP_ITEM;
	if (ok)
		out->notices = (uint64_t)sql_column_number(q, 0);
	if (out->notices) {
		out->first =
			ao_date_from_days((int32_t)sql_column_number(q, 1));
		out->last = ao_date_from_days((int32_t)sql_column_number(q, 2));
	}
	sql_end(q);
	return ok;
}

/* Its volumes are drawn from the very values that would go. */
static bool nothing_under_way(struct ao_ledger *l, struct ao_error *err)
{
	int64_t run;

	if (!sql_number(l->sql,
			"SELECT coalesce(min(id),0) FROM run"
			" WHERE finished_at IS NULL AND cancelled_at IS NULL",
			&run, err))
		return false;
	return run == 0 ||
	       ao_fail(err, AO_INPUT, l->path,
		       _("run %lld is not finished: its volumes are made "
			 "from what would be purged; go on with it or cancel "
			 "it first"),
		       (long long)run);
}

static bool forget_values(struct ao_ledger *l, struct ao_date before,
			  struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "UPDATE notice SET"
			  " resident=NULL,application=NULL,sealed=NULL"
			  " WHERE expiry<? AND sealed IS NOT NULL",
			  err);

	if (!q)
		return false;
	sql_bind_number(q, ao_date_to_days(before));
	return sql_run(q, err);
}

static bool purge(struct ao_ledger *l, void *data, struct ao_error *err)
{
	struct purge *p = data;
	char day[AO_DATE_ISO_SIZE], text[64];

	if (!nothing_under_way(l, err) ||
	    !ao_purge_look(l, p->before, p->found, err))
		return false;
	if (!p->found->notices)
		return true;
	if (!forget_values(l, p->before, err))
		return false;
	snprintf(text, sizeof(text), LEDGER_PURGE_TEXT,
		 ao_date_iso(p->before, day), p->found->notices);
	return ledger_add_event(
		l, &(struct ledger_event){.type = AO_EVENT_PURGE, .text = text},
		err);
}

/* Also where nothing was left to purge: a crash may have come between. */
bool ao_purge_do(struct ao_ledger *l, struct ao_date before,
		 struct ao_purge *out, struct ao_error *err)
{
	struct purge p = {before, out};

	return ledger_in_transaction(l, purge, &p, err) &&
	       ledger_compact(l, err);
}

/* LEDGER_PURGE_TEXT begins with the day; ISO days are in order as texts. */
static bool newest_purge(struct ao_ledger *l, struct ao_date *before,
			 struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		l->sql, "SELECT max(substr(text,1,10)) FROM event WHERE type=?",
		err);
	bool ok;

	*before = AO_NO_DATE;
	if (!q)
		return false;
	sql_bind_number(q, AO_EVENT_PURGE);
	ok = sql_step(q, err) == AO_STEP_ITEM;
	if (ok && !sql_column_null(q, 0) &&
	    !ao_date_parse_iso(sql_column_text(q, 0), before))
		ok = ao_fail(err, AO_INPUT, l->path,
			     _("the ledger has been changed: the day of a "
			       "purge cannot be read; restore the last "
			       "backup"));
	sql_end(q);
	return ok;
}

bool ao_purge_check(struct ao_ledger *l, struct ao_date as_of,
		    struct ao_error *err)
{
	char day[AO_DATE_ISO_SIZE], asked[AO_DATE_ISO_SIZE];
	struct ao_date before;

	if (!newest_purge(l, &before, err))
		return false;
	if (!ao_date_known(before) || !ao_date_before(as_of, before))
		return true;
	return ao_fail(err, AO_INPUT, l->path,
		       _("notices that expired before %s were purged, and who "
			 "had one of them is not known any more: a run as of "
			 "%s could print them twice; give an --as-of from "
			 "%s on, or leave it out"),
		       ao_date_iso(before, day), ao_date_iso(as_of, asked),
		       day);
}

/* 0600 whatever the umask is; nothing of it may be lost once it has its
 * name. */
static bool settle(const char *temporary, struct ao_error *err)
{
	int fd = open(temporary, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	bool ok =
		fd >= 0 && fchmod(fd, S_IRUSR | S_IWUSR) == 0 && fsync(fd) == 0;

	if (!ok)
		ao_fail_errno(err, temporary, _("cannot write the copy"));
	if (fd >= 0)
		close(fd);
	return ok;
}

/* What the disk gives back is what was meant to be on it. */
static bool read_copy(const char *temporary, int64_t events,
		      struct ao_error *err)
{
	struct sql *copy = sql_open(
		&(struct sql_order){.path = temporary, .read_only = true}, err);
	int64_t wrong = 0, got = 0;
	bool ok;

	if (!copy)
		return false;
	ok = sql_number(copy,
			"SELECT count(*) FROM pragma_quick_check"
			" WHERE quick_check<>'ok'",
			&wrong, err) &&
	     sql_number(copy, "SELECT count(*) FROM event", &got, err);
	sql_close(copy);
	if (ok && (wrong || got != events))
		return ao_fail(err, AO_HOST, temporary,
			       _("the copy is not what was written: is the "
				 "disk damaged? Make it on another one"));
	return ok;
}

static bool copy_to(struct ao_ledger *l, const char *path,
		    const char *temporary, struct ao_error *err)
{
	int64_t events;

	if (unlink(temporary) != 0 && errno != ENOENT)
		return ao_fail_errno(err, temporary,
				     _("cannot remove what an earlier copy "
				       "left"));
	if (!sql_number(l->sql, "SELECT count(*) FROM event", &events, err))
		return false;
	if (sql_copy(l->sql, temporary, err) && settle(temporary, err) &&
	    read_copy(temporary, events, err) && ao_file_take_name(path, err))
		return true;
	unlink(temporary);
	return false;
}

bool ao_ledger_backup(struct ao_ledger *l, const char *path,
		      struct ao_error *err)
{
	char *temporary;
	struct stat st;
	bool ok;

	if (lstat(path, &st) == 0)
		return ao_fail(err, AO_HOST, path,
			       _("there is a file of this name already; a "
				 "copy never replaces one: give another "
				 "name"));
	temporary = ao_file_temporary(path);
	ok = copy_to(l, path, temporary, err);
	free(temporary);
	return ok && ao_event_note(l, AO_EVENT_BACKUP, /*run*/ 0, path, err);
}
