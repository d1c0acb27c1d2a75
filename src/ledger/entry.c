/* entry.c - one notice in the ledger: found and unsealed. */
#include "aofuto/ledger/entry.h"

#include "ledger/sealed.h"

#include <string.h>

/* The planned volume that a notice is in (schema.c), and its place in it. */
#define PLACE "(n.id-p.first_notice)"
#define WITH_VOLUME                                                            \
	" LEFT JOIN planned_volume p ON p.first_notice="                       \
	"(SELECT first_notice FROM planned_volume WHERE first_notice<=n.id"    \
	" ORDER BY first_notice DESC LIMIT 1)"                                 \
	" LEFT JOIN volume v ON v.run=p.run AND v.number=p.number WHERE "

/* resident IS NULL says that it is purged without a look at what is sealed. */
#define COLUMNS                                                                \
	"SELECT n.id,n.run,r.month,p.number," PLACE "+1,"                      \
	"n.page,n.pages,n.sheets,n.kind,n.expiry,v.at,n.cancelled,"            \
	"n.resident IS NULL,"                                                  \
	"(SELECT count(*) FROM reprint c WHERE c.notice=n.id),"                \
	"(SELECT c.at FROM reprint c WHERE c.notice=n.id"                      \
	" ORDER BY c.copy DESC LIMIT 1),"                                      \
	"(SELECT b.on_day FROM returned b WHERE b.notice=n.id"                 \
	" ORDER BY b.id DESC LIMIT 1)"

/* ?1 is what the way in asks for. */
#define NARROWED                                                               \
	" AND (?2=0 OR n.run=?2) AND (?3='' OR r.month=?3)"                    \
	" AND (?4=0 OR n.kind=?4) AND (?5=1 OR n.cancelled=0)"                 \
	" AND (?6=0 OR EXISTS(SELECT 1 FROM returned b WHERE b.notice=n.id))"

#define BY_NOTICE(where)                                                       \
	COLUMNS " FROM notice n JOIN run r ON r.id=n.run" WITH_VOLUME where    \
		NARROWED " ORDER BY n.id"
/* CROSS JOIN: in this order, and the notices of a run by their ids. The
 * numbers of a later run are higher, so that nothing has to be sorted. */
#define BY_RUN(where)                                                          \
	COLUMNS " FROM run r CROSS JOIN notice n ON n.id>=r.first_notice"      \
		" AND n.id<r.first_notice+r.notices" WITH_VOLUME where         \
			NARROWED " ORDER BY r.id,n.id"

static const char one_notice[] = BY_NOTICE("n.id=?1");
/* Each half has an index of its own. */
static const char of_resident[] =
	BY_NOTICE("n.id IN (SELECT id FROM notice WHERE resident=?1"
		  " AND cancelled=0 UNION ALL SELECT id FROM notice"
		  " WHERE resident=?1 AND cancelled=1)");
static const char of_application[] =
	BY_NOTICE("n.id IN (SELECT id FROM notice WHERE application=?1)");
static const char come_back[] =
	BY_NOTICE("?1 IS NULL AND n.id IN (SELECT notice FROM returned)");
static const char of_run[] = BY_RUN("r.id=?1");
static const char of_all[] = BY_RUN("?1 IS NULL");

static void bind_hash(struct ao_ledger *l, struct sql_query *q,
		      enum ao_hash_purpose purpose, const char *text)
{
	unsigned char hash[AO_KEY_HASH];

	ao_key_hash(l->key, purpose, text, hash);
	sql_bind_bytes(q, (struct ao_bytes){hash, sizeof(hash)});
}

/* The narrowest way in; what else is asked narrows what it gives. Looked for
 * by both numbers, the resident must also have that application. */
static const char *way_in(const struct ao_entry_query *w)
{
	return w->notice           ? one_notice
	       : w->application_id ? of_application
	       : w->resident_id    ? of_resident
	       : w->returned       ? come_back
	       : w->run            ? of_run
				   : of_all;
}

static void bind_way_in(struct ao_ledger *l, struct sql_query *q,
			const struct ao_entry_query *w)
{
	if (w->notice)
		sql_bind_number(q, w->notice);
	else if (w->application_id)
		bind_hash(l, q, AO_HASH_APPLICATION, w->application_id);
	else if (w->resident_id)
		bind_hash(l, q, AO_HASH_RESIDENT, w->resident_id);
	else if (w->run && !w->returned)
		sql_bind_number(q, w->run);
	else
		sql_bind_text(q, NULL);
}

static struct sql_query *
begin(struct ao_ledger *l, const struct ao_entry_query *w, struct ao_error *err)
{
	struct sql_query *q = sql_begin(l->sql, way_in(w), err);

	if (!q)
		return NULL;
	bind_way_in(l, q, w);
	sql_bind_number(q, w->run);
	if (ao_date_known(w->month))
		ledger_bind_month(q, w->month);
	else
		sql_bind_text(q, "");
	sql_bind_number(q, w->kind);
	sql_bind_number(q, w->cancelled_too);
	sql_bind_number(q, w->returned);
	return q;
}

static bool damaged(const struct ao_ledger *l, int64_t notice,
		    struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, l->path,
		       _("the row of notice %lld does not make sense; aofuto "
			 "ledger verify looks at the whole ledger"),
		       (long long)notice);
}

static bool is_kind(int64_t n)
{
	return n > AO_KIND_NONE && n < AO_KIND_COUNT;
}

static bool is_day(int64_t n)
{
	return n > -40000 && n < 2932897; /* 1868 to 9999 */
}

