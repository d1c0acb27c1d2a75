/* entry.h - one notice in the ledger: found, unsealed, printed again, come
 * back.
 */
#ifndef AOFUTO_LEDGER_ENTRY_H
#define AOFUTO_LEDGER_ENTRY_H

#include "aofuto/ledger/issue.h"

struct ao_entry { /* all that is known of a notice but who it is for; strings
		   * are borrowed for the call */
	int64_t id, run;
	struct ao_date month; /* of the run */
	unsigned volume, position;
	unsigned long page; /* its first, in the volume */
	unsigned pages, sheets;
	enum ao_kind kind;
	struct ao_date expiry;
	bool printed;           /* its volume is committed */
	bool cancelled;         /* its run is */
	bool purged;            /* its values are gone */
	const char *printed_at; /* "2026-12-01T09:30:00+09:00", or "" */
	unsigned reprints;
	const char *reprinted_at; /* the last one, or "" */
	struct ao_date returned;  /* 返戻: the last time; AO_NO_DATE: never */
};

/* What is looked for; what is not given does not count. */
struct ao_entry_query {
	const char *resident_id, *application_id;
	int64_t run, notice;  /* 0: any */
	struct ao_date month; /* AO_NO_DATE: any */
	enum ao_kind kind;    /* AO_KIND_NONE: any */
	bool returned;        /* only those that came back */
	bool cancelled_too;
};
/* In the order in which they were planned; false from the callback ends it
 * well. By resident or application ID it is a matter of microseconds whatever
 * the size of the ledger. */
AO_CHECKED bool ao_entries_each(struct ao_ledger *,
				const struct ao_entry_query *,
				bool (*each)(const struct ao_entry *, void *),
				void *data, struct ao_error *);

/* The values that were printed; strings in the arena. AO_INPUT where they are
 * purged, do not open, or are not those of the row. */
struct ao_entry_values {
	const char *resident_id;
	struct ao_notice notice;
	unsigned char salt[AO_DIGEST_SALT];
	unsigned char digest[AO_DIGEST]; /* of its pages; only where printed */
};
AO_CHECKED bool ao_entry_values(struct ao_ledger *, int64_t notice,
				struct ao_arena *, struct ao_entry_values *,
				struct ao_error *);

struct ao_reprint {
	int64_t notice;
	unsigned copy; /* from 1 */
	const char *at, *operator, * reason;
	bool marked;                /* 再発行 stands on it */
	char sha256[AO_SHA256_HEX]; /* of the PDF that was handed out */
};
/* The file is on disk under its temporary name. copy must be the next one. */
AO_CHECKED bool ao_reprint_commit(struct ao_ledger *, const struct ao_reprint *,
				  struct ao_error *);
/* In order; strings are borrowed for the call. */
AO_CHECKED bool ao_reprints_each(struct ao_ledger *, int64_t notice,
				 bool (*each)(const struct ao_reprint *,
					      void *),
				 void *data, struct ao_error *);

/* 返戻: the letter came back on that day. AO_INPUT where it was never printed,
 * is cancelled, or the day lies before its printing. */
AO_CHECKED bool ao_entry_returned(struct ao_ledger *, int64_t notice,
				  struct ao_date on, const char *reason,
				  struct ao_error *);
struct ao_return {
	int64_t notice;
	struct ao_date on;
	const char *at, *operator, * reason;
};
/* In order; strings are borrowed for the call. */
AO_CHECKED bool ao_returns_each(struct ao_ledger *, int64_t notice,
				bool (*each)(const struct ao_return *, void *),
				void *data, struct ao_error *);

#endif
