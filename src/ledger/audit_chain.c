/* audit_chain.c - every link, and what each event says of its rows. */
#include "ledger/audit_inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define EVENTS_BETWEEN_STEPS 256

struct chain {
	unsigned char link[AO_SHA256_BYTES];
	int64_t last; /* id */
};

static bool chained(enum ao_event_type type)
{
	return type < AO_EVENT_RESUME;
}

static bool is(struct ao_bytes b, const unsigned char want[AO_SHA256_BYTES])
{
	return b.n == AO_SHA256_BYTES && memcmp(b.s, want, b.n) == 0;
}

static void follow(struct chain *c, struct ao_bytes digest)
{
	struct ao_sha256 sum;

	ao_sha256_init(&sum);
	ao_sha256_add(&sum, c->link, sizeof(c->link));
	ao_sha256_add(&sum, digest.s, digest.n);
	ao_sha256_bytes(&sum, c->link);
}

/* After a link that does not follow the next one is measured against it, so
 * that each place is told once. */
static void check_link(struct audit *a, struct chain *c,
		       const struct sql_query *q)
{
	enum ao_event_type type = (enum ao_event_type)sql_column_number(q, 1);
	int64_t id = sql_column_number(q, 0);
	struct ao_bytes link = sql_column_bytes(q, 3);

	if (id != c->last + 1)
		audit_fault(a,
			    _("events %lld to %lld are not there: somebody "
			      "removed them"),
			    (long long)c->last + 1, (long long)id - 1);
	c->last = id;
	if (!chained(type) && sql_column_null(q, 3))
		return;
	follow(c, sql_column_bytes(q, 2));
	if (chained(type) && is(link, c->link))
		return;
	audit_fault(a,
		    _("event %lld (%s) does not follow from the one before "
		      "it: the chain was changed here"),
		    (long long)id, _(ao_event_text(type)));
	if (link.n == sizeof(c->link))
		memcpy(c->link, link.s, link.n);
}

static void tell_body(struct audit *a, const struct sql_query *q)
{
	enum ao_event_type type = (enum ao_event_type)sql_column_number(q, 1);
	long long id = sql_column_number(q, 0), run = sql_column_number(q, 4);
	long long item = sql_column_number(q, 5);
	long long notice = sql_column_number(q, 6);

	switch (type) {
	case AO_EVENT_PLAN:
		audit_fault(a,
			    _("run %lld is not what was planned (event %lld): "
			      "somebody changed or removed its row"),
			    run, id);
		return;
	case AO_EVENT_VOLUME:
		audit_fault(a,
			    _("volume %lld of run %lld is not what was "
			      "written (event %lld): somebody changed or "
			      "removed its row"),
			    item, run, id);
		return;
	case AO_EVENT_REPRINT:
	case AO_EVENT_RETURNED:
		audit_fault(a,
			    _("what was written down of notice %lld (%s, "
			      "event %lld) is not what it was: somebody "
			      "changed or removed its row"),
			    notice, _(ao_event_text(type)), id);
		return;
	default:
		audit_fault(a,
			    _("event %lld (%s, run %lld) does not say what it "
			      "said: somebody changed it"),
			    id, _(ao_event_text(type)), run);
	}
}

static bool check_body(struct audit *a, const struct sql_query *q,
		       struct ao_buf *body, struct ao_error *err)
{
	struct ao_error own = {0};
	struct ao_sha256 sum;
	unsigned char digest[AO_SHA256_BYTES];

	ao_buf_clear(body);
	if (!ledger_event_body(a->l, sql_column_number(q, 0), body, &own)) {
		if (own.status != AO_INPUT) {
			*err = own;
			return false;
		}
		tell_body(a, q);
		return true;
	}
	ao_sha256_init(&sum);
	ao_sha256_add(&sum, body->s, body->n);
	ao_sha256_bytes(&sum, digest);
	if (!is(sql_column_bytes(q, 2), digest))
		tell_body(a, q);
	return true;
}

/* "2027-01-31 1234", as LEDGER_PURGE_TEXT has it. */
static void note_purge(struct audit *a, const struct sql_query *q)
{
	const char *text = sql_column_text(q, 7);
	char day[AO_DATE_ISO_SIZE];
	struct ao_date before;
	long notices;

	if (strlen(text) < 12 || text[10] != ' ')
		return; /* its body has been told of */
	snprintf(day, sizeof(day), "%.10s", text);
	if (!ao_date_parse_iso(day, &before) ||
	    !ao_parse_long(text + 11, 1, INT32_MAX, &notices))
		return;
	a->purged += (uint64_t)notices;
	if (ao_date_to_days(before) > a->purged_before)
		a->purged_before = ao_date_to_days(before);
}

static bool check_event(struct audit *a, struct chain *c,
			const struct sql_query *q, struct ao_buf *body,
			struct ao_error *err)
{
	enum ao_event_type type = (enum ao_event_type)sql_column_number(q, 1);

	a->out->events++;
	check_link(a, c, q);
	if (type == AO_EVENT_PURGE)
		note_purge(a, q);
	if (chained(type) && !check_body(a, q, body, err))
		return false;
	return a->out->events % EVENTS_BETWEEN_STEPS ||
	       audit_step(a, EVENTS_BETWEEN_STEPS, err);
}

bool audit_chain(struct audit *a, struct ao_error *err)
{
	struct sql_query *q =
		sql_begin(a->l->sql,
			  "SELECT id,type,digest,chain,run,item,notice,text"
			  " FROM event ORDER BY id",
			  err);
	enum ao_step step = AO_STEP_FAIL;
	struct ao_buf body = {0};
	struct chain c = {.last = 0};
	bool ok = q != NULL;

	while (ok && (step = sql_step(q, err)) == AO_STEP_ITEM)
		ok = check_event(a, &c, q, &body, err);
	sql_end(q);
	ao_buf_release(&body);
	return ok && step == AO_STEP_END &&
	       ao_chain_head(a->l, a->out->head, err);
}
