/* fontobject.c - a typeface as PDF objects (ISO 32000-1, 9.7): Type0 over a
 * CIDFontType2, with a CIDToGIDMap and a ToUnicode of our own. */
#include "typeface_inside.h"

#include "aofuto/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_WIDTH 1000 /* most characters of a Japanese font */

/* Six letters that differ where the subsets differ (9.6.4). */
static void name_font(struct typeface *f, const struct ao_subset *subset)
{
	char hex[AO_SHA256_HEX], tag[7];

	ao_sha256(subset->bytes, subset->size, hex);
	for (int i = 0; i < 6; i++)
		tag[i] = (char)('A' + (hex[i] >= 'a' ? hex[i] - 'a' + 10
						     : hex[i] - '0'));
	tag[6] = '\0';
	snprintf(f->name, sizeof(f->name), "%s+%s", tag,
		 subset->postscript_name);
}

static void map_to_unicode(const struct typeface *f, struct ao_buf *text)
{
	const size_t most = 100; /* a block (Adobe Technical Note 5014) */

	ao_buf_adds(text, "/CIDInit /ProcSet findresource begin\n"
			  "12 dict begin\nbegincmap\n"
			  "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) "
			  "/Supplement 0>> def\n"
			  "/CMapName /Adobe-Identity-UCS def\n"
			  "/CMapType 2 def\n1 begincodespacerange\n"
			  "<0000> <FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < f->clusters; i++) {
		struct ao_cluster c = f->cluster[i];
		size_t left = f->clusters - i;

		if (i % most == 0)
			ao_buf_addf(text, "%zu beginbfchar\n",
				    left < most ? left : most);
		ao_buf_addf(text, "<%04zX> <", i + 1);
		ao_pdf_utf16(text, c.base);
		if (c.selector)
			ao_pdf_utf16(text, c.selector);
		ao_buf_adds(text, ">\n");
		if (i % most == most - 1 || left == 1)
			ao_buf_adds(text, "endbfchar\n");
	}
	ao_buf_adds(text, "endcmap\n"
			  "CMapName currentdict /CMap defineresource pop\n"
			  "end\nend\n");
}

static void map_to_glyphs(const struct typeface *f, const uint16_t *glyph,
			  struct ao_buf *bytes)
{
	ao_buf_add(bytes, "\0", 2); /* CID 0 is .notdef */
	for (size_t i = 0; i < f->clusters; i++)
		ao_buf_add(bytes,
			   (char[]){(char)(glyph[i] >> 8), (char)glyph[i]}, 2);
}

/* "1[500 520]7[300]": runs that differ from the default (9.7.4.3). */
static void write_widths(struct typeface *f, struct ao_faces *faces,
			 unsigned face)
{
	bool inside = false;

	for (size_t i = 0; i < f->clusters; i++) {
		int width = ao_face_advance(faces, face, f->cluster[i]);

		if (width == DEFAULT_WIDTH) {
			ao_buf_adds(&f->width, inside ? "]" : "");
			inside = false;
			continue;
		}
		if (inside)
			ao_buf_addf(&f->width, " %d", width);
		else
			ao_buf_addf(&f->width, "%zu[%d", i + 1, width);
		inside = true;
	}
	ao_buf_adds(&f->width, inside ? "]" : "");
}

bool ao_font_streams(struct typeface *f, struct ao_faces *faces, unsigned face,
		     struct haru *h, struct ao_error *err)
{
	struct ao_subset subset;
	struct ao_buf text = {0};

	if (!ao_face_subset(faces, face, f->cluster, f->clusters, &subset, err))
		return false;
	f->metrics = ao_face_metrics(faces, face);
	f->font_size = subset.size;
	name_font(f, &subset);
	ao_haru_deflate(h, subset.bytes, subset.size, &f->font);
	map_to_glyphs(f, subset.glyph, &text);
	ao_haru_deflate(h, text.s, text.n, &f->glyphs);
	ao_buf_clear(&text);
	map_to_unicode(f, &text);
	ao_haru_deflate(h, text.s, text.n, &f->unicode);
	ao_buf_release(&text);
	ao_subset_release(&subset);
	write_widths(f, faces, face);
	return true;
}

static unsigned add_stream(struct haru *h, const char *dict,
			   const struct ao_buf *bytes)
{
	return ao_haru_add(h, (struct haru_body){.dict = dict,
						 .bytes = bytes->s,
						 .n = bytes->n,
						 .deflated = true});
}

static unsigned add_text(struct haru *h, struct ao_buf *text)
{
	unsigned number = ao_haru_add(h, (struct haru_body){.dict = text->s});

	ao_buf_clear(text);
	return number;
}

static unsigned add_descriptor(const struct typeface *f, struct haru *h,
			       struct ao_buf *text)
{
	const struct ao_face_metrics *m = &f->metrics;
	char length[40];
	unsigned file;

	snprintf(length, sizeof(length), "/Length1 %zu", f->font_size);
	file = add_stream(h, length, &f->font);
	/* Symbolic (4): no encoding of Latin is used. StemV is a guess that
	 * only a viewer without the embedded font would use. */
	ao_buf_addf(text,
		    "/Type/FontDescriptor/FontName/%s/Flags 4/FontBBox"
		    "[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
		    "/CapHeight %d/StemV 80/FontFile2 %u 0 R",
		    f->name, m->box[0], m->box[1], m->box[2], m->box[3],
		    m->ascent, m->descent, m->cap_height, file);
	return add_text(h, text);
}

unsigned ao_font_object(const struct typeface *f, struct haru *h)
{
	struct ao_buf text = {0};
	unsigned descriptor = add_descriptor(f, h, &text);
	unsigned glyphs = add_stream(h, "", &f->glyphs);
	unsigned unicode = add_stream(h, "", &f->unicode);
	unsigned number;

	ao_buf_addf(&text,
		    "/Type/Font/Subtype/CIDFontType2/BaseFont/%s"
		    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
		    "/Supplement 0>>/FontDescriptor %u 0 R/DW %d"
		    "/CIDToGIDMap %u 0 R/W[",
		    f->name, descriptor, DEFAULT_WIDTH, glyphs);
	ao_buf_add(&text, f->width.s, f->width.n);
	ao_buf_adds(&text, "]");
	number = add_text(h, &text);
	ao_buf_addf(&text,
		    "/Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
		    "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R",
		    f->name, number, unicode);
	number = add_text(h, &text);
	ao_buf_release(&text);
	return number;
}
