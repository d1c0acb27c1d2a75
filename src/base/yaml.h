/* yaml.h - a YAML file, checked against a schema before anybody reads it.
 *
 * libcyaml binds the file to C structs; libyaml's document says where each
 * node stands. Every fault is one sentence with file, line, column and the
 * path of the key, whether the file is wrong in form (found here) or in
 * meaning (found by the caller, ao_yaml_fail).
 *
 * Stricter than libcyaml: no aliases, no key twice, no second document, no
 * unknown key, numbers in plain decimal, true and false only. A field of type
 * CYAML_IGNORE is a mapping of free names to texts, or to lists of texts; it
 * is read with ao_yaml_pair. Private to the rooms that read YAML; the schemas
 * are the reason why it shows libcyaml.
 */
#ifndef AOFUTO_BASE_YAML_H
#define AOFUTO_BASE_YAML_H

#include "aofuto/base/nearest.h"
#include "aofuto/base/text.h"

#include <cyaml/cyaml.h>

#define AO_YAML_SIZE_MOST  ((size_t)1024 * 1024)
#define AO_YAML_FACTS_MOST ((size_t)64 * 1024 * 1024)

struct ao_yaml;

/* The schema's root is a mapping behind a pointer. A file with nothing in it
 * but comments is an error, unless the root has CYAML_FLAG_OPTIONAL. A schema
 * of NULL takes what a program wrote, JSON too (YAML holds it all): whatever
 * keys it has, to be asked for with ao_yaml_text and ao_yaml_pair. */
AO_CHECKED struct ao_yaml *
ao_yaml_open(const char *path, const cyaml_schema_value_t *, struct ao_error *);
/* The same of a text that is in memory; messages call it by that name. */
AO_CHECKED struct ao_yaml *ao_yaml_open_text(const char *name, struct ao_bytes,
					     const cyaml_schema_value_t *,
					     struct ao_error *);
void ao_yaml_close(struct ao_yaml *);

const void *ao_yaml_data(const struct ao_yaml *); /* NULL: an empty file */
const char *ao_yaml_path(const struct ao_yaml *);
const char *ao_yaml_digest(const struct ao_yaml *); /* SHA-256, hex */

/* A name and its text, in the order of the file; a list of texts counts as
 * so many pairs. False past the last one, and where the key is not there. */
struct ao_yaml_pair {
	const char *name, *text;
};
bool ao_yaml_pair(const struct ao_yaml *, const char *path, size_t i,
		  struct ao_yaml_pair *);

/* The scalar at a path ("volumes[3].sha256"); NULL where there is none. */
const char *ao_yaml_text(const struct ao_yaml *, const char *path);

/* Line and column of the node at a path ("sheets[0].items[3].text"), from 1; of
 * its nearest parent where there is no such node. */
unsigned ao_yaml_line(const struct ao_yaml *, const char *path);
unsigned ao_yaml_column(const struct ao_yaml *, const char *path);

/* Fails with AO_INPUT at the node of a path; returns false. */
bool ao_yaml_fail(const struct ao_yaml *, const char *path, struct ao_error *,
		  const char *fmt, ...) AO_PRINTF(4, 5);

/* Fails because `word` is not one of the known: names the nearest one, or all
 * of them. `what` is a translated noun ("style"). */
bool ao_yaml_fail_word(const struct ao_yaml *, const char *path,
		       struct ao_error *, const char *what, const char *word,
		       struct ao_words known);
/* Only writes what that says. */
void ao_unknown_word(struct ao_buf *, const char *what, const char *word,
		     struct ao_words known);

/* A path beside the file, unless it is absolute; in the arena. */
char *ao_yaml_beside(const struct ao_yaml *, const char *path,
		     struct ao_arena *);

/* What was found, fit for a message: at most 40 characters, no controls. */
#define AO_YAML_SHOWN_SIZE 200
char *ao_yaml_shown(const char *found, char out[AO_YAML_SHOWN_SIZE]);

#endif
