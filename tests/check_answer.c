/* check_answer.c - one JSON document, however what is written comes to an end.
 */
#include "cli/answer.h"

#include "support/suite.h"

#include <string.h>

#define ERROR                                                                  \
	"\"error\": {\n    \"status\": 4,\n    \"where\": null,\n    "         \
	"\"message\": \"full\"\n  }"

static const struct {
	const char *written, *whole; /* whole: it ends well */
	const char *failed;
} cases[] = {
	/* Nothing was written: the command alone. */
	{"", "{\n  \"command\": \"x\"\n}\n",
	 "{\n  \"command\": \"x\",\n  " ERROR "\n}\n"},
	{"{}\n", "{}\n", "{\n  " ERROR "\n}\n"},
	{"{\n  \"a\": 1\n}\n", "{\n  \"a\": 1\n}\n",
	 "{\n  \"a\": 1,\n  " ERROR "\n}\n"},
	/* What closes is no brace within a text, nor behind a \". */
	{"{\n  \"a}\": \"]\\\"}\"\n}\n", "{\n  \"a}\": \"]\\\"}\"\n}\n",
	 "{\n  \"a}\": \"]\\\"}\",\n  " ERROR "\n}\n"},
	/* Cut short within an array of objects. */
	{"{\n  \"a\": [\n    {\n      \"b\": 2\n    }", NULL,
	 "{\n  \"a\": [\n    {\n      \"b\": 2\n    }],\n  " ERROR "\n}\n"},
	{"{\n  \"a\": [\n    {\n      \"b\": [", NULL,
	 "{\n  \"a\": [\n    {\n      \"b\": []}],\n  " ERROR "\n}\n"},
	/* A help is no JSON, and stays as it is. */
	{"usage: x\n  {\n", "usage: x\n  {\n", "usage: x\n  {\n"},
};

static const struct ao_error full = {.status = AO_HOST, .text = "full"};

/* In as many pieces as there are bytes, or in one. */
static const char *answer(const char *s, const struct ao_error *err,
			  bool pieces)
{
	static char *text;
	static size_t n;
	FILE *real = stdout;
	struct answer a;

	free(text);
	stdout = open_memstream(&text, &n);
	ck_assert(stdout != NULL);
	answer_open(&a, "x");
	for (; *s && pieces; s++) {
		putchar(*s);
		fflush(stdout);
	}
	fputs(s, stdout);
	answer_close(&a, err);
	fclose(stdout);
	stdout = real;
	return text;
}

START_TEST(ends_well)
{
	const struct ao_error none = {0};

	if (!cases[_i].whole)
		return;
	for (int pieces = 0; pieces < 2; pieces++)
		ck_assert_str_eq(answer(cases[_i].written, &none, pieces),
				 cases[_i].whole);
}
END_TEST

START_TEST(fails)
{
	for (int pieces = 0; pieces < 2; pieces++)
		ck_assert_str_eq(answer(cases[_i].written, &full, pieces),
				 cases[_i].failed);
}
END_TEST

START_TEST(was_never_opened)
{
	struct answer a = {.real = NULL};

	answer_close(&a, &full);
	ck_assert_ptr_null(a.real);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_loop_test(tc, ends_well, 0, (int)COUNT(cases));
	tcase_add_loop_test(tc, fails, 0, (int)COUNT(cases));
	tcase_add_test(tc, was_never_opened);
}

SUITE_MAIN("answer", fill);
