/* finding_table_list.h - the findings of finding_table.h about one field of
 * a row: 2xx. */
#ifndef AOFUTO_BASE_FINDING_TABLE_LIST_H
#define AOFUTO_BASE_FINDING_TABLE_LIST_H

/* clang-format off */
#define AO_FINDING_TABLE_ROW(X)                                                \
	X(201, AO_REJECT, RESIDENT_ID_MISSING,                                 \
	  N_("the resident id is blank"),                                      \
	  N_("fill in the resident id in the source system and export "        \
	     "again"))                                                         \
	X(202, AO_REJECT, BIRTH_DATE_UNREADABLE,                               \
	  N_("the birth date cannot be read"),                                 \
	  N_("correct the date in the source system and export again"))        \
	X(203, AO_REJECT, RESIDENT_ID_UNUSABLE,                                \
	  N_("the resident id is longer than 15 characters or holds a "        \
	     "control character"),                                             \
	  N_("check that the columns have not shifted; correct the id "        \
	     "and export again"))                                              \
	X(204, AO_REJECT, RESIDENT_ID_SPREADSHEET,                             \
	  N_("the resident id was damaged by a spreadsheet"),                  \
	  N_("export again, and let no spreadsheet open the file in "          \
	     "between, or import the column as text"))                         \
	X(205, AO_REJECT, BIRTH_DATE_MISSING,                                  \
	  N_("there is neither a birth date nor a recorded expiry"),           \
	  N_("fill in the birth date, set the flag 生年月日_不詳フラグ, "      \
	     "or add the recorded expiry dates"))                              \
	X(206, AO_REJECT, DATE_OUTSIDE_ERA,                                    \
	  N_("a date is not in the era it names"),                             \
	  N_("correct the era or the year; check `era_codes` in the "          \
	     "settings if the dates are written as era codes"))                \
	X(207, AO_REJECT, CARD_ISSUE_DATE_UNREADABLE,                          \
	  N_("the issue date of the card cannot be read"),                     \
	  N_("correct the date in the source system and export again"))        \
	X(208, AO_REJECT, CARD_EXPIRY_UNREADABLE,                              \
	  N_("a recorded expiry date of the card cannot be read"),             \
	  N_("correct the date in the source system and export again"))        \
	X(209, AO_REJECT, CERT_ISSUE_DATE_UNREADABLE,                          \
	  N_("the issue date of a certificate cannot be read"),                \
	  N_("correct the date in the source system and export again"))        \
	X(210, AO_REJECT, CERT_EXPIRY_UNREADABLE,                              \
	  N_("a recorded expiry date of a certificate cannot be read"),        \
	  N_("correct the date in the source system and export again"))        \
	X(211, AO_REJECT, STAY_DATE_UNREADABLE,                                \
	  N_("the end of the period of stay cannot be read"),                  \
	  N_("correct the date in the source system and export again"))        \
	X(212, AO_REJECT, APPLIED_DATE_UNREADABLE,                             \
	  N_("the reception date of the application cannot be read"),          \
	  N_("correct the date in the source system and export again"))        \
	X(213, AO_REJECT, SUPPORT_DATE_UNREADABLE,                             \
	  N_("a date of the support measure cannot be read"),                  \
	  N_("correct the date in the source system and export again; "        \
	     "the resident is not printed until then"))                        \
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
	     "arrive"))                                                        \
	X(240, AO_REJECT, RESIDENCE_CLASS_UNKNOWN,                             \
	  N_("the class of residence (在留区分) is not one that is known"),    \
	  N_("use JP, PR, SPR, HSP2, MLT, TEMP_REFUGE, PROV_STAY or "          \
	     "BIRTH_TRANSIT"))                                                 \
	X(241, AO_REJECT, STATUS_UNKNOWN,                                      \
	  N_("the status (住民状態) is not one that is known"),                \
	  N_("use NORMAL, DEAD, MOVED_OUT, MOVED_ABROAD, CARD_RETURNED, "      \
	     "SUSPENDED or NOT_DELIVERED"))                                    \
	X(242, AO_REJECT, FLAG_UNREADABLE,                                     \
	  N_("a flag is neither 0 nor 1"),                                     \
	  N_("write 1 for yes, and 0 or nothing for no"))                      \
	X(243, AO_WARN, SUPPORT_MEASURE_UNCLEAR,                               \
	  N_("the support measure is neither 0 nor 1; it is taken as "         \
	     "active"),                                                        \
	  N_("write 1 for an active measure, and 0 or nothing for none"))      \
	X(250, AO_REJECT, APPLICATION_ID_SPREADSHEET,                          \
	  N_("the application ID was damaged by a spreadsheet"),               \
	  N_("export again, and let no spreadsheet open the file in "          \
	     "between, or import the column as text"))                         \
	X(251, AO_REJECT, APPLICATION_ID_LENGTH,                               \
	  N_("the application ID does not have 23 digits"),                    \
	  N_("look the application ID up in the source system and export "     \
	     "again"))                                                         \
	X(252, AO_REJECT, APPLICATION_ID_NOT_DIGITS,                           \
	  N_("the application ID holds something else than digits"),           \
	  N_("look the application ID up in the source system and export "     \
	     "again"))                                                         \
	X(260, AO_WARN, LANGUAGE_UNKNOWN,                                      \
	  N_("the language of the notice is not one that is known; it is "     \
	     "printed in Japanese"),                                           \
	  N_("use ja, ja-easy or en"))
/* clang-format on */

#endif
