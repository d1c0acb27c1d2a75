/* plan.c - who would get which notice, and why the others do not. */
#include "cli/plan.h"
#include "cli/again.h"
#include "cli/next.h"
#include "cli/plausible.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/summary.h"

#include "aofuto/base/file.h"
#include "aofuto/batch/report.h"
#include "aofuto/batch/run_way.h"
#include "aofuto/batch/screen.h"
#include "aofuto/ledger/care.h"

#include <stdio.h>
#include <string.h>

struct plan {
	const struct session *session;
	bool dry_run; /* of run */
	struct ao_kit kit;
	struct ao_hold *hold;
	struct ao_ledger *ledger; /* NULL: there is none yet, or a specimen */
	struct ao_run_found found;
	struct ao_run_row waiting; /* has to be finished first; id 0: none */
	struct ao_date as_of;
	struct ao_list *list;
	struct ao_arena *arena;
	struct ao_findings *findings;
	struct ao_tally tally;
	struct ao_plausibility *plausibility;
	struct ao_plausibility_results plausible;
	char encoding[32];
	FILE *lines; /* --csv: kept until the plan is whole */
	struct progress progress;
};

static bool write_line(struct plan *p, const struct ao_buf *line,
		       struct ao_error *err)
{
	if (fwrite(line->s, 1, line->n, p->lines) == line->n)
		return true;
	return ao_fail_errno(err, ao_temporary_folder(),
			     _("cannot write to the folder for temporary "
			       "files (TMPDIR)"));
}

static bool keep_row(struct plan *p, const struct ao_screened *one,
		     struct ao_buf *line, struct ao_error *err)
{
	if (!progress_row(&p->progress, p->list, one->resident.row, err))
		return false;
	if (!p->lines)
		return true;
	ao_buf_clear(line);
	ao_screened_csv(one, line);
	return write_line(p, line, err);
}

static bool read_rows(struct plan *p, struct ao_screen *screen,
		      struct ao_error *err)
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
		ok = step == AO_STEP_ITEM && keep_row(p, &one, &line, err);
	ao_buf_release(&line);
	return ok;
}

/* As the run would; what it accepts is kept with it, once it is there. */
static bool judge(struct plan *p, struct ao_error *err)
{
	const struct session *s = p->session;
	struct ao_accepted accepted;
	struct ao_past past = {0};
	struct ao_past_ask ask = {
		.only_month = s->line->value[OPT_ONLY_MONTH] != NULL,
		.as_told = p->found.row.id};
	struct ao_plausibility_end end = {
		.tally = &p->tally,
		.past = &past,
		.accepted = &accepted,
		.alone = s->line->value[OPT_SUPPLEMENT]
				 ? N_("a supplement is like no other run")
			 : p->ledger ? NULL
				     : N_("no ledger is asked")};

	if (!plausible_accepted(s, &accepted, err) ||
	    (p->ledger && !ao_past_read(p->ledger, &ask, &past, err)))
		return false;
	ao_plausibility_judge(p->plausibility, &end, p->findings,
			      &p->plausible);
	return true;
}

static bool screen(struct plan *p, struct ao_error *err)
{
	const struct session *s = p->session;
	struct ao_screen_order order = {
		.day = {.as_of = p->as_of,
			.month = s->month,
			.only_month = s->line->value[OPT_ONLY_MONTH] != NULL,
			.print_fixed_term_stay =
				s->settings.print_fixed_term_stay},
		.kit = &p->kit,
		.hold = p->hold,
		.plausibility = p->plausibility,
		.ledger = p->ledger,
		.run = p->found.row.id,
	};
	struct ao_screen *screening =
		ao_screen_new(p->list, &order, p->findings);
	bool ok;

	progress_start(&p->progress, s->quiet);
	ok = read_rows(p, screening, err);
	progress_end(&p->progress);
	if (ok)
		p->tally = *ao_screen_end(screening);
	ao_screen_free(screening);
	return ok && judge(p, err);
}

