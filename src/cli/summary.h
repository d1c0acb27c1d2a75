/* summary.h - a plan or a run in numbers, for people. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "aofuto/base/finding.h"
#include "aofuto/base/settings.h"
#include "aofuto/batch/tally.h"

/* By decision and reason, with the notices by kind, and the total; beside them
 * those of the last run, unless it is NULL. */
void summary_print(const struct ao_tally *, const struct ao_tally *last);
/* How many of each enclosure the printed notices need. */
void summary_enclosures(const struct ao_settings *, const struct ao_tally *);
/* What somebody should look at, in a line each. */
void summary_warnings(const struct ao_tally *, const struct ao_findings *);

#endif
