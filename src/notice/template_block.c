/* template_block.c - what stands in a flow: texts, tables, rules. */
#include "notice/template_make.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define MM_PER_PT (25.4 / 72)

static double given(const double *value, double otherwise)
{
	return value ? *value : otherwise;
}

/* Rows that are covered by a cell above, one count a column. */
struct cover {
	size_t rows[20];
};
#define TO_THE_END SIZE_MAX

static bool make_cell(struct ao_template_make *m, const char *path,
		      const struct file_table *table, const struct file_cell *f,
		      struct ao_cell *out)
{
	const char *style = f->style ? f->style : table->style;
	const char *at = f->style ? ao_make_path(m, path, "style") : path;

	if (!style)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("neither the cell nor its table has a "
				      "style; add one"));
	out->rows = f->rows ? (int)*f->rows : 1;
	return ao_make_range(m, ao_make_path(m, path, "rows"), out->rows, 0,
			     100) &&
	       ao_make_style(m, at, style, &out->style) &&
	       ao_make_text(m, ao_make_path(m, path, "text"), f->text,
			    out->style, &out->text);
}

/* A cell reaches down over rows of the file, shown or not. */
static bool check_span(struct ao_template_make *m, const char *path,
		       const struct file_table *f, size_t row, int rows)
{
	if (rows <= 0 || row + (size_t)rows <= f->rows_count)
		return true;
	return ao_yaml_fail(m->yaml, path, m->err,
			    _("the cell reaches over %d rows; the table has "
			      "only %zu from here"),
			    rows, f->rows_count - row);
}

static bool make_row(struct ao_template_make *m, const char *path,
		     const struct file_table *f, size_t i, struct cover *cover,
		     struct ao_row *out)
{
	const struct file_row *row = &f->rows[i];
	size_t columns = f->widths_count, taken = 0, covered = 0;

	out->cell = ao_arena_alloc(m->out->arena, columns * sizeof(*out->cell));
	out->head = row->head && *row->head;
	for (size_t c = 0; c < columns; c++)
		if (cover->rows[c])
			covered++;
	if (row->cells_count != columns - covered)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("the row has %u cells; the table has "
				      "%zu columns, of which cells above take "
				      "%zu"),
				    row->cells_count, columns, covered);
	for (size_t c = 0; c < columns; c++) {
		char *at = ao_make_path_of(m, path, "cells", taken);

		if (cover->rows[c]) {
			out->cell[c].rows = -1;
			cover->rows[c] -= cover->rows[c] != TO_THE_END;
			continue;
		}
		if (!make_cell(m, at, f, &row->cells[taken++], &out->cell[c]) ||
		    !check_span(m, at, f, i, out->cell[c].rows))
			return false;
		cover->rows[c] = out->cell[c].rows
					 ? (size_t)out->cell[c].rows - 1
					 : TO_THE_END;
	}
	return ao_make_when(m, path, row->when, row->when_count, &out->when);
}

static bool make_widths(struct ao_template_make *m, const char *path,
			const struct file_table *f, double room,
			struct ao_table *out)
{
	double sum = 0;

	out->columns = f->widths_count;
	out->column = ao_arena_alloc(m->out->arena,
				     out->columns * sizeof(*out->column));
	for (size_t c = 0; c < out->columns; c++) {
		char *at = ao_make_path_of(m, path, "widths", c);

		if (!ao_make_range(m, at, f->widths[c], 1, room))
			return false;
		out->column[c] = f->widths[c];
		sum += f->widths[c];
	}
	if (sum > room + 0.001)
		return ao_yaml_fail(m->yaml, ao_make_path(m, path, "widths"),
				    m->err,
				    _("the columns are %g mm wide together; "
				      "there is room for %g mm"),
				    sum, room);
	return true;
}

/* Rows for each record stand for themselves: what is repeated reaches nowhere,
 * and nothing reaches into it. */
static bool check_each(struct ao_template_make *m, const char *path,
		       const struct file_row *f, const struct cover *cover)
{
	bool spans = false;

	for (size_t c = 0; c < AO_COUNT(cover->rows); c++)
		spans |= cover->rows[c] > 0;
	for (size_t c = 0; c < f->cells_count; c++)
		spans |= f->cells[c].rows && *f->cells[c].rows != 1;
	return !spans || !f->each ||
	       ao_yaml_fail(m->yaml, path, m->err,
			    _("a cell reaches over several rows, and this row "
			      "has each:"));
}

