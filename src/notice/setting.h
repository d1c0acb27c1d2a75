/* setting.h - the inside of layout: texts made ready, lines, blocks, flows.
 *
 * The road of a text: ao_ready_make (values, faces, widths) -> ao_lines_break
 * (lines of a width) -> ao_lines_put (marks). Flows stack texts and tables and
 * choose the size at which all of it fits.
 */
#ifndef SETTING_H
#define SETTING_H

#include "aofuto/notice/break.h"
#include "aofuto/notice/layout.h"

#define AO_MM_PER_PT (25.4 / 72)
#define AO_NO_FIELD  (-1)

struct ao_glyph { /* one cluster of a text */
	size_t at;
	unsigned bytes, face;
	int advance; /* thousandths of an em */
	short field; /* enum ao_field; AO_NO_FIELD in a literal */
	short run;   /* of one mark; the field, but for some bases */
	/* Of a base's first and last glyph: by how much a line is longer that
	 * it begins or ends; there its reading hangs over no neighbour. */
	short lead, trail;
	char may_end; /* enum ao_break: may a line end before it? */
	bool blank;   /* not shown at the end of a line */
	bool newline;
};

struct ao_ready { /* a text with its values put in, ready for line breaking */
	const char *s;
	size_t n;
	char *unbroken; /* a byte for each of s */
	struct ao_glyph *glyph;
	size_t glyphs;
	struct ao_reading *reading;
	size_t readings;
	long advance; /* of all glyphs, thousandths of an em */
	bool broken;  /* may_end is known; most texts fit and never ask */
	bool variable;
	bool resident; /* holds a name or an address, of any length */
	bool empty;    /* nothing but fields without a value, and blanks */
};

struct ao_line {
	size_t first, end; /* glyphs; blanks at its end are left out */
	long advance;      /* thousandths of an em, as the font has it */
	double spacing;    /* after each cluster, thousandths of an em, <= 0 */
};
struct ao_lines {
	const struct ao_ready *text;
	const struct ao_style *style;
	struct ao_line *line;
	size_t n;
	double size, leading; /* pt, after shrinking */
	double width;         /* mm, of the box */
	double height;        /* mm, n leadings */
	long good;   /* a line this full, thousandths of an em, may end where it
		      * reads well although more would go on it */
	bool forced; /* a word was parted because nothing else helps */
	bool torn;   /* and where no line may end: not to be printed */
};

/* One notice, or the fixed text of a sheet, being laid out. */
struct ao_setter {
	const struct ao_template *template;
	struct ao_faces *faces;
	struct ao_breaker *breaker;
	struct ao_known *known;         /* fixed texts made ready before */
	struct ao_arena *arena;         /* until the next notice */
	const struct ao_notice *notice; /* NULL: fixed text only */
	unsigned flags;
	char sheet[12], sheets[12];
	const struct ao_sheet *on;        /* the sheet being set */
	const struct ao_sheet_item *item; /* the one being set, of that sheet */
	/* Fixed text is what a run says: 〓 for a character that no font
	 * has, and a word that is too long for a line is parted. */
	bool lenient;
	double shrink;            /* pt off each style's size */
	const char *parted;       /* as in ao_letter */
	bool foot_used;           /* by a flow of the sheet */
	struct ao_page *fixed;    /* takes marks that no value moves */
	struct ao_page *variable; /* takes the others */
	struct ao_misfit *misfit; /* NULL: a misfit is the template's fault */
	struct ao_error *err;
};
/* All functions below that return bool: false = the error or the misfit of
 * the setter says why. */

struct ao_known *ao_known_new(void);
void ao_known_free(struct ao_known *);

AO_CHECKED bool ao_ready_make(struct ao_setter *, const struct ao_text *,
			      const struct ao_style *, struct ao_ready **);
/* A bullet; `key` is its place in the template. */
AO_CHECKED bool ao_ready_bullet(struct ao_setter *, const char *const *key,
				const struct ao_style *, struct ao_ready **);

double ao_style_size(const struct ao_style *, double shrink);
AO_CHECKED bool ao_lines_break(struct ao_setter *, struct ao_ready *,
			       const struct ao_style *, double width,
			       struct ao_lines *);
/* Marks of the lines; top is the upper edge of the first leading. */
void ao_lines_put(struct ao_setter *, const struct ao_lines *, double x,
		  double top);
/* Where a mark goes that belongs to a fixed, or to a variable, text. */
void ao_setter_put(struct ao_setter *, struct ao_mark, bool variable);

/* A table made ready, measured (its height at the shrink), drawn. */
struct ao_grid;
AO_CHECKED bool ao_grid_make(struct ao_setter *, const struct ao_table *,
			     struct ao_grid **);
AO_CHECKED bool ao_grid_measure(struct ao_setter *, struct ao_grid *,
				double *height, bool *parted);
void ao_grid_put(struct ao_setter *, const struct ao_grid *, double x,
		 double top);
bool ao_grid_empty(const struct ao_grid *); /* no row is shown */

/* A text or flow item: made ready, shrunk until it fits, drawn. */
AO_CHECKED bool ao_flow_set(struct ao_setter *);
/* A flow of one column, none of it smaller than its style says. */
AO_CHECKED bool ao_flow_fits(struct ao_setter *, bool *fits);

const struct ao_template *ao_layout_template(const struct ao_layout *);
/* Every style has its fonts. */
AO_CHECKED bool ao_layout_check_styles(const struct ao_template *,
				       const struct ao_faces *,
				       struct ao_error *);

bool ao_item_is_variable(const struct ao_sheet_item *);
/* "notice.yaml:134:9", for messages; lives in the setter's arena. */
const char *ao_item_place(const struct ao_setter *);
/* The longest value among the resident's fields that the text, or any text of
 * the item that is shown, names: the one to blame. NULL: there is none. */
const char *ao_text_blame(const struct ao_setter *, const struct ao_text *);
const char *ao_item_blame(const struct ao_setter *,
			  const struct ao_sheet_item *);
/* Names or addresses, of whatever length? */
bool ao_item_names_resident(const struct ao_sheet_item *);
bool ao_field_is_residents(enum ao_field);
/* Behind ao_lines_break: the widest of what no permitted line end parts. */
long ao_lines_widest(const struct ao_ready *);
/* One item, if its condition holds. */
AO_CHECKED bool ao_item_set(struct ao_setter *, const struct ao_sheet_item *,
			    const char *qr);

/* The mark across a specimen and the line at its top and bottom edge. */
AO_CHECKED bool ao_specimen_put(const struct ao_setter *, struct ao_page *);

#endif
