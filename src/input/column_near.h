/* column_near.h - the column that a mistyped header meant. */
#ifndef INPUT_COLUMN_NEAR_H
#define INPUT_COLUMN_NEAR_H

#include "aofuto/input/column.h"

/* Of the columns that the list lacks (at[] < 0) the one whose name or alias is
 * nearest to the folded header; -1: none is near. *name gets that spelling. */
int column_near(const char *folded, const int at[AO_COLUMN_COUNT],
		char name[AO_FOLDED_SIZE]);

#endif
