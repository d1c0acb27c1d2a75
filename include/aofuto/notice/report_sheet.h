/* report_sheet.h - a template that says what a run says (facts.h), laid out as
 * so many pages as it takes: control sheet, lists, tickets for a bundle.
 *
 * The same template language as that of a notice, with facts for fields, and
 * `each:` on a row, a block or a sheet. A flow with `continues: true` goes on
 * on the next page; nothing is ever cut off. Every text is known, so layout,
 * fonts and the search for collisions are those of a notice's fixed layer.
 */
#ifndef AOFUTO_NOTICE_REPORT_SHEET_H
#define AOFUTO_NOTICE_REPORT_SHEET_H

#include "aofuto/notice/city.h"
#include "aofuto/notice/face.h"
#include "aofuto/notice/facts.h"
#include "aofuto/notice/page.h"

struct ao_report_form { /* all but the path is borrowed for the sheet's life */
	const char *path;
	const struct ao_city *city;
	const struct ao_facts *facts;
	struct ao_faces *faces;
	bool specimen; /* 見本 across each page */
	bool strict; /* a character that no font has, and a word that is longer
		      * than its line, are errors, as in a template's own
		      * words. Else 〓 stands for it and it goes on on the next
		      * line: no run ends for, say, a place name */
};

struct ao_report_sheet;
/* Reads the template and lays all of it out once. AO_INPUT with file, line and
 * column: words that are not known, boxes that are too small, collisions. */
AO_CHECKED struct ao_report_sheet *
ao_report_sheet_open(const struct ao_report_form *, struct ao_error *);
void ao_report_sheet_close(struct ao_report_sheet *);

const char *ao_report_sheet_title(const struct ao_report_sheet *);
/* SHA-256 of the template's file and of city.yaml. */
const char *ao_report_sheet_digest(const struct ao_report_sheet *);
size_t ao_report_sheet_pages(const struct ao_report_sheet *);

/* Page by page, from number 1 on; as often as you like, the same each time. The
 * page is borrowed for the call. Memory does not grow with the pages. */
AO_CHECKED bool
ao_report_sheet_each(struct ao_report_sheet *,
		     bool (*each)(void *data, const struct ao_page *,
				  size_t number, struct ao_error *),
		     void *data, struct ao_error *);

#endif
