/* doctor_form.c - what a notice is made from: does all of it open? */
#include "cli/doctor.h"

#include "aofuto/batch/report_draw.h"

#include <unistd.h>

static const char *folder_of_templates(const struct ao_doctor *d,
				       const struct session *s)
{
	if (s->settings.templates)
		return s->settings.templates;
	return ao_arena_printf(d->arena, "%s/templates", s->data.s);
}

/* What the city says it does not have. */
static void add_absent(const struct ao_city *city, struct ao_buf *out)
{
	for (size_t i = 0; i < ao_city_facts(city); i++) {
		const char *name = ao_city_fact_name(city, i);

		if (!ao_city_has(city, name))
			ao_buf_addf(out, "%s%s", out->n ? ", " : "", name);
	}
}

static void tell_qr(struct ao_doctor *d, const struct session *s,
		    const struct ao_city *city)
{
	const char *given = s->line->value[OPT_QR_ADDRESS];
	const char *source = given                    ? "--qr-address"
			     : s->settings.qr_address ? s->settings.path
						      : "city.yaml";
	const char *address = given ? given
			      : s->settings.qr_address
				      ? s->settings.qr_address
				      : ao_city_qr_address(city);
	const struct ao_doctor_wrong example = {
		AO_DOCTOR_QR_ADDRESS, AO_INPUT,
		_("write the real one into city.yaml (qr_address); until then "
		  "only --specimen prints")};
	struct ao_error err = {0};

	if (!ao_qr_address_check(address, source, &err))
		ao_doctor_error(d, AO_DOCTOR_QR_ADDRESS, &err);
	else if (ao_qr_address_is_example(address) && !s->specimen)
		ao_doctor_problem(d, example, _("still the example (%s)"),
				  source);
	else
		ao_doctor_ok(d, AO_DOCTOR_QR_ADDRESS, "%s (%s)", address,
			     source);
}

static void tell_city(struct ao_doctor *d, const struct session *s)
{
	const char *path = s->settings.city
				   ? s->settings.city
				   : ao_arena_printf(d->arena, "%s/city.yaml",
						     folder_of_templates(d, s));
	struct ao_error err = {0};
	struct ao_city *city = ao_city_open(path, &err);
	struct ao_buf absent = {0};

	if (!city) {
		ao_doctor_error(d, AO_DOCTOR_CITY, &err);
		return;
	}
	add_absent(city, &absent);
	ao_doctor_ok(d, AO_DOCTOR_CITY, _("%s (%.12s); facts %zu; なし: %s"),
		     path, ao_city_digest(city), ao_city_facts(city),
		     absent.n ? absent.s : "-");
	tell_qr(d, s, city);
	ao_buf_release(&absent);
	ao_city_close(city);
}

static bool suits_all(const struct ao_kit *kit, struct ao_error *err)
{
	for (int e = 0; e < AO_EDITION_COUNT; e++) {
		const struct ao_template *sheet =
			ao_kit_sheet(kit, (enum ao_edition)e);

		if (!sheet)
			continue;
		if (!ao_window_check(kit->window, sheet, err))
			return false;
		if (kit->omr &&
		    !ao_omr_check(kit->omr, sheet, kit->window, err))
			return false;
	}
	return true;
}

static void tell_window(struct ao_doctor *d, const struct ao_kit *kit)
{
	struct ao_error err = {0};

	if (!suits_all(kit, &err))
		ao_doctor_error(d, AO_DOCTOR_WINDOW, &err);
	else
		ao_doctor_ok(d, AO_DOCTOR_WINDOW,
			     _("%s (%s): suits the notice; inserter marks: %s"),
			     kit->window->name, kit->window->envelope,
			     kit->omr ? kit->omr->name : "-");
}

static void add_name(struct ao_buf *names, const char *name)
{
	ao_buf_addf(names, "%s%s", names->n ? ", " : "", name);
}

static void try_reports(struct ao_doctor *d, const struct ao_kit *kit,
			struct ao_buf *good)
{
	static const char *const report[] = {"control", "bundles", "ticket"};

	for (size_t i = 0; i < AO_COUNT(report); i++) {
		struct ao_error err = {0};
		size_t words;
		const struct ao_fact_word *word =
			ao_report_words(report[i], &words);

		if (ao_report_try(kit, report[i], word, words, NULL, &err))
			add_name(good, report[i]);
		else
			ao_doctor_error(d, AO_DOCTOR_TEMPLATES, &err);
	}
}

struct trial {
	bool envelope, alone;
	enum ao_edition edition;
};

/* Opened as the commands open them; a window that does not suit is told by
 * itself. */
static bool open_kit(const struct session *s, struct trial trial,
		     struct ao_kit *kit, struct ao_error *err)
{
	struct session as = *s;

	as.any_window = true;
	as.usual_sheet = true;
	as.quiet = s->quiet || trial.envelope || trial.alone;
	as.envelope = trial.envelope;
	as.alone = trial.alone;
	as.edition = trial.edition;
	return session_kit(&as, kit, err);
}

