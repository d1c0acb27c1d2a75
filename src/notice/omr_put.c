/* omr_put.c - which marks stand on a sheet, and where. */
#include "aofuto/notice/omr.h"

#include <math.h>

#define BESIDE 3.0  /* mm blank at both ends of the marks */
#define AROUND 20.0 /* mm blank before the first and after the last */

static const char *const page_name[] = {
#define X(id, text) "omr " text,
	AO_OMR_TABLE(X)
#undef X
};

const char *ao_omr_name(enum ao_omr_name name)
{
	return page_name[name] + sizeof("omr ") - 1;
}

/* The number that the sequence shows: it counts on and begins again. */
static unsigned number_of(const struct ao_omr *o, const struct ao_omr_place *p)
{
	unsigned long n = o->counts_sheets ? p->paper : p->letter;

	return o->from + (unsigned)(n % (o->to - o->from + 1));
}

static bool is_on(const struct ao_omr *o, const struct ao_omr_place *p,
		  enum ao_omr_name name)
{
	bool last = p->sheet == p->sheets;

	switch (name) {
	case AO_OMR_START:
	case AO_OMR_SAFETY:
		return true;
	case AO_OMR_FIRST:
		return p->sheet == 1;
	case AO_OMR_LAST:
		return last;
	case AO_OMR_NOT_LAST:
		return !last;
	case AO_OMR_SEQUENCE_1:
	case AO_OMR_SEQUENCE_2:
	case AO_OMR_SEQUENCE_4:
	case AO_OMR_SEQUENCE_8:
	case AO_OMR_SEQUENCE_16:
		return number_of(o, p) >> (name - AO_OMR_SEQUENCE_1) & 1;
	case AO_OMR_FEED_1:
	case AO_OMR_FEED_2:
	case AO_OMR_FEED_3:
	case AO_OMR_FEED_4:
		return (last || o->feeds_on_every) &&
		       (p->feeds >> (name - AO_OMR_FEED_1) & 1);
	case AO_OMR_PARITY: /* when the others are known */
	case AO_OMR_BLANK:
		return false;
	case AO_OMR_NAMES:
		break;
	}
	AO_BUG("no mark %d", (int)name);
}

void ao_omr_pattern(const struct ao_omr *o, const struct ao_omr_place *p,
		    bool on[AO_OMR_MOST])
{
	bool odd = o->odd;

	for (size_t i = 0; i < o->marks; i++) {
		on[i] = is_on(o, p, o->order[i]);
		odd ^= on[i] && o->over[o->order[i]];
	}
	for (size_t i = 0; i < o->marks; i++)
		if (o->order[i] == AO_OMR_PARITY)
			on[i] = odd;
}

/* A fill, not a rule: a machine that draws rules may widen thin ones. */
void ao_omr_put(const struct ao_omr *o, const struct ao_omr_place *p,
		struct ao_page *page)
{
	struct ao_mark m = {.type = AO_MARK_FILL,
			    .x = o->x,
			    .w = o->length,
			    .h = o->thickness,
			    .filled = true};
	bool on[AO_OMR_MOST];

	ao_omr_pattern(o, p, on);
	for (size_t i = 0; i < o->marks; i++) {
		m.y = o->y + (double)i * o->step - o->thickness / 2;
		m.name = page_name[o->order[i]];
		if (on[i])
			ao_page_add(page, m);
	}
}

struct ao_box ao_omr_row(const struct ao_omr *o)
{
	double reach = (double)(o->marks - 1) * o->step;

	return (struct ao_box){.x = o->x,
			       .y = o->y + fmin(reach, 0) - o->thickness / 2,
			       .width = o->length,
			       .height = fabs(reach) + o->thickness};
}

struct ao_box ao_omr_zone(const struct ao_omr *o, bool behind)
{
	struct ao_box zone = ao_omr_row(o);

	zone.x -= BESIDE;
	zone.width += 2 * BESIDE;
	zone.y -= AROUND;
	zone.height += 2 * AROUND;
	if (behind)
		zone.x = o->paper_width - zone.x - zone.width;
	return zone;
}
