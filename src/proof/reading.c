/* reading.c - starts the reader and believes nothing it does not check. */
#include "proof/reading_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A page takes milliseconds and the opening of a large volume a second; on a
 * machine that is busy with other things a hundred times that. After this
 * long without a byte the reader hangs. */
#define PATIENCE_SECONDS 120

_Static_assert(AO_READ_PLACES_MOST == READER_PLACES_MOST, "both sides agree");

#define EXIT_NOT_STARTED 127 /* as a shell says it */

static char *copy(const char *s)
{
	const size_t n = strlen(s) + 1;

	return memcpy(ao_alloc(n), s, n);
}

static void reap(struct ao_reading *r)
{
	if (!r->pid)
		return;
	while (waitpid(r->pid, &r->status, 0) < 0 && errno == EINTR)
		continue;
	r->pid = 0;
}

void ao_reading_close(struct ao_reading *r)
{
	if (!r)
		return;
	if (r->fd >= 0)
		close(r->fd);
	if (r->pid)
		kill(r->pid, SIGKILL);
	reap(r);
	free(r->path);
	free(r->program);
	free(r->payload);
	free(r->code);
	free(r);
}

unsigned long ao_reading_pages(const struct ao_reading *r)
{
	return r->pages;
}

const char *ao_reading_sha256(const struct ao_reading *r)
{
	return r->sha256;
}

const char *ao_reading_library(const struct ao_reading *r)
{
	return r->library;
}

/* Where the caller's standard streams are closed a new number may be one of
 * theirs, and the child's dup2 would overwrite it. */
static int above_standard(int fd)
{
	int higher;

	if (fd < 0 || fd > STDERR_FILENO)
		return fd;
	higher = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(fd);
	return higher;
}

static bool open_pipe(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	for (int i = 0; i < 2; i++)
		ends[i] = above_standard(ends[i]);
	if (ends[0] >= 0 && ends[1] >= 0) {
		/* So that the reader need not wait for us at each page; where
		 * the host does not grant it, it does. */
		(void)fcntl(ends[0], F_SETPIPE_SZ, 1 << 20);
		return true;
	}
	for (int i = 0; i < 2; i++)
		if (ends[i] >= 0)
			close(ends[i]);
	return false;
}

/* Between fork and exec: system calls only. */
_Noreturn static void become_reader(const char *program, char *const *argument,
				    int in, int out)
{
	sigset_t none;
	int null;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	/* What a library says to nobody is for nobody: it may be a name. */
	if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
	    null < 0 || dup2(null, STDERR_FILENO) < 0)
		_exit(EXIT_NOT_STARTED);
	(void)fcntl(STDERR_FILENO, F_SETFD, 0);
	close_range(STDERR_FILENO + 1, UINT_MAX, 0);
	execv(program, argument);
	_exit(EXIT_NOT_STARTED);
}

static bool start(struct ao_reading *r, char *const *argument, int in,
		  struct ao_error *err)
{
	int ends[2];

	if (!open_pipe(ends))
		return ao_fail_errno(err, r->path,
				     _("cannot start the reader"));
	r->pid = fork();
	if (r->pid == 0)
		become_reader(r->program, argument, in, ends[1]);
	close(ends[1]);
	r->fd = ends[0];
	if (r->pid > 0)
		return true;
	r->pid = 0;
	return ao_fail_errno(err, r->path, _("cannot start the reader"));
}

/* No FIFO that nobody writes to, no folder. */
static int open_file(const char *path, struct ao_error *err)
{
	int fd = above_standard(
		open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
	struct stat about;

	if (fd < 0) {
		ao_fail_errno(err, path, _("cannot open the file"));
		return -1;
	}
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode))
		return fd;
	close(fd);
	ao_fail(err, AO_HOST, path, _("this is not a regular file"));
	return -1;
}

/* The reader has closed its output: why? */
static bool ended(struct ao_reading *r, struct ao_error *err)
{
	reap(r);
	if (WIFEXITED(r->status) && WEXITSTATUS(r->status) == EXIT_NOT_STARTED)
		return ao_fail(err, AO_HOST, r->path,
			       _("the reader '%s' cannot be started; install "
				 "aofuto again, with all its files"),
			       r->program);
	return ao_fail(err, AO_HOST, r->path,
		       _("the reader ended before it had read the file (%s "
			 "%d); the file is damaged, or memory is short"),
		       WIFSIGNALED(r->status) ? "signal" : "exit",
		       WIFSIGNALED(r->status) ? WTERMSIG(r->status)
					      : WEXITSTATUS(r->status));
}

