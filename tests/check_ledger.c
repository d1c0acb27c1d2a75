/* check_ledger.c - a ledger is made, locked, read, and only added to. */
#include "aofuto/base/file.h"
#include "ledger/sql.h"
#include "support/ledgers.h"
#include "support/suite.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned mode_of(const char *path)
{
	struct stat st;

	ck_assert_int_eq(lstat(path, &st), 0);
	return (unsigned)st.st_mode & 0777;
}

START_TEST(is_made_and_opened_again)
{
	struct ao_ledger *l = ledgers_open(AO_LEDGER_CREATE);
	struct ao_error err = {0};
	struct ao_buf newest = {0};

	ck_assert(ao_ledger_is_new(l));
	ck_assert_str_eq(ao_ledger_path(l), "l.db");
	ck_assert_str_eq(ao_ledger_key_path(l), "l.key");
	ledgers_ok(ao_ledger_newest(l, &newest, &err), &err);
	ck_assert_uint_eq(newest.n, 0);
	ao_ledger_close(l);
	ck_assert(!ledgers_there(".l.db.tmp") &&
		  !ledgers_there(".l.db.tmp-journal"));
	for (int mode = AO_LEDGER_READ; mode <= AO_LEDGER_CREATE; mode++) {
		l = ledgers_open((enum ao_ledger_mode)mode);
		ck_assert(!ao_ledger_is_new(l));
		ao_ledger_close(l);
	}
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_ok(ao_event_note(l, AO_EVENT_EXPORT, 0, "", &err), &err);
	ledgers_ok(ao_ledger_newest(l, &newest, &err), &err);
	ck_assert_str_eq(newest.s, "2026-12-01T09:30:00+09:00");
	ao_buf_release(&newest);
	ao_ledger_close(l);
}
END_TEST

START_TEST(is_its_owners_alone_whatever_the_umask)
{
	static const mode_t masks[] = {0, 022, 077, 0277};

	for (size_t i = 0; i < COUNT(masks); i++) {
		struct ao_error err = {0};
		struct ao_ledger *l;
		mode_t old = umask(masks[i]);

		l = ledgers_open(AO_LEDGER_CREATE);
		ledgers_ok(ao_event_note(l, AO_EVENT_EXPORT, 0, "", &err),
			   &err);
		umask(old);
		ck_assert_uint_eq(mode_of("l.db"), 0600);
		ck_assert_uint_eq(mode_of("l.db.lock"), 0600);
		ck_assert_uint_eq(mode_of("l.db-journal"), 0600);
		ck_assert_uint_eq(mode_of("l.key") & 077, 0);
		ao_ledger_close(l);
		ck_assert_int_eq(system("rm -f l.*"), 0);
	}
}
END_TEST

START_TEST(there_is_none)
{
	ledgers_refuse(AO_LEDGER_READ, AO_HOST, "there is no ledger here");
	ledgers_refuse(AO_LEDGER_WRITE, AO_HOST, "there is no ledger here");
	ck_assert(!ledgers_there("l.db") && !ledgers_there("l.db.lock") &&
		  !ledgers_there("l.key"));
}
END_TEST

