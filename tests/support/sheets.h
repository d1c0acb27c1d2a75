/* sheets.h - small templates made in C, for tests of layout.
 *
 * Knows no YAML: what a template file means is tested elsewhere.
 */
#ifndef SHEETS_H
#define SHEETS_H

#include "aofuto/notice/layout.h"

enum { SHEETS_BODY, SHEETS_BOLD, SHEETS_NAME, SHEETS_DIGITS };

struct sheets {
	struct ao_template template;
	struct ao_faces *faces;
	struct ao_style style[4]; /* by the enum above, 10 on 16 pt */
	struct ao_sheet sheet[4];
	struct ao_arena *arena;
};

void sheets_init(struct sheets *);
void sheets_release(struct sheets *);

/* "{name}　様", "{=...}" as in a template; dates as wareki. */
struct ao_text sheets_text(struct sheets *, const char *);
/* A new item of the sheet's, with room for so many blocks. */
struct ao_sheet_item *sheets_item(struct sheets *, size_t sheet,
				  enum ao_item_type, struct ao_box,
				  size_t blocks);
/* The next block of the item. */
struct ao_block *sheets_block(struct sheets *, struct ao_sheet_item *,
			      int style, const char *text);
/* An item of one text. */
struct ao_sheet_item *sheets_one(struct sheets *, size_t sheet, struct ao_box,
				 int style, const char *text);
struct ao_layout *sheets_layout(struct sheets *);

#endif
