/* control_checks.c - what the checks of the list found, for its papers: each by
 * a short name in the margin, those that somebody has accepted with figures. */
#include "batch/run_inside.h"

#include "aofuto/batch/control.h"

static const char *short_name(enum ao_check check)
{
	static const char *const name[AO_CHECK_COUNT] = {
		[AO_CHECK_SHIFT] = N_("rows in step"),
		[AO_CHECK_COLUMNS] = N_("the right columns"),
		[AO_CHECK_BIRTHDAY] = N_("ends on birthdays"),
		[AO_CHECK_BIRTH_YEARS] = N_("birth years"),
		[AO_CHECK_DUPLICATES] = N_("nobody twice"),
		[AO_CHECK_POSTAL_AREA] = N_("postal area"),
		[AO_CHECK_SET_ASIDE] = N_("usable rows"),
		[AO_CHECK_RESIDENTS] = N_("residents"),
		[AO_CHECK_SELECTED] = N_("number of notices"),
		[AO_CHECK_KINDS] = N_("kinds of notice"),
		[AO_CHECK_AGES] = N_("ages"),
		[AO_CHECK_EXPIRY_MONTHS] = N_("months of renewal"),
		[AO_CHECK_REQUIRED_WORDS] = N_("required words"),
	};

	return _(name[check]);
}

/* A list that a check stops has no papers. */
static const char *result_of(enum ao_check_verdict verdict)
{
	switch (verdict) {
	case AO_CHECK_OVERRIDDEN:
		return _("accepted");
	case AO_CHECK_NOT_APPLICABLE:
		return _("not compared");
	case AO_CHECK_OK:
	case AO_CHECK_STOP:
		break;
	}
	return _("good");
}

static void add_accepted(const struct ao_plausibility_results *results,
			 enum ao_check check, struct ao_facts *f)
{
	const struct ao_plausibility_result *r = &results->of[check];
	char measured[AO_CHECK_FIGURE], limit[AO_CHECK_FIGURE];

	ao_check_figure(r->measured, r->unit, measured);
	ao_check_figure(r->limit, r->unit, limit);
	ao_facts_add(f, "accepted");
	ao_facts_set(f, "accepted[].name", short_name(check));
	ao_facts_set(f, "accepted[].measured", measured);
	ao_facts_set(f, "accepted[].limit", limit);
	ao_facts_set(f, "accepted[].override_by", results->accepted.operator);
	ao_facts_set(f, "accepted[].reason", results->accepted.reason);
}

void run_check_facts(const struct run *run, struct ao_facts *f)
{
	const struct ao_plausibility_results *results =
		&run->report->plausibility;

	for (int i = 0; i < AO_CHECK_COUNT; i++) {
		enum ao_check check = (enum ao_check)i;
		enum ao_check_verdict verdict = results->of[i].verdict;

		ao_facts_add(f, "checks");
		ao_facts_set(f, "checks[].name", short_name(check));
		ao_facts_set(f, "checks[].result", result_of(verdict));
		if (verdict == AO_CHECK_OVERRIDDEN)
			add_accepted(results, check, f);
	}
}
