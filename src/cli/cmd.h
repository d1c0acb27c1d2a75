/* cmd.h - one sub-command is one file, one entry, one function.
 *
 * Options are data: the parser, help, the manual page, the completion and
 * docs/cli.md are made from the same rows. Strings are message ids.
 */
#ifndef CMD_H
#define CMD_H

#include "aofuto/base/text.h"

enum option {
	OPT_CONFIG,
	OPT_AS_OF,
	OPT_LEDGER,
	OPT_JSON,
	OPT_QUIET,
	OPT_JOBS,
	OPT_ENCODING,
	OPT_OPERATOR,
	OPT_QR_ADDRESS,
	OPT_SPECIMEN,
	OPT_HELP,
	OPT_ROWS,
	OPT_SEED,
	OPT_MONTH,
	OPT_ONLY_MONTH,
	OPT_HOLD,
	OPT_CSV,
	OPT_OUT,
	OPT_RASTER,
	OPT_NO_READ_BACK,
	OPT_RESIDENT,
	OPT_LIST,
	OPT_TEMPLATE,
	OPT_KIND,
	OPT_WINDOW,
	OPT_LANGUAGE,
	OPT_LARGE_PRINT,
	OPT_SUPPLEMENT,
	OPT_DRY_RUN,
	OPT_REMAKE,
	OPT_NEW_LEDGER,
	OPT_ACCEPT,
	OPT_ACCEPT_REASON,
	OPT_APPLICATION_ID,
	OPT_REASON,
	OPT_SHOW,
	OPT_RUN,
	OPT_VOLUME,
	OPT_CONFIRM,
	OPT_ON,
	OPT_BEFORE,
	OPT_KEY,
	OPT_RETURNED,
	OPT_NO_VOLUMES,
	OPT_ALL_NOTES,
	OPT_NOTICE,
	OPT_MARKDOWN,
	OPT_MAN,
	OPT_FINDINGS,
	OPT_COMPLETION,
	OPT_COUNT
};

struct cmd_option {
	enum option id;
	const char *name;  /* long name */
	const char *value; /* NULL for a switch, else what it is called */
	const char *help;  /* one sentence; the manual is made from it */
	bool required;
};

/* A command line, taken apart. */
struct cmd_line {
	const struct cmd *cmd;
	const char *value[OPT_COUNT]; /* NULL: not given; "" for a switch */
	const char *operand[2];
	size_t operands;
	const char *program;        /* as it was called */
	const char *share;          /* folder with aofuto/ and locale/ */
	const char *reader;         /* path of aofuto-reader */
	const char *usual_settings; /* without --config, where it is there */
	/* Said behind an error, on lines of its own: how to go on. */
	struct ao_buf *afterwards;
};

struct cmd {
	const char *name, *operands, *summary;
	const char *text;                /* a paragraph, or NULL */
	size_t least, most;              /* operands */
	bool no_report;                  /* --json is refused */
	const struct cmd_option *option; /* ends with a name of NULL */
	enum ao_status (*run)(const struct cmd_line *, struct ao_error *);
};

/* command.c: all of them, in the order of the help. A command has one word or
 * two ("ledger list"); the first of two is its group. */
const struct cmd *const *cmd_all(size_t *count);
/* The command that a line begins with; *taken: how many words name it. NULL:
 * none, or but a group's name. */
const struct cmd *cmd_find(const char *const *word, size_t words,
			   size_t *taken);
bool cmd_is_group(const char *word);
bool cmd_in_group(const struct cmd *, const char *group); /* NULL: in none */
/* The command of that name stands first in its group, or is in none: its first
 * word has not been said before. */
bool cmd_is_first(size_t i);
/* AO_USAGE: there is no such command, with the nearest; group may be NULL. */
bool cmd_unknown(const char *group, const char *word, struct ao_error *err);
/* The options that every command takes; ends with a name of NULL. */
const struct cmd_option *cmd_common(void);
struct cmd_exit { /* what an exit status means */
	enum ao_status status;
	const char *text;
};
const struct cmd_exit *cmd_exits(size_t *count);

/* line.c: `argv` are the words after the command. Fails with AO_USAGE. */
AO_CHECKED bool cmd_parse(struct cmd_line *, int argc, char **argv,
			  struct ao_error *);
/* A number among the values; `usual` where it was not given. */
struct cmd_range {
	long least, most, usual;
};
AO_CHECKED bool cmd_number(const struct cmd_line *, enum option,
			   struct cmd_range, long *out, struct ao_error *);

/* The manuals, on standard output. */
void help_synopsis(const struct cmd *); /* "aofuto plan LIST --month MONTH" */
void help_short(void);                  /* every command in a line */
void help_group(const char *group);     /* those of "ledger" */
void help_command(const struct cmd *);  /* in the user's language */
void help_markdown(void);               /* docs/cli.md */
void help_man(void);                    /* docs/aofuto.1 */
void help_findings(void);               /* docs/findings.md */
void help_completion(void);             /* for bash */

extern const struct cmd cmd_reprint, cmd_sample, cmd_check, cmd_plan, cmd_run,
	cmd_explain, cmd_envelope, cmd_preview, cmd_verify, cmd_help,
	cmd_cancel, cmd_doctor, cmd_ledger_list, cmd_ledger_show,
	cmd_ledger_returned, cmd_ledger_export, cmd_ledger_verify,
	cmd_ledger_coverage, cmd_ledger_purge, cmd_ledger_backup,
	cmd_ledger_rekey;

#endif
