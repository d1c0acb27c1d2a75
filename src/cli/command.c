/* command.c - the commands, the options they share, the exit statuses. */
#include "cli/cmd.h"

#include "aofuto/base/nearest.h"
#include "aofuto/base/text.h"

#include <string.h>

#define COMMANDS 8

static const struct cmd *const all[COMMANDS] = {
	&cmd_sample, &cmd_check,   &cmd_plan,    &cmd_run,
	&cmd_verify, &cmd_explain, &cmd_preview, &cmd_help,
};

static const struct cmd_option common[] = {
	{OPT_CONFIG, "config", N_("FILE"),
	 N_("the city's settings (YAML); without it the settings that are "
	    "built in hold"),
	 false},
	{OPT_AS_OF, "as-of", N_("DATE"),
	 N_("the day the program believes it is, as 2026-12-01; default: "
	    "today"),
	 false},
	{OPT_JSON, "json", NULL,
	 N_("the report on standard output is JSON, for programs"), false},
	{OPT_QUIET, "quiet", NULL,
	 N_("no report, no hints and no progress; errors are still told"),
	 false},
	{OPT_JOBS, "jobs", N_("N"),
	 N_("so many workers draw volumes at a time, 1 to 256; default: one a "
	    "processor; the files are the same whatever N is"),
	 false},
	{OPT_ENCODING, "encoding", N_("NAME"),
	 N_("the encoding of the list: auto (default), UTF-8, UTF-16 or CP932"),
	 false},
	{OPT_OPERATOR, "operator", N_("NAME"),
	 N_("who is doing this; default: the login name"), false},
	{OPT_QR_ADDRESS, "qr-address", N_("TEMPLATE"),
	 N_("the address of the QR code, with {application_id} in it; "
	    "overrides the city's"),
	 false},
	{OPT_SPECIMEN, "specimen", NULL,
	 N_("prints 見本 across every sheet, with a QR code that leads "
	    "nowhere: nothing that could be mailed"),
	 false},
	{OPT_HELP, "help", NULL, N_("shows the help of the command"), false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static const struct cmd_exit exits[] = {
	{AO_OK, N_("done")},
	{AO_FINDINGS, N_("done, but some residents were set aside: see the "
			 "findings")},
	{AO_USAGE, N_("the command line is wrong")},
	{AO_INPUT, N_("the content of an input (list, template, settings) is "
		      "wrong")},
	{AO_HOST, N_("the machine: disk, permission, a font that is missing")},
	{AO_BUSY, N_("another run is at work on the same; try again")},
};

const struct cmd *const *cmd_all(size_t *count)
{
	*count = COMMANDS;
	return all;
}

const struct cmd *cmd_find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	return NULL;
}

const char *cmd_nearest(const char *name)
{
	const char *known[COMMANDS];

	for (size_t i = 0; i < COMMANDS; i++)
		known[i] = all[i]->name;
	return ao_nearest(name, (struct ao_words){known, COMMANDS});
}

const struct cmd_option *cmd_common(void)
{
	return common;
}

const struct cmd_exit *cmd_exits(size_t *count)
{
	*count = AO_COUNT(exits);
	return exits;
}
