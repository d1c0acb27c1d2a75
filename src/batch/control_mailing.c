/* control_mailing.c - what the post needs to know of a run, for its papers. */
#include "batch/run_inside.h"

#include "aofuto/batch/control.h"

#include <stdio.h>
#include <string.h>

static void add_district(const struct ao_district *d, struct ao_facts *f)
{
	ao_facts_add(f, "districts");
	ao_facts_set(f, "districts[].district", d->code);
	ao_facts_set_count(f, "districts[].notices", d->notices);
	ao_facts_set_count(f, "districts[].sheets", d->sheets);
	ao_facts_set_count(f, "districts[].with_barcode", d->barcodes);
	ao_facts_set_count(f, "districts[].bundles", d->bundles);
}

static void add_discount(const struct ao_mailing *m,
			 const struct ao_discount *d, struct ao_facts *f)
{
	unsigned long pieces = ao_mailing_pieces(m, d->counts);
	struct ao_buf condition = {0}, result = {0};

	ao_discount_tell(d, pieces, &condition, &result);
	ao_facts_add(f, "discounts");
	ao_facts_set(f, "discounts[].name", d->name);
	ao_facts_set(f, "discounts[].condition", condition.s);
	ao_facts_set_count(f, "discounts[].pieces", pieces);
	ao_facts_set(f, "discounts[].reached", result.s);
	ao_buf_release(&condition);
	ao_buf_release(&result);
}

static unsigned in_district(const struct ao_mailing *m, const char *code)
{
	for (size_t i = 0; i < m->districts; i++)
		if (strcmp(m->district[i].code, code) == 0)
			return m->district[i].bundles;
	AO_BUG("a bundle of no district");
}

static void add_bundle(const struct run *run, size_t i, struct ao_facts *f)
{
	const struct ao_mailing *m = &run->gather.mailing;
	const struct ao_bundle *b = &m->bundle[i];
	unsigned volume = run->report->volume[b->volume].number;
	char first[AO_SEQUENCE_SIZE], last[AO_SEQUENCE_SIZE];
	char name[AO_VOLUME_NAME_SIZE];

	ao_facts_add(f, "bundles");
	ao_facts_set_count(f, "bundles[].number", i + 1);
	ao_facts_set(f, "bundles[].district", b->district);
	ao_facts_set_count(f, "bundles[].of_district", b->of_district);
	ao_facts_set_count(f, "bundles[].in_district",
			   in_district(m, b->district));
	ao_facts_set(f, "bundles[].volume",
		     ao_volume_name(run->day.month, volume, name));
	ao_facts_set(f, "bundles[].first",
		     ao_sequence(volume, b->place, first));
	ao_facts_set(f, "bundles[].last",
		     ao_sequence(volume, b->place + b->notices - 1, last));
	ao_facts_set_count(f, "bundles[].notices", b->notices);
	ao_facts_set_count(f, "bundles[].sheets", b->sheets);
}

void run_mailing_facts(const struct run *run, struct ao_facts *f)
{
	const struct ao_mailing *m = &run->gather.mailing;
	const struct ao_postage *p = run->order->kit->postage;
	char since[AO_DATE_TEXT_SIZE];

	ao_facts_set_count(f, "mail.notices", m->notices);
	ao_facts_set_count(f, "mail.sheets", m->sheets);
	ao_facts_set_count(f, "mail.with_barcode", m->barcodes);
	ao_facts_set_count(f, "mail.bundles", m->bundles);
	ao_facts_set(f, "mail.rate_name", p->name);
	ao_facts_set_count(f, "mail.rate_yen", p->yen);
	ao_facts_set(f, "mail.rate_since", ao_date_western(p->since, since));
	for (size_t i = 0; i < m->districts; i++)
		add_district(&m->district[i], f);
	if (m->districts && m->districts <= AO_CONTROL_FEW)
		ao_facts_set(f, "few.districts", "1");
	for (size_t i = 0; m->notices && i < p->discounts; i++)
		add_discount(m, &p->discount[i], f);
	if (m->notices && p->discounts && p->discounts <= AO_CONTROL_FEW)
		ao_facts_set(f, "few.discounts", "1");
	for (size_t i = 0; i < m->bundles; i++)
		add_bundle(run, i, f);
}
