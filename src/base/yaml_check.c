/* yaml_check.c - is a YAML document what its schema asks for? */
#include "base/yaml_node.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* In a mapping of free names; more is not a file that people wrote. */
#define PAIRS_MOST  1000
#define NUMBER_MOST 1000000L
#define WORDS_MOST  32

/* Where the check is: the path that led to the node, in words. */
struct visit {
	const struct ao_yaml *yaml;
	struct ao_buf path;
	struct ao_error *err;
};

static bool fail(struct visit *v, const struct ao_node *node, const char *fmt,
		 ...) AO_PRINTF(3, 4);

static bool fail(struct visit *v, const struct ao_node *node, const char *fmt,
		 ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return ao_node_fail(v->yaml, node, v->path.n ? v->path.s : "", v->err,
			    text);
}

char *ao_yaml_shown(const char *found, char out[AO_YAML_SHOWN_SIZE])
{
	size_t n = 0;

	out[n++] = '"';
	for (int i = 0; i < 40 && *found; i++) {
		const char *start = found;
		uint32_t cp = ao_utf8_next(&found);

		if (cp == AO_UTF8_BAD || cp < 0x20 || cp == 0x7f) {
			out[n++] = '?';
			continue;
		}
		memcpy(out + n, start, (size_t)(found - start));
		n += (size_t)(found - start);
	}
	memcpy(out + n, *found ? "...\"" : "\"", *found ? 5 : 2);
	return out;
}

void ao_unknown_word(struct ao_buf *out, const char *what, const char *word,
		     struct ao_words known)
{
	char shown[AO_YAML_SHOWN_SIZE];
	const char *near = ao_nearest(word, known);

	ao_buf_addf(out, _("unknown %s %s"), what, ao_yaml_shown(word, shown));
	if (near) {
		ao_buf_addf(out, _("; did you mean \"%s\"?"), near);
		return;
	}
	if (known.n == 0)
		return;
	ao_buf_adds(out, _("; known are: "));
	for (size_t i = 0; i < known.n; i++)
		ao_buf_addf(out, "%s%s", i ? ", " : "", known.word[i]);
}

/* The word is one of the known, or the check ends. */
static bool known_word(struct visit *v, const struct ao_node *node,
		       const char *what, struct ao_words known)
{
	struct ao_buf text = {0};
	bool found = false;

	for (size_t i = 0; i < known.n && !found; i++)
		found = !strcmp(known.word[i], ao_node_text(node));
	if (found)
		return true;
	ao_unknown_word(&text, what, ao_node_text(node), known);
	fail(v, node, "%s", text.s);
	ao_buf_release(&text);
	return false;
}

/* What stands there: a scalar's text, or what kind of thing it is. */
static const char *found_of(const struct ao_node *node,
			    char out[AO_YAML_SHOWN_SIZE])
{
	switch (ao_node_type(node)) {
	case AO_NODE_MAPPING:
		return _("a mapping (key: value)");
	case AO_NODE_SEQUENCE:
		return _("a list");
	default:
		break;
	}
	if (ao_node_size(node) == 0)
		return _("nothing");
	return ao_yaml_shown(ao_node_text(node), out);
}

static bool expected(struct visit *v, const struct ao_node *node,
		     const char *what)
{
	char shown[AO_YAML_SHOWN_SIZE];

	return fail(v, node, _("expected %s, found %s"), what,
		    found_of(node, shown));
}

static bool scalar(const struct ao_node *node)
{
	return ao_node_type(node) == AO_NODE_SCALAR;
}

static size_t enter(struct visit *v, const char *key)
{
	size_t before = v->path.n;

	ao_buf_addf(&v->path, "%s%s", before ? "." : "", key);
	return before;
}

static void leave(struct visit *v, size_t before)
{
	v->path.n = before;
	v->path.s[before] = '\0';
}

/* The text of a scalar: no NUL and no control but the end of a line. (The
 * quoted form "\0" would cut the text short in C.) */
static bool check_string(struct visit *v, const cyaml_schema_value_t *s,
			 const struct ao_node *node)
{
	const char *text;
	size_t n;

	if (!scalar(node))
		return expected(v, node, _("a text"));
	text = ao_node_text(node);
	n = ao_node_size(node);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];

		if ((c < 0x20 && c != '\n') || c == 0x7f)
			return fail(v, node,
				    _("the text holds a control character "
				      "(U+%04X); remove it"),
				    c);
	}
	if (n < s->string.min)
		return expected(v, node, _("a text"));
	if (n > s->string.max)
		return fail(v, node,
			    _("the text has %zu bytes; at most %u fit"), n,
			    s->string.max);
	return true;
}

