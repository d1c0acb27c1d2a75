/* template_file.h - a template as it stands in its file.
 *
 * libcyaml fills these structs; template*.c make the form of template.h from
 * them. What may be left out is a pointer, NULL when it is. Private.
 */
#ifndef AOFUTO_NOTICE_TEMPLATE_FILE_H
#define AOFUTO_NOTICE_TEMPLATE_FILE_H

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
	char *each;
	bool *head;
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
	char *each;
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
	bool *continues;
	double *next_box;
	unsigned next_box_count;
	struct file_block *blocks;
	unsigned blocks_count;
};
struct file_fill {
	char *color, *line_color;
	double *line, *radius;
};
enum file_qr { FILE_QR_APPLICATION_ID };
enum file_barcode { FILE_BARCODE_CUSTOMER };
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
	enum file_barcode *barcode;
	double *size;
};
struct file_sheet {
	char *name, *each;
	char **when;
	unsigned when_count;
	bool *starts_sheet, *fold_ticks;
	struct file_item *items;
	unsigned items_count;
};
struct file_paper {
	double width, height;
};
struct file_ticks {
	double x, length, width, *edge;
	char *color;
};
struct file_template {
	unsigned format;
	enum ao_language *language;
	char *title;
	struct file_paper paper;
	double *folds;
	unsigned folds_count;
	struct file_ticks *fold_ticks;
	unsigned *groups;
	unsigned groups_count;
	struct file_style *styles;
	unsigned styles_count;
	struct file_sheet *sheets;
	unsigned sheets_count;
};

extern const cyaml_schema_value_t ao_template_schema;

#endif
