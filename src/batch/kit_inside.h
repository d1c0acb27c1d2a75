/* kit_inside.h - what the files of a kit share. Private to batch/. */
#ifndef KIT_INSIDE_H
#define KIT_INSIDE_H

#include "aofuto/batch/kit.h"

/* kit_name.c: a template is named, or given as a path. */
bool kit_is_path(const char *name);
/* AO_USAGE with the name that is nearest; NULL is known. */
AO_CHECKED bool kit_name_known(const struct ao_kit *, const char *name,
			       struct ao_error *);

/* kit_edition.c: the templates of the editions, against the window and the
 * inserter's marks; then, when city, fonts and address are there, against the
 * codes, and each is laid out. */
AO_CHECKED bool kit_editions_open(struct ao_kit *, const struct ao_kit_order *,
				  struct ao_error *);
AO_CHECKED bool kit_editions_check(const struct ao_kit *,
				   const struct ao_kit_order *,
				   struct ao_error *);
AO_CHECKED bool kit_editions_codes(const struct ao_kit *, struct ao_error *);
AO_CHECKED bool kit_editions_try(struct ao_kit *, struct ao_error *);
/* From the texts of a run that the ledger has. */
AO_CHECKED bool kit_editions_stored(struct ao_kit *,
				    const struct ao_kit_stored *,
				    struct ao_error *);
AO_CHECKED bool kit_editions_lay_out(struct ao_kit *, struct ao_error *);
void kit_editions_close(struct ao_kit *);

/* A specimen that does not fit prints nobody. */
AO_CHECKED bool kit_fits(const struct ao_template *, const char *what,
			 const struct ao_misfit *, struct ao_error *);

#endif
