/* template_schema.c - the keys of format 1, as libcyaml wants to hear them. */
#include "notice/template_file.h"

#define NEEDED   CYAML_FLAG_DEFAULT
#define TEXT     CYAML_FLAG_POINTER
#define OPTIONAL (CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER)
#define STRICT   (OPTIONAL | CYAML_FLAG_STRICT)

#define NAME_MOST 60
#define TEXT_MOST 4000

static const cyaml_strval_t aligns[] = {
	{"left", AO_ALIGN_LEFT},
	{"center", AO_ALIGN_CENTER},
	{"right", AO_ALIGN_RIGHT},
};
static const cyaml_strval_t languages[] = {
	{"ja", AO_LANGUAGE_JA},
	{"ja-easy", AO_LANGUAGE_JA_EASY},
	{"en", AO_LANGUAGE_EN},
};
static const cyaml_strval_t anchors[] = {
	{"top", AO_ANCHOR_TOP},
	{"middle", AO_ANCHOR_MIDDLE},
	{"bottom", AO_ANCHOR_BOTTOM},
};
static const cyaml_strval_t qrs[] = {
	{"application_id", FILE_QR_APPLICATION_ID},
};
static const cyaml_strval_t barcodes[] = {
	{"customer_barcode", FILE_BARCODE_CUSTOMER},
};

static const cyaml_schema_value_t number = {CYAML_VALUE_FLOAT(NEEDED, double)};
static const cyaml_schema_value_t count = {CYAML_VALUE_UINT(NEEDED, unsigned)};
/* A word may be empty here: !x without quotes is a tag to YAML and leaves
 * nothing, and the maker of conditions says so. */
static const cyaml_schema_value_t word = {
	CYAML_VALUE_STRING(TEXT, char, 0, NAME_MOST)};

#define WHEN(type)                                                             \
	CYAML_FIELD_SEQUENCE("when", OPTIONAL, type, when, &word, 1, 16)

#define EACH(type)                                                             \
	CYAML_FIELD_STRING_PTR("each", OPTIONAL, type, each, 1, NAME_MOST)

static const cyaml_schema_field_t style_fields[] = {
	CYAML_FIELD_STRING_PTR("name", TEXT, struct file_style, name, 1,
			       NAME_MOST),
	CYAML_FIELD_STRING_PTR("font", TEXT, struct file_style, font, 1,
			       NAME_MOST),
	CYAML_FIELD_FLOAT("size", NEEDED, struct file_style, size),
	CYAML_FIELD_FLOAT("leading", NEEDED, struct file_style, leading),
	CYAML_FIELD_FLOAT_PTR("floor", OPTIONAL, struct file_style, floor),
	CYAML_FIELD_FLOAT_PTR("one_line", OPTIONAL, struct file_style,
			      one_line),
	CYAML_FIELD_STRING_PTR("color", OPTIONAL, struct file_style, color, 1,
			       NAME_MOST),
	CYAML_FIELD_ENUM_PTR("align", STRICT, struct file_style, align, aligns,
			     AO_COUNT(aligns)),
	CYAML_FIELD_END};
static const cyaml_schema_value_t style = {
	CYAML_VALUE_MAPPING(NEEDED, struct file_style, style_fields)};

static const cyaml_schema_field_t cell_fields[] = {
	CYAML_FIELD_STRING_PTR("text", TEXT, struct file_cell, text, 0,
			       TEXT_MOST),
	CYAML_FIELD_STRING_PTR("style", OPTIONAL, struct file_cell, style, 1,
			       NAME_MOST),
	CYAML_FIELD_UINT_PTR("rows", OPTIONAL, struct file_cell, rows),
	CYAML_FIELD_END};
static const cyaml_schema_value_t cell = {
	CYAML_VALUE_MAPPING(NEEDED, struct file_cell, cell_fields)};

static const cyaml_schema_field_t row_fields[] = {
	EACH(struct file_row),
	CYAML_FIELD_BOOL_PTR("head", OPTIONAL, struct file_row, head),
	WHEN(struct file_row),
	CYAML_FIELD_SEQUENCE("cells", TEXT, struct file_row, cells, &cell, 0,
			     20),
	CYAML_FIELD_END};
static const cyaml_schema_value_t row = {
	CYAML_VALUE_MAPPING(NEEDED, struct file_row, row_fields)};

