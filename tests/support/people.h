/* people.h - residents whose names and addresses are hard to place: invented,
 * the same at every run.
 */
#ifndef PEOPLE_H
#define PEOPLE_H

#include "aofuto/notice/notice.h"

/* Person i of the series: any set of flags but a specimen's; a name of 1 to
 * 200 characters, an address of up to 120, none or a building of up to 300.
 * `usual`: no longer than a city's list has every day. Strings live in the
 * arena. */
void people_make(unsigned i, struct ao_notice *, bool *usual,
		 struct ao_arena *);

#endif
