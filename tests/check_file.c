/* check_file.c - a whole file, or no file. */
#include "aofuto/base/file.h"
#include "support/suite.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/check_file.XXXXXX";

static void enter(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
}

static void leave(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}

static bool there(const char *path)
{
	return access(path, F_OK) == 0;
}

START_TEST(commit_gives_the_name)
{
	struct ao_error err = {0};
	struct ao_buf b = {0};
	struct ao_out *out = ao_out_open("a.txt", &err);
	char hex[AO_SHA256_HEX], want[AO_SHA256_HEX];
	struct stat st;

	ck_assert_ptr_nonnull(out);
	for (int i = 0; i < 20000; i++)
		ao_out_printf(out, "%05d\n", i);
	ck_assert(!there("a.txt"));
	ck_assert(there(".a.txt.tmp"));
	ck_assert_uint_eq(ao_out_bytes(out), 120000);
	ao_out_sha256(out, hex);
	ck_assert(ao_out_commit(out, /*replace*/ false, &err));
	ck_assert(!there(".a.txt.tmp"));
	ck_assert_int_eq(stat("a.txt", &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	ck_assert(ao_file_read("a.txt", 120000, &b, &err));
	ao_sha256(b.s, b.n, want);
	ck_assert_str_eq(hex, want);
	ao_buf_release(&b);
}
END_TEST

START_TEST(an_existing_file_stays)
{
	struct ao_error err = {0};
	struct ao_buf b = {0};
	struct ao_out *out = ao_out_open("b.txt", &err);

	ao_out_printf(out, "old");
	ck_assert(ao_out_commit(out, /*replace*/ false, &err));
	out = ao_out_open("b.txt", &err);
	ao_out_printf(out, "new");
	ck_assert(!ao_out_commit(out, /*replace*/ false, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert(!there(".b.txt.tmp"));
	err = (struct ao_error){0};
	ck_assert(ao_file_read("b.txt", 100, &b, &err));
	ck_assert_str_eq(b.s, "old");
	ao_buf_release(&b);
}
END_TEST

/* A crash leaves one; somebody else may lay one there, to read along. */
START_TEST(a_temporary_is_a_new_file)
{
	struct ao_error err = {0};
	struct ao_out *out;
	struct stat st;

	ck_assert_int_eq(symlink("elsewhere", ".e.txt.tmp"), 0);
	out = ao_out_open("e.txt", &err);
	ck_assert_ptr_nonnull(out);
	ck_assert(ao_out_commit(out, /*replace*/ false, &err));
	ck_assert(!there("elsewhere"));
	ck_assert_int_eq(lstat("e.txt", &st), 0);
	ck_assert(S_ISREG(st.st_mode));
}
END_TEST

/* What a crash between the two halves of a commit leaves can be told, and
 * gets its name later. */
START_TEST(kept_and_named_later)
{
	struct ao_error err = {0};
	struct ao_out *out = ao_out_open("k.txt", &err);
	char *temporary = ao_file_temporary("k.txt");
	char hex[AO_SHA256_HEX], found[AO_SHA256_HEX];

	ck_assert_str_eq(temporary, ".k.txt.tmp");
	ao_out_printf(out, "kept");
	ao_out_sha256(out, hex);
	ck_assert(ao_out_keep(out, &err));
	ck_assert(!there("k.txt") && there(temporary));
	ck_assert(ao_file_digest(temporary, found, &err));
	ck_assert_str_eq(found, hex);
	ck_assert(ao_file_take_name("k.txt", &err));
	ck_assert(there("k.txt") && !there(temporary));
	ck_assert(!ao_file_digest(temporary, found, &err));
	ck_assert_int_eq(err.status, AO_OK); /* there is none: no fault */
	free(temporary);
}
END_TEST

START_TEST(a_name_that_is_taken_is_not_given)
{
	struct ao_error err = {0};
	struct ao_out *out = ao_out_open("t.txt", &err);
	struct ao_buf b = {0};

	ao_out_printf(out, "old");
	ck_assert(ao_out_commit(out, /*replace*/ false, &err));
	out = ao_out_open("t.txt", &err);
	ao_out_printf(out, "new");
	ck_assert(ao_out_keep(out, &err));
	ck_assert(!ao_file_take_name("t.txt", &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert(there(".t.txt.tmp")); /* for who looks into it */
	err = (struct ao_error){0};
	ck_assert(ao_file_read("t.txt", 100, &b, &err));
	ck_assert_str_eq(b.s, "old");
	ao_buf_release(&b);
	ck_assert_int_eq(symlink("t.txt", "link"), 0);
	ck_assert(!ao_file_digest("link", (char[AO_SHA256_HEX]){0}, &err));
	ck_assert_int_eq(err.status, AO_HOST);
}
END_TEST

START_TEST(discard_leaves_nothing)
{
	struct ao_error err = {0};
	struct ao_out *out = ao_out_open("c.txt", &err);

	ao_out_printf(out, "gone");
	ao_out_discard(out);
	ck_assert(!there("c.txt"));
	ck_assert(!there(".c.txt.tmp"));
	ao_out_discard(NULL);
}
END_TEST

START_TEST(full_disk_is_seen)
{
	struct ao_error err = {0};
	struct ao_out *out;
	/* A limit on the file's size fails writes as a full disk does. The
	 * second size stays in our own buffer until the flush. */
	size_t size = _i ? 5000 : 500000;
	struct rlimit few = {4096, 4096};
	char *bytes = ao_calloc(1, size);

	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &few), 0);
	out = ao_out_open("d.txt", &err);
	ck_assert_ptr_nonnull(out);
	ao_out_write(out, bytes, size);
	ck_assert(!ao_out_commit(out, /*replace*/ false, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_str_eq(err.where, "d.txt");
	ck_assert(!there("d.txt"));
	ck_assert(!there(".d.txt.tmp"));
	free(bytes);
}
END_TEST

/* In the folder that is named, as nobody else's, and gone by itself. */
START_TEST(temporary_has_no_name)
{
	struct stat st;
	char word[4];
	FILE *file;

	ck_assert_int_eq(mkdir("t", 0700), 0);
	ck_assert_int_eq(setenv("TMPDIR", "t", 1), 0);
	ck_assert_str_eq(ao_temporary_folder(), "t");
	file = ao_temporary_file();
	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(fstat(fileno(file), &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	ck_assert_uint_eq(st.st_nlink, 0);
	ck_assert_int_eq(fcntl(fileno(file), F_GETFD), FD_CLOEXEC);
	/* Nothing stands in the folder, which can be removed. */
	ck_assert_int_eq(rmdir("t"), 0);
	ck_assert_int_ge(fputs("abc", file), 0);
	rewind(file);
	ck_assert_ptr_nonnull(fgets(word, sizeof(word), file));
	ck_assert_str_eq(word, "abc");
	ck_assert_int_eq(fclose(file), 0);
	ck_assert_ptr_null(ao_temporary_file());
	ck_assert_int_eq(errno, ENOENT);
	ck_assert_int_eq(setenv("TMPDIR", "", 1), 0);
	ck_assert_str_eq(ao_temporary_folder(), "/tmp");
	ck_assert_int_eq(unsetenv("TMPDIR"), 0);
	ck_assert_str_eq(ao_temporary_folder(), "/tmp");
}
END_TEST

START_TEST(no_folder)
{
	struct ao_error err = {0};

	ck_assert_ptr_null(ao_out_open("nowhere/a.txt", &err));
	ck_assert_int_eq(err.status, AO_HOST);
	ck_assert_str_eq(err.where, "nowhere/a.txt");
}
END_TEST

START_TEST(reading_says_what_is_wrong)
{
	struct ao_error err = {0};
	struct ao_buf b = {0};

	ck_assert(!ao_file_read("nowhere", 10, &b, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	err = (struct ao_error){0};
	ck_assert(!ao_file_read(".", 10, &b, &err));
	ck_assert_int_eq(err.status, AO_HOST);
	err = (struct ao_error){0};
	ck_assert(!ao_file_read("/dev/zero", 10, &b, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ao_buf_release(&b);
}
END_TEST

static const struct {
	const char *s, *want;
} fields[] = {
	{"plain", "plain"},
	{"", ""},
	{"a,b", "\"a,b\""},
	{"say \"so\"", "\"say \"\"so\"\"\""},
	{"two\nlines", "\"two\nlines\""},
	{"=1+1", "\"'=1+1\""},
	{"-5", "\"'-5\""},
	{"@x", "\"'@x\""},
	{"2026-12-01", "2026-12-01"},
};

START_TEST(csv_fields_are_safe)
{
	struct ao_buf b = {0};

	ao_csv_field(&b, fields[_i].s);
	ck_assert_str_eq(b.s ? b.s : "", fields[_i].want);
	ao_buf_release(&b);
}
END_TEST

START_TEST(sha256_is_sha256)
{
	static const unsigned char first[] = {0xba, 0x78, 0x16, 0xbf};
	unsigned char bytes[AO_SHA256_BYTES];
	char hex[AO_SHA256_HEX];
	struct ao_sha256 s;

	ao_sha256("abc", 3, hex); /* FIPS 180-2, B.1 */
	ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223"
			      "b00361a396177a9cb410ff61f20015ad");
	ao_sha256_init(&s);
	ao_sha256_add(&s, "a", 1);
	ao_sha256_bytes(&s, bytes); /* and goes on */
	ao_sha256_add(&s, "bc", 2);
	ao_sha256_bytes(&s, bytes);
	ck_assert_mem_eq(bytes, first, sizeof(first));
	ck_assert_uint_eq(bytes[AO_SHA256_BYTES - 1], 0xad);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, enter, leave);
	tcase_add_test(tc, commit_gives_the_name);
	tcase_add_test(tc, an_existing_file_stays);
	tcase_add_test(tc, a_temporary_is_a_new_file);
	tcase_add_test(tc, kept_and_named_later);
	tcase_add_test(tc, a_name_that_is_taken_is_not_given);
	tcase_add_test(tc, discard_leaves_nothing);
	tcase_add_loop_test(tc, full_disk_is_seen, 0, 2);
	tcase_add_test(tc, temporary_has_no_name);
	tcase_add_test(tc, no_folder);
	tcase_add_test(tc, reading_says_what_is_wrong);
	tcase_add_loop_test(tc, csv_fields_are_safe, 0, COUNT(fields));
	tcase_add_test(tc, sha256_is_sha256);
}

SUITE_MAIN("file", fill);
