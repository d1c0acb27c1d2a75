/* nearest.c - the word that somebody who made a typing mistake had in mind. */
#include "aofuto/base/nearest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#define LONGEST 63 /* bytes; no word of a file format is longer */

static size_t least(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/* Levenshtein's distance; letters of ASCII compare without case, so that
 * "Card" is as near to "CARD" as can be. */
static size_t distance(const char *a, const char *b)
{
	size_t row[LONGEST + 1];
	size_t n = strlen(b);

	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 0; a[i]; i++) {
		size_t corner = row[0];

		row[0] = i + 1;
		for (size_t j = 0; j < n; j++) {
			size_t above = row[j + 1];
			bool same = !strncasecmp(&a[i], &b[j], 1);

			row[j + 1] = least(above + 1, row[j] + 1,
					   corner + (same ? 0 : 1));
			corner = above;
		}
	}
	return row[n];
}

const char *ao_nearest(const char *word, struct ao_words known)
{
	const char *best = NULL;
	size_t best_distance = SIZE_MAX;
	size_t n = strlen(word);

	if (n > LONGEST)
		return NULL;
	for (size_t i = 0; i < known.n; i++) {
		size_t d;

		if (strlen(known.word[i]) > LONGEST)
			continue;
		d = distance(word, known.word[i]);
		if (d < best_distance) {
			best = known.word[i];
			best_distance = d;
		}
	}
	/* Two slips, or one in a short word; more is another word. */
	return best_distance <= (n > 3 ? 2 : 1) ? best : NULL;
}
