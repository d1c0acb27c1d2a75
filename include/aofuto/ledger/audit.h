/* audit.h - is the ledger what it was, and was every day covered?
 */
#ifndef AOFUTO_LEDGER_AUDIT_H
#define AOFUTO_LEDGER_AUDIT_H

#include "aofuto/ledger/entry.h"

struct ao_audit { /* release with ao_audit_release */
	uint64_t events, runs, volumes, notices, purged, reprints;
	char head[AO_SHA256_HEX]; /* of the chain */
	struct ao_audit_fault {
		const char *text; /* a whole sentence, translated; never a
				   * name */
	} * fault;
	size_t faults, cap;
	struct ao_arena *arena;
};

/* Looks at everything: SQLite's own integrity and foreign keys, every link of
 * the chain and the rows behind it, the plan of every run (count, places),
 * every volume against its notices, every sealed value (opens, is the resident
 * and the application of its row), copies without a gap, triggers and tables
 * as they must be. step (may be NULL) is told how far it is; false stops it.
 * False where it could not be done; what is wrong is in the report. */
AO_CHECKED bool
ao_ledger_audit(struct ao_ledger *,
		bool (*step)(void *data, uint64_t done, uint64_t total),
		void *data, struct ao_audit *, struct ao_error *);
void ao_audit_release(struct ao_audit *);

/* Which expiry days each run has covered, and which none has: a run for month
 * M as of day A is for every day from A to the last one whose renewal opens in
 * M; with --only-month from the first one that opens in M. Cancelled and
 * unfinished runs cover nothing, and one that left residents to a run which
 * was cancelled later is not for the days of that run. Pure. */
struct ao_covered {
	int64_t run;
	struct ao_date first, last; /* expiry days */
};
struct ao_gap {
	struct ao_date first, last;
};
struct ao_coverage { /* all in the arena */
	struct ao_covered *covered;
	size_t n;
	struct ao_gap *gap; /* between the first day and the last */
	size_t gaps;
	struct ao_gap *overlap; /* days that more than one run was for: their
				 * notices are held apart by the ledger */
	size_t overlaps;
};
void ao_coverage_of(const struct ao_run_row *, size_t n, struct ao_arena *,
		    struct ao_coverage *);

#endif
