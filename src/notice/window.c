/* window.c - envelopes as windows.yaml tells them, and what always or ever
 * shows of a sheet that moves in one. */
#include "aofuto/notice/window.h"

#include "base/yaml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define A4_WIDTH  210.0
#define A4_HEIGHT 297.0

/* Hundredths of a micrometre are no error of the author. */
#define SLACK 0.00001

struct file_size {
	double width, height;
};
struct file_inside {
	double *x, *y;
	double width, height;
};
struct file_play {
	double x, y;
};
struct file_window {
	char *name, *envelope;
	struct file_size face;
	struct file_inside inside;
	double box[4];
	double fold;
	struct file_size *paper;
	struct file_play *play;
};
struct file {
	unsigned format;
	struct file_window *windows;
	unsigned windows_count;
};

#define NEEDED   CYAML_FLAG_DEFAULT
#define TEXT     CYAML_FLAG_POINTER
#define OPTIONAL (CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER)

#define WINDOWS_MOST 100
#define NAME_MOST    40

static const cyaml_schema_field_t size_fields[] = {
	CYAML_FIELD_FLOAT("width", NEEDED, struct file_size, width),
	CYAML_FIELD_FLOAT("height", NEEDED, struct file_size, height),
	CYAML_FIELD_END};
static const cyaml_schema_field_t inside_fields[] = {
	CYAML_FIELD_FLOAT_PTR("x", OPTIONAL, struct file_inside, x),
	CYAML_FIELD_FLOAT_PTR("y", OPTIONAL, struct file_inside, y),
	CYAML_FIELD_FLOAT("width", NEEDED, struct file_inside, width),
	CYAML_FIELD_FLOAT("height", NEEDED, struct file_inside, height),
	CYAML_FIELD_END};
static const cyaml_schema_field_t play_fields[] = {
	CYAML_FIELD_FLOAT("x", NEEDED, struct file_play, x),
	CYAML_FIELD_FLOAT("y", NEEDED, struct file_play, y), CYAML_FIELD_END};
static const cyaml_schema_value_t number = {CYAML_VALUE_FLOAT(NEEDED, double)};

static const cyaml_schema_field_t window_fields[] = {
	CYAML_FIELD_STRING_PTR("name", TEXT, struct file_window, name, 1,
			       NAME_MOST),
	CYAML_FIELD_STRING_PTR("envelope", TEXT, struct file_window, envelope,
			       1, NAME_MOST),
	CYAML_FIELD_MAPPING("face", NEEDED, struct file_window, face,
			    size_fields),
	CYAML_FIELD_MAPPING("inside", NEEDED, struct file_window, inside,
			    inside_fields),
	CYAML_FIELD_SEQUENCE_FIXED("box", NEEDED, struct file_window, box,
				   &number, 4),
	CYAML_FIELD_FLOAT("fold", NEEDED, struct file_window, fold),
	CYAML_FIELD_MAPPING_PTR("paper", OPTIONAL, struct file_window, paper,
				size_fields),
	CYAML_FIELD_MAPPING_PTR("play", OPTIONAL, struct file_window, play,
				play_fields),
	CYAML_FIELD_END};
static const cyaml_schema_value_t window = {
	CYAML_VALUE_MAPPING(NEEDED, struct file_window, window_fields)};

static const cyaml_schema_field_t fields[] = {
	CYAML_FIELD_UINT("format", NEEDED, struct file, format),
	CYAML_FIELD_SEQUENCE("windows", TEXT, struct file, windows, &window, 1,
			     WINDOWS_MOST),
	CYAML_FIELD_END};
static const cyaml_schema_value_t schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, fields)};

struct ao_windows {
	struct ao_yaml *yaml; /* owns the names */
	struct ao_window *window;
	size_t n;
	struct ao_arena *arena;
};

/* One entry being made. */
struct make {
	struct ao_windows *all;
	const struct file_window *file;
	struct ao_window *out;
	size_t i;
	struct ao_error *err;
};

static char *path_of(const struct make *m, const char *member)
{
	return ao_arena_printf(m->all->arena, "windows[%zu].%s", m->i, member);
}

static bool range(const struct make *m, const char *member, double value,
		  double least, double most)
{
	if (value >= least - SLACK && value <= most + SLACK)
		return true;
	return ao_yaml_fail(m->all->yaml, path_of(m, member), m->err,
			    _("expected a number from %g to %g, found %g"),
			    least, most, value);
}

