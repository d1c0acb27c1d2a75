/* omr_file.h - omr.yaml as it stands in its file. libcyaml fills these structs;
 * what may be left out is a pointer, NULL when it is. Private. */
#ifndef AOFUTO_NOTICE_OMR_FILE_H
#define AOFUTO_NOTICE_OMR_FILE_H

#include "aofuto/notice/omr.h"
#include "base/yaml.h"

#define AO_OMR_PRESETS_MOST 100

enum file_edge { FILE_LEFT, FILE_RIGHT };
enum file_way { FILE_DOWN, FILE_UP };
enum file_lead { FILE_TOP, FILE_BOTTOM };
enum file_counts { FILE_LETTERS, FILE_SHEETS };
enum file_parity { FILE_EVEN, FILE_ODD };
enum file_feeds { FILE_ON_LAST, FILE_ON_EVERY };

struct file_first {
	double x, y;
	enum file_edge *edge;
};
struct file_paper {
	double width, height;
};
struct file_sequence {
	enum file_counts *counts;
	unsigned *from, *to;
};
struct file_preset {
	char *name, *machine;
	struct file_paper *paper;
	struct file_first first;
	double length, thickness, pitch;
	enum file_way *direction;
	enum file_lead *lead;
	enum ao_omr_name *order;
	unsigned order_count;
	struct file_sequence *sequence;
	enum file_parity *parity;
	enum ao_omr_name *over;
	unsigned over_count;
	enum file_feeds *feeds_on;
};
struct file {
	unsigned format;
	struct file_preset *presets;
	unsigned presets_count;
};

extern const cyaml_schema_value_t ao_omr_schema;

#endif
