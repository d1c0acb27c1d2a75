/* json.c - a JSON text (RFC 8259), written in order. */
#include "aofuto/batch/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

static const long long tens[] = {1, 10, 100, 1000};

static void quoted(struct ao_buf *b, const char *s)
{
	ao_buf_adds(b, "\"");
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			ao_buf_addf(b, "\\%c", c);
		else if (c < 0x20)
			ao_buf_addf(b, "\\u%04x", c);
		else
			ao_buf_add(b, s, 1);
	}
	ao_buf_adds(b, "\"");
}

static void indent(struct ao_json *j)
{
	ao_buf_adds(j->out, "\n");
	for (unsigned i = 0; i < j->depth; i++)
		ao_buf_adds(j->out, "  ");
}

/* What stands before a value: comma, new line, key. */
static void begin(struct ao_json *j, const char *key)
{
	if (j->depth > 0) {
		if (j->more[j->depth])
			ao_buf_adds(j->out, ",");
		j->more[j->depth] = true;
		indent(j);
	}
	if (!key != (j->depth == 0 || j->array[j->depth]))
		AO_BUG("a JSON key %s", key ? "in an array" : "is missing");
	if (key) {
		quoted(j->out, key);
		ao_buf_adds(j->out, ": ");
	}
}

static void open_value(struct ao_json *j, const char *key, bool array)
{
	begin(j, key);
	if (j->depth + 1 >= AO_JSON_DEPTH)
		AO_BUG("JSON is nested too deeply");
	j->depth++;
	j->more[j->depth] = false;
	j->array[j->depth] = array;
	ao_buf_adds(j->out, array ? "[" : "{");
}

void ao_json_object(struct ao_json *j, const char *key)
{
	open_value(j, key, /*array*/ false);
}

void ao_json_array(struct ao_json *j, const char *key)
{
	open_value(j, key, /*array*/ true);
}

void ao_json_end(struct ao_json *j)
{
	bool array = j->array[j->depth], more = j->more[j->depth];

	if (j->depth == 0)
		AO_BUG("JSON has no value to end");
	j->depth--;
	if (more)
		indent(j);
	ao_buf_adds(j->out, array ? "]" : "}");
	if (j->depth == 0)
		ao_buf_adds(j->out, "\n");
}

void ao_json_text(struct ao_json *j, const char *key, const char *value)
{
	begin(j, key);
	quoted(j->out, value);
}

void ao_json_number(struct ao_json *j, const char *key, uint64_t value)
{
	begin(j, key);
	ao_buf_addf(j->out, "%" PRIu64, value);
}

void ao_json_mm(struct ao_json *j, const char *key, double mm)
{
	long long n = llround(mm * 1000);
	int decimals = 3;

	begin(j, key);
	for (; decimals > 0 && n % 10 == 0; n /= 10)
		decimals--;
	/* By hand, as printf would follow the locale. */
	ao_buf_addf(j->out, "%s%lld", n < 0 ? "-" : "",
		    llabs(n) / tens[decimals]);
	if (decimals > 0)
		ao_buf_addf(j->out, ".%0*lld", decimals,
			    llabs(n) % tens[decimals]);
}

void ao_json_bool(struct ao_json *j, const char *key, bool value)
{
	begin(j, key);
	ao_buf_adds(j->out, value ? "true" : "false");
}

void ao_json_null(struct ao_json *j, const char *key)
{
	begin(j, key);
	ao_buf_adds(j->out, "null");
}

void ao_json_date(struct ao_json *j, const char *key, struct ao_date date)
{
	char iso[AO_DATE_ISO_SIZE];

	begin(j, key);
	if (ao_date_equal(date, AO_NO_DATE))
		ao_buf_adds(j->out, "null");
	else
		quoted(j->out, ao_date_iso(date, iso));
}
