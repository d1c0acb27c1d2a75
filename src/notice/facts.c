/* facts.c - texts by name, and lists of records. */
#include "aofuto/notice/facts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OF_LIST "[]."

struct list {
	size_t first, words; /* of the vocabulary */
	const char **value;  /* of all records, one after the other */
	size_t records, room;
};

struct ao_facts {
	const struct ao_fact_word *word;
	const char **text; /* of each word that is no list's */
	size_t words;
	struct list *list;
	size_t lists;
	struct ao_arena *arena;
};

/* "volumes[].first" is the field "first"; NULL: a text of its own. */
static const char *field_of(const char *name)
{
	const char *mark = strstr(name, OF_LIST);

	return mark ? mark + strlen(OF_LIST) : NULL;
}

/* Is it a name of that list? */
static bool is_of(const char *name, const char *list, size_t n)
{
	return strncmp(name, list, n) == 0 &&
	       strncmp(name + n, OF_LIST, strlen(OF_LIST)) == 0;
}

static size_t list_length(const char *name)
{
	return (size_t)(strstr(name, OF_LIST) - name);
}

static void find_lists(struct ao_facts *f)
{
	for (size_t i = 0; i < f->words; i++) {
		const char *name = f->word[i].name;
		struct list *last = &f->list[f->lists - (f->lists > 0)];

		if (!field_of(name))
			continue;
		if (f->lists &&
		    is_of(f->word[last->first].name, name, list_length(name)))
			last->words++;
		else
			f->list[f->lists++] =
				(struct list){.first = i, .words = 1};
	}
}

struct ao_facts *ao_facts_new(const struct ao_fact_word *word, size_t words)
{
	struct ao_facts *f = ao_calloc(1, sizeof(*f));

	f->arena = ao_arena_new();
	f->word = word;
	f->words = words;
	f->text = ao_arena_alloc(f->arena, (words + 1) * sizeof(char *));
	f->list = ao_arena_alloc(f->arena, (words + 1) * sizeof(*f->list));
	for (size_t i = 0; i < words; i++)
		f->text[i] = "";
	find_lists(f);
	return f;
}

struct ao_facts *ao_facts_example(const struct ao_fact_word *word, size_t words,
				  size_t records)
{
	struct ao_facts *f = ao_facts_new(word, words);

	for (size_t i = 0; i < words; i++)
		if (!field_of(word[i].name))
			ao_facts_set(f, word[i].name, word[i].example);
	for (size_t i = 0; i < f->lists * records; i++) {
		const struct list *l = &f->list[i / records];
		const char *name = word[l->first].name;

		ao_facts_add(
			f, ao_arena_strndup(f->arena, name, list_length(name)));
		for (size_t k = l->first; k < l->first + l->words; k++)
			ao_facts_set(f, word[k].name, word[k].example);
	}
	return f;
}

void ao_facts_free(struct ao_facts *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->lists; i++)
		free(f->list[i].value);
	ao_arena_free(f->arena);
	free(f);
}

static struct list *list_of(const struct ao_facts *f, const char *list)
{
	for (size_t i = 0; i < f->lists; i++)
		if (is_of(f->word[f->list[i].first].name, list, strlen(list)))
			return &f->list[i];
	return NULL;
}

void ao_facts_add(struct ao_facts *f, const char *list)
{
	struct list *l = list_of(f, list);

	if (!l)
		AO_BUG("no list %s in the vocabulary", list);
	if (l->records == l->room) {
		l->room = l->room ? 2 * l->room : 8;
		l->value = ao_realloc(l->value,
				      l->room * l->words * sizeof(char *));
	}
	for (size_t i = 0; i < l->words; i++)
		l->value[l->records * l->words + i] = "";
	l->records++;
}

static const char **place_of(struct ao_facts *f, const char *name)
{
	size_t i = 0;

	while (i < f->words && strcmp(f->word[i].name, name) != 0)
		i++;
	if (i == f->words)
		AO_BUG("no word %s in the vocabulary", name);
	for (size_t k = 0; k < f->lists; k++) {
		struct list *l = &f->list[k];

		if (i < l->first || i >= l->first + l->words)
			continue;
		if (!l->records)
			AO_BUG("%s is set, and its list has no record", name);
		return &l->value[(l->records - 1) * l->words + i - l->first];
	}
	return &f->text[i];
}

void ao_facts_set(struct ao_facts *f, const char *name, const char *text)
{
	*place_of(f, name) = ao_arena_strdup(f->arena, text);
}

void ao_facts_setf(struct ao_facts *f, const char *name, const char *fmt, ...)
{
	struct ao_buf text = {0};
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		AO_BUG("a format that cannot be");
	text.s = ao_alloc((size_t)n + 1);
	va_start(args, fmt);
	vsnprintf(text.s, (size_t)n + 1, fmt, args);
	va_end(args);
	ao_facts_set(f, name, text.s);
	ao_buf_release(&text);
}

void ao_facts_set_count(struct ao_facts *f, const char *name, uint64_t n)
{
	char text[AO_COUNT_TEXT_SIZE];

	ao_facts_set(f, name, ao_count_text(n, text));
}

const char *ao_facts_text(const struct ao_facts *f, const char *name)
{
	for (size_t i = 0; i < f->words; i++)
		if (!field_of(f->word[i].name) &&
		    strcmp(f->word[i].name, name) == 0)
			return f->text[i];
	return NULL;
}

bool ao_facts_list(const struct ao_facts *f, const char *list, size_t *records)
{
	const struct list *l = list_of(f, list);

	if (l)
		*records = l->records;
	return l != NULL;
}

const char *ao_facts_field(const struct ao_facts *f, const char *list, size_t i,
			   const char *field)
{
	const struct list *l = list_of(f, list);

	for (size_t k = 0; l && k < l->words; k++)
		if (strcmp(field_of(f->word[l->first + k].name), field) == 0)
			return i < l->records ? l->value[i * l->words + k] : "";
	return NULL;
}

static const char **words_of(size_t most, struct ao_arena *arena)
{
	return ao_arena_alloc(arena, (most + 1) * sizeof(char *));
}

struct ao_words ao_facts_texts(const struct ao_facts *f, struct ao_arena *arena)
{
	const char **word = words_of(f->words, arena);
	size_t n = 0;

	for (size_t i = 0; i < f->words; i++)
		if (!field_of(f->word[i].name))
			word[n++] = f->word[i].name;
	return (struct ao_words){.word = word, .n = n};
}

struct ao_words ao_facts_lists(const struct ao_facts *f, struct ao_arena *arena)
{
	const char **word = words_of(f->lists, arena);

	for (size_t i = 0; i < f->lists; i++) {
		const char *name = f->word[f->list[i].first].name;

		word[i] = ao_arena_strndup(arena, name, list_length(name));
	}
	return (struct ao_words){.word = word, .n = f->lists};
}

struct ao_words ao_facts_fields(const struct ao_facts *f, const char *list,
				struct ao_arena *arena)
{
	const struct list *l = list_of(f, list);
	const char **word = words_of(l ? l->words : 0, arena);

	for (size_t i = 0; l && i < l->words; i++)
		word[i] = field_of(f->word[l->first + i].name);
	return (struct ao_words){.word = word, .n = l ? l->words : 0};
}
