/* check_document.c - a PDF as its independent readers see it. */
#include "aofuto/pdf/document.h"
#include "support/paper.h"
#include "support/suite.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define VS(n) "\xF3\xA0\x84" n /* U+E0100 and on: "\x80", "\x81", ... */

static const struct {
	unsigned face;
	const char *s;
} names[] = {
	{PAPER_IPAMJ, "𠮷田髙橋山﨑"},
	{PAPER_IPAMJ, "葛" VS("\x82") "葛城"},
	{PAPER_IPAMJ, "邉" VS("\x8F") "邊" VS("\x88") "辻" VS("\x82")},
	{PAPER_MINCHO, "葛" VS("\x80") "飾"},
	{PAPER_BODY, "神福隆 ﾊﾝｶｸｶﾅ ①㈱ (株)\\<b>%s"},
	{PAPER_BOLD, "令和8年3月9日 2026-03-09"},
	{PAPER_IPAMJ, "NGUYEN VAN A"},
};

static void names_page(struct ao_page *page)
{
	ao_page_init(page, 210, 297);
	for (size_t i = 0; i < COUNT(names); i++)
		paper_text(page, names[i].face, names[i].s);
}

static void shapes_page(struct ao_page *page)
{
	const struct ao_color blue = {0, 82, 156}, pale = {228, 238, 247};

	ao_page_init(page, 210, 297);
	ao_page_add(page, (struct ao_mark){.type = AO_MARK_FILL,
					   .x = 20,
					   .y = 20,
					   .w = 60,
					   .h = 30,
					   .filled = true,
					   .color = pale,
					   .line = 0.5,
					   .line_color = blue,
					   .radius = 4});
	ao_page_add(page, (struct ao_mark){.type = AO_MARK_FILL,
					   .x = 100,
					   .y = 20,
					   .w = 60,
					   .h = 30,
					   .filled = true,
					   .color = blue});
	ao_page_add(page, (struct ao_mark){.type = AO_MARK_RULE,
					   .x = 20,
					   .y = 60,
					   .w = 140,
					   .h = 0,
					   .line = 1,
					   .color = blue});
	ao_page_add(page, (struct ao_mark){.type = AO_MARK_TEXT,
					   .x = 60,
					   .y = 200,
					   .size = 60,
					   .spacing = 10,
					   .angle = 30,
					   .face = PAPER_BOLD,
					   .color = pale,
					   .s = "見本"});
	ao_page_add(page, (struct ao_mark){.type = AO_MARK_QR,
					   .x = 150,
					   .y = 230,
					   .w = 26,
					   .h = 26,
					   .s = "https://example.invalid/c?id="
						"12345678901234567890123"});
}

/* Built with the given order of collection. */
static struct ao_document *build(struct ao_typefaces *faces,
				 const struct ao_page *page, size_t pages,
				 bool backwards)
{
	const struct ao_document_info info = paper_info();
	struct ao_error err = {0};
	struct ao_document *d;

	for (size_t i = 0; i < pages; i++)
		ao_typefaces_collect(faces,
				     &page[backwards ? pages - 1 - i : i]);
	ck_assert_msg(ao_typefaces_build(faces, &err), "%s", err.text);
	d = ao_document_new(faces, &info, &err);
	ck_assert_msg(d != NULL, "%s", err.text);
	return d;
}

static void add(struct ao_document *d, unsigned id, const struct ao_page *fixed,
		const struct ao_page *page, const char *label)
{
	struct ao_error err = {0};

	ck_assert_msg(ao_document_add_page(d, id, fixed, page, label, &err),
		      "%s", err.text);
}

