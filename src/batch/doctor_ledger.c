/* doctor_ledger.c - the ledger's file, its lock, key and runs. */
#include "aofuto/batch/doctor.h"

#include "aofuto/batch/volume.h"
#include "aofuto/ledger/glance.h"
#include "aofuto/ledger/history.h"
#include "aofuto/ledger/issue.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder_of(struct ao_doctor *d, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ao_arena_strdup(d->arena, ".");
	return ao_arena_strndup(d->arena, path,
				slash == path ? 1 : (size_t)(slash - path));
}

static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 || errno != ENOENT;
}

/* Whoever may read it sees the folder of every run, and may take its files. */
static void look_at_folder(struct ao_doctor *d, const char *path)
{
	const char *folder = folder_of(d, path);
	struct stat st;

	if (stat(folder, &st) != 0)
		return;
	if (access(folder, W_OK | X_OK) != 0)
		ao_doctor_problem(
			d,
			(struct ao_doctor_wrong){
				AO_DOCTOR_LEDGER, AO_HOST,
				_("give the folder to whoever runs aofuto "
				  "(chown), with mode 0700")},
			_("%s: this user may not write here"), folder);
	else if (st.st_mode & 022)
		ao_doctor_note(d, AO_DOCTOR_LEDGER,
			       _("chmod go-w on the folder: whoever may write "
				 "there can put another ledger in its place"),
			       _("%s: others may write here (mode %04o)"),
			       folder, (unsigned)st.st_mode & 07777);
}

static void tell_lock(struct ao_doctor *d, const struct ao_ledger_glance *g)
{
	if (g->held && *g->since)
		ao_doctor_ok(d, AO_DOCTOR_LOCK,
			     _("\"%s\" is at work on it (process %s, since "
			       "%.16s)"),
			     g->doing, g->process, g->since);
	else if (g->held)
		ao_doctor_ok(d, AO_DOCTOR_LOCK, "%s",
			     _("a command is at work on it"));
	else if (g->cut_off)
		ao_doctor_note(d, AO_DOCTOR_LOCK,
			       _("give the command that was cut off once more: "
				 "it takes back what was begun, and goes on"),
			       "%s",
			       _("a command was cut off while it wrote the "
				 "ledger"));
}

/* False: this program cannot open it, and why has been told. */
static bool tell_form(struct ao_doctor *d, const char *path,
		      const struct ao_ledger_glance *g)
{
	if (g->form > 0 && g->form < g->known) {
		ao_doctor_note(d, AO_DOCTOR_LEDGER,
			       _("make a backup copy of the file; the next "
				 "command that writes the ledger (aofuto run, "
				 "aofuto ledger backup) brings it up to date"),
			       _("%s: of an older form, %d; this program "
				 "writes %d"),
			       path, g->form, g->known);
		return false;
	}
	if (g->form == g->known && g->mode & 077)
		ao_doctor_note(
			d, AO_DOCTOR_LEDGER, _("chmod 0600 on the ledger"),
			_("%s: others may read it (mode %04o)"), path, g->mode);
	return true;
}

static void tell_unfinished(struct ao_doctor *d, const struct ao_run_row *run)
{
	ao_doctor_note(d, AO_DOCTOR_RUNS,
		       _("give the same aofuto run once more, with the same "
			 "list and --out: it goes on; or aofuto cancel it"),
		       _("run %lld of %04d-%02d is not finished: volumes %u "
			 "of %u"),
		       (long long)run->id, run->made.month.year,
		       run->made.month.month, run->volumes_done, run->volumes);
}

static bool measure_last(struct ao_doctor *d, struct ao_ledger *l,
			 const struct ao_run_row *run, struct ao_error *err)
{
	struct ao_volume_row *volume;
	size_t n;

	if (!ao_volumes_done(l, run->id, d->arena, &volume, &n, err))
		return false;
	d->last_notices = 0;
	d->last_bytes = 0;
	for (size_t i = 0; i < n; i++) {
		d->last_notices += volume[i].notices;
		d->last_bytes += volume[i].bytes;
	}
	return true;
}

static const char *state_of(const struct ao_run_row *run)
{
	return run->state == AO_RUN_FINISHED    ? _("finished")
	       : run->state == AO_RUN_CANCELLED ? _("cancelled")
						: _("not finished");
}

static bool tell_runs(struct ao_doctor *d, struct ao_ledger *l, bool held,
		      struct ao_error *err)
{
	const struct ao_run_row *last;
	struct ao_run_row *run;
	size_t n;

