/* finding.h - what is wrong with the data, row by row.
 *
 * One table holds every code, its severity, its sentence and what to do; the
 * command's report, findings.csv and docs/findings.md are made from it. A code
 * is never used again for another meaning. A detail never holds a name, an
 * address or any other text that might be one (ao_finding_excerpt).
 *
 * Findings are spooled, so a list with a million bad rows costs no memory.
 */
#ifndef AOFUTO_BASE_FINDING_H
#define AOFUTO_BASE_FINDING_H

#include "aofuto/base/text.h"

enum ao_severity {
	AO_NOTE,   /* good to know; nothing is held back */
	AO_WARN,   /* printed, but somebody should look */
	AO_REVIEW, /* this resident is set aside until a person decides */
	AO_REJECT, /* this row cannot be believed */
	AO_STOP,   /* the list as a whole cannot be used */
};

/* X(code, severity, NAME, sentence, what to do) */
#include "aofuto/base/finding_table.h"

enum ao_finding_code {
#define X(code, severity, name, sentence, remedy) AO_F_##name = code,
	AO_FINDING_TABLE(X)
#undef X
};

struct ao_finding_kind {
	enum ao_finding_code code;
	enum ao_severity severity;
	const char *name;     /* "BIRTH_DATE_UNREADABLE", for csv and json */
	const char *sentence; /* message id; translate with _() */
	const char *remedy;   /* message id */
};
const struct ao_finding_kind *ao_finding_kinds(size_t *count);
const struct ao_finding_kind *ao_finding_kind(enum ao_finding_code);
const char *ao_severity_name(enum ao_severity); /* "REVIEW" */

struct ao_place {            /* where; 0 or NULL for what does not apply */
	unsigned long row;   /* data row, the first after the header is 1 */
	unsigned long line;  /* physical line of the file, from 1 */
	unsigned column;     /* from 1 */
	const char *field;   /* canonical column name */
	const char *subject; /* resident id */
};

struct ao_finding {
	enum ao_finding_code code;
	struct ao_place place;
	const char *detail; /* figures, and names that Unicode gives: true in
			     * every language */
};

struct ao_findings;
struct ao_findings *ao_findings_new(void);
void ao_findings_free(struct ao_findings *);
void ao_findings_add(struct ao_findings *, enum ao_finding_code,
		     struct ao_place, const char *detail_fmt, ...)
	AO_PRINTF(4, 5);
unsigned long ao_findings_count(const struct ao_findings *,
				enum ao_finding_code);
unsigned long ao_findings_total(const struct ao_findings *, enum ao_severity);

/* Calls `each` for all findings in the order they were added; stops when it
 * returns false. The finding is borrowed for the call. */
AO_CHECKED bool ao_findings_each(struct ao_findings *,
				 bool (*each)(const struct ao_finding *,
					      void *data),
				 void *data, struct ao_error *);

/* The value for a detail where it cannot be anybody's name: digits, ASCII
 * punctuation, era letters and signs, 年月日不詳頃元. Anything else becomes
 * "…(n)", its length. At most 40 characters. Returns out. */
#define AO_EXCERPT_SIZE 200
char *ao_finding_excerpt(const char *value, char out[AO_EXCERPT_SIZE]);

#endif
