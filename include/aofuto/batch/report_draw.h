/* report_draw.h - a report sheet as a PDF file: the control sheet, and whatever
 * else a run says on paper that is no notice.
 *
 * The template is NAME.yaml in the city's folder of templates, or the program's
 * where the city has none. The bytes come from template, facts, fonts and
 * identity alone.
 */
#ifndef AOFUTO_BATCH_REPORT_DRAW_H
#define AOFUTO_BATCH_REPORT_DRAW_H

#include "aofuto/batch/kit.h"
#include "aofuto/notice/report_sheet.h"
#include "aofuto/pdf/document.h"

struct ao_report_draw {
	const struct ao_kit *kit; /* not a stored form's */
	const char *name;         /* "control", or a path */
	const struct ao_facts *facts;
	const char *subject;  /* of the PDF: "2026-12" */
	const char *identity; /* names run and report: its /ID */
};

/* Draws it into out, which the caller finishes. No page at all (a sheet for
 * each entry of an empty list) writes nothing. */
AO_CHECKED bool ao_report_draw(const struct ao_report_draw *, struct ao_out *,
			       size_t *pages, struct ao_error *);

/* What a report of that name can say; NULL: there is none. */
const struct ao_fact_word *ao_report_words(const char *name, size_t *words);

/* Before anything is printed: the template with an example of every fact, its
 * own words with every character. sha256 of template and city.yaml; may be
 * NULL. */
AO_CHECKED bool ao_report_try(const struct ao_kit *, const char *name,
			      const struct ao_fact_word *, size_t words,
			      char sha256[AO_SHA256_HEX], struct ao_error *);

#endif
