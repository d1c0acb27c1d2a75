/* pace.h - how often a log hears how far a command has come, and time in words.
 * It knows no clock: seconds are given. */
#ifndef PACE_H
#define PACE_H

#include <stdbool.h>

/* A line after half a minute, then one a minute; after some of them each waits
 * twice as long as the last, so that a day's run has less than twenty. */
struct pace {
	double last, wait;
	int lines;
};
void pace_start(struct pace *, double now);
bool pace_is_due(struct pace *, double now);

/* "40 seconds", "12 minutes", "3 hours 20 minutes", translated. */
#define PACE_TIME_SIZE 80
char *pace_time(double seconds, char out[PACE_TIME_SIZE]);

#endif
