/* enclosure.c - pieces and stations. */
#include "aofuto/batch/enclosure.h"

_Static_assert((int)AO_SETTING_CARD_CERT == (int)AO_KIND_CARD_CERT &&
		       (int)AO_SETTING_CERT_ONLY == (int)AO_KIND_CERT_ONLY &&
		       (int)AO_SETTING_CARD_ONLY == (int)AO_KIND_CARD_ONLY,
	       "the settings count the kinds as the decision does");

static bool goes_with(const struct ao_enclosure *e, enum ao_kind kind)
{
	return e->kinds >> kind & 1;
}

unsigned long ao_enclosure_pieces(const struct ao_enclosure *e,
				  const struct ao_tally *t)
{
	unsigned long pieces = 0;

	for (int k = AO_KIND_NONE + 1; k < AO_KIND_COUNT; k++)
		pieces += goes_with(e, (enum ao_kind)k) ? t->kind[k] : 0;
	return pieces;
}

unsigned ao_enclosure_feeds(const struct ao_settings *s, enum ao_kind kind)
{
	unsigned feeds = 0;

	for (size_t i = 0; i < s->enclosures; i++)
		if (s->enclosure[i].feed && goes_with(&s->enclosure[i], kind))
			feeds |= 1u << (s->enclosure[i].feed - 1);
	return feeds;
}

bool ao_enclosures_check(const struct ao_settings *s, const struct ao_omr *omr,
			 struct ao_error *err)
{
	for (size_t i = 0; i < s->enclosures; i++) {
		const struct ao_enclosure *e = &s->enclosure[i];

		if (!e->feed ||
		    ao_omr_has(omr,
			       (enum ao_omr_name)(AO_OMR_FEED_1 + e->feed - 1)))
			continue;
		return ao_fail(err, AO_INPUT, e->where,
			       _("%s comes from station %u of the inserter, "
				 "and the row of marks %s has no `%s`; add "
				 "it there, or leave out `feed`"),
			       e->name, e->feed, omr->name,
			       ao_omr_name((enum ao_omr_name)(AO_OMR_FEED_1 +
							      e->feed - 1)));
	}
	return true;
}
