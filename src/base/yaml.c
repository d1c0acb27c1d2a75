/* yaml.c - a YAML file, read and bound. The only user of libyaml. */
#include "base/yaml_node.h"

#include "aofuto/base/file.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct ao_yaml {
	char *path;
	struct ao_buf bytes;
	char digest[AO_SHA256_HEX];
	yaml_document_t document;
	bool has_document;
	const cyaml_schema_value_t *schema;
	cyaml_data_t *data;
};

static const cyaml_config_t config = {
	.log_level = CYAML_LOG_ERROR, /* no log_fn: nothing is printed */
	.mem_fn = cyaml_mem,
	.flags = CYAML_CFG_NO_ALIAS,
};

/* A node is libyaml's; the cast gives it a name without its library. */
static const yaml_node_t *inside(const struct ao_node *node)
{
	return (const yaml_node_t *)node;
}

static const struct ao_node *node_of(const struct ao_yaml *y, int id)
{
	const yaml_node_t *start = y->document.nodes.start;

	return (const struct ao_node *)&start[id - 1]; /* ids are from 1 */
}

enum ao_node_type ao_node_type(const struct ao_node *node)
{
	switch (inside(node)->type) {
	case YAML_MAPPING_NODE:
		return AO_NODE_MAPPING;
	case YAML_SEQUENCE_NODE:
		return AO_NODE_SEQUENCE;
	default:
		return AO_NODE_SCALAR;
	}
}

const char *ao_node_text(const struct ao_node *node)
{
	return (const char *)inside(node)->data.scalar.value;
}

size_t ao_node_size(const struct ao_node *node)
{
	const yaml_node_t *n = inside(node);

	switch (n->type) {
	case YAML_MAPPING_NODE:
		return (size_t)(n->data.mapping.pairs.top -
				n->data.mapping.pairs.start);
	case YAML_SEQUENCE_NODE:
		return (size_t)(n->data.sequence.items.top -
				n->data.sequence.items.start);
	default:
		return n->data.scalar.length;
	}
}

unsigned ao_node_line(const struct ao_node *node)
{
	return (unsigned)inside(node)->start_mark.line + 1;
}

unsigned ao_node_column(const struct ao_node *node)
{
	return (unsigned)inside(node)->start_mark.column + 1;
}

const struct ao_node *ao_node_entry(const struct ao_yaml *y,
				    const struct ao_node *node, size_t i)
{
	return node_of(y, inside(node)->data.sequence.items.start[i]);
}

const struct ao_node *ao_node_key(const struct ao_yaml *y,
				  const struct ao_node *node, size_t i)
{
	return node_of(y, inside(node)->data.mapping.pairs.start[i].key);
}

const struct ao_node *ao_node_value(const struct ao_yaml *y,
				    const struct ao_node *node, size_t i)
{
	return node_of(y, inside(node)->data.mapping.pairs.start[i].value);
}

static bool fail_at(const struct ao_yaml *y, yaml_mark_t mark,
		    struct ao_error *err, const char *fmt, ...) AO_PRINTF(4, 5);

static bool fail_at(const struct ao_yaml *y, yaml_mark_t mark,
		    struct ao_error *err, const char *fmt, ...)
{
	struct ao_buf where = {0};
	char text[sizeof(err->text)];
	va_list ap;

	ao_buf_addf(&where, "%s:%zu:%zu", y->path, mark.line + 1,
		    mark.column + 1);
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	ao_fail(err, AO_INPUT, where.s, "%s", text);
	ao_buf_release(&where);
	return false;
}

bool ao_node_fail(const struct ao_yaml *y, const struct ao_node *node,
		  const char *path, struct ao_error *err, const char *text)
{
	return fail_at(y, inside(node)->start_mark, err, "%s%s%s", path,
		       *path ? ": " : "", text);
}

/* The reader's errors have an offset in bytes and no line. */
static bool fail_reader(const struct ao_yaml *y, const yaml_parser_t *parser,
			struct ao_error *err)
{
	yaml_mark_t mark = {0};

	for (size_t i = 0; i < parser->problem_offset && i < y->bytes.n; i++) {
		unsigned char c = (unsigned char)y->bytes.s[i];

		if (c == '\n') {
			mark.line++;
			mark.column = 0;
		} else if ((c & 0xC0) != 0x80) {
			mark.column++;
		}
	}
	if (!strncmp(parser->problem, "control", 7))
		return fail_at(y, mark, err,
			       _("a control character (U+%04X) stands here; "
				 "remove it"),
			       (unsigned)parser->problem_value);
	return fail_at(y, mark, err,
		       _("this is not UTF-8 text; save the file as UTF-8"));
}

/* A tab in the indent of that line (from 0). */
static bool tab_indents(const struct ao_yaml *y, size_t line)
{
	const char *s = y->bytes.s;

	while (line-- && s)
		s = strchr(s, '\n') ? strchr(s, '\n') + 1 : NULL;
	return s && s[strspn(s, " ")] == '\t';
}

static bool fail_parser(const struct ao_yaml *y, const yaml_parser_t *parser,
			struct ao_error *err)
{
	const char *doing = parser->context ? parser->context : "";

