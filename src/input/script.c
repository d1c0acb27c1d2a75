/* script.c - asks ICU's character data; most characters never come here. */
#include "input/script.h"

#include <stdio.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

static bool is_emoji(UChar32 c)
{
	return u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) ||
	       (c >= 0x1F000 &&
		u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC));
}

static bool is_right_to_left(UChar32 c)
{
	UCharDirection d = u_charDirection(c);

	return d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC ||
	       d == U_ARABIC_NUMBER;
}

static UScriptCode script_of(UChar32 c)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode code = uscript_getScript(c, &status);

	return U_FAILURE(status) ? USCRIPT_UNKNOWN : code;
}

enum ao_script ao_script_of(uint32_t cp)
{
	UChar32 c = (UChar32)cp;

	if (is_emoji(c))
		return AO_SCRIPT_EMOJI;
	if (is_right_to_left(c))
		return AO_SCRIPT_RIGHT_TO_LEFT;
	switch (script_of(c)) {
	case USCRIPT_COMMON:
	case USCRIPT_UNKNOWN: /* private use; what is no character at all */
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_LATIN:
		return AO_SCRIPT_USUAL;
	case USCRIPT_INHERITED:
		return AO_SCRIPT_MARK;
	default:
		return AO_SCRIPT_UNUSUAL;
	}
}

char *ao_script_name(uint32_t cp, char out[AO_SCRIPT_NAME_SIZE])
{
	UErrorCode status = U_ZERO_ERROR;
	UChar32 c = (UChar32)cp;

	if (is_emoji(c))
		u_charName(c, U_UNICODE_CHAR_NAME, out, AO_SCRIPT_NAME_SIZE,
			   &status);
	else
		snprintf(out, AO_SCRIPT_NAME_SIZE, "%s",
			 uscript_getName(script_of(c)));
	if (U_FAILURE(status))
		out[0] = '\0';
	return out;
}
