/* main.c - which sub-command; whether its output reached the disk. */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/terminal.h"

#include "aofuto/ledger/ledger.h"
#include "aofuto/notice/template.h"
#include "aofuto/pdf/document.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* A stream that came closed must not become the number of a file that is then
 * written: our words would stand in a volume. Its use fails, as it did. */
static void fill_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			(void)open("/dev/null",
				   fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* What is written is for nobody else; a crash leaves no memory with names on
 * the disk; a file-size limit is an error and no death. */
static void harden(void)
{
	umask(077);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	prctl(PR_SET_DUMPABLE, 0);
	signal(SIGXFSZ, SIG_IGN);
}

/* Of a program that stands in PREFIX/bin: its data, its reader, and the
 * settings of the machine. */
struct places {
	const char *program;
	char share[4200], reader[4200], settings[4200];
};

/* The settings of what is installed in /usr are in /etc, those of /usr/local in
 * /usr/local/etc; a program that was only built has none in /etc. */
static void find_settings(const char *prefix, char *out, size_t size)
{
	static const char usr[] = "/usr";
	size_t n = strlen(prefix), m = sizeof(usr) - 1;

	if (n >= m && strcmp(prefix + n - m, usr) == 0)
		n -= m;
	snprintf(out, size, "%.*s/etc/aofuto/aofuto.yaml", (int)n, prefix);
}

static void find_places(struct places *out)
{
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	char *slash;

	exe[n > 0 ? n : 0] = '\0';
	for (int up = 0; up < 2; up++) {
		slash = strrchr(exe, '/');
		if (slash)
			*slash = '\0';
	}
	snprintf(out->share, sizeof(out->share), "%s/share", exe);
	snprintf(out->reader, sizeof(out->reader),
		 "%s/libexec/aofuto/aofuto-reader", exe);
	find_settings(exe, out->settings, sizeof(out->settings));
}

static int finish(enum ao_status status)
{
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "aofuto: %s: %s\n",
			_("cannot write to standard output"), strerror(errno));
		return AO_HOST;
	}
	return (int)status;
}

static int usage(const struct ao_error *err, const char *command)
{
	print_error(err);
	if (command)
		fprintf(stderr, _("       see: aofuto help %s\n"), command);
	else
		fputs(_("       see: aofuto help\n"), stderr);
	return AO_USAGE;
}

/* Before the line is understood: its mistakes are told as JSON too. */
static bool wants_json(int argc, char **argv)
{
	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--json") == 0)
			return true;
	return false;
}

/* No command, or a group's name with no command behind it. */
static int unknown(const char *first, const char *second, bool json)
{
	bool group = cmd_is_group(first);
	struct answer answer = {.real = NULL};
	struct ao_error err = {0};

	if (group && second &&
	    (strcmp(second, "--help") == 0 || strcmp(second, "-h") == 0)) {
		help_group(first);
		return finish(AO_OK);
	}
	if (!group || second) {
		cmd_unknown(group ? first : NULL, group ? second : first, &err);
		if (json)
			answer_open(&answer, NULL);
		answer_close(&answer, &err);
		if (!group)
			return usage(&err, NULL);
		print_error(&err);
	}
	/* The short help is an answer to a mistake: not for a pipe. */
	dup2(STDERR_FILENO, STDOUT_FILENO);
	help_group(first);
	fflush(stdout);
	return AO_USAGE;
}

/* What it is, which files it understands, which settings hold. */
static int version(const struct places *places)
{
	const char *settings = session_settings_path(NULL, places->settings);

	printf("aofuto %s (%s)\n", AOFUTO_VERSION, ao_document_library());
	printf(_("ledger form %d, template format %d, settings format %d\n"),
	       ao_ledger_form(), ao_template_format(), ao_settings_format());
	if (settings)
		printf(_("settings: %s\n"), settings);
	else
		printf(_("settings: none; %s is not there\n"),
		       places->settings);
	return finish(AO_OK);
}

static enum ao_status obey(const struct cmd_line *given, int argc, char **argv,
			   struct ao_error *err)
{
	struct cmd_line line = *given;

	if (!cmd_parse(&line, argc, argv, err))
		return err->status;
	if (line.value[OPT_HELP]) {
		help_command(line.cmd);
		return AO_OK;
	}
	if (line.value[OPT_JSON] && line.cmd->no_report) {
		ao_fail(err, AO_USAGE, NULL,
			_("%s has no report; leave --json away"),
			line.cmd->name);
		return err->status;
	}
	if (line.value[OPT_JSON] || line.value[OPT_CSV] ||
	    line.cmd == &cmd_sample)
		terminal_plain();
	return line.cmd->run(&line, err);
}

static int run(const struct cmd *cmd, int argc, char **argv,
	       const struct places *places)
{
	struct ao_buf afterwards = {0};
	const struct cmd_line line = {.cmd = cmd,
				      .program = places->program,
				      .share = places->share,
				      .reader = places->reader,
				      .usual_settings = places->settings,
				      .afterwards = &afterwards};
	struct answer answer = {.real = NULL};
	struct ao_error err = {0};
	enum ao_status status;
	int end;

	if (wants_json(argc, argv))
		answer_open(&answer, cmd->name);
	status = obey(&line, argc, argv, &err);
	answer_close(&answer, &err);
	if (err.status == AO_OK)
		end = finish(status);
	else if (err.status == AO_USAGE)
		end = usage(&err, cmd->name);
	else {
		print_error(&err);
		print_afterwards(&afterwards);
		end = (int)err.status;
	}
	ao_buf_release(&afterwards);
	progress_let_go();
	return end;
}

/* Set-user-ID or with capabilities of its own: whoever starts it would read and
 * write every file that its owner can. */
static int refuse_borrowed_rights(void)
{
	struct ao_error err = {0};

	(void)ao_fail(&err, AO_HOST, NULL,
		      _("the program was given rights that its user does not "
			"have (set-user-ID); take them away from its file"));
	print_error(&err);
	return (int)err.status;
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "";
	const char *const *word = (const char *const *)argv + 1;
	size_t taken = 0;
	const struct cmd *cmd =
		argc > 1 ? cmd_find(word, (size_t)argc - 1, &taken) : NULL;
	struct places places;

	fill_standard_streams();
	find_places(&places);
	places.program = argc > 0 ? argv[0] : "aofuto";
	harden();
	language_start(places.share);
	terminal_start(places.program);
	if (getauxval(AT_SECURE))
		return refuse_borrowed_rights();
	if (cmd)
		return run(cmd, argc - 1 - (int)taken, argv + 1 + taken,
			   &places);
	if (strcmp(name, "--version") == 0)
		return version(&places);
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
		help_short();
		return finish(AO_OK);
	}
	if (*name)
		return unknown(name, argc > 2 ? argv[2] : NULL,
			       wants_json(argc, argv));
	/* The short help is an answer to a mistake: not for a pipe. */
	dup2(STDERR_FILENO, STDOUT_FILENO);
	help_short();
	fflush(stdout);
	return AO_USAGE;
}
