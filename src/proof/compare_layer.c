/* compare_layer.c - a page's signs in a table by code point and place. */
#include "compare_layer.h"

#include "aofuto/notice/notice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MM_OF_POINT (25.4 / 72)
#define CELL        2.0f /* mm; more than twice AO_PLACE_OFF */
#define LEAST       64u  /* chains */

static const char *const field_name[AO_FIELD_COUNT] = {
#define X(name, text, type) [AO_FIELD_##name] = text,
	AO_FIELD_TABLE(X)
#undef X
};

const char *ao_mark_called(const struct ao_mark *m)
{
	for (int f = 0; f < AO_FIELD_COUNT; f++)
		if (m->fields >> f & 1)
			return field_name[f];
	return m->name;
}

static int cell_of(float mm)
{
	return (int)floorf(mm / CELL);
}

static size_t chain_of(const struct layer *l, uint32_t code_point, int column,
		       int row)
{
	uint32_t h = code_point * 2654435761u;

	h = (h ^ (uint32_t)column) * 2654435761u;
	h = (h ^ (uint32_t)row) * 2654435761u;
	return (h >> 8) & (l->chains - 1);
}

static void add_spot(struct layer *l, const struct spot *spot)
{
	if (l->n == l->cap) {
		l->cap = l->cap * 2 + 64;
		l->spot = ao_realloc(l->spot, l->cap * sizeof(*l->spot));
	}
	l->spot[l->n++] = *spot;
}

/* The code points between `from` and `to` are one cluster. A reader spreads
 * them evenly over its width. */
static void add_cluster(struct layer *l, struct spot spot, const char *from,
			const char *to)
{
	uint32_t point[8];
	size_t n = 0;

	while (from < to && n < AO_COUNT(point))
		point[n++] = ao_utf8_next(&from);
	if (n == 1 && ao_compare_blank(point[0]))
		return;
	for (size_t i = 0; i < n; i++) {
		spot.code_point = point[i];
		spot.x = spot.left + spot.width * (float)i / (float)n;
		spot.joined = i > 0;
		add_spot(l, &spot);
	}
}

/* The end of the mark before. A reader gives a whole word the em box of its
 * first sign, and a gaiji font may go on in the middle of a word. */
struct word {
	bool open;          /* no blank at its end */
	double end, base;   /* mm */
	double size;        /* pt: another one begins a word */
	float above, below; /* the em box, of the base */
};

static bool goes_on(const struct word *w, const struct ao_mark *m)
{
	return w->open && !(fabs(m->angle) > 0) && m->size == w->size &&
	       fabs(m->x - w->end) < 0.1 && fabs(m->y - w->base) < 0.1;
}

static bool is_blank(struct ao_cluster c)
{
	return !c.selector && ao_compare_blank(c.base);
}

/* A reader tells of the em box of what it draws: from the ascent to the
 * descent of the font, along the line. A turned text moves its pen and keeps
 * such boxes; no text is turned by more than 45 degrees. */
static void add_text(struct layer *l, struct ao_faces *faces, uint32_t index,
		     struct word *w)
{
	const struct ao_mark *m = &l->page->mark[index];
	struct ao_face_metrics metrics = ao_face_metrics(faces, m->face);
	double size = m->size * MM_OF_POINT, along = 0;
	double turn = m->angle * acos(-1.0) / 180;
	double c = cos(turn), s = sin(turn);
	const char *at = m->s, *from = at;
	struct ao_cluster cluster;
	float above = (float)(size * metrics.ascent / 1000);
	float below = (float)(size * -metrics.descent / 1000);
	struct spot spot = {.mark = index};

	if (!goes_on(w, m))
		*w = (struct word){.above = above, .below = below};

	while (ao_cluster_next(&at, &cluster)) {
		double advance =
			size * ao_face_advance(faces, m->face, cluster) / 1000;

		spot.position++;
		if (is_blank(cluster))
			*w = (struct word){.above = above, .below = below};
		spot.height = w->above + w->below;
		spot.left = (float)(m->x + along * c);
		spot.y = (float)(m->y - along * s) - w->above;
		spot.width = (float)(advance * c);
		add_cluster(l, spot, from, at);
		along += advance + m->spacing * MM_OF_POINT;
		w->open = !is_blank(cluster);
		from = at;
	}
	w->end = m->x + along;
	w->base = m->y;
	w->size = m->size;
}

static void make_chains(struct layer *l)
{
	size_t chains = LEAST;

	while (chains < l->n)
		chains *= 2;
	if (chains > l->chains) {
		l->chain = ao_realloc(l->chain, chains * sizeof(*l->chain));
		l->chains = chains;
	}
	memset(l->chain, 0, l->chains * sizeof(*l->chain));
	for (size_t i = 0; i < l->n; i++) {
		struct spot *s = &l->spot[i];
		uint32_t *head = &l->chain[chain_of(
			l, s->code_point, cell_of(s->x), cell_of(s->y))];

		s->next = *head;
		*head = (uint32_t)i + 1;
	}
}

void ao_layer_make(struct layer *l, struct ao_faces *faces,
		   const struct ao_page *page)
{
	struct word word = {0};

	l->page = page;
	l->n = l->codes = 0;
	for (size_t i = 0; i < page->n; i++) {
		if (page->mark[i].type == AO_MARK_TEXT)
			add_text(l, faces, (uint32_t)i, &word);
		l->codes += page->mark[i].type == AO_MARK_QR;
	}
	make_chains(l);
	l->round = 0;
}

void ao_layer_release(struct layer *l)
{
	free(l->spot);
	free(l->chain);
	*l = (struct layer){0};
}

static bool is_there(const struct spot *spot, const struct ao_read_sign *s)
{
	return spot->code_point == s->code_point &&
	       fabsf(spot->x - s->x) <= AO_PLACE_OFF &&
	       fabsf(spot->y - s->y) <= AO_PLACE_OFF &&
	       fabsf(spot->height - s->height) <= AO_PLACE_OFF;
}

static bool take_in(struct layer *l, const struct ao_read_sign *s, int column,
		    int row)
{
	uint32_t i = l->chain[chain_of(l, s->code_point, column, row)];

	for (; i; i = l->spot[i - 1].next) {
		struct spot *spot = &l->spot[i - 1];

		if (spot->round == l->round || !is_there(spot, s))
			continue;
		spot->round = l->round;
		return true;
	}
	return false;
}

bool ao_layer_take(struct layer *l, const struct ao_read_sign *s)
{
	int left = cell_of(s->x - AO_PLACE_OFF);
	int right = cell_of(s->x + AO_PLACE_OFF);
	int top = cell_of(s->y - AO_PLACE_OFF);
	int low = cell_of(s->y + AO_PLACE_OFF);

	if (!l->n)
		return false;
	for (int row = top; row <= low; row++)
		for (int column = left; column <= right; column++)
			if (take_in(l, s, column, row))
				return true;
	return false;
}
