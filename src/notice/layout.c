/* layout.c - sheets of a template, their fixed pages, a letter. */
#include "layout_check.h"

#include "aofuto/notice/barcode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixed_page {
	size_t sheet;
	unsigned flags; /* those that its items ask for */
	uint64_t moved; /* digest of the marks it took from variable items */
	struct ao_page page;
};

struct ao_layout {
	const struct ao_template *template;
	struct ao_faces *faces;
	struct ao_breaker *breaker;
	struct ao_known *known;
	struct ao_arena *arena;
	struct ao_page moved; /* fixed marks of the variable items of a sheet */
	unsigned asked[AO_LAYOUT_PAGES]; /* flags that fixed items ask for */
	struct ao_territories territories[AO_LAYOUT_PAGES];
	struct fixed_page **fixed;
	size_t fixeds;
};

const struct ao_template *ao_layout_template(const struct ao_layout *l)
{
	return l->template;
}

static struct ao_setter setter_of(struct ao_layout *l, unsigned flags,
				  struct ao_error *err)
{
	return (struct ao_setter){.template = l->template,
				  .faces = l->faces,
				  .breaker = l->breaker,
				  .known = l->known,
				  .arena = l->arena,
				  .flags = flags,
				  .err = err};
}

bool ao_item_is_variable(const struct ao_sheet_item *item)
{
	return item->variable || item->type == AO_ITEM_TYPE_QR ||
	       item->type == AO_ITEM_TYPE_BARS;
}

static void put_shape(struct ao_setter *k, enum ao_mark_type type)
{
	const struct ao_sheet_item *item = k->item;
	struct ao_mark m = {.type = type,
			    .x = item->box.x,
			    .y = item->box.y,
			    .w = item->box.width,
			    .h = item->box.height,
			    .color = item->color,
			    .filled = item->filled,
			    .line = item->line,
			    .line_color = item->line_color,
			    .radius = item->radius,
			    .name = item->name};

	ao_setter_put(k, m, /*variable*/ false);
}

static void put_qr(struct ao_setter *k, const char *qr)
{
	const struct ao_box *box = &k->item->box;
	struct ao_mark m = {.type = AO_MARK_QR,
			    .x = box->x,
			    .y = box->y,
			    .w = box->width,
			    .h = box->height,
			    .s = qr,
			    .name = k->item->name};

	if (*qr)
		ao_setter_put(k, m, /*variable*/ true);
}

static void put_bars(struct ao_setter *k)
{
	const char *value = k->notice->text[AO_FIELD_CUSTOMER_BARCODE];
	const struct ao_box *box = &k->item->box;
	char bars[AO_BARS + 1];
	struct ao_mark m = {.type = AO_MARK_BARS,
			    .x = box->x,
			    .y = box->y,
			    .w = box->width,
			    .h = box->height,
			    .size = k->item->size,
			    .s = bars,
			    .name = k->item->name,
			    .fields = AO_FIELD_BIT(CUSTOMER_BARCODE)};

	if (!*value)
		return;
	if (!ao_barcode_bars(value, bars))
		AO_BUG("a customer barcode of %zu characters", strlen(value));
	ao_setter_put(k, m, /*variable*/ true);
}

/* A text or flow, none of whose marks leaves its box. */
static bool set_flow(struct ao_setter *k)
{
	size_t fixed = k->fixed->n, variable = k->variable->n;

	return ao_flow_set(k) && ao_item_holds(k, k->fixed, fixed) &&
	       ao_item_holds(k, k->variable, variable);
}

bool ao_item_set(struct ao_setter *k, const struct ao_sheet_item *item,
		 const char *qr)
{
	k->item = item;
	k->shrink = 0;
	if (!ao_condition_holds(item->when, k->flags))
		return true;
	switch (item->type) {
	case AO_ITEM_TYPE_FILL:
		put_shape(k, AO_MARK_FILL);
		return true;
	case AO_ITEM_TYPE_RULE:
		put_shape(k, AO_MARK_RULE);
		return true;
	case AO_ITEM_TYPE_QR:
		put_qr(k, qr);
		return true;
	case AO_ITEM_TYPE_BARS:
		put_bars(k);
		return true;
	case AO_ITEM_TYPE_TEXT:
	case AO_ITEM_TYPE_FLOW:
		break;
	}
	return set_flow(k);
}

bool ao_layout_check_styles(const struct ao_template *t,
			    const struct ao_faces *faces, struct ao_error *err)
{
	for (size_t i = 0; i < t->styles; i++)
		if (ao_faces_role(faces, t->style[i].font) < 0)
			return ao_fail(err, AO_INPUT, t->path,
				       _("the style \"%s\" asks for the font "
					 "\"%s\", and fonts.yaml has no such "
					 "role"),
				       t->style[i].name, t->style[i].font);
	return true;
}

