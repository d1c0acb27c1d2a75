/* settings.c - what a city sets once. */
#include "aofuto/base/settings.h"

#include "base/settings_limits.h"

#include <stdio.h>
#include <string.h>

enum print_id { PRINT_ID_CARD_KINDS, PRINT_ID_ALWAYS };
enum without_id { WITHOUT_ID_PRINT, WITHOUT_ID_HOLD };
enum reprint_mark { REPRINT_MARK_PRINT, REPRINT_MARK_NONE };
enum mailing_order { MAILING_ORDER_POST, MAILING_ORDER_LIST };
enum fixed_term { FIXED_TERM_EXCLUDE, FIXED_TERM_PRINT };

struct file_enclosure {
	char *name;
	enum ao_setting_kind *kinds;
	unsigned kinds_count;
	unsigned *feed;
	double *sheets_like;
};

/* The file as it stands; what is absent stays NULL. */
struct file {
	unsigned *format;
	char *templates, *fonts, *city, *encoding, *qr_address;
	char *windows, *window, *towns, *omr_file, *omr;
	struct file_enclosure *enclosures;
	unsigned enclosures_count;
	enum ao_era_codes *era_codes;
	enum print_id *print_id;
	enum without_id *without_id;
	enum fixed_term *fixed_term;
	enum reprint_mark *reprint_mark;
	unsigned *volume_notices, *retention_months, *bundle_notices;
	enum mailing_order *mailing_order;
	enum ao_bundle_tickets *bundle_tickets;
	enum ao_large_print *large_print;
	char *postage;
	char *ledger, *ledger_key;
	struct file_limits *plausibility;
};

static const cyaml_strval_t era_codes_words[] = {
	{"resident", AO_ERA_CODES_RESIDENT},
	{"pension", AO_ERA_CODES_PENSION},
};
static const cyaml_strval_t print_id_words[] = {
	{"card-kinds", PRINT_ID_CARD_KINDS},
	{"always", PRINT_ID_ALWAYS},
};
static const cyaml_strval_t without_id_words[] = {
	{"print", WITHOUT_ID_PRINT},
	{"hold", WITHOUT_ID_HOLD},
};
static const cyaml_strval_t fixed_term_words[] = {
	{"exclude", FIXED_TERM_EXCLUDE},
	{"print", FIXED_TERM_PRINT},
};
static const cyaml_strval_t mailing_order_words[] = {
	{"post", MAILING_ORDER_POST},
	{"list", MAILING_ORDER_LIST},
};
static const cyaml_strval_t bundle_tickets_words[] = {
	{"list", AO_TICKETS_LIST},
	{"pages", AO_TICKETS_PAGES},
	{"none", AO_TICKETS_NONE},
};
static const cyaml_strval_t large_print_words[] = {
	{"by-resident", AO_LARGE_PRINT_BY_RESIDENT},
	{"always", AO_LARGE_PRINT_ALWAYS},
	{"never", AO_LARGE_PRINT_NEVER},
};
static const cyaml_strval_t reprint_mark_words[] = {
	{"print", REPRINT_MARK_PRINT},
	{"none", REPRINT_MARK_NONE},
};

static const cyaml_strval_t kind_words[] = {
	{"CARD_CERT", AO_SETTING_CARD_CERT},
	{"CERT_ONLY", AO_SETTING_CERT_ONLY},
	{"CARD_ONLY", AO_SETTING_CARD_ONLY},
};

#define OPTIONAL (CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER)
#define STRICT   (OPTIONAL | CYAML_FLAG_STRICT)

#define FEEDS_MOST       4
#define SHEETS_LIKE_MOST 50
#define ENCLOSURES_MOST  20

static const cyaml_schema_value_t kind = {
	CYAML_VALUE_ENUM(CYAML_FLAG_STRICT, enum ao_setting_kind, kind_words,
			 AO_COUNT(kind_words))};
static const cyaml_schema_field_t enclosure_fields[] = {
	CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER,
			       struct file_enclosure, name, 1, 100),
	CYAML_FIELD_SEQUENCE("kinds", CYAML_FLAG_POINTER, struct file_enclosure,
			     kinds, &kind, 1, AO_COUNT(kind_words)),
	CYAML_FIELD_UINT_PTR("feed", OPTIONAL, struct file_enclosure, feed),
	CYAML_FIELD_FLOAT_PTR("sheets_like", OPTIONAL, struct file_enclosure,
			      sheets_like),
	CYAML_FIELD_END};
