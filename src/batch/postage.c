/* postage.c - postage.yaml. */
#include "aofuto/batch/postage.h"

#include "base/yaml.h"

#include <stdio.h>
#include <string.h>

struct step_file {
	unsigned from;
	double *percent;
};
struct discount_file {
	char *name, *note, *source, *checked_on;
	enum ao_discount_counts counts;
	struct step_file *steps;
	unsigned steps_count;
};
struct rate_file {
	char *name, *since, *source;
	unsigned yen;
};
struct districts_file {
	char **five_digits;
	unsigned five_digits_count;
};
struct file {
	unsigned format;
	struct rate_file postage;
	struct districts_file districts;
	struct discount_file *discounts;
	unsigned discounts_count;
};

static const cyaml_strval_t counts_words[] = {
	{"all", AO_COUNTS_ALL},
	{"barcode", AO_COUNTS_BARCODE},
	{"own_district", AO_COUNTS_OWN_DISTRICT},
};

#define TEXT(key, type, member, most)                                          \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, type, member, 1, most)

static const cyaml_schema_field_t step_fields[] = {
	CYAML_FIELD_UINT("from", CYAML_FLAG_DEFAULT, struct step_file, from),
	CYAML_FIELD_FLOAT_PTR("percent",
			      CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
			      struct step_file, percent),
	CYAML_FIELD_END};
static const cyaml_schema_value_t step_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct step_file, step_fields)};
static const cyaml_schema_field_t discount_fields[] = {
	TEXT("name", struct discount_file, name, 100),
	CYAML_FIELD_ENUM("counts", CYAML_FLAG_STRICT, struct discount_file,
			 counts, counts_words, AO_COUNT(counts_words)),
	CYAML_FIELD_SEQUENCE("steps", CYAML_FLAG_POINTER, struct discount_file,
			     steps, &step_value, 1, 20),
	CYAML_FIELD_STRING_PTR("note", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
			       struct discount_file, note, 1, 200),
	TEXT("source", struct discount_file, source, 300),
	TEXT("checked_on", struct discount_file, checked_on, 20),
	CYAML_FIELD_END};
static const cyaml_schema_value_t discount_value = {CYAML_VALUE_MAPPING(
	CYAML_FLAG_DEFAULT, struct discount_file, discount_fields)};

static const cyaml_schema_field_t rate_fields[] = {
	TEXT("name", struct rate_file, name, 100),
	CYAML_FIELD_UINT("yen", CYAML_FLAG_DEFAULT, struct rate_file, yen),
	TEXT("since", struct rate_file, since, 20),
	TEXT("source", struct rate_file, source, 300), CYAML_FIELD_END};

static const cyaml_schema_value_t district_value = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, 20)};
static const cyaml_schema_field_t districts_fields[] = {
	CYAML_FIELD_SEQUENCE("five_digits", CYAML_FLAG_POINTER,
			     struct districts_file, five_digits,
			     &district_value, 0, 1000),
	CYAML_FIELD_END};

static const cyaml_schema_field_t fields[] = {
	CYAML_FIELD_UINT("format", CYAML_FLAG_DEFAULT, struct file, format),
	CYAML_FIELD_MAPPING("postage", CYAML_FLAG_DEFAULT, struct file, postage,
			    rate_fields),
	CYAML_FIELD_MAPPING("districts", CYAML_FLAG_DEFAULT, struct file,
			    districts, districts_fields),
	CYAML_FIELD_SEQUENCE("discounts", CYAML_FLAG_POINTER, struct file,
			     discounts, &discount_value, 0, 20),
	CYAML_FIELD_END};
static const cyaml_schema_value_t schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, fields)};

#define PERCENT_MOST 100

static bool take_day(const struct ao_yaml *y, const char *path,
		     const char *text, struct ao_date *day,
		     struct ao_error *err)
{
	if (ao_date_parse_iso(text, day))
		return true;
	return ao_yaml_fail(y, path, err,
			    _("expected a day as 2026-12-01, found '%s'"),
			    text);
}

static bool take_steps(const struct ao_yaml *y, const struct discount_file *f,
		       const char *at, struct ao_discount *d,
		       struct ao_arena *arena, struct ao_error *err)
{
	struct ao_discount_step *step =
		ao_arena_alloc(arena, f->steps_count * sizeof(*step));
	char path[80];

	for (unsigned i = 0; i < f->steps_count; i++) {
		double percent = f->steps[i].percent ? *f->steps[i].percent : 0;

		step[i] = (struct ao_discount_step){f->steps[i].from, percent};
		snprintf(path, sizeof(path), "%s.steps[%u]", at, i);
		/* Written so that a number that is none fails too. */
		if (!(percent >= 0 && percent <= PERCENT_MOST))
			return ao_yaml_fail(y, path, err,
					    _("expected percent from 0 to "
					      "%d"),
					    PERCENT_MOST);
		if (step[i].from <= (i ? step[i - 1].from : 0))
			return ao_yaml_fail(y, path, err,
					    _("each step begins with more "
					      "pieces than the one before "
					      "it; the first with 1 at "
					      "least"));
	}
	d->step = step;
	d->steps = f->steps_count;
	return true;
}

