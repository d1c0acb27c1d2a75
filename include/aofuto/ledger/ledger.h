/* ledger.h - the memory of the program: who got which notice, when, and the
 * very values, so that one lost letter can be printed again.
 *
 * One SQLite file, and beside it LEDGER.lock while somebody writes. Whoever
 * opens it to write is alone. Nothing in it says a name, an address or a
 * resident's number: values are sealed, numbers are keyed hashes (key.h).
 * Rows are only ever added; what may change (a run is finished or cancelled,
 * a notice is cancelled or purged) is written down in schema.c. Everything
 * that happens is an event, and what matters is chained (event.h).
 */
#ifndef AOFUTO_LEDGER_LEDGER_H
#define AOFUTO_LEDGER_LEDGER_H

#include "aofuto/ledger/key.h"

enum ao_ledger_mode {
	AO_LEDGER_READ,   /* there must be one; takes no lock, changes nothing
			   * (a journal that a crash left is played back) */
	AO_LEDGER_WRITE,  /* there must be one; locked */
	AO_LEDGER_CREATE, /* as WRITE; makes ledger and key where both are
			   * missing */
};

struct ao_ledger_order {
	const char *path; /* of the ledger */
	const char *key;  /* of its key */
	bool key_given;   /* by a credential: it is there before the
			   * first ledger, and is never made here */
	enum ao_ledger_mode mode;
	bool new_ledger;      /* CREATE: even where the key is there alone */
	const char *operator; /* who does it */
	const char *now;      /* "2026-12-01T09:30:00+09:00", for events */
	const char *doing;    /* "aofuto run", for whoever finds it locked */
};

struct ao_ledger;
/* Fails with
 *   AO_BUSY   somebody writes: who (operator, command, process, since when)
 *   AO_INPUT  another program's file, a newer version, a wrong key, a ledger
 *             that is damaged or cut short, a symbolic link
 *   AO_HOST   no ledger or no key where there must be one, permissions, disk;
 *             CREATE: the key is there and the ledger is not (it was lost or
 *             moved: with a new one everybody would be printed twice)
 * and leaves everything as it was. A ledger is made whole under a temporary
 * name: an empty file is never taken for a new ledger. A change of key that
 * was cut short (care.h) is finished first. */
AO_CHECKED struct ao_ledger *ao_ledger_open(const struct ao_ledger_order *,
					    struct ao_error *);
void ao_ledger_close(struct ao_ledger *); /* NULL is fine; rolls back */

/* The form that is made; older ones are brought up to it by what writes. */
int ao_ledger_form(void);
bool ao_ledger_is_new(const struct ao_ledger *); /* made by this open */
const char *ao_ledger_path(const struct ao_ledger *);
const char *ao_ledger_key_path(const struct ao_ledger *);
/* `now` of the newest event, "" for none: a clock that was set back shows. */
AO_CHECKED bool ao_ledger_newest(struct ao_ledger *, struct ao_buf *out,
				 struct ao_error *);

/* In a child after fork: lets go of the lock's descriptor, so that a parent
 * that is killed does not stay locked out by its children. The child must not
 * use the ledger. */
void ao_ledger_forget(const struct ao_ledger *);

/* One transaction; those of this room's functions that write open their own
 * where none is open. commit makes it last (fsync). After a failed commit (of
 * any function here that writes) the disk may have it or not: only the next
 * open tells, so what the transaction is about must stay as it is. */
AO_CHECKED bool ao_ledger_begin(struct ao_ledger *, struct ao_error *);
AO_CHECKED bool ao_ledger_commit(struct ao_ledger *, struct ao_error *);
void ao_ledger_rollback(struct ao_ledger *);

#endif
