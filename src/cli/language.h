/* language.h - in which language the program speaks. */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include <stdbool.h>

/* By LC_ALL, LC_MESSAGES, LANG and LANGUAGE; a locale that the machine lacks
 * still chooses the language. `share` is where locale/ stands. */
void language_start(const char *share);

/* The locale that is asked for: of LC_ALL, LC_MESSAGES and LANG the first that
 * is set, as setlocale would; "C" where none is. */
const char *language_wanted(void);

/* Another language from now on ("ja", "en"), whatever the user's is: the
 * documents that are made from the tables hold both. */
void language_use(const char *code);

/* The language of the files that are made, Japanese, between begin and its
 * end; then the user's again. */
void language_of_files(bool begin);

#endif
