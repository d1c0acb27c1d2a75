/* answer.c - one JSON document on standard output, whatever happens. */
#include "cli/answer.h"

#include "aofuto/batch/json.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

/* The outermost brace that closes, and what stands around it, is not passed
 * on. False: c belongs to that. */
static bool follow(struct answer *a, char c)
{
	if (a->escaped) {
		a->escaped = false;
	} else if (a->in_text) {
		a->escaped = c == '\\';
		a->in_text = c != '"';
	} else if (c == '{' || c == '[') {
		a->has_member = a->has_member || a->depth > 0;
		if (a->depth < ANSWER_DEPTH)
			a->open[a->depth] = c;
		a->depth++;
	} else if (c == '}' || c == ']') {
		a->depth--;
		a->ended = a->depth == 0;
	} else {
		a->in_text = c == '"';
		a->has_member = true;
	}
	return !a->ended;
}

/* Blanks between values wait for what they stand before: those before the
 * last brace must not have gone out when a member more comes. */
static void take(struct answer *a, char c)
{
	if (a->ended)
		return;
	if (!a->in_text && is_blank(c)) {
		ao_buf_add(&a->blanks, &c, 1);
		return;
	}
	a->foreign = a->foreign || (!a->begun && c != '{');
	a->begun = true;
	if (!a->foreign && !follow(a, c))
		return;
	fwrite(a->blanks.s ? a->blanks.s : "", 1, a->blanks.n, a->real);
	ao_buf_clear(&a->blanks);
	putc(c, a->real);
}

static ssize_t pass_on(void *cookie, const char *s, size_t n)
{
	struct answer *a = cookie;

	for (size_t i = 0; i < n; i++)
		take(a, s[i]);
	return fflush(a->real) == 0 ? (ssize_t)n : 0;
}

void answer_open(struct answer *a, const char *command)
{
	FILE *through =
		fopencookie(a, "w", (cookie_io_functions_t){.write = pass_on});

	*a = (struct answer){.command = command};
	if (!through)
		return;
	a->real = stdout;
	stdout = through;
}

static void add_error(struct ao_json *j, const struct ao_error *err)
{
	ao_json_object(j, "error");
	ao_json_number(j, "status", (uint64_t)err->status);
	if (*err->where)
		ao_json_text(j, "where", err->where);
	else
		ao_json_null(j, "where");
	ao_json_text(j, "message", err->text);
	ao_json_end(j);
}

/* A document of its own, or the members that one has more: without the first
 * brace. */
static void write_end(struct answer *a, const struct ao_error *err)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	if (!a->begun && a->command)
		ao_json_text(&j, "command", a->command);
	if (err->status != AO_OK)
		add_error(&j, err);
	ao_json_end(&j);
	/* "{}" ends without a new line of its own. */
	if (out.n == sizeof("{}\n") - 1)
		fputs(a->begun && !a->has_member ? "}\n" : "\n}\n", a->real);
	else if (a->begun)
		fprintf(a->real, "%s%s", a->has_member ? "," : "", out.s + 1);
	else
		fputs(out.s, a->real);
	ao_buf_release(&out);
}

/* A report that was cut short is closed up to its outermost brace. */
static void close_inner(struct answer *a)
{
	for (; a->depth > 1 && a->depth <= ANSWER_DEPTH; a->depth--)
		putc(a->open[a->depth - 1] == '{' ? '}' : ']', a->real);
}

void answer_close(struct answer *a, const struct ao_error *err)
{
	if (!a->real)
		return;
	fclose(stdout);
	stdout = a->real;
	if (a->foreign) {
		fwrite(a->blanks.s ? a->blanks.s : "", 1, a->blanks.n, a->real);
	} else {
		if (!a->ended)
			close_inner(a);
		write_end(a, err);
	}
	ao_buf_release(&a->blanks);
	a->real = NULL;
}
