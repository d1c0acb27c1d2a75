/* glyph.c - which glyph a face has for a cluster, each asked for once. */
#include "face_inside.h"

#include "aofuto/notice/gaiji.h"

#include <stdlib.h>
#include <string.h>

static bool is_selector(uint32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) ||
	       (cp >= 0xE0100 && cp <= 0xE01EF);
}

/* What stands on, or joins, the character before it: combining marks, and the
 * vowels and finals of Hangul that a Mac has taken apart. */
static bool is_mark(uint32_t cp)
{
	switch (hb_unicode_general_category(hb_unicode_funcs_get_default(),
					    cp)) {
	case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
		return true;
	default:
		return (cp >= 0x1160 && cp <= 0x11FF) ||
		       (cp >= 0xD7B0 && cp <= 0xD7FF);
	}
}

/* Most text is ASCII, kanji (E4-E9) and kana, where nothing belongs to what
 * stands before it but U+302A to U+302F, U+3099 and U+309A. */
static bool nothing_joins(const unsigned char *s)
{
	if (*s < 0xCC || (*s >= 0xE4 && *s <= 0xE9))
		return true;
	return *s == 0xE3 && !(s[1] == 0x80 && s[2] >= 0xAA) &&
	       !(s[1] == 0x82 && (s[2] == 0x99 || s[2] == 0x9A));
}

bool ao_cluster_next(const char **s, struct ao_cluster *cluster)
{
	const char *after;
	uint32_t next;

	cluster->base = ao_utf8_next(s);
	cluster->selector = 0;
	if (!cluster->base)
		return false;
	if (nothing_joins((const unsigned char *)*s))
		return true;
	after = *s;
	next = ao_utf8_next(&after);
	if (cluster->base != AO_UTF8_BAD && next != AO_UTF8_BAD &&
	    (is_selector(next) || is_mark(next))) {
		cluster->selector = next;
		*s = after;
	}
	return true;
}

int ao_face_thousandths(const struct face *f, int units)
{
	int em = (int)f->units, half = units < 0 ? -em / 2 : em / 2;

	return (units * 1000 + half) / em;
}

/* Blanks have no ink by right. Every other glyph without ink is a hole in the
 * font: IPAmj and IPAex map U+F860-F862 to nothing. */
static bool is_blank(uint32_t cp)
{
	return cp == 0x20 || cp == 0xA0 || cp == 0x3000;
}

/* The shape of .notdef under a character's name: the font claims what it does
 * not have. Most glyphs differ in their extents alone. */
static bool looks_missing(struct face *f, hb_codepoint_t id,
			  const hb_glyph_extents_t *ink)
{
	struct outlines pair;
	bool same;

	if (!f->notdef_known &&
	    !hb_font_get_glyph_extents(f->font, 0, &f->notdef))
		f->notdef = (hb_glyph_extents_t){0};
	f->notdef_known = true;
	if (memcmp(ink, &f->notdef, sizeof(*ink)) != 0)
		return false;
	ao_outlines_init(&pair);
	same = ao_outlines_same(&pair, f->font, id, f->font, 0);
	ao_outlines_release(&pair);
	return same;
}

static bool has_ink(struct face *f, hb_codepoint_t id, hb_glyph_extents_t *ink)
{
	return hb_font_get_glyph_extents(f->font, id, ink) && ink->width &&
	       ink->height && !looks_missing(f, id, ink);
}

static int16_t within(int thousandths)
{
	return (int16_t)(thousandths > INT16_MAX   ? INT16_MAX
			 : thousandths < INT16_MIN ? INT16_MIN
						   : thousandths);
}

/* The glyph of a base with its mark, where the font makes one of the two: か゚
 * of JIS X 0213. Two glyphs would overlap in a cell, or stand side by side. */
static bool find_pair(const struct face *f, struct ao_cluster c,
		      hb_codepoint_t *id)
{
	const uint32_t text[] = {c.base, c.selector};
	hb_buffer_t *b = hb_buffer_create();
	const hb_glyph_info_t *glyph;
	unsigned n = 0;

	hb_buffer_add_codepoints(b, text, 2, 0, 2);
	hb_buffer_guess_segment_properties(b);
	hb_buffer_set_direction(b, HB_DIRECTION_LTR);
	/* Else a mark that is never shown is dropped, and one glyph left. */
	hb_buffer_set_flags(b, HB_BUFFER_FLAG_PRESERVE_DEFAULT_IGNORABLES);
	hb_shape(f->font, b, NULL, 0);
	glyph = hb_buffer_get_glyph_infos(b, &n);
	if (n == 1)
		*id = glyph[0].codepoint;
	hb_buffer_destroy(b);
	return n == 1;
}

