/* doctor_form.c - what a notice is made from: does all of it open? */
#include "cli/doctor.h"

#include "aofuto/batch/report_draw.h"

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

static void tell_window(struct ao_doctor *d, const struct ao_kit *kit)
{
	struct ao_error err = {0};

	if (!ao_window_check(kit->window, kit->sheet, &err) ||
	    (kit->omr &&
	     !ao_omr_check(kit->omr, kit->sheet, kit->window, &err)))
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

/* Opened as the commands open them; a window that does not suit is told by
 * itself. */
static bool try_kit(struct ao_doctor *d, const struct session *s,
		    const char *name, struct ao_buf *good)
{
	struct session as = *s;
	struct ao_error err = {0};
	struct ao_kit kit;

	as.any_window = true;
	as.usual_sheet = true;
	as.envelope = good->n > 0;
	if (!session_kit(&as, &kit, &err)) {
		ao_doctor_error(d, AO_DOCTOR_TEMPLATES, &err);
		return false;
	}
	add_name(good, name);
	if (!as.envelope) {
		try_reports(d, &kit, good);
		tell_window(d, &kit);
	}
	ao_kit_close(&kit);
	return true;
}

static void tell_templates(struct ao_doctor *d, const struct session *s)
{
	unsigned long before = ao_doctor_count(d, AO_DOCTOR_PROBLEM);
	struct ao_buf good = {0};
	bool all = try_kit(d, s, "notice", &good) &&
		   try_kit(d, s, "envelope", &good);

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
