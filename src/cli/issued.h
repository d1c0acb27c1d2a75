/* issued.h - what the ledger has of one resident, for explain. */
#ifndef ISSUED_H
#define ISSUED_H

#include "aofuto/batch/json.h"
#include "aofuto/ledger/entry.h"

/* Lines; says so where there is nothing. */
AO_CHECKED bool issued_tell(struct ao_ledger *, const char *resident_id,
			    struct ao_error *);
/* The member "issued": an array, or null where there is no ledger. */
AO_CHECKED bool issued_json(struct ao_ledger *, const char *resident_id,
			    struct ao_json *, struct ao_error *);

#endif
