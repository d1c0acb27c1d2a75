/* clock.h - is the machine's clock to be believed? */
#ifndef CLOCK_H
#define CLOCK_H

#include "cli/session.h"

/* What the ledger has noted cannot lie in the future. AO_HOST where the clock
 * was set back; with --as-of nothing depends on it, and it is only told. */
AO_CHECKED bool clock_check(const struct session *, struct ao_ledger *,
			    struct ao_error *);

#endif
