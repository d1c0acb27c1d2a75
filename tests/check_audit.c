/* check_audit.c - whatever is not what it was is named. */
#include "aofuto/ledger/care.h"
#include "aofuto/ledger/entry.h"
#include "support/ledgers.h"
#include "support/rows.h"
#include "support/suite.h"
#include "support/tampered.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

START_TEST(what_is_whole_is_found_whole)
{
	struct ao_error err = {0};
	struct ao_audit a;
	char head[AO_SHA256_HEX];
	struct ao_ledger *l;

	tampered_restore();
	ledgers_ok(tampered_audit(&a, &err), &err);
	ck_assert_uint_eq(a.faults, 0);
	ck_assert_uint_eq(a.events, 16);
	ck_assert_uint_eq(a.runs, 3);
	ck_assert_uint_eq(a.volumes, 5);
	ck_assert_uint_eq(a.notices, 42);
	ck_assert_uint_eq(a.purged, 2);
	ck_assert_uint_eq(a.reprints, 2);
	l = ledgers_open(AO_LEDGER_READ);
	ledgers_ok(ao_chain_head(l, head, &err), &err);
	ao_ledger_close(l);
	ck_assert_str_eq(a.head, head);
	ao_audit_release(&a);
}
END_TEST

/* Of the made-up people some are called "A". */
#define SHORTEST_NAME 6

static void no_name(const struct ao_audit *a)
{
	struct ao_arena *arena = ao_arena_new();
	struct ledgers_person p;

	for (unsigned i = 0; i < 120; i++) {
		ledgers_person(i, &p, arena);
		ck_assert(!tampered_says(a, p.planned.resident_id));
		if (strlen(p.notice.text[AO_FIELD_NAME]) >= SHORTEST_NAME)
			ck_assert(!tampered_says(a,
						 p.notice.text[AO_FIELD_NAME]));
	}
	ao_arena_free(arena);
}

static void one_touch(char *line, const void *data)
{
	const char *how = rows_field(&line), *sql = rows_field(&line);
	const char *want = rows_field(&line), *why = rows_field(&line);
	struct ao_error err = {0};
	struct ao_audit a;

	(void)data;
	tampered_restore();
	tampered_sql(sql, /*rows*/ strcmp(how, "rows") == 0);
	if (!tampered_audit(&a, &err))
		ck_abort_msg("%s: does not open: %s", why, err.text);
	if (strcmp(want, "-") == 0 && a.faults)
		ck_abort_msg("%s: %s", why, a.fault[0].text);
	if (strcmp(want, "-") != 0 && !tampered_says(&a, want))
		ck_abort_msg("%s: lacks '%s', says %zu, first: %s", why, want,
			     a.faults, a.faults ? a.fault[0].text : "nothing");
	no_name(&a);
	ao_audit_release(&a);
}

START_TEST(each_column_that_is_touched_is_named)
{
	ck_assert_uint_ge(
		rows_each(TEST_DIR "/cases/ledger_tamper.tsv", one_touch, NULL),
		130);
}
END_TEST

#define WITHOUT_EDITIONS                                                       \
	"DROP TRIGGER edition_no_update;DROP TRIGGER edition_no_delete;"       \
	"DROP TABLE edition;"

/* What version 1 had: no table of planned volumes, each of the same size. One
 * run fills its two volumes to the last place. */
static void first_form(void)
{
	struct ledgers_run full = ledgers_december(200, 20);
	struct ledgers_run last = ledgers_december(300, 3);
	struct ao_ledger *l;

	tampered_restore();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_finish(l, 3);
	full.month.year = 2028;
	ledgers_finish(l, ledgers_plan(l, &full));
	last.month.year = 2029;
	ledgers_finish(l, ledgers_plan(l, &last));
	ao_ledger_close(l);
	tampered_sql(WITHOUT_EDITIONS
		     "DROP TRIGGER planned_volume_no_update;"
		     "DROP TRIGGER planned_volume_no_delete;"
		     "DROP TABLE planned_volume;PRAGMA user_version=1",
		     /*rows*/ false);
}

