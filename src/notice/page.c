/* page.c - a growing list of marks, and the same as text. */
#include "aofuto/notice/page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void ao_page_init(struct ao_page *p, double width, double height)
{
	*p = (struct ao_page){.width = width, .height = height};
	p->arena = ao_arena_new();
}

void ao_page_add(struct ao_page *p, struct ao_mark m)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 16;
		p->mark = ao_realloc(p->mark, p->cap * sizeof(*p->mark));
	}
	m.s = ao_arena_strdup(p->arena, m.s);
	m.name = ao_arena_strdup(p->arena, m.name);
	p->mark[p->n++] = m;
}

void ao_page_clear(struct ao_page *p)
{
	p->n = 0;
	ao_arena_reset(p->arena);
}

void ao_page_release(struct ao_page *p)
{
	ao_arena_free(p->arena);
	free(p->mark);
	*p = (struct ao_page){0};
}

/* printf would take most of the time that the digest of a letter takes. */
static void put_key(struct ao_buf *out, const char *key)
{
	ao_buf_add(out, " ", 1);
	ao_buf_adds(out, key);
	ao_buf_add(out, "=", 1);
}

/* Three decimals without printf's locale and without "-0.000". */
static void put_number(struct ao_buf *out, const char *key, double value)
{
	long long n = llround(value * 1000);
	unsigned long long u =
		n < 0 ? 0ULL - (unsigned long long)n : (unsigned long long)n;
	char text[24]; /* sign, 20 digits, point */
	size_t at = sizeof(text);

	for (int digits = 0; u > 0 || digits < 4; digits++, u /= 10) {
		if (digits == 3)
			text[--at] = '.';
		text[--at] = (char)('0' + u % 10);
	}
	if (n < 0)
		text[--at] = '-';
	put_key(out, key);
	ao_buf_add(out, text + at, sizeof(text) - at);
}

static void put_color(struct ao_buf *out, const char *key, struct ao_color c)
{
	static const char digit[] = "0123456789abcdef";
	const char hex[] = {digit[c.red >> 4],   digit[c.red & 15],
			    digit[c.green >> 4], digit[c.green & 15],
			    digit[c.blue >> 4],  digit[c.blue & 15]};

	put_key(out, key);
	ao_buf_add(out, hex, sizeof(hex));
}

static void put_string(struct ao_buf *out, const char *key, const char *s)
{
	put_key(out, key);
	ao_buf_add(out, "\"", 1);
	while (*s) {
		size_t n = strcspn(s, "\n\"\\");

		ao_buf_add(out, s, n);
		s += n;
		if (*s == '\n')
			ao_buf_add(out, "\\n", 2);
		else if (*s)
			ao_buf_add(out, (const char[]){'\\', *s}, 2);
		s += *s != '\0';
	}
	ao_buf_add(out, "\"", 1);
}

static void put_text(struct ao_buf *out, const struct ao_mark *m,
		     const char *face)
{
	put_number(out, "size", m->size);
	if (m->spacing != 0)
		put_number(out, "spacing", m->spacing);
	if (m->angle != 0)
		put_number(out, "angle", m->angle);
	put_color(out, "color", m->color);
	put_string(out, "face", face);
}

static void put_fill(struct ao_buf *out, const struct ao_mark *m)
{
	if (m->filled)
		put_color(out, "color", m->color);
	if (m->line > 0) {
		put_number(out, "line", m->line);
		put_color(out, "line_color", m->line_color);
	}
	if (m->radius > 0)
		put_number(out, "radius", m->radius);
}

void ao_page_dump(const struct ao_page *p, struct ao_buf *out,
		  const char *(*face_name)(unsigned face, const void *data),
		  const void *data)
{
	static const char *const type[] = {"text", "rule", "fill", "qr",
					   "bars"};

	ao_buf_adds(out, "page");
	put_number(out, "width", p->width);
	put_number(out, "height", p->height);
	ao_buf_adds(out, "\n");
	for (size_t i = 0; i < p->n; i++) {
		const struct ao_mark *m = &p->mark[i];

		ao_buf_adds(out, type[m->type]);
		put_number(out, "x", m->x);
		put_number(out, "y", m->y);
		put_number(out, "w", m->w);
		if (m->type != AO_MARK_TEXT)
			put_number(out, "h", m->h);
		if (m->type == AO_MARK_TEXT)
			put_text(out, m, face_name(m->face, data));
		if (m->type == AO_MARK_FILL)
			put_fill(out, m);
		if (m->type == AO_MARK_BARS)
			put_number(out, "size", m->size);
		if (m->type == AO_MARK_RULE) {
			put_number(out, "line", m->line);
			put_color(out, "color", m->color);
		}
		if (m->name)
			put_string(out, "name", m->name);
		if (m->s)
			put_string(out, "s", m->s);
		ao_buf_adds(out, "\n");
	}
}
