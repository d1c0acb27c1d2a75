/* cmd_ledger_coverage.c - aofuto ledger coverage: was every day somebody's? */
#include "cli/cmd.h"
#include "cli/entries.h"
#include "cli/print.h"
#include "cli/session.h"

#include "aofuto/ledger/audit.h"

#include <stdio.h>

static const struct cmd_option options[] = {
	{OPT_COUNT, NULL, NULL, NULL, false},
};

struct coverage {
	struct session session;
	struct ao_arena *arena;
	struct ao_run_row *run;
	size_t runs;
	struct ao_coverage c;
};

static const char *state_of(const struct ao_run_row *run)
{
	return run->state == AO_RUN_FINISHED && run->made.supplement
		       ? N_("supplement")
		       : run_state(run);
}

static void tell_run(const struct coverage *v, const struct ao_run_row *run)
{
	char as_of[AO_DATE_ISO_SIZE], first[AO_DATE_ISO_SIZE];
	char last[AO_DATE_ISO_SIZE];
	bool any = false;

	printf("%4lld  %04d-%02d  %s  ", (long long)run->id,
	       run->made.month.year, run->made.month.month,
	       ao_date_iso(run->made.as_of, as_of));
	for (size_t i = 0; i < v->c.n; i++) {
		const struct ao_covered *c = &v->c.covered[i];

		if (c->run != run->id)
			continue;
		printf("%s%s - %s", any ? ", " : "",
		       ao_date_iso(c->first, first),
		       ao_date_iso(c->last, last));
		any = true;
	}
	printf("%s  %s\n", any ? "" : "-                      ",
	       _(state_of(run)));
}

static void tell_people(const struct coverage *v)
{
	char first[AO_DATE_ISO_SIZE], last[AO_DATE_ISO_SIZE];

	if (!v->runs) {
		puts(_("the ledger has no run yet"));
		return;
	}
	puts(_(" run  month    as of       expiry days it was for"));
	for (size_t i = 0; i < v->runs; i++)
		tell_run(v, &v->run[i]);
	for (size_t i = 0; i < v->c.overlaps; i++)
		printf(_("expiry days %s to %s: more than one month was for "
			 "them; the ledger keeps their notices apart, nobody "
			 "is printed twice\n"),
		       ao_date_iso(v->c.overlap[i].first, first),
		       ao_date_iso(v->c.overlap[i].last, last));
	if (v->c.n && !v->c.gaps)
		puts(_("no gap: no expiry day between the first run and the "
		       "last was left out"));
}

static void tell_gaps(const struct coverage *v)
{
	char first[AO_DATE_ISO_SIZE], last[AO_DATE_ISO_SIZE];

	for (size_t i = 0; i < v->c.gaps; i++)
		print_note(/*quiet*/ false,
			   _("no month has sent a notice to those whose card "
			     "or certificate expires from %s to %s; run a "
			     "month that was left out, without --only-month"),
			   ao_date_iso(v->c.gap[i].first, first),
			   ao_date_iso(v->c.gap[i].last, last));
}

static void add_days(struct ao_json *j, const char *key,
		     const struct ao_gap *day, size_t n)
{
	ao_json_array(j, key);
	for (size_t i = 0; i < n; i++) {
		ao_json_object(j, NULL);
		ao_json_date(j, "first", day[i].first);
		ao_json_date(j, "last", day[i].last);
		ao_json_end(j);
	}
	ao_json_end(j);
}

static void tell_programs(const struct coverage *v)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "ledger coverage");
	ao_json_bool(&j, "ok", !v->c.gaps);
	ao_json_array(&j, "covered");
	for (size_t i = 0; i < v->c.n; i++) {
		ao_json_object(&j, NULL);
		ao_json_number(&j, "run", (uint64_t)v->c.covered[i].run);
		ao_json_date(&j, "first", v->c.covered[i].first);
		ao_json_date(&j, "last", v->c.covered[i].last);
		ao_json_end(&j);
	}
	ao_json_end(&j);
	add_days(&j, "gaps", v->c.gap, v->c.gaps);
	add_days(&j, "overlaps", v->c.overlap, v->c.overlaps);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static bool look(struct coverage *v, struct ao_error *err)
{
	struct ao_ledger *ledger =
		session_ledger(&v->session, AO_LEDGER_READ, err);
	bool ok;

	if (!ledger)
		return false;
	ok = ao_runs(ledger, AO_NO_DATE, v->arena, &v->run, &v->runs, err);
	ao_ledger_close(ledger);
	if (ok)
		ao_coverage_of(v->run, v->runs, v->arena, &v->c);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct coverage v = {0};
	bool ok;

	if (!session_open(&v.session, line, err))
		return err->status;
	v.arena = ao_arena_new();
	ok = look(&v, err);
	if (ok && v.session.json)
		tell_programs(&v);
	else if (ok && !v.session.quiet)
		tell_people(&v);
	if (ok)
		tell_gaps(&v);
	ao_arena_free(v.arena);
	session_close(&v.session);
	return !ok ? err->status : v.c.gaps ? AO_FINDINGS : AO_OK;
}

const struct cmd cmd_ledger_coverage = {
	.name = "ledger coverage",
	.operands = "",
	.summary = N_("which expiry days the runs were for, and which none"),
	.text = N_("A run is for every expiry day from its as-of day to the "
		   "last one whose renewal opens in its month; with "
		   "--only-month from the first one that opens in it. Days "
		   "between the first run and the last that no finished run "
		   "was for are told, and end with status 1: nobody who "
		   "expires then has got a notice."),
	.option = options,
	.run = run,
};
