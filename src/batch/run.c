/* run.c - the monthly batch, from the list to the folder. */
#include "aofuto/batch/run.h"

#include "aofuto/batch/report.h"
#include "aofuto/notice/gaiji.h"
#include "batch/run_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_BETWEEN_STEPS 512

const char *run_list_name(enum run_list list)
{
	static const char *const name[RUN_LISTS] = {
		[RUN_DECISIONS] = "decisions.csv",
		[RUN_MANIFEST] = "manifest.csv",
		[RUN_FINDINGS] = "findings.csv",
		[RUN_MISSING] = "missing-glyphs.csv"};

	return name[list];
}

static struct ao_out *open_list(struct run *run, enum run_list list,
				struct ao_error *err)
{
	return ao_folder_add(run->folder, run_list_name(list), err);
}

static bool finish_list(struct run *run, enum run_list list, struct ao_out *out,
			struct ao_error *err)
{
	ao_out_sha256(out, run->list_sha256[list]);
	return ao_out_finish(out, err);
}

static bool screen_rows(struct run *run, struct ao_screen *screen,
			struct ao_list *list, struct ao_out *out,
			struct ao_error *err)
{
	struct ao_screened one;
	struct ao_buf line = {0};
	enum ao_step step = AO_STEP_END;
	bool ok = true;

	ao_screened_csv_header(&line);
	ao_out_write(out, line.s, line.n);
	while (ok &&
	       (step = ao_screen_next(screen, &one, err)) == AO_STEP_ITEM) {
		ao_buf_clear(&line);
		ao_screened_csv(&one, &line);
		/* What cannot be written is known at the end. */
		ok = ao_out_write(out, line.s, line.n) &&
		     gather_add(&run->gather, &one, err);
		if (!ok || one.resident.row % ROWS_BETWEEN_STEPS != 0)
			continue;
		ao_faces_rest(run->order->kit->faces);
		ok = ao_progress_step(
			&run->order->progress, N_("reading the list"),
			ao_list_bytes_read(list), ao_list_bytes(list), err);
	}
	ao_buf_release(&line);
	/* A full disk is reported by who finishes the list. */
	return ok ? step == AO_STEP_END : err->status == AO_OK;
}

static bool screen_list(struct run *run, struct ao_list *list,
			struct ao_error *err)
{
	const struct ao_run_order *order = run->order;
	struct ao_screen_order how = {.day = order->day,
				      .kit = order->kit,
				      .hold = run->hold,
				      .duty = run->duty,
				      .refuse_example =
					      !order->kit->notice.specimen};
	struct ao_out *out = open_list(run, RUN_DECISIONS, err);
	struct ao_screen *screen;
	bool ok;

	if (!out)
		return false;
	screen = ao_screen_new(list, &how, run->report->findings);
	ok = screen_rows(run, screen, list, out, err) &&
	     finish_list(run, RUN_DECISIONS, out, err);
	if (ok)
		run->report->tally = *ao_screen_end(screen);
	ao_screen_free(screen);
	snprintf(run->report->encoding, sizeof(run->report->encoding), "%s",
		 ao_list_encoding(list));
	snprintf(run->list_digest, sizeof(run->list_digest), "%s",
		 ao_list_digest(list));
	run->list_bytes = ao_list_bytes(list);
	return ok;
}

static bool read_list(struct run *run, struct ao_error *err)
{
	const struct ao_run_order *order = run->order;
	struct ao_list *list;
	bool ok;

	if (order->hold) {
		run->hold = ao_hold_open(order->hold, err);
		if (!run->hold)
			return false;
	}
	list = ao_list_open(order->list, order->list_options,
			    run->report->findings, err);
	if (!list)
		return false;
	ok = screen_list(run, list, err) &&
	     ao_report_usable(run->report->findings, order->list, err);
	ao_list_close(list);
	if (ok && ao_pile_count(run->gather.pile) !=
			  run->report->tally.verdict[AO_PRINT])
		AO_BUG("%zu notices are kept, %lu residents are printed",
		       ao_pile_count(run->gather.pile),
		       run->report->tally.verdict[AO_PRINT]);
	return ok;
}

/* Names the run in each volume's /ID: what it is made from. */
static void add_identity(const struct run *run, struct ao_buf *b)
{
	const struct ao_kit *kit = run->order->kit;
	const struct ao_gaiji *gaiji = ao_faces_gaiji(kit->faces);
	char month[AO_DATE_ISO_SIZE], as_of[AO_DATE_ISO_SIZE];

	ao_buf_addf(b, "%s %s %s %s %s %s %s %s %d", run->order->program,
		    run->list_digest, kit->sheet->digest, run->font_digest,
		    gaiji ? ao_gaiji_digest(gaiji) : "-", kit->qr_address,
		    ao_date_iso(run->order->day.month, month),
		    ao_date_iso(run->order->day.as_of, as_of),
		    kit->notice.specimen);
}

static bool draw(struct run *run, struct ao_error *err)
{
	struct ao_buf identity = {0};
	bool ok;

	if (!ao_typefaces_digest(run->gather.typefaces, run->font_digest, err))
		return false;
	add_identity(run, &identity);
	ok = run_volumes(run, identity.s, err);
	ao_buf_release(&identity);
	return ok;
}

