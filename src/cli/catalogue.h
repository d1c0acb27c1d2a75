/* catalogue.h - is a file of translated messages fit to be used?
 *
 * gettext believes what stands in it: a place outside the file is read, and a
 * sentence that wants another value than the program hands over is printed. So
 * it is looked at first: that every place is in the file, that it is UTF-8, and
 * that every translation takes the values that its sentence has.
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

bool catalogue_is_sound(const char *bytes, size_t n);
/* May `translated` be printed with the values of `id`? */
bool catalogue_same_values(const char *id, const char *translated);

#endif
