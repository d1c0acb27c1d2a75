/* plan.h - who would get which notice: plan, and run --dry-run. */
#ifndef PLAN_H
#define PLAN_H

#include "cli/cmd.h"

/* A dry run also says which run it would be, and is refused where run would
 * be. Writes nothing. */
enum ao_status plan_show(const struct cmd_line *, bool dry_run,
			 struct ao_error *);

#endif
