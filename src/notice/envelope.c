/* envelope.c - the face of an envelope against its paper, its window and the
 * places that the post office keeps for itself. */
#include "envelope_inside.h"

#include "aofuto/notice/collision.h"

#include <math.h>
#include <stdio.h>

#define LEAST_LONG  140.0 /* a letter's sides */
#define LEAST_SHORT 90.0
#define MOST_LONG   600.0
#define EDGE        10.0 /* around the address */
#define STAMP_LONG  70.0 /* 内国郵便約款 別記1 */
#define STAMP_SHORT 35.0

const char *envelope_where(const struct ao_envelope *e,
			   const struct ao_sheet_item *item,
			   char out[ENVELOPE_WHERE])
{
	if (item)
		snprintf(out, ENVELOPE_WHERE, "%s:%u:%u", e->template->path,
			 item->line_number, item->column_number);
	else
		snprintf(out, ENVELOPE_WHERE, "%s", e->template->path);
	return out;
}

struct ao_box envelope_stamp(const struct ao_template *t)
{
	if (t->width > t->height)
		return (struct ao_box){t->width - STAMP_LONG, 0, STAMP_LONG,
				       STAMP_SHORT};
	return (struct ao_box){0, 0, STAMP_SHORT, STAMP_LONG};
}

static bool check_pages(const struct ao_envelope *e, struct ao_error *err)
{
	const struct ao_template *t = e->template;
	struct ao_condition when = t->sheet[0].when;

	if (t->sheets == 1 && !when.need && !when.forbid)
		return true;
	return ao_fail(err, AO_INPUT, t->path,
		       _("an envelope has one face: its template has one page "
			 "without `when`, and this one has %zu pages; give "
			 "the template of an envelope"),
		       t->sheets);
}

static bool check_face(const struct ao_envelope *e, struct ao_error *err)
{
	const struct ao_template *t = e->template;
	const struct ao_window *w = e->window;
	double wide = t->width - w->width, high = t->height - w->height;

	if (fmax(fabs(wide), fabs(high)) <= AO_WINDOW_SLACK)
		return true;
	return ao_fail(err, AO_INPUT, t->path,
		       _("the paper is %g by %g mm, and the face of the "
			 "envelope %s (window %s) %g by %g mm: the paper is "
			 "off by %+.1f mm in width and by %+.1f mm in height; "
			 "correct `paper`, or choose another window"),
		       t->width, t->height, w->envelope, w->name, w->width,
		       w->height, wide, high);
}

static bool check_paper(const struct ao_envelope *e, struct ao_error *err)
{
	const struct ao_template *t = e->template;
	double most = fmax(t->width, t->height);
	double least = fmin(t->width, t->height);

	if (e->window)
		return check_face(e, err);
	if (most <= MOST_LONG && most >= LEAST_LONG && least >= LEAST_SHORT)
		return true;
	return ao_fail(err, AO_INPUT, t->path,
		       _("the paper is %g by %g mm; the post office takes "
			 "letters from %g by %g mm to a length of %g mm"),
		       t->width, t->height, LEAST_LONG, LEAST_SHORT, MOST_LONG);
}

static const char *first_name(unsigned fields)
{
	for (enum ao_field f = 0; f < AO_FIELD_COUNT; f++)
		if (fields >> f & 1)
			return ao_field_name(f);
	AO_BUG("no field among %x", fields);
}

static bool check_edges(const struct ao_envelope *e,
			const struct ao_sheet_item *item, struct ao_error *err)
{
	const struct ao_template *t = e->template;
	struct ao_box in = {EDGE, EDGE, t->width - 2 * EDGE,
			    t->height - 2 * EDGE};
	enum ao_side side;
	double over = ao_box_leaves(item->box, in, &side);
	char where[ENVELOPE_WHERE];

	if (over <= AO_WINDOW_SLACK)
		return true;
	return ao_fail(err, AO_INPUT, envelope_where(e, item, where),
		       _("this box, which is the resident's, is %.1f mm too "
			 "near to the edge; %g mm around it stay free: it lies "
			 "within [%g, %g, %g, %g]"),
		       over, EDGE, in.x, in.y, in.width, in.height);
}

static bool check_item(const struct ao_envelope *e,
		       const struct ao_sheet_item *item, struct ao_error *err)
{
	unsigned fields = ao_item_fields(item);
	char where[ENVELOPE_WHERE];

	if (item->type == AO_ITEM_TYPE_QR)
		return ao_fail(err, AO_INPUT, envelope_where(e, item, where),
			       _("the QR code is private; it does not belong "
				 "on an envelope"));
	if (fields & AO_FIELDS_PRIVATE)
		return ao_fail(err, AO_INPUT, envelope_where(e, item, where),
			       _("{%s} is private; it does not belong on an "
				 "envelope"),
			       first_name(fields & AO_FIELDS_PRIVATE));
	return !item->variable || check_edges(e, item, err);
}

