/* run_inside.h - what the files of a run share. Private to batch/. */
#ifndef RUN_INSIDE_H
#define RUN_INSIDE_H

#include "aofuto/batch/folder.h"
#include "aofuto/batch/json.h"
#include "aofuto/batch/run.h"
#include "aofuto/batch/run_way.h"
#include "batch/gather.h"

struct ao_facts; /* notice/facts.h */

enum run_list {
	RUN_DECISIONS,
	RUN_MANIFEST,
	RUN_FINDINGS,
	RUN_MISSING,
	RUN_BUNDLES,
	RUN_CONTROL, /* no list, but found, checked and made again as one */
	RUN_TICKETS, /* the same */
	RUN_LISTS
};

/* A run over the ledger; all zero for a specimen. */
struct run_ledger {
	struct ao_run_inputs inputs;
	struct ao_run_found found;    /* its row, once it is planned */
	struct ao_plan *plan;         /* being made */
	struct ao_plan_digest digest; /* else: is it the plan that was made? */
	bool *missing;   /* of each volume that is committed: it is not there */
	bool no_control; /* it was made by a version that had no such sheet */
	struct ao_volume_row *committed;
	size_t n;                 /* of those */
	char head[AO_SHA256_HEX]; /* of the chain, at the last volume */
};

struct run {
	const struct ao_run_order *order;
	struct ao_run_report *report;
	struct ao_run_day day; /* the order's, or the one of a run that is gone
				* on with */
	struct ao_folder *folder;
	struct ao_hold *hold;
	struct ao_list *list;
	struct gather gather;
	struct ao_plausibility *plausibility;
	struct run_ledger ledger;
	struct ao_arena *arena;
	struct ao_duty *duty;               /* missing-glyphs.csv */
	const char *findings_language;      /* of findings.csv: "ja" */
	char control_sha256[AO_SHA256_HEX]; /* of the sheet's template */
	char font_digest[AO_SHA256_HEX];
	char reader_library[AO_READER_LIBRARY];
	unsigned long codes;                        /* QR codes on all sheets */
	char list_sha256[RUN_LISTS][AO_SHA256_HEX]; /* of the files written */
};

/* run_screen.c: reads the list to its end. Every notice that is printed goes
 * to the pile, which is then put in order; its signs to the typefaces. */
AO_CHECKED bool run_screen(struct run *, struct ao_error *);

/* run_plausible.c: does the list look damaged? AO_INPUT where it does, and
 * nobody has accepted that. */
AO_CHECKED bool run_plausible(struct run *, struct ao_error *);

/* run_plan.c: over the ledger. Which run is it? */
AO_CHECKED bool run_choose(struct run *, struct ao_error *);
AO_CHECKED bool run_plan_begin(struct run *, struct ao_error *);
/* All that was gathered, in its order; commits it. Of a run that is there: it
 * must be the same. */
AO_CHECKED bool run_plan_end(struct run *, struct ao_error *);

/* run_resume.c: what is left of a run that is there. *all: every file is. */
AO_CHECKED bool run_look(struct run *, bool *all, struct ao_error *);
/* Finishes what a crash has left half done. */
AO_CHECKED bool run_recover(struct run *, struct ao_error *);

/* run_volumes.c: fills in the report's volumes and makes those that are not
 * made. */
AO_CHECKED bool run_volumes(struct run *, const char *identity,
			    struct ao_error *);
/* The notices of a planned volume, in its order, and their salts (may be
 * NULL). */
AO_CHECKED bool run_load(const struct run *, unsigned volume, struct ao_pile *,
			 struct ao_buf *salts, struct ao_error *);

/* run_lists.c */
const char *run_list_name(enum run_list); /* "manifest.csv" */
/* A run by these settings leaves it. */
bool run_list_applies(const struct run *, enum run_list);
AO_CHECKED struct ao_out *run_list_open(struct run *, enum run_list,
					struct ao_error *);
AO_CHECKED bool run_list_finish(struct run *, enum run_list, struct ao_out *,
				struct ao_error *);
/* All but decisions.csv, which is written while the list is read. */
AO_CHECKED bool run_lists(struct run *, struct ao_error *);

/* run_mailing.c: bundles.csv; what run.json says of the post. */
AO_CHECKED bool run_bundles(struct run *, struct ao_error *);
void run_mailing_json(const struct run *, struct ao_json *);
/* run.c: names the run in the /ID of its files: what it is made from. */
void run_identity(const struct run *, struct ao_buf *);

/* run_control.c: before anything is made, can the papers be? */
AO_CHECKED bool run_control_try(struct run *, struct ao_error *);
/* Over the ledger: what the last run came to. */
AO_CHECKED bool run_last(struct run *, struct ao_error *);
/* control.pdf and bundles.pdf. */
AO_CHECKED bool run_control(struct run *, struct ao_error *);
/* control_checks.c */
void run_check_facts(const struct run *, struct ao_facts *);
/* control_mailing.c */
void run_mailing_facts(const struct run *, struct ao_facts *);
/* control_facts.c: in the language of now. */
struct ao_facts *run_control_facts(const struct run *);

/* run_json.c: fills the report's json. */
void run_record_json(const struct run *);

#endif
