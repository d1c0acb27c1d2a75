/* window_check.c - whether a template could ever print a letter whose address
 * slips out of the window, or something private into it. */
#include "aofuto/notice/barcode.h"
#include "notice/window_inside.h"

#include <math.h>
#include <stdio.h>

struct check {
	const struct ao_window *window;
	const struct ao_template *template;
	struct ao_box always, ever;
	struct ao_error *err;
};

static const char *const field_name[] = {
#define X(name, text, type) text,
	AO_FIELD_TABLE(X)
#undef X
};

static unsigned fields_of_text(const struct ao_text *t)
{
	unsigned fields = 0;

	for (size_t i = 0; i < t->spans; i++)
		if (t->span[i].type == AO_SPAN_FIELD)
			fields |= 1u << t->span[i].field;
	return fields;
}

/* Every text of an item, whatever its conditions: true while there is one. A
 * text's own conditions are those of its block and row. */
struct walk {
	const struct ao_sheet_item *item;
	size_t block, cell;
};
static const struct ao_text *next_text(struct walk *w, bool *shown,
				       unsigned flags)
{
	for (; w->block < w->item->blocks; w->block++, w->cell = 0) {
		const struct ao_block *b = &w->item->block[w->block];
		const struct ao_table *t = b->table;

		*shown = ao_condition_holds(b->when, flags);
		if (b->type == AO_BLOCK_TEXT && w->cell++ == 0)
			return &b->text;
		if (b->type != AO_BLOCK_TABLE)
			continue;
		while (w->cell < t->rows * t->columns) {
			const struct ao_row *row =
				&t->row[w->cell / t->columns];
			const struct ao_cell *cell =
				&row->cell[w->cell++ % t->columns];

			if (cell->rows < 0)
				continue;
			*shown = *shown && ao_condition_holds(row->when, flags);
			return &cell->text;
		}
	}
	return NULL;
}

unsigned ao_item_fields(const struct ao_sheet_item *item)
{
	struct walk walk = {.item = item};
	const struct ao_text *text;
	unsigned fields = 0;
	bool shown;

	if (item->type == AO_ITEM_TYPE_BARS)
		return AO_FIELD_BIT(CUSTOMER_BARCODE);
	while ((text = next_text(&walk, &shown, 0)))
		fields |= fields_of_text(text);
	return fields;
}

static unsigned count_in_text(const struct ao_text *t, enum ao_field field)
{
	unsigned n = 0;

	for (size_t i = 0; i < t->spans; i++)
		n += t->span[i].type == AO_SPAN_FIELD &&
		     t->span[i].field == field;
	return n;
}

unsigned ao_item_count(const struct ao_sheet_item *item, enum ao_field field,
		       unsigned flags)
{
	struct walk walk = {.item = item};
	const struct ao_text *text;
	unsigned n = 0;
	bool shown;

	if (!ao_condition_holds(item->when, flags))
		return 0;
	if (item->type == AO_ITEM_TYPE_BARS)
		return field == AO_FIELD_CUSTOMER_BARCODE;
	while ((text = next_text(&walk, &shown, flags)))
		n += shown ? count_in_text(text, field) : 0;
	return n;
}

static const char *first_name(unsigned fields)
{
	for (size_t i = 0; i < AO_FIELD_COUNT; i++)
		if (fields >> i & 1)
			return field_name[i];
	AO_BUG("no field among %x", fields);
}

#define WHERE_SIZE 512
static const char *where_of(const struct check *c,
			    const struct ao_sheet_item *item,
			    char out[WHERE_SIZE])
{
	snprintf(out, WHERE_SIZE, "%s:%u:%u", c->template->path,
		 item->line_number, item->column_number);
	return out;
}

static const char *name_of(const struct ao_sheet_item *item)
{
	return item->name ? item->name : _("this item");
}

/* Where a stretch of that length may lie within from..from+room. */
static double kept(double at, double *length, double from, double room)
{
	*length = fmin(*length, room);
	return fmax(from, fmin(at, from + room - *length));
}

