/* cmd_verify.c - aofuto verify: the folder of a run, read back. */
#include "cli/cmd.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/session.h"

#include "aofuto/batch/json.h"
#include "aofuto/batch/verify_run.h"

#include <stdio.h>
#include <string.h>

static const struct cmd_option options[] = {
	{OPT_LIST, "list", N_("FILE"),
	 N_("the very list that the run was made from: every letter is laid "
	    "out again, and names and addresses are compared sign by sign"),
	 false},
	{OPT_HOLD, "hold", N_("FILE"),
	 N_("with --list: the hold list of that run, where it had one"), false},
	{OPT_RASTER, "raster", N_("WHICH"),
	 N_("the QR codes that are also read as they are printed, at 300 dpi: "
	    "all, sample (default: the first, the last and each 50th of a "
	    "volume) or none"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

struct verify {
	struct session session;
	struct cmd_line line; /* with the run's own address */
	struct ao_record record;
	struct ao_kit kit;
	struct ao_ledger *ledger; /* NULL: there is none */
	struct ao_verify_report report;
	unsigned raster;
};

static void tell_faults(const struct verify *v)
{
	const struct ao_verify_report *r = &v->report;

	for (size_t i = 0; i < r->faults; i++) {
		struct ao_error fault = {0};

		ao_fail(&fault, AO_HOST,
			ao_record_path(&v->record, r->fault[i].file), "%s",
			r->fault[i].text);
		print_error(&fault);
	}
}

static void tell_limits(const struct verify *v)
{
	const struct ao_verify_report *r = &v->report;
	bool quiet = v->session.quiet;

	if (r->sealed)
		print_note(quiet,
			   _("every page was compared sign by sign with the "
			     "values of run %lld in the ledger"),
			   (long long)r->run);
	else if (!r->listed && v->record.read_back)
		print_note(quiet, "%s",
			   _("names and addresses were not compared with the "
			     "list (--list); the run has compared them, and "
			     "the volumes still have the SHA-256 they had "
			     "then"));
	else if (!r->listed)
		print_note(quiet, "%s",
			   _("names and addresses were compared with nothing: "
			     "the run did not read its pages back, and there "
			     "is no --list"));
	if (!r->formed && r->sealed)
		print_note(quiet, "%s",
			   _("the template, city.yaml or the settings "
			     "(--config) are not those of the run: its form "
			     "was taken from the ledger, and the window was "
			     "not looked at"));
	else if (!r->formed)
		print_note(quiet, "%s",
			   _("the template, city.yaml or the settings "
			     "(--config) are not those of the run: the kind "
			     "of notice, the required words and the window "
			     "were not looked at"));
	if (!r->formed && *v->record.omr_sha256)
		print_note(quiet, "%s",
			   _("the inserter marks were not looked at: their "
			     "row, or what decides on them, is not that of "
			     "the run"));
}

static void tell_people(const struct verify *v)
{
	const struct ao_verify_report *r = &v->report;

	for (size_t i = 0; i < r->volumes; i++) {
		const struct ao_verify_volume *one = &r->volume[i];

		if (one->ok)
			printf(_("%s/%s: %lu pages, %lu QR codes (%lu of them "
				 "as printed): as it was meant\n"),
			       v->record.folder, one->volume->file.name,
			       one->verified.pages, one->verified.codes,
			       one->verified.rastered);
	}
	if (!r->faults)
		printf(_("%s: every page was read back and is what was "
			 "meant\n"),
		       v->record.folder);
}

static const char *fault_of(const struct ao_verify_report *r, const char *file)
{
	for (size_t i = 0; i < r->faults; i++)
		if (strcmp(r->fault[i].file, file) == 0)
			return r->fault[i].text;
	return NULL;
}

static void add_volume(struct ao_json *j, const struct ao_verify_report *r,
		       const struct ao_verify_volume *one)
{
	const char *fault = fault_of(r, one->volume->file.name);

	ao_json_object(j, NULL);
	ao_json_text(j, "file", one->volume->file.name);
	ao_json_number(j, "pages", one->volume->pages);
	ao_json_number(j, "notices", one->volume->notices);
	ao_json_number(j, "codes", one->verified.codes);
	ao_json_number(j, "rastered", one->verified.rastered);
	ao_json_bool(j, "ok", one->ok && !fault);
	if (fault)
		ao_json_text(j, "difference", fault);
	else
		ao_json_null(j, "difference");
	ao_json_end(j);
}

static void tell_programs(const struct verify *v)
{
	const struct ao_verify_report *r = &v->report;
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "verify");
	ao_json_text(&j, "folder", v->record.folder);
	ao_json_bool(&j, "ok", !r->faults);
	ao_json_bool(&j, "compared_with_list", r->listed);
	ao_json_bool(&j, "compared_with_ledger", r->sealed);
	if (r->run)
		ao_json_number(&j, "run", (uint64_t)r->run);
	else
		ao_json_null(&j, "run");
	ao_json_text(&j, "reader", r->sum.reader);
	ao_json_array(&j, "volumes");
	for (size_t i = 0; i < r->volumes; i++)
		add_volume(&j, r, &r->volume[i]);
	ao_json_end(&j);
	ao_json_array(&j, "faults");
	for (size_t i = 0; i < r->faults; i++) {
		ao_json_object(&j, NULL);
		ao_json_text(&j, "file", r->fault[i].file);
		ao_json_text(&j, "fault", r->fault[i].text);
		ao_json_end(&j);
	}
	ao_json_end(&j);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static bool read_back(struct verify *v, struct ao_error *err)
{
	const struct session *s = &v->session;
	struct progress progress;
	bool ok;

	progress_start(&progress, s->quiet);
	ok = ao_verify_run(
		&(struct ao_verify_run_order){.record = &v->record,
					      .kit = &v->kit,
					      .reader = s->line->reader,
					      .raster_every = v->raster,
					      .jobs = s->jobs,
					      .progress =
						      progress_of(&progress),
					      .ledger = v->ledger,
					      .list = s->line->value[OPT_LIST],
					      .list_options = &s->list,
					      .hold = s->line->value[OPT_HOLD]},
		&v->report, err);
	progress_end(&progress);
	return ok;
}

/* As the run was, whatever day it is and whatever the command line says. */
static bool open_kit(struct verify *v, struct ao_error *err)
{
	struct session *s = &v->session;

	v->line = *s->line;
	v->line.value[OPT_QR_ADDRESS] = v->record.qr_address;
	s->line = &v->line;
	s->as_of = v->record.as_of;
	s->month = v->record.month;
	s->specimen = v->record.specimen;
	return session_kit(s, &v->kit, err);
}

static bool verify(struct verify *v, struct ao_error *err)
{
	if (!read_back(v, err))
		return false;
	if (v->session.json)
		tell_programs(v);
	else if (!v->session.quiet)
		tell_people(v);
	tell_faults(v);
	if (!v->report.faults) {
		tell_limits(v);
		return true;
	}
	return ao_fail(err, AO_HOST, v->record.folder,
		       _("this is not what the run left (files that differ: "
			 "%zu); print and mail nothing of it, and run again"),
		       v->report.faults);
}

static bool open_and_verify(struct verify *v, struct ao_error *err)
{
	const struct cmd_line *line = v->session.line;
	bool ok;

	if (!ao_raster_parse(line->value[OPT_RASTER], &v->raster, err))
		return false;
	if (line->value[OPT_HOLD] && !line->value[OPT_LIST])
		return ao_fail(err, AO_USAGE, NULL,
			       _("--hold needs --list: without the list there "
				 "is nobody to hold back"));
	ok = ao_record_read(line->operand[0], &v->record, err) &&
	     session_ledger_if_any(&v->session, &v->ledger, err);
	if (ok && (ok = open_kit(v, err))) {
		ok = verify(v, err);
		ao_verify_report_release(&v->report);
		ao_kit_close(&v->kit);
	}
	ao_ledger_close(v->ledger);
	ao_record_release(&v->record);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct verify v = {.line = *line};
	bool ok;

	if (!session_open(&v.session, line, err))
		return err->status;
	ok = open_and_verify(&v, err);
	session_close(&v.session);
	return ok ? AO_OK : err->status;
}

const struct cmd cmd_verify = {
	.name = "verify",
	.operands = N_("DIR"),
	.summary = N_("reads every page of a run back: is it what was meant?"),
	.text = N_("DIR is the folder of a run. Every file that run.json names "
		   "must be there and be the one that was written; then a "
		   "reader of another make opens every page of every volume: "
		   "page numbers, sequence numbers, kind, expiry date, the "
		   "required words, one address in the window, the QR code of "
		   "every notice. Where the ledger (台帳) has the run each "
		   "page is also compared sign by sign with the values that "
		   "it keeps, and each volume with its SHA-256 there; with "
		   "--list, with the letters that the list gives. Anything "
		   "that differs ends with status 4, and is named."),
	.least = 1,
	.most = 1,
	.option = options,
	.run = run,
};
