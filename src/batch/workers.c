/* workers.c - one child a volume, a few at a time. */
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

/* What a child says when it is done, in one write. */
struct message {
	bool ok;
	struct ao_error err;
	struct ao_volume volume;
};

struct child {
	pid_t pid; /* 0: nobody */
	int fd;    /* where its message comes from */
	struct ao_out *out;
	struct ao_volume *volume;
};

struct crew {
	const struct ao_workers_order *order;
	struct child *child;
	size_t running;
	uint64_t done, total; /* notices */
};

char *ao_volume_name(struct ao_date month, unsigned number,
		     char out[AO_VOLUME_NAME_SIZE])
{
	snprintf(out, AO_VOLUME_NAME_SIZE, "aofuto-%04d-%02d-%03u.pdf",
		 month.year, month.month, number);
	return out;
}

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

/* _exit, so that what the parent has buffered is not written twice. */
_Noreturn static void work(const struct ao_volume_order *order,
			   struct ao_volume *volume, struct ao_out *out, int fd)
{
	struct message m = {.ok = false};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	m.ok = ao_volume_draw(order, volume, out, &m.err) &&
	       ao_out_finish(out, &m.err);
	m.volume = *volume;
	_exit(send_message(fd, &m) ? 0 : 1);
}

static bool start(struct crew *crew, struct child *c, struct ao_volume *volume,
		  struct ao_error *err)
{
	char name[AO_VOLUME_NAME_SIZE];
	int ends[2];

	ao_volume_name(crew->order->month, volume->number, name);
	c->out = ao_folder_add(crew->order->folder, name, err);
	if (!c->out)
		return false;
	if (pipe(ends) != 0)
		return ao_fail_errno(err, NULL, _("cannot start a worker"));
	c->volume = volume;
	c->pid = fork();
	if (c->pid == 0) {
		close(ends[0]);
		work(crew->order->volume, volume, c->out, ends[1]);
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

static bool finish(struct crew *crew, struct child *c, struct ao_error *err)
{
	struct message m = {.ok = false};
	bool heard = receive(c->fd, &m);
	int status = wait_for(c->pid);

	close(c->fd);
	c->pid = 0;
	crew->running--;
	if (!heard)
		return ao_fail(err, AO_HOST, NULL,
			       _("the worker of volume %u ended before it was "
				 "done (%s %d); nothing was written: try again "
				 "with fewer --jobs"),
			       c->volume->number,
			       WIFSIGNALED(status) ? "signal" : "exit",
			       WIFSIGNALED(status) ? WTERMSIG(status)
						   : WEXITSTATUS(status));
	if (!m.ok)
		return ao_fail(err, m.err.status, m.err.where, "%s",
			       m.err.text);
	*c->volume = m.volume;
	crew->done += m.volume.notices;
	return ao_out_finish(c->out, err);
}

/* Waits a little for any of them. */
static bool listen_once(struct crew *crew, struct ao_error *err)
{
	const unsigned jobs = crew->order->jobs;
	struct pollfd *set = ao_calloc(jobs, sizeof(*set));
	bool ok = true;

	for (unsigned i = 0; i < jobs; i++)
		set[i] = (struct pollfd){
			.fd = crew->child[i].pid ? crew->child[i].fd : -1,
			.events = POLLIN};
	if (poll(set, jobs, /*milliseconds*/ 100) > 0)
		for (unsigned i = 0; ok && i < jobs; i++)
			if (set[i].revents)
				ok = finish(crew, &crew->child[i], err);
	free(set);
	return ok && ao_progress_step(&crew->order->progress,
				      N_("drawing the notices"), crew->done,
				      crew->total, err);
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

bool ao_workers_draw(const struct ao_workers_order *order,
		     struct ao_volume *volume, size_t volumes,
		     struct ao_error *err)
{
	struct crew crew = {.order = order};
	size_t next = 0;
	bool ok = true;

	crew.child = ao_calloc(order->jobs, sizeof(*crew.child));
	for (size_t i = 0; i < volumes; i++)
		crew.total += volume[i].notices;
	while (ok && (next < volumes || crew.running > 0)) {
		struct child *c = next < volumes ? idle(&crew) : NULL;

		ok = c ? start(&crew, c, &volume[next++], err)
		       : listen_once(&crew, err);
	}
	stop_all(&crew);
	free(crew.child);
	return ok;
}
