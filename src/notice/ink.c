/* ink.c - lines that no template has. */
#include "aofuto/notice/ink.h"

#include <math.h>

void ao_ink_line(struct ao_page *page, const struct ao_ink *ink,
		 struct ao_box along, const char *name)
{
	struct ao_mark m = {.type = AO_MARK_RULE,
			    .color = ink->color,
			    .line = ink->width,
			    .name = name};
	double length = along.width + along.height;
	double step = ink->off > 0 ? ink->on + ink->off : length;

	for (int i = 0; i * step < length - 1e-9; i++) {
		double at = i * step;
		double on = ink->off > 0 ? fmin(ink->on, length - at) : length;
		bool across = along.width > 0;

		m.x = along.x + (across ? at : 0);
		m.y = along.y + (across ? 0 : at);
		m.w = across ? on : 0;
		m.h = across ? 0 : on;
		ao_page_add(page, m);
	}
}

void ao_ink_frame(struct ao_page *page, const struct ao_ink *ink,
		  struct ao_box b, const char *name)
{
	double right = b.x + b.width, low = b.y + b.height;

	ao_ink_line(page, ink, (struct ao_box){b.x, b.y, b.width, 0}, name);
	ao_ink_line(page, ink, (struct ao_box){b.x, b.y, 0, b.height}, name);
	ao_ink_line(page, ink, (struct ao_box){b.x, low, b.width, 0}, name);
	ao_ink_line(page, ink, (struct ao_box){right, b.y, 0, b.height}, name);
}
