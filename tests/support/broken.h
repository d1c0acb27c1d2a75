/* broken.h - fonts that are not what they say, made from real ones. */
#ifndef BROKEN_H
#define BROKEN_H

#include "aofuto/notice/face.h"

#include <stddef.h>
#include <stdint.h>

#define BROKEN_FROM                                                            \
	"/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf"

struct broken { /* a font file in memory */
	unsigned char *bytes;
	size_t n;
};

void broken_read(struct broken *, const char *path);
/* To a path of its own under /tmp, which is returned; frees the bytes. */
const char *broken_write(struct broken *, char path[64]);

/* Where a table stands, and how long it is. */
size_t broken_table(const struct broken *, const char *tag, size_t *length);

/* A cmap with just these pairs, in code point order. */
struct broken_pair {
	uint32_t cp, glyph;
};
void broken_map(struct broken *, const struct broken_pair *, size_t pairs);

/* The glyph gets the outline of .notdef. */
void broken_box(struct broken *, unsigned glyph);

/* The face alone, in the role "name". */
struct ao_faces *broken_open(const char *path, bool gaiji, struct ao_error *);

#endif
