/* folder.h - the folder of a run: files that appear together or not at all.
 *
 * Files are made under temporary names (file.h). Publishing gives them their
 * names in the order they were made, run.json last; where that fails, those
 * that have theirs are taken away again, and where the program is killed while
 * it does so, the next run takes them away. The folder is 0700 and locked
 * while a run writes it.
 */
#ifndef AOFUTO_BATCH_FOLDER_H
#define AOFUTO_BATCH_FOLDER_H

#include "aofuto/base/file.h"

struct ao_folder;
/* Makes it, or takes an empty one. Another run's files in it: AO_INPUT, and
 * nothing is touched. What a run that was killed left behind is removed.
 * Locked by another run: AO_BUSY. */
AO_CHECKED struct ao_folder *ao_folder_open(const char *path,
					    struct ao_error *);
/* A new file of that name, kept by the folder; write, then finish it. */
AO_CHECKED struct ao_out *ao_folder_add(struct ao_folder *, const char *name,
					struct ao_error *);
/* All files are finished: they take their names. Frees the folder, whatever
 * it returns. */
AO_CHECKED bool ao_folder_publish(struct ao_folder *, struct ao_error *);
/* Removes what was made, the folder too if it is new. NULL is fine. */
void ao_folder_discard(struct ao_folder *);

#endif
