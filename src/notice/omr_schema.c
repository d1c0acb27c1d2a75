/* omr_schema.c - the keys of omr.yaml, as libcyaml wants to hear them. */
#include "notice/omr_file.h"

#define NEEDED   CYAML_FLAG_DEFAULT
#define TEXT     CYAML_FLAG_POINTER
#define OPTIONAL (CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER)
#define STRICT   (OPTIONAL | CYAML_FLAG_STRICT)

#define NAME_MOST 60

static const cyaml_strval_t names[] = {
#define X(id, text) {text, AO_OMR_##id},
	AO_OMR_TABLE(X)
#undef X
};
static const cyaml_strval_t edges[] = {{"left", FILE_LEFT},
				       {"right", FILE_RIGHT}};
static const cyaml_strval_t ways[] = {{"down", FILE_DOWN}, {"up", FILE_UP}};
static const cyaml_strval_t leads[] = {{"top", FILE_TOP},
				       {"bottom", FILE_BOTTOM}};
static const cyaml_strval_t counts[] = {{"letters", FILE_LETTERS},
					{"sheets", FILE_SHEETS}};
static const cyaml_strval_t parities[] = {{"even", FILE_EVEN},
					  {"odd", FILE_ODD}};
static const cyaml_strval_t feeds[] = {{"last", FILE_ON_LAST},
				       {"every", FILE_ON_EVERY}};

static const cyaml_schema_value_t name = {CYAML_VALUE_ENUM(
	CYAML_FLAG_STRICT, enum ao_omr_name, names, AO_COUNT(names))};

static const cyaml_schema_field_t paper_fields[] = {
	CYAML_FIELD_FLOAT("width", NEEDED, struct file_paper, width),
	CYAML_FIELD_FLOAT("height", NEEDED, struct file_paper, height),
	CYAML_FIELD_END};
static const cyaml_schema_field_t first_fields[] = {
	CYAML_FIELD_FLOAT("x", NEEDED, struct file_first, x),
	CYAML_FIELD_FLOAT("y", NEEDED, struct file_first, y),
	CYAML_FIELD_ENUM_PTR("edge", STRICT, struct file_first, edge, edges,
			     AO_COUNT(edges)),
	CYAML_FIELD_END};
static const cyaml_schema_field_t sequence_fields[] = {
	CYAML_FIELD_ENUM_PTR("counts", STRICT, struct file_sequence, counts,
			     counts, AO_COUNT(counts)),
	CYAML_FIELD_UINT_PTR("from", OPTIONAL, struct file_sequence, from),
	CYAML_FIELD_UINT_PTR("to", OPTIONAL, struct file_sequence, to),
	CYAML_FIELD_END};
static const cyaml_schema_field_t preset_fields[] = {
	CYAML_FIELD_STRING_PTR("name", TEXT, struct file_preset, name, 1,
			       NAME_MOST),
	CYAML_FIELD_STRING_PTR("machine", TEXT, struct file_preset, machine, 1,
			       200),
	CYAML_FIELD_MAPPING_PTR("paper", OPTIONAL, struct file_preset, paper,
				paper_fields),
	CYAML_FIELD_MAPPING("first", NEEDED, struct file_preset, first,
			    first_fields),
	CYAML_FIELD_FLOAT("length", NEEDED, struct file_preset, length),
	CYAML_FIELD_FLOAT("thickness", NEEDED, struct file_preset, thickness),
	CYAML_FIELD_FLOAT("pitch", NEEDED, struct file_preset, pitch),
	CYAML_FIELD_ENUM_PTR("direction", STRICT, struct file_preset, direction,
			     ways, AO_COUNT(ways)),
	CYAML_FIELD_ENUM_PTR("lead", STRICT, struct file_preset, lead, leads,
			     AO_COUNT(leads)),
	CYAML_FIELD_SEQUENCE("order", TEXT, struct file_preset, order, &name, 1,
			     AO_OMR_MOST),
	CYAML_FIELD_MAPPING_PTR("sequence", OPTIONAL, struct file_preset,
				sequence, sequence_fields),
	CYAML_FIELD_ENUM_PTR("parity", STRICT, struct file_preset, parity,
			     parities, AO_COUNT(parities)),
	CYAML_FIELD_SEQUENCE("parity_over", OPTIONAL, struct file_preset, over,
			     &name, 1, AO_OMR_MOST),
	CYAML_FIELD_ENUM_PTR("feeds_on", STRICT, struct file_preset, feeds_on,
			     feeds, AO_COUNT(feeds)),
	CYAML_FIELD_END};
static const cyaml_schema_value_t preset = {
	CYAML_VALUE_MAPPING(NEEDED, struct file_preset, preset_fields)};
static const cyaml_schema_field_t fields[] = {
	CYAML_FIELD_UINT("format", NEEDED, struct file, format),
	CYAML_FIELD_SEQUENCE("presets", TEXT, struct file, presets, &preset, 1,
			     AO_OMR_PRESETS_MOST),
	CYAML_FIELD_END};
const cyaml_schema_value_t ao_omr_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, fields)};
