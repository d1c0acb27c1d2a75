/* workers.c - one child a task, a few at a time. */
#include "aofuto/batch/workers.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOTICES_BETWEEN 20

/* What a child says, each in one write: how it gets on, at last how it went.
 */
struct message {
	bool last, ok;
	uint64_t done;
	struct ao_error err;
	_Alignas(16) unsigned char result[AO_WORKERS_RESULT_MOST];
};

struct child {
	pid_t pid; /* 0: nobody */
	int fd;    /* where its messages come from */
	size_t task;
};

struct ao_ticks {
	int fd;
	unsigned kept;
};

struct crew {
	const struct ao_workers_order *order;
	struct child *child;
	size_t running;
	uint64_t done; /* notices */
};

static bool send_message(int fd, const struct message *m)
{
	const char *from = (const char *)m;
	size_t left = sizeof(*m);

	while (left > 0) {
		ssize_t n = write(fd, from, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		from += n;
		left -= (size_t)n;
	}
	return true;
}

/* A parent that no longer listens has ended, and so will this one. */
static void send_ticks(struct ao_ticks *t)
{
	struct message m = {.done = t->kept};

	t->kept = 0;
	if (m.done > 0)
		(void)send_message(t->fd, &m);
}

void ao_tick(struct ao_ticks *t, unsigned notices)
{
	if (!t)
		return;
	t->kept += notices;
	if (t->kept >= NOTICES_BETWEEN)
		send_ticks(t);
}

/* _exit, so that what the parent has buffered is not written twice. */
_Noreturn static void work(const struct ao_workers_order *order, size_t task,
			   int fd, pid_t parent)
{
	struct ao_ticks ticks = {.fd = fd};
	struct message m = {.last = true};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent) /* it ended before that */
		_exit(1);
	signal(SIGPIPE, SIG_IGN);
	m.ok = order->work(order->data, task, m.result, &ticks, &m.err);
	send_ticks(&ticks);
	_exit(send_message(fd, &m) ? 0 : 1);
}

static bool start(struct crew *crew, struct child *c, size_t task,
		  struct ao_error *err)
{
	const struct ao_workers_order *order = crew->order;
	const pid_t parent = getpid();
	int ends[2];

	if (order->begin && !order->begin(order->data, task, err))
		return false;
	if (pipe(ends) != 0)
		return ao_fail_errno(err, NULL, _("cannot start a worker"));
	c->task = task;
	c->pid = fork();
	if (c->pid == 0) {
		close(ends[0]);
		work(order, task, ends[1], parent);
	}
	close(ends[1]);
	c->fd = ends[0];
	if (c->pid < 0) {
		c->pid = 0;
		close(c->fd);
		return ao_fail_errno(err, NULL, _("cannot start a worker"));
	}
	crew->running++;
	return true;
}

static bool receive(int fd, struct message *m)
{
	char *to = (char *)m;
	size_t left = sizeof(*m);

	while (left > 0) {
		ssize_t n = read(fd, to, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		to += n;
		left -= (size_t)n;
	}
	return true;
}

static int wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return status;
}

static void tell_death(const struct child *c, int status, struct ao_error *err)
{
	ao_fail(err, AO_HOST, NULL,
		_("the worker of volume %zu ended before it was done (%s %d); "
		  "try again with fewer --jobs"),
		c->task + 1, WIFSIGNALED(status) ? "signal" : "exit",
		WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

/* A message, or the end of the child. */
static bool hear(struct crew *crew, struct child *c, struct ao_error *err)
{
	const struct ao_workers_order *order = crew->order;
	struct message m = {.ok = false};
	bool heard = receive(c->fd, &m);
	int status;

	if (heard && !m.last) {
		crew->done += m.done;
		return true;
	}
	status = wait_for(c->pid);
	close(c->fd);
	c->pid = 0;
	crew->running--;
	if (!heard) {
		m.err = (struct ao_error){0};
		tell_death(c, status, &m.err);
	}
	return order->end(order->data, c->task, m.result,
			  heard && m.ok ? NULL : &m.err, err);
}

/* Waits a little for any of them. */
static bool listen_once(struct crew *crew, struct ao_error *err)
{
	const struct ao_workers_order *order = crew->order;
	struct pollfd *set = ao_calloc(order->jobs, sizeof(*set));
	bool ok = true;
	int ready;

	for (unsigned i = 0; i < order->jobs; i++)
		set[i] = (struct pollfd){
			.fd = crew->child[i].pid ? crew->child[i].fd : -1,
			.events = POLLIN};
	ready = poll(set, order->jobs, /*milliseconds*/ 100);
	if (ready < 0 && errno != EINTR)
		ok = ao_fail_errno(err, NULL, _("cannot hear the workers"));
	for (unsigned i = 0; ok && ready > 0 && i < order->jobs; i++)
		if (set[i].revents)
			ok = hear(crew, &crew->child[i], err);
	free(set);
	return ok && ao_progress_step(&order->progress, order->what, crew->done,
				      order->total, err);
}

static struct child *idle(struct crew *crew)
{
	for (unsigned i = 0; i < crew->order->jobs; i++)
		if (!crew->child[i].pid)
			return &crew->child[i];
	return NULL;
}

static void stop_all(struct crew *crew)
{
	for (unsigned i = 0; i < crew->order->jobs; i++) {
		struct child *c = &crew->child[i];

		if (!c->pid)
			continue;
		kill(c->pid, SIGKILL);
		wait_for(c->pid);
		close(c->fd);
	}
}

bool ao_workers_run(const struct ao_workers_order *order, struct ao_error *err)
{
	struct crew crew = {.order = order};
	size_t next = 0;
	bool ok = true;

	if (order->result_size > AO_WORKERS_RESULT_MOST)
		AO_BUG("a worker's result has %zu bytes", order->result_size);
	crew.child = ao_calloc(order->jobs, sizeof(*crew.child));
	while (ok && (next < order->tasks || crew.running > 0)) {
		struct child *c = next < order->tasks ? idle(&crew) : NULL;

		ok = c ? start(&crew, c, next++, err) : listen_once(&crew, err);
	}
	stop_all(&crew);
	free(crew.child);
	return ok;
}
