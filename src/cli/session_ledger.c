/* session_ledger.c - where the ledger and its key are. */
#include "cli/print.h"
#include "cli/session.h"

#include "aofuto/base/file.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CREDENTIAL "aofuto-ledger.key"

/* Of the XDG Base Directory Specification: a relative path is to be ignored.
 * NULL: there is no home. */
static const char *usual_place(const struct session *s)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home = getenv("HOME");

	if (state && state[0] == '/')
		return ao_arena_printf(s->arena, "%s/aofuto/ledger.db", state);
	if (!home || !*home) {
		const struct passwd *pw = getpwuid(getuid());

		home = pw ? pw->pw_dir : NULL;
	}
	if (!home || home[0] != '/')
		return NULL;
	return ao_arena_printf(s->arena, "%s/.local/state/aofuto/ledger.db",
			       home);
}

static const char *named(const struct session *s)
{
	const char *given = s->line->value[OPT_LEDGER];

	return given ? given : s->settings.ledger;
}

const char *session_ledger_path(const struct session *s)
{
	return named(s) ? named(s) : usual_place(s);
}

/* systemd hands a credential over in a folder of the service's own. NULL:
 * there is none. One that cannot be looked at is there: else a key of its own
 * would be made, and the ledger would not open with the right one. */
static const char *credential(const struct session *s)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");
	const char *path;

	if (!folder || folder[0] != '/')
		return NULL;
	path = ao_arena_printf(s->arena, "%s/" CREDENTIAL, folder);
	return access(path, F_OK) == 0 || errno != ENOENT ? path : NULL;
}

static const char *beside(const struct session *s, const char *ledger)
{
	static const char end[] = ".db";
	size_t n = strlen(ledger), m = sizeof(end) - 1;

	if (n > m && strcmp(ledger + n - m, end) == 0 &&
	    ledger[n - m - 1] != '/')
		n -= m;
	return ao_arena_printf(s->arena, "%.*s.key", (int)n, ledger);
}

/* One that is lost with the power takes a ledger with it that the volumes of
 * another disk survive. */
static bool make_folder(const char *folder, struct ao_error *err)
{
	if (mkdir(folder, 0700) == 0)
		return ao_folder_sync(folder, err);
	return errno == EEXIST ||
	       ao_fail_errno(err, folder,
			     _("cannot make the folder of the ledger"));
}

/* The folders of the usual place alone: where somebody names a ledger in a
 * folder that is not there, the name may be wrong, and a second ledger would
 * print everybody twice. */
static bool make_folders(const struct session *s, const char *path,
			 struct ao_error *err)
{
	char *folder = ao_arena_strdup(s->arena, path);

	for (char *p = strchr(folder + 1, '/'); p; p = strchr(p + 1, '/')) {
		*p = '\0';
		if (!make_folder(folder, err))
			return false;
		*p = '/';
	}
	return true;
}

static bool make_order(const struct session *s, enum ao_ledger_mode mode,
		       struct ao_ledger_order *order, struct ao_error *err)
{
	const char *path = session_ledger_path(s);
	const char *given;

	if (s->specimen)
		return ao_fail(err, AO_USAGE, NULL,
			       _("specimens have no place in the ledger; leave "
				 "--specimen away"));
	if (!path)
		return ao_fail(err, AO_HOST, NULL,
			       _("there is no home folder that the ledger "
				 "could be in; say where it is with --ledger"));
	given = s->settings.ledger_key ? NULL : credential(s);
	*order = (struct ao_ledger_order){
		.path = path,
		.key = s->settings.ledger_key ? s->settings.ledger_key
		       : given                ? given
					      : beside(s, path),
		.key_given = given != NULL,
		.mode = mode,
		.new_ledger = s->line->value[OPT_NEW_LEDGER] != NULL,
		.operator= s->operator,
		.now = s->now,
		.doing = ao_arena_printf(s->arena, "aofuto %s",
					 s->line->cmd->name),
	};
	return true;
}

bool session_ledger_order(const struct session *s,
			  struct ao_ledger_order *order, struct ao_error *err)
{
	return make_order(s, AO_LEDGER_READ, order, err);
}

/* Told even when quiet: it is said once in the life of a ledger, and without
 * it a city finds out too late. */
static void tell_new(const struct ao_ledger_order *order)
{
	print_note(false, _("a new ledger (台帳) was made: %s"), order->path);
	if (order->key_given)
		print_note(false, _("its key was handed over: %s"), order->key);
	else
		print_note(false, _("and its key: %s"), order->key);
	print_note(false, "%s",
		   _("back up the key now, and apart from the ledger: without "
		     "it no notice can ever be printed again, and whoever has "
		     "both can read every name"));
}

/* What root makes in another's folder (ledger, key, journal), that user can no
 * longer open. */
static bool not_for_another(const struct ao_ledger_order *order,
			    struct ao_error *err)
{
	const char *slash = strrchr(order->path, '/');
	size_t n = slash ? (size_t)(slash - order->path) + 1 : 0;
	struct ao_buf folder = {0};
	const struct passwd *pw;
	struct stat st;
	bool ok;

	ao_buf_addf(&folder, "%.*s", (int)n, order->path);
	ok = geteuid() != 0 || stat(n ? folder.s : ".", &st) != 0 ||
	     st.st_uid == 0;
	ao_buf_release(&folder);
	if (ok)
		return true;
	pw = getpwuid(st.st_uid);
	return ao_fail(err, AO_HOST, order->path,
		       _("the ledger's folder belongs to %s, and you are root: "
			 "what root makes there that user cannot open. Give "
			 "the command as that user (sudo -u %s aofuto ...)"),
		       pw ? pw->pw_name : "?", pw ? pw->pw_name : "?");
}

struct ao_ledger *session_ledger(const struct session *s,
				 enum ao_ledger_mode mode, struct ao_error *err)
{
	struct ao_ledger_order order = {.path = "", .key = ""};
	struct ao_ledger *ledger;

	if (!make_order(s, mode, &order, err))
		return NULL;
	if (mode == AO_LEDGER_CREATE && !named(s) &&
	    !make_folders(s, order.path, err))
		return NULL;
	if (mode != AO_LEDGER_READ && !not_for_another(&order, err))
		return NULL;
	ledger = ao_ledger_open(&order, err);
	if (ledger && ao_ledger_is_new(ledger))
		tell_new(&order);
	return ledger;
}

/* lstat: a link that leads nowhere is no ledger that is not there. */
static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 || errno != ENOENT;
}

/* The first run was cut off between its key and its ledger: nothing is in it,
 * and the next run makes it whole. */
static bool is_being_made(const char *path)
{
	char *temporary = ao_file_temporary(path);
	bool there = is_there(temporary);

	free(temporary);
	return there;
}

bool session_ledger_if_any(const struct session *s, struct ao_ledger **ledger,
			   struct ao_error *err)
{
	struct ao_ledger_order order = {.path = "", .key = ""};

	*ledger = NULL;
	if (s->specimen)
		return true;
	if (!session_ledger_path(s))
		return true;
	if (!make_order(s, AO_LEDGER_READ, &order, err))
		return false;
	/* A key alone is what a lost ledger leaves: opening says so. */
	if (!s->line->value[OPT_LEDGER] && !is_there(order.path) &&
	    (order.key_given || !is_there(order.key) ||
	     is_being_made(order.path)))
		return true;
	*ledger = ao_ledger_open(&order, err);
	return *ledger != NULL;
}
