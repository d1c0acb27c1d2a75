/* omr.c - rows of inserter marks as omr.yaml tells them, and what a machine
 * cannot read. */
#include "notice/omr_file.h"

#include "aofuto/base/file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define A4_WIDTH  210.0
#define A4_HEIGHT 297.0

/* What machines read (docs/template.md names the manuals), mm. */
#define THINNEST 0.35
#define THICKEST 0.7
#define SHORTEST 10.0
#define LONGEST  100.0
#define CLOSEST  2.54
#define ROW_MOST 70.0
#define LEAD     20.0 /* from the edge that goes in first */
#define TRAIL    30.0 /* from the other */
#define BESIDE   3.0  /* blank at both ends of the marks */

/* Hundredths of a micrometre are no error of the author. */
#define SLACK 0.00001

struct ao_omrs {
	struct ao_yaml *yaml; /* owns the names */
	struct ao_omr *omr;
	size_t n;
	struct ao_arena *arena;
};

/* One row being made. */
struct make {
	struct ao_omrs *all;
	const struct file_preset *file;
	struct ao_omr *out;
	size_t i;
	struct ao_error *err;
};

static char *path_of(const struct make *m, const char *member)
{
	return ao_arena_printf(m->all->arena, "presets[%zu].%s", m->i, member);
}

static bool fails(const struct make *m, const char *member, const char *text)
{
	return ao_yaml_fail(m->all->yaml, path_of(m, member), m->err, "%s",
			    text);
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
	const struct file_preset *before = m->file - m->i;

	for (size_t k = 0; k < m->i; k++)
		if (strcmp(before[k].name, m->file->name) == 0)
			return fails(m, "name",
				     _("two presets have this name"));
	m->out->name = m->file->name;
	m->out->machine = m->file->machine;
	return true;
}

static bool make_size(struct make *m)
{
	const struct file_preset *f = m->file;
	struct ao_omr *o = m->out;

	o->paper_width = f->paper ? f->paper->width : A4_WIDTH;
	o->paper_height = f->paper ? f->paper->height : A4_HEIGHT;
	o->length = f->length;
	o->thickness = f->thickness;
	if (!range(m, "paper.width", o->paper_width, 50, 1000) ||
	    !range(m, "paper.height", o->paper_height, 50, 1000))
		return false;
	if (f->thickness < THINNEST - SLACK || f->thickness > THICKEST + SLACK)
		return ao_yaml_fail(m->all->yaml, path_of(m, "thickness"),
				    m->err,
				    _("a mark that a machine reads is %g to %g "
				      "mm thick; this one is %g mm"),
				    THINNEST, THICKEST, f->thickness);
	if (f->length < SHORTEST - SLACK || f->length > LONGEST + SLACK)
		return ao_yaml_fail(m->all->yaml, path_of(m, "length"), m->err,
				    _("a mark that a machine reads is %g to %g "
				      "mm long; this one is %g mm"),
				    SHORTEST, LONGEST, f->length);
	if (f->pitch < CLOSEST - SLACK)
		return ao_yaml_fail(m->all->yaml, path_of(m, "pitch"), m->err,
				    _("marks stand at least %g mm apart, from "
				      "one to the next; these stand %g mm "
				      "apart"),
				    CLOSEST, f->pitch);
	return true;
}

bool ao_omr_has(const struct ao_omr *o, enum ao_omr_name wanted)
{
	for (size_t i = 0; i < o->marks; i++)
		if (o->order[i] == wanted)
			return true;
	return false;
}

/* The first mark that the machine meets: the top one where the top goes in. */
static bool check_start(struct make *m)
{
	const struct file_preset *f = m->file;
	bool up = f->direction && *f->direction == FILE_UP;
	bool bottom = f->lead && *f->lead == FILE_BOTTOM;
	size_t met = up == bottom ? 0 : m->out->marks - 1;

	if (m->out->order[met] == AO_OMR_START)
		return true;
	return fails(m, "order",
		     _("the mark nearest to the edge that goes in first must "
		       "be `start`, which stands on every sheet"));
}

static bool make_order(struct make *m)
{
	const struct file_preset *f = m->file;
	struct ao_omr *o = m->out;

	for (size_t i = 0; i < f->order_count; i++) {
		if (f->order[i] != AO_OMR_BLANK && ao_omr_has(o, f->order[i]))
			return ao_yaml_fail(
				m->all->yaml,
				ao_arena_printf(m->all->arena,
						"presets[%zu].order[%zu]", m->i,
						i),
				m->err, _("the mark `%s` stands here twice"),
				ao_omr_name(f->order[i]));
		o->order[o->marks++] = f->order[i];
	}
	if (!ao_omr_has(o, AO_OMR_LAST) && !ao_omr_has(o, AO_OMR_NOT_LAST))
		return fails(m, "order",
			     _("neither `last` nor `not_last` stands here: "
			       "the machine could not tell where a letter "
			       "ends"));
	return check_start(m);
}

