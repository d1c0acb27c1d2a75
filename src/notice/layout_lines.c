/* layout_lines.c - a text cut into lines, and the lines as marks. */
#include "layout_ruby.h"

#include "aofuto/notice/ruby.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* A last line of fewer clusters looks like a mistake (「方」 alone). */
#define LEAST_CLUSTERS 3
/* Letters may come closer by this, thousandths of an em, to avoid that. */
#define MOST_SQUEEZE 30
#define SQUEEZE_STEP 5
/* A line of a sentence this full (percent) ends with a phrase, one of a name or
 * an address with a blank. */
#define FULL_SENTENCE 80
#define FULL_NAME     50
/* The em box of a Japanese face: its lower edge lies this far (thousandths)
 * below the baseline. */
#define EM_DESCENT 120

double ao_style_size(const struct ao_style *style, double shrink)
{
	double floor = style->floor > 0 ? style->floor : style->size;

	return fmax(fmin(floor, style->size), style->size - shrink);
}

static bool may_break(const struct ao_glyph *g)
{
	return g->may_end == AO_BREAK_MAY || g->may_end == AO_BREAK_GOOD;
}

static bool is_katakana(const struct ao_ready *r, size_t i)
{
	const char *s = r->s + r->glyph[i].at;
	uint32_t cp = ao_utf8_next(&s);

	return cp >= 0x30A1 && cp <= 0x30FE && cp != 0x30FB /* ・ */;
}

/* A name is best parted where its writer put a blank, a building without any
 * not inside a word in katakana. */
static void prefer_blanks(struct ao_ready *r)
{
	bool blanks = false;

	for (size_t i = 1; i < r->glyphs; i++) {
		struct ao_glyph *g = &r->glyph[i];

		if (g->may_end != AO_BREAK_MAY || !r->glyph[i - 1].blank)
			continue;
		g->may_end = AO_BREAK_GOOD;
		blanks = true;
	}
	for (size_t i = 1; !blanks && i < r->glyphs; i++)
		if (r->glyph[i].may_end == AO_BREAK_MAY &&
		    !(is_katakana(r, i - 1) && is_katakana(r, i)))
			r->glyph[i].may_end = AO_BREAK_GOOD;
}

static bool find_breaks(struct ao_setter *k, struct ao_ready *r)
{
	bool easy;
	char *allowed;

	if (r->broken)
		return true;
	allowed = ao_arena_alloc(k->arena, r->n + 1);
	if (!ao_break_find(k->breaker, r->s, r->n, r->unbroken, allowed,
			   k->err))
		return false;
	easy = k->template->language == AO_LANGUAGE_JA_EASY;
	if (!r->resident &&
	    !ao_break_phrases(k->breaker, r->s, r->n, easy, allowed, k->err))
		return false;
	for (size_t i = 0; i < r->glyphs; i++)
		r->glyph[i].may_end = allowed[r->glyph[i].at];
	if (r->resident)
		prefer_blanks(r);
	r->broken = true;
	return true;
}

/* Where a line may end so far, the best first; 0 for nowhere. */
struct ends {
	size_t good, may, poor, last;
};

static void note_end(struct ends *ends, const struct ao_glyph *g, size_t i,
		     bool full)
{
	if (may_break(g))
		ends->may = i;
	if (g->may_end == AO_BREAK_GOOD && full)
		ends->good = i;
	if (g->may_end == AO_BREAK_POOR)
		ends->poor = i;
	if (g->may_end == AO_BREAK_LAST)
		ends->last = i;
}

/* The line is too wide with glyph i on it. */
static size_t best_end(const struct ends *ends, size_t first, size_t i,
		       struct ao_lines *out)
{
	if (ends->good)
		return ends->good;
	if (ends->may)
		return ends->may;
	if (ends->poor)
		return ends->poor;
	out->forced = true;
	if (ends->last)
		return ends->last;
	out->torn = true;
	return i > first ? i : i + 1;
}

/* The glyphs from `first` to the line's end at the latest `to`: the first one
 * that no longer stands on it. */
static size_t line_end(const struct ao_ready *r, size_t first, size_t to,
		       long most, struct ao_lines *out)
{
	struct ends ends = {0};
	long width = r->glyph[first].lead;

	for (size_t i = first; i < to; i++) {
		const struct ao_glyph *g = &r->glyph[i];

		if (i > first)
			note_end(&ends, g, i, width >= out->good);
		width += g->advance;
		if (width + g->trail > most && !g->blank)
			return best_end(&ends, first, i, out);
	}
	return to;
}

static void finish_line(const struct ao_ready *r, struct ao_line *line,
			size_t end)
{
	while (end > line->first && r->glyph[end - 1].blank)
		end--;
	line->end = end;
	line->advance = 0;
	if (end > line->first)
		line->advance =
			r->glyph[line->first].lead + r->glyph[end - 1].trail;
	line->spacing = 0;
	for (size_t i = line->first; i < end; i++)
		line->advance += r->glyph[i].advance;
}

