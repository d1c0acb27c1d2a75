/* audit_notices.c - every notice: its place, its values, its run's plan. One
 * at a time, so that ten million take no more memory than one. */
#include "ledger/audit_inside.h"
#include "ledger/sealed.h"

#include <string.h>

#define NOTICES_BETWEEN_STEPS 256

struct walk {
	struct ao_run_row *run; /* all of them */
	size_t runs, at;        /* the one that the notice lies in */
	int64_t next;           /* id */
	struct ao_plan_digest plan;
	bool digested; /* plan is this run's, and none was purged so far */
	struct part {  /* the planned volume that the notice lies in */
		int64_t first, n, number;
	} part;
	int64_t pages, sheets; /* of its notices so far */
	struct ao_arena *arena;
};

static const struct ao_run_row *run_at(const struct walk *w)
{
	return w->at < w->runs ? &w->run[w->at] : NULL;
}

static void begin_run(struct walk *w)
{
	ao_plan_digest_release(&w->plan);
	ao_plan_digest_init(&w->plan);
	w->digested = true;
	w->part = (struct part){0};
}

/* All of the plan has gone by, and nothing of it is purged. */
static void end_run(struct audit *a, struct walk *w)
{
	const struct ao_run_row *run = run_at(w);
	char hex[AO_SHA256_HEX];

	if (!run || !w->digested || w->plan.notices != run->notices)
		return;
	ao_plan_digest_hex(&w->plan, hex);
	if (strcmp(hex, run->plan_sha256) != 0)
		audit_fault(a,
			    _("the notices of run %lld are not those that were "
			      "planned, or not in their order"),
			    (long long)run->id);
}

/* What a tampered row says must not lead arithmetic astray. */
static bool is_past(const struct ao_run_row *run, int64_t id)
{
	return run->first_notice < 1 ||
	       (id >= run->first_notice &&
		(uint64_t)(id - run->first_notice) >= run->notices);
}

/* The run whose range the id lies in; a run of nobody is passed by. */
static const struct ao_run_row *enter(struct audit *a, struct walk *w,
				      int64_t id)
{
	const struct ao_run_row *run;

	while ((run = run_at(w)) && is_past(run, id)) {
		end_run(a, w);
		w->at++;
		begin_run(w);
	}
	return run && id >= run->first_notice ? run : NULL;
}

static void check_volume(struct audit *a, struct walk *w,
			 const struct ao_run_row *run, int64_t number,
			 const struct sql_query *q)
{
	if (sql_column_number(q, 0) != w->pages ||
	    sql_column_number(q, 1) != w->sheets)
		audit_fault(a,
			    _("the notices of volume %lld of run %lld have "
			      "not as many pages or sheets as the volume"),
			    (long long)number, (long long)run->id);
}

/* Where no volume is planned for the notice, or none that can be, audit_runs
 * has told of it. */
static bool begin_volume(struct audit *a, struct walk *w, int64_t id,
			 struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(a->l->sql,
			  "SELECT first_notice,notices,number"
			  " FROM planned_volume WHERE first_notice<=?"
			  " ORDER BY first_notice DESC LIMIT 1",
			  err);
	enum ao_step step;

	w->part = (struct part){0};
	w->pages = w->sheets = 0;
	if (!q)
		return false;
	sql_bind_number(q, id);
	step = sql_step(q, err);
	if (step == AO_STEP_ITEM && sql_column_number(q, 0) > 0)
		w->part = (struct part){sql_column_number(q, 0),
					sql_column_number(q, 1),
					sql_column_number(q, 2)};
	sql_end(q);
	return step != AO_STEP_FAIL;
}

static bool end_volume(struct audit *a, struct walk *w,
		       const struct ao_run_row *run, struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		a->l->sql,
		"SELECT pages,sheets FROM volume WHERE run=? AND number=?",
		err);
	enum ao_step step;

	if (!q)
		return false;
	sql_bind_number(q, run->id);
	sql_bind_number(q, w->part.number);
	step = sql_step(q, err);
	if (step == AO_STEP_ITEM)
		check_volume(a, w, run, w->part.number, q);
	sql_end(q);
	return step != AO_STEP_FAIL;
}

static bool check_place(struct audit *a, struct walk *w,
			const struct ao_run_row *run, const struct sql_query *q,
			struct ao_error *err)
{
	int64_t id = sql_column_number(q, 0);

	if (id - w->part.first >= w->part.n && !begin_volume(a, w, id, err))
		return false;
	if (sql_column_number(q, PLANNED_PAGE) != w->pages + 1)
		audit_fault(a,
			    _("notice %lld of run %lld does not begin on the "
			      "page after the one before it"),
			    (long long)id, (long long)run->id);
	w->pages += sql_column_number(q, PLANNED_PAGES);
	w->sheets += sql_column_number(q, PLANNED_SHEETS);
	return id - w->part.first + 1 < w->part.n || end_volume(a, w, run, err);
}

