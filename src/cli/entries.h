/* entries.h - runs and notices of the ledger, told. Never a name, an address
 * or a resident's number. */
#ifndef ENTRIES_H
#define ENTRIES_H

#include "aofuto/batch/control.h"
#include "aofuto/batch/json.h"
#include "aofuto/ledger/entry.h"

const char *run_state(const struct ao_run_row *); /* a message id */
/* "printed": a word for programs, never translated. */
const char *entry_state_name(const struct ao_entry *);

/* "2026-12-01 09:30" of a time of the ledger; "" of none. */
#define ENTRY_TIME_SIZE 24
char *entry_time(const char *at, char out[ENTRY_TIME_SIZE]);
#define ENTRY_MONTH_SIZE 8
char *entry_month(struct ao_date, char out[ENTRY_MONTH_SIZE]);

/* So many digits of a run's link in the chain stand on paper. */
#define ENTRY_ON_PAPER AO_CHAIN_DIGITS

/* A line a notice. */
void entries_head(void);
void entries_row(const struct ao_entry *);

/* Members of the object that is open. */
void entry_json(struct ao_json *, const struct ao_entry *);
void run_json(struct ao_json *, const struct ao_run_row *);
/* null where there is none. */
void entry_json_text(struct ao_json *, const char *key, const char *value);

/* Which one it is, and where it was printed, in some lines. */
void entry_tell(const struct ao_entry *);
/* A line, or an object, for one copy that was printed again. */
void reprint_tell(const struct ao_reprint *);
void reprint_json(struct ao_json *, const struct ao_reprint *);
/* All that match, each with what became of it after it was printed: lines,
 * or, where there is json, objects in the array that is open. *n: how many. */
struct entries_order {
	struct ao_ledger *ledger;
	const struct ao_entry_query *which;
	struct ao_json *json;
	bool quiet; /* only counts them, without json */
};
AO_CHECKED bool entries_tell(const struct entries_order *, unsigned long *n,
			     struct ao_error *);

#endif
