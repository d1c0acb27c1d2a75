/* doctor_settings.c - what a city has set otherwise than it is by itself. */
#include "aofuto/batch/doctor.h"

#include <string.h>

struct told {
	struct ao_buf text;
};

static void key(struct told *t, const char *name)
{
	ao_buf_addf(&t->text, "%s%s=", t->text.n ? ", " : "", name);
}

static void text(struct told *t, const char *name, const char *is,
		 const char *usual)
{
	if (!is || (usual && strcmp(is, usual) == 0))
		return;
	key(t, name);
	ao_buf_adds(&t->text, is);
}

static void number(struct told *t, const char *name, double is, double usual)
{
	if (!(is < usual || is > usual))
		return;
	key(t, name);
	ao_buf_addf(&t->text, "%g", is);
}

static void word(struct told *t, const char *name, bool set, const char *is)
{
	if (set)
		text(t, name, is, NULL);
}

static void paths(struct told *t, const struct ao_settings *s)
{
	text(t, "templates", s->templates, NULL);
	text(t, "city", s->city, NULL);
	text(t, "fonts", s->fonts, NULL);
	text(t, "towns", s->towns, NULL);
	text(t, "windows", s->windows, NULL);
	text(t, "omr_file", s->omr_file, NULL);
	text(t, "postage", s->postage, NULL);
	text(t, "ledger", s->ledger, NULL);
	text(t, "ledger_key", s->ledger_key, NULL);
}

static void words(struct told *t, const struct ao_settings *s,
		  const struct ao_settings *usual)
{
	text(t, "window", s->window, usual->window);
	text(t, "omr", s->omr, usual->omr);
	text(t, "encoding", s->encoding, usual->encoding);
	text(t, "qr_address", s->qr_address, usual->qr_address);
	word(t, "era_codes", s->era_codes == AO_ERA_CODES_PENSION, "pension");
	word(t, "print_application_id", s->id_always, "always");
	word(t, "without_application_id", s->hold_without_id, "hold");
	word(t, "fixed_term_stay", s->print_fixed_term_stay, "print");
	word(t, "mailing_order", s->list_order, "list");
	word(t, "bundle_tickets", s->bundle_tickets == AO_TICKETS_PAGES,
	     "pages");
	word(t, "bundle_tickets", s->bundle_tickets == AO_TICKETS_NONE, "none");
	word(t, "reprint_mark", !s->mark_reprints, "none");
	number(t, "volume_notices", s->volume_notices, usual->volume_notices);
	number(t, "bundle_notices", s->bundle_notices, usual->bundle_notices);
	number(t, "retention_months", s->retention_months, 0);
	number(t, "columns", (double)s->columns, 0);
	number(t, "enclosures", (double)s->enclosures, 0);
}

static void limits(struct told *t, const struct ao_plausibility_limits *is,
		   const struct ao_plausibility_limits *usual)
{
#define LIMIT(name) number(t, "plausibility." #name, is->name, usual->name)
	LIMIT(least_rows);
	LIMIT(shift_rows);
	LIMIT(kana_percent);
	LIMIT(birthday_percent);
	LIMIT(age_line_percent);
	LIMIT(birth_year_percent);
	LIMIT(duplicates_percent);
	LIMIT(postal_area_percent);
	LIMIT(set_aside_percent);
	LIMIT(residents_percent);
	LIMIT(selected_times);
	LIMIT(month_times);
	LIMIT(kinds_percent);
	LIMIT(ages_percent);
	LIMIT(month_percent);
#undef LIMIT
}

void ao_doctor_settings(struct ao_doctor *d, const struct ao_settings *s)
{
	struct ao_settings usual;
	struct ao_error none = {0};
	struct told t = {{0}};

	if (!*s->path) {
		ao_doctor_ok(d, AO_DOCTOR_SETTINGS, "%s",
			     _("no file (--config): those built in"));
		return;
	}
	if (!ao_settings_read(NULL, &usual, &none))
		AO_BUG("the settings that are built in cannot be read");
	paths(&t, s);
	words(&t, s, &usual);
	limits(&t, &s->plausibility, &usual.plausibility);
	if (t.text.n)
		ao_doctor_ok(d, AO_DOCTOR_SETTINGS, "%s (%.12s): %s", s->path,
			     s->digest, t.text.s);
	else
		ao_doctor_ok(
			d, AO_DOCTOR_SETTINGS,
			_("%s (%.12s): sets nothing otherwise than built in"),
			s->path, s->digest);
	ao_buf_release(&t.text);
	ao_settings_release(&usual);
}
