/* first_run.h - is a first run going to be refused? */
#ifndef FIRST_RUN_H
#define FIRST_RUN_H

#include "cli/session.h"

/* Where the QR code's address is the example and the ledger is still to be
 * made, the list is read once for nothing but the refusal, so that no ledger
 * and no key stay behind. Nothing is asked of a list on standard input, which
 * can be read but once. */
AO_CHECKED bool first_run_try(const struct session *, struct ao_kit *,
			      struct ao_error *);

#endif
