/* cmd_run.c - aofuto run: the monthly batch. */
#include "cli/again.h"
#include "cli/clock.h"
#include "cli/first_run.h"
#include "cli/language.h"
#include "cli/plan.h"
#include "cli/plausible.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/run_tell.h"

static const struct cmd_option options[] = {
	{OPT_MONTH, "month", N_("MONTH"),
	 N_("the month of the run, as 2026-12: everybody whose renewal opens "
	    "by its last day"),
	 true},
	{OPT_OUT, "out", N_("DIR"),
	 N_("a new or empty folder for the volumes and lists, or the one of "
	    "the "
	    "run that is gone on with; needed but for --dry-run"),
	 false},
	{OPT_ONLY_MONTH, "only-month", NULL,
	 N_("only those whose renewal opens within the month, and nobody who "
	    "was due before"),
	 false},
	{OPT_HOLD, "hold", N_("FILE"),
	 N_("residents to hold back: a CSV file with the columns resident_id "
	    "and reason"),
	 false},
	{OPT_DRY_RUN, "dry-run", NULL,
	 N_("only says what would be done: who would be printed, and which run "
	    "of the ledger it would be; nothing is written"),
	 false},
	{OPT_SUPPLEMENT, "supplement", NULL,
	 N_("a further run of a month that was run already, for those who have "
	    "no notice yet"),
	 false},
	{OPT_REMAKE, "remake", NULL,
	 N_("makes volumes of a run again that are no longer in its folder: "
	    "the very same bytes"),
	 false},
	{OPT_NEW_LEDGER, "new-ledger", NULL,
	 N_("begins a new ledger though its key is there without it: whoever "
	    "was printed before may be printed again"),
	 false},
	{OPT_ACCEPT, "accept", N_("CHECKS"),
	 N_("prints although these checks of the list would stop it (names "
	    "with commas between, such as shift,ages); it is recorded, and "
	    "needs --accept-reason"),
	 false},
	{OPT_ACCEPT_REASON, "accept-reason", N_("TEXT"),
	 N_("why --accept is right; no name, address or number of anybody"),
	 false},
	{OPT_RASTER, "raster", N_("WHICH"),
	 N_("the QR codes that are also read as they are printed, at 300 dpi: "
	    "all, sample (default: the first, the last and each 50th of a "
	    "volume) or none"),
	 false},
	{OPT_NO_READ_BACK, "no-read-back", NULL,
	 N_("the finished pages are not read back: nobody has looked whether "
	    "they are what was meant"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

/* What the command line asks for, looked at before anything is made. */
struct asked {
	struct ao_accepted accepted;
	unsigned raster_every;
};

static bool ask(const struct session *s, struct asked *asked,
		struct ao_error *err)
{
	return plausible_accepted(s, &asked->accepted, err) &&
	       ao_raster_parse(s->line->value[OPT_RASTER], &asked->raster_every,
			       err);
}

struct making {
	const struct session *s;
	const struct asked *asked;
	struct ao_kit *kit;
	struct ao_ledger *ledger; /* NULL: a specimen */
	struct ao_run_report *report;
};

static bool run_with_kit(const struct making *m, struct progress *progress,
			 struct ao_error *err)
{
	const struct session *s = m->s;
	const char *const *value = s->line->value;
	struct ao_run_order order = {
		.list = s->line->operand[0],
		.list_options = &s->list,
		.hold = value[OPT_HOLD],
		.kit = m->kit,
		.day = {.as_of = s->as_of,
			.month = s->month,
			.only_month = value[OPT_ONLY_MONTH] != NULL,
			.print_fixed_term_stay =
				s->settings.print_fixed_term_stay},
		.ledger = m->ledger,
		.supplement = value[OPT_SUPPLEMENT] != NULL,
		.remake = value[OPT_REMAKE] != NULL,
		.as_of_given = value[OPT_AS_OF] != NULL,
		.accepted = &m->asked->accepted,
		.folder = value[OPT_OUT],
		.program = "aofuto " AOFUTO_VERSION,
		.jobs = s->jobs,
		.reader = value[OPT_NO_READ_BACK] ? NULL : s->line->reader,
		.raster_every = m->asked->raster_every,
		.file_language = language_of_files};
	bool ok;

	progress_start(progress, s->quiet);
	order.progress = progress_of(progress);
	ok = ao_run(&order, m->report, err);
	progress_end(progress);
	return ok;
}

/* A run is told before it is known to end well: the notes are for whoever
 * waits. */
static bool with_ledger(const struct making *m, struct ao_error *err)
{
	const struct session *s = m->s;
	struct progress progress;

	if (s->line->value[OPT_NO_READ_BACK])
		print_note(s->quiet, "%s",
			   _("the pages are not read back (--no-read-back): "
			     "run aofuto verify before they are printed"));
	if (!run_with_kit(m, &progress, err)) {
		again_after(s, &(struct again_failure){m->ledger, m->kit,
						       m->report->run,
						       progress.stopped});
		return false;
	}
	return run_tell(m->report, s, m->kit, m->ledger, err);
}

static bool with_kit(struct making *m, struct ao_error *err)
{
	bool ok;

	if (m->s->specimen)
		return with_ledger(m, err);
	if (!first_run_try(m->s, m->kit, err))
		return false;
	m->ledger = session_ledger(m->s, AO_LEDGER_CREATE, err);
	if (!m->ledger)
		return false;
	ok = clock_check(m->s, m->ledger, err) && with_ledger(m, err);
	ao_ledger_close(m->ledger);
	return ok;
}

static enum ao_status make(const struct session *s, struct ao_error *err)
{
	struct ao_run_report report = {0};
	enum ao_status status = AO_OK;
	struct asked asked;
	struct ao_kit kit;
	struct making making = {
		.s = s, .asked = &asked, .kit = &kit, .report = &report};

	if (!ask(s, &asked, err) || !session_kit(s, &kit, err))
		return err->status;
	if (!with_kit(&making, err))
		status = err->status;
	else if (ao_tally_set_aside(&report.tally))
		status = AO_FINDINGS;
	ao_run_report_release(&report);
	ao_kit_close(&kit);
	return status;
}

static bool check_line(const struct cmd_line *line, struct ao_error *err)
{
	static const struct {
		enum option id;
		const char *name;
	} real[] = {{OPT_SUPPLEMENT, "supplement"},
		    {OPT_REMAKE, "remake"},
		    {OPT_NEW_LEDGER, "new-ledger"}};

	if (!line->value[OPT_OUT] && !line->value[OPT_DRY_RUN])
		return ao_fail(err, AO_USAGE, NULL,
			       _("%s needs the option --%s %s"),
			       line->cmd->name, "out", _("DIR"));
	for (size_t i = 0; i < AO_COUNT(real); i++)
		if (line->value[OPT_SPECIMEN] && line->value[real[i].id])
			return ao_fail(err, AO_USAGE, NULL,
				       _("--%s is for real notices: specimens "
					 "are in no ledger"),
				       real[i].name);
	return true;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	enum ao_status status;
	struct session s;

	if (!check_line(line, err))
		return err->status;
	if (line->value[OPT_DRY_RUN])
		return plan_show(line, /*dry_run*/ true, err);
	if (!session_open(&s, line, err))
		return err->status;
	status = make(&s, err);
	session_close(&s);
	return status;
}

const struct cmd cmd_run = {
	.name = "run",
	.operands = N_("LIST"),
	.summary = N_("the monthly batch: volumes of notices and the lists "
		      "that belong to them"),
	.text = N_("LIST is a CSV file of residents, or - for standard input. "
		   "Who is printed is first written into the ledger (台帳), "
		   "whole or not at all; then the volumes "
		   "(aofuto-2026-12-001.pdf and so on) are drawn. Every page "
		   "is read back by a reader of another make and held against "
		   "what was meant; a volume takes its name when that is so "
		   "and the ledger has it. The control sheet (control.pdf), "
		   "which is signed, manifest.csv, decisions.csv, "
		   "findings.csv, missing-glyphs.csv and run.json come last: a "
		   "folder with a run.json is whole. When anything stops a "
		   "run, the same command goes on with it. Nobody is printed "
		   "twice, and those whose renewal opened in a month without "
		   "a run are printed with the next. Real notices are refused "
		   "while the QR code's address is the example. With "
		   "--specimen no ledger is asked, and when anything fails "
		   "nothing is left behind."),
	.least = 1,
	.most = 1,
	.option = options,
	.run = run,
};
