/* folder.h - the folder of a run: files that appear together or not at all.
 *
 * Files are made under temporary names (file.h). Publishing gives them their
 * names in the order they were made, run.json last; where that fails, those
 * that have theirs are taken away again, and where the program is killed while
 * it does so, the next run takes them away. The folder is 0700 and locked
 * while a run writes it.
 *
 * A run that the ledger knows is another matter: its folder stays, whatever
 * happens. Each volume takes its name as soon as the ledger has it, and what a
 * crash left is found and finished by what the ledger says.
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
/* Of a run that the ledger knows: whatever lies in it stays. Makes it where
 * there is none. */
AO_CHECKED struct ao_folder *ao_folder_reopen(const char *path,
					      struct ao_error *);
/* From now on the ledger knows the run: files that have a name keep it, and
 * publish replaces the lists that are there. */
void ao_folder_stay(struct ao_folder *);
const char *ao_folder_path(const struct ao_folder *); /* as it was opened */
/* In a child after fork: the lock is not its own to keep. */
void ao_folder_forget(const struct ao_folder *);

/* A new file of that name, kept by the folder; write, then finish it. */
AO_CHECKED struct ao_out *ao_folder_add(struct ao_folder *, const char *name,
					struct ao_error *);
/* All files are finished: they take their names. Frees the folder, whatever
 * it returns. */
AO_CHECKED bool ao_folder_publish(struct ao_folder *, struct ao_error *);
/* Removes what was made and has no name, the folder too if it is new and does
 * not stay. NULL is fine. */
void ao_folder_discard(struct ao_folder *);

/* A volume's steps, with the ledger's commit between them. keep: it is whole
 * under its temporary name, and that is on disk; nobody takes it away any
 * more. name: it takes its name, and that is on disk. */
AO_CHECKED bool ao_folder_keep(struct ao_folder *, const char *name,
			       struct ao_error *);
AO_CHECKED bool ao_folder_name(const struct ao_folder *, const char *name,
			       struct ao_error *);

/* What a crash, or somebody, has left of a file that must have this digest. */
enum ao_folder_found {
	AO_FOLDER_WHOLE,
	AO_FOLDER_UNNAMED, /* whole, under its temporary name alone */
	AO_FOLDER_CHANGED, /* it is there with other bytes */
	AO_FOLDER_MISSING,
};
AO_CHECKED bool ao_folder_find(const char *folder, const char *name,
			       const char *sha256, enum ao_folder_found *,
			       struct ao_error *);
/* Removes the temporaries; those that are needed have their names by now. */
AO_CHECKED bool ao_folder_sweep(const struct ao_folder *, struct ao_error *);
/* A volume that `known` does not know: *name is it, free() it, or NULL. */
AO_CHECKED bool ao_folder_stranger(const struct ao_folder *,
				   bool (*known)(const char *name, void *data),
				   void *data, char **name, struct ao_error *);

#endif
