/* check_entry.c - one notice in the ledger: found by every way in, unsealed,
 * printed again, come back. */
/* The very text of its queries is looked at.
 * NOLINTNEXTLINE(bugprone-suspicious-include) */
#include "ledger/entry.c"

#include "aofuto/ledger/care.h"
#include "support/ledgers.h"
#include "support/suite.h"

#define PERSONS 25u /* of the first run, in three volumes */

static struct ao_ledger *l;
static struct ao_arena *arena;
static struct ao_error err;
static int64_t first, second, third; /* runs; the second is cancelled */

static void ok(bool done)
{
	ledgers_ok(done, &err);
}

static void fails(bool done, enum ao_status status, const char *words)
{
	ledgers_fails(done, &err, status, words);
}

static int64_t plan(struct ao_date month, unsigned from, unsigned n)
{
	struct ledgers_run run = ledgers_december(from, n);

	run.month = month;
	return ledgers_plan(l, &run);
}

/* December: 0 to 24; then 25 to 29, cancelled; January: 25 to 36, of which
 * only the first volume of two is printed. */
static void enter(void)
{
	ledgers_enter();
	l = ledgers_open(AO_LEDGER_CREATE);
	arena = ao_arena_new();
	first = plan(LEDGERS_DECEMBER, 0, PERSONS);
	ledgers_finish(l, first);
	second = plan(LEDGERS_DECEMBER, PERSONS, 5);
	ledgers_finish(l, second);
	ok(ao_run_cancel(l, second, "the paper was wrong", &err));
	third = plan(ao_date_of(2027, 1, 1), PERSONS, 12);
	ledgers_volume(l, third);
}

static void leave(void)
{
	ao_ledger_close(l);
	ao_arena_free(arena);
	ledgers_leave();
}

struct seen {
	struct ao_entry entry[64];
	size_t n, most;
};

static bool see(const struct ao_entry *e, void *data)
{
	struct seen *s = data;

	ck_assert_uint_lt(s->n, COUNT(s->entry));
	s->entry[s->n] = *e;
	s->entry[s->n].printed_at = ao_arena_strdup(arena, e->printed_at);
	s->entry[s->n].reprinted_at = ao_arena_strdup(arena, e->reprinted_at);
	s->n++;
	return s->n != s->most;
}

static struct seen ask(struct ao_entry_query query)
{
	struct seen s = {.n = 0};

	ok(ao_entries_each(l, &query, see, &s, &err));
	return s;
}

static const struct ledgers_person *person(unsigned i)
{
	struct ledgers_person *p = ao_arena_alloc(arena, sizeof(*p));

	ledgers_person(i, p, arena);
	return p;
}

START_TEST(test_every_place)
{
	struct seen s = ask((struct ao_entry_query){.run = first});

	ck_assert_uint_eq(s.n, PERSONS);
	for (unsigned i = 0; i < PERSONS; i++) {
		const struct ao_entry *e = &s.entry[i];
		const struct ao_planned *p = &person(i)->planned;

		ck_assert_int_eq(e->id, i + 1);
		ck_assert_int_eq(e->run, first);
		ck_assert(ao_date_equal(e->month, LEDGERS_DECEMBER));
		ck_assert_uint_eq(e->volume, 1 + i / 10);
		ck_assert_uint_eq(e->position, 1 + i % 10);
		ck_assert_int_eq(e->kind, p->kind);
		ck_assert(ao_date_equal(e->expiry, p->expiry));
		ck_assert_uint_eq(e->pages, p->pages);
		ck_assert_uint_eq(e->sheets, p->sheets);
		ck_assert(e->printed && !e->cancelled && !e->purged);
		ck_assert_str_eq(e->printed_at, "2026-12-01T09:30:00+09:00");
		ck_assert_uint_eq(e->reprints, 0);
		ck_assert(!ao_date_known(e->returned));
		if (e->position > 1)
			ck_assert_uint_eq(e->page,
					  s.entry[i - 1].page +
						  s.entry[i - 1].pages);
		else
			ck_assert_uint_eq(e->page, 1);
	}
}
END_TEST

