/* ledger_open.h - the steps of opening a ledger. Private to ledger*.c. */
#ifndef LEDGER_OPEN_H
#define LEDGER_OPEN_H

#include "aofuto/ledger/ledger.h"
#include "ledger/sql.h"

/* Looks at the file itself before SQLite does, which would play back the
 * journal of a stranger's. Not there: true, and *there is false. */
AO_CHECKED bool ledger_look(const char *path, bool *there, struct ao_error *);

/* Whoever has the lock writes; the others are told who that is. */
AO_CHECKED bool ledger_lock(const struct ao_ledger_order *, int *lock,
			    struct ao_error *);
void ledger_unlock(int lock);

/* The file is as long as it says: SQLite takes the last page of one that was
 * cut short for empty space. */
AO_CHECKED bool ledger_whole(struct sql *, const char *path, struct ao_error *);
/* The version is one that this program knows; an older one is brought up to it
 * where that may be written. */
AO_CHECKED bool ledger_version(struct sql *, const struct ao_ledger_order *,
			       struct ao_error *);
AO_CHECKED bool ledger_fits(struct sql *, const struct ao_key *, bool *fits,
			    struct ao_error *);

/* There is no ledger: may one be made here? Changes nothing. */
AO_CHECKED bool ledger_may_make(const struct ao_ledger_order *,
				struct ao_error *);
/* Makes it, and the key, or ends a making that was cut short. */
AO_CHECKED bool ledger_make(const struct ao_ledger_order *, struct ao_error *);

#endif