static bool make_names(struct make *m)
{
	const struct file_window *before = m->file - m->i;

	for (size_t k = 0; k < m->i; k++)
		if (strcmp(before[k].name, m->file->name) == 0)
			return ao_yaml_fail(m->all->yaml, path_of(m, "name"),
					    m->err,
					    _("two windows have this name"));
	if (strcmp(m->file->name, AO_NO_WINDOW) == 0)
		return ao_yaml_fail(m->all->yaml, path_of(m, "name"), m->err,
				    _("this name means an envelope without a "
				      "window; give another one"));
	m->out->name = m->file->name;
	m->out->envelope = m->file->envelope;
	return true;
}

static bool make_paper(struct make *m)
{
	const struct file_window *f = m->file;
	struct ao_window *w = m->out;

	w->paper_width = f->paper ? f->paper->width : A4_WIDTH;
	w->paper_height = f->paper ? f->paper->height : A4_HEIGHT;
	w->fold = f->fold;
	return range(m, "paper.width", w->paper_width, 50, 1000) &&
	       range(m, "paper.height", w->paper_height, 50, 1000) &&
	       range(m, "fold", w->fold, 20, w->paper_height);
}

static bool make_inside(struct make *m)
{
	const struct file_inside *f = &m->file->inside;
	struct ao_window *w = m->out;
	struct ao_box *in = &w->inside;

	if (!range(m, "face.width", m->file->face.width, 50, 1000) ||
	    !range(m, "face.height", m->file->face.height, 50, 1000))
		return false;
	w->width = m->file->face.width;
	w->height = m->file->face.height;
	in->width = f->width;
	in->height = f->height;
	if (!range(m, "inside.width", in->width, 20, w->width) ||
	    !range(m, "inside.height", in->height, 20, w->height))
		return false;
	in->x = f->x ? *f->x : (w->width - in->width) / 2;
	in->y = f->y ? *f->y : (w->height - in->height) / 2;
	return range(m, "inside.x", in->x, 0, w->width - in->width) &&
	       range(m, "inside.y", in->y, 0, w->height - in->height);
}

static bool make_box(struct make *m)
{
	const double *f = m->file->box;
	struct ao_window *w = m->out;

	w->box = (struct ao_box){f[0], f[1], f[2], f[3]};
	if (!range(m, "box[0]", f[0], 0, w->width) ||
	    !range(m, "box[1]", f[1], 0, w->height) ||
	    !range(m, "box[2]", f[2], 5, w->width) ||
	    !range(m, "box[3]", f[3], 5, w->height))
		return false;
	if (f[0] + f[2] > w->width + SLACK || f[1] + f[3] > w->height + SLACK)
		return ao_yaml_fail(m->all->yaml, path_of(m, "box"), m->err,
				    _("the window ends at %g, %g mm; the "
				      "envelope's face is %g mm wide and %g mm "
				      "high"),
				    f[0] + f[2], f[1] + f[3], w->width,
				    w->height);
	return true;
}

/* A measured play that is less than the room there is lies in its middle:
 * nothing says to which side the rest belongs. */
static bool make_play(struct make *m)
{
	const struct file_play *f = m->file->play;
	struct ao_window *w = m->out;
	double room_x = w->inside.width - w->paper_width;
	double room_y = w->inside.height - w->fold;

	if (room_x < -SLACK || room_y < -SLACK)
		return ao_yaml_fail(m->all->yaml, path_of(m, "inside"), m->err,
				    _("the folded sheet (%g by %g mm) does not "
				      "go into %g by %g mm"),
				    w->paper_width, w->fold, w->inside.width,
				    w->inside.height);
	room_x = fmax(room_x, 0);
	room_y = fmax(room_y, 0);
	w->play_x = f ? f->x : room_x;
	w->play_y = f ? f->y : room_y;
	if (!range(m, "play.x", w->play_x, 0, room_x) ||
	    !range(m, "play.y", w->play_y, 0, room_y))
		return false;
	w->rest_x = w->inside.x + (room_x - w->play_x) / 2;
	w->rest_y = w->inside.y + (room_y - w->play_y) / 2;
	return true;
}