START_TEST(test_ways_in)
{
	const struct ledgers_person *one = person(7), *other = person(9);
	const char *application = one->notice.text[AO_FIELD_APPLICATION_ID];
	const char *resident = one->planned.resident_id;
	struct seen s;

	s = ask((struct ao_entry_query){.resident_id = resident});
	ck_assert_uint_eq(s.n, 1);
	ck_assert_int_eq(s.entry->id, 8);
	s = ask((struct ao_entry_query){.application_id = application});
	ck_assert_uint_eq(s.n, 1);
	ck_assert_int_eq(s.entry->id, 8);
	s = ask((struct ao_entry_query){.application_id = application,
					.resident_id = resident});
	ck_assert_uint_eq(s.n, 1);
	/* Both were given, and they are not of one person. */
	resident = other->planned.resident_id;
	s = ask((struct ao_entry_query){.application_id = application,
					.resident_id = resident});
	ck_assert_uint_eq(s.n, 0);
	s = ask((struct ao_entry_query){.notice = 8, .resident_id = resident});
	ck_assert_uint_eq(s.n, 0);
	/* Neither is taken for the other. */
	s = ask((struct ao_entry_query){.resident_id = application});
	ck_assert_uint_eq(s.n, 0);
	s = ask((struct ao_entry_query){.resident_id = "nobody"});
	ck_assert_uint_eq(s.n, 0);
	s = ask((struct ao_entry_query){.notice = 8});
	ck_assert_uint_eq(s.n, 1);
	s = ask((struct ao_entry_query){.notice = 999});
	ck_assert_uint_eq(s.n, 0);
}
END_TEST

START_TEST(test_narrowed)
{
	struct seen s;
	struct ao_entry_query q = {.cancelled_too = true};
	const char *twice = person(26)->planned.resident_id;

	ck_assert_uint_eq(ask(q).n, PERSONS + 5 + 12);
	q.cancelled_too = false;
	ck_assert_uint_eq(ask(q).n, PERSONS + 12);
	q.month = LEDGERS_DECEMBER;
	ck_assert_uint_eq(ask(q).n, PERSONS);
	q.month = ao_date_of(2027, 1, 31); /* any day of it */
	s = ask(q);
	ck_assert_uint_eq(s.n, 12);
	ck_assert(s.entry[9].printed && !s.entry[10].printed);
	ck_assert_str_eq(s.entry[10].printed_at, "");
	q = (struct ao_entry_query){.run = first, .kind = AO_KIND_CERT_ONLY};
	s = ask(q);
	ck_assert_uint_eq(s.n, 8);
	for (size_t i = 0; i < s.n; i++)
		ck_assert_int_eq(s.entry[i].kind, AO_KIND_CERT_ONLY);
	/* Of one resident, with the cancelled one and without. */
	q = (struct ao_entry_query){.resident_id = twice};
	s = ask(q);
	ck_assert_uint_eq(s.n, 1);
	ck_assert_int_eq(s.entry->run, third);
	q.cancelled_too = true;
	s = ask(q);
	ck_assert_uint_eq(s.n, 2);
	ck_assert_int_eq(s.entry[0].run, second);
	ck_assert(s.entry[0].cancelled && !s.entry[1].cancelled);
	q.run = third;
	ck_assert_uint_eq(ask(q).n, 1);
	q.month = LEDGERS_DECEMBER;
	ck_assert_uint_eq(ask(q).n, 0);
	/* The callback has seen enough. */
	s = (struct seen){.most = 3};
	q = (struct ao_entry_query){.run = first};
	ok(ao_entries_each(l, &q, see, &s, &err));
	ck_assert_uint_eq(s.n, 3);
}
END_TEST

