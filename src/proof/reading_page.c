/* reading_page.c - a page, out of what the reader told; no length is believed.
 */
#include "proof/reading_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEAR 0.001 /* mm */

/* A string and its NUL from the rest of a payload; NULL: there is none. */
static const char *take_string(const char **at, const char *end)
{
	const char *s = *at;
	const char *nul = memchr(s, '\0', (size_t)(end - s));

	if (!nul)
		return NULL;
	*at = nul + 1;
	return s;
}

static bool take_text(uint32_t said, const char **at, const char *end,
		      const char **text)
{
	*text = said == READER_SAID ? take_string(at, end) : NULL;
	return *text || said != READER_SAID;
}

static bool take_codes(struct ao_reading *r, const char *from, const char **at,
		       const char *end, struct ao_read_page *page)
{
	struct reader_code code;
	bool ok = true;

	free(r->code);
	r->code = ao_calloc(page->codes + 1, sizeof(*r->code));
	page->code = r->code;
	for (size_t i = 0; ok && i < page->codes; i++) {
		struct ao_read_code *to = &r->code[i];

		memcpy(&code, from + i * sizeof(code), sizeof(code));
		to->x = code.x;
		to->y = code.y;
		to->width = code.width;
		to->height = code.height;
		to->rastered = code.raster != READER_UNTRIED;
		ok = take_text(code.bitmap, at, end, &to->bitmap) &&
		     take_text(code.raster, at, end, &to->raster);
	}
	return ok;
}

/* The digits of the bars, or nothing. */
static bool are_bars(const char s[READER_BARS + 1])
{
	size_t n = strnlen(s, READER_BARS + 1);

	return (n == 0 || n == READER_BARS) && strspn(s, "1234") >= n;
}

static bool take_bars(struct ao_reading *r, const char **at, const char *end,
		      struct ao_read_page *page)
{
	const size_t bytes = r->places * sizeof(*r->told);

	if ((size_t)(end - *at) < bytes)
		return false;
	memcpy(r->told, *at, bytes);
	*at += bytes;
	for (size_t i = 0; i < r->places; i++) {
		const struct reader_bars *told = &r->told[i];

		if (!are_bars(told->glance) || !are_bars(told->raster))
			return false;
		r->bars[i] =
			(struct ao_read_bars){.place = r->place[i],
					      .glance = told->glance,
					      .raster = told->raster,
					      .rastered = told->rastered != 0};
	}
	page->bars = r->bars;
	page->places = r->places;
	return true;
}

static bool take_strip(const struct reader_page *head, const char **at,
		       const char *end, struct ao_read_strip *out)
{
	uint64_t bytes = (uint64_t)head->strip_width * head->strip_height;

	if (bytes > (uint64_t)(end - *at))
		return false;
	*out = (struct ao_read_strip){.x = head->strip_x,
				      .y = head->strip_y,
				      .pixels = head->strip_pixels,
				      .width = head->strip_width,
				      .height = head->strip_height,
				      .shade = (const uint8_t *)*at};
	*at += bytes;
	return true;
}

/* The strip shows all of the area that lies on the page: of a part nobody would
 * know what is missing. A page that could not be drawn has none. */
static bool is_asked(const struct ao_reading *r,
		     const struct ao_read_page *page)
{
	const struct ao_read_strip *s = &page->strip;
	struct ao_read_area area = r->strip;

	if (!s->width || !s->height)
		return true;
	if (r->next % 2 == 1) /* r->next + 1 is even: a back */
		area.x = page->width - area.x - area.width;
	return s->pixels > 0 && s->x <= fmax(area.x, 0) + NEAR &&
	       s->y <= fmax(area.y, 0) + NEAR &&
	       s->x + s->width / s->pixels >=
		       fmin(area.x + area.width, page->width) - NEAR &&
	       s->y + s->height / s->pixels >=
		       fmin(area.y + area.height, page->height) - NEAR;
}

bool ao_reading_take(struct ao_reading *r, size_t bytes,
		     struct ao_read_page *page)
{
	const char *at = r->payload, *end = at + bytes, *codes;
	struct reader_page head;

	if (bytes < sizeof(head))
		return false;
	memcpy(&head, at, sizeof(head));
	at += sizeof(head);
	if (head.signs > (size_t)(end - at) / sizeof(struct ao_read_sign))
		return false;
	page->width = head.width;
	page->height = head.height;
	page->signs = head.signs;
	page->sign = (const void *)at; /* after 56 bytes of a malloc */
	at += head.signs * sizeof(struct ao_read_sign);
	if (head.codes > (size_t)(end - at) / sizeof(struct reader_code))
		return false;
	codes = at;
	page->codes = head.codes;
	at += head.codes * sizeof(struct reader_code);
	if (!take_bars(r, &at, end, page))
		return false;
	page->label = take_string(&at, end);
	return page->label && take_codes(r, codes, &at, end, page) &&
	       take_strip(&head, &at, end, &page->strip) && at == end &&
	       is_asked(r, page);
}
