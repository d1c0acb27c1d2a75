/* hold.c - the hold list, sorted, in memory: it is short. */
#include "aofuto/batch/hold.h"

#include "aofuto/input/column.h"
#include "aofuto/input/csv.h"

#include <stdlib.h>
#include <string.h>

struct line {
	const char *id;
	unsigned long row, line;
	bool used;
};

struct ao_hold {
	struct line *line;
	size_t n, cap;
	char digest[AO_SHA256_HEX];
	struct ao_arena *arena;
};

struct header {
	int id, reason; /* field index, or -1 */
};

static int find_column(const struct ao_csv_row *row, const char *const *names)
{
	char got[AO_FOLDED_SIZE], want[AO_FOLDED_SIZE];

	for (unsigned i = 0; i < row->fields; i++) {
		ao_column_fold(row->field[i], got);
		for (const char *const *name = names; *name; name++)
			if (strcmp(got, ao_column_fold(*name, want)) == 0)
				return (int)i;
	}
	return -1;
}

static bool read_header(struct ao_csv *csv, struct header *h, const char *path,
			struct ao_error *err)
{
	static const char *const ids[] = {"resident_id", "宛名番号", "住民番号",
					  NULL};
	static const char *const reasons[] = {"reason", "理由", NULL};
	struct ao_csv_row row;
	enum ao_step step = ao_csv_next(csv, &row, err);

	if (step == AO_STEP_FAIL)
		return false;
	if (step == AO_STEP_END)
		return ao_fail(err, AO_INPUT, path,
			       _("the hold list is empty: it needs the columns "
				 "resident_id and reason"));
	h->id = find_column(&row, ids);
	h->reason = find_column(&row, reasons);
	if (h->id < 0 || h->reason < 0)
		return ao_fail(err, AO_INPUT, path,
			       _("the hold list needs the column %s in its "
				 "first line"),
			       h->id < 0 ? "resident_id (宛名番号)"
					 : "reason (理由)");
	return true;
}

static size_t blank(const char *s)
{
	if (*s == ' ' || *s == '\t')
		return 1;
	return strncmp(s, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

/* The list's ids stand without the blanks that pad them, wide ones included;
 * an id in quotes keeps them here, and would meet nobody. */
static const char *without_blanks(char *s)
{
	char *end;
	size_t n;

	while ((n = blank(s)))
		s += n;
	end = s;
	for (char *p = s; *p;) {
		n = blank(p);
		p += n ? n : 1;
		if (!n)
			end = p;
	}
	*end = '\0';
	return s;
}

static void keep(struct ao_hold *h, const char *id, const struct ao_csv_row *r)
{
	if (h->n == h->cap) {
		h->cap = h->cap * 2 + 16;
		h->line = ao_realloc(h->line, h->cap * sizeof(*h->line));
	}
	h->line[h->n++] = (struct line){.id = ao_arena_strdup(h->arena, id),
					.row = r->row,
					.line = r->line};
}

static int by_id(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	return strcmp(x->id, y->id);
}

static bool read_lines(struct ao_hold *h, struct ao_csv *csv, const char *path,
		       struct ao_error *err)
{
	struct header header = {0};
	struct ao_csv_row row;
	enum ao_step step;

	if (!read_header(csv, &header, path, err))
		return false;
	while ((step = ao_csv_next(csv, &row, err)) == AO_STEP_ITEM) {
		const char *id = without_blanks(row.field[header.id]);

		if (!*id)
			return ao_fail(err, AO_INPUT, path,
				       _("line %lu of the hold list has no "
					 "resident id"),
				       row.line);
		keep(h, id, &row);
	}
	if (h->n)
		qsort(h->line, h->n, sizeof(*h->line), by_id);
	return step == AO_STEP_END;
}

struct ao_hold *ao_hold_open(const char *path, struct ao_error *err)
{
	struct ao_source *source =
		ao_source_open(path, &(struct ao_source_options){0}, err);
	struct ao_hold *h;
	struct ao_csv *csv;
	bool ok;

	if (!source)
		return NULL;
	h = ao_calloc(1, sizeof(*h));
	h->arena = ao_arena_new();
	csv = ao_csv_new(source);
	ok = read_lines(h, csv, path, err);
	memcpy(h->digest, ao_source_digest(source), AO_SHA256_HEX);
	ao_csv_free(csv);
	ao_source_close(source);
	if (ok)
		return h;
	ao_hold_close(h);
	return NULL;
}

void ao_hold_close(struct ao_hold *h)
{
	if (!h)
		return;
	ao_arena_free(h->arena);
	free(h->line);
	free(h);
}

/* The same id may stand in two lines; all of them are used then. */
bool ao_hold_has(struct ao_hold *h, const char *resident_id)
{
	size_t least = 0, most = h->n;
	bool found = false;

	while (least < most) {
		size_t middle = least + (most - least) / 2;

		if (strcmp(h->line[middle].id, resident_id) < 0)
			least = middle + 1;
		else
			most = middle;
	}
	for (; least < h->n && !strcmp(h->line[least].id, resident_id);
	     least++) {
		h->line[least].used = true;
		found = true;
	}
	return found;
}

const char *ao_hold_digest(const struct ao_hold *h)
{
	return h->digest;
}

void ao_hold_unused(const struct ao_hold *h, struct ao_findings *findings)
{
	for (size_t i = 0; i < h->n; i++) {
		struct ao_place place = {.subject = h->line[i].id};

		if (!h->line[i].used)
			ao_findings_add(findings, AO_F_HOLD_LINE_UNUSED, place,
					"%lu", h->line[i].line);
	}
}
