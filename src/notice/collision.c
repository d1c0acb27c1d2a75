/* collision.c - a sweep down the page. */
#include "aofuto/notice/collision.h"

#include <math.h>
#include <stdlib.h>

#define MM_PER_PT (25.4 / 72)
#define ABOVE     0.88 /* of the em box, in ems */
#define BELOW     0.12
#define HAIR      AO_COLLISION_HAIR

struct solid {
	struct ao_extent at;
	const struct ao_mark *mark;
	size_t order; /* of drawing */
};
struct sweep {
	struct solid *solid; /* texts, rules, codes */
	size_t solids;
	struct solid *fill; /* in the order of drawing */
	size_t fills;
	struct ao_collision *out;
};

struct ao_extent ao_mark_extent(const struct ao_mark *m)
{
	double half = m->line / 2;
	struct ao_extent e;

	if (m->type == AO_MARK_TEXT) /* most are, and each is asked */
		return (struct ao_extent){
			m->x, m->y - ABOVE * m->size * MM_PER_PT, m->x + m->w,
			m->y + BELOW * m->size * MM_PER_PT};
	e = (struct ao_extent){fmin(m->x, m->x + m->w), fmin(m->y, m->y + m->h),
			       fmax(m->x, m->x + m->w),
			       fmax(m->y, m->y + m->h)};
	if (m->type != AO_MARK_RULE)
		return e;
	if (m->h != 0) { /* a rule's ends are cut off square */
		e.left -= half;
		e.right += half;
	}
	if (m->w != 0) {
		e.top -= half;
		e.bottom += half;
	}
	return e;
}

/* How far one of the two must at least move to be clear of the other; not
 * above 0: it is. */
static double depth(struct ao_extent a, struct ao_extent b)
{
	double x = fmin(a.right - b.left, b.right - a.left);
	double y = fmin(a.bottom - b.top, b.bottom - a.top);

	return fmin(x, y);
}

/* How far a reaches out of b. */
static double outside(struct ao_extent a, struct ao_extent b)
{
	return fmax(fmax(b.left - a.left, a.right - b.right),
		    fmax(b.top - a.top, a.bottom - b.bottom));
}

static struct ao_extent grown(struct ao_extent e, double by)
{
	return (struct ao_extent){e.left - by, e.top - by, e.right + by,
				  e.bottom + by};
}

/* A slanting rule misses most of its box: the part of it between the other's
 * left and right edge, as high as it is there. */
static struct ao_extent near(const struct solid *rule, struct ao_extent other)
{
	const struct ao_mark *m = rule->mark;
	struct ao_extent e = rule->at;
	double from, to;

	if (m->type != AO_MARK_RULE || m->w == 0 || m->h == 0)
		return e;
	e.left = fmax(e.left, fmin(other.left, e.right));
	e.right = fmin(e.right, fmax(other.right, e.left));
	from = m->y + (e.left - m->x) / m->w * m->h;
	to = m->y + (e.right - m->x) / m->w * m->h;
	e.top = fmax(e.top, fmin(from, to) - m->line / 2);
	e.bottom = fmin(e.bottom, fmax(from, to) + m->line / 2);
	return e;
}

static bool found(struct sweep *s, enum ao_clash clash, const struct ao_mark *a,
		  const struct ao_mark *b, double over)
{
	*s->out = (struct ao_collision){
		.clash = clash, .a = a, .b = b, .over = over};
	return true;
}

static bool pair_clashes(struct sweep *s, const struct solid *a,
			 const struct solid *b)
{
	bool a_rule = a->mark->type == AO_MARK_RULE;
	bool b_rule = b->mark->type == AO_MARK_RULE;
	enum ao_clash clash = AO_CLASH_TEXT;
	double over;

	if (a_rule && b_rule)
		return false;
	if (a_rule)
		return pair_clashes(s, b, a);
	over = depth(a->at, near(b, a->at));
	if (over <= HAIR)
		return false;
	if (a->mark->type == AO_MARK_BARS || b->mark->type == AO_MARK_BARS)
		clash = AO_CLASH_BARS;
	else if (a->mark->type == AO_MARK_QR || b->mark->type == AO_MARK_QR)
		clash = AO_CLASH_QR;
	else if (b_rule)
		clash = AO_CLASH_RULE;
	return found(s, clash, a->mark, b->mark, over);
}

