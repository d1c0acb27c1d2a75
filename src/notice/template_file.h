/* template_file.h - a template as it stands in its file.
 *
 * libcyaml fills these structs; template*.c make the form of template.h from
 * them. What may be left out is a pointer, NULL when it is. Private.
 */
#ifndef AOFUTO_NOTICE_TEMPLATE_FILE_H
#define AOFUTO_NOTICE_TEMPLATE_FILE_H

#include "aofuto/notice/city.h"
#include "aofuto/notice/template.h"
#include "base/yaml.h"

struct file_style {
	char *name, *font, *color;
	double size, leading, *floor, *one_line;
	enum ao_align *align;
};
struct file_cell {
	char *text, *style;
	unsigned *rows;
};
struct file_row {
	char **when;
	unsigned when_count;
	struct file_cell *cells;
	unsigned cells_count;
};
struct file_table {
	double *widths;
	unsigned widths_count;
	double *padding, *rule;
	char *color, *style;
	struct file_row *rows;
	unsigned rows_count;
};
struct file_line {
	double width;
	char *color;
};
struct file_block {
	char **when;
	unsigned when_count;
	char *text, *style, *bullet;
	double *indent, *before, *after;
	bool *keep;
	struct file_table *table;
	struct file_line *rule;
};
struct file_flow {
	unsigned *columns;
	double *gap, *foot;
	enum ao_anchor *anchor;
	char *style;
	struct file_block *blocks;
	unsigned blocks_count;
};
struct file_fill {
	char *color, *line_color;
	double *line, *radius;
};
enum file_qr { FILE_QR_APPLICATION_ID };
struct file_item {
	char *name;
	char **when;
	unsigned when_count;
	double box[4];
	bool *window;
	struct file_fill *fill;
	struct file_line *rule;
	char *text, *style;
	enum ao_anchor *anchor;
	struct file_flow *flow;
	enum file_qr *qr;
};
struct file_sheet {
	char *name;
	char **when;
	unsigned when_count;
	bool *starts_sheet;
	struct file_item *items;
	unsigned items_count;
};
struct file_paper {
	double width, height;
};
struct file_template {
	unsigned format;
	char *title;
	struct file_paper paper;
	double *folds;
	unsigned folds_count;
	unsigned *groups;
	unsigned groups_count;
	struct file_style *styles;
	unsigned styles_count;
	struct file_sheet *sheets;
	unsigned sheets_count;
};

extern const cyaml_schema_value_t ao_template_schema;

/* What the makers share. Paths are those of yaml.h; they and every other
 * scrap live in `scrap`, what stays in the template's own arena. */
struct ao_template_make {
	const struct ao_yaml *yaml;
	const struct ao_city *city;
	struct ao_template *out;
	struct ao_arena *scrap;
	struct ao_error *err;
};

/* All of these fail with the place of the path. */
AO_CHECKED bool ao_make_text(struct ao_template_make *, const char *path,
			     const char *s, struct ao_text *);
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
/* The value is within [least, most]. */
AO_CHECKED bool ao_make_range(struct ao_template_make *, const char *path,
			      double value, double least, double most);
/* Path of a member ("box") or of entry i of a list ("items"). */
char *ao_make_path(struct ao_template_make *, const char *path,
		   const char *member);
char *ao_make_path_of(struct ao_template_make *, const char *path,
		      const char *list, size_t i);

#endif
