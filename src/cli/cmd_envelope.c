/* cmd_envelope.c - aofuto envelope: the blue envelope's face, to scale. Says no
 * name and no address. */
#include "cli/clock.h"
#include "cli/cmd.h"
#include "cli/findings.h"
#include "cli/print.h"
#include "cli/session.h"
#include "cli/which.h"

#include "aofuto/batch/envelope.h"
#include "aofuto/batch/report.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static const struct cmd_option options[] = {
	{OPT_OUT, "out", N_("F.pdf"),
	 N_("the PDF to write; a file that is there is not replaced"), true},
	{OPT_WINDOW, "window", N_("NAME"),
	 N_("the envelope's window by its name in windows.yaml, or none for an "
	    "envelope without one; default: that of the settings, with --run "
	    "none"),
	 false},
	{OPT_RUN, "run", N_("ID"),
	 N_("the addressed envelopes of a run's letters; aofuto ledger list "
	    "shows its number"),
	 false},
	{OPT_VOLUME, "volume", N_("N"),
	 N_("the volume whose letters they are; may be left out where the run "
	    "has but one"),
	 false},
	{OPT_TEMPLATE, "template", N_("NAME"),
	 N_("a template by name (envelope) or path; default: envelope"), false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static bool check_line(const struct cmd_line *line, struct ao_error *err)
{
	const char *window = line->value[OPT_WINDOW];

	if (line->value[OPT_VOLUME] && !line->value[OPT_RUN])
		return ao_fail(err, AO_USAGE, NULL,
			       _("--volume belongs to --run ID"));
	if (line->value[OPT_RUN] && window && strcmp(window, AO_NO_WINDOW) != 0)
		return ao_fail(err, AO_USAGE, NULL,
			       _("the address of an envelope with a window "
				 "stands on its letter; --run prints envelopes "
				 "without one: leave --window away"));
	if (line->value[OPT_RUN] && line->value[OPT_SPECIMEN])
		return ao_fail(err, AO_USAGE, NULL,
			       _("--run is for real notices: specimens are in "
				 "no ledger"));
	return true;
}

static void tell_people(const struct session *s,
			const struct ao_envelopes_order *order,
			const struct ao_envelopes *report)
{
	const struct ao_template *t = order->kit->sheet;
	const struct ao_window *w = order->kit->window;
	char count[PRINT_COUNT_SIZE];

	if (order->ledger)
		printf(_("%s: the envelopes of volume %03u of run %lld: %s\n"),
		       order->path, report->volume, (long long)order->run,
		       print_count(report->printed, count));
	else if (w)
		printf(_("%s: the face of an envelope, %g by %g mm (%s), "
			 "window %s at [%g, %g, %g, %g]\n"),
		       order->path, t->width, t->height, w->envelope, w->name,
		       w->box.x, w->box.y, w->box.width, w->box.height);
	else
		printf(_("%s: the face of an envelope, %g by %g mm, without a "
			 "window\n"),
		       order->path, t->width, t->height);
	print_note(s->quiet, "%s",
		   _("print it at its actual size (100%), on the envelope's "
		     "own paper"));
}

/* Also when quiet: nothing else says whose envelopes are missing. */
static bool tell_aside(struct ao_envelopes *report, struct ao_error *err)
{
	unsigned long aside = ao_findings_total(report->findings, AO_REVIEW);
	char count[PRINT_COUNT_SIZE];

	if (!aside)
		return true;
	printf(_("not printed, for somebody to see to: %s\n"),
	       print_count(aside, count));
	return findings_rows(report->findings, /*all_notes*/ true, err);
}

static void add_window(struct ao_json *j, const struct ao_window *w)
{
	if (!w) {
		ao_json_null(j, "window");
		return;
	}
	ao_json_object(j, "window");
	ao_json_text(j, "name", w->name);
	ao_json_text(j, "envelope", w->envelope);
	ao_json_mm(j, "x", w->box.x);
	ao_json_mm(j, "y", w->box.y);
	ao_json_mm(j, "width", w->box.width);
	ao_json_mm(j, "height", w->box.height);
	ao_json_end(j);
}

static bool tell_programs(const struct ao_envelopes_order *order,
			  struct ao_envelopes *report, struct ao_error *err)
{
	const struct ao_template *t = order->kit->sheet;
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};
	bool ok;

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "envelope");
	ao_json_text(&j, "file", order->path);
	ao_json_text(&j, "sha256", report->sha256);
	ao_json_mm(&j, "width", t->width);
	ao_json_mm(&j, "height", t->height);
	add_window(&j, order->kit->window);
	if (order->ledger) {
		ao_json_number(&j, "run", (uint64_t)order->run);
		ao_json_number(&j, "volume", report->volume);
	}
	ao_json_number(&j, "envelopes", report->printed);
	ao_json_number(&j, "not_printed",
		       ao_findings_total(report->findings, AO_REVIEW));
	ok = findings_json(report->findings, &j, err);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
	return ok;
}

