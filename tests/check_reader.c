/* check_reader.c - how the reading of a file fails. */
#include "support/readable.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

START_TEST(files_that_are_none)
{
	struct ao_reading_order o = read_order(0);

	read_file_named("none.pdf");
	read_fails(o, "cannot open the file");
	o.path = paper_folder();
	read_fails(o, "not a regular file");
	o.path = read_path();
	free(paper_run("mkfifo %s", read_path()));
	read_fails(o, "not a regular file");
	free(paper_run("rm %s; : > %s", read_path(), read_path()));
	read_fails(o, "not a PDF");
	free(paper_run("echo hello > %s", read_path()));
	read_fails(o, "not a PDF");
	free(paper_run("cp %s/fonts/fonts.yaml %s", PROJECT_DIR, read_path()));
	read_fails(o, "not a PDF");
	paper_folder_remove();
}
END_TEST

/* A file that a hand can write: one page with this content. */
static void write_pdf(const char *content)
{
	static const char page[] =
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 "
		"R/Resources<</Font<</F 5 0 R>>>>>>";
	const char *const object[] = {
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		page,
		content,
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	};
	long at[COUNT(object)], table;
	FILE *f = fopen(read_path(), "w");

	ck_assert_ptr_nonnull(f);
	fputs("%PDF-1.7\n", f);
	for (size_t i = 0; i < COUNT(object); i++) {
		at[i] = ftell(f);
		fprintf(f, "%zu 0 obj\n", i + 1);
		if (object[i] == content)
			fprintf(f, "<</Length %zu>>stream\n%s\nendstream",
				strlen(content), content);
		else
			fputs(object[i], f);
		fputs("\nendobj\n", f);
	}
	table = ftell(f);
	fprintf(f, "xref\n0 %zu\n0000000000 65535 f \n", COUNT(object) + 1);
	for (size_t i = 0; i < COUNT(object); i++)
		fprintf(f, "%010ld 00000 n \n", at[i]);
	fprintf(f,
		"trailer\n<</Root 1 0 R/Size %zu>>\nstartxref\n%ld\n%%%%EOF\n",
		COUNT(object) + 1, table);
	ck_assert_int_eq(fclose(f), 0);
}

START_TEST(complaints_are_told_without_the_text)
{
	const struct ao_reading_order o = read_order(0);

	read_file_named("hand.pdf");
	write_pdf("0 0 10 10 re f");
	ck_assert_str_eq(read_failure(o), "");
	write_pdf("0 0 10 10 re f YAMADA");
	read_fails(o, "page 1: another reader complains of the file");
	ck_assert_ptr_null(strstr(read_failure(o), "YAMADA"));
	write_pdf("BT /YAMADA 12 Tf ET");
	read_fails(o, "another reader complains");
	ck_assert_ptr_null(strstr(read_failure(o), "YAMADA"));
	write_pdf("(YAMADA");
	read_fails(o, "another reader complains");
	ck_assert_ptr_null(strstr(read_failure(o), "YAMADA"));
	/* A font that is not in the file: the host's own is no answer. */
	write_pdf("BT /F 12 Tf 20 20 Td (x)Tj ET");
	read_fails(o, "find a font");
	paper_folder_remove();
}
END_TEST

START_TEST(pages_that_are_not_there)
{
	const struct ao_reading_order o = read_order(0);
	static const char *const tree[] = {
		"/Kids[]/Count 0",      "/Kids[2 0 R]/Count 1",
		"/Kids[3 0 R]/Count 9", "/Kids[3 0 R]/Count 2000000000",
		"/Kids[9 0 R]/Count 1", "/Kids 7/Count -5",
	};

	for (size_t i = 0; i < COUNT(tree); i++) {
		FILE *f;

		read_file_named("tree.pdf");
		f = fopen(read_path(), "w");
		fprintf(f,
			"%%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\n"
			"endobj\n2 0 obj\n<</Type/Pages %s>>\nendobj\n3 0 "
			"obj\n<</Type/Page/MediaBox[0 0 595 842]>>\nendobj\n"
			"trailer\n<</Root 1 0 R/Size 4>>\n",
			tree[i]);
		ck_assert_int_eq(fclose(f), 0);
		ck_assert_msg(*read_failure(o) != '\0', "%s", tree[i]);
		paper_folder_remove();
	}
}
END_TEST

START_TEST(a_password_is_told)
{
	read_file_named("open.pdf");
	read_draw_codes(1);
	free(paper_run("qpdf --encrypt secret owner 256 -- %s %s.locked && "
		       "mv %s.locked %s",
		       read_path(), read_path(), read_path(), read_path()));
	read_fails(read_order(0), "asks for a password");
	paper_folder_remove();
}
END_TEST

