/* cmd_ledger_show.c - aofuto ledger show: all of one run or of a notice. */
#include "cli/cmd.h"
#include "cli/entries.h"
#include "cli/print.h"
#include "cli/session.h"
#include "cli/summary.h"
#include "cli/which.h"

#include "aofuto/batch/report.h"
#include "aofuto/batch/volume.h"

#include <stdio.h>
#include <string.h>

static const struct cmd_option options[] = {
	{OPT_RUN, "run", N_("N"),
	 N_("the run: what it was made from, what became of every resident, "
	    "its "
	    "volumes, what happened"),
	 false},
	{OPT_NOTICE, "notice", N_("N"),
	 N_("the notice with that number in the ledger"), false},
	{OPT_APPLICATION_ID, "application-id", N_("ID"),
	 N_("the notices with that application ID (申請書ID)"), false},
	{OPT_RESIDENT, "resident", N_("ID"),
	 N_("the notices of that resident (宛名番号)"), false},
	{OPT_MONTH, "month", N_("MONTH"),
	 N_("only those of that month's runs, as 2026-12"), false},
	{OPT_KIND, "kind", N_("KIND"),
	 N_("only those of that kind: card-cert, cert-only or card-only"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

struct show {
	struct session session;
	struct which which;
	struct ao_ledger *ledger;
	struct ao_arena *arena;
	struct ao_json json;
	struct ao_buf out;
};

static const struct {
	const char *key, *text;
} forms[AO_FORM_COLUMNS] = {
	[AO_FORM_TEMPLATE] = {"template", N_("template")},
	[AO_FORM_CITY] = {"city", "city.yaml"},
	[AO_FORM_FONTS] = {"fonts", "fonts.yaml"},
	[AO_FORM_GAIJI] = {"gaiji", N_("gaiji table")},
	[AO_FORM_SETTINGS] = {"settings", N_("settings")},
};

static void tell_digest(const char *what, const char *sha256)
{
	if (sha256 && *sha256)
		printf(_("  SHA-256 of %s: %s\n"), what, sha256);
}

static void tell_made(const struct ao_run_row *run)
{
	char as_of[AO_DATE_ISO_SIZE], at[ENTRY_TIME_SIZE];
	const struct ao_run_made *m = &run->made;

	printf(_("run %lld for %04d-%02d, as of %s, made by %s: %s\n"),
	       (long long)run->id, m->month.year, m->month.month,
	       ao_date_iso(m->as_of, as_of), m->program, _(run_state(run)));
	if (m->only_month)
		puts(_("  only those whose renewal opened within the month"));
	if (m->supplement)
		puts(_("  a supplement: those not yet printed in the month"));
	printf(_("  started %s\n"), entry_time(run->started_at, at));
	if (*run->finished_at)
		printf(_("  finished %s\n"), entry_time(run->finished_at, at));
	if (*run->cancelled_at)
		printf(_("  cancelled %s\n"),
		       entry_time(run->cancelled_at, at));
	printf(_("  folder: %s\n"), run->folder);
	printf(_("  QR codes lead to: %s\n"), m->qr_address);
	tell_digest(_("the list"), m->list_sha256);
	tell_digest(_("the hold list"), m->hold_sha256);
	for (size_t i = 0; i < AO_FORM_COLUMNS; i++)
		tell_digest(_(forms[i].text), m->form_sha256[i]);
	for (int e = AO_EDITION_JA + 1; e < AO_EDITION_COUNT; e++)
		tell_digest(_(ao_edition_text((enum ao_edition)e)),
			    m->form_sha256[ao_form_of((enum ao_edition)e)]);
	tell_digest(_("the fonts"), m->fonts_sha256);
	tell_digest(_("the plan"), run->plan_sha256);
	printf(_("  notices: %llu, at most %u a volume\n"),
	       (unsigned long long)run->notices, m->volume_notices);
}

static void tell_volume(const struct ao_volume_row *v)
{
	printf(_("  %s: %lu notices, %lu pages, %lu sheets, %llu bytes\n"),
	       v->name, v->notices, v->pages, v->sheets,
	       (unsigned long long)v->bytes);
	printf("      SHA-256 %s\n", v->sha256);
}

static bool tell_event(const struct ao_event *e, void *data)
{
	char at[ENTRY_TIME_SIZE];

	(void)data;
	printf("  %s  %s", entry_time(e->at, at), _(ao_event_text(e->type)));
	if (e->volume)
		printf(" %03u", e->volume);
	if (e->notice)
		printf(_(", notice %lld"), (long long)e->notice);
	printf(" (%s)", e->operator);
	printf("%s%s%s\n", *e->text ? ": " : "",
	       e->type == AO_EVENT_FINISH ? "run.json, SHA-256 " : "", e->text);
	return true;
}

static bool read_figures(struct show *s, const struct ao_run_row *run,
			 struct ao_tally *tally, struct ao_error *err)
{
	return ao_report_tally_read(run->figures, ao_ledger_path(s->ledger),
				    tally, err);
}

static bool tell_run(struct show *s, const struct ao_run_row *run,
		     struct ao_error *err)
{
	struct ao_volume_row *volume;
	struct ao_tally tally;
	char head[AO_SHA256_HEX];
	size_t n;

	if (!ao_volumes_done(s->ledger, run->id, s->arena, &volume, &n, err) ||
	    !read_figures(s, run, &tally, err) ||
	    !ao_chain_of_run(s->ledger, run->id, head, err))
		return false;
	tell_made(run);
	puts(_("what became of every resident of the list:"));
	summary_print(&tally, NULL);
	printf(_("volumes: %u, of which on disk once: %zu\n"), run->volumes, n);
	for (size_t i = 0; i < n; i++)
		tell_volume(&volume[i]);
	if (run->state != AO_RUN_PLANNED)
		printf(_("its %d digits, as noted on paper: %.*s\n"),
		       ENTRY_ON_PAPER, ENTRY_ON_PAPER, head);
	puts(_("what happened:"));
	return ao_events_each(s->ledger, run->id, tell_event, NULL, err);
}

static void add_made(struct ao_json *j, const struct ao_run_row *run)
{
	const struct ao_run_made *m = &run->made;

	ao_json_text(j, "program", m->program);
	ao_json_number(j, "volume_notices", m->volume_notices);
	ao_json_text(j, "qr_address", m->qr_address);
	ao_json_object(j, "sha256");
	entry_json_text(j, "list", m->list_sha256);
	entry_json_text(j, "hold", m->hold_sha256);
	for (size_t i = 0; i < AO_FORM_COLUMNS; i++)
		entry_json_text(j, forms[i].key, m->form_sha256[i]);
	ao_json_object(j, "editions");
	for (int e = AO_EDITION_JA + 1; e < AO_EDITION_COUNT; e++)
		if (*m->form_sha256[ao_form_of((enum ao_edition)e)])
			ao_json_text(
				j, ao_edition_name((enum ao_edition)e),
				m->form_sha256[ao_form_of((enum ao_edition)e)]);
	ao_json_end(j);
	entry_json_text(j, "font_files", m->fonts_sha256);
	entry_json_text(j, "plan", run->plan_sha256);
	ao_json_end(j);
}

static bool add_event(const struct ao_event *e, void *data)
{
	struct ao_json *j = data;

	ao_json_object(j, NULL);
	ao_json_text(j, "event", ao_event_name(e->type));
	ao_json_text(j, "at", e->at);
	ao_json_text(j, "operator", e->operator);
	if (e->volume)
		ao_json_number(j, "volume", e->volume);
	if (e->notice)
		ao_json_number(j, "notice", (uint64_t)e->notice);
	entry_json_text(j, "text", e->text);
	ao_json_end(j);
	return true;
}

static bool add_run(struct show *s, const struct ao_run_row *run,
		    struct ao_error *err)
{
	struct ao_json *j = &s->json;
	struct ao_volume_row *volume;
	struct ao_tally tally;
	char head[AO_SHA256_HEX];
	size_t n;
	bool ok;

	if (!ao_volumes_done(s->ledger, run->id, s->arena, &volume, &n, err) ||
	    !read_figures(s, run, &tally, err) ||
	    !ao_chain_of_run(s->ledger, run->id, head, err))
		return false;
	ao_json_object(j, "run");
	run_json(j, run);
	add_made(j, run);
	ao_json_object(j, "figures");
	ao_report_tally(j, &tally);
	ao_json_end(j);
	ao_json_text(j, "chain_head", head);
	ao_json_array(j, "files");
	for (size_t i = 0; i < n; i++) {
		ao_json_object(j, NULL);
		ao_json_text(j, "file", volume[i].name);
		ao_json_number(j, "notices", volume[i].notices);
		ao_json_number(j, "pages", volume[i].pages);
		ao_json_number(j, "sheets", volume[i].sheets);
		ao_json_number(j, "bytes", volume[i].bytes);
		ao_json_text(j, "sha256", volume[i].sha256);
		ao_json_end(j);
	}
	ao_json_end(j);
	ao_json_array(j, "events");
	ok = ao_events_each(s->ledger, run->id, add_event, j, err);
	ao_json_end(j);
	ao_json_end(j);
	return ok;
}

static bool show_run(struct show *s, struct ao_error *err)
{
	struct ao_run_row run;

	if (!ao_run_find(s->ledger, s->which.query.run, s->arena, &run, err))
		return false;
	if (s->session.json)
		return add_run(s, &run, err);
	return s->session.quiet || tell_run(s, &run, err);
}

static bool show_notices(struct show *s, struct ao_error *err)
{
	unsigned long n;

	if (s->session.json)
		ao_json_array(&s->json, "notices");
	if (!entries_tell(&(struct entries_order){.ledger = s->ledger,
						  .which = &s->which.query,
						  .json = s->session.json
								  ? &s->json
								  : NULL,
						  .quiet = s->session.quiet},
			  &n, err))
		return false;
	if (s->session.json)
		ao_json_end(&s->json);
	return n || which_is_none(&s->session, err);
}

static bool tell(struct show *s, struct ao_error *err)
{
	bool ok;

	ao_json_object(&s->json, NULL);
	ao_json_text(&s->json, "command", "ledger show");
	ok = which_is_known(&s->which) ? show_notices(s, err)
				       : show_run(s, err);
	ao_json_end(&s->json);
	if (ok && s->session.json)
		print_buf(&s->out);
	return ok;
}

static bool show(struct show *s, struct ao_error *err)
{
	bool ok;

	if (!which_read(&s->which, &s->session, err))
		return false;
	if (!which_is_known(&s->which) && !s->which.query.run)
		return ao_fail(err, AO_USAGE, NULL,
			       _("say what: --run N, --notice N, "
				 "--application-id ID or --resident ID"));
	s->ledger = session_ledger(&s->session, AO_LEDGER_READ, err);
	if (!s->ledger)
		return false;
	s->arena = ao_arena_new();
	s->json.out = &s->out;
	ok = tell(s, err);
	ao_buf_release(&s->out);
	ao_arena_free(s->arena);
	ao_ledger_close(s->ledger);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct show s = {.arena = NULL};
	bool ok;

	if (!session_open(&s.session, line, err))
		return err->status;
	ok = show(&s, err);
	session_close(&s.session);
	return ok ? AO_OK : err->status;
}

const struct cmd cmd_ledger_show = {
	.name = "ledger show",
	.operands = "",
	.summary = N_("all that the ledger knows of one run, or of a notice"),
	.text = N_("Of a run: what it was made from, its volumes with their "
		   "digests, and what happened, when and by whom. Of a notice: "
		   "its place, its dates, each copy that was printed again, "
		   "and whether it came back. Never a name, an address or a "
		   "resident's number."),
	.option = options,
	.run = run,
};
