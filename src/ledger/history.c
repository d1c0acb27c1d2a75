/* history.c - the runs of a ledger. */
#include "ledger/ledger_inside.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define RUN                                                                    \
	"SELECT id,month,as_of,only_month,supplement,program,list_sha256,"     \
	"hold_sha256,fonts_sha256,template,city,fonts,gaiji,settings,"         \
	"sheet_name,fonts_folder,qr_address,volume_notices,folder,"            \
	"first_notice,notices,first_volume,volumes,plan_sha256,figures,"       \
	"started_at,finished_at,cancelled_at,"                                 \
	"(SELECT count(*) FROM volume WHERE run=run.id),"                      \
	"CASE WHEN cancelled_at IS NOT NULL THEN"                              \
	" (SELECT max(event.run) FROM event WHERE type=1 AND event.id<"        \
	"  (SELECT max(e.id) FROM event e WHERE e.type=4 AND e.run=run.id))"   \
	" END FROM run "

_Static_assert(AO_FORM_TEXTS - AO_FORM_COLUMNS == AO_EDITION_COUNT - 1,
	       "a text for each edition but the ordinary one");

enum ao_form_text ao_form_of(enum ao_edition e)
{
	return e == AO_EDITION_JA
		       ? AO_FORM_TEMPLATE
		       : (enum ao_form_text)(AO_FORM_COLUMNS + (int)e - 1);
}

static const char *text(const struct sql_query *q, int column,
			struct ao_arena *arena)
{
	return ao_arena_strdup(arena, sql_column_text(q, column));
}

static const char *hex(const struct sql_query *q, int column,
		       struct ao_arena *arena)
{
	char digits[AO_SHA256_HEX];

	ledger_column_hex(q, column, digits);
	return ao_arena_strdup(arena, digits);
}

static void read_made(const struct sql_query *q, struct ao_run_made *made,
		      struct ao_arena *arena)
{
	if (!ao_month_parse(sql_column_text(q, 1), &made->month))
		made->month = AO_NO_DATE;
	made->as_of = ao_date_from_days((int32_t)sql_column_number(q, 2));
	made->only_month = sql_column_number(q, 3) != 0;
	made->supplement = sql_column_number(q, 4) != 0;
	made->program = text(q, 5, arena);
	made->list_sha256 = hex(q, 6, arena);
	made->hold_sha256 = hex(q, 7, arena);
	made->fonts_sha256 = hex(q, 8, arena);
	for (int i = 0; i < AO_FORM_COLUMNS; i++)
		made->form_sha256[i] = hex(q, 9 + i, arena);
	for (int i = AO_FORM_COLUMNS; i < AO_FORM_TEXTS; i++)
		made->form_sha256[i] = "";
	made->sheet_name = text(q, 14, arena);
	made->fonts_folder = text(q, 15, arena);
	made->qr_address = text(q, 16, arena);
	made->volume_notices = (unsigned)sql_column_number(q, 17);
}

static void read_run(const struct sql_query *q, struct ao_run_row *row,
		     struct ao_arena *arena)
{
	memset(row, 0, sizeof(*row));
	row->id = sql_column_number(q, 0);
	read_made(q, &row->made, arena);
	row->folder = text(q, 18, arena);
	row->first_notice = sql_column_number(q, 19);
	row->notices = (uint64_t)sql_column_number(q, 20);
	row->first_volume = (unsigned)sql_column_number(q, 21);
	row->volumes = (unsigned)sql_column_number(q, 22);
	ledger_column_hex(q, 23, row->plan_sha256);
	row->figures = text(q, 24, arena);
	row->started_at = text(q, 25, arena);
	row->finished_at = text(q, 26, arena);
	row->cancelled_at = text(q, 27, arena);
	row->volumes_done = (unsigned)sql_column_number(q, 28);
	row->cancelled_after = sql_column_number(q, 29);
	if (!sql_column_null(q, 27))
		row->state = AO_RUN_CANCELLED;
	else if (!sql_column_null(q, 26))
		row->state = AO_RUN_FINISHED;
}

/* A name that no program here has written says what the chain says of it. */
static bool read_editions(struct ao_ledger *l, struct ao_run_row *row,
			  struct ao_arena *arena, struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		l->sql, "SELECT edition,template FROM edition WHERE run=?",
		err);
	enum ao_edition edition;
	enum ao_step step;

	if (!q)
		return false;
	sql_bind_number(q, row->id);
	while ((step = sql_step(q, err)) == AO_STEP_ITEM)
		if (ao_edition_parse(sql_column_text(q, 0), &edition))
			row->made.form_sha256[ao_form_of(edition)] =
				hex(q, 1, arena);
	sql_end(q);
	return step == AO_STEP_END;
}

