/* edition.h - the editions of a notice: a language, and the size of print.
 *
 * Each is a template of its own, which holds all three kinds: notice.yaml and
 * beside it notice-ja-easy.yaml, notice-en-large.yaml and so on. A notice is of
 * one edition for ever; which one a resident gets is batch/kit.h's.
 */
#ifndef AOFUTO_NOTICE_EDITION_H
#define AOFUTO_NOTICE_EDITION_H

#include "aofuto/input/resident.h"

enum ao_edition {
	AO_EDITION_JA,
	AO_EDITION_JA_EASY, /* やさしい日本語 */
	AO_EDITION_EN,
	AO_EDITION_JA_LARGE, /* 拡大文字版 */
	AO_EDITION_JA_EASY_LARGE,
	AO_EDITION_EN_LARGE,
	AO_EDITION_COUNT
};
#define AO_EDITION_BIT(edition) (1u << (edition))

enum ao_edition ao_edition_of(enum ao_language, bool large);
enum ao_language ao_edition_language(enum ao_edition);
bool ao_edition_large(enum ao_edition);

const char *ao_edition_name(enum ao_edition); /* "ja", "en-large" */
const char *ao_edition_text(enum ao_edition); /* not translated */
/* What follows on the name of the template: "", "-en-large". */
const char *ao_edition_suffix(enum ao_edition);
AO_CHECKED bool ao_edition_parse(const char *name, enum ao_edition *);

#endif
