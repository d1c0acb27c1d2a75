/* entries.c - runs and notices of the ledger, told. */
#include "cli/entries.h"
#include "cli/table.h"

#include "aofuto/batch/volume.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name, *text;
} run_states[] = {
	[AO_RUN_PLANNED] = {"unfinished", N_("not finished")},
	[AO_RUN_FINISHED] = {"finished", N_("finished")},
	[AO_RUN_CANCELLED] = {"cancelled", N_("cancelled")},
};

const char *entry_state_name(const struct ao_entry *e)
{
	return e->cancelled ? "cancelled"
	       : e->purged  ? "purged"
	       : e->printed ? "printed"
			    : "planned";
}

static const char *entry_state(const struct ao_entry *e)
{
	return e->cancelled ? N_("cancelled")
	       : e->purged  ? N_("purged")
	       : e->printed ? N_("was printed")
			    : N_("is planned");
}

const char *run_state(const struct ao_run_row *run)
{
	return run_states[run->state].text;
}

static const char *run_state_name(const struct ao_run_row *run)
{
	return run_states[run->state].name;
}

char *entry_time(const char *at, char out[ENTRY_TIME_SIZE])
{
	snprintf(out, ENTRY_TIME_SIZE, "%.16s", at);
	if (strlen(out) > 10)
		out[10] = ' ';
	return out;
}

char *entry_month(struct ao_date month, char out[ENTRY_MONTH_SIZE])
{
	char iso[AO_DATE_ISO_SIZE];

	snprintf(out, ENTRY_MONTH_SIZE, "%.7s", ao_date_iso(month, iso));
	return out;
}

static const struct table_column columns[] = {
	{N_("notice"), 6, true},   {N_("run"), 3, true},
	{N_("month"), 7, false},   {N_("sequence"), 8, false},
	{N_("kind"), 9, false},    {N_("expires on"), 10, false},
	{N_("state"), 11, false},  {N_("printed on"), 16, false},
	{N_("reprints"), 2, true}, {N_("came back"), 10, false},
};
static const struct table table = {columns, AO_COUNT(columns)};

void entries_head(void)
{
	table_head(&table);
}

void entries_row(const struct ao_entry *e)
{
	char id[24], run[24], month[ENTRY_MONTH_SIZE];
	char sequence[AO_SEQUENCE_SIZE], expiry[AO_DATE_ISO_SIZE];
	char printed[ENTRY_TIME_SIZE], reprints[24], returned[AO_DATE_ISO_SIZE];

	snprintf(id, sizeof(id), "%lld", (long long)e->id);
	snprintf(run, sizeof(run), "%lld", (long long)e->run);
	snprintf(reprints, sizeof(reprints), "%u", e->reprints);
	table_row(&table,
		  (const char *[]){
			  id, run, entry_month(e->month, month),
			  ao_sequence(e->volume, e->position, sequence),
			  ao_kind_name(e->kind), ao_date_iso(e->expiry, expiry),
			  _(entry_state(e)), entry_time(e->printed_at, printed),
			  reprints, ao_date_iso(e->returned, returned)});
}

void entry_json_text(struct ao_json *j, const char *key, const char *value)
{
	if (value && *value)
		ao_json_text(j, key, value);
	else
		ao_json_null(j, key);
}

void entry_json(struct ao_json *j, const struct ao_entry *e)
{
	char month[ENTRY_MONTH_SIZE], sequence[AO_SEQUENCE_SIZE];

	ao_json_number(j, "id", (uint64_t)e->id);
	ao_json_number(j, "run", (uint64_t)e->run);
	ao_json_text(j, "month", entry_month(e->month, month));
	ao_json_text(j, "sequence",
		     ao_sequence(e->volume, e->position, sequence));
	ao_json_number(j, "volume", e->volume);
	ao_json_number(j, "position", e->position);
	ao_json_number(j, "page", e->page);
	ao_json_number(j, "pages", e->pages);
	ao_json_number(j, "sheets", e->sheets);
	ao_json_text(j, "notice", ao_kind_name(e->kind));
	ao_json_date(j, "expiry", e->expiry);
	ao_json_text(j, "state", entry_state_name(e));
	ao_json_bool(j, "purged", e->purged);
	entry_json_text(j, "printed_at", e->printed_at);
	ao_json_number(j, "reprinted", e->reprints);
	entry_json_text(j, "reprinted_at", e->reprinted_at);
	ao_json_date(j, "returned", e->returned);
}

void run_json(struct ao_json *j, const struct ao_run_row *run)
{
	char month[ENTRY_MONTH_SIZE];

	ao_json_number(j, "id", (uint64_t)run->id);
	ao_json_text(j, "month", entry_month(run->made.month, month));
	ao_json_date(j, "as_of", run->made.as_of);
	ao_json_text(j, "state", run_state_name(run));
	ao_json_bool(j, "only_month", run->made.only_month);
	ao_json_bool(j, "supplement", run->made.supplement);
	ao_json_number(j, "notices", run->notices);
	ao_json_number(j, "first_volume", run->first_volume);
	ao_json_number(j, "volumes", run->volumes);
	ao_json_number(j, "volumes_done", run->volumes_done);
	entry_json_text(j, "started_at", run->started_at);
	entry_json_text(j, "finished_at", run->finished_at);
	entry_json_text(j, "cancelled_at", run->cancelled_at);
	ao_json_text(j, "folder", run->folder);
}

