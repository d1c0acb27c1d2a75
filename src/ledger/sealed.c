/* sealed.c - the values of a notice, opened and held against their row. */
#include "ledger/sealed.h"

#include "aofuto/notice/pack.h"

#include <string.h>

struct sealed_row sealed_row(const struct sql_query *q)
{
	return (struct sealed_row){
		.notice = sql_column_number(q, 0),
		.run = sql_column_number(q, 1),
		.kind = (int)sql_column_number(q, 2),
		.expiry_days = (int32_t)sql_column_number(q, 3),
		.resident = sql_column_bytes(q, 4),
		.application = sql_column_bytes(q, 5),
		.sealed = sql_column_bytes(q, 6),
	};
}

struct ao_planned sealed_planned(const struct sql_query *q,
				 const struct sealed_values *values)
{
	struct sealed_row row = sealed_row(q);

	return (struct ao_planned){
		.resident_id = values->resident_id,
		.kind = (enum ao_kind)row.kind,
		.expiry = ao_date_from_days(row.expiry_days),
		.row = (unsigned long)sql_column_number(q, PLANNED_ROW),
		.pages = (unsigned)sql_column_number(q, PLANNED_PAGES),
		.sheets = (unsigned)sql_column_number(q, PLANNED_SHEETS),
		.notice = &values->notice,
	};
}

static struct ledger_bound bound_of(const struct sealed_row *row)
{
	return ledger_bound(row->notice, row->run, row->kind, row->expiry_days,
			    row->resident.s);
}

static bool take_apart(const struct ao_buf *plain, struct ao_arena *arena,
		       struct sealed_values *out)
{
	struct ledger_sealed inside;

	if (!ledger_sealed_get((struct ao_bytes){plain->s, plain->n}, &inside))
		return false;
	memcpy(out->salt, inside.salt, sizeof(out->salt));
	out->resident_id = ao_arena_strdup(arena, inside.resident_id);
	return ao_notice_unpack(&out->notice, inside.packed.s, inside.packed.n,
				arena);
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
		       &plain)) {
		ao_buf_release(&plain);
		return SEALED_SHUT;
	}
	whole = take_apart(&plain, arena, out);
	/* Names do not stay behind in memory that is used again. */
	if (plain.s)
		explicit_bzero(plain.s, plain.n);
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
