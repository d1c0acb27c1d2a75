/* findings.h - what is wrong with a list, told to people or programs. */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "aofuto/base/finding.h"
#include "aofuto/batch/duty.h"
#include "aofuto/batch/json.h"

/* Grouped: a line for each code, the worst first. */
void findings_groups(const struct ao_findings *);
/* Row by row: where, which resident, what, what to do; of the notes of a kind
 * the first few, unless all are asked for. */
AO_CHECKED bool findings_rows(struct ao_findings *, bool all_notes,
			      struct ao_error *);
/* Member "rows" of the object that is open; what is written goes to standard
 * output as it comes. */
AO_CHECKED bool findings_json(struct ao_findings *, struct ao_json *,
			      struct ao_error *);

/* The same for the characters that no font shows: member "missing_glyphs". */
AO_CHECKED bool findings_missing(struct ao_duty *, struct ao_error *);
AO_CHECKED bool findings_missing_json(struct ao_duty *, struct ao_json *,
				      struct ao_error *);

#endif
