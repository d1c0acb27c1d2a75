/* value.c - values as the rows of a ledger keep them. */
#include "ledger/ledger_inside.h"

#include <string.h>

void ledger_bind_hex(struct sql_query *q, const char *hex)
{
	unsigned char bytes[AO_SHA256_BYTES];

	if (!*hex) {
		sql_bind_text(q, NULL);
		return;
	}
	ao_sha256_parse(hex, bytes);
	sql_bind_bytes(q, (struct ao_bytes){bytes, sizeof(bytes)});
}

void ledger_column_hex(const struct sql_query *q, int column,
		       char hex[AO_SHA256_HEX])
{
	struct ao_bytes b = sql_column_bytes(q, column);

	hex[0] = '\0';
	if (b.n == AO_SHA256_BYTES)
		ao_sha256_print(b.s, hex);
}

void ledger_bind_month(struct sql_query *q, struct ao_date month)
{
	char text[AO_DATE_ISO_SIZE];

	ao_date_iso(month, text);
	text[sizeof("YYYY-MM") - 1] = '\0';
	sql_bind_text(q, text);
}

void ledger_bind_or_null(struct sql_query *q, int64_t value)
{
	if (value)
		sql_bind_number(q, value);
	else
		sql_bind_text(q, NULL);
}

/* Form 1: the form's number, the salt, the resident's number with its NUL, and
 * to the end the packed notice. */
#define FORM '\1'

void ledger_sealed_put(const struct ledger_sealed *value, struct ao_buf *out)
{
	ao_buf_add(out, (const char[]){FORM}, 1);
	ao_buf_add(out, (const char *)value->salt, sizeof(value->salt));
	ao_buf_add(out, value->resident_id, strlen(value->resident_id) + 1);
	ao_buf_add(out, value->packed.s, value->packed.n);
}

bool ledger_sealed_get(struct ao_bytes bytes, struct ledger_sealed *out)
{
	const size_t head = 1 + sizeof(out->salt);
	const char *s = bytes.s, *end;

	if (bytes.n <= head || s[0] != FORM)
		return false;
	end = memchr(s + head, '\0', bytes.n - head);
	if (!end)
		return false;
	memcpy(out->salt, s + 1, sizeof(out->salt));
	out->resident_id = s + head;
	out->packed.s = end + 1;
	out->packed.n = bytes.n - (size_t)(end + 1 - s);
	return true;
}

static void bind(struct ledger_bound *b, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		b->s[b->n++] = (unsigned char)(value >> 8 * i);
}

struct ledger_bound ledger_bound(int64_t notice, int64_t run, int kind,
				 int32_t expiry_days,
				 const unsigned char resident[AO_KEY_HASH])
{
	static const char label[] = "aofuto-notice-1";
	struct ledger_bound b = {.n = sizeof(label)};

	_Static_assert(sizeof(label) + 8 + 8 + 4 + 4 + AO_KEY_HASH <=
			       LEDGER_BOUND,
		       "what binds a notice is longer than its room");
	memcpy(b.s, label, sizeof(label));
	bind(&b, (uint64_t)notice, 8);
	bind(&b, (uint64_t)run, 8);
	bind(&b, (uint32_t)kind, 4);
	bind(&b, (uint32_t)expiry_days, 4);
	memcpy(b.s + b.n, resident, AO_KEY_HASH);
	b.n += AO_KEY_HASH;
	return b;
}