struct places {
	unsigned long seen, wrong;
};

/* As in tampered_make: runs of 25, 5 and 12, and those of 20 and 3; volumes of
 * 10; the second run goes on in the month of the first. */
static bool see_place(const struct ao_entry *e, void *data)
{
	static const int64_t first[] = {0, 1, 26, 31, 43, 63};
	static const unsigned volume[] = {0, 1, 4, 1, 1, 1};
	struct places *p = data;
	unsigned within = (unsigned)(e->id - first[e->run]);

	p->seen++;
	p->wrong += e->volume != volume[e->run] + within / 10 ||
		    e->position != within % 10 + 1;
	return true;
}

START_TEST(a_ledger_of_the_first_form_is_brought_up_to_date)
{
	struct ao_error err = {0};
	struct places places = {0};
	struct ao_ledger *l;

	first_form();
	ledgers_refuse(AO_LEDGER_READ, AO_INPUT, "of an older form");
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_ok(ao_entries_each(
			   l, &(struct ao_entry_query){.cancelled_too = true},
			   see_place, &places, &err),
		   &err);
	ao_ledger_close(l);
	ck_assert_uint_eq(places.seen, 65);
	ck_assert_uint_eq(places.wrong, 0);
	tampered_clean();
}
END_TEST

/* The next form has all notices or it is not there. */
START_TEST(numbers_of_a_first_form_that_lead_astray)
{
	struct ao_error err = {0};
	struct ao_audit a;

	first_form();
	tampered_sql("DROP TRIGGER run_fixed;"
		     "UPDATE run SET volume_notices=1,notices=1<<62,"
		     "volumes=1<<62 WHERE id=5",
		     /*rows*/ false);
	ao_ledger_close(ledgers_open(AO_LEDGER_WRITE));
	ledgers_ok(tampered_audit(&a, &err), &err);
	ck_assert(tampered_says(&a, "run 5 is not what was planned"));
	ao_audit_release(&a);
}
END_TEST

/* Every notice of the second form is of its run's own template. */
START_TEST(a_ledger_of_the_second_form_is_brought_up_to_date)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_error err = {0};
	struct ao_run_row *rows;
	struct ao_ledger *l;
	size_t n;

	tampered_restore();
	tampered_sql(WITHOUT_EDITIONS "PRAGMA user_version=2", /*rows*/ false);
	ledgers_refuse(AO_LEDGER_READ, AO_INPUT, "of an older form");
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_ok(ao_runs(l, AO_NO_DATE, arena, &rows, &n, &err), &err);
	ck_assert_uint_eq(n, 3);
	for (size_t i = 0; i < n; i++)
		for (int f = AO_FORM_COLUMNS; f < AO_FORM_TEXTS; f++)
			ck_assert_str_eq(rows[i].made.form_sha256[f], "");
	ao_ledger_close(l);
	ao_arena_free(arena);
	tampered_clean();
}
END_TEST

/* Run 4 has a template in English. */
static void with_english(void)
{
	struct ledgers_run run = ledgers_december(200, 5);
	struct ao_arena *arena = ao_arena_new();
	struct ao_error err = {0};
	struct ao_buf text = {0};
	struct ao_run_row row;
	struct ao_ledger *l;

	tampered_restore();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_finish(l, 3);
	run.month.year = 2028;
	run.english = true;
	ledgers_finish(l, ledgers_plan(l, &run));
	ledgers_ok(ao_run_find(l, 4, arena, &row, &err), &err);
	ck_assert_str_eq(row.made.form_sha256[AO_FORM_EN_LARGE], "");
	ledgers_ok(
		ao_form_text(l, row.made.form_sha256[AO_FORM_EN], &text, &err),
		&err);
	ck_assert_str_eq(text.s, "sheets: in English\n");
	ao_buf_release(&text);
	ao_ledger_close(l);
	ao_arena_free(arena);
}