static bool check_sheets(const struct ao_template *t, struct ao_error *err)
{
	if (t->sheets > AO_LAYOUT_PAGES)
		return ao_fail(err, AO_INPUT, t->path,
			       _("a letter has at most %d pages, and this "
				 "template names %zu"),
			       AO_LAYOUT_PAGES, t->sheets);
	return true;
}

static bool check_sheet(struct ao_layout *l, size_t sheet, struct ao_error *err)
{
	struct ao_setter k = setter_of(l, 0, err);
	bool ok;

	k.on = &l->template->sheet[sheet];
	k.fixed = k.variable = &l->moved;
	ok = ao_sheet_check(&k, &l->asked[sheet], &l->territories[sheet]);
	ao_page_clear(&l->moved);
	ao_arena_reset(l->arena);
	return ok;
}

static struct ao_layout *make_layout(const struct ao_template *t,
				     struct ao_faces *faces,
				     struct ao_error *err)
{
	struct ao_layout *l = ao_calloc(1, sizeof(*l));
	bool ok;

	l->template = t;
	l->faces = faces;
	l->known = ao_known_new();
	l->arena = ao_arena_new();
	ao_page_init(&l->moved, t->width, t->height);
	l->breaker = ao_breaker_open(err);
	ok = l->breaker && ao_layout_check_styles(t, faces, err) &&
	     check_sheets(t, err);
	if (ok)
		return l;
	ao_layout_free(l);
	return NULL;
}

struct ao_layout *ao_layout_new(const struct ao_template *t,
				struct ao_faces *faces, struct ao_error *err)
{
	struct ao_layout *l = make_layout(t, faces, err);

	for (size_t s = 0; l && s < t->sheets; s++) {
		if (check_sheet(l, s, err))
			continue;
		ao_layout_free(l);
		return NULL;
	}
	return l;
}

/* No territory is known to be apart: each page is searched. */
struct ao_layout *ao_layout_new_proven(const struct ao_template *t,
				       struct ao_faces *faces,
				       struct ao_error *err)
{
	struct ao_layout *l = make_layout(t, faces, err);

	for (size_t s = 0; l && s < t->sheets; s++)
		ao_sheet_asks(&t->sheet[s], &l->asked[s]);
	return l;
}

void ao_layout_free(struct ao_layout *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->fixeds; i++) {
		ao_page_release(&l->fixed[i]->page);
		free(l->fixed[i]);
	}
	free(l->fixed);
	ao_page_release(&l->moved);
	ao_arena_free(l->arena);
	ao_known_free(l->known);
	ao_breaker_close(l->breaker);
	free(l);
}

/* FNV-1a, 64 bits. */
#define DIGEST_START UINT64_C(0xCBF29CE484222325)

static uint64_t mix_number(uint64_t h, double number)
{
	uint64_t bits = 0;

	memcpy(&bits, &number, sizeof(bits));
	for (int i = 0; i < 64; i += 8)
		h = (h ^ (bits >> i & 0xFF)) * UINT64_C(0x100000001B3);
	return h;
}

static uint64_t mix_text(uint64_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(0x100000001B3);
	return h;
}

static uint64_t digest_of(const struct ao_page *page)
{
	uint64_t h = DIGEST_START;

	for (size_t i = 0; i < page->n; i++) {
		const struct ao_mark *m = &page->mark[i];

		h = mix_number(h, m->x);
		h = mix_number(h, m->y);
		h = mix_number(h, m->w);
		h = mix_number(h, m->size);
		h = mix_text(h, m->s ? m->s : "");
	}
	return h;
}

static bool fill_fixed(struct ao_layout *l, struct fixed_page *f,
		       unsigned flags, struct ao_error *err)
{
	const struct ao_sheet *sheet = &l->template->sheet[f->sheet];
	struct ao_setter k = setter_of(l, flags, err);

	k.on = sheet;
	k.fixed = k.variable = &f->page;
	if ((flags & AO_FLAG(SPECIMEN)) && !ao_specimen_put(&k, &f->page))
		return false;
	for (size_t i = 0; i < sheet->items; i++)
		if (!ao_item_is_variable(&sheet->item[i]) &&
		    !ao_item_set(&k, &sheet->item[i], ""))
			return false;
	for (size_t i = 0; i < l->moved.n; i++)
		ao_page_add(&f->page, l->moved.mark[i]);
	return true;
}

