/* run_plan.c - who is printed goes into the ledger before anything is drawn. */
#include "batch/run_inside.h"

#include "aofuto/batch/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool run_choose(struct run *run, struct ao_error *err)
{
	const struct ao_run_order *order = run->order;
	struct ao_run_made *made = &run->ledger.inputs.made;
	struct ao_run_found *found = &run->ledger.found;
	struct ao_run_ask ask = {.made = made,
				 .as_of_given = order->as_of_given,
				 .remake = order->remake};

	if (!ao_run_inputs_read(&run->ledger.inputs, order->kit, err))
		return false;
	made->month = order->day.month;
	made->as_of = order->day.as_of;
	made->only_month = order->day.only_month;
	made->supplement = order->supplement;
	made->program = order->program;
	made->list_sha256 = ao_list_digest(run->list);
	made->hold_sha256 = run->hold ? ao_hold_digest(run->hold) : "";
	if (!ao_run_find_way(order->ledger, &ask, run->arena, found, err))
		return false;
	if (found->way == AO_RUN_NEW && order->remake)
		return ao_fail(err, AO_INPUT, NULL,
			       _("--remake makes the missing volumes of a run "
				 "again, and there is no run for %04d-%02d "
				 "yet; leave out --remake"),
			       made->month.year, made->month.month);
	if (found->way == AO_RUN_NEW)
		return true;
	run->day.as_of = made->as_of = found->row.made.as_of;
	order->kit->notice.dated_on = run->day.as_of;
	return true;
}

bool run_plan_begin(struct run *run, struct ao_error *err)
{
	struct run_ledger *l = &run->ledger;

	if (l->found.way != AO_RUN_NEW) {
		ao_plan_digest_init(&l->digest);
		return true;
	}
	l->plan = ao_plan_begin(run->order->ledger, run->day.month,
				l->inputs.made.volume_notices, err);
	return l->plan != NULL;
}

bool run_plan_add(struct run *run, const struct ao_screened *one,
		  struct ao_error *err)
{
	struct ao_planned planned = {
		.resident_id = one->resident.resident_id,
		.kind = one->decision.kind,
		.expiry = one->decision.next_expiry,
		.row = one->resident.row,
		.pages = ao_letter_pages(one->letter),
		.sheets = ao_letter_sheets(one->letter),
		.notice = one->notice,
	};

	if (run->ledger.plan)
		return ao_plan_add(run->ledger.plan, &planned, err);
	ao_plan_digest_add(&run->ledger.digest, &planned);
	return true;
}

/* What became of everybody, and whether the pages are read back: run.json says
 * both, so whoever goes on must do it alike. */
static void add_figures(const struct run *run, struct ao_buf *out)
{
	struct ao_json j = {.out = out};

	ao_json_object(&j, NULL);
	ao_report_tally(&j, &run->report->tally);
	ao_json_bool(&j, "read_back", run->order->reader != NULL);
	ao_json_number(&j, "raster_every",
		       run->order->reader ? run->order->raster_every : 0);
	ao_json_end(&j);
}

static bool commit(struct run *run, const char *figures, struct ao_error *err)
{
	struct run_ledger *l = &run->ledger;
	char *folder = realpath(ao_folder_path(run->folder), NULL);
	struct ao_plan_end end = {
		.made = &l->inputs.made, .folder = folder, .figures = figures};
	int64_t id = 0;
	bool ok;

	if (!folder)
		return ao_fail_errno(err, ao_folder_path(run->folder),
				     _("cannot open the folder"));
	for (int i = 0; i < AO_FORM_TEXTS; i++)
		end.form[i] = (struct ao_bytes){l->inputs.text[i].s,
						l->inputs.text[i].n};
	ok = ao_plan_commit(l->plan, &end, &id, err);
	l->plan = NULL;
	free(folder);
	if (!ok)
		return false;
	run->report->run = id;
	ao_folder_stay(run->folder);
	return ao_run_find(run->order->ledger, id, run->arena, &l->found.row,
			   err);
}

static bool fail_other(const struct ao_run_row *row, const char *what,
		       struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, NULL,
		       _("run %lld cannot be gone on with: %s is not what it "
			 "was when it was begun; bring back what it had, or "
			 "cancel the run (aofuto cancel --run %lld)"),
		       (long long)row->id, what, (long long)row->id);
}

/* The last of the figures: not what became of anybody. */
static bool read_alike(const char *now, const char *then)
{
	const char *a = strstr(now, "\"read_back\"");
	const char *b = strstr(then, "\"read_back\"");

	return a && b && strcmp(a, b) == 0;
}

static bool compare(struct run *run, const char *figures, struct ao_error *err)
{
	struct run_ledger *l = &run->ledger;
	const struct ao_run_row *row = &l->found.row;
	char plan[AO_SHA256_HEX];

	ao_plan_digest_hex(&l->digest, plan);
	if (strcmp(l->inputs.made.fonts_sha256, row->made.fonts_sha256) != 0)
		return fail_other(row, _("a font"), err);
	if (!read_alike(figures, row->figures))
		return fail_other(row,
				  _("the reading back (--raster, "
				    "--no-read-back)"),
				  err);
	if (strcmp(plan, row->plan_sha256) != 0 ||
	    l->digest.notices != row->notices ||
	    strcmp(figures, row->figures) != 0)
		return fail_other(row, _("what the list gives now"), err);
	return true;
}

bool run_plan_end(struct run *run, struct ao_error *err)
{
	struct run_ledger *l = &run->ledger;
	struct ao_buf figures = {0};
	bool ok;

	add_figures(run, &figures);
	l->inputs.made.fonts_sha256 = run->font_digest;
	ok = l->plan ? commit(run, figures.s, err)
		     : compare(run, figures.s, err);
	ao_buf_release(&figures);
	return ok;
}
