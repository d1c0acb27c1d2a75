/* finding_table_text.h - the findings of finding_table_list.h about names and
 * addresses: 22x and 23x. */
#ifndef AOFUTO_BASE_FINDING_TABLE_TEXT_H
#define AOFUTO_BASE_FINDING_TABLE_TEXT_H

/* clang-format off */
#define AO_FINDING_TABLE_TEXT(X)                                               \
	X(220, AO_REJECT, NAME_MISSING,                                        \
	  N_("the name is blank"),                                             \
	  N_("fill in the name in the source system and export again"))        \
	X(221, AO_REJECT, NAME_TOO_LONG,                                       \
	  N_("the name is longer than 200 characters"),                        \
	  N_("check that the columns have not shifted, or correct the "        \
	     "name"))                                                          \
	X(222, AO_REJECT, NAME_CONTROL_CHARACTER,                              \
	  N_("the name holds a line break or another control character"),      \
	  N_("remove the character in the source system and export again"))    \
	X(223, AO_REVIEW, NAME_INVISIBLE_CHARACTER,                            \
	  N_("the name holds an invisible character that does not belong "     \
	     "there"),                                                         \
	  N_("look the name up in the register and correct it in the "         \
	     "source system"))                                                 \
	X(224, AO_REVIEW, NAME_LOST_CHARACTER,                                 \
	  N_("the name lost a character in an earlier conversion"),            \
	  N_("look the name up in the register and export the list as "        \
	     "UTF-8 or UTF-16"))                                               \
	X(225, AO_REVIEW, NAME_GETA,                                           \
	  N_("the name holds 〓 or ? in the place of a character"),            \
	  N_("look the name up in the register and correct it; city-made "     \
	     "characters need an export with them"))                           \
	X(226, AO_WARN, NAME_KANA_MARK,                                        \
	  N_("a voicing mark stands behind a character that it cannot join; "  \
	     "it is printed as typed"),                                        \
	  N_("look the name up in the register; correct it there if the mark " \
	     "belongs to the kana before it"))                                 \
	X(227, AO_WARN, SCRIPT_UNUSUAL,                                        \
	  N_("the text is in a script that the residents' register does not "  \
	     "use"),                                                           \
	  N_("look the name up in the register; it is printed where a font "   \
	     "has it"))                                                        \
	X(230, AO_REJECT, POSTAL_CODE_MISSING,                                 \
	  N_("the postal code is blank"),                                      \
	  N_("fill in the postal code in the source system and export "        \
	     "again"))                                                         \
	X(231, AO_REJECT, POSTAL_CODE_UNREADABLE,                              \
	  N_("the postal code is not seven digits"),                           \
	  N_("correct the postal code; where its leading zero is gone, a "     \
	     "spreadsheet has removed it"))                                    \
	X(232, AO_REJECT, ADDRESS_MISSING,                                     \
	  N_("the address is blank"),                                          \
	  N_("fill in the address in the source system and export again"))     \
	X(233, AO_REJECT, BUILDING_TOO_LONG,                                   \
	  N_("the building is longer than 300 characters"),                    \
	  N_("check that the columns have not shifted, or shorten the "        \
	     "building"))                                                      \
	X(234, AO_REJECT, ADDRESS_CONTROL_CHARACTER,                           \
	  N_("the address holds a line break or another control character"),   \
	  N_("remove the character in the source system and export again"))    \
	X(235, AO_REVIEW, ADDRESS_INVISIBLE_CHARACTER,                         \
	  N_("the address holds an invisible character that does not "         \
	     "belong there"),                                                  \
	  N_("look the address up in the register and correct it in the "      \
	     "source system"))                                                 \
	X(236, AO_REVIEW, ADDRESS_LOST_CHARACTER,                              \
	  N_("the address lost a character in an earlier conversion"),         \
	  N_("look the address up in the register and export the list as "     \
	     "UTF-8 or UTF-16"))                                               \
	X(237, AO_REVIEW, ADDRESS_GETA,                                        \
	  N_("the address holds 〓 or ? in the place of a character"),         \
	  N_("look the address up in the register and correct it in the "      \
	     "source system"))                                                 \
	X(238, AO_WARN, ADDRESS_VAGUE,                                         \
	  N_("the address names no town, or says that it is not known"),       \
	  N_("look the address up in the register; the letter may not "        \
	     "arrive"))
/* clang-format on */

#endif
