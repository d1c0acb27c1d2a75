/* json.h - a JSON text, written in order; indented, one value a line. */
#ifndef AOFUTO_BATCH_JSON_H
#define AOFUTO_BATCH_JSON_H

#include "aofuto/base/date.h"
#include "aofuto/base/text.h"

#define AO_JSON_DEPTH 16
struct ao_json { /* zero-initialised but for out */
	struct ao_buf *out;
	unsigned depth;
	bool more[AO_JSON_DEPTH]; /* a value stands before, at this depth */
	bool array[AO_JSON_DEPTH];
};

/* key NULL in arrays and for the outermost value. */
void ao_json_object(struct ao_json *, const char *key);
void ao_json_array(struct ao_json *, const char *key);
void ao_json_end(struct ao_json *); /* of either; the outermost ends a line */
void ao_json_text(struct ao_json *, const char *key, const char *value);
void ao_json_number(struct ao_json *, const char *key, uint64_t value);
/* A length: thousandths at most, with no needless digit. */
void ao_json_mm(struct ao_json *, const char *key, double mm);
void ao_json_bool(struct ao_json *, const char *key, bool value);
void ao_json_null(struct ao_json *, const char *key);
/* "2026-03-09"; null for none. */
void ao_json_date(struct ao_json *, const char *key, struct ao_date);

#endif
