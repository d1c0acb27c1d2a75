/* progress.c - a line on the terminal, and signals that wait. */
#include "cli/progress.h"
#include "cli/table.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SECONDS_BETWEEN    0.2
#define ROWS_BETWEEN_STEPS 1024
#define USUAL_COLUMNS      80

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

/* Past the streams, which keep lines until they are whole. */
static void put(const char *s, size_t n)
{
	ssize_t ignored = write(STDERR_FILENO, s, n);

	(void)ignored;
}

static void erase(struct progress *p)
{
	static const char gone[] = "\r\033[K";

	if (p->drawn)
		put(gone, sizeof(gone) - 1);
	p->drawn = false;
}

static void describe(const struct progress *p, uint64_t done, uint64_t total,
		     double t, struct ao_buf *out)
{
	double rate = (double)done / (t - p->began);
	char left[PACE_TIME_SIZE];

	ao_buf_addf(out, _("%s: %d%%, %.0f a second, %s left"), _(p->what),
		    (int)(100 * done / total), rate,
		    pace_time((double)(total - done) / rate, left));
}

/* As much as stands in one line: what goes over cannot be erased. */
static size_t fitting(const char *s, int columns)
{
	const char *at = s;
	int width = 0;

	while (*at) {
		const char *next = at;

		width += letter_width(ao_utf8_next(&next));
		if (width >= columns)
			break;
		at = next;
	}
	return (size_t)(at - s);
}

static void draw(struct progress *p, uint64_t done, uint64_t total, double t)
{
	struct ao_buf line = {0};
	int columns = terminal_columns(STDERR_FILENO);

	if (t - p->drew < SECONDS_BETWEEN)
		return;
	p->drew = t;
	describe(p, done, total, t, &line);
	erase(p);
	put(line.s, fitting(line.s, columns ? columns : USUAL_COLUMNS));
	p->drawn = true;
	ao_buf_release(&line);
}

static void tell_log(const struct progress *p, uint64_t done, uint64_t total,
		     double t)
{
	struct ao_buf line = {0};

	describe(p, done, total, t, &line);
	fprintf(stderr, "aofuto: %s\n", line.s);
	ao_buf_release(&line);
}

static void tell(struct progress *p, const char *what, uint64_t done,
		 uint64_t total)
{
	double t = now();

	if (p->what != what) {
		p->what = what;
		p->began = p->drew = t;
		return;
	}
	if (done == 0 || total == 0 || done > total || t <= p->began)
		return;
	if (p->shown)
		draw(p, done, total, t);
	else if (pace_is_due(&p->pace, t))
		tell_log(p, done, total, t);
}

static bool step(void *data, const char *what, uint64_t done, uint64_t total)
{
	struct progress *p = data;

	if (p->shown || p->logged)
		tell(p, what, done, total);
	p->stopped = p->stopped || wants_to_stop();
	return !p->stopped;
}

void progress_start(struct progress *p, bool quiet)
{
	sigset_t set = stop_signals();

	*p = (struct progress){.shown = !quiet && isatty(STDERR_FILENO),
			       .logged = !quiet && !isatty(STDERR_FILENO)};
	pace_start(&p->pace, now());
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
