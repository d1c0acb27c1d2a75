/* reprint_mark.c - 再発行 and the number of the copy, where nothing stands.
 *
 * In the margin at the foot of the page; at its head too where the page is not
 * the letter's first, whose upper panel the envelope's window shows. */
#include "batch/reprint_inside.h"

#include "aofuto/notice/collision.h"

#define MARK_SIZE 7.0 /* pt */
#define MM_PER_PT (25.4 / 72)
#define ASCENT    (0.88 * MARK_SIZE * MM_PER_PT) /* as in collision.h */
#define DESCENT   (0.12 * MARK_SIZE * MM_PER_PT)
#define EDGE      5.0  /* mm that printers leave blank */
#define DEEPEST   18.0 /* mm from the edge: farther in is no margin */
#define SIDE      10.0 /* mm from the sides */
#define AROUND    0.8  /* mm of blank around the mark */

/* The letters of the form's own text: no further font comes into the file. */
static bool pick_face(struct reprint *r, struct ao_mark *m,
		      struct ao_error *err)
{
	const struct ao_template *t = r->kit.sheet;
	struct ao_faces *faces = r->kit.faces;
	struct ao_missing missing;

	for (size_t i = t->styles; i-- > 0;) {
		int role = ao_faces_role(faces, t->style[i].font);

		if (!ao_faces_pick(faces, role, m->s, &m->face, &missing))
			continue;
		m->w = (double)ao_face_width(faces, m->face, m->s) / 1000 *
		       m->size * MM_PER_PT;
		return true;
	}
	return ao_fail(err, AO_INPUT, t->path,
		       _("no font of the form can write the mark %s; set "
			 "reprint_mark: none and print it again"),
		       m->s);
}

static struct ao_extent around(const struct ao_mark *m)
{
	return (struct ao_extent){m->x - AROUND, m->y - ASCENT - AROUND,
				  m->x + m->w + AROUND,
				  m->y + DESCENT + AROUND};
}

static bool touches(const struct ao_page *page, const struct ao_extent *at)
{
	for (size_t i = 0; page && i < page->n; i++) {
		struct ao_extent e = ao_mark_extent(&page->mark[i]);

		if (e.left < at->right && at->left < e.right &&
		    e.top < at->bottom && at->top < e.bottom)
			return true;
	}
	return false;
}

/* Along the line from right to left. */
static bool find_on_line(const struct volume_page *page, struct ao_mark *m)
{
	double from = page->variable->width - SIDE - m->w;

	for (m->x = from; m->x >= SIDE; m->x -= 2) {
		struct ao_extent at = around(m);

		if (!touches(page->fixed, &at) && !touches(page->variable, &at))
			return true;
	}
	return false;
}

/* What lies below the first fold is never in the window. */
static double panel_end(const struct reprint *r)
{
	const struct ao_template *t = r->kit.sheet;

	return t->folds ? t->fold[0] : t->height / 2;
}

static bool find_place(const struct reprint *r, const struct volume_page *page,
		       struct ao_mark *m)
{
	double foot = page->variable->height - EDGE - DESCENT;
	double head = EDGE + ASCENT;

	for (m->y = foot; m->y > foot - DEEPEST + EDGE; m->y -= 0.5)
		if (m->y - ASCENT > panel_end(r) && find_on_line(page, m))
			return true;
	for (m->y = head; m->y < head + DEEPEST - EDGE; m->y += 0.5)
		if (page->of_letter > 1 && find_on_line(page, m))
			return true;
	return false;
}

bool reprint_mark(struct reprint *r, const struct volume_page *page,
		  struct ao_mark *m, struct ao_error *err)
{
	*m = (struct ao_mark){
		.type = AO_MARK_TEXT,
		.size = MARK_SIZE,
		.color = {0x55, 0x55, 0x55},
		.s = ao_arena_printf(r->arena, "再発行 %u", r->report->copy),
		.name = "reprint",
	};
	if (!pick_face(r, m, err))
		return false;
	if (find_place(r, page, m))
		return true;
	return ao_fail(err, AO_INPUT, r->kit.sheet->path,
		       _("the margins of this form have no room for the mark "
			 "%s; set reprint_mark: none and print it again"),
		       m->s);
}