	if (parser->error == YAML_READER_ERROR)
		return fail_reader(y, parser, err);
	if (tab_indents(y, parser->problem_mark.line))
		return fail_at(y, parser->problem_mark, err,
			       _("a tab stands here; indent with blanks"));
	if (strstr(doing, "scanning a tag"))
		return fail_at(y, parser->context_mark, err,
			       _("a word that begins with ! stands between "
				 "quotes: \"!application_id\""));
	return fail_at(y, parser->problem_mark, err, _("this is not YAML: %s"),
		       parser->problem ? parser->problem : "");
}

/* An alias could tie a knot or make a small file vast; a second document
 * would be left unread. */
static bool refuse_event(const struct ao_yaml *y, const yaml_event_t *event,
			 int *documents, struct ao_error *err)
{
	if (event->type == YAML_ALIAS_EVENT)
		return fail_at(y, event->start_mark, err,
			       _("an alias (*%.40s) stands here; write the "
				 "value out, or put the text between quotes"),
			       (const char *)event->data.alias.anchor);
	if (event->type == YAML_DOCUMENT_START_EVENT && ++*documents > 1)
		return fail_at(y, event->start_mark, err,
			       _("a second document (---) begins here; a file "
				 "holds one"));
	return true;
}

static bool scan(const struct ao_yaml *y, bool *empty, struct ao_error *err)
{
	yaml_parser_t parser;
	bool good = true, end = false;
	int documents = 0;

	if (!yaml_parser_initialize(&parser))
		AO_BUG("libyaml has no memory");
	yaml_parser_set_input_string(&parser, (const unsigned char *)y->bytes.s,
				     y->bytes.n);
	while (good && !end) {
		yaml_event_t event;

		if (!yaml_parser_parse(&parser, &event)) {
			good = fail_parser(y, &parser, err);
			break;
		}
		end = event.type == YAML_STREAM_END_EVENT;
		good = refuse_event(y, &event, &documents, err);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	*empty = documents == 0;
	return good;
}

static void load_document(struct ao_yaml *y)
{
	yaml_parser_t parser;

	if (!yaml_parser_initialize(&parser))
		AO_BUG("libyaml has no memory");
	yaml_parser_set_input_string(&parser, (const unsigned char *)y->bytes.s,
				     y->bytes.n);
	y->has_document = yaml_parser_load(&parser, &y->document) != 0;
	yaml_parser_delete(&parser);
}

static bool bind_data(struct ao_yaml *y, struct ao_error *err)
{
	cyaml_err_t got =
		cyaml_load_data((const uint8_t *)y->bytes.s, y->bytes.n,
				&config, y->schema, &y->data, NULL);

	if (got != CYAML_OK)
		return ao_fail(err, AO_INPUT, y->path,
			       _("the file cannot be understood: %s"),
			       cyaml_strerror(got));
	return true;
}

static bool take_bytes(struct ao_yaml *y, struct ao_error *err)
{
	bool empty;

	ao_buf_adds(&y->bytes, ""); /* an empty file has bytes, too */
	ao_sha256(y->bytes.s, y->bytes.n, y->digest);
	if (!scan(y, &empty, err))
		return false;
	if (empty && y->schema && (y->schema->flags & CYAML_FLAG_OPTIONAL))
		return true;
	if (empty)
		return ao_fail(err, AO_INPUT, y->path,
			       _("the file holds nothing but comments"));
	load_document(y);
	if (!y->has_document ||
	    y->document.nodes.start == y->document.nodes.top)
		return ao_fail(err, AO_INPUT, y->path,
			       _("the file cannot be understood"));
	return !y->schema || (ao_yaml_check(y, node_of(y, 1), y->schema, err) &&
			      bind_data(y, err));
}

static struct ao_yaml *begin(const char *path, const cyaml_schema_value_t *s)
{
	struct ao_yaml *y = ao_calloc(1, sizeof(*y));
	struct ao_buf copy = {0};

	ao_buf_adds(&copy, path);
	y->path = copy.s;
	y->schema = s;
	return y;
}

struct ao_yaml *ao_yaml_open(const char *path, const cyaml_schema_value_t *s,
			     struct ao_error *err)
{
	struct ao_yaml *y = begin(path, s);
	size_t most = s ? AO_YAML_SIZE_MOST : AO_YAML_FACTS_MOST;

	if (ao_file_read(path, most, &y->bytes, err) && take_bytes(y, err))
		return y;
	ao_yaml_close(y);
	return NULL;
}

struct ao_yaml *ao_yaml_open_text(const char *name, struct ao_bytes text,
				  const cyaml_schema_value_t *s,
				  struct ao_error *err)
{
	struct ao_yaml *y = begin(name, s);

	ao_buf_add(&y->bytes, text.s, text.n);
	if (take_bytes(y, err))
		return y;
	ao_yaml_close(y);
	return NULL;
}

void ao_yaml_close(struct ao_yaml *y)
{
	if (!y)
		return;
	if (y->data)
		cyaml_free(&config, y->schema, y->data, 0);
	if (y->has_document)
		yaml_document_delete(&y->document);
	ao_buf_release(&y->bytes);
	free(y->path);
	free(y);
}

const void *ao_yaml_data(const struct ao_yaml *y)
{
	return y->data;
}

const char *ao_yaml_path(const struct ao_yaml *y)
{
	return y->path;
}

const char *ao_yaml_digest(const struct ao_yaml *y)
{
	return y->digest;
}

/* The value whose key begins the path; the longest key, as a free name may
 * hold a point. *path moves past it. */
static const struct ao_node *
step_key(const struct ao_yaml *y, const struct ao_node *map, const char **path)
{
	const struct ao_node *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < ao_node_size(map); i++) {
		const struct ao_node *key = ao_node_key(y, map, i);
		size_t n = ao_node_size(key);

		if (ao_node_type(key) != AO_NODE_SCALAR || n < longest ||
		    strncmp(*path, ao_node_text(key), n) != 0 ||
		    !strchr(".[", (*path)[n]))
			continue;
		best = ao_node_value(y, map, i);
		longest = n;
	}
	*path += longest;
	return best;
}

