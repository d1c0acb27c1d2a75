/* table.c - columns that stay aligned on a terminal, whatever the language. */
#include "cli/table.h"

#include "aofuto/base/text.h"

#include <stdio.h>

#define BETWEEN 2

int letter_width(uint32_t cp)
{
	bool wide = (cp >= 0x1100 && cp <= 0x115F) ||
		    (cp >= 0x2E80 && cp <= 0xA4CF) ||
		    (cp >= 0xAC00 && cp <= 0xD7A3) ||
		    (cp >= 0xF900 && cp <= 0xFAFF) ||
		    (cp >= 0xFE30 && cp <= 0xFE6F) ||
		    (cp >= 0xFF00 && cp <= 0xFF60) || cp >= 0x20000;

	return wide ? 2 : 1;
}

int text_width(const char *s)
{
	uint32_t cp;
	int width = 0;

	while ((cp = ao_utf8_next(&s)) != 0)
		width += letter_width(cp);
	return width;
}

static int width_of(const struct table_column *column)
{
	int head = text_width(_(column->head));

	return head > column->width ? head : column->width;
}

/* Blanks are kept back until something stands behind them. */
static void print_line(const struct table *t, const char *const *cell)
{
	int blanks = 0;

	for (size_t i = 0; i < t->columns; i++) {
		int room = width_of(&t->column[i]) - text_width(cell[i]);

		room = room < 0 ? 0 : room;
		blanks += t->column[i].right ? room : 0;
		if (*cell[i]) {
			printf("%*s%s", blanks, "", cell[i]);
			blanks = 0;
		}
		blanks += (t->column[i].right ? 0 : room) + BETWEEN;
	}
	putchar('\n');
}

void table_head(const struct table *t)
{
	const char *head[TABLE_COLUMNS];

	for (size_t i = 0; i < t->columns; i++)
		head[i] = _(t->column[i].head);
	print_line(t, head);
}

void table_row(const struct table *t, const char *const *cell)
{
	print_line(t, cell);
}
