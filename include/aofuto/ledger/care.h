/* care.h - purge, copy and re-seal: what is done to a ledger as a whole.
 */
#ifndef AOFUTO_LEDGER_CARE_H
#define AOFUTO_LEDGER_CARE_H

#include "aofuto/ledger/entry.h"

/* Notices whose expiry day lies before that day: sealed values and hashes go,
 * the row stays and counts. secure_delete and a VACUUM leave nothing of them
 * in the file. */
struct ao_purge {
	uint64_t notices; /* that have values now and would lose them */
	struct ao_date first, last; /* their expiry days */
};
AO_CHECKED bool ao_purge_look(struct ao_ledger *, struct ao_date before,
			      struct ao_purge *, struct ao_error *);
AO_CHECKED bool ao_purge_do(struct ao_ledger *, struct ao_date before,
			    struct ao_purge *, struct ao_error *);

/* Whoever expired before the day of a purge cannot be looked up any more, so
 * nobody who did may be printed: AO_INPUT where as_of lies before that day. */
AO_CHECKED bool ao_purge_check(struct ao_ledger *, struct ao_date as_of,
			       struct ao_error *);

/* A whole copy, by SQLite's backup API, under a temporary name until it is on
 * disk; a file that is there is not replaced. The key is not in it. */
AO_CHECKED bool ao_ledger_backup(struct ao_ledger *, const char *path,
				 struct ao_error *);

/* A new key, or the one in KEY.new that a change left which was cut short. It
 * is first written whole beside the old one (KEY.new), then all rows change in
 * one transaction, then it takes the old one's name, which is kept as KEY.old.
 * Whoever opens a ledger after a crash in between finds out by ao_key_check
 * which of the two is the ledger's. A key that was given as a credential:
 * AO_INPUT, it must be changed where it is kept (`new_key` is the path of the
 * key to go over to; NULL: make one). */
AO_CHECKED bool ao_ledger_rekey(struct ao_ledger *, const char *new_key,
				uint64_t *notices, struct ao_error *);

#endif
