/* first_run.c - is a first run going to be refused? */
#include "cli/first_run.h"

#include "aofuto/batch/screen.h"

#include <string.h>
#include <unistd.h>

static bool read_rows(struct ao_list *list, const struct ao_screen_order *order,
		      struct ao_findings *findings, struct ao_error *err)
{
	struct ao_screen *screen = ao_screen_new(list, order, findings);
	struct ao_screened one;
	enum ao_step step;

	do {
		step = ao_screen_next(screen, &one, err);
	} while (step == AO_STEP_ITEM);
	ao_screen_free(screen);
	return step == AO_STEP_END;
}

static bool try_list(const struct session *s, struct ao_kit *kit,
		     struct ao_hold *hold, struct ao_error *err)
{
	struct ao_screen_order order = {
		.day = {.as_of = s->as_of,
			.month = s->month,
			.only_month = s->line->value[OPT_ONLY_MONTH] != NULL,
			.print_fixed_term_stay =
				s->settings.print_fixed_term_stay},
		.kit = kit,
		.hold = hold,
		.refuse_example = true};
	struct ao_list_options how = s->list;
	struct ao_findings *findings = ao_findings_new();
	struct ao_list *list;
	bool ok;

	how.skip_digest = true;
	list = ao_list_open(s->line->operand[0], &how, findings, err);
	ok = list && read_rows(list, &order, findings, err);
	ao_list_close(list);
	ao_findings_free(findings);
	return ok;
}

bool first_run_try(const struct session *s, struct ao_kit *kit,
		   struct ao_error *err)
{
	const char *path = session_ledger_path(s);
	const char *hold_path = s->line->value[OPT_HOLD];
	struct ao_hold *hold = NULL;
	bool ok;

	if (!kit->qr_example || strcmp(s->line->operand[0], "-") == 0 ||
	    (path && access(path, F_OK) == 0))
		return true;
	if (hold_path && !(hold = ao_hold_open(hold_path, err)))
		return false;
	ok = try_list(s, kit, hold, err);
	ao_hold_close(hold);
	return ok;
}
