/* help_markdown.c - docs/cli.md: Japanese first, then English. */
#include "cli/cmd.h"
#include "cli/language.h"

#include <stdio.h>

static void option_rows(const struct cmd_option *o)
{
	printf("| %s | %s |\n|---|---|\n", _("option"), _("meaning"));
	for (; o->name; o++)
		printf("| `--%s%s%s` | %s%s |\n", o->name, o->value ? " " : "",
		       o->value ? _(o->value) : "",
		       o->required ? _("(required) ") : "", _(o->help));
	putchar('\n');
}

static void command(const struct cmd *cmd)
{
	printf("### aofuto %s\n\n", cmd->name);
	printf("%s\n\n", _(cmd->summary));
	fputs("```\n", stdout);
	help_synopsis(cmd);
	printf(" [%s]\n```\n\n", _("options"));
	if (cmd->text)
		printf("%s\n\n", _(cmd->text));
	if (cmd->option->name)
		option_rows(cmd->option);
}

static void whole(const char *title)
{
	size_t n, exits;
	const struct cmd *const *all = cmd_all(&n);
	const struct cmd_exit *exit = cmd_exits(&exits);

	printf("## %s\n\n", title);
	for (size_t i = 0; i < n; i++)
		command(all[i]);
	printf("### %s\n\n", _("options of every command"));
	option_rows(cmd_common());
	printf("### %s\n\n| %s | %s |\n|---|---|\n", _("exit status"),
	       _("number"), _("meaning"));
	for (size_t i = 0; i < exits; i++)
		printf("| %d | %s |\n", (int)exit[i].status, _(exit[i].text));
	printf("\n%s\n", _("A bug ends the program with a message and a "
			   "signal."));
}

void help_markdown(void)
{
	puts("<!-- made by `aofuto help --markdown`; do not edit -->\n");
	puts("# aofuto\n");
	language_use("ja");
	whole("日本語");
	putchar('\n');
	language_use("en");
	whole("English");
}
