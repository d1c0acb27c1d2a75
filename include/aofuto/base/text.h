/* text.h - memory that ends with its owner, growing buffers, UTF-8.
 *
 * Allocation never returns NULL; when memory is out the program ends with
 * AO_HOST. That is safe because no output has its final name before it is
 * whole (file.h).
 */
#ifndef AOFUTO_BASE_TEXT_H
#define AOFUTO_BASE_TEXT_H

#include "aofuto/base/error.h"

#include <stddef.h>
#include <stdint.h>

#define AO_COUNT(array) (sizeof(array) / sizeof(*(array)))

/* malloc, realloc and calloc that never return NULL. Freed with free(). */
void *ao_alloc(size_t size);
void *ao_realloc(void *old, size_t size);
void *ao_calloc(size_t count, size_t size);
/* For a library that reports it instead: ends the program likewise. */
_Noreturn void ao_out_of_memory(void);

/* Everything put into an arena is freed at once, with it or at its reset. */
struct ao_arena;
struct ao_arena *ao_arena_new(void);
void ao_arena_free(struct ao_arena *);
void ao_arena_reset(struct ao_arena *); /* empties it, keeps one block */
void *ao_arena_alloc(struct ao_arena *, size_t size); /* zeroed, aligned */
char *ao_arena_strndup(struct ao_arena *, const char *s, size_t n);
char *ao_arena_strdup(struct ao_arena *, const char *s); /* NULL gives NULL */
char *ao_arena_printf(struct ao_arena *, const char *fmt, ...) AO_PRINTF(2, 3);

/* A growing string of bytes. Zero-initialised is empty. */
struct ao_buf {
	char *s; /* NUL-ended; NULL before the first append */
	size_t n, cap;
};
void ao_buf_add(struct ao_buf *, const char *s, size_t n);
void ao_buf_adds(struct ao_buf *, const char *s);
void ao_buf_addf(struct ao_buf *, const char *fmt, ...) AO_PRINTF(2, 3);
void ao_buf_clear(struct ao_buf *);   /* empties it, keeps its memory */
void ao_buf_release(struct ao_buf *); /* frees its inside */

/* Bytes that are somebody else's: borrowed for the call. */
struct ao_bytes {
	const void *s;
	size_t n;
};

/* One code point at *s, which moves past it. A malformed sequence gives
 * AO_UTF8_BAD and moves one byte on; the end of the string gives 0 and does
 * not move. Surrogates, overlong forms and > U+10FFFF are malformed. */
#define AO_UTF8_BAD 0xFFFFFFFFu
uint32_t ao_utf8_next(const char **s);

/* Writes cp as UTF-8 with no NUL; returns the bytes written, 1 to 4. */
size_t ao_utf8_put(char out[4], uint32_t cp);
void ao_buf_add_utf8(struct ao_buf *, uint32_t cp);

/* Nothing in s is malformed. If it is, line and column, from 1, are those of
 * the first such place; both may be NULL. */
bool ao_utf8_valid(const char *s, unsigned long *line, unsigned long *column);

/* Code points in s; malformed bytes count as one each. */
size_t ao_utf8_length(const char *s);

/* Full-width ASCII (U+FF01-FF5E) and U+3000 become ASCII; every other code
 * point stays. Never used on a name or an address that is printed. */
uint32_t ao_narrow(uint32_t cp);

/* "1,234,567" */
#define AO_COUNT_TEXT_SIZE 32
char *ao_count_text(uint64_t, char out[AO_COUNT_TEXT_SIZE]);

/* A decimal number, all of s, within [least, most]; no sign but '-', no
 * blank. False leaves *out untouched. */
AO_CHECKED bool ao_parse_long(const char *s, long least, long most, long *out);

#endif
