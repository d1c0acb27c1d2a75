/* layout_flow.c - blocks stacked in columns, at the size at which they fit. */
#include "layout_flow.h"

#include "aofuto/notice/ruby.h"

#include <math.h>
#include <string.h>

#define SHRINK_STEP 0.25 /* pt */
#define HAIR        0.01 /* mm that nobody sees */
/* Between a bullet and its text, thousandths of an em. */
#define BULLET_GAP 400

static bool make_piece(struct ao_setter *k, const struct ao_block *block,
		       struct piece *p, bool *shown)
{
	*shown = false;
	*p = (struct piece){.block = block, .indent = block->indent};
	if (!ao_condition_holds(block->when, k->flags))
		return true;
	switch (block->type) {
	case AO_BLOCK_TABLE:
		if (!ao_grid_make(k, block->table, &p->grid))
			return false;
		*shown = !ao_grid_empty(p->grid);
		return true;
	case AO_BLOCK_TEXT:
		if (!ao_ready_make(k, &block->text, block->style, &p->text))
			return false;
		*shown = !p->text->empty;
		return !block->bullet ||
		       ao_ready_bullet(k, &block->bullet, block->style,
				       &p->bullet);
	case AO_BLOCK_RULE:
		break;
	}
	*shown = true;
	return true;
}

static bool make_flow(struct ao_setter *k, struct flow *f)
{
	const struct ao_sheet_item *item = k->item;
	size_t columns = item->columns ? item->columns : 1;

	*f = (struct flow){0};
	f->piece = ao_arena_alloc(k->arena,
				  (item->blocks + 1) * sizeof(*f->piece));
	f->start = ao_arena_alloc(k->arena, (columns + 1) * sizeof(*f->start));
	f->width = (item->box.width - item->gap * (double)(columns - 1)) /
		   (double)columns;
	for (size_t i = 0; i < item->blocks; i++) {
		bool shown;

		if (!make_piece(k, &item->block[i], &f->piece[f->n], &shown))
			return false;
		f->n += shown;
	}
	return true;
}

static bool measure_text(struct ao_setter *k, const struct flow *f,
			 struct piece *p)
{
	const struct ao_style *style = p->block->style;
	double high; /* pt, of a line's ink */

	p->indent = p->block->indent;
	if (p->bullet) {
		double em = ao_style_size(style, k->shrink) * AO_MM_PER_PT;
		double need =
			(double)(p->bullet->advance + BULLET_GAP) / 1000 * em;

		p->indent = fmax(p->indent, need);
		if (!ao_lines_break(k, p->bullet, style, f->width,
				    &p->bullet_lines))
			return false;
	}
	if (!ao_lines_break(k, p->text, style, fmax(f->width - p->indent, 1),
			    &p->lines))
		return false;
	p->forced = p->lines.forced;
	p->height = p->lines.height;
	high = p->lines.size * (style->ruby ? 1 + AO_RUBY_SHARE : 1);
	p->slack = fmax((p->lines.leading - high) / 2, 0) * AO_MM_PER_PT;
	return true;
}

/* Lines and height at the piece's own shrink. */
static bool measure_piece(struct ao_setter *k, const struct flow *f,
			  struct piece *p)
{
	k->shrink = p->shrink;
	p->forced = false;
	if (p->grid)
		return ao_grid_measure(k, p->grid, &p->height, &p->forced);
	if (p->text)
		return measure_text(k, f, p);
	p->height = p->block->rule;
	return true;
}

static bool is_residents(const struct piece *p)
{
	return p->text && p->text->resident;
}

/* The measured pieces in their columns. */
static void arrange(struct ao_setter *k, struct flow *f)
{
	size_t columns = k->item->columns > 1 ? k->item->columns : 1;

	f->forced = f->parted = false;
	f->height = 0;
	f->slack = 0;
	for (size_t i = 0; i < f->n; i++) {
		f->forced |= f->piece[i].forced;
		f->parted |= f->piece[i].forced && !is_residents(&f->piece[i]);
	}
	f->start[1] = f->n;
	if (columns > 1)
		flow_cut_columns(k, f);
	for (size_t c = 0; c < columns; c++) {
		double h = flow_height(f, f->start[c], f->start[c + 1]);

		if (f->start[c + 1] == f->start[c] || h <= f->height)
			continue;
		f->height = h;
		f->slack = f->piece[f->start[c + 1] - 1].slack;
	}
}

static double excess(const struct flow *f)
{
	return f->height - f->slack - f->room;
}

