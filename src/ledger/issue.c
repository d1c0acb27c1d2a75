/* issue.c - the volumes of a run, and who has been issued what. */
#include "ledger/sealed.h"

#include <inttypes.h>
#include <string.h>

/* Two questions, as each has an index of its own. The second is for whom the
 * run found issued and a later cancelling set free; the numbers of its types
 * are those of event.h. */
#define ASKED "SELECT 1 FROM notice WHERE resident=? AND kind=? AND expiry=?"
static const char as_of_now[] = ASKED " AND cancelled=0 LIMIT 1";
static const char as_of_then[] = ASKED
	" AND cancelled=0 AND notice.run<?"
	" UNION ALL " ASKED " AND cancelled=1 AND notice.run<?"
	" AND (SELECT max(id) FROM event WHERE type=4 AND event.run=notice.run)"
	" >(SELECT min(id) FROM event WHERE type=1 AND event.run=?) LIMIT 1";

/* Seven: the notice is three of them, and who asks has them apart.
 * NOLINTNEXTLINE(readability-function-size) */
bool ao_issued(struct ao_ledger *l, const char *resident_id, enum ao_kind kind,
	       struct ao_date expiry, int64_t as_told, bool *issued,
	       struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql, as_told ? as_of_then : as_of_now, err);
	unsigned char resident[AO_KEY_HASH];
	enum ao_step step;

	if (!q)
		return false;
	ao_key_hash(l->key, AO_HASH_RESIDENT, resident_id, resident);
	for (int i = 0; i < (as_told ? 2 : 1); i++) {
		sql_bind_bytes(q,
			       (struct ao_bytes){resident, sizeof(resident)});
		sql_bind_number(q, kind);
		sql_bind_number(q, ao_date_to_days(expiry));
		if (as_told)
			sql_bind_number(q, as_told);
	}
	if (as_told)
		sql_bind_number(q, as_told);
	step = sql_step(q, err);
	*issued = step == AO_STEP_ITEM;
	sql_end(q);
	return step != AO_STEP_FAIL;
}

struct span { /* the notices of a volume */
	int64_t run, first, n;
	unsigned volume;
};

static bool fail_no_volume(struct ao_ledger *l, int64_t run, unsigned volume,
			   struct ao_error *err)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_run_row row;
	bool there = ao_run_find(l, run, arena, &row, err);

	ao_arena_free(arena);
	return there &&
	       ao_fail(err, AO_INPUT, l->path, _("run %lld has no volume %u"),
		       (long long)run, volume);
}

/* What a tampered row says must not lead arithmetic astray. */
#define IDS_MOST ((int64_t)1 << 40)

static bool check_span(const struct ao_ledger *l, const struct span *span,
		       struct ao_error *err)
{
	return (span->first > 0 && span->first < IDS_MOST && span->n > 0 &&
		span->n < IDS_MOST) ||
	       ao_fail(err, AO_INPUT, l->path,
		       _("the ledger has been changed: run %lld has other "
			 "notices than its volumes"),
		       (long long)span->run);
}

static bool find_span(struct ao_ledger *l, int64_t run, unsigned volume,
		      struct span *span, struct ao_error *err)
{
	struct sql_query *q = sql_begin(l->sql,
					"SELECT first_notice,notices"
					" FROM planned_volume"
					" WHERE run=? AND number=?",
					err);
	enum ao_step step;

	if (!q)
		return false;
	sql_bind_number(q, run);
	sql_bind_number(q, volume);
	step = sql_step(q, err);
	if (step == AO_STEP_ITEM)
		*span = (struct span){.run = run,
				      .volume = volume,
				      .first = sql_column_number(q, 0),
				      .n = sql_column_number(q, 1)};
	sql_end(q);
	if (step == AO_STEP_END)
		return fail_no_volume(l, run, volume, err);
	return step == AO_STEP_ITEM && check_span(l, span, err);
}

bool ao_volumes_planned(struct ao_ledger *l, int64_t run, struct ao_buf *sizes,
			struct ao_error *err)
{
	struct sql_query *q = sql_begin(l->sql,
					"SELECT notices FROM planned_volume"
					" WHERE run=? ORDER BY number",
					err);
	enum ao_step step;

