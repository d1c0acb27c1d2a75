/* fontobject.c - a typeface as PDF objects (ISO 32000-1, 9.7): Type0 with a
 * ToUnicode of our own, over a CIDFontType2 with a CIDToGIDMap or, for CFF
 * outlines, over a CIDFontType0 with a CMap (docs/adr/0005). */
#include "typeface_inside.h"

#include "aofuto/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_WIDTH 1000 /* most characters of a Japanese font */
#define SYSTEM        "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"

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

/* What leads from codes to something else, up to its first block. */
static void begin_map(struct ao_buf *text, const char *ordering,
		      const char *name, int type)
{
	ao_buf_addf(text,
		    "/CIDInit /ProcSet findresource begin\n"
		    "12 dict begin\nbegincmap\n"
		    "/CIDSystemInfo <</Registry (Adobe) /Ordering (%s) "
		    "/Supplement 0>> def\n"
		    "/CMapName /%s def\n"
		    "/CMapType %d def\n1 begincodespacerange\n"
		    "<0000> <FFFF>\nendcodespacerange\n",
		    ordering, name, type);
}

static void end_map(struct ao_buf *text)
{
	ao_buf_adds(text, "endcmap\n"
			  "CMapName currentdict /CMap defineresource pop\n"
			  "end\nend\n");
}

/* Around line i of n; a block holds 100 (Adobe Technical Note 5014). */
static void begin_line(struct ao_buf *text, size_t i, size_t n,
		       const char *kind)
{
	const size_t most = 100;

	if (i % most)
		return;
	if (i)
		ao_buf_addf(text, "end%s\n", kind);
	ao_buf_addf(text, "%zu begin%s\n", n - i < most ? n - i : most, kind);
}

/* Codes count up, so an array says what a line for each would say at twice
 * the length: readers go through this for every page. The last byte only may
 * change within a range (9.10.3). */
static void map_to_unicode(const struct typeface *f, struct ao_buf *text)
{
	const size_t most = 256;
	const size_t last = f->clusters, ranges = last / most + 1;

	begin_map(text, "UCS", "Adobe-Identity-UCS", 2);
	for (size_t i = 0; i < ranges; i++) {
		size_t code = i ? i * most : 1;
		size_t end =
			i + 1 < ranges ? code / most * most + most - 1 : last;

		begin_line(text, i, ranges, "bfrange");
		ao_buf_addf(text, "<%04zX> <%04zX> [", code, end);
		for (; code <= end; code++) {
			struct ao_cluster c = f->cluster[code - 1];

			ao_buf_adds(text, "<");
			ao_pdf_utf16(text, c.base);
			if (c.selector)
				ao_pdf_utf16(text, c.selector);
			ao_buf_adds(text, ">");
		}
		ao_buf_adds(text, "]\n");
	}
	ao_buf_adds(text, "endbfrange\n");
	end_map(text);
}

static void map_to_cids(const struct typeface *f, const uint16_t *cid,
			struct ao_buf *text)
{
	begin_map(text, "Identity", f->name, 1);
	for (size_t i = 0; i < f->clusters; i++) {
		begin_line(text, i, f->clusters, "cidchar");
		ao_buf_addf(text, "<%04zX> %u\n", i + 1, (unsigned)cid[i]);
	}
	ao_buf_adds(text, "endcidchar\n");
	end_map(text);
}

static void map_to_glyphs(const struct typeface *f, const uint16_t *glyph,
			  struct ao_buf *bytes)
{
	ao_buf_add(bytes, "\0", 2); /* CID 0 is .notdef */
	for (size_t i = 0; i < f->clusters; i++)
		ao_buf_add(bytes,
			   (char[]){(char)(glyph[i] >> 8), (char)glyph[i]}, 2);
}

struct width {
	unsigned cid;
	int width;
};

static int by_cid(const void *a, const void *b)
{
	const struct width *x = a, *y = b;

	return (x->cid > y->cid) - (x->cid < y->cid);
}

/* "1[500 520]7[300]": runs that differ from the default (9.7.4.3). Clusters
 * that share a glyph of a CFF table share its CID. */
