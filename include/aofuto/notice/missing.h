/* missing.h - every character of a notice that the fonts cannot show.
 *
 * Layout stops at the first; whoever has to see to them needs them all, with
 * what would help. Knows no resident and no list.
 */
#ifndef AOFUTO_NOTICE_MISSING_H
#define AOFUTO_NOTICE_MISSING_H

#include "aofuto/notice/face.h"
#include "aofuto/notice/template.h"

/* X(NAME, what would resolve it) */
#define AO_LACK_TABLE(X)                                                       \
	X(GAIJI, N_("a character of your own (外字): give it a line in "     \
		    "gaiji.csv, or put your gaiji font into fonts.yaml"))      \
	X(ASK, N_("gaiji.csv says ask: decide by the register, then change "   \
		  "its line or write this letter by hand"))                    \
	X(VARIANT_NOTO,                                                        \
	  N_("the fonts have the base character, but not this variant: "       \
	     "install fonts-noto-cjk, or register a replacement in "           \
	     "gaiji.csv"))                                                     \
	X(VARIANT, N_("the fonts have the base character, but not this "       \
		      "variant: add a font that has it, or register a "        \
		      "replacement in gaiji.csv"))                             \
	X(HANAZONO, N_("install the optional font fonts-hanazono, then run "   \
		       "again"))                                               \
	X(NOTO, N_("install the optional font fonts-noto-cjk, then run "       \
		   "again"))                                                   \
	X(SPLIT, N_("a font has this character, but no font has all "          \
		    "characters of the field: register a replacement in "      \
		    "gaiji.csv, or write this letter by hand"))                \
	X(OTHER, N_("no font has it: register a replacement or a glyph of "    \
		    "your gaiji font in gaiji.csv, or write this letter by "   \
		    "hand"))

enum ao_lack_kind {
#define X(name, resolve) AO_LACK_##name,
	AO_LACK_TABLE(X)
#undef X
		AO_LACK_KINDS
};
const char *ao_lack_resolve(enum ao_lack_kind); /* message id */

struct ao_lack {
	enum ao_field field;
	struct ao_cluster cluster;
	size_t at;          /* byte of the notice's text of the field */
	uint32_t stands_in; /* what the fonts have of it: its base; or 0 */
	enum ao_lack_kind kind;
};

/* Calls `each` for every lack of every field that the notice prints, in the
 * order of the sheets. */
void ao_missing_each(const struct ao_template *, struct ao_faces *,
		     const struct ao_notice *,
		     void (*each)(const struct ao_lack *, void *data),
		     void *data);

#endif
