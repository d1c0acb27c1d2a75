/* run_plausible.c - the list of a run, held against itself and its past. */
#include "batch/run_inside.h"

#include <stdio.h>
#include <string.h>

/* What was accepted when the run was planned. */
static bool take_accepted(const struct ao_event *event, void *data)
{
	struct ao_accepted *accepted = data;
	const char *reason = strchr(event->text, ' ');

	if (event->type != AO_EVENT_ACCEPT || !reason)
		return true;
	for (int i = 0; i < AO_CHECK_COUNT; i++) {
		const char *name = ao_check_name((enum ao_check)i);
		size_t n = (size_t)(reason - event->text);

		if (strlen(name) == n && memcmp(name, event->text, n) == 0)
			accepted->check[i] = true;
	}
	snprintf(accepted->reason, sizeof(accepted->reason), "%s", reason + 1);
	snprintf(accepted->operator, sizeof(accepted->operator), "%s",
		 event->operator);
	return true;
}

bool run_plausible(struct run *run, struct ao_error *err)
{
	const struct ao_run_order *order = run->order;
	struct ao_run_report *report = run->report;
	int64_t id = run->ledger.found.row.id;
	struct ao_accepted kept = {0};
	struct ao_past past = {0};
	struct ao_plausibility_end end = {
		.tally = &report->tally,
		.past = &past,
		.accepted = id ? &kept : order->accepted,
		.alone = order->supplement ? N_("a supplement is like no other "
						"run")
			 : order->ledger   ? NULL
					   : N_("no ledger is asked"),
	};

	if (order->ledger &&
	    (!ao_past_read(order->ledger,
			   &(struct ao_past_ask){run->day.only_month, id},
			   &past, err) ||
	     (id &&
	      !ao_events_each(order->ledger, id, take_accepted, &kept, err))))
		return false;
	ao_plausibility_judge(run->plausibility, &end, report->findings,
			      &report->plausibility);
	return ao_plausibility_fit(&report->plausibility, order->list, err);
}
