/* session.h - what the common options mean: settings, day, list, kit. */
#ifndef SESSION_H
#define SESSION_H

#include "aofuto/base/settings.h"
#include "aofuto/batch/kit.h"
#include "aofuto/input/list.h"
#include "aofuto/ledger/ledger.h"
#include "cli/cmd.h"

struct session {
	const struct cmd_line *line;
	struct ao_settings settings;
	struct ao_list_options list;
	struct ao_column_alias *alias; /* of the list options */
	struct ao_date as_of, month;   /* month: none where not given */
	char now[40];                  /* "2026-12-01T09:30:00+09:00" */
	const char *operator;
	char operator_name[256];
	struct ao_buf data; /* folder of templates/ and fonts/ */
	struct ao_arena *arena;
	unsigned jobs;
	bool json, quiet, specimen;
	bool any_window; /* even one that the template breaks */
	bool alone;      /* the kit has no edition but this one */
	enum ao_edition edition;
	bool usual_sheet;   /* whatever --template names */
	bool envelope;      /* the kit is that of an envelope */
	const char *window; /* instead of the line's and the settings' */
};

AO_CHECKED bool session_open(struct session *, const struct cmd_line *,
			     struct ao_error *);
void session_close(struct session *);
/* Both, and what a command does between them. */
enum ao_status session_do(const struct cmd_line *,
			  bool (*what)(const struct session *,
				       struct ao_error *),
			  struct ao_error *);

AO_CHECKED bool session_kit(const struct session *, struct ao_kit *,
			    struct ao_error *);
/* Where the ledger is (--ledger, the setting, XDG_STATE_HOME) and its key (the
 * setting, a systemd credential, beside the ledger); in the session's arena.
 * NULL: none is named and there is no home. */
const char *session_ledger_path(const struct session *);
/* How it would be opened to be read. False: there is no place for one, or the
 * line says --specimen. */
AO_CHECKED bool session_ledger_order(const struct session *,
				     struct ao_ledger_order *,
				     struct ao_error *);
/* Opens it; a ledger or key that was made is told of. */
AO_CHECKED struct ao_ledger *
session_ledger(const struct session *, enum ao_ledger_mode, struct ao_error *);
/* As READ; *ledger is NULL for specimens, and where there is neither a ledger
 * nor its key and --ledger was not given: the first run has yet to come. */
AO_CHECKED bool session_ledger_if_any(const struct session *,
				      struct ao_ledger **ledger,
				      struct ao_error *);

/* The settings that hold: `given` by --config, else the `usual` file where it
 * is there, else NULL. */
const char *session_settings_path(const char *given, const char *usual);
/* Where a list comes from: its path, or "standard input". */
const char *session_list_name(const char *path);

#endif
