/* event_body.c - the text that an event's digest is made of.
 *
 * One value a line, "name=value\n", in the order below; in a text \ is \\ and
 * a line's end is \n, so that no two events have the same body. Digests are
 * hex, days YYYY-MM-DD, flags 0 or 1, what is not there is empty or 0.
 *
 * all        event run item notice text
 * by hand    at operator                       (cancel, reprint, returned,
 *                                               purge, rekey)
 * plan       month as_of only_month supplement program list_sha256 hold_sha256
 *            fonts_sha256 template city fonts gaiji settings sheet_name
 *            fonts_folder qr_address volume_notices first_notice notices
 *            first_volume volumes plan_sha256 figures_sha256, then
 *            edition.NAME of each template beside the ordinary one, by name
 * volume     name notices pages sheets bytes sha256 digests_sha256
 * reprint    copy when by marked reason sha256
 * returned   on when by reason
 *
 * A run's folder is not in it: where the files went does not make it another
 * run. finish has the digest of run.json as its text, cancel its reason, accept
 * the name of the check, a blank and the reason; it stands before its plan.
 */
#include "event_inside.h"

#include <inttypes.h>
#include <string.h>

static void add_text(struct ao_buf *out, const char *name, const char *value)
{
	ao_buf_addf(out, "%s=", name);
	for (; *value; value++) {
		if (*value == '\n')
			ao_buf_adds(out, "\\n");
		else if (*value == '\\')
			ao_buf_adds(out, "\\\\");
		else
			ao_buf_add(out, value, 1);
	}
	ao_buf_adds(out, "\n");
}

static void add_number(struct ao_buf *out, const char *name, int64_t value)
{
	ao_buf_addf(out, "%s=%" PRId64 "\n", name, value);
}

/* What a column of a row is shown as. */
enum shown { TEXT, NUMBER, DAY, DIGEST, SHA256 };
struct column {
	const char *name;
	enum shown as;
};

static void add_column(struct ao_buf *out, const struct column *column,
		       const struct sql_query *q, int i)
{
	char iso[AO_DATE_ISO_SIZE], hex[AO_SHA256_HEX];
	struct ao_bytes bytes;

	switch (column->as) {
	case TEXT:
		add_text(out, column->name, sql_column_text(q, i));
		break;
	case NUMBER:
		add_number(out, column->name, sql_column_number(q, i));
		break;
	case DAY:
		ao_date_iso(ao_date_from_days((int32_t)sql_column_number(q, i)),
			    iso);
		add_text(out, column->name, iso);
		break;
	case DIGEST:
		ledger_column_hex(q, i, hex);
		add_text(out, column->name, hex);
		break;
	case SHA256:
		bytes = sql_column_bytes(q, i);
		ao_sha256(bytes.s, bytes.n, hex);
		add_text(out, column->name, hex);
		break;
	}
}

/* A row that an event is about: run and item are its keys. */
struct about {
	const char *query;
	const struct column *column;
	size_t columns;
	bool by_run; /* the first ? is the run */
	bool by_item;
};

static const struct column plan[] = {
	{"month", TEXT},
	{"as_of", DAY},
	{"only_month", NUMBER},
	{"supplement", NUMBER},
	{"program", TEXT},
	{"list_sha256", DIGEST},
	{"hold_sha256", DIGEST},
	{"fonts_sha256", DIGEST},
	{"template", DIGEST},
	{"city", DIGEST},
	{"fonts", DIGEST},
	{"gaiji", DIGEST},
	{"settings", DIGEST},
	{"sheet_name", TEXT},
	{"fonts_folder", TEXT},
	{"qr_address", TEXT},
	{"volume_notices", NUMBER},
	{"first_notice", NUMBER},
	{"notices", NUMBER},
	{"first_volume", NUMBER},
	{"volumes", NUMBER},
	{"plan_sha256", DIGEST},
	{"figures_sha256", SHA256},
};
static const struct column volume[] = {
	{"name", TEXT},
	{"notices", NUMBER},
	{"pages", NUMBER},
	{"sheets", NUMBER},
	{"bytes", NUMBER},
	{"sha256", DIGEST},
	{"digests_sha256", SHA256},
};
static const struct column reprint[] = {
	{"copy", NUMBER},   {"when", TEXT},   {"by", TEXT},
	{"marked", NUMBER}, {"reason", TEXT}, {"sha256", DIGEST},
};
static const struct column returned[] = {
	{"on", DAY},
	{"when", TEXT},
	{"by", TEXT},
	{"reason", TEXT},
};

