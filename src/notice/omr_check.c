/* omr_check.c - whether anything of a template stands where an inserter reads
 * its marks. */
#include "aofuto/notice/omr.h"
#include "notice/window_inside.h"

#include "aofuto/notice/layout.h"

#include <math.h>
#include <stdio.h>

#define SIZE_OFF 0.01 /* mm */

struct check {
	const struct ao_omr *omr;
	const struct ao_template *template;
	struct ao_error *err;
};

/* All that the item can ever cover, its lines with their width. */
static struct ao_box box_of(const struct ao_sheet_item *item)
{
	double half = item->line / 2;

	return (struct ao_box){item->box.x - half, item->box.y - half,
			       item->box.width + item->line,
			       item->box.height + item->line};
}

static bool fail_item(const struct check *c, const struct ao_sheet_item *item,
		      bool behind, double over)
{
	struct ao_box zone = ao_omr_zone(c->omr, behind);
	char where[512];

	snprintf(where, sizeof(where), "%s:%u:%u", c->template->path,
		 item->line_number, item->column_number);
	return ao_fail(
		c->err, AO_INPUT, where,
		behind ? _("%s: this stands behind the inserter marks %s, by "
			   "%.1f mm; the back stays blank at [%g, %g, %g, %g]; "
			   "move it, or the marks")
		       : _("%s: this stands among the inserter marks %s or in "
			   "the blank around them, by %.1f mm; the front stays "
			   "blank at [%g, %g, %g, %g]; move it, or the marks"),
		item->name ? item->name : _("this item"), c->omr->name, over,
		zone.x, zone.y, zone.width, zone.height);
}

static bool check_page(const struct check *c, const struct ao_sheet *sheet,
		       bool behind)
{
	struct ao_box zone = ao_omr_zone(c->omr, behind);
	double by[AO_SIDES], over;

	for (size_t i = 0; i < sheet->items; i++) {
		over = ao_box_depth(box_of(&sheet->item[i]), zone, by);
		if (over > AO_WINDOW_SLACK)
			return fail_item(c, &sheet->item[i], behind, over);
	}
	return true;
}

/* A page may be a front in one letter and a back in another. */
static bool check_pages(const struct check *c)
{
	const struct ao_template *t = c->template;

	for (size_t i = 0; i < AO_FLAG_SETS; i++) {
		unsigned flags = ao_flag_set(i), side = 0;

		for (size_t s = 0; s < t->sheets; s++) {
			if (!ao_condition_holds(t->sheet[s].when, flags))
				continue;
			side = ao_side_after(side, &t->sheet[s]);
			if (!check_page(c, &t->sheet[s], side % 2 == 0))
				return false;
		}
	}
	return true;
}

bool ao_omr_check(const struct ao_omr *o, const struct ao_template *t,
		  const struct ao_window *w, struct ao_error *err)
{
	struct check c = {.omr = o, .template = t, .err = err};
	struct ao_box row = ao_omr_row(o);

	if (fabs(o->paper_width - t->width) > SIZE_OFF ||
	    fabs(o->paper_height - t->height) > SIZE_OFF)
		return ao_fail(err, AO_INPUT, t->path,
			       _("the paper is %g by %g mm, and the inserter "
				 "marks %s are for %g by %g mm; correct one of "
				 "them"),
			       t->width, t->height, o->name, o->paper_width,
			       o->paper_height);
	if (w && ao_window_reaches(w, row))
		return ao_fail(err, AO_INPUT, t->path,
			       _("the inserter marks %s, at [%g, %g, %g, %g], "
				 "can come into the window %s, which may show "
				 "[%g, %g, %g, %g]; move the marks"),
			       o->name, row.x, row.y, row.width, row.height,
			       w->name, ao_window_ever(w).x,
			       ao_window_ever(w).y, ao_window_ever(w).width,
			       ao_window_ever(w).height);
	return check_pages(&c);
}
