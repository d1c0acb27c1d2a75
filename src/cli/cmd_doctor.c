/* cmd_doctor.c - aofuto doctor: how this machine and these settings stand. */
#include "cli/clock.h"
#include "cli/cmd.h"
#include "cli/doctor.h"
#include "cli/language.h"
#include "cli/print.h"

#include "aofuto/base/file.h"
#include "aofuto/batch/verify.h"
#include "aofuto/pdf/document.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

static const struct cmd_option options[] = {
	{OPT_OUT, "out", N_("DIR"),
	 N_("the folder that a run would write to: has its disk the room?"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static void tell_program(struct ao_doctor *d)
{
	struct ao_error unread = {0};
	char exe[4096], hex[AO_SHA256_HEX] = "";
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	/* Which build it is, whatever it calls itself. */
	exe[n > 0 ? n : 0] = '\0';
	if (!ao_file_digest(exe, hex, &unread))
		hex[0] = '\0';
	ao_doctor_ok(d, AO_DOCTOR_PROGRAM, "aofuto %s (%.12s, %s), %s",
		     AOFUTO_VERSION, hex, AOFUTO_COMPILER,
		     ao_document_library());
}

static void tell_reader(struct ao_doctor *d, const char *reader)
{
	char library[AO_READER_LIBRARY];
	struct ao_error err = {0};

	if (ao_verify_reader(reader, library, &err))
		ao_doctor_ok(d, AO_DOCTOR_READER, _("aofuto-reader starts: %s"),
			     library);
	else
		ao_doctor_error(d, AO_DOCTOR_READER, &err);
}

/* os-release(5): PRETTY_NAME="Debian GNU/Linux 12 (bookworm)" */
static void read_release(char out[128])
{
	static const char key[] = "\nPRETTY_NAME=";
	struct ao_error unread = {0};
	struct ao_buf text = {0};
	const char *at = NULL;

	snprintf(out, 128, "?");
	ao_buf_adds(&text, "\n");
	if (ao_file_read("/etc/os-release", 1 << 16, &text, &unread))
		at = strstr(text.s, key);
	if (at) {
		at += sizeof(key) - 1;
		at += *at == '"';
		snprintf(out, 128, "%.*s", (int)strcspn(at, "\"\n"), at);
	}
	ao_buf_release(&text);
}

static const char *wanted_language(void)
{
	const char *wanted = getenv("LANGUAGE");

	return wanted && *wanted ? wanted : language_wanted();
}

static void tell_language(struct ao_doctor *d)
{
	if (strncmp(wanted_language(), "ja", 2) == 0 &&
	    strcmp(_("English"), "English") == 0)
		ao_doctor_note(d, AO_DOCTOR_LANGUAGE,
			       _("install aofuto again, with share/locale"),
			       "%s", _("its Japanese words are not there"));
}

/* The machine's own name stays untold. */
static void tell_system(struct ao_doctor *d)
{
	struct rlimit core = {1, 1};
	struct utsname u = {.sysname = "?"};
	char release[128];
	mode_t mask = umask(077);
	bool no_core = getrlimit(RLIMIT_CORE, &core) == 0 &&
		       core.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 0;

	uname(&u);
	read_release(release);
	ao_doctor_ok(d, AO_DOCTOR_SYSTEM, "%s, %s; %s (%s); umask %03o%s",
		     release, u.machine, _("English"), wanted_language(),
		     (unsigned)mask, no_core ? _("; no core dumps") : "");
	if (!no_core)
		ao_doctor_note(d, AO_DOCTOR_SYSTEM,
			       _("switch core dumps off (ulimit -c 0)"), "%s",
			       _("a crash may leave a core dump, with names "
				 "in it"));
}

static void tell_clock(struct ao_doctor *d, const struct session *s,
		       struct ao_ledger *ledger)
{
	struct ao_error err = {0};

	if (ledger && !clock_check(s, ledger, &err))
		ao_doctor_error(d, AO_DOCTOR_CLOCK, &err);
	else
		ao_doctor_ok(d, AO_DOCTOR_CLOCK,
			     ledger ? _("%.10s %.5s (UTC%s), after the newest "
					"ledger entry")
				    : "%.10s %.5s (UTC%s)",
			     s->now, s->now + 11, s->now + 19);
}

static const char *folder_of(const struct ao_doctor *d, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return ao_arena_strndup(d->arena, path,
				slash == path ? 1 : (size_t)(slash - path));
}

/* Where a folder is yet to be made: the one that it is made in. */
static const char *that_is_there(const struct ao_doctor *d, const char *path)
{
	struct stat st;

	while (path && stat(path, &st) != 0 && strcmp(path, ".") != 0)
		path = folder_of(d, path);
	return path;
}

static void tell_ledger(struct ao_doctor *d, const struct session *s)
{
	struct ao_ledger_order order = {.path = NULL, .key = ""};
	struct ao_doctor_places places = {
		.out = that_is_there(d, s->line->value[OPT_OUT]),
		.temporary = ao_temporary_folder()};
	struct ao_ledger *ledger = NULL;
	struct ao_error none = {0};
	struct session as = *s;
	bool placed;

	as.specimen = false; /* which has no place in it: asked none the less */
	placed = session_ledger_order(&as, &order, &none);

	ao_doctor_ledger(d, &order, &ledger);
	tell_clock(d, s, ledger);
	ao_ledger_close(ledger);
	if (placed)
		places.ledger = that_is_there(d, folder_of(d, order.path));
	ao_doctor_space(d, &places);
}

/* Settings that cannot be read do not hide the rest, which is then told as it
 * would be without them. */
static bool open_session(struct ao_doctor *d, struct session *s,
			 struct cmd_line *line, struct ao_error *err)
{
	struct ao_error why = {0};

	if (session_open(s, line, &why)) {
		ao_doctor_settings(d, &s->settings);
		return true;
	}
	if (why.status == AO_USAGE || !line->value[OPT_CONFIG]) {
		*err = why;
		return false;
	}
	ao_doctor_error(d, AO_DOCTOR_SETTINGS, &why);
	ao_doctor_note(d, AO_DOCTOR_SETTINGS,
		       _("mend the settings first, then ask again"), "%s",
		       _("what follows is told as it would be without them"));
	line->value[OPT_CONFIG] = NULL;
	return session_open(s, line, err);
}

static void tell_programs(const struct ao_doctor *d)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "doctor");
	ao_json_number(&j, "status", (uint64_t)ao_doctor_status(d));
	ao_doctor_json(d, &j);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static void examine(struct ao_doctor *d, const struct session *s)
{
	tell_program(d);
	ao_doctor_libraries(d);
	tell_reader(d, s->line->reader);
	tell_system(d);
	tell_language(d);
	doctor_form(d, s);
	tell_ledger(d, s);
}

/* What the login's own records say, and what its environment does. */
struct names {
	char home[1024], login[256];
};

static void read_names(struct names *n)
{
	const struct passwd *pw = getpwuid(getuid());
	const char *home = getenv("HOME");

	if (!home || !*home)
		home = pw ? pw->pw_dir : "";
	snprintf(n->home, sizeof(n->home), "%s", home);
	snprintf(n->login, sizeof(n->login), "%s", pw ? pw->pw_name : "");
}

static enum ao_status run(const struct cmd_line *given, struct ao_error *err)
{
	struct cmd_line line = *given;
	enum ao_status status = AO_OK;
	struct ao_doctor d;
	struct names names;
	char data[4300];
	struct session s;

	read_names(&names);
	snprintf(data, sizeof(data), "%s/aofuto", given->share);
	ao_doctor_init(&d, &(struct ao_doctor_hide){.home = names.home,
						    .login = names.login,
						    .data = data});
	if (open_session(&d, &s, &line, err)) {
		examine(&d, &s);
		if (s.json)
			tell_programs(&d);
		else if (!s.quiet)
			doctor_tell(&d);
		else
			doctor_tell_problems(&d);
		status = ao_doctor_status(&d);
		if (status > AO_FINDINGS)
			ao_fail(err, status, NULL,
				_("problems that keep aofuto from printing: "
				  "%lu"),
				ao_doctor_count(&d, AO_DOCTOR_PROBLEM));
		session_close(&s);
	}
	ao_doctor_release(&d);
	return err->status == AO_OK ? status : err->status;
}

const struct cmd cmd_doctor = {
	.name = "doctor",
	.operands = "",
	.summary = N_("how this machine and these settings stand, on one "
		      "screen; writes nothing"),
	.text = N_("For whoever is asked for help from afar: the screen says "
		   "nobody's name, neither a resident's nor the operator's "
		   "nor the machine's, and can be sent as it is. Every line "
		   "has a mark (ok, note, PROBLEM), what was found, and what "
		   "to do. Nothing is made, locked or repaired; one thing "
		   "that is broken does not hide the next. The table at the "
		   "end says of each font how much it has of the kanji of "
		   "JIS X 0208 and JIS X 0213 and of the Vietnamese letters, "
		   "and how many variation sequences (異体字). Exit status: 0 "
		   "all is well, 1 something wants attention, 3 or 4 a run "
		   "could not print."),
	.option = options,
	.run = run,
};
