/* error.h - how a call fails.
 *
 * Three things can go wrong, and they never share a mechanism:
 *   an error    the command cannot go on        -> struct ao_error, here
 *   a finding   one row of the data is not good -> finding.h, the run goes on
 *   a bug       this program is wrong           -> AO_BUG, abort()
 *
 * A function that can fail returns bool (or NULL for a handle) and takes a
 * `struct ao_error *` last; the error is untouched when nothing failed.
 */
#ifndef AOFUTO_BASE_ERROR_H
#define AOFUTO_BASE_ERROR_H

#include <stdbool.h>

#define AO_CHECKED      __attribute__((warn_unused_result))
#define AO_PRINTF(f, a) __attribute__((format(printf, f, a)))

/* The exit status of the program, and nothing finer. */
enum ao_status {
	AO_OK = 0,
	AO_FINDINGS = 1, /* done, but some residents were set aside */
	AO_USAGE = 2,    /* the command line */
	AO_INPUT = 3,    /* an input's content */
	AO_HOST = 4,     /* disk, permission, missing font */
	AO_BUSY = 5,     /* another run holds the ledger: try again */
};

struct ao_error {
	enum ao_status status; /* AO_OK while nothing failed */
	char where[512];       /* "list.csv:1042:3" or "" */
	char text[1024];       /* what is wrong and what to do, for people */
};

/* Records a failure and returns false, so that a caller can write
 * `return ao_fail(...)`. The first failure stays: a second call on the same
 * err changes nothing. `fmt` is a translated sentence: ao_fail(err, AO_INPUT,
 * path, _("the file is empty")). where may be NULL. */
bool ao_fail(struct ao_error *err, enum ao_status status, const char *where,
	     const char *fmt, ...) AO_PRINTF(4, 5);

/* As ao_fail, for a system call that failed: status AO_HOST, and the text is
 * `what` (a translated phrase such as _("cannot write")) followed by the
 * reason of errno. */
bool ao_fail_errno(struct ao_error *err, const char *where, const char *what);

/* English message id -> the user's language. Borrowed, for ever. */
const char *ao_translate(const char *id) __attribute__((format_arg(1)));
#define _(id)  ao_translate(id)
#define N_(id) id /* marks a string in a table; translate where it is used */

#define AO_BUG(...) ao_bug(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void ao_bug(const char *file, int line, const char *fmt, ...)
	AO_PRINTF(3, 4);

#endif