/* Digits with at most one point: libcyaml would take nan, inf and 0x1p3. */
static bool plain_decimal(const char *s)
{
	size_t digits;

	if (*s == '-')
		s++;
	digits = strspn(s, "0123456789");
	if (digits == 0 || digits > 6)
		return false;
	s += digits;
	if (*s != '.')
		return *s == '\0';
	digits = strspn(++s, "0123456789");
	return digits > 0 && digits <= 6 && s[digits] == '\0';
}

static bool check_number(struct visit *v, const cyaml_schema_value_t *s,
			 const struct ao_node *node)
{
	long least = s->type == CYAML_UINT ? 0 : -NUMBER_MOST;
	long number;

	if (s->type == CYAML_FLOAT) {
		if (!scalar(node) || !plain_decimal(ao_node_text(node)))
			return expected(v, node, _("a number such as 12.5"));
		return true;
	}
	if (!scalar(node) ||
	    !ao_parse_long(ao_node_text(node), least, NUMBER_MOST, &number))
		return expected(v, node, _("a whole number"));
	return true;
}

/* libcyaml takes any word it does not know for true. */
static bool check_bool(struct visit *v, const struct ao_node *node)
{
	if (!scalar(node) || (strcmp(ao_node_text(node), "true") != 0 &&
			      strcmp(ao_node_text(node), "false") != 0))
		return expected(v, node, _("true or false"));
	return true;
}

static bool check_enum(struct visit *v, const cyaml_schema_value_t *s,
		       const struct ao_node *node)
{
	const char *words[WORDS_MOST];
	size_t n = s->enumeration.count;

	if (n > WORDS_MOST)
		AO_BUG("a schema with %zu words", n);
	for (size_t i = 0; i < n; i++)
		words[i] = s->enumeration.strings[i].str;
	if (!scalar(node))
		return expected(v, node, _("one word"));
	return known_word(v, node, _("word"),
			  (struct ao_words){.word = words, .n = n});
}

static bool check_value(struct visit *, const cyaml_schema_value_t *,
			const struct ao_node *);

static bool check_count(struct visit *v, const cyaml_schema_value_t *s,
			const struct ao_node *node)
{
	size_t n = ao_node_size(node);

	if (s->sequence.min == s->sequence.max && n != s->sequence.min)
		return fail(v, node,
			    _("expected a list of %u, found one of %zu"),
			    s->sequence.min, n);
	if (n < s->sequence.min)
		return fail(v, node,
			    _("the list has %zu entries; at least %u are "
			      "needed"),
			    n, s->sequence.min);
	if (n > s->sequence.max)
		return fail(v, node,
			    _("the list has %zu entries; at most %u are "
			      "allowed"),
			    n, s->sequence.max);
	return true;
}

static bool check_sequence(struct visit *v, const cyaml_schema_value_t *s,
			   const struct ao_node *node)
{
	if (ao_node_type(node) != AO_NODE_SEQUENCE)
		return expected(v, node, _("a list"));
	if (!check_count(v, s, node))
		return false;
	for (size_t i = 0; i < ao_node_size(node); i++) {
		size_t before = v->path.n;
		bool good;

		ao_buf_addf(&v->path, "[%zu]", i);
		good = check_value(v, s->sequence.entry,
				   ao_node_entry(v->yaml, node, i));
		leave(v, before);
		if (!good)
			return false;
	}
	return true;
}

/* A key is a scalar and stands in the mapping once. */
static bool check_key(struct visit *v, const struct ao_node *map, size_t i)
{
	const struct ao_node *key = ao_node_key(v->yaml, map, i);
	char shown[AO_YAML_SHOWN_SIZE];

	if (!scalar(key) || ao_node_size(key) == 0 ||
	    strlen(ao_node_text(key)) != ao_node_size(key))
		return expected(v, key, _("a key"));
	for (size_t j = 0; j < i; j++) {
		const struct ao_node *other = ao_node_key(v->yaml, map, j);

		if (strcmp(ao_node_text(key), ao_node_text(other)) != 0)
			continue;
		return fail(v, key,
			    _("the key %s stands here twice, first in line "
			      "%u; keep one"),
			    ao_yaml_shown(ao_node_text(key), shown),
			    ao_node_line(other));
	}
	return true;
}

