/* compare.c - signs meant against signs read, by code point and place. */
#include "compare_layer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEAR_MOST  10.0 /* mm: farther away it is not the same sign */
#define CODE_OFF   0.5  /* mm between the middles of a code meant and read */
#define CODE_LEAST 0.70 /* of the box: a code of 21 modules has 21/29 */
#define CODE_MOST  0.97 /* one of 177 has 177/185 */
#define PAGE_OFF   0.1  /* mm: the paper's size is written to 1/100 pt */
#define NOBODY     ((size_t)-1)

struct ao_comparer {
	struct ao_faces *faces;
	struct layer **fixed; /* by fixed_id; NULL: not met yet */
	size_t n;
	struct layer variable;
	struct layer nothing; /* the fixed layer of a blank back */
	bool *taken;          /* of the signs read */
	size_t cap;
};

/* One comparison. */
struct pair {
	struct ao_comparer *c;
	struct layer *layer[2]; /* variable, fixed */
	const struct ao_read_page *read;
	struct ao_difference *out;
};

struct ao_comparer *ao_comparer_new(struct ao_faces *faces)
{
	struct ao_comparer *c = ao_calloc(1, sizeof(*c));

	c->faces = faces;
	return c;
}

void ao_comparer_free(struct ao_comparer *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->n; i++) {
		if (c->fixed[i])
			ao_layer_release(c->fixed[i]);
		free(c->fixed[i]);
	}
	ao_layer_release(&c->variable);
	ao_layer_release(&c->nothing);
	free(c->fixed);
	free(c->taken);
	free(c);
}

bool ao_compare_blank(uint32_t c)
{
	return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0xA0 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202F || c == 0x205F || c == 0x3000;
}

static struct layer *fixed_layer(struct ao_comparer *c,
				 const struct ao_page_meant *meant)
{
	size_t id = meant->fixed_id;

	if (!meant->fixed)
		return &c->nothing;
	if (id >= c->n) {
		size_t n = id + 8;

		c->fixed = ao_realloc(c->fixed, n * sizeof(struct layer *));
		for (size_t i = c->n; i < n; i++)
			c->fixed[i] = NULL;
		c->n = n;
	}
	if (!c->fixed[id]) {
		c->fixed[id] = ao_calloc(1, sizeof(struct layer));
		ao_layer_make(c->fixed[id], c->faces, meant->fixed);
	}
	if (c->fixed[id]->page != meant->fixed)
		AO_BUG("fixed page %u is two pages", meant->fixed_id);
	return c->fixed[id];
}

/* The signs that stand where they belong; the rest of the comparison sees to
 * what is left on either side. True: nothing is left. */
static bool take_signs(struct pair *p)
{
	size_t left = p->layer[0]->n + p->layer[1]->n;
	bool all = true;

	for (int i = 0; i < 2; i++)
		p->layer[i]->round++;
	for (size_t i = 0; i < p->read->signs; i++) {
		const struct ao_read_sign *s = &p->read->sign[i];

		p->c->taken[i] = ao_compare_blank(s->code_point);
		if (p->c->taken[i])
			continue;
		p->c->taken[i] = ao_layer_take(p->layer[0], s) ||
				 ao_layer_take(p->layer[1], s);
		all = all && p->c->taken[i];
		left -= p->c->taken[i];
	}
	return all && left == 0;
}

/* Where in its cluster a reader puts the second code point is its own matter:
 * anywhere over the cluster will do. */
static bool take_joined(struct pair *p, struct layer *l, struct spot *spot)
{
	for (size_t i = 0; spot->joined && i < p->read->signs; i++) {
		const struct ao_read_sign *s = &p->read->sign[i];

		if (p->c->taken[i] || s->code_point != spot->code_point ||
		    s->x < spot->left - AO_PLACE_OFF ||
		    s->x > spot->left + spot->width + AO_PLACE_OFF ||
		    fabsf(s->y - spot->y) > spot->height)
			continue;
		p->c->taken[i] = true;
		spot->round = l->round;
		return true;
	}
	return false;
}

static double apart(const struct spot *spot, const struct ao_read_sign *s)
{
	return hypot((double)s->x - (double)spot->x,
		     (double)s->y - (double)spot->y);
}

/* The nearest sign that nobody has taken; with `same` only of that code point.
 */
