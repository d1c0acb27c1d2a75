/* cmd_run.c - aofuto run: the monthly batch. */
#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/summary.h"

#include "aofuto/batch/run.h"

#include <stdio.h>

static const struct cmd_option options[] = {
	{OPT_MONTH, "month", N_("MONTH"),
	 N_("the month of the run, as 2026-12: everybody whose renewal opens "
	    "by its last day"),
	 true},
	{OPT_OUT, "out", N_("DIR"),
	 N_("a new or empty folder for the volumes and lists"), true},
	{OPT_ONLY_MONTH, "only-month", NULL,
	 N_("only those whose renewal opens within the month, and nobody who "
	    "was due before"),
	 false},
	{OPT_HOLD, "hold", N_("FILE"),
	 N_("residents to hold back: a CSV file with the columns resident_id "
	    "and reason"),
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

static void print_volumes(const struct ao_run_report *report,
			  const struct session *s)
{
	const char *folder = s->line->value[OPT_OUT];

	putchar('\n');
	for (size_t i = 0; i < report->volumes; i++) {
		const struct ao_volume *v = &report->volume[i];
		char name[AO_VOLUME_NAME_SIZE], first[AO_SEQUENCE_SIZE];
		char last[AO_SEQUENCE_SIZE];

		printf(_("%s/%s: %zu notices, %s to %s, %lu sheets\n"), folder,
		       ao_volume_name(s->month, v->number, name), v->notices,
		       ao_sequence(v->number, 1, first),
		       ao_sequence(v->number, v->notices, last), v->sheets);
	}
	printf(_("%s: also manifest.csv, decisions.csv, findings.csv, "
		 "missing-glyphs.csv, run.json\n"),
	       folder);
}

static void tell(const struct ao_run_report *report, const struct session *s)
{
	char as_of[AO_DATE_ISO_SIZE];

	if (s->json) {
		print_buf(&report->json);
		return;
	}
	if (s->quiet)
		return;
	printf(_("run for %04d-%02d, as of %s, by %s: %s, encoding %s\n\n"),
	       s->month.year, s->month.month, ao_date_iso(s->as_of, as_of),
	       s->operator, session_list_name(s->line->operand[0]),
	       report->encoding);
	summary_print(&report->tally);
	summary_warnings(&report->tally, report->findings);
	print_volumes(report, s);
	if (report->verified.pages)
		printf(_("every page was read back and is what was meant: "
			 "%lu pages, %lu QR codes (%lu of them as printed)\n"),
		       report->verified.pages, report->verified.codes,
		       report->verified.rastered);
}

static bool run_with_kit(const struct session *s, struct ao_kit *kit,
			 struct ao_run_report *report, struct ao_error *err)
{
	bool unread = s->line->value[OPT_NO_READ_BACK] != NULL;
	struct progress progress;
	unsigned raster;
	bool ok;

	if (!ao_raster_parse(s->line->value[OPT_RASTER], &raster, err))
		return false;
	progress_start(&progress, s->quiet);
	ok = ao_run(
		&(struct ao_run_order){
			.list = s->line->operand[0],
			.list_options = &s->list,
			.hold = s->line->value[OPT_HOLD],
			.kit = kit,
			.day = {.as_of = s->as_of,
				.month = s->month,
				.only_month =
					s->line->value[OPT_ONLY_MONTH] != NULL,
				.print_fixed_term_stay =
					s->settings.print_fixed_term_stay},
			.folder = s->line->value[OPT_OUT],
			.program = "aofuto " AOFUTO_VERSION,
			.jobs = s->jobs,
			.reader = unread ? NULL : s->line->reader,
			.raster_every = raster,
			.progress = progress_of(&progress),
			.file_language = language_of_files},
		report, err);
	progress_end(&progress);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct ao_run_report report;
	enum ao_status status;
	struct ao_kit kit;
	struct session s;

	if (!session_open(&s, line, err))
		return err->status;
	if (!session_kit(&s, &kit, err)) {
		session_close(&s);
		return err->status;
	}
	print_note(s.quiet, "%s",
		   _("there is no ledger: everybody who is due is printed, "
		     "whether or not a notice was sent before"));
	if (line->value[OPT_NO_READ_BACK])
		print_note(s.quiet, "%s",
			   _("the pages are not read back (--no-read-back): "
			     "run aofuto verify before they are printed"));
	if (run_with_kit(&s, &kit, &report, err))
		tell(&report, &s);
	status = err->status                         ? err->status
		 : ao_tally_set_aside(&report.tally) ? AO_FINDINGS
						     : AO_OK;
	ao_run_report_release(&report);
	ao_kit_close(&kit);
	session_close(&s);
	return status;
}

const struct cmd cmd_run = {
	.name = "run",
	.operands = N_("LIST"),
	.summary = N_("the monthly batch: volumes of notices and the lists "
		      "that belong to them"),
	.text = N_("LIST is a CSV file of residents, or - for standard input. "
		   "The folder gets the volumes (aofuto-2026-12-001.pdf and so "
		   "on), manifest.csv, decisions.csv, findings.csv, "
		   "missing-glyphs.csv and, last, "
		   "run.json: a folder with a run.json is whole. When anything "
		   "fails nothing is left behind. Every page is then read back "
		   "by a reader of another make and held against what was "
		   "meant; at any difference nothing is released. Real notices "
		   "are refused "
		   "while the QR code's address is the example. There is no "
		   "ledger yet: everybody who is due is printed, whether or "
		   "not a notice was sent before."),
	.least = 1,
	.most = 1,
	.option = options,
	.run = run,
};
