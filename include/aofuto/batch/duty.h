/* duty.h - missing-glyphs.csv: what the residents' register team works from.
 *
 * A line for every character of every notice that was set aside because the
 * fonts cannot show it: where it stands in the list, and what would help. It
 * holds single characters, never a name. Lines are spooled, so that a list
 * with a million of them costs no memory.
 */
#ifndef AOFUTO_BATCH_DUTY_H
#define AOFUTO_BATCH_DUTY_H

#include "aofuto/batch/json.h"
#include "aofuto/input/resident.h"
#include "aofuto/notice/missing.h"

struct ao_duty_line {
	unsigned long row, line;
	const char *resident_id;
	enum ao_field field;
	struct ao_cluster cluster;
	unsigned position;  /* in the list's field, from 1 */
	uint32_t stands_in; /* what the fonts have of it, or 0 */
	enum ao_lack_kind kind;
};

struct ao_duty;
struct ao_duty *ao_duty_new(void);
void ao_duty_free(struct ao_duty *);
void ao_duty_add(struct ao_duty *, const struct ao_duty_line *);
unsigned long ao_duty_count(const struct ao_duty *);

/* Calls `each` for all lines in the order they were added; stops when it
 * returns false. */
AO_CHECKED bool ao_duty_each(struct ao_duty *,
			     bool (*each)(const struct ao_duty_line *,
					  void *data),
			     void *data, struct ao_error *);

/* row,line,resident_id,field,character,code_point,position,stands_in,resolve:
 * with the line end, in the language of the moment. */
void ao_duty_csv_header(struct ao_buf *);
void ao_duty_csv(const struct ao_duty_line *, struct ao_buf *);
/* The same as an object of the array that is open. */
void ao_duty_json(const struct ao_duty_line *, struct ao_json *);

/* "U+9089 U+E0101" */
#define AO_CLUSTER_TEXT_SIZE 32
char *ao_cluster_text(struct ao_cluster, char out[AO_CLUSTER_TEXT_SIZE]);

#endif
