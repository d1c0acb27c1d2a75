/* check_event.c - what happened, and the chain over it. */
#include "ledger/ledger_inside.h"
#include "support/golden.h"
#include "support/ledgers.h"
#include "support/suite.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct ao_error err;

static void ok(bool done)
{
	ledgers_ok(done, &err);
}

/* A ledger in which everything has happened once; now and operator are those
 * of the order. */
static void by_hand(struct ao_ledger *l)
{
	struct ledger_event purge = {.type = AO_EVENT_PURGE,
				     .text = "2027-01-01 3"};
	struct ledger_event rekey = {.type = AO_EVENT_REKEY, .text = "12"};
	struct ledger_event again = {
		.type = AO_EVENT_REPRINT, .run = 1, .item = 1, .notice = 3};
	struct ledger_event back = {
		.type = AO_EVENT_RETURNED, .run = 1, .item = 1, .notice = 4};

	ok(ao_ledger_begin(l, &err));
	ok(sql_do(l->sql,
		  "INSERT INTO reprint VALUES(1,3,1,'2027-01-05','sato',"
		  "'lost\nin the \\ post',1,zeroblob(32));"
		  "INSERT INTO returned VALUES(1,4,20820,'2027-01-05','sato',"
		  "'moved')",
		  &err));
	ok(ledger_add_event(l, &again, &err));
	ok(ledger_add_event(l, &back, &err));
	ok(ledger_add_event(l, &purge, &err));
	ok(ledger_add_event(l, &rekey, &err));
	ok(ao_ledger_commit(l, &err));
}

static void machine(struct ao_ledger *l)
{
	struct ledgers_run run = ledgers_december(0, 12);

	ledgers_finish(l, ledgers_plan(l, &run));
	run.first = 12;
	run.supplement = true;
	ledgers_plan(l, &run);
}

static struct ao_ledger *eventful(void)
{
	struct ao_ledger *l = ledgers_open(AO_LEDGER_CREATE);

	machine(l);
	ok(ao_event_note(l, AO_EVENT_RESUME, 2, "killed", &err));
	ok(ao_run_cancel(l, 2, "the wrong\nlist=\\", &err));
	by_hand(l);
	ok(ao_event_note(l, AO_EVENT_BACKUP, 0, "", &err));
	return l;
}

static bool tell(const struct ao_event *e, void *data)
{
	struct ao_buf *b = data;

	ao_buf_addf(b, "%" PRId64 " %s %s %s run=%" PRId64 " volume=%u", e->id,
		    ao_event_name(e->type), e->at, e->operator, e->run,
		    e->volume);
	ao_buf_addf(b, " notice=%" PRId64 " [%s]\n", e->notice, e->text);
	return true;
}

START_TEST(bodies_are_what_they_always_were)
{
	struct ao_ledger *l = eventful();
	struct ao_buf text = {0};

	ok(ao_events_each(l, 0, tell, &text, &err));
	for (int64_t id = 1; id <= 12; id++) {
		ao_buf_addf(&text, "-- %" PRId64 "\n", id);
		ok(ledger_event_body(l, id, &text, &err));
	}
	golden_check("event.txt", text.s, text.n);
	ao_buf_release(&text);
	ao_ledger_close(l);
}
END_TEST

static bool count(const struct ao_event *e, void *data)
{
	size_t *n = data;

	ck_assert_int_gt(e->id, 0);
	return ++*n < 4;
}

START_TEST(events_of_a_run)
{
	struct ao_ledger *l = eventful();
	struct ao_buf text = {0};
	size_t n = 0;

	ok(ao_events_each(l, 2, tell, &text, &err));
	ck_assert_ptr_nonnull(strstr(text.s, "5 plan "));
	ck_assert_ptr_nonnull(strstr(text.s, "6 resume "));
	ck_assert_ptr_null(strstr(text.s, " volume=1"));
	ok(ao_events_each(l, 0, count, &n, &err));
	ck_assert_uint_eq(n, 4);
	for (int type = 0; type < 30; type++) {
		ck_assert_ptr_nonnull(ao_event_name((enum ao_event_type)type));
		ck_assert_ptr_nonnull(ao_event_text((enum ao_event_type)type));
	}
	ao_buf_release(&text);
	ao_ledger_close(l);
}
END_TEST

static void head_of(const char *operator, const char * now, bool hand,
		    unsigned first, char head[AO_SHA256_HEX])
{
	struct ao_ledger_order order = ledgers_order(AO_LEDGER_CREATE);
	struct ledgers_run run = ledgers_december(first, 12);
	struct ao_ledger *l;

	order.operator= operator;
	order.now = now;
	l = ao_ledger_open(&order, &err);
	ok(l != NULL);
	ledgers_finish(l, ledgers_plan(l, &run));
	if (hand)
		ok(ao_run_cancel(l, 1, "x", &err));
	ok(ao_chain_check(l, &err));
	ok(ao_chain_head(l, head, &err));
	ao_ledger_close(l);
	ck_assert_int_eq(system("rm -f l.*"), 0);
}

