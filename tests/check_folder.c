/* check_folder.c - files that appear together or not at all. */
#include "aofuto/batch/folder.h"
#include "support/suite.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The program's own fsync stands before the library's: the n-th fails. */
static int fail_at;

int fsync(int fd)
{
	(void)fd;
	if (fail_at == 0 || --fail_at > 0)
		return 0;
	errno = EIO;
	return -1;
}

static char place[] = "/tmp/check_folder.XXXXXX";

static void enter(void)
{
	ck_assert_ptr_nonnull(mkdtemp(place));
	ck_assert_int_eq(chdir(place), 0);
}

static void leave(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", place);
	ck_assert_int_eq(system(command), 0);
}

static bool there(const char *path)
{
	return access(path, F_OK) == 0;
}

static void put(const char *path)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(fclose(f), 0);
}

static struct ao_folder *with_two(struct ao_error *err)
{
	struct ao_folder *f = ao_folder_open("dir", err);
	static const char *const name[] = {"aofuto-1.pdf", "run.json"};

	ck_assert_msg(f != NULL, "%s", err->text);
	for (size_t i = 0; i < COUNT(name); i++) {
		struct ao_out *out = ao_folder_add(f, name[i], err);

		ck_assert_ptr_nonnull(out);
		ao_out_printf(out, "%s", name[i]);
		ck_assert(ao_out_finish(out, err));
	}
	return f;
}

START_TEST(together)
{
	struct ao_error err = {0};
	struct ao_folder *f = with_two(&err);

	ck_assert(there("dir/.run.json.tmp") && !there("dir/run.json"));
	ck_assert(ao_folder_publish(f, &err));
	ck_assert(there("dir/aofuto-1.pdf") && there("dir/run.json"));
	ck_assert(!there("dir/.run.json.tmp"));
}
END_TEST

START_TEST(not_at_all)
{
	struct ao_error err = {0};
	struct ao_folder *f = with_two(&err);

	ao_folder_discard(f);
	ck_assert(!there("dir"));
}
END_TEST

/* Somebody puts a file of the last one's name there: the first goes again. */
START_TEST(a_failed_end_takes_back_the_beginning)
{
	struct ao_error err = {0};
	struct ao_folder *f = with_two(&err);

	put("dir/run.json");
	ck_assert(!ao_folder_publish(f, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert(!there("dir/aofuto-1.pdf"));
	ck_assert(!there("dir/.aofuto-1.pdf.tmp"));
	ck_assert(there("dir/run.json"));
}
END_TEST

/* Every fsync of a run fails once: the parent's, two files', two names'. */
START_TEST(a_failed_fsync_leaves_nothing)
{
	struct ao_error err = {0};
	struct ao_folder *f;
	struct ao_out *out = NULL;
	bool ok;

	fail_at = _i;
	f = ao_folder_open("dir", &err);
	if (f)
		out = ao_folder_add(f, "aofuto-1.pdf", &err);
	ok = out && ao_out_finish(out, &err);
	out = ok ? ao_folder_add(f, "run.json", &err) : NULL;
	ok = out && ao_out_finish(out, &err);
	if (ok)
		ok = ao_folder_publish(f, &err);
	else
		ao_folder_discard(f);
	ck_assert_msg(!ok, "fsync %d was not asked", _i);
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_msg(!there("dir"), "fsync %d leaves the folder", _i);
}
END_TEST

/* Killed while the names were given: the next run makes a new start. */
START_TEST(half_the_names)
{
	struct ao_error err = {0};
	struct ao_folder *f;

	ck_assert_int_eq(mkdir("dir", 0700), 0);
	put("dir/decisions.csv");
	put("dir/missing-glyphs.csv");
	put("dir/aofuto-2026-12-001.pdf");
	put("dir/.manifest.csv.tmp");
	put("dir/.run.json.tmp");
	if (_i) { /* a file of somebody's: nothing is touched */
		put("dir/letter.txt");
		ck_assert_ptr_null(ao_folder_open("dir", &err));
		ck_assert_int_eq(err.status, AO_INPUT);
		ck_assert(there("dir/decisions.csv"));
		ck_assert(there("dir/.run.json.tmp"));
		return;
	}
	f = ao_folder_open("dir", &err);
	ck_assert_msg(f != NULL, "%s", err.text);
	ck_assert(!there("dir/decisions.csv"));
	ck_assert(!there("dir/missing-glyphs.csv"));
	ck_assert(!there("dir/aofuto-2026-12-001.pdf"));
	ck_assert(!there("dir/.run.json.tmp"));
	ao_folder_discard(f);
	ck_assert(there("dir"));
}
END_TEST

START_TEST(two_at_once)
{
	struct ao_error err = {0};
	struct ao_folder *f = ao_folder_open("dir", &err);

	ck_assert_ptr_nonnull(f);
	ck_assert_ptr_null(ao_folder_open("dir", &err));
	ck_assert_int_eq(err.status, AO_BUSY);
	ck_assert(there("dir"));
	ao_folder_discard(f);
}
END_TEST

static const char *const strangers[] = {"run.json",   "aofuto-2026-12-001.pdf",
					"letter.txt", ".hidden",
					".x.csv.tmp", "manifest.csv"};

START_TEST(what_is_there_stays)
{
	struct ao_error err = {0};
	char path[64];

	ck_assert_int_eq(mkdir("dir", 0755), 0);
	snprintf(path, sizeof(path), "dir/%s", strangers[_i]);
	put(path);
	put("dir/.findings.csv.tmp");
	ck_assert_ptr_null(ao_folder_open("dir", &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert(there(path) && there("dir/.findings.csv.tmp"));
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, enter, leave);
	tcase_add_test(tc, together);
	tcase_add_test(tc, not_at_all);
	tcase_add_test(tc, a_failed_end_takes_back_the_beginning);
	tcase_add_loop_test(tc, a_failed_fsync_leaves_nothing, 1, 6);
	tcase_add_loop_test(tc, half_the_names, 0, 2);
	tcase_add_test(tc, two_at_once);
	tcase_add_loop_test(tc, what_is_there_stays, 0, COUNT(strangers));
}

SUITE_MAIN("folder", fill);
