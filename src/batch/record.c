/* record.c - run.json, read back. */
#include "aofuto/batch/record.h"

#include "aofuto/batch/volume.h"
#include "aofuto/notice/city.h"
#include "base/yaml.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NUMBER_MOST 2000000000L
#define LISTS_MOST  16

/* What is being read; the first fault stays. */
struct reading {
	const struct ao_yaml *yaml;
	struct ao_record *record;
	struct ao_error *err;
};

static bool damaged(struct reading *r, const char *key)
{
	return ao_fail(r->err, AO_HOST, r->record->path,
		       _("run.json is damaged or no record of a run: %s is "
			 "missing or cannot be. Do not print this folder"),
		       key);
}

static bool take_text(struct reading *r, const char *key, const char **out)
{
	const char *text = ao_yaml_text(r->yaml, key);

	if (!text)
		return damaged(r, key);
	*out = ao_arena_strdup(r->record->arena, text);
	return true;
}

static bool take_digest(struct reading *r, const char *key, const char **out)
{
	if (!take_text(r, key, out))
		return false;
	return strlen(*out) == AO_SHA256_HEX - 1 || damaged(r, key);
}

/* Of a file that the run may have gone without. */
static bool take_digest_or_none(struct reading *r, const char *key,
				const char **out)
{
	const char *text = ao_yaml_text(r->yaml, key);

	if (text && !*text)
		return take_text(r, key, out);
	return take_digest(r, key, out);
}

/* Of what not every run has, and no earlier version had. */
static bool take_digest_if_said(struct reading *r, const char *key,
				const char **out)
{
	*out = "";
	return !ao_yaml_text(r->yaml, key) || take_digest(r, key, out);
}

static bool take_number(struct reading *r, const char *key, unsigned long *out)
{
	const char *text = ao_yaml_text(r->yaml, key);
	long number;

	if (!text || !ao_parse_long(text, 0, NUMBER_MOST, &number))
		return damaged(r, key);
	*out = (unsigned long)number;
	return true;
}

static bool take_bool(struct reading *r, const char *key, bool *out)
{
	const char *text = ao_yaml_text(r->yaml, key);

	if (!text || (strcmp(text, "true") != 0 && strcmp(text, "false") != 0))
		return damaged(r, key);
	*out = *text == 't';
	return true;
}

static bool take_dates(struct reading *r)
{
	struct ao_record *record = r->record;
	const char *month = ao_yaml_text(r->yaml, "month");
	const char *as_of = ao_yaml_text(r->yaml, "as_of");

	if (!month || !ao_month_parse(month, &record->month))
		return damaged(r, "month");
	if (!as_of || !ao_date_parse_iso(as_of, &record->as_of))
		return damaged(r, "as_of");
	return true;
}

static bool take_volume(struct reading *r, size_t i)
{
	struct ao_record_volume *v = &r->record->volume[i];
	char name[AO_VOLUME_NAME_SIZE], key[64];
	static const char *const part[] = {"notices", "pages", "sheets"};
	unsigned long *const number[] = {&v->notices, &v->pages, &v->sheets};

	snprintf(key, sizeof(key), "volumes[%zu].file", i);
	if (!take_text(r, key, &v->file.name))
		return false;
	ao_volume_name(r->record->month, r->record->first_volume + (unsigned)i,
		       name);
	if (strcmp(name, v->file.name) != 0)
		return damaged(r, key);
	for (size_t k = 0; k < AO_COUNT(part); k++) {
		snprintf(key, sizeof(key), "volumes[%zu].%s", i, part[k]);
		if (!take_number(r, key, number[k]))
			return false;
	}
	snprintf(key, sizeof(key), "volumes[%zu].sha256", i);
	return take_digest(r, key, &v->file.sha256);
}

static bool take_volumes(struct reading *r)
{
	struct ao_record *record = r->record;
	char key[64];
	size_t n = 0;

	do
		snprintf(key, sizeof(key), "volumes[%zu].file", n);
	while (ao_yaml_text(r->yaml, key) && ++n);
	record->volume = ao_arena_alloc(record->arena,
					(n + 1) * sizeof(*record->volume));
	record->volumes = n;
	for (size_t i = 0; i < n; i++)
		if (!take_volume(r, i))
			return false;
	return true;
}

static bool take_lists(struct reading *r)
{
	struct ao_record *record = r->record;
	bool manifest = false;
	struct ao_yaml_pair pair;

	record->list = ao_arena_alloc(record->arena,
				      LISTS_MOST * sizeof(*record->list));
	for (size_t i = 0; ao_yaml_pair(r->yaml, "lists", i, &pair); i++) {
		if (i == LISTS_MOST || strchr(pair.name, '/') ||
		    strlen(pair.text) != AO_SHA256_HEX - 1)
			return damaged(r, "lists");
		record->list[record->lists++] = (struct ao_record_file){
			.name = ao_arena_strdup(record->arena, pair.name),
			.sha256 = ao_arena_strdup(record->arena, pair.text)};
		manifest |= strcmp(pair.name, AO_MANIFEST_NAME) == 0;
	}
	return manifest || damaged(r, "lists." AO_MANIFEST_NAME);
}

