/* cmd_preview.c - aofuto preview: a specimen of each kind, with the boxes, the
 * folds and the envelope's window drawn on it. */
#include "cli/cmd.h"
#include "cli/print.h"
#include "cli/session.h"

#include "aofuto/batch/json.h"
#include "aofuto/batch/volume.h"

#include <stdio.h>
#include <string.h>

static const struct cmd_option options[] = {
	{OPT_OUT, "out", N_("F.pdf"), N_("the PDF to write"), true},
	{OPT_TEMPLATE, "template", N_("NAME"),
	 N_("a template by name (notice) or path; default: notice"), false},
	{OPT_KIND, "kind", N_("KIND"),
	 N_("only card-cert, cert-only or card-only; default: all three"),
	 false},
	{OPT_WINDOW, "window", N_("NAME"),
	 N_("the envelope's window: 90x45 (default), 80x45 or 90x55, in mm"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static const struct specimen {
	const char *name; /* of --kind */
	enum ao_kind kind;
	unsigned expiring;
} specimens[] = {
	{"card-cert", AO_KIND_CARD_CERT,
	 AO_ITEM_BIT(AO_ITEM_CARD) | AO_ITEM_BIT(AO_ITEM_AUTH) |
		 AO_ITEM_BIT(AO_ITEM_SIGN)},
	{"cert-only", AO_KIND_CERT_ONLY,
	 AO_ITEM_BIT(AO_ITEM_AUTH) | AO_ITEM_BIT(AO_ITEM_SIGN)},
	{"card-only", AO_KIND_CARD_ONLY, AO_ITEM_BIT(AO_ITEM_CARD)},
};

/* The window's place on the front of a sheet that was folded to fit 長形3号:
 * 20 mm from the envelope's left edge and 12 mm from its upper one, less the
 * 5 mm and 2 mm that the sheet has around it. */
#define WINDOW_LEFT 15.0
#define WINDOW_TOP  10.0

static const struct window {
	const char *name;
	double width, height; /* mm */
} windows[] = {{"90x45", 90, 45}, {"80x45", 80, 45}, {"90x55", 90, 55}};

struct preview {
	const struct session *session;
	const struct specimen *only; /* NULL: all */
	const struct window *window;
	struct ao_kit kit;
	struct ao_typefaces *typefaces;
	struct ao_document *document;
	unsigned pages;
};

static bool choose(struct preview *p, const struct cmd_line *line,
		   struct ao_error *err)
{
	const char *kind = line->value[OPT_KIND];
	const char *window = line->value[OPT_WINDOW];

	for (size_t i = 0; kind && i < AO_COUNT(specimens); i++)
		if (strcmp(specimens[i].name, kind) == 0)
			p->only = &specimens[i];
	if (kind && !p->only)
		return ao_fail(err, AO_USAGE, NULL,
			       _("--kind is card-cert, cert-only or "
				 "card-only, not '%s'"),
			       kind);
	p->window = window ? NULL : &windows[0];
	for (size_t i = 0; window && i < AO_COUNT(windows); i++)
		if (strcmp(windows[i].name, window) == 0)
			p->window = &windows[i];
	if (!p->window)
		return ao_fail(err, AO_USAGE, NULL,
			       _("--window is 90x45, 80x45 or 90x55, not '%s'"),
			       window);
	return true;
}

static bool has_window(const struct ao_sheet *sheet)
{
	for (size_t i = 0; i < sheet->items; i++)
		if (sheet->item[i].address_window)
			return true;
	return false;
}

static void add_window(const struct window *window, struct ao_page *page)
{
	ao_page_add(page, (struct ao_mark){
				  .type = AO_MARK_FILL,
				  .x = WINDOW_LEFT,
				  .y = WINDOW_TOP,
				  .w = window->width,
				  .h = window->height,
				  .line = 0.4,
				  .line_color = {0xC0, 0x20, 0x20},
				  .radius = 2,
				  .name = "window",
			  });
}

/* What the letter prints, with the outlines over it. */
static void overlay(struct preview *p, const struct ao_letter *letter, size_t i,
		    unsigned flags, struct ao_page *page)
{
	const struct ao_page *variable = &letter->variable[i];

	ao_page_clear(page);
	ao_layout_outline(p->kit.layout, letter->sheet[i], flags, page);
	for (size_t m = 0; m < variable->n; m++)
		ao_page_add(page, variable->mark[m]);
	if (has_window(letter->sheet[i]))
		add_window(p->window, page);
}

/* Twice through the same letters: first their texts are collected, then, when
 * the document exists, they are drawn. */
static bool walk_letter(struct preview *p, const struct specimen *specimen,
			struct ao_arena *arena, struct ao_error *err)
{
	struct ao_letter letter;
	struct ao_notice notice;
	struct ao_misfit misfit;
	struct ao_page page;
	bool ok;

	ao_letter_init(&letter);
	ao_page_init(&page, p->kit.sheet->width, p->kit.sheet->height);
	ao_notice_specimen(&notice, specimen->kind, specimen->expiring,
			   &p->kit.notice, arena);
	ok = ao_layout_letter(p->kit.layout, &notice,
			      ao_kit_qr(&p->kit, &notice, arena), &letter,
			      &misfit, err);
	for (size_t i = 0; ok && i < letter.pages; i++) {
		const char *label = ao_arena_printf(
			arena, "%s %s", specimen->name, letter.sheet[i]->name);

		overlay(p, &letter, i, notice.flags, &page);
		if (p->document) {
			ok = ao_document_add_page(
				p->document, letter.fixed_id[i],
				letter.fixed[i], &page, label, err);
			p->pages++;
			continue;
		}
		ao_typefaces_collect(p->typefaces, letter.fixed[i]);
		ao_typefaces_collect(p->typefaces, &page);
	}
	ao_page_release(&page);
	ao_letter_release(&letter);
	return ok;
}

static bool walk(struct preview *p, struct ao_error *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < AO_COUNT(specimens); i++) {
		struct ao_arena *arena = ao_arena_new();

		if (!p->only || p->only == &specimens[i])
			ok = walk_letter(p, &specimens[i], arena, err);
		ao_arena_free(arena);
	}
	return ok;
}

static bool save(struct preview *p, struct ao_error *err)
{
	const char *path = p->session->line->value[OPT_OUT];
	struct ao_out *out = ao_out_open(path, err);

	if (!out)
		return false;
	if (!ao_document_save(p->document, out, err)) {
		ao_out_discard(out);
		return false;
	}
	return ao_out_commit(out, /*replace*/ true, err);
}

static bool draw(struct preview *p, struct ao_error *err)
{
	struct ao_document_info info = {
		.title = p->kit.sheet->title,
		.subject = "preview",
		.created_on = p->session->as_of,
		.identity = p->kit.sheet->digest,
	};

	if (!ao_document_self_test(p->kit.faces, err) || !walk(p, err) ||
	    !ao_typefaces_build(p->typefaces, err))
		return false;
	p->document = ao_document_new(p->typefaces, &info, err);
	return p->document && walk(p, err) && save(p, err);
}

static void tell(const struct preview *p)
{
	const struct session *s = p->session;
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	if (s->json) {
		ao_json_object(&j, NULL);
		ao_json_text(&j, "command", "preview");
		ao_json_text(&j, "file", s->line->value[OPT_OUT]);
		ao_json_text(&j, "window", p->window->name);
		ao_json_number(&j, "pages", p->pages);
		ao_json_end(&j);
		print_buf(&out);
	} else if (!s->quiet) {
		printf(_("%s: %u pages, window %s mm\n"),
		       s->line->value[OPT_OUT], p->pages, p->window->name);
	}
	ao_buf_release(&out);
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct session s;
	struct preview p = {.session = &s};
	bool ok;

	if (!choose(&p, line, err) || !session_open(&s, line, err))
		return err->status;
	s.specimen = true; /* a preview can never be mailed */
	ok = session_kit(&s, &p.kit, err);
	if (ok) {
		p.typefaces = ao_typefaces_new(p.kit.faces);
		ok = draw(&p, err);
		if (ok)
			tell(&p);
		ao_document_free(p.document);
		ao_typefaces_free(p.typefaces);
		ao_kit_close(&p.kit);
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
		"For those who edit the template: grey is a box, orange a box "
		"that belongs in the window, green a fold, red the window. "
		"Always a specimen (見本)."),
	.option = options,
	.run = run,
};
