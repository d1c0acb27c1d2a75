/* run_screen.c - the list of a run, read to its end. */
#include "batch/run_inside.h"

#include "aofuto/batch/report.h"

#include <stdio.h>
#include <string.h>

#define ROWS_BETWEEN_STEPS 512

static unsigned long codes_of(const struct ao_page *page)
{
	unsigned long n = 0;

	for (size_t i = 0; i < page->n; i++)
		n += page->mark[i].type == AO_MARK_QR;
	return n;
}

static bool keep(struct run *run, const struct ao_screened *one,
		 struct ao_error *err)
{
	const struct ao_letter *letter = one->letter;

	if (one->decision.verdict != AO_PRINT)
		return true;
	for (size_t i = 0; i < letter->pages; i++)
		run->codes += codes_of(letter->fixed[i]) +
			      codes_of(&letter->variable[i]);
	return gather_add(&run->gather, one, err);
}

static bool screen_rows(struct run *run, struct ao_screen *screen,
			struct ao_out *out, struct ao_error *err)
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
		ok = ao_out_write(out, line.s, line.n) && keep(run, &one, err);
		if (!ok || one.resident.row % ROWS_BETWEEN_STEPS != 0)
			continue;
		ao_faces_rest(run->order->kit->faces);
		ok = ao_progress_step(&run->order->progress,
				      N_("reading the list"),
				      ao_list_bytes_read(run->list),
				      ao_list_bytes(run->list), err);
	}
	ao_buf_release(&line);
	/* A full disk is reported by who finishes the list. */
	return ok ? step == AO_STEP_END : err->status == AO_OK;
}

static bool screen_list(struct run *run, struct ao_error *err)
{
	struct ao_kit *kit = run->order->kit;
	struct ao_screen_order how = {.day = run->day,
				      .kit = kit,
				      .hold = run->hold,
				      .duty = run->duty,
				      .plausibility = run->plausibility,
				      .ledger = run->order->ledger,
				      .run = run->ledger.found.row.id,
				      .refuse_example = !kit->notice.specimen};
	struct ao_out *out = run_list_open(run, RUN_DECISIONS, err);
	struct ao_screen *screen;
	bool ok;

	if (!out)
		return false;
	screen = ao_screen_new(run->list, &how, run->report->findings);
	ok = screen_rows(run, screen, out, err) &&
	     run_list_finish(run, RUN_DECISIONS, out, err);
	if (ok)
		run->report->tally = *ao_screen_end(screen);
	ao_screen_free(screen);
	return ok;
}

bool run_screen(struct run *run, struct ao_error *err)
{
	struct ao_run_report *report = run->report;
	unsigned long printed;

	snprintf(report->encoding, sizeof(report->encoding), "%s",
		 ao_list_encoding(run->list));
	run->plausibility = ao_plausibility_new(
		&run->order->kit->settings->plausibility, run->day.month);
	if (!screen_list(run, err) || !run_plausible(run, err) ||
	    !ao_report_usable(report->findings, run->order->list, err))
		return false;
	printed = report->tally.verdict[AO_PRINT];
	if (ao_pile_count(run->gather.pile) != printed)
		AO_BUG("%zu notices are kept, %lu residents are printed",
		       ao_pile_count(run->gather.pile), printed);
	gather_end(&run->gather);
	return true;
}
