/* missing.c - goes through a template's texts as layout does. */
#include "aofuto/notice/missing.h"

#include "aofuto/notice/gaiji.h"
#include "face_inside.h"

#include <string.h>

struct search {
	struct ao_faces *faces;
	const struct ao_notice *notice;
	unsigned seen; /* AO_FIELD_BIT of the fields that have their lacks */
	void (*each)(const struct ao_lack *, void *data);
	void *data;
};

const char *ao_lack_resolve(enum ao_lack_kind kind)
{
	static const char *const text[] = {
#define X(name, resolve) resolve,
		AO_LACK_TABLE(X)
#undef X
	};

	return text[kind];
}

/* An optional font below this folder is named, and not installed. */
static bool absent(const struct ao_faces *faces, const char *folder)
{
	for (size_t i = 0; i < faces->faces; i++)
		if (!faces->face[i].there &&
		    strstr(faces->face[i].path, folder))
			return true;
	return false;
}

/* What Noto has beyond the others: Han, Hangul, Latin of Vietnam. No font has
 * what Unicode has not given away. */
static bool perhaps_noto(uint32_t cp)
{
	if (hb_unicode_general_category(hb_unicode_funcs_get_default(), cp) ==
	    HB_UNICODE_GENERAL_CATEGORY_UNASSIGNED)
		return false;
	return (cp >= 0x00C0 && cp <= 0x024F) ||
	       (cp >= 0x1E00 && cp <= 0x1EFF) ||
	       (cp >= 0x1100 && cp <= 0x11FF) ||
	       (cp >= 0x3130 && cp <= 0x318F) ||
	       (cp >= 0x3400 && cp <= 0x9FFF) ||
	       (cp >= 0xAC00 && cp <= 0xD7A3) ||
	       (cp >= 0x20000 && cp <= 0x3134F);
}

/* What HanaMinB of 2017 has: the CJK extensions B to F as they were then. */
static bool surely_hanazono(uint32_t cp)
{
	return (cp >= 0x20000 && cp <= 0x2A6D6) ||
	       (cp >= 0x2A700 && cp <= 0x2B734) ||
	       (cp >= 0x2B740 && cp <= 0x2B81D) ||
	       (cp >= 0x2B820 && cp <= 0x2CEA1) ||
	       (cp >= 0x2CEB0 && cp <= 0x2EBE0);
}

static enum ao_lack_kind kind_of(struct search *s, int role,
				 struct ao_cluster c)
{
	const struct ao_faces *faces = s->faces;
	const struct ao_gaiji_line *line = ao_gaiji_find(faces->gaiji, c);

	if (line && line->use == AO_GAIJI_ASK)
		return AO_LACK_ASK;
	if (ao_private_use(c.base))
		return AO_LACK_GAIJI;
	if (ao_role_has(s->faces, role, c))
		return AO_LACK_SPLIT;
	if (c.selector &&
	    ao_role_has(s->faces, role, (struct ao_cluster){.base = c.base}))
		return absent(faces, "/noto/") ? AO_LACK_VARIANT_NOTO
					       : AO_LACK_VARIANT;
	if (surely_hanazono(c.base) && absent(faces, "/hanazono/"))
		return AO_LACK_HANAZONO;
	if (perhaps_noto(c.base) && absent(faces, "/noto/"))
		return AO_LACK_NOTO;
	return AO_LACK_OTHER;
}

static void report(struct search *s, int role, enum ao_field field,
		   struct ao_cluster c, size_t at)
{
	struct ao_lack lack = {.field = field,
			       .cluster = c,
			       .at = at,
			       .kind = kind_of(s, role, c)};

	if (lack.kind == AO_LACK_VARIANT || lack.kind == AO_LACK_VARIANT_NOTO)
		lack.stands_in = c.base;
	s->seen |= 1u << field;
	s->each(&lack, s->data);
}

static bool shows(struct ao_faces *faces, unsigned face, struct ao_cluster c)
{
	return ao_face_has(faces, ao_faces_for(faces, face, c), c);
}

/* The face that lacks the fewest characters of the text. */
static unsigned nearest_face(struct ao_faces *faces, const struct role *role,
			     const char *text)
{
	unsigned best = role->face[0], fewest = UINT32_MAX;

	for (size_t i = 0; i < role->faces; i++) {
		const char *p = text;
		struct ao_cluster c;
		unsigned lacks = 0;

		while (ao_cluster_next(&p, &c))
			lacks += !shows(faces, role->face[i], c);
		if (lacks < fewest) {
			fewest = lacks;
			best = role->face[i];
		}
	}
	return best;
}

/* What no face of the role has; where every character is in some face, what
 * the nearest face lacks. */
static void search_value(struct search *s, int role, enum ao_field field)
{
	const char *text = s->notice->text[field], *p = text, *at = text;
	const struct role *r = ao_role(s->faces, role);
	unsigned face, unused;
	struct ao_missing missing;
	struct ao_cluster c;

	if (ao_faces_pick(s->faces, role, text, &unused, &missing))
		return;
	for (; ao_cluster_next(&p, &c); at = p)
		if (!ao_role_has(s->faces, role, c))
			report(s, role, field, c, (size_t)(at - text));
	if (s->seen & 1u << field)
		return;
	face = nearest_face(s->faces, r, text);
	for (p = at = text; ao_cluster_next(&p, &c); at = p)
		if (!shows(s->faces, face, c))
			report(s, role, field, c, (size_t)(at - text));
}

static void search_text(struct search *s, const struct ao_text *t,
			const struct ao_style *style)
{
	for (size_t i = 0; i < t->spans; i++) {
		const struct ao_span *span = &t->span[i];

		if (span->type != AO_SPAN_FIELD ||
		    s->seen & 1u << span->field ||
		    !s->notice->text[span->field])
			continue;
		search_value(s, ao_faces_role(s->faces, style->font),
			     span->field);
	}
}

static void search_block(struct search *s, const struct ao_block *b)
{
	const struct ao_table *t = b->table;

	if (!ao_condition_holds(b->when, s->notice->flags))
		return;
	if (b->type == AO_BLOCK_TEXT)
		search_text(s, &b->text, b->style);
	if (b->type != AO_BLOCK_TABLE)
		return;
	for (size_t i = 0; i < t->rows * t->columns; i++) {
		const struct ao_row *row = &t->row[i / t->columns];
		const struct ao_cell *cell = &row->cell[i % t->columns];

		if (cell->rows >= 0 &&
		    ao_condition_holds(row->when, s->notice->flags))
			search_text(s, &cell->text, cell->style);
	}
}

void ao_missing_each(const struct ao_template *t, struct ao_faces *faces,
		     const struct ao_notice *notice,
		     void (*each)(const struct ao_lack *, void *), void *data)
{
	struct search s = {
		.faces = faces, .notice = notice, .each = each, .data = data};

	for (size_t i = 0; i < t->sheets; i++) {
		const struct ao_sheet *sheet = &t->sheet[i];

		if (!ao_condition_holds(sheet->when, notice->flags))
			continue;
		for (size_t k = 0; k < sheet->items; k++) {
			const struct ao_sheet_item *item = &sheet->item[k];

			if (!ao_condition_holds(item->when, notice->flags))
				continue;
			for (size_t b = 0; b < item->blocks; b++)
				search_block(&s, &item->block[b]);
		}
	}
}