static bool find_cluster(const struct face *f, struct ao_cluster c,
			 hb_codepoint_t *id)
{
	if (is_selector(c.selector))
		return hb_font_get_variation_glyph(f->font, c.base, c.selector,
						   id);
	if (c.selector)
		return find_pair(f, c, id);
	/* On its own a mark would land on its neighbour. */
	return !is_mark(c.base) &&
	       hb_font_get_nominal_glyph(f->font, c.base, id);
}

/* Private use means what the city says, whatever else a font has there; and
 * the table may speak for any character. */
static bool is_own(const struct ao_faces *faces, struct ao_cluster c)
{
	const struct ao_gaiji_line *line;

	if (ao_private_use(c.base))
		return true;
	line = ao_gaiji_find(faces->gaiji, c);
	return line &&
	       (line->use == AO_GAIJI_FONT || line->use == AO_GAIJI_ASK);
}

/* No kanji or kana of the first plane, unless the table names some. */
static inline bool may_be_own(const struct ao_faces *faces, struct ao_cluster c)
{
	return c.base >= 0xE000 || faces->gaiji_beyond;
}

static bool find_own(const struct ao_faces *faces, const struct face *f,
		     struct ao_cluster c, hb_codepoint_t *id)
{
	const struct ao_gaiji_line *line = ao_gaiji_find(faces->gaiji, c);

	if (!f->gaiji)
		return false;
	if (!line)
		return find_cluster(f, c, id);
	if (line->use != AO_GAIJI_FONT)
		return false;
	if (line->glyph) {
		*id = line->glyph;
		return true;
	}
	return find_cluster(f, line->to, id);
}

static struct glyph ask(const struct ao_faces *faces, struct face *f,
			struct ao_cluster c)
{
	struct glyph g = {.state = GLYPH_MISSING};
	hb_glyph_extents_t ink = {0};
	hb_codepoint_t id = 0;
	bool found;

	if (is_own(faces, c))
		found = find_own(faces, f, c, &id);
	else
		found = find_cluster(f, c, &id);
	if (!found || !id || id >= f->glyphs || id > UINT16_MAX)
		return g;
	if (!is_blank(c.base) && !has_ink(f, id, &ink))
		return g;
	g.id = (uint16_t)id;
	g.advance = within(ao_face_thousandths(
		f, hb_font_get_glyph_h_advance(f->font, id)));
	/* HarfBuzz measures upwards; a height is negative. */
	g.depth = within(ao_face_thousandths(f, -(ink.y_bearing + ink.height)));
	g.state = GLYPH_THERE;
	return g;
}

static size_t place_of(const struct face *f, struct ao_cluster c)
{
	uint64_t key = ((uint64_t)c.base << 32 | c.selector) *
		       UINT64_C(0x9E3779B97F4A7C15);
	size_t i = (size_t)(key >> 40) & (f->room - 1);

	while (f->sequence[i].cluster.base &&
	       (f->sequence[i].cluster.base != c.base ||
		f->sequence[i].cluster.selector != c.selector))
		i = (i + 1) & (f->room - 1);
	return i;
}

static void make_room(struct face *f)
{
	struct sequence *old = f->sequence;
	size_t n = f->room;

	f->room = n ? n * 2 : 64;
	f->sequence = ao_calloc(f->room, sizeof(*f->sequence));
	for (size_t i = 0; i < n; i++)
		if (old[i].cluster.base)
			f->sequence[place_of(f, old[i].cluster)] = old[i];
	free(old);
}

static const struct glyph *glyph_of_sequence(const struct ao_faces *faces,
					     struct face *f,
					     struct ao_cluster c)
{
	struct sequence *s;

	if (f->sequences * 2 >= f->room)
		make_room(f);
	s = &f->sequence[place_of(f, c)];
	if (!s->cluster.base) {
		s->cluster = c;
		s->glyph = ask(faces, f, c);
		f->sequences++;
	}
	return &s->glyph;
}

const struct glyph *ao_face_glyph(struct ao_faces *faces, unsigned face,
				  struct ao_cluster c)
{
	static const struct glyph none = {.state = GLYPH_MISSING};
	struct face *f;
	struct glyph **leaf, *g;

