/* session.h - what the common options mean: settings, day, list, kit. */
#ifndef SESSION_H
#define SESSION_H

#include "aofuto/base/settings.h"
#include "aofuto/batch/kit.h"
#include "aofuto/input/list.h"
#include "cli/cmd.h"

struct session {
	const struct cmd_line *line;
	struct ao_settings settings;
	struct ao_list_options list;
	struct ao_column_alias *alias; /* of the list options */
	struct ao_date as_of, month;   /* month: none where not given */
	const char *operator;
	char operator_name[256];
	struct ao_buf data; /* folder of templates/ and fonts/ */
	unsigned jobs;
	bool json, quiet, specimen;
	bool any_window; /* even one that the template breaks */
};

AO_CHECKED bool session_open(struct session *, const struct cmd_line *,
			     struct ao_error *);
void session_close(struct session *);

AO_CHECKED bool session_kit(const struct session *, struct ao_kit *,
			    struct ao_error *);
/* Where a list comes from: its path, or "standard input". */
const char *session_list_name(const char *path);

#endif
