/* print.h - what every command says, and how. */
#ifndef PRINT_H
#define PRINT_H

#include "aofuto/base/text.h"

/* "aofuto: WHERE: what is wrong", on standard error. */
void print_error(const struct ao_error *);
/* What stands behind an error: how to go on. */
void print_afterwards(const struct ao_buf *);
/* The same for a remark; nothing when quiet. */
void print_note(bool quiet, const char *fmt, ...) AO_PRINTF(2, 3);
/* Bytes on standard output; main finds out whether they arrived. */
void print_buf(const struct ao_buf *);
/* "1,234,567" */
#define PRINT_COUNT_SIZE 32
char *print_count(unsigned long, char out[PRINT_COUNT_SIZE]);

#endif