static const cyaml_schema_field_t table_fields[] = {
	CYAML_FIELD_SEQUENCE("widths", TEXT, struct file_table, widths, &number,
			     1, 20),
	CYAML_FIELD_FLOAT_PTR("padding", OPTIONAL, struct file_table, padding),
	CYAML_FIELD_FLOAT_PTR("rule", OPTIONAL, struct file_table, rule),
	CYAML_FIELD_STRING_PTR("color", OPTIONAL, struct file_table, color, 1,
			       NAME_MOST),
	CYAML_FIELD_STRING_PTR("style", OPTIONAL, struct file_table, style, 1,
			       NAME_MOST),
	CYAML_FIELD_SEQUENCE("rows", TEXT, struct file_table, rows, &row, 1,
			     100),
	CYAML_FIELD_END};

static const cyaml_schema_field_t line_fields[] = {
	CYAML_FIELD_FLOAT("width", NEEDED, struct file_line, width),
	CYAML_FIELD_STRING_PTR("color", OPTIONAL, struct file_line, color, 1,
			       NAME_MOST),
	CYAML_FIELD_END};

static const cyaml_schema_field_t block_fields[] = {
	EACH(struct file_block),
	WHEN(struct file_block),
	CYAML_FIELD_STRING_PTR("text", OPTIONAL, struct file_block, text, 1,
			       TEXT_MOST),
	CYAML_FIELD_STRING_PTR("style", OPTIONAL, struct file_block, style, 1,
			       NAME_MOST),
	CYAML_FIELD_STRING_PTR("bullet", OPTIONAL, struct file_block, bullet, 1,
			       12),
	CYAML_FIELD_FLOAT_PTR("indent", OPTIONAL, struct file_block, indent),
	CYAML_FIELD_FLOAT_PTR("before", OPTIONAL, struct file_block, before),
	CYAML_FIELD_FLOAT_PTR("after", OPTIONAL, struct file_block, after),
	CYAML_FIELD_BOOL_PTR("keep", OPTIONAL, struct file_block, keep),
	CYAML_FIELD_MAPPING_PTR("table", OPTIONAL, struct file_block, table,
				table_fields),
	CYAML_FIELD_MAPPING_PTR("rule", OPTIONAL, struct file_block, rule,
				line_fields),
	CYAML_FIELD_END};
static const cyaml_schema_value_t block = {
	CYAML_VALUE_MAPPING(NEEDED, struct file_block, block_fields)};

static const cyaml_schema_field_t flow_fields[] = {
	CYAML_FIELD_UINT_PTR("columns", OPTIONAL, struct file_flow, columns),
	CYAML_FIELD_FLOAT_PTR("gap", OPTIONAL, struct file_flow, gap),
	CYAML_FIELD_FLOAT_PTR("foot", OPTIONAL, struct file_flow, foot),
	CYAML_FIELD_ENUM_PTR("anchor", STRICT, struct file_flow, anchor,
			     anchors, AO_COUNT(anchors)),
	CYAML_FIELD_STRING_PTR("style", OPTIONAL, struct file_flow, style, 1,
			       NAME_MOST),
	CYAML_FIELD_BOOL_PTR("continues", OPTIONAL, struct file_flow,
			     continues),
	CYAML_FIELD_SEQUENCE("next_box", OPTIONAL, struct file_flow, next_box,
			     &number, 4, 4),
	CYAML_FIELD_SEQUENCE("blocks", TEXT, struct file_flow, blocks, &block,
			     1, 200),
	CYAML_FIELD_END};

static const cyaml_schema_field_t fill_fields[] = {
	CYAML_FIELD_STRING_PTR("color", OPTIONAL, struct file_fill, color, 1,
			       NAME_MOST),
	CYAML_FIELD_STRING_PTR("line_color", OPTIONAL, struct file_fill,
			       line_color, 1, NAME_MOST),
	CYAML_FIELD_FLOAT_PTR("line", OPTIONAL, struct file_fill, line),
	CYAML_FIELD_FLOAT_PTR("radius", OPTIONAL, struct file_fill, radius),
	CYAML_FIELD_END};

