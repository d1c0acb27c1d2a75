/* volume.c - a part of the pile as one PDF file. */
#include "aofuto/batch/volume.h"

#include <stdio.h>
#include <string.h>

char *ao_sequence(unsigned volume, size_t position, char out[AO_SEQUENCE_SIZE])
{
	snprintf(out, AO_SEQUENCE_SIZE, "%03u-%04zu", volume, position);
	return out;
}

/* Pages before and with the i-th of the letter, blank backs included. */
static unsigned pages_to(const struct ao_letter *letter, size_t i)
{
	unsigned n = 0;

	for (size_t k = 0; k <= i; k++) {
		if (letter->sheet[k]->starts_sheet && n % 2 == 1)
			n++;
		n++;
	}
	return n;
}

unsigned ao_letter_pages(const struct ao_letter *letter)
{
	return letter->pages ? 2 * ao_letter_sheets(letter) : 0;
}

unsigned ao_letter_sheets(const struct ao_letter *letter)
{
	return letter->pages ? (pages_to(letter, letter->pages - 1) + 1) / 2
			     : 0;
}

/* What is being drawn. */
struct drawing {
	const struct ao_volume_order *order;
	struct ao_document *document;
	struct ao_volume *volume;
	struct ao_letter letter;
	struct ao_page blank;
	struct ao_arena *arena;
};

static bool add_page(struct drawing *d, unsigned fixed_id,
		     const struct ao_page *fixed,
		     const struct ao_page *variable, const char *label,
		     struct ao_error *err)
{
	d->volume->pages++;
	return ao_document_add_page(d->document, fixed_id, fixed, variable,
				    label, err);
}

static bool lay_out(struct drawing *d, const struct ao_notice *notice,
		    struct ao_error *err)
{
	const char *qr = ao_kit_qr(d->order->kit, notice, d->arena);
	struct ao_misfit misfit;

	if (!ao_layout_letter(d->order->kit->layout, notice, qr, &d->letter,
			      &misfit, err))
		return false;
	if (misfit.type != AO_FITS)
		AO_BUG("a letter that was screened does not fit: %s",
		       misfit.field);
	return true;
}

/* The pages of one sheet of paper, the blank back too. */
static bool draw_sheet(struct drawing *d, unsigned sheet, const char *label,
		       struct ao_error *err)
{
	unsigned drawn = 0;

	for (size_t i = 0; i < d->letter.pages; i++) {
		if ((pages_to(&d->letter, i) + 1) / 2 != sheet)
			continue;
		drawn++;
		if (!add_page(d, d->letter.fixed_id[i], d->letter.fixed[i],
			      &d->letter.variable[i], label, err))
			return false;
	}
	return drawn == 2 || add_page(d, 0, NULL, &d->blank, label, err);
}

static bool draw_letter(struct drawing *d, size_t i, struct ao_error *err)
{
	char sequence[AO_SEQUENCE_SIZE];
	struct ao_notice notice;
	struct ao_piled piled;

	ao_arena_reset(d->arena);
	ao_pile_get(d->order->pile, d->volume->first + i, &piled, &notice);
	ao_sequence(d->volume->number, i + 1, sequence);
	notice.text[AO_FIELD_SEQUENCE] = sequence;
	if (!lay_out(d, &notice, err))
		return false;
	for (unsigned sheet = 1; sheet <= piled.sheets; sheet++) {
		const char *label = ao_arena_printf(
			d->arena, "%s %u/%u", sequence, sheet, piled.sheets);

		if (!draw_sheet(d, sheet, label, err))
			return false;
	}
	d->volume->sheets += piled.sheets;
	return true;
}

bool ao_volume_collect(struct ao_kit *kit, const struct ao_notice *notice,
		       const char *qr, struct ao_typefaces *typefaces,
		       struct ao_error *err)
{
	static const char *const probe[] = {"012-3456", "789-0123"};
	struct ao_notice with = *notice;
	struct ao_letter letter;
	struct ao_misfit misfit;
	bool ok = true;

	ao_letter_init(&letter);
	for (size_t p = 0; ok && p < AO_COUNT(probe); p++) {
		with.text[AO_FIELD_SEQUENCE] = probe[p];
		ok = ao_layout_letter(kit->layout, &with, qr, &letter, &misfit,
				      err);
		for (size_t i = 0; ok && i < letter.pages; i++) {
			ao_typefaces_collect(typefaces, letter.fixed[i]);
			ao_typefaces_collect(typefaces, &letter.variable[i]);
		}
	}
	ao_letter_release(&letter);
	return ok;
}

/* The volume's name is part of it, so that no two volumes share an /ID. */
static struct ao_document *new_document(struct drawing *d, struct ao_error *err)
{
	const struct ao_volume_order *order = d->order;
	const struct ao_kit *kit = order->kit;
	struct ao_document_info info = {
		.title = kit->sheet->title,
		.author = ao_city_fact(kit->city, "name"),
		.subject = ao_arena_printf(
			d->arena, "%04d-%02d %03u", kit->notice.month.year,
			kit->notice.month.month, d->volume->number),
		.created_on = kit->notice.dated_on,
		.identity = ao_arena_printf(d->arena, "%s %03u",
					    order->identity, d->volume->number),
		.duplex = true,
	};

	return ao_document_new(order->typefaces, &info, err);
}

bool ao_volume_draw(const struct ao_volume_order *order,
		    struct ao_volume *volume, struct ao_out *out,
		    struct ao_error *err)
{
	struct drawing d = {
		.order = order, .volume = volume, .arena = ao_arena_new()};
	bool ok;

	volume->pages = volume->sheets = 0;
	ao_letter_init(&d.letter);
	ao_page_init(&d.blank, order->kit->sheet->width,
		     order->kit->sheet->height);
	d.document = new_document(&d, err);
	ok = d.document != NULL;
	for (size_t i = 0; ok && i < volume->notices; i++)
		ok = draw_letter(&d, i, err);
	ok = ok && ao_document_save(d.document, out, err);
	if (ok) {
		volume->bytes = ao_out_bytes(out);
		ao_out_sha256(out, volume->sha256);
	}
	ao_document_free(d.document);
	ao_page_release(&d.blank);
	ao_letter_release(&d.letter);
	ao_arena_free(d.arena);
	return ok;
}
