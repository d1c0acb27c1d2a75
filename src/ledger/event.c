/* event.c - what happened, and the chain over it. */
#include "event_inside.h"

#include <string.h>

/* Names stand in the bodies that are chained: they never change. */
static const struct name {
	enum ao_event_type type;
	const char *name, *text;
} names[] = {
	{AO_EVENT_PLAN, "plan", N_("run planned")},
	{AO_EVENT_VOLUME, "volume", N_("volume written")},
	{AO_EVENT_FINISH, "finish", N_("run finished")},
	{AO_EVENT_CANCEL, "cancel", N_("run cancelled")},
	{AO_EVENT_REPRINT, "reprint", N_("notice printed again")},
	{AO_EVENT_RETURNED, "returned", N_("letter came back")},
	{AO_EVENT_PURGE, "purge", N_("old values purged")},
	{AO_EVENT_REKEY, "rekey", N_("key changed")},
	{AO_EVENT_ACCEPT, "accept", N_("check of the list accepted")},
	{AO_EVENT_RESUME, "resume", N_("run continued")},
	{AO_EVENT_REMAKE, "remake", N_("volumes made again")},
	{AO_EVENT_BACKUP, "backup", N_("backup made")},
	{AO_EVENT_EXPORT, "export", N_("ledger exported")},
	{AO_EVENT_ENVELOPE, "envelope", N_("envelopes addressed")},
};

static const struct name *find(enum ao_event_type type)
{
	static const struct name unknown = {0, "unknown", N_("unknown event")};

	for (size_t i = 0; i < AO_COUNT(names); i++) {
		if (names[i].type == type)
			return &names[i];
	}
	return &unknown;
}

const char *ao_event_name(enum ao_event_type type)
{
	return find(type)->name;
}

const char *ao_event_text(enum ao_event_type type)
{
	return find(type)->text;
}

static bool is_chained(enum ao_event_type type)
{
	return type < AO_EVENT_RESUME;
}

struct link {
	unsigned char digest[AO_SHA256_BYTES], chain[AO_SHA256_BYTES];
};

/* chain: the link before; then this one's. */
static void follow(const unsigned char digest[AO_SHA256_BYTES],
		   unsigned char chain[AO_SHA256_BYTES])
{
	struct ao_sha256 sum;

	ao_sha256_init(&sum);
	ao_sha256_add(&sum, chain, AO_SHA256_BYTES);
	ao_sha256_add(&sum, digest, AO_SHA256_BYTES);
	ao_sha256_bytes(&sum, chain);
}

/* Where nothing is chained yet *none is true and chain is zero. */
static bool newest(struct ao_ledger *l, unsigned char chain[AO_SHA256_BYTES],
		   bool *none, struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "SELECT chain FROM event WHERE chain IS NOT NULL"
			  " ORDER BY id DESC LIMIT 1",
			  err);
	enum ao_step step = q ? sql_step(q, err) : AO_STEP_FAIL;
	struct ao_bytes b;

	memset(chain, 0, AO_SHA256_BYTES);
	*none = step == AO_STEP_END;
	if (step == AO_STEP_ITEM) {
		b = sql_column_bytes(q, 0);
		if (b.n == AO_SHA256_BYTES)
			memcpy(chain, b.s, b.n);
	}
	sql_end(q);
	return step != AO_STEP_FAIL;
}

bool ao_chain_head(struct ao_ledger *l, char hex[AO_SHA256_HEX],
		   struct ao_error *err)
{
	unsigned char chain[AO_SHA256_BYTES];
	bool none;

	hex[0] = '\0';
	if (!newest(l, chain, &none, err))
		return false;
	if (!none)
		ao_sha256_print(chain, hex);
	return true;
}

static bool insert(struct ao_ledger *l, const struct event_row *row,
		   const struct link *link, struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "INSERT INTO event(id,type,at,operator,run,item,"
			  "notice,text,digest,chain)"
			  " VALUES(?,?,?,?,?,?,?,?,?,?)",
			  err);
	size_t n = link ? AO_SHA256_BYTES : 0;

	if (!q)
		return false;
	sql_bind_number(q, row->id);
	sql_bind_number(q, row->event.type);
	sql_bind_text(q, row->at);
	sql_bind_text(q, row->operator);
	ledger_bind_or_null(q, row->event.run);
	ledger_bind_or_null(q, row->event.item);
	ledger_bind_or_null(q, row->event.notice);
	sql_bind_text(q, row->event.text ? row->event.text : "");
	sql_bind_bytes(q, (struct ao_bytes){link ? link->digest : NULL, n});
	sql_bind_bytes(q, (struct ao_bytes){link ? link->chain : NULL, n});
	return sql_run(q, err);
}

