/* summary.c - a plan or a run in numbers, for people. */
#include "cli/summary.h"
#include "cli/findings.h"
#include "cli/print.h"

#include "aofuto/batch/enclosure.h"

#include <stdio.h>

/* Numbers first, so that wide and narrow letters behind them stay aligned: that
 * of now and, where there is a last run, that of then. */
static void line(int indent, unsigned long n, const unsigned long *last,
		 const char *text, const char *name)
{
	char count[PRINT_COUNT_SIZE], then[PRINT_COUNT_SIZE];

	printf("%*s%12s", indent, "", print_count(n, count));
	if (last)
		printf(" %12s", print_count(*last, then));
	printf("  %s", text);
	if (*name)
		printf(" (%s)", name);
	putchar('\n');
}

/* One of the figures; nothing where it is 0, then too. */
static void part(unsigned long n, const unsigned long *last, const char *text,
		 const char *name)
{
	if (n || (last && *last))
		line(4, n, last, text, name);
}

static void print_kinds(const struct ao_tally *t, const struct ao_tally *last)
{
	for (int k = AO_KIND_NONE + 1; k < AO_KIND_COUNT; k++)
		part(t->kind[k], last ? &last->kind[k] : NULL,
		     _(ao_kind_text((enum ao_kind)k)),
		     ao_kind_name((enum ao_kind)k));
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		if (ao_tally_editions(t) || (last && ao_tally_editions(last)))
			part(t->edition[e], last ? &last->edition[e] : NULL,
			     _(ao_edition_text((enum ao_edition)e)),
			     ao_edition_name((enum ao_edition)e));
	part(t->catch_up, last ? &last->catch_up : NULL,
	     _("of these, renewal opened before the month"), "");
	part(t->without_id, last ? &last->without_id : NULL,
	     _("of these, a card expires but the list has no "
	       "application ID"),
	     "");
}

static void print_reasons(const struct ao_tally *t, const struct ao_tally *last,
			  int v)
{
	for (int r = AO_REASON_NONE + 1; r < AO_REASON_COUNT; r++)
		part(t->reason[v][r], last ? &last->reason[v][r] : NULL,
		     _(ao_reason_text((enum ao_reason)r)),
		     ao_reason_name((enum ao_reason)r));
}

void summary_print(const struct ao_tally *t, const struct ao_tally *last)
{
	for (int v = 0; v < AO_VERDICT_COUNT; v++) {
		enum ao_verdict verdict = (enum ao_verdict)v;

		if (!t->verdict[v] && (!last || !last->verdict[v]) &&
		    verdict != AO_PRINT)
			continue;
		line(0, t->verdict[v], last ? &last->verdict[v] : NULL,
		     _(ao_verdict_text(verdict)), ao_verdict_name(verdict));
		if (verdict == AO_PRINT)
			print_kinds(t, last);
		print_reasons(t, last, v);
	}
	line(0, t->read, last ? &last->read : NULL,
	     _("residents in the list; the sum is right"), "");
}

void summary_enclosures(const struct ao_settings *s, const struct ao_tally *t)
{
	char count[PRINT_COUNT_SIZE];

	if (s->enclosures)
		puts(_("\nenclosures to fetch, with none to spare:"));
	for (size_t i = 0; i < s->enclosures; i++) {
		const struct ao_enclosure *e = &s->enclosure[i];

		print_count(ao_enclosure_pieces(e, t), count);
		if (e->feed)
			printf(_("%12s  %s (station %u of the inserter)\n"),
			       count, e->name, e->feed);
		else
			printf(_("%12s  %s (by hand)\n"), count, e->name);
	}
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
