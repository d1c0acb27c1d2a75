/* typeface_inside.h - a face's clusters, their codes, and what PDF embeds.
 *
 * A cluster's code is what a page shows and what ToUnicode knows. In a font of
 * TrueType outlines it is the CID too; in one of CFF outlines the table says
 * which CID a glyph has, and a CMap leads from code to CID.
 */
#ifndef TYPEFACE_INSIDE_H
#define TYPEFACE_INSIDE_H

#include "aofuto/pdf/typeface.h"
#include "haru.h"

#define LEAF_SIZE 256
#define LEAVES    (0x110000 / LEAF_SIZE)

struct sequence { /* a cluster with a selector; base 0 is an empty place */
	struct ao_cluster cluster;
	uint16_t code;
};

struct typeface {
	struct ao_cluster *cluster; /* cluster i has code i + 1, once built */
	size_t clusters, room;
	uint16_t *leaf[LEAVES];    /* code of a code point; 0: not shown */
	struct sequence *sequence; /* code of a sequence, open addressing */
	size_t sequences, places;

	/* from ao_typefaces_build on; the streams are deflated */
	struct ao_face_metrics metrics;
	char name[80]; /* "ABCDEF+IPAmjMincho" */
	bool cff;
	size_t font_size;             /* of the subset before deflate */
	struct ao_buf font;           /* FontFile2 or FontFile3 */
	struct ao_buf glyphs;         /* CIDToGIDMap, or CMap to CIDs */
	struct ao_buf unicode, width; /* ToUnicode; the text of W */
};

struct ao_typefaces {
	struct ao_faces *faces;
	struct typeface *face; /* as many as faces */
	size_t n;
	bool built;
};

/* 0 when it was not collected. */
static inline uint16_t ao_typeface_code(const struct typeface *,
					struct ao_cluster);
uint16_t ao_typeface_sequence_code(const struct typeface *, struct ao_cluster);

static inline uint16_t ao_typeface_code(const struct typeface *t,
					struct ao_cluster c)
{
	const uint16_t *leaf;

	if (c.selector || c.base >= LEAVES * LEAF_SIZE)
		return ao_typeface_sequence_code(t, c);
	leaf = t->leaf[c.base / LEAF_SIZE];
	return leaf ? leaf[c.base % LEAF_SIZE] : 0;
}

/* fontobject.c: fills name and streams from the face's subset. */
AO_CHECKED bool ao_font_streams(struct typeface *, struct ao_faces *,
				unsigned face, struct haru *,
				struct ao_error *);
/* The font's objects; the number of its Type0 dictionary. */
unsigned ao_font_object(const struct typeface *, struct haru *);

#endif
