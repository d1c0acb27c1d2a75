/* reprint.c - one lost notice printed again: which one, whether it may be, and
 * the order that leaves one row and one file whatever happens between. */
#include "batch/reprint_inside.h"

#include "aofuto/batch/reason.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOUND_MOST 100 /* more are no help to who has to choose */

struct finding {
	struct ao_reprinted *report;
	size_t room;
};

static bool add_found(const struct ao_entry *e, void *data)
{
	struct finding *f = data;
	struct ao_reprinted *report = f->report;
	struct ao_reprint_found *to;

	if (report->n == FOUND_MOST)
		return false;
	to = &report->found[report->n++];
	to->entry = *e;
	to->entry.printed_at = ao_arena_strdup(report->arena, e->printed_at);
	to->entry.reprinted_at =
		ao_arena_strdup(report->arena, e->reprinted_at);
	ao_sequence(e->volume, e->position, to->sequence);
	return true;
}

static bool may_live(const struct ao_entry *e, struct ao_date as_of)
{
	return !e->cancelled && !e->purged && !ao_date_before(e->expiry, as_of);
}

/* The only one that could be printed; where none could, the newest, so that
 * the reason is told. */
static bool choose(const struct ao_reprint_order *order,
		   struct ao_reprinted *report, struct ao_error *err)
{
	size_t live = 0;

	for (size_t i = 0; i < report->n; i++) {
		bool lives =
			may_live(&report->found[i].entry, order->day.as_of);

		if (lives || !live)
			report->one = &report->found[i];
		live += lives;
	}
	if (live < 2 && report->one)
		return true;
	report->one = NULL;
	if (live)
		return ao_fail(err, AO_INPUT, NULL,
			       _("%zu notices match; say which one with "
				 "--month, --kind or --notice"),
			       live);
	return ao_fail(err, AO_INPUT, ao_ledger_path(order->ledger),
		       _("there is no such notice: it was never printed by "
			 "this program, its values were purged, or the number "
			 "is mistyped"));
}

static bool find(const struct ao_reprint_order *order,
		 struct ao_reprinted *report, struct ao_error *err)
{
	struct ao_entry_query query = order->which;
	struct finding f = {.report = report};

	query.cancelled_too = true;
	report->found = ao_arena_alloc(report->arena,
				       FOUND_MOST * sizeof(*report->found));
	return ao_entries_each(order->ledger, &query, add_found, &f, err) &&
	       choose(order, report, err);
}

static bool add_past(const struct ao_reprint *past, void *data)
{
	struct finding *f = data;
	struct ao_reprinted *report = f->report;
	struct ao_reprint *to;

	if (report->pasts == f->room)
		return false;
	to = &report->past[report->pasts++];
	*to = *past;
	to->at = ao_arena_strdup(report->arena, past->at);
	to->operator= ao_arena_strdup(report->arena, past->operator);
	to->reason = ao_arena_strdup(report->arena, past->reason);
	return true;
}

static bool read_history(struct reprint *r, struct ao_error *err)
{
	struct ao_reprinted *report = r->report;
	struct finding f = {.report = report, .room = r->entry->reprints};
	char name[AO_VOLUME_NAME_SIZE];

	report->volume = ao_arena_strdup(
		r->arena,
		ao_volume_name(r->entry->month, r->entry->volume, name));
	report->past =
		ao_arena_alloc(r->arena, (f.room + 1) * sizeof(*report->past));
	return ao_reprints_each(r->order->ledger, r->entry->id, add_past, &f,
				err);
}

/* What the ledger itself says against it. */
static bool check_state(const struct reprint *r, struct ao_error *err)
{
	const struct ao_entry *e = r->entry;
	const char *where = r->report->one->sequence;
	char day[AO_DATE_ISO_SIZE];

	if (!e->printed && !e->cancelled)
		return ao_fail(err, AO_INPUT, where,
			       _("the notice was planned and never printed: "
				 "run %lld is not finished; go on with it"),
			       (long long)e->run);
	if (e->cancelled)
		return ao_fail(err, AO_INPUT, where,
			       _("the run of this notice (%lld) was cancelled; "
				 "the next run of the month prints it"),
			       (long long)e->run);
	if (e->purged)
		return ao_fail(err, AO_INPUT, where,
			       _("the values of this notice were purged; a new "
				 "form is needed"));
	if (ao_date_before(e->expiry, r->order->day.as_of))
		return ao_fail(err, AO_INPUT, where,
			       _("this is a notice for a date that has passed "
				 "(%s); the resident comes to the counter"),
			       ao_date_iso(e->expiry, day));
	return true;
}

static bool check_reason(const struct reprint *r, struct ao_error *err)
{
	if (!r->order->path && !r->order->reason)
		return true; /* who only looks needs none */
	return ao_reason_check(r->order->reason ? r->order->reason : "",
			       &r->values, err);
}

