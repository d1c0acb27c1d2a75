/* seen.c - open-addressed tables of hashes and rows. */
#include "aofuto/batch/seen.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_PLACES ((size_t)64)
#define PART_BITS    6
/* A quarter more each time: at a million ids doubling leaves a third of all
 * places free that nobody needs. */
#define MORE_PLACES(places) ((places) + (places) / 4)

/* Hash and row side by side in two arrays: 12 bytes a place, where a struct
 * would take 16. A row of 0 is a free place. */
struct part {
	uint64_t *hash;
	uint32_t *row;
	size_t places, used;
};

/* In many parts, by the top bits of the hash: a table that grows stands in
 * memory twice, and one part at a time is little. */
struct ao_seen {
	struct part part[1 << PART_BITS];
};

static uint64_t rotate(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

static uint64_t little_endian(const unsigned char *p, size_t n)
{
	uint64_t x = 0;

	for (size_t i = 0; i < n; i++)
		x |= (uint64_t)p[i] << (8 * i);
	return x;
}

static void sip_word(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	sip_round(v);
	sip_round(v);
	v[0] ^= word;
}

/* Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012. */
uint64_t ao_siphash(const unsigned char key[16], const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint64_t k0 = little_endian(key, 8), k1 = little_endian(key + 8, 8);
	uint64_t v[4] = {
		k0 ^ 0x736f6d6570736575u,
		k1 ^ 0x646f72616e646f6du,
		k0 ^ 0x6c7967656e657261u,
		k1 ^ 0x7465646279746573u,
	};
	size_t i = 0;

	for (; i + 8 <= n; i += 8)
		sip_word(v, little_endian(p + i, 8));
	sip_word(v, little_endian(p + i, n - i) | (uint64_t)n << 56);
	v[2] ^= 0xff;
	for (int round = 0; round < 4; round++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* The key is fixed, so that the same list gives the same findings; a list is
 * made by the city, not by somebody who looks for collisions. */
static uint64_t hash_of(const char *id)
{
	static const unsigned char key[16] = "aofuto ids seen";

	return ao_siphash(key, id, strlen(id));
}

static void make_places(struct part *p, size_t places)
{
	p->hash = ao_calloc(places, sizeof(*p->hash));
	p->row = ao_calloc(places, sizeof(*p->row));
	p->places = places;
}

struct ao_seen *ao_seen_new(void)
{
	struct ao_seen *s = ao_calloc(1, sizeof(*s));

	for (size_t i = 0; i < AO_COUNT(s->part); i++)
		make_places(&s->part[i], FIRST_PLACES);
	return s;
}

void ao_seen_free(struct ao_seen *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < AO_COUNT(s->part); i++) {
		free(s->part[i].hash);
		free(s->part[i].row);
	}
	free(s);
}

static size_t place_of(const struct part *p, uint64_t hash)
{
	/* The low half of the hash as a fraction of all places. */
	size_t at = (size_t)((hash & 0xFFFFFFFFu) * p->places >> 32);

	while (p->row[at] && p->hash[at] != hash)
		at = at + 1 < p->places ? at + 1 : 0;
	return at;
}

static void grow(struct part *p)
{
	struct part old = *p;

	make_places(p, MORE_PLACES(old.places));
	for (size_t i = 0; i < old.places; i++) {
		size_t at;

		if (!old.row[i])
			continue;
		at = place_of(p, old.hash[i]);
		p->hash[at] = old.hash[i];
		p->row[at] = old.row[i];
	}
	free(old.hash);
	free(old.row);
}

unsigned long ao_seen_row(struct ao_seen *s, const char *id, unsigned long row)
{
	uint64_t hash = hash_of(id);
	struct part *p = &s->part[hash >> (64 - PART_BITS)];
	size_t at = place_of(p, hash);

	if (row == 0 || row > UINT32_MAX)
		AO_BUG("row %lu cannot be remembered", row);
	if (p->row[at])
		return p->row[at];
	if (p->used * 4 >= p->places * 3) {
		grow(p);
		at = place_of(p, hash);
	}
	p->hash[at] = hash;
	p->row[at] = (uint32_t)row;
	p->used++;
	return 0;
}
