/* template.h - a sheet's form, read from YAML: docs/template.md is its manual.
 *
 * Loading checks everything that can be checked without a resident: known
 * keys, colours, styles, fields, conditions, numbers in range, boxes on the
 * paper. Every error says file, line, column and what was expected. City facts
 * ({city.phone}) are put in at load. All lengths are mm, type sizes pt.
 */
#ifndef AOFUTO_NOTICE_TEMPLATE_H
#define AOFUTO_NOTICE_TEMPLATE_H

#include "aofuto/notice/notice.h"
#include "aofuto/notice/page.h"

struct ao_city;
struct ao_condition { /* `when: [CARD, "!application_id"]`: all must hold */
	unsigned need, forbid; /* AO_FLAG sets */
};
bool ao_condition_holds(struct ao_condition, unsigned flags);

enum ao_date_form { AO_FORM_WAREKI, AO_FORM_WESTERN, AO_FORM_ISO };
enum ao_span_type { AO_SPAN_LITERAL, AO_SPAN_FIELD };
struct ao_span {
	enum ao_span_type type;
	const char *literal; /* AO_SPAN_LITERAL */
	bool unbroken;       /* {=...}: no line break inside */
	enum ao_field field; /* AO_SPAN_FIELD */
	enum ao_date_form form;
};
struct ao_text { /* a compiled text: spans; '\n' in a literal ends a line */
	struct ao_span *span;
	size_t spans;
	bool variable; /* names a field of the resident */
	bool empty;    /* facts that are all blank, and nothing else */
};

enum ao_align { AO_ALIGN_LEFT, AO_ALIGN_CENTER, AO_ALIGN_RIGHT };
enum ao_anchor { AO_ANCHOR_TOP, AO_ANCHOR_MIDDLE, AO_ANCHOR_BOTTOM };

struct ao_style {
	const char *name;
	const char *font;     /* role in fonts.yaml */
	double size, leading; /* pt; leading is baseline to baseline */
	double floor;         /* pt: may shrink to this; = size: may not */
	double one_line;      /* pt: a text shrinks to this rather than wrap */
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

struct ao_box {
	double x, y, width, height;
};
enum ao_item_type {
	AO_ITEM_TYPE_FILL,
	AO_ITEM_TYPE_RULE,
	AO_ITEM_TYPE_TEXT,
	AO_ITEM_TYPE_FLOW,
	AO_ITEM_TYPE_QR,
	AO_ITEM_TYPE_BARS
};
struct ao_sheet_item {
	enum ao_item_type type;
	const char *name; /* for messages and previews, or NULL */
	struct ao_condition when;
	struct ao_box box;   /* rule: from x, y to x+width, y+height */
	bool variable;       /* names a field: laid out for each notice */
	bool address_window; /* `window: true`: belongs in the window */
	bool filled;         /* fill, rule */
	struct ao_color color, line_color;
	double line, radius;
	double size; /* bars: pt */
	/* text: one block; flow: blocks stacked, in columns */
	enum ao_anchor anchor;
	struct ao_block *block;
	size_t blocks;
	size_t columns; /* of a flow; 1 for text */
	double gap;     /* mm between columns */
	double foot;    /* mm at the lower edge: of the last resort */
	bool continues; /* a report's flow: goes on on more pages, there ... */
	struct ao_box next_box;              /* ... in this box */
	unsigned line_number, column_number; /* in the file */
};

struct ao_sheet {         /* one page of the letter */
	const char *name; /* "front", "back", "inquiry" */
	struct ao_condition when;
	bool starts_sheet; /* a new sheet of paper (not a back) */
	struct ao_sheet_item *item;
	size_t items;
};

struct ao_template {
	const char *name, *path, *title;
	const char *digest;   /* SHA-256 of the file and of city.yaml */
	double width, height; /* paper, mm */
	double *fold;         /* mm from the top */
	size_t folds;
	int id_group[23]; /* of the application ID; sums to 23 */
	size_t id_groups;
	struct ao_style *style;
	size_t styles;
	struct ao_sheet *sheet;
	size_t sheets;
	struct ao_arena *arena;
};

AO_CHECKED struct ao_template *
ao_template_open(const char *path, const struct ao_city *, struct ao_error *);
/* Of a text that is in memory; messages call it by that name. */
AO_CHECKED struct ao_template *ao_template_open_text(const char *name,
						     struct ao_bytes,
						     const struct ao_city *,
						     struct ao_error *);
void ao_template_close(struct ao_template *);
bool ao_template_has(const struct ao_template *, enum ao_item_type);

#endif