START_TEST(the_templates_of_a_run_are_in_the_chain)
{
	static const struct {
		const char *sql, *want;
	} touch[] = {
		{"UPDATE edition SET template=(SELECT city FROM run WHERE "
		 "id=1)",
		 "run 4 is not what was planned"},
		{"UPDATE edition SET edition='en-large'",
		 "run 4 is not what was planned"},
		{"DELETE FROM edition", "run 4 is not what was planned"},
		{"INSERT INTO edition SELECT 2,edition,template FROM edition",
		 "run 2 is not what was planned"},
		{"INSERT INTO edition SELECT 9,edition,template FROM edition",
		 "belongs to a row of the table run"},
		{"UPDATE document SET text=x'78' WHERE sha256 IN"
		 " (SELECT template FROM edition)",
		 "is not the one that was printed from"},
	};
	struct ao_error err = {0};
	struct ao_audit a;

	with_english();
	tampered_clean();
	for (size_t i = 0; i < AO_COUNT(touch); i++) {
		with_english();
		tampered_sql(touch[i].sql, /*rows*/ true);
		ledgers_ok(tampered_audit(&a, &err), &err);
		if (!tampered_says(&a, touch[i].want))
			ck_abort_msg("%s: %zu faults, first: %s", touch[i].sql,
				     a.faults,
				     a.faults ? a.fault[0].text : "none");
		ao_audit_release(&a);
	}
}
END_TEST

/* All of them in one report. */
START_TEST(every_fault_is_told)
{
	struct ao_error err = {0};
	struct ao_audit a;

	tampered_restore();
	tampered_sql("UPDATE notice SET kind=kind%3+1 WHERE id>2;"
		     "UPDATE reprint SET reason='x' WHERE id=1;"
		     "UPDATE run SET figures='x' WHERE id=2",
		     /*rows*/ true);
	ledgers_ok(tampered_audit(&a, &err), &err);
	ck_assert(tampered_says(&a, "run 2 is not what was planned"));
	ck_assert(tampered_says(&a, "what was written down of notice 3"));
	ck_assert(tampered_says(&a, "notice 3 of run 1"));
	ck_assert(tampered_says(&a, "notice 22 of run 1"));
	ck_assert(tampered_says(&a, "20 more of the same kind as this one"));
	ck_assert_uint_eq(a.faults, 1 + 1 + 20 + 1);
	ao_audit_release(&a);
}
END_TEST

struct stop {
	uint64_t calls, done, total, after;
};

static bool count(void *data, uint64_t done, uint64_t total)
{
	struct stop *s = data;

	ck_assert_uint_le(done, total);
	s->done = done;
	s->total = total;
	return ++s->calls != s->after;
}

