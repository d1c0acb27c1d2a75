/* check_encoding.c - what the bytes are, and what is refused. */
#include "aofuto/input/encoding.h"

#include "support/list_file.h"
#include "support/suite.h"

#include <iconv.h>
#include <sys/stat.h>

/* Reads a source to its end; "" when it fails. */
static void read_source(const char *path, enum ao_encoding wanted, size_t chunk,
			struct ao_buf *text, struct ao_error *err,
			char label[32])
{
	struct ao_source *src = ao_source_open(
		path,
		&(struct ao_source_options){.encoding = wanted, .chunk = chunk},
		err);
	const char *s;
	size_t n;

	label[0] = '\0';
	if (!src)
		return;
	snprintf(label, 32, "%s", ao_source_encoding(src));
	while (ao_source_read(src, &s, &n, err) && n > 0)
		ao_buf_add(text, s, n);
	ao_source_close(src);
}

static const struct {
	const char *bytes; /* escaped */
	enum ao_encoding wanted;
	const char *label, *text; /* text NULL: an error that says `label` */
} cases[] = {
	{"abc\\n", 0, "UTF-8", "abc\n"},
	{"氏名\\n", 0, "UTF-8", "氏名\n"},
	{"\\xEF\\xBB\\xBFabc", 0, "UTF-8 (BOM)", "abc"},
	{"\\xEF\\xBB\\xBF\\xEF\\xBB\\xBFa", 0, "UTF-8 (BOM)",
	 "\xEF\xBB\xBF"
	 "a"},
	{"\\xFF\\xFEa\\x00\\x0F\\x5C", 0, "UTF-16LE (BOM)", "a小"},
	{"\\xFE\\xFF\\x00a\\x5C\\x0F", 0, "UTF-16BE (BOM)", "a小"},
	{"\\xFF\\xFE\\x42\\xD8\\xB7\\xDF", 0, "UTF-16LE (BOM)", "𠮷"},
	{"\\xFE\\xFF\\x00a", AO_ENCODING_UTF16LE, "UTF-16BE (BOM)", "a"},
	/* 氏名 髙﨑①㈱～ : NEC and IBM rows, and the wave dash of Windows */
	{"\\x8E\\x81\\x96\\xBC\\xFB\\xFC\\xFA\\xB1\\x87\\x40\\x87\\x8A\\x81"
	 "\\x60",
	 0, "CP932", "氏名髙﨑①㈱～"},
	{"\\xB6\\xC5", AO_ENCODING_CP932, "CP932", "ｶﾅ"},
	{"\\\\|", AO_ENCODING_CP932, "CP932", "\\|"},
	{"\\xF0\\x40\\x8E\\x81", 0, "CP932", "\xEE\x80\x80氏"}, /* gaiji */
	{"ab\\n\\x8E\\x81\\x80z", 0, "byte 4, line 2", NULL},
	{"ab\\r\\ncd\\r\\n\\xFF", 0, "byte 9, line 3", NULL},
	{"a\\nb\\xE6", AO_ENCODING_UTF8, "not valid UTF-8: byte 4 (line 2)",
	 NULL},
	{"氏\\n\\x8E", AO_ENCODING_CP932, "not valid CP932", NULL},
	{"\\xFF\\xFEa\\x00\\n\\x00\\x42\\xD8", 0,
	 "not valid UTF-16LE (BOM): byte 7 (line 2)", NULL},
	{"\\xFF\\xFEa\\x00\\x42\\xDC", 0, "not valid UTF-16", NULL},
	{"a\\x00b\\x00,\\x00c\\x00", 0, "byte order mark", NULL},
	{"abc", AO_ENCODING_UTF16LE, "must begin with its byte order mark",
	 NULL},
	{"\\xEF\\xBB\\xBFabc", AO_ENCODING_CP932, "--encoding says CP932",
	 NULL},
	/* ﾃｩ or é: a choice between two people's names is not ours */
	{"name\\n\\xC3\\xA9\\n", 0, "could be UTF-8 or CP932", NULL},
	{"name\\n\\xC3\\xA9\\n", AO_ENCODING_UTF8, "UTF-8", "name\n\xC3\xA9\n"},
	/* サンプル in UTF-8, read as CP932 */
	{"サンプル", AO_ENCODING_CP932, "looks like UTF-8 read as CP932", NULL},
	{"繧ｵ繝ｳ繝励Ν", 0, "garbled before it came here", NULL},
	{"", 0, "empty", NULL},
	{"\\x89PNG\\r\\n\\x1A\\n\\x00\\x00\\x00\\rIHDR", 0,
	 "does not look like a text file: it is a PNG picture", NULL},
	{"PK\\x03\\x04abcdefgh", 0, "a spreadsheet or a ZIP file", NULL},
	{"\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x0E\\x0F", 0,
	 "does not look like a text file", NULL},
};

