/* manifest.h - manifest.csv, read back: what each notice of a run is.
 *
 * A manifest that comes back is whole: as many lines as the record has
 * notices, in the order of the volumes, each on the page that follows from
 * those before it.
 */
#ifndef AOFUTO_BATCH_MANIFEST_H
#define AOFUTO_BATCH_MANIFEST_H

#include "aofuto/batch/pile.h"
#include "aofuto/batch/record.h"

struct ao_manifest_line {
	struct ao_date expiry;
	uint8_t kind; /* enum ao_kind */
	uint8_t sheets;
	uint8_t edition; /* enum ao_edition */
};

struct ao_manifest {
	struct ao_manifest_line *line; /* in the order of the volumes */
	size_t n;
};

/* pile (may be NULL): each line must be that notice, resident and all. AO_HOST
 * with the line that is wrong. */
AO_CHECKED bool ao_manifest_read(const struct ao_record *,
				 const struct ao_pile *, struct ao_manifest *,
				 struct ao_error *);
void ao_manifest_release(struct ao_manifest *);

#endif
