/* nomemory.c - to be preloaded: one allocation of the program fails.
 *   FAIL_AT=N        the N-th and all after it
 *   FAIL_ONCE        only the N-th
 *   FAIL_IN_CHILD    it is counted in each child instead, from its start
 *   FAIL_COUNT       says on standard error how many there were
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

/* NOLINTBEGIN(bugprone-reserved-identifier): glibc's names. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
/* NOLINTEND(bugprone-reserved-identifier) */

static long asked, at = -1;
static int once, in_child, child;
static pid_t self;

/* dlsym gives an object pointer, C wants a function. */
static void find(const char *name, void *function)
{
	*(void **)function = dlsym(RTLD_NEXT, name);
}

/* The first process leaves its number to those that it starts. */
static void begin(void)
{
	const char *wanted = getenv("FAIL_AT"), *first = getenv("FAIL_FIRST");
	char number[24];

	self = getpid();
	at = wanted ? strtol(wanted, NULL, 10) : 0;
	once = getenv("FAIL_ONCE") != NULL;
	in_child = getenv("FAIL_IN_CHILD") != NULL;
	child = first && strtol(first, NULL, 10) != self;
	if (first)
		return;
	snprintf(number, sizeof(number), "%ld", (long)self);
	setenv("FAIL_FIRST", number, 1);
}

static int fails(void)
{
	static int beginning;

	if (beginning)
		return 0;
	if (at < 0) {
		beginning = 1;
		begin();
		beginning = 0;
	}
	if (self != getpid()) {
		self = getpid();
		child = 1;
		asked = 0;
	}
	asked++;
	if (at == 0 || child != in_child || asked < at || (once && asked > at))
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
	char line[80];
	int n = snprintf(line, sizeof(line), "allocations%s: %ld\n",
			 child || self != getpid() ? " of a child" : "", asked);

	/* One write: children speak at the same time. */
	if (getenv("FAIL_COUNT") && write(STDERR_FILENO, line, (size_t)n) < 0)
		errno = 0;
}

/* A child ends by this, past every destructor. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier): libc's name. */
_Noreturn void _exit(int status)
{
	tell();
	for (;;)
		syscall(SYS_exit_group, status);
}
