/* reprint_draw.c - the letter alone as a PDF: the pages of its volume, label
 * and blank backs too, and the mark. Its bytes come from the notice, the
 * number of the copy and the mark alone. */
#include "batch/reprint_inside.h"

#include "aofuto/pdf/document.h"

#include <string.h>

/* Twice through the same pages: their texts are collected, then drawn. */
struct drawing {
	struct reprint *r;
	struct ao_typefaces *typefaces;
	struct ao_document *document; /* NULL: still collecting */
	struct ao_page page;          /* both layers, and the mark */
};

static void add_marks(struct ao_page *to, const struct ao_page *from)
{
	for (size_t i = 0; from && i < from->n; i++)
		ao_page_add(to, from->mark[i]);
}

/* The first side of each sheet of paper bears the mark. In a file of one
 * letter nothing is gained by a fixed layer of its own. */
static bool take_page(void *data, const struct volume_page *page,
		      struct ao_error *err)
{
	struct drawing *d = data;
	struct ao_mark mark;

	ao_page_clear(&d->page);
	add_marks(&d->page, page->fixed);
	add_marks(&d->page, page->variable);
	if (d->r->order->mark && page->of_letter && page->number % 2 == 1) {
		if (!reprint_mark(d->r, page, &mark, err))
			return false;
		ao_page_add(&d->page, mark);
	}
	if (d->document)
		return ao_document_add_page(d->document, 0, NULL, &d->page,
					    page->label, err);
	ao_typefaces_collect(d->typefaces, &d->page);
	return true;
}

static bool take_letter(void *data, const struct ao_letter *letter,
			struct ao_error *err)
{
	struct drawing *d = data;

	(void)err;
	d->r->report->sheets = ao_letter_sheets(letter);
	return true;
}

static bool walk(struct drawing *d, struct ao_error *err)
{
	const struct ao_entry *e = d->r->entry;
	struct volume_walker walker = {
		.page = take_page, .letter = take_letter, .data = d};

	return volume_walk_letter(&d->r->kit, &d->r->values.notice,
				  (struct volume_place){e->volume, e->position},
				  &walker, err);
}

/* The salt makes the /ID the notice's own and tells nothing of it. */
static struct ao_document *new_document(const struct drawing *d,
					struct ao_error *err)
{
	const struct reprint *r = d->r;
	struct ao_buf identity = {0};
	struct ao_document *document;
	char digest[AO_SHA256_HEX];

	ao_sha256(r->values.digest, AO_DIGEST, digest);
	ao_buf_addf(&identity, "reprint %s %s %u %d", r->run.plan_sha256,
		    digest, r->report->copy, r->order->mark);
	document = ao_document_new(
		d->typefaces,
		&(struct ao_document_info){
			.title = ao_kit_sheet(&r->kit, r->values.notice.edition)
					 ->title,
			.author = ao_city_fact(r->kit.city, "name"),
			.subject = ao_arena_printf(r->arena, "%04d-%02d %s",
						   r->run.made.month.year,
						   r->run.made.month.month,
						   r->report->one->sequence),
			.created_on = r->values.notice.date[AO_FIELD_DATED_ON],
			.identity = identity.s,
			.duplex = true,
			.compact = true},
		err);
	ao_buf_release(&identity);
	return document;
}

bool reprint_draw(struct reprint *r, struct ao_out *out, struct ao_error *err)
{
	struct drawing d = {.r = r};
	bool ok;

	d.typefaces = ao_typefaces_new(r->kit.faces);
	ao_page_init(&d.page, r->kit.sheet->width, r->kit.sheet->height);
	ok = ao_document_self_test(r->kit.faces, err) && walk(&d, err) &&
	     ao_typefaces_build(d.typefaces, err) &&
	     (d.document = new_document(&d, err)) != NULL && walk(&d, err) &&
	     ao_document_save(d.document, out, err);
	if (ok)
		ao_out_sha256(out, r->report->sha256);
	ao_document_free(d.document);
	ao_page_release(&d.page);
	ao_typefaces_free(d.typefaces);
	return ok;
}