	if (!q)
		return false;
	sql_bind_number(q, run);
	while ((step = sql_step(q, err)) == AO_STEP_ITEM) {
		size_t notices = (size_t)sql_column_number(q, 0);

		ao_buf_add(sizes, (const char *)&notices, sizeof(notices));
	}
	sql_end(q);
	return step == AO_STEP_END;
}

static bool fail_sealed(const struct ao_ledger *l, enum sealed_state state,
			const struct ao_planned_place *place,
			struct ao_error *err)
{
	if (state == SEALED_PURGED)
		return ao_fail(
			err, AO_INPUT, l->path,
			_("volume %u, place %u: the values of the notice "
			  "were purged; it cannot be printed again"),
			place->volume, place->position);
	return ao_fail(err, AO_INPUT, l->path,
		       _("volume %u, place %u: the values of the notice do not "
			 "open, or are not those of its row; the ledger has "
			 "been changed: restore the last backup"),
		       place->volume, place->position);
}

struct one { /* notice of a volume, on its way out */
	struct ao_planned planned;
	struct ao_planned_place place;
	struct sealed_values values;
	struct ao_arena *arena;
};

static bool read_one(struct ao_ledger *l, const struct sql_query *q,
		     struct one *one, struct ao_error *err)
{
	struct sealed_row row = sealed_row(q);
	enum sealed_state state;

	one->place.id = row.notice;
	one->place.page = (unsigned long)sql_column_number(q, PLANNED_PAGE);
	ao_arena_reset(one->arena);
	state = sealed_open(l->key, &row, one->arena, &one->values);
	if (state != SEALED_OPEN)
		return fail_sealed(l, state, &one->place, err);
	memcpy(one->place.salt, one->values.salt, AO_DIGEST_SALT);
	one->planned = sealed_planned(q, &one->values);
	return true;
}

static bool fail_gap(const struct ao_ledger *l, const struct span *span,
		     struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, l->path,
		       _("the ledger has been changed: notices of volume %u "
			 "of run %lld are not there; restore the last backup"),
		       span->volume, (long long)span->run);
}

typedef bool give_each(const struct ao_planned *,
		       const struct ao_planned_place *, void *);

static bool give(struct ao_ledger *l, const struct span *span,
		 struct sql_query *q, give_each *each, void *data,
		 struct ao_error *err)
{
	struct one one = {.place = {.volume = span->volume},
			  .arena = ao_arena_new()};
	enum ao_step step;
	bool ok = true, more = true;

	while (ok && more && (step = sql_step(q, err)) != AO_STEP_END) {
		one.place.position++;
		if (step == AO_STEP_FAIL)
			ok = false;
		else if (sql_column_number(q, 0) !=
				 span->first + one.place.position - 1 ||
			 sql_column_number(q, 1) != span->run)
			ok = fail_gap(l, span, err);
		else
			ok = read_one(l, q, &one, err);
		more = ok && each(&one.planned, &one.place, data);
	}
	if (ok && more && one.place.position != (unsigned)span->n)
		ok = fail_gap(l, span, err);
	ao_arena_free(one.arena);
	return ok;
}

bool ao_volume_issues(struct ao_ledger *l, int64_t run, unsigned volume,
		      bool (*each)(const struct ao_planned *,
				   const struct ao_planned_place *, void *),
		      void *data, struct ao_error *err)
{
	struct sql_query *q;
	struct span span = {0};
	bool ok;

	if (!find_span(l, run, volume, &span, err))
		return false;
	q = sql_begin(l->sql,
		      "SELECT " PLANNED_COLUMNS " FROM notice n"
		      " WHERE n.id BETWEEN ? AND ? ORDER BY n.id",
		      err);
	if (!q)
		return false;
	sql_bind_number(q, span.first);
	sql_bind_number(q, span.first + span.n - 1);
	ok = give(l, &span, q, each, data, err);
	sql_end(q);
	return ok;
}

struct commit {
	int64_t run;
	const struct ao_volume_row *row;
};

/* What a volume must be by its plan; anything else is a mistake of ours, and
 * a file with it must not get its name. */
