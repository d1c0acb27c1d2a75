/* help_text.c - the help on a terminal, in the user's language. */
#include "cli/cmd.h"
#include "cli/table.h"

#include "aofuto/base/text.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS 78

static bool is_closing(const char *s)
{
	static const char *const mark[] = {"、", "。", "」", "）"};

	for (size_t i = 0; i < AO_COUNT(mark); i++)
		if (strncmp(s, mark[i], strlen(mark[i])) == 0)
			return true;
	return false;
}

/* Up to a blank; a wide letter is a word of its own, since Japanese breaks
 * anywhere but before a closing mark. */
static const char *word_end(const char *s, int *width)
{
	*width = 0;
	while (*s && *s != ' ') {
		const char *next = s;
		uint32_t cp = ao_utf8_next(&next);
		int w = letter_width(cp);

		if (w == 2 && *width > 0)
			return s;
		*width += w;
		s = next;
		if (w == 2 && !is_closing(s))
			return s;
	}
	return s;
}

static void paragraph(const char *s, int indent)
{
	int at = indent;
	bool fresh = true, blank = false;

	printf("%*s", indent, "");
	while (*s) {
		int width;
		const char *end;

		if (*s == ' ') {
			blank = true;
			s++;
			continue;
		}
		end = word_end(s, &width);
		if (!fresh && at + blank + width > COLUMNS) {
			printf("\n%*s", indent, "");
			at = indent;
		} else if (blank && !fresh) {
			putchar(' ');
			at++;
		}
		fwrite(s, 1, (size_t)(end - s), stdout);
		at += width;
		s = end;
		fresh = blank = false;
	}
	putchar('\n');
}

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
