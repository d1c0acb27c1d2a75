/* subset.c - a font with just the glyphs that a run shows.
 *
 * A PDF reads glyphs by number alone (ISO 32000-1, 9.9: glyf, head, hhea,
 * hmtx, loca and maxp, or CFF), so the subsetter is handed a face of these
 * tables and nothing else. Without a cmap it also cannot drag in the other
 * variants of a base character.
 */
#include "face_inside.h"
#include "notice/cff.h"

#include <hb-subset.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CFF HB_TAG('C', 'F', 'F', ' ')

static void add_table(hb_face_t *to, hb_face_t *from, hb_tag_t tag)
{
	hb_blob_t *table = hb_face_reference_table(from, tag);

	hb_face_builder_add_table(to, tag, table);
	hb_blob_destroy(table);
}

static hb_face_t *bare_face(const struct face *f)
{
	static const hb_tag_t kept[] = {
		HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
		HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
		HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
	};
	hb_face_t *bare = hb_face_builder_create();

	for (size_t i = 0; i < AO_COUNT(kept) - (f->cff ? 2 : 0); i++)
		add_table(bare, f->hb, kept[i]);
	if (f->cff)
		add_table(bare, f->hb, CFF);
	return bare;
}

/* Letters, digits and hyphens of the font's PostScript name. */
static void name_subset(hb_face_t *face, unsigned number, char out[64])
{
	char name[64];
	unsigned n = sizeof(name);
	size_t k = 0;

	if (!hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
				 hb_language_from_string("en", -1), &n, name))
		n = 0;
	for (size_t i = 0; i < n && i < sizeof(name) - 1; i++)
		if (isalnum((unsigned char)name[i]) || name[i] == '-')
			out[k++] = name[i];
	out[k] = '\0';
	if (!k)
		snprintf(out, 64, "Font%u", number);
}

/* What is copied, and what came of it. */
struct copy {
	struct face *face;
	const uint16_t *from; /* a cluster's glyph in the face */
	size_t clusters;
	hb_blob_t *file; /* the subset */
	struct ao_subset *out;
};

static void keep(struct copy *c, hb_blob_t *from)
{
	unsigned n = 0;
	const char *bytes = hb_blob_get_data(from, &n);

	c->out->bytes = ao_alloc(n + 1);
	c->out->size = n;
	if (n)
		memcpy(c->out->bytes, bytes, n);
}

/* The subset is opened as if it came from elsewhere. */
static bool same_glyphs(const struct copy *c, hb_face_t *made)
{
	hb_font_t *whole = c->face->font, *font = hb_font_create(made);
	struct outlines pair;
	bool same = hb_face_get_upem(made) == c->face->units;

	ao_outlines_init(&pair);
	for (size_t i = 0; same && i < c->clusters; i++) {
		hb_codepoint_t from = c->from[i], to = c->out->glyph[i];

		same = hb_font_get_glyph_h_advance(whole, from) ==
			       hb_font_get_glyph_h_advance(font, to) &&
		       ao_outlines_same(&pair, whole, from, font, to);
	}
	ao_outlines_release(&pair);
	hb_font_destroy(font);
	return same;
}

/* A PDF asks a CFF table for CIDs, not for glyphs. */
static bool take_cff(struct copy *c, hb_face_t *made)
{
	unsigned glyphs = hb_face_get_glyph_count(made), n = 0;
	hb_blob_t *table = hb_face_reference_table(made, CFF);
	const char *bytes = hb_blob_get_data(table, &n);
	uint16_t *cid = ao_calloc(glyphs + 1, sizeof(*cid));
	bool ok = ao_cff_cids((const unsigned char *)bytes, n, cid, glyphs);

	for (size_t i = 0; ok && i < c->clusters; i++)
		c->out->glyph[i] = cid[c->out->glyph[i]];
	keep(c, table);
	free(cid);
	hb_blob_destroy(table);
	return ok;
}

