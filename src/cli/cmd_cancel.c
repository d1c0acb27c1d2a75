/* cmd_cancel.c - aofuto cancel: a run that was never mailed. */
#include "cli/clock.h"
#include "cli/cmd.h"
#include "cli/entries.h"
#include "cli/print.h"
#include "cli/session.h"
#include "cli/which.h"

#include "aofuto/batch/reason.h"

#include <stdio.h>

static const struct cmd_option options[] = {
	{OPT_RUN, "run", N_("ID"),
	 N_("the number of the run; aofuto ledger list shows it"), true},
	{OPT_REASON, "reason", N_("TEXT"),
	 N_("why it was not mailed, without anybody's name; kept in the "
	    "ledger"),
	 true},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

struct cancel {
	struct session session;
	struct ao_ledger *ledger;
	struct ao_arena *arena;
	struct ao_run_row run;
	struct ao_volume_row *volume; /* those that were made */
	size_t volumes;
};

static void tell_people(const struct cancel *c)
{
	const struct ao_run_row *run = &c->run;
	char count[PRINT_COUNT_SIZE];

	printf(_("run %lld for %04d-%02d is cancelled; notices that may be "
		 "printed again: %s\n"),
	       (long long)run->id, run->made.month.year, run->made.month.month,
	       print_count(run->notices, count));
	if (!c->volumes)
		return;
	printf(_("destroy these volumes and all that was printed of them, so "
		 "that nobody gets two letters; folder %s:\n"),
	       run->folder);
	for (size_t i = 0; i < c->volumes; i++)
		printf("  %s\n", c->volume[i].name);
}

static void tell_programs(const struct cancel *c)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "cancel");
	ao_json_object(&j, "run");
	run_json(&j, &c->run);
	ao_json_end(&j);
	ao_json_array(&j, "destroy");
	for (size_t i = 0; i < c->volumes; i++)
		ao_json_text(&j, NULL, c->volume[i].name);
	ao_json_end(&j);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static bool do_it(struct cancel *c, int64_t id, struct ao_error *err)
{
	const char *reason = c->session.line->value[OPT_REASON];

	if (!ao_run_cancel(c->ledger, id, reason, err) ||
	    !ao_run_find(c->ledger, id, c->arena, &c->run, err) ||
	    !ao_volumes_done(c->ledger, id, c->arena, &c->volume, &c->volumes,
			     err))
		return false;
	if (c->session.json)
		tell_programs(c);
	else if (!c->session.quiet)
		tell_people(c);
	return true;
}

static bool cancel(struct cancel *c, struct ao_error *err)
{
	const struct cmd_line *line = c->session.line;
	int64_t id;
	bool ok;

	if (!which_number(line, OPT_RUN, &id, err) ||
	    !ao_reason_check(line->value[OPT_REASON], NULL, err))
		return false;
	c->ledger = session_ledger(&c->session, AO_LEDGER_WRITE, err);
	if (!c->ledger)
		return false;
	c->arena = ao_arena_new();
	ok = clock_check(&c->session, c->ledger, err) && do_it(c, id, err);
	ao_arena_free(c->arena);
	ao_ledger_close(c->ledger);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct cancel c = {.volumes = 0};
	bool ok;

	if (!session_open(&c.session, line, err))
		return err->status;
	ok = cancel(&c, err);
	session_close(&c.session);
	return ok ? AO_OK : err->status;
}

const struct cmd cmd_cancel = {
	.name = "cancel",
	.operands = "",
	.summary = N_("a run that was never mailed: its notices may be printed "
		      "again"),
	.text = N_("Its volumes must be destroyed by hand, on paper and on "
		   "disk: this command deletes no file. Refused for a run that "
		   "is cancelled already, or of which a notice was printed "
		   "again or came back: somebody has mailed it."),
	.option = options,
	.run = run,
};
