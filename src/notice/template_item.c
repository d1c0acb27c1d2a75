/* template_item.c - one item of a sheet: a fill, rule, text, flow, QR or
 * barcode. */
#include "aofuto/notice/barcode.h"
#include "notice/template_make.h"

static double given(const double *value, double otherwise)
{
	return value ? *value : otherwise;
}

/* Hundredths of a micrometre are no error of the author. */
#define SLACK 0.00001

bool ao_make_box(struct ao_template_make *m, const char *at,
		 const double box[4], double least, struct ao_box *out)
{
	const struct ao_template *t = m->out;
	const char *const names[] = {"[0]", "[1]", "[2]", "[3]"};
	double most[] = {t->width, t->height, t->width, t->height};

	for (size_t i = 0; i < 4; i++) {
		char *entry = ao_arena_printf(m->scrap, "%s%s", at, names[i]);

		if (!ao_make_range(m, entry, box[i], i < 2 ? 0 : least,
				   most[i]))
			return false;
	}
	*out = (struct ao_box){
		.x = box[0], .y = box[1], .width = box[2], .height = box[3]};
	if (out->x + out->width > t->width + SLACK ||
	    out->y + out->height > t->height + SLACK)
		return ao_yaml_fail(m->yaml, at, m->err,
				    _("the box ends at %g, %g mm; the paper "
				      "is %g mm wide and %g mm high"),
				    out->x + out->width, out->y + out->height,
				    t->width, t->height);
	if (out->width <= 0 && out->height <= 0)
		return ao_yaml_fail(m->yaml, at, m->err,
				    _("the rule has no length"));
	return true;
}

static bool make_fill(struct ao_template_make *m, const char *path,
		      const struct file_fill *f, struct ao_sheet_item *out)
{
	double half = out->box.width < out->box.height ? out->box.width / 2
						       : out->box.height / 2;

	out->type = AO_ITEM_TYPE_FILL;
	out->filled = f->color != NULL;
	out->line = given(f->line, 0);
	out->radius = given(f->radius, 0);
	if (!out->filled && out->line <= 0)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("the fill has neither a color nor a "
				      "line; add one"));
	return ao_make_color(m, ao_make_path(m, path, "color"), f->color,
			     &out->color) &&
	       ao_make_color(m, ao_make_path(m, path, "line_color"),
			     f->line_color, &out->line_color) &&
	       ao_make_range(m, ao_make_path(m, path, "line"), out->line, 0,
			     10) &&
	       ao_make_range(m, ao_make_path(m, path, "radius"), out->radius, 0,
			     half);
}

static bool make_rule(struct ao_template_make *m, const char *path,
		      const struct file_line *f, struct ao_sheet_item *out)
{
	out->type = AO_ITEM_TYPE_RULE;
	out->line = f->width;
	return ao_make_range(m, ao_make_path(m, path, "width"), f->width, 0.05,
			     10) &&
	       ao_make_color(m, ao_make_path(m, path, "color"), f->color,
			     &out->color);
}

static bool make_text(struct ao_template_make *m, const char *path,
		      const struct file_item *f, struct ao_sheet_item *out)
{
	struct ao_block *block = ao_arena_alloc(m->out->arena, sizeof(*block));

	if (!f->style)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("the text has no style; add one"));
	out->type = AO_ITEM_TYPE_TEXT;
	out->anchor = f->anchor ? *f->anchor : AO_ANCHOR_TOP;
	out->block = block;
	out->blocks = 1;
	out->columns = 1;
	block->type = AO_BLOCK_TEXT;
	return ao_make_style(m, ao_make_path(m, path, "style"), f->style,
			     &block->style) &&
	       ao_make_text(m, ao_make_path(m, path, "text"), f->text,
			    block->style, &block->text);
}

/* QR: square, and big enough for the smallest code with modules that an
 * office printer holds. */
static bool make_qr(struct ao_template_make *m, const char *path,
		    struct ao_sheet_item *out)
{
	char *at = ao_make_path(m, path, "box");
	double d = out->box.width - out->box.height;

