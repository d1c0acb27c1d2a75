/* volume.c - a part of the pile as one PDF file. */
#include "volume_walk.h"

#include "aofuto/batch/enclosure.h"

#include <stdio.h>
#include <string.h>

char *ao_sequence(unsigned volume, size_t position, char out[AO_SEQUENCE_SIZE])
{
	snprintf(out, AO_SEQUENCE_SIZE, "%03u-%04zu", volume, position);
	return out;
}

char *ao_volume_name(struct ao_date month, unsigned number,
		     char out[AO_VOLUME_NAME_SIZE])
{
	snprintf(out, AO_VOLUME_NAME_SIZE, "aofuto-%04d-%02d-%03u.pdf",
		 month.year, month.month, number);
	return out;
}

unsigned ao_letter_pages(const struct ao_letter *letter)
{
	return 2 * letter->sheets_of_paper;
}

unsigned ao_letter_sheets(const struct ao_letter *letter)
{
	return letter->sheets_of_paper;
}

/* A volume, letter by letter. */
struct walk {
	struct ao_kit *kit;
	const struct volume_walker *walker;
	struct ao_letter letter;
	struct ao_page blank;
	struct ao_arena *arena;
	struct volume_page page;
	struct ao_omr_place place;
	char sequence[AO_SEQUENCE_SIZE]; /* what page.sequence shows */
};

static bool lay_out(struct walk *w, const struct ao_notice *notice,
		    struct ao_error *err)
{
	const char *qr = ao_kit_qr(w->kit, notice, w->arena);
	struct ao_misfit misfit;

	if (!ao_kit_letter(w->kit, notice, qr, &w->letter, &misfit, err))
		return false;
	if (misfit.type != AO_FITS)
		AO_BUG("a letter that was screened does not fit: %s",
		       misfit.field);
	return true;
}

static bool give_page(struct walk *w, unsigned fixed_id,
		      const struct ao_page *fixed,
		      const struct ao_page *variable, struct ao_error *err)
{
	w->page.fixed_id = fixed_id;
	w->page.fixed = fixed;
	w->page.variable = variable;
	w->page.number++;
	return w->walker->page(w->walker->data, &w->page, err);
}

/* The inserter's marks are on a front as long as it is looked at: what the
 * letter itself says is without them. */
static bool give_side(struct walk *w, size_t i, struct ao_error *err)
{
	struct ao_page *page = &w->letter.variable[i];
	size_t own = page->n;
	bool ok;

	if (w->kit->omr && w->letter.side[i] % 2 == 1)
		ao_omr_put(w->kit->omr, &w->place, page);
	w->page.of_letter = (unsigned)i + 1;
	ok = give_page(w, w->letter.fixed_id[i], w->letter.fixed[i], page, err);
	page->n = own;
	return ok;
}

/* The pages of one sheet of paper, the blank back too. */
static bool give_sheet(struct walk *w, unsigned sheet, struct ao_error *err)
{
	unsigned given = 0;

	w->place.sheet = sheet;
	for (size_t i = 0; i < w->letter.pages; i++) {
		if (ao_side_paper(w->letter.side[i]) != sheet)
			continue;
		given++;
		if (!give_side(w, i, err))
			return false;
	}
	w->place.paper++;
	w->page.of_letter = 0;
	return given == 2 || give_page(w, 0, NULL, &w->blank, err);
}

static bool give_letter(struct walk *w, struct ao_notice *notice,
			struct volume_place place, struct ao_error *err)
{
	char *sequence = w->sequence;
	unsigned sheets;

	ao_arena_reset(w->arena);
	ao_sequence(place.volume, place.position, sequence);
	notice->text[AO_FIELD_SEQUENCE] = sequence;
	if (!lay_out(w, notice, err))
		return false;
	sheets = ao_letter_sheets(&w->letter);
	w->place.sheets = sheets;
	w->place.letter = place.position - 1;
	w->place.feeds =
		ao_enclosure_feeds(w->kit->settings, ao_notice_kind(notice));
	w->page.sequence = sequence;
	w->page.sheet = ao_kit_sheet(w->kit, notice->edition);
	for (unsigned sheet = 1; sheet <= sheets; sheet++) {
		w->page.label = ao_arena_printf(w->arena, "%s %u/%u", sequence,
						sheet, sheets);
		if (!give_sheet(w, sheet, err))
			return false;
	}
	return w->walker->letter(w->walker->data, &w->letter, err);
}