static void write_widths(struct typeface *f, const struct width *w)
{
	unsigned next = 0; /* the CID that a run goes on with; 0: no run */

	for (size_t i = 0; i < f->clusters; i++) {
		if (w[i].width == DEFAULT_WIDTH ||
		    (i && w[i].cid == w[i - 1].cid))
			continue;
		if (next && w[i].cid == next)
			ao_buf_addf(&f->width, " %d", w[i].width);
		else
			ao_buf_addf(&f->width, "%s%u[%d", next ? "]" : "",
				    w[i].cid, w[i].width);
		next = w[i].cid + 1;
	}
	ao_buf_adds(&f->width, next ? "]" : "");
}

static void collect_widths(struct typeface *f, struct ao_faces *faces,
			   unsigned face, const struct ao_subset *subset)
{
	struct width *w = ao_calloc(f->clusters, sizeof(*w));

	for (size_t i = 0; i < f->clusters; i++) {
		w[i].cid = f->cff ? subset->glyph[i] : (unsigned)i + 1;
		w[i].width = ao_face_advance(faces, face, f->cluster[i]);
	}
	qsort(w, f->clusters, sizeof(*w), by_cid);
	write_widths(f, w);
	free(w);
}

bool ao_font_streams(struct typeface *f, struct ao_faces *faces, unsigned face,
		     struct haru *h, struct ao_error *err)
{
	struct ao_subset subset;
	struct ao_buf text = {0};

	if (!ao_face_subset(faces, face, f->cluster, f->clusters, &subset, err))
		return false;
	f->metrics = ao_face_metrics(faces, face);
	f->cff = subset.cff;
	f->font_size = subset.size;
	name_font(f, &subset);
	ao_haru_deflate(h, subset.bytes, subset.size, &f->font);
	if (f->cff)
		map_to_cids(f, subset.glyph, &text);
	else
		map_to_glyphs(f, subset.glyph, &text);
	ao_haru_deflate(h, text.s, text.n, &f->glyphs);
	ao_buf_clear(&text);
	map_to_unicode(f, &text);
	ao_haru_deflate(h, text.s, text.n, &f->unicode);
	ao_buf_release(&text);
	collect_widths(f, faces, face, &subset);
	ao_subset_release(&subset);
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
	file = add_stream(h, f->cff ? "/Subtype/CIDFontType0C" : length,
			  &f->font);
	/* Symbolic (4): no encoding of Latin is used. StemV is a guess that
	 * only a viewer without the embedded font would use. */
	ao_buf_addf(text,
		    "/Type/FontDescriptor/FontName/%s/Flags 4/FontBBox"
		    "[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
		    "/CapHeight %d/StemV 80/FontFile%d %u 0 R",
		    f->name, m->box[0], m->box[1], m->box[2], m->box[3],
		    m->ascent, m->descent, m->cap_height, f->cff ? 3 : 2, file);
	return add_text(h, text);
}

/* What stands for /Encoding and /CIDToGIDMap: the one or the other is ours. */
static unsigned add_glyphs(const struct typeface *f, struct haru *h)
{
	char dict[sizeof(f->name) + 100];

	if (!f->cff)
		return add_stream(h, "", &f->glyphs);
	snprintf(dict, sizeof(dict),
		 "/Type/CMap/CMapName/%s/CIDSystemInfo" SYSTEM, f->name);
	return add_stream(h, dict, &f->glyphs);
}

unsigned ao_font_object(const struct typeface *f, struct haru *h)
{
	struct ao_buf text = {0};
	unsigned descriptor = add_descriptor(f, h, &text);
	unsigned glyphs = add_glyphs(f, h);
	unsigned unicode = add_stream(h, "", &f->unicode);
	unsigned number;

	ao_buf_addf(&text,
		    "/Type/Font/Subtype/CIDFontType%d/BaseFont/%s"
		    "/CIDSystemInfo" SYSTEM "/FontDescriptor %u 0 R/DW %d",
		    f->cff ? 0 : 2, f->name, descriptor, DEFAULT_WIDTH);
	if (!f->cff)
		ao_buf_addf(&text, "/CIDToGIDMap %u 0 R", glyphs);
	ao_buf_adds(&text, "/W[");
	ao_buf_add(&text, f->width.s, f->width.n);
	ao_buf_adds(&text, "]");
	number = add_text(h, &text);
	ao_buf_addf(&text, "/Type/Font/Subtype/Type0/BaseFont/%s/Encoding",
		    f->name);
	if (f->cff)
		ao_buf_addf(&text, " %u 0 R", glyphs);
	else
		ao_buf_adds(&text, "/Identity-H");
	ao_buf_addf(&text, "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R", number,
		    unicode);
	number = add_text(h, &text);
	ao_buf_release(&text);
	return number;
}