/* The fixed page of a sheet for these flags and the moved marks of now. */
static bool find_fixed(struct ao_layout *l, size_t sheet, unsigned flags,
		       unsigned *id, struct ao_error *err)
{
	unsigned asked = flags & (l->asked[sheet] | AO_FLAG(SPECIMEN));
	uint64_t moved = digest_of(&l->moved);
	struct fixed_page *f;

	for (*id = 0; *id < l->fixeds; ++*id) {
		f = l->fixed[*id];
		if (f->sheet == sheet && f->flags == asked && f->moved == moved)
			return true;
	}
	f = ao_calloc(1, sizeof(*f));
	f->sheet = sheet;
	f->flags = asked;
	f->moved = moved;
	ao_page_init(&f->page, l->template->width, l->template->height);
	if (!fill_fixed(l, f, flags, err)) {
		ao_page_release(&f->page);
		free(f);
		return false;
	}
	l->fixed = ao_realloc(l->fixed,
			      (l->fixeds + 1) * sizeof(struct fixed_page *));
	l->fixed[l->fixeds++] = f;
	return true;
}

static bool set_page(struct ao_layout *l, struct ao_setter *k, size_t sheet,
		     const char *qr, struct ao_letter *letter)
{
	const struct ao_sheet *s = &l->template->sheet[sheet];
	struct ao_page *page = &letter->variable[letter->pages];
	unsigned id;

	if (page->arena)
		ao_page_clear(page);
	else
		ao_page_init(page, 0, 0);
	page->width = l->template->width;
	page->height = l->template->height;
	ao_page_clear(&l->moved);
	k->on = s;
	k->foot_used = false;
	k->fixed = &l->moved;
	k->variable = page;
	for (size_t i = 0; i < s->items; i++)
		if (ao_item_is_variable(&s->item[i]) &&
		    !ao_item_set(k, &s->item[i], qr))
			return false;
	if (!find_fixed(l, sheet, k->flags, &id, k->err))
		return false;
	if ((k->foot_used ||
	     !ao_territories_apart(&l->territories[sheet], k->flags)) &&
	    !ao_sheet_apart(k, &l->fixed[id]->page, page))
		return false;
	if (!ao_bars_stay_blank(k, page))
		return false;
	letter->sheet[letter->pages] = s;
	letter->fixed_id[letter->pages] = id;
	letter->fixed[letter->pages++] = &l->fixed[id]->page;
	return true;
}

unsigned ao_side_after(unsigned last, const struct ao_sheet *sheet)
{
	return last + 1 + (sheet->starts_sheet && last % 2 == 1);
}

unsigned ao_side_paper(unsigned side)
{
	return (side + 1) / 2;
}

static unsigned count_paper(const struct ao_template *t, unsigned flags)
{
	unsigned side = 0;

	for (size_t i = 0; i < t->sheets; i++)
		if (ao_condition_holds(t->sheet[i].when, flags))
			side = ao_side_after(side, &t->sheet[i]);
	return ao_side_paper(side);
}

bool ao_layout_letter(struct ao_layout *l, const struct ao_notice *notice,
		      const char *qr, struct ao_letter *letter,
		      struct ao_misfit *misfit, struct ao_error *err)
{
	const struct ao_template *t = l->template;
	struct ao_setter k = setter_of(l, notice->flags, err);
	unsigned side = 0;

	ao_arena_reset(l->arena);
	*misfit = (struct ao_misfit){.type = AO_FITS};
	k.notice = notice;
	k.misfit = misfit;
	letter->pages = 0;
	letter->sheets_of_paper = count_paper(t, notice->flags);
	snprintf(k.sheets, sizeof(k.sheets), "%u", letter->sheets_of_paper);
	for (size_t i = 0; i < t->sheets; i++) {
		if (!ao_condition_holds(t->sheet[i].when, notice->flags))
			continue;
		side = ao_side_after(side, &t->sheet[i]);
		letter->side[letter->pages] = side;
		snprintf(k.sheet, sizeof(k.sheet), "%u", ao_side_paper(side));
		if (!set_page(l, &k, i, qr, letter))
			return misfit->type != AO_FITS;
	}
	letter->parted = k.parted;
	return true;
}

void ao_letter_init(struct ao_letter *letter)
{
	*letter = (struct ao_letter){0};
}

void ao_letter_release(struct ao_letter *letter)
{
	for (size_t i = 0; i < AO_LAYOUT_PAGES; i++)
		if (letter->variable[i].arena)
			ao_page_release(&letter->variable[i]);
	*letter = (struct ao_letter){0};
}

size_t ao_layout_fixed_count(const struct ao_layout *l)
{
	return l->fixeds;
}

const struct ao_page *ao_layout_fixed(const struct ao_layout *l, unsigned id)
{
	return &l->fixed[id]->page;
}