/* As run would choose, or refuse. */
static bool choose(struct plan *p, struct ao_error *err)
{
	const struct session *s = p->session;
	struct ao_run_inputs inputs = {0};
	struct ao_run_ask ask = {.made = &inputs.made,
				 .as_of_given =
					 s->line->value[OPT_AS_OF] != NULL,
				 .omr = ao_kit_omr(&p->kit)};
	bool ok = ao_run_inputs_read(&inputs, &p->kit, err);

	inputs.made.month = s->month;
	inputs.made.as_of = s->as_of;
	inputs.made.only_month = s->line->value[OPT_ONLY_MONTH] != NULL;
	inputs.made.supplement = s->line->value[OPT_SUPPLEMENT] != NULL;
	inputs.made.program = "aofuto " AOFUTO_VERSION;
	inputs.made.list_sha256 = ao_list_digest(p->list);
	if (p->hold)
		inputs.made.hold_sha256 = ao_hold_digest(p->hold);
	ok = ok && ao_run_find_way(p->ledger, &ask, p->arena, &p->found, err);
	ao_run_inputs_release(&inputs);
	return ok;
}

/* What a run that waits to be finished has planned is printed by it. */
static bool look_at_ledger(struct plan *p, struct ao_error *err)
{
	const struct session *s = p->session;
	struct ao_run_row *row = &p->found.row;

	p->as_of = s->as_of;
	if (!session_ledger_if_any(s, &p->ledger, err))
		return false;
	if (!p->ledger)
		return true;
	if (p->dry_run
		    ? !choose(p, err)
		    : !ao_run_waiting(p->ledger, s->month, p->arena, row, err))
		return false;
	if (row->id && !s->line->value[OPT_AS_OF]) {
		p->as_of = row->made.as_of;
		p->kit.notice.dated_on = p->as_of;
	}
	return p->dry_run || ao_run_waiting(p->ledger, AO_NO_DATE, p->arena,
					    &p->waiting, err);
}

static bool look(struct plan *p, struct ao_error *err)
{
	if (!look_at_ledger(p, err))
		return false;
	return !p->ledger || p->found.row.id ||
	       ao_purge_check(p->ledger, p->as_of, err);
}

static bool copy_lines(struct plan *p, struct ao_error *err)
{
	char part[16384];
	size_t n;

	if (fflush(p->lines) != 0)
		return ao_fail_errno(err, ao_temporary_folder(),
				     _("cannot write to the folder for "
				       "temporary files (TMPDIR)"));
	rewind(p->lines);
	while ((n = fread(part, 1, sizeof(part), p->lines)) > 0)
		if (fwrite(part, 1, n, stdout) != n)
			break; /* main reports it */
	return true;
}

/* The run that it would be. */
static void tell_run(const struct plan *p)
{
	const struct ao_run_row *row = &p->found.row;
	bool supplement = p->session->line->value[OPT_SUPPLEMENT] != NULL;

	if (p->found.way == AO_RUN_DONE)
		printf(_("run %lld has done this already; there is nothing to "
			 "do (its files: %s)\n"),
		       (long long)row->id, row->folder);
	else if (p->found.way == AO_RUN_GO_ON)
		printf(_("this would go on with run %lld: volumes written %u "
			 "of %u (in %s)\n\n"),
		       (long long)row->id, row->volumes_done, row->volumes,
		       row->folder);
	else if (supplement)
		puts(_("this would be a new run, a supplement\n"));
	else
		puts(_("this would be a new run\n"));
}

/* The run that is to be finished, or what comes next. */
static void tell_next(const struct plan *p)
{
	const struct session *s = p->session;
	struct ao_buf b = {0};

	if (p->kit.qr_example && p->tally.with_id && !s->specimen)
		printf(_("\nqr_address (%s) is still the example: run will "
			 "refuse real notices until the city's own is set\n"),
		       p->kit.qr_source);
	else if (!p->dry_run && !p->waiting.id && !s->specimen &&
		 !ao_findings_total(p->findings, AO_STOP))
		next_of_plan(s, &p->tally);
	if (!p->waiting.id)
		return;
	again_waiting(s, &p->kit, &p->waiting, &b);
	putchar('\n');
	print_buf(&b);
	ao_buf_release(&b);
}

static void tell_people(const struct plan *p)
{
	const struct session *s = p->session;
	char as_of[AO_DATE_ISO_SIZE];

	printf(_("plan for %04d-%02d, as of %s: %s, encoding %s\n\n"),
	       s->month.year, s->month.month, ao_date_iso(p->as_of, as_of),
	       session_list_name(s->line->operand[0]), p->encoding);
	if (p->dry_run)
		tell_run(p);
	if (p->found.way == AO_RUN_DONE)
		return;
	summary_print(&p->tally, NULL);
	summary_enclosures(&s->settings, &p->tally);
	summary_warnings(&p->tally, p->findings);
	plausible_print(&p->plausible);
	tell_next(p);
}