/* Two pages, the shapes below both, the names on the first. */
static void make_sample(const char *path, bool backwards)
{
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	struct ao_page page[3];
	struct ao_document *d;

	names_page(&page[0]);
	shapes_page(&page[1]);
	ao_page_init(&page[2], 210, 297);
	d = build(typefaces, page, COUNT(page), backwards);
	add(d, 3, &page[1], &page[0], "001-0001 1/2");
	add(d, 3, &page[1], &page[2], "整理番号 1 (裏)");
	paper_save(d, path);
	ao_typefaces_free(typefaces);
	ao_faces_close(faces);
	for (size_t i = 0; i < COUNT(page); i++)
		ao_page_release(&page[i]);
}

START_TEST(readers_are_content)
{
	const char *folder = paper_folder();
	char path[128];

	snprintf(path, sizeof(path), "%s/sample.pdf", folder);
	make_sample(path, false);
	paper_is_sound(path);
	paper_folder_remove();
}
END_TEST

START_TEST(text_comes_back_as_it_went_in)
{
	const char *folder = paper_folder();
	char path[128], *said;

	snprintf(path, sizeof(path), "%s/sample.pdf", folder);
	make_sample(path, false);
	said = paper_run("pdftotext -l 1 -layout %s -", path);
	for (size_t i = 0; i < COUNT(names); i++)
		paper_has(said, names[i].s);
	free(said);
	paper_folder_remove();
}
END_TEST

START_TEST(same_pages_same_bytes)
{
	const char *folder = paper_folder();
	char one[128], two[128];

	snprintf(one, sizeof(one), "%s/one.pdf", folder);
	snprintf(two, sizeof(two), "%s/two.pdf", folder);
	make_sample(one, false);
	sleep(1); /* a time stamp would differ */
	make_sample(two, true);
	free(paper_run("cmp %s %s", one, two));
	paper_folder_remove();
}
END_TEST

START_TEST(what_viewers_are_told)
{
	const char *folder = paper_folder();
	char path[128], *said;

	snprintf(path, sizeof(path), "%s/sample.pdf", folder);
	make_sample(path, false);
	said = paper_run("pdfinfo -isodates %s", path);
	paper_has(said, "有効期限通知書 𠮷田");
	paper_has(said, "所沢市");
	paper_has(said, "aofuto");
	paper_has(said, "2026-03-09T00:00:00Z");
	paper_has(said, "PDF version:     1.7");
	paper_has(said, "595.28 x 841.89 pts (A4)");
	free(said);
	said = paper_run("qpdf --json --json-key=pagelabels %s", path);
	paper_has(said, "001-0001 1/2");
	paper_has(said, "整理番号 1 (裏)");
	free(said);
	said = paper_run("qpdf --json --json-key=qpdf %s", path);
	paper_has(said, "\"/PrintScaling\": \"/None\"");
	paper_has(said, "\"/Duplex\": \"/DuplexFlipLongEdge\"");
	paper_has(said, "\"/Lang\": \"u:ja-JP\"");
	paper_has(said, "\"/ID\"");
	free(said);
	paper_folder_remove();
}
END_TEST

START_TEST(code_is_read_from_the_raster)
{
	const char *folder = paper_folder();
	char path[128], *said;

	snprintf(path, sizeof(path), "%s/sample.pdf", folder);
	make_sample(path, false);
	free(paper_run("pdftoppm -r 300 -gray -png %s %s/p", path, folder));
	for (int page = 1; page <= 2; page++) {
		said = paper_run("zbarimg -q --nodbus --raw %s/p-%d.png",
				 folder, page);
		ck_assert_str_eq(said, "https://example.invalid/c?id="
				       "12345678901234567890123\n");
		free(said);
	}
	paper_folder_remove();
}
END_TEST

