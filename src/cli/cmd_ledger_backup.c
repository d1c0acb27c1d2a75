/* cmd_ledger_backup.c - aofuto ledger backup: a whole copy. */
#include "cli/cmd.h"
#include "cli/print.h"
#include "cli/session.h"

#include "aofuto/batch/json.h"
#include "aofuto/ledger/care.h"

#include <stdio.h>

static const struct cmd_option options[] = {
	{OPT_OUT, "out", N_("FILE"),
	 N_("the copy; a file that is there already is never replaced"), true},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static void tell(const struct session *s, const char *out_path,
		 const char *key_path)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	if (!s->json) {
		printf(_("%s: the whole ledger as it stands now\n"), out_path);
		print_note(s->quiet,
			   _("the key is not in the copy, and without it the "
			     "copy is worth nothing: keep one of %s too, and "
			     "apart from it"),
			   key_path);
		return;
	}
	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "ledger backup");
	ao_json_text(&j, "file", out_path);
	ao_json_text(&j, "key", key_path);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static bool backup(const struct session *s, struct ao_error *err)
{
	const char *path = s->line->value[OPT_OUT];
	struct ao_ledger *ledger = session_ledger(s, AO_LEDGER_WRITE, err);
	bool ok;

	if (!ledger)
		return false;
	ok = ao_ledger_backup(ledger, path, err);
	if (ok && (s->json || !s->quiet))
		tell(s, path, ao_ledger_key_path(ledger));
	ao_ledger_close(ledger);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	return session_do(line, backup, err);
}

const struct cmd cmd_ledger_backup = {
	.name = "ledger backup",
	.operands = "",
	.summary = N_("a whole copy of the ledger, without its key"),
	.text = N_("After each run and each day of reprints. The copy is read "
		   "back before it takes its name. To restore it, put it "
		   "where the ledger was, with the key beside it, and verify "
		   "it. Never copy the ledger's file by other means while "
		   "something is at work."),
	.option = options,
	.run = run,
};
