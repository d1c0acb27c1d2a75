/* check_folder.c - files that appear together or not at all. */
#include "aofuto/batch/folder.h"
#include "support/suite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
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

static void put_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_ge(fputs(text, f), 0);
	ck_assert_int_eq(fclose(f), 0);
}

static void put(const char *path)
{
	put_text(path, "");
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
	put_text("dir/.run.json.tmp", _i == 2 ? "{\n  \"specimen\": false\n}\n"
					      : "{\n  \"specimen\": true\n}\n");
	if (_i) { /* a file of somebody's, a real run: nothing is touched */
		if (_i == 1)
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

static void add(struct ao_folder *f, const char *name)
{
	struct ao_error err = {0};
	struct ao_out *out = ao_folder_add(f, name, &err);

	ck_assert_ptr_nonnull(out);
	ao_out_printf(out, "%s", name);
	ck_assert(ao_out_finish(out, &err));
}

START_TEST(a_volume_before_the_rest)
{
	struct ao_error err = {0};
	struct ao_folder *f = ao_folder_open("dir", &err);

	ao_folder_stay(f);
	add(f, "manifest.csv");
	add(f, "aofuto-1.pdf");
	ck_assert(ao_folder_keep(f, "aofuto-1.pdf", &err));
	ck_assert(there("dir/.aofuto-1.pdf.tmp") && !there("dir/aofuto-1.pdf"));
	ck_assert(ao_folder_name(f, "aofuto-1.pdf", &err));
	ck_assert(there("dir/aofuto-1.pdf") && !there("dir/manifest.csv"));
	put("dir/manifest.csv"); /* of the run before it was killed */
	add(f, "run.json");
	ck_assert(ao_folder_publish(f, &err));
	ck_assert(there("dir/run.json") && there("dir/manifest.csv"));
	ck_assert(!there("dir/.manifest.csv.tmp"));
}
END_TEST

/* The ledger may know it: neither a failure nor an end takes it away. */
START_TEST(a_kept_volume_stays)
{
	struct ao_error err = {0};
	struct ao_folder *f = ao_folder_open("dir", &err);

	ao_folder_stay(f);
	add(f, "aofuto-1.pdf");
	add(f, "aofuto-2.pdf");
	ck_assert(ao_folder_keep(f, "aofuto-1.pdf", &err));
	put("dir/aofuto-1.pdf");
	ck_assert(!ao_folder_name(f, "aofuto-1.pdf", &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ao_folder_discard(f);
	ck_assert(there("dir/.aofuto-1.pdf.tmp"));
	ck_assert(!there("dir/.aofuto-2.pdf.tmp"));
}
END_TEST

static const struct {
	const char *named, *unnamed;
	enum ao_folder_found found;
} finds[] = {
	{"x", NULL, AO_FOLDER_WHOLE},    {"x", "y", AO_FOLDER_WHOLE},
	{NULL, "x", AO_FOLDER_UNNAMED},  {NULL, "y", AO_FOLDER_MISSING},
	{NULL, NULL, AO_FOLDER_MISSING}, {"y", NULL, AO_FOLDER_CHANGED},
	{"y", "x", AO_FOLDER_CHANGED},   {"", "x", AO_FOLDER_CHANGED},
};

START_TEST(found)
{
	struct ao_error err = {0};
	char x[AO_SHA256_HEX];
	enum ao_folder_found got;

	ao_sha256("x", 1, x);
	ck_assert_int_eq(mkdir("dir", 0700), 0);
	if (finds[_i].named)
		put_text("dir/aofuto-1.pdf", finds[_i].named);
	if (finds[_i].unnamed)
		put_text("dir/.aofuto-1.pdf.tmp", finds[_i].unnamed);
	ck_assert(ao_folder_find("dir", "aofuto-1.pdf", x, &got, &err));
	ck_assert_int_eq(got, finds[_i].found);
}
END_TEST

START_TEST(sweep)
{
	struct ao_error err = {0};
	struct ao_folder *f;

	ck_assert_int_eq(mkdir("dir", 0700), 0);
	put("dir/.aofuto-1.pdf.tmp");
	put("dir/.run.json.tmp");
	put("dir/aofuto-1.pdf");
	put("dir/run.json");
	put("dir/.letter.txt.tmp");
	f = ao_folder_reopen("dir", &err);
	ck_assert_msg(f != NULL, "%s", err.text);
	ck_assert(ao_folder_sweep(f, &err));
	ck_assert(!there("dir/.aofuto-1.pdf.tmp"));
	ck_assert(!there("dir/.run.json.tmp"));
	ck_assert(there("dir/aofuto-1.pdf") && there("dir/run.json"));
	ck_assert(there("dir/.letter.txt.tmp"));
	ao_folder_discard(f);
	ck_assert(there("dir/aofuto-1.pdf"));
}
END_TEST

static bool is_one(const char *name, void *data)
{
	(void)data;
	return strcmp(name, "aofuto-1.pdf") == 0;
}

START_TEST(stranger)
{
	struct ao_error err = {0};
	struct ao_folder *f = ao_folder_reopen("dir", &err);
	char *name;

	put("dir/aofuto-1.pdf");
	ck_assert(ao_folder_stranger(f, is_one, NULL, &name, &err));
	ck_assert_ptr_null(name);
	put("dir/aofuto-2.pdf");
	ck_assert(ao_folder_stranger(f, is_one, NULL, &name, &err));
	ck_assert_str_eq(name, "dir/aofuto-2.pdf");
	free(name);
	ao_folder_discard(f);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, enter, leave);
	tcase_add_test(tc, together);
	tcase_add_test(tc, not_at_all);
	tcase_add_test(tc, a_failed_end_takes_back_the_beginning);
	tcase_add_loop_test(tc, a_failed_fsync_leaves_nothing, 1, 6);
	tcase_add_loop_test(tc, half_the_names, 0, 3);
	tcase_add_test(tc, a_volume_before_the_rest);
	tcase_add_test(tc, a_kept_volume_stays);
	tcase_add_loop_test(tc, found, 0, COUNT(finds));
	tcase_add_test(tc, sweep);
	tcase_add_test(tc, stranger);
	tcase_add_test(tc, two_at_once);
	tcase_add_loop_test(tc, what_is_there_stays, 0, COUNT(strangers));
}

SUITE_MAIN("folder", fill);
