/* duty.c - the lines of missing-glyphs.csv, spooled and written. */
#include "aofuto/batch/duty.h"

#include "aofuto/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A resident with a longer id is rejected before a letter is tried. */
#define ID_SIZE 64

struct record {
	struct ao_duty_line line; /* resident_id is not the spool's */
	char id[ID_SIZE];
};

struct ao_duty {
	FILE *spool; /* NULL before the first line */
	unsigned long count;
	bool failed;
};

struct ao_duty *ao_duty_new(void)
{
	return ao_calloc(1, sizeof(struct ao_duty));
}

void ao_duty_free(struct ao_duty *d)
{
	if (!d)
		return;
	if (d->spool)
		fclose(d->spool);
	free(d);
}

/* What cannot be written is reported by ao_duty_each. */
void ao_duty_add(struct ao_duty *d, const struct ao_duty_line *line)
{
	struct record r;

	memset(&r, 0, sizeof(r)); /* the padding too goes into the file */
	r.line = *line;
	r.line.resident_id = NULL;
	snprintf(r.id, sizeof(r.id), "%s", line->resident_id);
	d->count++;
	if (!d->spool)
		d->spool = ao_temporary_file();
	if (!d->spool || fwrite(&r, sizeof(r), 1, d->spool) != 1)
		d->failed = true;
}

unsigned long ao_duty_count(const struct ao_duty *d)
{
	return d->count;
}

bool ao_duty_each(struct ao_duty *d,
		  bool (*each)(const struct ao_duty_line *, void *data),
		  void *data, struct ao_error *err)
{
	struct record r;
	unsigned long i = 0;
	bool more = true;

	if (!d->count)
		return true;
	if (!d->failed && fflush(d->spool) == 0) {
		rewind(d->spool);
		while (more && i < d->count &&
		       fread(&r, sizeof(r), 1, d->spool) == 1) {
			r.line.resident_id = r.id;
			more = each(&r.line, data);
			i++;
		}
		fseek(d->spool, 0, SEEK_END);
	}
	if (!more || i == d->count)
		return true;
	return ao_fail(err, AO_HOST, ao_temporary_folder(),
		       _("the missing characters cannot be kept: the folder "
			 "for temporary files is full or not writable"));
}

char *ao_cluster_text(struct ao_cluster c, char out[AO_CLUSTER_TEXT_SIZE])
{
	if (c.selector)
		snprintf(out, AO_CLUSTER_TEXT_SIZE, "U+%04X U+%04X",
			 (unsigned)c.base, (unsigned)c.selector);
	else
		snprintf(out, AO_CLUSTER_TEXT_SIZE, "U+%04X", (unsigned)c.base);
	return out;
}

static void stands_in(const struct ao_duty_line *line,
		      char out[AO_CLUSTER_TEXT_SIZE])
{
	out[0] = '\0';
	if (line->stands_in)
		ao_cluster_text((struct ao_cluster){.base = line->stands_in},
				out);
}

static void character(const struct ao_duty_line *line, struct ao_buf *b)
{
	ao_buf_add_utf8(b, line->cluster.base);
	if (line->cluster.selector)
		ao_buf_add_utf8(b, line->cluster.selector);
}

void ao_duty_csv_header(struct ao_buf *b)
{
	ao_buf_adds(b, "row,line,resident_id,field,character,code_point,"
		       "position,stands_in,resolve\n");
}

void ao_duty_csv(const struct ao_duty_line *line, struct ao_buf *b)
{
	char code[AO_CLUSTER_TEXT_SIZE], other[AO_CLUSTER_TEXT_SIZE];
	struct ao_buf text = {0};

	stands_in(line, other);
	character(line, &text);
	ao_buf_addf(b, "%lu,%lu,", line->row, line->line);
	ao_csv_field(b, line->resident_id);
	ao_buf_addf(b, ",%s,", ao_field_name(line->field));
	ao_csv_field(b, text.s);
	ao_buf_addf(b, ",%s,%u,%s,", ao_cluster_text(line->cluster, code),
		    line->position, other);
	ao_csv_field(b, _(ao_lack_resolve(line->kind)));
	ao_buf_adds(b, "\n");
	ao_buf_release(&text);
}

void ao_duty_json(const struct ao_duty_line *line, struct ao_json *j)
{
	char code[AO_CLUSTER_TEXT_SIZE], other[AO_CLUSTER_TEXT_SIZE];
	struct ao_buf text = {0};

	stands_in(line, other);
	character(line, &text);
	ao_json_object(j, NULL);
	ao_json_number(j, "row", line->row);
	ao_json_number(j, "line", line->line);
	ao_json_text(j, "resident_id", line->resident_id);
	ao_json_text(j, "field", ao_field_name(line->field));
	ao_json_text(j, "character", text.s);
	ao_json_text(j, "code_point", ao_cluster_text(line->cluster, code));
	ao_json_number(j, "position", line->position);
	ao_json_text(j, "stands_in", other);
	ao_json_text(j, "resolve", _(ao_lack_resolve(line->kind)));
	ao_json_end(j);
	ao_buf_release(&text);
}
