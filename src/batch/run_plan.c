/* run_plan.c - who is printed goes into the ledger before anything is drawn. */
#include "batch/run_inside.h"

#include "aofuto/batch/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the figures: the SHA-256 of the templates of the papers (control.yaml,
 * bundles.yaml, ticket.yaml), so that who goes on draws the same ones. */
#define CONTROL "control_sha256"

bool run_choose(struct run *run, struct ao_error *err)
{
	const struct ao_run_order *order = run->order;
	struct ao_run_made *made = &run->ledger.inputs.made;
	struct ao_run_found *found = &run->ledger.found;
	struct ao_run_ask ask = {.made = made,
				 .as_of_given = order->as_of_given,
				 .remake = order->remake,
				 .omr = ao_kit_omr(order->kit)};

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
	run->ledger.no_control = !strstr(found->row.figures, CONTROL);
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
	l->plan = ao_plan_begin(run->order->ledger, run->day.month, err);
	return l->plan != NULL;
}

static bool add_one(struct run *run, size_t i, unsigned volume,
		    struct ao_error *err)
{
	struct ao_notice notice;
	struct ao_piled piled;
	struct ao_planned planned;

	ao_pile_get(run->gather.pile, i, &piled, &notice);
	planned = (struct ao_planned){.resident_id = piled.resident_id,
				      .kind = piled.kind,
				      .expiry = piled.expiry,
				      .row = piled.row,
				      .pages = piled.pages,
				      .sheets = piled.sheets,
				      .notice = &notice};
	if (run->ledger.plan)
		return ao_plan_add(run->ledger.plan, &planned, volume, err);
	ao_plan_digest_add(&run->ledger.digest, &planned);
	return true;
}

static bool add_all(struct run *run, struct ao_error *err)
{
	const struct ao_mailing *m = &run->gather.mailing;

	/* With all notices in memory, no room is left for idle fonts and
	 * for layouts that a volume makes anew. */
	ao_faces_rest(run->order->kit->faces);
	ao_kit_rest(run->order->kit);
	for (size_t v = 0; v < m->volumes; v++)
		for (size_t i = 0; i < m->volume[v].notices; i++)
			if (!add_one(run, m->volume[v].first + i,
				     (unsigned)v + 1, err))
				return false;
	return true;
}

/* What became of everybody, and whether the pages are read back: run.json says
 * both, so whoever goes on must do it alike. */
static void add_figures(const struct run *run, struct ao_buf *out)
{
	struct ao_json j = {.out = out};

	ao_json_object(&j, NULL);
	ao_report_tally(&j, &run->report->tally);
	ao_shape_json(&j, ao_plausibility_shape(run->plausibility));
	ao_json_text(&j, "postage_sha256", run->order->kit->postage->digest);
	if (run->order->kit->omr)
		ao_json_text(&j, AO_RUN_OMR, ao_kit_omr(run->order->kit));
	if (*run->control_sha256)
		ao_json_text(&j, CONTROL, run->control_sha256);
	ao_json_bool(&j, "read_back", run->order->reader != NULL);
	ao_json_number(&j, "raster_every",
		       run->order->reader ? run->order->raster_every : 0);
	ao_json_end(&j);
}

/* Only what the list needed: what was accepted and is well is no event. */
static const char *const *accepted_texts(struct run *run, size_t *n)
{
	const struct ao_plausibility_results *results =
		&run->report->plausibility;
	const char **text =
		ao_arena_alloc(run->arena, AO_CHECK_COUNT * sizeof(*text));

	for (int i = 0; i < AO_CHECK_COUNT; i++)
		if (results->of[i].verdict == AO_CHECK_OVERRIDDEN)
			text[(*n)++] =
				ao_arena_printf(run->arena, "%s %s",
						ao_check_name((enum ao_check)i),
						results->accepted.reason);
	return text;
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
	end.accepted = accepted_texts(run, &end.accepts);
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

/* A figure that tells of no resident. */
static bool alike(const char *now, const char *then, const char *key)
{
	const char *a = strstr(now, key), *b = strstr(then, key);
	size_t n = a ? strcspn(a, ",}") : 0;

	return a && b && n == strcspn(b, ",}") && strncmp(a, b, n) == 0;
}

/* What is no resident's doing, by its name; NULL: nothing differs. */
static const char *other_way(const char *now, const char *then)
{
	if (!alike(now, then, "\"read_back\"") ||
	    !alike(now, then, "\"raster_every\""))
		return _("the reading back (--raster, --no-read-back)");
	if (!alike(now, then, "\"postage_sha256\""))
		return _("postage.yaml");
	return NULL;
}

static bool same_volumes(const struct run *run, bool *same,
			 struct ao_error *err)
{
	const struct ao_mailing *m = &run->gather.mailing;
	struct ao_buf sizes = {0};
	bool ok = ao_volumes_planned(run->order->ledger,
				     run->ledger.found.row.id, &sizes, err);
	size_t n = sizes.n / sizeof(size_t);

	*same = ok && n == m->volumes;
	for (size_t i = 0; *same && i < n; i++) {
		size_t notices;

		memcpy(&notices, sizes.s + i * sizeof(notices),
		       sizeof(notices));
		*same = notices == m->volume[i].notices;
	}
	ao_buf_release(&sizes);
	return ok;
}

static bool control_alike(const struct run *run, const char *then)
{
	return run->ledger.no_control || strstr(then, run->control_sha256);
}

static bool compare(struct run *run, const char *figures, struct ao_error *err)
{
	struct run_ledger *l = &run->ledger;
	const struct ao_run_row *row = &l->found.row;
	char plan[AO_SHA256_HEX];
	const char *other;
	bool same;

	if (!same_volumes(run, &same, err))
		return false;

	ao_plan_digest_hex(&l->digest, plan);
	if (strcmp(l->inputs.made.fonts_sha256, row->made.fonts_sha256) != 0)
		return fail_other(row, _("a font"), err);
	if (!control_alike(run, row->figures))
		return fail_other(row,
				  _("a template of the papers (control.yaml, "
				    "bundles.yaml, ticket.yaml)"),
				  err);
	other = other_way(figures, row->figures);
	if (other)
		return fail_other(row, other, err);
	if (!same || strcmp(plan, row->plan_sha256) != 0 ||
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
	ok = add_all(run, err) && (l->plan ? commit(run, figures.s, err)
					   : compare(run, figures.s, err));
	ao_buf_release(&figures);
	gather_drop(&run->gather);
	return ok;
}
