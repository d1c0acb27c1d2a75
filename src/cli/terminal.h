/* terminal.h - what is told to a person at a terminal: lines that are not wider
 * than it, and a little colour.
 *
 * Nothing here touches a pipe or a file. A command that is there to be copied
 * is never broken: the terminal does that, and copies it whole.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>

/* From now on lines on a terminal are wrapped between words (Japanese: between
 * letters), those behind the first set in. `program`: how this one was called;
 * a line that begins with it is a command. */
void terminal_start(const char *program);
/* No line of standard output is touched: it is for programs. */
void terminal_plain(void);
/* Columns of the terminal behind fd; 0: none is there, or it does not say. */
int terminal_columns(int fd);
/* Not on anything else than a terminal, not where TERM is dumb or not set, and
 * not where NO_COLOR is set and not empty (no-color.org). */
bool terminal_colours(int fd);

/* Where the word that s begins with ends, and its width; a wide letter is a
 * word of its own, with the closing marks behind it. */
const char *terminal_word(const char *s, int *width);

#endif