static const cyaml_schema_field_t item_fields[] = {
	CYAML_FIELD_STRING_PTR("name", OPTIONAL, struct file_item, name, 1,
			       NAME_MOST),
	WHEN(struct file_item),
	CYAML_FIELD_SEQUENCE_FIXED("box", NEEDED, struct file_item, box,
				   &number, 4),
	CYAML_FIELD_BOOL_PTR("window", OPTIONAL, struct file_item, window),
	CYAML_FIELD_MAPPING_PTR("fill", OPTIONAL, struct file_item, fill,
				fill_fields),
	CYAML_FIELD_MAPPING_PTR("rule", OPTIONAL, struct file_item, rule,
				line_fields),
	CYAML_FIELD_STRING_PTR("text", OPTIONAL, struct file_item, text, 1,
			       TEXT_MOST),
	CYAML_FIELD_STRING_PTR("style", OPTIONAL, struct file_item, style, 1,
			       NAME_MOST),
	CYAML_FIELD_ENUM_PTR("anchor", STRICT, struct file_item, anchor,
			     anchors, AO_COUNT(anchors)),
	CYAML_FIELD_MAPPING_PTR("flow", OPTIONAL, struct file_item, flow,
				flow_fields),
	CYAML_FIELD_ENUM_PTR("qr", STRICT, struct file_item, qr, qrs,
			     AO_COUNT(qrs)),
	CYAML_FIELD_ENUM_PTR("barcode", STRICT, struct file_item, barcode,
			     barcodes, AO_COUNT(barcodes)),
	CYAML_FIELD_FLOAT_PTR("size", OPTIONAL, struct file_item, size),
	CYAML_FIELD_END};
static const cyaml_schema_value_t item = {
	CYAML_VALUE_MAPPING(NEEDED, struct file_item, item_fields)};

static const cyaml_schema_field_t sheet_fields[] = {
	CYAML_FIELD_STRING_PTR("name", TEXT, struct file_sheet, name, 1,
			       NAME_MOST),
	EACH(struct file_sheet),
	WHEN(struct file_sheet),
	CYAML_FIELD_BOOL_PTR("starts_sheet", OPTIONAL, struct file_sheet,
			     starts_sheet),
	CYAML_FIELD_BOOL_PTR("fold_ticks", OPTIONAL, struct file_sheet,
			     fold_ticks),
	CYAML_FIELD_SEQUENCE("items", TEXT, struct file_sheet, items, &item, 0,
			     300),
	CYAML_FIELD_END};
static const cyaml_schema_value_t sheet = {
	CYAML_VALUE_MAPPING(NEEDED, struct file_sheet, sheet_fields)};

static const cyaml_schema_field_t ticks_fields[] = {
	CYAML_FIELD_FLOAT("x", NEEDED, struct file_ticks, x),
	CYAML_FIELD_FLOAT("length", NEEDED, struct file_ticks, length),
	CYAML_FIELD_FLOAT("width", NEEDED, struct file_ticks, width),
	CYAML_FIELD_FLOAT_PTR("edge", OPTIONAL, struct file_ticks, edge),
	CYAML_FIELD_STRING_PTR("color", OPTIONAL, struct file_ticks, color, 1,
			       NAME_MOST),
	CYAML_FIELD_END};

static const cyaml_schema_field_t paper_fields[] = {
	CYAML_FIELD_FLOAT("width", NEEDED, struct file_paper, width),
	CYAML_FIELD_FLOAT("height", NEEDED, struct file_paper, height),
	CYAML_FIELD_END};

static const cyaml_schema_field_t template_fields[] = {
	CYAML_FIELD_UINT("format", NEEDED, struct file_template, format),
	CYAML_FIELD_STRING_PTR("title", TEXT, struct file_template, title, 1,
			       200),
	CYAML_FIELD_ENUM_PTR("language", STRICT, struct file_template, language,
			     languages, AO_COUNT(languages)),
	CYAML_FIELD_MAPPING("paper", NEEDED, struct file_template, paper,
			    paper_fields),
	CYAML_FIELD_SEQUENCE("folds", OPTIONAL, struct file_template, folds,
			     &number, 0, 10),
	CYAML_FIELD_MAPPING_PTR("fold_ticks", OPTIONAL, struct file_template,
				fold_ticks, ticks_fields),
	CYAML_FIELD_SEQUENCE("application_id_groups", OPTIONAL,
			     struct file_template, groups, &count, 1, 23),
	CYAML_FIELD_IGNORE("colors", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_SEQUENCE("styles", TEXT, struct file_template, styles,
			     &style, 1, 100),
	CYAML_FIELD_SEQUENCE("sheets", TEXT, struct file_template, sheets,
			     &sheet, 1, 12),
	CYAML_FIELD_END};

const cyaml_schema_value_t ao_template_schema = {CYAML_VALUE_MAPPING(
	CYAML_FLAG_POINTER, struct file_template, template_fields)};
