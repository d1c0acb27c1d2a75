/* run_control.c - control.pdf: the run on paper, for who signs for it. */
#include "aofuto/batch/control.h"
#include "aofuto/batch/report_draw.h"
#include "batch/run_inside.h"

#include <string.h>

#define TEMPLATE "control"

bool run_control_try(struct run *run, struct ao_error *err)
{
	size_t words;
	const struct ao_fact_word *word = ao_control_words(&words);

	return ao_report_try(run->order->kit, TEMPLATE, word, words,
			     run->control_sha256, err);
}

bool run_last(struct run *run, struct ao_error *err)
{
	struct ao_last_run *last = &run->report->last;

	if (!ao_last_run_find(run->order->ledger, &run->ledger.found.row, last,
			      err))
		return false;
	if (last->state == AO_LAST_UNREADABLE)
		ao_findings_add(run->report->findings, AO_F_LAST_RUN_UNREADABLE,
				(struct ao_place){0}, "%lld",
				(long long)last->run);
	return true;
}

static bool draw(struct run *run, const struct ao_facts *facts,
		 struct ao_out *out, struct ao_error *err)
{
	char month[AO_DATE_ISO_SIZE];
	struct ao_buf identity = {0};
	struct ao_report_draw order = {.kit = run->order->kit,
				       .name = TEMPLATE,
				       .facts = facts,
				       .subject = month};
	size_t pages;
	bool ok;

	ao_date_iso(run->day.month, month);
	month[sizeof("2026-12") - 1] = '\0';
	run_identity(run, &identity);
	ao_buf_addf(&identity, " %s %lld", TEMPLATE,
		    (long long)run->ledger.found.row.id);
	order.identity = identity.s;
	ok = ao_report_draw(&order, out, &pages, err);
	ao_buf_release(&identity);
	return ok;
}

bool run_control(struct run *run, struct ao_error *err)
{
	struct ao_out *out = run_list_open(run, RUN_CONTROL, err);
	struct ao_facts *facts;
	bool ok;

	if (!out)
		return false;
	if (run->order->file_language)
		run->order->file_language(/*begin*/ true);
	facts = run_control_facts(run);
	if (run->order->file_language)
		run->order->file_language(/*begin*/ false);
	ok = draw(run, facts, out, err);
	ao_facts_free(facts);
	return ok && run_list_finish(run, RUN_CONTROL, out, err);
}
