/* help_man.c - docs/aofuto.1, in English, as manual pages are. */
#include "cli/cmd.h"
#include "cli/language.h"

#include <stdio.h>

/* Hyphens are minus signs here, a leading dot or quote would be a request. */
static void text(const char *s)
{
	if (*s == '.' || *s == '\'')
		fputs("\\&", stdout);
	for (; *s; s++) {
		if (*s == '\\')
			fputs("\\e", stdout);
		else if (*s == '-')
			fputs("\\-", stdout);
		else
			putchar(*s);
	}
}

static void options(const struct cmd_option *o)
{
	for (; o->name; o++) {
		fputs(".TP\n.B ", stdout);
		text("--");
		text(o->name);
		if (o->value)
			printf(" \\fI%s\\fR", o->value);
		putchar('\n');
		if (o->required)
			fputs("(required) ", stdout);
		text(o->help);
		putchar('\n');
	}
}

static void commands(void)
{
	size_t n;
	const struct cmd *const *all = cmd_all(&n);

	for (size_t i = 0; i < n; i++) {
		fputs(".SS ", stdout);
		help_synopsis(all[i]);
		putchar('\n');
		text(all[i]->summary);
		fputs(".\n", stdout);
		if (all[i]->text) {
			fputs(".PP\n", stdout);
			text(all[i]->text);
			putchar('\n');
		}
		options(all[i]->option);
	}
}

static void exits(void)
{
	size_t n;
	const struct cmd_exit *exit = cmd_exits(&n);

	fputs(".SH EXIT STATUS\n", stdout);
	for (size_t i = 0; i < n; i++) {
		printf(".TP\n.B %d\n", (int)exit[i].status);
		text(exit[i].text);
		putchar('\n');
	}
	puts(".PP\nA bug ends the program with a message and a signal.");
}

void help_man(void)
{
	language_use("en");
	puts(".\\\" made by `aofuto help --man`; do not edit");
	puts(".TH AOFUTO 1 \"\" \"aofuto " AOFUTO_VERSION "\" \"aofuto\"");
	puts(".SH NAME\naofuto \\- renewal notices for My Number cards");
	puts(".SH SYNOPSIS\n.B aofuto\n.I command\n[\\fIoptions\\fR] "
	     "[\\fIoperand\\fR]");
	puts(".SH DESCRIPTION");
	puts("Reads a list of residents (CSV), finds out whose My Number card "
	     "or certificates\nend, and prints the renewal notices as PDF "
	     "volumes.");
	puts("Options are written \\fB\\-\\-name value\\fR or "
	     "\\fB\\-\\-name=value\\fR; \\fB\\-\\-\\fR ends them.");
	puts(".SH COMMANDS");
	commands();
	puts(".SH OPTIONS OF EVERY COMMAND");
	options(cmd_common());
	exits();
	puts(".SH ENVIRONMENT\n.TP\n.B LC_ALL, LC_MESSAGES, LANG, LANGUAGE\n"
	     "The language of the messages: Japanese or English.");
}
