/* layout_ink.c - the blank around a barcode, held against what a name really
 * draws: a cedilla or the tail of a g goes below the em box by which texts are
 * placed, and the post's machines ask for 2 mm without any ink. */
#include "layout_check.h"

#define PT (25.4 / 72) /* mm */

static bool is_beside(const struct ao_mark *text, const struct ao_mark *bars)
{
	return text->x + text->w <= bars->x || text->x >= bars->x + bars->w;
}

/* How far the text's ink comes into the blank above the bars; mm. */
static double intrusion(const struct ao_setter *k, const struct ao_mark *text,
			const struct ao_mark *bars)
{
	double em = text->size * PT;

	/* What is further up than its own size has no tail so long. */
	if (text->type != AO_MARK_TEXT || is_beside(text, bars) ||
	    text->y > bars->y || text->y + em < bars->y)
		return 0;
	return text->y - bars->y +
	       em * (double)ao_face_depth(k->faces, text->face, text->s) / 1000;
}

static const struct ao_mark *bars_of(const struct ao_page *page)
{
	for (size_t i = 0; i < page->n; i++)
		if (page->mark[i].type == AO_MARK_BARS)
			return &page->mark[i];
	return NULL;
}

bool ao_bars_stay_blank(struct ao_setter *k, const struct ao_page *page)
{
	const struct ao_mark *bars = bars_of(page);

	if (!bars || !k->misfit)
		return true;
	for (size_t i = 0; i < page->n; i++) {
		const struct ao_mark *m = &page->mark[i];
		double over = intrusion(k, m, bars);

		if (over <= 0)
			continue;
		*k->misfit =
			(struct ao_misfit){.type = AO_BARS_WITHOUT_ROOM,
					   .field = m->name ? m->name : "name",
					   .over = over};
		return false;
	}
	return true;
}
