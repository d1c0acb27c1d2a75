/* settings_limits.c - when a list counts as damaged. */
#include "base/settings_limits.h"

#include <stdio.h>

#define OPTIONAL (CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER)

#define ROWS_MOST  100000
#define TIMES_MOST 1000

/* X(name, default): percents, then times, then rows. */
#define PERCENTS(X)                                                            \
	X(kana_percent, 5)                                                     \
	X(birthday_percent, 2)                                                 \
	X(age_line_percent, 20)                                                \
	X(birth_year_percent, 20)                                              \
	X(duplicates_percent, 0.5)                                             \
	X(postal_area_percent, 1)                                              \
	X(set_aside_percent, 20)                                               \
	X(residents_percent, 20)                                               \
	X(kinds_percent, 30)                                                   \
	X(ages_percent, 10)                                                    \
	X(month_percent, 3)
#define TIMES(X)                                                               \
	X(selected_times, 5)                                                   \
	X(month_times, 2)
#define ROWS(X)                                                                \
	X(least_rows, 500)                                                     \
	X(shift_rows, 12)

const cyaml_schema_field_t settings_limits_fields[] = {
#define FIELD(name, usual)                                                     \
	CYAML_FIELD_FLOAT_PTR(#name, OPTIONAL, struct file_limits, name),
	PERCENTS(FIELD) TIMES(FIELD)
#undef FIELD
#define FIELD(name, usual)                                                     \
	CYAML_FIELD_UINT_PTR(#name, OPTIONAL, struct file_limits, name),
		ROWS(FIELD)
#undef FIELD
			CYAML_FIELD_END};

const struct ao_plausibility_limits settings_limits_usual = {
#define USUAL(name, usual) .name = (usual),
	PERCENTS(USUAL) TIMES(USUAL) ROWS(USUAL)
#undef USUAL
};

struct range {
	double least, most;
};

static bool check(const struct ao_yaml *y, const char *name, double value,
		  struct range range, struct ao_error *err)
{
	char path[64];

	if (value >= range.least && value <= range.most)
		return true;
	snprintf(path, sizeof(path), "plausibility.%s", name);
	return ao_yaml_fail(y, path, err,
			    _("expected a number from %g to %g, found %g"),
			    range.least, range.most, value);
}

bool settings_limits_take(const struct ao_yaml *y, const struct file_limits *f,
			  struct ao_plausibility_limits *limits,
			  struct ao_error *err)
{
	static const struct range percent = {0, 100};
	static const struct range times = {1, TIMES_MOST};
	static const struct range rows = {1, ROWS_MOST};
	bool ok = true;

	if (!f)
		return true;
#define TAKE(name, range)                                                      \
	if (f->name) {                                                         \
		ok = ok && check(y, #name, *f->name, range, err);              \
		limits->name = *f->name;                                       \
	}
#define PERCENT(name, usual) TAKE(name, percent)
#define TIME(name, usual)    TAKE(name, times)
#define ROW(name, usual)     TAKE(name, rows)
	PERCENTS(PERCENT) TIMES(TIME) ROWS(ROW) return ok;
}
