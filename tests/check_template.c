/* check_template.c - templates: what is read, and every way to get it wrong. */
#include "aofuto/base/file.h"
#include "aofuto/notice/city.h"
#include "aofuto/notice/template.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

#define CASES  TEST_DIR "/cases/"
#define NOTICE PROJECT_DIR "/templates/notice.yaml"

static struct ao_city *city;
static struct ao_error err;
static const char *path;

static void set_up(void)
{
	memset(&err, 0, sizeof(err));
	city = ao_city_open(PROJECT_DIR "/templates/city.yaml", &err);
	ck_assert_msg(city != NULL, "%s: %s", err.where, err.text);
	path = scratch_new();
}

static void tear_down(void)
{
	ao_city_close(city);
	scratch_remove();
}

static struct ao_template *open_good(const char *file)
{
	struct ao_template *t = ao_template_open(file, city, &err);

	ck_assert_msg(t != NULL, "%s: %s", err.where, err.text);
	return t;
}

/* Takes the next field of a line; \n and \t in it become what they mean. */
static char *field(char **line)
{
	char *s = strsep(line, "\t"), *to = s;

	for (char *c = s; *c; c++) {
		if (*c == '\\' && (c[1] == 'n' || c[1] == 't'))
			*to++ = *++c == 'n' ? '\n' : '\t';
		else
			*to++ = *c;
	}
	*to = '\0';
	return s;
}

static void one_fault(const char *base, char *line)
{
	char *find = field(&line), *put = field(&line);
	char *place = field(&line), *words = field(&line), *why = line;
	const char *at = strstr(base, find);
	struct ao_buf broken = {0};
	struct ao_error got = {0};
	char where[512];

	ck_assert_msg(at != NULL, "nothing to break: %s", find);
	ao_buf_add(&broken, base, (size_t)(at - base));
	ao_buf_adds(&broken, put);
	ao_buf_adds(&broken, at + strlen(find));
	scratch_write_bytes(broken.s, broken.n);
	ao_buf_release(&broken);
	ck_assert_msg(!ao_template_open(path, city, &got), "accepted: %s", why);
	snprintf(where, sizeof(where), "%s:%s", path, place);
	ck_assert_int_eq(got.status, AO_INPUT);
	ck_assert_msg(!strcmp(got.where, where), "%s: %s, not %s (%s)", why,
		      got.where, where, got.text);
	ck_assert_msg(strstr(got.text, words) != NULL, "%s: \"%s\"", why,
		      got.text);
	ck_assert_msg(!strchr(got.text, '\n'), "%s: two lines", why);
}

START_TEST(every_fault_has_its_place)
{
	struct ao_buf base = {0}, table = {0};
	char *line, *rest;
	size_t n = 0;

	ck_assert(ao_file_read(CASES "template.yaml", 1 << 20, &base, &err));
	ck_assert(ao_file_read(CASES "template_errors.tsv", 1 << 20, &table,
			       &err));
	rest = table.s;
	while ((line = strsep(&rest, "\n"))) {
		if (!*line || *line == '#')
			continue;
		one_fault(base.s, line);
		n++;
	}
	ck_assert_uint_ge(n, 60);
	ao_buf_release(&base);
	ao_buf_release(&table);
}
END_TEST

START_TEST(a_language_or_japanese)
{
	static const struct {
		const char *line;
		enum ao_language language;
	} row[] = {{"", AO_LANGUAGE_JA},
		   {"language: ja\n", AO_LANGUAGE_JA},
		   {"language: ja-easy\n", AO_LANGUAGE_JA_EASY},
		   {"language: en\n", AO_LANGUAGE_EN}};
	struct ao_buf base = {0}, text = {0};
	struct ao_template *t;

	ck_assert(ao_file_read(CASES "template.yaml", 1 << 20, &base, &err));
	for (size_t i = 0; i < AO_COUNT(row); i++) {
		ao_buf_clear(&text);
		ao_buf_addf(&text, "%s%s", row[i].line, base.s);
		scratch_write_bytes(text.s, text.n);
		t = open_good(path);
		ck_assert_int_eq(t->language, row[i].language);
		ao_template_close(t);
	}
	ao_buf_release(&base);
	ao_buf_release(&text);
}
END_TEST

