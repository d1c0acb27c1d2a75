/* check_issue.c - exactly once: plans, volumes, runs. */
#include "aofuto/notice/pack.h"
#include "ledger/sql.h"
#include "support/ledgers.h"
#include "support/suite.h"

#include <string.h>

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

static bool issued(unsigned i, int64_t but)
{
	struct ledgers_person p;
	bool is;

	ledgers_person(i, &p, arena);
	ok(ao_issued(l, p.planned.resident_id, p.planned.kind, p.planned.expiry,
		     but, &is, &err));
	return is;
}

static struct ao_run_row row_of(int64_t run)
{
	struct ao_run_row row;

	ok(ao_run_find(l, run, arena, &row, &err));
	return row;
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

struct seen {
	unsigned first, n, most;
	unsigned char salt[AO_DIGEST_SALT];
};

static bool same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool see(const struct ao_planned *p,
		const struct ao_planned_place *place, void *data)
{
	struct seen *seen = data;
	struct ledgers_person want;
	struct ao_buf a = {0}, b = {0};

	ledgers_person(seen->first + seen->n, &want, arena);
	ck_assert_uint_eq(place->position, ++seen->n);
	ck_assert_str_eq(p->resident_id, want.planned.resident_id);
	ck_assert_int_eq(p->kind, want.planned.kind);
	ck_assert(ao_date_equal(p->expiry, want.planned.expiry));
	ck_assert_uint_eq(p->row, want.planned.row);
	ck_assert_uint_eq(p->pages, want.planned.pages);
	ck_assert_uint_eq(p->sheets, want.planned.sheets);
	ao_notice_pack(p->notice, &a);
	ao_notice_pack(&want.notice, &b);
	ck_assert(a.n == b.n && memcmp(a.s, b.s, a.n) == 0);
	ck_assert(same_text(p->notice->text[AO_FIELD_NAME],
			    want.notice.text[AO_FIELD_NAME]));
	ck_assert(memcmp(seen->salt, place->salt, sizeof(seen->salt)) != 0);
	memcpy(seen->salt, place->salt, sizeof(seen->salt));
	ao_buf_release(&a);
	ao_buf_release(&b);
	return seen->n != seen->most;
}

START_TEST(a_run_is_planned_and_finished)
{
	struct ao_volume_row *volumes;
	struct ao_run_row row;
	int64_t run;
	size_t n;

	ck_assert(!issued(3, 0));
	run = plan(0, 25);
	row = row_of(run);
	ck_assert_int_eq(run, 1);
	ck_assert_int_eq(row.state, AO_RUN_PLANNED);
	ck_assert_int_eq(row.first_notice, 1);
	ck_assert_uint_eq(row.notices, 25);
	ck_assert_uint_eq(row.first_volume, 1);
	ck_assert_uint_eq(row.volumes, 3);
	ck_assert_uint_eq(row.volumes_done, 0);
	ck_assert_str_eq(row.made.program, "aofuto test");
	ck_assert_str_eq(row.made.form_sha256[AO_FORM_GAIJI], "");
	ck_assert_uint_eq(strlen(row.made.form_sha256[AO_FORM_CITY]), 64);
	ck_assert_str_eq(row.made.hold_sha256, "");
	ck_assert(ao_date_equal(row.made.month, LEDGERS_DECEMBER));
	ck_assert(ao_date_equal(row.made.as_of, LEDGERS_DECEMBER));
	ck_assert_str_eq(row.folder, "out");
	ck_assert_str_eq(row.started_at, "2026-12-01T09:30:00+09:00");
	ck_assert_str_eq(row.finished_at, "");
	ck_assert(issued(0, 0) && issued(24, 0) && !issued(25, 0));
	ck_assert(!issued(0, run) && issued(0, run + 1));
	ledgers_volume(l, run);
	ck_assert_uint_eq(row_of(run).volumes_done, 1);
	ledgers_finish(l, run);
	ck_assert_int_eq(row_of(run).state, AO_RUN_FINISHED);
	ok(ao_volumes_done(l, run, arena, &volumes, &n, &err));
	ck_assert_uint_eq(n, 3);
	ck_assert_uint_eq(volumes[2].number, 3);
	ck_assert_uint_eq(volumes[2].notices, 5);
	ck_assert_str_eq(volumes[2].name, "aofuto-2026-12-003.pdf");
	ck_assert_ptr_null(volumes[2].digest);
	ok(ao_volume_run(l, volumes[2].sha256, &run, &err));
	ck_assert_int_eq(run, 1);
	volumes[2].sha256[0] = volumes[2].sha256[0] == '0' ? '1' : '0';
	ok(ao_volume_run(l, volumes[2].sha256, &run, &err));
	ck_assert_int_eq(run, 0);
}
END_TEST

START_TEST(a_volume_has_what_was_planned)
{
	int64_t run = plan(0, 25);
	struct seen seen = {.first = 10};

	ok(ao_volume_issues(l, run, 2, see, &seen, &err));
	ck_assert_uint_eq(seen.n, 10);
	seen = (struct seen){.first = 20};
	ok(ao_volume_issues(l, run, 3, see, &seen, &err));
	ck_assert_uint_eq(seen.n, 5);
	seen = (struct seen){.most = 4};
	ok(ao_volume_issues(l, run, 1, see, &seen, &err));
	ck_assert_uint_eq(seen.n, 4);
	fails(ao_volume_issues(l, run, 4, see, &seen, &err), "has no volume 4");
	fails(ao_volume_issues(l, run, 0, see, &seen, &err), "has no volume 0");
	fails(ao_volume_issues(l, 7, 1, see, &seen, &err), "has no run 7");
}
END_TEST

static void digest_of(unsigned first, unsigned n, char hex[AO_SHA256_HEX])
{
	struct ao_plan_digest d;
	struct ledgers_person p;

	ao_plan_digest_init(&d);
	for (unsigned i = 0; i < n; i++) {
		ledgers_person(first + i, &p, arena);
		ao_plan_digest_add(&d, &p.planned);
	}
	ck_assert_uint_eq(d.notices, n);
	ao_plan_digest_hex(&d, hex);
	ao_plan_digest_release(&d);
}

START_TEST(the_digest_is_the_same_without_the_ledger)
{
	char hex[AO_SHA256_HEX], other[AO_SHA256_HEX];
	int64_t run = plan(5, 25);

	digest_of(5, 25, hex);
	ck_assert_str_eq(row_of(run).plan_sha256, hex);
	digest_of(5, 24, other);
	ck_assert_str_ne(hex, other);
	digest_of(6, 25, other);
	ck_assert_str_ne(hex, other);
}
END_TEST

/* Whatever is printed counts, and the row of the list does not. */
START_TEST(the_digest_sees_each_value)
{
	struct ao_planned p[8];
	char hex[AO_COUNT(p)][AO_SHA256_HEX];
	struct ledgers_person person;
	struct ao_notice notice;

	ledgers_person(1, &person, arena);
	for (size_t i = 0; i < AO_COUNT(p); i++)
		p[i] = person.planned;
	notice = person.notice;
	notice.text[AO_FIELD_NAME] = "x";
	p[1].resident_id = "another";
	p[2].kind = AO_KIND_CARD_ONLY;
	p[3].expiry.day++;
	p[4].pages++;
	p[5].sheets++;
	p[6].notice = &notice;
	p[7].row++;
	for (size_t i = 0; i < AO_COUNT(p); i++) {
		struct ao_plan_digest d;

		ao_plan_digest_init(&d);
		ao_plan_digest_add(&d, &p[i]);
		ao_plan_digest_hex(&d, hex[i]);
		ao_plan_digest_release(&d);
	}
	for (size_t i = 1; i < AO_COUNT(p) - 1; i++)
		ck_assert_str_ne(hex[i], hex[0]);
	ck_assert_str_eq(hex[7], hex[0]);
}
END_TEST

START_TEST(one_run_after_the_other)
{
	int64_t run = plan(0, 3);
	struct ao_plan *second;

	second = ao_plan_begin(l, LEDGERS_DECEMBER, &err);
	fails(second != NULL, "run 1 of 2026-12 is not finished");
	ledgers_finish(l, run);
	second = ao_plan_begin(l, LEDGERS_DECEMBER, &err);
	ok(second != NULL);
	ao_plan_discard(second);
}
END_TEST

START_TEST(nobody_is_planned_twice)
{
	struct ledgers_person p;
	struct ao_plan *second;

	ledgers_finish(l, plan(0, 3));
	second = ao_plan_begin(l, LEDGERS_DECEMBER, &err);
	ok(second != NULL);
	ledgers_person(9, &p, arena);
	ok(ao_plan_add(second, &p.planned, 1, &err));
	fails(ao_plan_add(second, &p.planned, 1, &err), "row 10 of the list");
	ledgers_person(2, &p, arena);
	fails(ao_plan_add(second, &p.planned, 1, &err), "printed twice");
	/* Another kind and another day are another notice. */
	p.planned.expiry.year++;
	ok(ao_plan_add(second, &p.planned, 1, &err));
	ao_plan_discard(second);
}
END_TEST

START_TEST(a_discarded_plan_leaves_nothing)
{
	struct ao_plan *p = ao_plan_begin(l, LEDGERS_DECEMBER, &err);
	struct ledgers_person person;
	struct ao_run_row *rows;
	char head[AO_SHA256_HEX];
	size_t n;

	for (unsigned i = 0; i < 30; i++) {
		ledgers_person(i, &person, arena);
		ok(ao_plan_add(p, &person.planned, 1, &err));
	}
	ck_assert(issued(0, 0));
	ao_plan_discard(p);
	ao_plan_discard(NULL);
	ck_assert(!issued(0, 0));
	ok(ao_runs(l, AO_NO_DATE, arena, &rows, &n, &err));
	ck_assert_uint_eq(n, 0);
	ok(ao_chain_head(l, head, &err));
	ck_assert_str_eq(head, "");
	ck_assert_int_eq(row_of(plan(0, 1)).first_notice, 1);
}
END_TEST

START_TEST(a_run_may_print_nobody)
{
	int64_t run = plan(0, 0);

	ck_assert_uint_eq(row_of(run).volumes, 0);
	ledgers_finish(l, run);
	ok(ao_run_cancel(l, run, "a test", &err));
	run = plan(0, 1);
	ck_assert_uint_eq(row_of(run).first_volume, 1);
}
END_TEST

START_TEST(no_number_comes_twice_in_a_month)
{
	struct ledgers_run january = ledgers_december(100, 5);
	struct ao_run_row *rows;
	size_t n;

	ledgers_finish(l, plan(0, 25));
	ck_assert_uint_eq(row_of(plan(25, 5)).first_volume, 4);
	/* Cancelled before its volume was there: somebody may have seen it. */
	ok(ao_run_cancel(l, 2, "a test", &err));
	ck_assert_uint_eq(row_of(plan(25, 15)).first_volume, 5);
	ck_assert_int_eq(row_of(3).first_notice, 31);
	ledgers_finish(l, 3);
	january.month.month = 1;
	january.month.year = 2027;
	ck_assert_uint_eq(row_of(ledgers_plan(l, &january)).first_volume, 1);
	ok(ao_runs(l, LEDGERS_DECEMBER, arena, &rows, &n, &err));
	ck_assert_uint_eq(n, 3);
	ck_assert_int_eq(rows[1].id, 2);
	ck_assert_int_eq(rows[1].state, AO_RUN_CANCELLED);
	ok(ao_runs(l, AO_NO_DATE, arena, &rows, &n, &err));
	ck_assert_uint_eq(n, 4);
	ck_assert_int_eq(rows[3].id, 4);
}
END_TEST

START_TEST(what_is_cancelled_may_be_printed_again)
{
	unsigned many = 2500; /* more than one part */
	int64_t again;

	ledgers_finish(l, plan(0, many));
	ok(ao_run_cancel(l, 1, "the printer was on fire", &err));
	for (unsigned i = 0; i < many; i += 7)
		ck_assert(!issued(i, 0));
	ck_assert(!issued(many - 1, 0));
	again = plan(0, many);
	ck_assert_int_eq(row_of(again).first_notice, many + 1);
	ck_assert(issued(many - 1, 0));
	fails(ao_run_cancel(l, 1, "x", &err), "is cancelled already");
	fails(ao_run_cancel(l, 9, "x", &err), "has no run 9");
	ok(ao_run_cancel(l, again, "not finished, and again", &err));
	ck_assert(!issued(many - 1, 0));
	ok(ao_chain_check(l, &err));
}
END_TEST

START_TEST(a_run_that_is_made_again_is_told_what_it_was_told)
{
	ledgers_finish(l, plan(0, 5));
	ledgers_finish(l, plan(5, 5));
	ok(ao_run_cancel(l, 1, "torn", &err));
	ledgers_finish(l, plan(10, 5));
	ck_assert_int_eq(row_of(1).cancelled_after, 2);
	ck_assert_int_eq(row_of(2).cancelled_after, 0);
	ck_assert(issued(0, 2)); /* of run 1, which is cancelled now */
	ck_assert(!issued(0, 3));
	ck_assert(!issued(0, 0));
	ck_assert(!issued(5, 2)); /* its own */
	ck_assert(issued(5, 3));
	ck_assert(!issued(10, 2)); /* of a run after it */
	ck_assert(issued(10, 0));
}
END_TEST

START_TEST(what_was_mailed_is_not_cancelled)
{
	ledgers_finish(l, plan(0, 5));
	ledgers_finish(l, plan(5, 5));
	ledgers_finish(l, plan(10, 5));
	tamper("INSERT INTO reprint VALUES(1,3,1,'','','r',0,zeroblob(32));"
	       "INSERT INTO returned VALUES(1,10,20000,'','','r')");
	fails(ao_run_cancel(l, 1, "x", &err), "notice 3 was printed again");
	fails(ao_run_cancel(l, 2, "x", &err), "notice 10 came back");
	ck_assert_int_eq(row_of(2).state, AO_RUN_FINISHED);
	ck_assert(issued(9, 0));
	ok(ao_run_cancel(l, 3, "x", &err));
}
END_TEST

START_TEST(forms_are_kept_once)
{
	struct ao_buf text = {0};
	struct ao_run_row row;
	char hex[AO_SHA256_HEX];

	ledgers_finish(l, plan(0, 1));
	row = row_of(plan(1, 1));
	ok(ao_form_text(l, row.made.form_sha256[AO_FORM_TEMPLATE], &text,
			&err));
	ck_assert_str_eq(text.s, "sheets: a template\n");
	ao_sha256("another", 7, hex);
	fails(ao_form_text(l, hex, &text, &err), "does not have the text");
	tamper("DROP TRIGGER document_no_update;"
	       "UPDATE document SET text=x'41'");
	fails(ao_form_text(l, row.made.form_sha256[AO_FORM_CITY], &text, &err),
	      "is not what it was");
	ao_buf_release(&text);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, enter, leave);
	tcase_add_test(tc, a_run_is_planned_and_finished);
	tcase_add_test(tc, a_volume_has_what_was_planned);
	tcase_add_test(tc, the_digest_is_the_same_without_the_ledger);
	tcase_add_test(tc, the_digest_sees_each_value);
	tcase_add_test(tc, one_run_after_the_other);
	tcase_add_test(tc, nobody_is_planned_twice);
	tcase_add_test(tc, a_discarded_plan_leaves_nothing);
	tcase_add_test(tc, a_run_may_print_nobody);
	tcase_add_test(tc, no_number_comes_twice_in_a_month);
	tcase_add_test(tc, what_is_cancelled_may_be_printed_again);
	tcase_add_test(tc, a_run_that_is_made_again_is_told_what_it_was_told);
	tcase_add_test(tc, what_was_mailed_is_not_cancelled);
	tcase_add_test(tc, forms_are_kept_once);
}

SUITE_MAIN("issue", fill);
