/* terminal.c - lines for a person at a terminal. */
#include "cli/terminal.h"
#include "cli/table.h"

#include "aofuto/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define NARROWEST 20
#define WIDEST    10000

int terminal_columns(int fd)
{
	const char *given = getenv("COLUMNS");
	struct winsize size;
	long columns;

	if (!isatty(fd))
		return 0;
	if (given && ao_parse_long(given, NARROWEST, WIDEST, &columns))
		return (int)columns;
	if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col < NARROWEST)
		return 0;
	return size.ws_col;
}

bool terminal_colours(int fd)
{
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return isatty(fd) && !(no && *no) && term && *term &&
	       strcmp(term, "dumb") != 0;
}

static bool is_closing(const char *s)
{
	static const char *const mark[] = {"、", "。", "」", "）", "』",
					   "，", "．", "：", "？", "ー"};

	for (size_t i = 0; i < AO_COUNT(mark); i++)
		if (strncmp(s, mark[i], strlen(mark[i])) == 0)
			return true;
	return false;
}

static bool is_opening(const char *s)
{
	static const char *const mark[] = {"(", "（", "「", "『", "\""};

	for (size_t i = 0; i < AO_COUNT(mark); i++)
		if (strncmp(s, mark[i], strlen(mark[i])) == 0)
			return true;
	return false;
}

/* Behind "\033[1;31m", which takes no room; s itself where none is. */
static const char *past_colour(const char *s)
{
	if (s[0] != '\033' || s[1] != '[')
		return s;
	s += 2;
	s += strspn(s, "0123456789;");
	return *s == 'm' ? s + 1 : s;
}

const char *terminal_word(const char *s, int *width)
{
	bool opened = false;

	*width = 0;
	while (*s && *s != ' ') {
		const char *next = past_colour(s);
		int w;

		if (next != s) {
			s = next;
			continue;
		}
		w = letter_width(ao_utf8_next(&next));
		if (w == 2 && *width > 0 && !opened && !is_closing(s))
			return s;
		opened = is_opening(s);
		*width += w;
		s = next;
		if (w == 2 && !opened && !is_closing(s))
			return s;
	}
	return s;
}

struct stream {
	int fd, columns;
	const char *program;
	bool plain;
	struct ao_buf line;
};

static struct stream streams[2]; /* of the process, as its descriptors are */

/* Figures in front of a text stay in front of its other lines too. */
static int indent_of(const char *line, int columns)
{
	size_t blanks = strspn(line, " ");
	size_t n = blanks + strspn(line + blanks, "0123456789, ");
	int most = columns / 2;

	if (n == blanks || line[n - 1] != ' ')
		n = blanks + 2;
	return (int)n < most ? (int)n : most;
}

static void wrap(const struct stream *to, const char *line, struct ao_buf *out)
{
	int indent = indent_of(line, to->columns), at;
	size_t blanks = strspn(line, " ");
	const char *s = line + blanks;
	bool fresh = true;

	ao_buf_addf(out, "%*s", (int)blanks, "");
	at = (int)blanks;
	while (*s) {
		int gap = (int)strspn(s, " "), width;
		const char *word = s + gap, *end = terminal_word(word, &width);

		if (!fresh && at + gap + width > to->columns) {
			ao_buf_addf(out, "\n%*s", indent, "");
			at = indent;
			gap = 0;
		}
		ao_buf_addf(out, "%*s%.*s", gap, "", (int)(end - word), word);
		at += gap + width;
		fresh = false;
		s = end;
	}
	ao_buf_adds(out, "\n");
}

static bool put(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t written = write(fd, s, n);

		if (written < 0)
			return false;
		s += written;
		n -= (size_t)written;
	}
	return true;
}

static bool put_line(struct stream *to)
{
	size_t blanks = strspn(to->line.s, " ");
	struct ao_buf out = {0};
	bool ok;

	if (to->plain ||
	    strncmp(to->line.s + blanks, to->program, strlen(to->program)) == 0)
		ao_buf_addf(&out, "%s\n", to->line.s);
	else
		wrap(to, to->line.s, &out);
	ok = put(to->fd, out.s, out.n);
	ao_buf_release(&out);
	ao_buf_clear(&to->line);
	return ok;
}

static ssize_t take(void *data, const char *s, size_t n)
{
	struct stream *to = data;
	size_t done = 0;

	while (done < n) {
		const char *end = memchr(s + done, '\n', n - done);
		size_t part = end ? (size_t)(end - s) - done : n - done;

		ao_buf_add(&to->line, s + done, part);
		done += part + (end != NULL);
		if (end && !put_line(to))
			return 0;
	}
	return (ssize_t)n;
}

static FILE *wrapped(struct stream *to, int fd, const char *program, FILE *old)
{
	FILE *new;

	*to = (struct stream){
		.fd = fd, .columns = terminal_columns(fd), .program = program};
	if (!to->columns)
		return old;
	ao_buf_adds(&to->line, ""); /* a string from the start */
	new = fopencookie(to, "w", (cookie_io_functions_t){.write = take});
	if (!new)
		return old;
	setvbuf(new, NULL, _IOLBF, BUFSIZ);
	return new;
}

void terminal_start(const char *program)
{
	stdout = wrapped(&streams[0], STDOUT_FILENO, program, stdout);
	stderr = wrapped(&streams[1], STDERR_FILENO, program, stderr);
}

void terminal_plain(void)
{
	streams[0].plain = true;
}