static bool is_white(struct ao_color c)
{
	return c.red == 255 && c.green == 255 && c.blue == 255;
}

static bool is_code(const struct ao_mark *m)
{
	return m->type == AO_MARK_QR || m->type == AO_MARK_BARS;
}

/* A text or code against all fills. */
static bool meets_fill(struct sweep *s, const struct solid *a)
{
	const struct ao_mark *ground = NULL;

	for (size_t i = 0; i < s->fills; i++) {
		const struct solid *f = &s->fill[i];
		struct ao_extent outer = grown(f->at, f->mark->line / 2);
		struct ao_extent inner = grown(f->at, -f->mark->line / 2);
		double in = depth(a->at, outer), out = outside(a->at, inner);

		if (in <= HAIR)
			continue;
		if (out > HAIR)
			return found(s, AO_CLASH_EDGE, a->mark, f->mark,
				     fmin(in, out));
		if (!f->mark->filled)
			continue;
		if (f->order > a->order)
			return found(s, AO_CLASH_COVER, a->mark, f->mark, 0);
		ground = f->mark;
	}
	return is_code(a->mark) && ground && !is_white(ground->color) &&
	       found(s, AO_CLASH_GROUND, a->mark, ground, 0);
}

static int by_top(const void *a, const void *b)
{
	const struct solid *x = a, *y = b;

	if (x->at.top != y->at.top)
		return x->at.top < y->at.top ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static bool sweep_down(struct sweep *s, struct ao_extent paper)
{
	qsort(s->solid, s->solids, sizeof(*s->solid), by_top);
	for (size_t i = 0; i < s->solids; i++) {
		const struct solid *a = &s->solid[i];
		double out = outside(a->at, paper);

		if (out > HAIR)
			return found(s, AO_CLASH_PAPER, a->mark, NULL, out);
		for (size_t k = i + 1; k < s->solids; k++) {
			if (s->solid[k].at.top >= a->at.bottom)
				break;
			if (pair_clashes(s, a, &s->solid[k]))
				return true;
		}
		if (a->mark->type != AO_MARK_RULE && meets_fill(s, a))
			return true;
	}
	for (size_t i = 0; i < s->fills; i++) {
		double out = outside(s->fill[i].at, paper);

		if (out > HAIR)
			return found(s, AO_CLASH_PAPER, s->fill[i].mark, NULL,
				     out);
	}
	return false;
}

static void collect(struct sweep *s, const struct ao_page *p)
{
	for (size_t i = 0; p && i < p->n; i++) {
		const struct ao_mark *m = &p->mark[i];
		struct solid solid = {.at = ao_mark_extent(m),
				      .mark = m,
				      .order = s->solids + s->fills};

		if (!m->item)
			continue;
		if (m->type == AO_MARK_FILL)
			s->fill[s->fills++] = solid;
		else
			s->solid[s->solids++] = solid;
	}
}

bool ao_collision_find(const struct ao_page *fixed,
		       const struct ao_page *variable, struct ao_collision *out)
{
	const struct ao_page *any = fixed ? fixed : variable;
	size_t n = (fixed ? fixed->n : 0) + (variable ? variable->n : 0);
	struct sweep s = {.out = out};
	bool collides;

	if (!n)
		return false;
	s.solid = ao_calloc(n, sizeof(*s.solid));
	s.fill = ao_calloc(n, sizeof(*s.fill));
	collect(&s, fixed);
	collect(&s, variable);
	collides = sweep_down(
		&s, (struct ao_extent){0, 0, any->width, any->height});
	free(s.solid);
	free(s.fill);
	return collides;
}
