/* check_compact.c - a file made smaller is the same file to every reader. */
#include "pdf/compact.h"

#include "support/paper.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void make(const char *path, bool compact)
{
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	struct ao_document_info info = paper_info();
	struct ao_error err = {0};
	struct ao_document *d;
	struct ao_page page;

	info.title = "見本 )(\\ endobj stream";
	info.compact = compact;
	ao_page_init(&page, 210, 297);
	paper_text(&page, PAPER_BODY, "所沢市からのお知らせ");
	paper_text(&page, PAPER_IPAMJ, "𠮷野 葛城");
	ao_typefaces_collect(typefaces, &page);
	ck_assert_msg(ao_typefaces_build(typefaces, &err), "%s", err.text);
	d = ao_document_new(typefaces, &info, &err);
	ck_assert(d && ao_document_add_page(d, 0, &page, &page, "1", &err));
	ck_assert(ao_document_add_page(d, 0, NULL, &page, "2", &err));
	paper_save(d, path);
	ao_page_release(&page);
	ao_typefaces_free(typefaces);
	ao_faces_close(faces);
}

static off_t size_of(const char *path)
{
	struct stat st;

	ck_assert_int_eq(stat(path, &st), 0);
	return st.st_size;
}

START_TEST(readers_see_the_same)
{
	const char *folder = paper_folder();
	char plain[128], small[128];

	snprintf(plain, sizeof(plain), "%s/plain.pdf", folder);
	snprintf(small, sizeof(small), "%s/small.pdf", folder);
	make(plain, false);
	make(small, true);
	ck_assert_int_lt(size_of(small), size_of(plain) * 4 / 5);
	paper_is_sound(plain);
	paper_is_sound(small);
	free(paper_run("cd %s && for f in plain small; do "
		       "pdftotext -bbox $f.pdf - | grep -v '<title' >$f.txt; "
		       "pdfinfo $f.pdf | grep -v 'File size' >$f.info; "
		       "pdftoppm -r 60 $f.pdf >$f.ppm; done && "
		       "cmp plain.txt small.txt && cmp plain.ppm small.ppm && "
		       "cmp plain.info small.info",
		       folder));
	paper_folder_remove();
}
END_TEST

START_TEST(equal_pages_give_equal_bytes)
{
	const char *folder = paper_folder();
	char one[128], two[128];

	snprintf(one, sizeof(one), "%s/one.pdf", folder);
	snprintf(two, sizeof(two), "%s/two.pdf", folder);
	make(one, true);
	make(two, true);
	free(paper_run("cmp %s %s", one, two));
	paper_folder_remove();
}
END_TEST

/* A file that is cut or changed anywhere in its table is left as it is; none
 * is read past its end. */
START_TEST(what_is_not_ours_is_left_alone)
{
	const char *folder = paper_folder();
	struct ao_buf pdf = {0}, out = {0};
	struct ao_error err = {0};
	struct haru *haru = ao_haru_open(&err);
	char path[128];

	snprintf(path, sizeof(path), "%s/plain.pdf", folder);
	make(path, false);
	ck_assert(ao_file_read(path, 1 << 20, &pdf, &err));
	ao_buf_adds(&out, "kept");
	for (size_t n = pdf.n - 1; n > pdf.n - 400; n -= 7) {
		char *cut = ao_alloc(n + 1);
		struct ao_buf some = {cut, n, n + 1};

		memcpy(cut, pdf.s, n);
		cut[n] = '\0';
		if (!ao_compact(haru, &some, &out))
			ck_assert_uint_eq(out.n, 4);
		out.n = 4;
		free(cut);
	}
	for (size_t at = pdf.n - 300; at > pdf.n - 1200; at -= 3) {
		char was = pdf.s[at];

		pdf.s[at] = '9';
		if (!ao_compact(haru, &pdf, &out))
			ck_assert_uint_eq(out.n, 4);
		out.n = 4;
		pdf.s[at] = was;
	}
	ck_assert(ao_compact(haru, &pdf, &out));
	ck_assert_uint_gt(out.n, 4);
	ao_buf_release(&out);
	ao_buf_release(&pdf);
	ao_haru_close(haru);
	paper_folder_remove();
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, readers_see_the_same);
	tcase_add_test(tc, equal_pages_give_equal_bytes);
	tcase_add_test(tc, what_is_not_ours_is_left_alone);
}

SUITE_MAIN("compact", fill);
