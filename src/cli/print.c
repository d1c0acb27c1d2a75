/* print.c - what every command says, and how. */
#include "cli/print.h"
#include "cli/terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

/* Colour says nothing that the words do not. */
#define RED    "\033[1;31m"
#define YELLOW "\033[33m"

static void begin(const char *colour)
{
	if (terminal_colours(STDERR_FILENO))
		fprintf(stderr, "%saofuto:\033[0m ", colour);
	else
		fputs("aofuto: ", stderr);
}

void print_error(const struct ao_error *err)
{
	fflush(stdout);
	begin(RED);
	if (err->where[0])
		fprintf(stderr, "%s: ", err->where);
	fprintf(stderr, "%s\n", err->text);
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
	begin(YELLOW);
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