START_TEST(what_is_read)
{
	struct ao_template *t = open_good(CASES "template.yaml");
	const struct ao_sheet *front = &t->sheet[0];
	const struct ao_block *block;

	ck_assert_str_eq(t->name, "template");
	ck_assert_str_eq(t->title, "見本");
	ck_assert_uint_eq(strlen(t->digest), 64);
	ck_assert_uint_eq(t->folds, 2);
	ck_assert_uint_eq(t->id_groups, 6);
	ck_assert_uint_eq(t->styles, 2);
	ck_assert_double_eq(t->style[0].floor, 10);
	ck_assert_double_eq(t->style[1].floor, 14);
	ck_assert_uint_eq(t->style[1].color.blue, 0x9e);
	ck_assert_uint_eq(front->items, 5);
	ck_assert(front->starts_sheet && !t->sheet[1].starts_sheet);
	ck_assert(front->item[0].variable && front->item[4].variable);
	ck_assert(!front->item[2].variable);
	ck_assert_uint_eq(front->item[0].line_number, 16);
	ck_assert_uint_eq(front->item[0].column_number, 9);
	ck_assert_uint_eq(front->item[1].when.need, AO_FLAG(CARD));
	ck_assert_uint_eq(front->item[1].when.forbid, AO_FLAG(APPLICATION_ID));
	block = front->item[1].block;
	ck_assert_uint_eq(block[0].text.spans, 3);
	ck_assert_str_eq(block[0].text.span[0].literal, "電話 04-2998-9087");
	ck_assert(block[0].text.span[0].unbroken);
	ck_assert_str_eq(block[0].text.span[1].literal, "　");
	ck_assert_int_eq(block[0].text.span[2].form, AO_FORM_WESTERN);
	ck_assert_int_eq(block[2].table->row[0].cell[1].rows, 0);
	ck_assert_int_eq(block[2].table->row[1].cell[1].rows, -1);
	ck_assert_str_eq(front->item[0].block->text.span[1].literal,
			 "　様　{ }");
	ao_template_close(t);
}
END_TEST

/* Where the folds are there are the ticks: on fronts, unless a page says else.
 */
static const char ticks[] =
	"format: 1\ntitle: a\npaper: {width: 210, height: 297}\n"
	"folds: [99, 198.5]\n"
	"fold_ticks: {x: 4, length: 3, width: 0.2, color: line, edge: 4}\n"
	"colors: {line: 7a8ca3}\n"
	"styles:\n- {name: body, font: body, size: 12, leading: 18}\n"
	"sheets:\n"
	"- {name: front, items: []}\n"
	"- {name: back, items: []}\n"
	"- {name: form, starts_sheet: true, items: [{box: [18, 20, 9, 9],\n"
	"   style: body, text: a}]}\n"
	"- {name: plain, starts_sheet: true, fold_ticks: false, items: []}\n"
	"- {name: behind, fold_ticks: true, items: []}\n";

START_TEST(fold_ticks)
{
	static const size_t has[] = {2, 0, 2, 0, 2};
	struct ao_template *t;

	scratch_write(ticks);
	t = open_good(path);
	ck_assert_uint_eq(t->sheets, COUNT(has));
	for (size_t s = 0; s < t->sheets; s++) {
		const struct ao_sheet *sheet = &t->sheet[s];
		size_t others = s == 2, n = 0;

		ck_assert_uint_eq(sheet->items, has[s] + others);
		for (size_t i = others; i < sheet->items; i++) {
			const struct ao_sheet_item *item = &sheet->item[i];

			ck_assert_int_eq(item->type, AO_ITEM_TYPE_RULE);
			ck_assert_double_eq(item->box.x, 4);
			ck_assert_double_eq(item->box.y, t->fold[n++]);
			ck_assert_double_eq(item->box.width, 3);
			ck_assert_double_eq(item->box.height, 0);
			ck_assert_double_eq(item->line, 0.2);
			ck_assert_uint_eq(item->color.green, 0x8c);
			ck_assert_uint_eq(item->line_number, 5);
		}
	}
	ao_template_close(t);
}
END_TEST