static bool check_volume(struct ao_ledger *l, const struct commit *c,
			 struct ao_error *err)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_run_row run = {.id = 0};
	struct span span = {0};
	bool ok = ao_run_find(l, c->run, arena, &run, err) &&
		  find_span(l, c->run, c->row->number, &span, err);

	ao_arena_free(arena);
	if (!ok)
		return false;
	/* Only where somebody has removed the lock's file. */
	if (run.state == AO_RUN_CANCELLED)
		return ao_fail(err, AO_INPUT, l->path,
			       _("run %lld was cancelled meanwhile by another "
				 "command; do not print its volumes"),
			       (long long)c->run);
	if (run.state != AO_RUN_PLANNED)
		AO_BUG("run %" PRId64 " gets no more volumes", c->run);
	if (c->row->number != run.first_volume + run.volumes_done)
		AO_BUG("volume %u is committed out of order", c->row->number);
	if ((int64_t)c->row->notices != span.n || !c->row->digest)
		AO_BUG("volume %u has not the notices of its plan",
		       c->row->number);
	return true;
}

static bool insert_volume(struct ao_ledger *l, const struct commit *c,
			  struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "INSERT INTO volume(run,number,name,notices,pages,"
			  "sheets,bytes,sha256,at,digests)"
			  " VALUES(?,?,?,?,?,?,?,?,?,?)",
			  err);
	const struct ao_volume_row *row = c->row;

	if (!q)
		return false;
	sql_bind_number(q, c->run);
	sql_bind_number(q, row->number);
	sql_bind_text(q, row->name);
	sql_bind_number(q, (int64_t)row->notices);
	sql_bind_number(q, (int64_t)row->pages);
	sql_bind_number(q, (int64_t)row->sheets);
	sql_bind_number(q, (int64_t)row->bytes);
	ledger_bind_hex(q, row->sha256);
	sql_bind_text(q, l->now);
	sql_bind_bytes(
		q, (struct ao_bytes){row->digest, row->notices * AO_DIGEST});
	return sql_run(q, err);
}

static bool commit_volume(struct ao_ledger *l, void *data, struct ao_error *err)
{
	const struct commit *c = data;

	return check_volume(l, c, err) && insert_volume(l, c, err) &&
	       ledger_add_event(l,
				&(struct ledger_event){.type = AO_EVENT_VOLUME,
						       .run = c->run,
						       .item = c->row->number},
				err);
}

bool ao_volume_commit(struct ao_ledger *l, int64_t run,
		      const struct ao_volume_row *row, struct ao_error *err)
{
	return ledger_in_transaction(l, commit_volume,
				     &(struct commit){run, row}, err);
}

static void read_volume(const struct sql_query *q, struct ao_volume_row *row,
			struct ao_arena *arena)
{
	row->number = (unsigned)sql_column_number(q, 0);
	row->name = ao_arena_strdup(arena, sql_column_text(q, 1));
	row->notices = (unsigned long)sql_column_number(q, 2);
	row->pages = (unsigned long)sql_column_number(q, 3);
	row->sheets = (unsigned long)sql_column_number(q, 4);
	row->bytes = (uint64_t)sql_column_number(q, 5);
	ledger_column_hex(q, 6, row->sha256);
}

bool ao_volumes_done(struct ao_ledger *l, int64_t run, struct ao_arena *arena,
		     struct ao_volume_row **rows, size_t *n,
		     struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		l->sql,
		"SELECT number,name,notices,pages,sheets,bytes,sha256,"
		"count(*) OVER () FROM volume WHERE run=? ORDER BY number",
		err);
	enum ao_step step;

	*n = 0;
	*rows = NULL;
	if (!q)
		return false;
	sql_bind_number(q, run);
	while ((step = sql_step(q, err)) == AO_STEP_ITEM) {
		size_t all = (size_t)sql_column_number(q, 7);

		if (!*rows)
			*rows = ao_arena_alloc(arena, all * sizeof(**rows));
		read_volume(q, &(*rows)[(*n)++], arena);
	}
	sql_end(q);
	return step == AO_STEP_END;
}

bool ao_volume_run(struct ao_ledger *l, const char *sha256, int64_t *run,
		   struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql, "SELECT run FROM volume WHERE sha256=?", err);
	enum ao_step step;

	if (!q)
		return false;
	ledger_bind_hex(q, sha256);
	step = sql_step(q, err);
	*run = step == AO_STEP_ITEM ? sql_column_number(q, 0) : 0;
	sql_end(q);
	return step != AO_STEP_FAIL;
}