/* A child that has the ledger open; it says so, and goes on until killed. */
static pid_t hold(struct ao_ledger *(*open_it)(void))
{
	int ready[2];
	pid_t child;
	char c;

	ck_assert_int_eq(pipe(ready), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		if (!open_it() || write(ready[1], "!", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	close(ready[0]);
	return child;
}

static void end(pid_t child)
{
	kill(child, SIGKILL);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
}

static struct ao_ledger *writes(void)
{
	return ledgers_open(AO_LEDGER_WRITE);
}

START_TEST(the_second_writer_is_told_who)
{
	char who[128];
	pid_t child;

	ledgers_make();
	child = hold(writes);
	snprintf(who, sizeof(who),
		 "\"aofuto run\" of tanaka (process %ld, since "
		 "2026-12-01 09:30)",
		 (long)child);
	ledgers_refuse(AO_LEDGER_WRITE, AO_BUSY, who);
	ledgers_refuse(AO_LEDGER_CREATE, AO_BUSY, who);
	ao_ledger_close(ledgers_open(AO_LEDGER_READ));
	end(child);
	ao_ledger_close(ledgers_open(AO_LEDGER_WRITE));
}
END_TEST

START_TEST(the_holder_is_one_line_without_control_signs)
{
	static const char raw[] = "a\033[2J\tb\t1\t2\nc";
	struct ao_ledger_order order;
	struct ao_ledger *l;
	struct ao_error err = {0};

	ledgers_make();
	order = ledgers_order(AO_LEDGER_WRITE);
	order.operator= "ta\tna\nka";
	l = ao_ledger_open(&order, &err);
	ledgers_ok(l != NULL, &err);
	ledgers_refuse(AO_LEDGER_WRITE, AO_BUSY, "of ta na ka (");
	ledgers_put("l.db.lock", raw, sizeof(raw) - 1);
	ledgers_refuse(AO_LEDGER_WRITE, AO_BUSY,
		       "\"b\" of a [2J (process 1, since 2)");
	ledgers_put("l.db.lock", "", 0);
	ledgers_refuse(AO_LEDGER_WRITE, AO_BUSY, "another command is writing");
	ao_ledger_close(l);
	ck_assert(ledgers_there("l.db.lock"));
}
END_TEST

/* A writer that is killed while its child goes on: where the child has not let
 * go of the lock, it still holds it. */
static pid_t leave_child(bool forgets)
{
	pid_t writer, child = 0;
	int ready[2];

	ck_assert_int_eq(pipe(ready), 0);
	writer = fork();
	ck_assert_int_ge(writer, 0);
	if (writer == 0) {
		struct ao_ledger *l = ledgers_open(AO_LEDGER_WRITE);

		child = fork();
		if (child == 0 && forgets)
			ao_ledger_forget(l);
		if (child == 0) {
			child = getpid();
			if (write(ready[1], &child, sizeof(child)) < 0)
				_exit(1);
		}
		for (;;)
			pause();
	}
	ck_assert_int_eq(read(ready[0], &child, sizeof(child)), sizeof(child));
	close(ready[0]);
	close(ready[1]);
	end(writer);
	return child;
}

START_TEST(children_do_not_keep_it_locked)
{
	struct ao_ledger_order order = ledgers_order(AO_LEDGER_WRITE);
	struct ao_error err = {0};
	pid_t child;

	ledgers_make();
	child = leave_child(/*forgets*/ true);
	ao_ledger_close(ledgers_open(AO_LEDGER_WRITE));
	kill(child, SIGKILL);
	child = leave_child(/*forgets*/ false);
	ck_assert_ptr_null(ao_ledger_open(&order, &err));
	ck_assert_int_eq(err.status, AO_BUSY);
	kill(child, SIGKILL);
}
END_TEST

START_TEST(reads_while_somebody_writes)
{
	struct ao_ledger *l, *reader;
	struct ao_error err = {0};
	char hex[AO_SHA256_HEX];

	ledgers_make();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_ok(ao_ledger_begin(l, &err), &err);
	ledgers_ok(ao_event_note(l, AO_EVENT_EXPORT, 0, "", &err), &err);
	reader = ledgers_open(AO_LEDGER_READ);
	ledgers_ok(ao_chain_head(reader, hex, &err), &err);
	ck_assert_str_eq(hex, "");
	ao_ledger_close(reader);
	ledgers_ok(ao_ledger_commit(l, &err), &err);
	ao_ledger_close(l);
}
END_TEST

START_TEST(a_reader_changes_nothing)
{
	struct ao_error err = {0};
	struct ao_ledger *l;

	ledgers_make();
	l = ledgers_open(AO_LEDGER_READ);
	ck_assert(!ao_event_note(l, AO_EVENT_EXPORT, 0, "", &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ao_ledger_close(l);
}
END_TEST

/* Only the name itself must be no link. */
START_TEST(a_folder_may_be_a_link)
{
	struct ao_ledger_order order = ledgers_order(AO_LEDGER_CREATE);
	struct ao_error err = {0};
	struct ao_ledger *l;

	ck_assert_int_eq(mkdir("state", 0700), 0);
	ck_assert_int_eq(symlink("state", "link"), 0);
	order.path = "link/l.db";
	order.key = "link/l.key";
	l = ao_ledger_open(&order, &err);
	ledgers_ok(l != NULL, &err);
	ao_ledger_close(l);
	ck_assert(ledgers_there("state/l.db") && ledgers_there("state/l.key"));
}
END_TEST

/* So much that its pages went to the file before the end. */
static struct ao_ledger *plans(void)
{
	struct ao_ledger *l = ledgers_open(AO_LEDGER_WRITE);
	struct ao_arena *arena = ao_arena_new();
	struct ledgers_person person;
	struct ao_error err = {0};
	struct ao_plan *plan = ao_plan_begin(l, LEDGERS_DECEMBER, &err);

	for (unsigned i = 0; plan && i < 6000; i++) {
		ao_arena_reset(arena);
		ledgers_person(i, &person, arena);
		if (!ao_plan_add(plan, &person.planned, 1, &err))
			return NULL;
	}
	return plan ? l : NULL;
}

START_TEST(what_a_crash_left_is_taken_back)
{
	struct ao_ledger *l;
	struct ao_error err = {0};
	struct ao_run_row *rows;
	struct ao_arena *arena = ao_arena_new();
	struct stat before, after;
	bool issued;
	size_t n;

	ledgers_make();
	ck_assert_int_eq(stat("l.db", &before), 0);
	end(hold(plans));
	ck_assert_int_eq(stat("l.db", &after), 0);
	ck_assert_msg(after.st_size > 10 * before.st_size, "nothing spilt");
	l = ledgers_open(AO_LEDGER_READ);
	ledgers_ok(ao_runs(l, AO_NO_DATE, arena, &rows, &n, &err), &err);
	ck_assert_uint_eq(n, 0);
	ledgers_ok(ao_issued(l, "RESIDENT-0000000", AO_KIND_CARD_CERT,
			     ao_date_of(2027, 1, 10), 0, &issued, &err),
		   &err);
	ck_assert(!issued);
	ao_ledger_close(l);
	ck_assert_int_eq(stat("l.db", &after), 0);
	ck_assert_int_eq(after.st_size, before.st_size);
	ao_arena_free(arena);
}
END_TEST

/* What the triggers refuse; a row of each table is there. */
static const char *const forbidden[] = {
	"UPDATE run SET month='2026-11'", "UPDATE run SET notices=notices+1",
	"UPDATE run SET plan_sha256=zeroblob(32)", "UPDATE run SET figures='x'",
	"UPDATE run SET finished_at='later' WHERE finished_at IS NOT NULL",
	"UPDATE run SET cancelled_at=NULL WHERE cancelled_at IS NOT NULL",
	"DELETE FROM run", "UPDATE notice SET id=id+1000",
	"UPDATE notice SET run=2", "UPDATE notice SET page=page+1",
	"UPDATE notice SET kind=2", "UPDATE notice SET expiry=expiry+1",
	"UPDATE notice SET sealed=zeroblob(100)",
	"UPDATE notice SET resident=zeroblob(16)",
	"UPDATE notice SET application=zeroblob(16)",
	"UPDATE notice SET cancelled=0 WHERE cancelled=1",
	"UPDATE notice SET cancelled=2", "UPDATE notice SET resident=NULL",
	"DELETE FROM notice", "UPDATE document SET text='x'",
	"DELETE FROM document", "DELETE FROM fact",
	"UPDATE volume SET name='x'", "UPDATE volume SET digests=digests",
	"DELETE FROM volume", "UPDATE reprint SET reason='x'",
	"DELETE FROM reprint", "UPDATE returned SET reason='x'",
	"DELETE FROM returned", "UPDATE event SET text='x'",
	"DELETE FROM event",
	/* NOLINTBEGIN(bugprone-suspicious-missing-comma): two lines each. */
	"INSERT INTO volume SELECT run,number+50,name||'x',notices,pages,"
	"sheets,bytes,zeroblob(32),at,zeroblob(31) FROM volume LIMIT 1",
	"INSERT INTO notice(id,run,page,pages,sheets,row,kind,expiry,resident,"
	"sealed) SELECT 999,run,page,pages,sheets,row,kind,expiry,resident,"
	"sealed FROM notice WHERE cancelled=0 LIMIT 1",
	"INSERT INTO reprint(notice,copy,at,operator,reason,marked,sha256)"
	" VALUES(1,2,'','','',0,zeroblob(32))",
	"INSERT INTO returned(notice,on_day,at,operator,reason)"
	" VALUES(4711,1,'','','')",
	/* NOLINTEND(bugprone-suspicious-missing-comma) */
};

START_TEST(rows_are_only_ever_added)
{
	struct ao_ledger *l;
	struct ledgers_run run = ledgers_december(0, 15);
	struct ao_error err = {0};
	struct sql *sql;

	ledgers_make();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_finish(l, ledgers_plan(l, &run));
	ledgers_ok(ao_run_cancel(l, 1, "a test", &err), &err);
	ledgers_finish(l, ledgers_plan(l, &run));
	ao_ledger_close(l);
	sql = sql_open(&(struct sql_order){.path = "l.db"}, &err);
	ledgers_ok(sql != NULL, &err);
	ledgers_ok(sql_do(sql,
			  "INSERT INTO reprint VALUES(1,16,1,'','','r',0,"
			  "zeroblob(32));"
			  "INSERT INTO returned VALUES(1,16,20000,'','','r')",
			  &err),
		   &err);
	for (size_t i = 0; i < COUNT(forbidden); i++) {
		memset(&err, 0, sizeof(err));
		ck_assert_msg(!sql_do(sql, forbidden[i], &err), "done: %s",
			      forbidden[i]);
		ck_assert_int_eq(err.status, AO_INPUT);
		ck_assert_ptr_null(strstr(err.text, "INSERT"));
	}
	sql_close(sql);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, ledgers_enter, ledgers_leave);
	tcase_add_test(tc, is_made_and_opened_again);
	tcase_add_test(tc, is_its_owners_alone_whatever_the_umask);
	tcase_add_test(tc, there_is_none);
	tcase_add_test(tc, the_second_writer_is_told_who);
	tcase_add_test(tc, the_holder_is_one_line_without_control_signs);
	tcase_add_test(tc, children_do_not_keep_it_locked);
	tcase_add_test(tc, reads_while_somebody_writes);
	tcase_add_test(tc, a_reader_changes_nothing);
	tcase_add_test(tc, a_folder_may_be_a_link);
	tcase_add_test(tc, what_a_crash_left_is_taken_back);
	tcase_add_test(tc, rows_are_only_ever_added);
}

SUITE_MAIN("ledger", fill);
