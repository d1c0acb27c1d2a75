/* shape.c - a list in counts, written and read. */
#include "aofuto/batch/shape.h"

#include "base/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int months_between(struct ao_date from, struct ao_date to)
{
	return (to.year - from.year) * 12 + to.month - from.month;
}

void ao_shape_add(struct ao_shape *s, const struct ao_resident *r,
		  const struct ao_decision *d)
{
	int year = r->birth_date.year - AO_SHAPE_FIRST;
	int month;

	if (ao_date_known(r->birth_date) && year >= 0 && year < AO_SHAPE_YEARS)
		s->born[year]++;
	if (!ao_date_known(s->month) || !ao_date_known(d->renewal_opens_on) ||
	    d->verdict == AO_EXCLUDED)
		return;
	month = months_between(s->month, d->renewal_opens_on) + AO_SHAPE_BEFORE;
	if (month >= 0 && month < AO_SHAPE_MONTHS)
		s->opens[month]++;
}

unsigned long ao_shape_opens(const struct ao_shape *s, struct ao_date month)
{
	int i = months_between(s->month, month) + AO_SHAPE_BEFORE;

	return i >= 0 && i < AO_SHAPE_MONTHS ? s->opens[i] : 0;
}

unsigned long ao_shape_born(const struct ao_shape *s)
{
	unsigned long n = 0;

	for (size_t i = 0; i < AO_SHAPE_YEARS; i++)
		n += s->born[i];
	return n;
}

static struct ao_date month_of(const struct ao_shape *s, int i)
{
	return ao_date_add_months(s->month, i - AO_SHAPE_BEFORE);
}

void ao_shape_json(struct ao_json *j, const struct ao_shape *s)
{
	char name[AO_DATE_ISO_SIZE];

	ao_json_object(j, "shape");
	ao_json_object(j, "born");
	for (int i = 0; i < AO_SHAPE_YEARS; i++) {
		snprintf(name, sizeof(name), "%d", AO_SHAPE_FIRST + i);
		if (s->born[i])
			ao_json_number(j, name, s->born[i]);
	}
	ao_json_end(j);
	ao_json_object(j, "opens");
	for (int i = 0; ao_date_known(s->month) && i < AO_SHAPE_MONTHS; i++) {
		ao_date_iso(month_of(s, i), name);
		name[sizeof("2026-12") - 1] = '\0';
		if (s->opens[i])
			ao_json_number(j, name, s->opens[i]);
	}
	ao_json_end(j);
	ao_json_end(j);
}

static bool read_count(const struct ao_yaml_pair *pair, unsigned long *out)
{
	long n;

	if (!ao_parse_long(pair->text, 0, 2000000000L, &n))
		return false;
	*out = (unsigned long)n;
	return true;
}

static bool read_born(const struct ao_yaml *y, struct ao_shape *s)
{
	struct ao_yaml_pair pair;
	long year;

	for (size_t i = 0; ao_yaml_pair(y, "shape.born", i, &pair); i++)
		if (!ao_parse_long(pair.name, AO_SHAPE_FIRST,
				   AO_SHAPE_FIRST + AO_SHAPE_YEARS - 1,
				   &year) ||
		    !read_count(&pair, &s->born[year - AO_SHAPE_FIRST]))
			return false;
	return ao_shape_born(s) > 0;
}

static bool read_opens(const struct ao_yaml *y, struct ao_shape *s)
{
	struct ao_yaml_pair pair;

	for (size_t i = 0; ao_yaml_pair(y, "shape.opens", i, &pair); i++) {
		struct ao_date month;
		int at;

		if (!ao_month_parse(pair.name, &month))
			return false;
		at = months_between(s->month, month) + AO_SHAPE_BEFORE;
		if (at < 0 || at >= AO_SHAPE_MONTHS ||
		    !read_count(&pair, &s->opens[at]))
			return false;
	}
	return true;
}

bool ao_shape_read(const char *figures, struct ao_date month,
		   struct ao_shape *s)
{
	struct ao_error why = {0};
	struct ao_yaml *y = ao_yaml_open_text(
		"figures", (struct ao_bytes){figures, strlen(figures)}, NULL,
		&why);
	bool ok;

	*s = (struct ao_shape){.month = month};
	ok = y && read_born(y, s) && read_opens(y, s);
	ao_yaml_close(y);
	return ok;
}