static struct sql_query *select_runs(struct ao_ledger *l, struct ao_date month,
				     struct ao_error *err)
{
	struct sql_query *q;

	if (!ao_date_known(month))
		return sql_begin(l->sql, RUN "ORDER BY id", err);
	q = sql_begin(l->sql, RUN "WHERE month=? ORDER BY id", err);
	if (q)
		ledger_bind_month(q, month);
	return q;
}

bool ao_runs(struct ao_ledger *l, struct ao_date month, struct ao_arena *arena,
	     struct ao_run_row **rows, size_t *n, struct ao_error *err)
{
	struct sql_query *q = select_runs(l, month, err);
	struct ao_run_row *list = NULL;
	enum ao_step step = AO_STEP_FAIL;
	size_t cap = 0;

	*n = 0;
	while (q && (step = sql_step(q, err)) == AO_STEP_ITEM) {
		if (*n == cap) {
			cap = cap ? 2 * cap : 16;
			list = ao_realloc(list, cap * sizeof(*list));
		}
		read_run(q, &list[(*n)++], arena);
	}
	sql_end(q);
	*rows = ao_arena_alloc(arena, *n * sizeof(*list));
	if (*n)
		memcpy(*rows, list, *n * sizeof(*list));
	free(list);
	for (size_t i = 0; step == AO_STEP_END && i < *n; i++)
		if (!read_editions(l, &(*rows)[i], arena, err))
			return false;
	return step == AO_STEP_END;
}

bool ao_run_find(struct ao_ledger *l, int64_t id, struct ao_arena *arena,
		 struct ao_run_row *row, struct ao_error *err)
{
	struct sql_query *q = sql_begin(l->sql, RUN "WHERE id=?", err);
	enum ao_step step;

	if (!q)
		return false;
	sql_bind_number(q, id);
	step = sql_step(q, err);
	if (step == AO_STEP_ITEM)
		read_run(q, row, arena);
	sql_end(q);
	if (step == AO_STEP_END)
		ao_fail(err, AO_INPUT, l->path,
			_("the ledger has no run %lld; aofuto ledger list "
			  "shows those it has"),
			(long long)id);
	return step == AO_STEP_ITEM && read_editions(l, row, arena, err);
}

static bool check_text(struct ao_ledger *l, struct ao_bytes bytes,
		       const char *sha256, struct ao_error *err)
{
	char is[AO_SHA256_HEX];

	ao_sha256(bytes.s, bytes.n, is);
	return strcmp(is, sha256) == 0 ||
	       ao_fail(err, AO_INPUT, l->path,
		       _("the ledger has been changed: a text that letters "
			 "were printed from is not what it was"));
}

bool ao_form_text(struct ao_ledger *l, const char *sha256, struct ao_buf *out,
		  struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		l->sql, "SELECT text FROM document WHERE sha256=?", err);
	struct ao_bytes bytes;
	enum ao_step step;
	bool ok = false;

	if (!q)
		return false;
	ledger_bind_hex(q, sha256);
	step = sql_step(q, err);
	if (step == AO_STEP_ITEM) {
		bytes = sql_column_bytes(q, 0);
		ok = check_text(l, bytes, sha256, err);
		if (ok)
			ao_buf_add(out, bytes.n ? bytes.s : "", bytes.n);
	}
	if (step == AO_STEP_END)
		ao_fail(err, AO_INPUT, l->path,
			_("the ledger does not have the text that the letters "
			  "were printed from"));
	sql_end(q);
	return ok;
}

struct ending {
	int64_t run;
	const char *text; /* of the event */
};

static bool set_hour(struct ao_ledger *l, const char *update, int64_t run,
		     struct ao_error *err)
{
	struct sql_query *q = sql_begin(l->sql, update, err);

	if (!q)
		return false;
	sql_bind_text(q, l->now);
	sql_bind_number(q, run);
	return sql_run(q, err);
}

