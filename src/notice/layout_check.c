/* layout_check.c - what is wrong with a template is said before the first
 * letter. */
#include "layout_check.h"

static unsigned flags_of(struct ao_condition c)
{
	return c.need | c.forbid;
}

static unsigned asked_by(const struct ao_sheet_item *item)
{
	unsigned asked = flags_of(item->when);

	for (size_t i = 0; i < item->blocks; i++) {
		const struct ao_block *b = &item->block[i];

		asked |= flags_of(b->when);
		for (size_t r = 0;
		     b->type == AO_BLOCK_TABLE && r < b->table->rows; r++)
			asked |= flags_of(b->table->row[r].when);
	}
	return asked;
}

static bool is_english(const struct ao_text *t)
{
	for (size_t i = 0; i < t->spans; i++)
		if (t->span[i].form == AO_FORM_ENGLISH)
			return true;
	return false;
}

static bool has_english(const struct ao_sheet_item *item)
{
	for (size_t i = 0; i < item->blocks; i++) {
		const struct ao_block *b = &item->block[i];
		const struct ao_table *t = b->table;

		if (b->type == AO_BLOCK_TEXT && is_english(&b->text))
			return true;
		for (size_t c = 0; t && c < t->rows * t->columns; c++)
			if (is_english(&t->row[c / t->columns]
						.cell[c % t->columns]
						.text))
				return true;
	}
	return false;
}

/* The widest day as wareki and western, and the widest in English. */
static const struct ao_date widest = {2046, 10, 28};
static const struct ao_date widest_english = {2046, 9, 28};
/* じゅうよっか is the reading that is longest beside its base. */
static const struct ao_date widest_easy = {2046, 10, 24};

/* A resident with a short name, but dates and numbers as wide as any: what
 * does not fit now is the template's fault. */
static void make_probe(struct ao_notice *n, struct ao_date day)
{
	static const enum ao_field resident[] = {
		AO_FIELD_NAME, AO_FIELD_NAME_KANA, AO_FIELD_ADDRESS,
		AO_FIELD_BUILDING};

	*n = (struct ao_notice){0};
	for (size_t i = 0; i < AO_FIELD_COUNT; i++) {
		n->text[i] = "888-8888";
		n->date[i] = day;
	}
	for (size_t i = 0; i < AO_COUNT(resident); i++)
		n->text[resident[i]] = "見本";
	n->text[AO_FIELD_APPLICATION_ID] = "88888888888888888888888";
	n->text[AO_FIELD_CUSTOMER_BARCODE] = "88888888-8-8-888";
}

/* An item fits its box in every notice that shows it. */
static bool check_fit(struct ao_setter *k, const struct ao_sheet *sheet,
		      const struct ao_sheet_item *item, unsigned asked)
{
	unsigned tried[AO_FLAG_SETS];

	asked |= flags_of(sheet->when);
	for (size_t i = 0; i < AO_FLAG_SETS; i++) {
		size_t same = 0;

		k->flags = ao_flag_set(i);
		tried[i] = k->flags & asked;
		while (tried[same] != tried[i])
			same++;
		if (same < i || !ao_condition_holds(sheet->when, k->flags))
			continue;
		if (!ao_item_set(k, item, ""))
			return false;
	}
	return true;
}

void ao_sheet_asks(const struct ao_sheet *sheet, unsigned *asked)
{
	for (size_t i = 0; i < sheet->items; i++)
		if (!ao_item_is_variable(&sheet->item[i]))
			*asked |= asked_by(&sheet->item[i]);
}

bool ao_sheet_check(struct ao_setter *k, unsigned *asked,
		    struct ao_territories *territories)
{
	const struct ao_sheet *sheet = k->on;
	struct ao_notice probe, english;

	make_probe(&probe, k->template->language == AO_LANGUAGE_JA_EASY
				   ? widest_easy
				   : widest);
	make_probe(&english, widest_english);
	k->sheet[0] = k->sheets[0] = '8';
	for (size_t i = 0; i < sheet->items; i++) {
		const struct ao_sheet_item *item = &sheet->item[i];
		unsigned asks = asked_by(item);

		k->item = item;
		k->notice = ao_item_is_variable(item) ? &probe : NULL;
		if (!ao_ready_check(k) || !check_fit(k, sheet, item, asks))
			return false;
		k->notice = k->notice && has_english(item) ? &english : NULL;
		if (k->notice && !check_fit(k, sheet, item, asks))
			return false;
		if (!ao_item_is_variable(item))
			*asked |= asks;
		territories->asked |= asks;
	}
	return ao_territories_check(k, &probe, territories);
}
