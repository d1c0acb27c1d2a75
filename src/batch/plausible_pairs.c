/* plausible_pairs.c - which values of two columns belong together.
 *
 * A place remembers one pair by a majority of votes (Boyer and Moore, 1981):
 * another pair that falls on it takes votes away. So frequent pairs stay and
 * chance ones wear off, whatever the list's length. How often each value came
 * tells what chance alone would do.
 */
#include "plausible_inside.h"

#include <stdlib.h>

#define PLACES     (1u << 15)
#define SIDE_BITS  13
#define SIDES      (1u << SIDE_BITS)
#define VOTES_MOST 65535

struct side { /* by a value's hash; two values may share one */
	uint32_t votes[SIDES];
	bool met[SIDES];
};
struct pairs {
	struct place {
		uint16_t tag, votes;
	} place[PLACES];
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

/* Values are hashes already, or days: the golden ratio spreads both. */
static size_t side_of(uint32_t value)
{
	return value * 0x9E3779B1u >> (32 - SIDE_BITS);
}

/* What is old counts half from then on. */
static void age(struct pairs *p)
{
	for (size_t i = 0; i < PLACES; i++)
		p->place[i].votes /= 2;
	for (size_t i = 0; i < SIDES; i++) {
		p->a.votes[i] /= 2;
		p->b.votes[i] /= 2;
	}
	p->votes /= 2;
}

void pairs_vote(struct pairs *p, uint32_t a, uint32_t b)
{
	uint64_t hash = hash_of(a, b);
	struct place *place = &p->place[hash % PLACES];
	uint16_t tag = (uint16_t)(hash >> 48);

	p->votes++;
	p->a.votes[side_of(a)]++;
	p->b.votes[side_of(b)]++;
	if (place->votes == 0)
		place->tag = tag;
	if (place->tag != tag)
		place->votes--;
	else if (++place->votes == VOTES_MOST)
		age(p);
}

/* Three times as often as chance, and three standard deviations (of a Poisson
 * count) past it; fewer than three times is nothing. */
bool pairs_agree(struct pairs *p, uint32_t a, uint32_t b)
{
	uint64_t hash = hash_of(a, b);
	const struct place *place = &p->place[hash % PLACES];
	double votes = place->votes, chance;
	size_t i = side_of(a), j = side_of(b);

	if (place->votes < 3 || place->tag != (uint16_t)(hash >> 48))
		return false;
	chance = (double)p->a.votes[i] * (double)p->b.votes[j] /
		 (double)p->votes;
	if (votes < 3 * chance ||
	    (votes - chance) * (votes - chance) < 9 * chance)
		return false;
	p->a.met[i] = p->b.met[j] = true;
	return true;
}

bool pairs_know(const struct pairs *p, uint32_t a, uint32_t b)
{
	return p->a.met[side_of(a)] && p->b.met[side_of(b)];
}