/* Where the row is, and what the machine needs around it. */
static bool make_place(struct make *m)
{
	const struct file_preset *f = m->file;
	struct ao_omr *o = m->out;
	bool right = f->first.edge && *f->first.edge == FILE_RIGHT;
	bool bottom = f->lead && *f->lead == FILE_BOTTOM;
	struct ao_box row;
	double above, below;

	if (!range(m, "first.x", f->first.x, 0, o->paper_width) ||
	    !range(m, "first.y", f->first.y, 0, o->paper_height))
		return false;
	o->x = right ? o->paper_width - f->first.x - f->length : f->first.x;
	o->y = f->first.y;
	o->step =
		f->direction && *f->direction == FILE_UP ? -f->pitch : f->pitch;
	row = ao_omr_row(o);
	above = bottom ? TRAIL : LEAD;
	below = bottom ? LEAD : TRAIL;
	if (row.height > ROW_MOST + SLACK)
		return ao_yaml_fail(m->all->yaml, path_of(m, "order"), m->err,
				    _("the %zu marks are %g mm high together; "
				      "a machine reads at most %g mm"),
				    o->marks, row.height, ROW_MOST);
	if (row.x < BESIDE - SLACK ||
	    row.x + row.width > o->paper_width - BESIDE + SLACK)
		return ao_yaml_fail(m->all->yaml, path_of(m, "first.x"), m->err,
				    _("the marks reach from %g to %g mm, and "
				      "%g mm at both ends stay blank; the "
				      "paper is %g mm wide"),
				    row.x, row.x + row.width, BESIDE,
				    o->paper_width);
	if (row.y < above - SLACK)
		return ao_yaml_fail(m->all->yaml, path_of(m, "first.y"), m->err,
				    _("the marks begin %g mm from the upper "
				      "edge of the paper; the machine needs "
				      "%g mm there"),
				    row.y, above);
	if (row.y + row.height > o->paper_height - below + SLACK)
		return ao_yaml_fail(m->all->yaml, path_of(m, "first.y"), m->err,
				    _("the marks end %g mm from the lower edge "
				      "of the paper; the machine needs %g mm "
				      "there"),
				    o->paper_height - row.y - row.height,
				    below);
	return true;
}

/* The bits that are there, from the lowest on without a gap. */
static bool count_bits(struct make *m, unsigned *bits)
{
	bool gap = false;

	*bits = 0;
	for (unsigned i = 0; i <= AO_OMR_SEQUENCE_16 - AO_OMR_SEQUENCE_1; i++) {
		enum ao_omr_name bit =
			(enum ao_omr_name)(AO_OMR_SEQUENCE_1 + i);

		if (!ao_omr_has(m->out, bit))
			gap = true;
		else if (gap)
			return ao_yaml_fail(
				m->all->yaml, path_of(m, "order"), m->err,
				_("`%s` stands here without the smaller ones"),
				ao_omr_name(bit));
		else
			++*bits;
	}
	return true;
}

static bool make_sequence(struct make *m)
{
	const struct file_sequence *f = m->file->sequence;
	struct ao_omr *o = m->out;
	unsigned bits, most;

	if (!count_bits(m, &bits))
		return false;
	if (f && !bits)
		return fails(m, "sequence",
			     _("no mark `sequence_1` stands in the order"));
	most = (1u << bits) - 1;
	o->counts_sheets = f && f->counts && *f->counts == FILE_SHEETS;
	o->from = f && f->from ? *f->from : 0;
	o->to = f && f->to ? *f->to : most;
	return !bits || (range(m, "sequence.to", o->to, 1, most) &&
			 range(m, "sequence.from", o->from, 0, o->to - 1.0));
}

