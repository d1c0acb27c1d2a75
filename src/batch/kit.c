/* kit.c - everything a run needs beside the list. */
#include "batch/kit_inside.h"

#include "aofuto/batch/enclosure.h"
#include "aofuto/batch/required.h"
#include "aofuto/notice/envelope.h"
#include "aofuto/notice/gaiji.h"

#include <string.h>

/* Where a specimen's code leads when the city's own address is real. */
#define EXAMPLE_ADDRESS                                                        \
	"https://example.invalid/application?id={application_id}"

static const char *path_in(struct ao_kit *kit, const char *folder,
			   const char *name)
{
	return ao_arena_printf(kit->arena, "%s/%s", folder, name);
}

static bool choose_address(struct ao_kit *kit, const struct ao_kit_order *order,
			   const char *city_path, struct ao_error *err)
{
	if (order->qr_address) {
		kit->qr_address = order->qr_address;
		kit->qr_source = "--qr-address";
	} else if (order->settings->qr_address) {
		kit->qr_address = order->settings->qr_address;
		kit->qr_source = order->settings->path;
	} else {
		kit->qr_address = ao_city_qr_address(kit->city);
		kit->qr_source = city_path;
	}
	if (!ao_qr_address_check(kit->qr_address, kit->qr_source, err))
		return false;
	kit->qr_example = ao_qr_address_is_example(kit->qr_address);
	return true;
}

/* A specimen is tried with the city's address and printed with the example,
 * unless the command line names one. */
static void lead_nowhere(struct ao_kit *kit, const struct ao_kit_order *order)
{
	if (!order->specimen || order->qr_address || kit->qr_example)
		return;
	kit->qr_address = EXAMPLE_ADDRESS;
	kit->qr_example = true;
}

/* Addressed where there is no window. */
static bool try_envelope(struct ao_kit *kit, const struct ao_envelope *e,
			 struct ao_error *err)
{
	struct ao_required required = {kit->city, kit->sheet};
	struct ao_arena *arena = ao_arena_new();
	enum ao_kind kind = AO_KIND_CARD_CERT;
	struct ao_notice notice;
	struct ao_letter letter;
	struct ao_misfit misfit;
	struct ao_page face;
	bool ok;

	ao_letter_init(&letter);
	ao_page_init(&face, kit->sheet->width, kit->sheet->height);
	ao_notice_specimen(&notice, kind, ao_kind_items(kind), &kit->notice,
			   arena);
	ok = ao_kit_letter(kit, &notice, "", &letter, &misfit, err) &&
	     kit_fits(kit->sheet, "envelope", &misfit, err);
	if (ok)
		ao_envelope_put(&letter, /*addressed*/ !e->window, &face);
	ok = ok && ao_envelope_check_marks(e, &face, err) &&
	     (e->window ? ao_required_sender(&required, &face, NULL, err)
			: ao_required_words(&required, NULL, &face, err));
	ao_page_release(&face);
	ao_letter_release(&letter);
	ao_arena_free(arena);
	return ok;
}

static const char *shared_path(const struct ao_kit *kit, const char *set,
			       const char *name)
{
	return set ? set : ao_kit_template(kit, name, kit->arena);
}

static bool open_window(struct ao_kit *kit, const struct ao_kit_order *order,
			struct ao_error *err)
{
	const struct ao_settings *settings = order->settings;
	const char *name = order->window ? order->window : settings->window;
	const char *where = order->window ? "--window" : settings->window_where;

	if (order->envelope && strcmp(name, AO_NO_WINDOW) == 0)
		return true;
	kit->windows = ao_windows_open(
		shared_path(kit, settings->windows, "windows"), err);
	if (!kit->windows)
		return false;
	kit->window = ao_windows_find(kit->windows, name, where, err);
	if (!kit->window && order->window)
		err->status = AO_USAGE;
	return kit->window != NULL;
}

static bool open_omr(struct ao_kit *kit, const struct ao_kit_order *order,
		     struct ao_error *err)
{
	const struct ao_settings *settings = order->settings;

	if (!settings->omr || order->envelope)
		return true;
	kit->omrs =
		ao_omrs_open(shared_path(kit, settings->omr_file, "omr"), err);
	if (!kit->omrs)
		return false;
	kit->omr = ao_omrs_find(kit->omrs, settings->omr, settings->omr_where,
				err);
	return kit->omr && ao_enclosures_check(settings, kit->omr, err);
}

/* Its digest before it is opened: whoever reads it again later, and finds this
 * one, has what the faces were opened by. */
static bool open_fonts(struct ao_kit *kit, const struct ao_kit_order *order,
		       struct ao_error *err)
{
	const char *path = order->settings->fonts;
	struct ao_error unread = {0}; /* who opens it says it better */
	struct ao_buf text = {0};

	kit->fonts_path =
		path ? path : path_in(kit, order->data, "fonts/fonts.yaml");
	if (ao_file_read(kit->fonts_path, AO_FORM_MOST, &text, &unread))
		ao_sha256(text.s, text.n, kit->fonts_sha256);
	ao_buf_release(&text);
	kit->faces = ao_fonts_open(kit->fonts_path, err);
	return kit->faces != NULL;
}

static bool open_towns(struct ao_kit *kit, const struct ao_kit_order *order,
		       struct ao_error *err)
{
	if (!order->settings->towns)
		return true;
	kit->towns = ao_towns_open(order->settings->towns, err);
	kit->notice.towns = kit->towns;
	return kit->towns != NULL;
}