static size_t nearest(const struct pair *p, const struct spot *spot, bool same,
		      double most)
{
	size_t best = NOBODY;

	for (size_t i = 0; i < p->read->signs; i++) {
		const struct ao_read_sign *s = &p->read->sign[i];

		if (p->c->taken[i] ||
		    (same && s->code_point != spot->code_point) ||
		    apart(spot, s) > most)
			continue;
		most = apart(spot, s);
		best = i;
	}
	return best;
}

static bool differ_at(struct pair *p, const struct layer *l,
		      const struct spot *spot)
{
	size_t over = nearest(p, spot, /*same*/ false, (double)spot->width / 2),
	       same = nearest(p, spot, /*same*/ true, NEAR_MOST);

	*p->out = (struct ao_difference){
		.type = AO_DIFFERS_MISSING,
		.what = ao_mark_called(&l->page->mark[spot->mark]),
		.position = spot->position,
		.meant = spot->code_point,
		.x = (double)spot->x,
		.y = (double)spot->y + (double)spot->height / 2,
	};
	if (same != NOBODY) {
		p->out->type = AO_DIFFERS_PLACE;
		p->out->off = apart(spot, &p->read->sign[same]);
	} else if (over != NOBODY) {
		p->out->type = AO_DIFFERS_SIGN;
		p->out->got = p->read->sign[over].code_point;
	}
	return false;
}

/* True: all that was left was a matter of the reader's. */
static bool settle_signs(struct pair *p)
{
	for (int i = 0; i < 2; i++)
		for (size_t k = 0; k < p->layer[i]->n; k++) {
			struct spot *spot = &p->layer[i]->spot[k];

			if (spot->round != p->layer[i]->round &&
			    !take_joined(p, p->layer[i], spot))
				return differ_at(p, p->layer[i], spot);
		}
	for (size_t i = 0; i < p->read->signs; i++) {
		const struct ao_read_sign *s = &p->read->sign[i];

		if (p->c->taken[i])
			continue;
		*p->out = (struct ao_difference){.type = AO_DIFFERS_EXTRA,
						 .got = s->code_point,
						 .x = (double)s->x,
						 .y = (double)s->y +
						      (double)s->height / 2};
		return false;
	}
	return true;
}

static bool compare_signs(struct pair *p)
{
	struct ao_comparer *c = p->c;

	if (c->cap < p->read->signs) {
		c->cap = p->read->signs * 2;
		c->taken = ao_realloc(c->taken, c->cap * sizeof(*c->taken));
	}
	return take_signs(p) || settle_signs(p);
}

/* Of two texts that differ: the first place, from 1. */
static unsigned first_other(const char *a, const char *b)
{
	unsigned n = 1;

	for (; *a && *a == *b; a++, b++)
		n++;
	return n;
}

static bool compare_text(struct ao_difference *out, const char *meant,
			 const char *got, const enum ao_difference_type type[2])
{
	if (got && strcmp(meant, got) == 0)
		return true;
	out->type = type[got != NULL];
	out->position = got ? first_other(meant, got) : 0;
	return false;
}

/* How far the middle of the code is from that of its box. */
static double code_apart(const struct ao_mark *m, const struct ao_read_code *c)
{
	return hypot((double)c->x + (double)c->width / 2 - m->x - m->w / 2,
		     (double)c->y + (double)c->height / 2 - m->y - m->h / 2);
}

static bool compare_code(struct pair *p, const struct ao_mark *m)
{
	static const enum ao_difference_type bitmap[] = {AO_DIFFERS_CODE_UNREAD,
							 AO_DIFFERS_CODE_TEXT};
	static const enum ao_difference_type raster[] = {
		AO_DIFFERS_RASTER_UNREAD, AO_DIFFERS_RASTER_TEXT};
	const struct ao_read_code *code = p->read->code;
	double side = fmin(m->w, m->h);

	for (size_t i = 1; i < p->read->codes; i++)
		if (code_apart(m, &p->read->code[i]) < code_apart(m, code))
			code = &p->read->code[i];
	*p->out = (struct ao_difference){.type = AO_DIFFERS_CODE_PLACE,
					 .what = ao_mark_called(m),
					 .x = m->x,
					 .y = m->y,
					 .off = code_apart(m, code)};
	if (p->out->off > CODE_OFF ||
	    fmin((double)code->width, (double)code->height) <
		    side * CODE_LEAST ||
	    fmax((double)code->width, (double)code->height) > side * CODE_MOST)
		return false;
	return compare_text(p->out, m->s, code->bitmap, bitmap) &&
	       (!code->rastered ||
		compare_text(p->out, m->s, code->raster, raster));
}

