/* docs_clock.c - preloaded: the program's clock stands at DOCS_CLOCK. A ledger
 * notes the day on which it printed, and the manuals show it. */
#include <stdlib.h>
#include <time.h>

time_t time(time_t *where)
{
	const char *stands = getenv("DOCS_CLOCK");
	time_t now = stands ? (time_t)strtoll(stands, NULL, 10) : 0;

	if (where)
		*where = now;
	return now;
}
