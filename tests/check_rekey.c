/* check_rekey.c - another key: everything opens with it, nothing with the old
 * one, and whatever cuts it short loses neither. */
#include "aofuto/ledger/care.h"
#include "aofuto/notice/pack.h"
#include "support/ledgers.h"
#include "support/suite.h"
#include "support/tampered.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct ao_ledger *open_at(const char *path, const char *key,
				 struct ao_error *err)
{
	struct ao_ledger_order order = ledgers_order(AO_LEDGER_WRITE);

	order.path = path;
	order.key = key;
	return ao_ledger_open(&order, err);
}

static void text_of(const char *path, char out[256])
{
	struct ao_error err = {0};
	struct ao_buf b = {0};

	ledgers_ok(ao_file_read(path, 255, &b, &err), &err);
	memcpy(out, b.s, b.n + 1);
	ao_buf_release(&b);
}

static bool person_is_issued(struct ao_ledger *l, unsigned i)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_error err = {0};
	struct ledgers_person p;
	bool issued;

	ledgers_person(i, &p, arena);
	ledgers_ok(ao_issued(l, p.planned.resident_id, p.planned.kind,
			     p.planned.expiry, 0, &issued, &err),
		   &err);
	ao_arena_free(arena);
	return issued;
}

static void values_are(struct ao_ledger *l, int64_t notice, unsigned i)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_buf got = {0}, want = {0};
	struct ao_entry_values values;
	struct ao_error err = {0};
	struct ledgers_person p;

	ledgers_person(i, &p, arena);
	ledgers_ok(ao_entry_values(l, notice, arena, &values, &err), &err);
	ck_assert_str_eq(values.resident_id, p.planned.resident_id);
	ao_notice_pack(&values.notice, &got);
	ao_notice_pack(&p.notice, &want);
	ck_assert_uint_eq(got.n, want.n);
	ck_assert_mem_eq(got.s, want.s, want.n);
	ao_buf_release(&got);
	ao_buf_release(&want);
	ao_arena_free(arena);
}

