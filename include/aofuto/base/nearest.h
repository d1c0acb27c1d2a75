/* nearest.h - the word that somebody who made a typing mistake had in mind. */
#ifndef AOFUTO_BASE_NEAREST_H
#define AOFUTO_BASE_NEAREST_H

#include <stddef.h>

struct ao_words {
	const char *const *word;
	size_t n;
};

/* The known word nearest to a mistyped one; NULL when none is near. */
const char *ao_nearest(const char *word, struct ao_words known);

#endif
