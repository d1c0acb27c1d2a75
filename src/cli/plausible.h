/* plausible.h - the checks of a list as a whole, told to people. */
#ifndef PLAUSIBLE_H
#define PLAUSIBLE_H

#include "aofuto/batch/plausibility.h"
#include "cli/session.h"

/* A line for each check that would stop the list, the others by name. */
void plausible_print(const struct ao_plausibility_results *);

/* --accept and --accept-reason, by the operator. */
AO_CHECKED bool plausible_accepted(const struct session *, struct ao_accepted *,
				   struct ao_error *);

#endif
