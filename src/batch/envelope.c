/* envelope.c - which envelopes, whether they may be printed, and the order
 * that leaves an event and a whole file, or no file. */
#include "batch/envelope_inside.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

static bool is_free(const char *path, struct ao_error *err)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return ao_fail(err, AO_HOST, path,
			       _("the file is there already, and is not "
				 "replaced; give another name"));
	return errno == ENOENT ||
	       ao_fail_errno(err, path, _("cannot look for the file"));
}

static bool check_state(const struct envelopes *e, struct ao_error *err)
{
	const struct ao_run_row *run = &e->report->run;
	unsigned after = run->first_volume + run->volumes_done;

	if (run->state == AO_RUN_CANCELLED)
		return ao_fail(err, AO_INPUT, NULL,
			       _("run %lld was cancelled: its letters must be "
				 "destroyed, and nobody needs their envelopes"),
			       (long long)run->id);
	if (e->report->volume < run->first_volume ||
	    e->report->volume - run->first_volume >= run->volumes)
		return ao_fail(err, AO_INPUT, NULL,
			       _("run %lld has no volume %u; it has the "
				 "volumes %u to %u"),
			       (long long)run->id, e->report->volume,
			       run->first_volume,
			       run->first_volume + run->volumes - 1);
	if (e->report->volume < after)
		return true;
	return ao_fail(err, AO_INPUT, NULL,
		       _("volume %u of run %lld is planned and not printed "
			 "yet; go on with the run first"),
		       e->report->volume, (long long)run->id);
}

static bool choose_volume(struct envelopes *e, struct ao_error *err)
{
	const struct ao_run_row *run = &e->report->run;

	if (!run->volumes)
		return ao_fail(err, AO_INPUT, NULL,
			       _("run %lld has printed nobody"),
			       (long long)run->id);
	e->report->volume =
		e->order->volume ? e->order->volume : run->first_volume;
	if (e->order->volume || run->volumes == 1)
		return true;
	return ao_fail(err, AO_USAGE, NULL,
		       _("run %lld has the volumes %u to %u; say whose "
			 "envelopes with --volume N"),
		       (long long)run->id, run->first_volume,
		       run->first_volume + run->volumes - 1);
}

static bool load(struct envelopes *e, struct ao_error *err)
{
	const struct ao_envelopes_order *order = e->order;

	if (!ao_chain_check(order->ledger, err) ||
	    !ao_run_find(order->ledger, order->run, e->report->arena,
			 &e->report->run, err) ||
	    !choose_volume(e, err) || !check_state(e, err))
		return false;
	e->pile = ao_pile_new();
	return ao_pile_load(e->pile, order->ledger, order->run,
			    e->report->volume, NULL, err);
}

/* In the ledger before the file has its name: what leaves the house is
 * known. */
static bool note(const struct envelopes *e, struct ao_error *err)
{
	char text[64];

	if (!e->pile)
		return true;
	snprintf(text, sizeof(text), "volume %u: %zu", e->report->volume,
		 e->report->printed);
	return ao_event_note(e->order->ledger, AO_EVENT_ENVELOPE, e->order->run,
			     text, err);
}

static bool write_out(struct envelopes *e, struct ao_error *err)
{
	struct ao_out *out = ao_out_open(e->order->path, err);

	if (!out)
		return false;
	if (envelopes_draw(e, out, err) && ao_out_finish(out, err) &&
	    note(e, err))
		return ao_out_publish(out, /*replace*/ false, err);
	ao_out_discard(out);
	return false;
}

bool ao_envelopes(const struct ao_envelopes_order *order,
		  struct ao_envelopes *report, struct ao_error *err)
{
	struct envelopes e = {.order = order, .report = report};
	bool ok;

	*report = (struct ao_envelopes){.arena = ao_arena_new(),
					.findings = ao_findings_new()};
	ok = is_free(order->path, err) && (!order->ledger || load(&e, err)) &&
	     write_out(&e, err);
	ao_pile_free(e.pile);
	return ok;
}

void ao_envelopes_release(struct ao_envelopes *report)
{
	ao_findings_free(report->findings);
	ao_arena_free(report->arena);
	*report = (struct ao_envelopes){0};
}
