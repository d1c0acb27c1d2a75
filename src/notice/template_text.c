/* template_text.c - words of a template: {field}, {city.fact}, {=together}. */
#include "notice/template_make.h"

#include "aofuto/base/nearest.h"

#include <stdio.h>
#include <string.h>

#define BLANKS " \n\u3000"
#define CITY   "city." /* what the name of a fact begins with */

struct field_name {
	const char *name;
	enum ao_field_type type;
};
static const struct field_name field_names[] = {
#define X(field, text, type) {text, AO_FIELD_TYPE_##type},
	AO_FIELD_TABLE(X)
#undef X
};

static const char *const form_words[] = {"wareki",  "western", "iso",
					 "english", "easy",    "easy_wareki"};
static const char *const flag_words[] = {
#define X(flag, text) text,
	AO_FLAG_TABLE(X)
#undef X
};

/* A text while it is read. Literal bytes gather until a span must end. */
struct reading {
	struct ao_template_make *make;
	const char *s; /* the next byte */
	struct ao_buf literal;
	struct ao_spans spans;
	bool facts; /* names facts of a report sheet ... */
	bool says;  /* ... or one that is not blank, or other words */
};

static bool end_literal(struct reading *r)
{
	bool good = ao_make_literal(r->make, r->literal.n ? r->literal.s : "",
				    &r->spans);

	ao_buf_clear(&r->literal);
	return good;
}

/* NULL: there is no such fact, and the error says so. */
static const char *find_fact(struct ao_template_make *m, const char *path,
			     const char *name)
{
	const char *fact = ao_city_fact_in(m->city, m->out->language, name);
	const char *known[256];
	size_t n = ao_city_facts(m->city);
	struct ao_words words;

	if (fact)
		return fact;
	if (n > AO_COUNT(known))
		n = AO_COUNT(known);
	for (size_t i = 0; i < n; i++)
		known[i] = ao_city_fact_name(m->city, i);
	words = (struct ao_words){.word = known, .n = n};
	/* Without a word that it could be, the text is right and the city's
	 * file is not. */
	if (ao_nearest(name, words))
		ao_yaml_fail_word(m->yaml, path, m->err, _("fact of the city"),
				  name, words);
	else
		ao_yaml_fail(m->yaml, path, m->err,
			     _("the text needs the fact \"%s\", which %s does "
			       "not have; add the line \"%s: ...\" under its "
			       "facts"),
			     name, ao_city_path(m->city), name);
	return NULL;
}

static bool add_fact(struct reading *r, const char *name)
{
	const char *fact = find_fact(r->make, r->spans.path, name);

	if (fact)
		ao_buf_adds(&r->literal, fact);
	return fact != NULL;
}

static bool unknown_field(struct reading *r, const char *name)
{
	const char *known[AO_FIELD_COUNT];

	for (size_t i = 0; i < AO_FIELD_COUNT; i++)
		known[i] = field_names[i].name;
	return ao_yaml_fail_word(
		r->make->yaml, r->spans.path, r->make->err, _("field"), name,
		(struct ao_words){.word = known, .n = AO_FIELD_COUNT});
}

static bool take_form(struct reading *r, const struct field_name *field,
		      const char *word, enum ao_date_form *form)
{
	char shown[AO_YAML_SHOWN_SIZE];

	if (field->type != AO_FIELD_TYPE_DATE)
		return ao_yaml_fail(r->make->yaml, r->spans.path, r->make->err,
				    _("{%s} is not a date; take %s away"),
				    field->name, ao_yaml_shown(word, shown));
	for (size_t i = 0; i < AO_COUNT(form_words); i++)
		if (!strcmp(word, form_words[i])) {
			*form = (enum ao_date_form)i;
			return true;
		}
	return ao_yaml_fail_word(r->make->yaml, r->spans.path, r->make->err,
				 _("form of a date"), word,
				 (struct ao_words){.word = form_words,
						   .n = AO_COUNT(form_words)});
}

/* word is what stands between the braces: "name" or "expires_on:western". */
static bool add_field(struct reading *r, char *word)
{
	struct ao_span span = {.type = AO_SPAN_FIELD, .form = AO_FORM_WAREKI};
	char *colon = strchr(word, ':');
	size_t i = 0;

	if (colon)
		*colon = '\0';
	while (i < AO_FIELD_COUNT && strcmp(word, field_names[i].name) != 0)
		i++;
	if (i == AO_FIELD_COUNT)
		return unknown_field(r, word);
	if (colon && !take_form(r, &field_names[i], colon + 1, &span.form))
		return false;
	span.field = (enum ao_field)i;
	return end_literal(r) && ao_make_span(r->make, span, &r->spans);
}

/* Of a report sheet; the page's number and their sum are known later. */
static bool add_report_fact(struct reading *r, char *name)
{
	const char *value;

	if (!strcmp(name, field_names[AO_FIELD_SHEET].name) ||
	    !strcmp(name, field_names[AO_FIELD_SHEETS].name))
		return add_field(r, name);
	if (!ao_make_fact(r->make, r->spans.path, name, &value))
		return false;
	ao_buf_adds(&r->literal, value);
	r->facts = true;
	r->says |= *value != '\0';
	return true;
}