START_TEST(another_key)
{
	char key[256], kept[256], now[256];
	struct ao_error err = {0};
	struct secrets old;
	uint64_t notices;
	struct ao_ledger *l;

	tampered_restore();
	text_of("l.key", key);
	secrets_read(&old, TAMPERED_VALUES "id IN (1,3,12,27,42)");
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_ok(ao_ledger_rekey(l, NULL, &notices, &err), &err);
	ck_assert_uint_eq(notices, 40);
	ck_assert(person_is_issued(l, 11));
	ck_assert(!person_is_issued(l, 50)); /* cancelled */
	ck_assert(!person_is_issued(l, 777));
	values_are(l, 12, 11);
	ledgers_finish(l, 3);
	ao_ledger_close(l);
	ck_assert_uint_eq(secrets_in(&old, "l.db"), 0);
	ck_assert_uint_eq(secrets_in(&old, "l.db-journal"), 0);
	secrets_release(&old);
	text_of("l.key.old", kept);
	text_of("l.key", now);
	ck_assert_str_eq(kept, key);
	ck_assert_str_ne(now, key);
	ck_assert_int_ne(access("l.key.new", F_OK), 0);
	tampered_clean();
	ck_assert(!open_at("l.db", "l.key.old", &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	err = (struct ao_error){0};
	l = open_at("backup.db", "l.key.old", &err);
	ledgers_ok(l != NULL, &err);
	values_are(l, 12, 11);
	ao_ledger_close(l);
}
END_TEST

/* The states that a crash leaves between the steps. */
START_TEST(a_change_of_key_cut_short_before_the_ledger)
{
	char left[256], now[256];
	uint64_t notices;
	struct ao_error err = {0};
	struct ao_key *key = ao_key_new(&err);
	struct ao_ledger *l;

	ledgers_ok(key != NULL, &err);
	tampered_restore();
	ledgers_ok(ao_key_write(key, "l.key.new", &err), &err);
	ao_key_close(key);
	text_of("l.key.new", left);
	tampered_clean();
	l = ledgers_open(AO_LEDGER_WRITE);
	values_are(l, 12, 11);
	/* It may be the only key of a copy that has gone over: it stays. */
	ck_assert_int_eq(access("l.key.new", F_OK), 0);
	ck_assert_int_ne(access("l.key.old", F_OK), 0);
	key = ao_key_new(&err);
	ledgers_ok(key && ao_key_write(key, "other", &err), &err);
	ao_key_close(key);
	ck_assert(!ao_ledger_rekey(l, "other", &notices, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text, "another new key lies here"));
	err = (struct ao_error){0};
	ledgers_ok(ao_ledger_rekey(l, NULL, &notices, &err), &err);
	ao_ledger_close(l);
	text_of("l.key", now);
	ck_assert_str_eq(now, left);
	ck_assert_int_ne(access("l.key.new", F_OK), 0);
	tampered_clean();
}
END_TEST

START_TEST(a_change_of_key_cut_short_after_the_ledger)
{
	char old[256], key[256], now[256];
	struct ao_error err = {0};
	uint64_t notices;
	struct ao_ledger *l;

	tampered_restore();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_ok(ao_ledger_rekey(l, NULL, &notices, &err), &err);
	ao_ledger_close(l);
	text_of("l.key.old", old);
	text_of("l.key", key);
	ck_assert_int_eq(rename("l.key", "l.key.new"), 0);
	if (_i == 0) /* the old one was not kept yet */
		ck_assert_int_eq(rename("l.key.old", "l.key"), 0);
	else
		ck_assert_int_eq(link("l.key.old", "l.key"), 0);
	tampered_clean(); /* whoever reads changes nothing */
	text_of("l.key", now);
	ck_assert_str_eq(now, old);
	l = ledgers_open(AO_LEDGER_WRITE);
	values_are(l, 12, 11);
	ao_ledger_close(l);
	text_of("l.key", now);
	ck_assert_str_eq(now, key);
	text_of("l.key.old", now);
	ck_assert_str_eq(now, old);
	ck_assert_int_ne(access("l.key.new", F_OK), 0);
	tampered_clean();
}
END_TEST

START_TEST(an_older_key_is_never_lost)
{
	char first[256], now[256], key[256];
	struct ao_error err = {0};
	uint64_t notices;
	struct ao_ledger *l;

	tampered_restore();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_ok(ao_ledger_rekey(l, NULL, &notices, &err), &err);
	text_of("l.key.old", first);
	text_of("l.key", key);
	ck_assert(!ao_ledger_rekey(l, NULL, &notices, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	text_of("l.key.old", now);
	ck_assert_str_eq(first, now);
	text_of("l.key", now);
	ck_assert_str_eq(key, now);
	values_are(l, 12, 11);
	ck_assert_int_eq(rename("l.key.old", "first.key"), 0);
	err = (struct ao_error){0};
	ledgers_ok(ao_ledger_rekey(l, NULL, &notices, &err), &err);
	ao_ledger_close(l);
	tampered_clean();
}
END_TEST

START_TEST(a_key_of_ones_own)
{
	char want[256], now[256];
	struct ao_error err = {0};
	struct ao_key *key = ao_key_new(&err);
	uint64_t notices;
	struct ao_ledger *l;

	ledgers_ok(key && ao_key_write(key, "mine.key", &err), &err);
	ao_key_close(key);
	text_of("mine.key", want);
	tampered_restore();
	l = ledgers_open(AO_LEDGER_WRITE);
	ck_assert(!ao_ledger_rekey(l, "l.key", &notices, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	err = (struct ao_error){0};
	ck_assert(!ao_ledger_rekey(l, "none.key", &notices, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	err = (struct ao_error){0};
	ledgers_ok(ao_ledger_rekey(l, "mine.key", &notices, &err), &err);
	ao_ledger_close(l);
	text_of("l.key", now);
	ck_assert_str_eq(now, want);
	tampered_clean();
}
END_TEST

/* Where it is handed over it is changed where it is kept. */
START_TEST(a_key_that_is_a_credential)
{
	struct ao_ledger_order order = ledgers_order(AO_LEDGER_WRITE);
	struct ao_error err = {0};
	struct ao_key *key = ao_key_new(&err);
	char before[256], now[256];
	uint64_t notices;
	struct ao_ledger *l;

	ledgers_ok(key && ao_key_write(key, "next.key", &err), &err);
	ao_key_close(key);
	tampered_restore();
	text_of("l.key", before);
	order.key_given = true;
	l = ao_ledger_open(&order, &err);
	ledgers_ok(l != NULL, &err);
	ck_assert(!ao_ledger_rekey(l, NULL, &notices, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	err = (struct ao_error){0};
	ledgers_ok(ao_ledger_rekey(l, "next.key", &notices, &err), &err);
	ao_ledger_close(l);
	text_of("l.key", now);
	ck_assert_str_eq(before, now);
	ck_assert_int_ne(access("l.key.old", F_OK), 0);
	ck_assert(!ao_ledger_open(&order, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	err = (struct ao_error){0};
	order.key = "next.key";
	l = ao_ledger_open(&order, &err);
	ledgers_ok(l != NULL, &err);
	values_are(l, 12, 11);
	ao_ledger_close(l);
}
END_TEST

/* All or nothing: a row that does not open stops it. */
START_TEST(what_does_not_open_is_not_sealed_again)
{
	struct secrets before;
	struct ao_error err = {0};
	uint64_t notices;
	struct ao_ledger *l;

	tampered_restore();
	tampered_sql("UPDATE notice SET kind=kind%3+1 WHERE id=42",
		     /*rows*/ true);
	secrets_read(&before, TAMPERED_VALUES "id IN (3,12,27)");
	l = ledgers_open(AO_LEDGER_WRITE);
	ck_assert(!ao_ledger_rekey(l, NULL, &notices, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text, "notice 42"));
	ao_ledger_close(l);
	ck_assert_uint_eq(secrets_in(&before, "l.db"), before.n);
	secrets_release(&before);
	l = ledgers_open(AO_LEDGER_WRITE);
	values_are(l, 12, 11);
	ao_ledger_close(l);
	ck_assert_int_eq(access("l.key.new", F_OK), 0);
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
	tcase_add_test(tc, another_key);
	tcase_add_test(tc, a_change_of_key_cut_short_before_the_ledger);
	tcase_add_test(tc, an_older_key_is_never_lost);
	tcase_add_test(tc, a_key_of_ones_own);
	tcase_add_test(tc, a_key_that_is_a_credential);
	tcase_add_test(tc, what_does_not_open_is_not_sealed_again);
	tcase_add_loop_test(tc, a_change_of_key_cut_short_after_the_ledger, 0,
			    2);
}

SUITE_MAIN("rekey", fill);