/* How often a letter with these flags shows the field. */
static bool check_once(const struct ao_envelope *e, enum ao_field field,
		       unsigned flags, struct ao_error *err)
{
	const struct ao_sheet *face = &e->template->sheet[0];
	unsigned n = 0;

	for (size_t i = 0; i < face->items; i++)
		n += ao_item_count(&face->item[i], field, flags);
	if (n == 1 || (n == 0 && ao_field_may_lack(field, flags)))
		return true;
	return ao_fail(err, AO_INPUT, e->template->path,
		       _("an envelope without a window shows {%s} once in "
			 "every letter, and this template %u times"),
		       ao_field_name(field), n);
}

static bool check_address(const struct ao_envelope *e, struct ao_error *err)
{
	for (size_t i = 0; i < AO_FLAG_SETS; i++)
		for (enum ao_field f = 0; f < AO_FIELD_COUNT; f++)
			if ((AO_FIELDS_ADDRESS >> f & 1) &&
			    !check_once(e, f, ao_flag_set(i), err))
				return false;
	return true;
}

bool ao_envelope_check_form(const struct ao_envelope *e, struct ao_error *err)
{
	const struct ao_sheet *face = &e->template->sheet[0];

	if (!check_pages(e, err) || !check_paper(e, err))
		return false;
	for (size_t i = 0; i < face->items; i++)
		if (!check_item(e, &face->item[i], err))
			return false;
	return e->window || check_address(e, err);
}

static void put_layer(const struct ao_sheet *face, const struct ao_page *layer,
		      bool addressed, struct ao_page *out)
{
	for (size_t i = 0; i < layer->n; i++) {
		const struct ao_mark *m = &layer->mark[i];

		if (addressed || !m->item || !face->item[m->item - 1].variable)
			ao_page_add(out, *m);
	}
}

void ao_envelope_put(const struct ao_letter *letter, bool addressed,
		     struct ao_page *out)
{
	put_layer(letter->sheet[0], letter->fixed[0], addressed, out);
	put_layer(letter->sheet[0], &letter->variable[0], addressed, out);
}

static const struct ao_sheet_item *item_of(const struct ao_envelope *e,
					   const struct ao_mark *m)
{
	return m->item ? &e->template->sheet[0].item[m->item - 1] : NULL;
}

/* What the mark inks at most: a text that names a resident may come to fill
 * its box, a frame is half outside its own. */
static struct ao_box inked(const struct ao_sheet_item *item,
			   const struct ao_mark *m)
{
	struct ao_extent e = ao_mark_extent(m);
	double half = m->type == AO_MARK_FILL ? m->line / 2 : 0;

	if (item->variable)
		return item->box;
	return (struct ao_box){e.left - half, e.top - half,
			       e.right - e.left + 2 * half,
			       e.bottom - e.top + 2 * half};
}

/* How far the mark reaches into the place. A fill that the whole place stands
 * on is but its ground. */
static double reaches(const struct ao_envelope *e, const struct ao_mark *m,
		      struct ao_box place)
{
	const struct ao_sheet_item *item = item_of(e, m);
	double by[AO_SIDES];
	enum ao_side side;

	if (!item || (m->type == AO_MARK_FILL &&
		      ao_box_leaves(place, item->box, &side) <= 0))
		return 0;
	return ao_box_depth(inked(item, m), place, by);
}

struct place {
	struct ao_box box;
	bool window; /* else the stamp's */
};

static bool fail_reaches(const struct ao_envelope *e, const struct ao_mark *m,
			 const struct place *place, double over,
			 struct ao_error *err)
{
	const struct ao_box *b = &place->box;
	char where[ENVELOPE_WHERE];

	envelope_where(e, item_of(e, m), where);
	if (place->window)
		return ao_fail(err, AO_INPUT, where,
			       _("this reaches %.1f mm into the window %s, "
				 "which is at [%g, %g, %g, %g]; move it"),
			       over, e->window->name, b->x, b->y, b->width,
			       b->height);
	return ao_fail(err, AO_INPUT, where,
		       _("this reaches %.1f mm into the place of the stamp, "
			 "[%g, %g, %g, %g]; move it, or, where the post "
			 "office takes the postage by a mark, give city.yaml "
			 "the fact %s"),
		       over, b->x, b->y, b->width, b->height, AO_FACT_POSTAGE);
}

static bool check_place(const struct ao_envelope *e, const struct ao_page *page,
			const struct place *place, struct ao_error *err)
{
	for (size_t i = 0; i < page->n; i++) {
		const struct ao_mark *m = &page->mark[i];
		double over = reaches(e, m, place->box);

		if (over > AO_WINDOW_SLACK)
			return fail_reaches(e, m, place, over, err);
	}
	return true;
}

bool ao_envelope_check_marks(const struct ao_envelope *e,
			     const struct ao_page *page, struct ao_error *err)
{
	const char *postage = ao_city_fact(e->city, AO_FACT_POSTAGE);
	struct place window = {.window = true};
	struct place stamp = {.box = envelope_stamp(e->template)};

	if (e->window) {
		window.box = e->window->box;
		if (!check_place(e, page, &window, err))
			return false;
	}
	if (ao_city_has(e->city, AO_FACT_POSTAGE))
		return envelope_postage_check(e, postage, err);
	return check_place(e, page, &stamp, err);
}
