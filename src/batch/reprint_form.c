/* reprint_form.c - the form of a run, from the ledger alone, and the pages that
 * were printed on it. */
#include "batch/reprint_inside.h"

#include "aofuto/notice/digest.h"

#include <stdio.h>
#include <string.h>

static bool read_text(struct reprint *r, enum ao_form_text which,
		      struct ao_error *err)
{
	const char *sha256 = r->run.made.form_sha256[which];

	return !*sha256 || r->form[which].n ||
	       ao_form_text(r->order->ledger, sha256, &r->form[which], err);
}

static bool open_kit(struct reprint *r, struct ao_error *err)
{
	struct ao_kit_stored stored = {
		.name = ao_arena_printf(r->arena, _("run %lld"),
					(long long)r->run.id),
		.fonts_folder = r->run.made.fonts_folder};
	struct ao_kit_order order = {
		.settings = r->order->settings,
		.qr_address = r->run.made.qr_address,
		.as_of = r->values.notice.date[AO_FIELD_DATED_ON],
		.month = r->run.made.month,
		.stored = &stored};

	for (int i = 0; i < AO_FORM_TEXTS; i++)
		if (r->form[i].n)
			stored.form[i] =
				(struct ao_bytes){r->form[i].s, r->form[i].n};
	r->kit_open = ao_kit_open(&r->kit, &order, err);
	return r->kit_open;
}

bool reprint_open_form(struct reprint *r, struct ao_error *err)
{
	/* Of the editions the notice's own alone; the ordinary one is the
	 * form's. */
	const enum ao_form_text needed[] = {
		AO_FORM_TEMPLATE, AO_FORM_CITY, AO_FORM_FONTS, AO_FORM_GAIJI,
		ao_form_of(r->values.notice.edition)};

	if (!ao_run_find(r->order->ledger, r->entry->run, r->arena, &r->run,
			 err))
		return false;
	for (size_t i = 0; i < AO_COUNT(needed); i++)
		if (!read_text(r, needed[i], err))
			return false;
	return open_kit(r, err);
}

static bool fail_pages(const struct reprint *r, struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, r->report->one->sequence,
		       _("the pages would not be those that were printed: the "
			 "fonts or the program have changed since (%s); "
			 "nothing was printed. Copy the pages out of the "
			 "volume %s, or bring the fonts back"),
		       r->run.made.program, r->report->volume);
}

bool reprint_same_pages(struct reprint *r, struct ao_error *err)
{
	struct ao_digester *digester = ao_digester_new(r->kit.faces);
	unsigned char digest[AO_DIGEST];
	struct ao_letter letter;
	struct ao_misfit misfit;
	bool ok;

	r->values.notice.text[AO_FIELD_SEQUENCE] = r->report->one->sequence;
	ao_letter_init(&letter);
	ok = ao_kit_letter(&r->kit, &r->values.notice,
			   ao_kit_qr(&r->kit, &r->values.notice, r->arena),
			   &letter, &misfit, err);
	if (ok && misfit.type == AO_FITS)
		ao_letter_digest(digester, &letter, r->values.salt, digest);
	if (ok && (misfit.type != AO_FITS ||
		   memcmp(digest, r->values.digest, AO_DIGEST) != 0))
		ok = fail_pages(r, err);
	ao_letter_release(&letter);
	ao_digester_free(digester);
	return ok;
}
