/* gaiji.c - gaiji.csv: sorted lines, in memory; a city has a few hundred. */
#include "aofuto/notice/gaiji.h"

#include "aofuto/input/csv.h"
#include "face_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_MOST ((size_t)4 * 1024 * 1024) /* bytes */

enum column { CODE_POINT, USE, VALUE, NOTE, COLUMNS };
static const char *const column_name[COLUMNS] = {"code_point", "use", "value",
						 "note"};

struct ao_gaiji {
	struct ao_gaiji_line *line; /* by their character */
	size_t n, cap;
	bool beyond;   /* speaks of more than private use */
	bool replaces; /* some line does */
	char *path;
	char digest[AO_SHA256_HEX];
};

bool ao_private_use(uint32_t cp)
{
	return (cp >= 0xE000 && cp <= 0xF8FF) ||
	       (cp >= 0xF0000 && cp <= 0xFFFFD) ||
	       (cp >= 0x100000 && cp <= 0x10FFFD);
}

/* Where a fault stands: field 0 is the whole line. */
static const char *place(const struct ao_gaiji *g, unsigned long line,
			 unsigned field, char out[256])
{
	if (field)
		snprintf(out, 256, "%s:%lu:%u", g->path, line, field);
	else
		snprintf(out, 256, "%s:%lu", g->path, line);
	return out;
}

/* "U+9089" at *s, which moves past it. */
static bool code_point(const char **s, uint32_t *cp)
{
	char *end;
	size_t n;

	if (strncmp(*s, "U+", 2) != 0)
		return false;
	n = strspn(*s + 2, "0123456789ABCDEFabcdef");
	if (n < 4 || n > 6)
		return false;
	*cp = (uint32_t)strtoul(*s + 2, &end, 16);
	*s = end;
	return *cp <= 0x10FFFF && !(*cp >= 0xD800 && *cp <= 0xDFFF) &&
	       *cp >= 0x20;
}

/* "U+9089" or "U+9089 U+E0101". */
static bool characters(const char *s, struct ao_cluster *c)
{
	struct ao_buf text = {0};
	const char *look;
	uint32_t second = 0;
	bool ok;

	*c = (struct ao_cluster){0};
	if (!code_point(&s, &c->base))
		return false;
	if (!*s)
		return true;
	s += strspn(s, " ");
	if (!code_point(&s, &second) || *s)
		return false;
	/* Two that are one cluster, or it could never be found. */
	ao_buf_add_utf8(&text, c->base);
	ao_buf_add_utf8(&text, second);
	look = text.s;
	ok = ao_cluster_next(&look, c) && !*look;
	ao_buf_release(&text);
	return ok;
}

static bool fail_field(const struct ao_gaiji *g, unsigned long line,
		       enum column c, struct ao_error *err, const char *text)
{
	char where[256];

	return ao_fail(err, AO_INPUT, place(g, line, (unsigned)c + 1, where),
		       "%s", text);
}

static bool read_use(const char *word, enum ao_gaiji_use *use)
{
	static const char *const words[] = {[AO_GAIJI_REPLACE] = "replace",
					    [AO_GAIJI_VARIATION] = "variation",
					    [AO_GAIJI_FONT] = "font",
					    [AO_GAIJI_ASK] = "ask"};

	for (size_t i = 0; i < AO_COUNT(words); i++)
		if (strcmp(words[i], word) == 0) {
			*use = (enum ao_gaiji_use)i;
			return true;
		}
	return false;
}

/* What says nothing, or that a character was lost: the list's own are set
 * aside, and so are those that a table would make. */
static bool stands_for_none(uint32_t cp)
{
	static const uint32_t none[] = {' ',    0xA0,   0x3000, '?',
					0xFF1F, 0x3013, 0xFFFD};

	for (size_t i = 0; i < AO_COUNT(none); i++)
		if (none[i] == cp)
			return true;
	return false;
}

/* NULL, or what is wrong with the value. */
static const char *read_value(const char *s, struct ao_gaiji_line *line)
{
	long number;

	switch (line->use) {
	case AO_GAIJI_REPLACE:
		if (characters(s, &line->to) && !line->to.selector)
			return stands_for_none(line->to.base)
				       ? N_("a blank, a question mark or 〓 "
					    "stands for no character; write "
					    "the right one, or use ask")
				       : NULL;
		return N_("use replace needs one character as its value, "
			  "written as U+9AD9");
	case AO_GAIJI_VARIATION:
		if (characters(s, &line->to) && line->to.selector)
			return NULL;
		return N_("use variation needs a base and its selector as its "
			  "value, written as U+8FBB U+E0102");
	case AO_GAIJI_FONT:
		line->to = line->from;
		if (!*s || characters(s, &line->to))
			return NULL;
		if (*s == '#' && ao_parse_long(s + 1, 1, UINT16_MAX, &number)) {
			line->glyph = (unsigned)number;
			return NULL;
		}
		return N_("use font needs a code point of the gaiji font as "
			  "its value, written as U+F123, or a glyph by its "
			  "number, written as #123, or nothing");
	case AO_GAIJI_ASK:
		break;
	}
	return *s ? N_("use ask takes no value") : NULL;
}

