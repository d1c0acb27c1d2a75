/* cmd_preview.c - aofuto preview: a specimen of each kind, with the boxes, the
 * folds and the envelope's window drawn on it. */
#include "cli/preview.h"

#include "aofuto/batch/enclosure.h"
#include "aofuto/batch/volume.h"

#include <string.h>

static const struct cmd_option options[] = {
	{OPT_OUT, "out", N_("F.pdf"), N_("the PDF to write"), true},
	{OPT_TEMPLATE, "template", N_("NAME"),
	 N_("a template by name or path: notice (the default), or control, the "
	    "control sheet of a run"),
	 false},
	{OPT_LANGUAGE, "language", N_("NAME"),
	 N_("the notice in ja, ja-easy or en: notice-en.yaml and so on; "
	    "default: ja"),
	 false},
	{OPT_LARGE_PRINT, "large-print", NULL,
	 N_("the notice in large print: notice-large.yaml and so on"), false},
	{OPT_KIND, "kind", N_("KIND"),
	 N_("only card-cert, cert-only or card-only; default: all three"),
	 false},
	{OPT_WINDOW, "window", N_("NAME"),
	 N_("the envelope's window by its name in windows.yaml: 80x45, 90x45, "
	    "90x55 or the city's own; default: that of the settings"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static const struct specimen {
	const char *name; /* of --kind */
	enum ao_kind kind;
} specimens[PREVIEW_KINDS] = {
	{"card-cert", AO_KIND_CARD_CERT},
	{"cert-only", AO_KIND_CERT_ONLY},
	{"card-only", AO_KIND_CARD_ONLY},
};

struct drawing { /* of a preview */
	struct preview told;
	const struct specimen *only; /* NULL: all */
	struct ao_typefaces *typefaces;
	struct ao_document *document;
};

static bool choose(struct drawing *d, const struct cmd_line *line,
		   struct ao_error *err)
{
	const char *kind = line->value[OPT_KIND];

	for (size_t i = 0; kind && i < AO_COUNT(specimens); i++)
		if (strcmp(specimens[i].name, kind) == 0)
			d->only = &specimens[i];
	if (kind && !d->only)
		return ao_fail(err, AO_USAGE, NULL,
			       _("--kind is card-cert, cert-only or "
				 "card-only, not '%s'"),
			       kind);
	for (size_t i = 0; i < AO_COUNT(specimens); i++) {
		struct preview_kind *k = &d->told.kind[i];

		k->name = specimens[i].name;
		k->drawn = !d->only || d->only == &specimens[i];
	}
	return true;
}

/* Twice through the same pages: first their texts are collected, then, when
 * the document exists, they are drawn. */
static bool add_page(struct drawing *d, unsigned id,
		     const struct ao_page *fixed, const struct ao_page *page,
		     const char *label, struct ao_error *err)
{
	if (d->document) {
		d->told.pages++;
		return ao_document_add_page(d->document, id, fixed, page, label,
					    err);
	}
	if (fixed)
		ao_typefaces_collect(d->typefaces, fixed);
	ao_typefaces_collect(d->typefaces, page);
	return true;
}

/* As on the first letter of a volume. */
static void add_omr(const struct ao_kit *kit, const struct ao_letter *letter,
		    const struct specimen *specimen, size_t i,
		    struct ao_page *page)
{
	bool back = letter->side[i] % 2 == 0;
	struct ao_omr_place place = {
		.sheet = ao_side_paper(letter->side[i]),
		.sheets = letter->sheets_of_paper,
		.paper = ao_side_paper(letter->side[i]) - 1,
		.feeds = ao_enclosure_feeds(kit->settings, specimen->kind)};

	if (!kit->omr)
		return;
	preview_omr(kit, back, page);
	if (!back)
		ao_omr_put(kit->omr, &place, page);
}

/* What the letter prints, with the outlines over it. */
static bool add_sheets(struct drawing *d, const struct ao_letter *letter,
		       const struct specimen *specimen, unsigned flags,
		       struct ao_error *err)
{
	struct ao_kit *kit = &d->told.kit;
	struct ao_page page;
	bool ok = true;

	ao_page_init(&page, kit->sheet->width, kit->sheet->height);
	for (size_t i = 0; ok && i < letter->pages; i++) {
		const struct ao_page *variable = &letter->variable[i];
		const char *label =
			ao_arena_printf(kit->arena, "%s %s", specimen->name,
					letter->sheet[i]->name);

		ao_page_clear(&page);
		ao_layout_outline(kit->edition[0].layout, letter->sheet[i],
				  flags, &page);
		for (size_t m = 0; m < variable->n; m++)
			ao_page_add(&page, variable->mark[m]);
		if (i == 0)
			preview_window(kit, &page);
		add_omr(kit, letter, specimen, i, &page);
		ok = add_page(d, letter->fixed_id[i], letter->fixed[i], &page,
			      label, err);
	}
	ao_page_release(&page);
	return ok;
}

static bool add_envelope(struct drawing *d, const struct ao_letter *letter,
			 struct ao_error *err)
{
	struct ao_page page;
	bool ok;

	preview_envelope(&d->told, letter, &page);
	ok = add_page(d, 0, NULL, &page, "envelope", err);
	ao_page_release(&page);
	return ok;
}

static bool walk_letter(struct drawing *d, size_t i, bool last,
			struct ao_error *err)
{
	const struct specimen *specimen = &specimens[i];
	struct ao_kit *kit = &d->told.kit;
	struct ao_arena *arena = ao_arena_new();
	struct ao_letter letter;
	struct ao_notice notice;
	struct ao_misfit misfit;
	bool ok;

	ao_letter_init(&letter);
	ao_notice_specimen(&notice, specimen->kind,
			   ao_kind_items(specimen->kind), &kit->notice, arena);
	ok = ao_kit_letter(kit, &notice, ao_kit_qr(kit, &notice, arena),
			   &letter, &misfit, err) &&
	     add_sheets(d, &letter, specimen, notice.flags, err);
	if (ok && letter.pages)
		preview_look(&d->told, &d->told.kind[i], letter.fixed[0],
			     &letter.variable[0]);
	if (ok && letter.pages && last)
		ok = add_envelope(d, &letter, err);
	ao_letter_release(&letter);
	ao_arena_free(arena);
	return ok;
}

static bool walk(struct drawing *d, struct ao_error *err)
{
	size_t last = d->only ? (size_t)(d->only - specimens)
			      : AO_COUNT(specimens) - 1;

	for (size_t i = 0; i < AO_COUNT(specimens); i++)
		if (d->told.kind[i].drawn && !walk_letter(d, i, i == last, err))
			return false;
	return true;
}

static bool save(struct drawing *d, struct ao_error *err)
{
	const char *path = d->told.session->line->value[OPT_OUT];
	struct ao_out *out = ao_out_open(path, err);

	if (!out)
		return false;
	if (!ao_document_save(d->document, out, err)) {
		ao_out_discard(out);
		return false;
	}
	return ao_out_commit(out, /*replace*/ true, err);
}

static bool draw(struct drawing *d, struct ao_error *err)
{
	const struct ao_kit *kit = &d->told.kit;
	struct ao_document_info info = {
		.title = kit->sheet->title,
		.subject = "preview",
		.created_on = d->told.session->as_of,
		.identity = kit->sheet->digest,
	};

	if (!ao_document_self_test(kit->faces, err) || !walk(d, err) ||
	    !ao_typefaces_build(d->typefaces, err))
		return false;
	d->document = ao_document_new(d->typefaces, &info, err);
	return d->document && walk(d, err) && save(d, err);
}

static bool preview(struct drawing *d, struct ao_error *err)
{
	struct ao_kit *kit = &d->told.kit;
	bool ok;

	if (!ao_window_check(kit->window, kit->sheet, &d->told.refusal) &&
	    d->told.refusal.status != AO_INPUT)
		AO_BUG("a window cannot be checked");
	if (kit->omr &&
	    !ao_omr_check(kit->omr, kit->sheet, kit->window,
			  &d->told.crowded) &&
	    d->told.crowded.status != AO_INPUT)
		AO_BUG("inserter marks cannot be checked");
	for (size_t i = 0; i < PREVIEW_KINDS; i++)
		ao_page_init(&d->told.kind[i].in, kit->sheet->width,
			     kit->sheet->height);
	d->typefaces = ao_typefaces_new(kit->faces);
	ok = draw(d, err);
	if (ok)
		preview_tell(&d->told);
	ao_document_free(d->document);
	ao_typefaces_free(d->typefaces);
	for (size_t i = 0; i < PREVIEW_KINDS; i++)
		ao_page_release(&d->told.kind[i].in);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct session s;
	struct drawing d = {.told = {.session = &s}};
	const char *template = line->value[OPT_TEMPLATE];
	bool report = preview_is_report(template), ok;

	if (!choose(&d, line, err) || !session_open(&s, line, err))
		return err->status;
	s.specimen = true; /* a preview can never be mailed */
	s.any_window = true;
	s.usual_sheet = report;
	ok = preview_edition(&s, err) && session_kit(&s, &d.told.kit, err);
	if (ok) {
		ok = report ? preview_report(&s, &d.told.kit, template, err)
			    : preview(&d, err);
		ao_kit_close(&d.told.kit);
	}
	session_close(&s);
	return ok ? AO_OK : err->status;
}

const struct cmd cmd_preview = {
	.name = "preview",
	.operands = "",
	.summary = N_("a specimen of each kind, with boxes, folds and the "
		      "envelope's window drawn on it"),
	.text = N_(
		"For those who edit the template or choose the envelope. Grey "
		"is a box, orange a box that belongs in the window, green a "
		"fold; red is the window when the sheet lies in the middle, "
		"the blue dashes go around what always shows, the orange dots "
		"around what ever does; violet is what stays blank around the "
		"inserter's marks (setting omr). The last page is the whole "
		"envelope, "
		"1:1. A window that the template does not suit is drawn all "
		"the same, and the report says what is wrong. Always a "
		"specimen (見本)."),
	.option = options,
	.run = run,
};
