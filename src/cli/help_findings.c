/* help_findings.c - docs/findings.md: every finding, in both languages. */
#include "cli/cmd.h"
#include "cli/language.h"

#include "aofuto/base/finding.h"

#include <stdio.h>

static void table(void)
{
	size_t n;
	const struct ao_finding_kind *kind = ao_finding_kinds(&n);

	printf("| %s | %s | %s | %s |\n|---|---|---|---|\n", _("code"),
	       _("severity"), _("what is wrong"), _("what to do"));
	for (size_t i = 0; i < n; i++)
		printf("| %d %s | %s | %s | %s |\n", (int)kind[i].code,
		       kind[i].name, ao_severity_name(kind[i].severity),
		       _(kind[i].sentence), _(kind[i].remedy));
	putchar('\n');
	puts(_("NOTE: good to know. WARN: printed, but somebody should look. "
	       "REVIEW: the resident is set aside until a person decides. "
	       "REJECT: the row cannot be believed. STOP: the list cannot be "
	       "used."));
}

void help_findings(void)
{
	puts("<!-- made by `aofuto help --findings`; do not edit -->\n");
	puts("# 所見の一覧 / Findings\n");
	language_use("ja");
	puts("## 日本語\n");
	table();
	language_use("en");
	puts("\n## English\n");
	table();
}
