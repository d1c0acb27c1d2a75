/* settings_limits.h - the settings under `plausibility:`. Only settings.c
 * includes it. */
#ifndef AOFUTO_BASE_SETTINGS_LIMITS_H
#define AOFUTO_BASE_SETTINGS_LIMITS_H

#include "aofuto/base/settings.h"
#include "base/yaml.h"

/* As they stand in the file; what is absent stays NULL. */
struct file_limits {
	unsigned *least_rows, *shift_rows;
	double *kana_percent, *birthday_percent, *age_line_percent;
	double *birth_year_percent, *duplicates_percent, *postal_area_percent;
	double *set_aside_percent, *residents_percent, *kinds_percent;
	double *ages_percent, *month_percent, *selected_times, *month_times;
};
extern const cyaml_schema_field_t settings_limits_fields[];

/* The defaults; docs/adr/0009 says what they were measured by. */
extern const struct ao_plausibility_limits settings_limits_usual;

/* What the file says (NULL: nothing) instead. */
AO_CHECKED bool settings_limits_take(const struct ao_yaml *,
				     const struct file_limits *,
				     struct ao_plausibility_limits *,
				     struct ao_error *);

#endif
