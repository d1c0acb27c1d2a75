/* language.h - in which language the program speaks. */
#ifndef LANGUAGE_H
#define LANGUAGE_H

/* By LC_ALL, LC_MESSAGES, LANG and LANGUAGE; a locale that the machine lacks
 * still chooses the language. `share` is where locale/ stands. */
void language_start(const char *share);

/* Another language from now on ("ja", "en"), whatever the user's is: the
 * documents that are made from the tables hold both. */
void language_use(const char *code);

#endif
