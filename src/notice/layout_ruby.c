/* layout_ruby.c - readings over their bases, in the manner of JIS X 4051.
 *
 * A reading stands in the middle over its base. One that is longer hangs over
 * the kana beside it, by half of one of its signs at most, and what is longer
 * still is blank beside the base. At a line's end there is no such neighbour:
 * there the line has that much less room. ADR 14 says why.
 */
#include "layout_ruby.h"

#include "aofuto/notice/ruby.h"

#include <math.h>

/* Thousandths of the em of the base. */
#define HANG_MOST 250
/* More air than this between its signs takes a short reading apart. */
#define AIR_MOST   250
#define EM_ASCENT  880
#define EM_DESCENT 120
/* Of a base with blank beside it: no field's number. */
#define RUN_OF(i) (short)(-2 - (int)((i) % 1000))

static size_t count_clusters(const char *s)
{
	struct ao_cluster c;
	size_t n = 0;

	while (ao_cluster_next(&s, &c))
		n++;
	return n;
}

void ao_reading_add(struct ao_setter *k, struct ao_ready *r, const char *s,
		    unsigned face, size_t first)
{
	r->reading[r->readings++] = (struct ao_reading){
		.first = first,
		.end = r->glyphs,
		.s = s,
		.face = face,
		.clusters = count_clusters(s),
		.width = lround((double)ao_face_width(k->faces, face, s) *
				AO_RUBY_SHARE),
	};
}

static bool is_kana(const struct ao_ready *r, size_t glyph)
{
	const char *s = r->s + r->glyph[glyph].at;
	uint32_t cp = ao_utf8_next(&s);

	return (cp >= 0x3041 && cp <= 0x3096) ||
	       (cp >= 0x30A1 && cp <= 0x30FC && cp != 0x30FB /* ・ */);
}

/* How far a reading may hang over the glyph, which may be of no text. */
static long hang_over(const struct ao_ready *r, size_t glyph, bool has_reading)
{
	if (glyph >= r->glyphs || has_reading || !is_kana(r, glyph))
		return 0;
	return lround(fmin(HANG_MOST, r->glyph[glyph].advance / 2.0));
}

static long base_width(const struct ao_ready *r, const struct ao_reading *over)
{
	long width = -over->before - over->after;

	for (size_t i = over->first; i < over->end; i++)
		width += r->glyph[i].advance;
	return width;
}

static void fit(struct ao_ready *r, size_t i)
{
	struct ao_reading *over = &r->reading[i];
	struct ao_glyph *first = &r->glyph[over->first];
	struct ao_glyph *last = &r->glyph[over->end - 1];
	long side = (over->width - base_width(r, over) + 1) / 2, lead, trail;

	if (side <= 0)
		return;
	lead = hang_over(r, over->first - 1,
			 i > 0 && over[-1].end == over->first);
	trail = hang_over(r, over->end,
			  i + 1 < r->readings && over[1].first == over->end);
	lead = lead < side ? lead : side;
	trail = trail < side ? trail : side;
	first->lead = (short)lead;
	last->trail = (short)trail;
	over->before = side - lead;
	over->after = side - trail;
	first->advance += (int)over->before;
	last->advance += (int)over->after;
	r->advance += over->before + over->after;
	for (size_t k = over->first; k < over->end; k++)
		r->glyph[k].run = RUN_OF(i);
}

void ao_readings_fit(struct ao_ready *r)
{
	for (size_t i = 0; i < r->readings; i++)
		fit(r, i);
	if (r->glyphs)
		r->advance += r->glyph[0].lead + r->glyph[r->glyphs - 1].trail;
}

void ao_reading_room(const struct ao_ready *r, size_t first, size_t end,
		     double mm, struct ao_mark *m)
{
	for (size_t i = 0; i < r->readings; i++) {
		const struct ao_reading *over = &r->reading[i];

		if (over->first == first) {
			m->x += (double)over->before * mm;
			m->w -= (double)over->before * mm;
		}
		if (over->end == end)
			m->w -= (double)over->after * mm;
	}
}

/* x: the left edge of the base's room, the blank beside it included. */
static void put(struct ao_setter *k, const struct ao_lines *lines,
		const struct ao_reading *over, double x, double y)
{
	const struct ao_ready *r = lines->text;
	double unit = lines->size / 1000; /* pt */
	double base = (double)base_width(r, over), width = (double)over->width;
	double air = 0;
	int field = r->glyph[over->first].field;
	struct ao_mark m = {.type = AO_MARK_TEXT,
			    .color = lines->style->color,
			    .face = over->face,
			    .size = lines->size * AO_RUBY_SHARE,
			    .s = over->s,
			    .name = ao_mark_name(k, field),
			    .fields = field == AO_NO_FIELD ? 0 : 1u << field};

	if (width < base) /* half as much at both ends */
		air = fmin((base - width) / (double)over->clusters, AIR_MOST);
	width += air * (double)(over->clusters - 1);
	m.spacing = air * unit;
	m.w = width * unit * AO_MM_PER_PT;
	m.x = x +
	      ((double)over->before + (base - width) / 2) * unit * AO_MM_PER_PT;
	m.y = y -
	      (EM_ASCENT + EM_DESCENT * AO_RUBY_SHARE) * unit * AO_MM_PER_PT;
	ao_setter_put(k, m, r->variable);
}

void ao_readings_put(struct ao_setter *k, const struct ao_lines *lines,
		     const struct ao_line *line, double x, double y)
{
	const struct ao_ready *r = lines->text;
	double mm = lines->size / 1000 * AO_MM_PER_PT;
	size_t at = line->first;

	for (size_t i = 0; i < r->readings; i++) {
		const struct ao_reading *over = &r->reading[i];

		if (over->first < line->first || over->first >= line->end)
			continue;
		while (at < over->first)
			x += (r->glyph[at++].advance + line->spacing) * mm;
		put(k, lines, over, x, y);
	}
}
