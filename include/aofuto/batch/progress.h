/* progress.h - how far a long command has come, and whether it may go on. */
#ifndef AOFUTO_BATCH_PROGRESS_H
#define AOFUTO_BATCH_PROGRESS_H

#include "aofuto/base/error.h"

#include <stdint.h>

/* Called now and then; false asks to stop. what is a message id. */
struct ao_progress {
	bool (*step)(void *data, const char *what, uint64_t done,
		     uint64_t total);
	void *data;
};
/* AO_HOST with a sentence when it says stop. A NULL step never does. */
AO_CHECKED bool ao_progress_step(const struct ao_progress *, const char *what,
				 uint64_t done, uint64_t total,
				 struct ao_error *);

#endif