/* Bars cannot be made narrower as a text can. */
static bool fail_bars(const struct check *c, const struct ao_sheet_item *item,
		      const char *side, double over)
{
	struct ao_box in = c->always;
	char where[WHERE_SIZE];

	return ao_fail(c->err, AO_INPUT, where_of(c, item, where),
		       _("%s: %.1f mm of this box %s can slip out of the "
			 "window %s, which always shows only [%g, %g, %g, "
			 "%g]; with its blank a barcode of %g pt needs %.2f by "
			 "%.2f mm there: move it, choose another window, or "
			 "take the barcode away"),
		       name_of(item), over, side, c->window->name, in.x, in.y,
		       in.width, in.height, item->size,
		       ao_bars_box_width(item->size),
		       ao_bars_box_height(item->size));
}

static bool fail_leaves(const struct check *c, const struct ao_sheet_item *item,
			enum ao_side side, double over)
{
	static const char *const side_text[] = {
		[AO_SIDE_LEFT] = N_("on the left"),
		[AO_SIDE_RIGHT] = N_("on the right"),
		[AO_SIDE_TOP] = N_("at the top"),
		[AO_SIDE_BOTTOM] = N_("at the bottom"),
	};
	struct ao_box in = c->always, good = item->box;
	char where[WHERE_SIZE];

	if (item->type == AO_ITEM_TYPE_BARS)
		return fail_bars(c, item, _(side_text[side]), over);
	good.x = kept(good.x, &good.width, in.x, in.width);
	good.y = kept(good.y, &good.height, in.y, in.height);
	return ao_fail(
		c->err, AO_INPUT, where_of(c, item, where),
		_("%s: %.1f mm of this box %s can slip out of the window %s, "
		  "which always shows only [%g, %g, %g, %g]; make it [%g, %g, "
		  "%g, %g], or choose another window"),
		name_of(item), over, _(side_text[side]), c->window->name, in.x,
		in.y, in.width, in.height, good.x, good.y, good.width,
		good.height);
}

/* The shortest way out that stays on the paper. */
static enum ao_side way_out(const struct check *c, struct ao_box box,
			    const double by[AO_SIDES])
{
	const struct ao_template *t = c->template;
	bool open[AO_SIDES] = {
		[AO_SIDE_LEFT] = box.x - by[AO_SIDE_LEFT] >= 0,
		[AO_SIDE_RIGHT] =
			ao_box_right(box) + by[AO_SIDE_RIGHT] <= t->width,
		[AO_SIDE_TOP] = box.y - by[AO_SIDE_TOP] >= 0,
		[AO_SIDE_BOTTOM] = true,
	};
	enum ao_side best = AO_SIDE_BOTTOM;

	for (enum ao_side s = AO_SIDE_LEFT; s < AO_SIDES; s++)
		if (open[s] && by[s] < by[best])
			best = s;
	return best;
}

static void put_remedy(const struct check *c, enum ao_side way,
		       struct ao_buf *out)
{
	switch (way) {
	case AO_SIDE_LEFT:
		ao_buf_addf(out, _("let it end to the left of x = %g"),
			    c->ever.x);
		return;
	case AO_SIDE_RIGHT:
		ao_buf_addf(out, _("move it to the right of x = %g"),
			    ao_box_right(c->ever));
		return;
	case AO_SIDE_TOP:
		ao_buf_addf(out, _("let it end above y = %g"), c->ever.y);
		return;
	case AO_SIDE_BOTTOM:
		ao_buf_addf(out, _("move it below y = %g"),
			    ao_box_bottom(c->ever));
		return;
	case AO_SIDES:
		break;
	}
	AO_BUG("no side %d", (int)way);
}

static bool fail_reaches(const struct check *c,
			 const struct ao_sheet_item *item, const char *what)
{
	double by[AO_SIDES], over = ao_box_depth(item->box, c->ever, by);
	struct ao_buf remedy = {0};
	char where[WHERE_SIZE];

	put_remedy(c, way_out(c, item->box, by), &remedy);
	ao_fail(c->err, AO_INPUT, where_of(c, item, where),
		_("%s: %s, and %.1f mm of it can come into the window %s; %s"),
		name_of(item), what, over, c->window->name, remedy.s);
	ao_buf_release(&remedy);
	return false;
}

