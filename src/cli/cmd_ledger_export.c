/* cmd_ledger_export.c - aofuto ledger export: a line a notice, for statistics.
 * No name, no address, no resident's number. */
#include "cli/cmd.h"
#include "cli/entries.h"
#include "cli/print.h"
#include "cli/session.h"
#include "cli/which.h"

#include "aofuto/base/file.h"
#include "aofuto/batch/volume.h"

#include <stdio.h>
#include <unistd.h>

static const struct cmd_option options[] = {
	{OPT_CSV, "csv", NULL, N_("as CSV; this is what it is without --json"),
	 false},
	{OPT_OUT, "out", N_("FILE"),
	 N_("the file to write; a file that is there is not replaced; default: "
	    "standard output"),
	 false},
	{OPT_MONTH, "month", N_("MONTH"),
	 N_("only the notices of that month's runs, as 2026-12"), false},
	{OPT_RUN, "run", N_("N"), N_("only the notices of that run"), false},
	{OPT_KIND, "kind", N_("KIND"),
	 N_("only those of that kind: card-cert, cert-only or card-only"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

struct export
{
	struct session session;
	struct which which;
	struct ao_ledger *ledger;
	struct ao_out *file; /* NULL: standard output */
	struct ao_json json;
	struct ao_buf line;
	unsigned long n;
};

/* To the file, or to standard output, whose end main looks at. */
static bool put(struct export *x)
{
	bool ok = true;

	if (x->file)
		ok = ao_out_write(x->file, x->line.s, x->line.n);
	else
		print_buf(&x->line);
	ao_buf_clear(&x->line);
	return ok;
}

static void add_csv(struct ao_buf *out, const struct ao_entry *e)
{
	char month[ENTRY_MONTH_SIZE], sequence[AO_SEQUENCE_SIZE];
	char expiry[AO_DATE_ISO_SIZE], returned[AO_DATE_ISO_SIZE];

	ao_buf_addf(out, "%lld,%lld,%s,%u,%s,%lu,%u,%u,%s,%s,%s,%d,",
		    (long long)e->id, (long long)e->run,
		    entry_month(e->month, month), e->volume,
		    ao_sequence(e->volume, e->position, sequence), e->page,
		    e->pages, e->sheets, ao_kind_name(e->kind),
		    ao_date_iso(e->expiry, expiry), entry_state_name(e),
		    e->purged);
	ao_csv_field(out, e->printed_at);
	ao_buf_addf(out, ",%u,", e->reprints);
	ao_csv_field(out, e->reprinted_at);
	ao_buf_addf(out, ",%s\r\n", ao_date_iso(e->returned, returned));
}

static bool add_entry(const struct ao_entry *e, void *data)
{
	struct export *x = data;

	x->n++;
	if (!x->session.json) {
		add_csv(&x->line, e);
		return put(x);
	}
	ao_json_object(&x->json, NULL);
	entry_json(&x->json, e);
	ao_json_end(&x->json);
	return put(x);
}

static bool write_all(struct export *x, struct ao_error *err)
{
	x->json.out = &x->line;
	if (x->session.json) {
		ao_json_object(&x->json, NULL);
		ao_json_text(&x->json, "command", "ledger export");
		ao_json_array(&x->json, "notices");
	} else {
		ao_buf_adds(&x->line,
			    "id,run,month,volume,sequence,page,pages,sheets,"
			    "notice,expiry,state,purged,printed_at,reprinted,"
			    "reprinted_at,returned\r\n");
	}
	if (!ao_entries_each(x->ledger, &x->which.query, add_entry, x, err))
		return false;
	if (x->session.json) {
		ao_json_end(&x->json);
		ao_json_end(&x->json);
	}
	put(x);
	return true;
}

/* In the ledger before the file has its name: what leaves the house is
 * known. */
static bool note(struct export *x, struct ao_error *err)
{
	char text[64];

	snprintf(text, sizeof(text), "%s %lu", x->session.json ? "json" : "csv",
		 x->n);
	return ao_event_note(x->ledger, AO_EVENT_EXPORT, x->which.query.run,
			     text, err);
}

static bool write_file(struct export *x, const char *path, struct ao_error *err)
{
	bool ok;

	/* Before the event: what is not written is not noted. */
	if (access(path, F_OK) == 0)
		return ao_fail(err, AO_HOST, path,
			       _("is there already and is not replaced"));
	x->file = ao_out_open(path, err);
	if (!x->file)
		return false;
	ok = write_all(x, err) && ao_out_finish(x->file, err) && note(x, err);
	if (ok)
		return ao_out_publish(x->file, /*replace*/ false, err);
	ao_out_discard(x->file);
	return false;
}

static void tell_programs(const struct export *x, const char *path)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "ledger export");
	ao_json_text(&j, "file", path);
	ao_json_number(&j, "count", x->n);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static bool export(struct export *x, struct ao_error *err)
{
	const char *path = x->session.line->value[OPT_OUT];
	char count[PRINT_COUNT_SIZE];
	bool ok;

	if (x->session.json && x->session.line->value[OPT_CSV])
		return ao_fail(err, AO_USAGE, NULL,
			       _("choose one of --csv and --json"));
	if (!which_read(&x->which, &x->session, err))
		return false;
	x->ledger = session_ledger(&x->session, AO_LEDGER_WRITE, err);
	if (!x->ledger)
		return false;
	ok = path ? write_file(x, path, err)
		  : write_all(x, err) && note(x, err);
	if (ok && path && x->session.json)
		tell_programs(x, path);
	else if (ok && path && !x->session.quiet)
		printf(_("%s: notices: %s\n"), path, print_count(x->n, count));
	ao_buf_release(&x->line);
	ao_ledger_close(x->ledger);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct export x = {.n = 0};
	bool ok;

	if (!session_open(&x.session, line, err))
		return err->status;
	ok = export(&x, err);
	session_close(&x.session);
	return ok ? AO_OK : err->status;
}

const struct cmd cmd_ledger_export = {
	.name = "ledger export",
	.operands = "",
	.summary = N_("a line a notice, for statistics: no names, no numbers "
		      "of persons"),
	.text = N_("Columns: id, run, month, volume, sequence, page, pages, "
		   "sheets, notice, expiry, state (planned, printed, "
		   "cancelled, purged), purged, printed_at, reprinted, "
		   "reprinted_at, returned. Who wrote it and when is noted in "
		   "the ledger."),
	.option = options,
	.run = run,
};
