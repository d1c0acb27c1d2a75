/* list.c - source, rows and columns put together. */
#include "aofuto/input/list.h"

#include "input/row.h"

#include <stdlib.h>

struct ao_list {
	struct ao_source *source;
	struct ao_csv *csv;
	struct ao_row_reader reader;
	bool any_resident;
};

static bool read_header(struct ao_list *list,
			const struct ao_list_options *options,
			struct ao_error *err)
{
	struct ao_csv_row header;

	switch (ao_csv_next(list->csv, &header, err)) {
	case AO_STEP_FAIL:
		return false;
	case AO_STEP_END:
		return ao_fail(err, AO_INPUT, ao_source_name(list->source),
			       _("the list holds only blank lines; it needs a "
				 "header line and residents"));
	default:
		return ao_columns_match(&list->reader.columns, &header,
					options->alias, options->aliases,
					list->reader.findings, err);
	}
}

struct ao_list *ao_list_open(const char *path,
			     const struct ao_list_options *options,
			     struct ao_findings *findings, struct ao_error *err)
{
	struct ao_source_options how = {.skip_digest = options->skip_digest,
					.chunk = options->chunk};
	struct ao_list *list;

	if (options->encoding &&
	    !ao_encoding_parse(options->encoding, &how.encoding, err))
		return NULL;
	list = ao_calloc(1, sizeof(*list));
	list->reader.findings = findings;
	list->reader.era_codes = options->era_codes;
	list->source = ao_source_open(path, &how, err);
	if (list->source)
		list->csv = ao_csv_new(list->source);
	if (list->csv && read_header(list, options, err))
		return list;
	ao_list_close(list);
	return NULL;
}

enum ao_step ao_list_next(struct ao_list *list, struct ao_resident *out,
			  struct ao_error *err)
{
	struct ao_csv_row row;
	enum ao_step step = ao_csv_next(list->csv, &row, err);

	if (step == AO_STEP_ITEM) {
		list->any_resident = true;
		ao_row_read(&list->reader, &row, out);
	} else if (step == AO_STEP_END && !list->any_resident) {
		ao_fail(err, AO_INPUT, ao_source_name(list->source),
			_("the list holds a header and no residents"));
		return AO_STEP_FAIL;
	}
	return step;
}

const char *ao_list_encoding(const struct ao_list *list)
{
	return ao_source_encoding(list->source);
}

const char *ao_list_digest(const struct ao_list *list)
{
	return ao_source_digest(list->source);
}

uint64_t ao_list_bytes(const struct ao_list *list)
{
	return ao_source_bytes(list->source);
}

uint64_t ao_list_bytes_read(const struct ao_list *list)
{
	return ao_source_bytes_read(list->source);
}

void ao_list_close(struct ao_list *list)
{
	if (!list)
		return;
	ao_csv_free(list->csv);
	ao_source_close(list->source);
	ao_buf_release(&list->reader.joined);
	free(list);
}
