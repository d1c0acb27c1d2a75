/* finding_table_whole.h - the findings of finding_table.h about a list that
 * looks damaged: 53x and 54x (batch/plausibility.h). The number is what was
 * measured, and its limit. */
#ifndef AOFUTO_BASE_FINDING_TABLE_WHOLE_H
#define AOFUTO_BASE_FINDING_TABLE_WHOLE_H

/* clang-format off */
#define AO_FINDING_TABLE_WHOLE(X)                                              \
	X(530, AO_STOP, LIST_SHIFTED,                                          \
	  N_("from this row on, a column seems to be out of step with "        \
	     "the others"),                                                    \
	  N_("compare the rows with the source system, and export "            \
	     "again without a spreadsheet in between; if the list is "         \
	     "right, run with --accept shift"))                                \
	X(531, AO_STOP, LIST_COLUMNS,                                          \
	  N_("very many kana of names hold kanji"),                            \
	  N_("look whether two columns are exchanged, or `columns:` "          \
	     "names the wrong one; if the list is right, run with "            \
	     "--accept columns"))                                              \
	X(532, AO_STOP, LIST_BIRTHDAYS,                                        \
	  N_("very many recorded expiry dates are not on the holder's "        \
	     "birthday"),                                                      \
	  N_("look whether birth dates or expiry dates are another "           \
	     "row's; if the list is right, run with --accept birthday"))       \
	X(533, AO_STOP, LIST_BIRTH_YEARS,                                      \
	  N_("cards of five or ten years contradict the years of birth"),      \
	  N_("look whether all years of birth are one off; if the list "       \
	     "is right, run with --accept birth_years"))                       \
	X(534, AO_STOP, LIST_DUPLICATES,                                       \
	  N_("very many residents, application IDs or people stand in "        \
	     "the list twice"),                                                \
	  N_("export again, and look whether rows were copied; if the "        \
	     "list is right, run with --accept duplicates"))                   \
	X(535, AO_STOP, LIST_POSTAL_AREA,                                      \
	  N_("very many postal codes are of another prefecture than "          \
	     "the most"),                                                      \
	  N_("look whether the column is another list's; if the list "         \
	     "is right, run with --accept postal_area"))                       \
	X(536, AO_STOP, LIST_SET_ASIDE,                                        \
	  N_("very many rows are set aside or rejected"),                      \
	  N_("look at their findings, and whether columns are "                \
	     "exchanged; if the list is right, run with --accept "             \
	     "set_aside"))                                                     \
	X(537, AO_STOP, LIST_RESIDENTS,                                        \
	  N_("the list has far more or fewer residents than in the "           \
	     "last runs"),                                                     \
	  N_("look whether rows are missing, or the list is another "          \
	     "one; if the list is right, run with --accept residents"))        \
	X(538, AO_STOP, LIST_SELECTED,                                         \
	  N_("far more or fewer renewals open in this month than in "          \
	     "those of the last runs"),                                        \
	  N_("look whether rows are missing, or the list is another "          \
	     "month's; if the list is right, run with --accept "               \
	     "selected"))                                                      \
	X(539, AO_STOP, LIST_KINDS,                                            \
	  N_("the kinds of notices are far from those of the last runs"),      \
	  N_("look whether a column of dates is missing or another "           \
	     "one; if the list is right, run with --accept kinds"))            \
	X(540, AO_STOP, LIST_AGES,                                             \
	  N_("the years of birth are far from those of the last runs, "        \
	     "or one year is far too frequent"),                               \
	  N_("look whether years of birth are off, or the list is of "         \
	     "some ages alone; if the list is right, run with "                \
	     "--accept ages"))                                                 \
	X(541, AO_STOP, LIST_EXPIRY_MONTHS,                                    \
	  N_("the renewals that open in this month do not fit those of "       \
	     "other months"),                                                  \
	  N_("look whether the list or --month is another month's; if "        \
	     "the list is right, run with --accept expiry_months"))            \
	X(545, AO_WARN, PERSON_TWICE,                                          \
	  N_("a row with another resident id has the same name, birth "        \
	     "date and address"),                                              \
	  N_("the number is the earlier row's; if it is the same "             \
	     "person, they get two letters: correct the source "               \
	     "system, or hold one back with --hold"))                          \
	X(546, AO_WARN, POSTAL_AREA_OTHER,                                     \
	  N_("the postal code is of another prefecture than nearly all "       \
	     "others"),                                                        \
	  N_("look the address up in the register; the letter may not "        \
	     "arrive"))                                                        \
	X(549, AO_WARN, CHECK_ACCEPTED,                                        \
	  N_("a check that would have stopped the list was accepted by "       \
	     "name"),                                                          \
	  N_("nothing: who accepted it, and why, is kept with the run"))
/* clang-format on */

#endif