static bool read_line(struct ao_gaiji *g, const struct ao_csv_row *row,
		      struct ao_error *err)
{
	struct ao_gaiji_line line = {.line = row->line};
	const char *wrong;

	if (!characters(row->field[CODE_POINT], &line.from))
		return fail_field(g, row->line, CODE_POINT, err,
				  _("this is not a character; write its code "
				    "point as U+E000, or a base and its "
				    "selector as U+9089 U+E0101"));
	if (!read_use(row->field[USE], &line.use))
		return fail_field(g, row->line, USE, err,
				  _("the use is not one that is known; write "
				    "replace, variation, font or ask"));
	wrong = read_value(row->field[VALUE], &line);
	if (wrong)
		return fail_field(g, row->line, VALUE, err, _(wrong));
	if (g->n == g->cap) {
		g->cap = g->cap * 2 + 64;
		g->line = ao_realloc(g->line, g->cap * sizeof(*g->line));
	}
	g->line[g->n++] = line;
	g->beyond |= !ao_private_use(line.from.base);
	g->replaces |=
		line.use == AO_GAIJI_REPLACE || line.use == AO_GAIJI_VARIATION;
	return true;
}

static bool check_header(const struct ao_gaiji *g, const struct ao_csv_row *row,
			 struct ao_error *err)
{
	char where[256];

	for (unsigned i = 0; i < COLUMNS; i++)
		if (row->fields != COLUMNS ||
		    strcmp(row->field[i], column_name[i]) != 0)
			return ao_fail(err, AO_INPUT,
				       place(g, row->line, 0, where),
				       _("the first line of the gaiji table "
					 "must be code_point,use,value,note"));
	return true;
}

static int by_character(const void *a, const void *b)
{
	const struct ao_cluster *x = &((const struct ao_gaiji_line *)a)->from;
	const struct ao_cluster *y = &((const struct ao_gaiji_line *)b)->from;

	if (x->base != y->base)
		return x->base < y->base ? -1 : 1;
	return (x->selector > y->selector) - (x->selector < y->selector);
}

static bool check_twice(struct ao_gaiji *g, struct ao_error *err)
{
	char where[256];

	if (g->n)
		qsort(g->line, g->n, sizeof(*g->line), by_character);
	for (size_t i = 1; i < g->n; i++) {
		unsigned long a = g->line[i - 1].line, b = g->line[i].line;

		if (by_character(&g->line[i - 1], &g->line[i]) == 0)
			return ao_fail(err, AO_INPUT,
				       place(g, a > b ? a : b, 1, where),
				       _("the character stands in line %lu "
					 "already; keep one of the lines"),
				       a > b ? b : a);
	}
	return true;
}

static bool fail_empty(const char *path, struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, path,
		       _("the gaiji table is empty; its first line must be "
			 "code_point,use,value,note"));
}

static bool read_rows(struct ao_gaiji *g, struct ao_csv *csv,
		      struct ao_error *err)
{
	struct ao_csv_row row;
	enum ao_step step = ao_csv_next(csv, &row, err);

	if (step == AO_STEP_END)
		return fail_empty(g->path, err);
	if (step == AO_STEP_FAIL || !check_header(g, &row, err))
		return false;
	while ((step = ao_csv_next(csv, &row, err)) == AO_STEP_ITEM)
		if (!read_line(g, &row, err))
			return false;
	return step == AO_STEP_END && check_twice(g, err);
}

/* The reader of lists would speak of --encoding, which does not reach here. */
static bool check_utf8(const char *path, const struct ao_buf *bytes,
		       struct ao_error *err)
{
	unsigned long line, column;
	char where[256];

	if (!bytes->n)
		return fail_empty(path, err);
	if (ao_utf8_valid(bytes->s, &line, &column))
		return true;
	snprintf(where, sizeof(where), "%s:%lu:%lu", path, line, column);
	return ao_fail(err, AO_INPUT, where,
		       _("the gaiji table is not UTF-8; save it as UTF-8"));
}

static struct ao_gaiji *make_gaiji(const char *path, struct ao_source *source,
				   struct ao_error *err)
{
	struct ao_gaiji *g;
	struct ao_buf copy = {0};
	struct ao_csv *csv;
	bool ok;

