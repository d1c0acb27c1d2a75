/* run.c - the monthly batch, from the list to the folder. */
#include "batch/run_inside.h"

#include "aofuto/batch/enclosure.h"
#include "aofuto/ledger/care.h"
#include "aofuto/notice/gaiji.h"

#include <stdlib.h>

void run_identity(const struct run *run, struct ao_buf *b)
{
	const struct ao_kit *kit = run->order->kit;
	const struct ao_gaiji *gaiji = ao_faces_gaiji(kit->faces);
	char month[AO_DATE_ISO_SIZE], as_of[AO_DATE_ISO_SIZE];

	ao_buf_addf(b, "%s %s %s %s %s %s %s %s %d", run->order->program,
		    ao_list_digest(run->list), kit->sheet->digest,
		    run->font_digest, gaiji ? ao_gaiji_digest(gaiji) : "-",
		    kit->qr_address, ao_date_iso(run->day.month, month),
		    ao_date_iso(run->day.as_of, as_of), kit->notice.specimen);
	for (int e = AO_EDITION_JA + 1; e < AO_EDITION_COUNT; e++)
		if (kit->edition[e].sheet)
			ao_buf_addf(b, " %s", kit->edition[e].sheet->digest);
	for (int k = 0; kit->omr && k < AO_KIND_COUNT; k++)
		ao_buf_addf(b, " %s %u", ao_kit_omr(kit),
			    ao_enclosure_feeds(kit->settings, (enum ao_kind)k));
}

static bool draw(struct run *run, struct ao_error *err)
{
	struct ao_buf identity = {0};
	bool ok;

	run_identity(run, &identity);
	ok = run_volumes(run, identity.s, err);
	ao_buf_release(&identity);
	return ok;
}

static bool read_fonts(struct run *run, struct ao_error *err)
{
	return ao_typefaces_digest(run->gather.typefaces, run->font_digest,
				   err);
}

/* Ends with the folder, whatever it returns. */
static bool publish(struct run *run, struct ao_error *err)
{
	struct ao_folder *folder = run->folder;

	run->folder = NULL;
	return ao_folder_publish(folder, err);
}

static bool make_specimen(struct run *run, struct ao_error *err)
{
	run->folder = ao_folder_open(run->order->folder, err);
	return run->folder && run_control_try(run, err) &&
	       run_screen(run, err) && read_fonts(run, err) && draw(run, err) &&
	       run_lists(run, err) && publish(run, err);
}

static bool finish(struct run *run, struct ao_error *err)
{
	const struct ao_buf *json = &run->report->json;
	char sha256[AO_SHA256_HEX];

	if (run->ledger.found.way == AO_RUN_DONE)
		return true;
	ao_sha256(json->s, json->n, sha256);
	return ao_run_finish(run->order->ledger, run->ledger.found.row.id,
			     sha256, err);
}

/* The folder stands before the plan is: what cannot be written to is not
 * planned. */
static bool plan(struct run *run, struct ao_error *err)
{
	if (!run->ledger.no_control && !run_control_try(run, err))
		return false;
	if (run->ledger.found.way == AO_RUN_NEW)
		run->folder = ao_folder_open(run->order->folder, err);
	else if (!run_recover(run, err))
		return false;
	return run->folder && run_plan_begin(run, err) &&
	       run_screen(run, err) && read_fonts(run, err) &&
	       run_plan_end(run, err);
}

static bool make_planned(struct run *run, struct ao_error *err)
{
	return plan(run, err) && draw(run, err) &&
	       ao_chain_of_run(run->order->ledger, run->ledger.found.row.id,
			       run->ledger.head, err) &&
	       run_last(run, err) && run_lists(run, err) && publish(run, err) &&
	       finish(run, err);
}

static bool make_over_ledger(struct run *run, struct ao_error *err)
{
	struct ao_run_report *report = run->report;
	bool all = false;

	if (!run_choose(run, err))
		return false;
	report->way = run->ledger.found.way;
	report->run = run->ledger.found.row.id;
	report->as_of = run->day.as_of;
	if (report->way == AO_RUN_NEW) {
		ao_buf_adds(&report->folder, run->order->folder);
		if (!ao_purge_check(run->order->ledger, run->day.as_of, err))
			return false;
	} else if (!run_look(run, &all, err)) {
		return false;
	}
	if (report->way == AO_RUN_DONE && all)
		return true;
	return make_planned(run, err);
}

static bool open_inputs(struct run *run, struct ao_error *err)
{
	const struct ao_run_order *order = run->order;

	if (!ao_document_self_test(order->kit->faces, err) ||
	    (order->reader &&
	     !ao_verify_reader(order->reader, run->reader_library, err)))
		return false;
	if (order->hold && !(run->hold = ao_hold_open(order->hold, err)))
		return false;
	run->list = ao_list_open(order->list, order->list_options,
				 run->report->findings, err);
	return run->list != NULL;
}

static void release(struct run *run)
{
	ao_plan_discard(run->ledger.plan);
	ao_plan_digest_release(&run->ledger.digest);
	ao_run_inputs_release(&run->ledger.inputs);
	ao_folder_discard(run->folder);
	ao_duty_free(run->duty);
	ao_plausibility_free(run->plausibility);
	gather_release(&run->gather);
	ao_list_close(run->list);
	ao_hold_close(run->hold);
	ao_arena_free(run->arena);
}

bool ao_run(const struct ao_run_order *order, struct ao_run_report *report,
	    struct ao_error *err)
{
	struct run run = {.order = order,
			  .report = report,
			  .day = order->day,
			  .arena = ao_arena_new(),
			  .duty = ao_duty_new()};
	bool ok;

	*report = (struct ao_run_report){.findings = ao_findings_new(),
					 .as_of = order->day.as_of};
	gather_init(&run.gather, order->kit);
	ok = open_inputs(&run, err) &&
	     (order->ledger ? make_over_ledger(&run, err)
			    : make_specimen(&run, err));
	report->mailing = run.gather.mailing;
	run.gather.mailing = (struct ao_mailing){0};
	release(&run);
	return ok;
}

void ao_run_report_release(struct ao_run_report *report)
{
	ao_findings_free(report->findings);
	ao_buf_release(&report->json);
	ao_buf_release(&report->folder);
	ao_mailing_release(&report->mailing);
	free(report->volume);
	*report = (struct ao_run_report){0};
}
