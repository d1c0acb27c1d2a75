/* yaml_node.h - a YAML document as nodes that know where they stand.
 *
 * Between yaml.c, which has libyaml, and yaml_check.c, which has the schema.
 */
#ifndef AOFUTO_BASE_YAML_NODE_H
#define AOFUTO_BASE_YAML_NODE_H

#include "base/yaml.h"

enum ao_node_type { AO_NODE_SCALAR, AO_NODE_SEQUENCE, AO_NODE_MAPPING };

struct ao_node; /* borrowed from the document */
enum ao_node_type ao_node_type(const struct ao_node *);
const char *ao_node_text(const struct ao_node *); /* of a scalar */
size_t ao_node_size(const struct ao_node *);      /* bytes, entries or pairs */
unsigned ao_node_line(const struct ao_node *);
unsigned ao_node_column(const struct ao_node *);
const struct ao_node *ao_node_entry(const struct ao_yaml *,
				    const struct ao_node *, size_t i);
const struct ao_node *ao_node_key(const struct ao_yaml *,
				  const struct ao_node *, size_t i);
const struct ao_node *ao_node_value(const struct ao_yaml *,
				    const struct ao_node *, size_t i);
bool ao_node_fail(const struct ao_yaml *, const struct ao_node *,
		  const char *path, struct ao_error *, const char *text);

/* The whole document against the schema of its root. */
AO_CHECKED bool ao_yaml_check(const struct ao_yaml *, const struct ao_node *,
			      const cyaml_schema_value_t *, struct ao_error *);

#endif