static bool strange(struct ao_reading *r, struct ao_error *err)
{
	return ao_fail(err, AO_HOST, r->path,
		       _("the reader '%s' does not answer as the reader of "
			 "this version; install aofuto again, with all its "
			 "files"),
		       r->program);
}

static bool wait_for_bytes(struct ao_reading *r, struct ao_error *err)
{
	struct pollfd one = {.fd = r->fd, .events = POLLIN};
	int n;

	do
		n = poll(&one, 1, PATIENCE_SECONDS * 1000);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		return true;
	if (n < 0)
		return ao_fail_errno(err, r->path,
				     _("cannot listen to the reader"));
	return ao_fail(err, AO_HOST, r->path,
		       _("the reader has said nothing for %d seconds and was "
			 "stopped; the file is damaged, or the machine is "
			 "overloaded"),
		       PATIENCE_SECONDS);
}

static bool receive(struct ao_reading *r, void *to, size_t n,
		    struct ao_error *err)
{
	char *at = to;

	while (n > 0) {
		ssize_t got;

		if (!wait_for_bytes(r, err))
			return false;
		got = read(r->fd, at, n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return ao_fail_errno(err, r->path,
					     _("cannot listen to the reader"));
		if (got == 0)
			return ended(r, err);
		at += got;
		n -= (size_t)got;
	}
	return true;
}

static const char *const fault_text[READER_FAULT_UNSEEN] = {
	[READER_FAULT_INPUT] = N_("the reader cannot read the file; try again"),
	[READER_FAULT_LARGE] = N_("the file is larger than any volume"),
	[READER_FAULT_ENCRYPTED] = N_("the file asks for a password; no volume "
				      "of aofuto does"),
	[READER_FAULT_DAMAGED] = N_("this is not a PDF, or it is damaged"),
	[READER_FAULT_NO_PAGES] = N_("the PDF has no pages"),
	[READER_FAULT_PAGE] = N_("another reader cannot open the page"),
	[READER_FAULT_TEXT] = N_("another reader cannot say where the text of "
				 "the page stands"),
};

static bool fail_fault(struct ao_reading *r, struct reader_fault *fault,
		       struct ao_error *err)
{
	char text[sizeof(err->text)];

	fault->words[sizeof(fault->words) - 1] = '\0';
	if (fault->type == READER_FAULT_COMPLAINT)
		snprintf(text, sizeof(text),
			 _("another reader complains of the file: %s"),
			 fault->words);
	else if (fault->type == READER_FAULT_UNSEEN)
		snprintf(text, sizeof(text),
			 _("the character at %s mm cannot be seen on the "
			   "paper: it is covered, has the color of what lies "
			   "under it, or its shape is empty"),
			 fault->words);
	else if (fault->type < READER_FAULT_UNSEEN)
		snprintf(text, sizeof(text), "%s",
			 ao_translate(fault_text[fault->type]));
	else
		return strange(r, err);
	if (fault->page)
		return ao_fail(err, AO_HOST, r->path, _("page %u: %s"),
			       fault->page, text);
	return ao_fail(err, AO_HOST, r->path, "%s", text);
}

/* The next record, whose type must be `type`, into r->payload. */
static bool next_record(struct ao_reading *r, enum reader_record_type type,
			size_t *bytes, struct ao_error *err)
{
	struct reader_record record;
	struct reader_fault fault;

	*bytes = 0;
	if (!receive(r, &record, sizeof(record), err))
		return false;
	if (record.magic != READER_MAGIC || record.bytes > READER_MOST_BYTES)
		return strange(r, err);
	if (record.type == READER_FAULT && record.bytes == sizeof(fault))
		return receive(r, &fault, sizeof(fault), err) &&
		       fail_fault(r, &fault, err);
	if (record.type != (uint32_t)type)
		return strange(r, err);
	if (record.bytes > r->capacity) {
		r->capacity = record.bytes * 2;
		free(r->payload);
		r->payload = ao_alloc(r->capacity);
	}
	*bytes = record.bytes;
	return receive(r, r->payload, record.bytes, err);
}

static bool receive_head(struct ao_reading *r, struct ao_error *err)
{
	struct reader_head head;
	size_t bytes;

	if (!next_record(r, READER_HEAD, &bytes, err))
		return false;
	if (bytes != sizeof(head))
		return strange(r, err);
	memcpy(&head, r->payload, sizeof(head));
	head.sha256[AO_SHA256_HEX - 1] = '\0';
	if (head.version != READER_VERSION || head.pages > READER_MOST_PAGES)
		return strange(r, err);
	r->pages = head.pages;
	memcpy(r->sha256, head.sha256, AO_SHA256_HEX);
	head.library[AO_READER_LIBRARY - 1] = '\0';
	memcpy(r->library, head.library, AO_READER_LIBRARY);
	return true;
}

static struct ao_reading *new_reading(const char *program, const char *path)
{
	struct ao_reading *r = ao_calloc(1, sizeof(*r));

