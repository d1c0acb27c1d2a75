/* tally.c - the sum of a run. */
#include "aofuto/batch/tally.h"

void ao_tally_add(struct ao_tally *t, const struct ao_decision *d,
		  struct ao_date month)
{
	t->verdict[d->verdict]++;
	t->reason[d->verdict][d->reason]++;
	if (d->verdict != AO_PRINT)
		return;
	t->kind[d->kind]++;
	if (ao_date_before(d->renewal_opens_on, month))
		t->catch_up++;
}

void ao_tally_check(const struct ao_tally *t)
{
	unsigned long decided = 0, kinds = 0, editions = 0;

	for (int v = 0; v < AO_VERDICT_COUNT; v++) {
		unsigned long reasons = 0;

		for (int r = 0; r < AO_REASON_COUNT; r++)
			reasons += t->reason[v][r];
		if (reasons != t->verdict[v])
			AO_BUG("%lu reasons for %lu decisions of %s", reasons,
			       t->verdict[v],
			       ao_verdict_name((enum ao_verdict)v));
		decided += t->verdict[v];
	}
	for (int k = 0; k < AO_KIND_COUNT; k++)
		kinds += t->kind[k];
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		editions += t->edition[e];
	/* Where no sheet is tried there are none. */
	if (editions && editions != kinds)
		AO_BUG("%lu editions of %lu notices", editions, kinds);
	if (decided != t->read)
		AO_BUG("%lu residents read, %lu decided", t->read, decided);
	if (kinds != t->verdict[AO_PRINT] || t->kind[AO_KIND_NONE])
		AO_BUG("%lu notices for %lu printed residents", kinds,
		       t->verdict[AO_PRINT]);
}

bool ao_tally_editions(const struct ao_tally *t)
{
	for (int e = AO_EDITION_JA + 1; e < AO_EDITION_COUNT; e++)
		if (t->edition[e])
			return true;
	return false;
}

unsigned long ao_tally_set_aside(const struct ao_tally *t)
{
	return t->verdict[AO_SET_ASIDE] + t->verdict[AO_REJECTED];
}
