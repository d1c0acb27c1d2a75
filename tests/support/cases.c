/* cases.c - a table of cases in tests/cases/. */
#include "support/cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 40

struct row {
	char *text; /* what the fields point into */
	char *field[COLUMNS];
	size_t fields;
};

struct cases {
	char path[512];
	struct row header, *row;
	size_t rows;
};

static void *or_abort(void *p)
{
	if (!p)
		abort();
	return p;
}

/* Takes one field off s, in place; NULL after the last. */
static char *cut(char *s, char **field)
{
	char *to = s;
	int quoted = 0;

	*field = s;
	for (; *s && (quoted || *s != ','); s++) {
		if (*s != '"')
			*to++ = *s;
		else if (quoted && s[1] == '"')
			*to++ = *s++;
		else
			quoted = !quoted;
	}
	s = *s == ',' ? s + 1 : NULL;
	*to = '\0';
	return s;
}

static void split(struct row *r, const char *line)
{
	char *s = r->text = or_abort(strdup(line));

	s[strcspn(s, "\r\n")] = '\0';
	while (s) {
		if (r->fields == COLUMNS)
			abort();
		s = cut(s, &r->field[r->fields++]);
	}
}

struct cases *cases_open(const char *name)
{
	struct cases *c = or_abort(calloc(1, sizeof(*c)));
	char line[4096];
	FILE *f;

	snprintf(c->path, sizeof(c->path), TEST_DIR "/cases/%s", name);
	f = or_abort(fopen(c->path, "r"));
	if (!fgets(line, sizeof(line), f))
		abort();
	split(&c->header, line);
	while (fgets(line, sizeof(line), f)) {
		c->row = or_abort(
			realloc(c->row, (c->rows + 1) * sizeof(*c->row)));
		memset(&c->row[c->rows], 0, sizeof(*c->row));
		split(&c->row[c->rows++], line);
	}
	fclose(f);
	return c;
}

void cases_close(struct cases *c)
{
	for (size_t i = 0; i < c->rows; i++)
		free(c->row[i].text);
	free(c->row);
	free(c->header.text);
	free(c);
}

size_t cases_count(const struct cases *c)
{
	return c->rows;
}

const char *cases_field(const struct cases *c, size_t row, const char *column)
{
	for (size_t i = 0; i < c->header.fields; i++)
		if (strcmp(c->header.field[i], column) == 0) {
			if (i >= c->row[row].fields)
				abort();
			return c->row[row].field[i];
		}
	fprintf(stderr, "%s has no column %s\n", c->path, column);
	abort();
}
