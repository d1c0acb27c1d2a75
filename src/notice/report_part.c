/* report_part.c - a flow that goes on on further pages. */
#include "report_part.h"

#include <string.h>

/* Rows whose cells reach over others stay together, as one block. */
static bool is_parted(const struct ao_block *block)
{
	const struct ao_table *t = block->table;

	if (block->type != AO_BLOCK_TABLE)
		return false;
	for (size_t r = 0; r < t->rows; r++)
		for (size_t c = 0; c < t->columns; c++)
			if (t->row[r].cell[c].rows != 1)
				return false;
	return true;
}

static bool never(struct ao_condition when)
{
	return when.need & AO_FLAG_NEVER;
}

static void add_unit(struct report_flow *f, size_t block, size_t row)
{
	f->unit[f->units++] = (struct report_unit){block, row};
}

static void add_block(struct report_flow *f, size_t i)
{
	const struct ao_block *b = &f->whole.block[i];

	if (never(b->when) || (b->type == AO_BLOCK_TEXT && b->text.empty))
		return;
	if (!is_parted(b)) {
		add_unit(f, i, REPORT_WHOLE);
		return;
	}
	for (size_t r = 0; r < b->table->rows; r++)
		if (!b->table->row[r].head && !never(b->table->row[r].when))
			add_unit(f, i, r);
}

static size_t most_units(const struct ao_sheet_item *item)
{
	size_t n = 1;

	for (size_t i = 0; i < item->blocks; i++)
		n += 1 +
		     (item->block[i].table ? item->block[i].table->rows : 0);
	return n;
}

static bool fail_second(const struct ao_setter *k, struct ao_sheet_item *item)
{
	struct ao_setter at = *k;

	at.item = item;
	return ao_fail(k->err, AO_INPUT, ao_item_place(&at),
		       _("a second flow of the sheet continues; one does"));
}

bool report_flow_init(struct report_flow *f, struct ao_sheet *sheet,
		      struct ao_arena *arena, const struct ao_setter *k)
{
	*f = (struct report_flow){.arena = arena};
	for (size_t i = 0; i < sheet->items; i++) {
		struct ao_sheet_item *item = &sheet->item[i];

		if (!item->continues || never(item->when))
			continue;
		if (f->item)
			return fail_second(k, item);
		f->item = item;
		f->whole = *item;
	}
	if (!f->item)
		return true;
	f->unit = ao_arena_alloc(arena, most_units(f->item) * sizeof(*f->unit));
	for (size_t i = 0; i < f->whole.blocks; i++)
		add_block(f, i);
	return true;
}

/* The heads of a table, and the rows of the units [from, to). */
static struct ao_table *cut_table(const struct report_flow *f,
				  const struct ao_table *whole, size_t from,
				  size_t to)
{
	struct ao_table *t = ao_arena_alloc(f->arena, sizeof(*t));
	size_t heads = 0;

	for (size_t r = 0; r < whole->rows; r++)
		heads += whole->row[r].head;
	*t = *whole;
	t->row =
		ao_arena_alloc(f->arena, (heads + to - from) * sizeof(*t->row));
	t->rows = 0;
	for (size_t r = 0; r < whole->rows; r++)
		if (whole->row[r].head)
			t->row[t->rows++] = whole->row[r];
	for (size_t u = from; u < to; u++)
		t->row[t->rows++] = whole->row[f->unit[u].row];
	return t;
}

/* Their memory stays until the sheet is done: texts that were made ready are
 * known by where they stand. */
static void cut(struct report_flow *f, size_t from, size_t to)
{
	struct ao_sheet_item *item = f->item;
	size_t end;

	item->blocks = 0;
	item->block = ao_arena_alloc(f->arena,
				     (to - from + 1) * sizeof(*item->block));
	for (size_t u = from; u < to; u = end) {
		size_t i = f->unit[u].block;
		struct ao_block *b = &item->block[item->blocks++];

		*b = f->whole.block[i];
		end = u + 1;
		if (f->unit[u].row == REPORT_WHOLE)
			continue;
		while (end < to && f->unit[end].block == i)
			end++;
		b->table = cut_table(f, b->table, u, end);
	}
}

static bool try_to(struct report_flow *f, struct ao_setter *k, size_t to,
		   bool *fits)
{
	cut(f, f->done, to);
	k->item = f->item;
	return ao_flow_fits(k, fits);
}

/* The last unit that still fits, by steps that double and then halve: most
 * pages hold about as much as the one before. */
static bool find_end(struct report_flow *f, struct ao_setter *k, size_t *end)
{
	size_t good = f->done, bad = f->units + 1, step = 16;
	bool fits;

	while (good + 1 < bad) {
		size_t to = bad > f->units ? good + step : (good + bad) / 2;

		if (to > f->units)
			to = f->units;
		if (!try_to(f, k, to, &fits))
			return false;
		if (fits)
			good = to;
		else
			bad = to;
		step *= 2;
	}
	*end = good;
	return true;
}

static bool keeps(const struct report_flow *f, size_t unit)
{
	const struct report_unit *u = &f->unit[unit];

	return u->row == REPORT_WHOLE && f->whole.block[u->block].keep;
}

bool report_flow_next(struct report_flow *f, struct ao_setter *k)
{
	size_t end, cut_at;

	if (!f->item)
		return true;
	if (f->done)
		f->item->box = f->whole.next_box;
	if (!find_end(f, k, &end))
		return false;
	cut_at = end;
	while (cut_at > f->done && cut_at < f->units && keeps(f, cut_at - 1))
		cut_at--;
	if (cut_at > f->done)
		end = cut_at;
	if (end == f->done && end < f->units)
		end++; /* whoever sets it says how much it is too high */
	cut(f, f->done, end);
	f->done = end;
	return true;
}
