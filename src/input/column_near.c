/* column_near.c - the column that a mistyped header meant. */
#include "input/column_near.h"

#include "aofuto/base/nearest.h"

#include <string.h>

#define NAMES_MOST 100 /* of all columns, aliases included */

struct names {
	char name[NAMES_MOST][AO_FOLDED_SIZE],
		folded[NAMES_MOST][AO_FOLDED_SIZE];
	const char *word[NAMES_MOST];
	int of[NAMES_MOST];
	size_t n;
};

static void add(struct names *all, int column, const char *name, size_t length)
{
	if (all->n == NAMES_MOST || length >= AO_FOLDED_SIZE)
		AO_BUG("a column has too many or too long names: %s", name);
	memcpy(all->name[all->n], name, length);
	all->name[all->n][length] = '\0';
	all->word[all->n] =
		ao_column_fold(all->name[all->n], all->folded[all->n]);
	all->of[all->n++] = column;
}

static void add_column(struct names *all, int column)
{
	const char *list = ao_column_aliases((enum ao_column)column);
	const char *name = ao_column_name((enum ao_column)column);

	add(all, column, name, strlen(name));
	while (*list) {
		size_t n = strcspn(list, ",");

		add(all, column, list, n);
		list += n;
		list += strspn(list, ", ");
	}
}

int column_near(const char *folded, const int at[AO_COLUMN_COUNT],
		char name[AO_FOLDED_SIZE])
{
	struct names all = {.n = 0};
	const char *near;

	for (int c = 0; c < AO_COLUMN_COUNT; c++)
		if (at[c] < 0)
			add_column(&all, c);
	near = ao_nearest(folded, (struct ao_words){all.word, all.n});
	for (size_t i = 0; near && i < all.n; i++)
		if (all.word[i] == near) {
			memcpy(name, all.name[i], AO_FOLDED_SIZE);
			return all.of[i];
		}
	return -1;
}
