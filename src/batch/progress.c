/* progress.c - whether a long command may go on. */
#include "aofuto/batch/progress.h"

#include <stddef.h>

bool ao_progress_step(const struct ao_progress *progress, const char *what,
		      uint64_t done, uint64_t total, struct ao_error *err)
{
	if (!progress->step ||
	    progress->step(progress->data, what, done, total))
		return true;
	return ao_fail(err, AO_HOST, NULL, _("stopped by a signal"));
}
