/* layout_text.c - a text with its values: which face, how wide, what kept. */
#include "aofuto/notice/gaiji.h"
#include "aofuto/notice/ruby.h"
#include "layout_check.h"
#include "layout_ruby.h"

#include <stdlib.h>
#include <string.h>

/* Fixed texts by their place in the template. */
struct known_text {
	const void *key;
	struct ao_ready *ready;
};
struct ao_known {
	struct known_text *text;
	size_t n, room; /* room is a power of two */
	struct ao_arena *arena;
};

struct ao_known *ao_known_new(void)
{
	struct ao_known *known = ao_calloc(1, sizeof(*known));

	known->room = 256;
	known->text = ao_calloc(known->room, sizeof(*known->text));
	known->arena = ao_arena_new();
	return known;
}

void ao_known_free(struct ao_known *known)
{
	if (!known)
		return;
	free(known->text);
	ao_arena_free(known->arena);
	free(known);
}

static struct known_text *known_place(struct ao_known *known, const void *key)
{
	size_t i = (size_t)(((uintptr_t)key >> 4) * 0x9E3779B1u) &
		   (known->room - 1);

	while (known->text[i].key && known->text[i].key != key)
		i = (i + 1) & (known->room - 1);
	return &known->text[i];
}

static void known_add(struct ao_known *known, const void *key,
		      struct ao_ready *ready)
{
	if (known->n * 2 >= known->room) {
		struct known_text *old = known->text;
		size_t n = known->room;

		known->room *= 2;
		known->text = ao_calloc(known->room, sizeof(*known->text));
		for (size_t i = 0; i < n; i++)
			if (old[i].key)
				*known_place(known, old[i].key) = old[i];
		free(old);
	}
	*known_place(known, key) = (struct known_text){key, ready};
	known->n++;
}

static const enum ao_field_type field_type[] = {
#define X(name, text, type) AO_FIELD_TYPE_##type,
	AO_FIELD_TABLE(X)
#undef X
};
static const char *const field_name[] = {
#define X(name, text, type) text,
	AO_FIELD_TABLE(X)
#undef X
};

static const char *date_text(struct ao_date d, enum ao_date_form form,
			     struct ao_arena *arena)
{
	char text[AO_DATE_TEXT_SIZE], iso[AO_DATE_ISO_SIZE];

	if (!ao_date_known(d))
		return "";
	switch (form) {
	case AO_FORM_WAREKI:
		return ao_arena_strdup(arena, ao_date_wareki(d, text));
	case AO_FORM_WESTERN:
		return ao_arena_strdup(arena, ao_date_western(d, text));
	case AO_FORM_ENGLISH:
		return ao_arena_strdup(arena, ao_date_english(d, text));
	case AO_FORM_EASY:
	case AO_FORM_EASY_WAREKI:
		return ao_ruby_date(d, form == AO_FORM_EASY_WAREKI, arena);
	case AO_FORM_ISO:
		break;
	}
	return ao_arena_strdup(arena, ao_date_iso(d, iso));
}

/* "1234 5678 ..." by the template's groups; what they leave over follows. */
static const char *grouped_id(const struct ao_template *t, const char *id,
			      struct ao_arena *arena)
{
	size_t n = strlen(id);
	char *out = ao_arena_alloc(arena, n + t->id_groups + 2), *p = out;

	for (size_t i = 0; i < t->id_groups && n; i++) {
		size_t take = (size_t)t->id_group[i];

		take = take < n ? take : n;
		if (p > out)
			*p++ = ' ';
		memcpy(p, id, take);
		p += take;
		id += take;
		n -= take;
	}
	memcpy(p, id, n + 1);
	return out;
}

