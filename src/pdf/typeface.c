/* typeface.c - the clusters that a run shows, and the code of each. */
#include "typeface_inside.h"

#include <stdlib.h>

struct ao_typefaces *ao_typefaces_new(struct ao_faces *faces)
{
	struct ao_typefaces *t = ao_calloc(1, sizeof(*t));

	t->faces = faces;
	t->n = ao_faces_count(faces);
	t->face = ao_calloc(t->n, sizeof(*t->face));
	return t;
}

void ao_typefaces_free(struct ao_typefaces *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->n; i++) {
		struct typeface *f = &t->face[i];

		for (size_t k = 0; k < LEAVES; k++)
			free(f->leaf[k]);
		free(f->cluster);
		free(f->sequence);
		ao_buf_release(&f->font);
		ao_buf_release(&f->glyphs);
		ao_buf_release(&f->unicode);
		ao_buf_release(&f->width);
	}
	free(t->face);
	free(t);
}

static size_t place_of(const struct typeface *f, struct ao_cluster c)
{
	uint64_t key = ((uint64_t)c.base << 32 | c.selector) *
		       UINT64_C(0x9E3779B97F4A7C15);
	size_t i = (size_t)(key >> 40) & (f->places - 1);

	while (f->sequence[i].cluster.base &&
	       (f->sequence[i].cluster.base != c.base ||
		f->sequence[i].cluster.selector != c.selector))
		i = (i + 1) & (f->places - 1);
	return i;
}

uint16_t ao_typeface_sequence_code(const struct typeface *f,
				   struct ao_cluster c)
{
	return f->places ? f->sequence[place_of(f, c)].code : 0;
}

static void make_places(struct typeface *f)
{
	struct sequence *old = f->sequence;
	size_t n = f->places;

	f->places = n ? n * 2 : 64;
	f->sequence = ao_calloc(f->places, sizeof(*f->sequence));
	for (size_t i = 0; i < n; i++)
		if (old[i].cluster.base)
			f->sequence[place_of(f, old[i].cluster)] = old[i];
	free(old);
}

static void set_code(struct typeface *f, struct ao_cluster c, uint16_t code)
{
	uint16_t **leaf;
	struct sequence *s;

	if (c.selector || c.base >= LEAVES * LEAF_SIZE) {
		if (f->sequences * 2 >= f->places)
			make_places(f);
		s = &f->sequence[place_of(f, c)];
		f->sequences += !s->cluster.base;
		*s = (struct sequence){c, code};
		return;
	}
	leaf = &f->leaf[c.base / LEAF_SIZE];
	if (!*leaf)
		*leaf = ao_calloc(LEAF_SIZE, sizeof(**leaf));
	(*leaf)[c.base % LEAF_SIZE] = code;
}

/* Any number but 0 will do until the clusters are in order. */
static void collect_text(struct typeface *f, const char *s)
{
	struct ao_cluster c;

	while (ao_cluster_next(&s, &c)) {
		if (ao_typeface_code(f, c))
			continue;
		if (f->clusters == f->room) {
			f->room = f->room ? f->room * 2 : 256;
			f->cluster = ao_realloc(f->cluster,
						f->room * sizeof(*f->cluster));
		}
		f->cluster[f->clusters++] = c;
		set_code(f, c, 1);
	}
}

void ao_typefaces_collect(struct ao_typefaces *t, const struct ao_page *page)
{
	if (t->built)
		AO_BUG("a page was collected after the fonts were built");
	for (size_t i = 0; i < page->n; i++) {
		const struct ao_mark *m = &page->mark[i];

		if (m->type != AO_MARK_TEXT)
			continue;
		if (m->face >= t->n)
			AO_BUG("a mark has font %u of %zu", m->face, t->n);
		collect_text(&t->face[m->face], m->s);
	}
}

static int by_code_point(const void *a, const void *b)
{
	const struct ao_cluster *x = a, *y = b;

	if (x->base != y->base)
		return x->base < y->base ? -1 : 1;
	return (x->selector > y->selector) - (x->selector < y->selector);
}

static bool build_face(struct ao_typefaces *t, unsigned face, struct haru *h,
		       struct ao_error *err)
{
	struct typeface *f = &t->face[face];

	if (!f->clusters)
		return true;
	if (f->clusters >= UINT16_MAX)
		return ao_fail(err, AO_INPUT, ao_face_name(t->faces, face),
			       _("the run shows more different characters "
				 "than a font in a PDF can hold; print it "
				 "in parts"));
	qsort(f->cluster, f->clusters, sizeof(*f->cluster), by_code_point);
	for (size_t i = 0; i < f->clusters; i++)
		set_code(f, f->cluster[i], (uint16_t)(i + 1));
	return ao_font_streams(f, t->faces, face, h, err);
}

const char *ao_typefaces_shown(const struct ao_typefaces *t, unsigned face)
{
	if (face >= t->n)
		AO_BUG("font %u of %zu", face, t->n);
	return t->face[face].clusters ? ao_face_name(t->faces, face) : NULL;
}

bool ao_typefaces_digest(const struct ao_typefaces *t, char hex[65],
			 struct ao_error *err)
{
	bool *shown = ao_calloc(t->n, sizeof(*shown));
	bool ok;

	for (size_t i = 0; i < t->n; i++)
		shown[i] = t->face[i].clusters > 0;
	ok = ao_faces_digest(t->faces, shown, hex, err);
	free(shown);
	return ok;
}

bool ao_typefaces_build(struct ao_typefaces *t, struct ao_error *err)
{
	struct haru *h = ao_haru_open(err);
	bool ok = h != NULL;

	for (unsigned i = 0; ok && i < t->n; i++)
		ok = build_face(t, i, h, err);
	ao_haru_close(h);
	t->built = ok;
	return ok;
}
