/* preview.h - the parts of `aofuto preview`: what is drawn, what is told.
 *
 * On each first page: the window where the sheet lies in the middle, what
 * always shows and what ever does. On a page of its own: the whole envelope,
 * 1:1. Marks are listed by item or field, never by their text.
 */
#ifndef PREVIEW_H
#define PREVIEW_H

#include "cli/session.h"

enum { PREVIEW_KINDS = 3 };

struct preview_kind {      /* one specimen's first page */
	const char *name;  /* "card-cert" */
	bool drawn;        /* --kind asked for it, or for none */
	struct ao_page in; /* marks that can come into the window */
	bool broken;
	struct ao_breach breach;
};

struct preview {
	const struct session *session;
	struct ao_kit kit;
	struct preview_kind kind[PREVIEW_KINDS];
	struct ao_error refusal; /* what `run` would say of the window */
	struct ao_error crowded; /* and of the inserter's marks */
	unsigned pages;
};

/* Of a specimen's first page, the marks that can come into the window. */
void preview_look(struct preview *, struct preview_kind *,
		  const struct ao_page *fixed, const struct ao_page *variable);

/* Adds the window and what shows, in sheet coordinates. */
void preview_window(const struct ao_kit *, struct ao_page *out);
/* Adds what stays blank around the marks of the inserter, which the kit has,
 * and the places of all of them; on a back, what stays blank behind. */
void preview_omr(const struct ao_kit *, bool back, struct ao_page *out);
/* Makes the page of the envelope; `out` is not initialised. The letter's
 * first page lies in it. */
void preview_envelope(const struct preview *, const struct ao_letter *,
		      struct ao_page *out);

/* --language, --large-print: the edition that the kit is to be of. */
AO_CHECKED bool preview_edition(struct session *, struct ao_error *);
/* Nobody would get it: the city has no facts in its language. */
void preview_tell_facts(const struct preview *);

void preview_tell(const struct preview *);

/* A template by name or path that is no notice's: another PDF altogether. */
bool preview_is_report(const char *template);
AO_CHECKED bool preview_report(const struct session *, const struct ao_kit *,
			       const char *template, struct ao_error *);

#endif