static const char *field_value(const struct ao_setter *k,
			       const struct ao_span *span)
{
	const char *s;

	if (!k->notice)
		AO_BUG("field %s in fixed text", field_name[span->field]);
	if (span->field == AO_FIELD_SHEET)
		return k->sheet;
	if (span->field == AO_FIELD_SHEETS)
		return k->sheets;
	s = k->notice->text[span->field];
	switch (field_type[span->field]) {
	case AO_FIELD_TYPE_DATE:
		return date_text(k->notice->date[span->field], span->form,
				 k->arena);
	case AO_FIELD_TYPE_ID:
		return s && *s ? grouped_id(k->template, s, k->arena) : "";
	case AO_FIELD_TYPE_TEXT:
		break;
	}
	return s ? s : "";
}

static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == 0x3000;
}

/* A line's end has no glyph: the face is chosen for the rest. */
static const char *without_newlines(const char *s, struct ao_arena *arena)
{
	char *copy, *p;

	if (!strchr(s, '\n'))
		return s;
	copy = ao_arena_strdup(arena, s);
	for (p = copy; *p; p++)
		if (*p == '\n')
			*p = ' ';
	return copy;
}

static bool fail_glyph(struct ao_setter *k, const struct ao_missing *missing,
		       const char *role, int field)
{
	if (field != AO_NO_FIELD && k->misfit) {
		k->misfit->type = AO_GLYPH_MISSING;
		k->misfit->field = field_name[field];
		k->misfit->missing = *missing;
		return false;
	}
	return ao_fail(k->err, AO_INPUT, ao_item_place(k),
		       _("no font of the role \"%s\" has the character "
			 "U+%04X that the text names; write it otherwise or "
			 "add a font to fonts.yaml"),
		       role, (unsigned)missing->cluster.base);
}

/* One span's glyphs behind those that the text has. */
static bool add_span(struct ao_setter *k, struct ao_ready *r, const char *s,
		     const struct ao_style *style, int field)
{
	struct ao_missing missing;
	struct ao_cluster c;
	const char *p = s;
	unsigned face = 0;
	int role = ao_faces_role(k->faces, style->font);

	if (role < 0)
		AO_BUG("no role %s", style->font);
	if (!ao_faces_pick(k->faces, role, without_newlines(s, k->arena), &face,
			   &missing))
		return fail_glyph(k, &missing, style->font, field);
	while (ao_cluster_next(&p, &c)) {
		struct ao_glyph *g = &r->glyph[r->glyphs++];

		g->at = r->n;
		g->bytes = (unsigned)(p - s);
		r->n += g->bytes;
		g->face = ao_faces_for(k->faces, face, c);
		g->field = g->run = (short)field;
		g->newline = c.base == '\n';
		g->blank = is_blank(c.base);
		if (!g->newline)
			g->advance = ao_face_advance(k->faces, g->face, c);
		r->advance += g->advance;
		s = p;
	}
	return true;
}

struct value {
	const char *s, *reading;
	size_t n;
	int field;
	unsigned char unbroken; /* as in ao_span */
};
/* What a date with readings becomes: 令和|9|年|3|月|20日. */
#define DATE_VALUES 6
/* Of an ID, which is read aloud group by group on one line. The template's own
 * numbers are smaller; neighbours differ. */
#define UNBROKEN(i) (unsigned char)(251 + (i) % 4)

static bool only_blanks(const char *s)
{
	uint32_t cp;

	while ((cp = ao_utf8_next(&s)) != 0)
		if (!is_blank(cp) && cp != '\n')
			return false;
	return true;
}

/* 〓, the mark of old for a character that is not in the case, for each that
 * no font of the role has. */
#define GETA 0x3013

static const char *with_geta(const struct ao_setter *k, const char *s,
			     const struct ao_style *style)
{
	int role = ao_faces_role(k->faces, style->font);
	struct ao_missing missing;
	unsigned face;

	while (!ao_faces_pick(k->faces, role, without_newlines(s, k->arena),
			      &face, &missing) &&
	       missing.cluster.base != GETA) {
		struct ao_buf b = {0};
		const char *p = s, *from = s;
		struct ao_cluster c;
		unsigned position = 0;

		while (ao_cluster_next(&p, &c)) {
			if (++position == missing.position)
				ao_buf_add_utf8(&b, GETA);
			else
				ao_buf_add(&b, from, (size_t)(p - from));
			from = p;
		}
		s = ao_arena_strdup(k->arena, b.s);
		ao_buf_release(&b);
	}
	return s;
}