/* Neighbours with the same each: are repeated together, record by record. */
static bool same_each(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static bool add_row(struct ao_template_make *m, const char *path,
		    const struct file_table *f, size_t i, struct cover *cover,
		    struct ao_buf *rows)
{
	char *at = ao_make_path_of(m, path, "rows", i);
	struct ao_row made = {0};

	if (!check_each(m, at, &f->rows[i], cover) ||
	    !make_row(m, at, f, i, cover, &made))
		return false;
	ao_buf_add(rows, (const char *)&made, sizeof(made));
	return true;
}

/* The rows [i, end) for each record; what is made for none is thrown away. */
static bool add_rows(struct ao_template_make *m, const char *path,
		     const struct file_table *f, size_t i, size_t end,
		     struct cover *cover, struct ao_buf *rows)
{
	const char *name = f->rows[i].each;
	size_t before = rows->n;
	struct ao_each each;
	bool ok = ao_each_begin(m, ao_make_path_of(m, path, "rows", i), name,
				&each);

	for (size_t k = 0; ok && k < each.times; k++) {
		if (name)
			m->record = k;
		for (size_t r = i; ok && r < end; r++)
			ok = add_row(m, path, f, r, cover, rows);
	}
	if (!ok)
		return false;
	if (each.empty)
		rows->n = before;
	ao_each_end(m, &each);
	return true;
}

static bool make_rows(struct ao_template_make *m, const char *path,
		      const struct file_table *f, struct ao_table *table)
{
	struct ao_buf rows = {0};
	struct cover cover = {0};
	bool ok = true;

	for (size_t i = 0, end; ok && i < f->rows_count; i = end) {
		end = i + 1;
		while (end < f->rows_count &&
		       same_each(f->rows[i].each, f->rows[end].each))
			end++;
		ok = add_rows(m, path, f, i, end, &cover, &rows);
	}
	table->rows = rows.n / sizeof(*table->row);
	table->row = ao_arena_alloc(m->out->arena, rows.n + 1);
	if (rows.n)
		memcpy(table->row, rows.s, rows.n);
	ao_buf_release(&rows);
	return ok;
}

bool ao_make_table(struct ao_template_make *m, const char *path,
		   const struct file_table *f, double room,
		   struct ao_block *out)
{
	struct ao_table *table = ao_arena_alloc(m->out->arena, sizeof(*table));

	out->table = table;
	table->padding = given(f->padding, 1);
	table->rule = given(f->rule, 0);
	if (!make_widths(m, path, f, room, table) ||
	    !ao_make_range(m, ao_make_path(m, path, "padding"), table->padding,
			   0, 50) ||
	    !ao_make_range(m, ao_make_path(m, path, "rule"), table->rule, 0,
			   5) ||
	    !ao_make_color(m, ao_make_path(m, path, "color"), f->color,
			   &table->rule_color))
		return false;
	return make_rows(m, path, f, table);
}

static bool make_space(struct ao_template_make *m, const char *path,
		       const struct file_block *f, double room,
		       struct ao_block *out)
{
	out->before = given(f->before, 0);
	out->after = given(f->after, 0);
	out->indent = given(f->indent, 0);
	if (f->bullet && !f->indent && out->style)
		out->indent = 1.5 * MM_PER_PT * out->style->size;
	return ao_make_range(m, ao_make_path(m, path, "before"), out->before, 0,
			     200) &&
	       ao_make_range(m, ao_make_path(m, path, "after"), out->after, 0,
			     200) &&
	       ao_make_range(m, ao_make_path(m, path, "indent"), out->indent, 0,
			     room - 1);
}

static bool make_text_block(struct ao_template_make *m, const char *path,
			    const struct file_block *f, const char *style,
			    struct ao_block *out)
{
	const char *at = f->style ? ao_make_path(m, path, "style") : path;

	if (!f->style && !style)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("neither the text nor its flow has a "
				      "style; add one"));
	out->type = AO_BLOCK_TEXT;
	out->bullet = ao_arena_strdup(m->out->arena, f->bullet);
	return ao_make_style(m, at, f->style ? f->style : style, &out->style) &&
	       ao_make_text(m, ao_make_path(m, path, "text"), f->text,
			    out->style, &out->text);
}

static bool make_rule_block(struct ao_template_make *m, const char *path,
			    const struct file_block *f, struct ao_block *out)
{
	char *at = ao_make_path(m, path, "rule");

	out->type = AO_BLOCK_RULE;
	out->rule = f->rule->width;
	return ao_make_range(m, ao_make_path(m, at, "width"), out->rule, 0.05,
			     10) &&
	       ao_make_color(m, ao_make_path(m, at, "color"), f->rule->color,
			     &out->rule_color);
}

static bool make_block(struct ao_template_make *m, const char *path,
		       const struct file_flow *flow, size_t i, double room,
		       struct ao_block *out)
{
	const struct file_block *f = &flow->blocks[i];
	int kinds = !!f->text + !!f->table + !!f->rule;
	bool good;

