/* layout_clash.c - what collides on a sheet, by its items.
 *
 * The territory of an item that names a field is its whole box but for the
 * foot, whatever the value. Where no territory meets another mark no letter can
 * collide, as long as each mark stays in it; the others, and those in which a
 * flow takes its foot, are searched letter by letter. */
#include "layout_check.h"

#include "aofuto/notice/collision.h"

#include <math.h>

static const char *place_of(struct ao_setter *k, const struct ao_mark *m)
{
	const struct ao_sheet_item *item = k->item;
	const char *place;

	if (!m || !m->item)
		return "";
	k->item = &k->on->item[m->item - 1];
	place = ao_item_place(k);
	k->item = item;
	return place;
}

static bool fail_clash(struct ao_setter *k, const struct ao_collision *c)
{
	const char *at = place_of(k, c->a), *other = place_of(k, c->b);

	switch (c->clash) {
	case AO_CLASH_TEXT:
		return ao_fail(k->err, AO_INPUT, at,
			       _("this text and the one at %s overlap by %.1f "
				 "mm; move one of them, or make it shorter or "
				 "smaller"),
			       other, c->over);
	case AO_CLASH_QR:
		return ao_fail(k->err, AO_INPUT, at,
			       _("this and what stands at %s overlap by %.1f "
				 "mm, and a QR code needs its box to itself; "
				 "move one of them"),
			       other, c->over);
	case AO_CLASH_BARS:
		return ao_fail(k->err, AO_INPUT, at,
			       _("this and what stands at %s overlap by %.1f "
				 "mm, and a barcode needs its box to itself; "
				 "move one of them"),
			       other, c->over);
	case AO_CLASH_RULE:
		return ao_fail(k->err, AO_INPUT, at,
			       _("the rule at %s runs through this text; move "
				 "one of them by %.1f mm"),
			       other, c->over);
	case AO_CLASH_EDGE:
		return ao_fail(k->err, AO_INPUT, at,
			       _("the edge of the box at %s runs through this; "
				 "move it by %.1f mm, wholly in or wholly out"),
			       other, c->over);
	case AO_CLASH_COVER:
		return ao_fail(k->err, AO_INPUT, at,
			       _("the fill at %s is drawn later and hides "
				 "this; put the fill first"),
			       other);
	case AO_CLASH_GROUND:
		return ao_fail(k->err, AO_INPUT, at,
			       c->a->type == AO_MARK_BARS
				       ? _("the barcode stands on the coloured "
					   "fill at %s; put a white fill "
					   "between them")
				       : _("the QR code stands on the coloured "
					   "fill at %s; put a white fill "
					   "between them"),
			       other);
	case AO_CLASH_PAPER:
		break;
	}
	return ao_fail(k->err, AO_INPUT, at,
		       _("this reaches %.1f mm over the edge of the paper"),
		       c->over);
}

/* The resident's name or address whose length is to blame for the mark's
 * place, or NULL: the template is. */
static const char *resident_of(const struct ao_setter *k,
			       const struct ao_mark *m)
{
	const struct ao_sheet_item *item;

	if (!k->misfit || !m || !m->item)
		return NULL;
	item = &k->on->item[m->item - 1];
	return ao_item_names_resident(item) ? ao_item_blame(k, item) : NULL;
}

static bool fail_letter(struct ao_setter *k, const struct ao_collision *c)
{
	const char *field = resident_of(k, c->a);

	if (!field)
		field = resident_of(k, c->b);
	if (!field)
		return fail_clash(k, c);
	*k->misfit = (struct ao_misfit){.type = c->clash == AO_CLASH_BARS
							? AO_BARS_WITHOUT_ROOM
							: AO_DOES_NOT_FIT,
					.field = field,
					.over = c->over};
	return false;
}

bool ao_sheet_apart(struct ao_setter *k, const struct ao_page *fixed,
		    const struct ao_page *variable)
{
	struct ao_collision c;

	return !ao_collision_find(fixed, variable, &c) || fail_letter(k, &c);
}

