/* template_fold.c - where the paper is folded, and the ticks that say so. */
#include "notice/template_make.h"

/* mm: nearer to the edge many printers print nothing. */
#define USUAL_EDGE 5.0

static bool check_ticks(struct ao_template_make *m,
			const struct file_template *f)
{
	const struct file_ticks *t = f->fold_ticks;
	double edge = t->edge ? *t->edge : USUAL_EDGE;
	double width = m->out->width;

	if (!m->out->folds)
		return ao_yaml_fail(m->yaml, "fold_ticks", m->err,
				    _("ticks stand at the folds, and there are "
				      "none; write `folds`, the distances from "
				      "the top"));
	if (!ao_make_range(m, "fold_ticks.edge", edge, 0, width / 2) ||
	    !ao_make_range(m, "fold_ticks.length", t->length, 1, 20) ||
	    !ao_make_range(m, "fold_ticks.width", t->width, 0.05, 1) ||
	    !ao_make_range(m, "fold_ticks.x", t->x, 0, width))
		return false;
	if (t->x < edge || t->x + t->length > width - edge)
		return ao_yaml_fail(m->yaml, "fold_ticks.x", m->err,
				    _("the ticks reach from %g to %g mm; at "
				      "least %g mm stay blank at the edges of "
				      "the paper (%g mm wide), which many "
				      "printers cannot print; move them, or "
				      "write `edge`"),
				    t->x, t->x + t->length, edge, width);
	return true;
}

bool ao_make_folds(struct ao_template_make *m, const struct file_template *f)
{
	struct ao_template *t = m->out;

	t->folds = f->folds_count;
	t->fold = ao_arena_alloc(t->arena, (t->folds + 1) * sizeof(*t->fold));
	for (size_t i = 0; i < t->folds; i++) {
		if (!ao_make_range(m, ao_make_path_of(m, "", "folds", i),
				   f->folds[i], 1, t->height - 1))
			return false;
		t->fold[i] = f->folds[i];
	}
	return !f->fold_ticks || check_ticks(m, f);
}

bool ao_make_ticks(struct ao_template_make *m, const char *path,
		   const struct file_sheet *f, struct ao_sheet *out)
{
	const struct file_template *file = ao_yaml_data(m->yaml);
	const struct file_ticks *t = file->fold_ticks;
	bool wanted = f->fold_ticks ? *f->fold_ticks : t && out->starts_sheet;
	struct ao_sheet_item tick = {.type = AO_ITEM_TYPE_RULE,
				     .name = "fold tick"};

	if (!wanted)
		return true;
	if (!t)
		return ao_yaml_fail(m->yaml,
				    ao_make_path(m, path, "fold_ticks"), m->err,
				    _("the template does not say how its ticks "
				      "look; write `fold_ticks` beside "
				      "`folds`"));
	tick.box = (struct ao_box){.x = t->x, .width = t->length};
	tick.line = t->width;
	tick.line_number = ao_yaml_line(m->yaml, "fold_ticks");
	tick.column_number = ao_yaml_column(m->yaml, "fold_ticks");
	if (!ao_make_color(m, "fold_ticks.color", t->color, &tick.color))
		return false;
	for (size_t i = 0; i < m->out->folds; i++) {
		tick.box.y = m->out->fold[i];
		out->item[out->items++] = tick;
	}
	return true;
}