static bool check_field(struct visit *v, const cyaml_schema_field_t *fields,
			const struct ao_node *map, size_t i)
{
	const struct ao_node *key = ao_node_key(v->yaml, map, i);
	const cyaml_schema_field_t *f;
	const char *words[WORDS_MOST];
	size_t n = 0, before;
	bool good;

	if (!check_key(v, map, i))
		return false;
	for (f = fields; f->key && n < WORDS_MOST; f++)
		words[n++] = f->key;
	if (!known_word(v, key, _("key"),
			(struct ao_words){.word = words, .n = n}))
		return false;
	f = fields;
	while (f->key && strcmp(f->key, ao_node_text(key)) != 0)
		f++;
	before = enter(v, ao_node_text(key));
	good = check_value(v, &f->value, ao_node_value(v->yaml, map, i));
	leave(v, before);
	return good;
}

static bool has_key(struct visit *v, const struct ao_node *map, const char *key)
{
	for (size_t i = 0; i < ao_node_size(map); i++)
		if (!strcmp(ao_node_text(ao_node_key(v->yaml, map, i)), key))
			return true;
	return false;
}

static bool check_mapping(struct visit *v, const cyaml_schema_field_t *fields,
			  const struct ao_node *node)
{
	if (ao_node_type(node) != AO_NODE_MAPPING)
		return expected(v, node, _("a mapping (key: value)"));
	for (size_t i = 0; i < ao_node_size(node); i++)
		if (!check_field(v, fields, node, i))
			return false;
	for (const cyaml_schema_field_t *f = fields; f->key; f++)
		if (!(f->value.flags & CYAML_FLAG_OPTIONAL) &&
		    !has_key(v, node, f->key))
			return fail(v, node,
				    _("the key \"%s\" is missing here; add "
				      "it"),
				    f->key);
	return true;
}

static const cyaml_schema_value_t free_text = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, 2000)};
static const cyaml_schema_value_t free_list = {
	CYAML_VALUE_SEQUENCE(CYAML_FLAG_POINTER, char *, &free_text, 1, 100)};

/* A mapping of free names to texts or lists of texts. */
static bool check_free(struct visit *v, const struct ao_node *map)
{
	if (ao_node_type(map) != AO_NODE_MAPPING)
		return expected(v, map, _("a mapping (name: text)"));
	if (ao_node_size(map) > PAIRS_MOST)
		return fail(v, map, _("more than %d names stand here"),
			    PAIRS_MOST);
	for (size_t i = 0; i < ao_node_size(map); i++) {
		const struct ao_node *value = ao_node_value(v->yaml, map, i);
		size_t before;
		bool good;

		if (!check_key(v, map, i))
			return false;
		before = enter(v, ao_node_text(ao_node_key(v->yaml, map, i)));
		good = ao_node_type(value) == AO_NODE_SEQUENCE
			       ? check_sequence(v, &free_list, value)
			       : check_string(v, &free_text, value);
		leave(v, before);
		if (!good)
			return false;
	}
	return true;
}

static bool check_value(struct visit *v, const cyaml_schema_value_t *s,
			const struct ao_node *node)
{
	switch (s->type) {
	case CYAML_STRING:
		return check_string(v, s, node);
	case CYAML_INT:
	case CYAML_UINT:
	case CYAML_FLOAT:
		return check_number(v, s, node);
	case CYAML_BOOL:
		return check_bool(v, node);
	case CYAML_ENUM:
		return check_enum(v, s, node);
	case CYAML_SEQUENCE:
	case CYAML_SEQUENCE_FIXED:
		return check_sequence(v, s, node);
	case CYAML_MAPPING:
		return check_mapping(v, s->mapping.fields, node);
	case CYAML_IGNORE:
		return check_free(v, node);
	default:
		AO_BUG("a schema of type %d", (int)s->type);
	}
}

bool ao_yaml_check(const struct ao_yaml *y, const struct ao_node *root,
		   const cyaml_schema_value_t *s, struct ao_error *err)
{
	struct visit v = {.yaml = y, .err = err};
	bool good;

	ao_buf_adds(&v.path, "");
	good = check_value(&v, s, root);
	ao_buf_release(&v.path);
	return good;
}