static bool check_item(const struct check *c, const struct ao_sheet_item *item)
{
	unsigned fields = ao_item_fields(item), never = AO_FIELDS_PRIVATE;
	double over, by[AO_SIDES];
	enum ao_side side;
	char what[200];

	if (item->address_window) {
		over = ao_box_leaves(item->box, c->always, &side);
		if (over > AO_WINDOW_SLACK)
			return fail_leaves(c, item, side, over);
	} else {
		never |= AO_FIELDS_ADDRESS;
	}
	if (ao_box_depth(item->box, c->ever, by) <= AO_WINDOW_SLACK)
		return true;
	if (item->type == AO_ITEM_TYPE_QR)
		return fail_reaches(c, item, _("the QR code is private"));
	if (fields & AO_FIELDS_PRIVATE)
		snprintf(what, sizeof(what), _("{%s} is private"),
			 first_name(fields & AO_FIELDS_PRIVATE));
	else if (fields & never)
		snprintf(what, sizeof(what),
			 _("it names {%s} and has no `window: true`"),
			 first_name(fields & never));
	else
		return true;
	return fail_reaches(c, item, what);
}

bool ao_field_may_lack(enum ao_field field, unsigned flags)
{
	return field == AO_FIELD_CUSTOMER_BARCODE ||
	       (field == AO_FIELD_BUILDING && !(flags & AO_FLAG(BUILDING)));
}

/* In a letter with these flags the window shows each field of the address
 * once; a building only where there is one, and a barcode where the template
 * has one. */
static bool check_once(const struct check *c, const struct ao_sheet *sheet,
		       enum ao_field field, unsigned flags)
{
	unsigned n = 0;
	char where[WHERE_SIZE];

	for (size_t i = 0; i < sheet->items; i++) {
		const struct ao_sheet_item *item = &sheet->item[i];

		if (!item->address_window)
			continue;
		n += ao_item_count(item, field, flags);
		if (n > 1)
			return ao_fail(c->err, AO_INPUT,
				       where_of(c, item, where),
				       _("%s: {%s} would stand in the window "
					 "%u times; it shows the address of "
					 "one resident, once"),
				       name_of(item), field_name[field], n);
	}
	if (n > 0 || ao_field_may_lack(field, flags))
		return true;
	return ao_fail(c->err, AO_INPUT, c->template->path,
		       _("the page \"%s\" comes first, and no item with "
			 "`window: true` shows {%s} in every letter; nobody "
			 "could deliver it"),
		       sheet->name, field_name[field]);
}

static bool check_address(const struct check *c, const struct ao_sheet *sheet,
			  unsigned flags)
{
	for (enum ao_field f = 0; f < AO_FIELD_COUNT; f++)
		if ((AO_FIELDS_ADDRESS >> f & 1) &&
		    !check_once(c, sheet, f, flags))
			return false;
	return true;
}

static bool check_paper(const struct check *c)
{
	const struct ao_window *w = c->window;
	const struct ao_template *t = c->template;

	if (fabs(w->paper_width - t->width) > AO_WINDOW_SLACK ||
	    fabs(w->paper_height - t->height) > AO_WINDOW_SLACK)
		return ao_fail(c->err, AO_INPUT, t->path,
			       _("the paper is %g by %g mm, and the window %s "
				 "is for %g by %g mm; correct one of them"),
			       t->width, t->height, w->name, w->paper_width,
			       w->paper_height);
	if (t->folds && fabs(t->fold[0] - w->fold) > AO_WINDOW_SLACK)
		return ao_fail(c->err, AO_INPUT, t->path,
			       _("the first of the folds is at %g mm, and "
				 "that of the window %s at %g mm; correct one "
				 "of them"),
			       t->fold[0], w->name, w->fold);
	return true;
}

/* The page that comes first in a letter with these flags; NULL: none. */
static const struct ao_sheet *first_sheet(const struct ao_template *t,
					  unsigned flags)
{
	for (size_t i = 0; i < t->sheets; i++)
		if (ao_condition_holds(t->sheet[i].when, flags))
			return &t->sheet[i];
	return NULL;
}

bool ao_window_check(const struct ao_window *w, const struct ao_template *t,
		     struct ao_error *err)
{
	struct check c = {.window = w,
			  .template = t,
			  .always = ao_window_always(w),
			  .ever = ao_window_ever(w),
			  .err = err};
	const struct ao_sheet *seen = NULL;

	if (!check_paper(&c))
		return false;
	for (size_t i = 0; i < AO_FLAG_SETS; i++) {
		unsigned flags = ao_flag_set(i);
		const struct ao_sheet *sheet = first_sheet(t, flags);

		if (!sheet)
			continue;
		for (size_t k = 0; sheet != seen && k < sheet->items; k++)
			if (!check_item(&c, &sheet->item[k]))
				return false;
		seen = sheet;
		if (!check_address(&c, sheet, flags))
			return false;
	}
	return true;
}
