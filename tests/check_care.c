/* check_care.c - purge and copy: what must be gone is gone, and the rest is
 * what it was. */
#include "aofuto/ledger/care.h"
#include "support/ledgers.h"
#include "support/suite.h"
#include "support/tampered.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BEFORE ao_date_of(2027, 1, 15)

/* 2027-01-15, as the ledger keeps it. */
#define TO_GO   TAMPERED_VALUES "sealed IS NOT NULL AND expiry<20833 LIMIT 40"
#define TO_STAY TAMPERED_VALUES "sealed IS NOT NULL AND expiry>=20833 LIMIT 40"

static struct ao_ledger *ready(void)
{
	struct ao_ledger *l;

	tampered_restore();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_finish(l, 3);
	return l;
}

START_TEST(what_is_purged_is_nowhere)
{
	struct secrets gone, stay;
	struct ao_error err = {0};
	struct ao_arena *arena = ao_arena_new();
	struct ao_entry_values values;
	struct ao_purge look, done;
	struct ao_ledger *l = ready();

	ck_assert_int_eq(ao_date_to_days(BEFORE), 20833);
	ao_ledger_close(l);
	secrets_read(&gone, TO_GO);
	secrets_read(&stay, TO_STAY);
	ck_assert_uint_eq(secrets_in(&gone, "l.db"), gone.n);
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_ok(ao_purge_look(l, BEFORE, &look, &err), &err);
	ck_assert_uint_eq(secrets_in(&gone, "l.db"), gone.n);
	ledgers_ok(ao_purge_do(l, BEFORE, &done, &err), &err);
	ck_assert_uint_eq(look.notices, done.notices);
	ck_assert_uint_eq(done.notices, 3);
	ck_assert(ao_date_equal(done.first, ao_date_of(2027, 1, 12)));
	ck_assert(ao_date_equal(done.last, ao_date_of(2027, 1, 14)));
	ck_assert(!ao_entry_values(l, 3, arena, &values, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ao_ledger_close(l);
	ck_assert_uint_eq(secrets_in(&gone, "l.db"), 0);
	ck_assert_uint_eq(secrets_in(&gone, "l.db-journal"), 0);
	ck_assert_uint_eq(secrets_in(&stay, "l.db"), stay.n);
	tampered_clean();
	secrets_release(&gone);
	secrets_release(&stay);
	ao_arena_free(arena);
}
END_TEST

START_TEST(the_file_shrinks)
{
	struct ao_error err = {0};
	struct stat before, after;
	struct ao_purge purge;
	struct ao_ledger *l = ready();

	ck_assert_int_eq(stat("l.db", &before), 0);
	ledgers_ok(ao_purge_do(l, ao_date_of(2028, 1, 1), &purge, &err), &err);
	ck_assert_uint_eq(purge.notices, 40);
	ao_ledger_close(l);
	ck_assert_int_eq(stat("l.db", &after), 0);
	ck_assert_int_lt(after.st_size, before.st_size);
	tampered_clean();
}
END_TEST

/* A crash before the VACUUM: nothing is left in the file even so. */
START_TEST(what_is_deleted_is_overwritten)
{
	struct secrets gone;

	ao_ledger_close(ready());
	secrets_read(&gone, TO_GO);
	tampered_sql("UPDATE notice SET resident=NULL,application=NULL,"
		     "sealed=NULL WHERE expiry<20833",
		     /*rows*/ false);
	ck_assert_uint_eq(secrets_in(&gone, "l.db"), 0);
	secrets_release(&gone);
}
END_TEST

START_TEST(a_second_purge_changes_nothing)
{
	struct ao_error err = {0};
	char head[AO_SHA256_HEX], again[AO_SHA256_HEX];
	struct ao_purge purge;
	struct ao_ledger *l = ready();

	ledgers_ok(ao_purge_do(l, BEFORE, &purge, &err), &err);
	ledgers_ok(ao_chain_head(l, head, &err), &err);
	ledgers_ok(ao_purge_do(l, BEFORE, &purge, &err), &err);
	ck_assert_uint_eq(purge.notices, 0);
	ledgers_ok(ao_chain_head(l, again, &err), &err);
	ck_assert_str_eq(head, again);
	ao_ledger_close(l);
	tampered_clean();
}
END_TEST

/* Its volumes are still to be made from those values. */
START_TEST(a_run_under_way_is_not_purged)
{
	struct ao_error err = {0};
	struct ao_purge purge;
	struct ao_ledger *l;

	tampered_restore();
	l = ledgers_open(AO_LEDGER_WRITE);
	ck_assert(!ao_purge_do(l, BEFORE, &purge, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text, "run 3 is not finished"));
	ledgers_finish(l, 3);
	ao_ledger_close(l);
	tampered_clean();
}
END_TEST

static struct ao_ledger *open_at(const char *path, const char *key,
				 struct ao_error *err)
{
	struct ao_ledger_order order = ledgers_order(AO_LEDGER_WRITE);

	order.path = path;
	order.key = key;
	return ao_ledger_open(&order, err);
}

START_TEST(a_copy_is_whole_and_goes_on)
{
	struct ledgers_run run = ledgers_december(200, 7);
	struct ao_error err = {0};
	struct ao_audit a;
	struct stat st;
	struct ao_ledger *l;

	tampered_restore();
	ck_assert_int_eq(mkdir("away", 0700), 0);
	l = ledgers_open(AO_LEDGER_WRITE);
	umask(0);
	ledgers_ok(ao_ledger_backup(l, "away/copy.db", &err), &err);
	ck_assert_int_eq(stat("away/copy.db", &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	ck_assert_int_ne(access("away/.copy.db.tmp", F_OK), 0);
	ao_ledger_close(l);
	tampered_clean();
	ck_assert(!open_at("away/copy.db", "away/copy.key", &err));
	ck_assert_int_eq(err.status, AO_HOST);
	err = (struct ao_error){0};
	l = open_at("away/copy.db", "l.key", &err);
	ledgers_ok(l != NULL, &err);
	ledgers_ok(ao_ledger_audit(l, NULL, NULL, &a, &err), &err);
	ck_assert_uint_eq(a.faults, 0);
	ck_assert_uint_eq(a.notices, 42);
	ao_audit_release(&a);
	ledgers_finish(l, 3);
	run.month.year = 2029;
	ledgers_finish(l, ledgers_plan(l, &run));
	ledgers_ok(ao_ledger_audit(l, NULL, NULL, &a, &err), &err);
	ck_assert_uint_eq(a.faults, 0);
	ao_audit_release(&a);
	ao_ledger_close(l);
}
END_TEST

START_TEST(a_copy_replaces_nothing)
{
	struct ao_error err = {0};
	struct ao_ledger *l;
	struct stat before, after;
	FILE *f = fopen("there.db", "w");

	ck_assert_ptr_nonnull(f);
	fclose(f);
	f = fopen(".free.db.tmp", "w"); /* what a crash left */
	ck_assert_ptr_nonnull(f);
	fclose(f);
	tampered_restore();
	l = ledgers_open(AO_LEDGER_WRITE);
	ck_assert(!ao_ledger_backup(l, "there.db", &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_int_eq(stat("there.db", &after), 0);
	ck_assert_int_eq(after.st_size, 0);
	err = (struct ao_error){0};
	ck_assert_int_eq(stat("l.db", &before), 0);
	ck_assert(!ao_ledger_backup(l, "l.db", &err));
	ck_assert_int_eq(stat("l.db", &after), 0);
	ck_assert_int_eq(before.st_size, after.st_size);
	err = (struct ao_error){0};
	ck_assert(!ao_ledger_backup(l, "no-such-folder/x.db", &err));
	ck_assert_int_eq(err.status, AO_HOST);
	err = (struct ao_error){0};
	ledgers_ok(ao_ledger_backup(l, "free.db", &err), &err);
	ao_ledger_close(l);
	tampered_clean();
}
END_TEST

/* Each test has a folder to itself. */
static void enter(void)
{
	ledgers_enter();
	tampered_make();
}

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, enter, ledgers_leave);
	tcase_add_test(tc, what_is_purged_is_nowhere);
	tcase_add_test(tc, the_file_shrinks);
	tcase_add_test(tc, what_is_deleted_is_overwritten);
	tcase_add_test(tc, a_second_purge_changes_nothing);
	tcase_add_test(tc, a_run_under_way_is_not_purged);
	tcase_add_test(tc, a_copy_is_whole_and_goes_on);
	tcase_add_test(tc, a_copy_replaces_nothing);
}

SUITE_MAIN("care", fill);
