/* report_draw.c - a report sheet as a PDF file. */
#include "aofuto/batch/report_draw.h"

#include "aofuto/batch/control.h"

#include <stdio.h>
#include <string.h>

/* So many records of each list are tried: a table has a first row, rows and a
 * last one. */
#define EXAMPLES 3

/* Twice through the pages: their texts are collected, then drawn. */
struct drawing {
	struct ao_report_sheet *sheet;
	struct ao_typefaces *typefaces;
	struct ao_document *document;
};

static bool collect(void *data, const struct ao_page *page, size_t number,
		    struct ao_error *err)
{
	struct drawing *d = data;

	(void)number;
	(void)err;
	ao_typefaces_collect(d->typefaces, page);
	return true;
}

static bool draw_page(void *data, const struct ao_page *page, size_t number,
		      struct ao_error *err)
{
	struct drawing *d = data;
	char label[64];

	snprintf(label, sizeof(label), "%zu/%zu", number,
		 ao_report_sheet_pages(d->sheet));
	return ao_document_add_page(d->document, 0, NULL, page, label, err);
}

static struct ao_document *new_document(const struct drawing *d,
					const struct ao_report_draw *draw,
					struct ao_error *err)
{
	struct ao_document_info info = {
		.title = ao_report_sheet_title(d->sheet),
		.author = ao_city_fact(draw->kit->city, "name"),
		.subject = draw->subject,
		.created_on = draw->kit->notice.dated_on,
		.identity = draw->identity,
		.compact = ao_report_sheet_pages(d->sheet) <= 4};

	return ao_document_new(d->typefaces, &info, err);
}

static bool draw_all(struct drawing *d, const struct ao_report_draw *draw,
		     struct ao_out *out, struct ao_error *err)
{
	if (!ao_report_sheet_pages(d->sheet))
		return true;
	return ao_report_sheet_each(d->sheet, collect, d, err) &&
	       ao_typefaces_build(d->typefaces, err) &&
	       (d->document = new_document(d, draw, err)) != NULL &&
	       ao_report_sheet_each(d->sheet, draw_page, d, err) &&
	       ao_document_save(d->document, out, err);
}

static struct ao_report_sheet *open_sheet(const struct ao_kit *kit,
					  const char *name,
					  const struct ao_facts *facts,
					  bool strict, struct ao_error *err)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_report_form form = {.path = ao_kit_template(kit, name, arena),
				      .city = kit->city,
				      .facts = facts,
				      .faces = kit->faces,
				      .specimen = kit->notice.specimen,
				      .strict = strict};
	struct ao_report_sheet *sheet = ao_report_sheet_open(&form, err);

	ao_arena_free(arena);
	return sheet;
}

const struct ao_fact_word *ao_report_words(const char *name, size_t *words)
{
	static const struct {
		const char *name;
		const struct ao_fact_word *(*words)(size_t *);
	} report[] = {{"control", ao_control_words},
		      {"bundles", ao_control_words},
		      {"ticket", ao_control_words}};

	for (size_t i = 0; i < AO_COUNT(report); i++)
		if (strcmp(report[i].name, name) == 0)
			return report[i].words(words);
	return NULL;
}

bool ao_report_draw(const struct ao_report_draw *draw, struct ao_out *out,
		    size_t *pages, struct ao_error *err)
{
	struct drawing d = {.typefaces = ao_typefaces_new(draw->kit->faces)};
	bool ok;

	*pages = 0;
	d.sheet = open_sheet(draw->kit, draw->name, draw->facts,
			     /*strict*/ false, err);
	ok = d.sheet && draw_all(&d, draw, out, err);
	if (ok)
		*pages = ao_report_sheet_pages(d.sheet);
	ao_document_free(d.document);
	ao_report_sheet_close(d.sheet);
	ao_typefaces_free(d.typefaces);
	return ok;
}

bool ao_report_try(const struct ao_kit *kit, const char *name,
		   const struct ao_fact_word *word, size_t words,
		   char sha256[AO_SHA256_HEX], struct ao_error *err)
{
	struct ao_facts *facts = ao_facts_example(word, words, EXAMPLES);
	struct ao_report_sheet *sheet =
		open_sheet(kit, name, facts, /*strict*/ true, err);
	bool ok = sheet != NULL;

	if (ok && sha256)
		snprintf(sha256, AO_SHA256_HEX, "%s",
			 ao_report_sheet_digest(sheet));
	ao_report_sheet_close(sheet);
	ao_facts_free(facts);
	return ok;
}
