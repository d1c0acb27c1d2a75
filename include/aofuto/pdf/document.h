/* document.h - pages drawn into one PDF file, by libharu.
 *
 * document.c and its neighbours in src/pdf are the only users of libharu; what
 * they use of its object layer is listed in docs/adr. Same pages, same bytes:
 * dates and /ID come from the caller.
 */
#ifndef AOFUTO_PDF_DOCUMENT_H
#define AOFUTO_PDF_DOCUMENT_H

#include "aofuto/base/date.h"
#include "aofuto/base/file.h"
#include "aofuto/pdf/typeface.h"

struct ao_document_info {
	const char *title, *author, *subject; /* UTF-8, or NULL */
	struct ao_date created_on;            /* midnight UTC of that day */
	const char *identity; /* any text that names run and volume: its
			       * SHA-256 becomes the /ID */
	bool duplex;          /* viewers propose two-sided printing */
	bool compact;         /* all of it is kept in memory and made smaller:
			       * for a file of a few pages */
};

struct ao_document;
/* Typefaces are borrowed and built. */
AO_CHECKED struct ao_document *ao_document_new(const struct ao_typefaces *,
					       const struct ao_document_info *,
					       struct ao_error *);
void ao_document_free(struct ao_document *);

/* Adds a page: the fixed layer as a Form XObject, made at its first use
 * (`fixed_id`, small numbers; the same id must come with the same page), and
 * the variable layer over it. `label` is the page's label ("001-0127 1/3"),
 * as viewers show it. fixed may be NULL. */
AO_CHECKED bool ao_document_add_page(struct ao_document *, unsigned fixed_id,
				     const struct ao_page *fixed,
				     const struct ao_page *variable,
				     const char *label, struct ao_error *);
/* Writes the file through `out`; a full disk is found here or by the caller's
 * ao_out_finish. */
AO_CHECKED bool ao_document_save(struct ao_document *, struct ao_out *,
				 struct ao_error *);

/* Draws 𠮷 and a variation sequence into memory and looks at what came out:
 * a libharu whose insides moved is found before a name is lost. */
AO_CHECKED bool ao_document_self_test(struct ao_faces *, struct ao_error *);

/* Versions of what draws, for run.json: "libharu 2.3.0". Borrowed. */
const char *ao_document_library(void);

#endif
