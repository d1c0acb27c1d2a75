/* cmd_ledger_rekey.c - aofuto ledger rekey: another key. */
#include "cli/cmd.h"
#include "cli/print.h"
#include "cli/session.h"

#include "aofuto/batch/json.h"
#include "aofuto/ledger/care.h"

#include <stdio.h>
#include <unistd.h>

static const struct cmd_option options[] = {
	{OPT_KEY, "key", N_("FILE"),
	 N_("the key to go over to; default: a new one is made; needed where "
	    "the key is handed over as a credential"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static void tell_programs(const char *key, const char *old, uint64_t notices)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "ledger rekey");
	ao_json_text(&j, "key", key);
	if (old)
		ao_json_text(&j, "old_key", old);
	else
		ao_json_null(&j, "old_key");
	ao_json_number(&j, "notices", notices);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static void tell_people(const char *key, const char *old, uint64_t notices)
{
	char count[PRINT_COUNT_SIZE];

	printf(_("the values of %s notices are sealed with the new key: %s\n"),
	       print_count(notices, count), key);
	if (old)
		printf(_("the old key is kept: %s\n"), old);
	else
		puts(_("the old key is where it was handed over from: hand "
		       "over the new one from now on"));
	puts(_("backups made before still need the old key; back up the new "
	       "one now, and apart from the ledger"));
}

static bool rekey(const struct session *s, struct ao_error *err)
{
	struct ao_ledger *ledger = session_ledger(s, AO_LEDGER_WRITE, err);
	const char *given = s->line->value[OPT_KEY];
	struct ao_buf old = {0};
	uint64_t notices;
	bool ok, kept;

	if (!ledger)
		return false;
	ok = ao_ledger_rekey(ledger, given, &notices, err);
	ao_buf_addf(&old, "%s.old", ao_ledger_key_path(ledger));
	kept = access(old.s, F_OK) == 0;
	if (ok && s->json)
		tell_programs(kept ? ao_ledger_key_path(ledger) : given,
			      kept ? old.s : NULL, notices);
	else if (ok && !s->quiet)
		tell_people(kept ? ao_ledger_key_path(ledger) : given,
			    kept ? old.s : NULL, notices);
	ao_buf_release(&old);
	ao_ledger_close(ledger);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	return session_do(line, rekey, err);
}

const struct cmd cmd_ledger_rekey = {
	.name = "ledger rekey",
	.operands = "",
	.summary = N_("seals everything with another key"),
	.text = N_("When somebody may have seen the key, or has left who had "
		   "it. Everything that is sealed is sealed anew in one "
		   "transaction; a change that is cut short is ended or taken "
		   "back by the next command. The old key is kept beside the "
		   "new one under the name KEY.old: backups made before need "
		   "it."),
	.option = options,
	.run = run,
};
