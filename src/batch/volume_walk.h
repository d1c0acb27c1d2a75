/* volume_walk.h - the pages of a volume, in order, laid out letter by letter.
 *
 * Who draws a volume and who reads it back take the same way through it.
 * Private to batch/.
 */
#ifndef VOLUME_WALK_H
#define VOLUME_WALK_H

#include "aofuto/batch/volume.h"

struct volume_page {
	unsigned long number; /* in the volume, from 1 */
	unsigned of_letter;   /* from 1; 0: a blank back */
	unsigned fixed_id;
	const struct ao_page *fixed; /* NULL: a blank back */
	const struct ao_page *variable;
	const struct ao_template *sheet; /* of the notice's edition */
	const char *sequence;            /* "001-0127" */
	const char *label;               /* "001-0127 1/3" */
};

/* Both are borrowed for the call; false ends the walk. */
struct volume_walker {
	bool (*page)(void *data, const struct volume_page *, struct ao_error *);
	bool (*letter)(void *data, const struct ao_letter *, struct ao_error *);
	void *data;
};
/* One letter alone, at its place in its volume; sets the notice's sequence. */
struct volume_place {
	unsigned volume;
	size_t position; /* from 1 */
};
AO_CHECKED bool volume_walk_letter(struct ao_kit *, struct ao_notice *,
				   struct volume_place,
				   const struct volume_walker *,
				   struct ao_error *);
AO_CHECKED bool volume_walk(struct ao_kit *, const struct ao_pile *,
			    const struct ao_volume *,
			    const struct volume_walker *, struct ao_error *);

#endif
