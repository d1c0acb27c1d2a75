/* layout_table.c - a table of the rows that a notice shows. */
#include "setting.h"

#include <math.h>

/* Text keeps this far (mm) from the edges of its column, so that neighbours
 * never touch and text does not start at the very end of a rule. */
#define CELL_INSET 1.5

struct grid_cell {
	const struct ao_cell *cell;
	struct ao_ready *text;
	struct ao_lines lines;
	size_t column, row, rows; /* rows as shown */
};

struct ao_grid {
	const struct ao_table *table;
	size_t rows;    /* shown */
	double *height; /* of each, mm */
	struct grid_cell *cell;
	size_t cells;
};

bool ao_grid_empty(const struct ao_grid *grid)
{
	return grid->rows == 0;
}

static bool is_shown(const struct ao_setter *k, const struct ao_row *row)
{
	return ao_condition_holds(row->when, k->flags);
}

/* The cell of template row r, with the rows it covers as far as they are
 * shown: a cell whose own row is hidden still heads the others it covers. */
static bool add_cell(struct ao_setter *k, struct ao_grid *grid, size_t column,
		     size_t r)
{
	const struct ao_table *t = grid->table;
	const struct ao_cell *cell = &t->row[r].cell[column];
	struct grid_cell *g = &grid->cell[grid->cells];
	size_t before = 0, covered = 0;

	for (size_t i = 0; i < r; i++)
		before += is_shown(k, &t->row[i]);
	for (size_t i = r;
	     i < t->rows && (i == r || t->row[i].cell[column].rows < 0); i++)
		covered += is_shown(k, &t->row[i]);
	if (cell->rows > 0 && covered > (size_t)cell->rows)
		covered = (size_t)cell->rows;
	if (!covered)
		return true;
	grid->cells++;
	g->cell = cell;
	g->column = column;
	g->row = before;
	g->rows = covered;
	return ao_ready_make(k, &cell->text, cell->style, &g->text);
}

bool ao_grid_make(struct ao_setter *k, const struct ao_table *t,
		  struct ao_grid **out)
{
	struct ao_grid *grid = ao_arena_alloc(k->arena, sizeof(*grid));

	grid->table = t;
	for (size_t r = 0; r < t->rows; r++)
		grid->rows += is_shown(k, &t->row[r]);
	grid->height = ao_arena_alloc(k->arena,
				      (grid->rows + 1) * sizeof(*grid->height));
	grid->cell = ao_arena_alloc(k->arena, (t->rows * t->columns + 1) *
						      sizeof(*grid->cell));
	for (size_t r = 0; r < t->rows; r++)
		for (size_t c = 0; c < t->columns; c++)
			if (t->row[r].cell[c].rows >= 0 &&
			    !add_cell(k, grid, c, r))
				return false;
	*out = grid;
	return true;
}

static double height_of_rows(const struct ao_grid *grid, size_t row, size_t n)
{
	double height = 0;

	for (size_t i = row; i < row + n; i++)
		height += grid->height[i];
	return height;
}

/* The last of its rows grows where a cell over several rows needs it. */
static void grow_rows(struct ao_grid *grid, bool over_several)
{
	for (size_t i = 0; i < grid->cells; i++) {
		const struct grid_cell *g = &grid->cell[i];
		double need = g->lines.height + 2 * grid->table->padding;
		double have = height_of_rows(grid, g->row, g->rows);

		if ((g->rows > 1) == over_several && need > have)
			grid->height[g->row + g->rows - 1] += need - have;
	}
}

bool ao_grid_measure(struct ao_setter *k, struct ao_grid *grid, double *height,
		     bool *parted)
{
	for (size_t i = 0; i < grid->rows; i++)
		grid->height[i] = 0;
	for (size_t i = 0; i < grid->cells; i++) {
		struct grid_cell *g = &grid->cell[i];
		double width = grid->table->column[g->column] - 2 * CELL_INSET;

		if (!ao_lines_break(k, g->text, g->cell->style, fmax(width, 1),
				    &g->lines))
			return false;
		*parted |= g->lines.forced;
	}
	grow_rows(grid, /*over_several*/ false);
	grow_rows(grid, /*over_several*/ true);
	*height = height_of_rows(grid, 0, grid->rows);
	return true;
}

/* Does a cell stand across the line above that row? */
static bool is_crossed(const struct ao_grid *grid, size_t column, size_t row)
{
	for (size_t i = 0; i < grid->cells; i++) {
		const struct grid_cell *g = &grid->cell[i];

		if (g->column == column && g->row < row &&
		    g->row + g->rows > row)
			return true;
	}
	return false;
}

static void put_rule(struct ao_setter *k, const struct ao_grid *grid,
		     size_t row, double x, double y)
{
	const struct ao_table *t = grid->table;
	struct ao_mark m = {.type = AO_MARK_RULE,
			    .y = y,
			    .line = t->rule,
			    .color = t->rule_color,
			    .name = k->item->name};

	for (size_t c = 0; c < t->columns;) {
		m.x = x;
		m.w = 0;
		while (c < t->columns && !is_crossed(grid, c, row))
			m.w += t->column[c++];
		x += m.w;
		if (m.w > 0)
			ao_setter_put(k, m, /*variable*/ false);
		if (c < t->columns)
			x += t->column[c++];
	}
}

void ao_grid_put(struct ao_setter *k, const struct ao_grid *grid, double x,
		 double top)
{
	const struct ao_table *t = grid->table;

	for (size_t i = 0; i < grid->cells; i++) {
		const struct grid_cell *g = &grid->cell[i];
		double left = x + CELL_INSET;
		double free =
			height_of_rows(grid, g->row, g->rows) - g->lines.height;

		for (size_t c = 0; c < g->column; c++)
			left += t->column[c];
		ao_lines_put(k, &g->lines, left,
			     top + height_of_rows(grid, 0, g->row) + free / 2);
	}
	for (size_t r = 1; t->rule > 0 && r < grid->rows; r++)
		put_rule(k, grid, r, x, top + height_of_rows(grid, 0, r));
}