static bool make_link(struct ao_ledger *l, const struct event_row *row,
		      struct link *link, struct ao_error *err)
{
	struct ao_buf body = {0};
	struct ao_sha256 sum;
	bool none;
	bool ok = event_body(l, row, &body, err) &&
		  newest(l, link->chain, &none, err);

	if (ok) {
		ao_sha256_init(&sum);
		ao_sha256_add(&sum, body.s, body.n);
		ao_sha256_bytes(&sum, link->digest);
		follow(link->digest, link->chain);
	}
	ao_buf_release(&body);
	return ok;
}

bool ledger_add_event(struct ao_ledger *l, const struct ledger_event *event,
		      struct ao_error *err)
{
	struct event_row row = {
		.event = *event, .at = l->now, .operator= l->operator};
	struct link link;

	if (!l->begun)
		AO_BUG("an event is added outside a transaction");
	if (!sql_number(l->sql, "SELECT coalesce(max(id),0)+1 FROM event",
			&row.id, err))
		return false;
	if (!is_chained(event->type))
		return insert(l, &row, NULL, err);
	return make_link(l, &row, &link, err) && insert(l, &row, &link, err);
}

static bool same(struct ao_bytes b, const unsigned char *chain)
{
	return b.n == AO_SHA256_BYTES && memcmp(b.s, chain, b.n) == 0;
}

/* Numbered without a gap, chained where it must be, and following. */
static bool check_link(const struct sql_query *q, int64_t id,
		       unsigned char chain[AO_SHA256_BYTES])
{
	struct ao_bytes digest = sql_column_bytes(q, 2);
	enum ao_event_type type = (enum ao_event_type)sql_column_number(q, 1);

	if (sql_column_number(q, 0) != id)
		return false;
	if (!is_chained(type))
		return sql_column_null(q, 2) && sql_column_null(q, 3);
	if (digest.n != AO_SHA256_BYTES)
		return false;
	follow(digest.s, chain);
	return same(sql_column_bytes(q, 3), chain);
}

bool ao_chain_check(struct ao_ledger *l, struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		l->sql, "SELECT id,type,digest,chain FROM event ORDER BY id",
		err);
	unsigned char chain[AO_SHA256_BYTES] = {0};
	enum ao_step step = AO_STEP_FAIL;
	int64_t id = 0;

	while (q && (step = sql_step(q, err)) == AO_STEP_ITEM) {
		if (check_link(q, ++id, chain))
			continue;
		ao_fail(err, AO_INPUT, l->path,
			_("the ledger has been changed: event %lld does not "
			  "follow from the one before it; restore the last "
			  "backup, and find out who changed it"),
			(long long)id);
		break;
	}
	sql_end(q);
	return step == AO_STEP_END;
}

static void read_event(const struct sql_query *q, struct ao_event *event)
{
	event->id = sql_column_number(q, 0);
	event->type = (enum ao_event_type)sql_column_number(q, 1);
	event->at = sql_column_text(q, 2);
	event->operator= sql_column_text(q, 3);
	event->run = sql_column_number(q, 4);
	event->volume = event->type == AO_EVENT_VOLUME
				? (unsigned)sql_column_number(q, 5)
				: 0;
	event->notice = sql_column_number(q, 6);
	event->text = sql_column_text(q, 7);
}

bool ao_events_each(struct ao_ledger *l, int64_t run,
		    bool (*each)(const struct ao_event *, void *), void *data,
		    struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		l->sql,
		"SELECT id,type,at,operator,run,item,notice,text FROM event"
		" WHERE ?=0 OR run=? ORDER BY id",
		err);
	enum ao_step step = AO_STEP_FAIL;
	struct ao_event event;

	if (!q)
		return false;
	sql_bind_number(q, run);
	sql_bind_number(q, run);
	while ((step = sql_step(q, err)) == AO_STEP_ITEM) {
		read_event(q, &event);
		if (!each(&event, data))
			break;
	}
	sql_end(q);
	return step != AO_STEP_FAIL;
}

static bool note(struct ao_ledger *l, void *data, struct ao_error *err)
{
	const struct ledger_event *event = data;

	return ledger_add_event(l, event, err);
}

bool ao_event_note(struct ao_ledger *l, enum ao_event_type type, int64_t run,
		   const char *text, struct ao_error *err)
{
	struct ledger_event event = {.type = type, .run = run, .text = text};

	if (is_chained(type))
		AO_BUG("a %s is not just noted", ao_event_name(type));
	return ledger_in_transaction(l, note, &event, err);
}
