/* command.c - the commands, the options they share, the exit statuses. */
#include "cli/cmd.h"

#include "aofuto/base/nearest.h"
#include "aofuto/base/text.h"

#include <stdio.h>
#include <string.h>

static const struct cmd *const all[] = {
	&cmd_sample,        &cmd_check,           &cmd_plan,
	&cmd_run,           &cmd_verify,          &cmd_reprint,
	&cmd_explain,       &cmd_cancel,          &cmd_ledger_list,
	&cmd_ledger_show,   &cmd_ledger_returned, &cmd_ledger_export,
	&cmd_ledger_verify, &cmd_ledger_coverage, &cmd_ledger_purge,
	&cmd_ledger_backup, &cmd_ledger_rekey,    &cmd_envelope,
	&cmd_preview,       &cmd_doctor,          &cmd_help,
};
/* Pointers are what is counted: NOLINTNEXTLINE(bugprone-sizeof-expression) */
enum { COMMANDS = AO_COUNT(all) };

static const struct cmd_option common[] = {
	{OPT_CONFIG, "config", N_("FILE"),
	 N_("the city's settings (YAML); default: /etc/aofuto/aofuto.yaml "
	    "where aofuto is installed and has it, else what is built in"),
	 false},
	{OPT_AS_OF, "as-of", N_("DATE"),
	 N_("the day the program believes it is, as 2026-12-01; default: "
	    "today"),
	 false},
	{OPT_LEDGER, "ledger", N_("FILE"),
	 N_("the ledger (台帳); default: the one of the settings, else "
	    "aofuto/ledger.db in XDG_STATE_HOME or ~/.local/state"),
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

bool cmd_in_group(const struct cmd *cmd, const char *group)
{
	size_t n = strcspn(cmd->name, " ");

	if (!group)
		return !cmd->name[n];
	return cmd->name[n] && n == strlen(group) &&
	       strncmp(cmd->name, group, n) == 0;
}

bool cmd_is_group(const char *word)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (cmd_in_group(all[i], word))
			return true;
	return false;
}

static size_t first_word(size_t i)
{
	return strcspn(all[i]->name, " ");
}

bool cmd_is_first(size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (first_word(k) == first_word(i) &&
		    strncmp(all[k]->name, all[i]->name, first_word(i)) == 0)
			return false;
	return true;
}

/* The word by which a command is told from the others of its group. */
static const char *last_word(const struct cmd *cmd)
{
	const char *blank = strchr(cmd->name, ' ');

	return blank ? blank + 1 : cmd->name;
}

const struct cmd *cmd_find(const char *const *word, size_t words, size_t *taken)
{
	bool group = words > 0 && cmd_is_group(word[0]);
	size_t n = group ? 2 : 1;

	for (size_t i = 0; i < COMMANDS && n <= words; i++) {
		if (!cmd_in_group(all[i], group ? word[0] : NULL) ||
		    strcmp(last_word(all[i]), word[n - 1]) != 0)
			continue;
		*taken = n;
		return all[i];
	}
	return NULL;
}

#define WORD_SIZE 32

struct known_words {
	char text[COMMANDS][WORD_SIZE];
	const char *word[COMMANDS];
	size_t n;
};

/* In a group its second words are known; else all first ones. */
static void list_words(const char *group, struct known_words *known)
{
	known->n = 0;
	for (size_t i = 0; i < COMMANDS; i++) {
		const char *word = group ? last_word(all[i]) : all[i]->name;
		char *text = known->text[known->n];

		if (group ? !cmd_in_group(all[i], group) : !cmd_is_first(i))
			continue;
		snprintf(text, WORD_SIZE, "%.*s", (int)strcspn(word, " "),
			 word);
		known->word[known->n++] = text;
	}
}

bool cmd_unknown(const char *group, const char *word, struct ao_error *err)
{
	struct known_words known;
	struct ao_buf typed = {0}, meant = {0};
	const char *near;

	list_words(group, &known);
	near = ao_nearest(word, (struct ao_words){known.word, known.n});
	ao_buf_addf(&typed, "%s%s%s", group ? group : "", group ? " " : "",
		    word);
	ao_buf_addf(&meant, "%s%s%s", group ? group : "", group ? " " : "",
		    near ? near : "");
	if (near)
		ao_fail(err, AO_USAGE, NULL,
			_("there is no command '%s'; did you mean '%s'?"),
			typed.s, meant.s);
	else
		ao_fail(err, AO_USAGE, NULL, _("there is no command '%s'"),
			typed.s);
	ao_buf_release(&typed);
	ao_buf_release(&meant);
	return false;
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
