/* edition.c - the editions of a notice, by number and by name. */
#include "aofuto/notice/edition.h"

#include <string.h>

#define LANGUAGES 3
_Static_assert(AO_EDITION_JA_LARGE == LANGUAGES &&
		       AO_EDITION_COUNT == 2 * LANGUAGES,
	       "each language in both sizes");

static const struct {
	const char *suffix, *text;
} editions[AO_EDITION_COUNT] = {
	[AO_EDITION_JA] = {"", N_("Japanese edition")},
	[AO_EDITION_JA_EASY] = {"-ja-easy", N_("easy Japanese edition")},
	[AO_EDITION_EN] = {"-en", N_("English edition")},
	[AO_EDITION_JA_LARGE] = {"-large", N_("Japanese edition, large print")},
	[AO_EDITION_JA_EASY_LARGE] = {"-ja-easy-large",
				      N_("easy Japanese edition, large print")},
	[AO_EDITION_EN_LARGE] = {"-en-large",
				 N_("English edition, large print")},
};

enum ao_edition ao_edition_of(enum ao_language language, bool large)
{
	return (enum ao_edition)((int)language + (large ? LANGUAGES : 0));
}

enum ao_language ao_edition_language(enum ao_edition e)
{
	return (enum ao_language)(e % LANGUAGES);
}

bool ao_edition_large(enum ao_edition e)
{
	return e >= AO_EDITION_JA_LARGE;
}

const char *ao_edition_suffix(enum ao_edition e)
{
	return editions[e].suffix;
}

const char *ao_edition_text(enum ao_edition e)
{
	return editions[e].text;
}

const char *ao_edition_name(enum ao_edition e)
{
	if (e == AO_EDITION_JA)
		return "ja";
	if (e == AO_EDITION_JA_LARGE)
		return "ja-large";
	return editions[e].suffix + 1;
}

bool ao_edition_parse(const char *name, enum ao_edition *out)
{
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		if (strcmp(ao_edition_name((enum ao_edition)e), name) == 0) {
			*out = (enum ao_edition)e;
			return true;
		}
	return false;
}
