/* script.h - what a character is that names in Japan are not written in.
 * Inside input/ only. */
#ifndef AOFUTO_INPUT_SCRIPT_H
#define AOFUTO_INPUT_SCRIPT_H

#include "aofuto/base/text.h"

enum ao_script {
	AO_SCRIPT_USUAL,         /* kanji, kana, Latin, signs */
	AO_SCRIPT_UNUSUAL,       /* Hangul, Cyrillic, ... */
	AO_SCRIPT_RIGHT_TO_LEFT, /* Arabic, Hebrew, ... */
	AO_SCRIPT_EMOJI,
	AO_SCRIPT_MARK, /* belongs to the character before it */
};
enum ao_script ao_script_of(uint32_t cp);

/* Unicode's own name of the script ("Hangul"), of an emoji the character's
 * ("GRINNING FACE"). Returns out. */
#define AO_SCRIPT_NAME_SIZE 100
char *ao_script_name(uint32_t cp, char out[AO_SCRIPT_NAME_SIZE]);

#endif