	r->fd = -1;
	r->path = copy(path);
	r->program = copy(program);
	return r;
}

/* What the reader is started with. */
struct arguments {
	char text[4 + AO_READ_PLACES_MOST][80];
	char *argument[4 + AO_READ_PLACES_MOST + 1];
	size_t n;
};

AO_PRINTF(2, 3)
static void add_argument(struct arguments *to, const char *format, ...)
{
	char *text = to->text[to->n];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(to->text[0]), format, args);
	va_end(args);
	to->argument[to->n++] = text;
}

static void write_arguments(const struct ao_reading_order *order,
			    struct arguments *to)
{
	const struct ao_read_area *strip = &order->strip;

	if (order->places > AO_READ_PLACES_MOST)
		AO_BUG("%zu places for bars", order->places);
	to->n = 0;
	add_argument(to, "aofuto-reader");
	add_argument(to, "--raster-every");
	add_argument(to, "%u", order->raster_every);
	for (size_t i = 0; i < order->places; i++) {
		const struct ao_read_place *p = &order->place[i];

		add_argument(to, READER_BARS_OPTION "%f,%f,%f", p->x, p->y,
			     p->size);
	}
	if (strip->width > 0)
		add_argument(to, READER_STRIP_OPTION "%f,%f,%f,%f", strip->x,
			     strip->y, strip->width, strip->height);
	to->argument[to->n] = NULL;
}

struct ao_reading *ao_reading_open(const struct ao_reading_order *order,
				   struct ao_error *err)
{
	struct arguments a;
	int in = open_file(order->path, err);
	struct ao_reading *r;
	bool ok;

	if (in < 0)
		return NULL;
	write_arguments(order, &a);
	r = new_reading(order->program, order->path);
	r->strip = order->strip;
	r->places = order->places;
	if (order->places)
		memcpy(r->place, order->place,
		       order->places * sizeof(*r->place));
	ok = start(r, a.argument, in, err);
	close(in);
	if (ok && receive_head(r, err) && (r->pages > 0 || strange(r, err)))
		return r;
	ao_reading_close(r);
	return NULL;
}

bool ao_reading_libraries(const char *program, char library[AO_READER_LIBRARY],
			  struct ao_error *err)
{
	char name[] = "aofuto-reader", option[] = "--libraries";
	char *const argument[] = {name, option, NULL};
	struct ao_reading *r = new_reading(program, program);
	int in = above_standard(open("/dev/null", O_RDONLY | O_CLOEXEC));
	bool ok = in >= 0 ||
		  ao_fail_errno(err, "/dev/null", _("cannot open the file"));

	ok = ok && start(r, argument, in, err);
	if (in >= 0)
		close(in);
	ok = ok && receive_head(r, err);
	if (ok)
		memcpy(library, r->library, AO_READER_LIBRARY);
	ao_reading_close(r);
	return ok;
}

/* The end mark, and a reader that ends well: a leak or a crash on its way out
 * is a crash. */
static bool take_end(struct ao_reading *r, struct ao_error *err)
{
	size_t bytes;

	if (!next_record(r, READER_END, &bytes, err))
		return false;
	if (bytes != 0)
		return strange(r, err);
	reap(r);
	if (WIFEXITED(r->status) && WEXITSTATUS(r->status) == 0)
		return true;
	return ended(r, err);
}

static bool next_page(struct ao_reading *r, struct ao_read_page *page,
		      struct ao_error *err)
{
	size_t bytes;

	if (r->next >= r->pages)
		return ao_fail(err, AO_HOST, r->path,
			       _("the file has no further page"));
	if (!next_record(r, READER_PAGE, &bytes, err))
		return false;
	if (!ao_reading_take(r, bytes, page))
		return strange(r, err);
	r->next++;
	return true;
}

bool ao_reading_next(struct ao_reading *r, struct ao_read_page *page,
		     struct ao_error *err)
{
	if (r->failed.status == AO_OK && next_page(r, page, &r->failed) &&
	    (r->next < r->pages || take_end(r, &r->failed)))
		return true;
	return ao_fail(err, r->failed.status, r->failed.where, "%s",
		       r->failed.text);
}
