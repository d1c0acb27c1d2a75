/* outline.c - the lines and curves of a glyph, to hold against another's. */
#include "face_inside.h"

#include <stdlib.h>
#include <string.h>

/* A letter for the kind of stroke, then its points. */
static void add(struct outline *o, const float *step, size_t n)
{
	if (o->n + n > o->room) {
		o->room = o->room ? o->room * 2 : 512;
		o->step = ao_realloc(o->step, o->room * sizeof(*o->step));
	}
	memcpy(o->step + o->n, step, n * sizeof(*step));
	o->n += n;
}

static void move_to(hb_draw_funcs_t *funcs, void *to, hb_draw_state_t *state,
		    float x, float y, void *data)
{
	(void)funcs, (void)state, (void)data;
	add(to, (float[]){'m', x, y}, 3);
}

static void line_to(hb_draw_funcs_t *funcs, void *to, hb_draw_state_t *state,
		    float x, float y, void *data)
{
	(void)funcs, (void)state, (void)data;
	add(to, (float[]){'l', x, y}, 3);
}

/* HarfBuzz gives the types of these functions, and so their many parameters.
 * NOLINTBEGIN(readability-function-size) */
static void quadratic_to(hb_draw_funcs_t *funcs, void *to,
			 hb_draw_state_t *state, float x1, float y1, float x,
			 float y, void *data)
{
	(void)funcs, (void)state, (void)data;
	add(to, (float[]){'q', x1, y1, x, y}, 5);
}

static void cubic_to(hb_draw_funcs_t *funcs, void *to, hb_draw_state_t *state,
		     float x1, float y1, float x2, float y2, float x, float y,
		     void *data)
{
	(void)funcs, (void)state, (void)data;
	add(to, (float[]){'c', x1, y1, x2, y2, x, y}, 7);
}

/* NOLINTEND(readability-function-size) */

static hb_draw_funcs_t *strokes(void)
{
	hb_draw_funcs_t *f = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(f, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(f, line_to, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(f, quadratic_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(f, cubic_to, NULL, NULL);
	hb_draw_funcs_make_immutable(f);
	return f;
}

void ao_outlines_init(struct outlines *o)
{
	*o = (struct outlines){.strokes = strokes()};
}

void ao_outlines_release(struct outlines *o)
{
	hb_draw_funcs_destroy(o->strokes);
	for (int i = 0; i < 2; i++)
		free(o->of[i].step);
	*o = (struct outlines){0};
}

bool ao_outlines_same(struct outlines *o, hb_font_t *a, hb_codepoint_t a_glyph,
		      hb_font_t *b, hb_codepoint_t b_glyph)
{
	o->of[0].n = o->of[1].n = 0;
	hb_font_get_glyph_shape(a, a_glyph, o->strokes, &o->of[0]);
	hb_font_get_glyph_shape(b, b_glyph, o->strokes, &o->of[1]);
	return o->of[0].n == o->of[1].n &&
	       (!o->of[0].n || !memcmp(o->of[0].step, o->of[1].step,
				       o->of[0].n * sizeof(*o->of[0].step)));
}
