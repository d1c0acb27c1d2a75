/* run_control.c - control.pdf: the run on paper, for who signs for it. */
#include "aofuto/batch/control.h"
#include "aofuto/batch/report_draw.h"
#include "batch/run_inside.h"

#include <string.h>

/* The template that a paper is drawn by. */
static const char *template_of(const struct run *run, enum run_list paper)
{
	enum ao_bundle_tickets tickets =
		run->order->kit->settings->bundle_tickets;

	if (paper == RUN_CONTROL)
		return "control";
	/* Where nobody is printed the list says so. */
	return tickets == AO_TICKETS_PAGES && run->gather.mailing.bundles
		       ? "ticket"
		       : "bundles";
}

/* One of them after the other, so that whoever goes on with the run can tell
 * whether all of them are what they were. */
static bool try_one(const struct run *run, const char *template,
		    struct ao_sha256 *sum, struct ao_error *err)
{
	char sha256[AO_SHA256_HEX];
	size_t words;
	const struct ao_fact_word *word = ao_control_words(&words);

	if (!ao_report_try(run->order->kit, template, word, words, sha256, err))
		return false;
	ao_sha256_add(sum, sha256, strlen(sha256));
	return true;
}

bool run_control_try(struct run *run, struct ao_error *err)
{
	enum ao_bundle_tickets tickets =
		run->order->kit->settings->bundle_tickets;
	struct ao_sha256 sum;

	ao_sha256_init(&sum);
	if (!try_one(run, "control", &sum, err))
		return false;
	if (run_list_applies(run, RUN_TICKETS) &&
	    (!try_one(run, "bundles", &sum, err) ||
	     (tickets == AO_TICKETS_PAGES &&
	      !try_one(run, "ticket", &sum, err))))
		return false;
	ao_sha256_hex(&sum, run->control_sha256);
	return true;
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

static bool draw(struct run *run, enum run_list paper,
		 const struct ao_facts *facts, struct ao_out *out,
		 struct ao_error *err)
{
	char month[AO_DATE_ISO_SIZE];
	struct ao_buf identity = {0};
	struct ao_report_draw order = {.kit = run->order->kit,
				       .name = template_of(run, paper),
				       .facts = facts,
				       .subject = month};
	size_t pages;
	bool ok;

	ao_date_iso(run->day.month, month);
	month[sizeof("2026-12") - 1] = '\0';
	run_identity(run, &identity);
	ao_buf_addf(&identity, " %s %lld", order.name,
		    (long long)run->ledger.found.row.id);
	order.identity = identity.s;
	ok = ao_report_draw(&order, out, &pages, err);
	ao_buf_release(&identity);
	return ok;
}

static bool make(struct run *run, enum run_list paper,
		 const struct ao_facts *facts, struct ao_error *err)
{
	struct ao_out *out;

	if (!run_list_applies(run, paper))
		return true;
	out = run_list_open(run, paper, err);
	return out && draw(run, paper, facts, out, err) &&
	       run_list_finish(run, paper, out, err);
}

bool run_control(struct run *run, struct ao_error *err)
{
	struct ao_facts *facts;
	bool ok;

	if (run->order->file_language)
		run->order->file_language(/*begin*/ true);
	facts = run_control_facts(run);
	if (run->order->file_language)
		run->order->file_language(/*begin*/ false);
	ok = make(run, RUN_CONTROL, facts, err) &&
	     make(run, RUN_TICKETS, facts, err);
	ao_facts_free(facts);
	return ok;
}