/* Where poppler sees a text end is where layout thought it would. */
START_TEST(widths_agree)
{
	static const char s[] = "A1i 令和8年3月９日 ﾊ";
	const char *folder = paper_folder();
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	struct ao_page page;
	struct ao_document *d;
	char path[128], *said, *p;
	double left = 1e9, right = 0, want;

	snprintf(path, sizeof(path), "%s/width.pdf", folder);
	ao_page_init(&page, 210, 297);
	paper_text(&page, PAPER_BODY, s);
	d = build(typefaces, &page, 1, false);
	add(d, 0, NULL, &page, "1");
	paper_save(d, path);
	said = paper_run("pdftotext -bbox %s - | grep -o 'x[A-Z][a-z]*=\"[0-9."
			 "]*'",
			 path);
	for (p = said; *p; p = strchr(p, '\n') + 1) {
		double x = strtod(strchr(p, '"') + 1, NULL);

		left = fmin(left, x);
		right = fmax(right, x);
	}
	want = (double)ao_face_width(faces, PAPER_BODY, s) * 16 / 1000;
	ck_assert_msg(fabs(right - left - want) < 0.05, "%g, not %g",
		      right - left, want);
	free(said);
	ao_page_release(&page);
	ao_typefaces_free(typefaces);
	ao_faces_close(faces);
	paper_folder_remove();
}
END_TEST

/* More pages than a node of the page tree holds, pages of two sizes, and of
 * two fonts: readers build what a page's dictionary lists, page by page. */
START_TEST(thousands_of_pages)
{
	const char *folder = paper_folder();
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	struct ao_page page[2];
	struct ao_document *d;
	char path[128], label[32], *said;

	snprintf(path, sizeof(path), "%s/many.pdf", folder);
	ao_page_init(&page[0], 210, 297);
	ao_page_init(&page[1], 148, 210);
	paper_text(&page[0], PAPER_BODY, "頁");
	paper_text(&page[1], PAPER_BOLD, "小");
	d = build(typefaces, page, 2, false);
	for (int i = 0; i < 2500; i++) {
		snprintf(label, sizeof(label), "L%d", i);
		add(d, 0, &page[0], &page[i == 2000], label);
	}
	paper_save(d, path);
	said = paper_run("qpdf --check %s && qpdf --show-npages %s", path,
			 path);
	paper_has(said, "No syntax");
	paper_has(said, "2500");
	free(said);
	said = paper_run("qpdf --json --json-key=pagelabels %s", path);
	paper_has(said, "\"/P\": \"u:L0\"");
	paper_has(said, "\"/P\": \"u:L2499\"");
	free(said);
	said = paper_run("pdfinfo -f 2000 -l 2001 %s", path);
	paper_has(said, "Page 2000 size:  595.28 x 841.89");
	paper_has(said, "Page 2001 size:  419.53 x 595.28");
	free(said);
	said = paper_run("pdffonts -f 2000 -l 2000 %s", path);
	paper_has(said, "Regular");
	ck_assert_ptr_null(strstr(said, "Bold"));
	free(said);
	said = paper_run("pdffonts -f 2001 -l 2001 %s", path);
	paper_has(said, "Bold");
	free(said);
	said = paper_run("stat -c %%s %s", path);
	ck_assert_int_lt(strtol(said, NULL, 10), 2500L * 450);
	free(said);
	for (int i = 0; i < 2; i++)
		ao_page_release(&page[i]);
	ao_typefaces_free(typefaces);
	ao_faces_close(faces);
	paper_folder_remove();
}
END_TEST

