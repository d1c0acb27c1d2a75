/* screen_inside.h - a screening, for screen.c and screen_note.c only. */
#ifndef SCREEN_INSIDE_H
#define SCREEN_INSIDE_H

#include "aofuto/batch/screen.h"
#include "aofuto/batch/seen.h"

struct ao_screen {
	struct ao_list *list;
	struct ao_screen_order order;
	struct ao_date month; /* its first day */
	struct ao_findings *findings;
	struct ao_seen *residents, *applications;
	struct ao_buf printed; /* a bit a row: it is printed */
	struct ao_tally tally;
	struct ao_arena *arena; /* one resident's */
	struct ao_notice notice;
	struct ao_letter letter;
};

struct ao_place ao_screen_place(const struct ao_resident *, const char *field);

/* The field that somebody has to look at, and the finding that says why. */
void ao_screen_note_doubt(struct ao_screen *, const struct ao_screened *);
/* The edition that the resident gets; where it is not what was asked for, a
 * finding says what is missing. */
enum ao_edition ao_screen_edition(struct ao_screen *,
				  const struct ao_resident *);
/* Of a notice that fits: counts its barcode, or says that it has no number, one
 * that is in doubt, or went for want of room. */
void ao_screen_note_barcode(struct ao_screen *, const struct ao_resident *,
			    bool without_room);
/* The notice does not fit its sheet, or the fonts cannot show it: findings,
 * the lines of the duty list, and the resident is set aside. */
void ao_screen_note_misfit(struct ao_screen *, struct ao_screened *,
			   const struct ao_misfit *);

#endif
