/* glyph.c - which glyph a face has for a cluster, each asked for once. */
#include "face_inside.h"

#include <stdlib.h>
#include <string.h>

static bool is_selector(uint32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) ||
	       (cp >= 0xE0100 && cp <= 0xE01EF);
}

bool ao_cluster_next(const char **s, struct ao_cluster *cluster)
{
	const char *after;
	uint32_t next;

	cluster->base = ao_utf8_next(s);
	cluster->selector = 0;
	if (!cluster->base)
		return false;
	/* Every selector starts with EF or F3; most text holds neither. */
	if ((unsigned char)**s < 0xEF)
		return true;
	after = *s;
	next = ao_utf8_next(&after);
	if (is_selector(next) && cluster->base != AO_UTF8_BAD) {
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

static bool has_ink(struct face *f, hb_codepoint_t id)
{
	hb_glyph_extents_t ink;

	return hb_font_get_glyph_extents(f->font, id, &ink) && ink.width &&
	       ink.height && !looks_missing(f, id, &ink);
}

static struct glyph ask(struct face *f, struct ao_cluster c)
{
	struct glyph g = {.state = GLYPH_MISSING};
	hb_codepoint_t id = 0;
	hb_bool_t found;
	int advance;

	if (c.selector)
		found = hb_font_get_variation_glyph(f->font, c.base, c.selector,
						    &id);
	else
		found = hb_font_get_nominal_glyph(f->font, c.base, &id);
	if (!found || !id || id >= f->glyphs || id > UINT16_MAX)
		return g;
	if (!is_blank(c.base) && !has_ink(f, id))
		return g;
	advance = ao_face_thousandths(f,
				      hb_font_get_glyph_h_advance(f->font, id));
	g.id = (uint16_t)id;
	g.advance = (int16_t)(advance > INT16_MAX ? INT16_MAX : advance);
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

static const struct glyph *glyph_of_sequence(struct face *f,
					     struct ao_cluster c)
{
	struct sequence *s;

	if (f->sequences * 2 >= f->room)
		make_room(f);
	s = &f->sequence[place_of(f, c)];
	if (!s->cluster.base) {
		s->cluster = c;
		s->glyph = ask(f, c);
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
		return glyph_of_sequence(f, c);
	leaf = &f->leaf[c.base / LEAF_SIZE];
	if (!*leaf)
		*leaf = ao_calloc(LEAF_SIZE, sizeof(**leaf));
	g = &(*leaf)[c.base % LEAF_SIZE];
	if (g->state == GLYPH_NOT_ASKED)
		*g = ask(f, c);
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

/* Index from 1 of the first cluster that the face lacks; 0 when it has all. */
static unsigned first_lack(struct ao_faces *faces, unsigned face, const char *s,
			   struct ao_cluster *lack)
{
	unsigned position = 0;

	while (ao_cluster_next(&s, lack)) {
		position++;
		if (!ao_face_has(faces, face, *lack))
			return position;
	}
	return 0;
}

/* The first cluster that no face of the role has; false if there is none. */
static bool nobody_has(struct ao_faces *faces, const struct role *role,
		       const char *s, struct ao_missing *missing)
{
	missing->position = 0;
	while (ao_cluster_next(&s, &missing->cluster)) {
		size_t i = 0;

		missing->position++;
		while (i < role->faces &&
		       !ao_face_has(faces, role->face[i], missing->cluster))
			i++;
		if (i == role->faces)
			return true;
	}
	return false;
}

bool ao_faces_pick(struct ao_faces *faces, int role, const char *s,
		   unsigned *face, struct ao_missing *missing)
{
	const struct role *r;
	struct ao_missing furthest = {0};

	if (role < 0 || (size_t)role >= faces->roles)
		AO_BUG("font role %d of %zu", role, faces->roles);
	r = &faces->role[role];
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
	if (!nobody_has(faces, r, s, missing))
		*missing = furthest;
	return false;
}