/* Greedy. Returns the lines of glyphs [from, to); each may be `squeeze`
 * thousandths closer a cluster than its natural width. */
static size_t fill_lines(const struct ao_ready *r, size_t from, size_t to,
			 long most, struct ao_lines *out)
{
	size_t n = 0;

	do {
		struct ao_line *line = &out->line[out->n + n++];

		while (n > 1 && from < to && r->glyph[from].blank)
			from++;
		line->first = from;
		from = line_end(r, from, to, most, out);
		finish_line(r, line, from);
	} while (from < to);
	return n;
}

static size_t clusters(const struct ao_ready *r, size_t first, size_t end)
{
	size_t n = 0;

	for (size_t i = first; i < end; i++)
		n += !r->glyph[i].blank;
	return n;
}

static bool is_short(const struct ao_ready *r, const struct ao_line *line)
{
	return clusters(r, line->first, line->end) < LEAST_CLUSTERS;
}

/* Letters come closer on the lines that need it, until there is one line
 * less. A line is allowed as much as its number of clusters gives. */
static bool squeeze(const struct ao_ready *r, size_t from, size_t to, long most,
		    struct ao_lines *out, size_t *n)
{
	struct ao_lines tried = *out;
	size_t average = (to - from) / (*n - 1);

	for (int s = SQUEEZE_STEP; s <= MOST_SQUEEZE; s += SQUEEZE_STEP) {
		long wider = most + (long)average * s;
		size_t lines;
		bool fits = true;

		tried.forced = false;
		tried.line = out->line + *n;
		lines = fill_lines(r, from, to, wider, &tried);
		for (size_t i = 0; i < lines; i++) {
			struct ao_line *l = &tried.line[tried.n + i];
			long over = l->advance - most;

			if (over <= 0)
				continue;
			l->spacing =
				-(double)over / (double)(l->end - l->first);
			fits &= l->spacing >= -MOST_SQUEEZE;
		}
		if (!fits || lines >= *n || tried.forced ||
		    (lines > 1 &&
		     is_short(r, &tried.line[tried.n + lines - 1])))
			continue;
		memmove(out->line + out->n, tried.line + tried.n,
			lines * sizeof(*out->line));
		*n = lines;
		return true;
	}
	return false;
}

/* The last line but one ends earlier, so that the last has company. */
static void lengthen_last(const struct ao_ready *r, struct ao_line *last,
			  size_t to)
{
	struct ao_line *before = last - 1;
	size_t i = last->first;

	while (--i > before->first) {
		if (!may_break(&r->glyph[i]) ||
		    clusters(r, i, to) < LEAST_CLUSTERS)
			continue;
		/* A line left half empty would look worse. */
		if (clusters(r, before->first, i) < clusters(r, i, to))
			return;
		finish_line(r, before, i);
		last->first = i;
		finish_line(r, last, to);
		return;
	}
}

/* The same number of lines again, but ending where it reads well: looks move
 * nothing below, and set nobody aside. */
static void fill_well(const struct ao_ready *r, size_t from, size_t to,
		      long most, size_t n, struct ao_lines *out)
{
	struct ao_lines tried = *out;
	size_t lines;

	tried.line = out->line + n;
	tried.forced = false;
	lines = fill_lines(r, from, to, most, &tried);
	if (lines != n || tried.forced ||
	    is_short(r, &tried.line[tried.n + lines - 1]))
		return;
	memmove(out->line + out->n, tried.line + tried.n,
		n * sizeof(*out->line));
}

static void break_segment(const struct ao_ready *r, size_t from, size_t to,
			  long most, struct ao_lines *out)
{
	struct ao_lines plain = *out;
	struct ao_line *last;
	size_t n;

	plain.forced = plain.torn = false;
	plain.good = LONG_MAX;
	n = fill_lines(r, from, to, most, &plain);
	last = &out->line[out->n + n - 1];
	if (n > 1 && (plain.forced || is_short(r, last))) {
		/* Readings are as close already as they may come. */
		if (!r->readings && squeeze(r, from, to, most, &plain, &n))
			plain.forced = plain.torn = false;
		else if (!plain.forced)
			lengthen_last(r, last, to);
	}
	if (n > 1 && !plain.forced)
		fill_well(r, from, to, most, n, out);
	out->forced |= plain.forced;
	out->torn |= plain.torn;
	out->n += n;
}

/* The common case: all of it on one line. */
static bool one_line(struct ao_setter *k, const struct ao_ready *r, long most,
		     struct ao_lines *out)
{
	if (r->advance > most)
		return false;
	for (size_t i = 0; i < r->glyphs; i++)
		if (r->glyph[i].newline)
			return false;
	out->line = ao_arena_alloc(k->arena, sizeof(*out->line));
	finish_line(r, out->line, r->glyphs);
	out->n = 1;
	return true;
}

