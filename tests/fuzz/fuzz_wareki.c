/* fuzz_wareki.c - whatever is read as a day is a day. */
#include "aofuto/base/wareki.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool holds(enum ao_wareki got, struct ao_date d)
{
	switch (got) {
	case AO_WAREKI_DAY:
		return ao_date_valid(d);
	case AO_WAREKI_UNKNOWN:
		return ao_date_equal(d, AO_UNKNOWN_DATE);
	default:
		return ao_date_equal(d, AO_NO_DATE);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char s[256];
	struct ao_date d;

	if (size >= sizeof(s))
		return 0;
	memcpy(s, data, size);
	s[size] = '\0';
	if (!holds(ao_wareki_parse(s, AO_ERA_CODES_RESIDENT, &d), d) ||
	    !holds(ao_wareki_parse(s, AO_ERA_CODES_PENSION, &d), d))
		abort();
	return 0;
}