START_TEST(conditions)
{
	struct ao_condition c = {.need = AO_FLAG(CARD),
				 .forbid = AO_FLAG(APPLICATION_ID)};

	ck_assert(ao_condition_holds(c, AO_FLAG(CARD) | AO_FLAG(CERT)));
	ck_assert(!ao_condition_holds(c, AO_FLAG(CERT)));
	ck_assert(!ao_condition_holds(c,
				      AO_FLAG(CARD) | AO_FLAG(APPLICATION_ID)));
	ck_assert(ao_condition_holds((struct ao_condition){0}, 0));
}
END_TEST

static void refused(const char *file, enum ao_status status, const char *words)
{
	struct ao_error got = {0};

	ck_assert_ptr_null(ao_template_open(file, city, &got));
	ck_assert_int_eq(got.status, status);
	ck_assert_msg(strstr(got.text, words) != NULL, "%s", got.text);
	ck_assert_msg(strstr(got.where, file) != NULL, "%s", got.where);
}

/* Known when the file is read, wherever it is asked. */
static const struct {
	const char *when;
	unsigned flags;
	bool holds;
} facts[] = {
	{"city.postage", 0, true},
	{"!city.postage", 0, false},
	{"city.post_office", 0, false},
	{"!city.post_office", 0, true},
	{"city.phone=04-2998-9087", 0, true},
	{"city.phone=04-2998-908", 0, false},
	{"!city.phone=04-2998-908", 0, true},
	{"city.mail_slack=なし", 0, true},
	{"CARD\", \"city.postage", 0, false},
	{"CARD\", \"city.postage", AO_FLAG(CARD), true},
	{"CARD\", \"!city.postage", AO_FLAG(CARD), false},
	{"!city.postage\", \"city.phone", 0, false},
};

START_TEST(conditions_on_facts)
{
	static const char form[] =
		"format: 1\ntitle: t\npaper: {width: 100, height: 100}\n"
		"styles: [{name: s, font: body, size: 10, leading: 12}]\n"
		"sheets:\n- name: front\n  when: [\"%s\"]\n  items:\n"
		"  - when: [\"%s\"]\n    box: [1, 1, 80, 80]\n    flow:\n"
		"      style: s\n      blocks:\n"
		"      - {text: a, when: [\"%s\"]}\n"
		"      - table: {widths: [9], rows: [{when: [\"%s\"],"
		" cells: [{text: b, style: s}]}]}\n";
	const char *when = facts[_i].when;
	const struct ao_sheet_item *item;
	struct ao_template *t;
	char text[2000];

	snprintf(text, sizeof(text), form, when, when, when, when);
	scratch_write(text);
	t = open_good(path);
	item = &t->sheet[0].item[0];
	const struct ao_condition all[] = {t->sheet[0].when, item->when,
					   item->block[0].when,
					   item->block[1].table->row[0].when};

	for (size_t i = 0; i < COUNT(all); i++)
		ck_assert_msg(ao_condition_holds(all[i], facts[_i].flags) ==
				      facts[_i].holds,
			      "%s, %zu", when, i);
	ao_template_close(t);
}
END_TEST

START_TEST(files_that_are_no_template)
{
	static const char latin[] = "format: 1\ntitle: \x93\xfa\x96\x7b\n";
	static const char utf16[] = "\xff\xfe\0\xd8\n\0";
	char *large = calloc(1, (1 << 20) + 2);

	refused("/nonexistent/notice.yaml", AO_HOST, "cannot open");
	refused("/tmp", AO_HOST, "");
	scratch_write("");
	refused(path, AO_INPUT, "nothing but comments");
	scratch_write("# only\n# comments\n");
	refused(path, AO_INPUT, "nothing but comments");
	scratch_write("- a\n- b\n");
	refused(path, AO_INPUT, "expected a mapping");
	scratch_write_bytes(latin, sizeof(latin) - 1);
	refused(path, AO_INPUT, "UTF-8");
	scratch_write_bytes(utf16, sizeof(utf16) - 1);
	refused(path, AO_INPUT, "");
	scratch_write_bytes("\x89PNG\r\n\x1a\n\0\0\0", 11);
	refused(path, AO_INPUT, "");
	memset(large, '#', (1 << 20) + 1);
	scratch_write_bytes(large, (1 << 20) + 1);
	refused(path, AO_INPUT, "");
	free(large);
}
END_TEST

