/* reprint_today.c - today's list against what was printed: a letter to an old
 * address, or with an application ID that is no longer good, is not printed. */
#include "batch/reprint_inside.h"

#include "aofuto/batch/screen.h"

#include <string.h>

struct look {
	struct reprint *r;
	struct ao_screened one;
	struct ao_buf differs, names; /* fields: in words, by name */
};

/* What a refusal is about, for people and as the code that lists have. */
struct about {
	const char *words, *code;
};
static const struct about nothing;

static bool fail_today(const struct reprint *r, struct ao_error *err,
		       const char *text, struct about about)
{
	struct ao_buf why = {0};

	ao_buf_addf(&why, _("resident %s"), r->values.resident_id);
	ao_buf_adds(&why, ": ");
	ao_buf_adds(&why, _(text));
	if (about.words)
		ao_buf_addf(&why, ": %s (%s)", about.words, about.code);
	ao_fail(err, AO_INPUT, r->order->list ? r->order->list : r->order->hold,
		"%s", why.s);
	ao_buf_release(&why);
	return false;
}

static void compare(struct look *l, const struct ao_notice *today,
		    enum ao_field field, const char *words)
{
	const char *comma = l->names.n ? ", " : "";

	if (strcmp(today->text[field], l->r->values.notice.text[field]) == 0)
		return;
	ao_buf_addf(&l->differs, "%s%s", comma, words);
	ao_buf_addf(&l->names, "%s%s", comma, ao_field_name(field));
}

/* As the notice would print them today, gaiji table and all, so that only what
 * a reader could see counts as changed. */
static bool compare_all(struct look *l, struct ao_error *err)
{
	static const struct {
		enum ao_field field;
		const char *words;
	} fields[] = {
		{AO_FIELD_NAME, N_("the name")},
		{AO_FIELD_POSTAL_CODE, N_("the postal code")},
		{AO_FIELD_ADDRESS, N_("the address")},
		{AO_FIELD_BUILDING, N_("the building")},
		{AO_FIELD_APPLICATION_ID, N_("the application ID")},
	};
	const struct reprint *r = l->r;
	const struct ao_notice *then = &r->values.notice;
	const struct ao_screened *one = &l->one;
	struct ao_notice_options options = r->kit.notice;
	struct ao_notice today;
	bool ok = true;

	if (then->flags & AO_FLAG(APPLICATION_ID))
		options.print_id = AO_PRINT_ID_ALWAYS;
	ao_notice_make(&today, &one->resident, &one->terms, &one->decision,
		       &options, r->arena);
	for (size_t i = 0; i < AO_COUNT(fields); i++)
		compare(l, &today, fields[i].field, _(fields[i].words));
	if (l->names.n)
		ok = fail_today(r, err,
				N_("today's list says something else than the "
				   "notice; with the new values a new form, "
				   "with a new application ID, is needed"),
				(struct about){l->differs.s, l->names.s});
	return ok;
}

static struct about why_none(const struct ao_decision *d)
{
	if (d->reason == AO_REASON_NONE)
		return (struct about){_(ao_verdict_text(d->verdict)),
				      ao_verdict_name(d->verdict)};
	return (struct about){_(ao_reason_text(d->reason)),
			      ao_reason_name(d->reason)};
}

static bool judge(struct look *l, struct ao_error *err)
{
	const struct ao_decision *d = &l->one.decision;

	if (d->verdict != AO_PRINT && d->verdict != AO_NOT_DUE)
		return fail_today(l->r, err,
				  N_("today's list says that no notice may go "
				     "to this resident"),
				  why_none(d));
	if (!ao_date_equal(d->next_expiry, l->r->entry->expiry))
		return fail_today(l->r, err,
				  N_("by today's list another day is the next "
				     "expiry: card or certificate have been "
				     "renewed, and the notice has done its "
				     "work"),
				  nothing);
	return compare_all(l, err);
}

/* The first row counts; a second one makes both doubtful. */
static bool read_rows(struct look *l, struct ao_screen *screen,
		      struct ao_error *err)
{
	enum ao_step step;
	unsigned rows = 0;

	while ((step = ao_screen_next(screen, &l->one, err)) == AO_STEP_ITEM)
		if (++rows > 1)
			return fail_today(l->r, err,
					  N_("the id stands in more than one "
					     "row of today's list"),
					  nothing);
		else if (!judge(l, err))
			return false;
	if (step == AO_STEP_FAIL)
		return false;
	return rows || fail_today(l->r, err,
				  N_("the resident is not in today's list: "
				     "moved away, or dead; nothing may be "
				     "sent before that is known"),
				  nothing);
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
	       fail_today(r, err, N_("no notice may go to this resident"),
			  (struct about){_(ao_reason_text(AO_REASON_HOLD_LIST)),
					 ao_reason_name(AO_REASON_HOLD_LIST)});
}

bool reprint_check_today(struct reprint *r, struct ao_error *err)
{
	struct look l = {.r = r};
	bool ok = check_hold(r, err) && (!r->order->list || read_list(&l, err));

	ao_buf_release(&l.differs);
	ao_buf_release(&l.names);
	return ok;
}
