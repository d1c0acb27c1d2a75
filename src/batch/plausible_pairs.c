/* plausible_pairs.c - which values of two columns belong together.
 *
 * A bucket remembers some pairs and how often each came; where it is full,
 * another pair takes votes away from the one that has the fewest, and its place
 * at last (Misra and Gries, 1982). So frequent pairs stay and chance ones wear
 * off, whatever the list's length. How often each value came tells what chance
 * alone would do.
 */
#include "plausible_inside.h"

#include <stdlib.h>

#define BUCKETS    (1u << 13)
#define PLACES     4 /* of a bucket */
#define SIDE_BITS  13
#define SIDES      (1u << SIDE_BITS)
#define VOTES_MOST 65535

struct side { /* by a value's hash; two values may share one */
	uint32_t votes[SIDES];
	bool met[SIDES];
};
struct place {
	uint16_t tag, votes; /* of 0 votes: free */
};
struct pairs {
	struct place place[BUCKETS][PLACES];
	struct side a, b;
	uint64_t votes;
};

struct pairs *pairs_new(void)
{
	return ao_calloc(1, sizeof(struct pairs));
}

void pairs_free(struct pairs *p)
{
	free(p);
}

/* The finaliser of splitmix64: each bit depends on all. */
static uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static uint64_t hash_of(uint32_t a, uint32_t b)
{
	return mix((uint64_t)a << 32 | b);
}

/* The pair's place; else the one with the fewest votes of its bucket. */
static struct place *place_of(struct pairs *p, uint64_t hash, bool *found)
{
	struct place *bucket = p->place[hash % BUCKETS], *least = bucket;
	uint16_t tag = (uint16_t)(hash >> 48);

	for (size_t k = 0; k < PLACES; k++) {
		*found = bucket[k].votes > 0 && bucket[k].tag == tag;
		if (*found)
			return &bucket[k];
		if (bucket[k].votes < least->votes)
			least = &bucket[k];
	}
	return least;
}

/* Values are hashes already, or days: the golden ratio spreads both. */
static size_t side_of(uint32_t value)
{
	return value * 0x9E3779B1u >> (32 - SIDE_BITS);
}

/* What is old counts half from then on. */
static void age(struct pairs *p)
{
	for (size_t i = 0; i < BUCKETS; i++)
		for (size_t k = 0; k < PLACES; k++)
			p->place[i][k].votes /= 2;
	for (size_t i = 0; i < SIDES; i++) {
		p->a.votes[i] /= 2;
		p->b.votes[i] /= 2;
	}
	p->votes /= 2;
}

void pairs_vote(struct pairs *p, uint32_t a, uint32_t b)
{
	uint64_t hash = hash_of(a, b);
	bool found;
	struct place *place = place_of(p, hash, &found);

	p->votes++;
	p->a.votes[side_of(a)]++;
	p->b.votes[side_of(b)]++;
	if (!found && place->votes > 0) {
		place->votes--;
		return;
	}
	place->tag = (uint16_t)(hash >> 48);
	if (++place->votes == VOTES_MOST)
		age(p);
}

/* They agree when they came three times as often as chance would bring them,
 * and three standard deviations (of a Poisson count) past it; fewer than three
 * times is nothing. They contradict when both have partners, and hardly ever
 * came together, or less than half as often as by chance; between the two they
 * are silent: where half of a sorted list is one pair, that is by chance. */
enum pairs_say pairs_ask(struct pairs *p, uint32_t a, uint32_t b)
{
	bool found;
	const struct place *place = place_of(p, hash_of(a, b), &found);
	double votes = found ? place->votes : 0, chance;
	size_t i = side_of(a), j = side_of(b);

	if (!found && place->votes > 0)
		return PAIRS_SILENT; /* it may have been pushed out */
	chance = (double)p->a.votes[i] * (double)p->b.votes[j] /
		 (double)(p->votes ? p->votes : 1);
	if (votes >= 3 && votes >= 3 * chance &&
	    (votes - chance) * (votes - chance) >= 9 * chance) {
		p->a.met[i] = p->b.met[j] = true;
		return PAIRS_AGREE;
	}
	return (votes < 3 || 2 * votes < chance) && p->a.met[i] && p->b.met[j]
		       ? PAIRS_CONTRADICT
		       : PAIRS_SILENT;
}
