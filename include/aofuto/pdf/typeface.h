/* typeface.h - the fonts of a run as PDF will hold them.
 *
 * The clusters of all pages of a run are collected, then one subset is made of
 * each face. A cluster's number in its face is its code, so two sequences that
 * share a glyph keep their own text, and pdftotext gives back the list's very
 * code points (renderer decision: own CID fonts through libharu's objects).
 */
#ifndef AOFUTO_PDF_TYPEFACE_H
#define AOFUTO_PDF_TYPEFACE_H

#include "aofuto/notice/face.h"
#include "aofuto/notice/page.h"

struct ao_typefaces;
struct ao_typefaces *ao_typefaces_new(struct ao_faces *); /* borrowed */
void ao_typefaces_free(struct ao_typefaces *);
/* Collects the clusters of a page's texts. Cheap for what is known already. */
void ao_typefaces_collect(struct ao_typefaces *, const struct ao_page *);
/* The name of a font that shows any of it, or NULL. */
const char *ao_typefaces_shown(const struct ao_typefaces *, unsigned face);
/* SHA-256 over the files of those fonts, for run.json. */
AO_CHECKED bool ao_typefaces_digest(const struct ao_typefaces *, char hex[65],
				    struct ao_error *);
/* Makes the subsets, in code point order whatever the order of collection (so
 * that bytes do not depend on it). Afterwards nothing may be collected. */
AO_CHECKED bool ao_typefaces_build(struct ao_typefaces *, struct ao_error *);

#endif