	if (!source)
		return NULL;
	g = ao_calloc(1, sizeof(*g));
	ao_buf_adds(&copy, path);
	g->path = copy.s;
	memcpy(g->digest, ao_source_digest(source), sizeof(g->digest));
	csv = ao_csv_new(source);
	ok = read_rows(g, csv, err);
	ao_csv_free(csv);
	ao_source_close(source);
	if (ok)
		return g;
	ao_gaiji_close(g);
	return NULL;
}

struct ao_gaiji *ao_gaiji_open(const char *path, struct ao_error *err)
{
	struct ao_source_options how = {.encoding = AO_ENCODING_UTF8};
	struct ao_buf bytes = {0};
	bool ok = ao_file_read(path, TABLE_MOST, &bytes, err) &&
		  check_utf8(path, &bytes, err);

	ao_buf_release(&bytes);
	return ok ? make_gaiji(path, ao_source_open(path, &how, err), err)
		  : NULL;
}

struct ao_gaiji *ao_gaiji_open_text(const char *name, struct ao_bytes text,
				    struct ao_error *err)
{
	struct ao_source_options how = {.encoding = AO_ENCODING_UTF8};
	struct ao_buf bytes = {0};
	bool ok;

	ao_buf_add(&bytes, text.s, text.n);
	ok = check_utf8(name, &bytes, err);
	ao_buf_release(&bytes);
	return ok ? make_gaiji(name, ao_source_open_text(name, text, &how, err),
			       err)
		  : NULL;
}

void ao_gaiji_close(struct ao_gaiji *g)
{
	if (!g)
		return;
	free(g->line);
	free(g->path);
	free(g);
}

size_t ao_gaiji_lines(const struct ao_gaiji *g)
{
	return g->n;
}

const char *ao_gaiji_path(const struct ao_gaiji *g)
{
	return g->path;
}

const char *ao_gaiji_digest(const struct ao_gaiji *g)
{
	return g->digest;
}

const struct ao_gaiji_line *ao_gaiji_find(const struct ao_gaiji *g,
					  struct ao_cluster c)
{
	struct ao_gaiji_line key = {.from = c};

	if (!g || !g->n || !(g->beyond || ao_private_use(c.base)))
		return NULL;
	return bsearch(&key, g->line, g->n, sizeof(*g->line), by_character);
}

static const struct ao_gaiji_line *replacement(const struct ao_gaiji *g,
					       struct ao_cluster c)
{
	const struct ao_gaiji_line *line = ao_gaiji_find(g, c);

	return line && (line->use == AO_GAIJI_REPLACE ||
			line->use == AO_GAIJI_VARIATION)
		       ? line
		       : NULL;
}

const char *ao_gaiji_replaced(const struct ao_gaiji *g, const char *s,
			      struct ao_arena *arena)
{
	const struct ao_gaiji_line *line;
	struct ao_buf out = {0};
	struct ao_cluster c;
	const char *p = s, *copied = s;

	if (!g || !g->replaces)
		return s;
	for (const char *at = p; ao_cluster_next(&p, &c); at = p) {
		line = replacement(g, c);
		if (!line)
			continue;
		ao_buf_add(&out, copied, (size_t)(at - copied));
		ao_buf_add_utf8(&out, line->to.base);
		if (line->to.selector)
			ao_buf_add_utf8(&out, line->to.selector);
		copied = p;
	}
	if (copied == s)
		return s;
	ao_buf_adds(&out, copied);
	s = ao_arena_strdup(arena, out.s);
	ao_buf_release(&out);
	return s;
}

/* Whether a notice could show what the line says. */
static bool can_draw(struct ao_faces *faces, const struct ao_gaiji_line *line)
{
	bool own = line->use == AO_GAIJI_FONT;
	struct ao_cluster c = own ? line->from : line->to;

	if (line->use == AO_GAIJI_ASK)
		return true;
	for (unsigned i = 0; i < faces->faces; i++)
		if (faces->face[i].there && ao_face_has(faces, i, c))
			return true;
	return false;
}

bool ao_faces_take_gaiji(struct ao_faces *faces, struct ao_gaiji *g,
			 struct ao_error *err)
{
	char where[256];

	faces->gaiji = g;
	faces->gaiji_beyond = g->beyond;
	for (size_t i = 0; i < g->n; i++) {
		const struct ao_gaiji_line *line = &g->line[i];

		if (can_draw(faces, line))
			continue;
		return ao_fail(err, AO_INPUT,
			       place(g, line->line, VALUE + 1, where),
			       line->use == AO_GAIJI_FONT
				       ? _("no gaiji font of fonts.yaml "
					   "(`gaiji: true`) has this glyph, or "
					   "it is empty")
				       : _("no font of fonts.yaml has this "
					   "character, so it cannot be "
					   "printed"));
	}
	return true;
}

const struct ao_gaiji *ao_faces_gaiji(const struct ao_faces *faces)
{
	return faces->gaiji;
}
