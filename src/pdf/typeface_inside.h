/* typeface_inside.h - a face's clusters, their CIDs, and what PDF embeds. */
#ifndef TYPEFACE_INSIDE_H
#define TYPEFACE_INSIDE_H

#include "aofuto/pdf/typeface.h"
#include "haru.h"

#define LEAF_SIZE 256
#define LEAVES    (0x110000 / LEAF_SIZE)

struct sequence { /* a cluster with a selector; base 0 is an empty place */
	struct ao_cluster cluster;
	uint16_t cid;
};

struct typeface {
	struct ao_cluster *cluster; /* cluster i has CID i + 1, once built */
	size_t clusters, room;
	uint16_t *leaf[LEAVES];    /* CID of a code point; 0: not shown */
	struct sequence *sequence; /* CID of a sequence, open addressing */
	size_t sequences, places;

	/* from ao_typefaces_build on; the streams are deflated */
	struct ao_face_metrics metrics;
	char name[80];                /* "ABCDEF+IPAmjMincho" */
	size_t font_size;             /* of the subset before deflate */
	struct ao_buf font, glyphs;   /* FontFile2, CIDToGIDMap */
	struct ao_buf unicode, width; /* ToUnicode; the text of W */
};

struct ao_typefaces {
	struct ao_faces *faces;
	struct typeface *face; /* as many as faces */
	size_t n;
	bool built;
};

/* 0 when it was not collected. */
static inline uint16_t ao_typeface_cid(const struct typeface *,
				       struct ao_cluster);
uint16_t ao_typeface_sequence_cid(const struct typeface *, struct ao_cluster);

static inline uint16_t ao_typeface_cid(const struct typeface *t,
				       struct ao_cluster c)
{
	const uint16_t *leaf;

	if (c.selector || c.base >= LEAVES * LEAF_SIZE)
		return ao_typeface_sequence_cid(t, c);
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