/* One value more than *n: the parts of a date that has readings. */
static void add_date(const struct ao_setter *k, const struct value *date,
		     struct value *value, size_t *n)
{
	const char *rest = date->s;
	struct ao_ruby_piece piece;

	while (ao_ruby_next(&rest, &piece) == AO_RUBY_PIECE) {
		struct value *v = &value[*n];

		*v = *date;
		v->s = ao_arena_strndup(k->arena, piece.s, piece.n);
		v->n = piece.n;
		if (piece.reading)
			v->reading = ao_arena_strndup(k->arena, piece.reading,
						      piece.reading_n);
		++*n;
	}
}

static struct value value_of(const struct ao_setter *k,
			     const struct ao_span *span, size_t i)
{
	struct value v = {.field = AO_NO_FIELD,
			  .s = span->literal,
			  .reading = span->reading,
			  .unbroken = span->unbroken};

	if (span->type == AO_SPAN_FIELD) {
		v.field = (int)span->field;
		v.s = field_value(k, span);
		/* An ID is read aloud group by group on one line; an English
		 * date has no 年月日 to tie it. */
		if (!v.unbroken &&
		    (field_type[span->field] == AO_FIELD_TYPE_ID ||
		     span->form == AO_FORM_ENGLISH))
			v.unbroken = UNBROKEN(i);
	}
	return v;
}

/* What the spans say now. Returns the number of values. */
static size_t find_values(const struct ao_setter *k, const struct ao_text *t,
			  const struct ao_style *style, struct value *value,
			  struct ao_ready *r)
{
	size_t n = 0;
	bool has_field = false, says = false;

	for (size_t i = 0; i < t->spans; i++) {
		const struct ao_span *span = &t->span[i];
		struct value v = value_of(k, span, n);

		if (span->type == AO_SPAN_FIELD) {
			r->resident |= ao_field_is_residents(span->field);
			has_field = true;
		} else if (k->lenient) {
			v.s = with_geta(k, v.s, style);
		}
		says |= !only_blanks(v.s);
		v.n = strlen(v.s);
		if (ao_span_has_reading(span) && !span->reading)
			add_date(k, &v, value, &n);
		else
			value[n++] = v;
	}
	r->empty = t->empty || (has_field && !says);
	return n;
}

/* A place for each value, and how many bytes they are. */
static struct value *make_values(const struct ao_setter *k,
				 const struct ao_text *t,
				 const struct ao_style *style,
				 struct ao_ready *r, size_t *values)
{
	size_t most = t->spans + t->dates * DATE_VALUES;
	struct value *value =
		ao_arena_alloc(k->arena, most * sizeof(*value) + 1);

	*values = find_values(k, t, style, value, r);
	for (size_t i = 0; i < *values; i++)
		r->n += value[i].n;
	return value;
}

static void trim_newlines(struct ao_ready *r)
{
	while (r->glyphs && r->glyph[r->glyphs - 1].newline)
		r->glyphs--;
}

static bool add_reading(struct ao_setter *k, struct ao_ready *r, const char *s,
			const struct ao_style *style, size_t first)
{
	int role = ao_faces_role(k->faces, style->font);
	struct ao_missing missing;
	unsigned face;

	if (!ao_faces_pick(k->faces, role, s, &face, &missing))
		return fail_glyph(k, &missing, style->font, AO_NO_FIELD);
	ao_reading_add(k, r, s, face, first);
	return true;
}

