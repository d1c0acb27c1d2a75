/* repertoire.h - characters by the standards that name them: what a font for
 * names is measured against. The sets of JIS come from the system's own
 * converters, so that no table of ten thousand kanji is kept here.
 */
#ifndef AOFUTO_INPUT_REPERTOIRE_H
#define AOFUTO_INPUT_REPERTOIRE_H

#include <stddef.h>
#include <stdint.h>

enum ao_repertoire {
	AO_REPERTOIRE_JIS_X_0208, /* its 6,355 kanji (第1・第2水準) */
	AO_REPERTOIRE_JIS_X_0213, /* its 10,050 kanji (第1～第4水準): all of
				   * 常用漢字 and 人名用漢字 among them */
	AO_REPERTOIRE_VIETNAMESE, /* the 134 letters beyond ASCII */
	AO_REPERTOIRES
};
#define AO_REPERTOIRE_MOST 10050

/* Its code points, none twice; 0 where this system has no converter for it. */
size_t ao_repertoire(enum ao_repertoire, uint32_t out[AO_REPERTOIRE_MOST]);

#endif
