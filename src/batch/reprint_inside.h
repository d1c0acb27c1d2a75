/* reprint_inside.h - what the files of a reprint share. Private to batch/. */
#ifndef REPRINT_INSIDE_H
#define REPRINT_INSIDE_H

#include "aofuto/batch/kit.h"
#include "aofuto/batch/reprint.h"
#include "aofuto/pdf/typeface.h"
#include "batch/volume_walk.h"

/* A reprint on its way. */
struct reprint {
	const struct ao_reprint_order *order;
	struct ao_reprinted *report;
	const struct ao_entry *entry;
	struct ao_entry_values values;
	struct ao_run_row run;
	struct ao_buf form[AO_FORM_TEXTS];
	struct ao_kit kit;
	bool kit_open;
	struct ao_arena *arena; /* the report's */
};

/* reprint_form.c: the kit of the run, from the ledger; the pages are laid out
 * as they were and held against their digest. */
AO_CHECKED bool reprint_open_form(struct reprint *, struct ao_error *);
AO_CHECKED bool reprint_same_pages(struct reprint *, struct ao_error *);

/* reprint_today.c: does today's list agree with what was printed? */
AO_CHECKED bool reprint_check_today(struct reprint *, struct ao_error *);

/* reprint_draw.c: the PDF, into out. */
AO_CHECKED bool reprint_draw(struct reprint *, struct ao_out *,
			     struct ao_error *);

/* reprint_mark.c: 再発行 and the number of the copy, at a place of the page
 * where nothing stands; `first` of the letter's pages can come into the
 * envelope's window. The text lives in the arena. */
AO_CHECKED bool reprint_mark(struct reprint *, const struct volume_page *,
			     struct ao_mark *, struct ao_error *);

#endif
