/* clock.c - is the machine's clock to be believed? */
#include "cli/clock.h"
#include "cli/entries.h"
#include "cli/print.h"

#include <string.h>

/* Clocks are put right by seconds now and then. */
#define PATIENCE_SECONDS 3600

/* "09:30" */
static bool read_clock(const char *s, int32_t *minutes)
{
	char part[3] = {0};
	long h, m;

	memcpy(part, s, 2);
	if (!ao_parse_long(part, 0, 23, &h) || s[2] != ':')
		return false;
	memcpy(part, s + 3, 2);
	if (!ao_parse_long(part, 0, 59, &m))
		return false;
	*minutes = (int32_t)(h * 60 + m);
	return true;
}

/* Seconds since 1970 of "2026-12-01T09:30:00+09:00"; its own seconds do not
 * count. False: it is none. */
static bool read_hour(const char *s, int64_t *seconds)
{
	int32_t clock, from_utc;
	struct ao_date day;
	char iso[11] = {0};

	if (strlen(s) != strlen("2026-12-01T09:30:00+09:00"))
		return false;
	memcpy(iso, s, sizeof(iso) - 1);
	if (!ao_date_parse_iso(iso, &day) || !read_clock(s + 11, &clock) ||
	    !read_clock(s + 20, &from_utc))
		return false;
	if (s[19] == '-')
		from_utc = -from_utc;
	*seconds = (int64_t)ao_date_to_days(day) * 24 * 60 * 60 +
		   (int64_t)(clock - from_utc) * 60;
	return true;
}

bool clock_check(const struct session *s, struct ao_ledger *ledger,
		 struct ao_error *err)
{
	char now_text[ENTRY_TIME_SIZE], then_text[ENTRY_TIME_SIZE];
	struct ao_buf newest = {0};
	int64_t then, now;
	bool ok = ao_ledger_newest(ledger, &newest, err);

	if (!ok || !newest.s || !read_hour(newest.s, &then) ||
	    !read_hour(s->now, &now) || then <= now + PATIENCE_SECONDS) {
		ao_buf_release(&newest);
		return ok;
	}
	entry_time(newest.s, then_text);
	if (s->line->value[OPT_AS_OF])
		print_note(s->quiet,
			   _("the clock says %s, but the ledger has noted "
			     "something at %s: put the clock right"),
			   entry_time(s->now, now_text), then_text);
	else
		ok = ao_fail(err, AO_HOST, ao_ledger_path(ledger),
			     _("the clock says %s, but the ledger has noted "
			       "something at %s: put the clock right, or say "
			       "which day it is with --as-of"),
			     entry_time(s->now, now_text), then_text);
	ao_buf_release(&newest);
	return ok;
}
