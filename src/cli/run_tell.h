/* run_tell.h - what a run has done, for people and for programs. */
#ifndef RUN_TELL_H
#define RUN_TELL_H

#include "aofuto/batch/run.h"
#include "cli/session.h"

/* ledger NULL: a specimen. */
AO_CHECKED bool run_tell(const struct ao_run_report *, const struct session *,
			 const struct ao_kit *, struct ao_ledger *,
			 struct ao_error *);

#endif
