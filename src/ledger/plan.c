/* plan.c - who is printed in a run, written down in one transaction. */
#include "ledger/sealed.h"

#include "aofuto/notice/pack.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void ao_plan_digest_init(struct ao_plan_digest *d)
{
	memset(d, 0, sizeof(*d));
	ao_sha256_init(&d->sha256);
}

/* Numbers of eight bytes, the lowest first; before bytes stands how many. */
static void add_number(struct ao_plan_digest *d, uint64_t value)
{
	unsigned char bytes[8];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(value >> 8 * i);
	ao_sha256_add(&d->sha256, bytes, sizeof(bytes));
}

static void add_bytes(struct ao_plan_digest *d, const char *s, size_t n)
{
	add_number(d, n);
	ao_sha256_add(&d->sha256, s, n);
}

/* Not the row: where a resident stands in the list does not show on paper. */
void ao_plan_digest_add(struct ao_plan_digest *d, const struct ao_planned *p)
{
	ao_buf_clear(&d->packed);
	ao_notice_pack(p->notice, &d->packed);
	add_bytes(d, p->resident_id, strlen(p->resident_id));
	add_number(d, p->kind);
	add_number(d, (uint64_t)(int64_t)ao_date_to_days(p->expiry));
	add_number(d, p->pages);
	add_number(d, p->sheets);
	add_bytes(d, d->packed.s, d->packed.n);
	d->notices++;
}

void ao_plan_digest_hex(struct ao_plan_digest *d, char hex[AO_SHA256_HEX])
{
	ao_sha256_hex(&d->sha256, hex);
}

/* Names do not stay behind in memory that is used again. */
static void wipe(struct ao_buf *b)
{
	if (b->s)
		explicit_bzero(b->s, b->cap);
	ao_buf_release(b);
}

void ao_plan_digest_release(struct ao_plan_digest *d)
{
	wipe(&d->packed);
}

struct ao_plan {
	struct ao_ledger *ledger;
	struct ao_date month;
	int64_t run, first_notice, first_volume;
	unsigned volume;       /* the one that is being filled, from 1 */
	uint64_t volume_first; /* its first notice, of the plan, from 0 */
	unsigned long page;    /* of the next notice, in its volume */
	struct ao_plan_digest digest;
	struct ao_buf plain, sealed;
};

static bool none_unfinished(struct ao_ledger *l, struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(l->sql,
			  "SELECT id,month FROM run"
			  " WHERE finished_at IS NULL AND cancelled_at IS NULL",
			  err);
	enum ao_step step = q ? sql_step(q, err) : AO_STEP_FAIL;

	if (step == AO_STEP_ITEM)
		ao_fail(err, AO_INPUT, l->path,
			_("run %lld of %s is not finished; go on with it "
			  "(aofuto run with that month), or cancel it (aofuto "
			  "cancel)"),
			(long long)sql_column_number(q, 0),
			sql_column_text(q, 1));
	sql_end(q);
	return step == AO_STEP_END;
}

static bool next_numbers(struct ao_plan *plan, struct ao_error *err)
{
	struct sql *sql = plan->ledger->sql;
	struct sql_query *q = sql_begin(
		sql,
		"SELECT coalesce(max(first_volume+volumes),1) FROM run"
		" WHERE month=?",
		err);
	enum ao_step step;

	if (!q)
		return false;
	ledger_bind_month(q, plan->month);
	step = sql_step(q, err);
	if (step == AO_STEP_ITEM)
		plan->first_volume = sql_column_number(q, 0);
	sql_end(q);
	return step == AO_STEP_ITEM &&
	       sql_number(sql, "SELECT coalesce(max(id),0)+1 FROM run",
			  &plan->run, err) &&
	       sql_number(sql, "SELECT coalesce(max(id),0)+1 FROM notice",
			  &plan->first_notice, err);
}

