/* progress.h - a line on the terminal: what, how much, how fast, how long yet.
 *
 * Where standard error is no terminal a long command writes a line into the log
 * now and then (pace.h). It also asks whether somebody wants the program to
 * stop.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "aofuto/batch/run.h"
#include "cli/pace.h"

#include <signal.h>

struct progress {
	bool shown;  /* standard error is a terminal, and not --quiet */
	bool logged; /* it is none, and not --quiet */
	struct pace pace;
	bool drawn;   /* a line stands there */
	bool stopped; /* a signal was asked for, and was there */
	const char *what;
	double began, drew; /* seconds of a clock that only goes forward */
};

/* SIGINT, SIGTERM and SIGHUP wait from now on, until they are asked for, so
 * that nothing half-written stays. */
void progress_start(struct progress *, bool quiet);
struct ao_progress progress_of(struct progress *);
/* Now and then: how much of the list is read. False: stop. */
AO_CHECKED bool progress_row(struct progress *, const struct ao_list *,
			     unsigned long row, struct ao_error *);
/* Erases the line. A signal that waits goes on waiting, so that the command
 * can say how to go on; main lets it end the program. */
void progress_end(struct progress *);
/* A signal that waited now ends the program. */
void progress_let_go(void);

#endif
