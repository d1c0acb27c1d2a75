/* csv.c - the only user of libcsv. Text goes in a line at a time, so that a
 * row and its line number are known together. */
#include "aofuto/input/csv.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* DOS programs end a text file with Ctrl-Z; libcsv would make a row of it. */
#define EOF_SIGN 0x1A

enum trouble { NO_TROUBLE, TOO_MANY_COLUMNS, ROW_TOO_LONG };

struct ao_csv {
	struct csv_parser parser;
	struct ao_source *source;
	const char *at, *end;               /* the rest of the current piece */
	const char *nul;                    /* the first NUL in it */
	unsigned long line;                 /* of the next byte */
	unsigned long row;                  /* of the next row */
	unsigned long row_line, field_line; /* where those began */
	unsigned count, columns;            /* columns: 0 before the header */
	size_t used;                        /* bytes of text */
	bool in_row, got_row, after_cr, after_eof_sign, finished;
	enum trouble trouble;
	char *text; /* the fields of the row, each NUL-ended */
	char *field[AO_CSV_COLUMNS_MOST];
	uint32_t length[AO_CSV_COLUMNS_MOST];
};

static void take_field(void *s, size_t n, void *data)
{
	struct ao_csv *csv = data;

	csv->field_line = csv->line;
	if (csv->count == AO_CSV_COLUMNS_MOST)
		csv->trouble = TOO_MANY_COLUMNS;
	else if (csv->used + n + 1 > AO_CSV_ROW_MOST)
		csv->trouble = ROW_TOO_LONG;
	if (csv->trouble)
		return;
	csv->field[csv->count] = csv->text + csv->used;
	csv->length[csv->count] = (uint32_t)n;
	if (n > 0)
		memcpy(csv->text + csv->used, s, n);
	csv->text[csv->used + n] = '\0';
	csv->used += n + 1;
	csv->count++;
}

static void take_row(int end, void *data)
{
	struct ao_csv *csv = data;

	(void)end;
	csv->got_row = true;
	csv->in_row = false;
}

/* libcsv asks for room when a field grows; refusing stops it. */
static void *room(void *old, size_t size)
{
	if (size > AO_CSV_FIELD_MOST)
		return NULL;
	return ao_realloc(old, size);
}

struct ao_csv *ao_csv_new(struct ao_source *source)
{
	struct ao_csv *csv = ao_calloc(1, sizeof(*csv));

	csv->source = source;
	csv->line = 1;
	csv->text = ao_alloc(AO_CSV_ROW_MOST);
	csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
	csv_set_realloc_func(&csv->parser, room);
	csv_set_blk_size(&csv->parser, 4096);
	return csv;
}

void ao_csv_free(struct ao_csv *csv)
{
	if (!csv)
		return;
	csv_free(&csv->parser);
	free(csv->text);
	free(csv);
}

static enum ao_step fail_at(const struct ao_csv *csv, unsigned long line,
			    struct ao_error *err, const char *text)
{
	char where[sizeof(err->where)];

	snprintf(where, sizeof(where), "%s:%lu:%u", ao_source_name(csv->source),
		 line, csv->in_row ? csv->count + 1 : 1);
	ao_fail(err, AO_INPUT, where, "%s", text);
	return AO_STEP_FAIL;
}

static enum ao_step fail_open_quote(const struct ao_csv *csv,
				    struct ao_error *err)
{
	return fail_at(csv, csv->field_line, err,
		       _("a quoted field begins here and never ends; close "
			 "its quote, and double every quote inside it"));
}

static enum ao_step fail_parse(struct ao_csv *csv, struct ao_error *err)
{
	char text[256];

	if (csv_error(&csv->parser) == CSV_ENOMEM) {
		snprintf(text, sizeof(text),
			 _("a field that begins here is longer than %zu KiB; "
			   "perhaps its quote is never closed"),
			 AO_CSV_FIELD_MOST / 1024);
		return fail_at(csv, csv->field_line, err, text);
	}
	if (!csv->parser.quoted)
		return fail_at(csv, csv->line, err,
			       _("a quote inside a field without quotes; put "
				 "the field in quotes and double that quote"));
	snprintf(text, sizeof(text),
		 _("there is text behind the closing quote of the field that "
		   "begins on line %lu; double every quote inside a quoted "
		   "field"),
		 csv->field_line);
	return fail_at(csv, csv->line, err, text);
}

static enum ao_step fail_trouble(const struct ao_csv *csv, struct ao_error *err)
{
	char text[256];

	if (csv->trouble == TOO_MANY_COLUMNS)
		snprintf(text, sizeof(text),
			 _("more than %u columns in one row; this is not a "
			   "resident list"),
			 AO_CSV_COLUMNS_MOST);
	else
		snprintf(text, sizeof(text), _("a row longer than %zu KiB"),
			 AO_CSV_ROW_MOST / 1024);
	return fail_at(csv, csv->row_line, err, text);
}

