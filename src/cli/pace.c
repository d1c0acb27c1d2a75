/* pace.c - how often a log hears how far a command has come. */
#include "cli/pace.h"

#include "aofuto/base/error.h"

#include <stdio.h>

#define FIRST_SECONDS 30
#define LATER_SECONDS 60
#define EVEN_LINES    8 /* as long apart as the one before */
#define HOURS_MOST    9999

void pace_start(struct pace *p, double now)
{
	*p = (struct pace){.last = now, .wait = FIRST_SECONDS};
}

bool pace_is_due(struct pace *p, double now)
{
	if (now - p->last < p->wait)
		return false;
	p->last = now;
	p->lines++;
	p->wait = p->lines <= EVEN_LINES ? LATER_SECONDS : 2 * p->wait;
	return true;
}

char *pace_time(double seconds, char out[PACE_TIME_SIZE])
{
	long minutes, hours;

	/* The comparison is false for what is no number. */
	if (!(seconds < 60.0 * 60 * HOURS_MOST))
		seconds = 60.0 * 60 * HOURS_MOST;
	if (seconds < 100) {
		snprintf(out, PACE_TIME_SIZE, _("%.0f seconds"), seconds);
		return out;
	}
	minutes = (long)(seconds / 60 + 0.5);
	hours = minutes / 60;
	if (!hours)
		snprintf(out, PACE_TIME_SIZE, _("%ld minutes"), minutes);
	else
		snprintf(out, PACE_TIME_SIZE, _("%ld hours %ld minutes"), hours,
			 minutes % 60);
	return out;
}
