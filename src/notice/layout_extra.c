/* layout_extra.c - what no template says: the specimen's mark, the outlines of
 * a preview. */
#include "setting.h"

#include <math.h>

#define SPECIMEN_MARK  "見本"
#define SPECIMEN_LINE  "見本 SPECIMEN - 郵送しないでください"
#define SPECIMEN_ROLE  "bold"
#define SPECIMEN_ANGLE 35.0
#define LINE_SIZE      8.0 /* pt */
#define LINE_EDGE      5.0 /* mm from the edge to the near side of the line */

/* Text whose middle (of its em box) is at x, y. */
static struct ao_mark centred(struct ao_faces *faces, unsigned face,
			      const char *s, double size, double angle)
{
	struct ao_mark m = {.type = AO_MARK_TEXT,
			    .face = face,
			    .size = size,
			    .angle = angle,
			    .s = s,
			    .name = "specimen"};

	m.w = (double)ao_face_width(faces, face, s) / 1000 * size *
	      AO_MM_PER_PT;
	return m;
}

static void put_centred(struct ao_page *page, struct ao_mark m, double x,
			double y)
{
	double a = m.angle * acos(-1) / 180;
	double up = -0.38 * m.size * AO_MM_PER_PT; /* y goes down */

	m.x = x - cos(a) * m.w / 2 - sin(a) * up;
	m.y = y + sin(a) * m.w / 2 - cos(a) * up;
	ao_page_add(page, m);
}

bool ao_specimen_put(const struct ao_setter *k, struct ao_page *page)
{
	double middle = page->width / 2, edge = LINE_EDGE + 1.4;
	int role = ao_faces_role(k->faces, SPECIMEN_ROLE);
	struct ao_missing missing;
	struct ao_mark m;
	unsigned face;

	if (role < 0 ||
	    !ao_faces_pick(k->faces, role, SPECIMEN_LINE, &face, &missing))
		return ao_fail(k->err, AO_HOST, k->template->path,
			       _("no font of the role \"%s\" can write 見本, "
				 "which every specimen must bear; correct "
				 "fonts.yaml"),
			       SPECIMEN_ROLE);
	/* As large as the sheet allows, light enough to read through. */
	m = centred(k->faces, face, SPECIMEN_MARK,
		    fmin(page->width * 0.36, page->height * 0.42) /
			    AO_MM_PER_PT,
		    SPECIMEN_ANGLE);
	m.color = (struct ao_color){0xe6, 0xe6, 0xe6};
	put_centred(page, m, middle, page->height / 2);
	m = centred(k->faces, face, SPECIMEN_LINE, LINE_SIZE, 0);
	m.color = (struct ao_color){0xb0, 0x10, 0x20};
	put_centred(page, m, middle, edge);
	put_centred(page, m, middle, page->height - edge);
	return true;
}

static void put_frame(struct ao_page *out, const struct ao_sheet_item *item)
{
	static const struct ao_color box = {0x9a, 0x9a, 0x9a};
	static const struct ao_color window = {0xd0, 0x50, 0x10};
	struct ao_mark m = {.type = AO_MARK_FILL,
			    .x = item->box.x,
			    .y = item->box.y,
			    .w = item->box.width,
			    .h = item->box.height,
			    .line = 0.1,
			    .line_color = item->address_window ? window : box,
			    .name = item->name};

	ao_page_add(out, m);
}

void ao_layout_outline(const struct ao_layout *layout,
		       const struct ao_sheet *sheet, unsigned flags,
		       struct ao_page *out)
{
	const struct ao_template *t = ao_layout_template(layout);

	for (size_t i = 0; i < sheet->items; i++) {
		const struct ao_sheet_item *item = &sheet->item[i];

		if (item->type != AO_ITEM_TYPE_RULE &&
		    ao_condition_holds(item->when, flags))
			put_frame(out, item);
	}
	for (size_t i = 0; i < t->folds; i++) {
		struct ao_mark m = {.type = AO_MARK_RULE,
				    .y = t->fold[i],
				    .w = t->width,
				    .line = 0.1,
				    .color = {0x20, 0x80, 0x60},
				    .name = "fold"};

		ao_page_add(out, m);
	}
}