static void plan_free(struct ao_plan *plan)
{
	ao_plan_digest_release(&plan->digest);
	wipe(&plan->plain);
	ao_buf_release(&plan->sealed);
	free(plan);
}

struct ao_plan *ao_plan_begin(struct ao_ledger *l, struct ao_date month,
			      struct ao_error *err)
{
	struct ao_plan *plan;

	if (!ao_ledger_begin(l, err))
		return NULL;
	plan = ao_calloc(1, sizeof(*plan));
	plan->ledger = l;
	plan->month = month;
	ao_plan_digest_init(&plan->digest);
	if (none_unfinished(l, err) && next_numbers(plan, err))
		return plan;
	ao_plan_discard(plan);
	return NULL;
}

void ao_plan_discard(struct ao_plan *plan)
{
	if (!plan)
		return;
	ao_ledger_rollback(plan->ledger);
	plan_free(plan);
}

static struct sql_query *insert_notice(struct ao_ledger *l,
				       struct ao_error *err)
{
	return sql_begin(l->sql,
			 "INSERT INTO notice(id,run,page,pages,sheets,row,kind,"
			 "expiry,resident,application,sealed)"
			 " VALUES(?,?,?,?,?,?,?,?,?,?,?)"
			 " ON CONFLICT(resident,kind,expiry) WHERE cancelled=0"
			 " AND resident IS NOT NULL DO NOTHING",
			 err);
}

static bool put_notice(struct ao_plan *plan, const struct ao_planned *p,
		       const struct sealed_row *row, struct ao_error *err)
{
	struct sql_query *q = insert_notice(plan->ledger, err);

	if (!q)
		return false;
	sql_bind_number(q, row->notice);
	sql_bind_number(q, row->run);
	sql_bind_number(q, (int64_t)plan->page);
	sql_bind_number(q, p->pages);
	sql_bind_number(q, p->sheets);
	sql_bind_number(q, (int64_t)p->row);
	sql_bind_number(q, row->kind);
	sql_bind_number(q, row->expiry_days);
	sql_bind_bytes(q, row->resident);
	sql_bind_bytes(q, row->application);
	sql_bind_bytes(q, row->sealed);
	if (!sql_run(q, err))
		return false;
	if (sql_changes(plan->ledger->sql) == 1)
		return true;
	/* Whoever plans has asked ao_issued; so it is twice in the plan. */
	return ao_fail(err, AO_INPUT, plan->ledger->path,
		       _("row %lu of the list: this resident has this notice "
			 "already; nobody is printed twice"),
		       p->row);
}

_Static_assert(AO_KEY_HASH == AO_DIGEST_SALT, "a salt is a keyed hash");

/* Unknown to whoever lacks the key, and the same when a run that was killed
 * before its plan was committed is planned anew: equal runs, equal chains. */
static void make_salt(const struct ao_plan *plan, const struct ao_planned *p,
		      int64_t notice, unsigned char salt[AO_DIGEST_SALT])
{
	struct ao_buf text = {0};

	ao_buf_addf(&text, "%lld %s", (long long)notice, p->resident_id);
	ao_key_hash(plan->ledger->key, AO_HASH_SALT, text.s, salt);
	wipe(&text);
}

/* Packed already, by the digest. */
static void seal_notice(struct ao_plan *plan, const struct ao_planned *p,
			struct sealed_row *row)
{
	struct ledger_bound bound =
		ledger_bound(row->notice, row->run, row->kind, row->expiry_days,
			     row->resident.s);
	struct ledger_sealed inside = {
		.resident_id = p->resident_id,
		.packed = {plan->digest.packed.s, plan->digest.packed.n},
	};

	make_salt(plan, p, row->notice, inside.salt);
	ao_buf_clear(&plan->plain);
	ao_buf_clear(&plan->sealed);
	ledger_sealed_put(&inside, &plan->plain);
	ao_seal(plan->ledger->key,
		(struct ao_bytes){plan->plain.s, plan->plain.n},
		(struct ao_bytes){bound.s, bound.n}, &plan->sealed);
	row->sealed = (struct ao_bytes){plan->sealed.s, plan->sealed.n};
}

