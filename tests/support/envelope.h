/* envelope.h - the shipped envelopes, for the tests of their windows. */
#ifndef ENVELOPE_H
#define ENVELOPE_H

#include "aofuto/notice/window.h"

struct ao_windows *envelope_open(void); /* to be closed */
/* Borrowed from them. */
const struct ao_window *envelope_find(const struct ao_windows *,
				      const char *name);
void envelope_same(struct ao_box got, struct ao_box want);

#endif
