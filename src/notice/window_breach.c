/* window_breach.c - whether the marks of a page stay where they must: the
 * address in the window, everything private out of it. */
#include "notice/window_inside.h"

#include <math.h>

#define MM_PER_PT (25.4 / 72)
#define EM_ASCENT 0.88 /* of an em; a Japanese em box's usual division */

double ao_box_right(struct ao_box b)
{
	return b.x + b.width;
}

double ao_box_bottom(struct ao_box b)
{
	return b.y + b.height;
}

/* Text is turned around x, y, the left end of its baseline. */
static struct ao_box text_box(const struct ao_mark *m)
{
	double a = m->angle * acos(-1) / 180, em = m->size * MM_PER_PT;
	double along[] = {0, m->w},
	       up[] = {em * EM_ASCENT, em * (EM_ASCENT - 1)};
	double left = INFINITY, right = -INFINITY, top = INFINITY;
	double bottom = -INFINITY;

	for (int i = 0; i < 4; i++) {
		double d = along[i & 1], u = up[i >> 1];
		double x = m->x + d * cos(a) - u * sin(a);
		double y = m->y - d * sin(a) - u * cos(a);

		left = fmin(left, x);
		right = fmax(right, x);
		top = fmin(top, y);
		bottom = fmax(bottom, y);
	}
	return (struct ao_box){left, top, right - left, bottom - top};
}

struct ao_box ao_mark_box(const struct ao_mark *m)
{
	if (m->type == AO_MARK_TEXT)
		return text_box(m);
	return (struct ao_box){fmin(m->x, m->x + m->w), fmin(m->y, m->y + m->h),
			       fabs(m->w), fabs(m->h)};
}

double ao_box_leaves(struct ao_box box, struct ao_box in, enum ao_side *side)
{
	double by[AO_SIDES] = {
		[AO_SIDE_LEFT] = in.x - box.x,
		[AO_SIDE_RIGHT] = ao_box_right(box) - ao_box_right(in),
		[AO_SIDE_TOP] = in.y - box.y,
		[AO_SIDE_BOTTOM] = ao_box_bottom(box) - ao_box_bottom(in),
	};

	*side = AO_SIDE_LEFT;
	for (enum ao_side s = AO_SIDE_RIGHT; s < AO_SIDES; s++)
		if (by[s] > by[*side])
			*side = s;
	return by[*side];
}

double ao_box_depth(struct ao_box box, struct ao_box from, double by[AO_SIDES])
{
	by[AO_SIDE_LEFT] = ao_box_right(box) - from.x;
	by[AO_SIDE_RIGHT] = ao_box_right(from) - box.x;
	by[AO_SIDE_TOP] = ao_box_bottom(box) - from.y;
	by[AO_SIDE_BOTTOM] = ao_box_bottom(from) - box.y;
	return fmin(fmin(by[AO_SIDE_LEFT], by[AO_SIDE_RIGHT]),
		    fmin(by[AO_SIDE_TOP], by[AO_SIDE_BOTTOM]));
}

bool ao_window_reaches(const struct ao_window *w, struct ao_box box)
{
	double by[AO_SIDES];

	return ao_box_depth(box, ao_window_ever(w), by) > AO_WINDOW_SLACK;
}

/* Pages of a letter's side, one behind the other. */
#define LAYERS 2
struct marks {
	const struct ao_page *page[LAYERS];
};

static const struct ao_mark *mark_at(const struct marks *m, size_t i)
{
	for (size_t p = 0; p < LAYERS; p++) {
		if (m->page[p] && i < m->page[p]->n)
			return &m->page[p]->mark[i];
		i -= m->page[p] ? m->page[p]->n : 0;
	}
	return NULL;
}

static bool breaks(const struct ao_window *w, const struct ao_mark *m,
		   struct ao_breach *out)
{
	double by[AO_SIDES];
	enum ao_side side;

	*out = (struct ao_breach){.name = m->name ? m->name : "",
				  .fields = m->fields,
				  .box = ao_mark_box(m)};
	if (!ao_window_reaches(w, out->box))
		return false;
	if (m->type == AO_MARK_QR || (m->fields & AO_FIELDS_PRIVATE)) {
		out->over = ao_box_depth(out->box, ao_window_ever(w), by);
		return true;
	}
	if (!(m->fields & AO_FIELDS_ADDRESS))
		return false;
	out->address = true;
	out->over = ao_box_leaves(out->box, ao_window_always(w), &side);
	return out->over > AO_WINDOW_SLACK;
}

/* Which fields stand in the window, where no mark breaks a rule. */
static unsigned fields_shown(const struct ao_window *w,
			     const struct marks *marks)
{
	const struct ao_mark *m;
	unsigned shown = 0;

	for (size_t i = 0; (m = mark_at(marks, i)); i++)
		if (m->type == AO_MARK_TEXT && m->fields &&
		    ao_window_reaches(w, ao_mark_box(m)))
			shown |= m->fields;
	return shown;
}

bool ao_window_breach(const struct ao_window *w, const struct ao_page *fixed,
		      const struct ao_page *variable, struct ao_breach *out)
{
	static const unsigned needed[] = {AO_FIELD_BIT(NAME),
					  AO_FIELD_BIT(ADDRESS)};
	struct marks marks = {{variable, fixed}};
	const struct ao_mark *m;
	enum ao_side side;
	unsigned shown;

	for (size_t i = 0; (m = mark_at(&marks, i)); i++)
		if (breaks(w, m, out))
			return true;
	shown = fields_shown(w, &marks);
	for (size_t f = 0; f < AO_COUNT(needed); f++) {
		if (shown & needed[f])
			continue;
		*out = (struct ao_breach){.fields = needed[f], .address = true};
		for (size_t i = 0; (m = mark_at(&marks, i)); i++) {
			if (!(m->fields & needed[f]))
				continue;
			out->name = m->name ? m->name : "";
			out->box = ao_mark_box(m);
			out->over = ao_box_leaves(out->box, ao_window_always(w),
						  &side);
			break;
		}
		return true;
	}
	return false;
}
