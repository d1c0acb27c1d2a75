/* reader_code.c - QR codes, by zbar. */
#include "proof/reader.h"

#include <stdlib.h>
#include <string.h>
#include <zbar.h>

#define GRAY 0x30303859ul /* "Y800": eight bits of gray, no color */

struct reader_scanner {
	zbar_image_scanner_t *zbar;
};

void reader_scanner_version(unsigned part[3])
{
	zbar_version(&part[0], &part[1], &part[2]);
}

struct reader_scanner *reader_scanner_new(void)
{
	struct reader_scanner *s = ao_calloc(1, sizeof(*s));

	s->zbar = zbar_image_scanner_create();
	/* Debian's zbar can tell every code it reads to the system bus. */
	zbar_image_scanner_request_dbus(s->zbar, 0);
	zbar_image_scanner_set_config(s->zbar, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(s->zbar, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_image_scanner_set_config(s->zbar, ZBAR_NONE, ZBAR_CFG_X_DENSITY,
				      1);
	zbar_image_scanner_set_config(s->zbar, ZBAR_NONE, ZBAR_CFG_Y_DENSITY,
				      1);
	return s;
}

void reader_scanner_free(struct reader_scanner *s)
{
	if (!s)
		return;
	zbar_image_scanner_destroy(s->zbar);
	free(s);
}

/* A NUL inside would end the string early and let it equal a shorter one. */
static void add_words(struct ao_buf *words, const zbar_symbol_t *symbol)
{
	const char *s = zbar_symbol_get_data(symbol);
	size_t n = zbar_symbol_get_data_length(symbol);

	if (words->s)
		ao_buf_adds(words, "\n");
	ao_buf_add(words, "", 0);
	for (size_t i = 0; i < n; i++)
		ao_buf_add(words, s[i] ? &s[i] : "\x1A", 1);
}

char *reader_scan(struct reader_scanner *s, const struct reader_gray *gray)
{
	zbar_image_t *image = zbar_image_create();
	const zbar_symbol_t *symbol;
	struct ao_buf words = {0};

	zbar_image_set_format(image, GRAY);
	zbar_image_set_size(image, gray->width, gray->height);
	zbar_image_set_data(image, gray->shade,
			    (unsigned long)gray->width * gray->height, NULL);
	if (zbar_scan_image(s->zbar, image) > 0)
		for (symbol = zbar_image_first_symbol(image); symbol;
		     symbol = zbar_symbol_next(symbol))
			add_words(&words, symbol);
	zbar_image_destroy(image);
	return words.s;
}

struct reader_gray reader_enlarge(const struct reader_gray *from,
				  unsigned times, unsigned quiet)
{
	struct reader_gray to = {
		.width = (from->width + 2 * quiet) * times,
		.height = (from->height + 2 * quiet) * times,
	};
	const size_t margin = (size_t)quiet * times, line = to.width;
	unsigned char *at;

	to.shade = ao_alloc(line * to.height);
	memset(to.shade, 0xFF, line * to.height);
	for (unsigned y = 0; y < from->height; y++) {
		at = to.shade + (margin + (size_t)y * times) * line + margin;
		for (unsigned x = 0; x < from->width; x++)
			memset(at + (size_t)x * times,
			       from->shade[(size_t)y * from->width + x], times);
		for (unsigned again = 1; again < times; again++)
			memcpy(at + again * line, at,
			       (size_t)from->width * times);
	}
	return to;
}
