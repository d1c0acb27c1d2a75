/* entry_after.c - what becomes of a notice afterwards: printed again, come
 * back. */
#include "ledger/ledger_inside.h"

#include "aofuto/ledger/entry.h"

#include <string.h>

struct first {
	struct ao_entry entry;
	char printed_on[sizeof("2026-12-01")];
	bool found;
};

static bool keep(const struct ao_entry *e, void *data)
{
	struct first *f = data;

	f->entry = *e;
	memcpy(f->printed_on, "", 1);
	if (strlen(e->printed_at) >= sizeof(f->printed_on) - 1)
		memcpy(f->printed_on, e->printed_at, sizeof(f->printed_on) - 1);
	f->printed_on[sizeof(f->printed_on) - 1] = '\0';
	f->found = true;
	return false;
}

/* Somebody has the letter, or had it: only then can more become of it. */
static bool must_be_out(struct ao_ledger *l, int64_t notice, struct first *f,
			struct ao_error *err)
{
	*f = (struct first){.found = false};
	if (!ao_entries_each(l,
			     &(struct ao_entry_query){.notice = notice,
						      .cancelled_too = true},
			     keep, f, err))
		return false;
	if (!f->found)
		return ao_fail(err, AO_INPUT, l->path,
			       _("there is no notice %lld in this ledger"),
			       (long long)notice);
	if (f->entry.cancelled)
		return ao_fail(err, AO_INPUT, l->path,
			       _("notice %lld was cancelled with run %lld: it "
				 "was never mailed"),
			       (long long)notice, (long long)f->entry.run);
	if (!f->entry.printed)
		return ao_fail(err, AO_INPUT, l->path,
			       _("notice %lld is planned but not printed yet: "
				 "run %lld is not finished"),
			       (long long)notice, (long long)f->entry.run);
	return true;
}

/* Of the row that was just added. */
static bool add_event(struct ao_ledger *l, enum ao_event_type type,
		      const struct ao_entry *e, struct ao_error *err)
{
	int64_t row;

	return sql_number(l->sql, "SELECT last_insert_rowid()", &row, err) &&
	       ledger_add_event(l,
				&(struct ledger_event){.type = type,
						       .run = e->run,
						       .item = row,
						       .notice = e->id},
				err);
}

static bool add_reprint(struct ao_ledger *l, void *data, struct ao_error *err)
{
	const struct ao_reprint *r = data;
	struct sql_query *q;
	struct first f;

	if (!must_be_out(l, r->notice, &f, err))
		return false;
	if (r->copy != f.entry.reprints + 1)
		return ao_fail(err, AO_BUSY, l->path,
			       _("notice %lld was printed again by somebody "
				 "else in the meantime; look at it once more"),
			       (long long)r->notice);
	q = sql_begin(l->sql,
		      "INSERT INTO reprint(notice,copy,at,operator,reason,"
		      "marked,sha256) VALUES(?,?,?,?,?,?,?)",
		      err);
	if (!q)
		return false;
	sql_bind_number(q, r->notice);
	sql_bind_number(q, r->copy);
	sql_bind_text(q, r->at);
	sql_bind_text(q, r->operator);
	sql_bind_text(q, r->reason);
	sql_bind_number(q, r->marked);
	ledger_bind_hex(q, r->sha256);
	return sql_run(q, err) && add_event(l, AO_EVENT_REPRINT, &f.entry, err);
}

bool ao_reprint_commit(struct ao_ledger *l, const struct ao_reprint *r,
		       struct ao_error *err)
{
	struct ao_reprint copy = *r;

	return ledger_in_transaction(l, add_reprint, &copy, err);
}

bool ao_reprints_each(struct ao_ledger *l, int64_t notice,
		      bool (*each)(const struct ao_reprint *, void *),
		      void *data, struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "SELECT copy,at,operator,reason,marked,sha256"
			  " FROM reprint WHERE notice=? ORDER BY copy",
			  err);
	enum ao_step step = AO_STEP_FAIL;
	bool more = true;

	if (!q)
		return false;
	sql_bind_number(q, notice);
	while (more && (step = sql_step(q, err)) == AO_STEP_ITEM) {
		struct ao_reprint r = {
			.notice = notice,
			.copy = (unsigned)sql_column_number(q, 0),
			.at = sql_column_text(q, 1),
			.operator= sql_column_text(q, 2),
			.reason = sql_column_text(q, 3),
			.marked = sql_column_number(q, 4) != 0,
		};

		ledger_column_hex(q, 5, r.sha256);
		more = each(&r, data);
	}
	sql_end(q);
	return step != AO_STEP_FAIL;
}

struct came_back {
	int64_t notice;
	struct ao_date on;
	const char *reason;
};

static bool add_returned(struct ao_ledger *l, void *data, struct ao_error *err)
{
	const struct came_back *c = data;
	char iso[AO_DATE_ISO_SIZE];
	struct sql_query *q;
	struct first f;

	if (!must_be_out(l, c->notice, &f, err))
		return false;
	if (strcmp(ao_date_iso(c->on, iso), f.printed_on) < 0)
		return ao_fail(err, AO_INPUT, l->path,
			       _("notice %lld was printed on %s: it cannot "
				 "have come back on %s"),
			       (long long)c->notice, f.printed_on, iso);
	if (ao_date_equal(f.entry.returned, c->on))
		return ao_fail(err, AO_INPUT, l->path,
			       _("that notice %lld came back on %s is written "
				 "down already"),
			       (long long)c->notice, iso);
	q = sql_begin(l->sql,
		      "INSERT INTO returned(notice,on_day,at,operator,reason)"
		      " VALUES(?,?,?,?,?)",
		      err);
	if (!q)
		return false;
	sql_bind_number(q, c->notice);
	sql_bind_number(q, ao_date_to_days(c->on));
	sql_bind_text(q, l->now);
	sql_bind_text(q, l->operator);
	sql_bind_text(q, c->reason);
	return sql_run(q, err) &&
	       add_event(l, AO_EVENT_RETURNED, &f.entry, err);
}

bool ao_entry_returned(struct ao_ledger *l, int64_t notice, struct ao_date on,
		       const char *reason, struct ao_error *err)
{
	return ledger_in_transaction(
		l, add_returned, &(struct came_back){notice, on, reason}, err);
}

bool ao_returns_each(struct ao_ledger *l, int64_t notice,
		     bool (*each)(const struct ao_return *, void *), void *data,
		     struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "SELECT on_day,at,operator,reason FROM returned"
			  " WHERE notice=? ORDER BY id",
			  err);
	enum ao_step step = AO_STEP_FAIL;
	bool more = true;

	if (!q)
		return false;
	sql_bind_number(q, notice);
	while (more && (step = sql_step(q, err)) == AO_STEP_ITEM) {
		struct ao_return r = {
			.notice = notice,
			.on = ao_date_from_days(
				(int32_t)sql_column_number(q, 0)),
			.at = sql_column_text(q, 1),
			.operator= sql_column_text(q, 2),
			.reason = sql_column_text(q, 3),
		};

		more = each(&r, data);
	}
	sql_end(q);
	return step != AO_STEP_FAIL;
}
