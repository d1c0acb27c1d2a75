/* cmd_reprint.c - aofuto reprint: one lost notice, at the counter. Says no name
 * and no address. */
#include "cli/cmd.h"
#include "cli/entries.h"
#include "cli/print.h"
#include "cli/session.h"
#include "cli/which.h"

#include "aofuto/batch/reprint.h"

#include <stdio.h>

static const struct cmd_option options[] = {
	{OPT_APPLICATION_ID, "application-id", N_("ID"),
	 N_("the 23 digits of the application ID (申請書ID) on the notice; "
	    "blanks and hyphens between them are passed over"),
	 false},
	{OPT_RESIDENT, "resident", N_("ID"), N_("the resident id (宛名番号)"),
	 false},
	{OPT_REASON, "reason", N_("TEXT"),
	 N_("why it is printed again, without anybody's name; kept in the "
	    "ledger"),
	 false},
	{OPT_OUT, "out", N_("FILE.pdf"),
	 N_("the PDF to write; a file that is there is not replaced"), false},
	{OPT_MONTH, "month", N_("MONTH"),
	 N_("the month of the run, as 2026-12, where several notices match"),
	 false},
	{OPT_KIND, "kind", N_("KIND"),
	 N_("card-cert, cert-only or card-only, where several notices match"),
	 false},
	{OPT_NOTICE, "notice", N_("N"),
	 N_("the number of the notice, as aofuto ledger list shows it"), false},
	{OPT_LIST, "list", N_("LIST"),
	 N_("today's list: name, address and application ID must still be "
	    "those of the notice"),
	 false},
	{OPT_HOLD, "hold", N_("FILE"),
	 N_("residents to hold back: a CSV file with the columns resident_id "
	    "and reason"),
	 false},
	{OPT_SHOW, "show", NULL,
	 N_("prints nothing and says which notice it is, when it was printed, "
	    "and whether it could be printed again now"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static bool check_line(const struct cmd_line *line, struct ao_error *err)
{
	bool show = line->value[OPT_SHOW] != NULL;

	if (!line->value[OPT_APPLICATION_ID] && !line->value[OPT_RESIDENT] &&
	    !line->value[OPT_NOTICE])
		return ao_fail(err, AO_USAGE, NULL,
			       _("say which notice: --application-id ID or "
				 "--resident ID"));
	if (show && line->value[OPT_OUT])
		return ao_fail(err, AO_USAGE, NULL,
			       _("--show writes no file: leave --out away, or "
				 "--show"));
	if (!show && !line->value[OPT_REASON])
		return ao_fail(err, AO_USAGE, NULL,
			       _("--reason TEXT is missing: why is it printed "
				 "again?"));
	if (!show && !line->value[OPT_OUT])
		return ao_fail(err, AO_USAGE, NULL,
			       _("--out FILE.pdf is missing"));
	return true;
}

static void print_past(const struct ao_reprinted *report)
{
	char day[AO_DATE_ISO_SIZE];

	for (size_t i = 0; i < report->pasts; i++)
		reprint_tell(&report->past[i]);
	if (!report->pasts)
		puts(_("  never printed again"));
	if (ao_date_known(report->one->entry.returned))
		printf(_("  came back (返戻) on %s\n"),
		       ao_date_iso(report->one->entry.returned, day));
}

static void tell_people(const struct ao_reprinted *report, const char *path)
{
	const struct ao_error *no = &report->refusal;

	if (!report->one) {
		entries_head();
		for (size_t i = 0; i < report->n; i++)
			entries_row(&report->found[i].entry);
		return;
	}
	entry_tell(&report->one->entry);
	if (path) {
		printf(_("%s: copy %u, %u sheets; it is in the ledger\n"), path,
		       report->copy, report->sheets);
		return;
	}
	print_past(report);
	if (no->status == AO_OK)
		puts(_("it can be printed again now"));
	else if (*no->where)
		printf(_("it cannot be printed again now: %s: %s\n"), no->where,
		       no->text);
	else
		printf(_("it cannot be printed again now: %s\n"), no->text);
}

static void add_found(struct ao_json *j, const char *key,
		      const struct ao_reprint_found *f)
{
	ao_json_object(j, key);
	entry_json(j, &f->entry);
	ao_json_end(j);
}

static void add_past(struct ao_json *j, const struct ao_reprinted *report)
{
	ao_json_array(j, "reprints");
	for (size_t i = 0; i < report->pasts; i++)
		reprint_json(j, &report->past[i]);
	ao_json_end(j);
}

static void add_outcome(struct ao_json *j, const struct ao_reprinted *report,
			const char *path)
{
	if (!path) {
		ao_json_bool(j, "can_be_reprinted",
			     report->refusal.status == AO_OK);
		ao_json_text(j, "refusal", report->refusal.text);
		return;
	}
	ao_json_text(j, "file", path);
	ao_json_number(j, "copy", report->copy);
	ao_json_number(j, "sheets", report->sheets);
	ao_json_text(j, "sha256", report->sha256);
	ao_json_bool(j, "resumed", report->resumed);
}

static void tell_programs(const struct ao_reprinted *report, const char *path)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "reprint");
	if (report->one) {
		add_found(&j, "notice", report->one);
		ao_json_text(&j, "volume_name", report->volume);
		add_past(&j, report);
		add_outcome(&j, report, path);
	} else {
		ao_json_array(&j, "matches");
		for (size_t i = 0; i < report->n; i++)
			add_found(&j, NULL, &report->found[i]);
		ao_json_end(&j);
	}
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static void tell(const struct session *s, const struct ao_reprinted *report)
{
	const char *path = s->line->value[OPT_OUT];

	if (report->resumed)
		print_note(/*quiet*/ false, "%s",
			   _("the last attempt was cut short after it had been "
			     "written down: its file has its name now, and "
			     "nothing was written down a second time"));
	if (s->json)
		tell_programs(report, path);
	else if (!s->quiet)
		tell_people(report, path);
}

static bool reprint(const struct session *s, struct ao_reprint_order *order,
		    struct ao_error *err)
{
	bool show = s->line->value[OPT_SHOW] != NULL;
	struct ao_reprinted report;
	bool ok;

	order->ledger =
		session_ledger(s, show ? AO_LEDGER_READ : AO_LEDGER_WRITE, err);
	if (!order->ledger)
		return false;
	ok = ao_reprint(order, &report, err);
	if (ok || (!report.one && report.n > 1))
		tell(s, &report);
	ao_reprinted_release(&report);
	ao_ledger_close(order->ledger);
	return ok;
}

static void fill_order(const struct session *s, struct ao_reprint_order *order)
{
	const struct cmd_line *line = s->line;

	order->settings = &s->settings;
	order->list = line->value[OPT_LIST];
	order->list_options = &s->list;
	order->hold = line->value[OPT_HOLD];
	order->day.as_of = s->as_of;
	order->day.print_fixed_term_stay = s->settings.print_fixed_term_stay;
	order->at = s->now;
	order->operator= s->operator;
	order->reason = line->value[OPT_REASON];
	order->mark = s->settings.mark_reprints;
	order->path = line->value[OPT_OUT];
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct ao_reprint_order order = {0};
	struct which which;
	struct session s;
	bool ok;

	if (!check_line(line, err) || !session_open(&s, line, err))
		return err->status;
	ok = which_read(&which, &s, err);
	if (ok) {
		order.which = which.query;
		fill_order(&s, &order);
		ok = reprint(&s, &order, err);
	}
	session_close(&s);
	return ok ? AO_OK : err->status;
}

const struct cmd cmd_reprint = {
	.name = "reprint",
	.operands = "",
	.summary = N_("one lost notice again, from the ledger alone"),
	.text = N_("For the counter. The notice is found by its application "
		   "ID or by the resident's id, and printed with the values, "
		   "the form and the sequence number that it had; a small "
		   "再発行 and the number of the copy stand in the margin "
		   "(setting reprint_mark). Who, when and why is kept in the "
		   "ledger. Refused, with the reason: a notice that was never "
		   "printed, was cancelled or purged, whose date has passed, "
		   "whose pages would not be the same, or whose resident has "
		   "another name or address in --list: then a new form is "
		   "needed. Never says a name or an address."),
	.option = options,
	.run = run,
};
