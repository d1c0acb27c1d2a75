/* progress.c - a line on the terminal, and signals that wait. */
#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SECONDS_BETWEEN    0.2
#define ROWS_BETWEEN_STEPS 1024

static const int stop_signal[] = {SIGINT, SIGTERM, SIGHUP};

/* Those that somebody told us to ignore (nohup) do not stop us. */
static sigset_t stop_signals(void)
{
	struct sigaction how;
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < AO_COUNT(stop_signal); i++)
		if (sigaction(stop_signal[i], NULL, &how) == 0 &&
		    how.sa_handler != SIG_IGN)
			sigaddset(&set, stop_signal[i]);
	return set;
}

static bool wants_to_stop(void)
{
	sigset_t pending;

	sigpending(&pending);
	for (size_t i = 0; i < AO_COUNT(stop_signal); i++)
		if (sigismember(&pending, stop_signal[i]))
			return true;
	return false;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void erase(struct progress *p)
{
	if (p->drawn)
		fputs("\r\033[K", stderr);
	p->drawn = false;
}

static void draw(struct progress *p, const char *what, uint64_t done,
		 uint64_t total)
{
	double t = now(), rate;

	if (p->what != what) {
		p->what = what;
		p->began = p->drew = t;
		return;
	}
	if (t - p->drew < SECONDS_BETWEEN || done == 0 || total == 0)
		return;
	p->drew = t;
	rate = (double)done / (t - p->began);
	erase(p);
	fprintf(stderr, _("%s: %d%%, %.0f a second, %.0f seconds left"),
		_(what), (int)(100 * done / total), rate,
		(double)(total - done) / rate);
	fflush(stderr);
	p->drawn = true;
}

static bool step(void *data, const char *what, uint64_t done, uint64_t total)
{
	struct progress *p = data;

	if (p->shown)
		draw(p, what, done, total);
	p->stopped = p->stopped || wants_to_stop();
	return !p->stopped;
}

void progress_start(struct progress *p, bool quiet)
{
	sigset_t set = stop_signals();

	*p = (struct progress){.shown = !quiet && isatty(STDERR_FILENO)};
	sigprocmask(SIG_BLOCK, &set, NULL);
}

struct ao_progress progress_of(struct progress *p)
{
	return (struct ao_progress){.step = step, .data = p};
}

bool progress_row(struct progress *p, const struct ao_list *list,
		  unsigned long row, struct ao_error *err)
{
	struct ao_progress how = progress_of(p);

	if (row % ROWS_BETWEEN_STEPS)
		return true;
	return ao_progress_step(&how, N_("reading the list"),
				ao_list_bytes_read(list), ao_list_bytes(list),
				err);
}

void progress_end(struct progress *p)
{
	erase(p);
	if (!p->stopped)
		progress_let_go();
}

void progress_let_go(void)
{
	sigset_t set = stop_signals();

	fflush(stdout);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}
