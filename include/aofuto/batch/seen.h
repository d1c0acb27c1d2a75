/* seen.h - which ids a list has had already, in few bytes an id.
 *
 * An id is kept as a 64-bit keyed hash (SipHash-2-4) and the row it stood in:
 * 12 bytes a place, at most three quarters of the places taken. An id that
 * comes twice is always found. Two different ids that share a hash (of a
 * million ids: once in 37 million lists) are taken for one and the same; the
 * resident is then set aside and named, never printed wrongly.
 */
#ifndef AOFUTO_BATCH_SEEN_H
#define AOFUTO_BATCH_SEEN_H

#include "aofuto/base/text.h"

struct ao_seen;
struct ao_seen *ao_seen_new(void);
void ao_seen_free(struct ao_seen *);

/* 0 when the id is new (it is kept, with its row); else the row of the first
 * one. row is not 0. */
unsigned long ao_seen_row(struct ao_seen *, const char *id, unsigned long row);

/* SipHash-2-4 of n bytes, for the tests. */
uint64_t ao_siphash(const unsigned char key[16], const void *bytes, size_t n);

#endif