bool ao_lines_break(struct ao_setter *k, struct ao_ready *r,
		    const struct ao_style *style, double width,
		    struct ao_lines *out)
{
	double size = ao_style_size(style, k->shrink);
	long most = lround(floor(width / AO_MM_PER_PT / size * 1000 + 0.01));
	size_t from = 0;

	*out = (struct ao_lines){.text = r, .style = style, .width = width};
	out->size = size;
	out->leading = style->leading * size / style->size;
	out->good = most * (r->resident ? FULL_NAME : FULL_SENTENCE) / 100;
	if (!one_line(k, r, most, out)) {
		if (!find_breaks(k, r))
			return false;
		/* At most a line a glyph, and as many to try a squeeze. */
		out->line = ao_arena_alloc(
			k->arena, (2 * r->glyphs + 2) * sizeof(*out->line));
		for (size_t i = 0; i <= r->glyphs; i++) {
			if (i < r->glyphs && !r->glyph[i].newline)
				continue;
			break_segment(r, from, i, most, out);
			from = i + 1;
		}
	}
	out->height = (double)out->n * out->leading * AO_MM_PER_PT;
	return true;
}

long ao_lines_widest(const struct ao_ready *r)
{
	long width = 0, widest = 0;

	for (size_t i = 0; i < r->glyphs; i++) {
		if (r->glyph[i].newline || (r->broken && r->glyph[i].may_end))
			width = 0;
		width += r->glyph[i].advance;
		if (!r->glyph[i].blank && width > widest)
			widest = width;
	}
	return widest;
}

void ao_setter_put(struct ao_setter *k, struct ao_mark mark, bool variable)
{
	if (k->on)
		mark.item = (unsigned)(k->item - k->on->item) + 1;
	/* Text that had to shrink is this resident's alone. */
	variable |= k->shrink > 0;
	ao_page_add(variable ? k->variable : k->fixed, mark);
}

const char *ao_mark_name(const struct ao_setter *k, int field)
{
	static const char *const name[] = {
#define X(id, text, type) text,
		AO_FIELD_TABLE(X)
#undef X
	};

	return field == AO_NO_FIELD ? k->item->name : name[field];
}

/* Neighbours of one face and one field are one mark. */
static void put_line(struct ao_setter *k, const struct ao_lines *lines,
		     const struct ao_line *line, double x, double y)
{
	const struct ao_ready *r = lines->text;
	double unit = lines->size / 1000; /* pt */
	struct ao_mark m = {.type = AO_MARK_TEXT,
			    .y = y,
			    .color = lines->style->color,
			    .size = lines->size,
			    .spacing = line->spacing * unit};
	size_t i = line->first;

	x += r->glyph[i].lead * unit * AO_MM_PER_PT;
	if (r->readings)
		ao_readings_put(k, lines, line, x, y);
	while (i < line->end) {
		const struct ao_glyph *g = &r->glyph[i];
		size_t first = i;
		double advance = 0;

		for (; i < line->end && r->glyph[i].face == g->face &&
		       r->glyph[i].run == g->run;
		     i++)
			advance += r->glyph[i].advance + line->spacing;
		advance = advance * unit * AO_MM_PER_PT;
		m.x = x;
		m.w = advance;
		if (g->run != g->field)
			ao_reading_room(r, first, i, unit * AO_MM_PER_PT, &m);
		m.face = g->face;
		m.name = ao_mark_name(k, g->field);
		m.fields = g->field == AO_NO_FIELD ? 0 : 1u << g->field;
		m.s = ao_arena_strndup(k->arena, r->s + g->at,
				       r->glyph[i - 1].at +
					       r->glyph[i - 1].bytes - g->at);
		if (clusters(r, first, i))
			ao_setter_put(k, m, r->variable);
		x += advance;
	}
}

void ao_lines_put(struct ao_setter *k, const struct ao_lines *lines, double x,
		  double top)
{
	/* The em box stands in the middle of its leading. */
	double baseline = (lines->leading + lines->size) / 2 -
			  lines->size * EM_DESCENT / 1000;

	if (lines->style->ruby) /* it and the reading do, together */
		baseline += lines->size * AO_RUBY_SHARE / 2;

	for (size_t i = 0; i < lines->n; i++) {
		const struct ao_line *line = &lines->line[i];
		double w = ((double)line->advance +
			    line->spacing * (double)(line->end - line->first)) *
			   lines->size / 1000 * AO_MM_PER_PT;
		double free = lines->width - w, shift = 0;

		if (lines->style->align == AO_ALIGN_RIGHT)
			shift = free;
		if (lines->style->align == AO_ALIGN_CENTER)
			shift = free / 2;
		put_line(k, lines, line, x + shift,
			 top + (baseline + (double)i * lines->leading) *
					 AO_MM_PER_PT);
	}
}