static bool open_all(struct ao_kit *kit, const struct ao_kit_order *order,
		     struct ao_error *err)
{
	const struct ao_settings *settings = order->settings;
	struct ao_envelope envelope;
	const char *city;

	kit->shipped = path_in(kit, order->data, "templates");
	kit->templates =
		settings->templates ? settings->templates : kit->shipped;
	city = settings->city ? settings->city
			      : path_in(kit, kit->templates, "city.yaml");
	kit->city_path = city;
	kit->city = ao_city_open(city, err);
	if (!kit->city || !choose_address(kit, order, city, err))
		return false;
	if (!kit_name_known(kit, order->sheet, err) ||
	    !kit_editions_open(kit, order, err) ||
	    !open_window(kit, order, err) || !open_omr(kit, order, err) ||
	    !kit_editions_check(kit, order, err))
		return false;
	envelope = (struct ao_envelope){kit->sheet, kit->city, kit->window};
	if (order->envelope && !ao_envelope_check_form(&envelope, err))
		return false;
	kit->postage = ao_postage_open(
		shared_path(kit, settings->postage, "postage"), err);
	if (!kit->postage)
		return false;
	if (!open_towns(kit, order, err) || !open_fonts(kit, order, err))
		return false;
	kit->notice.gaiji = ao_faces_gaiji(kit->faces);
	if (!kit_editions_codes(kit, err))
		return false;
	lead_nowhere(kit, order);
	return order->envelope ? try_envelope(kit, &envelope, err)
			       : kit_editions_try(kit, err);
}

static const char *name_of(struct ao_kit *kit,
			   const struct ao_kit_stored *stored, const char *what)
{
	return ao_arena_printf(kit->arena, "%s: %s", stored->name, what);
}

static struct ao_faces *stored_fonts(struct ao_kit *kit,
				     const struct ao_kit_stored *stored,
				     struct ao_error *err)
{
	return ao_fonts_open_text(
		&(struct ao_fonts_text){
			.name = name_of(kit, stored, "fonts.yaml"),
			.gaiji_name = name_of(kit, stored, "gaiji.csv"),
			.list = stored->form[AO_FORM_FONTS],
			.gaiji = stored->form[AO_FORM_GAIJI],
			.folder = stored->fonts_folder},
		err);
}

static bool open_stored(struct ao_kit *kit, const struct ao_kit_order *order,
			struct ao_error *err)
{
	const struct ao_kit_stored *stored = order->stored;
	const char *city = name_of(kit, stored, "city.yaml");

	kit->city = ao_city_open_text(city, stored->form[AO_FORM_CITY], err);
	if (!kit->city || !choose_address(kit, order, stored->name, err))
		return false;
	if (!kit_editions_stored(kit, stored, err))
		return false;
	kit->faces = stored_fonts(kit, stored, err);
	if (!kit->faces)
		return false;
	kit->notice.gaiji = ao_faces_gaiji(kit->faces);
	return kit_editions_lay_out(kit, err);
}

bool ao_kit_open(struct ao_kit *kit, const struct ao_kit_order *order,
		 struct ao_error *err)
{
	*kit = (struct ao_kit){
		.settings = order->settings,
		.notice = {.dated_on = order->as_of,
			   .month = order->month,
			   .print_id = order->settings->id_always
					       ? AO_PRINT_ID_ALWAYS
					       : AO_PRINT_ID_CARD_KINDS,
			   .specimen = order->specimen},
		.arena = ao_arena_new(),
	};
	kit->edition = ao_arena_alloc(kit->arena,
				      AO_EDITION_COUNT * sizeof(*kit->edition));
	if (order->stored ? open_stored(kit, order, err)
			  : open_all(kit, order, err))
		return true;
	ao_kit_close(kit);
	return false;
}

void ao_kit_close(struct ao_kit *kit)
{
	kit_editions_close(kit);
	ao_faces_close(kit->faces);
	ao_omrs_close(kit->omrs);
	ao_postage_close(kit->postage);
	ao_towns_close(kit->towns);
	ao_windows_close(kit->windows);
	ao_city_close(kit->city);
	ao_arena_free(kit->arena);
	*kit = (struct ao_kit){0};
}

const char *ao_kit_qr(const struct ao_kit *kit, const struct ao_notice *notice,
		      struct ao_arena *arena)
{
	if (!(notice->flags & AO_FLAG(APPLICATION_ID)))
		return "";
	return ao_qr_address_for(kit->qr_address,
				 notice->text[AO_FIELD_APPLICATION_ID], arena);
}

const char *ao_kit_omr(const struct ao_kit *kit)
{
	return kit->omr ? kit->omr->digest : "";
}

bool ao_kit_lay_out(const struct ao_kit *kit, struct ao_notice *notice,
		    const char *qr, struct ao_letter *letter,
		    struct ao_misfit *misfit, bool *bare, struct ao_error *err)
{
	*bare = false;
	if (!ao_kit_letter(kit, notice, qr, letter, misfit, err))
		return false;
	if (misfit->type != AO_BARS_WITHOUT_ROOM)
		return true;
	*bare = true;
	ao_notice_drop_barcode(notice);
	return ao_kit_letter(kit, notice, qr, letter, misfit, err);
}
