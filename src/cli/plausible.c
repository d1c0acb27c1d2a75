/* plausible.c - the checks of a list as a whole, told to people. */
#include "cli/plausible.h"
#include "cli/print.h"

#include "aofuto/batch/reason.h"

#include <stdio.h>

static void print_one(const struct ao_plausibility_results *results, int i)
{
	const struct ao_plausibility_result *result = &results->of[i];
	char measured[AO_CHECK_FIGURE], limit[AO_CHECK_FIGURE];
	struct ao_buf out = {0};

	ao_check_figure(result->measured, result->unit, measured);
	ao_check_figure(result->limit, result->unit, limit);
	ao_buf_addf(&out, "  %s (%s): ", _(ao_check_text((enum ao_check)i)),
		    ao_check_name((enum ao_check)i));
	ao_buf_addf(&out,
		    result->verdict == AO_CHECK_STOP
			    ? _("STOP, measured %s, limit %s\n")
			    : _("accepted, measured %s, limit %s\n"),
		    measured, limit);
	ao_buf_adds(&out, "    → ");
	ao_plausibility_tell(result, &out);
	ao_buf_adds(&out, "\n");
	if (result->verdict == AO_CHECK_OVERRIDDEN)
		ao_buf_addf(&out, _("    accepted by %s: %s\n"),
			    results->accepted.operator,
			    results->accepted.reason);
	print_buf(&out);
	ao_buf_release(&out);
}

static void print_names(const struct ao_plausibility_results *results,
			enum ao_check_verdict verdict, const char *words)
{
	struct ao_buf names = {0};

	for (int i = 0; i < AO_CHECK_COUNT; i++)
		if (results->of[i].verdict == verdict)
			ao_buf_addf(&names, "%s%s", names.n ? ", " : "",
				    ao_check_name((enum ao_check)i));
	if (names.n)
		printf("  %s: %s\n", words, names.s);
	ao_buf_release(&names);
}

void plausible_print(const struct ao_plausibility_results *results)
{
	puts(_("\nthe list as a whole:"));
	for (int i = 0; i < AO_CHECK_COUNT; i++)
		if (results->of[i].verdict == AO_CHECK_STOP ||
		    results->of[i].verdict == AO_CHECK_OVERRIDDEN)
			print_one(results, i);
	print_names(results, AO_CHECK_OK, _("in order"));
	print_names(results, AO_CHECK_NOT_APPLICABLE, _("not to be told"));
}

bool plausible_accepted(const struct session *s, struct ao_accepted *accepted,
			struct ao_error *err)
{
	const char *names = s->line->value[OPT_ACCEPT];
	const char *reason = s->line->value[OPT_ACCEPT_REASON];

	*accepted = (struct ao_accepted){0};
	if (!names && !reason)
		return true;
	if (!names || !reason)
		return ao_fail(err, AO_USAGE, NULL,
			       _("--accept and --accept-reason belong "
				 "together: what is accepted, and why"));
	if (!ao_accepted_parse(names, accepted, err) ||
	    !ao_reason_check(reason, NULL, err))
		return false;
	snprintf(accepted->reason, sizeof(accepted->reason), "%s", reason);
	snprintf(accepted->operator, sizeof(accepted->operator), "%s",
		 s->operator);
	return true;
}