/* How SQLite goes about it: the notices are never gone through, nor sorted. */
static void check_plan(const char *query)
{
	const char *text = /* as long as the ledger is open */
		ao_arena_printf(arena, "EXPLAIN QUERY PLAN %s", query);
	struct sql_query *q = sql_begin(l->sql, text, &err);
	int lines = 0;

	ok(q != NULL);
	sql_bind_text(q, NULL);
	sql_bind_number(q, 0);
	sql_bind_text(q, "");
	for (int i = 0; i < 3; i++)
		sql_bind_number(q, 0);
	while (sql_step(q, &err) == AO_STEP_ITEM) {
		const char *step = sql_column_text(q, 3);

		lines++;
		ck_assert_msg(!strstr(step, "SCAN n") &&
				      !strstr(step, "B-TREE"),
			      "%s: %s", query, step);
	}
	ok(err.status == AO_OK);
	ck_assert_int_gt(lines, 4);
	sql_end(q);
}

START_TEST(test_no_scan)
{
	check_plan(one_notice);
	check_plan(of_resident);
	check_plan(of_application);
	check_plan(come_back);
	check_plan(of_run);
	check_plan(of_all);
}
END_TEST

START_TEST(test_values)
{
	for (unsigned i = 0; i < PERSONS; i++) {
		const struct ledgers_person *p = person(i);
		struct ao_entry_values v = {0};
		unsigned char digest[AO_DIGEST] = {(unsigned char)(i % 10)};

		ok(ao_entry_values(l, i + 1, arena, &v, &err));
		ck_assert_str_eq(v.resident_id, p->planned.resident_id);
		ck_assert_uint_eq(v.notice.flags, p->notice.flags);
		for (int f = 0; f < AO_FIELD_BIRTH_DATE; f++)
			ck_assert_str_eq(v.notice.text[f], p->notice.text[f]);
		for (int f = AO_FIELD_BIRTH_DATE; f < AO_FIELD_MONTH; f++)
			ck_assert(ao_date_equal(v.notice.date[f],
						p->notice.date[f]));
		ck_assert_mem_eq(v.digest, digest, AO_DIGEST);
	}
	fails(ao_entry_values(l, 999, arena, &(struct ao_entry_values){0},
			      &err),
	      AO_INPUT, "there is no notice 999");
}
END_TEST

/* Changes what is there behind the ledger's back. */
static void tamper(const char *text)
{
	struct sql *sql;

	ao_ledger_close(l);
	sql = sql_open(&(struct sql_order){.path = "l.db"}, &err);
	ok(sql != NULL);
	ok(sql_do(sql,
		  "DROP TRIGGER notice_goes;DROP TRIGGER notice_fixed;"
		  "DROP INDEX notice_once;",
		  &err));
	ok(sql_do(sql, text, &err));
	sql_close(sql);
	l = ledgers_open(AO_LEDGER_WRITE);
}

static const struct {
	const char *sql, *words;
} forgeries[] = {
	{"UPDATE notice SET sealed=(SELECT sealed FROM notice WHERE id=5)"
	 " WHERE id=4",
	 "are not those"}, /* another's letter */
	{"UPDATE notice SET resident=(SELECT resident FROM notice WHERE id=5)"
	 " WHERE id=4",
	 "are not those"},
	{"UPDATE notice SET expiry=expiry+1 WHERE id=4", "are not those"},
	{"UPDATE notice SET kind=1+kind%3 WHERE id=4", "are not those"},
	{"UPDATE notice SET application="
	 "(SELECT application FROM notice WHERE id=3) WHERE id=4",
	 "are not those"},
	{"UPDATE notice SET application=NULL WHERE id=4", "are not those"},
	{"UPDATE notice SET sealed=substr(sealed,1,20) WHERE id=4",
	 "are not those"},
	{"UPDATE notice SET sealed=NULL,resident=NULL,application=NULL"
	 " WHERE id=4",
	 "is purged"},
};

