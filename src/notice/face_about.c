/* face_about.c - what a font's file says of itself. */
#include "face_inside.h"

#include <stdio.h>
#include <string.h>

/* "Version 005.01;hotconv ..." is 005.01. */
static void read_version(hb_face_t *hb, char out[AO_FACE_VERSION])
{
	static const char word[] = "Version ";
	char text[128] = "";
	unsigned size = sizeof(text);
	const char *s = text;

	hb_ot_name_get_utf8(hb, HB_OT_NAME_ID_VERSION_STRING,
			    HB_LANGUAGE_INVALID, &size, text);
	if (strncmp(s, word, sizeof(word) - 1) == 0)
		s += sizeof(word) - 1;
	snprintf(out, AO_FACE_VERSION, "%.*s", (int)strspn(s, "0123456789."),
		 s);
}

static unsigned long count_sequences(hb_face_t *hb)
{
	hb_set_t *selectors = hb_set_create(), *bases = hb_set_create();
	hb_codepoint_t selector = HB_SET_VALUE_INVALID;
	unsigned long n = 0;

	hb_face_collect_variation_selectors(hb, selectors);
	while (hb_set_next(selectors, &selector)) {
		hb_set_clear(bases);
		hb_face_collect_variation_unicodes(hb, selector, bases);
		n += hb_set_get_population(bases);
	}
	hb_set_destroy(bases);
	hb_set_destroy(selectors);
	return n;
}

struct ao_face_about ao_face_about(const struct ao_faces *faces, unsigned i)
{
	const struct face *face = &faces->face[i];
	struct ao_face_about about = {.there = face->there};

	if (!face->there)
		return about;
	read_version(face->hb, about.version);
	about.glyphs = face->glyphs;
	about.sequences = count_sequences(face->hb);
	return about;
}

void ao_face_library(struct ao_buf *out)
{
	ao_buf_addf(out, "HarfBuzz %s", hb_version_string());
}
