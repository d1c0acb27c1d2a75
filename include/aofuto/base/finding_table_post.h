/* finding_table_post.h - findings 410 to 419: the customer barcode. A part of
 * finding_table.h. */
#ifndef AOFUTO_BASE_FINDING_TABLE_POST_H
#define AOFUTO_BASE_FINDING_TABLE_POST_H

/* clang-format off */
#define AO_FINDING_TABLE_POST(X)                                               \
	X(410, AO_NOTE, ADDRESS_NUMBER_NONE,                                   \
	  N_("the address has no number; the barcode holds the postal code "   \
	     "alone"),                                                         \
	  N_("nothing, if there is none (無番地); else look at the columns "   \
	     "for the address"))                                               \
	X(411, AO_WARN, ADDRESS_SPLIT_UNSURE,                                  \
	  N_("where the town ends cannot be told, and its name looks like a "  \
	     "number (such as 八丁堀): the barcode may hold another number "   \
	     "than the address"),                                              \
	  N_("add the columns address_town and address_number to the list, "   \
	     "or name a town list with `towns:` in the settings"))             \
	X(412, AO_NOTE, BARCODE_WITHOUT_ROOM,                                  \
	  N_("the name or address needs the room of the barcode; the letter "  \
	     "is printed without one"),                                        \
	  N_("nothing; such a letter counts as one without a barcode at the "  \
	     "post office"))
/* clang-format on */

#endif
