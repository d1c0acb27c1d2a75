/* memory.c - whoever has no memory ends the program.
 *
 * Without it ICU crashes or never returns, zlib leaves a stream of a volume
 * empty, HarfBuzz a glyph, and libyaml calls a good file broken; not one of
 * them can be told to use ao_alloc. A program may bring its own malloc (glibc
 * manual, "Replacing malloc"); this one is glibc's under its inner name, and
 * it never returns NULL. What a run has begun is removed by the next one.
 */
#include "aofuto/base/error.h"

#include <stdlib.h>
#include <unistd.h>

/* A sanitizer brings its own. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define AO_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define AO_SANITIZED
#endif

#ifndef AO_SANITIZED
/* NOLINTBEGIN(bugprone-reserved-identifier): glibc's names. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
/* NOLINTEND(bugprone-reserved-identifier) */

static void *or_end(void *p)
{
	static const char words[] = "aofuto: out of memory\n";
	ssize_t heard;

	if (p)
		return p;
	/* stdio might ask for memory itself. */
	heard = write(STDERR_FILENO, words, sizeof(words) - 1);
	(void)heard;
	_exit(AO_HOST);
}

void *malloc(size_t size)
{
	return or_end(__libc_malloc(size));
}

void *calloc(size_t n, size_t size)
{
	return or_end(__libc_calloc(n, size));
}

/* A size of 0 frees, and NULL is then no failure. */
void *realloc(void *p, size_t size)
{
	void *to = __libc_realloc(p, size);

	return size == 0 && p ? to : or_end(to);
}
#endif