static bool read_entry(const struct ao_ledger *l, const struct sql_query *q,
		       struct ao_entry *e, struct ao_error *err)
{
	*e = (struct ao_entry){
		.id = sql_column_number(q, 0),
		.run = sql_column_number(q, 1),
		.volume = (unsigned)sql_column_number(q, 3),
		.position = (unsigned)sql_column_number(q, 4),
		.page = (unsigned long)sql_column_number(q, 5),
		.pages = (unsigned)sql_column_number(q, 6),
		.sheets = (unsigned)sql_column_number(q, 7),
		.kind = (enum ao_kind)sql_column_number(q, 8),
		.printed = !sql_column_null(q, 10),
		.printed_at = sql_column_text(q, 10),
		.cancelled = sql_column_number(q, 11) != 0,
		.purged = sql_column_number(q, 12) != 0,
		.reprints = (unsigned)sql_column_number(q, 13),
		.reprinted_at = sql_column_text(q, 14),
	};
	if (!ao_month_parse(sql_column_text(q, 2), &e->month) ||
	    !is_kind(sql_column_number(q, 8)) ||
	    !is_day(sql_column_number(q, 9)) ||
	    !is_day(sql_column_number(q, 15)))
		return damaged(l, e->id, err);
	e->expiry = ao_date_from_days((int32_t)sql_column_number(q, 9));
	if (!sql_column_null(q, 15))
		e->returned =
			ao_date_from_days((int32_t)sql_column_number(q, 15));
	return true;
}

/* The one row is also of the number that did not lead to it. */
static bool is_also(struct ao_ledger *l, const struct ao_entry_query *w,
		    int64_t notice, bool *yes, struct ao_error *err)
{
	struct sql_query *q;
	enum ao_step step;

	*yes = true;
	if (!w->resident_id && !(w->application_id && w->notice))
		return true;
	if (!w->application_id && !w->notice)
		return true;
	q = sql_begin(l->sql,
		      "SELECT 1 FROM notice WHERE id=?1"
		      " AND (?2 IS NULL OR resident=?2)"
		      " AND (?3 IS NULL OR application=?3)",
		      err);
	if (!q)
		return false;
	sql_bind_number(q, notice);
	if (w->resident_id)
		bind_hash(l, q, AO_HASH_RESIDENT, w->resident_id);
	else
		sql_bind_text(q, NULL);
	if (w->application_id)
		bind_hash(l, q, AO_HASH_APPLICATION, w->application_id);
	else
		sql_bind_text(q, NULL);
	step = sql_step(q, err);
	*yes = step == AO_STEP_ITEM;
	sql_end(q);
	return step != AO_STEP_FAIL;
}

bool ao_entries_each(struct ao_ledger *l, const struct ao_entry_query *which,
		     bool (*each)(const struct ao_entry *, void *), void *data,
		     struct ao_error *err)
{
	struct sql_query *q = begin(l, which, err);
	struct ao_entry entry;
	enum ao_step step;
	bool ok = q != NULL, more = true, wanted;

	while (ok && more) {
		step = sql_step(q, err);
		if (step != AO_STEP_ITEM) {
			ok = step == AO_STEP_END;
			break;
		}
		ok = read_entry(l, q, &entry, err) &&
		     is_also(l, which, entry.id, &wanted, err);
		if (ok && wanted)
			more = each(&entry, data);
	}
	sql_end(q);
	return ok;
}

static bool open_values(struct ao_ledger *l, const struct sql_query *q,
			struct ao_arena *arena, struct ao_entry_values *out,
			struct ao_error *err)
{
	struct ao_bytes digest = sql_column_bytes(q, SEALED_COLUMNS_END);
	struct sealed_row row = sealed_row(q);
	struct sealed_values values;

	switch (sealed_open(l->key, &row, arena, &values)) {
	case SEALED_PURGED:
		return ao_fail(err, AO_INPUT, l->path,
			       _("notice %lld is purged: who it was for and "
				 "what stood in it is gone for good"),
			       (long long)row.notice);
	case SEALED_SHUT:
	case SEALED_MALFORMED:
	case SEALED_STRANGER:
		return ao_fail(err, AO_INPUT, l->path,
			       _("the sealed values of notice %lld are not "
				 "those that were put there; trust no row of "
				 "this ledger until aofuto ledger verify has "
				 "looked at all of it"),
			       (long long)row.notice);
	case SEALED_OPEN:
		break;
	}
	*out = (struct ao_entry_values){.resident_id = values.resident_id,
					.notice = values.notice};
	memcpy(out->salt, values.salt, sizeof(out->salt));
	if (digest.n == AO_DIGEST)
		memcpy(out->digest, digest.s, AO_DIGEST);
	return digest.n == AO_DIGEST ||
	       sql_column_null(q, SEALED_COLUMNS_END) ||
	       damaged(l, row.notice, err);
}

bool ao_entry_values(struct ao_ledger *l, int64_t notice,
		     struct ao_arena *arena, struct ao_entry_values *out,
		     struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		l->sql,
		"SELECT " SEALED_COLUMNS ","
		"substr(v.digests,1+32*" PLACE ",32)"
		" FROM notice n JOIN run r ON r.id=n.run" WITH_VOLUME "n.id=?1",
		err);
	enum ao_step step;
	bool ok = false;

	if (!q)
		return false;
	sql_bind_number(q, notice);
	step = sql_step(q, err);
	if (step == AO_STEP_END)
		ao_fail(err, AO_INPUT, l->path,
			_("there is no notice %lld in this ledger"),
			(long long)notice);
	if (step == AO_STEP_ITEM)
		ok = open_values(l, q, arena, out, err);
	sql_end(q);
	return ok;
}
