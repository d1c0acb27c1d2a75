/* run_mailing.c - what a run says of its bundles and of the post. */
#include "batch/run_inside.h"

#include <stdio.h>

/* The number that stands on paper: volume and position. */
static const char *place_of(const struct run *run, const struct ao_bundle *b,
			    size_t place, char out[AO_SEQUENCE_SIZE])
{
	return ao_sequence(run->report->volume[b->volume].number, place, out);
}

bool run_bundles(struct run *run, struct ao_error *err)
{
	const struct ao_mailing *m = &run->gather.mailing;
	struct ao_out *out = run_list_open(run, RUN_BUNDLES, err);
	char first[AO_SEQUENCE_SIZE], last[AO_SEQUENCE_SIZE];
	char name[AO_VOLUME_NAME_SIZE];

	if (!out)
		return false;
	ao_out_printf(out, "bundle,district,of_district,volume,first,last,"
			   "notices,sheets\n");
	for (size_t i = 0; i < m->bundles; i++) {
		const struct ao_bundle *b = &m->bundle[i];

		ao_volume_name(run->day.month,
			       run->report->volume[b->volume].number, name);
		ao_out_printf(out, "%zu,%s,%u,%s,%s,%s,%zu,%lu\n", i + 1,
			      b->district, b->of_district, name,
			      place_of(run, b, b->place, first),
			      place_of(run, b, b->place + b->notices - 1, last),
			      b->notices, b->sheets);
	}
	return run_list_finish(run, RUN_BUNDLES, out, err);
}

static const char *counts_name(enum ao_discount_counts counts)
{
	static const char *const name[AO_COUNTS_COUNT] = {
		[AO_COUNTS_ALL] = "all",
		[AO_COUNTS_BARCODE] = "barcode",
		[AO_COUNTS_OWN_DISTRICT] = "own_district"};

	return name[counts];
}

static void add_discounts(const struct run *run, struct ao_json *j)
{
	const struct ao_postage *p = run->order->kit->postage;

	ao_json_array(j, "discounts");
	for (size_t i = 0; i < p->discounts; i++) {
		const struct ao_discount *d = &p->discount[i];
		unsigned long pieces =
			ao_mailing_pieces(&run->gather.mailing, d->counts);
		const struct ao_discount_step *step =
			ao_discount_reached(d, pieces);

		ao_json_object(j, NULL);
		ao_json_text(j, "name", d->name);
		ao_json_text(j, "counts", counts_name(d->counts));
		ao_json_number(j, "pieces", pieces);
		ao_json_number(j, "from", d->step[0].from);
		ao_json_bool(j, "reached", step != NULL);
		ao_json_mm(j, "percent", step ? step->percent : 0);
		ao_json_end(j);
	}
	ao_json_end(j);
}

void run_mailing_json(const struct run *run, struct ao_json *j)
{
	const struct ao_mailing *m = &run->gather.mailing;
	const struct ao_kit *kit = run->order->kit;

	ao_json_object(j, "mailing");
	ao_json_text(j, "order", kit->settings->list_order ? "list" : "post");
	ao_json_text(j, "postage_sha256", kit->postage->digest);
	ao_json_number(j, "notices", m->notices);
	ao_json_number(j, "sheets", m->sheets);
	ao_json_number(j, "with_barcode", m->barcodes);
	ao_json_number(j, "bundles", m->bundles);
	ao_json_array(j, "districts");
	for (size_t i = 0; i < m->districts; i++) {
		const struct ao_district *d = &m->district[i];

		ao_json_object(j, NULL);
		ao_json_text(j, "district", d->code);
		ao_json_bool(j, "own", d->own);
		ao_json_number(j, "notices", d->notices);
		ao_json_number(j, "sheets", d->sheets);
		ao_json_number(j, "with_barcode", d->barcodes);
		ao_json_number(j, "bundles", d->bundles);
		ao_json_end(j);
	}
	ao_json_end(j);
	add_discounts(run, j);
	ao_json_end(j);
}
