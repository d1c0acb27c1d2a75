/* cmd_plan.c - aofuto plan: who gets which notice, and why the others do not.
 */
#include "cli/cmd.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/summary.h"

#include "aofuto/batch/report.h"
#include "aofuto/batch/screen.h"

#include <stdio.h>
#include <string.h>

static const struct cmd_option options[] = {
	{OPT_MONTH, "month", N_("MONTH"),
	 N_("the month of the run, as 2026-12: everybody whose renewal opens "
	    "by its last day"),
	 true},
	{OPT_ONLY_MONTH, "only-month", NULL,
	 N_("only those whose renewal opens within the month, and nobody who "
	    "was due before"),
	 false},
	{OPT_HOLD, "hold", N_("FILE"),
	 N_("residents to hold back: a CSV file with the columns resident_id "
	    "and reason"),
	 false},
	{OPT_CSV, "csv", NULL,
	 N_("one line a resident on standard output, in the list's order"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

struct plan {
	const struct session *session;
	struct ao_kit kit;
	struct ao_hold *hold;
	struct ao_findings *findings;
	struct ao_tally tally;
	char encoding[32];
	FILE *lines; /* --csv: kept until the plan is whole */
	struct progress progress;
};

static bool write_line(struct plan *p, const struct ao_buf *line,
		       struct ao_error *err)
{
	if (fwrite(line->s, 1, line->n, p->lines) == line->n)
		return true;
	return ao_fail_errno(err, NULL,
			     _("cannot write to the folder for temporary "
			       "files (TMPDIR)"));
}

static bool keep_row(struct plan *p, const struct ao_screened *one,
		     struct ao_buf *line, struct ao_list *list,
		     struct ao_error *err)
{
	if (!progress_row(&p->progress, list, one->resident.row, err))
		return false;
	if (!p->lines)
		return true;
	ao_buf_clear(line);
	ao_screened_csv(one, line);
	return write_line(p, line, err);
}

static bool read_rows(struct plan *p, struct ao_screen *screen,
		      struct ao_list *list, struct ao_error *err)
{
	struct ao_screened one;
	struct ao_buf line = {0};
	enum ao_step step;
	bool ok = true;

	if (p->lines) {
		ao_screened_csv_header(&line);
		ok = write_line(p, &line, err);
	}
	while (ok && (step = ao_screen_next(screen, &one, err)) != AO_STEP_END)
		ok = step == AO_STEP_ITEM &&
		     keep_row(p, &one, &line, list, err);
	ao_buf_release(&line);
	return ok;
}

static bool screen(struct plan *p, struct ao_error *err)
{
	const struct session *s = p->session;
	struct ao_screen_order order = {
		.day = {.as_of = s->as_of,
			.month = s->month,
			.only_month = s->line->value[OPT_ONLY_MONTH] != NULL,
			.print_fixed_term_stay =
				s->settings.print_fixed_term_stay},
		.kit = &p->kit,
		.hold = p->hold,
	};
	struct ao_list_options how = s->list;
	struct ao_screen *screening;
	struct ao_list *list;
	bool ok;

	how.skip_digest = true;
	list = ao_list_open(s->line->operand[0], &how, p->findings, err);
	if (!list)
		return false;
	screening = ao_screen_new(list, &order, p->findings);
	progress_start(&p->progress, s->quiet);
	ok = read_rows(p, screening, list, err);
	progress_end(&p->progress);
	if (ok)
		p->tally = *ao_screen_end(screening);
	snprintf(p->encoding, sizeof(p->encoding), "%s",
		 ao_list_encoding(list));
	ao_screen_free(screening);
	ao_list_close(list);
	return ok;
}

static bool copy_lines(struct plan *p, struct ao_error *err)
{
	char part[16384];
	size_t n;

	if (fflush(p->lines) != 0)
		return ao_fail_errno(err, NULL,
				     _("cannot write to the folder for "
				       "temporary files (TMPDIR)"));
	rewind(p->lines);
	while ((n = fread(part, 1, sizeof(part), p->lines)) > 0)
		if (fwrite(part, 1, n, stdout) != n)
			break; /* main reports it */
	return true;
}

static void tell_people(const struct plan *p)
{
	const struct session *s = p->session;
	char as_of[AO_DATE_ISO_SIZE];

	printf(_("plan for %04d-%02d, as of %s: %s, encoding %s\n\n"),
	       s->month.year, s->month.month, ao_date_iso(s->as_of, as_of),
	       session_list_name(s->line->operand[0]), p->encoding);
	summary_print(&p->tally);
	summary_warnings(&p->tally, p->findings);
	if (p->kit.qr_example && p->tally.with_id && !s->specimen)
		printf(_("\nqr_address (%s) is still the example: run will "
			 "refuse real notices until the city's own is set\n"),
		       p->kit.qr_source);
}

static void tell_programs(const struct plan *p)
{
	const struct session *s = p->session;
	char month[AO_DATE_ISO_SIZE];
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_date_iso(s->month, month);
	month[sizeof("2026-12") - 1] = '\0';
	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "plan");
	ao_json_text(&j, "list", session_list_name(s->line->operand[0]));
	ao_json_text(&j, "encoding", p->encoding);
	ao_json_text(&j, "month", month);
	ao_json_date(&j, "as_of", s->as_of);
	ao_json_bool(&j, "only_month", s->line->value[OPT_ONLY_MONTH] != NULL);
	ao_report_tally(&j, &p->tally);
	ao_report_findings(&j, p->findings);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static bool make(struct plan *p, struct ao_error *err)
{
	const struct session *s = p->session;
	const char *hold = s->line->value[OPT_HOLD];

	if (hold && !(p->hold = ao_hold_open(hold, err)))
		return false;
	if (s->line->value[OPT_CSV] && !(p->lines = tmpfile()))
		return ao_fail_errno(err, NULL,
				     _("cannot write to the folder for "
				       "temporary files (TMPDIR)"));
	if (!screen(p, err))
		return false;
	if (p->lines) {
		if (!copy_lines(p, err))
			return false;
	} else if (s->json) {
		tell_programs(p);
	} else if (!s->quiet) {
		tell_people(p);
	}
	return ao_report_usable(p->findings,
				session_list_name(s->line->operand[0]), err);
}

static bool with_kit(const struct session *s, unsigned long *set_aside,
		     struct ao_error *err)
{
	struct plan p = {.session = s};
	bool ok;

	if (s->json && s->line->value[OPT_CSV])
		return ao_fail(err, AO_USAGE, NULL,
			       _("choose one of --csv and --json"));
	if (!session_kit(s, &p.kit, err))
		return false;
	p.findings = ao_findings_new();
	ok = make(&p, err);
	*set_aside = ao_tally_set_aside(&p.tally);
	if (p.lines)
		fclose(p.lines);
	ao_hold_close(p.hold);
	ao_findings_free(p.findings);
	ao_kit_close(&p.kit);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	unsigned long set_aside = 0;
	struct session s;
	bool ok;

	if (!session_open(&s, line, err))
		return err->status;
	ok = with_kit(&s, &set_aside, err);
	session_close(&s);
	if (!ok)
		return err->status;
	return set_aside ? AO_FINDINGS : AO_OK;
}

const struct cmd cmd_plan = {
	.name = "plan",
	.operands = N_("LIST"),
	.summary = N_("who gets which notice in a month, and why everybody "
		      "else does not"),
	.text = N_("LIST is a CSV file of residents, or - for standard input. "
		   "A plan is exactly what run will do with the same list. "
		   "There is no ledger yet: everybody who is due is planned, "
		   "whether or not a notice was sent before."),
	.least = 1,
	.most = 1,
	.option = options,
	.run = run,
};