static const struct ao_node *step_entry(const struct ao_yaml *y,
					const struct ao_node *list,
					const char **path)
{
	char *end;
	unsigned long i;

	if (**path != '[')
		return NULL;
	i = strtoul(*path + 1, &end, 10);
	if (*end != ']' || i >= ao_node_size(list))
		return NULL;
	*path = end + 1;
	return ao_node_entry(y, list, i);
}

/* The node of a path, or the deepest one on the way (*whole false). NULL in
 * an empty file. */
static const struct ao_node *find(const struct ao_yaml *y, const char *path,
				  bool *whole)
{
	const struct ao_node *at = y->has_document ? node_of(y, 1) : NULL;

	while (at && *path) {
		const struct ao_node *next = NULL;

		if (*path == '.')
			path++;
		if (ao_node_type(at) == AO_NODE_MAPPING)
			next = step_key(y, at, &path);
		else if (ao_node_type(at) == AO_NODE_SEQUENCE)
			next = step_entry(y, at, &path);
		if (!next)
			break;
		at = next;
	}
	*whole = at && !*path;
	return at;
}

bool ao_yaml_pair(const struct ao_yaml *y, const char *path, size_t i,
		  struct ao_yaml_pair *out)
{
	bool whole;
	const struct ao_node *map = find(y, path, &whole);

	if (!whole || ao_node_type(map) != AO_NODE_MAPPING)
		return false;
	for (size_t k = 0; k < ao_node_size(map); k++) {
		const struct ao_node *value = ao_node_value(y, map, k);
		bool list = ao_node_type(value) == AO_NODE_SEQUENCE;
		size_t n = list ? ao_node_size(value) : 1;

		if (i >= n) {
			i -= n;
			continue;
		}
		if (list)
			value = ao_node_entry(y, value, i);
		if (ao_node_type(value) != AO_NODE_SCALAR ||
		    ao_node_type(ao_node_key(y, map, k)) != AO_NODE_SCALAR)
			return false; /* no schema has seen it */
		out->name = ao_node_text(ao_node_key(y, map, k));
		out->text = ao_node_text(value);
		return true;
	}
	return false;
}

const char *ao_yaml_text(const struct ao_yaml *y, const char *path)
{
	bool whole;
	const struct ao_node *node = find(y, path, &whole);

	return whole && ao_node_type(node) == AO_NODE_SCALAR
		       ? ao_node_text(node)
		       : NULL;
}

unsigned ao_yaml_line(const struct ao_yaml *y, const char *path)
{
	bool whole;
	const struct ao_node *node = find(y, path, &whole);

	return node ? ao_node_line(node) : 1;
}

unsigned ao_yaml_column(const struct ao_yaml *y, const char *path)
{
	bool whole;
	const struct ao_node *node = find(y, path, &whole);

	return node ? ao_node_column(node) : 1;
}

bool ao_yaml_fail(const struct ao_yaml *y, const char *path,
		  struct ao_error *err, const char *fmt, ...)
{
	char text[sizeof(err->text)];
	bool whole;
	const struct ao_node *node = find(y, path, &whole);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (!node)
		return ao_fail(err, AO_INPUT, y->path, "%s: %s", path, text);
	return ao_node_fail(y, node, path, err, text);
}

bool ao_yaml_fail_word(const struct ao_yaml *y, const char *path,
		       struct ao_error *err, const char *what, const char *word,
		       struct ao_words known)
{
	struct ao_buf text = {0};

	ao_unknown_word(&text, what, word, known);
	ao_yaml_fail(y, path, err, "%s", text.s);
	ao_buf_release(&text);
	return false;
}

char *ao_yaml_beside(const struct ao_yaml *y, const char *path,
		     struct ao_arena *arena)
{
	const char *slash = strrchr(y->path, '/');

	if (*path == '/' || !slash)
		return ao_arena_strdup(arena, path);
	return ao_arena_printf(arena, "%.*s/%s", (int)(slash - y->path),
			       y->path, path);
}