START_TEST(test_forged)
{
	struct ao_entry_values v;

	ok(ao_entry_values(l, 4, arena, &v, &err));
	tamper(forgeries[_i].sql);
	fails(ao_entry_values(l, 4, arena, &v, &err), AO_INPUT,
	      forgeries[_i].words);
	ok(ao_entry_values(l, 6, arena, &v, &err));
}
END_TEST

static const char *const senseless[] = {
	"UPDATE notice SET kind=9 WHERE id=4",
	"UPDATE notice SET expiry=99999999 WHERE id=4",
};

START_TEST(test_senseless)
{
	struct ao_entry_query q = {.notice = 4};
	struct seen s = {.n = 0};

	tamper(senseless[_i]);
	fails(ao_entries_each(l, &q, see, &s, &err), AO_INPUT,
	      "does not make sense");
}
END_TEST

static struct ao_reprint copy_of(int64_t notice, unsigned copy)
{
	struct ao_reprint r = {.notice = notice,
			       .copy = copy,
			       .at = copy == 1 ? "2026-12-20T10:00:00+09:00"
					       : "2026-12-21T10:00:00+09:00",
			       .operator= "sato",
			       .reason = "lost in the post",
			       .marked = true};

	ao_sha256("pdf", 3, r.sha256);
	return r;
}

static bool is_the_copy(const struct ao_reprint *r, void *data)
{
	unsigned *n = data;
	struct ao_reprint wanted = copy_of(4, ++*n);

	ck_assert_int_eq(r->notice, 4);
	ck_assert_uint_eq(r->copy, *n);
	ck_assert_str_eq(r->at, wanted.at);
	ck_assert_str_eq(r->operator, wanted.operator);
	ck_assert_str_eq(r->reason, wanted.reason);
	ck_assert_str_eq(r->sha256, wanted.sha256);
	ck_assert(r->marked);
	return true;
}

START_TEST(test_reprint)
{
	struct ao_reprint r = copy_of(4, 1);
	struct seen s;
	unsigned n = 0;

	ok(ao_reprint_commit(l, &r, &err));
	/* Two counters at once: the second did not know of the first. */
	fails(ao_reprint_commit(l, &r, &err), AO_BUSY, "in the meantime");
	r = copy_of(4, 3);
	fails(ao_reprint_commit(l, &r, &err), AO_BUSY, "in the meantime");
	r = copy_of(4, 2);
	ok(ao_reprint_commit(l, &r, &err));
	s = ask((struct ao_entry_query){.notice = 4});
	ck_assert_uint_eq(s.entry->reprints, 2);
	ck_assert_str_eq(s.entry->reprinted_at, r.at);
	ok(ao_reprints_each(l, 4, is_the_copy, &n, &err));
	ck_assert_uint_eq(n, 2);
	ok(ao_reprints_each(l, 5, is_the_copy, &n, &err));
	ck_assert_uint_eq(n, 2);
	ok(ao_chain_check(l, &err));
}
END_TEST

START_TEST(test_not_out)
{
	struct ao_reprint r = copy_of(26, 1); /* of the cancelled run */
	struct ao_date day = ao_date_of(2026, 12, 20);

	fails(ao_reprint_commit(l, &r, &err), AO_INPUT, "was cancelled");
	fails(ao_entry_returned(l, 26, day, "unknown", &err), AO_INPUT,
	      "was cancelled");
	r.notice = 42; /* its volume is not printed yet */
	fails(ao_reprint_commit(l, &r, &err), AO_INPUT, "not printed yet");
	fails(ao_entry_returned(l, 42, day, "unknown", &err), AO_INPUT,
	      "not printed yet");
	r.notice = 43;
	fails(ao_reprint_commit(l, &r, &err), AO_INPUT, "no notice 43");
	fails(ao_entry_returned(l, 43, day, "unknown", &err), AO_INPUT,
	      "no notice 43");
}
END_TEST