static const cyaml_schema_value_t enclosure = {CYAML_VALUE_MAPPING(
	CYAML_FLAG_DEFAULT, struct file_enclosure, enclosure_fields)};

static const cyaml_schema_field_t fields[] = {
	CYAML_FIELD_UINT_PTR("format", OPTIONAL, struct file, format),
	CYAML_FIELD_STRING_PTR("templates", OPTIONAL, struct file, templates, 1,
			       1000),
	CYAML_FIELD_STRING_PTR("fonts", OPTIONAL, struct file, fonts, 1, 1000),
	CYAML_FIELD_STRING_PTR("city", OPTIONAL, struct file, city, 1, 1000),
	CYAML_FIELD_STRING_PTR("towns", OPTIONAL, struct file, towns, 1, 1000),
	CYAML_FIELD_STRING_PTR("windows", OPTIONAL, struct file, windows, 1,
			       1000),
	CYAML_FIELD_STRING_PTR("window", OPTIONAL, struct file, window, 1, 40),
	CYAML_FIELD_STRING_PTR("omr_file", OPTIONAL, struct file, omr_file, 1,
			       1000),
	CYAML_FIELD_STRING_PTR("omr", OPTIONAL, struct file, omr, 1, 60),
	CYAML_FIELD_SEQUENCE("enclosures", OPTIONAL, struct file, enclosures,
			     &enclosure, 0, ENCLOSURES_MOST),
	CYAML_FIELD_STRING_PTR("encoding", OPTIONAL, struct file, encoding, 1,
			       40),
	CYAML_FIELD_ENUM_PTR("era_codes", STRICT, struct file, era_codes,
			     era_codes_words, AO_COUNT(era_codes_words)),
	CYAML_FIELD_IGNORE("columns", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_STRING_PTR("qr_address", OPTIONAL, struct file, qr_address,
			       1, 2000),
	CYAML_FIELD_ENUM_PTR("print_application_id", STRICT, struct file,
			     print_id, print_id_words,
			     AO_COUNT(print_id_words)),
	CYAML_FIELD_ENUM_PTR("without_application_id", STRICT, struct file,
			     without_id, without_id_words,
			     AO_COUNT(without_id_words)),
	CYAML_FIELD_ENUM_PTR("fixed_term_stay", STRICT, struct file, fixed_term,
			     fixed_term_words, AO_COUNT(fixed_term_words)),
	CYAML_FIELD_UINT_PTR("volume_notices", OPTIONAL, struct file,
			     volume_notices),
	CYAML_FIELD_ENUM_PTR("mailing_order", STRICT, struct file,
			     mailing_order, mailing_order_words,
			     AO_COUNT(mailing_order_words)),
	CYAML_FIELD_UINT_PTR("bundle_notices", OPTIONAL, struct file,
			     bundle_notices),
	CYAML_FIELD_ENUM_PTR("bundle_tickets", STRICT, struct file,
			     bundle_tickets, bundle_tickets_words,
			     AO_COUNT(bundle_tickets_words)),
	CYAML_FIELD_STRING_PTR("postage", OPTIONAL, struct file, postage, 1,
			       1000),
	CYAML_FIELD_STRING_PTR("ledger", OPTIONAL, struct file, ledger, 1,
			       1000),
	CYAML_FIELD_STRING_PTR("ledger_key", OPTIONAL, struct file, ledger_key,
			       1, 1000),
	CYAML_FIELD_UINT_PTR("retention_months", OPTIONAL, struct file,
			     retention_months),
	CYAML_FIELD_ENUM_PTR("reprint_mark", STRICT, struct file, reprint_mark,
			     reprint_mark_words, AO_COUNT(reprint_mark_words)),
	CYAML_FIELD_ENUM_PTR("large_print", STRICT, struct file, large_print,
			     large_print_words, AO_COUNT(large_print_words)),
	CYAML_FIELD_MAPPING_PTR("plausibility", OPTIONAL, struct file,
				plausibility, settings_limits_fields),
	CYAML_FIELD_END};

/* Optional: a file where every line is still a comment is a good file. */
static const cyaml_schema_value_t schema = {
	CYAML_VALUE_MAPPING(OPTIONAL, struct file, fields)};

#define FORMAT                1
#define VOLUME_NOTICES_MOST   5000
#define RETENTION_MONTHS_MOST 600

static char *beside(const struct ao_yaml *y, const char *path,
		    struct ao_settings *s)
{
	return path ? ao_yaml_beside(y, path, s->arena) : NULL;
}

static void take_columns(const struct ao_yaml *y, struct ao_settings *s)
{
	struct ao_column_name *column;
	struct ao_yaml_pair pair;
	size_t n = 0;

	while (ao_yaml_pair(y, "columns", n, &pair))
		n++;
	column = ao_arena_alloc(s->arena, (n ? n : 1) * sizeof(*column));
	for (size_t i = 0; ao_yaml_pair(y, "columns", i, &pair); i++) {
		char *path = ao_arena_printf(s->arena, "columns.%s", pair.name);

		column[i].canonical = ao_arena_strdup(s->arena, pair.name);
		column[i].alias = ao_arena_strdup(s->arena, pair.text);
		column[i].line = ao_yaml_line(y, path);
	}
	s->column = column;
	s->columns = n;
}

static char *place_of(const struct ao_yaml *y, const char *path,
		      struct ao_settings *s)
{
	return ao_arena_printf(s->arena, "%s:%u:%u", s->path,
			       ao_yaml_line(y, path), ao_yaml_column(y, path));
}

static void take_window(const struct ao_yaml *y, const struct file *f,
			struct ao_settings *s)
{
	s->windows = beside(y, f->windows, s);
	if (!f->window)
		return;
	s->window = ao_arena_strdup(s->arena, f->window);
	s->window_where = place_of(y, "window", s);
}

static void take_omr(const struct ao_yaml *y, const struct file *f,
		     struct ao_settings *s)
{
	s->omr_file = beside(y, f->omr_file, s);
	s->omr = ao_arena_strdup(s->arena, f->omr);
	s->omr_where = f->omr ? place_of(y, "omr", s) : NULL;
}

static void take_enclosures(const struct ao_yaml *y, const struct file *f,
			    struct ao_settings *s)
{
	size_t n = f->enclosures_count;
	struct ao_enclosure *to =
		ao_arena_alloc(s->arena, (n ? n : 1) * sizeof(*to));

	for (size_t i = 0; i < n; i++) {
		const struct file_enclosure *from = &f->enclosures[i];
		char *path = ao_arena_printf(s->arena, "enclosures[%zu]", i);

		to[i] = (struct ao_enclosure){
			.name = ao_arena_strdup(s->arena, from->name),
			.feed = from->feed ? *from->feed : 0,
			.sheets_like =
				from->sheets_like ? *from->sheets_like : 0,
			.where = place_of(y, path, s)};
		for (size_t k = 0; k < from->kinds_count; k++)
			to[i].kinds |= 1u << from->kinds[k];
	}
	s->enclosure = to;
	s->enclosures = n;
}

static void take_mailing(const struct ao_yaml *y, const struct file *f,
			 struct ao_settings *s)
{
	s->list_order =
		f->mailing_order && *f->mailing_order == MAILING_ORDER_LIST;
	if (f->bundle_notices)
		s->bundle_notices = *f->bundle_notices;
	if (f->bundle_tickets)
		s->bundle_tickets = *f->bundle_tickets;
	s->postage = beside(y, f->postage, s);
}

static void take_file(const struct ao_yaml *y, const struct file *f,
		      struct ao_settings *s)
{
	s->templates = beside(y, f->templates, s);
	s->fonts = beside(y, f->fonts, s);
	s->city = beside(y, f->city, s);
	s->towns = beside(y, f->towns, s);
	s->qr_address = ao_arena_strdup(s->arena, f->qr_address);
	if (f->encoding)
		s->encoding = ao_arena_strdup(s->arena, f->encoding);
	if (f->era_codes)
		s->era_codes = *f->era_codes;
	if (f->volume_notices)
		s->volume_notices = *f->volume_notices;
	s->id_always = f->print_id && *f->print_id == PRINT_ID_ALWAYS;
	s->hold_without_id = f->without_id && *f->without_id == WITHOUT_ID_HOLD;
	s->print_fixed_term_stay =
		f->fixed_term && *f->fixed_term == FIXED_TERM_PRINT;
	s->mark_reprints =
		!f->reprint_mark || *f->reprint_mark == REPRINT_MARK_PRINT;
	if (f->large_print)
		s->large_print = *f->large_print;
	s->ledger = beside(y, f->ledger, s);
	s->ledger_key = beside(y, f->ledger_key, s);
	if (f->retention_months)
		s->retention_months = *f->retention_months;
	take_mailing(y, f, s);
	take_window(y, f, s);
	take_omr(y, f, s);
	take_enclosures(y, f, s);
	take_columns(y, s);
}

static bool check_range(const struct ao_yaml *y, const char *key,
			const unsigned *found, unsigned most,
			struct ao_error *err)
{
	if (!found || (*found >= 1 && *found <= most))
		return true;
	return ao_yaml_fail(y, key, err,
			    _("expected a number from 1 to %u, found %u"), most,
			    *found);
}

/* A station holds one thing, and a name means one. */
static bool check_twin(const struct ao_yaml *y, const struct file *f, size_t i,
		       const char *path, struct ao_error *err)
{
	const struct file_enclosure *e = &f->enclosures[i];

	for (size_t k = 0; k < i; k++) {
		const struct file_enclosure *before = &f->enclosures[k];

		if (strcmp(before->name, e->name) == 0)
			return ao_yaml_fail(y, path, err,
					    _("two enclosures have this name"));
		if (e->feed && before->feed && *e->feed == *before->feed)
			return ao_yaml_fail(
				y, path, err,
				_("two enclosures come from station %u of the "
				  "inserter; it holds one"),
				*e->feed);
	}
	return true;
}

static bool check_enclosures(const struct ao_yaml *y, const struct file *f,
			     struct ao_error *err)
{
	for (size_t i = 0; i < f->enclosures_count; i++) {
		const struct file_enclosure *e = &f->enclosures[i];
		char path[64], feed[80];

		snprintf(path, sizeof(path), "enclosures[%zu]", i);
		snprintf(feed, sizeof(feed), "%s.feed", path);
		if (!check_range(y, feed, e->feed, FEEDS_MOST, err) ||
		    !check_twin(y, f, i, path, err))
			return false;
		snprintf(feed, sizeof(feed), "%s.sheets_like", path);
		if (e->sheets_like && !(*e->sheets_like >= 0 &&
					*e->sheets_like <= SHEETS_LIKE_MOST))
			return ao_yaml_fail(y, feed, err,
					    _("expected a number from %g to "
					      "%g, found %g"),
					    0.0, (double)SHEETS_LIKE_MOST,
					    *e->sheets_like);
	}
	return true;
}

static bool check_file(const struct ao_yaml *y, const struct file *f,
		       struct ao_error *err)
{
	if (f->format && *f->format != FORMAT)
		return ao_yaml_fail(y, "format", err,
				    _("this program knows format 1 of the "
				      "settings, the file says %u"),
				    *f->format);
	return check_range(y, "volume_notices", f->volume_notices,
			   VOLUME_NOTICES_MOST, err) &&
	       check_range(y, "bundle_notices", f->bundle_notices,
			   VOLUME_NOTICES_MOST, err) &&
	       check_range(y, "retention_months", f->retention_months,
			   RETENTION_MONTHS_MOST, err) &&
	       check_enclosures(y, f, err);
}

bool ao_settings_read(const char *path, struct ao_settings *s,
		      struct ao_error *err)
{
	struct ao_yaml *y;
	const struct file *f;
	bool good;

	*s = (struct ao_settings){.path = "",
				  .digest = "",
				  .encoding = "auto",
				  .window = "90x45",
				  .era_codes = AO_ERA_CODES_RESIDENT,
				  .volume_notices = 500,
				  .bundle_notices = 100,
				  .mark_reprints = true,
				  .plausibility = settings_limits_usual,
				  .arena = ao_arena_new()};
	if (!path)
		return true;
	s->path = ao_arena_strdup(s->arena, path);
	y = ao_yaml_open(path, &schema, err);
	if (!y) {
		ao_settings_release(s);
		return false;
	}
	s->digest = ao_arena_strdup(s->arena, ao_yaml_digest(y));
	f = ao_yaml_data(y);
	good = !f || (check_file(y, f, err) &&
		      settings_limits_take(y, f->plausibility, &s->plausibility,
					   err));
	if (f && good)
		take_file(y, f, s);
	ao_yaml_close(y);
	if (!good)
		ao_settings_release(s);
	return good;
}

int ao_settings_format(void)
{
	return FORMAT;
}

void ao_settings_release(struct ao_settings *s)
{
	ao_arena_free(s->arena);
	*s = (struct ao_settings){0};
}

void ao_settings_library(struct ao_buf *out)
{
	ao_buf_addf(out, "libcyaml %s", cyaml_version_str);
}
