/* help_text.c - the help on a terminal, in the user's language. */
#include "cli/cmd.h"
#include "cli/paragraph.h"

#include "aofuto/base/text.h"

#include <stdio.h>
#include <string.h>

static void print_options(const struct cmd_option *o)
{
	for (; o->name; o++) {
		printf("  --%s", o->name);
		if (o->value)
			printf(" %s", _(o->value));
		if (o->required)
			printf("  (%s)", _("required"));
		putchar('\n');
		paragraph(_(o->help), 8);
	}
}

void help_synopsis(const struct cmd *cmd)
{
	printf("aofuto %s", cmd->name);
	if (*cmd->operands)
		printf(" %s", _(cmd->operands));
	for (const struct cmd_option *o = cmd->option; o->name; o++)
		if (o->required)
			printf(" --%s %s", o->name, _(o->value));
}

static void print_line(const struct cmd *cmd)
{
	fputs("  ", stdout);
	help_synopsis(cmd);
	putchar('\n');
	paragraph(_(cmd->summary), 8);
}

void help_group(const char *group)
{
	size_t n;
	const struct cmd *const *all = cmd_all(&n);

	printf(_("the commands of aofuto %s:\n\n"), group);
	for (size_t i = 0; i < n; i++)
		if (cmd_in_group(all[i], group))
			print_line(all[i]);
	printf(_("\nall about one of them: aofuto help %s COMMAND\n"), group);
}

void help_short(void)
{
	size_t n, exits;
	const struct cmd *const *all = cmd_all(&n);
	const struct cmd_exit *exit = cmd_exits(&exits);

	puts(_("aofuto - renewal notices for My Number cards "
	       "(有効期限通知書)"));
	putchar('\n');
	for (size_t i = 0; i < n; i++)
		print_line(all[i]);
	printf("  aofuto --version\n\n");
	puts(_("all about a command: aofuto help COMMAND"));
	puts(_("\nexit status:"));
	for (size_t i = 0; i < exits; i++)
		printf("  %d  %s\n", (int)exit[i].status, _(exit[i].text));
}

void help_command(const struct cmd *cmd)
{
	printf("%s ", _("usage:"));
	help_synopsis(cmd);
	printf(" [%s]\n\n", _("options"));
	paragraph(_(cmd->summary), 2);
	if (cmd->text) {
		putchar('\n');
		paragraph(_(cmd->text), 2);
	}
	if (cmd->option->name) {
		puts(_("\noptions:"));
		print_options(cmd->option);
	}
	puts(_("\noptions of every command:"));
	print_options(cmd_common());
}