	if (kinds != 1)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("expected exactly one of text, table and "
				      "rule, found %d of them"),
				    kinds);
	if (!f->text && (f->bullet || f->style))
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("bullet and style belong to a text"));
	if (f->text)
		good = make_text_block(m, path, f, flow->style, out);
	else if (f->rule)
		good = make_rule_block(m, path, f, out);
	else {
		out->type = AO_BLOCK_TABLE;
		good = ao_make_table(m, ao_make_path(m, path, "table"),
				     f->table, room - given(f->indent, 0), out);
	}
	out->keep = f->keep && *f->keep;
	return good && make_space(m, path, f, room, out) &&
	       ao_make_when(m, path, f->when, f->when_count, &out->when);
}

static bool add_blocks(struct ao_template_make *m, const char *path,
		       const struct file_flow *f, size_t i, size_t end,
		       double room, struct ao_buf *blocks)
{
	const char *name = f->blocks[i].each;
	size_t before = blocks->n;
	struct ao_each each;

	if (!ao_each_begin(m, ao_make_path_of(m, path, "blocks", i), name,
			   &each))
		return false;
	for (size_t k = 0; k < each.times * (end - i); k++) {
		size_t b = i + k % (end - i);
		struct ao_block made = {0};

		if (name)
			m->record = k / (end - i);
		if (!make_block(m, ao_make_path_of(m, path, "blocks", b), f, b,
				room, &made))
			return false;
		ao_buf_add(blocks, (const char *)&made, sizeof(made));
	}
	if (each.empty)
		blocks->n = before;
	ao_each_end(m, &each);
	return true;
}

static bool make_blocks(struct ao_template_make *m, const char *path,
			const struct file_flow *f, double room,
			struct ao_sheet_item *out)
{
	struct ao_buf blocks = {0};
	bool ok = true;

	for (size_t i = 0, end; ok && i < f->blocks_count; i = end) {
		end = i + 1;
		while (end < f->blocks_count &&
		       same_each(f->blocks[i].each, f->blocks[end].each))
			end++;
		ok = add_blocks(m, path, f, i, end, room, &blocks);
	}
	out->blocks = blocks.n / sizeof(*out->block);
	out->block = ao_arena_alloc(m->out->arena, blocks.n + 1);
	if (blocks.n)
		memcpy(out->block, blocks.s, blocks.n);
	ao_buf_release(&blocks);
	return ok;
}

/* A flow that goes on on further pages, there in another box. */
static bool make_next(struct ao_template_make *m, const char *path,
		      const struct file_flow *f, struct ao_sheet_item *out)
{
	char *at = ao_make_path(m, path, "next_box");

	out->continues = f->continues && *f->continues;
	out->next_box = out->box;
	if (!out->continues)
		return !f->next_box ||
		       ao_yaml_fail(m->yaml, at, m->err,
				    _("next_box is for a flow that continues"));
	if (!m->facts)
		return ao_yaml_fail(m->yaml, ao_make_path(m, path, "continues"),
				    m->err,
				    _("only a report sheet continues on "
				      "another page"));
	if (out->columns > 1)
		return ao_yaml_fail(m->yaml, ao_make_path(m, path, "columns"),
				    m->err,
				    _("a flow that continues has one column"));
	if (f->next_box &&
	    !ao_make_box(m, at, f->next_box, 0.1, &out->next_box))
		return false;
	return fabs(out->next_box.width - out->box.width) < 0.001 ||
	       ao_yaml_fail(m->yaml, at, m->err,
			    _("next_box is as wide as the box: %g mm"),
			    out->box.width);
}

bool ao_make_flow(struct ao_template_make *m, const char *path,
		  const struct file_flow *f, struct ao_sheet_item *out)
{
	double room;

	out->anchor = f->anchor ? *f->anchor : AO_ANCHOR_TOP;
	out->columns = f->columns ? *f->columns : 1;
	out->gap = given(f->gap, 0);
	out->foot = given(f->foot, 0);
	if (!ao_make_range(m, ao_make_path(m, path, "columns"),
			   (double)out->columns, 1, 6) ||
	    !ao_make_range(m, ao_make_path(m, path, "gap"), out->gap, 0, 100) ||
	    !ao_make_range(m, ao_make_path(m, path, "foot"), out->foot, 0,
			   fmax(out->box.height - 1, 0)) ||
	    !make_next(m, path, f, out))
		return false;
	room = (out->box.width - out->gap * (double)(out->columns - 1)) /
	       (double)out->columns;
	if (room < 5)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("a column is %g mm wide; at least 5 mm "
				      "are needed"),
				    room);
	return make_blocks(m, path, f, room, out);
}