	out->type = AO_ITEM_TYPE_QR;
	if (d > SLACK || d < -SLACK)
		return ao_yaml_fail(m->yaml, at, m->err,
				    _("a QR box is square, this one is %g by "
				      "%g mm"),
				    out->box.width, out->box.height);
	if (out->box.width < 15)
		return ao_yaml_fail(m->yaml, at, m->err,
				    _("a QR box is at least 15 mm wide, with "
				      "the blank around the code"));
	return true;
}

/* The box has the blank around the bars, so that whatever looks after boxes
 * looks after it, too. */
static bool make_bars(struct ao_template_make *m, const char *path,
		      const struct file_item *f, struct ao_sheet_item *out)
{
	double width, height;

	out->type = AO_ITEM_TYPE_BARS;
	out->size = given(f->size, AO_BARS_LEAST);
	if (!ao_make_range(m, ao_make_path(m, path, "size"), out->size,
			   AO_BARS_LEAST, AO_BARS_MOST))
		return false;
	width = ao_bars_box_width(out->size);
	height = ao_bars_box_height(out->size);
	if (out->box.width > width - SLACK && out->box.height > height - SLACK)
		return true;
	return ao_yaml_fail(m->yaml, ao_make_path(m, path, "box"), m->err,
			    _("bars of %g pt, with %g mm of blank around "
			      "them, need a box of %.2f by %.2f mm; this one "
			      "is %g by %g mm"),
			    out->size, AO_BARS_AROUND, width, height,
			    out->box.width, out->box.height);
}

static bool table_variable(const struct ao_table *t)
{
	for (size_t r = 0; r < t->rows; r++)
		for (size_t c = 0; c < t->columns; c++)
			if (t->row[r].cell[c].text.variable)
				return true;
	return false;
}

static bool item_variable(const struct ao_sheet_item *item)
{
	if (item->type == AO_ITEM_TYPE_QR || item->type == AO_ITEM_TYPE_BARS)
		return true;
	for (size_t i = 0; i < item->blocks; i++) {
		const struct ao_block *b = &item->block[i];

		if (b->type == AO_BLOCK_TEXT && b->text.variable)
			return true;
		if (b->type == AO_BLOCK_TABLE && table_variable(b->table))
			return true;
	}
	return false;
}

static bool check_kind(struct ao_template_make *m, const char *path,
		       const struct file_item *f)
{
	int kinds = !!f->fill + !!f->rule + !!f->text + !!f->flow + !!f->qr +
		    !!f->barcode;

	if (kinds != 1)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("expected exactly one of fill, rule, "
				      "text, flow, qr and barcode, found %d of "
				      "them"),
				    kinds);
	if (!f->text && (f->style || f->anchor))
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("style and anchor belong to a text; in a "
				      "flow they stand inside it"));
	if (!f->barcode && f->size)
		return ao_yaml_fail(m->yaml, ao_make_path(m, path, "size"),
				    m->err,
				    _("size belongs to a barcode; a text has "
				      "the size of its style"));
	return true;
}

bool ao_make_item(struct ao_template_make *m, const char *path,
		  const struct file_item *f, struct ao_sheet_item *out)
{
	bool good;

	out->line_number = ao_yaml_line(m->yaml, path);
	out->column_number = ao_yaml_column(m->yaml, path);
	out->name = ao_arena_strdup(m->out->arena, f->name);
	out->address_window = f->window && *f->window;
	if (!check_kind(m, path, f) ||
	    !ao_make_box(m, ao_make_path(m, path, "box"), f->box,
			 f->rule ? 0 : 0.1, &out->box) ||
	    !ao_make_when(m, path, f->when, f->when_count, &out->when))
		return false;
	if (f->fill)
		good = make_fill(m, ao_make_path(m, path, "fill"), f->fill,
				 out);
	else if (f->rule)
		good = make_rule(m, ao_make_path(m, path, "rule"), f->rule,
				 out);
	else if (f->text)
		good = make_text(m, path, f, out);
	else if (f->qr)
		good = make_qr(m, path, out);
	else if (f->barcode)
		good = make_bars(m, path, f, out);
	else {
		out->type = AO_ITEM_TYPE_FLOW;
		good = ao_make_flow(m, ao_make_path(m, path, "flow"), f->flow,
				    out);
	}
	out->variable = good && item_variable(out);
	return good;
}
