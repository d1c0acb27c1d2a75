/* city.h - the facts of a city (templates/city.yaml): office, counters, the
 * one that is excluded, hours, crowded times, phones, the QR's address.
 *
 * Facts are texts by name; a template names them as {city.phone}. What they are
 * in another language stands in a section of its own (facts_en, facts_ja_easy);
 * a fact that is not there is the same in all.
 */
#ifndef AOFUTO_NOTICE_CITY_H
#define AOFUTO_NOTICE_CITY_H

#include "aofuto/input/resident.h"

struct ao_city;
AO_CHECKED struct ao_city *ao_city_open(const char *path, struct ao_error *);
/* Of a text that is in memory; messages call it by that name. */
AO_CHECKED struct ao_city *ao_city_open_text(const char *name, struct ao_bytes,
					     struct ao_error *);
void ao_city_close(struct ao_city *);
const char *ao_city_path(const struct ao_city *); /* for messages; borrowed */

/* A fact by name ("phone"); NULL if there is none. Borrowed. */
const char *ao_city_fact(const struct ao_city *, const char *name);
/* What a city says that has no such thing ("post_office: なし"). */
#define AO_FACT_NONE "なし"
/* There is such a fact, and it is not なし. */
bool ao_city_has(const struct ao_city *, const char *name);
/* The same in a language: as it stands in its section, else as in `facts`. */
const char *ao_city_fact_in(const struct ao_city *, enum ao_language,
			    const char *name);
bool ao_city_has_in(const struct ao_city *, enum ao_language, const char *name);
/* The section of the language ("facts_en"), and whether it is there; Japanese
 * always is. */
const char *ao_city_section(enum ao_language);
bool ao_city_speaks(const struct ao_city *, enum ao_language);
size_t ao_city_facts(const struct ao_city *);
const char *ao_city_fact_name(const struct ao_city *, size_t i);

/* `qr_address`, an ASCII URL with {application_id} in it exactly once. */
const char *ao_city_qr_address(const struct ao_city *);
const char *ao_city_digest(const struct ao_city *); /* SHA-256 of the file */

/* The rules for a QR address, for --qr-address too: http(s), ASCII without
 * blanks, {application_id} exactly once, short enough for a code of `most`
 * bytes. `where` names its source in the message. */
AO_CHECKED bool ao_qr_address_check(const char *address, const char *where,
				    struct ao_error *);
/* Its host ends in .invalid: no resident may be sent there. */
bool ao_qr_address_is_example(const char *address);
/* The address for an ID, in the arena. */
char *ao_qr_address_for(const char *address, const char *application_id,
			struct ao_arena *);

#endif
