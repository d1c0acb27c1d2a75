/* run_lists.c - the lists that a run leaves beside its volumes. */
#include "batch/run_inside.h"

#include "aofuto/batch/control.h"
#include "aofuto/batch/report.h"

const char *run_list_name(enum run_list list)
{
	static const char *const name[RUN_LISTS] = {
		[RUN_DECISIONS] = "decisions.csv",
		[RUN_MANIFEST] = "manifest.csv",
		[RUN_FINDINGS] = "findings.csv",
		[RUN_MISSING] = "missing-glyphs.csv",
		[RUN_BUNDLES] = "bundles.csv",
		[RUN_CONTROL] = AO_CONTROL_NAME,
		[RUN_TICKETS] = AO_BUNDLES_NAME};

	return name[list];
}

bool run_list_applies(const struct run *run, enum run_list list)
{
	const struct ao_settings *settings = run->order->kit->settings;

	/* Made before there were papers, and bundles. */
	if (run->ledger.no_control)
		return list < RUN_BUNDLES;
	return list != RUN_TICKETS ||
	       (!settings->list_order &&
		settings->bundle_tickets != AO_TICKETS_NONE);
}

struct ao_out *run_list_open(struct run *run, enum run_list list,
			     struct ao_error *err)
{
	return ao_folder_add(run->folder, run_list_name(list), err);
}

bool run_list_finish(struct run *run, enum run_list list, struct ao_out *out,
		     struct ao_error *err)
{
	ao_out_sha256(out, run->list_sha256[list]);
	return ao_out_finish(out, err);
}

/* The lines of one volume; its pages must be those that were drawn. */
static void add_manifest(const struct run *run, const struct ao_volume *v,
			 const struct ao_pile *pile, struct ao_out *out)
{
	char name[AO_VOLUME_NAME_SIZE], sequence[AO_SEQUENCE_SIZE];
	char expiry[AO_DATE_ISO_SIZE];
	struct ao_buf id = {0};
	unsigned long page = 1;

	ao_volume_name(run->day.month, v->number, name);
	for (size_t i = 0; i < v->notices; i++) {
		struct ao_piled piled;

		ao_pile_get(pile, v->first + i, &piled, NULL);
		ao_buf_clear(&id);
		ao_csv_field(&id, piled.resident_id);
		ao_out_printf(out, "%s,%s,%lu,%s,%s,%s,%u,%s\n",
			      ao_sequence(v->number, i + 1, sequence), name,
			      page, id.s, ao_kind_name(piled.kind),
			      ao_date_iso(piled.expiry, expiry), piled.sheets,
			      ao_edition_name(piled.edition));
		page += piled.pages;
	}
	if (page != v->pages + 1)
		AO_BUG("volume %u has %lu pages, the manifest %lu", v->number,
		       v->pages, page - 1);
	ao_buf_release(&id);
}

static bool add_volume(const struct run *run, const struct ao_volume *v,
		       struct ao_out *out, struct ao_error *err)
{
	struct ao_pile *pile;
	bool ok;

	if (run->gather.pile) {
		add_manifest(run, v, run->gather.pile, out);
		return true;
	}
	pile = ao_pile_new();
	ok = run_load(run, v->number, pile, NULL, err);
	if (ok)
		add_manifest(run, v, pile, out);
	ao_pile_free(pile);
	return ok;
}

static bool write_manifest(struct run *run, struct ao_error *err)
{
	struct ao_out *out = run_list_open(run, RUN_MANIFEST, err);

	if (!out)
		return false;
	ao_out_printf(out, "sequence,volume,page,resident_id,notice,expiry,"
			   "sheets,edition\n");
	for (size_t i = 0; i < run->report->volumes; i++)
		if (!add_volume(run, &run->report->volume[i], out, err))
			return false;
	return run_list_finish(run, RUN_MANIFEST, out, err);
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
	struct finding_lines lines = {
		.out = run_list_open(run, RUN_FINDINGS, err)};
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
	return ok && run_list_finish(run, RUN_FINDINGS, lines.out, err);
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
	struct finding_lines lines = {
		.out = run_list_open(run, RUN_MISSING, err)};
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
	return ok && run_list_finish(run, RUN_MISSING, lines.out, err);
}

static bool write_json(struct run *run, struct ao_error *err)
{
	struct ao_out *out = ao_folder_add(run->folder, "run.json", err);

	if (!out)
		return false;
	run_record_json(run);
	ao_out_write(out, run->report->json.s, run->report->json.n);
	return ao_out_finish(out, err);
}

bool run_lists(struct run *run, struct ao_error *err)
{
	return write_manifest(run, err) && write_findings(run, err) &&
	       write_missing(run, err) &&
	       (run->ledger.no_control ||
		(run_bundles(run, err) && run_control(run, err))) &&
	       write_json(run, err);
}
