/* sample.h - the inventor of residents.
 *
 * Writes a resident list of people who do not exist: UTF-8, the contract's
 * columns, LF. The same seed, day and row give the same resident on every
 * machine, and a longer list begins with the shorter one. Each odd case of the
 * domain has one of the first AO_SAMPLE_EARLY rows, and a small share of all
 * others; about one resident in five is due in the as-of day's month, far more
 * than in a real city, so that a short list fills some volumes. All names are
 * put together from tables of common parts; ids and application ids are made
 * of the row number. Before 2021 nothing can be due and the dates make little
 * sense.
 */
#ifndef AOFUTO_INPUT_SAMPLE_H
#define AOFUTO_INPUT_SAMPLE_H

#include "aofuto/base/date.h"

struct ao_sample {
	unsigned long rows; /* beside the header */
	uint64_t seed;
	struct ao_date as_of;
};

/* Where the bytes go, some 64 KiB at a time; false ends the writing. */
struct ao_sample_sink {
	bool (*take)(const char *bytes, size_t n, void *data);
	void *data;
};

/* False as soon as the sink says so. */
AO_CHECKED bool ao_sample_write(const struct ao_sample *,
				struct ao_sample_sink);

/* The odd case of a row (from 1), as a word such as "SUPPORT_OPEN"; "" for an
 * ordinary resident. */
const char *ao_sample_case(const struct ao_sample *, unsigned long row);

/* All cases, for tests and the manual. */
#define AO_SAMPLE_EARLY 128
size_t ao_sample_cases(void);
const char *ao_sample_case_name(size_t i);

#endif
