/* cmd_check.c - aofuto check: is this list fit to print from? */
#include "cli/cmd.h"
#include "cli/findings.h"
#include "cli/next.h"
#include "cli/plausible.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/session.h"

#include "aofuto/batch/report.h"
#include "aofuto/batch/screen.h"

#include <stdio.h>
#include <string.h>

static const struct cmd_option options[] = {
	{OPT_ALL_NOTES, "all-notes", NULL,
	 N_("every row with a NOTE is listed; without it the first three of a "
	    "kind, and how many more there are"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

struct checked {
	const char *name;
	char encoding[32];
	unsigned long residents, set_aside;
	struct ao_kit kit;
	struct ao_findings *findings;
	struct ao_duty *duty;
	struct ao_plausibility_results plausible;
};

/* What is asked of a month, or of the last runs, plan and run ask. */
static void judge(struct checked *c, struct ao_plausibility *plausibility,
		  const struct ao_tally *tally)
{
	struct ao_plausibility_end end = {
		.tally = tally, .alone = N_("aofuto plan compares with them")};

	ao_plausibility_judge(plausibility, &end, c->findings, &c->plausible);
}

static bool read_all(struct checked *c, struct ao_list *list,
		     const struct session *s, struct ao_error *err)
{
	struct ao_screen_order order = {
		.day = {.as_of = s->as_of,
			.print_fixed_term_stay =
				s->settings.print_fixed_term_stay},
		.kit = &c->kit,
		.duty = c->duty,
		.plausibility = ao_plausibility_new(&s->settings.plausibility,
						    AO_NO_DATE),
		.every_letter = true};
	struct ao_screen *screen = ao_screen_new(list, &order, c->findings);
	struct progress progress;
	struct ao_screened one;
	enum ao_step step;

	progress_start(&progress, s->quiet);
	do {
		step = ao_screen_next(screen, &one, err);
	} while (step == AO_STEP_ITEM &&
		 progress_row(&progress, list, one.resident.row, err));
	progress_end(&progress);
	if (step == AO_STEP_END) {
		const struct ao_tally *tally = ao_screen_end(screen);

		c->residents = tally->read;
		c->set_aside = ao_tally_set_aside(tally);
		judge(c, order.plausibility, tally);
	}
	ao_screen_free(screen);
	ao_plausibility_free(order.plausibility);
	snprintf(c->encoding, sizeof(c->encoding), "%s",
		 ao_list_encoding(list));
	return step == AO_STEP_END;
}

static unsigned long all_findings(const struct ao_findings *findings)
{
	unsigned long n = 0;

	for (int severity = AO_NOTE; severity <= AO_STOP; severity++)
		n += ao_findings_total(findings, (enum ao_severity)severity);
	return n;
}

static bool tell_people(const struct checked *c, const struct session *s,
			struct ao_error *err)
{
	char count[PRINT_COUNT_SIZE], aside[PRINT_COUNT_SIZE];

	printf(_("%s: residents %s, encoding %s\n"), c->name,
	       print_count(c->residents, count), c->encoding);
	if (!all_findings(c->findings)) {
		puts(_("nothing was found: the list is fit to print from"));
		plausible_print(&c->plausible);
		next_of_check(s);
		return true;
	}
	printf(_("residents that would be set aside: %s\n"),
	       print_count(c->set_aside, aside));
	puts(_("\nwhat was found, by kind:"));
	findings_groups(c->findings);
	plausible_print(&c->plausible);
	puts(_("\nrow by row:"));
	if (!findings_rows(c->findings, s->line->value[OPT_ALL_NOTES] != NULL,
			   err) ||
	    !findings_missing(c->duty, err))
		return false;
	if (!ao_findings_total(c->findings, AO_STOP))
		next_of_check(s);
	return true;
}

static bool tell_programs(const struct checked *c, struct ao_error *err)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};
	bool ok;

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "check");
	ao_json_text(&j, "list", c->name);
	ao_json_text(&j, "encoding", c->encoding);
	ao_json_number(&j, "residents", c->residents);
	ao_json_number(&j, "set_aside", c->set_aside);
	ao_report_findings(&j, c->findings);
	ao_plausibility_json(&j, &c->plausible);
	ok = findings_json(c->findings, &j, err) &&
	     findings_missing_json(c->duty, &j, err);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
	return ok;
}

static bool check(struct checked *c, const struct session *s,
		  struct ao_error *err)
{
	struct ao_list_options how = s->list;
	struct ao_list *list;
	bool ok;

	how.skip_digest = true;
	list = ao_list_open(s->line->operand[0], &how, c->findings, err);
	if (!list)
		return false;
	ok = read_all(c, list, s, err);
	ao_list_close(list);
	if (ok && s->json)
		ok = tell_programs(c, err);
	else if (ok && !s->quiet)
		ok = tell_people(c, s, err);
	return ok && ao_plausibility_fit(&c->plausible, c->name, err) &&
	       ao_report_usable(c->findings, c->name, err);
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct checked c = {.name = session_list_name(line->operand[0])};
	struct session s;
	bool ok;

	if (!session_open(&s, line, err))
		return err->status;
	c.findings = ao_findings_new();
	c.duty = ao_duty_new();
	ok = session_kit(&s, &c.kit, err) && check(&c, &s, err);
	ao_kit_close(&c.kit);
	ao_duty_free(c.duty);
	ao_findings_free(c.findings);
	session_close(&s);
	if (!ok)
		return err->status;
	return c.set_aside ? AO_FINDINGS : AO_OK;
}

const struct cmd cmd_check = {
	.name = "check",
	.operands = N_("LIST"),
	.summary = N_("is this list fit to print from? every finding; writes "
		      "nothing"),
	.text = N_("LIST is a CSV file of residents, or - for standard input. "
		   "All findings of the list come in one pass: first how many "
		   "of each kind, then row by row with what to do. Every name "
		   "and address is tried on the sheet, whether or not its "
		   "notice is due yet."),
	.least = 1,
	.most = 1,
	.option = options,
	.run = run,
};