static bool blank(const char *s, const char *end)
{
	while (s < end && strchr(" \t\r\n", *s))
		s++;
	return s == end;
}

/* The next bytes up to a line's end or the piece's; CRLF stays together when
 * it is in one piece. */
static const char *slice_end(const struct ao_csv *csv, const char *stop)
{
	size_t n = (size_t)(stop - csv->at);
	const char *lf = memchr(csv->at, '\n', n);
	const char *cr = memchr(csv->at, '\r', lf ? (size_t)(lf - csv->at) : n);

	if (cr && cr + 1 != lf)
		return cr + 1;
	return lf ? lf + 1 : stop;
}

static void count_line(struct ao_csv *csv, const char *s, const char *end)
{
	bool second = csv->after_cr && *s == '\n'; /* the LF of a split CRLF */

	if ((end[-1] == '\n' || end[-1] == '\r') && !second)
		csv->line++;
	csv->after_cr = end[-1] == '\r';
}

static enum ao_step feed(struct ao_csv *csv, struct ao_error *err)
{
	const char *s = csv->at;
	const char *end = slice_end(csv, csv->nul ? csv->nul : csv->end);
	size_t n = (size_t)(end - s);

	if (csv->nul == s)
		return fail_at(csv, csv->line, err,
			       _("there is a NUL character; export the list "
				 "again"));
	if (csv->after_eof_sign && !blank(s, end))
		return fail_at(csv, csv->line, err,
			       _("there is text behind the end-of-file "
				 "character (Ctrl-Z)"));
	if (!csv->in_row && *s == EOF_SIGN) {
		csv->after_eof_sign = true;
		csv->at = s + 1;
		return AO_STEP_END;
	}
	csv->at = end;
	if (!csv->in_row && blank(s, end)) {
		count_line(csv, s, end);
		return AO_STEP_END;
	}
	if (!csv->in_row) {
		csv->in_row = true;
		csv->row_line = csv->line;
		csv->field_line = csv->line;
		csv->count = 0;
		csv->used = 0;
	}
	if (csv_parse(&csv->parser, s, n, take_field, take_row, csv) != n)
		return fail_parse(csv, err);
	count_line(csv, s, end);
	return csv->trouble ? fail_trouble(csv, err) : AO_STEP_ITEM;
}

static enum ao_step finish(struct ao_csv *csv, struct ao_error *err)
{
	csv->finished = true;
	if (csv_fini(&csv->parser, take_field, take_row, csv) != 0)
		return fail_open_quote(csv, err);
	if (csv->trouble)
		return fail_trouble(csv, err);
	return csv->got_row ? AO_STEP_ITEM : AO_STEP_END;
}

static bool refill(struct ao_csv *csv, size_t *n, struct ao_error *err)
{
	const char *s;

	if (!ao_source_read(csv->source, &s, n, err))
		return false;
	if (*n == 0)
		return true;
	csv->at = s;
	csv->end = s + *n;
	csv->nul = memchr(s, '\0', *n);
	return true;
}

static enum ao_step give(struct ao_csv *csv, struct ao_csv_row *out,
			 struct ao_error *err)
{
	char text[256];

	if (csv->columns == 0)
		csv->columns = csv->count;
	if (csv->count != csv->columns) {
		snprintf(text, sizeof(text),
			 _("row %lu has %u fields, but the header has %u "
			   "columns; a comma inside a value needs quotes"),
			 csv->row, csv->count, csv->columns);
		return fail_at(csv, csv->row_line, err, text);
	}
	*out = (struct ao_csv_row){.file = ao_source_name(csv->source),
				   .row = csv->row++,
				   .line = csv->row_line,
				   .fields = csv->count,
				   .field = csv->field,
				   .length = csv->length};
	return AO_STEP_ITEM;
}

enum ao_step ao_csv_next(struct ao_csv *csv, struct ao_csv_row *out,
			 struct ao_error *err)
{
	csv->got_row = false;
	while (!csv->got_row) {
		enum ao_step step;
		size_t n;

		if (csv->finished)
			return AO_STEP_END;
		if (csv->at < csv->end) {
			step = feed(csv, err);
		} else {
			if (!refill(csv, &n, err))
				return AO_STEP_FAIL;
			step = n > 0 ? AO_STEP_ITEM : finish(csv, err);
		}
		if (step == AO_STEP_FAIL)
			return step;
	}
	return give(csv, out, err);
}

void ao_csv_library(struct ao_buf *out)
{
	ao_buf_addf(out, "libcsv %d.%d.%d", CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}