static void put_piece(struct ao_setter *k, const struct flow *f,
		      const struct piece *p, double x, double y)
{
	const struct ao_block *b = p->block;

	k->shrink = p->shrink;
	if (p->grid) {
		ao_grid_put(k, p->grid, x + p->indent, y);
		return;
	}
	if (!p->text) {
		struct ao_mark rule = {.type = AO_MARK_RULE,
				       .x = x + p->indent,
				       .y = y + b->rule / 2,
				       .w = f->width - p->indent,
				       .line = b->rule,
				       .color = b->rule_color,
				       .name = k->item->name};

		ao_setter_put(k, rule, /*variable*/ false);
		return;
	}
	if (p->bullet) {
		double em = p->lines.size * AO_MM_PER_PT;
		double room =
			p->indent -
			(double)(p->bullet->advance + BULLET_GAP) / 1000 * em;

		ao_lines_put(k, &p->bullet_lines, x + room, y);
	}
	ao_lines_put(k, &p->lines, x + p->indent, y);
}

static void put_flow(struct ao_setter *k, const struct flow *f)
{
	const struct ao_sheet_item *item = k->item;
	size_t columns = item->columns > 1 ? item->columns : 1;
	/* What is too high by its last line's empty edge hangs over below. */
	double free = fmax(f->room - f->height, 0), top = item->box.y;

	if (item->anchor == AO_ANCHOR_MIDDLE)
		top += free / 2;
	if (item->anchor == AO_ANCHOR_BOTTOM)
		top += free;
	for (size_t c = 0; c < columns; c++) {
		double x = item->box.x + (double)c * (f->width + item->gap);

		for (size_t i = f->start[c]; i < f->start[c + 1]; i++)
			put_piece(k, f, &f->piece[i], x,
				  top + flow_height(f, f->start[c], i + 1) -
					  f->piece[i].height);
	}
}

static double room_to_shrink(const struct ao_style *style)
{
	return style->size - ao_style_size(style, 1e3);
}

/* The most that any style of the piece may lose. */
static double most_shrink(const struct piece *p)
{
	const struct ao_table *t = p->block->table;
	double most = p->text ? room_to_shrink(p->block->style) : 0;

	for (size_t n = 0; p->grid && n < t->rows * t->columns; n++) {
		const struct ao_style *s =
			t->row[n / t->columns].cell[n % t->columns].style;

		if (s)
			most = fmax(most, room_to_shrink(s));
	}
	return most;
}

/* The resident's text to become smaller: the highest, or of those with a torn
 * word the first. A long building so takes nothing from the name, nor a long
 * name from the address, until it is as small as it may be. */
static struct piece *highest_text(const struct flow *f, bool forced)
{
	struct piece *best = NULL;

	for (size_t i = 0; i < f->n; i++) {
		struct piece *p = &f->piece[i];

		if (is_residents(p) && p->shrink < most_shrink(p) &&
		    (!forced || p->forced) &&
		    (!best || p->height > best->height))
			best = p;
	}
	return best;
}

/* What is not the resident's goes down together, so that it looks alike. */
static bool shrink_others(struct ao_setter *k, struct flow *f, bool *done)
{
	*done = false;
	for (size_t i = 0; i < f->n; i++) {
		struct piece *p = &f->piece[i];

		if (is_residents(p) || p->shrink >= most_shrink(p))
			continue;
		p->shrink += SHRINK_STEP;
		*done = true;
		if (!measure_piece(k, f, p))
			return false;
	}
	return true;
}

static bool shrink(struct ao_setter *k, struct flow *f, bool *done)
{
	bool high = excess(f) > HAIR;
	struct piece *p = highest_text(f, /*forced*/ !high);

	if (!p)
		return shrink_others(k, f, done);
	*done = true;
	p->shrink += SHRINK_STEP;
	f->cramped |= high && p->shrink >= most_shrink(p);
	return measure_piece(k, f, p);
}

/* A name that is a little too long for its line reads better somewhat smaller
 * than parted. (A text of several lines is longer than any line.) */
static double one_line_shrink(const struct flow *f, const struct piece *p)
{
	const struct ao_style *style = p->block->style;
	double width = f->width - p->indent, size;

	if (!p->text || style->one_line >= style->size || !p->text->advance)
		return 0;
	size = width / AO_MM_PER_PT * 1000 / (double)p->text->advance;
	if (size > style->size - 1e-6 || size < style->one_line)
		return 0;
	return fmin(ceil((style->size - size) / SHRINK_STEP) * SHRINK_STEP,
		    style->size - style->one_line);
}

