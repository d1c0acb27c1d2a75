/* check_issue_bad.c - plans and volumes that are not what they were, mistakes
 * of ours, and names where none may be. */
#include "ledger/ledger_inside.h"
#include "support/ledgers.h"
#include "support/suite.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>

static struct ao_ledger *l;
static struct ao_arena *arena;
static struct ao_error err;

static void enter(void)
{
	ledgers_enter();
	l = ledgers_open(AO_LEDGER_CREATE);
	arena = ao_arena_new();
}

static void leave(void)
{
	ao_arena_free(arena);
	ao_ledger_close(l);
	ledgers_leave();
}

static void ok(bool done)
{
	ledgers_ok(done, &err);
}

static void fails(bool done, const char *words)
{
	ledgers_fails(done, &err, AO_INPUT, words);
}

static int64_t plan(unsigned first, unsigned notices)
{
	struct ledgers_run run = ledgers_december(first, notices);

	return ledgers_plan(l, &run);
}

/* Changes what is there behind the ledger's back. */
static void tamper(const char *text)
{
	struct sql *sql;

	ao_ledger_close(l);
	sql = sql_open(&(struct sql_order){.path = "l.db"}, &err);
	ok(sql != NULL);
	ok(sql_do(sql, text, &err));
	sql_close(sql);
	l = ledgers_open(AO_LEDGER_WRITE);
}

static bool see(const struct ao_planned *p,
		const struct ao_planned_place *place, void *data)
{
	unsigned *seen = data;

	ck_assert_str_eq(p->notice->text[AO_FIELD_SEQUENCE], "");
	ck_assert_uint_eq(place->position, ++*seen);
	return true;
}

START_TEST(values_open_in_their_own_row_alone)
{
	unsigned seen = 0;

	ledgers_finish(l, plan(0, 25));
	tamper("DROP TRIGGER notice_goes;"
	       "UPDATE notice SET sealed=(SELECT sealed FROM notice"
	       " WHERE id=13) WHERE id=14");
	ok(ao_volume_issues(l, 1, 1, see, &seen, &err));
	seen = 0;
	fails(ao_volume_issues(l, 1, 2, see, &seen, &err),
	      "volume 2, place 4: the values of the notice do not open");
	ck_assert_uint_eq(seen, 3);
	tamper("UPDATE notice SET sealed=NULL,resident=NULL,application=NULL"
	       " WHERE id=21");
	fails(ao_volume_issues(l, 1, 3, see, &seen, &err),
	      "volume 3, place 1: the values of the notice were purged");
}
END_TEST

START_TEST(each_value_of_the_row_binds)
{
	static const unsigned char one[AO_KEY_HASH] = "one", two[] = "two";
	unsigned char other[AO_KEY_HASH] = {0};
	struct ledger_bound b[6];

	memcpy(other, two, sizeof(two));
	b[0] = ledger_bound(1, 2, 3, 4, one);
	b[1] = ledger_bound(5, 2, 3, 4, one);
	b[2] = ledger_bound(1, 5, 3, 4, one);
	b[3] = ledger_bound(1, 2, 5, 4, one);
	b[4] = ledger_bound(1, 2, 3, 5, one);
	b[5] = ledger_bound(1, 2, 3, 4, other);
	for (size_t i = 1; i < COUNT(b); i++) {
		ck_assert_uint_eq(b[i].n, b[0].n);
		ck_assert_int_ne(memcmp(b[i].s, b[0].s, b[0].n), 0);
	}
}
END_TEST

START_TEST(a_row_that_is_gone)
{
	static const char *const gone[] = {
		"DROP TRIGGER notice_no_delete;DELETE FROM notice WHERE id=10",
		"DROP TRIGGER notice_fixed;UPDATE notice SET run=2 WHERE id=5",
		"DELETE FROM notice WHERE id<=10",
	};
	unsigned seen;

	ledgers_finish(l, plan(0, 25));
	for (size_t i = 0; i < COUNT(gone); i++) {
		seen = 0;
		tamper(gone[i]);
		fails(ao_volume_issues(l, 1, 1, see, &seen, &err),
		      "are not there");
	}
}
END_TEST