static const struct about *about(enum ao_event_type type)
{
	static const struct about rows[] = {
		[AO_EVENT_PLAN] = {"SELECT month,as_of,only_month,supplement,"
				   "program,list_sha256,hold_sha256,"
				   "fonts_sha256,template,city,fonts,gaiji,"
				   "settings,sheet_name,fonts_folder,"
				   "qr_address,volume_notices,first_notice,"
				   "notices,first_volume,volumes,plan_sha256,"
				   "figures FROM run WHERE id=?",
				   plan, AO_COUNT(plan), .by_run = true},
		[AO_EVENT_VOLUME] = {"SELECT name,notices,pages,sheets,bytes,"
				     "sha256,digests FROM volume"
				     " WHERE run=? AND number=?",
				     volume, AO_COUNT(volume), .by_run = true,
				     .by_item = true},
		[AO_EVENT_REPRINT] =
			{"SELECT copy,at,operator,marked,reason,sha256"
			 " FROM reprint WHERE id=?",
			 reprint, AO_COUNT(reprint), .by_item = true},
		[AO_EVENT_RETURNED] = {"SELECT on_day,at,operator,reason"
				       " FROM returned WHERE id=?",
				       returned, AO_COUNT(returned),
				       .by_item = true},
	};

	return (size_t)type < AO_COUNT(rows) && rows[type].query ? &rows[type]
								 : NULL;
}

static bool by_hand(enum ao_event_type type)
{
	return type >= AO_EVENT_CANCEL && type <= AO_EVENT_REKEY;
}

static bool add_row(struct ao_ledger *l, const struct about *row,
		    const struct ledger_event *e, struct ao_buf *out,
		    struct ao_error *err)
{
	struct sql_query *q = sql_begin(l->sql, row->query, err);
	enum ao_step step;

	if (!q)
		return false;
	if (row->by_run)
		sql_bind_number(q, e->run);
	if (row->by_item)
		sql_bind_number(q, e->item);
	step = sql_step(q, err);
	for (size_t i = 0; step == AO_STEP_ITEM && i < row->columns; i++)
		add_column(out, &row->column[i], q, (int)i);
	sql_end(q);
	if (step == AO_STEP_END)
		ao_fail(err, AO_INPUT, l->path,
			_("the ledger has been changed: what an event of run "
			  "%lld is about is not there"),
			(long long)e->run);
	return step == AO_STEP_ITEM;
}

/* In the order of their names, which no version changes. */
static bool add_editions(struct ao_ledger *l, int64_t run, struct ao_buf *out,
			 struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "SELECT edition,template FROM edition WHERE run=?"
			  " ORDER BY edition",
			  err);
	char hex[AO_SHA256_HEX];
	enum ao_step step;

	if (!q)
		return false;
	sql_bind_number(q, run);
	while ((step = sql_step(q, err)) == AO_STEP_ITEM) {
		ao_buf_adds(out, "edition.");
		ledger_column_hex(q, 1, hex);
		add_text(out, sql_column_text(q, 0), hex);
	}
	sql_end(q);
	return step == AO_STEP_END;
}

bool event_body(struct ao_ledger *l, const struct event_row *row,
		struct ao_buf *out, struct ao_error *err)
{
	const struct ledger_event *e = &row->event;
	const struct about *rows = about(e->type);

	add_text(out, "event", ao_event_name(e->type));
	add_number(out, "run", e->run);
	add_number(out, "item", e->item);
	add_number(out, "notice", e->notice);
	add_text(out, "text", e->text ? e->text : "");
	if (by_hand(e->type)) {
		add_text(out, "at", row->at);
		add_text(out, "operator", row->operator);
	}
	if (rows && !add_row(l, rows, e, out, err))
		return false;
	return e->type != AO_EVENT_PLAN || add_editions(l, e->run, out, err);
}

bool ledger_event_body(struct ao_ledger *l, int64_t event, struct ao_buf *out,
		       struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "SELECT type,run,item,notice,text,at,operator"
			  " FROM event WHERE id=?",
			  err);
	enum ao_step step;
	bool ok = false;

	if (!q)
		return false;
	sql_bind_number(q, event);
	step = sql_step(q, err);
	if (step == AO_STEP_ITEM) {
		struct event_row row = {
			.id = event,
			.event = {(enum ao_event_type)sql_column_number(q, 0),
				  sql_column_number(q, 1),
				  sql_column_number(q, 2),
				  sql_column_number(q, 3),
				  sql_column_text(q, 4)},
			.at = sql_column_text(q, 5),
			.operator= sql_column_text(q, 6),
		};

		ok = event_body(l, &row, out, err);
	}
	if (step == AO_STEP_END)
		AO_BUG("event %" PRId64 " is not there", event);
	sql_end(q);
	return ok;
}
