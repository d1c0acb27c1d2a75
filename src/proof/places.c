/* places.c - where the reader has to look for bars. */
#include "aofuto/notice/barcode.h"
#include "aofuto/notice/template.h"
#include "aofuto/proof/reading.h"

#include <string.h>

struct ao_read_place ao_read_place(struct ao_box box, double size)
{
	return (struct ao_read_place){
		.x = box.x + (box.width - ao_bars_length(size)) / 2,
		.y = box.y + (box.height - ao_bars_height(size)) / 2,
		.size = size};
}

static bool is_there(const struct ao_read_place *place, size_t n,
		     const struct ao_read_place *other)
{
	for (size_t i = 0; i < n; i++)
		if (memcmp(&place[i], other, sizeof(*other)) == 0)
			return true;
	return false;
}

size_t ao_read_places(const struct ao_template *t,
		      struct ao_read_place place[AO_READ_PLACES_MOST], size_t n)
{
	for (size_t i = 0; i < t->sheets; i++)
		for (size_t k = 0; k < t->sheet[i].items; k++) {
			const struct ao_sheet_item *item = &t->sheet[i].item[k];
			struct ao_read_place p =
				ao_read_place(item->box, item->size);

			if (item->type != AO_ITEM_TYPE_BARS ||
			    n == AO_READ_PLACES_MOST || is_there(place, n, &p))
				continue;
			place[n++] = p;
		}
	return n;
}
