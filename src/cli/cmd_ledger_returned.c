/* cmd_ledger_returned.c - aofuto ledger returned: a letter that came back
 * (返戻). */
#include "cli/clock.h"
#include "cli/cmd.h"
#include "cli/entries.h"
#include "cli/print.h"
#include "cli/session.h"
#include "cli/which.h"

#include "aofuto/batch/reason.h"
#include "aofuto/batch/volume.h"

#include <stdio.h>
#include <stdlib.h>

static const struct cmd_option options[] = {
	{OPT_APPLICATION_ID, "application-id", N_("ID"),
	 N_("the 23 digits of the application ID (申請書ID) on the notice; "
	    "blanks and hyphens between them are passed over"),
	 false},
	{OPT_RESIDENT, "resident", N_("ID"), N_("the resident id (宛名番号)"),
	 false},
	{OPT_NOTICE, "notice", N_("N"),
	 N_("the notice with that number in the ledger"), false},
	{OPT_MONTH, "month", N_("MONTH"),
	 N_("the month of the run, as 2026-12, where several notices match"),
	 false},
	{OPT_KIND, "kind", N_("KIND"),
	 N_("card-cert, cert-only or card-only, where several notices match"),
	 false},
	{OPT_ON, "on", N_("DATE"),
	 N_("the day on which it came back; default: the as-of day"), false},
	{OPT_REASON, "reason", N_("TEXT"),
	 N_("why it came back, as the post has written on it, without "
	    "anybody's name"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

struct returned {
	struct session session;
	struct which which;
	struct ao_ledger *ledger;
	struct ao_date on;
	struct ao_arena *arena;
	struct ao_entry *entry; /* those that match and were mailed */
	size_t n, cap;
	struct ao_json json;
	struct ao_buf out;
};

static bool keep(const struct ao_entry *e, void *data)
{
	struct returned *r = data;

	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 8;
		r->entry = ao_realloc(r->entry, r->cap * sizeof(*r->entry));
	}
	r->entry[r->n] = *e;
	r->entry[r->n].printed_at = ao_arena_strdup(r->arena, e->printed_at);
	r->entry[r->n].reprinted_at =
		ao_arena_strdup(r->arena, e->reprinted_at);
	r->n++;
	return true;
}

/* A cancelled notice was never mailed; it is chosen only where there is no
 * other, so that the reason is told. */
static bool choose(struct returned *r, struct ao_error *err)
{
	const struct ao_entry_query *q = &r->which.query;

	r->which.query.cancelled_too = q->notice != 0;
	if (!ao_entries_each(r->ledger, q, keep, r, err))
		return false;
	if (!r->n && !q->cancelled_too) {
		r->which.query.cancelled_too = true;
		if (!ao_entries_each(r->ledger, q, keep, r, err))
			return false;
	}
	if (!r->n)
		return which_is_none(&r->session, err);
	if (r->n == 1)
		return true;
	if (!r->session.quiet && !r->session.json) {
		entries_head();
		for (size_t i = 0; i < r->n; i++)
			entries_row(&r->entry[i]);
	}
	return ao_fail(err, AO_INPUT, NULL,
		       _("several notices match (%zu); say which with --month, "
			 "--kind or --notice"),
		       r->n);
}

/* What is purged cannot be compared any more, and no name can be in it. */
static bool check_reason(struct returned *r, struct ao_error *err)
{
	const char *reason = r->session.line->value[OPT_REASON];
	struct ao_entry_values values;

	if (r->entry->purged)
		return ao_reason_check(reason, NULL, err);
	return ao_entry_values(r->ledger, r->entry->id, r->arena, &values,
			       err) &&
	       ao_reason_check(reason, &values, err);
}

static void tell_marked(struct returned *r)
{
	char sequence[AO_SEQUENCE_SIZE], on[AO_DATE_ISO_SIZE];
	struct ao_entry *e = r->entry;

	e->returned = r->on;
	if (r->session.json) {
		ao_json_object(&r->json, NULL);
		ao_json_text(&r->json, "command", "ledger returned");
		ao_json_object(&r->json, "notice");
		entry_json(&r->json, e);
		ao_json_end(&r->json);
		ao_json_end(&r->json);
		print_buf(&r->out);
	} else if (!r->session.quiet) {
		printf(_("notice %lld, %s of %04d-%02d: came back (返戻) on "
			 "%s; it is in the ledger\n"),
		       (long long)e->id,
		       ao_sequence(e->volume, e->position, sequence),
		       e->month.year, e->month.month, ao_date_iso(r->on, on));
	}
}

static bool mark(struct returned *r, struct ao_error *err)
{
	const char *reason = r->session.line->value[OPT_REASON];

	if (!clock_check(&r->session, r->ledger, err) || !choose(r, err) ||
	    !check_reason(r, err) ||
	    !ao_entry_returned(r->ledger, r->entry->id, r->on, reason, err))
		return false;
	tell_marked(r);
	return true;
}

static bool list(struct returned *r, struct ao_error *err)
{
	char count[PRINT_COUNT_SIZE];
	unsigned long n;

	if (r->session.quiet && !r->session.json)
		return true;
	r->which.query.returned = true;
	ao_json_object(&r->json, NULL);
	ao_json_text(&r->json, "command", "ledger returned");
	ao_json_array(&r->json, "notices");
	if (!entries_tell(&(struct entries_order){.ledger = r->ledger,
						  .which = &r->which.query,
						  .json = r->session.json
								  ? &r->json
								  : NULL},
			  &n, err))
		return false;
	ao_json_end(&r->json);
	ao_json_end(&r->json);
	if (r->session.json)
		print_buf(&r->out);
	else if (n)
		printf(_("notices that came back: %s\n"),
		       print_count(n, count));
	else
		puts(_("no notice came back"));
	return true;
}

static bool read_day(struct returned *r, struct ao_error *err)
{
	const char *on = r->session.line->value[OPT_ON];
	char as_of[AO_DATE_ISO_SIZE];

	r->on = r->session.as_of;
	if (on && !ao_date_parse_iso(on, &r->on))
		return ao_fail(err, AO_USAGE, NULL,
			       _("--on is a day such as 2026-12-01, not '%s'"),
			       on);
	return !ao_date_before(r->session.as_of, r->on) ||
	       ao_fail(err, AO_USAGE, NULL,
		       _("--on %s has not come yet: it is %s"), on,
		       ao_date_iso(r->session.as_of, as_of));
}

static bool check_line(struct returned *r, bool marks, struct ao_error *err)
{
	const struct cmd_line *line = r->session.line;

	if (marks && !line->value[OPT_REASON])
		return ao_fail(err, AO_USAGE, NULL,
			       _("--reason TEXT is missing: why did it come "
				 "back?"));
	if (!marks && (line->value[OPT_REASON] || line->value[OPT_ON]))
		return ao_fail(err, AO_USAGE, NULL,
			       _("say which notice came back: "
				 "--application-id ID, --resident ID or "
				 "--notice N"));
	return read_day(r, err);
}

static bool returned(struct returned *r, struct ao_error *err)
{
	bool marks, ok;

	if (!which_read(&r->which, &r->session, err))
		return false;
	marks = which_is_known(&r->which);
	if (!check_line(r, marks, err))
		return false;
	r->ledger = session_ledger(
		&r->session, marks ? AO_LEDGER_WRITE : AO_LEDGER_READ, err);
	if (!r->ledger)
		return false;
	r->arena = ao_arena_new();
	r->json.out = &r->out;
	ok = marks ? mark(r, err) : list(r, err);
	free(r->entry);
	ao_buf_release(&r->out);
	ao_arena_free(r->arena);
	ao_ledger_close(r->ledger);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	struct returned r = {.n = 0};
	bool ok;

	if (!session_open(&r.session, line, err))
		return err->status;
	ok = returned(&r, err);
	session_close(&r.session);
	return ok ? AO_OK : err->status;
}

const struct cmd cmd_ledger_returned = {
	.name = "ledger returned",
	.operands = "",
	.summary = N_("marks a letter that came back (返戻), or lists them"),
	.text = N_("With a notice it is marked, with the day and the reason. "
		   "Without one those that came back are listed, with --month "
		   "and --kind only some of them. Sending it again is aofuto "
		   "reprint."),
	.option = options,
	.run = run,
};
