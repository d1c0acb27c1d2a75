/* subset.c - a TrueType file with just the glyphs that a run shows.
 *
 * A PDF reads glyphs by number alone (ISO 32000-1, 9.9: glyf, head, hhea,
 * hmtx, loca and maxp), so the subsetter is handed a face of these tables and
 * nothing else. Without a cmap it also cannot drag in the other variants of a
 * base character.
 */
#include "face_inside.h"

#include <hb-subset.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static hb_face_t *bare_face(hb_face_t *whole)
{
	static const hb_tag_t kept[] = {
		HB_TAG('g', 'l', 'y', 'f'), HB_TAG('h', 'e', 'a', 'd'),
		HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
		HB_TAG('l', 'o', 'c', 'a'), HB_TAG('m', 'a', 'x', 'p'),
	};
	hb_face_t *bare = hb_face_builder_create();

	for (size_t i = 0; i < AO_COUNT(kept); i++) {
		hb_blob_t *table = hb_face_reference_table(whole, kept[i]);

		hb_face_builder_add_table(bare, kept[i], table);
		hb_blob_destroy(table);
	}
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

static bool run_plan(hb_face_t *bare, const hb_subset_input_t *input,
		     const uint16_t *glyph, size_t clusters,
		     struct ao_subset *out)
{
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(bare, input);
	const hb_map_t *moved;
	hb_face_t *made;
	hb_blob_t *blob;
	const char *bytes;
	unsigned n = 0;

	if (!plan)
		return false;
	moved = hb_subset_plan_old_to_new_glyph_mapping(plan);
	for (size_t i = 0; i < clusters; i++)
		out->glyph[i] = (uint16_t)hb_map_get(moved, glyph[i]);
	made = hb_subset_plan_execute_or_fail(plan);
	hb_subset_plan_destroy(plan);
	blob = made ? hb_face_reference_blob(made) : hb_blob_get_empty();
	bytes = hb_blob_get_data(blob, &n);
	out->bytes = ao_alloc(n);
	out->size = n;
	if (n)
		memcpy(out->bytes, bytes, n);
	hb_blob_destroy(blob);
	hb_face_destroy(made);
	return n > 0;
}

static bool make_subset(struct face *f, const uint16_t *glyph, size_t clusters,
			struct ao_subset *out)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_face_t *bare;
	hb_set_t *wanted;
	bool ok;

	if (!input)
		return false;
	wanted = hb_subset_input_glyph_set(input);
	for (size_t i = 0; i < clusters; i++)
		hb_set_add(wanted, glyph[i]);
	hb_subset_input_set_flags(input,
				  HB_SUBSET_FLAGS_NO_HINTING |
					  HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	bare = bare_face(f->hb);
	ok = run_plan(bare, input, glyph, clusters, out);
	hb_face_destroy(bare);
	hb_subset_input_destroy(input);
	return ok;
}

bool ao_face_subset(struct ao_faces *faces, unsigned face,
		    const struct ao_cluster *cluster, size_t clusters,
		    struct ao_subset *out, struct ao_error *err)
{
	uint16_t *glyph = ao_calloc(clusters, sizeof(*glyph));
	struct face *f;
	bool ok;

	if (face >= faces->faces || !faces->face[face].there)
		AO_BUG("subset of font %u, which is not there", face);
	f = &faces->face[face];
	*out = (struct ao_subset){0};
	out->glyph = ao_calloc(clusters, sizeof(*out->glyph));
	name_subset(f->hb, face, out->postscript_name);
	for (size_t i = 0; i < clusters; i++) {
		const struct glyph *g = ao_face_glyph(faces, face, cluster[i]);

		if (g->state != GLYPH_THERE)
			AO_BUG("a page shows U+%04X U+%04X, which font %u "
			       "lacks",
			       (unsigned)cluster[i].base,
			       (unsigned)cluster[i].selector, face);
		glyph[i] = g->id;
	}
	ok = make_subset(f, glyph, clusters, out);
	free(glyph);
	if (ok)
		return true;
	ao_subset_release(out);
	return ao_fail(err, AO_HOST, f->path,
		       _("the font is damaged: its glyphs cannot be copied"));
}

void ao_subset_release(struct ao_subset *subset)
{
	free(subset->bytes);
	free(subset->glyph);
	*subset = (struct ao_subset){0};
}