START_TEST(detects)
{
	char bytes[256], label[32], path[LIST_PATH_SIZE];
	size_t n = unescape(cases[_i].bytes, bytes);

	list_file(path, bytes, n);
	for (size_t chunk = 0; chunk < 5; chunk++) {
		struct ao_buf text = {0};
		struct ao_error err = {0};

		read_source(path, cases[_i].wanted, chunk, &text, &err, label);
		if (cases[_i].text) {
			ck_assert_msg(err.status == AO_OK, "%s", err.text);
			ck_assert_str_eq(label, cases[_i].label);
			ck_assert_str_eq(text.s, cases[_i].text);
		} else {
			ck_assert_int_eq(err.status, AO_INPUT);
			ck_assert_str_eq(err.where, path);
			ck_assert_msg(strstr(err.text, cases[_i].label), "%s",
				      err.text);
		}
		ao_buf_release(&text);
	}
	unlink(path);
}
END_TEST

static const struct {
	const char *name;
	enum ao_encoding is;
} names[] = {
	{"auto", AO_ENCODING_AUTO},        {"UTF-8", AO_ENCODING_UTF8},
	{"utf8", AO_ENCODING_UTF8},        {"Utf_8", AO_ENCODING_UTF8},
	{"UTF-16", AO_ENCODING_UTF16LE},   {"utf-16be", AO_ENCODING_UTF16BE},
	{"CP932", AO_ENCODING_CP932},      {"Shift_JIS", AO_ENCODING_CP932},
	{"sjis", AO_ENCODING_CP932},       {"MS932", AO_ENCODING_CP932},
	{"Windows-31J", AO_ENCODING_CP932}};

START_TEST(spellings)
{
	enum ao_encoding e = 99;
	struct ao_error err = {0};

	ck_assert(ao_encoding_parse(names[_i].name, &e, &err));
	ck_assert_int_eq(e, names[_i].is);
}
END_TEST

START_TEST(unknown_name_lists_the_choices)
{
	enum ao_encoding e = AO_ENCODING_AUTO;
	struct ao_error err = {0};

	ck_assert(!ao_encoding_parse("EUC-JP", &e, &err));
	ck_assert_int_eq(err.status, AO_USAGE);
	ck_assert(strstr(err.text, "EUC-JP") && strstr(err.text, "CP932"));
}
END_TEST