static void add_run(struct ao_json *j, const struct plan *p)
{
	const bool supplement = p->session->line->value[OPT_SUPPLEMENT] != NULL;
	const char *way = p->found.way == AO_RUN_DONE    ? "done"
			  : p->found.way == AO_RUN_GO_ON ? "go_on"
			  : supplement                   ? "supplement"
							 : "new";

	ao_json_bool(j, "dry_run", true);
	ao_json_text(j, "way", way);
	if (p->found.row.id)
		ao_json_number(j, "run", (uint64_t)p->found.row.id);
	else
		ao_json_null(j, "run");
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
	ao_json_text(&j, "command", p->dry_run ? "run" : "plan");
	if (p->dry_run)
		add_run(&j, p);
	ao_json_text(&j, "list", session_list_name(s->line->operand[0]));
	ao_json_text(&j, "encoding", p->encoding);
	ao_json_text(&j, "month", month);
	ao_json_date(&j, "as_of", p->as_of);
	ao_json_bool(&j, "only_month", s->line->value[OPT_ONLY_MONTH] != NULL);
	if (p->found.way != AO_RUN_DONE) {
		ao_report_tally(&j, &p->tally);
		ao_report_findings(&j, p->findings);
		ao_plausibility_json(&j, &p->plausible);
	}
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static bool open_list(struct plan *p, struct ao_error *err)
{
	struct ao_list_options how = p->session->list;

	how.skip_digest = !p->dry_run;
	p->list = ao_list_open(p->session->line->operand[0], &how, p->findings,
			       err);
	if (!p->list)
		return false;
	snprintf(p->encoding, sizeof(p->encoding), "%s",
		 ao_list_encoding(p->list));
	return true;
}

static bool tell(struct plan *p, struct ao_error *err)
{
	const struct session *s = p->session;

	if (p->lines)
		return copy_lines(p, err);
	if (s->json)
		tell_programs(p);
	else if (!s->quiet)
		tell_people(p);
	return true;
}

static bool make(struct plan *p, struct ao_error *err)
{
	const struct session *s = p->session;
	const char *hold = s->line->value[OPT_HOLD];
	const char *list = s->line->operand[0];

	if (hold && !(p->hold = ao_hold_open(hold, err)))
		return false;
	if (s->line->value[OPT_CSV] && !(p->lines = ao_temporary_file()))
		return ao_fail_errno(err, ao_temporary_folder(),
				     _("cannot write to the folder for "
				       "temporary files (TMPDIR)"));
	if (!open_list(p, err) || !look(p, err))
		return false;
	if (p->found.way != AO_RUN_DONE && !screen(p, err))
		return false;
	return tell(p, err) &&
	       ao_plausibility_fit(&p->plausible, session_list_name(list),
				   err) &&
	       ao_report_usable(p->findings, session_list_name(list), err);
}

static bool with_kit(const struct session *s, bool dry_run,
		     unsigned long *set_aside, struct ao_error *err)
{
	struct plan p = {.session = s, .dry_run = dry_run};
	bool ok;

	if (s->json && s->line->value[OPT_CSV])
		return ao_fail(err, AO_USAGE, NULL,
			       _("choose one of --csv and --json"));
	if (!session_kit(s, &p.kit, err))
		return false;
	p.findings = ao_findings_new();
	p.plausibility =
		ao_plausibility_new(&s->settings.plausibility, s->month);
	p.arena = ao_arena_new();
	ok = make(&p, err);
	if (!ok)
		again_after(s, &(struct again_failure){
				       .ledger = dry_run ? p.ledger : NULL,
				       .kit = &p.kit});
	*set_aside = ao_tally_set_aside(&p.tally);
	if (p.lines)
		fclose(p.lines);
	ao_list_close(p.list);
	ao_ledger_close(p.ledger);
	ao_hold_close(p.hold);
	ao_arena_free(p.arena);
	ao_plausibility_free(p.plausibility);
	ao_findings_free(p.findings);
	ao_kit_close(&p.kit);
	return ok;
}

enum ao_status plan_show(const struct cmd_line *line, bool dry_run,
			 struct ao_error *err)
{
	unsigned long set_aside = 0;
	struct session s;
	bool ok;

	if (!session_open(&s, line, err))
		return err->status;
	ok = with_kit(&s, dry_run, &set_aside, err);
	session_close(&s);
	if (!ok)
		return err->status;
	return set_aside ? AO_FINDINGS : AO_OK;
}
