/* reprint_today.c - today's list against what was printed: a letter to an old
 * address, or with an application ID that is no longer good, is not printed. */
#include "batch/reprint_inside.h"

#include "aofuto/batch/screen.h"

#include <string.h>

struct look {
	struct reprint *r;
	struct ao_screened *one;
	struct ao_buf differs; /* names of fields */
};

static bool fail_today(const struct reprint *r, struct ao_error *err,
		       const char *text, const char *what)
{
	struct ao_buf why = {0};

	ao_buf_addf(&why, _("resident %s"), r->values.resident_id);
	ao_buf_adds(&why, ": ");
	ao_buf_adds(&why, _(text));
	if (*what)
		ao_buf_addf(&why, " (%s)", what);
	ao_fail(err, AO_INPUT, r->order->list ? r->order->list : r->order->hold,
		"%s", why.s);
	ao_buf_release(&why);
	return false;
}

static void compare(struct look *l, const struct ao_notice *today,
		    enum ao_field field)
{
	if (strcmp(today->text[field], l->r->values.notice.text[field]) == 0)
		return;
	ao_buf_addf(&l->differs, "%s%s", l->differs.n ? ", " : "",
		    ao_field_name(field));
}

/* As the notice would print them today, gaiji table and all, so that only what
 * a reader could see counts as changed. */
static bool compare_all(struct look *l, struct ao_error *err)
{
	static const enum ao_field fields[] = {
		AO_FIELD_NAME, AO_FIELD_POSTAL_CODE, AO_FIELD_ADDRESS,
		AO_FIELD_BUILDING};
	const struct reprint *r = l->r;
	const struct ao_notice *then = &r->values.notice;
	struct ao_screened *one = l->one;
	struct ao_notice_options options = r->kit.notice;
	struct ao_notice today;
	bool ok = true;

	if (then->flags & AO_FLAG(APPLICATION_ID))
		options.print_id = AO_PRINT_ID_ALWAYS;
	ao_notice_make(&today, &one->resident, &one->terms, &one->decision,
		       &options, r->arena);
	for (size_t i = 0; i < AO_COUNT(fields); i++)
		compare(l, &today, fields[i]);
	compare(l, &today, AO_FIELD_APPLICATION_ID);
	if (l->differs.n)
		ok = fail_today(r, err,
				N_("today's list says something else than the "
				   "notice; with the new values a new form, "
				   "with a new application ID, is needed"),
				l->differs.s);
	return ok;
}

static bool judge(struct look *l, struct ao_error *err)
{
	const struct ao_decision *d = &l->one->decision;

	if (d->verdict != AO_PRINT && d->verdict != AO_NOT_DUE)
		return fail_today(l->r, err,
				  N_("today's list says that no notice may go "
				     "to this resident"),
				  d->reason == AO_REASON_NONE
					  ? ao_verdict_name(d->verdict)
					  : ao_reason_name(d->reason));
	if (!ao_date_equal(d->next_expiry, l->r->entry->expiry))
		return fail_today(l->r, err,
				  N_("by today's list another day is the next "
				     "expiry: card or certificate have been "
				     "renewed, and the notice has done its "
				     "work"),
				  "");
	return compare_all(l, err);
}

/* The first row counts; a second one makes both doubtful. */
static bool read_rows(struct look *l, struct ao_screen *screen,
		      struct ao_error *err)
{
	struct ao_screened one;
	enum ao_step step;
	unsigned rows = 0;

	l->one = &one;
	while ((step = ao_screen_next(screen, &one, err)) == AO_STEP_ITEM)
		if (++rows > 1)
			return fail_today(l->r, err,
					  N_("the id stands in more than one "
					     "row of today's list"),
					  "");
		else if (!judge(l, err))
			return false;
	if (step == AO_STEP_FAIL)
		return false;
	return rows || fail_today(l->r, err,
				  N_("the resident is not in today's list: "
				     "moved away, or dead; nothing may be "
				     "sent before that is known"),
				  "");
}

static bool read_list(struct look *l, struct ao_error *err)
{
	const struct ao_reprint_order *order = l->r->order;
	struct ao_list_options how = *order->list_options;
	struct ao_findings *findings = ao_findings_new();
	struct ao_screen_order screen_order = {
		.day = order->day, .only = l->r->values.resident_id};
	struct ao_screen *screen;
	struct ao_list *list;
	bool ok = false;

	how.skip_digest = true;
	list = ao_list_open(order->list, &how, findings, err);
	if (list) {
		screen = ao_screen_new(list, &screen_order, findings);
		ok = read_rows(l, screen, err);
		ao_screen_free(screen);
	}
	ao_list_close(list);
	ao_findings_free(findings);
	return ok;
}

static bool check_hold(struct reprint *r, struct ao_error *err)
{
	struct ao_hold *hold;
	bool held;

	if (!r->order->hold)
		return true;
	hold = ao_hold_open(r->order->hold, err);
	if (!hold)
		return false;
	held = ao_hold_has(hold, r->values.resident_id);
	ao_hold_close(hold);
	return !held ||
	       fail_today(r, err, N_("the resident is on the hold list"),
			  ao_reason_name(AO_REASON_HOLD_LIST));
}

bool reprint_check_today(struct reprint *r, struct ao_error *err)
{
	struct look l = {.r = r};
	bool ok = check_hold(r, err) && (!r->order->list || read_list(&l, err));

	ao_buf_release(&l.differs);
	return ok;
}