/* Mistakes of ours, which must not come to paper: each of them aborts. */
static void volume_wrongly(unsigned number, unsigned long notices)
{
	struct ao_volume_row v = {.number = number,
				  .name = "a",
				  .notices = notices,
				  .digest = (const unsigned char *)""};

	plan(0, 25);
	ao_sha256("a", 1, v.sha256);
	ck_assert(!ao_volume_commit(l, 1, &v, &err));
}

START_TEST(bug_a_volume_out_of_order)
{
	volume_wrongly(2, 10);
}
END_TEST

START_TEST(bug_a_volume_of_another_size)
{
	volume_wrongly(1, 9);
}
END_TEST

/* By another command, where somebody has removed the lock's file. */
START_TEST(a_volume_of_a_run_that_was_cancelled_meanwhile)
{
	unsigned char digest[10 * AO_DIGEST] = {0};
	struct ao_volume_row v = {.number = 1,
				  .name = "aofuto-2026-12-001.pdf",
				  .notices = 10,
				  .digest = digest};

	plan(0, 25);
	ok(ao_run_cancel(l, 1, "x", &err));
	ao_sha256("x", 1, v.sha256);
	fails(ao_volume_commit(l, 1, &v, &err),
	      "run 1 was cancelled meanwhile by another command");
}
END_TEST

START_TEST(bug_an_end_without_all_volumes)
{
	plan(0, 25);
	ledgers_volume(l, 1);
	ck_assert(!ao_run_finish(l, 1, "", &err));
}
END_TEST

START_TEST(bug_a_form_of_another_digest)
{
	struct ledgers_run run = ledgers_december(0, 1);
	struct ao_run_made made;
	struct ao_plan_end to;
	struct ao_plan *p = ao_plan_begin(l, run.month, &err);
	int64_t id;

	ledgers_made(&run, &made, &to);
	made.form_sha256[AO_FORM_CITY] = made.form_sha256[AO_FORM_FONTS];
	ck_assert(!ao_plan_commit(p, &to, &id, &err));
}
END_TEST

static void absent(const char *path, const char *text)
{
	struct ao_buf file = ledgers_get(path);

	ck_assert_msg(!*text || strlen(text) < 6 ||
			      !memmem(file.s, file.n, text, strlen(text)),
		      "%s has %s", path, text);
	ao_buf_release(&file);
}

static void nobody_in(const char *path, unsigned i)
{
	struct ledgers_person p;

	ledgers_person(i, &p, arena);
	absent(path, p.planned.resident_id);
	for (size_t f = 0; f < AO_FIELD_COUNT; f++)
		absent(path, p.notice.text[f]);
}

START_TEST(nobody_stands_in_the_file)
{
	struct ao_plan *p;
	struct ledgers_person person;
	struct stat st;

	ledgers_finish(l, plan(0, 500));
	p = ao_plan_begin(l, LEDGERS_DECEMBER, &err);
	for (unsigned i = 500; i < 4000; i++) {
		ao_arena_reset(arena);
		ledgers_person(i, &person, arena);
		ok(ao_plan_add(p, &person.planned, 1, &err));
	}
	ck_assert_int_eq(stat("l.db-journal", &st), 0);
	ck_assert_int_gt(st.st_size, 0);
	for (unsigned i = 0; i < 4000; i += 97) {
		nobody_in("l.db", i);
		nobody_in("l.db-journal", i);
	}
	ao_plan_discard(p);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, enter, leave);
	tcase_add_test(tc, values_open_in_their_own_row_alone);
	tcase_add_test(tc, each_value_of_the_row_binds);
	tcase_add_test(tc, a_row_that_is_gone);
	tcase_add_test_raise_signal(tc, bug_a_volume_out_of_order, SIGABRT);
	tcase_add_test_raise_signal(tc, bug_a_volume_of_another_size, SIGABRT);
	tcase_add_test(tc, a_volume_of_a_run_that_was_cancelled_meanwhile);
	tcase_add_test_raise_signal(tc, bug_an_end_without_all_volumes,
				    SIGABRT);
	tcase_add_test_raise_signal(tc, bug_a_form_of_another_digest, SIGABRT);
	tcase_add_test(tc, nobody_stands_in_the_file);
}

SUITE_MAIN("issue_bad", fill);
