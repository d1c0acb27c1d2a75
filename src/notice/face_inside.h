/* face_inside.h - what face.c, glyph.c, outline.c and subset.c share: open
 * faces and their glyphs.
 *
 * The only place that includes HarfBuzz's headers but for hb-subset.h.
 */
#ifndef FACE_INSIDE_H
#define FACE_INSIDE_H

#include "aofuto/notice/face.h"

#include <hb-ot.h>
#include <hb.h>

enum glyph_state { GLYPH_NOT_ASKED, GLYPH_MISSING, GLYPH_THERE };

struct glyph { /* what a face has for a cluster */
	uint16_t id;
	int16_t advance; /* thousandths of an em */
	int16_t depth;   /* of its ink below the baseline, likewise */
	uint8_t state;   /* enum glyph_state */
};

struct sequence { /* a cluster with a selector; base 0 is an empty place */
	struct ao_cluster cluster;
	struct glyph glyph;
};

/* Code points in leaves of 256, so that the hot path is two array look-ups. */
#define LEAF_SIZE 256
#define LEAVES    (0x110000 / LEAF_SIZE)

struct face {
	const char *name, *path;
	int index;
	bool there; /* false: optional, and its file is not there */
	bool gaiji;
	void *map; /* of the file; NULL: none */
	size_t mapped;
	hb_face_t *hb;
	hb_font_t *font;
	unsigned units; /* to the em */
	unsigned glyphs;
	bool cff; /* outlines in a table CFF, not glyf */
	bool shared_checked;
	hb_glyph_extents_t notdef; /* ink of .notdef, once notdef_known */
	bool notdef_known;
	struct ao_face_metrics metrics;
	struct glyph *leaf[LEAVES];
	struct sequence *sequence; /* open addressing */
	size_t sequences, room;
};

struct outline {
	float *step;
	size_t n, room;
};
struct outlines { /* two glyphs at a time; the memory is used again */
	hb_draw_funcs_t *strokes;
	struct outline of[2];
};
void ao_outlines_init(struct outlines *);
void ao_outlines_release(struct outlines *);
/* Whether the two are drawn by the very same strokes. */
bool ao_outlines_same(struct outlines *, hb_font_t *a, hb_codepoint_t a_glyph,
		      hb_font_t *b, hb_codepoint_t b_glyph);

struct role {
	const char *name;
	unsigned *face;
	size_t faces;
};

struct ao_faces {
	struct face *face;
	size_t faces;
	struct role *role;
	size_t roles;
	struct ao_arena *arena; /* names, paths, roles */
	struct ao_gaiji *gaiji; /* gaiji.csv, or NULL */
	bool gaiji_beyond;      /* it speaks of more than private use */
};

/* face_check.c: the file is whole; its tables are there; it draws something;
 * no glyph stands for many characters. */
AO_CHECKED bool ao_face_check_whole(const char *path, hb_blob_t *,
				    unsigned index, struct ao_error *);
AO_CHECKED bool ao_face_check_tables(struct face *, struct ao_error *);
AO_CHECKED bool ao_face_check_ink(const struct face *, struct ao_error *);
AO_CHECKED bool ao_face_check_shared(struct face *, struct ao_error *);

/* Units of the font in thousandths of an em, rounded. */
int ao_face_thousandths(const struct face *, int units);

const struct role *ao_role(const struct ao_faces *, int role);
/* Whether some face of the role, or a gaiji font, shows the cluster. */
bool ao_role_has(struct ao_faces *, int role, struct ao_cluster);

/* Borrowed until the next call. */
const struct glyph *ao_face_glyph(struct ao_faces *, unsigned face,
				  struct ao_cluster);

#endif
