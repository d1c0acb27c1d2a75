/* run_json.c - run.json: what the run was made from, and what came out. */
#include "batch/run_inside.h"

#include "aofuto/batch/enclosure.h"
#include "aofuto/batch/report.h"
#include "aofuto/notice/gaiji.h"

#include <stdio.h>

/* fonts_sha256 is over the files of these, in this order. */
static void add_fonts(const struct run *run, struct ao_json *j)
{
	size_t n = ao_faces_count(run->order->kit->faces);

	ao_json_array(j, "fonts");
	for (unsigned i = 0; i < n; i++) {
		const char *name = ao_typefaces_shown(run->gather.typefaces, i);

		if (name)
			ao_json_text(j, NULL, name);
	}
	ao_json_end(j);
	ao_json_text(j, "fonts_sha256", run->font_digest);
}

static void add_omr(const struct ao_kit *kit, struct ao_json *j)
{
	if (!kit->omr) {
		ao_json_null(j, "omr");
		return;
	}
	ao_json_object(j, "omr");
	ao_json_text(j, "name", kit->omr->name);
	ao_json_text(j, "sha256", ao_kit_omr(kit));
	ao_json_end(j);
}

/* Those that are offered, whether somebody gets one or nobody. */
static void add_templates(const struct ao_kit *kit, struct ao_json *j)
{
	ao_json_object(j, "templates");
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		if (kit->edition[e].sheet)
			ao_json_text(j, ao_edition_name((enum ao_edition)e),
				     kit->edition[e].sheet->digest);
	ao_json_end(j);
}

static void add_inputs(const struct run *run, struct ao_json *j)
{
	const struct ao_kit *kit = run->order->kit;
	const struct ao_gaiji *gaiji = ao_faces_gaiji(kit->faces);

	ao_json_object(j, "list");
	ao_json_text(j, "sha256", ao_list_digest(run->list));
	ao_json_number(j, "bytes", ao_list_bytes(run->list));
	ao_json_text(j, "encoding", run->report->encoding);
	ao_json_end(j);
	ao_json_text(j, "hold_list_sha256",
		     run->hold ? ao_hold_digest(run->hold) : "");
	ao_json_text(j, "template", kit->sheet->name);
	ao_json_text(j, "template_sha256", kit->sheet->digest);
	add_templates(kit, j);
	ao_json_text(j, "city_sha256", ao_city_digest(kit->city));
	add_fonts(run, j);
	ao_json_text(j, "gaiji_sha256", gaiji ? ao_gaiji_digest(gaiji) : "");
	ao_json_text(j, "towns_sha256",
		     kit->towns ? ao_towns_digest(kit->towns) : "");
	ao_json_text(j, "settings_sha256", kit->settings->digest);
	ao_json_text(j, "qr_address", kit->qr_address);
	ao_json_text(j, "window", kit->window->name);
	add_omr(kit, j);
}

static void add_volumes(const struct run *run, struct ao_json *j)
{
	const struct ao_run_report *report = run->report;

	ao_json_array(j, "volumes");
	for (size_t i = 0; i < report->volumes; i++) {
		const struct ao_volume *v = &report->volume[i];
		char name[AO_VOLUME_NAME_SIZE], sequence[AO_SEQUENCE_SIZE];

		ao_json_object(j, NULL);
		ao_json_text(j, "file",
			     ao_volume_name(run->day.month, v->number, name));
		ao_json_text(j, "first", ao_sequence(v->number, 1, sequence));
		ao_json_text(j, "last",
			     ao_sequence(v->number, v->notices, sequence));
		ao_json_number(j, "notices", v->notices);
		ao_json_number(j, "pages", v->pages);
		ao_json_number(j, "sheets", v->sheets);
		ao_json_number(j, "bytes", v->bytes);
		ao_json_text(j, "sha256", v->sha256);
		ao_json_end(j);
	}
	ao_json_end(j);
}

/* What the reader found to be as it was meant, by this process or by one that
 * was cut off; null: nobody looked. */
