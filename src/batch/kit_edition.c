/* kit_edition.c - the templates of a notice's editions, each as good as the
 * ordinary one or refused. */
#include "batch/kit_inside.h"

#include "aofuto/batch/required.h"
#include "aofuto/notice/omr.h"
#include "aofuto/pdf/qrcode.h"

#include <string.h>
#include <unistd.h>

/* A city's folder of templates needs only what the city has changed: the usual
 * envelopes, say, are the same everywhere. */
const char *ao_kit_template(const struct ao_kit *kit, const char *name,
			    struct ao_arena *arena)
{
	const char *path;

	if (kit_is_path(name))
		return name;
	path = ao_arena_printf(arena, "%s/%s.yaml", kit->templates, name);
	if (access(path, F_OK) == 0)
		return path;
	return ao_arena_printf(arena, "%s/%s.yaml", kit->shipped, name);
}

/* "DIR/notice.yaml" -> "DIR/notice-en.yaml". */
static const char *beside(struct ao_kit *kit, const char *path,
			  enum ao_edition e)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');
	size_t n = dot ? (size_t)(dot - path) : strlen(path);

	return ao_arena_printf(kit->arena, "%.*s%s%s", (int)n, path,
			       ao_edition_suffix(e), path + n);
}

/* A sheet is named ("notice") or given as a path ("my/notice.yaml"). */
static const char *base_path(struct ao_kit *kit,
			     const struct ao_kit_order *order)
{
	const char *name = order->sheet ? order->sheet : "notice";

	if (order->envelope)
		return ao_kit_template(kit,
				       order->sheet ? order->sheet : "envelope",
				       kit->arena);
	if (kit_is_path(name))
		return name;
	return ao_arena_printf(kit->arena, "%s/%s.yaml", kit->templates, name);
}

static const char *path_of(struct ao_kit *kit, const struct ao_kit_order *order)
{
	const char *path = base_path(kit, order);

	return order->edition == AO_EDITION_JA
		       ? path
		       : beside(kit, path, order->edition);
}

static bool fail_other(const struct ao_template *t, const char *text,
		       struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, t->path, "%s", text);
}

/* What the file says of itself is what its name says; all go through one
 * printer and one inserter. */
bool ao_kit_suits(const struct ao_kit *kit, const struct ao_template *t,
		  enum ao_edition e, struct ao_error *err)
{
	enum ao_language language = ao_edition_language(e);

	if (t->language != language)
		return ao_fail(err, AO_INPUT, t->path,
			       _("this template is of the language %s, and its "
				 "name is that of %s: write language: %s"),
			       ao_language_name(t->language),
			       ao_language_name(language),
			       ao_language_name(language));
	if (t->width != kit->sheet->width || t->height != kit->sheet->height)
		return fail_other(t,
				  _("the paper has another size than that of "
				    "the ordinary template; all editions of a "
				    "notice are printed on one paper"),
				  err);
	return true;
}

static bool open_one(struct ao_kit *kit, const char *base, enum ao_edition e,
		     struct ao_error *err)
{
	struct ao_kit_edition *to = &kit->edition[e];
	const char *path = beside(kit, base, e);

	if (!ao_city_speaks(kit->city, ao_edition_language(e)) ||
	    access(path, F_OK) != 0)
		return true;
	to->sheet = ao_template_open(path, kit->city, err);
	if (!to->sheet || !ao_kit_suits(kit, to->sheet, e, err))
		return false;
	kit->offered |= AO_EDITION_BIT(e);
	return true;
}

bool kit_editions_open(struct ao_kit *kit, const struct ao_kit_order *order,
		       struct ao_error *err)
{
	const char *path = path_of(kit, order);

	kit->alone = order->alone || order->envelope;
	kit->edition[0].sheet = ao_template_open(path, kit->city, err);
	kit->sheet = kit->edition[0].sheet;
	if (!kit->sheet)
		return false;
	kit->offered = AO_EDITION_BIT(AO_EDITION_JA);
	for (int e = AO_EDITION_JA + 1; !kit->alone && e < AO_EDITION_COUNT;
	     e++)
		if (!open_one(kit, path, (enum ao_edition)e, err))
			return false;
	return true;
}

