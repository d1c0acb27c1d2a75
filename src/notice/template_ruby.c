/* template_ruby.c - words of a template become spans, with their readings. */
#include "aofuto/notice/ruby.h"
#include "notice/template_make.h"

#include <math.h>
#include <string.h>

/* Numbers of no-break spans; those above are layout's own. */
#define UNBROKEN_MOST 250

unsigned char ao_next_unbroken(struct ao_spans *spans)
{
	spans->last = (unsigned char)(spans->last % UNBROKEN_MOST + 1);
	return spans->last;
}

static bool has_readings(const struct ao_template_make *m)
{
	return m->out->language == AO_LANGUAGE_JA_EASY;
}

/* A reading can be read, and stands clear of the line above. */
static bool check_room(struct ao_template_make *m, const struct ao_spans *spans)
{
	const struct ao_style *style = spans->style;
	double least = fmin(style->floor, style->one_line) * AO_RUBY_SHARE;

	if (!style->ruby)
		return ao_yaml_fail(m->yaml, spans->path, m->err,
				    _("the style \"%s\" has no room for "
				      "readings: its leading is %g pt, and "
				      "they need %g pt"),
				    style->name, style->leading,
				    AO_RUBY_LEADING * style->size);
	return least > AO_RUBY_LEAST - 0.001 ||
	       ao_yaml_fail(m->yaml, spans->path, m->err,
			    _("readings in the style \"%s\" may be %g pt "
			      "small; at least %g pt are needed, so its "
			      "size, floor and one_line are at least %g"),
			    style->name, least, AO_RUBY_LEAST,
			    AO_RUBY_LEAST / AO_RUBY_SHARE);
}

bool ao_span_has_reading(const struct ao_span *span)
{
	return span->reading || span->form == AO_FORM_EASY ||
	       span->form == AO_FORM_EASY_WAREKI;
}

bool ao_make_span(struct ao_template_make *m, struct ao_span span,
		  struct ao_spans *spans)
{
	if (spans->n == AO_SPANS_MOST)
		return ao_yaml_fail(m->yaml, spans->path, m->err,
				    _("the text has more than %d fields; cut "
				      "it in two"),
				    AO_SPANS_MOST / 2);
	if (ao_span_has_reading(&span) && !has_readings(m))
		return ao_yaml_fail(m->yaml, spans->path, m->err,
				    _("dates have readings only in a template "
				      "that says language: ja-easy"));
	if (ao_span_has_reading(&span) && !check_room(m, spans))
		return false;
	span.unbroken = spans->unbroken;
	if (span.reading && !span.unbroken)
		span.unbroken = ao_next_unbroken(spans);
	spans->span[spans->n++] = span;
	return true;
}

static const char *fault_text(enum ao_ruby fault)
{
	switch (fault) {
	case AO_RUBY_NO_BASE:
		return _("a reading 《...》 has no kanji before it; write ｜ "
			 "where the words that it is for begin");
	case AO_RUBY_NO_BAR:
		return _("a ｜ has no reading 《...》 behind it");
	case AO_RUBY_NOT_OPEN:
		return _("a 》 has no 《");
	case AO_RUBY_NOT_CLOSED:
		return _("a 《 has no 》");
	case AO_RUBY_EMPTY:
		return _("a reading 《》 is empty");
	case AO_RUBY_PIECE:
	case AO_RUBY_END:
		break;
	}
	AO_BUG("no fault of a reading: %d", (int)fault);
}

/* The words around the fault, which is at `at`, help to find it: a text may
 * have many lines. */
static bool fail_reading(struct ao_template_make *m,
			 const struct ao_spans *spans, enum ao_ruby fault,
			 const char *words, const char *at)
{
	const char *from = words, *end = at;
	struct ao_buf shown = {0};
	bool good;

	while (at - from > 20)
		(void)ao_utf8_next(&from);
	for (int i = 0; i < 8 && *end && *end != '\n'; i++)
		(void)ao_utf8_next(&end);
	ao_buf_add(&shown, from, (size_t)(end - from));
	good = ao_yaml_fail(m->yaml, spans->path, m->err, "%s: %s",
			    fault_text(fault), shown.s);
	ao_buf_release(&shown);
	return good;
}

bool ao_make_literal(struct ao_template_make *m, const char *words,
		     struct ao_spans *spans)
{
	struct ao_arena *arena = m->out->arena;
	struct ao_span span = {.type = AO_SPAN_LITERAL};
	struct ao_ruby_piece piece;
	enum ao_ruby found;

	if (!*words)
		return true;
	if (!has_readings(m)) {
		span.literal = ao_arena_strdup(arena, words);
		return ao_make_span(m, span, spans);
	}
	for (;;) {
		const char *at = words;

		found = ao_ruby_next(&words, &piece);
		if (found == AO_RUBY_END)
			return true;
		if (found != AO_RUBY_PIECE)
			return fail_reading(m, spans, found, at, words);
		span.literal = ao_arena_strndup(arena, piece.s, piece.n);
		span.reading = piece.reading
				       ? ao_arena_strndup(arena, piece.reading,
							  piece.reading_n)
				       : NULL;
		if (!ao_make_span(m, span, spans))
			return false;
	}
}