static bool end_volume(struct ao_plan *plan, struct ao_error *err)
{
	struct sql_query *q;

	if (!plan->volume)
		return true;
	q = sql_begin(plan->ledger->sql,
		      "INSERT INTO planned_volume(first_notice,run,number,"
		      "notices) VALUES(?,?,?,?)",
		      err);
	if (!q)
		return false;
	sql_bind_number(q, plan->first_notice + (int64_t)plan->volume_first);
	sql_bind_number(q, plan->run);
	sql_bind_number(q, plan->first_volume + plan->volume - 1);
	sql_bind_number(q,
			(int64_t)(plan->digest.notices - plan->volume_first));
	return sql_run(q, err);
}

static bool begin_volume(struct ao_plan *plan, unsigned volume,
			 struct ao_error *err)
{
	if (volume != plan->volume + 1)
		AO_BUG("volume %u is planned after volume %u", volume,
		       plan->volume);
	if (!end_volume(plan, err))
		return false;
	plan->volume = volume;
	plan->volume_first = plan->digest.notices;
	plan->page = 1;
	return true;
}

bool ao_plan_add(struct ao_plan *plan, const struct ao_planned *p,
		 unsigned volume, struct ao_error *err)
{
	const struct ao_key *key = plan->ledger->key;
	const char *id = p->notice->text[AO_FIELD_APPLICATION_ID];
	unsigned char resident[AO_KEY_HASH], application[AO_KEY_HASH];
	struct sealed_row row = {
		.notice = plan->first_notice + (int64_t)plan->digest.notices,
		.run = plan->run,
		.kind = (int)p->kind,
		.expiry_days = ao_date_to_days(p->expiry),
		.resident = {resident, sizeof(resident)},
	};

	if (volume != plan->volume && !begin_volume(plan, volume, err))
		return false;
	ao_plan_digest_add(&plan->digest, p);
	ao_key_hash(key, AO_HASH_RESIDENT, p->resident_id, resident);
	if (id && *id) {
		ao_key_hash(key, AO_HASH_APPLICATION, id, application);
		row.application.s = application;
		row.application.n = sizeof(application);
	}
	seal_notice(plan, p, &row);
	if (!put_notice(plan, p, &row, err))
		return false;
	plan->page += p->pages;
	return true;
}

static bool put_form(struct ao_ledger *l, const char *sha256,
		     struct ao_bytes form, struct ao_error *err)
{
	char is[AO_SHA256_HEX];
	struct sql_query *q;

	if (!*sha256)
		return true;
	ao_sha256(form.s, form.n, is);
	if (strcmp(is, sha256) != 0)
		AO_BUG("a form is not the text of its digest");
	q = sql_begin(l->sql,
		      "INSERT INTO document(sha256,text) VALUES(?,?)"
		      " ON CONFLICT(sha256) DO NOTHING",
		      err);
	if (!q)
		return false;
	ledger_bind_hex(q, sha256);
	/* An empty text is a text, not SQL's NULL. */
	sql_bind_bytes(q, (struct ao_bytes){form.n ? form.s : "", form.n});
	return sql_run(q, err);
}

static void bind_made(struct sql_query *q, const struct ao_run_made *made)
{
	ledger_bind_month(q, made->month);
	sql_bind_number(q, ao_date_to_days(made->as_of));
	sql_bind_number(q, made->only_month);
	sql_bind_number(q, made->supplement);
	sql_bind_text(q, made->program);
	ledger_bind_hex(q, made->list_sha256);
	ledger_bind_hex(q, made->hold_sha256);
	ledger_bind_hex(q, made->fonts_sha256);
	for (size_t i = 0; i < AO_FORM_COLUMNS; i++)
		ledger_bind_hex(q, made->form_sha256[i]);
	sql_bind_text(q, made->sheet_name);
	sql_bind_text(q, made->fonts_folder);
	sql_bind_text(q, made->qr_address);
	sql_bind_number(q, made->volume_notices);
}

