/* face_check.c - is a file the font that it says it is? */
#include "face_inside.h"

#include <stdio.h>
#include <stdlib.h>

/* The OpenType font file, "Table Directory": all numbers big-endian. */
static unsigned number(const unsigned char *bytes, unsigned n)
{
	unsigned value = 0;

	while (n-- > 0)
		value = value << 8 | *bytes++;
	return value;
}

struct file {
	const unsigned char *bytes;
	size_t n;
	const char *path;
};

/* Where the font's table directory stands; SIZE_MAX if it is no font. */
static size_t directory_of(const struct file *f, unsigned index)
{
	size_t at = 0;
	unsigned kind;

	if (f->n >= 12 && number(f->bytes, 4) == HB_TAG('t', 't', 'c', 'f')) {
		at = 12 + (size_t)4 * index;
		if (at + 4 > f->n)
			return SIZE_MAX;
		at = number(f->bytes + at, 4);
	}
	if (at > f->n || f->n - at < 12)
		return SIZE_MAX;
	kind = number(f->bytes + at, 4);
	return kind == 0x00010000 || kind == HB_TAG('O', 'T', 'T', 'O') ||
			       kind == HB_TAG('t', 'r', 'u', 'e')
		       ? at
		       : SIZE_MAX;
}

static bool fail_short(const struct file *f, hb_tag_t tag, size_t end,
		       struct ao_error *err)
{
	return ao_fail(err, AO_HOST, f->path,
		       _("the font is cut short: its table %c%c%c%c reaches to "
			 "byte %zu, the file has %zu; install or copy it "
			 "again"),
		       HB_UNTAG(tag), end, f->n);
}

bool ao_face_check_whole(const char *path, hb_blob_t *blob, unsigned index,
			 struct ao_error *err)
{
	struct file f = {.path = path};
	unsigned n, tables;
	size_t at;

	f.bytes = (const unsigned char *)hb_blob_get_data(blob, &n);
	f.n = n;
	at = directory_of(&f, index);
	if (at == SIZE_MAX)
		return ao_fail(err, AO_HOST, path, _("this is not a font"));
	tables = number(f.bytes + at + 4, 2);
	if ((f.n - at - 12) / 16 < tables)
		return ao_fail(err, AO_HOST, path,
			       _("the font is cut short: the list of its "
				 "tables is not whole; install or copy it "
				 "again"));
	for (unsigned i = 0; i < tables; i++) {
		const unsigned char *entry = f.bytes + at + 12 + (size_t)16 * i;
		size_t end =
			(size_t)number(entry + 8, 4) + number(entry + 12, 4);

		if (end > f.n)
			return fail_short(&f, number(entry, 4), end, err);
	}
	return true;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *table = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(table) > 0;

	hb_blob_destroy(table);
	return has;
}

bool ao_face_check_tables(struct face *f, struct ao_error *err)
{
	static const hb_tag_t needed[] = {
		HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
		HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
		HB_TAG('c', 'm', 'a', 'p'),
	};

	for (size_t i = 0; i < AO_COUNT(needed); i++)
		if (!has_table(f->hb, needed[i]))
			return ao_fail(err, AO_HOST, f->path,
				       _("the font is damaged: it has no "
					 "table %c%c%c%c"),
				       HB_UNTAG(needed[i]));
	/* HarfBuzz draws glyf where a font has both. */
	if (has_table(f->hb, HB_TAG('g', 'l', 'y', 'f')) &&
	    has_table(f->hb, HB_TAG('l', 'o', 'c', 'a')))
		return true;
	f->cff = has_table(f->hb, HB_TAG('C', 'F', 'F', ' '));
	if (f->cff)
		return true;
	if (has_table(f->hb, HB_TAG('C', 'F', 'F', '2')))
		return ao_fail(err, AO_HOST, f->path,
			       _("the font has outlines of the kind CFF2 (a "
				 "variable font), which a PDF cannot hold; use "
				 "the font's static .otf or .ttf"));
	return ao_fail(err, AO_HOST, f->path,
		       _("the font has no outlines (no table glyf or CFF); "
			 "use a .ttf, .otf or .ttc font"));
}

static bool draws(const struct face *f, hb_codepoint_t cp)
{
	hb_codepoint_t id;
	hb_glyph_extents_t ink;

	return hb_font_get_nominal_glyph(f->font, cp, &id) && id &&
	       hb_font_get_glyph_extents(f->font, id, &ink) && ink.width &&
	       ink.height;
}

