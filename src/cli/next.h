/* next.h - what to do after a command that went well: a few steps, in order,
 * with the commands ready to be given. Nothing for programs or the quiet. */
#ifndef NEXT_H
#define NEXT_H

#include "aofuto/batch/run.h"
#include "cli/session.h"

void next_of_run(const struct session *, const struct ao_run_report *,
		 bool specimen);
void next_of_plan(const struct session *, const struct ao_tally *);
void next_of_check(const struct session *);
/* One step alone, as "next: ...". */
void next_step(const char *sentence);

#endif
