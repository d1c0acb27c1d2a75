/* table.h - columns that stay aligned on a terminal, whatever the language. */
#ifndef TABLE_H
#define TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How wide a terminal draws it: east Asian letters take two places. */
int letter_width(uint32_t cp);
int text_width(const char *);

struct table_column {
	const char *head; /* a message id */
	int width;        /* of its cells; a wider head or cell takes more */
	bool right;       /* numbers */
};
#define TABLE_COLUMNS 12
struct table {
	const struct table_column *column;
	size_t columns;
};
void table_head(const struct table *);
/* One line, printed at once: a table may be of any length. */
void table_row(const struct table *, const char *const *cell);

#endif