static bool measure_all(struct ao_setter *k, struct flow *f, bool smallest)
{
	for (size_t i = 0; i < f->n; i++) {
		struct piece *p = &f->piece[i];

		p->shrink = smallest ? most_shrink(p) : one_line_shrink(f, p);
		if (!measure_piece(k, f, p))
			return false;
	}
	arrange(k, f);
	return true;
}

/* The largest sizes at which the flow has room, else the smallest. */
static bool find_sizes(struct ao_setter *k, struct flow *f, double room)
{
	bool done = true;

	f->room = room;
	f->cramped = false;
	if (!measure_all(k, f, /*smallest*/ false))
		return false;
	if (excess(f) > HAIR) { /* in vain? */
		if (!measure_all(k, f, /*smallest*/ true))
			return false;
		if (excess(f) > HAIR)
			return true;
		if (!measure_all(k, f, /*smallest*/ false))
			return false;
	}
	while (done && (excess(f) > HAIR || f->forced)) {
		if (!shrink(k, f, &done))
			return false;
		arrange(k, f);
	}
	return true;
}

/* Of the resident's texts, all as small as they may be, the one that takes
 * the most room. */
static const char *blame(const struct ao_setter *k, const struct flow *f)
{
	const struct piece *highest = NULL;

	for (size_t i = 0; i < f->n; i++)
		if (is_residents(&f->piece[i]) &&
		    (!highest || f->piece[i].height > highest->height))
			highest = &f->piece[i];
	return highest ? ao_text_blame(k, &highest->block->text)
		       : ao_item_blame(k, k->item);
}

static bool fail_fit(struct ao_setter *k, const struct flow *f)
{
	const char *field = k->misfit ? blame(k, f) : NULL;

	if (field) {
		*k->misfit = (struct ao_misfit){.type = AO_DOES_NOT_FIT,
						.field = field,
						.over = excess(f)};
		return false;
	}
	return ao_fail(k->err, AO_INPUT, ao_item_place(k),
		       _("the text is %.1f mm too high for its box; make the "
			 "box higher, or the text shorter or smaller"),
		       excess(f));
}

static bool fail_width(struct ao_setter *k)
{
	return ao_fail(k->err, AO_INPUT, ao_item_place(k),
		       _("a number, a date or a word is wider than its box or "
			 "column and would be torn in two; make it wider or "
			 "the text smaller"));
}

/* A word of the resident's goes on on the next line, which the clerk is told;
 * but no line may begin with, say, a hyphen: such a letter is not printed. */
static bool judge_parted(struct ao_setter *k, const struct flow *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct piece *p = &f->piece[i];
		double em = p->lines.size * AO_MM_PER_PT;

		if (!p->forced)
			continue;
		if (!is_residents(p)) { /* a cell of a table */
			k->parted = ao_item_blame(k, k->item);
			continue;
		}
		if (k->misfit && p->lines.torn) {
			*k->misfit = (struct ao_misfit){
				.type = AO_DOES_NOT_FIT,
				.field = ao_text_blame(k, &p->block->text),
				.over = (double)ao_lines_widest(p->text) * em /
						1000 -
					p->lines.width};
			return false;
		}
		k->parted = ao_text_blame(k, &p->block->text);
	}
	return true;
}

bool ao_flow_fits(struct ao_setter *k, bool *fits)
{
	struct flow f;

	k->shrink = 0;
	if (!make_flow(k, &f))
		return false;
	f.room = k->item->box.height - k->item->foot;
	if (!measure_all(k, &f, /*smallest*/ false))
		return false;
	*fits = excess(&f) <= HAIR;
	return true;
}

bool ao_flow_set(struct ao_setter *k)
{
	const struct ao_sheet_item *item = k->item;
	struct flow f;

	k->shrink = 0;
	if (!make_flow(k, &f) ||
	    !find_sizes(k, &f, item->box.height - item->foot))
		return false;
	if ((f.cramped || excess(&f) > HAIR) && item->foot > 0) {
		if (!find_sizes(k, &f, item->box.height))
			return false;
		k->foot_used = true;
	}
	if (excess(&f) > HAIR)
		return fail_fit(k, &f);
	if (f.parted && !k->misfit && !k->lenient)
		return fail_width(k);
	if (!judge_parted(k, &f))
		return false;
	put_flow(k, &f);
	k->shrink = 0;
	return true;
}
