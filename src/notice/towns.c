/* towns.c - the town list: lines sorted by postal code, in memory; the whole
 * country has 125,000. */
#include "aofuto/notice/towns.h"

#include "aofuto/input/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_MOST ((size_t)32 * 1024 * 1024) /* bytes */

enum column { POSTAL_CODE, TOWN, COLUMNS };
static const char *const column_name[COLUMNS] = {"postal_code", "town"};

struct town {
	unsigned long code;
	const char *name; /* "": an office's own code */
};
struct ao_towns {
	struct town *town; /* by code */
	size_t n, cap;
	struct ao_arena *arena;
	char digest[AO_SHA256_HEX];
};

static bool fail_at(const struct ao_csv_row *row, enum column c,
		    struct ao_error *err, const char *text)
{
	char where[256];

	snprintf(where, sizeof(where), "%s:%lu:%u", row->file, row->line,
		 (unsigned)c + 1);
	return ao_fail(err, AO_INPUT, where, "%s", text);
}

/* Seven digits, in any width and with or without the hyphen. */
static bool read_code(const char *s, unsigned long *code)
{
	unsigned digits = 0;
	uint32_t cp;

	*code = 0;
	while ((cp = ao_narrow(ao_utf8_next(&s))) != 0) {
		if (digits == 3 && cp == '-')
			continue;
		if (cp < '0' || cp > '9' || ++digits > 7)
			return false;
		*code = *code * 10 + (cp - '0');
	}
	return digits == 7;
}

/* As the post's own list has them: 並木（２丁目）, and a line for whatever has
 * no line of its own. */
static const char *read_name(struct ao_towns *t, const char *s)
{
	static const char *const bracket[] = {"（", "("};
	size_t n = strlen(s);

	for (size_t i = 0; i < AO_COUNT(bracket); i++) {
		const char *at = strstr(s, bracket[i]);

		if (at && (size_t)(at - s) < n)
			n = (size_t)(at - s);
	}
	return ao_arena_strndup(t->arena, s, n);
}

/* EUC-JP is nearly always valid CP932, but full of half-width kana, of which
 * the name of a town has none. */
static bool is_misread(const char *s)
{
	uint32_t cp;

	while ((cp = ao_utf8_next(&s)) != 0)
		if (cp >= 0xFF61 && cp <= 0xFF9F)
			return true;
	return false;
}

/* Neither of the two; the reader of lists would speak of --encoding, which
 * does not reach here. */
static bool fail_encoding(const char *path, unsigned long line,
			  unsigned long column, struct ao_error *err)
{
	char where[300];

	snprintf(where, sizeof(where), "%s:%lu:%lu", path, line, column);
	return ao_fail(err, AO_INPUT, where,
		       _("the town list is neither UTF-8 nor Shift_JIS "
			 "(CP932); save it as UTF-8"));
}

static bool read_line(struct ao_towns *t, const struct ao_csv_row *row,
		      struct ao_error *err)
{
	struct town town;

	if (!read_code(row->field[POSTAL_CODE], &town.code))
		return fail_at(row, POSTAL_CODE, err,
			       _("this is no postal code; write its seven "
				 "digits, as 3590042 or 359-0042"));
	if (strcmp(row->field[TOWN], "以下に掲載がない場合") == 0)
		return true;
	if (is_misread(row->field[TOWN]))
		return fail_encoding(row->file, row->line, TOWN + 1, err);
	town.name = read_name(t, row->field[TOWN]);
	if (!*town.name && *row->field[TOWN])
		return fail_at(row, TOWN, err,
			       _("the town has no name before its brackets; "
				 "write the name, or leave it blank for the "
				 "postal code of an office"));
	if (t->n == t->cap) {
		t->cap = t->cap * 2 + 1024;
		t->town = ao_realloc(t->town, t->cap * sizeof(*t->town));
	}
	t->town[t->n++] = town;
	return true;
}

static bool fail_header(const char *where, struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, where,
		       _("the first line of the town list must be "
			 "postal_code,town"));
}

static bool check_header(const struct ao_csv_row *row, struct ao_error *err)
{
	char where[256];

	snprintf(where, sizeof(where), "%s:%lu:1", row->file, row->line);
	for (unsigned i = 0; i < COLUMNS; i++)
		if (row->fields != COLUMNS ||
		    strcmp(row->field[i], column_name[i]) != 0)
			return fail_header(where, err);
	return true;
}

static int by_code(const void *a, const void *b)
{
	const struct town *x = a, *y = b;

	return (x->code > y->code) - (x->code < y->code);
}

static bool read_rows(struct ao_towns *t, struct ao_csv *csv, const char *path,
		      struct ao_error *err)
{
	struct ao_csv_row row;
	enum ao_step step = ao_csv_next(csv, &row, err);

