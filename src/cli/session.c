/* session.c - what the common options mean. The only user of the clock. */
#include "cli/session.h"
#include "cli/print.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define JOBS_MOST 256

static struct ao_date today(void)
{
	time_t now = time(NULL);
	struct tm tm;

	localtime_r(&now, &tm);
	return ao_date_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

/* The hour of this machine, with its distance from UTC. */
static void read_clock(struct session *s)
{
	time_t now = time(NULL);
	struct tm tm;
	long minutes;

	localtime_r(&now, &tm);
	minutes = tm.tm_gmtoff / 60;
	snprintf(s->now, sizeof(s->now),
		 "%04d-%02d-%02dT%02d:%02d:%02d%c%02ld:%02ld",
		 (tm.tm_year + 1900) % 10000, (tm.tm_mon + 1) % 100,
		 tm.tm_mday % 100, tm.tm_hour % 100, tm.tm_min % 100,
		 tm.tm_sec % 100, minutes < 0 ? '-' : '+',
		 labs(minutes) / 60 % 100, labs(minutes) % 60);
}

static bool read_dates(struct session *s, struct ao_error *err)
{
	const char *as_of = s->line->value[OPT_AS_OF];
	const char *month = s->line->value[OPT_MONTH];

	s->as_of = AO_NO_DATE;
	s->month = AO_NO_DATE;
	if (!as_of)
		s->as_of = today();
	else if (!ao_date_parse_iso(as_of, &s->as_of))
		return ao_fail(err, AO_USAGE, NULL,
			       _("--as-of is a day such as 2026-12-01, not "
				 "'%s'"),
			       as_of);
	if (month && !ao_month_parse(month, &s->month))
		return ao_fail(err, AO_USAGE, NULL,
			       _("--month is a month such as 2026-12, not "
				 "'%s'"),
			       month);
	return true;
}

static bool read_operator(struct session *s, struct ao_error *err)
{
	const char *given = s->line->value[OPT_OPERATOR];
	const struct passwd *pw = given ? NULL : getpwuid(getuid());
	const char *name = given ? given : pw ? pw->pw_name : "";

	for (const char *p = name; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7F)
			return ao_fail(err, AO_USAGE, NULL,
				       _("--operator holds a control "
					 "character"));
	if (strlen(name) >= sizeof(s->operator_name))
		return ao_fail(err, AO_USAGE, NULL,
			       _("--operator is longer than %zu bytes"),
			       sizeof(s->operator_name) - 1);
	snprintf(s->operator_name, sizeof(s->operator_name), "%s", name);
	s->operator= s->operator_name;
	return true;
}

static bool read_jobs(struct session *s, struct ao_error *err)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN), jobs;
	struct cmd_range range = {.least = 1, .most = JOBS_MOST};

	range.usual = processors < 1           ? 1
		      : processors > JOBS_MOST ? JOBS_MOST
					       : processors;
	if (!cmd_number(s->line, OPT_JOBS, range, &jobs, err))
		return false;
	s->jobs = (unsigned)jobs;
	return true;
}

/* The encoding of the command line before that of the settings; a name that
 * is none is found before any file is. */
static bool read_list_options(struct session *s, struct ao_error *err)
{
	const char *encoding = s->line->value[OPT_ENCODING];
	enum ao_encoding parsed;

	if (encoding && !ao_encoding_parse(encoding, &parsed, err)) {
		err->status = AO_USAGE;
		return false;
	}
	if (!encoding &&
	    !ao_encoding_parse(s->settings.encoding, &parsed, err)) {
		err->status = AO_INPUT;
		snprintf(err->where, sizeof(err->where), "%s: encoding",
			 s->settings.path);
		return false;
	}
	s->list.encoding = encoding ? encoding : s->settings.encoding;
	s->list.era_codes = s->settings.era_codes;
	s->alias = ao_calloc(s->settings.columns, sizeof(*s->alias));
	for (size_t i = 0; i < s->settings.columns; i++)
		s->alias[i] = (struct ao_column_alias){
			s->settings.column[i].canonical,
			s->settings.column[i].alias, s->settings.path,
			s->settings.column[i].line};
	s->list.alias = s->alias;
	s->list.aliases = s->settings.columns;
	return true;
}

/* One that cannot be looked at is there: its city would be another's. */
const char *session_settings_path(const char *given, const char *usual)
{
	if (given || access(usual, F_OK) == 0)
		return given ? given : usual;
	return errno == ENOENT || errno == ENOTDIR ? NULL : usual;
}

bool session_open(struct session *s, const struct cmd_line *line,
		  struct ao_error *err)
{
	*s = (struct session){.line = line,
			      .json = line->value[OPT_JSON] != NULL,
			      .quiet = line->value[OPT_QUIET] != NULL,
			      .specimen = line->value[OPT_SPECIMEN] != NULL};
	s->arena = ao_arena_new();
	ao_buf_addf(&s->data, "%s/aofuto", line->share);
	read_clock(s);
	if (read_dates(s, err) && read_operator(s, err) && read_jobs(s, err) &&
	    (!line->value[OPT_QR_ADDRESS] ||
	     ao_qr_address_check(line->value[OPT_QR_ADDRESS], "--qr-address",
				 err)) &&
	    ao_settings_read(session_settings_path(line->value[OPT_CONFIG],
						   line->usual_settings),
			     &s->settings, err)) {
		if (read_list_options(s, err))
			return true;
	}
	session_close(s);
	return false;
}

void session_close(struct session *s)
{
	free(s->alias);
	ao_arena_free(s->arena);
	ao_buf_release(&s->data);
	ao_settings_release(&s->settings);
}

enum ao_status session_do(const struct cmd_line *line,
			  bool (*what)(const struct session *,
				       struct ao_error *),
			  struct ao_error *err)
{
	struct session s;
	bool ok;

	if (!session_open(&s, line, err))
		return err->status;
	ok = what(&s, err);
	session_close(&s);
	return ok ? AO_OK : err->status;
}

/* What the settings say about the inserter, and nothing prints. */
static void note_unused(const struct session *s)
{
	const struct ao_settings *settings = &s->settings;

	if (settings->omr)
		return;
	if (settings->omr_file)
		print_note(s->quiet,
			   _("%s: omr_file is not used, for omr names no row "
			     "of marks; write omr, or leave omr_file out"),
			   settings->path);
	for (size_t i = 0; i < settings->enclosures; i++)
		if (settings->enclosure[i].feed) {
			print_note(s->quiet,
				   _("%s: `feed` of the enclosures is on no "
				     "sheet, for omr names no row of marks; "
				     "write omr, or leave feed out"),
				   settings->path);
			return;
		}
}

bool session_kit(const struct session *s, struct ao_kit *kit,
		 struct ao_error *err)
{
	struct ao_kit_order order = {
		.settings = &s->settings,
		.data = s->data.s,
		.sheet = s->usual_sheet ? NULL : s->line->value[OPT_TEMPLATE],
		.qr_address = s->line->value[OPT_QR_ADDRESS],
		.window = s->window ? s->window : s->line->value[OPT_WINDOW],
		.alone = s->alone,
		.edition = s->edition,
		.envelope = s->envelope,
		.unchecked_window = s->any_window,
		.specimen = s->specimen,
		.as_of = s->as_of,
		.month = s->month,
	};

	if (!ao_date_known(order.month)) {
		order.month = s->as_of;
		order.month.day = 1;
	}
	note_unused(s);
	return ao_kit_open(kit, &order, err);
}

const char *session_list_name(const char *path)
{
	return strcmp(path, "-") == 0 ? _("standard input") : path;
}
