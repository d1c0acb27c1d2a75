/* nearest.c - the word that somebody who made a typing mistake had in mind. */
#include "aofuto/base/nearest.h"

#include "aofuto/base/text.h"

#define LONGEST 63 /* characters; no word of a file format is longer */

struct letters {
	uint32_t letter[LONGEST];
	size_t n;
	bool ascii;
};

/* Letters of ASCII compare without case, so that "Card" is as near to "CARD"
 * as can be. False: too long. */
static bool spell(const char *word, struct letters *out)
{
	*out = (struct letters){.ascii = true};
	while (*word) {
		uint32_t cp = ao_utf8_next(&word);

		if (out->n == LONGEST)
			return false;
		if (cp >= 'A' && cp <= 'Z')
			cp += 'a' - 'A';
		out->ascii = out->ascii && cp < 0x80;
		out->letter[out->n++] = cp;
	}
	return true;
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/* Levenshtein's distance, where two letters in each other's place are one slip
 * (optimal string alignment). */
static size_t distance(const struct letters *a, const struct letters *b)
{
	size_t row[3][LONGEST + 1]; /* of letters i-1, i and i+1 of a */

	for (size_t j = 0; j <= b->n; j++)
		row[0][j] = row[1][j] = j;
	for (size_t i = 0; i < a->n; i++) {
		const size_t *before = row[i % 3], *above = row[(i + 1) % 3];
		size_t *now = row[(i + 2) % 3];

		now[0] = i + 1;
		for (size_t j = 0; j < b->n; j++) {
			bool same = a->letter[i] == b->letter[j];
			bool crossed = i > 0 && j > 0 &&
				       a->letter[i] == b->letter[j - 1] &&
				       a->letter[i - 1] == b->letter[j];

			now[j + 1] = least(above[j + 1] + 1, now[j] + 1,
					   above[j] + (same ? 0 : 1));
			if (crossed && before[j - 1] + 1 < now[j + 1])
				now[j + 1] = before[j - 1] + 1;
		}
	}
	return row[(a->n + 1) % 3][b->n];
}

/* Two slips, or one in a short word; more is another word. A letter of
 * Japanese says more than one of ASCII: 住所 and 住民 have nothing in common.
 */
static size_t slips_most(const struct letters *a, const struct letters *b)
{
	size_t n = a->n > b->n ? a->n : b->n;

	if (a->ascii)
		return a->n > 3 ? 2 : 1;
	return n >= 6 ? 2 : n >= 3 ? 1 : 0;
}

const char *ao_nearest(const char *word, struct ao_words known)
{
	const char *best = NULL;
	size_t best_distance = SIZE_MAX;
	struct letters typed, meant;

	if (!spell(word, &typed))
		return NULL;
	for (size_t i = 0; i < known.n; i++) {
		size_t d;

		if (!spell(known.word[i], &meant))
			continue;
		d = distance(&typed, &meant);
		if (d < best_distance && d <= slips_most(&typed, &meant)) {
			best = known.word[i];
			best_distance = d;
		}
	}
	return best;
}
