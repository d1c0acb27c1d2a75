/* cases.h - a table of cases in tests/cases/, read by its column names.
 *
 * CSV with a header row and quoted fields; no field spans two lines. Anything
 * wrong with the table ends the program, for a test without its cases must
 * not pass.
 */
#ifndef CASES_H
#define CASES_H

#include <stddef.h>

struct cases;
struct cases *cases_open(const char *name); /* below tests/cases/ */
void cases_close(struct cases *);
size_t cases_count(const struct cases *);

/* Borrowed until close. */
const char *cases_field(const struct cases *, size_t row, const char *column);

#endif
