/* envelope_postage.c - the mark by which the postage is paid (料金後納、料金
 * 別納): its size, its corner, its lines. The post office's rules: 日本郵便
 * 「料金別納 表示の方法」. */
#include "envelope_inside.h"

#include <math.h>
#include <string.h>

#define LEAST 20.0 /* mm, of the frame's width and height or diameter */
#define MOST  30.0
#define NEAR  1.0 /* mm between two lines of a slack */
#define FAR   2.0

#define LINES_MOST 20u

/* Do the words stand in the item, whatever line they are on? */
static bool says(const struct ao_sheet_item *item, const char *words)
{
	struct ao_buf text = {0};
	bool found;

	for (size_t b = 0; b < item->blocks; b++)
		for (size_t i = 0; i < item->block[b].text.spans; i++) {
			const struct ao_span *s = &item->block[b].text.span[i];

			for (const char *p = s->literal; p && *p; p++)
				if (*p != '\n')
					ao_buf_add(&text, p, 1);
		}
	found = text.n && strstr(text.s, words);
	ao_buf_release(&text);
	return found;
}

static bool shown(const struct ao_sheet_item *item)
{
	return !(item->when.need & AO_FLAG_NEVER);
}

static const struct ao_sheet_item *find_words(const struct ao_sheet *face,
					      const char *words)
{
	for (size_t i = 0; i < face->items; i++)
		if (shown(&face->item[i]) && says(&face->item[i], words))
			return &face->item[i];
	return NULL;
}

/* The smallest frame that the words stand in. */
static const struct ao_sheet_item *find_frame(const struct ao_sheet *face,
					      struct ao_box words)
{
	const struct ao_sheet_item *best = NULL;
	enum ao_side side;

	for (size_t i = 0; i < face->items; i++) {
		const struct ao_sheet_item *f = &face->item[i];

		if (shown(f) && f->type == AO_ITEM_TYPE_FILL && f->line > 0 &&
		    ao_box_leaves(words, f->box, &side) <= AO_WINDOW_SLACK &&
		    (!best || f->box.width < best->box.width))
			best = f;
	}
	return best;
}

static bool in_size(double length)
{
	return length >= LEAST - AO_WINDOW_SLACK &&
	       length <= MOST + AO_WINDOW_SLACK;
}

static bool check_frame(const struct ao_envelope *e,
			const struct ao_sheet_item *frame, struct ao_error *err)
{
	struct ao_box box = frame->box, place = envelope_stamp(e->template);
	enum ao_side side;
	double over = ao_box_leaves(box, place, &side);
	char where[ENVELOPE_WHERE];

	envelope_where(e, frame, where);
	if (!in_size(box.width) || !in_size(box.height))
		return ao_fail(err, AO_INPUT, where,
			       _("the mark of the postage is %g by %g mm; the "
				 "post office wants %g to %g mm each way"),
			       box.width, box.height, LEAST, MOST);
	if (over <= AO_WINDOW_SLACK)
		return true;
	return ao_fail(err, AO_INPUT, where,
		       _("the mark of the postage reaches %.1f mm out of its "
			 "place, which is where a stamp would be: [%g, %g, %g, "
			 "%g]"),
		       over, place.x, place.y, place.width, place.height);
}

struct lines { /* across the mark */
	unsigned n;
	double nearest; /* of two of them, between their edges */
};

static struct lines count_lines(const struct ao_sheet *face, struct ao_box in)
{
	struct lines lines = {.nearest = INFINITY};
	const struct ao_sheet_item *rule[LINES_MOST];
	enum ao_side side;

	for (size_t i = 0; i < face->items && lines.n < LINES_MOST; i++) {
		const struct ao_sheet_item *r = &face->item[i];

		if (!shown(r) || r->type != AO_ITEM_TYPE_RULE ||
		    r->box.height > 0 ||
		    ao_box_leaves(r->box, in, &side) > AO_WINDOW_SLACK)
			continue;
		for (unsigned k = 0; k < lines.n; k++)
			lines.nearest =
				fmin(lines.nearest,
				     fabs(rule[k]->box.y - r->box.y) -
					     (rule[k]->line + r->line) / 2);
		rule[lines.n++] = r;
	}
	return lines;
}

/* None agreed: one line at most. 3 days: two, close to each other; 7: one more
 * above them. */
static bool check_lines(const struct ao_envelope *e,
			const struct ao_sheet_item *frame, struct ao_error *err)
{
	const char *slack = ao_city_has(e->city, AO_FACT_MAIL_SLACK)
				    ? ao_city_fact(e->city, AO_FACT_MAIL_SLACK)
				    : AO_FACT_NONE;
	bool agreed = strcmp(slack, AO_FACT_NONE) != 0;
	bool three = !strcmp(slack, "3"), seven = !strcmp(slack, "7");
	struct lines lines = count_lines(&e->template->sheet[0], frame->box);
	unsigned wanted = seven ? 3 : three ? 2 : 1;
	char where[ENVELOPE_WHERE];

	envelope_where(e, frame, where);
	if (agreed && !three && !seven)
		return ao_fail(err, AO_INPUT, e->template->path,
			       _("the fact %s of city.yaml is the number of "
				 "days that the post office may take longer, 3 "
				 "or 7, or %s where nothing was agreed"),
			       AO_FACT_MAIL_SLACK, AO_FACT_NONE);
	if (wanted == 1 ? lines.n > 1 : lines.n != wanted)
		return ao_fail(err, AO_INPUT, where,
			       _("the mark of the postage has %u lines across, "
				 "and with the fact %s: %s it has %u"),
			       lines.n, AO_FACT_MAIL_SLACK, slack, wanted);
	if (wanted == 1 || (lines.nearest >= NEAR - AO_WINDOW_SLACK &&
			    lines.nearest <= FAR + AO_WINDOW_SLACK))
		return true;
	return ao_fail(err, AO_INPUT, where,
		       _("the two lines of the mark of the postage are %.1f mm "
			 "apart; the post office wants %g to %g mm"),
		       lines.nearest, NEAR, FAR);
}

bool envelope_postage_check(const struct ao_envelope *e, const char *postage,
			    struct ao_error *err)
{
	const struct ao_sheet *face = &e->template->sheet[0];
	const struct ao_sheet_item *words = find_words(face, postage);
	const struct ao_sheet_item *frame;
	char where[ENVELOPE_WHERE];

	if (!words)
		return ao_fail(err, AO_INPUT, e->template->path,
			       _("the city pays the postage by the mark of its "
				 "fact %s, and no item shows {city.%s}; add "
				 "it, or give the fact as %s"),
			       AO_FACT_POSTAGE, AO_FACT_POSTAGE, AO_FACT_NONE);
	frame = find_frame(face, words->box);
	if (!frame)
		return ao_fail(err, AO_INPUT, envelope_where(e, words, where),
			       _("the mark of the postage has no frame: it "
				 "stands in a fill with a `line`, %g to %g mm "
				 "wide and high"),
			       LEAST, MOST);
	return check_frame(e, frame, err) && check_lines(e, frame, err);
}
