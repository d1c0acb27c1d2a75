/* layout_blame.c - where an item stands, and whose text is too long for it. */
#include "setting.h"

#include <string.h>

static const char *const field_name[] = {
#define X(id, text, type) text,
	AO_FIELD_TABLE(X)
#undef X
};

const char *ao_item_place(const struct ao_setter *k)
{
	return ao_arena_printf(k->arena, "%s:%u:%u", k->template->path,
			       k->item->line_number, k->item->column_number);
}

/* Remembers the text's longest value, if it is longer than *longest bytes. */
static void look_for_longest(const struct ao_setter *k, const struct ao_text *t,
			     size_t *longest, const char **field)
{
	for (size_t i = 0; i < t->spans; i++) {
		const char *value;

		if (t->span[i].type != AO_SPAN_FIELD)
			continue;
		value = k->notice->text[t->span[i].field];
		if (value && strlen(value) > *longest) {
			*longest = strlen(value);
			*field = field_name[t->span[i].field];
		}
	}
}

bool ao_field_is_residents(enum ao_field f)
{
	return f == AO_FIELD_NAME || f == AO_FIELD_NAME_KANA ||
	       f == AO_FIELD_ADDRESS || f == AO_FIELD_BUILDING;
}

static bool names_resident(const struct ao_text *t)
{
	for (size_t i = 0; i < t->spans; i++)
		if (t->span[i].type == AO_SPAN_FIELD &&
		    ao_field_is_residents(t->span[i].field))
			return true;
	return false;
}

bool ao_item_names_resident(const struct ao_sheet_item *item)
{
	for (size_t i = 0; i < item->blocks; i++) {
		const struct ao_block *b = &item->block[i];
		const struct ao_table *t = b->table;

		if (b->type == AO_BLOCK_TEXT && names_resident(&b->text))
			return true;
		for (size_t c = 0; t && c < t->rows * t->columns; c++)
			if (names_resident(&t->row[c / t->columns]
						    .cell[c % t->columns]
						    .text))
				return true;
	}
	return false;
}

const char *ao_text_blame(const struct ao_setter *k, const struct ao_text *t)
{
	size_t longest = 0;
	const char *field = NULL;

	if (k->notice)
		look_for_longest(k, t, &longest, &field);
	return field;
}

const char *ao_item_blame(const struct ao_setter *k,
			  const struct ao_sheet_item *item)
{
	size_t longest = 0;
	const char *field = NULL;

	for (size_t i = 0; k->notice && i < item->blocks; i++) {
		const struct ao_block *b = &item->block[i];
		const struct ao_table *t = b->table;

		if (!ao_condition_holds(b->when, k->flags))
			continue;
		if (b->type == AO_BLOCK_TEXT)
			look_for_longest(k, &b->text, &longest, &field);
		for (size_t c = 0; t && c < t->rows * t->columns; c++)
			look_for_longest(k,
					 &t->row[c / t->columns]
						  .cell[c % t->columns]
						  .text,
					 &longest, &field);
	}
	return field;
}