void entry_tell(const struct ao_entry *e)
{
	char sequence[AO_SEQUENCE_SIZE], expiry[AO_DATE_ISO_SIZE];
	char name[AO_VOLUME_NAME_SIZE], at[ENTRY_TIME_SIZE];

	printf(_("notice %lld of run %lld: %s of %04d-%02d, %s (%s), expires "
		 "on %s: %s\n"),
	       (long long)e->id, (long long)e->run,
	       ao_sequence(e->volume, e->position, sequence), e->month.year,
	       e->month.month, _(ao_kind_text(e->kind)), ao_kind_name(e->kind),
	       ao_date_iso(e->expiry, expiry), _(entry_state(e)));
	if (e->printed)
		printf(_("  printed %s in %s, pages %lu to %lu, %u sheets\n"),
		       entry_time(e->printed_at, at),
		       ao_volume_name(e->month, e->volume, name), e->page,
		       e->page + e->pages - 1, e->sheets);
	else
		puts(_("  not printed yet"));
	if (e->purged)
		puts(_("  who it was for and what stood in it is purged"));
}

void reprint_tell(const struct ao_reprint *r)
{
	char at[ENTRY_TIME_SIZE];

	printf(_("  printed again %s, copy %u, by %s: %s\n"),
	       entry_time(r->at, at), r->copy, r->operator, r->reason);
}

static bool tell_reprint(const struct ao_reprint *r, void *data)
{
	(void)data;
	reprint_tell(r);
	return true;
}

static bool tell_return(const struct ao_return *r, void *data)
{
	char on[AO_DATE_ISO_SIZE], at[ENTRY_TIME_SIZE];

	(void)data;
	printf(_("  came back (返戻) on %s, written down %s by %s: %s\n"),
	       ao_date_iso(r->on, on), entry_time(r->at, at), r->operator,
	       r->reason);
	return true;
}

static bool tell_past(struct ao_ledger *ledger, const struct ao_entry *e,
		      struct ao_error *err)
{
	return ao_reprints_each(ledger, e->id, tell_reprint, NULL, err) &&
	       ao_returns_each(ledger, e->id, tell_return, NULL, err);
}

void reprint_json(struct ao_json *j, const struct ao_reprint *r)
{
	ao_json_object(j, NULL);
	ao_json_number(j, "copy", r->copy);
	ao_json_text(j, "at", r->at);
	ao_json_text(j, "operator", r->operator);
	ao_json_text(j, "reason", r->reason);
	ao_json_bool(j, "marked", r->marked);
	ao_json_text(j, "sha256", r->sha256);
	ao_json_end(j);
}

static bool add_reprint(const struct ao_reprint *r, void *data)
{
	reprint_json(data, r);
	return true;
}

static bool add_return(const struct ao_return *r, void *data)
{
	struct ao_json *j = data;

	ao_json_object(j, NULL);
	ao_json_date(j, "on", r->on);
	ao_json_text(j, "at", r->at);
	ao_json_text(j, "operator", r->operator);
	ao_json_text(j, "reason", r->reason);
	ao_json_end(j);
	return true;
}

static bool add_past(struct ao_ledger *ledger, struct ao_json *j,
		     const struct ao_entry *e, struct ao_error *err)
{
	bool ok;

	ao_json_array(j, "reprints");
	ok = ao_reprints_each(ledger, e->id, add_reprint, j, err);
	ao_json_end(j);
	ao_json_array(j, "returns");
	ok = ok && ao_returns_each(ledger, e->id, add_return, j, err);
	ao_json_end(j);
	return ok;
}

struct telling {
	const struct entries_order *order;
	unsigned long n;
	struct ao_error err;
};

static bool tell_one(const struct ao_entry *e, void *data)
{
	struct telling *t = data;
	const struct entries_order *order = t->order;
	bool ok;

	t->n++;
	if (order->json) {
		ao_json_object(order->json, NULL);
		entry_json(order->json, e);
		ok = add_past(order->ledger, order->json, e, &t->err);
		ao_json_end(order->json);
		return ok;
	}
	if (order->quiet)
		return true;
	entry_tell(e);
	return tell_past(order->ledger, e, &t->err);
}

bool entries_tell(const struct entries_order *order, unsigned long *n,
		  struct ao_error *err)
{
	struct telling t = {.order = order};

	if (!ao_entries_each(order->ledger, order->which, tell_one, &t, err))
		return false;
	*n = t.n;
	if (t.err.status == AO_OK)
		return true;
	*err = t.err;
	return false;
}
