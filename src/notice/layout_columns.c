/* layout_columns.c - the pieces of a flow, cut into columns. */
#include "layout_flow.h"

#include <math.h>

/* Columns may be uneven by so many squared mm, but not by more than this part
 * of the whole's square, for the sake of a cut before a heading; and whatever
 * is too high is worse than any of that. */
#define CUT_INSIDE      600.0
#define CUT_INSIDE_PART 0.05
#define TOO_HIGH        1e9

double flow_height(const struct flow *f, size_t from, size_t to)
{
	double height = 0;

	for (size_t i = from; i < to; i++) {
		if (i > from)
			height += fmax(f->piece[i - 1].block->after,
				       f->piece[i].block->before);
		height += f->piece[i].height;
	}
	return height;
}

/* Where the first of the columns that begins with piece i ends best, given
 * the least costs of what follows it. */
static size_t best_cut(const struct flow *f, size_t i, const double *after,
		       double *least)
{
	double whole = flow_height(f, 0, f->n);
	double inside = fmin(CUT_INSIDE, CUT_INSIDE_PART * whole * whole);
	size_t best = f->n;

	*least = INFINITY;
	for (size_t e = f->n + 1; e-- > i;) {
		double h = flow_height(f, i, e), cost = h * h + after[e];

		if (e > i && e < f->n && f->piece[e - 1].block->keep)
			continue;
		if (h > f->room)
			cost += TOO_HIGH;
		if (e < f->n && !f->piece[e].block->keep)
			cost += inside;
		if (cost < *least) {
			*least = cost;
			best = e;
		}
	}
	return best;
}

void flow_cut_columns(struct ao_setter *k, struct flow *f)
{
	size_t columns = k->item->columns, wide = f->n + 1;
	double *cost =
		ao_arena_alloc(k->arena, (columns + 1) * wide * sizeof(*cost));
	size_t *end =
		ao_arena_alloc(k->arena, (columns + 1) * wide * sizeof(*end));

	for (size_t i = 0; i < f->n; i++)
		cost[i] = INFINITY;
	for (size_t c = 1; c <= columns; c++)
		for (size_t i = 0; i <= f->n; i++)
			end[c * wide + i] =
				best_cut(f, i, &cost[(c - 1) * wide],
					 &cost[c * wide + i]);
	f->start[0] = 0;
	for (size_t c = 0; c < columns; c++)
		f->start[c + 1] = end[(columns - c) * wide + f->start[c]];
}