bool kit_editions_check(const struct ao_kit *kit,
			const struct ao_kit_order *order, struct ao_error *err)
{
	if (order->unchecked_window || order->envelope)
		return true;
	for (int e = 0; e < AO_EDITION_COUNT; e++) {
		const struct ao_template *sheet = kit->edition[e].sheet;

		if (sheet && !ao_window_check(kit->window, sheet, err))
			return false;
		if (sheet && kit->omr &&
		    !ao_omr_check(kit->omr, sheet, kit->window, err))
			return false;
	}
	return true;
}

/* Every address has the length of this one: what fits now fits for all. */
static bool check_qr_boxes(const struct ao_kit *kit,
			   const struct ao_template *t, const char *text,
			   struct ao_error *err)
{
	for (size_t s = 0; s < t->sheets; s++) {
		const struct ao_sheet *sheet = &t->sheet[s];

		for (size_t i = 0; i < sheet->items; i++) {
			struct ao_error why = {0};
			struct ao_qrcode code;

			if (sheet->item[i].type != AO_ITEM_TYPE_QR)
				continue;
			if (!ao_qrcode_make(text, sheet->item[i].box.width,
					    &code, &why))
				return ao_fail(err, why.status, kit->qr_source,
					       "%s", why.text);
			ao_qrcode_release(&code);
		}
	}
	return true;
}

bool kit_editions_codes(const struct ao_kit *kit, struct ao_error *err)
{
	const char *text = ao_qr_address_for(
		kit->qr_address, "99999999999999999999999", kit->arena);

	for (int e = 0; e < AO_EDITION_COUNT; e++)
		if (kit->edition[e].sheet &&
		    !check_qr_boxes(kit, kit->edition[e].sheet, text, err))
			return false;
	return true;
}

/* Where it is not yet, or rests. */
static bool lay_out(const struct ao_kit *kit, struct ao_kit_edition *edition,
		    struct ao_error *err)
{
	if (!edition->layout)
		edition->layout =
			kit->proven ? ao_layout_new_proven(edition->sheet,
							   kit->faces, err)
				    : ao_layout_new(edition->sheet, kit->faces,
						    err);
	return edition->layout != NULL;
}

bool kit_fits(const struct ao_template *t, const char *what,
	      const struct ao_misfit *misfit, struct ao_error *err)
{
	return misfit->type == AO_FITS ||
	       ao_fail(err, AO_INPUT, t->path,
		       _("the specimen of %s does not fit: field %s; "
			 "make its box larger or its type smaller"),
		       what, misfit->field);
}

static bool try_kind(struct ao_kit *kit, enum ao_edition edition,
		     enum ao_kind kind, struct ao_error *err)
{
	const struct ao_template *sheet = kit->edition[edition].sheet;
	struct ao_arena *arena = ao_arena_new();
	struct ao_notice notice;
	struct ao_letter letter;
	struct ao_misfit misfit;
	bool ok;

	ao_letter_init(&letter);
	ao_notice_specimen(&notice, kind, ao_kind_items(kind), &kit->notice,
			   arena);
	notice.edition = edition;
	ok = ao_kit_letter(kit, &notice, ao_kit_qr(kit, &notice, arena),
			   &letter, &misfit, err);
	ok = ok && kit_fits(sheet, ao_kind_name(kind), &misfit, err) &&
	     ao_required_words(&(struct ao_required){kit->city, sheet},
			       letter.fixed[0], &letter.variable[0], err);
	ao_letter_release(&letter);
	ao_arena_free(arena);
	return ok;
}

/* Most runs print some of the editions, and each holds a megabyte: it is made
 * anew when a letter asks for it. */
static void rest(struct ao_kit *kit, enum ao_edition e)
{
	if (e == AO_EDITION_JA)
		return;
	ao_layout_free(kit->edition[e].layout);
	kit->edition[e].layout = NULL;
}

void ao_kit_rest(struct ao_kit *kit)
{
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		rest(kit, (enum ao_edition)e);
}

static bool try_edition(struct ao_kit *kit, enum ao_edition e,
			struct ao_error *err)
{
	for (int k = AO_KIND_NONE + 1; k < AO_KIND_COUNT; k++)
		if (!try_kind(kit, e, (enum ao_kind)k, err))
			return false;
	rest(kit, e);
	return true;
}

bool kit_editions_try(struct ao_kit *kit, struct ao_error *err)
{
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		if (kit->edition[e].sheet &&
		    !try_edition(kit, (enum ao_edition)e, err))
			return false;
	return true;
}