static bool prove(struct copy *c)
{
	hb_face_t *made = hb_face_create(c->file, 0);
	bool ok = same_glyphs(c, made);

	c->out->cff = c->face->cff;
	if (ok && c->face->cff)
		ok = take_cff(c, made);
	else if (ok)
		keep(c, c->file);
	hb_face_destroy(made);
	return ok;
}

static bool run_plan(struct copy *c, hb_face_t *bare,
		     const hb_subset_input_t *input)
{
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(bare, input);
	const hb_map_t *moved;
	hb_face_t *made;

	if (!plan)
		return false;
	moved = hb_subset_plan_old_to_new_glyph_mapping(plan);
	for (size_t i = 0; i < c->clusters; i++)
		c->out->glyph[i] = (uint16_t)hb_map_get(moved, c->from[i]);
	made = hb_subset_plan_execute_or_fail(plan);
	hb_subset_plan_destroy(plan);
	if (!made)
		return false;
	c->file = hb_face_reference_blob(made);
	hb_face_destroy(made);
	return true;
}

static bool make_subset(struct copy *c)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_face_t *bare;
	hb_set_t *wanted;
	bool ok;

	if (!input)
		return false;
	wanted = hb_subset_input_glyph_set(input);
	for (size_t i = 0; i < c->clusters; i++)
		hb_set_add(wanted, c->from[i]);
	hb_subset_input_set_flags(input,
				  HB_SUBSET_FLAGS_NO_HINTING |
					  HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	bare = bare_face(c->face);
	ok = run_plan(c, bare, input);
	hb_face_destroy(bare);
	hb_subset_input_destroy(input);
	return ok;
}

static bool copy_glyphs(struct copy *c, struct ao_error *err)
{
	if (!make_subset(c))
		return ao_fail(err, AO_HOST, c->face->path,
			       _("the font is damaged: its glyphs cannot be "
				 "copied; install or copy it again"));
	if (prove(c))
		return true;
	return ao_fail(err, AO_HOST, c->face->path,
		       _("the font is damaged: the copy of its glyphs draws "
			 "something else than the font itself; install or "
			 "copy it again"));
}

/* Each cluster's glyph in the face; layout let none through that has none. */
static uint16_t *glyphs_of(struct ao_faces *faces, unsigned face,
			   const struct ao_cluster *cluster, size_t clusters)
{
	uint16_t *glyph = ao_calloc(clusters, sizeof(*glyph));

	for (size_t i = 0; i < clusters; i++) {
		const struct glyph *g = ao_face_glyph(faces, face, cluster[i]);

		if (g->state != GLYPH_THERE)
			AO_BUG("a page shows U+%04X U+%04X, which font %u "
			       "lacks",
			       (unsigned)cluster[i].base,
			       (unsigned)cluster[i].selector, face);
		glyph[i] = g->id;
	}
	return glyph;
}

bool ao_face_subset(struct ao_faces *faces, unsigned face,
		    const struct ao_cluster *cluster, size_t clusters,
		    struct ao_subset *out, struct ao_error *err)
{
	struct copy c = {.clusters = clusters, .out = out};
	uint16_t *glyph;
	bool ok;

	if (face >= faces->faces || !faces->face[face].there)
		AO_BUG("subset of font %u, which is not there", face);
	c.face = &faces->face[face];
	*out = (struct ao_subset){0};
	out->glyph = ao_calloc(clusters, sizeof(*out->glyph));
	name_subset(c.face->hb, face, out->postscript_name);
	glyph = glyphs_of(faces, face, cluster, clusters);
	c.from = glyph;
	ok = ao_face_check_shared(c.face, err) && copy_glyphs(&c, err);
	hb_blob_destroy(c.file);
	free(glyph);
	if (!ok)
		ao_subset_release(out);
	return ok;
}

void ao_subset_release(struct ao_subset *subset)
{
	free(subset->bytes);
	free(subset->glyph);
	*subset = (struct ao_subset){0};
}
