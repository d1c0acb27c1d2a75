/* reader_words.c - what a library says, without what it quotes. */
#include "proof/reader.h"

#include <string.h>

/* Where a quotation begins; the apostrophe of "couldn't" does not. */
static const char *quotation(const char *words)
{
	for (const char *p = words; *p; p++)
		if (strchr("'\"<(", *p) && (p == words || p[-1] == ' '))
			return p;
	return NULL;
}

/* Poppler quotes what it stumbled over, and that may be somebody's name:
 * nothing between quotes goes on, nor anything that is not plain ASCII. */
void reader_clean_words(const char *from, char *to, size_t size)
{
	const char *open = quotation(from), *close = NULL;
	size_t n = 0;

	for (const char *p = open; p && *p; p++)
		if (strchr("'\">)", *p))
			close = p;
	for (const char *p = from; *p && n + 1 < size; p++) {
		if (open && p >= open && p <= close)
			continue;
		if (*p >= ' ' && *p < 0x7F)
			to[n++] = *p;
	}
	to[n] = '\0';
}
