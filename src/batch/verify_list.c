/* verify_list.c - the list of a run, read once more as the run has read it. */
#include "verify_inside.h"

#include "aofuto/batch/screen.h"

#include <string.h>

#define ROWS_BETWEEN_STEPS 512

static bool same(const char *now, const char *then, const char *what,
		 const char *where, struct ao_error *err)
{
	if (strcmp(now, then) == 0)
		return true;
	return ao_fail(err, AO_INPUT, where,
		       _("%s is not what it was in the run (its SHA-256 "
			 "differs), so the pages cannot be laid out again: "
			 "bring back what the run had, or verify without "
			 "--list"),
		       what);
}

static bool same_form(const struct ao_verify_run_order *order,
		      struct ao_error *err)
{
	const struct ao_record *record = order->record;
	struct ao_kit *kit = order->kit;
	const char *other = ao_kit_as_then(kit, record->edition_sha256);

	return same(kit->settings->digest, record->settings_sha256,
		    _("the settings (--config)"), record->path, err) &&
	       same(ao_city_digest(kit->city), record->city_sha256,
		    _("city.yaml"), record->path, err) &&
	       (!other || same("", record->template_sha256, _("the template"),
			       other, err)) &&
	       same(ao_kit_omr(kit), record->omr_sha256,
		    _("the row of inserter marks (omr, omr_file)"),
		    record->path, err) &&
	       (!*record->postage_sha256 ||
		same(kit->postage->digest, record->postage_sha256,
		     _("postage.yaml"), kit->postage->path, err));
}

/* Of those that the notices show, which only the list tells. */
static bool same_fonts(const struct ao_verify_run_order *order,
		       const struct gather *gather, struct ao_error *err)
{
	char fonts[AO_SHA256_HEX];

	return ao_typefaces_digest(gather->typefaces, fonts, err) &&
	       same(fonts, order->record->fonts_sha256, _("a font"),
		    order->record->path, err);
}

static bool screen_all(const struct ao_verify_run_order *order,
		       struct ao_list *list, struct ao_screen *screen,
		       struct gather *gather, struct ao_error *err)
{
	struct ao_screened one;
	enum ao_step step = AO_STEP_END;
	bool ok = true;

	while (ok &&
	       (step = ao_screen_next(screen, &one, err)) == AO_STEP_ITEM) {
		ok = gather_add(gather, &one, err);
		if (ok && one.resident.row % ROWS_BETWEEN_STEPS == 0)
			ok = ao_progress_step(&order->progress,
					      N_("reading the list"),
					      ao_list_bytes_read(list),
					      ao_list_bytes(list), err);
	}
	return ok && step == AO_STEP_END;
}

static bool screen_list(const struct ao_verify_run_order *order,
			struct ao_hold *hold, struct gather *gather,
			struct ao_error *err)
{
	const struct ao_record *record = order->record;
	struct ao_screen_order how = {
		.day = {.as_of = record->as_of,
			.month = record->month,
			.only_month = record->only_month,
			.print_fixed_term_stay =
				order->kit->settings->print_fixed_term_stay},
		.kit = order->kit,
		.hold = hold};
	struct ao_findings *findings = ao_findings_new();
	struct ao_list *list =
		ao_list_open(order->list, order->list_options, findings, err);
	struct ao_screen *screen;
	bool ok = false;

	if (list && same(ao_list_digest(list), record->list_sha256,
			 _("the list"), order->list, err)) {
		screen = ao_screen_new(list, &how, findings);
		ok = screen_all(order, list, screen, gather, err);
		ao_screen_free(screen);
	}
	ao_list_close(list);
	ao_findings_free(findings);
	return ok;
}

bool verify_relist(const struct ao_verify_run_order *order,
		   struct gather *gather, struct ao_error *err)
{
	struct ao_hold *hold = NULL;
	bool ok;

	if (!same_form(order, err))
		return false;
	if (order->hold && !(hold = ao_hold_open(order->hold, err)))
		return false;
	ok = same(hold ? ao_hold_digest(hold) : "", order->record->hold_sha256,
		  _("the hold list (--hold)"),
		  order->hold ? order->hold : order->record->path, err) &&
	     screen_list(order, hold, gather, err) &&
	     same_fonts(order, gather, err);
	if (ok)
		gather_end(gather);
	ao_hold_close(hold);
	return ok;
}
