/* print.c - what every command says, and how. */
#include "cli/print.h"

#include <stdarg.h>
#include <stdio.h>

void print_error(const struct ao_error *err)
{
	fflush(stdout);
	if (err->where[0])
		fprintf(stderr, "aofuto: %s: %s\n", err->where, err->text);
	else
		fprintf(stderr, "aofuto: %s\n", err->text);
}

void print_afterwards(const struct ao_buf *b)
{
	if (b->n)
		fwrite(b->s, 1, b->n, stderr);
}

void print_note(bool quiet, const char *fmt, ...)
{
	va_list ap;

	if (quiet)
		return;
	fputs("aofuto: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

void print_buf(const struct ao_buf *b)
{
	if (b->n)
		fwrite(b->s, 1, b->n, stdout);
}

char *print_count(unsigned long n, char out[PRINT_COUNT_SIZE])
{
	return ao_count_text(n, out);
}
