/* verify_text.c - the signs of a page in the order in which people read them:
 * a reader may have an order of its own, and does where a line has gaps. */
#include "verify_inside.h"

#include <stdlib.h>

#define ROW_APART 1.5f  /* mm between the baselines of two rows, at least */
#define TALL      20.0f /* mm: the mark across a specimen is no line of text */
#define ASCENT    0.88f /* of the em box */

static float baseline(const struct ao_read_sign *s)
{
	return s->y + ASCENT * s->height;
}

static int by_baseline(const void *a, const void *b)
{
	float x = baseline(a), y = baseline(b);

	return (x > y) - (x < y);
}

static int by_place(const void *a, const void *b)
{
	const struct ao_read_sign *x = a, *y = b;

	return (x->x > y->x) - (x->x < y->x);
}

void text_order(struct text_order *t, const struct ao_read_page *page)
{
	size_t first = 0;

	if (t->cap < page->signs) {
		t->cap = page->signs * 2;
		t->sign = ao_realloc(t->sign, t->cap * sizeof(*t->sign));
	}
	t->n = 0;
	for (size_t i = 0; i < page->signs; i++)
		if (page->sign[i].height < TALL)
			t->sign[t->n++] = page->sign[i];
	if (!t->n)
		return;
	qsort(t->sign, t->n, sizeof(*t->sign), by_baseline);
	for (size_t i = 1; i <= t->n; i++) {
		if (i < t->n &&
		    baseline(&t->sign[i]) - baseline(&t->sign[first]) <
			    ROW_APART)
			continue;
		qsort(t->sign + first, i - first, sizeof(*t->sign), by_place);
		first = i;
	}
}

void text_order_release(struct text_order *t)
{
	free(t->sign);
	*t = (struct text_order){0};
}