START_TEST(equal_runs_have_equal_heads)
{
	char a[AO_SHA256_HEX], b[AO_SHA256_HEX];

	head_of("tanaka", "2026-12-01T09:30:00+09:00", false, 0, a);
	head_of("sato", "2026-12-02T10:00:00+09:00", false, 0, b);
	ck_assert_uint_eq(strlen(a), 64);
	ck_assert_str_eq(a, b);
	head_of("tanaka", "2026-12-01T09:30:00+09:00", false, 1, b);
	ck_assert_str_ne(a, b);
	head_of("tanaka", "2026-12-01T09:30:00+09:00", true, 0, a);
	head_of("sato", "2026-12-01T09:30:00+09:00", true, 0, b);
	ck_assert_str_ne(a, b);
	head_of("tanaka", "2026-12-01T09:30:01+09:00", true, 0, b);
	ck_assert_str_ne(a, b);
	head_of("tanaka", "2026-12-01T09:30:00+09:00", true, 0, b);
	ck_assert_str_eq(a, b);
}
END_TEST

START_TEST(what_is_noted_is_not_chained)
{
	struct ao_ledger *l = eventful();
	char a[AO_SHA256_HEX], b[AO_SHA256_HEX];

	ok(ao_chain_head(l, a, &err));
	ok(ao_event_note(l, AO_EVENT_EXPORT, 0, "csv", &err));
	ok(ao_chain_head(l, b, &err));
	ck_assert_str_eq(a, b);
	ok(ao_chain_check(l, &err));
	ao_ledger_close(l);
}
END_TEST

/* The head of a single event is worked out here by hand. */
START_TEST(a_link_is_what_the_header_says)
{
	static const unsigned char zero[AO_SHA256_BYTES];
	struct ao_ledger *l = ledgers_open(AO_LEDGER_CREATE);
	struct ledgers_run run = ledgers_december(0, 1);
	unsigned char digest[AO_SHA256_BYTES];
	char head[AO_SHA256_HEX], want[AO_SHA256_HEX];
	struct ao_buf body = {0};
	struct ao_sha256 sum;

	ok(ao_chain_head(l, head, &err));
	ck_assert_str_eq(head, "");
	ledgers_plan(l, &run);
	ok(ledger_event_body(l, 1, &body, &err));
	ao_sha256_init(&sum);
	ao_sha256_add(&sum, body.s, body.n);
	ao_sha256_bytes(&sum, digest);
	ao_sha256_init(&sum);
	ao_sha256_add(&sum, zero, sizeof(zero));
	ao_sha256_add(&sum, digest, sizeof(digest));
	ao_sha256_hex(&sum, want);
	ok(ao_chain_head(l, head, &err));
	ck_assert_str_eq(head, want);
	ao_buf_release(&body);
	ao_ledger_close(l);
}
END_TEST

struct change {
	const char *text;
	int64_t event; /* the first that does not follow; 0: bodies differ */
};