/* What a run had none of has no bytes here. */
bool kit_editions_stored(struct ao_kit *kit, const struct ao_kit_stored *stored,
			 struct ao_error *err)
{
	for (int e = 0; e < AO_EDITION_COUNT; e++) {
		enum ao_edition edition = (enum ao_edition)e;
		struct ao_bytes text = stored->form[ao_form_of(edition)];
		const char *name = ao_arena_printf(kit->arena, "%s: template%s",
						   stored->name,
						   ao_edition_suffix(edition));

		if (e != AO_EDITION_JA && !text.n)
			continue;
		kit->edition[e].sheet =
			ao_template_open_text(name, text, kit->city, err);
		if (!kit->edition[e].sheet)
			return false;
		kit->offered |= AO_EDITION_BIT(e);
	}
	kit->sheet = kit->edition[0].sheet;
	kit->proven = true;
	return true;
}

bool kit_editions_lay_out(struct ao_kit *kit, struct ao_error *err)
{
	return lay_out(kit, &kit->edition[0], err);
}

void kit_editions_close(struct ao_kit *kit)
{
	/* A kit that was closed already, or did not open. */
	if (!kit->edition)
		return;
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		ao_layout_free(kit->edition[e].layout);
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		ao_template_close(kit->edition[e].sheet);
}

static bool has(const struct ao_kit *kit, enum ao_edition e)
{
	return (kit->offered & AO_EDITION_BIT(e)) != 0;
}

/* Of an only sheet the notice's edition is no matter. */
static struct ao_kit_edition *edition_of(const struct ao_kit *kit,
					 enum ao_edition e)
{
	return &kit->edition[kit->alone ? AO_EDITION_JA : e];
}

const struct ao_template *ao_kit_sheet(const struct ao_kit *kit,
				       enum ao_edition e)
{
	return edition_of(kit, e)->sheet;
}

const char *ao_kit_as_then(struct ao_kit *kit,
			   const char *const sha256[AO_EDITION_COUNT])
{
	const char *other = NULL;

	for (int e = 0; e < AO_EDITION_COUNT; e++) {
		const struct ao_template *sheet = kit->edition[e].sheet;

		if (!*sha256[e])
			kit->offered &= ~AO_EDITION_BIT(e);
		else if (!other && !sheet)
			other = ao_kit_edition_file(kit, (enum ao_edition)e,
						    kit->arena);
		else if (!other && strcmp(sheet->digest, sha256[e]) != 0)
			other = sheet->path;
	}
	return other;
}

bool ao_kit_large(const struct ao_kit *kit, bool asked)
{
	enum ao_large_print set = kit->settings->large_print;

	return set == AO_LARGE_PRINT_ALWAYS ||
	       (set == AO_LARGE_PRINT_BY_RESIDENT && asked);
}

enum ao_edition ao_kit_choose(const struct ao_kit *kit,
			      enum ao_language language, bool large)
{
	large = ao_kit_large(kit, large);
	if (has(kit, ao_edition_of(language, large)))
		return ao_edition_of(language, large);
	if (has(kit, ao_edition_of(language, /*large*/ false)))
		return ao_edition_of(language, /*large*/ false);
	return has(kit, ao_edition_of(AO_LANGUAGE_JA, large))
		       ? ao_edition_of(AO_LANGUAGE_JA, large)
		       : AO_EDITION_JA;
}

const char *ao_kit_edition_file(const struct ao_kit *kit, enum ao_edition e,
				struct ao_arena *arena)
{
	return ao_arena_printf(arena, "%s%s.yaml", kit->sheet->name,
			       ao_edition_suffix(e));
}

/* Every edition counts its fixed pages from 0. */
static void number_apart(enum ao_edition e, struct ao_letter *letter)
{
	for (size_t i = 0; i < letter->pages; i++)
		letter->fixed_id[i] =
			letter->fixed_id[i] * AO_EDITION_COUNT + (unsigned)e;
}

bool ao_kit_letter(const struct ao_kit *kit, const struct ao_notice *notice,
		   const char *qr, struct ao_letter *letter,
		   struct ao_misfit *misfit, struct ao_error *err)
{
	struct ao_kit_edition *edition = edition_of(kit, notice->edition);

	if (!edition->sheet)
		return ao_fail(err, AO_INPUT, kit->sheet->path,
			       _("there is no template of the edition %s that "
				 "a notice was printed in"),
			       ao_edition_name(notice->edition));
	if (!lay_out(kit, edition, err) ||
	    !ao_layout_letter(edition->layout, notice, qr, letter, misfit, err))
		return false;
	number_apart(notice->edition, letter);
	return true;
}
