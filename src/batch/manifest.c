/* manifest.c - manifest.csv, read back line by line. */
#include "aofuto/batch/manifest.h"

#include "aofuto/batch/volume.h"
#include "aofuto/input/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SEQUENCE,
	VOLUME,
	PAGE,
	RESIDENT,
	NOTICE,
	EXPIRY,
	SHEETS,
	EDITION, /* not in a manifest of before there were editions */
	COLUMNS
};
static const char *const column[COLUMNS] = {"sequence",    "volume", "page",
					    "resident_id", "notice", "expiry",
					    "sheets",      "edition"};

#define SHEETS_MOST 100

struct reading {
	const struct ao_record *record;
	const struct ao_pile *pile; /* or NULL */
	struct ao_manifest *out;
	const char *path;
	size_t volume;      /* where we are */
	size_t position;    /* in it, from 0 */
	unsigned long page; /* where its next notice begins, from 1 */
	struct ao_error *err;
};

static bool wrong(const struct reading *r, const struct ao_csv_row *row,
		  const char *name)
{
	return ao_fail(r->err, AO_HOST, r->path,
		       _("line %lu: %s is not what it must be: the manifest "
			 "was changed, or belongs to another run"),
		       row->line, name);
}

static bool read_kind(const char *name, uint8_t *out)
{
	for (int k = AO_KIND_NONE + 1; k < AO_KIND_COUNT; k++)
		if (strcmp(ao_kind_name((enum ao_kind)k), name) == 0) {
			*out = (uint8_t)k;
			return true;
		}
	return false;
}

/* As a spreadsheet's guard has written it (ao_csv_field). */
static bool same_id(const char *field, const char *id)
{
	if (*field == '\'' && strchr("=+-@\t\r", *id))
		field++;
	return strcmp(field, id) == 0;
}

static bool is_piled(const struct reading *r,
		     const struct ao_manifest_line *line, const char *id)
{
	struct ao_piled piled;

	if (!r->pile)
		return true;
	ao_pile_get(r->pile, r->out->n, &piled, NULL);
	return same_id(id, piled.resident_id) &&
	       piled.kind == (enum ao_kind)line->kind &&
	       ao_date_equal(piled.expiry, line->expiry) &&
	       piled.sheets == line->sheets &&
	       piled.edition == (enum ao_edition)line->edition;
}

static bool read_edition(const struct ao_csv_row *row, uint8_t *out)
{
	enum ao_edition edition = AO_EDITION_JA;
	bool ok = row->fields == EDITION ||
		  ao_edition_parse(row->field[EDITION], &edition);

	*out = (uint8_t)edition;
	return ok;
}

static bool check_place(const struct reading *r, const struct ao_csv_row *row)
{
	const struct ao_record_volume *v = &r->record->volume[r->volume];
	char sequence[AO_SEQUENCE_SIZE];
	long page;

	ao_sequence(r->record->first_volume + (unsigned)r->volume,
		    r->position + 1, sequence);
	if (strcmp(row->field[SEQUENCE], sequence) != 0)
		return wrong(r, row, column[SEQUENCE]);
	if (strcmp(row->field[VOLUME], v->file.name) != 0)
		return wrong(r, row, column[VOLUME]);
	if (!ao_parse_long(row->field[PAGE], 1, (long)v->pages, &page) ||
	    (unsigned long)page != r->page)
		return wrong(r, row, column[PAGE]);
	return true;
}

static bool read_line(struct reading *r, const struct ao_csv_row *row)
{
	struct ao_manifest_line line;
	long sheets;

	while (r->volume < r->record->volumes &&
	       r->position == r->record->volume[r->volume].notices) {
		r->volume++;
		r->position = 0;
		r->page = 1;
	}
	if (r->volume == r->record->volumes)
		return ao_fail(r->err, AO_HOST, r->path,
			       _("line %lu: the manifest has more lines than "
				 "the run has notices"),
			       row->line);
	if (!check_place(r, row))
		return false;
	if (!read_kind(row->field[NOTICE], &line.kind))
		return wrong(r, row, column[NOTICE]);
	if (!ao_date_parse_iso(row->field[EXPIRY], &line.expiry))
		return wrong(r, row, column[EXPIRY]);
	if (!ao_parse_long(row->field[SHEETS], 1, SHEETS_MOST, &sheets))
		return wrong(r, row, column[SHEETS]);
	line.sheets = (uint8_t)sheets;
	if (!read_edition(row, &line.edition))
		return wrong(r, row, column[EDITION]);
	if (!is_piled(r, &line, row->field[RESIDENT]))
		return wrong(r, row, column[RESIDENT]);
	r->out->line[r->out->n++] = line;
	r->position++;
	r->page += 2 * (unsigned long)sheets;
	return true;
}

static bool read_header(struct reading *r, struct ao_csv *csv)
{
	struct ao_csv_row row;

	if (ao_csv_next(csv, &row, r->err) != AO_STEP_ITEM)
		return ao_fail(r->err, AO_HOST, r->path,
			       _("the manifest is empty"));
	for (unsigned i = 0; i < COLUMNS; i++)
		if (row.fields < EDITION || row.fields > COLUMNS ||
		    (i < row.fields && strcmp(row.field[i], column[i]) != 0))
			return wrong(r, &row, column[i]);
	return true;
}

static bool read_lines(struct reading *r, struct ao_source *source)
{
	struct ao_csv *csv = ao_csv_new(source);
	struct ao_csv_row row;
	enum ao_step step = AO_STEP_FAIL;
	bool ok = read_header(r, csv);

	while (ok && (step = ao_csv_next(csv, &row, r->err)) == AO_STEP_ITEM)
		ok = read_line(r, &row);
	ao_csv_free(csv);
	return ok && step == AO_STEP_END;
}

static size_t notices_of(const struct ao_record *record)
{
	size_t n = 0;

	for (size_t i = 0; i < record->volumes; i++)
		n += record->volume[i].notices;
	return n;
}

bool ao_manifest_read(const struct ao_record *record,
		      const struct ao_pile *pile, struct ao_manifest *out,
		      struct ao_error *err)
{
	size_t n = notices_of(record);
	struct ao_error why = {0};
	struct reading r = {.record = record,
			    .pile = pile,
			    .out = out,
			    .page = 1,
			    .path = ao_record_path(record, AO_MANIFEST_NAME),
			    .err = &why};
	struct ao_source *source = ao_source_open(
		r.path,
		&(struct ao_source_options){.encoding = AO_ENCODING_UTF8,
					    .skip_digest = true},
		&why);
	bool ok;

	*out = (struct ao_manifest){
		.line = ao_calloc(n + 1, sizeof(*out->line))};
	ok = source && read_lines(&r, source);
	ao_source_close(source);
	if (ok && out->n != n)
		ok = ao_fail(&why, AO_HOST, r.path,
			     _("the manifest has %zu lines, the run has %zu "
			       "notices"),
			     out->n, n);
	/* A file that the run wrote is no input that somebody corrects. */
	return ok || ao_fail(err, AO_HOST, why.where, "%s", why.text);
}

void ao_manifest_release(struct ao_manifest *m)
{
	free(m->line);
	*m = (struct ao_manifest){0};
}
