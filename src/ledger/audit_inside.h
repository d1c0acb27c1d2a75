/* audit_inside.h - the parts of an audit. Private to ledger/. */
#ifndef AUDIT_INSIDE_H
#define AUDIT_INSIDE_H

#include "aofuto/ledger/audit.h"
#include "ledger/ledger_inside.h"

/* So many faults of one kind are told; of the rest, how many. */
#define AUDIT_KIND_MOST 20
#define AUDIT_KINDS     64

struct audit {
	struct ao_ledger *l;
	struct ao_audit *out;
	bool (*step)(void *data, uint64_t done, uint64_t total);
	void *data;
	uint64_t done, total;          /* notices and events */
	uint64_t purged;               /* notices, by the events */
	int32_t purged_before;         /* the latest day of a purge */
	int64_t last_run, next_notice; /* ids, as they go by */
	struct audit_kind {
		const char *id; /* the sentence, before its values */
		uint64_t n;
		const char *last; /* that was told */
	} kind[AUDIT_KINDS];
	size_t kinds;
};

/* `fmt` is a translated sentence, and tells kinds apart. */
void audit_fault(struct audit *, const char *fmt, ...) AO_PRINTF(2, 3);
/* Now and then: false where somebody wants to stop. */
AO_CHECKED bool audit_step(struct audit *, uint64_t more, struct ao_error *);

/* Runs a query without values and gives each row to `each`; false from it
 * ends it and is the result. */
AO_CHECKED bool audit_rows(struct audit *, const char *text,
			   bool (*each)(struct audit *,
					const struct sql_query *,
					struct ao_error *),
			   struct ao_error *);

/* Each: false where it could not be done. */
AO_CHECKED bool audit_file(struct audit *, struct ao_error *);
AO_CHECKED bool audit_schema(struct audit *, struct ao_error *);
AO_CHECKED bool audit_chain(struct audit *, struct ao_error *);
AO_CHECKED bool audit_pairs(struct audit *, struct ao_error *);
AO_CHECKED bool audit_forms(struct audit *, struct ao_error *);
AO_CHECKED bool audit_runs(struct audit *, struct ao_error *);
AO_CHECKED bool audit_volumes(struct audit *, struct ao_error *);
AO_CHECKED bool audit_notices(struct audit *, struct ao_error *);
AO_CHECKED bool audit_copies(struct audit *, struct ao_error *);

#endif
