/* layout_check.h - what must hold of a sheet before a letter is printed on it:
 * its glyphs are there, all of it fits, and nothing meets anything.
 */
#ifndef LAYOUT_CHECK_H
#define LAYOUT_CHECK_H

#include "setting.h"

/* The territory of an item is its box, less the foot: where none meets another
 * mark, no letter in which no flow takes its foot needs a search for
 * collisions. */
struct ao_territories {
	unsigned asked; /* flags that any item of the sheet asks for */
	unsigned apart[AO_FLAG_SETS]; /* those with which none meets */
	size_t n;
};
/* Every item of the setter's sheet has its glyphs and fits, and no two marks
 * collide, whatever the flags. Adds to *asked those that fixed items ask for.
 */
AO_CHECKED bool ao_sheet_check(struct ao_setter *, unsigned *asked,
			       struct ao_territories *);
/* Only the flags that fixed items ask for. */
void ao_sheet_asks(const struct ao_sheet *, unsigned *asked);
/* The part of it that looks for collisions; `asked` of the territories is
 * given. */
AO_CHECKED bool ao_territories_check(struct ao_setter *,
				     const struct ao_notice *probe,
				     struct ao_territories *);
bool ao_territories_apart(const struct ao_territories *, unsigned flags);
/* The marks from `first` on of the page stand in the setter's item. */
AO_CHECKED bool ao_item_holds(struct ao_setter *, const struct ao_page *,
			      size_t first);
/* No marks of the two pages collide. */
AO_CHECKED bool ao_sheet_apart(struct ao_setter *, const struct ao_page *fixed,
			       const struct ao_page *variable);
/* Every literal of the item has its glyphs. */
AO_CHECKED bool ao_ready_check(struct ao_setter *);

/* No text's ink comes into the blank around the letter's barcode; else it is
 * the misfit. */
AO_CHECKED bool ao_bars_stay_blank(struct ao_setter *, const struct ao_page *);

#endif
