/* template_fact.c - a report sheet's facts: {run.month}, each:, when:. */
#include "notice/template_make.h"

#include <string.h>

#define RECORD "each."

bool ao_each_begin(struct ao_template_make *m, const char *path,
		   const char *each, struct ao_each *out)
{
	char *at = ao_make_path(m, path, "each");
	size_t records;

	*out = (struct ao_each){
		.times = 1, .list = m->list, .record = m->record};
	if (!each)
		return true;
	if (!m->facts)
		return ao_yaml_fail(m->yaml, at, m->err,
				    _("each belongs to report sheets; a notice "
				      "has no lists"));
	if (!ao_facts_list(m->facts, each, &records))
		return ao_yaml_fail_word(m->yaml, at, m->err, _("list"), each,
					 ao_facts_lists(m->facts, m->scrap));
	out->times = records ? records : 1;
	out->empty = !records;
	m->list = each;
	m->record = 0;
	return true;
}

void ao_each_end(struct ao_template_make *m, const struct ao_each *each)
{
	m->list = each->list;
	m->record = each->record;
}

static bool find_field(struct ao_template_make *m, const char *path,
		       const char *field, const char **value)
{
	if (!m->list)
		return ao_yaml_fail(m->yaml, path, m->err,
				    _("each.%s stands in nothing that has "
				      "each:"),
				    field);
	*value = ao_facts_field(m->facts, m->list, m->record, field);
	return *value ||
	       ao_yaml_fail_word(m->yaml, path, m->err, _("field of the list"),
				 field,
				 ao_facts_fields(m->facts, m->list, m->scrap));
}

bool ao_make_fact(struct ao_template_make *m, const char *path,
		  const char *name, const char **value)
{
	if (!strncmp(name, RECORD, strlen(RECORD)))
		return find_field(m, path, name + strlen(RECORD), value);
	*value = ao_facts_text(m->facts, name);
	return *value ||
	       ao_yaml_fail_word(m->yaml, path, m->err, _("fact"), name,
				 ao_facts_texts(m->facts, m->scrap));
}

/* The words of the program, the texts and the lists, for a message. */
static bool unknown_word(struct ao_template_make *m, const char *path,
			 const char *word)
{
	struct ao_words texts = ao_facts_texts(m->facts, m->scrap);
	struct ao_words lists = ao_facts_lists(m->facts, m->scrap);
	const char **known = ao_arena_alloc(m->scrap, (texts.n + lists.n + 3) *
							      sizeof(*known));
	size_t n = 0;

	known[n++] = "specimen";
	known[n++] = "first_page";
	known[n++] = "last_page";
	for (size_t i = 0; i < lists.n; i++)
		known[n++] = lists.word[i];
	for (size_t i = 0; i < texts.n; i++)
		known[n++] = texts.word[i];
	return ao_yaml_fail_word(m->yaml, path, m->err, _("condition"), word,
				 (struct ao_words){.word = known, .n = n});
}

/* Flags are for what differs from page to page; a fact is decided here. */
bool ao_make_fact_condition(struct ao_template_make *m, const char *path,
			    const char *word, unsigned *flag, bool *holds)
{
	const char *text = NULL;
	size_t records = 0;

	*flag = 0;
	if (strcmp(word, "specimen") == 0)
		*flag = AO_FLAG(SPECIMEN);
	else if (strcmp(word, "first_page") == 0)
		*flag = AO_FLAG_FIRST_PAGE;
	else if (strcmp(word, "last_page") == 0)
		*flag = AO_FLAG_LAST_PAGE;
	else if (!strncmp(word, RECORD, strlen(RECORD))) {
		if (!find_field(m, path, word + strlen(RECORD), &text))
			return false;
	} else if (!ao_facts_list(m->facts, word, &records)) {
		text = ao_facts_text(m->facts, word);
		if (!text)
			return unknown_word(m, path, word);
	}
	*holds = records > 0 || (text && *text);
	return true;
}
