/* sealed.c - what stands in the column `sealed` of a notice. */
#include "ledger/sealed.h"

#include "aofuto/notice/pack.h"

#include <string.h>

static void add_number(struct ledger_bound *b, uint64_t value, size_t bytes)
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

	memcpy(b.s, label, sizeof(label));
	add_number(&b, (uint64_t)notice, 8);
	add_number(&b, (uint64_t)run, 8);
	add_number(&b, (uint64_t)kind, 4);
	add_number(&b, (uint64_t)expiry_days, 4);
	memcpy(b.s + b.n, resident, AO_KEY_HASH);
	b.n += AO_KEY_HASH;
	return b;
}

static struct ledger_bound bound_of(const struct sealed_row *row)
{
	return ledger_bound(row->notice, row->run, row->kind, row->expiry_days,
			    row->resident.s);
}

/* Names do not stay behind in memory that is used again. */
static void wipe(struct ao_buf *b)
{
	if (b->s)
		explicit_bzero(b->s, b->n);
	ao_buf_clear(b);
}

void sealed_make(const struct ao_key *key, const struct sealed_row *row,
		 const struct sealed_values *values, struct ao_buf *scratch,
		 struct ao_buf *out)
{
	struct ledger_bound bound = bound_of(row);

	ao_buf_clear(scratch);
	ao_buf_add(scratch, (const char *)values->salt, AO_DIGEST_SALT);
	ao_buf_add(scratch, values->resident_id,
		   strlen(values->resident_id) + 1);
	ao_notice_pack(&values->notice, scratch);
	ao_seal(key, (struct ao_bytes){scratch->s, scratch->n},
		(struct ao_bytes){bound.s, bound.n}, out);
	wipe(scratch);
}

static bool take_apart(const struct ao_buf *plain, struct ao_arena *arena,
		       struct sealed_values *out)
{
	const char *id = plain->s + AO_DIGEST_SALT;
	const char *end;

	if (plain->n <= AO_DIGEST_SALT)
		return false;
	end = memchr(id, '\0', plain->n - AO_DIGEST_SALT);
	if (!end)
		return false;
	memcpy(out->salt, plain->s, AO_DIGEST_SALT);
	out->resident_id = ao_arena_strdup(arena, id);
	end++;
	return ao_notice_unpack(&out->notice, end,
				plain->n - (size_t)(end - plain->s), arena);
}

static bool is_hash(const struct ao_key *key, enum ao_hash_purpose purpose,
		    const char *text, struct ao_bytes hash)
{
	unsigned char made[AO_KEY_HASH];

	if (!*text)
		return hash.n == 0;
	ao_key_hash(key, purpose, text, made);
	return hash.n == AO_KEY_HASH && memcmp(hash.s, made, AO_KEY_HASH) == 0;
}

enum sealed_state sealed_open(const struct ao_key *key,
			      const struct sealed_row *row,
			      struct ao_arena *arena, struct sealed_values *out)
{
	struct ledger_bound bound;
	struct ao_buf plain = {0};
	bool whole;

	if (!row->sealed.n)
		return SEALED_PURGED;
	if (row->resident.n != AO_KEY_HASH)
		return SEALED_SHUT;
	bound = bound_of(row);
	if (!ao_unseal(key, row->sealed, (struct ao_bytes){bound.s, bound.n},
		       &plain))
		return SEALED_SHUT;
	whole = take_apart(&plain, arena, out);
	wipe(&plain);
	ao_buf_release(&plain);
	if (!whole)
		return SEALED_MALFORMED;
	if (!is_hash(key, AO_HASH_RESIDENT, out->resident_id, row->resident) ||
	    !is_hash(key, AO_HASH_APPLICATION,
		     out->notice.text[AO_FIELD_APPLICATION_ID],
		     row->application))
		return SEALED_STRANGER;
	return SEALED_OPEN;
}
