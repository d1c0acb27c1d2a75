/* glance.h - what a ledger's file is seen to be without opening it.
 *
 * For whoever only wants to say how things stand: takes no lock that anybody
 * would have to wait for, makes no file, plays back no journal, needs no key.
 */
#ifndef AOFUTO_LEDGER_GLANCE_H
#define AOFUTO_LEDGER_GLANCE_H

#include "aofuto/ledger/ledger.h"

#define AO_GLANCE_WORD 48
struct ao_ledger_glance {
	bool there;
	int form, known; /* its version, and the newest that this program
			  * knows */
	uint64_t bytes;
	unsigned mode; /* 0600 */
	bool held;     /* somebody writes it now */
	char doing[AO_GLANCE_WORD], process[AO_GLANCE_WORD];
	char since[AO_GLANCE_WORD]; /* "" where the lock does not say */
	bool cut_off; /* somebody was killed while writing: the next one who
		       * opens it plays the journal back */
};
/* Fails as ao_ledger_open does where the file is no ledger at all. Who holds
 * the lock is not told by name: only what and since when. */
AO_CHECKED bool ao_ledger_glance(const char *path, struct ao_ledger_glance *,
				 struct ao_error *);

/* SQLite's quick check of an open ledger. */
AO_CHECKED bool ao_ledger_quick_check(struct ao_ledger *, bool *sound,
				      struct ao_error *);

/* Appends what keeps it: "SQLite 3.40.1". */
void ao_ledger_library(struct ao_buf *);

#endif
