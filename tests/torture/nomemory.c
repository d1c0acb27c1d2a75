/* nomemory.c - to be preloaded: one allocation of the program fails.
 *   FAIL_AT=N   the N-th and all after it
 *   FAIL_COUNT  says on standard error how many there were
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* NOLINTBEGIN(bugprone-reserved-identifier): glibc's names. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
/* NOLINTEND(bugprone-reserved-identifier) */

static long asked, at = -1;

/* dlsym gives an object pointer, C wants a function. */
static void find(const char *name, void *function)
{
	*(void **)function = dlsym(RTLD_NEXT, name);
}

static int fails(void)
{
	if (at < 0) {
		const char *wanted = getenv("FAIL_AT");

		at = wanted ? strtol(wanted, NULL, 10) : 0;
	}
	asked++;
	if (at == 0 || asked < at)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *__libc_malloc(size_t size)
{
	static void *(*real)(size_t);

	if (!real)
		find("__libc_malloc", (void *)&real);
	return fails() ? NULL : real(size);
}

void *__libc_calloc(size_t n, size_t size)
{
	static void *(*real)(size_t, size_t);

	if (!real)
		find("__libc_calloc", (void *)&real);
	return fails() ? NULL : real(n, size);
}

void *__libc_realloc(void *p, size_t size)
{
	static void *(*real)(void *, size_t);

	if (!real)
		find("__libc_realloc", (void *)&real);
	return fails() ? NULL : real(p, size);
}

__attribute__((destructor)) static void tell(void)
{
	if (getenv("FAIL_COUNT"))
		fprintf(stderr, "allocations: %ld\n", asked);
}
