/* required.h - words without which no letter is right.
 *
 * On its first page a letter names the office that sends it and its telephone
 * (the city's facts `office` and `phone`, in its language), and addresses the
 * resident with 様 behind the name, in the window.
 */
#ifndef AOFUTO_BATCH_REQUIRED_H
#define AOFUTO_BATCH_REQUIRED_H

#include "aofuto/batch/kit.h"

/* By whose template a page is meant; both are borrowed. */
struct ao_required {
	const struct ao_city *city;
	const struct ao_template *sheet;
};

/* The first page of a letter, as it is meant. AO_INPUT, with the template and
 * what it lacks. */
AO_CHECKED bool ao_required_words(const struct ao_required *,
				  const struct ao_page *fixed,
				  const struct ao_page *variable,
				  struct ao_error *);

/* The sender alone: of an envelope whose address shows through its window. */
AO_CHECKED bool ao_required_sender(const struct ao_required *,
				   const struct ao_page *fixed,
				   const struct ao_page *variable,
				   struct ao_error *);

/* What is compared where a fact may be set over lines: no blanks. */
void ao_required_add(struct ao_buf *, const char *s);
/* A fact of the city as it stands on a line: without its readings. */
void ao_required_add_fact(struct ao_buf *, const char *fact);

#endif
