/* check_qrcode.c - level, size and limits of a code. That it can be read is
 * check_document's. */
#include "aofuto/pdf/qrcode.h"
#include "support/suite.h"

#include <string.h>

/* 103 bytes, as long as the address of a city with its application ID. */
#define ADDRESS                                                                \
	"https://www.city.example.lg.jp/mynumber/renewal/apply/index.php?"     \
	"application_id=12345678901234567890123x"

START_TEST(level_and_size)
{
	static const struct {
		double box;
		char level;
		int modules;
		const char *why;
	} t[] = {
		{26, 'Q', 49, "23 mm are free"},
		{23, 'Q', 49, "just 23 mm: modules of 0.40 mm"},
		{22.9, 'M', 41, "less than 23 mm"},
		{17, 'M', 41, "modules of 0.35 mm"},
	};
	struct ao_error err = {0};
	struct ao_qrcode code;

	ck_assert_uint_eq(strlen(ADDRESS), 103);
	for (size_t i = 0; i < COUNT(t); i++) {
		ck_assert_msg(ao_qrcode_make(ADDRESS, t[i].box, &code, &err),
			      "%s: %s", t[i].why, err.text);
		ck_assert_msg(code.level == t[i].level, "%s", t[i].why);
		ck_assert_int_eq(code.modules, t[i].modules);
		/* The corner of a finder pattern (JIS X 0510, 6.3.3). */
		ck_assert(code.module[0] && !code.module[code.modules + 1]);
		ao_qrcode_release(&code);
	}
}
END_TEST

/* Q would need modules under 0.33 mm: M is taken rather than a refusal. */
START_TEST(long_text_falls_back)
{
	struct ao_error err = {0};
	struct ao_qrcode code;
	char text[281] = "";

	memset(text, 'a', 280);
	ck_assert(ao_qrcode_make(text, 25, &code, &err));
	ck_assert_int_eq(code.level, 'M');
	ao_qrcode_release(&code);
}
END_TEST

static long named_limit(const struct ao_error *err)
{
	const char *said = strstr(err->text, "it may be ");

	ck_assert_int_eq(err->status, AO_INPUT);
	ck_assert_ptr_nonnull(said);
	return strtol(said + strlen("it may be "), NULL, 10);
}

/* The limit that a refusal names is the true one. */
START_TEST(too_long_is_refused)
{
	static const double box[] = {12, 17, 22, 30, 60, 70};
	char text[3000];

	for (size_t i = 0; i < COUNT(box); i++) {
		struct ao_error err = {0}, none = {0};
		struct ao_qrcode code;
		long most;

		memset(text, 'a', sizeof(text) - 1);
		text[sizeof(text) - 1] = '\0';
		ck_assert(!ao_qrcode_make(text, box[i], &code, &err));
		most = named_limit(&err);
		text[most + 1] = '\0';
		ck_assert(!ao_qrcode_make(text, box[i], &code, &err));
		text[most] = '\0';
		ck_assert_msg(ao_qrcode_make(text, box[i], &code, &none),
			      "%g mm, %ld bytes: %s", box[i], most, none.text);
		ao_qrcode_release(&code);
	}
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, level_and_size);
	tcase_add_test(tc, long_text_falls_back);
	tcase_add_test(tc, too_long_is_refused);
}
SUITE_MAIN("qrcode", fill);