static void check_cancelled(struct audit *a, const struct ao_run_row *run,
			    const struct sql_query *q)
{
	bool cancelled = sql_column_number(q, PLANNED_COLUMNS_END) != 0;

	if (cancelled != (run->state == AO_RUN_CANCELLED))
		audit_fault(
			a,
			cancelled ? _("notice %lld of run %lld is cancelled, "
				      "but its run is not: it could be "
				      "printed twice")
				  : _("notice %lld of run %lld is not "
				      "cancelled, but its run is"),
			(long long)sql_column_number(q, 0), (long long)run->id);
}

static void check_purged(struct audit *a, struct walk *w,
			 const struct sealed_row *row)
{
	a->out->purged++;
	w->digested = false;
	if (row->expiry_days >= a->purged_before)
		audit_fault(a,
			    _("notice %lld of run %lld has lost its values, "
			      "and no purge was for its expiry day"),
			    (long long)row->notice, (long long)row->run);
	if (row->resident.n || row->application.n)
		audit_fault(a,
			    _("notice %lld of run %lld has lost its values "
			      "and not its hashes: no purge does that"),
			    (long long)row->notice, (long long)row->run);
}

static void check_values(struct audit *a, struct walk *w,
			 const struct sql_query *q)
{
	struct sealed_row row = sealed_row(q);
	struct ao_planned planned;
	struct sealed_values values;

	ao_arena_reset(w->arena);
	switch (sealed_open(a->l->key, &row, w->arena, &values)) {
	case SEALED_OPEN:
		planned = sealed_planned(q, &values);
		ao_plan_digest_add(&w->plan, &planned);
		return;
	case SEALED_PURGED:
		check_purged(a, w, &row);
		return;
	case SEALED_SHUT:
	case SEALED_MALFORMED:
	case SEALED_STRANGER:
		w->digested = false;
		audit_fault(a,
			    _("the sealed values of notice %lld of run %lld "
			      "are not those that were put there, or its row "
			      "is another: it cannot be reprinted"),
			    (long long)row.notice, (long long)row.run);
	}
}

static bool check_notice(struct audit *a, struct walk *w,
			 const struct sql_query *q, struct ao_error *err)
{
	int64_t id = sql_column_number(q, 0);
	const struct ao_run_row *run = enter(a, w, id);

	if (id != w->next)
		audit_fault(a,
			    _("notices %lld to %lld are not there: somebody "
			      "removed them"),
			    (long long)w->next, (long long)id - 1);
	w->next = id + 1;
	check_values(a, w, q);
	if (!run || run->id != sql_column_number(q, 1)) {
		audit_fault(a,
			    _("notice %lld does not lie in the plan of its "
			      "run %lld"),
			    (long long)id, (long long)sql_column_number(q, 1));
		return true;
	}
	check_cancelled(a, run, q);
	return check_place(a, w, run, q, err);
}

static bool walk(struct audit *a, struct walk *w, struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(a->l->sql,
			  "SELECT " PLANNED_COLUMNS
			  ",n.cancelled FROM notice n ORDER BY n.id",
			  err);
	enum ao_step step = AO_STEP_FAIL;
	bool ok = q != NULL;

	while (ok && (step = sql_step(q, err)) == AO_STEP_ITEM) {
		ok = check_notice(a, w, q, err);
		if (ok && ++a->out->notices % NOTICES_BETWEEN_STEPS == 0)
			ok = audit_step(a, NOTICES_BETWEEN_STEPS, err);
	}
	sql_end(q);
	return ok && step == AO_STEP_END;
}

static void check_end(struct audit *a, const struct walk *w)
{
	if (w->next < a->next_notice)
		audit_fault(a,
			    _("notices %lld to %lld are not there: somebody "
			      "removed them"),
			    (long long)w->next, (long long)a->next_notice - 1);
	if (a->out->purged != a->purged)
		audit_fault(a,
			    _("%llu notices have lost their values, and by "
			      "the events %llu were purged"),
			    (unsigned long long)a->out->purged,
			    (unsigned long long)a->purged);
}

bool audit_notices(struct audit *a, struct ao_error *err)
{
	struct ao_arena *runs = ao_arena_new();
	struct walk w = {.next = 1, .arena = ao_arena_new()};
	bool ok;

	begin_run(&w);
	ok = ao_runs(a->l, AO_NO_DATE, runs, &w.run, &w.runs, err) &&
	     walk(a, &w, err);
	if (ok) {
		end_run(a, &w);
		check_end(a, &w);
	}
	ao_plan_digest_release(&w.plan);
	ao_arena_free(w.arena);
	ao_arena_free(runs);
	return ok;
}