/* Each is an error or reads as if nothing were: never a crash or a hang. */
START_TEST(damage_anywhere)
{
	struct ao_buf bytes = {0};
	struct ao_error err = {0};
	unsigned wrong = 0;

	read_file_named("damage.pdf");
	read_draw_codes(2);
	ck_assert(ao_file_read(read_path(), 1 << 24, &bytes, &err));
	for (size_t i = 0; i < 40; i++) {
		const size_t at = bytes.n * i / 40;
		FILE *f = fopen(read_path(), "w");

		bytes.s[at] = (char)(bytes.s[at] ^ 0x5A);
		fwrite(bytes.s, 1, i % 2 ? bytes.n : at, f);
		ck_assert_int_eq(fclose(f), 0);
		bytes.s[at] = (char)(bytes.s[at] ^ 0x5A);
		wrong += *read_failure(read_order(1)) != '\0';
	}
	ck_assert_uint_ge(wrong, 20); /* no short file is whole */
	ao_buf_release(&bytes);
	paper_folder_remove();
}
END_TEST

static void bad_program(const char *program, const char *part)
{
	struct ao_reading_order o = read_order(0);

	o.program = program;
	read_fails(o, part);
}

START_TEST(programs_that_are_no_reader)
{
	char script[160];

	read_file_named("fine.pdf");
	read_draw_codes(1);
	bad_program("/nonexistent/aofuto-reader", "cannot be started");
	bad_program(paper_folder(), "cannot be started");
	bad_program("/bin/false", "(exit 1)");
	bad_program("/bin/true", "(exit");
	bad_program("/bin/echo", "does not answer");
	snprintf(script, sizeof(script), "%s/reader", paper_folder());
	free(paper_run("printf '#!/bin/sh\\nexec cat\\n' >%s", script));
	ck_assert_int_eq(chmod(script, 0700), 0);
	bad_program(script, "does not answer");
	free(paper_run("printf '#!/bin/sh\\nkill -SEGV $$\\n' >%s", script));
	bad_program(script, "(signal 11)");
	/* The head of the right reader, and then no more. */
	free(paper_run("printf '#!/bin/sh\\n%s | head -c 400\\n' >%s",
		       AOFUTO_READER, script));
	bad_program(script, "(exit");
	/* Longer than it should be: another version's. */
	free(paper_run("printf '#!/bin/sh\\nprintf \"aedr\\\\1\\\\0\\\\0\\\\0"
		       "\\\\377\\\\377\\\\377\\\\377\\\\377\\\\377\\\\377"
		       "\\\\377\"\\nsleep 9\\n' >%s",
		       script));
	bad_program(script, "does not answer");
	paper_folder_remove();
}
END_TEST

/* As a reader is started by one whose own streams are gone. */
START_TEST(no_standard_streams)
{
	int status = 0;
	pid_t pid;

	read_file_named("closed.pdf");
	read_draw_codes(1);
	pid = fork();
	if (pid == 0) {
		const struct ao_reading_order o = read_order(1);
		struct ao_error err = {0};
		struct ao_read_page page;
		struct ao_reading *r;
		bool ok;

		for (int fd = 0; fd < 3; fd++)
			close(fd);
		r = ao_reading_open(&o, &err);
		ok = r && ao_reading_next(r, &page, &err) && page.codes == 2;
		ao_reading_close(r);
		_exit(ok ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	paper_folder_remove();
}
END_TEST

/* No child, no open file is left, whatever the end was. */
START_TEST(nothing_stays_behind)
{
	const int before = dup(0);
	int after;

	read_file_named("left.pdf");
	read_draw_codes(6);
	close(before);
	ao_reading_close(read_open(1));
	ck_assert_str_eq(read_failure(read_order(1)), "");
	bad_program("/bin/false", "(exit 1)");
	bad_program("/nonexistent", "cannot be started");
	after = dup(0);
	ck_assert_int_eq(after, before);
	close(after);
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1); /* ECHILD */
	ao_reading_close(NULL);
	paper_folder_remove();
}
END_TEST

START_TEST(started_by_hand)
{
	static const char *const arguments[] = {
		"--help",
		"--raster-every x",
		"--raster-every",
		"--raster-every 1 2",
		"--bars=",
		"--bars=1,2",
		"--bars=1,2,8x",
		"--bars=1,2,8,4",
		"--bars=-1,2,8",
		"--bars=nan,2,8",
		"--bars=1,2,1e9",
		"--strip",
		"--strip=",
		"--strip=1,2,3",
		"--strip=1,2,3,4,5",
		"--strip=1,2,3,x",
		"--strip=1,-2,3,4",
		"--strip=1,2,3,nan",
	};

	for (size_t i = 0; i < COUNT(arguments); i++)
		free(paper_run("%s %s </dev/null 2>&1; test $? -eq %d",
			       AOFUTO_READER, arguments[i], AO_USAGE));
	/* These are known; what comes in is no PDF, and it says so. */
	free(paper_run("%s --strip=1,2,3,4 --bars=1,2,10 --raster-every 1 "
		       "</dev/null | grep -q aedr",
		       AOFUTO_READER));
	free(paper_run("! %s <&- >/dev/null", AOFUTO_READER));
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, files_that_are_none);
	tcase_add_test(tc, complaints_are_told_without_the_text);
	tcase_add_test(tc, pages_that_are_not_there);
	tcase_add_test(tc, a_password_is_told);
	tcase_add_test(tc, damage_anywhere);
	tcase_add_test(tc, programs_that_are_no_reader);
	tcase_add_test(tc, no_standard_streams);
	tcase_add_test(tc, nothing_stays_behind);
	tcase_add_test(tc, started_by_hand);
}
SUITE_MAIN("reader", fill);
