/* paragraph.c - text that is broken into lines for a terminal. */
#include "cli/paragraph.h"
#include "cli/terminal.h"

#include "aofuto/base/text.h"

#include <stdio.h>
#include <unistd.h>

#define COLUMNS 78

static int columns(void)
{
	int n = terminal_columns(STDOUT_FILENO);

	return n > 0 && n < COLUMNS ? n : COLUMNS;
}

static void print_words(const char *s, int indent, int at)
{
	bool fresh = true, blank = false;
	int most = columns();

	while (*s) {
		int width;
		const char *end;

		if (*s == ' ') {
			blank = true;
			s++;
			continue;
		}
		end = terminal_word(s, &width);
		if (!fresh && at + blank + width > most) {
			printf("\n%*s", indent, "");
			at = indent;
		} else if (blank && !fresh) {
			putchar(' ');
			at++;
		}
		fwrite(s, 1, (size_t)(end - s), stdout);
		at += width;
		s = end;
		fresh = blank = false;
	}
	putchar('\n');
}

void paragraph(const char *s, int indent)
{
	printf("%*s", indent, "");
	print_words(s, indent, indent);
}

void paragraph_behind(const char *s, int indent)
{
	print_words(s, indent, indent);
}
