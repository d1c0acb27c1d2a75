/* check_ledger_bad.c - whatever stands in the place of a ledger or its key. */
#include "aofuto/base/file.h"
#include "support/ledgers.h"
#include "support/suite.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Every file of the folder but the lock, by name and content. */
static void look(char hex[AO_SHA256_HEX])
{
	struct ao_error err = {0};
	struct dirent **name;
	struct ao_buf all = {0};
	char digest[AO_SHA256_HEX];
	int n = scandir(".", &name, NULL, alphasort);

	ck_assert_int_ge(n, 2);
	for (int i = 0; i < n; i++) {
		if (name[i]->d_type == DT_REG &&
		    strcmp(name[i]->d_name, "l.db.lock") != 0) {
			ck_assert(
				ao_file_digest(name[i]->d_name, digest, &err));
			ao_buf_addf(&all, "%s %s\n", name[i]->d_name, digest);
		}
		free(name[i]);
	}
	free(name);
	ao_sha256(all.s, all.n, hex);
	ao_buf_release(&all);
}

/* In each mode, and nothing is changed by it. */
static void refused_always(enum ao_status status, const char *words)
{
	char before[AO_SHA256_HEX], after[AO_SHA256_HEX];

	look(before);
	for (int mode = AO_LEDGER_READ; mode <= AO_LEDGER_CREATE; mode++)
		ledgers_refuse((enum ao_ledger_mode)mode, status, words);
	look(after);
	ck_assert_str_eq(before, after);
}

START_TEST(cut_short_anywhere)
{
	struct ledgers_run run = ledgers_december(0, 100);
	struct ao_ledger *l = ledgers_open(AO_LEDGER_CREATE);
	struct ao_buf whole;
	char path[] = "l.db";

	ledgers_plan(l, &run);
	ao_ledger_close(l);
	whole = ledgers_get(path);
	for (size_t n = 0; n < whole.n; n += n < 100 ? 11 : 2039) {
		ledgers_put(path, whole.s, n);
		refused_always(AO_INPUT, "restore the last backup");
	}
	ledgers_put(path, whole.s, whole.n - 1);
	refused_always(AO_INPUT, "restore the last backup");
	ledgers_put(path, whole.s, whole.n);
	ao_ledger_close(ledgers_open(AO_LEDGER_WRITE));
	ao_buf_release(&whole);
}
END_TEST

/* One change of the whole ledger's bytes. */
static void with_bytes(size_t at, const char *bytes, size_t n,
		       const char *words)
{
	struct ao_buf whole = ledgers_get("l.db");
	struct ao_buf bad = ledgers_get("l.db");

	memcpy(bad.s + at, bytes, n);
	ledgers_put("l.db", bad.s, bad.n);
	refused_always(AO_INPUT, words);
	ledgers_put("l.db", whole.s, whole.n);
	ao_buf_release(&whole);
	ao_buf_release(&bad);
}

START_TEST(not_what_it_should_be)
{
	static const char text[] = "resident_id,name,address\n1,2,3\n";

	ledgers_make();
	with_bytes(0, "SQLite format 4", 15, "is not a ledger");
	with_bytes(68, "GPKG", 4, "another program");
	with_bytes(68, "\0\0\0", 4, "another program");
	with_bytes(60, "\0\0\0\4", 4, "a newer version of aofuto");
	with_bytes(60, "\0\0\0\0", 4, "damaged");
	with_bytes(100, "\377\377\377\377", 4, "damaged");
	ledgers_put("l.db", text, sizeof(text) - 1);
	refused_always(AO_INPUT, "is not a ledger");
	ledgers_put("l.db", "", 0);
	refused_always(AO_INPUT, "is empty");
	unlink("l.db");
	ck_assert_int_eq(mkdir("l.db", 0700), 0);
	refused_always(AO_INPUT, "is not a ledger");
	rmdir("l.db");
	ck_assert_int_eq(mkfifo("l.db", 0600), 0);
	refused_always(AO_INPUT, "is not a ledger");
}
END_TEST

