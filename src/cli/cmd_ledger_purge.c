/* cmd_ledger_purge.c - aofuto ledger purge: what is past its time goes. */
#include "cli/cmd.h"
#include "cli/print.h"
#include "cli/session.h"

#include "aofuto/batch/json.h"
#include "aofuto/ledger/care.h"

#include <stdio.h>

static const struct cmd_option options[] = {
	{OPT_BEFORE, "before", N_("DATE"),
	 N_("notices that expired before this day; default: as many months "
	    "before the as-of day as the setting retention_months says"),
	 false},
	{OPT_CONFIRM, "confirm", NULL,
	 N_("does it; without it nothing changes, and you are told what would "
	    "go"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

/* A notice whose expiry day has not passed may still be asked for. */
static bool find_day(const struct session *s, struct ao_date *before,
		     struct ao_error *err)
{
	const char *given = s->line->value[OPT_BEFORE];
	unsigned months = s->settings.retention_months;
	char day[AO_DATE_ISO_SIZE];

	if (!given && !months)
		return ao_fail(err, AO_USAGE, NULL,
			       _("from which day on? Neither --before nor the "
				 "setting retention_months (--config) says "
				 "how long values are kept"));
	if (!given) {
		*before = ao_date_add_months(s->as_of, -(int)months);
		return true;
	}
	if (!ao_date_parse_iso(given, before))
		return ao_fail(err, AO_USAGE, NULL,
			       _("--before is a day such as 2026-12-01, not "
				 "'%s'"),
			       given);
	if (ao_date_before(s->as_of, *before))
		return ao_fail(err, AO_USAGE, NULL,
			       _("--before must not lie after %s: a notice "
				 "whose expiry day has not passed is never "
				 "purged"),
			       ao_date_iso(s->as_of, day));
	return true;
}

static void tell_programs(struct ao_date before, const struct ao_purge *p,
			  bool done)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "ledger purge");
	ao_json_bool(&j, "done", done);
	ao_json_date(&j, "before", before);
	ao_json_number(&j, "notices", p->notices);
	ao_json_date(&j, "first_expiry", p->first);
	ao_json_date(&j, "last_expiry", p->last);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static void tell_people(struct ao_date before, const struct ao_purge *p,
			bool done)
{
	char count[PRINT_COUNT_SIZE], day[AO_DATE_ISO_SIZE];
	char first[AO_DATE_ISO_SIZE], last[AO_DATE_ISO_SIZE];

	ao_date_iso(before, day);
	ao_date_iso(p->first, first);
	ao_date_iso(p->last, last);
	print_count(p->notices, count);
	if (!p->notices)
		printf(_("nothing to purge: no notice that expired before %s "
			 "has values\n"),
		       day);
	else if (done)
		printf(_("purged: %s notices that expired from %s to %s. "
			 "Their values are gone from the ledger; that they "
			 "were printed stays. Backups made before still hold "
			 "them\n"),
		       count, first, last);
	else
		printf(_("to be purged: %s notices that expired from %s to "
			 "%s. Nothing has changed. Their values would go for "
			 "good, and they could not be reprinted; do it with "
			 "the same command and --confirm\n"),
		       count, first, last);
}

static bool purge(const struct session *s, struct ao_error *err)
{
	bool confirmed = s->line->value[OPT_CONFIRM] != NULL, ok;
	struct ao_ledger *ledger;
	struct ao_purge found;
	struct ao_date before = AO_NO_DATE;

	if (!find_day(s, &before, err))
		return false;
	ledger = session_ledger(s, confirmed ? AO_LEDGER_WRITE : AO_LEDGER_READ,
				err);
	if (!ledger)
		return false;
	ok = confirmed ? ao_purge_do(ledger, before, &found, err)
		       : ao_purge_look(ledger, before, &found, err);
	ao_ledger_close(ledger);
	if (ok && s->json)
		tell_programs(before, &found, confirmed && found.notices);
	else if (ok && !s->quiet)
		tell_people(before, &found, confirmed);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	return session_do(line, purge, err);
}

const struct cmd cmd_ledger_purge = {
	.name = "ledger purge",
	.operands = "",
	.summary = N_("removes the values of notices that expired long ago"),
	.text = N_("Once a year. The sealed values and the keyed hashes of "
		   "notices that expired before a day go for good, from the "
		   "file too; that they were printed, when and in which "
		   "volume, stays, and the ledger still verifies. A purged "
		   "notice cannot be reprinted or found by its resident. "
		   "Without --confirm nothing changes."),
	.option = options,
	.run = run,
};