/* Whether it may be printed; the first thing against it is told. */
static bool may_be_printed(struct reprint *r, struct ao_error *err)
{
	struct ao_ledger *ledger = r->order->ledger;

	return ao_chain_check(ledger, err) && check_state(r, err) &&
	       ao_entry_values(ledger, r->entry->id, r->arena, &r->values,
			       err) &&
	       check_reason(r, err) && reprint_open_form(r, err) &&
	       reprint_check_today(r, err) && reprint_same_pages(r, err);
}

static bool is_taken(const char *path, struct ao_error *err)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		ao_fail(err, AO_HOST, path,
			_("the file is there already, and is not replaced; "
			  "give another name"));
	else if (errno != ENOENT)
		ao_fail_errno(err, path, _("cannot look for the file"));
	else
		return false;
	return true;
}

/* The last row of the notice. NULL: there is none. */
static const struct ao_reprint *newest(const struct ao_reprinted *report)
{
	return report->pasts ? &report->past[report->pasts - 1] : NULL;
}

/* The temporary is the file of the newest row: the last attempt was cut short
 * between the two, and only the name is missing. */
static bool was_cut_short(const struct reprint *r, struct ao_error *err)
{
	const struct ao_reprint *last = newest(r->report);
	char *temporary = ao_file_temporary(r->order->path);
	char sha256[AO_SHA256_HEX];
	bool same = last && ao_file_digest(temporary, sha256, err) &&
		    strcmp(sha256, last->sha256) == 0;

	free(temporary);
	return same;
}

static bool resume(struct reprint *r, struct ao_error *err)
{
	const struct ao_reprint *last = newest(r->report);

	r->report->resumed = true;
	r->report->copy = last->copy;
	r->report->sheets = r->entry->sheets;
	memcpy(r->report->sha256, last->sha256, AO_SHA256_HEX);
	return ao_file_take_name(r->order->path, err);
}

/* A failed commit has changed nothing; but where the disk failed in its last
 * moment the row may be there all the same, and then so must the file. */
static void drop_temporary(struct reprint *r)
{
	struct ao_error ignored = {0};
	size_t pasts = r->report->pasts;
	struct finding f = {.report = r->report, .room = pasts + 1};
	char *temporary = ao_file_temporary(r->order->path);

	r->report->pasts = 0;
	if (ao_reprints_each(r->order->ledger, r->entry->id, add_past, &f,
			     &ignored) &&
	    r->report->pasts == pasts)
		unlink(temporary);
	free(temporary);
}

static bool write_down(struct reprint *r, struct ao_error *err)
{
	const struct ao_reprint_order *order = r->order;
	struct ao_reprint row = {.notice = r->entry->id,
				 .copy = r->report->copy,
				 .at = order->at,
				 .operator= order->operator,
				 .reason = order->reason,
				 .marked = order->mark};

	memcpy(row.sha256, r->report->sha256, AO_SHA256_HEX);
	if (ao_reprint_commit(order->ledger, &row, err))
		return true;
	drop_temporary(r);
	return false;
}

static bool print(struct reprint *r, struct ao_error *err)
{
	struct ao_out *out = ao_out_open(r->order->path, err);

	if (!out)
		return false;
	r->report->copy = r->entry->reprints + 1;
	if (!reprint_draw(r, out, err)) {
		ao_out_discard(out);
		return false;
	}
	return ao_out_keep(out, err) && write_down(r, err) &&
	       ao_file_take_name(r->order->path, err);
}

static bool look_or_print(struct reprint *r, struct ao_error *err)
{
	if (!read_history(r, err))
		return false;
	if (!r->order->path) {
		(void)(may_be_printed(r, &r->report->refusal));
		return true;
	}
	if (!may_be_printed(r, err))
		return false;
	if (was_cut_short(r, err))
		return resume(r, err);
	return err->status == AO_OK && print(r, err);
}

bool ao_reprint(const struct ao_reprint_order *order,
		struct ao_reprinted *report, struct ao_error *err)
{
	struct reprint r = {.order = order, .report = report};
	bool ok;

	*report = (struct ao_reprinted){.arena = ao_arena_new()};
	r.arena = report->arena;
	if ((order->path && is_taken(order->path, err)) ||
	    !find(order, report, err))
		return false;
	if (!report->one)
		AO_BUG("a notice was found, and is none");
	r.entry = &report->one->entry;
	ok = look_or_print(&r, err);
	if (r.kit_open)
		ao_kit_close(&r.kit);
	for (int i = 0; i < AO_FORM_TEXTS; i++)
		ao_buf_release(&r.form[i]);
	return ok;
}

void ao_reprinted_release(struct ao_reprinted *report)
{
	ao_arena_free(report->arena);
	*report = (struct ao_reprinted){0};
}
