/* summary.c - a plan or a run in numbers, for people. */
#include "cli/summary.h"
#include "cli/findings.h"
#include "cli/print.h"

#include <stdio.h>

/* Numbers first, so that wide and narrow letters behind them stay aligned. */
static void line(int indent, unsigned long n, const char *text,
		 const char *name)
{
	char count[PRINT_COUNT_SIZE];

	printf("%*s%12s  %s", indent, "", print_count(n, count), text);
	if (*name)
		printf(" (%s)", name);
	putchar('\n');
}

static void print_kinds(const struct ao_tally *t)
{
	for (int k = AO_KIND_NONE + 1; k < AO_KIND_COUNT; k++)
		if (t->kind[k])
			line(4, t->kind[k], _(ao_kind_text((enum ao_kind)k)),
			     ao_kind_name((enum ao_kind)k));
	if (t->catch_up)
		line(4, t->catch_up,
		     _("of these, renewal opened before the month"), "");
	if (t->without_id)
		line(4, t->without_id,
		     _("of these, a card expires but the list has no "
		       "application ID"),
		     "");
}

static void print_reasons(const struct ao_tally *t, int verdict)
{
	for (int r = AO_REASON_NONE + 1; r < AO_REASON_COUNT; r++)
		if (t->reason[verdict][r])
			line(4, t->reason[verdict][r],
			     _(ao_reason_text((enum ao_reason)r)),
			     ao_reason_name((enum ao_reason)r));
}

void summary_print(const struct ao_tally *t)
{
	for (int v = 0; v < AO_VERDICT_COUNT; v++) {
		enum ao_verdict verdict = (enum ao_verdict)v;

		if (!t->verdict[v] && verdict != AO_PRINT)
			continue;
		line(0, t->verdict[v], _(ao_verdict_text(verdict)),
		     ao_verdict_name(verdict));
		if (verdict == AO_PRINT)
			print_kinds(t);
		print_reasons(t, v);
	}
	line(0, t->read, _("residents in the list; the sum is right"), "");
}

void summary_warnings(const struct ao_tally *t,
		      const struct ao_findings *findings)
{
	unsigned long set_aside = ao_tally_set_aside(t);
	char count[PRINT_COUNT_SIZE];

	if (set_aside)
		printf(_("\nresidents set aside, who get no notice until "
			 "somebody has looked: %s\n"),
		       print_count(set_aside, count));
	if (ao_findings_total(findings, AO_WARN) ||
	    ao_findings_total(findings, AO_REVIEW) ||
	    ao_findings_total(findings, AO_REJECT) ||
	    ao_findings_total(findings, AO_NOTE)) {
		puts(_("\nwhat was found, by kind:"));
		findings_groups(findings);
	}
}