START_TEST(symbolic_links)
{
	ledgers_make();
	ck_assert_int_eq(rename("l.db", "real.db"), 0);
	ck_assert_int_eq(symlink("real.db", "l.db"), 0);
	refused_always(AO_INPUT, "is a symbolic link");
	unlink("l.db");
	ck_assert_int_eq(symlink("nowhere", "l.db"), 0);
	refused_always(AO_INPUT, "is a symbolic link");
	unlink("l.db");
	ck_assert_int_eq(rename("real.db", "l.db"), 0);
	unlink("l.db.lock");
	ck_assert_int_eq(symlink("elsewhere", "l.db.lock"), 0);
	ledgers_refuse(AO_LEDGER_WRITE, AO_HOST, "cannot lock the ledger");
	ck_assert(!ledgers_there("elsewhere"));
}
END_TEST

START_TEST(the_key)
{
	ledgers_make();
	ck_assert_int_eq(rename("l.key", "kept"), 0);
	refused_always(AO_HOST, "the key file is not there");
	ledgers_copy("kept", "l.key");
	ck_assert_int_eq(chmod("l.key", 0644), 0);
	refused_always(AO_INPUT, "");
	unlink("l.key");
	ck_assert_int_eq(symlink("kept", "l.key"), 0);
	refused_always(AO_INPUT, "symbolic link");
	unlink("l.key");
	ck_assert_int_eq(rename("l.db", "first.db"), 0);
	ledgers_make();
	ck_assert_int_eq(rename("first.db", "l.db"), 0);
	refused_always(AO_INPUT, "is not the key of the ledger l.db");
	ck_assert_int_eq(rename("kept", "l.key"), 0);
	ao_ledger_close(ledgers_open(AO_LEDGER_WRITE));
}
END_TEST

START_TEST(a_lost_ledger_is_not_made_again)
{
	struct ao_ledger_order order = ledgers_order(AO_LEDGER_CREATE);
	struct ao_error err = {0};
	struct ao_buf key, same;
	struct ao_ledger *l;

	ledgers_make();
	ck_assert_int_eq(system("rm l.db l.db.lock"), 0);
	key = ledgers_get("l.key");
	ledgers_refuse(AO_LEDGER_CREATE, AO_HOST,
		       "the ledger was lost or moved");
	/* Who only looks is not told that a run makes it. */
	ledgers_refuse(AO_LEDGER_READ, AO_HOST, "the ledger was lost or moved");
	ledgers_refuse(AO_LEDGER_WRITE, AO_HOST,
		       "the ledger was lost or moved");
	ck_assert(!ledgers_there("l.db.lock"));
	order.new_ledger = true;
	l = ao_ledger_open(&order, &err);
	ledgers_ok(l && ao_ledger_is_new(l), &err);
	ao_ledger_close(l);
	same = ledgers_get("l.key");
	ck_assert_str_eq(key.s, same.s);
	ao_buf_release(&key);
	ao_buf_release(&same);
}
END_TEST

START_TEST(a_credential_comes_before_the_ledger)
{
	struct ao_ledger_order order = ledgers_order(AO_LEDGER_CREATE);
	struct ao_error err = {0};
	struct ao_ledger *l;

	order.key_given = true;
	ledgers_refuse_order(&order, AO_HOST, "the key file is not there");
	ck_assert(!ledgers_there("l.db") && !ledgers_there("l.key") &&
		  !ledgers_there(".l.db.tmp"));
	ledgers_make();
	unlink("l.db");
	l = ao_ledger_open(&order, &err);
	ledgers_ok(l && ao_ledger_is_new(l), &err);
	ao_ledger_close(l);
}
END_TEST