/* Why a city does without it; NULL: nothing that it needs is missing. */
static const char *missing(const struct ao_kit *kit, enum ao_edition e)
{
	const char *file = ao_kit_edition_file(kit, e, kit->arena);

	if (!ao_city_speaks(kit->city, ao_edition_language(e)))
		return ao_city_section(ao_edition_language(e));
	if (access(ao_arena_printf(kit->arena, "%s/%s", kit->templates, file),
		   F_OK) != 0)
		return file;
	return NULL;
}

static void tell_editions(struct ao_doctor *d, const struct ao_kit *kit,
			  unsigned offered)
{
	struct ao_buf good = {0}, none = {0};

	for (int i = 0; i < AO_EDITION_COUNT; i++) {
		enum ao_edition e = (enum ao_edition)i;

		if (offered & AO_EDITION_BIT(e))
			add_name(&good, ao_edition_name(e));
		else if (missing(kit, e))
			ao_buf_addf(&none, _("%s%s (no %s)"),
				    none.n ? ", " : "", ao_edition_name(e),
				    missing(kit, e));
	}
	if (none.n)
		ao_doctor_ok(d, AO_DOCTOR_EDITIONS, _("%s; not offered: %s"),
			     good.s, none.s);
	else
		ao_doctor_ok(d, AO_DOCTOR_EDITIONS, "%s", good.s);
	ao_buf_release(&good);
	ao_buf_release(&none);
}

static bool try_edition(const struct session *s, const struct ao_kit *kit,
			enum ao_edition e, struct ao_error *err)
{
	struct ao_kit other;
	bool ok;

	if (!open_kit(s, (struct trial){.alone = true, .edition = e}, &other,
		      err))
		return false;
	ok = ao_kit_suits(kit, other.sheet, e, err);
	ao_kit_close(&other);
	return ok;
}

/* One of them is broken: each by itself. `kit` has the ordinary one. */
static unsigned try_editions(struct ao_doctor *d, const struct session *s,
			     const struct ao_kit *kit)
{
	const struct ao_doctor_wrong wrong = {
		AO_DOCTOR_EDITIONS, AO_INPUT,
		_("mend the file, or take it away: without it these residents "
		  "get the Japanese notice")};
	unsigned offered = AO_EDITION_BIT(AO_EDITION_JA);

	for (int e = AO_EDITION_JA + 1; e < AO_EDITION_COUNT; e++) {
		struct ao_error err = {0};

		if (missing(kit, (enum ao_edition)e))
			continue;
		if (try_edition(s, kit, (enum ao_edition)e, &err))
			offered |= AO_EDITION_BIT(e);
		else
			ao_doctor_problem(d, wrong, "%s: %s", err.where,
					  err.text);
	}
	return offered;
}

static bool try_notice(struct ao_doctor *d, const struct session *s,
		       struct ao_buf *good)
{
	struct ao_error err = {0}, of_ordinary = {0};
	struct ao_kit kit;
	bool all = open_kit(s, (struct trial){.alone = false}, &kit, &err);

	if (!all &&
	    !open_kit(s, (struct trial){.alone = true}, &kit, &of_ordinary)) {
		ao_doctor_error(d, AO_DOCTOR_TEMPLATES, &of_ordinary);
		return false;
	}
	tell_editions(d, &kit, all ? kit.offered : try_editions(d, s, &kit));
	add_name(good, "notice");
	try_reports(d, &kit, good);
	tell_window(d, &kit);
	ao_kit_close(&kit);
	return true;
}

static bool try_envelope(struct ao_doctor *d, const struct session *s,
			 struct ao_buf *good)
{
	struct ao_error err = {0};
	struct ao_kit kit;

	if (!open_kit(s, (struct trial){.envelope = true}, &kit, &err)) {
		ao_doctor_error(d, AO_DOCTOR_TEMPLATES, &err);
		return false;
	}
	add_name(good, "envelope");
	ao_kit_close(&kit);
	return true;
}

static void tell_templates(struct ao_doctor *d, const struct session *s)
{
	unsigned long before = ao_doctor_count(d, AO_DOCTOR_PROBLEM);
	struct ao_buf good = {0};
	bool all = try_notice(d, s, &good) && try_envelope(d, s, &good);

	if (good.n)
		ao_doctor_ok(d, AO_DOCTOR_TEMPLATES, _("%s: specimens fit"),
			     good.s);
	if (!all && before == ao_doctor_count(d, AO_DOCTOR_PROBLEM))
		ao_doctor_note(d, AO_DOCTOR_TEMPLATES,
			       _("first mend what this report calls a problem, "
				 "then ask again"),
			       "%s",
			       _("could not all be tried: something that they "
				 "need does not open"));
	ao_buf_release(&good);
}

void doctor_form(struct ao_doctor *d, const struct session *s)
{
	tell_city(d, s);
	ao_doctor_fonts(d, s->settings.fonts
				   ? s->settings.fonts
				   : ao_arena_printf(d->arena,
						     "%s/fonts/fonts.yaml",
						     s->data.s));
	tell_templates(d, s);
}