/* As many codes as marks, and each mark has its own: two boxes of a page do
 * not overlap. */
static bool compare_codes(struct pair *p)
{
	size_t marks = p->layer[0]->codes + p->layer[1]->codes;

	if (marks != p->read->codes) {
		*p->out =
			(struct ao_difference){.type = AO_DIFFERS_CODES,
					       .meant = (uint32_t)marks,
					       .got = (uint32_t)p->read->codes};
		return false;
	}
	for (int i = 0; marks && i < 2; i++) {
		const struct ao_page *page = p->layer[i]->page;

		for (size_t k = 0; page && k < page->n; k++)
			if (page->mark[k].type == AO_MARK_QR &&
			    !compare_code(p, &page->mark[k]))
				return false;
	}
	return true;
}

static bool stands_at(const struct ao_mark *m,
		      const struct ao_read_place *place)
{
	struct ao_read_place meant =
		ao_read_place((struct ao_box){m->x, m->y, m->w, m->h}, m->size);

	return hypot(meant.x - place->x, meant.y - place->y) < PAGE_OFF &&
	       fabs(meant.size - place->size) < PAGE_OFF;
}

static const char *or_null(const char *s)
{
	return *s ? s : NULL;
}

/* A mark at whose place nobody looked is one that nobody has read. */
static bool compare_barcode(struct pair *p, const struct ao_mark *m,
			    bool *taken)
{
	static const enum ao_difference_type glance[] = {AO_DIFFERS_BARS_UNREAD,
							 AO_DIFFERS_BARS_TEXT};
	static const enum ao_difference_type raster[] = {
		AO_DIFFERS_BARS_RASTER_UNREAD, AO_DIFFERS_BARS_RASTER_TEXT};

	*p->out = (struct ao_difference){
		.type = AO_DIFFERS_BARS_UNREAD, .x = m->x, .y = m->y};
	for (size_t i = 0; i < p->read->places; i++) {
		const struct ao_read_bars *read = &p->read->bars[i];

		if (!stands_at(m, &read->place))
			continue;
		taken[i] = true;
		return compare_text(p->out, m->s, or_null(read->glance),
				    glance) &&
		       (!read->rastered ||
			compare_text(p->out, m->s, or_null(read->raster),
				     raster));
	}
	return false;
}

static bool compare_barcodes(struct pair *p)
{
	bool taken[AO_READ_PLACES_MOST] = {false};

	for (int i = 0; i < 2; i++) {
		const struct ao_page *page = p->layer[i]->page;

		for (size_t k = 0; page && k < page->n; k++)
			if (page->mark[k].type == AO_MARK_BARS &&
			    !compare_barcode(p, &page->mark[k], taken))
				return false;
	}
	for (size_t i = 0; i < p->read->places; i++) {
		const struct ao_read_bars *read = &p->read->bars[i];

		*p->out = (struct ao_difference){.type = AO_DIFFERS_BARS_EXTRA,
						 .x = read->place.x,
						 .y = read->place.y};
		if (!taken[i] && *read->glance)
			return false;
	}
	return true;
}

bool ao_compare_page(struct ao_comparer *c, const struct ao_page_meant *meant,
		     const struct ao_read_page *read, struct ao_difference *out)
{
	struct pair p = {.c = c,
			 .layer = {&c->variable, fixed_layer(c, meant)},
			 .read = read,
			 .out = out};

	if (fabs(read->width - meant->variable->width) > PAGE_OFF ||
	    fabs(read->height - meant->variable->height) > PAGE_OFF) {
		*out = (struct ao_difference){.type = AO_DIFFERS_SIZE,
					      .x = read->width,
					      .y = read->height};
		return false;
	}
	if (strcmp(read->label, meant->label) != 0) {
		*out = (struct ao_difference){.type = AO_DIFFERS_LABEL};
		return false;
	}
	ao_layer_make(&c->variable, c->faces, meant->variable);
	return compare_signs(&p) && compare_codes(&p) && compare_barcodes(&p);
}
