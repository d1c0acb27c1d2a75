/* sealed.h - the values of a notice, opened and held against their row.
 * Private to ledger/. */
#ifndef LEDGER_SEALED_H
#define LEDGER_SEALED_H

#include "ledger/ledger_inside.h"

struct sealed_row { /* the columns around it */
	int64_t notice, run;
	int kind;
	int32_t expiry_days;
	struct ao_bytes resident, application; /* hashes; application may be
						* of n 0: there is no ID */
	struct ao_bytes sealed;
};

/* A query begins with these columns of notice n; what sealed_row gives is
 * borrowed until its next step. */
#define SEALED_COLUMNS                                                         \
	"n.id,n.run,n.kind,n.expiry,n.resident,n.application,n.sealed"
#define SEALED_COLUMNS_END 7 /* what comes behind them */
struct sealed_row sealed_row(const struct sql_query *);

struct sealed_values { /* strings: in the arena */
	const char *resident_id;
	struct ao_notice notice;
	unsigned char salt[AO_DIGEST_SALT];
};

enum sealed_state {
	SEALED_OPEN,
	SEALED_PURGED,    /* there are no values any more */
	SEALED_SHUT,      /* another key, another row, changed bytes */
	SEALED_MALFORMED, /* opened, but not what a plan seals */
	SEALED_STRANGER,  /* opened, and of another resident or application
			   * than the hashes of its row say */
};
/* A query that begins with these gives a notice as it was planned. */
#define PLANNED_COLUMNS SEALED_COLUMNS ",n.row,n.pages,n.sheets,n.page"
enum {
	PLANNED_ROW = SEALED_COLUMNS_END,
	PLANNED_PAGES,
	PLANNED_SHEETS,
	PLANNED_PAGE,
	PLANNED_COLUMNS_END
};
struct ao_planned sealed_planned(const struct sql_query *,
				 const struct sealed_values *);

enum sealed_state sealed_open(const struct ao_key *, const struct sealed_row *,
			      struct ao_arena *, struct sealed_values *);

#endif
