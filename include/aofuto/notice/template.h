/* template.h - a sheet's form, read from YAML: docs/template.md is its manual.
 *
 * Loading checks everything that can be checked without a resident: known
 * keys, colours, styles, fields, conditions, numbers in range, boxes on the
 * paper. Every error says file, line, column and what was expected. City facts
 * ({city.phone}) are put in at load. All lengths are mm, type sizes pt.
 */
#ifndef AOFUTO_NOTICE_TEMPLATE_H
#define AOFUTO_NOTICE_TEMPLATE_H

#include "aofuto/notice/block.h"

struct ao_city;
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
	enum ao_language language; /* of its words, and of the facts */
	const char *digest;        /* SHA-256 of the file and of city.yaml */
	double width, height;      /* paper, mm */
	double *fold;              /* mm from the top */
	size_t folds;
	int id_group[23]; /* of the application ID; sums to 23 */
	size_t id_groups;
	struct ao_style *style;
	size_t styles;
	struct ao_sheet *sheet;
	size_t sheets;
	struct ao_arena *arena;
};

/* The `format:` that a template has. */
int ao_template_format(void);
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
