/* tampered.c - a ledger with a bit of everything, and hands that touch it. */
#include "support/tampered.h"

#include "aofuto/ledger/care.h"
#include "ledger/schema.h"
#include "ledger/sql.h"
#include "support/ledgers.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void reprint(struct ao_ledger *l, int64_t notice, unsigned copy)
{
	struct ao_reprint r = {.notice = notice,
			       .copy = copy,
			       .at = ledgers_order(AO_LEDGER_READ).now,
			       .operator= "tanaka",
			       .reason = "lost",
			       .marked = copy == 1};
	struct ao_error err = {0};

	ao_sha256(&copy, sizeof(copy), r.sha256);
	ledgers_ok(ao_reprint_commit(l, &r, &err), &err);
}

static void fill(struct ao_ledger *l)
{
	struct ledgers_run december = ledgers_december(0, 25);
	struct ledgers_run more = ledgers_december(50, 5);
	struct ledgers_run january = ledgers_december(100, 12);
	struct ao_error err = {0};
	struct ao_purge purge;

	ledgers_finish(l, ledgers_plan(l, &december));
	reprint(l, 3, 1);
	reprint(l, 3, 2);
	ledgers_ok(ao_entry_returned(l, 5, ao_date_of(2026, 12, 20), "unknown",
				     &err),
		   &err);
	more.supplement = true;
	ledgers_finish(l, ledgers_plan(l, &more));
	ledgers_ok(ao_run_cancel(l, 2, "wrong paper", &err), &err);
	ledgers_ok(ao_purge_do(l, ao_date_of(2027, 1, 12), &purge, &err), &err);
	ck_assert_uint_eq(purge.notices, 2);
	ledgers_ok(ao_ledger_backup(l, "backup.db", &err), &err);
	january.month.year = 2027;
	january.month.month = 1;
	ck_assert_int_eq(ledgers_plan(l, &january), 3);
	ledgers_volume(l, 3);
}

static void copy_file(const char *from, const char *to)
{
	struct ao_error err = {0};
	struct ao_buf bytes = {0};
	struct ao_out *out;

	ledgers_ok(ao_file_read(from, (size_t)1 << 26, &bytes, &err), &err);
	out = ao_out_open(to, &err);
	ledgers_ok(out != NULL, &err);
	ao_out_write(out, bytes.s, bytes.n);
	ledgers_ok(ao_out_commit(out, /*replace*/ true, &err), &err);
	ao_buf_release(&bytes);
}

void tampered_make(void)
{
	struct ao_ledger *l = ledgers_open(AO_LEDGER_CREATE);

	fill(l);
	ao_ledger_close(l);
	copy_file("l.db", "whole.db");
}

void tampered_restore(void)
{
	copy_file("whole.db", "l.db");
	remove("l.db-journal");
}

static void drop_triggers(struct sql *sql)
{
	struct ao_error err = {0};
	struct ao_buf drop = {0};
	struct sql_query *q = sql_begin(
		sql, "SELECT name FROM sqlite_schema WHERE type='trigger'",
		&err);

	ledgers_ok(q != NULL, &err);
	while (sql_step(q, &err) == AO_STEP_ITEM)
		ao_buf_addf(&drop, "DROP TRIGGER %s;", sql_column_text(q, 0));
	sql_end(q);
	ledgers_ok(sql_do(sql, drop.s, &err), &err);
	ao_buf_release(&drop);
}

void tampered_sql(const char *text, bool rows)
{
	struct ao_error err = {0};
	struct sql *sql = sql_open(&(struct sql_order){.path = "l.db"}, &err);

	ledgers_ok(sql != NULL, &err);
	if (rows)
		drop_triggers(sql);
	ledgers_ok(sql_do(sql,
			  "PRAGMA foreign_keys=OFF;"
			  "PRAGMA ignore_check_constraints=ON",
			  &err),
		   &err);
	if (!sql_do(sql, text, &err))
		ck_abort_msg("%s: %s", text, err.text);
	if (rows)
		ledgers_ok(sql_do(sql, ledger_triggers_1(), &err) &&
				   sql_do(sql, ledger_triggers_2(), &err) &&
				   sql_do(sql, ledger_triggers_3(), &err),
			   &err);
	sql_close(sql);
}

bool tampered_audit(struct ao_audit *audit, struct ao_error *err)
{
	struct ao_ledger_order order = ledgers_order(AO_LEDGER_READ);
	struct ao_ledger *l = ao_ledger_open(&order, err);
	bool ok;

	if (!l)
		return false;
	ok = ao_ledger_audit(l, NULL, NULL, audit, err);
	ao_ledger_close(l);
	ledgers_ok(ok, err);
	return true;
}

bool tampered_says(const struct ao_audit *audit, const char *text)
{
	for (size_t i = 0; i < audit->faults; i++)
		if (strstr(audit->fault[i].text, text))
			return true;
	return false;
}

void tampered_clean(void)
{
	struct ao_error err = {0};
	struct ao_audit audit = {0};

	ledgers_ok(tampered_audit(&audit, &err), &err);
	for (size_t i = 0; i < audit.faults; i++)
		ck_abort_msg("%s", audit.fault[i].text);
	ao_audit_release(&audit);
}

void secrets_read(struct secrets *s, const char *query)
{
	struct ao_error err = {0};
	struct sql *sql = sql_open(
		&(struct sql_order){.path = "l.db", .read_only = true}, &err);
	struct sql_query *q;

	*s = (struct secrets){.n = 0};
	ledgers_ok(sql != NULL, &err);
	q = sql_begin(sql, query, &err);
	ledgers_ok(q != NULL, &err);
	while (sql_step(q, &err) == AO_STEP_ITEM)
		for (int i = 0; i < 3; i++) {
			struct ao_bytes b = sql_column_bytes(q, i);

			if (b.n)
				ao_buf_add(&s->item[s->n++], b.s, b.n);
		}
	sql_end(q);
	sql_close(sql);
	ck_assert_uint_gt(s->n, 0);
}

void secrets_release(struct secrets *s)
{
	for (size_t i = 0; i < s->n; i++)
		ao_buf_release(&s->item[i]);
}

size_t secrets_in(const struct secrets *s, const char *path)
{
	struct ao_error err = {0};
	struct ao_buf file = {0};
	size_t found = 0;

	if (access(path, F_OK) != 0)
		return 0;
	ledgers_ok(ao_file_read(path, (size_t)1 << 26, &file, &err), &err);
	for (size_t i = 0; i < s->n; i++)
		found += file.n && memmem(file.s, file.n, s->item[i].s,
					  s->item[i].n) != NULL;
	ao_buf_release(&file);
	return found;
}