static bool finish(struct ao_ledger *l, void *data, struct ao_error *err)
{
	const struct ending *end = data;
	struct ao_arena *arena = ao_arena_new();
	struct ao_run_row row;
	bool ok = ao_run_find(l, end->run, arena, &row, err);

	ao_arena_free(arena);
	if (ok &&
	    (row.state != AO_RUN_PLANNED || row.volumes_done != row.volumes))
		AO_BUG("run %" PRId64 " cannot be finished: %u volumes of %u",
		       end->run, row.volumes_done, row.volumes);
	return ok &&
	       set_hour(l, "UPDATE run SET finished_at=? WHERE id=?", end->run,
			err) &&
	       ledger_add_event(l,
				&(struct ledger_event){.type = AO_EVENT_FINISH,
						       .run = end->run,
						       .text = end->text},
				err);
}

bool ao_run_finish(struct ao_ledger *l, int64_t run,
		   const char *run_json_sha256, struct ao_error *err)
{
	return ledger_in_transaction(
		l, finish, &(struct ending){run, run_json_sha256}, err);
}

/* The first notice of the run that such a row is about; 0: none. */
static bool first_of(struct ao_ledger *l, const char *select,
		     const struct ao_run_row *row, int64_t *notice,
		     struct ao_error *err)
{
	struct sql_query *q = sql_begin(l->sql, select, err);
	enum ao_step step;

	if (!q)
		return false;
	sql_bind_number(q, row->first_notice);
	sql_bind_number(q, row->first_notice + (int64_t)row->notices - 1);
	step = sql_step(q, err);
	*notice = step == AO_STEP_ITEM ? sql_column_number(q, 0) : 0;
	sql_end(q);
	return step != AO_STEP_FAIL;
}

static bool may_cancel(struct ao_ledger *l, const struct ao_run_row *row,
		       struct ao_error *err)
{
	int64_t again, back;

	if (row->state == AO_RUN_CANCELLED)
		return ao_fail(err, AO_INPUT, l->path,
			       _("run %lld is cancelled already, since %.10s"),
			       (long long)row->id, row->cancelled_at);
	if (!first_of(l,
		      "SELECT notice FROM reprint WHERE notice BETWEEN ? AND ?"
		      " LIMIT 1",
		      row, &again, err) ||
	    !first_of(l,
		      "SELECT notice FROM returned WHERE notice BETWEEN ? AND ?"
		      " LIMIT 1",
		      row, &back, err))
		return false;
	if (again)
		return ao_fail(err, AO_INPUT, l->path,
			       _("run %lld has been mailed: its notice %lld "
				 "was printed again; it cannot be cancelled"),
			       (long long)row->id, (long long)again);
	if (back)
		return ao_fail(err, AO_INPUT, l->path,
			       _("run %lld has been mailed: its notice %lld "
				 "came back; it cannot be cancelled"),
			       (long long)row->id, (long long)back);
	return true;
}

/* In parts: SQLite keeps what one statement changes in memory until it is
 * done. */
#define PART 1000

static bool cancel_notices(struct ao_ledger *l, const struct ao_run_row *row,
			   struct ao_error *err)
{
	for (uint64_t i = 0; i < row->notices; i += PART) {
		struct sql_query *q =
			sql_begin(l->sql,
				  "UPDATE notice SET cancelled=1"
				  " WHERE id BETWEEN ? AND ? AND run=?",
				  err);
		uint64_t last =
			i + PART < row->notices ? i + PART : row->notices;

		if (!q)
			return false;
		sql_bind_number(q, row->first_notice + (int64_t)i);
		sql_bind_number(q, row->first_notice + (int64_t)last - 1);
		sql_bind_number(q, row->id);
		if (!sql_run(q, err))
			return false;
	}
	return true;
}

static bool cancel(struct ao_ledger *l, void *data, struct ao_error *err)
{
	const struct ending *end = data;
	struct ao_arena *arena = ao_arena_new();
	struct ao_run_row row;
	bool ok = ao_run_find(l, end->run, arena, &row, err) &&
		  may_cancel(l, &row, err) && cancel_notices(l, &row, err);

	ao_arena_free(arena);
	return ok &&
	       set_hour(l, "UPDATE run SET cancelled_at=? WHERE id=?", end->run,
			err) &&
	       ledger_add_event(l,
				&(struct ledger_event){.type = AO_EVENT_CANCEL,
						       .run = end->run,
						       .text = end->text},
				err);
}

bool ao_run_cancel(struct ao_ledger *l, int64_t run, const char *reason,
		   struct ao_error *err)
{
	return ledger_in_transaction(l, cancel, &(struct ending){run, reason},
				     err);
}
