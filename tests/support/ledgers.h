/* ledgers.h - a ledger in a folder of its own, and made-up runs in it.
 *
 * Person i gets the same notice in every run and every ledger.
 */
#ifndef LEDGERS_H
#define LEDGERS_H

#include "aofuto/ledger/issue.h"

/* A new folder, which is entered; the ledger in it is "l.db", "l.key". */
void ledgers_enter(void);
void ledgers_leave(void);

struct ao_ledger_order ledgers_order(enum ao_ledger_mode);
struct ao_ledger *ledgers_open(enum ao_ledger_mode); /* that must succeed */
void ledgers_ok(bool ok, const struct ao_error *);
/* It failed, with that status and these words; the error is empty again. */
void ledgers_fails(bool done, struct ao_error *, enum ao_status,
		   const char *words);

/* Makes one and closes it. */
void ledgers_make(void);
/* Does not open, with that status and these words. */
void ledgers_refuse_order(const struct ao_ledger_order *, enum ao_status,
			  const char *words);
void ledgers_refuse(enum ao_ledger_mode, enum ao_status, const char *words);

/* Files; one is there even as a link to nowhere. */
bool ledgers_there(const char *path);
void ledgers_put(const char *path, const void *bytes, size_t n);
struct ao_buf ledgers_get(const char *path); /* release it */
void ledgers_copy(const char *from, const char *to);

/* Strings live in the arena. */
struct ledgers_person {
	struct ao_planned planned;
	struct ao_notice notice;
};
void ledgers_person(unsigned i, struct ledgers_person *, struct ao_arena *);

struct ledgers_run {
	struct ao_date month;
	unsigned first, notices; /* persons */
	unsigned volume_notices;
	bool supplement;
	bool english; /* it has a template in English, too */
};
#define LEDGERS_DECEMBER ((struct ao_date){.year = 2026, .month = 12, .day = 1})
struct ledgers_run ledgers_december(unsigned first, unsigned notices);

/* What it is made from; borrowed for ever. */
void ledgers_made(const struct ledgers_run *, struct ao_run_made *,
		  struct ao_plan_end *);
int64_t ledgers_plan(struct ao_ledger *, const struct ledgers_run *);
/* The next volume of the run, with digests that are numbers. */
void ledgers_volume(struct ao_ledger *, int64_t run);
/* All that are missing, and its end. */
void ledgers_finish(struct ao_ledger *, int64_t run);

#endif
