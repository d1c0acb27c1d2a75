/* cmd_help.c - aofuto help: the manual, in every form that it has. */
#include "cli/cmd.h"

#include "aofuto/base/text.h"

static const struct cmd_option options[] = {
	{OPT_MARKDOWN, "markdown", NULL, N_("all of it, as docs/cli.md"),
	 false},
	{OPT_MAN, "man", NULL, N_("all of it, as the manual page"), false},
	{OPT_FINDINGS, "findings", NULL,
	 N_("every finding there is, as docs/findings.md"), false},
	{OPT_COMPLETION, "completion", NULL, N_("a completion for bash"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static const struct {
	enum option option;
	void (*print)(void);
} forms[] = {{OPT_MARKDOWN, help_markdown},
	     {OPT_MAN, help_man},
	     {OPT_FINDINGS, help_findings},
	     {OPT_COMPLETION, help_completion}};

static enum ao_status about(const struct cmd_line *line, struct ao_error *err)
{
	const char *first = line->operand[0];
	size_t taken = 0;
	const struct cmd *cmd = cmd_find(line->operand, line->operands, &taken);

	if (cmd && taken < line->operands)
		ao_fail(err, AO_USAGE, NULL,
			_("%s does not know what to do with '%s'"), cmd->name,
			line->operand[taken]);
	else if (cmd)
		help_command(cmd);
	else if (!cmd_is_group(first))
		cmd_unknown(NULL, first, err);
	else if (line->operands > 1)
		cmd_unknown(first, line->operand[1], err);
	else
		help_group(first);
	return err->status;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	if (line->operands)
		return about(line, err);
	for (size_t i = 0; i < AO_COUNT(forms); i++)
		if (line->value[forms[i].option]) {
			forms[i].print();
			return AO_OK;
		}
	help_short();
	return AO_OK;
}

const struct cmd cmd_help = {
	.name = "help",
	.operands = N_("[COMMAND]"),
	.summary = N_("this help, or all about a command"),
	.most = 2,
	.no_report = true,
	.option = options,
	.run = run,
};
