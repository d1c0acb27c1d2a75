/* text.c - memory that ends with its owner, growing buffers, UTF-8. */
#include "aofuto/base/text.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void ao_out_of_memory(void)
{
	fputs("aofuto: out of memory\n", stderr);
	_Exit(AO_HOST);
}

static void *or_end(void *p)
{
	if (!p)
		ao_out_of_memory();
	return p;
}

void *ao_alloc(size_t size)
{
	return or_end(malloc(size ? size : 1));
}

void *ao_realloc(void *old, size_t size)
{
	return or_end(realloc(old, size ? size : 1));
}

void *ao_calloc(size_t count, size_t size)
{
	return or_end(calloc(count ? count : 1, size ? size : 1));
}

#define BLOCK_SIZE ((size_t)64 * 1024)

struct block {
	struct block *older;
	size_t used, size;
	_Alignas(max_align_t) char room[];
};

struct ao_arena {
	struct block *top;
};

struct ao_arena *ao_arena_new(void)
{
	return ao_calloc(1, sizeof(struct ao_arena));
}

static void free_blocks(struct block *b)
{
	while (b) {
		struct block *older = b->older;

		free(b);
		b = older;
	}
}

void ao_arena_reset(struct ao_arena *a)
{
	struct block *b = a->top;

	if (!b)
		return;
	free_blocks(b->older);
	b->older = NULL;
	b->used = 0;
}

void ao_arena_free(struct ao_arena *a)
{
	if (!a)
		return;
	free_blocks(a->top);
	free(a);
}

static char *take(struct ao_arena *a, size_t n, size_t align)
{
	struct block *b = a->top;
	size_t at = b ? (b->used + align - 1) / align * align : 0;

	if (!b || at > b->size || b->size - at < n) {
		size_t size = n > BLOCK_SIZE ? n : BLOCK_SIZE;

		b = ao_alloc(sizeof(*b) + size);
		b->older = a->top;
		b->size = size;
		a->top = b;
		at = 0;
	}
	b->used = at + n;
	return b->room + at;
}

void *ao_arena_alloc(struct ao_arena *a, size_t size)
{
	return memset(take(a, size, _Alignof(max_align_t)), 0, size);
}

char *ao_arena_strndup(struct ao_arena *a, const char *s, size_t n)
{
	char *at = take(a, n + 1, 1);

	memcpy(at, s, n);
	at[n] = '\0';
	return at;
}

char *ao_arena_strdup(struct ao_arena *a, const char *s)
{
	return s ? ao_arena_strndup(a, s, strlen(s)) : NULL;
}

char *ao_arena_printf(struct ao_arena *a, const char *fmt, ...)
{
	va_list ap;
	char *at;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		AO_BUG("bad format %s", fmt);
	at = take(a, (size_t)n + 1, 1);
	va_start(ap, fmt);
	vsnprintf(at, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return at;
}

static void make_room(struct ao_buf *b, size_t more)
{
	if (b->s && b->cap - b->n > more)
		return;
	b->cap = (b->n + more + 1) * 3 / 2 + 32;
	b->s = ao_realloc(b->s, b->cap);
}

void ao_buf_add(struct ao_buf *b, const char *s, size_t n)
{
	make_room(b, n);
	if (n)
		memcpy(b->s + b->n, s, n);
	b->n += n;
	b->s[b->n] = '\0';
}

void ao_buf_adds(struct ao_buf *b, const char *s)
{
	ao_buf_add(b, s, strlen(s));
}

void ao_buf_addf(struct ao_buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		AO_BUG("bad format %s", fmt);
	make_room(b, (size_t)n);
	vsnprintf(b->s + b->n, (size_t)n + 1, fmt, again);
	va_end(again);
	b->n += (size_t)n;
}

void ao_buf_clear(struct ao_buf *b)
{
	b->n = 0;
	if (b->s)
		b->s[0] = '\0';
}

void ao_buf_release(struct ao_buf *b)
{
	free(b->s);
	*b = (struct ao_buf){0};
}

/* How many bytes follow a first byte, and the least code point that needs
 * them (RFC 3629: the shortest form only). */
static int follow(unsigned char first, uint32_t *cp, uint32_t *least)
{
	if (first >= 0xC2 && first <= 0xDF) {
		*cp = first & 0x1Fu;
		*least = 0x80;
		return 1;
	}
	if ((first & 0xF0) == 0xE0) {
		*cp = first & 0x0Fu;
		*least = 0x800;
		return 2;
	}
	if (first >= 0xF0 && first <= 0xF4) {
		*cp = first & 0x07u;
		*least = 0x10000;
		return 3;
	}
	return -1;
}

uint32_t ao_utf8_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	uint32_t cp = 0, least = 0;
	int more;

	if (*p == 0)
		return 0;
	(*s)++;
	if (*p < 0x80)
		return *p;
	/* Nearly all of Japanese is three bytes and neither of the two first
	 * bytes that allow overlong forms and surrogates. */
	if ((*p & 0xF0) == 0xE0 && *p != 0xE0 && *p != 0xED &&
	    (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
		*s += 2;
		return (*p & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 |
		       (p[2] & 0x3Fu);
	}
	more = follow(*p, &cp, &least);
	if (more < 0)
		return AO_UTF8_BAD;
	for (int i = 1; i <= more; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return AO_UTF8_BAD;
		cp = cp << 6 | (p[i] & 0x3Fu);
	}
	if (cp < least || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return AO_UTF8_BAD;
	*s += more;
	return cp;
}

size_t ao_utf8_put(char out[4], uint32_t cp)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

void ao_buf_add_utf8(struct ao_buf *b, uint32_t cp)
{
	char bytes[4];

	ao_buf_add(b, bytes, ao_utf8_put(bytes, cp));
}

bool ao_utf8_valid(const char *s, unsigned long *line, unsigned long *column)
{
	unsigned long row = 1, place = 0;
	uint32_t cp = ' ';

	while (cp != AO_UTF8_BAD && (cp = ao_utf8_next(&s)) != 0) {
		place = cp == '\n' ? 0 : place + 1;
		row += cp == '\n';
	}
	if (line)
		*line = row;
	if (column)
		*column = place;
	return cp != AO_UTF8_BAD;
}

size_t ao_utf8_length(const char *s)
{
	size_t n = 0;

	while (ao_utf8_next(&s))
		n++;
	return n;
}

uint32_t ao_narrow(uint32_t cp)
{
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return cp - 0xFEE0;
	return cp == 0x3000 ? ' ' : cp;
}

bool ao_parse_long(const char *s, long least, long most, long *out)
{
	char *end;
	long value;

	if (!(*s >= '0' && *s <= '9') &&
	    !(*s == '-' && s[1] >= '0' && s[1] <= '9'))
		return false;
	errno = 0;
	value = strtol(s, &end, 10);
	if (errno || *end || value < least || value > most)
		return false;
	*out = value;
	return true;
}

char *ao_count_text(uint64_t n, char out[AO_COUNT_TEXT_SIZE])
{
	char digits[AO_COUNT_TEXT_SIZE];
	int length =
		snprintf(digits, sizeof(digits), "%llu", (unsigned long long)n);
	int to = 0;

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			out[to++] = ',';
		out[to++] = digits[i];
	}
	out[to] = '\0';
	return out;
}
