/* letters.h - the letters that both sides of the bench print: our sheet, laid
 * out by our layout, with names and IDs that differ. */
#ifndef BENCH_LETTERS_H
#define BENCH_LETTERS_H

#include "aofuto/notice/city.h"
#include "aofuto/notice/fonts.h"
#include "aofuto/notice/layout.h"

#define BENCH_VOLUME 500 /* notices a file, for both sides */

struct letters {
	struct ao_city *city;
	struct ao_template *sheet;
	struct ao_faces *faces;
	struct ao_layout *layout;
	struct ao_letter letter;
	struct ao_arena *arena;
	struct ao_notice_options options;
	const char *sequence; /* fixed, or NULL: by the number */
	double begun;         /* CPU seconds that are not counted */
};
void letters_open(struct letters *);
void letters_close(struct letters *);
/* Letter i, laid out; valid until the next call. */
const struct ao_letter *letters_get(struct letters *, unsigned i);

/* A whole number from the command line. */
unsigned letters_count(const char *argument);
/* Ends the program when err says so. */
void letters_check(bool ok, const struct ao_error *err);
/* The figures that `run` compares: pages, CPU seconds, peak KB, bytes. */
void letters_report(const struct letters *, unsigned pages,
		    unsigned long bytes);
/* CPU time counts from here on. */
void letters_begin(struct letters *);

#endif