static bool make(struct ao_setter *k, const struct ao_text *t,
		 const struct ao_style *style, struct ao_arena *arena,
		 struct ao_ready **out)
{
	struct ao_ready *r = ao_arena_alloc(arena, sizeof(*r));
	size_t values, at = 0, readings = 0;
	struct value *value = make_values(k, t, style, r, &values);
	char *s = ao_arena_alloc(arena, r->n + 1);

	r->variable = t->variable;
	r->unbroken = ao_arena_alloc(arena, r->n + 1);
	for (size_t i = 0; i < values; at += value[i++].n) {
		readings += value[i].reading != NULL;
		memcpy(s + at, value[i].s, value[i].n);
		if (value[i].unbroken)
			memset(r->unbroken + at, value[i].unbroken, value[i].n);
	}
	r->s = s;
	r->reading = ao_arena_alloc(arena, readings * sizeof(*r->reading) + 1);
	r->n = 0; /* as far as there are glyphs */
	r->glyph = ao_arena_alloc(arena,
				  (ao_utf8_length(s) + 1) * sizeof(*r->glyph));
	for (size_t i = 0; i < values; i++) {
		size_t first = r->glyphs;

		if (!add_span(k, r, value[i].s, style, value[i].field) ||
		    (value[i].reading &&
		     !add_reading(k, r, value[i].reading, style, first)))
			return false;
	}
	trim_newlines(r);
	if (r->readings)
		ao_readings_fit(r);
	*out = r;
	return true;
}

bool ao_ready_make(struct ao_setter *k, const struct ao_text *t,
		   const struct ao_style *style, struct ao_ready **out)
{
	struct known_text *place;

	if (t->variable)
		return make(k, t, style, k->arena, out);
	place = known_place(k->known, t);
	if (!place->key) {
		if (!make(k, t, style, k->known->arena, out))
			return false;
		known_add(k->known, t, *out);
		return true;
	}
	*out = place->ready;
	return true;
}

bool ao_ready_bullet(struct ao_setter *k, const char *const *key,
		     const struct ao_style *style, struct ao_ready **out)
{
	struct known_text *place = known_place(k->known, key);
	struct ao_span span = {.type = AO_SPAN_LITERAL, .literal = *key};
	struct ao_text text = {.span = &span, .spans = 1};

	if (!place->key) {
		if (!make(k, &text, style, k->known->arena, out))
			return false;
		known_add(k->known, key, *out);
		return true;
	}
	*out = place->ready;
	return true;
}

static bool check_words(struct ao_setter *k, const char *s, const char *font)
{
	int role = ao_faces_role(k->faces, font);
	struct ao_missing missing;
	unsigned face;

	return !s ||
	       ao_faces_pick(k->faces, role, without_newlines(s, k->arena),
			     &face, &missing) ||
	       fail_glyph(k, &missing, font, AO_NO_FIELD);
}

static bool check_text(struct ao_setter *k, const struct ao_text *t,
		       const struct ao_style *style)
{
	for (size_t i = 0; i < t->spans; i++)
		if (!check_words(k, t->span[i].literal, style->font) ||
		    !check_words(k, t->span[i].reading, style->font))
			return false;
	return true;
}

static bool check_table(struct ao_setter *k, const struct ao_table *t)
{
	for (size_t i = 0; i < t->rows * t->columns; i++) {
		const struct ao_cell *cell =
			&t->row[i / t->columns].cell[i % t->columns];

		if (cell->rows >= 0 && !check_text(k, &cell->text, cell->style))
			return false;
	}
	return true;
}

bool ao_ready_check(struct ao_setter *k)
{
	for (size_t i = 0; i < k->item->blocks; i++) {
		const struct ao_block *b = &k->item->block[i];
		struct ao_ready *bullet;

		if (b->type == AO_BLOCK_TABLE && !check_table(k, b->table))
			return false;
		if (b->type != AO_BLOCK_TEXT)
			continue;
		if (!check_text(k, &b->text, b->style))
			return false;
		if (b->bullet &&
		    !ao_ready_bullet(k, &b->bullet, b->style, &bullet))
			return false;
	}
	return true;
}
