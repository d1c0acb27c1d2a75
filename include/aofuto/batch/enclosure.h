/* enclosure.h - what goes into the envelopes beside the letters (同封物).
 *
 * The settings say which kinds of notice get it and from which station of the
 * inserter it comes. The print room must know how many to fetch; an inserter's
 * marks must say when to feed.
 */
#ifndef AOFUTO_BATCH_ENCLOSURE_H
#define AOFUTO_BATCH_ENCLOSURE_H

#include "aofuto/base/settings.h"
#include "aofuto/batch/tally.h"
#include "aofuto/notice/omr.h"

/* Pieces that the notices counted there need. */
unsigned long ao_enclosure_pieces(const struct ao_enclosure *,
				  const struct ao_tally *);

/* The stations that feed for a letter of that kind, as in ao_omr_place. */
unsigned ao_enclosure_feeds(const struct ao_settings *, enum ao_kind);

/* Each station has its mark in the row. AO_INPUT names the enclosure's place
 * in the settings. */
AO_CHECKED bool ao_enclosures_check(const struct ao_settings *,
				    const struct ao_omr *, struct ao_error *);

#endif
