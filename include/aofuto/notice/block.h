/* block.h - the pieces that a flow is stacked from: texts, tables, rules, each
 * with its style and the condition that it is there under.
 *
 * Read from a template (template.h), compiled once. All lengths are mm, type
 * sizes pt.
 */
#ifndef AOFUTO_NOTICE_BLOCK_H
#define AOFUTO_NOTICE_BLOCK_H

#include "aofuto/notice/notice.h"
#include "aofuto/notice/page.h"

struct ao_condition { /* `when: [CARD, "!application_id"]`: all must hold */
	unsigned need, forbid; /* AO_FLAG sets */
};
bool ao_condition_holds(struct ao_condition, unsigned flags);

enum ao_date_form {
	AO_FORM_WAREKI,
	AO_FORM_WESTERN,
	AO_FORM_ISO,
	AO_FORM_ENGLISH,
	AO_FORM_EASY,       /* western, with readings */
	AO_FORM_EASY_WAREKI /* 和暦, with readings */
};
struct ao_span {
	enum { AO_SPAN_LITERAL, AO_SPAN_FIELD } type;
	const char *literal; /* AO_SPAN_LITERAL */
	const char *reading; /* ふりがな over the literal, or NULL */
	/* No line ends inside a {=...}, nor inside a base with a reading: 0
	 * for neither, else another number than the neighbours' one. */
	unsigned char unbroken;
	enum ao_field field; /* AO_SPAN_FIELD */
	enum ao_date_form form;
};
/* A literal with a reading, or a date whose form has some. */
bool ao_span_has_reading(const struct ao_span *);
struct ao_text { /* a compiled text: spans; '\n' in a literal ends a line */
	struct ao_span *span;
	size_t spans, dates; /* and how many of them are dates with readings */
	bool variable;       /* names a field of the resident */
	bool empty;          /* facts that are all blank, and nothing else */
};

enum ao_align { AO_ALIGN_LEFT, AO_ALIGN_CENTER, AO_ALIGN_RIGHT };
enum ao_anchor { AO_ANCHOR_TOP, AO_ANCHOR_MIDDLE, AO_ANCHOR_BOTTOM };

struct ao_style {
	const char *name;
	const char *font;     /* role in fonts.yaml */
	double size, leading; /* pt; leading is baseline to baseline */
	double floor;         /* pt: may shrink to this; = size: may not */
	double one_line;      /* pt: a text shrinks to this rather than wrap */
	bool ruby;            /* its lines have room for readings (ruby.h) */
	struct ao_color color;
	enum ao_align align;
};

struct ao_cell {
	struct ao_text text;
	const struct ao_style *style;
	int rows; /* spans this many shown rows; 0 = all */
};
struct ao_row {
	struct ao_condition when;
	bool head; /* comes again where the table goes on on another page */
	struct ao_cell *cell; /* as many as the table's columns; a cell whose
			       * place is taken by a span above has rows -1 */
};
struct ao_table {
	double *column; /* widths, mm */
	size_t columns;
	struct ao_row *row;
	size_t rows;
	double padding; /* mm above and below a row's text */
	double rule;    /* mm, width of the lines between rows; 0 none */
	struct ao_color rule_color;
};

enum ao_block_type { AO_BLOCK_TEXT, AO_BLOCK_TABLE, AO_BLOCK_RULE };
struct ao_block { /* a piece of a flow; stacked from the top */
	enum ao_block_type type;
	struct ao_condition when;
	const struct ao_style *style;
	struct ao_text text;
	const char *bullet;   /* "・" "1." or NULL; hangs in the indent */
	double indent;        /* mm */
	double before, after; /* mm, space; the larger of two neighbours */
	struct ao_table *table;
	double rule; /* mm, AO_BLOCK_RULE: its width */
	struct ao_color rule_color;
	bool keep; /* not parted from the next block */
};

#endif