static bool is_the_return(const struct ao_return *r, void *data)
{
	unsigned *n = data;

	ck_assert_int_eq(r->notice, 4);
	ck_assert_int_eq(r->on.day, *n ? 20 : 1);
	ck_assert_str_eq(r->operator, "tanaka");
	ck_assert_str_eq(r->at, "2026-12-01T09:30:00+09:00");
	ck_assert_str_eq(r->reason, *n ? "again" : "unknown");
	++*n;
	return true;
}

START_TEST(test_returned)
{
	struct ao_date day = ao_date_of(2026, 12, 1);
	struct seen s;
	unsigned n = 0;

	ck_assert_uint_eq(ask((struct ao_entry_query){.returned = true}).n, 0);
	fails(ao_entry_returned(l, 4, ao_date_of(2026, 11, 30), "unknown",
				&err),
	      AO_INPUT, "cannot have come back on 2026-11-30");
	ok(ao_entry_returned(l, 4, day, "unknown", &err)); /* that very day */
	fails(ao_entry_returned(l, 4, day, "unknown", &err), AO_INPUT,
	      "written down already");
	ok(ao_entry_returned(l, 4, ao_date_of(2026, 12, 20), "again", &err));
	s = ask((struct ao_entry_query){.returned = true});
	ck_assert_uint_eq(s.n, 1);
	ck_assert_int_eq(s.entry->id, 4);
	ck_assert_int_eq(s.entry->returned.day, 20);
	s = ask((struct ao_entry_query){.returned = true, .run = third});
	ck_assert_uint_eq(s.n, 0);
	s = ask((struct ao_entry_query){.returned = true, .run = first});
	ck_assert_uint_eq(s.n, 1);
	ok(ao_returns_each(l, 4, is_the_return, &n, &err));
	ck_assert_uint_eq(n, 2);
	ok(ao_chain_check(l, &err));
	fails(ao_run_cancel(l, first, "not mailed", &err), AO_INPUT,
	      "came back");
}
END_TEST

START_TEST(test_purged)
{
	struct ao_purge purge;
	struct ao_entry_values v;
	struct seen s;

	ledgers_finish(l, third);
	ok(ao_purge_do(l, ao_date_of(2027, 1, 12), &purge, &err));
	s = ask((struct ao_entry_query){.run = first});
	ck_assert_uint_eq(s.n, PERSONS); /* the rows stay and count */
	ck_assert(s.entry[0].purged && s.entry[1].purged);
	ck_assert(!s.entry[2].purged);
	fails(ao_entry_values(l, 1, arena, &v, &err), AO_INPUT, "is purged");
	s = ask((struct ao_entry_query){
		.resident_id = person(0)->planned.resident_id});
	ck_assert_uint_eq(s.n, 0);
	/* It came back after all these years. */
	ok(ao_entry_returned(l, 1, ao_date_of(2030, 1, 1), "unknown", &err));
}
END_TEST

START_TEST(test_read_only)
{
	struct ao_reprint r = copy_of(4, 1);

	ao_ledger_close(l);
	l = ledgers_open(AO_LEDGER_READ);
	ck_assert(!ao_reprint_commit(l, &r, &err));
	memset(&err, 0, sizeof(err));
	ck_assert_uint_eq(
		ask((struct ao_entry_query){.notice = 4}).entry->reprints, 0);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, enter, leave);
	tcase_add_test(tc, test_every_place);
	tcase_add_test(tc, test_ways_in);
	tcase_add_test(tc, test_narrowed);
	tcase_add_test(tc, test_no_scan);
	tcase_add_test(tc, test_values);
	tcase_add_loop_test(tc, test_forged, 0, COUNT(forgeries));
	tcase_add_loop_test(tc, test_senseless, 0, COUNT(senseless));
	tcase_add_test(tc, test_reprint);
	tcase_add_test(tc, test_not_out);
	tcase_add_test(tc, test_returned);
	tcase_add_test(tc, test_purged);
	tcase_add_test(tc, test_read_only);
}

SUITE_MAIN("entry", fill);
