/* rows.c - reads tables of tests/cases. */
#include "rows.h"

#include "aofuto/base/file.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

char *rows_field(char **line)
{
	char *s = strsep(line, "\t"), *to = s;

	ck_assert_msg(s != NULL, "a row is too short");
	for (char *c = s; *c; c++) {
		if (*c == '\\' && c[1] == 'n') {
			*to++ = '\n';
			c++;
		} else {
			*to++ = *c;
		}
	}
	*to = '\0';
	return s;
}

size_t rows_each(const char *path, void (*row)(char *, const void *),
		 const void *data)
{
	struct ao_buf table = {0};
	struct ao_error err = {0};
	char *line, *rest;
	size_t n = 0;

	ck_assert(ao_file_read(path, 1 << 20, &table, &err));
	rest = table.s;
	while ((line = strsep(&rest, "\n"))) {
		if (!*line || *line == '#')
			continue;
		row(line, data);
		n++;
	}
	ao_buf_release(&table);
	return n;
}

double rows_number(char **line)
{
	char *end, *s = rows_field(line);
	double value = strtod(s, &end);

	ck_assert_msg(end > s && !*end, "no number: %s", s);
	return value;
}

struct ao_buf rows_replace(const char *text, const char *find, const char *put)
{
	const char *at = strstr(text, find);
	struct ao_buf out = {0};

	ck_assert_msg(at != NULL, "nothing to replace: %s", find);
	ao_buf_add(&out, text, (size_t)(at - text));
	ao_buf_adds(&out, put);
	ao_buf_adds(&out, at + strlen(find));
	return out;
}
