/* rows.h - tables of tests/cases: a row a line, tabs between its fields. */
#ifndef ROWS_H
#define ROWS_H

#include "aofuto/base/text.h"

/* Calls `row` for each line but empty ones and comments (#); returns how
 * many there were. */
size_t rows_each(const char *path, void (*row)(char *line, const void *data),
		 const void *data);
/* Takes the next field of a line; \n in it is a line's end. */
char *rows_field(char **line);
double rows_number(char **line);

/* `text` with `find`, which is there, replaced once. Release it. */
struct ao_buf rows_replace(const char *text, const char *find, const char *put);

#endif
