/* report.h - the same figures and findings for every command and file. */
#ifndef AOFUTO_BATCH_REPORT_H
#define AOFUTO_BATCH_REPORT_H

#include "aofuto/base/file.h"
#include "aofuto/base/finding.h"
#include "aofuto/batch/json.h"
#include "aofuto/batch/tally.h"

/* Members of the object that is open: residents, decisions, reasons, notices,
 * catch_up, with_application_id, without_application_id. */
void ao_report_tally(struct ao_json *, const struct ao_tally *);
/* The same of a text that was written so; `where` is what it is of. AO_INPUT
 * where it is no such text, or does not add up. */
AO_CHECKED bool ao_report_tally_read(const char *text, const char *where,
				     struct ao_tally *, struct ao_error *);

/* Member "findings": how many of each code. */
void ao_report_findings(struct ao_json *, const struct ao_findings *);

/* Fails with AO_INPUT where a finding says that the list as a whole cannot be
 * used (AO_STOP). `where` is the list. */
AO_CHECKED bool ao_report_usable(const struct ao_findings *, const char *where,
				 struct ao_error *);

/* findings.csv: row, line, column, code, severity, message, what to do. */
void ao_report_csv_header(struct ao_buf *);
void ao_report_csv(const struct ao_finding *, struct ao_buf *);

/* "birth_date", or the column's number where it has no name; "" for none. */
const char *ao_report_column(const struct ao_finding *, char number[16]);

/* The sentence of a finding with its detail: "the birth date cannot be read:
 * 平成99年1月1日". */
void ao_report_message(const struct ao_finding *, struct ao_buf *);

#endif