/* What a crash leaves, in the order in which things are made. */
START_TEST(a_making_that_was_cut_short)
{
	struct ao_ledger_order given = ledgers_order(AO_LEDGER_CREATE);
	struct ao_error err = {0};
	char made[AO_SHA256_HEX], is[AO_SHA256_HEX];
	struct ao_ledger *l;

	/* A part of the ledger, no key: thrown away. */
	ledgers_put(".l.db.tmp", "SQLite format 3", 16);
	ledgers_put(".l.db.tmp-journal", "what was begun", 14);
	l = ledgers_open(AO_LEDGER_CREATE);
	ck_assert(ao_ledger_is_new(l));
	ao_ledger_close(l);
	ck_assert(!ledgers_there(".l.db.tmp-journal"));
	/* The ledger, no key: the key of that ledger is gone for ever. */
	ck_assert_int_eq(rename("l.db", ".l.db.tmp"), 0);
	unlink("l.key");
	ledgers_make();
	ck_assert(!ledgers_there(".l.db.tmp"));
	/* Ledger and key: it only lacks its name. */
	ck_assert_int_eq(rename("l.db", ".l.db.tmp"), 0);
	ck_assert(ao_file_digest(".l.db.tmp", made, &err));
	ledgers_refuse(AO_LEDGER_WRITE, AO_HOST, "there is no ledger here");
	l = ledgers_open(AO_LEDGER_CREATE);
	ck_assert(ao_ledger_is_new(l));
	ao_ledger_close(l);
	ck_assert(ao_file_digest("l.db", is, &err));
	ck_assert_str_eq(made, is);
	ck_assert(!ledgers_there(".l.db.tmp"));
	/* The same with a credential, and with a part of the ledger. */
	ledgers_put(".l.db.tmp", "SQLite format 3", 16);
	unlink("l.db");
	given.key_given = true;
	l = ao_ledger_open(&given, &err);
	ledgers_ok(l != NULL, &err);
	ao_ledger_close(l);
}
END_TEST

/* Not what a crash leaves: somebody's ledger was there. */
START_TEST(a_temporary_that_is_no_new_ledger)
{
	struct ao_error err = {0};
	struct ao_ledger *l;

	ledgers_make();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_ok(ao_event_note(l, AO_EVENT_EXPORT, 0, "", &err), &err);
	ao_ledger_close(l);
	ck_assert_int_eq(rename("l.db", ".l.db.tmp"), 0);
	ledgers_refuse(AO_LEDGER_CREATE, AO_HOST,
		       "the ledger was lost or moved");
	ledgers_put(".l.db.tmp", "no ledger", 9);
	ledgers_refuse(AO_LEDGER_CREATE, AO_HOST,
		       "the ledger was lost or moved");
	unlink(".l.db.tmp");
	ck_assert_int_eq(rename("l.key", "kept"), 0);
	ledgers_make();
	ck_assert_int_eq(rename("l.db", ".l.db.tmp"), 0);
	ck_assert_int_eq(rename("kept", "l.key"), 0);
	ledgers_refuse(AO_LEDGER_CREATE, AO_HOST,
		       "the ledger was lost or moved");
	ck_assert(!ledgers_there("l.db"));
}
END_TEST

START_TEST(the_journal_of_a_ledger_that_is_gone)
{
	ledgers_put("l.db-journal", "", 0);
	ledgers_make();
	unlink("l.db");
	unlink("l.key");
	ledgers_put("l.db-journal", "\331\325\005\371 pages", 10);
	ledgers_refuse(AO_LEDGER_CREATE, AO_HOST, "a ledger that is gone");
	ck_assert(!ledgers_there("l.db") && !ledgers_there("l.key"));
}
END_TEST

START_TEST(a_change_of_key_that_was_cut_short)
{
	ledgers_make();
	ledgers_copy("l.key", "old");
	ck_assert_int_eq(rename("l.db", "kept.db"), 0);
	unlink("l.key");
	ledgers_make();
	/* The new key is there, the ledger has not gone over. */
	ck_assert_int_eq(rename("l.key", "l.key.new"), 0);
	ledgers_copy("l.db", "over.db");
	ck_assert_int_eq(rename("kept.db", "l.db"), 0);
	ledgers_copy("old", "l.key");
	ck_assert_int_eq(chmod("l.key", 0600), 0);
	ao_ledger_close(ledgers_open(AO_LEDGER_READ));
	ck_assert(ledgers_there("l.key.new"));
	ao_ledger_close(ledgers_open(AO_LEDGER_WRITE));
	ck_assert(ledgers_there("l.key.new"));
	/* It has. */
	ledgers_copy("over.db", "l.db");
	ao_ledger_close(ledgers_open(AO_LEDGER_READ));
	ck_assert(ledgers_there("l.key.new") && !ledgers_there("l.key.old"));
	ao_ledger_close(ledgers_open(AO_LEDGER_WRITE));
	ck_assert(!ledgers_there("l.key.new") && ledgers_there("l.key.old"));
	ao_ledger_close(ledgers_open(AO_LEDGER_READ));
}
END_TEST

