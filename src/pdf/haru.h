/* haru.h - libharu as this program needs it: numbered objects and a file.
 *
 * haru.c alone touches what libharu keeps inside (docs/adr/0001). The rest of
 * src/pdf gives it the text of a dictionary and, for a stream, its bytes. A
 * failure stays with the handle, later calls do nothing, ao_haru_save tells.
 */
#ifndef HARU_H
#define HARU_H

#include "aofuto/base/text.h"

struct haru;
AO_CHECKED struct haru *ao_haru_open(struct ao_error *);
void ao_haru_close(struct haru *);
const char *ao_haru_version(void); /* "libharu 2.3.0" */

struct haru_body {
	const char *dict;  /* what stands between << and >> */
	const void *bytes; /* NULL: no stream. Borrowed until close */
	size_t n;
	bool deflated;
};
unsigned ao_haru_reserve(struct haru *); /* the number of a new object */
void ao_haru_fill(struct haru *, unsigned number, struct haru_body);
unsigned ao_haru_add(struct haru *, struct haru_body); /* both at once */

unsigned ao_haru_pages(struct haru *); /* number of the page tree's root */
void ao_haru_catalog(struct haru *, const char *key, unsigned number);
void ao_haru_info(struct haru *, const char *key, const char *utf8);
void ao_haru_info_ascii(struct haru *, const char *key, const char *ascii);
void ao_haru_language(struct haru *, const char *tag);
void ao_haru_identity(struct haru *, const unsigned char id[16]);

/* Appends the bytes, deflated. */
void ao_haru_deflate(struct haru *, const void *bytes, size_t n,
		     struct ao_buf *out);

/* `write` returns false to stop; it has then recorded why. */
AO_CHECKED bool ao_haru_save(struct haru *,
			     bool (*write)(void *to, const void *bytes,
					   size_t n),
			     void *to, struct ao_error *);

/* A PDF text string: (ASCII) or <FEFF...> (ISO 32000-1, 7.9.2.2). */
void ao_pdf_string(struct ao_buf *, const char *utf8);
/* Appends UTF-16BE as hex digits. */
void ao_pdf_utf16(struct ao_buf *, uint32_t cp);

#endif
