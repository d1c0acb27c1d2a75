/* tampered.h - a ledger with a bit of everything, and hands that touch it.
 *
 * In the folder of ledgers_enter, after tampered_make, stands "whole.db":
 *   run 1  2026-12, notices 1 to 25 in three volumes, finished; notice 3 was
 *          reprinted twice, notice 5 came back, notices 1 and 2 are purged
 *   run 2  its supplement, notices 26 to 30, finished and cancelled
 *   run 3  2027-01, notices 31 to 42, one volume of two
 * Events 1 to 16; 14 is only noted.
 */
#ifndef TAMPERED_H
#define TAMPERED_H

#include "aofuto/ledger/audit.h"

void tampered_make(void);
/* "l.db" is whole.db again. */
void tampered_restore(void);
/* SQL on "l.db", with nothing that guards it. `rows`: the triggers are taken
 * away before and brought back. */
void tampered_sql(const char *sql, bool rows);

/* The audit of "l.db"; false where it does not even open. Release it. */
bool tampered_audit(struct ao_audit *, struct ao_error *);
bool tampered_says(const struct ao_audit *, const char *text);
/* Opens, and nothing is wrong with it. */
void tampered_clean(void);

/* Sealed values and hashes of some notices of "l.db", as they stand in it. */
struct secrets {
	struct ao_buf item[128];
	size_t n;
};
#define TAMPERED_VALUES "SELECT sealed,resident,application FROM notice WHERE "
void secrets_read(struct secrets *, const char *query);
void secrets_release(struct secrets *);
/* How many of them stand in the file; none where there is no file. */
size_t secrets_in(const struct secrets *, const char *path);

#endif