/* What nobody (the user) is told who reads, then writes. */
static int as_nobody(enum ao_status read, enum ao_status write)
{
	struct ao_ledger_order order = ledgers_order(AO_LEDGER_READ);
	struct ao_error err = {0};
	struct ao_ledger *l;

	if (setgid(65534) != 0 || setuid(65534) != 0)
		return 1;
	l = ao_ledger_open(&order, &err);
	ao_ledger_close(l);
	if (err.status != read)
		return 2;
	memset(&err, 0, sizeof(err));
	order.mode = AO_LEDGER_WRITE;
	l = ao_ledger_open(&order, &err);
	ao_ledger_close(l);
	return err.status == write ? 0 : 3;
}

static void nobody(enum ao_status read, enum ao_status write)
{
	int status;
	pid_t child = fork();

	ck_assert_int_ge(child, 0);
	if (child == 0)
		_exit(as_nobody(read, write));
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_msg(status == 0, "the child ended with %x", status);
}

START_TEST(what_may_not_be_written_can_be_read)
{
	if (geteuid() != 0)
		return;
	ledgers_make();
	ck_assert_int_eq(system("rm -f l.db.lock l.db-journal &&"
				" chmod 0555 . && chown 65534 l.db l.key"),
			 0);
	nobody(AO_OK, AO_HOST);
	ck_assert_int_eq(system("chown 0 l.db && chmod 0444 l.db"), 0);
	nobody(AO_OK, AO_HOST);
	ck_assert_int_eq(system("chmod 0400 l.db"), 0);
	nobody(AO_HOST, AO_HOST);
}
END_TEST

/* A write was cut short, and whoever reads may not take it back. */
START_TEST(what_cannot_be_taken_back_is_not_read)
{
	struct ao_ledger *l;
	struct ao_error err = {0};

	if (geteuid() != 0)
		return;
	ledgers_make();
	l = ledgers_open(AO_LEDGER_WRITE);
	ledgers_ok(ao_ledger_begin(l, &err), &err);
	for (int i = 0; i < 60000; i++)
		ledgers_ok(ao_event_note(l, AO_EVENT_EXPORT, 0, "", &err),
			   &err);
	ck_assert_int_eq(system("cp l.db b.db && cp l.db-journal b.db-journal"),
			 0);
	ao_ledger_close(l);
	ck_assert_int_eq(system("mv b.db l.db && mv b.db-journal l.db-journal"
				" && rm l.db.lock && chown 65534 l.key &&"
				" chmod 0555 . && chmod 0444 l.db*"),
			 0);
	nobody(AO_HOST, AO_HOST);
	l = ledgers_open(AO_LEDGER_READ);
	ao_ledger_close(l);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, ledgers_enter, ledgers_leave);
	tcase_add_test(tc, cut_short_anywhere);
	tcase_add_test(tc, not_what_it_should_be);
	tcase_add_test(tc, symbolic_links);
	tcase_add_test(tc, the_key);
	tcase_add_test(tc, a_lost_ledger_is_not_made_again);
	tcase_add_test(tc, a_credential_comes_before_the_ledger);
	tcase_add_test(tc, a_making_that_was_cut_short);
	tcase_add_test(tc, a_temporary_that_is_no_new_ledger);
	tcase_add_test(tc, the_journal_of_a_ledger_that_is_gone);
	tcase_add_test(tc, a_change_of_key_that_was_cut_short);
	tcase_add_test(tc, what_may_not_be_written_can_be_read);
	tcase_add_test(tc, what_cannot_be_taken_back_is_not_read);
}

SUITE_MAIN("ledger_bad", fill);
