/* check_csv.c - rows, their lines, and every way a CSV file is broken. */
#include "aofuto/input/csv.h"

#include "support/list_file.h"
#include "support/suite.h"

/* Rows as text: "row@line:[field][field]\n". */
static void read_rows(const char *bytes, size_t n, size_t chunk,
		      struct ao_buf *out, struct ao_error *err)
{
	struct ao_source_options options = {.encoding = AO_ENCODING_UTF8,
					    .chunk = chunk};
	char path[LIST_PATH_SIZE];
	struct ao_source *src;
	struct ao_csv_row row;
	struct ao_csv *csv;

	list_file(path, bytes, n);
	src = ao_source_open(path, &options, err);
	unlink(path);
	if (!src)
		return;
	csv = ao_csv_new(src);
	while (ao_csv_next(csv, &row, err) == AO_STEP_ITEM) {
		ao_buf_addf(out, "%lu@%lu:", row.row, row.line);
		for (unsigned i = 0; i < row.fields; i++) {
			ck_assert_uint_eq(strlen(row.field[i]), row.length[i]);
			ao_buf_addf(out, "[%s]", row.field[i]);
		}
		ao_buf_adds(out, "\n");
	}
	ao_csv_free(csv);
	ao_source_close(src);
}

static const struct {
	const char *bytes, *rows;
} good[] = {
	{"a,b\n1,2\n", "0@1:[a][b]\n1@2:[1][2]\n"},
	{"a,b\n1,2", "0@1:[a][b]\n1@2:[1][2]\n"},
	{"a,b\r\n1,2\r\n", "0@1:[a][b]\n1@2:[1][2]\n"},
	{"a,b\r1,2\r", "0@1:[a][b]\n1@2:[1][2]\n"},
	{"\n\na,b\n\n \t\n1,2\n\n", "0@3:[a][b]\n1@6:[1][2]\n"},
	{"\r\n\r\na\r\n\r\n1\r\n", "0@3:[a]\n1@5:[1]\n"},
	{"a,b\n\"x\ny\",2\n3,4\n", "0@1:[a][b]\n1@2:[x\ny][2]\n2@4:[3][4]\n"},
	{"a\r\n\"x\r\n\r\ny\"\r\n3\r\n",
	 "0@1:[a]\n1@2:[x\r\n\r\ny]\n2@5:[3]\n"},
	{"a,b\n\"SMITH, JOHN \"\"JACK\"\"\",2\n",
	 "0@1:[a][b]\n1@2:[SMITH, JOHN \"JACK\"][2]\n"},
	{"a,b\n  1 , 2 3\t\n", "0@1:[a][b]\n1@2:[1][2 3]\n"},
	{"a,b\n\" 1 \",\"\"\n", "0@1:[a][b]\n1@2:[ 1 ][]\n"},
	{"a,b\n,\n", "0@1:[a][b]\n1@2:[][]\n"},
	{"a,b\n1,2\n\x1A", "0@1:[a][b]\n1@2:[1][2]\n"},
	{"a,b\n1,2\r\n\x1A\r\n", "0@1:[a][b]\n1@2:[1][2]\n"},
	{"\n\n", ""},
};

START_TEST(reads)
{
	for (size_t chunk = 0; chunk < 8; chunk++) {
		struct ao_buf got = {0};
		struct ao_error err = {0};

		read_rows(good[_i].bytes, strlen(good[_i].bytes), chunk, &got,
			  &err);
		ck_assert_msg(err.status == AO_OK, "%s", err.text);
		ck_assert_str_eq(got.s ? got.s : "", good[_i].rows);
		ao_buf_release(&got);
	}
}
END_TEST

static const struct {
	const char *bytes; /* escaped */
	const char *at, *says;
} bad[] = {
	{"a,b\\n1,2,3\\n", ":2:1", "row 1 has 3 fields, but the header has 2"},
	{"a,b\\n1,2\\n\\n1\\n", ":4:1", "row 2 has 1 fields"},
	{"a,b\\n1,\"2\\n3\\n4", ":2:2", "never ends"},
	{"a,b\\n\"x\\ny\",\"2\\n3", ":3:2", "never ends"},
	{"a,b\\n1,\"2\\n\\n\"x,3\\n", ":4:2", "begins on line 2"},
	{"a,b\\n1,x\"y\\n", ":2:2", "a quote inside a field without quotes"},
	{"a,b\\n1,=\"00123\"\\n", ":2:2", "a quote inside a field"},
	{"a,b\\n1,2\\n3,4\\x00\\n", ":3:2", "NUL"},
	{"a,b\\n\\x00", ":2:1", "NUL"},
	{"a,b\\n1,2\\n\\x1A\\n3,4\\n", ":4:1", "end-of-file character"},
	{"a,b\\n1,2\\n\\x1A 3,4\\n", ":3:1", "end-of-file character"},
};

START_TEST(refuses)
{
	char bytes[256];
	size_t n = unescape(bad[_i].bytes, bytes);

	for (size_t chunk = 0; chunk < 8; chunk++) {
		struct ao_buf got = {0};
		struct ao_error err = {0};

		read_rows(bytes, n, chunk, &got, &err);
		ck_assert_int_eq(err.status, AO_INPUT);
		ck_assert_msg(strstr(err.text, bad[_i].says), "%s", err.text);
		ck_assert_msg(strstr(err.where, bad[_i].at), "%s is not %s",
			      err.where, bad[_i].at);
		ao_buf_release(&got);
	}
}
END_TEST

static void fails_with(const struct ao_buf *bytes, const char *at,
		       const char *says)
{
	struct ao_buf got = {0};
	struct ao_error err = {0};

	read_rows(bytes->s, bytes->n, 0, &got, &err);
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert_msg(strstr(err.text, says), "%s", err.text);
	ck_assert_msg(strstr(err.where, at), "%s", err.where);
	ao_buf_release(&got);
}

START_TEST(too_many_columns)
{
	struct ao_buf b = {0};

	for (int i = 0; i < 400000; i++)
		ao_buf_addf(&b, "c%d,", i);
	ao_buf_adds(&b, "end\n1\n");
	fails_with(&b, ":1:", "more than 1024 columns");
	ao_buf_release(&b);
}
END_TEST

START_TEST(field_cap)
{
	struct ao_buf b = {0};

	ao_buf_adds(&b, "a,b\n1,\"");
	for (size_t i = 0; i < AO_CSV_FIELD_MOST / 8 + 1; i++)
		ao_buf_adds(&b, "0123456\n");
	fails_with(&b, ":2:2", "longer than 64 KiB");
	ao_buf_release(&b);
	ao_buf_adds(&b, "a,b\n1,");
	for (size_t i = 0; i < 1000000; i++)
		ao_buf_adds(&b, "0123456789");
	fails_with(&b, ":2:2", "longer than 64 KiB");
	ao_buf_release(&b);
}
END_TEST

START_TEST(row_cap)
{
	struct ao_buf b = {0};

	ao_buf_adds(&b, "a\n");
	for (int i = 0; i < 20; i++) {
		for (int k = 0; k < 6000; k++)
			ao_buf_adds(&b, "0123456789");
		ao_buf_adds(&b, ",");
	}
	ao_buf_adds(&b, "\n");
	fails_with(&b, ":2:", "a row longer than 1024 KiB");
	ao_buf_release(&b);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_loop_test(tc, reads, 0, COUNT(good));
	tcase_add_loop_test(tc, refuses, 0, COUNT(bad));
	tcase_add_test(tc, too_many_columns);
	tcase_add_test(tc, field_cap);
	tcase_add_test(tc, row_cap);
}

SUITE_MAIN("csv", fill);