/* Volumes that somebody left out of the array are missed here. */
static bool take_sum(struct reading *r)
{
	unsigned long printed = 0, notices = 0;

	if (!take_number(r, "decisions.print", &printed))
		return false;
	for (size_t i = 0; i < r->record->volumes; i++)
		notices += r->record->volume[i].notices;
	return notices == printed || damaged(r, "volumes");
}

static bool take_address(struct reading *r)
{
	struct ao_record *record = r->record;
	struct ao_error why = {0};

	return take_text(r, "qr_address", &record->qr_address) &&
	       (ao_qr_address_check(record->qr_address, record->path, &why) ||
		damaged(r, "qr_address"));
}

/* Specimens have none, and earlier versions had none. */
static bool take_ledger(struct reading *r)
{
	struct ao_record *record = r->record;
	unsigned long run = 0, first = 0;

	record->first_volume = 1;
	if (!ao_yaml_text(r->yaml, "ledger.run"))
		return true;
	if (!take_number(r, "ledger.run", &run) ||
	    !take_number(r, "ledger.first_volume", &first))
		return false;
	record->run = (int64_t)run;
	record->first_volume = (unsigned)first;
	return first > 0 || damaged(r, "ledger.first_volume");
}

/* What an earlier version wrote has the ordinary template alone. */
static bool take_templates(struct reading *r)
{
	struct ao_record *record = r->record;
	char key[64];

	if (!take_digest(r, "template_sha256", &record->template_sha256))
		return false;
	for (int e = 0; e < AO_EDITION_COUNT; e++) {
		snprintf(key, sizeof(key), "templates.%s",
			 ao_edition_name((enum ao_edition)e));
		if (!take_digest_if_said(r, key, &record->edition_sha256[e]))
			return false;
	}
	record->edition_sha256[AO_EDITION_JA] = record->template_sha256;
	return true;
}

static bool take_all(struct reading *r)
{
	struct ao_record *record = r->record;

	return take_text(r, "program", &record->program) && take_dates(r) &&
	       take_bool(r, "only_month", &record->only_month) &&
	       take_bool(r, "specimen", &record->specimen) && take_ledger(r) &&
	       take_digest(r, "list.sha256", &record->list_sha256) &&
	       take_digest_or_none(r, "hold_list_sha256",
				   &record->hold_sha256) &&
	       take_templates(r) &&
	       take_digest(r, "city_sha256", &record->city_sha256) &&
	       take_digest(r, "fonts_sha256", &record->fonts_sha256) &&
	       take_digest_or_none(r, "settings_sha256",
				   &record->settings_sha256) &&
	       take_digest_if_said(r, "mailing.postage_sha256",
				   &record->postage_sha256) &&
	       take_digest_if_said(r, "omr.sha256", &record->omr_sha256) &&
	       take_address(r) &&
	       take_number(r, "with_application_id", &record->with_id) &&
	       take_volumes(r) && take_lists(r) && take_sum(r);
}

const char *ao_record_path(const struct ao_record *record, const char *name)
{
	return ao_arena_printf(record->arena, "%s/%s", record->folder, name);
}

/* What is no YAML is no JSON either; that somebody's program says so with a
 * status of its own is not what counts here. */
static bool not_json(const struct ao_error *why, struct ao_error *err)
{
	return ao_fail(err, AO_HOST, why->where,
		       _("run.json is damaged (%s). Do not print this folder"),
		       why->text);
}

/* Somebody may name the volume, or run.json itself. */
static bool is_folder(const char *path)
{
	struct stat about;

	if (stat(path, &about) != 0)
		return false;
	errno = ENOTDIR;
	return S_ISDIR(about.st_mode);
}

bool ao_record_read(const char *folder, struct ao_record *record,
		    struct ao_error *err)
{
	struct reading r = {.record = record, .err = err};
	struct ao_error why = {0};
	struct ao_yaml *yaml;
	bool ok;

	*record = (struct ao_record){.arena = ao_arena_new()};
	record->folder = ao_arena_strdup(record->arena, folder);
	record->path = ao_record_path(record, AO_RECORD_NAME);
	if (!is_folder(folder) || access(folder, X_OK) != 0)
		return ao_fail_errno(err, *folder ? folder : "''",
				     _("cannot open the folder"));
	if (access(record->path, F_OK) != 0)
		return ao_fail(err, AO_INPUT, folder,
			       _("the folder holds no run: there is no "
				 "run.json in it"));
	if (access(record->path, R_OK) != 0)
		return ao_fail_errno(err, record->path,
				     _("cannot open the file"));
	yaml = ao_yaml_open(record->path, NULL, &why);
	if (!yaml)
		return not_json(&why, err);
	r.yaml = yaml;
	record->read_back = ao_yaml_text(yaml, "read_back.pages") != NULL;
	ok = take_all(&r);
	ao_yaml_close(yaml);
	return ok;
}

void ao_record_release(struct ao_record *record)
{
	ao_arena_free(record->arena);
	*record = (struct ao_record){0};
}