/* The place is that of the fault, in characters, not bytes. */
START_TEST(place_of_a_bad_byte)
{
	struct ao_error got = {0};
	char where[600];

	scratch_write_bytes("# 見本\nformat: 1\ntitle: 日\xff本\n",
			    strlen("# 見本\nformat: 1\ntitle: 日\xff本\n"));
	ck_assert_ptr_null(ao_template_open(path, city, &got));
	snprintf(where, sizeof(where), "%s:3:9", path);
	ck_assert_str_eq(got.where, where);
}
END_TEST

/* The example of the manual, as it stands there. */
START_TEST(manual_example)
{
	static const char fence[] = "```yaml 小さな例.yaml\n";
	struct ao_buf doc = {0};
	const char *start, *end;

	ck_assert(ao_file_read(PROJECT_DIR "/docs/template.md", 1 << 20, &doc,
			       &err));
	start = strstr(doc.s, fence);
	ck_assert_ptr_nonnull(start);
	start += strlen(fence);
	end = strstr(start, "```");
	ck_assert_ptr_nonnull(end);
	scratch_write_bytes(start, (size_t)(end - start));
	ao_template_close(open_good(path));
	ao_buf_release(&doc);
}
END_TEST

/* Every key, field and condition of the format stands in the manual. */
START_TEST(manual_is_complete)
{
	static const char *const words[] = {
#define X(name, text, ...) "`{" text "}`",
		AO_FIELD_TABLE(X)
#undef X
#define X(name, text) "`" text "`",
			AO_FLAG_TABLE(X)
#undef X
				"`folds`",
		"`fold_ticks`",
		"`application_id_groups`",
		"`starts_sheet`",
		"`window`",
		"`anchor`",
		"`bullet`",
		"`indent`",
		"`keep`",
		"`padding`",
		"`rows`",
		"`floor`",
		"`radius`",
		"`line_color`",
		"`gap`",
	};
	struct ao_buf doc = {0};

	ck_assert(ao_file_read(PROJECT_DIR "/docs/template.md", 1 << 20, &doc,
			       &err));
	for (size_t i = 0; i < COUNT(words); i++)
		ck_assert_msg(strstr(doc.s, words[i]) != NULL, "%s", words[i]);
	ao_buf_release(&doc);
}
END_TEST

START_TEST(digest_covers_the_city)
{
	static const char other_city[] =
		"format: 1\n"
		"qr_address: https://a.invalid/{application_id}\n"
		"facts: {phone: \"1\"}\n";
	struct ao_template *t = open_good(NOTICE), *other;
	struct ao_city *shipped = city;

	scratch_write_bytes(other_city, sizeof(other_city) - 1);
	city = ao_city_open(path, &err);
	ck_assert_msg(city != NULL, "%s: %s", err.where, err.text);
	other = open_good(CASES "template.yaml");
	ao_city_close(city);
	city = shipped;
	ck_assert_str_ne(t->digest, other->digest);
	ao_template_close(t);
	t = open_good(CASES "template.yaml");
	ck_assert_str_ne(t->digest, other->digest);
	ao_template_close(t);
	ao_template_close(other);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, every_fault_has_its_place);
	tcase_add_test(tc, a_language_or_japanese);
	tcase_add_test(tc, what_is_read);
	tcase_add_test(tc, fold_ticks);
	tcase_add_test(tc, conditions);
	tcase_add_loop_test(tc, conditions_on_facts, 0, (int)COUNT(facts));
	tcase_add_test(tc, files_that_are_no_template);
	tcase_add_test(tc, place_of_a_bad_byte);
	tcase_add_test(tc, manual_example);
	tcase_add_test(tc, manual_is_complete);
	tcase_add_test(tc, digest_covers_the_city);
}

SUITE_MAIN("template", fill);