static bool put_run(struct ao_plan *plan, const struct ao_plan_end *end,
		    struct ao_error *err)
{
	struct sql_query *q = sql_begin(
		plan->ledger->sql,
		"INSERT INTO run(id,month,as_of,only_month,supplement,program,"
		"list_sha256,hold_sha256,fonts_sha256,template,city,fonts,"
		"gaiji,settings,sheet_name,fonts_folder,qr_address,"
		"volume_notices,folder,first_notice,notices,first_volume,"
		"volumes,plan_sha256,figures,started_at) VALUES("
		"?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		err);
	char digest[AO_SHA256_HEX];

	if (!q)
		return false;
	ao_plan_digest_hex(&plan->digest, digest);
	sql_bind_number(q, plan->run);
	bind_made(q, end->made);
	sql_bind_text(q, end->folder);
	sql_bind_number(q, plan->first_notice);
	sql_bind_number(q, (int64_t)plan->digest.notices);
	sql_bind_number(q, plan->first_volume);
	sql_bind_number(q, plan->volume);
	ledger_bind_hex(q, digest);
	sql_bind_text(q, end->figures);
	sql_bind_text(q, plan->ledger->now);
	return sql_run(q, err);
}

static bool put_edition(struct ao_plan *plan, const char *name,
			const char *sha256, struct ao_error *err)
{
	struct sql_query *q;

	if (!*sha256)
		return true;
	q = sql_begin(plan->ledger->sql,
		      "INSERT INTO edition(run,edition,template) VALUES(?,?,?)",
		      err);
	if (!q)
		return false;
	sql_bind_number(q, plan->run);
	sql_bind_text(q, name);
	ledger_bind_hex(q, sha256);
	return sql_run(q, err);
}

static bool put_editions(struct ao_plan *plan, const struct ao_run_made *made,
			 struct ao_error *err)
{
	for (int e = AO_EDITION_JA + 1; e < AO_EDITION_COUNT; e++)
		if (!put_edition(
			    plan, ao_edition_name((enum ao_edition)e),
			    made->form_sha256[ao_form_of((enum ao_edition)e)],
			    err))
			return false;
	return true;
}

/* Before the plan, whose link is the head of a run without volumes. */
static bool put_accepted(struct ao_plan *plan, const struct ao_plan_end *end,
			 struct ao_error *err)
{
	for (size_t i = 0; i < end->accepts; i++) {
		struct ledger_event event = {.type = AO_EVENT_ACCEPT,
					     .run = plan->run,
					     .text = end->accepted[i]};

		if (!ledger_add_event(plan->ledger, &event, err))
			return false;
	}
	return true;
}

static bool put_all(struct ao_plan *plan, const struct ao_plan_end *end,
		    struct ao_error *err)
{
	for (size_t i = 0; i < AO_FORM_TEXTS; i++) {
		if (!put_form(plan->ledger, end->made->form_sha256[i],
			      end->form[i], err))
			return false;
	}
	return end_volume(plan, err) && put_run(plan, end, err) &&
	       put_editions(plan, end->made, err) &&
	       put_accepted(plan, end, err) &&
	       ledger_add_event(plan->ledger,
				&(struct ledger_event){.type = AO_EVENT_PLAN,
						       .run = plan->run},
				err);
}

bool ao_plan_commit(struct ao_plan *plan, const struct ao_plan_end *end,
		    int64_t *run, struct ao_error *err)
{
	bool ok;

	if (!ao_date_equal(plan->month, end->made->month))
		AO_BUG("a plan ends otherwise than it began");
	ok = put_all(plan, end, err) && ao_ledger_commit(plan->ledger, err);
	if (!ok)
		ao_ledger_rollback(plan->ledger);
	*run = plan->run;
	plan_free(plan);
	return ok;
}