/* A table that HarfBuzz finds damaged counts as empty: every character would
 * be missing, and the next font would take over without a word. */
bool ao_face_check_ink(const struct face *f, struct ao_error *err)
{
	static const hb_codepoint_t usual[] = {'A', 0x4E00, 0x20000, 0xE000};
	hb_codepoint_t cp = HB_SET_VALUE_INVALID;
	bool some = false;
	hb_set_t *all;

	for (size_t i = 0; i < AO_COUNT(usual); i++)
		if (draws(f, usual[i]))
			return true;
	all = hb_set_create();
	hb_face_collect_unicodes(f->hb, all);
	while (!some && hb_set_next(all, &cp))
		some = draws(f, cp);
	hb_set_destroy(all);
	return some || ao_fail(err, AO_HOST, f->path,
			       _("the font is damaged: it draws none of its "
				 "characters; install or copy it again"));
}

/* The characters of a face, and how many of them each glyph serves. */
struct served {
	const struct face *face;
	hb_set_t *all;
	uint32_t *by; /* one a glyph */
};

/* Names the first few characters of the glyph. */
static bool fail_shared(const struct served *s, hb_codepoint_t glyph,
			struct ao_error *err)
{
	hb_codepoint_t cp = HB_SET_VALUE_INVALID, id;
	struct ao_buf names = {0};
	unsigned named = 0;

	while (named < 5 && hb_set_next(s->all, &cp))
		if (hb_font_get_nominal_glyph(s->face->font, cp, &id) &&
		    id == glyph)
			ao_buf_addf(&names, "%sU+%04X", named++ ? ", " : "",
				    cp);
	ao_fail(err, AO_HOST, s->face->path,
		_("the font cannot be trusted: it draws %u different "
		  "characters with one and the same glyph (%s, ...); have its "
		  "maker correct it, or take it out of fonts.yaml"),
		s->by[glyph], names.s);
	ao_buf_release(&names);
	return false;
}

/* A glyph without ink is a hole, and its characters count as missing. */
static bool check_shared(const struct served *s, unsigned most,
			 struct ao_error *err)
{
	for (unsigned id = 1; id < s->face->glyphs; id++) {
		hb_glyph_extents_t ink;

		if (s->by[id] > most &&
		    hb_font_get_glyph_extents(s->face->font, id, &ink) &&
		    ink.width && ink.height)
			return fail_shared(s, id, err);
	}
	return true;
}

/* The private-use areas, each with its end. HarfBuzz's own list leaves out a
 * character whose glyph is not there. */
static void collect_private(const struct served *s)
{
	static const hb_codepoint_t area[][2] = {
		{0xE000, 0xF900}, {0xF0000, 0xFFFFE}, {0x100000, 0x10FFFE}};
	hb_codepoint_t id;

	for (size_t i = 0; i < AO_COUNT(area); i++)
		for (hb_codepoint_t cp = area[i][0]; cp < area[i][1]; cp++)
			if (hb_font_get_nominal_glyph(s->face->font, cp, &id))
				hb_set_add(s->all, cp);
}

static bool serve(struct served *s, struct ao_error *err)
{
	const struct face *f = s->face;
	hb_codepoint_t cp = HB_SET_VALUE_INVALID, id;

	while (hb_set_next(s->all, &cp)) {
		if (!hb_font_get_nominal_glyph(f->font, cp, &id))
			continue;
		if (id >= f->glyphs)
			return ao_fail(err, AO_HOST, f->path,
				       _("the font cannot be trusted: it "
					 "gives U+%04X the glyph %u, but has "
					 "only %u; have its maker correct it, "
					 "or take it out of fonts.yaml"),
				       cp, id, f->glyphs);
		s->by[id]++;
	}
	return true;
}

/* IPAmj, IPAex and Noto use a glyph for four characters at most (four dashes;
 * a kanji and its three compatibility forms). Of the city's own characters no
 * two need be alike. */
bool ao_face_check_shared(struct face *f, struct ao_error *err)
{
	struct served s = {.face = f};
	unsigned most = f->gaiji ? 4 : 16;
	bool ok;

	if (f->shared_checked)
		return true;
	s.all = hb_set_create();
	s.by = ao_calloc(f->glyphs + 1, sizeof(*s.by));
	if (f->gaiji)
		collect_private(&s);
	else
		hb_face_collect_unicodes(f->hb, s.all);
	ok = serve(&s, err) && check_shared(&s, most, err);
	f->shared_checked = ok;
	hb_set_destroy(s.all);
	free(s.by);
	return ok;
}