static const struct change changes[] = {
	{"UPDATE event SET digest=zeroblob(32) WHERE id=3", 3},
	{"UPDATE event SET chain=zeroblob(32) WHERE id=4", 4},
	{"UPDATE event SET digest=NULL,chain=NULL WHERE id=2", 2},
	{"UPDATE event SET type=21 WHERE id=5", 5},
	{"UPDATE event SET type=1 WHERE id=6", 6},
	{"DELETE FROM event WHERE id=6", 6},
	{"DELETE FROM event WHERE id=1", 1},
	{"UPDATE event SET id=100 WHERE id=12", 12},
	{"UPDATE event SET text='the right list' WHERE id=7", 0},
	{"UPDATE event SET operator='sato' WHERE id=7", 0},
	{"UPDATE event SET at='2026-12-02' WHERE id=7", 0},
	{"UPDATE event SET run=1 WHERE id=7", 0},
	{"UPDATE event SET type=3 WHERE id=7", 0},
	{"UPDATE event SET text='' WHERE id=4", 0},
	{"UPDATE event SET notice=4 WHERE id=8", 0},
	{"UPDATE event SET text='2027-01-01 2' WHERE id=10", 0},
	{"UPDATE event SET operator='sato' WHERE id=11", 0},
	{"UPDATE run SET month='2026-11'", 0},
	{"UPDATE run SET as_of=as_of+1", 0},
	{"UPDATE run SET only_month=1", 0},
	{"UPDATE run SET supplement=0", 0},
	{"UPDATE run SET program='x'", 0},
	{"UPDATE run SET list_sha256=zeroblob(32)", 0},
	{"UPDATE run SET hold_sha256=zeroblob(32)", 0},
	{"UPDATE run SET fonts_sha256=zeroblob(32)", 0},
	{"UPDATE run SET template=city", 0},
	{"UPDATE run SET city=fonts", 0},
	{"UPDATE run SET fonts=city", 0},
	{"UPDATE run SET gaiji=city", 0},
	{"UPDATE run SET settings=NULL", 0},
	{"UPDATE run SET sheet_name='x'", 0},
	{"UPDATE run SET fonts_folder='x'", 0},
	{"UPDATE run SET qr_address='x'", 0},
	{"UPDATE run SET first_notice=2", 0},
	{"UPDATE run SET notices=11", 0},
	{"UPDATE run SET volume_notices=11", 0},
	{"UPDATE run SET first_volume=9", 0},
	{"UPDATE run SET volumes=1", 0},
	{"UPDATE run SET plan_sha256=zeroblob(32)", 0},
	{"UPDATE run SET figures='{\"printed\":1}'", 0},
	{"UPDATE volume SET name='x' WHERE number=1", 0},
	{"UPDATE volume SET pages=pages+2", 0},
	{"UPDATE volume SET sheets=sheets+1", 0},
	{"UPDATE volume SET bytes=bytes+1", 0},
	{"UPDATE volume SET sha256=zeroblob(32) WHERE number=1", 0},
	{"UPDATE volume SET digests=zeroblob(32*notices)", 0},
	{"UPDATE volume SET number=7 WHERE number=1", 0},
	{"DELETE FROM volume", 0},
	{"UPDATE reprint SET copy=2", 0},
	{"UPDATE reprint SET marked=0", 0},
	{"UPDATE reprint SET at='x'", 0},
	{"UPDATE reprint SET operator='x'", 0},
	{"UPDATE reprint SET reason='x'", 0},
	{"UPDATE reprint SET sha256=randomblob(32)", 0},
	{"UPDATE returned SET on_day=1", 0},
	{"UPDATE returned SET at='x'", 0},
	{"UPDATE returned SET operator='x'", 0},
	{"UPDATE returned SET reason='x'", 0},
};

static const char no_triggers[] =
	"DROP TRIGGER event_no_update;DROP TRIGGER event_no_delete;"
	"DROP TRIGGER run_fixed;DROP TRIGGER run_ends_once;"
	"DROP TRIGGER volume_no_update;DROP TRIGGER volume_no_delete;"
	"DROP TRIGGER reprint_no_update;DROP TRIGGER returned_no_update";

/* Is there an event whose body is not the one of its digest? */
static bool bodies_differ(struct ao_ledger *l)
{
	struct ao_buf body = {0};
	int64_t count, differs = 0;
	char hex[AO_SHA256_HEX], is[AO_SHA256_HEX];

	ok(sql_number(l->sql, "SELECT max(id) FROM event", &count, &err));
	for (int64_t id = 1; id <= count; id++) {
		struct sql_query *q = sql_begin(
			l->sql, "SELECT digest FROM event WHERE id=?", &err);

		sql_bind_number(q, id);
		ck_assert_int_eq(sql_step(q, &err), AO_STEP_ITEM);
		ledger_column_hex(q, 0, hex);
		sql_end(q);
		ao_buf_clear(&body);
		if (!ledger_event_body(l, id, &body, &err)) {
			ck_assert_int_eq(err.status, AO_INPUT);
			memset(&err, 0, sizeof(err));
			differs++;
			continue;
		}
		ao_sha256(body.s, body.n, is);
		differs += *hex && strcmp(hex, is) != 0;
	}
	ao_buf_release(&body);
	return differs > 0;
}

START_TEST(a_change_shows)
{
	const struct change *c = &changes[_i];
	struct ao_ledger *l = eventful();
	char number[32];

	ck_assert(!bodies_differ(l));
	ok(sql_do(l->sql, no_triggers, &err));
	ok(sql_do(l->sql, "PRAGMA foreign_keys=OFF", &err));
	ok(sql_do(l->sql, c->text, &err));
	if (c->event) {
		ck_assert_msg(!ao_chain_check(l, &err), "%s", c->text);
		ck_assert_int_eq(err.status, AO_INPUT);
		snprintf(number, sizeof(number), "event %d ", (int)c->event);
		ck_assert_msg(strstr(err.text, number), "%s: %s", c->text,
			      err.text);
	} else {
		ok(ao_chain_check(l, &err));
		ck_assert_msg(bodies_differ(l), "%s", c->text);
	}
	ao_ledger_close(l);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, ledgers_enter, ledgers_leave);
	tcase_add_test(tc, bodies_are_what_they_always_were);
	tcase_add_test(tc, events_of_a_run);
	tcase_add_test(tc, equal_runs_have_equal_heads);
	tcase_add_test(tc, what_is_noted_is_not_chained);
	tcase_add_test(tc, a_link_is_what_the_header_says);
	tcase_add_loop_test(tc, a_change_shows, 0, COUNT(changes));
}

SUITE_MAIN("event", fill);