static void begin_walk(struct walk *w)
{
	w->arena = ao_arena_new();
	ao_letter_init(&w->letter);
	ao_page_init(&w->blank, w->kit->sheet->width, w->kit->sheet->height);
}

static void end_walk(struct walk *w)
{
	ao_page_release(&w->blank);
	ao_letter_release(&w->letter);
	ao_arena_free(w->arena);
}

bool volume_walk_letter(struct ao_kit *kit, struct ao_notice *notice,
			struct volume_place place,
			const struct volume_walker *walker,
			struct ao_error *err)
{
	struct walk w = {.kit = kit, .walker = walker};
	bool ok;

	begin_walk(&w);
	ok = give_letter(&w, notice, place, err);
	end_walk(&w);
	return ok;
}

bool volume_walk(struct ao_kit *kit, const struct ao_pile *pile,
		 const struct ao_volume *volume,
		 const struct volume_walker *walker, struct ao_error *err)
{
	struct walk w = {.kit = kit, .walker = walker};
	bool ok = true;

	begin_walk(&w);
	for (size_t i = 0; ok && i < volume->notices; i++) {
		struct volume_place place = {volume->number, i + 1};
		struct ao_notice notice;
		struct ao_piled piled;

		ao_pile_get(pile, volume->first + i, &piled, &notice);
		ok = give_letter(&w, &notice, place, err);
	}
	end_walk(&w);
	return ok;
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
		ok = ao_kit_letter(kit, &with, qr, &letter, &misfit, err);
		for (size_t i = 0; ok && i < letter.pages; i++) {
			ao_typefaces_collect(typefaces, letter.fixed[i]);
			ao_typefaces_collect(typefaces, &letter.variable[i]);
		}
	}
	ao_letter_release(&letter);
	return ok;
}

/* What is being drawn. */
struct drawing {
	const struct ao_volume_order *order;
	struct ao_document *document;
	struct ao_digester *digester; /* or NULL */
	struct ao_volume *volume;
	size_t letters; /* so far */
};

static bool draw_page(void *data, const struct volume_page *page,
		      struct ao_error *err)
{
	struct drawing *d = data;

	d->volume->pages++;
	return ao_document_add_page(d->document, page->fixed_id, page->fixed,
				    page->variable, page->label, err);
}

static bool end_letter(void *data, const struct ao_letter *letter,
		       struct ao_error *err)
{
	struct drawing *d = data;
	const struct ao_volume_digests *digests = &d->order->digests;

	(void)err;
	d->volume->sheets += ao_letter_sheets(letter);
	if (d->digester)
		ao_letter_digest(d->digester, letter,
				 digests->salt + d->letters * AO_DIGEST_SALT,
				 digests->out + d->letters * AO_DIGEST);
	d->letters++;
	return true;
}

/* The volume's name is part of it, so that no two volumes share an /ID. */
static struct ao_document *new_document(const struct drawing *d,
					struct ao_arena *arena,
					struct ao_error *err)
{
	const struct ao_volume_order *order = d->order;
	const struct ao_kit *kit = order->kit;
	struct ao_document_info info = {
		.title = kit->sheet->title,
		.author = ao_city_fact(kit->city, "name"),
		.subject = ao_arena_printf(
			arena, "%04d-%02d %03u", kit->notice.month.year,
			kit->notice.month.month, d->volume->number),
		.created_on = kit->notice.dated_on,
		.identity = ao_arena_printf(arena, "%s %03u", order->identity,
					    d->volume->number),
		.duplex = true,
	};

	return ao_document_new(order->typefaces, &info, err);
}

bool ao_volume_draw(const struct ao_volume_order *order,
		    struct ao_volume *volume, struct ao_out *out,
		    struct ao_error *err)
{
	struct drawing d = {.order = order, .volume = volume};
	struct volume_walker walker = {
		.page = draw_page, .letter = end_letter, .data = &d};
	struct ao_arena *arena = ao_arena_new();
	bool ok;

	volume->pages = volume->sheets = 0;
	if (order->digests.salt)
		d.digester = ao_digester_new(order->kit->faces);
	d.document = new_document(&d, arena, err);
	ok = d.document &&
	     volume_walk(order->kit, order->pile, volume, &walker, err) &&
	     ao_document_save(d.document, out, err);
	if (ok) {
		volume->bytes = ao_out_bytes(out);
		ao_out_sha256(out, volume->sha256);
	}
	ao_document_free(d.document);
	ao_digester_free(d.digester);
	ao_arena_free(arena);
	return ok;
}