static void add_read_back(const struct run *run, struct ao_json *j)
{
	unsigned long pages = 0;
	unsigned every = run->order->raster_every;

	for (size_t i = 0; i < run->report->volumes; i++)
		pages += run->report->volume[i].pages;
	if (!run->order->reader) {
		ao_json_null(j, "read_back");
		return;
	}
	ao_json_object(j, "read_back");
	ao_json_number(j, "pages", pages);
	ao_json_number(j, "codes", run->codes);
	ao_json_text(j, "raster",
		     every == 0   ? "none"
		     : every == 1 ? "all"
				  : "sample");
	ao_json_text(j, "reader", run->reader_library);
	ao_json_end(j);
}

/* What the print room has to fetch. */
static void add_enclosures(const struct run *run, struct ao_json *j)
{
	const struct ao_settings *s = run->order->kit->settings;

	ao_json_array(j, "enclosures");
	for (size_t i = 0; i < s->enclosures; i++) {
		const struct ao_enclosure *e = &s->enclosure[i];

		ao_json_object(j, NULL);
		ao_json_text(j, "name", e->name);
		ao_json_array(j, "notices");
		for (int k = AO_KIND_NONE + 1; k < AO_KIND_COUNT; k++)
			if (e->kinds >> k & 1)
				ao_json_text(j, NULL,
					     ao_kind_name((enum ao_kind)k));
		ao_json_end(j);
		if (e->feed)
			ao_json_number(j, "feed", e->feed);
		else
			ao_json_null(j, "feed");
		ao_json_mm(j, "sheets_like", e->sheets_like);
		ao_json_number(j, "pieces",
			       ao_enclosure_pieces(e, &run->report->tally));
		ao_json_end(j);
	}
	ao_json_end(j);
}

static void add_lists(const struct run *run, struct ao_json *j)
{
	ao_json_object(j, "lists");
	for (int i = 0; i < RUN_LISTS; i++)
		if (*run->list_sha256[i])
			ao_json_text(j, run_list_name((enum run_list)i),
				     run->list_sha256[i]);
	ao_json_end(j);
}

/* Nothing here tells that a run was cut off: it left what any other leaves. */
static void add_ledger(const struct run *run, struct ao_json *j)
{
	const struct ao_run_row *row = &run->ledger.found.row;

	if (!run->order->ledger) {
		ao_json_null(j, "ledger");
		return;
	}
	ao_json_object(j, "ledger");
	ao_json_number(j, "run", (uint64_t)row->id);
	ao_json_bool(j, "supplement", row->made.supplement);
	ao_json_number(j, "first_volume", row->first_volume);
	ao_json_text(j, "chain_head", run->ledger.head);
	ao_json_end(j);
}

/* What the figures stand beside on the control sheet. */
static void add_last(const struct ao_last_run *last, struct ao_json *j)
{
	char month[AO_DATE_ISO_SIZE];

	if (last->state != AO_LAST_KNOWN) {
		ao_json_null(j, "last_run");
		return;
	}
	ao_json_object(j, "last_run");
	ao_json_number(j, "run", (uint64_t)last->run);
	ao_date_iso(last->month, month);
	month[sizeof("2026-12") - 1] = '\0';
	ao_json_text(j, "month", month);
	ao_report_tally(j, &last->tally);
	ao_json_number(j, "volumes", last->volumes);
	ao_json_number(j, "sheets", last->sheets);
	ao_json_end(j);
}

void run_record_json(const struct run *run)
{
	const struct ao_run_day *day = &run->day;
	struct ao_json j = {.out = &run->report->json};
	char month[AO_DATE_ISO_SIZE];

	ao_json_object(&j, NULL);
	ao_json_text(&j, "program", run->order->program);
	ao_json_text(&j, "pdf_library", ao_document_library());
	ao_date_iso(day->month, month);
	month[sizeof("2026-12") - 1] = '\0';
	ao_json_text(&j, "month", month);
	ao_json_date(&j, "as_of", day->as_of);
	ao_json_bool(&j, "only_month", day->only_month);
	ao_json_bool(&j, "specimen", run->order->kit->notice.specimen);
	add_ledger(run, &j);
	ao_json_text(&j, "findings_language", run->findings_language);
	add_inputs(run, &j);
	ao_report_tally(&j, &run->report->tally);
	ao_report_findings(&j, run->report->findings);
	ao_plausibility_json(&j, &run->report->plausibility);
	add_enclosures(run, &j);
	add_volumes(run, &j);
	run_mailing_json(run, &j);
	add_read_back(run, &j);
	add_lists(run, &j);
	add_last(&run->report->last, &j);
	ao_json_end(&j);
}