	if (face >= faces->faces)
		AO_BUG("font %u of %zu", face, faces->faces);
	f = &faces->face[face];
	if (!f->there || !c.base || c.base >= LEAVES * LEAF_SIZE)
		return &none;
	if (c.selector)
		return glyph_of_sequence(faces, f, c);
	leaf = &f->leaf[c.base / LEAF_SIZE];
	if (!*leaf)
		*leaf = ao_calloc(LEAF_SIZE, sizeof(**leaf));
	g = &(*leaf)[c.base % LEAF_SIZE];
	if (g->state == GLYPH_NOT_ASKED)
		*g = ask(faces, f, c);
	return g;
}

bool ao_face_has(struct ao_faces *faces, unsigned face, struct ao_cluster c)
{
	return ao_face_glyph(faces, face, c)->state == GLYPH_THERE;
}

int ao_face_advance(struct ao_faces *faces, unsigned face, struct ao_cluster c)
{
	return ao_face_glyph(faces, face, c)->advance;
}

long ao_face_width(struct ao_faces *faces, unsigned face, const char *s)
{
	struct ao_cluster c;
	long width = 0;

	while (ao_cluster_next(&s, &c))
		width += ao_face_glyph(faces, face, c)->advance;
	return width;
}

int ao_face_depth(struct ao_faces *faces, unsigned face, const char *s)
{
	struct ao_cluster c;
	int depth = 0;

	while (ao_cluster_next(&s, &c)) {
		const struct glyph *g = ao_face_glyph(faces, face, c);

		depth = g->depth > depth ? g->depth : depth;
	}
	return depth;
}

/* The gaiji font that draws what is the city's own; -1 where none does. */
static int own_face(struct ao_faces *faces, struct ao_cluster c)
{
	for (unsigned i = 0; i < faces->faces; i++)
		if (faces->face[i].gaiji && ao_face_has(faces, i, c))
			return (int)i;
	return -1;
}

/* Kept apart, so that the many who ask in vain need no stack. */
__attribute__((noinline)) static unsigned
look_for(struct ao_faces *faces, unsigned face, struct ao_cluster c)
{
	int own = is_own(faces, c) ? own_face(faces, c) : -1;

	return own < 0 ? face : (unsigned)own;
}

unsigned ao_faces_for(struct ao_faces *faces, unsigned face,
		      struct ao_cluster c)
{
	return may_be_own(faces, c) ? look_for(faces, face, c) : face;
}

static inline bool can_show(struct ao_faces *faces, unsigned face,
			    struct ao_cluster c)
{
	if (may_be_own(faces, c))
		return ao_face_has(faces, ao_faces_for(faces, face, c), c);
	return ao_face_has(faces, face, c);
}

bool ao_role_has(struct ao_faces *faces, int role, struct ao_cluster c)
{
	const struct role *r = ao_role(faces, role);

	for (size_t i = 0; i < r->faces; i++)
		if (can_show(faces, r->face[i], c))
			return true;
	return false;
}

/* Index from 1 of the first cluster that a field of the face cannot show; 0
 * when it shows them all. */
static unsigned first_lack(struct ao_faces *faces, unsigned face, const char *s,
			   struct ao_cluster *lack)
{
	unsigned position = 0;

	while (ao_cluster_next(&s, lack)) {
		position++;
		if (!can_show(faces, face, *lack))
			return position;
	}
	return 0;
}

/* The first cluster that no face of the role has; false if there is none. */
static bool nobody_has(struct ao_faces *faces, int role, const char *s,
		       struct ao_missing *missing)
{
	missing->position = 0;
	while (ao_cluster_next(&s, &missing->cluster)) {
		missing->position++;
		if (!ao_role_has(faces, role, missing->cluster))
			return true;
	}
	return false;
}

const struct role *ao_role(const struct ao_faces *faces, int role)
{
	if (role < 0 || (size_t)role >= faces->roles)
		AO_BUG("font role %d of %zu", role, faces->roles);
	return &faces->role[role];
}

bool ao_faces_pick(struct ao_faces *faces, int role, const char *s,
		   unsigned *face, struct ao_missing *missing)
{
	const struct role *r = ao_role(faces, role);
	struct ao_missing furthest = {0};

	for (size_t i = 0; i < r->faces; i++) {
		struct ao_cluster lack;
		unsigned position = first_lack(faces, r->face[i], s, &lack);

		if (!position) {
			*face = r->face[i];
			return true;
		}
		if (position > furthest.position) {
			furthest.position = position;
			furthest.cluster = lack;
		}
	}
	if (!nobody_has(faces, role, s, missing))
		*missing = furthest;
	return false;
}