/* The lines of one volume; its pages must be those that were drawn. */
static void add_manifest(const struct run *run, const struct ao_volume *v,
			 struct ao_out *out)
{
	char name[AO_VOLUME_NAME_SIZE], sequence[AO_SEQUENCE_SIZE];
	char expiry[AO_DATE_ISO_SIZE];
	struct ao_buf id = {0};
	unsigned long page = 1;

	ao_volume_name(run->order->day.month, v->number, name);
	for (size_t i = 0; i < v->notices; i++) {
		struct ao_piled piled;

		ao_pile_get(run->gather.pile, v->first + i, &piled, NULL);
		ao_buf_clear(&id);
		ao_csv_field(&id, piled.resident_id);
		ao_out_printf(out, "%s,%s,%lu,%s,%s,%s,%u\n",
			      ao_sequence(v->number, i + 1, sequence), name,
			      page, id.s, ao_kind_name(piled.kind),
			      ao_date_iso(piled.expiry, expiry), piled.sheets);
		page += piled.pages;
	}
	if (page != v->pages + 1)
		AO_BUG("volume %u has %lu pages, the manifest %lu", v->number,
		       v->pages, page - 1);
	ao_buf_release(&id);
}

static bool write_manifest(struct run *run, struct ao_error *err)
{
	struct ao_out *out = open_list(run, RUN_MANIFEST, err);

	if (!out)
		return false;
	ao_out_printf(out, "sequence,volume,page,resident_id,notice,expiry,"
			   "sheets\n");
	for (size_t i = 0; i < run->report->volumes; i++)
		add_manifest(run, &run->report->volume[i], out);
	return finish_list(run, RUN_MANIFEST, out, err);
}

struct finding_lines {
	struct ao_out *out;
	struct ao_buf line;
};

static bool add_finding(const struct ao_finding *finding, void *data)
{
	struct finding_lines *lines = data;

	ao_buf_clear(&lines->line);
	ao_report_csv(finding, &lines->line);
	return ao_out_write(lines->out, lines->line.s, lines->line.n);
}

static bool write_findings(struct run *run, struct ao_error *err)
{
	struct finding_lines lines = {.out = open_list(run, RUN_FINDINGS, err)};
	bool ok;

	if (!lines.out)
		return false;
	ao_report_csv_header(&lines.line);
	ao_out_write(lines.out, lines.line.s, lines.line.n);
	if (run->order->file_language)
		run->order->file_language(/*begin*/ true);
	/* The catalogue's own code: English where none is installed. */
	run->findings_language = _("en");
	ok = ao_findings_each(run->report->findings, add_finding, &lines, err);
	if (run->order->file_language)
		run->order->file_language(/*begin*/ false);
	ao_buf_release(&lines.line);
	return ok && finish_list(run, RUN_FINDINGS, lines.out, err);
}

static bool add_missing(const struct ao_duty_line *duty, void *data)
{
	struct finding_lines *lines = data;

	ao_buf_clear(&lines->line);
	ao_duty_csv(duty, &lines->line);
	return ao_out_write(lines->out, lines->line.s, lines->line.n);
}

static bool write_missing(struct run *run, struct ao_error *err)
{
	struct finding_lines lines = {.out = open_list(run, RUN_MISSING, err)};
	bool ok;

	if (!lines.out)
		return false;
	ao_duty_csv_header(&lines.line);
	ao_out_write(lines.out, lines.line.s, lines.line.n);
	if (run->order->file_language)
		run->order->file_language(/*begin*/ true);
	ok = ao_duty_each(run->duty, add_missing, &lines, err);
	if (run->order->file_language)
		run->order->file_language(/*begin*/ false);
	ao_buf_release(&lines.line);
	return ok && finish_list(run, RUN_MISSING, lines.out, err);
}

static bool write_json(struct run *run, struct ao_error *err)
{
	struct ao_out *out = ao_folder_add(run->folder, "run.json", err);

	if (!out)
		return false;
	run_json(run);
	ao_out_write(out, run->report->json.s, run->report->json.n);
	return ao_out_finish(out, err);
}

static bool make_all(struct run *run, struct ao_error *err)
{
	struct ao_folder *folder;

	if (!ao_document_self_test(run->order->kit->faces, err) ||
	    (run->order->reader && !ao_verify_reader(run->order->reader, err)))
		return false;
	run->folder = ao_folder_open(run->order->folder, err);
	if (!run->folder)
		return false;
	if (!read_list(run, err) || !draw(run, err) ||
	    !write_manifest(run, err) || !write_findings(run, err) ||
	    !write_missing(run, err) || !write_json(run, err))
		return false;
	folder = run->folder;
	run->folder = NULL;
	return ao_folder_publish(folder, err);
}

bool ao_run(const struct ao_run_order *order, struct ao_run_report *report,
	    struct ao_error *err)
{
	struct run run = {.order = order, .report = report};
	bool ok;

	*report = (struct ao_run_report){.findings = ao_findings_new()};
	gather_init(&run.gather, order->kit);
	gather_keep(&run.gather);
	run.duty = ao_duty_new();
	ok = make_all(&run, err);
	ao_folder_discard(run.folder);
	ao_duty_free(run.duty);
	gather_release(&run.gather);
	ao_hold_close(run.hold);
	return ok;
}

void ao_run_report_release(struct ao_run_report *report)
{
	ao_findings_free(report->findings);
	ao_buf_release(&report->json);
	free(report->volume);
	*report = (struct ao_run_report){0};
}
