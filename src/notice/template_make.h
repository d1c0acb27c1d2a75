/* template_make.h - the form of template.h, made from what its file says.
 * Private to template*.c and report_*.c.
 */
#ifndef AOFUTO_NOTICE_TEMPLATE_MAKE_H
#define AOFUTO_NOTICE_TEMPLATE_MAKE_H

#include "aofuto/notice/city.h"
#include "aofuto/notice/facts.h"
#include "notice/template_file.h"

/* What the makers share. Paths are those of yaml.h; they and every other
 * scrap live in `scrap`, what stays in the template's own arena. */
struct ao_template_make {
	const struct ao_yaml *yaml;
	const struct ao_city *city;
	const struct ao_facts *facts; /* NULL: no report sheet */
	const char *list;             /* {each.name} is of its ... */
	size_t record;                /* ... record; NULL: of none */
	struct ao_template *out;
	struct ao_arena *scrap;
	struct ao_error *err;
};

/* All but the sheets, of a file that is open. */
AO_CHECKED bool ao_make_head(struct ao_template_make *);
/* `each:` of something; NULL: once. How often it is made: at least once, so
 * that what it names is looked at; the maker of a list without records throws
 * it away. */
struct ao_each {
	size_t times;
	bool empty;
	const char *list; /* around it, to be put back */
	size_t record;
};
AO_CHECKED bool ao_each_begin(struct ao_template_make *, const char *path,
			      const char *each, struct ao_each *);
void ao_each_end(struct ao_template_make *, const struct ao_each *);

/* Of a report sheet: the text of {name}; whether a word of `when:` holds, or
 * the flag of the page that it asks for. */
AO_CHECKED bool ao_make_fact(struct ao_template_make *, const char *path,
			     const char *name, const char **value);
AO_CHECKED bool ao_make_fact_condition(struct ao_template_make *,
				       const char *path, const char *word,
				       unsigned *flag, bool *holds);

/* The spans of a text while it is read (template_ruby.c). */
#define AO_SPANS_MOST 256
struct ao_spans {
	const char *path;
	const struct ao_style *style;
	struct ao_span *span; /* AO_SPANS_MOST of them */
	size_t n;
	unsigned char unbroken; /* of the {= that is open, 0 for none ... */
	unsigned char last;     /* ... and the last number that was used */
};
unsigned char ao_next_unbroken(struct ao_spans *);
AO_CHECKED bool ao_make_span(struct ao_template_make *, struct ao_span,
			     struct ao_spans *);
/* Words: one span, and where the template has readings one for each base. */
AO_CHECKED bool ao_make_literal(struct ao_template_make *, const char *words,
				struct ao_spans *);

/* All of these fail with the place of the path. A sheet may have been made to
 * start a sheet of paper before: the first one does. */
AO_CHECKED bool ao_make_sheet(struct ao_template_make *, const char *path,
			      const struct file_sheet *, struct ao_sheet *);
AO_CHECKED bool ao_make_box(struct ao_template_make *, const char *path,
			    const double box[4], double least, struct ao_box *);
AO_CHECKED bool ao_make_text(struct ao_template_make *, const char *path,
			     const char *s, const struct ao_style *,
			     struct ao_text *);
AO_CHECKED bool ao_make_when(struct ao_template_make *, const char *path,
			     char *const *word, unsigned words,
			     struct ao_condition *);
AO_CHECKED bool ao_make_color(struct ao_template_make *, const char *path,
			      const char *name, struct ao_color *);
AO_CHECKED bool ao_make_style(struct ao_template_make *, const char *path,
			      const char *name, const struct ao_style **);
AO_CHECKED bool ao_make_table(struct ao_template_make *, const char *path,
			      const struct file_table *, double room,
			      struct ao_block *);
AO_CHECKED bool ao_make_flow(struct ao_template_make *, const char *path,
			     const struct file_flow *, struct ao_sheet_item *);
AO_CHECKED bool ao_make_item(struct ao_template_make *, const char *path,
			     const struct file_item *, struct ao_sheet_item *);
/* The folds; then their ticks, as rules, into the room behind the items. */
AO_CHECKED bool ao_make_folds(struct ao_template_make *,
			      const struct file_template *);
AO_CHECKED bool ao_make_ticks(struct ao_template_make *, const char *path,
			      const struct file_sheet *, struct ao_sheet *);
/* The value is within [least, most]. */
AO_CHECKED bool ao_make_range(struct ao_template_make *, const char *path,
			      double value, double least, double most);
/* Path of a member ("box") or of entry i of a list ("items"). */
char *ao_make_path(struct ao_template_make *, const char *path,
		   const char *member);
char *ao_make_path_of(struct ao_template_make *, const char *path,
		      const char *list, size_t i);

#endif
