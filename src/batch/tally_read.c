/* tally_read.c - the figures of a run, read back. */
#include "aofuto/batch/report.h"
#include "base/yaml.h"

#include <stdio.h>
#include <string.h>

#define COUNT_MOST 2000000000L

/* A number that is not there is 0: reasons are written where there are some. */
static bool count(const struct ao_yaml *yaml, const char *key,
		  unsigned long *out)
{
	const char *text = ao_yaml_text(yaml, key);
	long n = 0;

	if (text && !ao_parse_long(text, 0, COUNT_MOST, &n))
		return false;
	*out = (unsigned long)n;
	return true;
}

static bool read_verdict(const struct ao_yaml *yaml, enum ao_verdict v,
			 struct ao_tally *t)
{
	unsigned long reasons = 0;
	char key[96];

	snprintf(key, sizeof(key), "decisions.%s", ao_verdict_name(v));
	if (!ao_yaml_text(yaml, key) || !count(yaml, key, &t->verdict[v]))
		return false;
	for (int r = AO_REASON_NONE + 1; r < AO_REASON_COUNT; r++) {
		snprintf(key, sizeof(key), "reasons.%s.%s", ao_verdict_name(v),
			 ao_reason_name((enum ao_reason)r));
		if (!count(yaml, key, &t->reason[v][r]))
			return false;
		reasons += t->reason[v][r];
	}
	if (reasons > t->verdict[v])
		return false;
	t->reason[v][AO_REASON_NONE] = t->verdict[v] - reasons;
	return true;
}

static bool read_kinds(const struct ao_yaml *yaml, struct ao_tally *t)
{
	unsigned long kinds = 0;
	char key[96];

	for (int k = AO_KIND_NONE + 1; k < AO_KIND_COUNT; k++) {
		snprintf(key, sizeof(key), "notices.%s",
			 ao_kind_name((enum ao_kind)k));
		if (!count(yaml, key, &t->kind[k]))
			return false;
		kinds += t->kind[k];
	}
	return kinds == t->verdict[AO_PRINT];
}

/* Those of before there were editions are all of the ordinary one. */
static bool read_editions(const struct ao_yaml *yaml, struct ao_tally *t)
{
	unsigned long sum = 0;
	char key[96];

	for (int e = 0; e < AO_EDITION_COUNT; e++) {
		snprintf(key, sizeof(key), "editions.%s",
			 ao_edition_name((enum ao_edition)e));
		if (!count(yaml, key, &t->edition[e]))
			return false;
		sum += t->edition[e];
	}
	if (!sum)
		t->edition[AO_EDITION_JA] = t->verdict[AO_PRINT];
	return !sum || sum == t->verdict[AO_PRINT];
}

static bool read_all(const struct ao_yaml *yaml, struct ao_tally *t)
{
	unsigned long sum = 0;

	for (int v = 0; v < AO_VERDICT_COUNT; v++) {
		if (!read_verdict(yaml, (enum ao_verdict)v, t))
			return false;
		sum += t->verdict[v];
	}
	return count(yaml, "residents", &t->read) && t->read == sum &&
	       read_kinds(yaml, t) && read_editions(yaml, t) &&
	       count(yaml, "catch_up", &t->catch_up) &&
	       count(yaml, "with_application_id", &t->with_id) &&
	       count(yaml, "without_application_id", &t->without_id) &&
	       count(yaml, "with_customer_barcode", &t->with_barcode);
}

bool ao_report_tally_read(const char *text, const char *where,
			  struct ao_tally *t, struct ao_error *err)
{
	struct ao_error why = {0};
	struct ao_yaml *yaml = ao_yaml_open_text(
		where, (struct ao_bytes){text, strlen(text)}, NULL, &why);
	bool ok;

	*t = (struct ao_tally){0};
	ok = yaml && read_all(yaml, t);
	ao_yaml_close(yaml);
	return ok || ao_fail(err, AO_INPUT, where,
			     _("the figures of the run are damaged: they "
			       "cannot be read, or do not add up"));
}
