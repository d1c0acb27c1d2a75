/* check_page.c - marks are kept, copied, and written as text. */
#include "aofuto/notice/page.h"
#include "support/golden.h"
#include "support/suite.h"

#include <locale.h>
#include <string.h>

static const char *face_name(unsigned face, const void *data)
{
	ck_assert_ptr_null(data);
	return face ? "name \"face\"" : "body";
}

static void fill_page(struct ao_page *p)
{
	char s[] = "所沢市", name[] = "address";

	ao_page_add(p, (struct ao_mark){.type = AO_MARK_FILL,
					.x = 18,
					.y = 105.5,
					.w = 174,
					.h = 12,
					.filled = true,
					.color = {0x0b, 0x4f, 0x9e},
					.line = 0.2,
					.line_color = {1, 2, 3},
					.radius = 1.5});
	ao_page_add(p, (struct ao_mark){.type = AO_MARK_RULE,
					.x = -0.0001,
					.y = 99,
					.w = 4,
					.line = 0.2,
					.color = {0x80, 0x80, 0x80}});
	ao_page_add(p, (struct ao_mark){.type = AO_MARK_TEXT,
					.x = 22,
					.y = 30.0005,
					.w = 11.11,
					.face = 1,
					.size = 10.5,
					.spacing = -0.25,
					.angle = 35,
					.s = s,
					.name = name});
	ao_page_add(p, (struct ao_mark){.type = AO_MARK_TEXT,
					.size = 12,
					.s = "a \"b\" \\ \n c"});
	ao_page_add(p, (struct ao_mark){.type = AO_MARK_QR,
					.x = 150,
					.y = 200,
					.w = 38,
					.h = 38,
					.s = "https://example.invalid/?id=1",
					.name = "qr"});
	/* The page has its own copies. */
	memset(s, 'x', sizeof(s) - 1);
	memset(name, 'x', sizeof(name) - 1);
}

START_TEST(dump)
{
	struct ao_page page;
	struct ao_buf out = {0}, again = {0};

	ao_page_init(&page, 210, 297);
	fill_page(&page);
	ao_page_dump(&page, &out, face_name, NULL);
	golden_check("page.txt", out.s, out.n);
	ao_page_clear(&page);
	ck_assert_uint_eq(page.n, 0);
	fill_page(&page);
	/* A comma locale must not reach the numbers. */
	setlocale(LC_ALL, "de_DE.UTF-8");
	ao_page_dump(&page, &again, face_name, NULL);
	ck_assert_str_eq(out.s, again.s);
	ao_buf_release(&out);
	ao_buf_release(&again);
	ao_page_release(&page);
}
END_TEST

START_TEST(many_marks)
{
	struct ao_page page;

	ao_page_init(&page, 100, 100);
	for (int i = 0; i < 1000; i++)
		ao_page_add(&page, (struct ao_mark){.type = AO_MARK_TEXT,
						    .x = i,
						    .s = "あ"});
	ck_assert_uint_eq(page.n, 1000);
	ck_assert_double_eq_tol(page.mark[999].x, 999, 1e-9);
	ck_assert_str_eq(page.mark[0].s, "あ");
	ao_page_release(&page);
	ck_assert_ptr_null(page.mark);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, dump);
	tcase_add_test(tc, many_marks);
}

SUITE_MAIN("page", fill);
