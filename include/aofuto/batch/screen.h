/* screen.h - resident by resident: what happens to each, and why.
 *
 * The one road from a list to decisions; plan, run, check and explain all take
 * it, so that a plan is exactly what the run will do. Terms, the decision, the
 * hold list, ids that come twice, who has the notice already; then, for whom it
 * prints, the notice is laid out, and where it does not fit or a glyph is
 * missing the resident goes to review with a finding. Memory does not grow with
 * the residents but for seen.h.
 */
#ifndef AOFUTO_BATCH_SCREEN_H
#define AOFUTO_BATCH_SCREEN_H

#include "aofuto/batch/duty.h"
#include "aofuto/batch/hold.h"
#include "aofuto/batch/kit.h"
#include "aofuto/batch/plausibility.h"
#include "aofuto/batch/tally.h"
#include "aofuto/input/list.h"
#include "aofuto/ledger/issue.h"

struct ao_screen_order {
	struct ao_run_day day;
	struct ao_kit *kit;   /* NULL: the sheet is not tried (explain) */
	struct ao_hold *hold; /* or NULL */
	struct ao_duty *duty; /* takes the characters that no font shows; or
			       * NULL */
	struct ao_plausibility *plausibility; /* is shown every row; or NULL */
	struct ao_ledger *ledger; /* who has the notice already; NULL: nobody
				   * is asked */
	int64_t run;              /* what this run has planned does not count */
	const char *only;    /* this resident id alone (explain), or NULL */
	bool refuse_example; /* an ID with an example QR address: AO_INPUT */
	bool every_letter;   /* who is not yet due is treated as printed, so
			      * that every name is tried on the sheet (check);
			      * the tally is then no plan */
};

/* One resident, all borrowed until the next call. notice, qr and letter are
 * set for those who are printed, where there is a kit. */
struct ao_screened {
	struct ao_resident resident;
	struct ao_terms terms;
	struct ao_decision decision;
	const struct ao_notice *notice;
	const char *qr;
	const struct ao_letter *letter;
};

struct ao_screen;
/* All three are borrowed. */
struct ao_screen *ao_screen_new(struct ao_list *,
				const struct ao_screen_order *,
				struct ao_findings *);
AO_CHECKED enum ao_step ao_screen_next(struct ao_screen *, struct ao_screened *,
				       struct ao_error *);
/* Ends the screening: lines of the hold list that nobody used become findings,
 * and the totals are checked. Borrowed. */
const struct ao_tally *ao_screen_end(struct ao_screen *);
void ao_screen_free(struct ao_screen *);

/* The contract's line of `plan --csv`, and its header; with the line end. */
void ao_screened_csv(const struct ao_screened *, struct ao_buf *);
void ao_screened_csv_header(struct ao_buf *);

#endif