	if (step == AO_STEP_END)
		return fail_header(path, err);
	if (step == AO_STEP_FAIL || !check_header(&row, err))
		return false;
	while ((step = ao_csv_next(csv, &row, err)) == AO_STEP_ITEM)
		if (!read_line(t, &row, err))
			return false;
	if (t->n)
		qsort(t->town, t->n, sizeof(*t->town), by_code);
	return step == AO_STEP_END;
}

static struct ao_source *open_source(const char *path, struct ao_error *err)
{
	struct ao_source_options how = {.encoding = AO_ENCODING_UTF8};
	struct ao_buf bytes = {0};
	struct ao_error why = {0};
	struct ao_source *source = NULL;
	unsigned long line = 1, column = 1;
	bool empty;

	if (!ao_file_read(path, LIST_MOST, &bytes, err)) {
		ao_buf_release(&bytes);
		return NULL;
	}
	empty = bytes.n == 0;
	if (!empty && !ao_utf8_valid(bytes.s, &line, &column))
		how.encoding = AO_ENCODING_CP932;
	ao_buf_release(&bytes);
	if (empty)
		fail_header(path, err);
	else
		source = ao_source_open(path, &how, &why);
	if (why.status == AO_INPUT)
		fail_encoding(path, line, column, err);
	else if (why.status)
		ao_fail(err, why.status, why.where, "%s", why.text);
	return source;
}

struct ao_towns *ao_towns_open(const char *path, struct ao_error *err)
{
	struct ao_source *source = open_source(path, err);
	struct ao_towns *t;
	struct ao_csv *csv;
	bool ok;

	if (!source)
		return NULL;
	t = ao_calloc(1, sizeof(*t));
	t->arena = ao_arena_new();
	memcpy(t->digest, ao_source_digest(source), sizeof(t->digest));
	csv = ao_csv_new(source);
	ok = read_rows(t, csv, path, err);
	ao_csv_free(csv);
	ao_source_close(source);
	if (ok)
		return t;
	ao_towns_close(t);
	return NULL;
}

void ao_towns_close(struct ao_towns *t)
{
	if (!t)
		return;
	ao_arena_free(t->arena);
	free(t->town);
	free(t);
}

size_t ao_towns_count(const struct ao_towns *t)
{
	return t->n;
}

const char *ao_towns_digest(const struct ao_towns *t)
{
	return t->digest;
}

/* The first line of the postal code, or behind the last line of all. */
static size_t first_of(const struct ao_towns *t, const char *postal_code,
		       unsigned long *code)
{
	size_t from = 0, to = t ? t->n : 0;

	if (!read_code(postal_code, code))
		return to;
	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (t->town[middle].code < *code)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

bool ao_towns_office(const struct ao_towns *t, const char *postal_code)
{
	unsigned long code;
	size_t i = first_of(t, postal_code, &code);

	return t && i < t->n && t->town[i].code == code && !*t->town[i].name;
}

static uint32_t next_folded(const char **s)
{
	uint32_t cp;

	do
		cp = ao_narrow(ao_utf8_next(s));
	while ((cp >= 0xFE00 && cp <= 0xFE0F) ||
	       (cp >= 0xE0100 && cp <= 0xE01EF));
	return cp == 0x30F6 ? 0x30B1 : cp; /* ヶ, ケ */
}

/* Behind the name, where s begins with it; or NULL. */
static const char *behind(const char *s, const char *name)
{
	for (;;) {
		const char *at = s;
		uint32_t want = next_folded(&name);

		if (!want)
			return at;
		if (next_folded(&s) != want)
			return NULL;
	}
}

/* What a town stands behind: 市 区 町 村 郡 字, a blank, or nothing. */
static bool begins_town(uint32_t before)
{
	static const uint32_t ends[] = {0,      ' ',    0x5E02, 0x533A,
					0x753A, 0x6751, 0x90E1, 0x5B57};

	for (size_t i = 0; i < AO_COUNT(ends); i++)
		if (before == ends[i])
			return true;
	return false;
}

/* The town's place in the address: where a town may begin, or else the first
 * one; 津 is in 津市, too. */
static const char *find(const char *address, const char *name)
{
	const char *first = NULL, *rest;
	uint32_t before = 0;

	for (const char *s = address; *s; before = next_folded(&s)) {
		rest = behind(s, name);
		if (rest && begins_town(before) && s != address)
			return rest;
		if (rest && !first)
			first = rest;
	}
	return first;
}

const char *ao_towns_behind(const struct ao_towns *t, const char *postal_code,
			    const char *address)
{
	const char *best = NULL, *rest;
	size_t longest = 0;
	unsigned long code;

	for (size_t i = first_of(t, postal_code, &code);
	     t && i < t->n && t->town[i].code == code; i++) {
		const char *name = t->town[i].name;

		if (strlen(name) <= longest)
			continue;
		rest = find(address, name);
		if (rest) {
			best = rest;
			longest = strlen(name);
		}
	}
	return best;
}
