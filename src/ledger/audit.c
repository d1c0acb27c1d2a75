/* audit.c - is the ledger what it was? The parts, and what they found. */
#include "ledger/audit_inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add(struct ao_audit *out, const char *text)
{
	if (out->faults == out->cap) {
		out->cap = out->cap ? 2 * out->cap : 16;
		out->fault =
			ao_realloc(out->fault, out->cap * sizeof(*out->fault));
	}
	out->fault[out->faults++].text = ao_arena_strdup(out->arena, text);
}

static struct audit_kind *kind_of(struct audit *a, const char *id)
{
	for (size_t i = 0; i < a->kinds; i++)
		if (strcmp(a->kind[i].id, id) == 0)
			return &a->kind[i];
	if (a->kinds == AUDIT_KINDS)
		AO_BUG("more kinds of faults than there are sentences");
	a->kind[a->kinds].id = id;
	return &a->kind[a->kinds++];
}

void audit_fault(struct audit *a, const char *fmt, ...)
{
	struct audit_kind *kind = kind_of(a, fmt);
	char text[1024];
	va_list ap;

	if (++kind->n > AUDIT_KIND_MOST)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	add(a->out, text);
	if (kind->n == AUDIT_KIND_MOST)
		kind->last = a->out->fault[a->out->faults - 1].text;
}

static void tell_the_rest(struct audit *a)
{
	char text[1280];

	for (size_t i = 0; i < a->kinds; i++) {
		const struct audit_kind *kind = &a->kind[i];

		if (kind->n <= AUDIT_KIND_MOST)
			continue;
		snprintf(text, sizeof(text),
			 _("%llu more of the same kind as this one: %s"),
			 (unsigned long long)(kind->n - AUDIT_KIND_MOST),
			 kind->last);
		add(a->out, text);
	}
}

bool audit_step(struct audit *a, uint64_t more, struct ao_error *err)
{
	a->done += more;
	return !a->step || a->step(a->data, a->done, a->total) ||
	       ao_fail(err, AO_HOST, a->l->path,
		       _("stopped before all of the ledger was looked at"));
}

bool audit_rows(struct audit *a, const char *text,
		bool (*each)(struct audit *, const struct sql_query *,
			     struct ao_error *),
		struct ao_error *err)
{
	struct sql_query *q = sql_begin(a->l->sql, text, err);
	enum ao_step step = AO_STEP_FAIL;
	bool ok = q != NULL;

	while (ok && (step = sql_step(q, err)) == AO_STEP_ITEM)
		ok = each(a, q, err);
	sql_end(q);
	return ok && step == AO_STEP_END;
}

/* What cannot be read because it is damaged is a fault and no end: the other
 * parts have their own tables. */
static bool look(struct audit *a,
		 bool (*part)(struct audit *, struct ao_error *),
		 struct ao_error *err)
{
	struct ao_error own = {0};

	if (part(a, &own))
		return true;
	if (own.status != AO_INPUT) {
		*err = own;
		return false;
	}
	audit_fault(a, _("part of the ledger cannot be read: %s"), own.text);
	return true;
}

static bool audit_all(struct ao_ledger *l, void *data, struct ao_error *err)
{
	static bool (*const part[])(struct audit *, struct ao_error *) = {
		audit_file,    audit_schema,  audit_chain,
		audit_pairs,   audit_forms,   audit_runs,
		audit_volumes, audit_notices, audit_copies,
	};
	struct audit *a = data;

	(void)l;
	for (size_t i = 0; i < AO_COUNT(part); i++)
		if (!look(a, part[i], err))
			return false;
	return true;
}

static bool count(struct audit *a, struct ao_error *err)
{
	int64_t notices, events;

	if (!sql_number(a->l->sql, "SELECT count(*) FROM notice", &notices,
			err) ||
	    !sql_number(a->l->sql, "SELECT count(*) FROM event", &events, err))
		return false;
	a->total = (uint64_t)(notices + events);
	return true;
}

bool ao_ledger_audit(struct ao_ledger *l,
		     bool (*step)(void *data, uint64_t done, uint64_t total),
		     void *data, struct ao_audit *out, struct ao_error *err)
{
	struct audit a = {.l = l,
			  .out = out,
			  .step = step,
			  .data = data,
			  .purged_before = INT32_MIN};
	bool own = !l->begun, ok;

	*out = (struct ao_audit){.arena = ao_arena_new()};
	/* All of it as it stands now; it writes nothing and keeps no writer
	 * out. */
	if (own && !sql_do(l->sql, "BEGIN", err))
		return false;
	l->begun = true;
	ok = look(&a, count, err) && audit_all(l, &a, err);
	if (own)
		ao_ledger_rollback(l);
	tell_the_rest(&a);
	return ok;
}

void ao_audit_release(struct ao_audit *out)
{
	free(out->fault);
	ao_arena_free(out->arena);
	*out = (struct ao_audit){0};
}
