/* paragraph.c - text that is broken into lines for a terminal. */
#include "cli/paragraph.h"
#include "cli/table.h"

#include "aofuto/base/text.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS 78

static bool is_closing(const char *s)
{
	static const char *const mark[] = {"、", "。", "」", "）"};

	for (size_t i = 0; i < AO_COUNT(mark); i++)
		if (strncmp(s, mark[i], strlen(mark[i])) == 0)
			return true;
	return false;
}

/* Up to a blank; a wide letter is a word of its own, since Japanese breaks
 * anywhere but before a closing mark. */
static const char *word_end(const char *s, int *width)
{
	*width = 0;
	while (*s && *s != ' ') {
		const char *next = s;
		uint32_t cp = ao_utf8_next(&next);
		int w = letter_width(cp);

		if (w == 2 && *width > 0)
			return s;
		*width += w;
		s = next;
		if (w == 2 && !is_closing(s))
			return s;
	}
	return s;
}

static void print_words(const char *s, int indent, int at)
{
	bool fresh = true, blank = false;

	while (*s) {
		int width;
		const char *end;

		if (*s == ' ') {
			blank = true;
			s++;
			continue;
		}
		end = word_end(s, &width);
		if (!fresh && at + blank + width > COLUMNS) {
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
