/* folder_inside.h - names that a run gives, for the folder_*.c files only. */
#ifndef FOLDER_INSIDE_H
#define FOLDER_INSIDE_H

#include "aofuto/batch/folder.h"

char *folder_path(const char *folder, const char *name); /* free() it */
/* "aofuto-..." */
bool folder_is_volume(const char *name);
/* ".NAME.tmp" of a name that a run gives, as file.h makes them. */
bool folder_is_temporary(const char *name);
/* Nothing is in it but what a run that was killed left, which is removed. */
AO_CHECKED bool folder_check_empty(const char *path, struct ao_error *);

#endif
