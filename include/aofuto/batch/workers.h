/* workers.h - volumes drawn by processes of their own, a few at a time.
 *
 * Each volume is drawn by a fresh child, so that its memory ends with it and
 * the bytes cannot depend on which child drew what. A child that fails or dies
 * stops them all.
 */
#ifndef AOFUTO_BATCH_WORKERS_H
#define AOFUTO_BATCH_WORKERS_H

#include "aofuto/batch/folder.h"
#include "aofuto/batch/run.h"

/* Draws all volumes into files of the folder, named by `name`. */
struct ao_workers_order {
	const struct ao_volume_order *volume;
	struct ao_folder *folder;
	struct ao_date month;
	unsigned jobs;
	struct ao_progress progress;
};
AO_CHECKED bool ao_workers_draw(const struct ao_workers_order *,
				struct ao_volume *, size_t volumes,
				struct ao_error *);

/* "aofuto-2026-12-001.pdf" */
#define AO_VOLUME_NAME_SIZE 48
char *ao_volume_name(struct ao_date month, unsigned number,
		     char out[AO_VOLUME_NAME_SIZE]);

#endif