	if (!ao_runs(l, AO_NO_DATE, d->arena, &run, &n, err))
		return false;
	if (!n) {
		ao_doctor_ok(d, AO_DOCTOR_RUNS, "%s", _("there is none yet"));
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		d->ledger_notices += run[i].notices;
		if (run[i].state == AO_RUN_PLANNED && !held)
			tell_unfinished(d, &run[i]);
		else if (run[i].state == AO_RUN_FINISHED &&
			 !measure_last(d, l, &run[i], err))
			return false;
	}
	last = &run[n - 1];
	ao_doctor_ok(d, AO_DOCTOR_RUNS,
		     _("%zu, notices %llu; the last: run %lld, %04d-%02d as of "
		       "%04d-%02d-%02d, notices %llu, %s"),
		     n, (unsigned long long)d->ledger_notices,
		     (long long)last->id, last->made.month.year,
		     last->made.month.month, last->made.as_of.year,
		     last->made.as_of.month, last->made.as_of.day,
		     (unsigned long long)last->notices, state_of(last));
	return true;
}

static void look_inside(struct ao_doctor *d, const struct ao_ledger_order *o,
			struct ao_ledger *l, const struct ao_ledger_glance *g)
{
	struct ao_error err = {0};
	bool sound = true;
	const struct ao_doctor_wrong damaged = {
		AO_DOCTOR_LEDGER, AO_INPUT,
		_("keep the file as it is, and restore the last backup "
		  "(aofuto ledger backup)")};
	bool ok = ao_ledger_quick_check(l, &sound, &err) &&
		  (!sound || tell_runs(d, l, g->held, &err));

	if (!sound)
		ao_doctor_problem(d, damaged,
				  _("%s: the ledger is damaged (SQLite's quick "
				    "check)"),
				  o->path);
	else if (!ok && err.status != AO_BUSY)
		ao_doctor_error(d, AO_DOCTOR_LEDGER, &err);
	else
		ao_doctor_ok(d, AO_DOCTOR_LEDGER,
			     _("%s: %llu KB, form %d, sound"), o->path,
			     (unsigned long long)(g->bytes + 1023) / 1024,
			     g->form);
	ao_doctor_ok(d, AO_DOCTOR_KEY, _("%s: mode 0600, opens the ledger"),
		     o->key);
}

static void tell_key(struct ao_doctor *d, const struct ao_ledger_order *order)
{
	struct ao_error err = {0};
	struct ao_key *key = ao_key_open(order->key, &err);

	if (!key)
		ao_doctor_error(d, AO_DOCTOR_KEY, &err);
	else
		ao_doctor_ok(d, AO_DOCTOR_KEY,
			     _("%s: mode 0600; whether it opens the ledger "
			       "was not tried"),
			     order->key);
	ao_key_close(key);
}

/* It says whether key, form or file is at fault. */
static void open_it(struct ao_doctor *d, const struct ao_ledger_order *order,
		    const struct ao_ledger_glance *g, struct ao_ledger **out)
{
	struct ao_error err = {0};
	bool of_key;

	*out = ao_ledger_open(order, &err);
	if (*out) {
		look_inside(d, order, *out, g);
		return;
	}
	of_key = strcmp(err.where, order->key) == 0;
	if (err.status == AO_BUSY)
		ao_doctor_ok(d, AO_DOCTOR_LEDGER,
			     _("%s: is being written this moment; ask again"),
			     order->path);
	else
		ao_doctor_error(d, of_key ? AO_DOCTOR_KEY : AO_DOCTOR_LEDGER,
				&err);
	if (!of_key)
		tell_key(d, order);
}

/* The first run makes both; a key alone is what a lost ledger leaves. */
static void tell_absent(struct ao_doctor *d, const struct ao_ledger_order *o)
{
	struct ao_error err = {0};

	if (is_there(o->key) && !o->key_given) {
		ao_ledger_close(ao_ledger_open(o, &err));
		ao_doctor_error(d, AO_DOCTOR_LEDGER, &err);
		tell_key(d, o);
	} else {
		ao_doctor_ok(d, AO_DOCTOR_LEDGER,
			     _("%s: none yet; the first run makes it and its "
			       "key"),
			     o->path);
	}
}

void ao_doctor_ledger(struct ao_doctor *d, const struct ao_ledger_order *order,
		      struct ao_ledger **ledger)
{
	struct ao_ledger_glance g;
	struct ao_error err = {0};

	*ledger = NULL;
	if (!order->path) {
		ao_doctor_problem(d,
				  (struct ao_doctor_wrong){
					  AO_DOCTOR_LEDGER, AO_HOST,
					  _("say where it is with --ledger")},
				  "%s",
				  _("there is no home folder that the ledger "
				    "could be in"));
		return;
	}
	look_at_folder(d, order->path);
	if (!ao_ledger_glance(order->path, &g, &err)) {
		ao_doctor_error(d, AO_DOCTOR_LEDGER, &err);
		tell_key(d, order);
		return;
	}
	if (!g.there) {
		tell_absent(d, order);
		return;
	}
	d->ledger_bytes = g.bytes;
	tell_lock(d, &g);
	if (tell_form(d, order->path, &g) && !g.cut_off)
		open_it(d, order, &g, ledger);
	else
		tell_key(d, order);
}
