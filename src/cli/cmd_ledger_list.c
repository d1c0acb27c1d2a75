/* cmd_ledger_list.c - aofuto ledger list: the runs, or their notices. */
#include "cli/cmd.h"
#include "cli/entries.h"
#include "cli/print.h"
#include "cli/session.h"
#include "cli/table.h"
#include "cli/which.h"

#include <stdio.h>

static const struct cmd_option options[] = {
	{OPT_MONTH, "month", N_("MONTH"),
	 N_("the notices of that month's runs, as 2026-12"), false},
	{OPT_RUN, "run", N_("N"), N_("the notices of that run"), false},
	{OPT_KIND, "kind", N_("KIND"),
	 N_("the notices of that kind: card-cert, cert-only or card-only"),
	 false},
	{OPT_RESIDENT, "resident", N_("ID"),
	 N_("the notices of that resident (宛名番号)"), false},
	{OPT_APPLICATION_ID, "application-id", N_("ID"),
	 N_("the notices with that application ID (申請書ID)"), false},
	{OPT_RETURNED, "returned", NULL,
	 N_("the notices that came back (返戻)"), false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

struct list {
	struct session session;
	struct which which;
	struct ao_ledger *ledger;
	struct ao_arena *arena;
	struct ao_json json;
	struct ao_buf out;
	unsigned long n;
	const char **operator; /* of each run */
	struct ao_run_row *run;
	size_t runs;
};

static const struct table_column columns[] = {
	{N_("run"), 3, true},     {N_("month"), 7, false},
	{N_("as of"), 10, false}, {N_("state"), 12, false},
	{N_("notices"), 7, true}, {N_("volumes"), 5, true},
	{N_("when"), 16, false},  {N_("operator"), 8, false},
	{N_("folder"), 6, false},
};
static const struct table table = {columns, AO_COUNT(columns)};

/* Who began it: a run's row does not say, its first event does. */
static bool keep_operator(const struct ao_event *e, void *data)
{
	struct list *l = data;

	for (size_t i = 0; i < l->runs; i++)
		if (e->type == AO_EVENT_PLAN && l->run[i].id == e->run)
			l->operator[i] = ao_arena_strdup(l->arena, e->operator);
	return true;
}

static const char *last_time(const struct ao_run_row *run)
{
	return *run->cancelled_at  ? run->cancelled_at
	       : *run->finished_at ? run->finished_at
				   : run->started_at;
}

static void tell_run(const struct list *l, size_t i)
{
	const struct ao_run_row *run = &l->run[i];
	char id[24], notices[PRINT_COUNT_SIZE], volumes[48];
	char month[ENTRY_MONTH_SIZE], as_of[AO_DATE_ISO_SIZE];
	char at[ENTRY_TIME_SIZE];

	snprintf(id, sizeof(id), "%lld", (long long)run->id);
	if (run->state == AO_RUN_PLANNED)
		snprintf(volumes, sizeof(volumes), "%u/%u", run->volumes_done,
			 run->volumes);
	else
		snprintf(volumes, sizeof(volumes), "%u", run->volumes_done);
	table_row(&table,
		  (const char *[]){id, entry_month(run->made.month, month),
				   ao_date_iso(run->made.as_of, as_of),
				   _(run_state(run)),
				   print_count(run->notices, notices), volumes,
				   entry_time(last_time(run), at),
				   l->operator[i], run->folder});
}

static void tell_runs(const struct list *l)
{
	if (!l->runs) {
		puts(_("the ledger has no run yet"));
		return;
	}
	table_head(&table);
	for (size_t i = 0; i < l->runs; i++)
		tell_run(l, i);
}

static void add_runs(struct list *l)
{
	ao_json_array(&l->json, "runs");
	for (size_t i = 0; i < l->runs; i++) {
		ao_json_object(&l->json, NULL);
		run_json(&l->json, &l->run[i]);
		ao_json_text(&l->json, "operator", l->operator[i]);
		ao_json_end(&l->json);
	}
	ao_json_end(&l->json);
}

static bool list_runs(struct list *l, struct ao_error *err)
{
	if (!ao_runs(l->ledger, AO_NO_DATE, l->arena, &l->run, &l->runs, err))
		return false;
	l->operator=
		ao_arena_alloc(l->arena, l->runs * sizeof(*l->operator) + 1);
	for (size_t i = 0; i < l->runs; i++)
		l->operator[i] = "";
	if (!ao_events_each(l->ledger, 0, keep_operator, l, err))
		return false;
	if (l->session.json)
		add_runs(l);
	else if (!l->session.quiet)
		tell_runs(l);
	return true;
}

/* A ledger may hold millions: what is told does not stay in memory. */
static bool tell_entry(const struct ao_entry *e, void *data)
{
	struct list *l = data;

	if (l->n++ == 0 && !l->session.json)
		entries_head();
	if (!l->session.json) {
		entries_row(e);
		return true;
	}
	ao_json_object(&l->json, NULL);
	entry_json(&l->json, e);
	ao_json_end(&l->json);
	print_buf(&l->out);
	ao_buf_clear(&l->out);
	return true;
}

static bool list_notices(struct list *l, struct ao_error *err)
{
	char count[PRINT_COUNT_SIZE];

	if (l->session.quiet && !l->session.json)
		return true;
	if (l->session.json)
		ao_json_array(&l->json, "notices");
	if (!ao_entries_each(l->ledger, &l->which.query, tell_entry, l, err))
		return false;
	if (l->session.json)
		ao_json_end(&l->json);
	else if (l->n)
		printf(_("notices: %s\n"), print_count(l->n, count));
	else
		puts(_("the ledger has no such notice"));
	return true;
}

static bool is_narrowed(const struct ao_entry_query *q)
{
	return q->resident_id || q->application_id || q->run ||
	       ao_date_known(q->month) || q->kind != AO_KIND_NONE ||
	       q->returned;
}

static bool tell(struct list *l, struct ao_error *err)
{
	bool ok;

	ao_json_object(&l->json, NULL);
	ao_json_text(&l->json, "command", "ledger list");
	ok = is_narrowed(&l->which.query) ? list_notices(l, err)
					  : list_runs(l, err);
	ao_json_end(&l->json);
	if (ok && l->session.json)
		print_buf(&l->out);
	return ok;
}

static bool list(struct list *l, struct ao_error *err)
{
	bool ok;

	if (!which_read(&l->which, &l->session, err))
		return false;
	l->ledger = session_ledger(&l->session, AO_LEDGER_READ, err);
	if (!l->ledger)
		return false;
	l->arena = ao_arena_new();
	l->json.out = &l->out;
	ok = tell(l, err);
	ao_buf_release(&l->out);
	ao_arena_free(l->arena);
	ao_ledger_close(l->ledger);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct list l = {.n = 0};
	bool ok;

	if (!session_open(&l.session, line, err))
		return err->status;
	ok = list(&l, err);
	session_close(&l.session);
	return ok ? AO_OK : err->status;
}

const struct cmd cmd_ledger_list = {
	.name = "ledger list",
	.operands = "",
	.summary = N_("the runs of the ledger, or notices of it"),
	.text = N_("Without an option every run, a line each. With one or more "
		   "of them the notices for which all of them hold: which run "
		   "and place, kind, expiry date, when it was printed, how "
		   "often again, and whether it came back. Never a name, an "
		   "address or a resident's number."),
	.option = options,
	.run = run,
};
