/* finding_table.h - every finding there is: code, severity, name, sentence,
 * what to do. 1xx the list as a file, 2xx a field of a row, 3xx dates and law,
 * 4xx the sheet, 5xx the list as a whole. docs/findings.md is made from it.
 * Only finding.h includes this file. */
#ifndef AOFUTO_BASE_FINDING_TABLE_H
#define AOFUTO_BASE_FINDING_TABLE_H

#include "aofuto/base/finding_table_list.h"
#include "aofuto/base/finding_table_post.h"
#include "aofuto/base/finding_table_whole.h"

/* clang-format off */
#define AO_FINDING_TABLE(X)                                                    \
	X(101, AO_NOTE, COLUMN_IGNORED,                                        \
	  N_("a column is not used"),                                          \
	  N_("nothing, if the notices do not need it; else name it in "        \
	     "`columns:` of the settings"))                                    \
	X(102, AO_NOTE, HANDOVER_DATE_IGNORED,                                 \
	  N_("the hand-over day (交付年月日) is not used"),                    \
	  N_("nothing: the validity runs from the day the card was made "      \
	     "(発行日), which this list has too"))                             \
	X(103, AO_WARN, COLUMN_ALIAS_UNUSED,                                   \
	  N_("the column that `columns:` names is not in the list; one by a "  \
	     "built-in name is used instead"),                                 \
	  N_("look whether that is the right column; correct the list or the " \
	     "settings"))                                                      \
	X(104, AO_WARN, CERTIFICATES_UNKNOWN,                                  \
	  N_("the list tells neither about certificates nor when a card was "  \
	     "issued: at most the end of a card is announced, and nobody "     \
	     "hears of a certificate that ends before it"),                    \
	  N_("add the issue date of the card, or the dates of the "            \
	     "certificates, to the list"))                                     \
	AO_FINDING_TABLE_ROW(X)                                                \
	X(301, AO_REVIEW, REGIME_AMBIGUOUS,                                    \
	  N_("the age line of 2022-04-01 cannot be decided"),                  \
	  N_("add the reception date (申請受付日) or the recorded card expiry")) \
	X(302, AO_REVIEW, BIRTH_UNKNOWN,                                       \
	  N_("the birth date is not known, and no expiry is recorded"),        \
	  N_("look the recorded expiry dates up and add them to the "          \
	     "list"))                                                          \
	X(303, AO_REVIEW, RECORDED_DATE_DIFFERS,                               \
	  N_("the recorded expiry is not the one that the law gives "           \
	     "(recorded ≠ by the law)"),         \
	  N_("look at the card in the register; correct the birth "            \
	     "date, the issue date or the recorded expiry"))                   \
	X(304, AO_REVIEW, DATES_MISSING,                                       \
	  N_("neither the issue date nor the recorded expiry is "              \
	     "there"),                                                         \
	  N_("add the issue date or the recorded expiry to the list"))         \
	X(305, AO_REVIEW, DATES_IMPLAUSIBLE,                                   \
	  N_("the law gives no such date"),                                    \
	  N_("check that the columns have not shifted; look the "              \
	     "dates up in the register"))                                      \
	X(306, AO_REJECT, DATES_CONTRADICT,                                    \
	  N_("dates of the row contradict each other (a card or certificate "  \
	     "is issued after the birth and the application, and ends after "  \
	     "its issue)"),                                                    \
	  N_("check that the columns have not shifted; correct the "           \
	     "dates and export again"))                                        \
	X(401, AO_REVIEW, GLYPH_MISSING,                                       \
	  N_("a character has no glyph in any font"),                          \
	  N_("missing-glyphs.csv says for each character what helps: a font, " \
	     "or a line in gaiji.csv; then run again"))                        \
	X(402, AO_REVIEW, ADDRESS_DOES_NOT_FIT,                                \
	  N_("the name or address does not fit its box"),                      \
	  N_("write this letter by hand or widen the box in the template"))    \
	X(403, AO_WARN, APPLICATION_ID_ABSENT,                                 \
	  N_("a card expires, but the list has no application ID; "            \
	     "the letter sends the resident to the counters for a "            \
	     "form"),                                                          \
	  N_("add the column 申請書ID to the list if the letters "             \
	     "shall carry it"))                                                \
	X(404, AO_REVIEW, APPLICATION_ID_NEEDED,                               \
	  N_("a card expires, but the list has no application ID"),            \
	  N_("add the application ID, or set "                                 \
	     "`without_application_id: print` in the settings"))               \
	X(405, AO_WARN, NAME_WORD_PARTED,                                      \
	  N_("a word or number of the name or address is longer than a line "  \
	     "even in the smallest type, and goes on on the next line"),       \
	  N_("nothing, if the letter may look like that; else write a blank "  \
	     "where the word may be parted"))                                  \
	X(406, AO_REVIEW, GAIJI_UNKNOWN,                                       \
	  N_("a character of the city's own (外字) that the program does not " \
	     "know"),                                                          \
	  N_("give it a line in gaiji.csv, or add the city's gaiji font to "   \
	     "fonts.yaml; missing-glyphs.csv lists them all"))                 \
	X(407, AO_REVIEW, GAIJI_ASK,                                           \
	  N_("gaiji.csv says that a person decides about this character"),     \
	  N_("decide by the register; change the line of gaiji.csv or write "  \
	     "this letter by hand"))                                           \
	X(408, AO_REVIEW, SCRIPT_RIGHT_TO_LEFT,                                \
	  N_("the text is in a script that is written from right to left, "    \
	     "which cannot be printed"),                                       \
	  N_("look the name up in the register: it is kept there in Latin "    \
	     "letters or kana; correct the source system"))                    \
	X(409, AO_REVIEW, EMOJI,                                               \
	  N_("the text holds an emoji, which no name or address does"),        \
	  N_("look the text up in the register and correct it in the source "  \
	     "system"))                                                        \
	AO_FINDING_TABLE_POST(X)                                               \
	X(435, AO_REVIEW, ENVELOPE_GLYPH_MISSING,                              \
	  N_("a character of the address has no glyph in today's fonts; the "  \
	     "envelope of this letter was not printed"),                       \
	  N_("bring back the fonts and the gaiji.csv that the letters were "   \
	     "printed with, or write this envelope by hand"))                  \
	X(436, AO_REVIEW, ENVELOPE_DOES_NOT_FIT,                               \
	  N_("the name or address does not fit its box on the envelope, which " \
	     "was not printed"),                                               \
	  N_("widen the box in envelope.yaml, or write this envelope by "      \
	     "hand"))                                                          \
	X(501, AO_REJECT, RESIDENT_TWICE,                                      \
	  N_("the resident id stands in an earlier row too"),                  \
	  N_("the number is the first row's, which has been used; find "       \
	     "out which of the rows is right and export again"))               \
	X(502, AO_REVIEW, APPLICATION_ID_TWICE,                                \
	  N_("the application ID stands in an earlier row too"),               \
	  N_("the number is that row's; check that the columns have not "      \
	     "shifted and look both IDs up in the source system"))             \
	X(503, AO_WARN, HOLD_LINE_UNUSED,                                      \
	  N_("a line of the hold list meets no resident"),                     \
	  N_("the number is the line's; check its resident id: somebody "      \
	     "who is to be held may be printed"))                              \
	X(504, AO_STOP, RESIDENT_CONTRADICTED,                                 \
	  N_("an earlier row of this resident would be printed, but this "     \
	     "one says dead, moved, returned, suspended or protected"),        \
	  N_("the number is the earlier row's; find out which of the rows is " \
	     "right and export again"))                                         \
	X(520, AO_WARN, LAST_RUN_UNREADABLE,                                   \
	  N_("the figures of the last run in the ledger cannot be read"),      \
	  N_("the number is the run's; the control sheet has no figures to "   \
	     "compare with: run aofuto ledger verify"))                        \
	AO_FINDING_TABLE_WHOLE(X)
/* clang-format on */

#endif
