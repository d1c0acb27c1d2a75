/* issue.h - the plan of a run and its volumes: what is printed exactly once.
 *
 * A run is planned in one transaction: everybody whom it prints, in mailing
 * order, which gives each notice its volume and its place. From then on they
 * count as issued. A volume is committed when its file is whole and on disk
 * under its temporary name; only then may it take its name. A run with all
 * its volumes and lists is finished. Volume numbers go on through the runs of
 * a month (a supplement, a run after a cancelled one), so that no two sheets
 * of a month carry the same sequence number.
 */
#ifndef AOFUTO_LEDGER_ISSUE_H
#define AOFUTO_LEDGER_ISSUE_H

#include "aofuto/ledger/history.h"
#include "aofuto/notice/digest.h"

/* The ledger has this resident, kind and expiry day, not cancelled. For a run
 * that is gone on with or made again (0: none) it is asked what it was told
 * when it was planned: runs after it do not count, and one that was cancelled
 * since does. */
AO_CHECKED bool ao_issued(struct ao_ledger *, const char *resident_id,
			  enum ao_kind, struct ao_date expiry, int64_t as_told,
			  bool *issued, struct ao_error *);

struct ao_planned { /* one notice of a plan */
	const char *resident_id;
	enum ao_kind kind;
	struct ao_date expiry;
	unsigned long row; /* of the list */
	unsigned pages, sheets;
	const struct ao_notice *notice;
};

/* The digest of a plan, made while it goes by: the same residents with the
 * same values in the same order. */
struct ao_plan_digest {
	struct ao_sha256 sha256;
	struct ao_buf packed;
	uint64_t notices;
};
void ao_plan_digest_init(struct ao_plan_digest *);
void ao_plan_digest_add(struct ao_plan_digest *, const struct ao_planned *);
void ao_plan_digest_hex(struct ao_plan_digest *, char hex[AO_SHA256_HEX]);
void ao_plan_digest_release(struct ao_plan_digest *);

/* A plan is a transaction that stays open until it is committed or discarded.
 * AO_INPUT at begin where a run of the ledger is not finished. What is only
 * known at its end (list and fonts digests, figures) is given to commit. */
struct ao_plan;
AO_CHECKED struct ao_plan *
ao_plan_begin(struct ao_ledger *, struct ao_date month, struct ao_error *);
/* volume: of the plan, from 1; that of the notice before it, or the next. A
 * resident who has this notice already, in this plan or before, is AO_INPUT:
 * ask ao_issued first. */
AO_CHECKED bool ao_plan_add(struct ao_plan *, const struct ao_planned *,
			    unsigned volume, struct ao_error *);
struct ao_plan_end {
	const struct ao_run_made *made;
	const char *folder, *figures;
	struct ao_bytes form[AO_FORM_TEXTS]; /* the texts; n 0: none */
	const char *const *accepted;         /* "shift REASON", an event each */
	size_t accepts;
};
/* Frees the plan, whatever it returns. */
AO_CHECKED bool ao_plan_commit(struct ao_plan *, const struct ao_plan_end *,
			       int64_t *run, struct ao_error *);
void ao_plan_discard(struct ao_plan *); /* NULL is fine */

/* The notices of a volume, in its order. The issue, its notice and the salt
 * are borrowed for the call. A value that does not open is AO_INPUT, with
 * volume and position. */
struct ao_planned_place {
	int64_t id;                /* of the notice */
	unsigned volume, position; /* from 1 */
	unsigned long page;        /* its first, in the volume */
	unsigned char salt[AO_DIGEST_SALT];
};
AO_CHECKED bool
ao_volume_issues(struct ao_ledger *, int64_t run, unsigned volume,
		 bool (*each)(const struct ao_planned *,
			      const struct ao_planned_place *, void *),
		 void *data, struct ao_error *);

/* How many notices each volume of the run is planned with: appends a size_t a
 * volume. */
AO_CHECKED bool ao_volumes_planned(struct ao_ledger *, int64_t run,
				   struct ao_buf *sizes, struct ao_error *);

struct ao_volume_row {
	unsigned number;
	const char *name; /* "aofuto-2026-12-001.pdf" */
	unsigned long notices, pages, sheets;
	uint64_t bytes;
	char sha256[AO_SHA256_HEX];
	const unsigned char *digest; /* of each notice, AO_DIGEST bytes; NULL
				      * from ao_volumes_done */
};
/* The file is on disk under its temporary name, the folder too. Volumes are
 * committed in the order of their numbers. */
AO_CHECKED bool ao_volume_commit(struct ao_ledger *, int64_t run,
				 const struct ao_volume_row *,
				 struct ao_error *);
/* Those that are committed, in order; names in the arena. */
AO_CHECKED bool ao_volumes_done(struct ao_ledger *, int64_t run,
				struct ao_arena *, struct ao_volume_row **rows,
				size_t *n, struct ao_error *);
/* The run that has a volume with these bytes; 0: none. */
AO_CHECKED bool ao_volume_run(struct ao_ledger *, const char *sha256,
			      int64_t *run, struct ao_error *);

#endif
