/* scratch.h - the file of a test: at a path of its own, one at a time. */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stddef.h>

/* Makes it, empty. The path is borrowed, until the next one. */
const char *scratch_new(void);
void scratch_remove(void);

/* What stands in it from now on. */
void scratch_write(const char *text);
void scratch_write_bytes(const char *bytes, size_t n);

#endif
