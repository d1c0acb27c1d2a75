/* towns.h - the town list: which towns (町域) a postal code stands for.
 *
 * A CSV file `postal_code,town`, UTF-8 or CP932. A town ends before its
 * chōme (丁目); what stands in brackets behind it is not part of it, so a list
 * made from the post's own (KEN_ALL.CSV) will do. A postal code with a blank
 * town is an office's own (大口事業所個別番号).
 */
#ifndef AOFUTO_NOTICE_TOWNS_H
#define AOFUTO_NOTICE_TOWNS_H

#include "aofuto/base/file.h"

/* Faults of the file are AO_INPUT, with file, line and column. */
struct ao_towns;
AO_CHECKED struct ao_towns *ao_towns_open(const char *path, struct ao_error *);
void ao_towns_close(struct ao_towns *);
size_t ao_towns_count(const struct ao_towns *);
const char *ao_towns_digest(const struct ao_towns *); /* of the file */

/* An office's own postal code? NULL gives false. */
bool ao_towns_office(const struct ao_towns *, const char *postal_code);
/* What of the address follows the town, borrowed from it; NULL where the list
 * has no such postal code, or none of its towns is in the address. The longest
 * town counts, and full width, variation selectors and ヶ or ケ do not. */
const char *ao_towns_behind(const struct ao_towns *, const char *postal_code,
			    const char *address);

#endif
