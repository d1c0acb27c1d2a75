/* tally.h - how many residents ended where, and that the sum is right.
 *
 * Every resident read is counted once as read and once as decided, in two
 * places of the program; ao_tally_check ends it where the two differ.
 */
#ifndef AOFUTO_BATCH_TALLY_H
#define AOFUTO_BATCH_TALLY_H

#include "aofuto/expiry/decision.h"
#include "aofuto/notice/edition.h"

struct ao_tally {
	unsigned long read;                      /* rows of the list */
	unsigned long verdict[AO_VERDICT_COUNT]; /* decided */
	unsigned long reason[AO_VERDICT_COUNT][AO_REASON_COUNT];
	unsigned long kind[AO_KIND_COUNT];       /* of those printed */
	unsigned long edition[AO_EDITION_COUNT]; /* of those laid out */
	unsigned long catch_up;   /* printed; renewal opened before the month */
	unsigned long without_id; /* printed; a card kind, no ID to print */
	unsigned long with_id;    /* printed; carries ID and QR code */
	unsigned long with_barcode; /* printed; carries a customer barcode */
};

void ao_tally_add(struct ao_tally *, const struct ao_decision *,
		  struct ao_date month);

/* Totals that do not add up are a bug: aborts. */
void ao_tally_check(const struct ao_tally *);

/* Somebody gets another edition than the ordinary one. */
bool ao_tally_editions(const struct ao_tally *);

/* Residents that a person has to look at: review and rejected. */
unsigned long ao_tally_set_aside(const struct ao_tally *);

#endif