/* All of CP932 as glibc has it, byte for byte. */
START_TEST(every_cp932_character)
{
	static char all[65536], want[65536 * 2];
	char *from = all, *to = want, path[LIST_PATH_SIZE], label[32];
	size_t n = 0, left, room = sizeof(want);
	iconv_t cd = iconv_open("UTF-8", "CP932");
	struct ao_buf text = {0};
	struct ao_error err = {0};

	for (unsigned lead = 0x81; lead <= 0xFC; lead++) {
		for (unsigned trail = 0x40; trail <= 0xFC; trail++) {
			char in[2] = {(char)lead, (char)trail}, out[8];
			char *i = in, *o = out;
			size_t in_left = 2, out_left = sizeof(out);

			iconv(cd, NULL, NULL, NULL, NULL);
			if ((lead >= 0xA0 && lead <= 0xDF) ||
			    iconv(cd, &i, &in_left, &o, &out_left) != 0)
				continue;
			memcpy(all + n, in, 2);
			n += 2;
		}
	}
	ck_assert_uint_gt(n, (size_t)2 * 9000);
	list_file(path, all, n);
	left = n;
	iconv(cd, NULL, NULL, NULL, NULL);
	ck_assert(iconv(cd, &from, &left, &to, &room) == 0);
	iconv_close(cd);
	read_source(path, AO_ENCODING_CP932, 7, &text, &err, label);
	ck_assert_msg(err.status == AO_OK, "%s", err.text);
	ck_assert_uint_eq(text.n, (size_t)(to - want));
	ck_assert(memcmp(text.s, want, text.n) == 0);
	ao_buf_release(&text);
	unlink(path);
}
END_TEST

START_TEST(folder_and_missing_file)
{
	struct ao_error folder = {0}, none = {0}, closed = {0};
	struct ao_source_options options = {0};
	char path[LIST_PATH_SIZE];

	ck_assert(!ao_source_open("/tmp", &options, &folder));
	ck_assert_int_eq(folder.status, AO_INPUT);
	ck_assert(strstr(folder.text, "folder"));
	ck_assert(!ao_source_open("/nonexistent.csv", &options, &none));
	ck_assert_int_eq(none.status, AO_HOST);
	list_file(path, "a", 1);
	chmod(path, 0);
	if (geteuid() != 0) {
		ck_assert(!ao_source_open(path, &options, &closed));
		ck_assert_int_eq(closed.status, AO_HOST);
	}
	unlink(path);
}
END_TEST

START_TEST(a_list_that_changes_is_an_error)
{
	struct ao_error err = {0};
	char path[LIST_PATH_SIZE];
	struct ao_source *src;
	const char *s;
	size_t n = 1;
	FILE *f;

	list_file(path, "abc\ndef\n", 8);
	src = ao_source_open(path, &(struct ao_source_options){.chunk = 2},
			     &err);
	ck_assert(src);
	f = fopen(path, "a");
	ck_assert(f && fputs("ghi\n", f) >= 0 && fclose(f) == 0);
	while (ao_source_read(src, &s, &n, &err) && n > 0)
		;
	ck_assert_int_eq(err.status, AO_INPUT);
	ck_assert(strstr(err.text, "changed"));
	ao_source_close(src);
	unlink(path);
}
END_TEST

START_TEST(size_and_digest)
{
	struct ao_error err = {0};
	char path[LIST_PATH_SIZE];
	struct ao_source *src;

	list_file(path,
		  "\xEF\xBB\xBF"
		  "abc",
		  6);
	src = ao_source_open(path, &(struct ao_source_options){.chunk = 0},
			     &err);
	ck_assert(src);
	ck_assert_uint_eq(ao_source_bytes(src), 6);
	/* printf '\xEF\xBB\xBFabc' | sha256sum */
	ck_assert_str_eq(ao_source_digest(src),
			 "1c28dc3f1f804a1ad9c9b4b4cf5e2658"
			 "d16ad4ed08e3020d04a8d2865018947c");
	ao_source_close(src);
	unlink(path);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_loop_test(tc, detects, 0, COUNT(cases));
	tcase_add_loop_test(tc, spellings, 0, COUNT(names));
	tcase_add_test(tc, unknown_name_lists_the_choices);
	tcase_add_test(tc, every_cp932_character);
	tcase_add_test(tc, folder_and_missing_file);
	tcase_add_test(tc, a_list_that_changes_is_an_error);
	tcase_add_test(tc, size_and_digest);
}

SUITE_MAIN("encoding", fill);