/* At "{": a doubled brace, the start of a no-break span, a fact or field. */
static bool take_brace(struct reading *r)
{
	size_t n;
	char *word;

	if (r->s[1] == '{') {
		ao_buf_adds(&r->literal, "{");
		r->s += 2;
		return true;
	}
	if (r->s[1] == '=') {
		if (r->spans.unbroken)
			return ao_yaml_fail(
				r->make->yaml, r->spans.path, r->make->err,
				_("{= stands inside another {=...}"));
		if (!end_literal(r))
			return false;
		r->spans.unbroken = ao_next_unbroken(&r->spans);
		r->s += 2;
		return true;
	}
	n = strcspn(r->s + 1, "{}\n");
	if (r->s[1 + n] != '}')
		return ao_yaml_fail(r->make->yaml, r->spans.path, r->make->err,
				    _("a { has no }; write {{ for a brace in "
				      "the text"));
	word = ao_arena_strndup(r->make->scrap, r->s + 1, n);
	r->s += n + 2;
	if (!strncmp(word, CITY, strlen(CITY)))
		return add_fact(r, word + strlen(CITY));
	return r->make->facts ? add_report_fact(r, word) : add_field(r, word);
}

static bool take_closing(struct reading *r)
{
	if (r->s[1] == '}' && !r->spans.unbroken) {
		ao_buf_adds(&r->literal, "}");
		r->s += 2;
		return true;
	}
	if (!r->spans.unbroken)
		return ao_yaml_fail(r->make->yaml, r->spans.path, r->make->err,
				    _("a } has no {; write }} for a brace in "
				      "the text"));
	if (!end_literal(r))
		return false;
	r->spans.unbroken = 0;
	r->s++;
	return true;
}

static bool read_text(struct reading *r)
{
	while (*r->s) {
		size_t n = strcspn(r->s, "{}");
		bool good = true;

		ao_buf_add(&r->literal, r->s, n);
		r->says |= strspn(r->s, BLANKS) < n;
		r->s += n;
		if (*r->s == '{')
			good = take_brace(r);
		else if (*r->s == '}')
			good = take_closing(r);
		if (!good)
			return false;
	}
	if (r->spans.unbroken)
		return ao_yaml_fail(r->make->yaml, r->spans.path, r->make->err,
				    _("a {= has no }"));
	return end_literal(r);
}

bool ao_make_text(struct ao_template_make *m, const char *path, const char *s,
		  const struct ao_style *style, struct ao_text *out)
{
	struct ao_span span[AO_SPANS_MOST];
	struct reading r = {
		.make = m,
		.s = s,
		.spans = {.path = path, .style = style, .span = span}};
	size_t n = strlen(s);
	char *trimmed;
	bool good;

	/* A block text (|) ends with the end of its line. */
	while (n && s[n - 1] == '\n')
		n--;
	trimmed = ao_arena_strndup(m->scrap, s, n);
	r.s = trimmed;
	good = read_text(&r);
	ao_buf_release(&r.literal);
	if (!good)
		return false;
	out->spans = r.spans.n;
	out->span = ao_arena_alloc(m->out->arena,
				   (r.spans.n + 1) * sizeof(*out->span));
	memcpy(out->span, span, r.spans.n * sizeof(*out->span));
	out->empty = r.facts && !r.says;
	out->variable = false;
	for (size_t i = 0; i < out->spans; i++)
		if (out->span[i].type == AO_SPAN_FIELD) {
			out->variable = true;
			out->dates += ao_span_has_reading(&out->span[i]);
		}
	return true;
}

static bool find_flag(struct ao_template_make *m, const char *path,
		      const char *word, unsigned *flag)
{
	for (size_t i = 0; i < AO_FLAG_COUNT; i++) {
		*flag = 1u << i;
		if (!strcmp(word, flag_words[i]))
			return true;
	}
	return ao_yaml_fail_word(
		m->yaml, path, m->err, _("condition"), word,
		(struct ao_words){.word = flag_words, .n = AO_FLAG_COUNT});
}

/* "post_office": the city has one; "mail_slack=3": it is that. Known now, so
 * that it stands or falls with the file. */
static bool take_fact(struct ao_template_make *m, const char *path,
		      const char *word, bool *holds)
{
	size_t n = strcspn(word, "=");
	const char *value = word[n] ? word + n + 1 : NULL;
	const char *name = ao_arena_strndup(m->scrap, word, n);
	const char *fact = find_fact(m, path, name);

	if (!fact)
		return false;
	*holds = value ? strcmp(fact, value) == 0
		       : ao_city_has_in(m->city, m->out->language, name);
	return true;
}

static bool take_word(struct ao_template_make *m, const char *path,
		      const char *word, struct ao_condition *c)
{
	bool forbid = *word == '!', holds = false;
	unsigned flag = 0;

	if (!*word)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("expected a word; one that begins with "
				      "! stands between quotes: "
				      "\"!application_id\""));
	word += forbid;
	if (strncmp(word, CITY, strlen(CITY)) == 0) {
		if (!take_fact(m, path, word + strlen(CITY), &holds))
			return false;
	} else if (m->facts) {
		if (!ao_make_fact_condition(m, path, word, &flag, &holds))
			return false;
	} else if (!find_flag(m, path, word, &flag)) {
		return false;
	}
	if (!flag)
		c->need |= holds == forbid ? AO_FLAG_NEVER : 0;
	else if (forbid)
		c->forbid |= flag;
	else
		c->need |= flag;
	if (c->need & c->forbid)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("%s and !%s never hold together"), word,
				    word);
	return true;
}

bool ao_make_when(struct ao_template_make *m, const char *path,
		  char *const *word, unsigned words, struct ao_condition *out)
{
	*out = (struct ao_condition){0};
	for (unsigned i = 0; i < words; i++)
		if (!take_word(m, ao_make_path_of(m, path, "when", i), word[i],
			       out))
			return false;
	return true;
}

bool ao_condition_holds(struct ao_condition c, unsigned flags)
{
	return (flags & c.need) == c.need && !(flags & c.forbid);
}
