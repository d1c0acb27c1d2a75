/* reader_main.c - aofuto-reader: a PDF comes in, what stands in it goes out. */
#include "proof/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The largest volume, 5,000 notices, has some 20 MB. */
#define MOST_BYTES ((size_t)512 << 20)

/* A page of 20 kB that unfolds to more is no page of ours. */
#define MOST_MEMORY ((rlim_t)2 << 30)

/* A sanitizer needs terabytes of addresses, and files for its report. */
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED true
#else
#define SANITIZED false
#endif

static void limit(int resource, rlim_t most)
{
	struct rlimit now;

	if (getrlimit((__rlimit_resource_t)resource, &now) != 0)
		return;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most)
		most = now.rlim_max;
	setrlimit((__rlimit_resource_t)resource, &(struct rlimit){most, most});
}

/* From here on no file can be opened: none can be stolen, and a font that is
 * not in the PDF cannot be had from the host, but is complained of. */
static void open_files(bool any)
{
	struct rlimit now;

	if (getrlimit(RLIMIT_NOFILE, &now) != 0)
		return;
	now.rlim_cur = any ? now.rlim_max : STDERR_FILENO + 1;
	if (!SANITIZED)
		now.rlim_max = now.rlim_cur;
	setrlimit(RLIMIT_NOFILE, &now);
}

/* As the main program, and more: this one only reads, and what it reads may
 * be made to harm it. */
static void harden(void)
{
	umask(077);
	signal(SIGXFSZ, SIG_IGN);
	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	limit(RLIMIT_CORE, 0);
	open_files(/*any*/ false);
	if (SANITIZED)
		return;
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_AS, MOST_MEMORY);
}

static bool write_all(const void *bytes, size_t n)
{
	const char *from = bytes;

	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, from, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		from += done;
		n -= (size_t)done;
	}
	return true;
}

static bool tell(enum reader_record_type type, const void *bytes, size_t n)
{
	const struct reader_record record = {
		.magic = READER_MAGIC, .type = type, .bytes = n};

	return write_all(&record, sizeof(record)) && write_all(bytes, n);
}

static bool read_all(struct ao_buf *bytes, struct reader_fault *fault)
{
	static const size_t piece = (size_t)1 << 18;
	char *room = ao_alloc(piece);
	ssize_t n;

	do {
		n = read(STDIN_FILENO, room, piece);
		if (n > 0)
			ao_buf_add(bytes, room, (size_t)n);
	} while ((n > 0 && bytes->n <= MOST_BYTES) ||
		 (n < 0 && errno == EINTR));
	free(room);
	fault->type = n < 0 ? READER_FAULT_INPUT : READER_FAULT_LARGE;
	return n == 0;
}

static bool tell_head(const struct ao_buf *bytes, unsigned pages)
{
	struct reader_head head = {.version = READER_VERSION, .pages = pages};
	unsigned part[3];

	reader_scanner_version(part);
	snprintf(head.library, sizeof(head.library),
		 "poppler %s, zbar %u.%u.%u", reader_file_version(), part[0],
		 part[1], part[2]);
	ao_sha256(bytes->s, bytes->n, head.sha256);
	return tell(READER_HEAD, &head, sizeof(head));
}

/* False: the listener has gone, or a fault is to be told. */
static bool tell_pages(struct reader_file *file, struct reader_fault *fault)
{
	struct ao_buf payload = {0};
	bool ok = true;

	for (unsigned i = 0; ok && i < reader_file_pages(file); i++)
		ok = reader_file_page(file, i, &payload, fault) &&
		     tell(READER_PAGE, payload.s, payload.n);
	ao_buf_release(&payload);
	return ok;
}

static bool work(const struct reader_order *order)
{
	struct reader_fault fault = {.type = READER_FAULT_TYPES};
	struct reader_file *file = NULL;
	struct ao_buf bytes = {0};
	bool ok;

	ok = read_all(&bytes, &fault);
	if (ok) {
		file = reader_file_open(bytes.s, bytes.n, order, &fault);
		ok = file != NULL;
	}
	if (ok) {
		fault.type = READER_FAULT_TYPES;
		ok = tell_head(&bytes, reader_file_pages(file)) &&
		     tell_pages(file, &fault) && tell(READER_END, NULL, 0);
	}
	if (!ok && fault.type != READER_FAULT_TYPES)
		ok = tell(READER_FAULT, &fault, sizeof(fault));
	reader_file_close(file);
	ao_buf_release(&bytes);
	return ok;
}

/* Who only asks whether the reader can be started. */
static bool tell_libraries(void)
{
	struct ao_buf nothing = {0};
	bool ok;

	ao_buf_adds(&nothing, "");
	ok = tell_head(&nothing, /*pages*/ 0);
	ao_buf_release(&nothing);
	return ok;
}

/* "1.5,2": so many numbers, and nothing else; none is larger than any paper. */
static bool numbers(const char *s, double *const out[], size_t n)
{
	char *end;

	for (size_t i = 0; i < n; i++, s = end + 1) {
		*out[i] = strtod(s, &end);
		if (end == s || !(*out[i] >= 0 && *out[i] < 1000) ||
		    *end != (i + 1 < n ? ',' : '\0'))
			return false;
	}
	return true;
}

static bool place(const char *s, struct reader_order *order)
{
	struct reader_place *to = &order->place[order->places];
	double *const part[] = {&to->x, &to->y, &to->size};

	if (order->places == READER_PLACES_MOST ||
	    !numbers(s, part, AO_COUNT(part)))
		return false;
	order->places++;
	return to->size > 1 && to->size < 100;
}

static bool strip(const char *s, struct reader_order *order)
{
	struct ao_read_area *to = &order->strip;
	double *const part[] = {&to->x, &to->y, &to->width, &to->height};

	return numbers(s, part, AO_COUNT(part));
}

static bool every(const char *s, struct reader_order *order)
{
	long n;

	if (!s || !ao_parse_long(s, 0, 1000000, &n))
		return false;
	order->raster_every = (unsigned)n;
	return true;
}

/* What stands behind the "=" of the option; NULL: it is another. */
static const char *value_of(const char *argument, const char *option)
{
	const size_t n = strlen(option);

	return strncmp(argument, option, n) == 0 ? argument + n : NULL;
}

/* Nothing; --raster-every N, --bars=X,Y,SIZE and --strip=X,Y,WIDTH,HEIGHT; or
 * --libraries. */
static bool arguments(int argc, char **argv, struct reader_order *order,
		      bool *libraries)
{
	bool ok = true;

	*libraries = argc == 2 && strcmp(argv[1], "--libraries") == 0;
	for (int i = 1; !*libraries && ok && i < argc; i++) {
		const char *bars = value_of(argv[i], READER_BARS_OPTION);
		const char *area = value_of(argv[i], READER_STRIP_OPTION);

		if (bars)
			ok = place(bars, order);
		else if (area)
			ok = strip(area, order);
		else
			ok = strcmp(argv[i], "--raster-every") == 0 &&
			     every(argv[++i], order);
	}
	return ok;
}

int main(int argc, char **argv)
{
	struct reader_order order = {0};
	bool libraries, ok;

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			return AO_USAGE;
	if (!arguments(argc, argv, &order, &libraries) ||
	    isatty(STDIN_FILENO) || isatty(STDOUT_FILENO)) {
		dprintf(STDERR_FILENO, "aofuto-reader is a part of aofuto and "
				       "is started by it\n");
		return AO_USAGE;
	}
	harden();
	ok = libraries ? tell_libraries() : work(&order);
	open_files(/*any*/ SANITIZED);
	return ok ? AO_OK : AO_HOST;
}
