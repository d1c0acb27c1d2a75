/* history.h - the runs of a ledger: what each was made from, how far it came.
 */
#ifndef AOFUTO_LEDGER_HISTORY_H
#define AOFUTO_LEDGER_HISTORY_H

#include "aofuto/expiry/decision.h"
#include "aofuto/ledger/event.h"
#include "aofuto/notice/edition.h"

/* A text that a run was printed from, stored once whatever number of runs
 * uses it. */
enum ao_form_text {
	AO_FORM_TEMPLATE,
	AO_FORM_CITY,
	AO_FORM_FONTS,    /* fonts.yaml */
	AO_FORM_GAIJI,    /* NULL: there is none */
	AO_FORM_SETTINGS, /* NULL: none */
	AO_FORM_COLUMNS,  /* the run's own row has those above */
	/* Templates of the other editions, in the order of enum ao_edition;
	 * NULL: it was not offered. */
	AO_FORM_JA_EASY = AO_FORM_COLUMNS,
	AO_FORM_EN,
	AO_FORM_JA_LARGE,
	AO_FORM_JA_EASY_LARGE,
	AO_FORM_EN_LARGE,
	AO_FORM_TEXTS
};

/* The text that holds the template of an edition. */
enum ao_form_text ao_form_of(enum ao_edition);

struct ao_run_made { /* what a run is made from: all of it equal, or it is
		      * another run */
	struct ao_date month, as_of;
	bool only_month, supplement;
	const char *program;     /* "aofuto 0.1.0" */
	const char *list_sha256; /* hex */
	const char *hold_sha256; /* "": no hold list */
	const char *fonts_sha256;
	const char *form_sha256[AO_FORM_TEXTS]; /* hex; "": none */
	const char *sheet_name;                 /* of the template: "notice" */
	const char *fonts_folder; /* where relative names of fonts.yaml lie */
	const char *qr_address;
	unsigned volume_notices; /* the most that a volume takes */
};

enum ao_run_state {
	AO_RUN_PLANNED, /* not finished: must be gone on with, or cancelled */
	AO_RUN_FINISHED,
	AO_RUN_CANCELLED,
};
struct ao_run_row { /* strings in the arena that was given */
	int64_t id;
	enum ao_run_state state;
	struct ao_run_made made;
	const char *folder;   /* where its volumes were written */
	int64_t first_notice; /* its notices have the ids from here on */
	uint64_t notices;
	unsigned first_volume, volumes; /* planned */
	unsigned volumes_done;
	char plan_sha256[AO_SHA256_HEX];
	const char *figures; /* JSON: what became of every resident */
	const char *started_at, *finished_at, *cancelled_at; /* "": not yet */
	int64_t cancelled_after; /* the newest run that was planned before it
				  * was cancelled; 0: it is not */
};

/* Oldest first. month AO_NO_DATE: all. *rows in the arena. */
AO_CHECKED bool ao_runs(struct ao_ledger *, struct ao_date month,
			struct ao_arena *, struct ao_run_row **rows, size_t *n,
			struct ao_error *);
/* AO_INPUT where there is no such run. */
AO_CHECKED bool ao_run_find(struct ao_ledger *, int64_t id, struct ao_arena *,
			    struct ao_run_row *, struct ao_error *);
/* Appends the stored text. AO_INPUT where the ledger does not have it. */
AO_CHECKED bool ao_form_text(struct ao_ledger *, const char *sha256,
			     struct ao_buf *out, struct ao_error *);

AO_CHECKED bool ao_run_finish(struct ao_ledger *, int64_t run,
			      const char *run_json_sha256, struct ao_error *);
/* Its notices may be printed again. AO_INPUT where it is cancelled already, or
 * one of its notices was reprinted or came back: somebody has mailed it. */
AO_CHECKED bool ao_run_cancel(struct ao_ledger *, int64_t run,
			      const char *reason, struct ao_error *);

#endif
