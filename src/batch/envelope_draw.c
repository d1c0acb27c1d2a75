/* envelope_draw.c - faces, laid out one by one, as a PDF. Its bytes come from
 * the form, the run and the volume alone. */
#include "batch/envelope_inside.h"

#include "aofuto/batch/volume.h"
#include "aofuto/notice/envelope.h"
#include "aofuto/notice/ink.h"
#include "aofuto/pdf/document.h"

#include <stdlib.h>

/* Twice through the same faces: their texts are collected, then drawn. */
struct drawing {
	struct envelopes *envelopes;
	struct ao_kit *kit;
	struct ao_typefaces *typefaces;
	struct ao_document *document; /* NULL: still collecting */
	struct ao_letter letter;
	struct ao_page page; /* of a single face: both layers, the window */
};

/* Of a face that is printed on: what the cutter and the eye go by. */
static const struct ao_ink window_ink = {{0x70, 0x70, 0x70}, 0.2, 2, 1};

static bool take_page(struct drawing *d, unsigned id,
		      const struct ao_page *fixed,
		      const struct ao_page *variable, const char *label,
		      struct ao_error *err)
{
	if (d->document) {
		d->envelopes->report->printed++;
		return ao_document_add_page(d->document, id, fixed, variable,
					    label, err);
	}
	if (fixed)
		ao_typefaces_collect(d->typefaces, fixed);
	ao_typefaces_collect(d->typefaces, variable);
	return true;
}

static void add_finding(const struct drawing *d, const struct ao_piled *piled,
			const char *sequence, const struct ao_misfit *misfit)
{
	struct ao_findings *findings = d->envelopes->report->findings;
	struct ao_place place = {.field = misfit->field,
				 .subject = piled->resident_id};
	char code[AO_CLUSTER_TEXT_SIZE];

	if (misfit->type == AO_DOES_NOT_FIT)
		ao_findings_add(findings, AO_F_ENVELOPE_DOES_NOT_FIT, place,
				"%s, +%.1f mm", sequence, misfit->over);
	else
		ao_findings_add(findings, AO_F_ENVELOPE_GLYPH_MISSING, place,
				"%s, %s, #%u", sequence,
				ao_cluster_text(misfit->missing.cluster, code),
				misfit->missing.position);
}

static bool walk_one(struct drawing *d, size_t i, struct ao_error *err)
{
	struct ao_letter *letter = &d->letter;
	char sequence[AO_SEQUENCE_SIZE];
	struct ao_notice notice;
	struct ao_misfit misfit;
	struct ao_piled piled;
	bool bare;

	ao_pile_get(d->envelopes->pile, i, &piled, &notice);
	notice.text[AO_FIELD_SEQUENCE] =
		ao_sequence(d->envelopes->report->volume, i + 1, sequence);
	if (!ao_kit_lay_out(d->kit, &notice, "", letter, &misfit, &bare, err))
		return false;
	if (misfit.type == AO_FITS)
		return take_page(d, letter->fixed_id[0], letter->fixed[0],
				 &letter->variable[0], sequence, err);
	if (!d->document)
		add_finding(d, &piled, sequence, &misfit);
	return true;
}

static void put_window(const struct ao_window *w, struct ao_page *page)
{
	ao_ink_frame(page, &window_ink, w->box, "window");
}

/* A face without an address, and where the window is; a specimen without one
 * shows where an address stands. */
static bool walk_face(struct drawing *d, struct ao_error *err)
{
	struct ao_kit *kit = d->kit;
	enum ao_kind kind = AO_KIND_CARD_CERT;
	struct ao_misfit misfit;
	struct ao_notice notice;

	ao_notice_specimen(&notice, kind, ao_kind_items(kind), &kit->notice,
			   kit->arena);
	if (!ao_kit_letter(kit, &notice, "", &d->letter, &misfit, err))
		return false;
	if (misfit.type != AO_FITS)
		AO_BUG("a face that was tried does not fit: %s", misfit.field);
	ao_page_clear(&d->page);
	ao_envelope_put(&d->letter, kit->notice.specimen && !kit->window,
			&d->page);
	if (kit->window)
		put_window(kit->window, &d->page);
	return take_page(d, 0, NULL, &d->page,
			 kit->window ? kit->window->name : AO_NO_WINDOW, err);
}

static bool walk(struct drawing *d, struct ao_error *err)
{
	const struct ao_pile *pile = d->envelopes->pile;

	if (!pile)
		return walk_face(d, err);
	for (size_t i = 0; i < ao_pile_count(pile); i++)
		if (!walk_one(d, i, err))
			return false;
	if (ao_findings_total(d->envelopes->report->findings, AO_REVIEW) <
	    ao_pile_count(pile))
		return true;
	return ao_fail(err, AO_INPUT, NULL,
		       _("no envelope of the volume can be printed"));
}

static struct ao_document *new_document(const struct drawing *d,
					struct ao_error *err)
{
	const struct ao_envelopes_order *order = d->envelopes->order;
	const struct ao_envelopes *report = d->envelopes->report;
	const struct ao_window *window = d->kit->window;
	const struct ao_run_made *made = &report->run.made;
	struct ao_arena *arena = report->arena;
	struct ao_document_info info = {
		.title = d->kit->sheet->title,
		.author = ao_city_fact(d->kit->city, "name"),
		.subject = window ? window->name : AO_NO_WINDOW,
		.created_on = order->on,
		.identity = ao_arena_printf(
			arena, "envelope %s %s %d", d->kit->sheet->digest,
			window ? window->name : AO_NO_WINDOW,
			d->kit->notice.specimen),
		.compact = true};

	if (d->envelopes->pile) {
		info.created_on = made->as_of;
		info.subject = ao_arena_printf(
			arena, "%04d-%02d %03u", made->month.year,
			made->month.month, report->volume);
		info.identity = ao_arena_printf(
			arena, "envelopes %s %s %u", report->run.plan_sha256,
			d->kit->sheet->digest, report->volume);
		info.compact = false;
	}
	return ao_document_new(d->typefaces, &info, err);
}

bool envelopes_draw(struct envelopes *e, struct ao_out *out,
		    struct ao_error *err)
{
	struct drawing d = {.envelopes = e, .kit = e->order->kit};
	bool ok;

	d.typefaces = ao_typefaces_new(d.kit->faces);
	ao_letter_init(&d.letter);
	ao_page_init(&d.page, d.kit->sheet->width, d.kit->sheet->height);
	ok = ao_document_self_test(d.kit->faces, err) && walk(&d, err) &&
	     ao_typefaces_build(d.typefaces, err) &&
	     (d.document = new_document(&d, err)) != NULL && walk(&d, err) &&
	     ao_document_save(d.document, out, err);
	if (ok)
		ao_out_sha256(out, e->report->sha256);
	ao_document_free(d.document);
	ao_page_release(&d.page);
	ao_letter_release(&d.letter);
	ao_typefaces_free(d.typefaces);
	return ok;
}