START_TEST(no_page_no_file)
{
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	struct ao_page page;
	struct ao_document *d;
	struct ao_error err = {0};
	struct ao_out *out = ao_out_open("/tmp/aofuto-none.pdf", &err);

	ao_page_init(&page, 210, 297);
	d = build(typefaces, &page, 1, false);
	ck_assert(!ao_document_save(d, out, &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ao_out_discard(out);
	ao_document_free(d);
	ao_page_release(&page);
	ao_typefaces_free(typefaces);
	ao_faces_close(faces);
}
END_TEST

START_TEST(code_that_holds_too_much)
{
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	struct ao_page page;
	struct ao_document *d;
	struct ao_error err = {0};
	char text[400] = "";

	memset(text, 'a', sizeof(text) - 1);
	ao_page_init(&page, 210, 297);
	ao_page_add(&page,
		    (struct ao_mark){
			    .type = AO_MARK_QR, .w = 20, .h = 20, .s = text});
	d = build(typefaces, &page, 1, false);
	ck_assert(!ao_document_add_page(d, 0, NULL, &page, "1", &err));
	ck_assert_int_eq(err.status, AO_INPUT);
	ao_document_free(d);
	ao_page_release(&page);
	ao_typefaces_free(typefaces);
	ao_faces_close(faces);
}
END_TEST

/* Larger than what ao_out holds back, so that writes fail while saving too. */
static struct ao_document *many(struct ao_typefaces *typefaces)
{
	struct ao_page page;
	struct ao_document *d;

	names_page(&page);
	d = build(typefaces, &page, 1, false);
	for (int i = 0; i < 1000; i++)
		add(d, 0, NULL, &page, "1");
	ao_page_release(&page);
	return d;
}

static void save_to_full_disk(const char *path, rlim_t most)
{
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	struct ao_document *d = many(typefaces);
	struct ao_error err = {0};
	struct ao_out *out = ao_out_open(path, &err);
	struct rlimit whole, limit;

	getrlimit(RLIMIT_FSIZE, &whole);
	limit = whole;
	limit.rlim_cur = most;
	setrlimit(RLIMIT_FSIZE, &limit);
	ck_assert(!ao_document_save(d, out, &err) || !ao_out_finish(out, &err));
	setrlimit(RLIMIT_FSIZE, &whole);
	ck_assert_int_eq(err.status, AO_HOST);
	paper_has(err.where, "full.pdf");
	ao_out_discard(out);
	ck_assert_int_ne(access(path, F_OK), 0);
	ao_document_free(d);
	ao_typefaces_free(typefaces);
	ao_faces_close(faces);
}

/* A disk that is full at the beginning, in the middle, in the last block. */
START_TEST(full_disk_is_seen)
{
	const char *folder = paper_folder();
	struct ao_faces *faces = paper_faces();
	struct ao_typefaces *typefaces = ao_typefaces_new(faces);
	char path[128], *size;
	rlim_t bytes;

	snprintf(path, sizeof(path), "%s/full.pdf", folder);
	paper_save(many(typefaces), path);
	ao_typefaces_free(typefaces);
	ao_faces_close(faces);
	size = paper_run("stat -c %%s %s", path);
	bytes = strtoul(size, NULL, 10);
	free(size);
	ck_assert_int_eq(unlink(path), 0);
	signal(SIGXFSZ, SIG_IGN);
	save_to_full_disk(path, 0);
	save_to_full_disk(path, bytes / 2);
	save_to_full_disk(path, bytes - 1);
	free(paper_run("test -z \"$(ls -A %s)\"", folder));
	paper_folder_remove();
}
END_TEST

START_TEST(self_test)
{
	struct ao_faces *faces = paper_faces();
	struct ao_error err = {0};

	ck_assert_msg(ao_document_self_test(faces, &err), "%s", err.text);
	ck_assert_str_eq(ao_document_library(), "libharu 2.3.0");
	ao_faces_close(faces);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, readers_are_content);
	tcase_add_test(tc, text_comes_back_as_it_went_in);
	tcase_add_test(tc, same_pages_same_bytes);
	tcase_add_test(tc, what_viewers_are_told);
	tcase_add_test(tc, code_is_read_from_the_raster);
	tcase_add_test(tc, widths_agree);
	tcase_add_test(tc, thousands_of_pages);
	tcase_add_test(tc, no_page_no_file);
	tcase_add_test(tc, code_that_holds_too_much);
	tcase_add_test(tc, full_disk_is_seen);
	tcase_add_test(tc, self_test);
}
SUITE_MAIN("document", fill);
