/* facts.h - what a report sheet (帳票) has to say: texts by name, and lists of
 * records.
 *
 * The names are a fixed vocabulary, a table that each kind of report has:
 * "run.month" is one text, "volumes[].first" a field of the list `volumes`. So
 * a template that names what there is not is found although a list is empty.
 * What was not set is blank. Knows no template and no font.
 */
#ifndef AOFUTO_NOTICE_FACTS_H
#define AOFUTO_NOTICE_FACTS_H

#include "aofuto/base/nearest.h"
#include "aofuto/base/text.h"

struct ao_fact_word { /* the words of a list stand together */
	const char *name;
	const char *example; /* as wide as any that is expected */
};

/* The table is borrowed; its names are made of a-z, 0-9, _ and dots. */
struct ao_facts *ao_facts_new(const struct ao_fact_word *, size_t words);
/* The example of every word, in so many records of each list. */
struct ao_facts *ao_facts_example(const struct ao_fact_word *, size_t words,
				  size_t records);
void ao_facts_free(struct ao_facts *);

/* A new record at the end of the list ("volumes"). */
void ao_facts_add(struct ao_facts *, const char *list);
/* Sets a text, or a field of its list's last record; copies. A name that the
 * vocabulary does not have is a bug. */
void ao_facts_set(struct ao_facts *, const char *name, const char *text);
void ao_facts_setf(struct ao_facts *, const char *name, const char *fmt, ...)
	AO_PRINTF(3, 4);
/* Text: "12,345". */
void ao_facts_set_count(struct ao_facts *, const char *name, uint64_t);

/* For who reads a template. A text ("" where it is blank); NULL: there is no
 * such word, or it is a list's. Borrowed. */
const char *ao_facts_text(const struct ao_facts *, const char *name);
/* False: there is no such list. */
AO_CHECKED bool ao_facts_list(const struct ao_facts *, const char *list,
			      size_t *records);
/* A field of record i, "" past the last; NULL: the list has no such field. */
const char *ao_facts_field(const struct ao_facts *, const char *list, size_t i,
			   const char *field);
/* What there is, for messages: the texts, the lists, the fields of a list. */
struct ao_words ao_facts_texts(const struct ao_facts *, struct ao_arena *);
struct ao_words ao_facts_lists(const struct ao_facts *, struct ao_arena *);
struct ao_words ao_facts_fields(const struct ao_facts *, const char *list,
				struct ao_arena *);

#endif