START_TEST(it_says_how_far_it_is_and_stops)
{
	struct ledgers_run run = ledgers_december(1000, 1100);
	struct ao_ledger *l;
	struct ao_error err = {0};
	struct stop s = {.after = 0};
	struct ao_audit a;

	tampered_restore();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_finish(l, 3);
	run.volume_notices = 500;
	run.month.year = 2028;
	ledgers_finish(l, ledgers_plan(l, &run));
	ledgers_ok(ao_ledger_audit(l, count, &s, &a, &err), &err);
	ck_assert_uint_eq(a.faults, 0);
	ao_audit_release(&a);
	ck_assert_uint_ge(s.calls, 4);
	ck_assert_uint_eq(s.total, 1142 + 17 + 1 + 1 + 3 + 1);
	s = (struct stop){.after = 2};
	ck_assert(!ao_ledger_audit(l, count, &s, &a, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ao_audit_release(&a);
	ao_ledger_close(l);
}
END_TEST

static off_t size_of(const char *path)
{
	struct stat st;

	ck_assert_int_eq(stat(path, &st), 0);
	return st.st_size;
}

/* Refused, or told; never a crash and never silence. */
static void is_noticed(const char *what, long at)
{
	struct ao_error err = {0};
	struct ao_audit a;

	if (!tampered_audit(&a, &err)) {
		ck_assert_int_eq(err.status, AO_INPUT);
		return;
	}
	if (!a.faults)
		ck_abort_msg("%s %ld: nothing is told", what, at);
	ao_audit_release(&a);
}

START_TEST(a_file_cut_short_is_noticed)
{
	off_t whole = size_of("whole.db");

	for (off_t n = 4096; n < whole; n += 4096 * 3 + 1) {
		tampered_restore();
		ck_assert_int_eq(truncate("l.db", n), 0);
		is_noticed("cut at", (long)n);
	}
}
END_TEST

/* In the part of each page that is used. What SQLite does not use (the space
 * between cells, a freelist page's inside) nobody reads. */
START_TEST(a_flipped_bit_is_noticed)
{
	off_t whole = size_of("whole.db");
	unsigned noticed = 0, tried = 0;

	for (off_t at = 8192; at + 4096 <= whole; at += 4096) {
		struct ao_error err = {0};
		struct ao_audit a;
		unsigned char byte;
		int fd;

		tampered_restore();
		fd = open("l.db", O_RDWR);
		ck_assert_int_eq(pread(fd, &byte, 1, at + 4090), 1);
		byte ^= 0x10;
		ck_assert_int_eq(pwrite(fd, &byte, 1, at + 4090), 1);
		close(fd);
		tried++;
		if (!tampered_audit(&a, &err)) {
			noticed++;
			continue;
		}
		noticed += a.faults > 0;
		ao_audit_release(&a);
	}
	ck_assert_msg(tried >= 10 && noticed * 10 >= tried * 8,
		      "%u of %u bits were noticed", noticed, tried);
}
END_TEST

/* The triggers stop mistakes; whoever makes the chain anew as well shows only
 * in the head that was printed. */
START_TEST(a_new_head_shows_on_paper_alone)
{
	struct ao_error err = {0};
	struct ao_audit before, after;
	struct ao_ledger *l;

	tampered_restore();
	ledgers_ok(tampered_audit(&before, &err), &err);
	tampered_sql("DELETE FROM event WHERE id=16;"
		     "DELETE FROM volume WHERE run=3",
		     /*rows*/ true);
	tampered_clean();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_finish(l, 3);
	ao_ledger_close(l);
	ledgers_ok(tampered_audit(&after, &err), &err);
	ck_assert_uint_eq(after.faults, 0);
	ck_assert_str_ne(before.head, after.head);
	ao_audit_release(&before);
	ao_audit_release(&after);
}
END_TEST

static void enter(void)
{
	ledgers_enter();
	tampered_make();
}

static void fill(TCase *tc)
{
	tcase_add_unchecked_fixture(tc, enter, ledgers_leave);
	tcase_add_test(tc, what_is_whole_is_found_whole);
	tcase_add_test(tc, each_column_that_is_touched_is_named);
	tcase_add_test(tc, a_ledger_of_the_first_form_is_brought_up_to_date);
	tcase_add_test(tc, a_ledger_of_the_second_form_is_brought_up_to_date);
	tcase_add_test(tc, the_templates_of_a_run_are_in_the_chain);
	tcase_add_test(tc, numbers_of_a_first_form_that_lead_astray);
	tcase_add_test(tc, every_fault_is_told);
	tcase_add_test(tc, it_says_how_far_it_is_and_stops);
	tcase_add_test(tc, a_file_cut_short_is_noticed);
	tcase_add_test(tc, a_flipped_bit_is_noticed);
	tcase_add_test(tc, a_new_head_shows_on_paper_alone);
}

SUITE_MAIN("audit", fill);
