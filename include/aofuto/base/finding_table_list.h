/* finding_table_list.h - the findings of finding_table.h about one field of
 * a row: 2xx. */
#ifndef AOFUTO_BASE_FINDING_TABLE_LIST_H
#define AOFUTO_BASE_FINDING_TABLE_LIST_H

#include "aofuto/base/finding_table_text.h"

/* clang-format off */
#define AO_FINDING_TABLE_ROW(X)                                                \
	X(201, AO_REJECT, RESIDENT_ID_MISSING,                                 \
	  N_("the resident id is blank"),                                      \
	  N_("fill in the resident id in the source system and export "        \
	     "again"))                                                         \
	X(202, AO_REJECT, BIRTH_DATE_UNREADABLE,                               \
	  N_("the birth date cannot be read"),                                 \
	  N_("write the date as 1986-01-20, 1986/1/20, 19860120 or "           \
	     "昭和61年1月20日 in the source system and export again"))        \
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
	  N_("write the date as 1986-01-20, 1986/1/20, 19860120 or "           \
	     "昭和61年1月20日 in the source system and export again"))        \
	X(208, AO_REJECT, CARD_EXPIRY_UNREADABLE,                              \
	  N_("a recorded expiry date of the card cannot be read"),             \
	  N_("write the date as 1986-01-20, 1986/1/20, 19860120 or "           \
	     "昭和61年1月20日 in the source system and export again"))        \
	X(209, AO_REJECT, CERT_ISSUE_DATE_UNREADABLE,                          \
	  N_("the issue date of a certificate cannot be read"),                \
	  N_("write the date as 1986-01-20, 1986/1/20, 19860120 or "           \
	     "昭和61年1月20日 in the source system and export again"))        \
	X(210, AO_REJECT, CERT_EXPIRY_UNREADABLE,                              \
	  N_("a recorded expiry date of a certificate cannot be read"),        \
	  N_("write the date as 1986-01-20, 1986/1/20, 19860120 or "           \
	     "昭和61年1月20日 in the source system and export again"))        \
	X(211, AO_REJECT, STAY_DATE_UNREADABLE,                                \
	  N_("the end of the period of stay cannot be read"),                  \
	  N_("write the date as 1986-01-20, 1986/1/20, 19860120 or "           \
	     "昭和61年1月20日 in the source system and export again"))        \
	X(212, AO_REJECT, APPLIED_DATE_UNREADABLE,                             \
	  N_("the reception date of the application cannot be read"),          \
	  N_("write the date as 1986-01-20, 1986/1/20, 19860120 or "           \
	     "昭和61年1月20日 in the source system and export again"))        \
	X(213, AO_REJECT, SUPPORT_DATE_UNREADABLE,                             \
	  N_("a date of the support measure cannot be read"),                  \
	  N_("write the date as 1986-01-20 or 昭和61年1月20日 in the source "  \
	     "system and export again; the resident is not printed until "     \
	     "then"))                        \
	AO_FINDING_TABLE_TEXT(X)                                               \
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
	  N_("the ID is 23 digits, as text: look it up in the source system "  \
	     "and export again"))                                                         \
	X(252, AO_REJECT, APPLICATION_ID_NOT_DIGITS,                           \
	  N_("the application ID holds something else than digits"),           \
	  N_("the ID is 23 digits, as text: look it up in the source system "  \
	     "and export again"))                                                         \
	X(260, AO_WARN, LANGUAGE_UNKNOWN,                                      \
	  N_("the language of the notice is not one that is known; it is "     \
	     "printed in Japanese"),                                           \
	  N_("use ja, ja-easy or en"))                                         \
	X(261, AO_WARN, LANGUAGE_WITHOUT_FACTS,                                \
	  N_("the city has no facts in the language of this resident; the "    \
	     "notice is printed in Japanese"),                                 \
	  N_("write the section that is named (facts_en, facts_ja_easy) into " \
	     "city.yaml: docs/template.md, editions"))                         \
	X(262, AO_WARN, LANGUAGE_WITHOUT_TEMPLATE,                             \
	  N_("there is no template in the language of this resident; the "     \
	     "notice is printed in Japanese"),                                 \
	  N_("put the file that is named beside notice.yaml; docs/template.md, "\
	     "editions, says where it comes from"))                            \
	X(263, AO_WARN, LARGE_PRINT_WITHOUT_TEMPLATE,                          \
	  N_("there is no template in large print (拡大文字) for this "        \
	     "resident; the notice is printed in the usual size"),             \
	  N_("put the file that is named beside notice.yaml; docs/template.md, "\
	     "editions, says where it comes from"))                            \
	X(264, AO_WARN, LARGE_PRINT_UNREADABLE,                                \
	  N_("the column for large print (拡大文字) is neither 0 nor 1; the "  \
	     "notice is printed in the usual size"),                           \
	  N_("write 1 for large print, and 0 or nothing for the usual size"))  \
	X(270, AO_WARN, COLUMN_NAME_NEAR,                                      \
	  N_("a column is not used, but its name is nearly that of one that "  \
	     "is known"),                                                      \
	  N_("correct the name in the first line of the list, or name the "    \
	     "column in `columns:` of the settings"))
/* clang-format on */

#endif
