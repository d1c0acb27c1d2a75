/* cmd_ledger_verify.c - aofuto ledger verify: is the ledger what it was, and
 * are the volumes? */
#include "cli/cmd.h"
#include "cli/entries.h"
#include "cli/ledger_files.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/session.h"

#include "aofuto/batch/json.h"
#include "aofuto/ledger/audit.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static const struct cmd_option options[] = {
	{OPT_RUN, "run", N_("ID"),
	 N_("only the volumes of this run; the ledger is always looked at as "
	    "a whole"),
	 false},
	{OPT_NO_VOLUMES, "no-volumes", NULL,
	 N_("looks at the ledger alone and at no volume on disk"), false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

struct look {
	struct session session;
	struct ao_arena *arena;
	struct ao_audit audit;
	struct ao_run_row *run;
	size_t runs;
	const struct ao_run_row *noted; /* --run, or the newest; NULL: none */
	char link[AO_SHA256_HEX];       /* its own, in the chain */
	struct ao_coverage coverage;
	struct ledger_files files;
};

static void tell_counts(const struct ao_audit *a)
{
	char n[6][PRINT_COUNT_SIZE];

	printf(_("%s runs, %s volumes, %s notices (%s of them purged), %s "
		 "reprints, %s events\n"),
	       print_count(a->runs, n[0]), print_count(a->volumes, n[1]),
	       print_count(a->notices, n[2]), print_count(a->purged, n[3]),
	       print_count(a->reprints, n[4]), print_count(a->events, n[5]));
}

static void tell_people(const struct look *v)
{
	const struct ao_audit *a = &v->audit;
	const struct ledger_files *f = &v->files;
	char same[PRINT_COUNT_SIZE];

	tell_counts(a);
	if (!v->session.line->value[OPT_NO_VOLUMES])
		printf(_("volumes on disk: %s are what was printed\n"),
		       print_count(f->same, same));
	if (!a->faults && !f->faults)
		printf(_("%s: the ledger is what it was\n"),
		       session_ledger_path(&v->session));
	if (a->head[0])
		printf(_("head of the chain: %s\n"), a->head);
	if (v->noted)
		printf(_("run %lld for %04d-%02d: its %d digits are %.*s; "
			 "compare them with those that were noted on paper "
			 "when it was made: a ledger that was changed as a "
			 "whole shows only there\n"),
		       (long long)v->noted->id, v->noted->made.month.year,
		       v->noted->made.month.month, ENTRY_ON_PAPER,
		       ENTRY_ON_PAPER, v->link);
}

static void tell_faults(const struct look *v)
{
	struct ao_error fault;

	for (size_t i = 0; i < v->audit.faults; i++) {
		fault = (struct ao_error){0};
		ao_fail(&fault, AO_INPUT, session_ledger_path(&v->session),
			"%s", v->audit.fault[i].text);
		print_error(&fault);
	}
	for (size_t i = 0; i < v->files.faults; i++) {
		fault = (struct ao_error){0};
		ao_fail(&fault, AO_INPUT, v->files.fault[i].path, "%s",
			v->files.fault[i].text);
		print_error(&fault);
	}
}

static void tell_warnings(const struct look *v)
{
	char first[AO_DATE_ISO_SIZE], last[AO_DATE_ISO_SIZE];

	for (size_t i = 0; i < v->coverage.gaps; i++)
		print_note(v->session.quiet,
			   _("no month has sent a notice to those whose card "
			     "or certificate expires from %s to %s (aofuto "
			     "ledger coverage)"),
			   ao_date_iso(v->coverage.gap[i].first, first),
			   ao_date_iso(v->coverage.gap[i].last, last));
	for (size_t i = 0; i < v->files.notes; i++)
		print_note(v->session.quiet, "%s", v->files.note[i]);
}

static void add_faults(struct ao_json *j, const struct look *v)
{
	ao_json_array(j, "faults");
	for (size_t i = 0; i < v->audit.faults; i++)
		ao_json_text(j, NULL, v->audit.fault[i].text);
	ao_json_end(j);
	ao_json_array(j, "files");
	for (size_t i = 0; i < v->files.faults; i++) {
		ao_json_object(j, NULL);
		ao_json_text(j, "file", v->files.fault[i].path);
		ao_json_text(j, "fault", v->files.fault[i].text);
		ao_json_end(j);
	}
	ao_json_end(j);
	ao_json_array(j, "gaps");
	for (size_t i = 0; i < v->coverage.gaps; i++) {
		ao_json_object(j, NULL);
		ao_json_date(j, "first", v->coverage.gap[i].first);
		ao_json_date(j, "last", v->coverage.gap[i].last);
		ao_json_end(j);
	}
	ao_json_end(j);
}

static void tell_programs(const struct look *v)
{
	const struct ao_audit *a = &v->audit;
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "ledger verify");
	ao_json_text(&j, "ledger", session_ledger_path(&v->session));
	ao_json_bool(&j, "ok", !a->faults && !v->files.faults);
	ao_json_text(&j, "head", a->head);
	if (v->noted) {
		ao_json_object(&j, "run");
		ao_json_number(&j, "id", (uint64_t)v->noted->id);
		ao_json_text(&j, "chain_head", v->link);
		ao_json_end(&j);
	}
	ao_json_number(&j, "runs", a->runs);
	ao_json_number(&j, "volumes", a->volumes);
	ao_json_number(&j, "notices", a->notices);
	ao_json_number(&j, "purged", a->purged);
	ao_json_number(&j, "reprints", a->reprints);
	ao_json_number(&j, "events", a->events);
	ao_json_number(&j, "files_same", v->files.same);
	ao_json_number(&j, "files_not_there", v->files.gone);
	add_faults(&j, v);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static bool step(void *data, uint64_t done, uint64_t total)
{
	struct ao_progress *p = data;

	return !p->step || p->step(p->data, N_("the ledger"), done, total);
}

/* A run that is not finished has no digits yet that could have been noted. */
static bool find_noted(struct look *v, struct ao_ledger *ledger, long only,
		       struct ao_error *err)
{
	for (size_t i = 0; i < v->runs; i++)
		if (v->run[i].state != AO_RUN_PLANNED &&
		    (!only || v->run[i].id == only))
			v->noted = &v->run[i];
	return !v->noted || ao_chain_of_run(ledger, v->noted->id, v->link, err);
}

static bool look_at_files(struct look *v, struct ao_ledger *ledger,
			  struct ao_progress *progress, struct ao_error *err)
{
	const struct cmd_line *line = v->session.line;
	struct cmd_range range = {.least = 1, .most = LONG_MAX};
	long run;

	if (!cmd_number(line, OPT_RUN, range, &run, err))
		return false;
	if (run &&
	    !ao_run_find(ledger, run, v->arena, &(struct ao_run_row){0}, err))
		return false;
	if (!find_noted(v, ledger, run, err))
		return false;
	if (line->value[OPT_NO_VOLUMES])
		return true;
	return ledger_files_check(
		ledger,
		&(struct ledger_files_order){
			.run = v->run,
			.runs = v->runs,
			.only = run,
			.folder = line->operands ? line->operand[0] : NULL,
			.arena = v->arena,
			.progress = progress},
		&v->files, err);
}

static bool look_at_all(struct look *v, struct ao_ledger *ledger,
			struct ao_error *err)
{
	struct progress line;
	struct ao_progress progress;
	bool ok;

	progress_start(&line, v->session.quiet);
	progress = progress_of(&line);
	ok = ao_ledger_audit(ledger, step, &progress, &v->audit, err) &&
	     ao_runs(ledger, AO_NO_DATE, v->arena, &v->run, &v->runs, err) &&
	     look_at_files(v, ledger, &progress, err);
	progress_end(&line);
	if (ok)
		ao_coverage_of(v->run, v->runs, v->arena, &v->coverage);
	return ok;
}

/* Alone, so that no run writes meanwhile; where nothing may be written, as on
 * a medium with a backup, nobody does. */
static struct ao_ledger *open_alone(const struct session *s,
				    struct ao_error *err)
{
	struct ao_error own = {0};
	struct ao_ledger *ledger = session_ledger(s, AO_LEDGER_WRITE, &own);

	if (!ledger && own.status == AO_HOST)
		return session_ledger(s, AO_LEDGER_READ, err);
	if (!ledger)
		*err = own;
	return ledger;
}

static bool verify(struct look *v, struct ao_error *err)
{
	struct ao_ledger *ledger = open_alone(&v->session, err);
	bool ok = ledger && look_at_all(v, ledger, err);

	ao_ledger_close(ledger);
	if (!ok)
		return false;
	if (v->session.json)
		tell_programs(v);
	else if (!v->session.quiet)
		tell_people(v);
	tell_faults(v);
	tell_warnings(v);
	if (v->audit.faults)
		return ao_fail(err, AO_INPUT, session_ledger_path(&v->session),
			       _("the ledger is not what it was: print, "
				 "reprint and purge nothing with it; keep it "
				 "as it is, restore the last backup that "
				 "verifies, and find out who changed it"));
	return !v->files.faults ||
	       ao_fail(err, AO_INPUT, NULL,
		       _("volumes on disk are not those that were printed "
			 "(%zu): mail nothing of them; aofuto run --remake "
			 "makes them again"),
		       v->files.faults);
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct look v = {0};
	bool ok;

	if (!session_open(&v.session, line, err))
		return err->status;
	v.arena = ao_arena_new();
	ok = verify(&v, err);
	ao_audit_release(&v.audit);
	ledger_files_release(&v.files);
	ao_arena_free(v.arena);
	session_close(&v.session);
	return ok ? AO_OK : err->status;
}

const struct cmd cmd_ledger_verify = {
	.name = "ledger verify",
	.operands = N_("[DIR]"),
	.summary = N_("is the ledger what it was, and are the volumes?"),
	.text = N_("Looks at everything: the file, every link of the chain, "
		   "every row behind it, every sealed value; then at the "
		   "volumes of every run, in the folder where they were "
		   "written or in DIR, against the SHA-256 that they had. "
		   "Whatever is not what it was is named and ends with "
		   "status 3; a volume that is not there any more is only "
		   "told. Prints the head of the chain, and the 16 digits "
		   "that the run gave to be noted on paper."),
	.most = 1,
	.option = options,
	.run = run,
};