bool ao_item_holds(struct ao_setter *k, const struct ao_page *page,
		   size_t first)
{
	const struct ao_box *box = &k->item->box;
	double left = box->x - AO_COLLISION_HAIR;
	double right = box->x + box->width + AO_COLLISION_HAIR;
	double top = box->y - AO_COLLISION_HAIR;
	double bottom = box->y + box->height + AO_COLLISION_HAIR;

	for (size_t i = first; i < page->n; i++) {
		const struct ao_mark *m = &page->mark[i];
		struct ao_extent e = ao_mark_extent(m);
		struct ao_collision c = {.a = m};
		double out;

		if (e.left >= left && e.right <= right && e.top >= top &&
		    e.bottom <= bottom)
			continue;
		out = fmax(fmax(left - e.left, e.right - right),
			   fmax(top - e.top, e.bottom - bottom)) +
		      AO_COLLISION_HAIR;
		c.over = out;
		if (resident_of(k, m))
			return fail_letter(k, &c);
		return ao_fail(k->err, AO_INPUT, ao_item_place(k),
			       _("this reaches %.1f mm out of its box; make "
				 "the box larger, or the text shorter or "
				 "smaller"),
			       out);
	}
	return true;
}

/* A text as large as its box without the foot. */
static void put_territory(struct ao_setter *k, struct ao_page *page)
{
	const struct ao_box *box = &k->item->box;
	double height = box->height - k->item->foot;
	struct ao_mark m = {.type = AO_MARK_TEXT,
			    .x = box->x,
			    .y = box->y + 0.88 * height,
			    .w = box->width,
			    .size = height / AO_MM_PER_PT,
			    .s = ""};

	k->variable = page;
	ao_setter_put(k, m, /*variable*/ true);
}

struct pages {
	struct ao_page fixed, variable, territory;
};

static bool set_items(struct ao_setter *k, const struct ao_notice *probe,
		      struct pages *p)
{
	ao_page_clear(&p->fixed);
	ao_page_clear(&p->variable);
	ao_page_clear(&p->territory);
	for (size_t i = 0; i < k->on->items; i++) {
		const struct ao_sheet_item *item = &k->on->item[i];
		bool variable = ao_item_is_variable(item);

		k->notice = variable ? probe : NULL;
		k->fixed = k->variable = variable ? &p->variable : &p->fixed;
		if (!ao_item_set(k, item, "https://example.invalid/"))
			return false;
		if (!variable || !ao_condition_holds(item->when, k->flags))
			continue;
		if (item->type == AO_ITEM_TYPE_QR ||
		    item->type == AO_ITEM_TYPE_BARS)
			ao_page_add(&p->territory,
				    p->variable.mark[p->variable.n - 1]);
		else
			put_territory(k, &p->territory);
	}
	return true;
}

static bool check_flags(struct ao_setter *k, const struct ao_notice *probe,
			struct pages *p, struct ao_territories *out)
{
	struct ao_collision c;

	if (!set_items(k, probe, p))
		return false;
	k->notice = probe;
	if (!ao_sheet_apart(k, &p->fixed, &p->variable))
		return false;
	if (!ao_collision_find(&p->fixed, &p->territory, &c))
		out->apart[out->n++] = k->flags & out->asked;
	return true;
}

bool ao_territories_check(struct ao_setter *k, const struct ao_notice *probe,
			  struct ao_territories *out)
{
	double width = k->template->width, height = k->template->height;
	bool tried[1u << AO_FLAG_COUNT] = {false}, ok = true;
	struct pages p;

	ao_page_init(&p.fixed, width, height);
	ao_page_init(&p.variable, width, height);
	ao_page_init(&p.territory, width, height);
	/* A specimen only adds what is meant to lie over it. */
	out->asked &= ~AO_FLAG(SPECIMEN);
	for (size_t i = 0; ok && i < AO_FLAG_SETS; i++) {
		k->flags = ao_flag_set(i);
		if (!ao_condition_holds(k->on->when, k->flags) ||
		    tried[k->flags & out->asked])
			continue;
		tried[k->flags & out->asked] = true;
		ok = check_flags(k, probe, &p, out);
	}
	ao_page_release(&p.fixed);
	ao_page_release(&p.variable);
	ao_page_release(&p.territory);
	return ok;
}

bool ao_territories_apart(const struct ao_territories *t, unsigned flags)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->apart[i] == (flags & t->asked))
			return true;
	return false;
}