static bool make_window(struct make *m)
{
	struct ao_box always;

	if (!make_names(m) || !make_paper(m) || !make_inside(m) ||
	    !make_box(m) || !make_play(m))
		return false;
	always = ao_window_always(m->out);
	if (always.width > 0 && always.height > 0)
		return true;
	return ao_yaml_fail(m->all->yaml, path_of(m, "box"), m->err,
			    _("the sheet moves by %g mm sideways and %g mm up "
			      "and down: no part of it always shows in this "
			      "window"),
			    m->out->play_x, m->out->play_y);
}

static bool make_all(struct ao_windows *all, struct ao_error *err)
{
	const struct file *f = ao_yaml_data(all->yaml);

	if (f->format != 1)
		return ao_yaml_fail(all->yaml, "format", err,
				    _("this program knows format 1 of a list "
				      "of windows, the file says %u"),
				    f->format);
	all->n = f->windows_count;
	all->window = ao_arena_alloc(all->arena, all->n * sizeof(*all->window));
	for (size_t i = 0; i < all->n; i++) {
		struct make m = {.all = all,
				 .file = &f->windows[i],
				 .out = &all->window[i],
				 .i = i,
				 .err = err};

		if (!make_window(&m))
			return false;
	}
	return true;
}

struct ao_windows *ao_windows_open(const char *path, struct ao_error *err)
{
	struct ao_windows *all = ao_calloc(1, sizeof(*all));

	all->arena = ao_arena_new();
	all->yaml = ao_yaml_open(path, &schema, err);
	if (all->yaml && make_all(all, err))
		return all;
	ao_windows_close(all);
	return NULL;
}

void ao_windows_close(struct ao_windows *all)
{
	if (!all)
		return;
	ao_yaml_close(all->yaml);
	ao_arena_free(all->arena);
	free(all);
}

size_t ao_windows_count(const struct ao_windows *all)
{
	return all->n;
}

const struct ao_window *ao_windows_get(const struct ao_windows *all, size_t i)
{
	return &all->window[i];
}

static bool fail_unknown(const struct ao_windows *all, const char *name,
			 const char *where, struct ao_error *err)
{
	const char *known[WINDOWS_MOST], *near;
	char shown[AO_YAML_SHOWN_SIZE];
	struct ao_buf text = {0};

	for (size_t i = 0; i < all->n; i++)
		known[i] = all->window[i].name;
	near = ao_nearest(name, (struct ao_words){.word = known, .n = all->n});
	ao_buf_addf(&text, _("there is no window %s"),
		    ao_yaml_shown(name, shown));
	if (near)
		ao_buf_addf(&text, _("; did you mean \"%s\"?"), near);
	ao_buf_addf(&text, _("; %s has: "), ao_yaml_path(all->yaml));
	for (size_t i = 0; i < all->n; i++)
		ao_buf_addf(&text, "%s%s", i ? ", " : "", known[i]);
	ao_fail(err, AO_INPUT, where, "%s", text.s);
	ao_buf_release(&text);
	return false;
}

const struct ao_window *ao_windows_find(const struct ao_windows *all,
					const char *name, const char *where,
					struct ao_error *err)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->window[i].name, name) == 0)
			return &all->window[i];
	fail_unknown(all, name, where, err);
	return NULL;
}

/* The part of left..right, top..bottom that lies on the panel. */
static struct ao_box on_panel(const struct ao_window *w, double left,
			      double top, double right, double bottom)
{
	left = fmax(left, 0);
	top = fmax(top, 0);
	right = fmin(right, w->paper_width);
	bottom = fmin(bottom, w->fold);
	return (struct ao_box){.x = left,
			       .y = top,
			       .width = fmax(right - left, 0),
			       .height = fmax(bottom - top, 0)};
}

/* When the sheet lies far to the right, the window shows what is farther to
 * the left on it: its left edge is rest_x + play_x from the face's. */
struct ao_box ao_window_always(const struct ao_window *w)
{
	double x = w->box.x - w->rest_x, y = w->box.y - w->rest_y;

	return on_panel(w, x, y, x - w->play_x + w->box.width,
			y - w->play_y + w->box.height);
}

struct ao_box ao_window_ever(const struct ao_window *w)
{
	double x = w->box.x - w->rest_x, y = w->box.y - w->rest_y;

	return on_panel(w, x - w->play_x, y - w->play_y, x + w->box.width,
			y + w->box.height);
}
