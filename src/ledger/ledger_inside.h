/* ledger_inside.h - what the files of this room share. Private to ledger/. */
#ifndef LEDGER_INSIDE_H
#define LEDGER_INSIDE_H

#include "aofuto/ledger/issue.h"
#include "ledger/sql.h"

struct ao_ledger {
	struct sql *sql;
	struct ao_key *key;
	char *path, *key_path, *operator, * now;
	bool key_given, is_new, read_only;
	bool begun; /* a transaction is open */
	int lock;   /* descriptor, or -1 */
};

/* Runs `what` in the transaction that is open, or in one of its own. */
AO_CHECKED bool ledger_in_transaction(struct ao_ledger *,
				      bool (*what)(struct ao_ledger *,
						   void *data,
						   struct ao_error *),
				      void *data, struct ao_error *);

/* Adds an event; its rows are there already. One that is chained gets digest
 * and link. Inside a transaction. */
struct ledger_event {
	enum ao_event_type type;
	int64_t run, item, notice; /* 0: none; item: schema.c */
	const char *text;          /* NULL: "" */
};
AO_CHECKED bool ledger_add_event(struct ao_ledger *,
				 const struct ledger_event *,
				 struct ao_error *);
/* The text that a chained event's digest is made of: the rows as they stand
 * now. For writing and for the audit alike. */
AO_CHECKED bool ledger_event_body(struct ao_ledger *, int64_t event,
				  struct ao_buf *out, struct ao_error *);

/* The text of AO_EVENT_PURGE: the day, and how many notices lost values. */
#define LEDGER_PURGE_TEXT "%s %" PRIu64

/* Writes the file anew, without what was deleted. Outside a transaction. */
AO_CHECKED bool ledger_compact(struct ao_ledger *, struct ao_error *);

/* The ledger has gone over to the key in KEY.new (care.h): the old one is kept
 * as KEY.old, then KEY.new takes the name KEY, which is there all the time.
 * Any of it may be done already: whoever opens a ledger whose KEY is not its
 * own, and whose KEY.new is, ends it with this. */
AO_CHECKED bool ledger_key_over(const struct ao_key *old, const char *key_path,
				struct ao_error *);
char *ledger_key_beside(const char *key_path, const char *ending); /* free() */

/* Digests and months as rows keep them. "" of hex is NULL in the row; a digest
 * that is not 32 bytes long reads as "". */
void ledger_bind_hex(struct sql_query *, const char *hex);
void ledger_column_hex(const struct sql_query *, int column,
		       char hex[AO_SHA256_HEX]);
void ledger_bind_month(struct sql_query *, struct ao_date);
/* A reference that may be none: 0 is NULL in the row. */
void ledger_bind_or_null(struct sql_query *, int64_t);

/* What is sealed of a notice; borrowed from the bytes it is read from, in
 * which the resident's number ends with a NUL. */
struct ledger_sealed {
	unsigned char salt[AO_DIGEST_SALT];
	const char *resident_id;
	struct ao_bytes packed; /* pack.h */
};
/* Appends. */
void ledger_sealed_put(const struct ledger_sealed *, struct ao_buf *out);
/* False where the bytes are none that it made. */
AO_CHECKED bool ledger_sealed_get(struct ao_bytes, struct ledger_sealed *);

/* What seals a notice to its row: id, run, kind, expiry and the hash of its
 * resident. */
#define LEDGER_BOUND 64
struct ledger_bound {
	unsigned char s[LEDGER_BOUND];
	size_t n;
};
struct ledger_bound ledger_bound(int64_t notice, int64_t run, int kind,
				 int32_t expiry_days,
				 const unsigned char resident[AO_KEY_HASH]);

#endif