static bool take_discounts(const struct ao_yaml *y, const struct file *f,
			   struct ao_postage *p, struct ao_error *err)
{
	struct ao_discount *d =
		ao_arena_alloc(p->arena, (f->discounts_count + 1) * sizeof(*d));

	for (unsigned i = 0; i < f->discounts_count; i++) {
		const struct discount_file *from = &f->discounts[i];
		char at[40], path[80];

		snprintf(at, sizeof(at), "discounts[%u]", i);
		snprintf(path, sizeof(path), "%s.checked_on", at);
		d[i] = (struct ao_discount){
			.name = ao_arena_strdup(p->arena, from->name),
			.note = ao_arena_strdup(p->arena,
						from->note ? from->note : ""),
			.source = ao_arena_strdup(p->arena, from->source),
			.counts = from->counts,
		};
		if (!take_day(y, path, from->checked_on, &d[i].checked_on,
			      err) ||
		    !take_steps(y, from, at, &d[i], p->arena, err))
			return false;
	}
	p->discount = d;
	p->discounts = f->discounts_count;
	return true;
}

#define FIVE 5

static bool take_districts(const struct ao_yaml *y, const struct file *f,
			   struct ao_postage *p, struct ao_error *err)
{
	unsigned n = f->districts.five_digits_count;
	const char **five = ao_arena_alloc(p->arena, (n + 1) * sizeof(*five));
	char path[64];

	for (unsigned i = 0; i < n; i++) {
		const char *text = f->districts.five_digits[i];

		snprintf(path, sizeof(path), "districts.five_digits[%u]", i);
		if (strlen(text) != FIVE || strspn(text, "0123456789") != FIVE)
			return ao_yaml_fail(y, path, err,
					    _("expected five digits in quotes, "
					      "as \"35011\", found '%s'"),
					    text);
		five[i] = ao_arena_strdup(p->arena, text);
	}
	p->five_digits = five;
	p->five_digits_n = n;
	return true;
}

static bool take_file(const struct ao_yaml *y, struct ao_postage *p,
		      struct ao_error *err)
{
	const struct file *f = ao_yaml_data(y);

	if (f->format != 1)
		return ao_yaml_fail(y, "format", err,
				    _("this program knows format 1 of the "
				      "postage, the file says %u"),
				    f->format);
	p->digest = ao_arena_strdup(p->arena, ao_yaml_digest(y));
	p->name = ao_arena_strdup(p->arena, f->postage.name);
	p->source = ao_arena_strdup(p->arena, f->postage.source);
	p->yen = f->postage.yen;
	return take_day(y, "postage.since", f->postage.since, &p->since, err) &&
	       take_districts(y, f, p, err) && take_discounts(y, f, p, err);
}

struct ao_postage *ao_postage_open(const char *path, struct ao_error *err)
{
	struct ao_yaml *y = ao_yaml_open(path, &schema, err);
	struct ao_arena *arena;
	struct ao_postage *p;
	bool ok;

	if (!y)
		return NULL;
	arena = ao_arena_new();
	p = ao_arena_alloc(arena, sizeof(*p));
	*p = (struct ao_postage){.arena = arena,
				 .path = ao_arena_strdup(arena, path)};
	ok = take_file(y, p, err);
	ao_yaml_close(y);
	if (ok)
		return p;
	ao_postage_close(p);
	return NULL;
}

void ao_postage_close(struct ao_postage *p)
{
	if (p)
		ao_arena_free(p->arena);
}

#define CODE_DIGITS 7
#define USUAL       3

static bool seven_digits(const char *postal_code, char out[CODE_DIGITS + 1])
{
	size_t n = 0;

	for (; *postal_code; postal_code++) {
		if (*postal_code == '-')
			continue;
		if (*postal_code < '0' || *postal_code > '9' ||
		    n == CODE_DIGITS)
			return false;
		out[n++] = *postal_code;
	}
	out[n] = '\0';
	return n == CODE_DIGITS;
}

char *ao_postage_district(const struct ao_postage *p, const char *postal_code,
			  char out[AO_DISTRICT_SIZE])
{
	char code[CODE_DIGITS + 1];
	size_t digits = USUAL;

	out[0] = '\0';
	if (!seven_digits(postal_code, code))
		return out;
	for (size_t i = 0; i < p->five_digits_n; i++)
		if (strncmp(code, p->five_digits[i], FIVE) == 0)
			digits = FIVE;
	memcpy(out, code, digits);
	out[digits] = '\0';
	return out;
}

const struct ao_discount_step *ao_discount_reached(const struct ao_discount *d,
						   unsigned long pieces)
{
	const struct ao_discount_step *reached = NULL;

	for (size_t i = 0; i < d->steps; i++)
		if (pieces >= d->step[i].from)
			reached = &d->step[i];
	return reached;
}
