/* verify_inside.h - what a page must show where no list says what it was meant
 * to be. Private to batch/. */
#ifndef VERIFY_INSIDE_H
#define VERIFY_INSIDE_H

#include "aofuto/batch/manifest.h"
#include "aofuto/batch/verify_run.h"
#include "gather.h"

/* What an edition's sheet prints for whoever gets it: found on its specimens.
 */
struct form {
	bool known; /* template, city and settings are the run's */
	const struct ao_window *window;
	const struct ao_omr *omr; /* or NULL */
	const struct ao_settings *settings;
	bool sequence;                     /* it is printed on the first page */
	struct ao_buf office, phone, post; /* of the city; post may be "" */
	/* Lines of the first page that this kind alone has, each NUL-ended. */
	struct ao_buf word[AO_KIND_COUNT];
};

/* One an edition; of those that are not offered nothing is known. */
AO_CHECKED bool forms_make(struct form form[AO_EDITION_COUNT],
			   const struct ao_kit *, bool known,
			   struct ao_error *);
void forms_release(struct form form[AO_EDITION_COUNT]);
/* The page's text, without blanks, is that of a notice of the kind. */
bool form_is_kind(const struct form *, const char *text, enum ao_kind);

/* A page's signs row by row, from left to right; kept for the next page. */
struct text_order { /* zero-initialised is empty */
	struct ao_read_sign *sign;
	size_t n, cap;
};
void text_order(struct text_order *, const struct ao_read_page *);
void text_order_release(struct text_order *);

struct against_manifest {
	const struct ao_record *record;
	const struct ao_manifest *manifest;
	const struct form *form; /* by edition */
	const char *reader;
	unsigned raster_every;
};

struct counted {
	struct ao_verified verified;
	unsigned long with_id; /* notices that carry a code */
};

/* What is to be read of a page where an inserter's marks stand. */
struct ao_read_area verify_strip(const struct ao_omr *); /* NULL: nothing */

/* The file has as many pages; else AO_HOST, of the file `name`. */
AO_CHECKED bool verify_pages(const struct ao_reading *, unsigned long pages,
			     const char *name, struct ao_error *);
/* The bytes that were read are those that were written. Comes last, so that it
 * can say which notice suffered: err tells that where the pages are not good.
 */
AO_CHECKED bool verify_bytes(const struct ao_reading *, const char *sha256,
			     const char *name, bool pages_good,
			     struct ao_error *);

/* A volume, its lines from the manifest's `first` on. */
AO_CHECKED bool verify_against_manifest(const struct against_manifest *,
					size_t volume, size_t first,
					struct ao_ticks *, struct counted *,
					struct ao_error *);

/* The run as the ledger has it: all zero but the arena where it has none. */
struct in_ledger {
	struct ao_run_row row;
	struct ao_volume_row *volume;
	size_t volumes;
	struct ao_pile *pile; /* its notices; NULL: purged, or not asked for */
	struct ao_buf form[AO_FORM_TEXTS];
	struct ao_kit kit; /* from those, where it is no longer the order's */
	bool kit_open;
	struct ao_arena *arena;
};
/* Tells of volumes that are not the ledger's. formed: the order's kit is the
 * run's. */
AO_CHECKED bool in_ledger_open(struct in_ledger *,
			       const struct ao_verify_run_order *, bool formed,
			       const struct ao_fault_teller *,
			       struct ao_error *);
void in_ledger_close(struct in_ledger *);

/* The list again, as the run has read it. */
AO_CHECKED bool verify_relist(const struct ao_verify_run_order *,
			      struct gather *, struct ao_error *);

#endif
