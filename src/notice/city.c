/* city.c - facts of a city, and the rules of a QR address. */
#include "aofuto/notice/city.h"

#include "base/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLACE     "{application_id}"
#define ID_DIGITS 23

/* Level M, version 13: 69 modules and the blank around them are 25.4 mm at
 * 0.33 mm a module; that is as much as a letter has room for. */
#define BYTES_MOST 331

struct file {
	unsigned format;
	char *qr_address;
};
static const cyaml_schema_field_t fields[] = {
	CYAML_FIELD_UINT("format", CYAML_FLAG_DEFAULT, struct file, format),
	CYAML_FIELD_STRING_PTR("qr_address", CYAML_FLAG_POINTER, struct file,
			       qr_address, 1, 2000),
	CYAML_FIELD_IGNORE("facts", CYAML_FLAG_DEFAULT),
	CYAML_FIELD_IGNORE("facts_ja_easy", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_IGNORE("facts_en", CYAML_FLAG_OPTIONAL),
	CYAML_FIELD_END};
static const cyaml_schema_value_t schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, fields)};

struct ao_city {
	struct ao_yaml *yaml;
	size_t facts;
};

static bool fact_name(const char *s)
{
	return *s >= 'a' && *s <= 'z' &&
	       s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

#define WORDS 256

/* A slip in a name would leave the fact in Japanese, and nobody would know. */
static bool check_known(const struct ao_city *city, const char *path,
			const char *name, struct ao_error *err)
{
	const char *known[WORDS];
	size_t n = city->facts < WORDS ? city->facts : WORDS;

	if (ao_city_fact(city, name))
		return true;
	for (size_t i = 0; i < n; i++)
		known[i] = ao_city_fact_name(city, i);
	return ao_yaml_fail_word(city->yaml, path, err, _("fact of the city"),
				 name,
				 (struct ao_words){.word = known, .n = n});
}

static bool check_facts(struct ao_city *city, const char *section,
			struct ao_error *err)
{
	bool own = strcmp(section, ao_city_section(AO_LANGUAGE_JA)) != 0;
	struct ao_yaml_pair pair, before;

	for (size_t i = 0; ao_yaml_pair(city->yaml, section, i, &pair); i++) {
		char path[128];

		snprintf(path, sizeof(path), "%s.%s", section, pair.name);
		if (!fact_name(pair.name))
			return ao_yaml_fail(city->yaml, path, err,
					    _("the name of a fact is made of "
					      "a-z, 0-9 and _, and begins with "
					      "a letter"));
		if (i && ao_yaml_pair(city->yaml, section, i - 1, &before) &&
		    !strcmp(before.name, pair.name))
			return ao_yaml_fail(city->yaml, path, err,
					    _("expected one text, found a "
					      "list"));
		if (own && !check_known(city, path, pair.name, err))
			return false;
		if (!own)
			city->facts = i + 1;
	}
	return true;
}

static bool check_city(struct ao_city *city, struct ao_error *err)
{
	const struct file *f = ao_yaml_data(city->yaml);
	struct ao_error inner = {0};

	if (f->format != 1)
		return ao_yaml_fail(city->yaml, "format", err,
				    _("this program knows format 1 of a city's "
				      "facts, the file says %u"),
				    f->format);
	if (!ao_qr_address_check(f->qr_address, "", &inner))
		return ao_yaml_fail(city->yaml, "qr_address", err, "%s",
				    inner.text);
	for (int l = AO_LANGUAGE_JA; l <= AO_LANGUAGE_EN; l++)
		if (!check_facts(city, ao_city_section((enum ao_language)l),
				 err))
			return false;
	return true;
}

static struct ao_city *make_city(struct ao_yaml *yaml, struct ao_error *err)
{
	struct ao_city *city = ao_calloc(1, sizeof(*city));

	city->yaml = yaml;
	if (yaml && check_city(city, err))
		return city;
	ao_city_close(city);
	return NULL;
}

struct ao_city *ao_city_open(const char *path, struct ao_error *err)
{
	return make_city(ao_yaml_open(path, &schema, err), err);
}

struct ao_city *ao_city_open_text(const char *name, struct ao_bytes text,
				  struct ao_error *err)
{
	return make_city(ao_yaml_open_text(name, text, &schema, err), err);
}

void ao_city_close(struct ao_city *city)
{
	if (!city)
		return;
	ao_yaml_close(city->yaml);
	free(city);
}

size_t ao_city_facts(const struct ao_city *city)
{
	return city->facts;
}

const char *ao_city_fact_name(const struct ao_city *city, size_t i)
{
	struct ao_yaml_pair pair;

	return ao_yaml_pair(city->yaml, "facts", i, &pair) ? pair.name : NULL;
}

const char *ao_city_section(enum ao_language language)
{
	static const char *const section[] = {[AO_LANGUAGE_JA] = "facts",
					      [AO_LANGUAGE_JA_EASY] =
						      "facts_ja_easy",
					      [AO_LANGUAGE_EN] = "facts_en"};

	return section[language];
}

bool ao_city_speaks(const struct ao_city *city, enum ao_language language)
{
	struct ao_yaml_pair pair;

	return language == AO_LANGUAGE_JA ||
	       ao_yaml_pair(city->yaml, ao_city_section(language), 0, &pair);
}

static const char *find(const struct ao_city *city, const char *section,
			const char *name)
{
	struct ao_yaml_pair pair;

	for (size_t i = 0; ao_yaml_pair(city->yaml, section, i, &pair); i++)
		if (!strcmp(pair.name, name))
			return pair.text;
	return NULL;
}

const char *ao_city_fact_in(const struct ao_city *city,
			    enum ao_language language, const char *name)
{
	const char *fact = find(city, ao_city_section(language), name);

	return fact ? fact : find(city, ao_city_section(AO_LANGUAGE_JA), name);
}

const char *ao_city_fact(const struct ao_city *city, const char *name)
{
	return ao_city_fact_in(city, AO_LANGUAGE_JA, name);
}

bool ao_city_has_in(const struct ao_city *city, enum ao_language language,
		    const char *name)
{
	const char *fact = ao_city_fact_in(city, language, name);

	return fact && strcmp(fact, AO_FACT_NONE) != 0;
}

bool ao_city_has(const struct ao_city *city, const char *name)
{
	return ao_city_has_in(city, AO_LANGUAGE_JA, name);
}

const char *ao_city_qr_address(const struct ao_city *city)
{
	const struct file *f = ao_yaml_data(city->yaml);

	return f->qr_address;
}

const char *ao_city_path(const struct ao_city *city)
{
	return ao_yaml_path(city->yaml);
}

const char *ao_city_digest(const struct ao_city *city)
{
	return ao_yaml_digest(city->yaml);
}

/* The host of an address: after "://" up to a port, path or query. */
static const char *host_of(const char *address, size_t *n)
{
	const char *host = strstr(address, "://");

	if (!host)
		return NULL;
	host += 3;
	*n = strcspn(host, ":/?#");
	return host;
}

static bool check_form(const char *address, const char *where,
		       struct ao_error *err)
{
	size_t n = 0;
	const char *host = host_of(address, &n);

	if (strncmp(address, "https://", 8) != 0 &&
	    strncmp(address, "http://", 7) != 0)
		return ao_fail(err, AO_INPUT, where,
			       _("the QR address begins with https:// or "
				 "http://; this one does not"));
	if (!host || n == 0 || memchr(host, '{', n))
		return ao_fail(err, AO_INPUT, where,
			       _("the QR address names no host"));
	for (const char *c = address; *c; c++)
		if (*c <= ' ' || *c > '~')
			return ao_fail(err, AO_INPUT, where,
				       _("the QR address holds a blank or a "
					 "character that is not ASCII"));
	return true;
}

bool ao_qr_address_check(const char *address, const char *where,
			 struct ao_error *err)
{
	const char *place = strstr(address, PLACE);
	size_t n = strlen(address);

	if (!check_form(address, where, err))
		return false;
	if (!place)
		return ao_fail(err, AO_INPUT, where,
			       _("the QR address has no %s; write it where "
				 "the application ID belongs"),
			       PLACE);
	if (strstr(place + 1, PLACE))
		return ao_fail(err, AO_INPUT, where,
			       _("the QR address has %s more than once"),
			       PLACE);
	n = n - strlen(PLACE) + ID_DIGITS;
	if (n > BYTES_MOST)
		return ao_fail(err, AO_INPUT, where,
			       _("the QR address has %zu bytes with the ID; a "
				 "code on a letter holds %d"),
			       n, BYTES_MOST);
	return true;
}

/* RFC 2606: .invalid is no one's for ever. */
bool ao_qr_address_is_example(const char *address)
{
	static const char suffix[] = "invalid";
	size_t n = 0, k = sizeof(suffix) - 1;
	const char *host = host_of(address, &n);

	return host && n >= k && !strncasecmp(host + n - k, suffix, k) &&
	       (n == k || host[n - k - 1] == '.');
}

char *ao_qr_address_for(const char *address, const char *application_id,
			struct ao_arena *arena)
{
	const char *place = strstr(address, PLACE);

	if (!place)
		AO_BUG("a QR address that was not checked");
	return ao_arena_printf(arena, "%.*s%s%s", (int)(place - address),
			       address, application_id, place + strlen(PLACE));
}