static bool make_parity(struct make *m)
{
	const struct file_preset *f = m->file;
	struct ao_omr *o = m->out;

	if (!f->parity != !ao_omr_has(o, AO_OMR_PARITY))
		return fails(m, f->parity ? "parity" : "order",
			     f->parity ? _("no mark `parity` stands in the "
					   "order")
				       : _("the mark `parity` needs to know "
					   "which: write `parity`, even or "
					   "odd"));
	if (!f->parity && f->over_count)
		return fails(m, "parity_over",
			     _("there is no parity over them: write `parity`, "
			       "even or odd"));
	o->odd = f->parity && *f->parity == FILE_ODD;
	for (size_t i = 0; i < o->marks; i++)
		o->over[o->order[i]] =
			!f->over_count && o->order[i] != AO_OMR_PARITY;
	for (size_t i = 0; i < f->over_count; i++) {
		if (f->over[i] == AO_OMR_PARITY || !ao_omr_has(o, f->over[i]))
			return ao_yaml_fail(
				m->all->yaml,
				ao_arena_printf(m->all->arena,
						"presets[%zu].parity_over[%zu]",
						m->i, i),
				m->err,
				_("parity counts other marks of the order; "
				  "`%s` is none"),
				ao_omr_name(f->over[i]));
		o->over[f->over[i]] = true;
	}
	return true;
}

/* Of what is printed, not of how the file says it. */
static void make_digest(struct make *m)
{
	struct ao_omr *o = m->out;
	struct ao_buf text = {0};
	char hex[AO_SHA256_HEX];

	ao_buf_addf(&text, "%s %.4f %.4f %.4f %.4f %.4f %.4f %.4f", o->name,
		    o->paper_width, o->paper_height, o->x, o->y, o->length,
		    o->thickness, o->step);
	for (size_t i = 0; i < o->marks; i++)
		ao_buf_addf(&text, " %s%s", ao_omr_name(o->order[i]),
			    o->over[o->order[i]] ? "+" : "");
	ao_buf_addf(&text, " %d %u %u %d %d", o->counts_sheets, o->from, o->to,
		    o->odd, o->feeds_on_every);
	ao_sha256(text.s, text.n, hex);
	o->digest = ao_arena_strdup(m->all->arena, hex);
	ao_buf_release(&text);
}

static bool make_omr(struct make *m)
{
	const struct file_preset *f = m->file;

	if (!make_names(m) || !make_size(m) || !make_order(m) ||
	    !make_place(m) || !make_sequence(m) || !make_parity(m))
		return false;
	m->out->feeds_on_every = f->feeds_on && *f->feeds_on == FILE_ON_EVERY;
	make_digest(m);
	return true;
}

static bool make_all(struct ao_omrs *all, struct ao_error *err)
{
	const struct file *f = ao_yaml_data(all->yaml);

	if (f->format != 1)
		return ao_yaml_fail(all->yaml, "format", err,
				    _("this program knows format 1 of a list "
				      "of inserter marks, the file says %u"),
				    f->format);
	all->n = f->presets_count;
	all->omr = ao_arena_alloc(all->arena, all->n * sizeof(*all->omr));
	for (size_t i = 0; i < all->n; i++) {
		struct make m = {.all = all,
				 .file = &f->presets[i],
				 .out = &all->omr[i],
				 .i = i,
				 .err = err};

		if (!make_omr(&m))
			return false;
	}
	return true;
}

struct ao_omrs *ao_omrs_open(const char *path, struct ao_error *err)
{
	struct ao_omrs *all = ao_calloc(1, sizeof(*all));

	all->arena = ao_arena_new();
	all->yaml = ao_yaml_open(path, &ao_omr_schema, err);
	if (all->yaml && make_all(all, err))
		return all;
	ao_omrs_close(all);
	return NULL;
}

void ao_omrs_close(struct ao_omrs *all)
{
	if (!all)
		return;
	ao_yaml_close(all->yaml);
	ao_arena_free(all->arena);
	free(all);
}

size_t ao_omrs_count(const struct ao_omrs *all)
{
	return all->n;
}

const struct ao_omr *ao_omrs_get(const struct ao_omrs *all, size_t i)
{
	return &all->omr[i];
}

const struct ao_omr *ao_omrs_find(const struct ao_omrs *all, const char *wanted,
				  const char *where, struct ao_error *err)
{
	const char *known[AO_OMR_PRESETS_MOST];
	struct ao_buf text = {0};

	for (size_t i = 0; i < all->n; i++) {
		if (strcmp(all->omr[i].name, wanted) == 0)
			return &all->omr[i];
		known[i] = all->omr[i].name;
	}
	ao_unknown_word(&text, _("row of inserter marks"), wanted,
			(struct ao_words){.word = known, .n = all->n});
	ao_fail(err, AO_INPUT, where, "%s (%s)", text.s,
		ao_yaml_path(all->yaml));
	ao_buf_release(&text);
	return NULL;
}
