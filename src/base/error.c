/* error.c - the first failure stays; a bug ends the program. */
#include "aofuto/base/error.h"

#include <errno.h>
#include <libintl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool ao_fail(struct ao_error *err, enum ao_status status, const char *where,
	     const char *fmt, ...)
{
	va_list ap;

	if (err->status != AO_OK)
		return false;
	err->status = status;
	snprintf(err->where, sizeof(err->where), "%s", where ? where : "");
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	return false;
}

bool ao_fail_errno(struct ao_error *err, const char *where, const char *what)
{
	return ao_fail(err, AO_HOST, where, "%s: %s", what, strerror(errno));
}

const char *ao_translate(const char *id)
{
	return dgettext("aofuto", id);
}

_Noreturn void ao_bug(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "aofuto: BUG at %s:%d: ", file, line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}