static bool tell(const struct session *s,
		 const struct ao_envelopes_order *order,
		 struct ao_envelopes *report, struct ao_error *err)
{
	if (s->json)
		return tell_programs(order, report, err);
	if (!s->quiet)
		tell_people(s, order, report);
	return tell_aside(report, err);
}

/* Whose envelopes could not be printed is told even where none could. */
static bool make(const struct session *s, struct ao_envelopes_order *order,
		 bool *aside, struct ao_error *err)
{
	struct ao_envelopes report;
	struct ao_error unheard = {0};
	bool ok = ao_envelopes(order, &report, err);

	*aside = ao_findings_total(report.findings, AO_REVIEW) > 0;
	if (ok)
		ok = tell(s, order, &report, err);
	else if (!s->json)
		tell_aside(&report, &unheard);
	ao_envelopes_release(&report);
	return ok;
}

static bool with_kit(const struct session *s, struct ao_kit *kit, bool *aside,
		     struct ao_error *err)
{
	const struct cmd_line *line = s->line;
	struct ao_envelopes_order order = {
		.kit = kit, .path = line->value[OPT_OUT], .on = s->as_of};
	struct cmd_range volumes = {.least = 1, .most = UINT_MAX};
	long volume;
	bool ok;

	if (!line->value[OPT_RUN])
		return make(s, &order, aside, err);
	if (!which_number(line, OPT_RUN, &order.run, err) ||
	    !cmd_number(line, OPT_VOLUME, volumes, &volume, err))
		return false;
	order.volume = (unsigned)volume;
	order.ledger = session_ledger(s, AO_LEDGER_WRITE, err);
	if (!order.ledger)
		return false;
	ok = clock_check(s, order.ledger, err) && make(s, &order, aside, err);
	ao_ledger_close(order.ledger);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	bool ok, aside = false;
	struct ao_kit kit;
	struct session s;

	if (!check_line(line, err) || !session_open(&s, line, err))
		return err->status;
	s.envelope = true;
	if (line->value[OPT_RUN])
		s.window = AO_NO_WINDOW;
	ok = session_kit(&s, &kit, err);
	if (ok) {
		ok = with_kit(&s, &kit, &aside, err);
		ao_kit_close(&kit);
	}
	session_close(&s);
	return !ok ? err->status : aside ? AO_FINDINGS : AO_OK;
}

const struct cmd cmd_envelope = {
	.name = "envelope",
	.operands = "",
	.summary = N_("the blue envelope's face, to scale"),
	.text = N_(
		"Without --run: one face without an address, with the outline "
		"of the window, for the printing house or to hold against an "
		"envelope. With --run: the envelopes without a window of one "
		"volume, addressed, in the order of its letters and with "
		"their sequence numbers, so that the two can be matched. The "
		"page is the envelope's face. A template that does not suit "
		"the envelope, the window or the rules of the post office is "
		"refused, in millimetres. An address that cannot be printed "
		"whole is named by its number and not printed (status 1). "
		"That addresses were printed is noted in the ledger."),
	.option = options,
	.run = run,
};
