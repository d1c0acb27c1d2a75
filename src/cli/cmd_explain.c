/* cmd_explain.c - aofuto explain: the dates of one resident, and the article
 * behind each, for the phone call. Says no name and no address. */
#include "cli/cmd.h"
#include "cli/issued.h"
#include "cli/print.h"
#include "cli/session.h"

#include "aofuto/batch/report.h"
#include "aofuto/batch/screen.h"
#include "aofuto/notice/barcode.h"

#include <stdio.h>
#include <string.h>

static const struct cmd_option options[] = {
	{OPT_RESIDENT, "resident", N_("ID"), N_("the resident id (宛名番号)"),
	 true},
	{OPT_LIST, "list", N_("LIST"),
	 N_("the list that the resident stands in; without it only the ledger "
	    "is asked"),
	 false},
	{OPT_MONTH, "month", N_("MONTH"),
	 N_("the month of the run, as 2026-12; default: the as-of day's"),
	 false},
	{OPT_HOLD, "hold", N_("FILE"),
	 N_("residents to hold back: a CSV file with the columns resident_id "
	    "and reason"),
	 false},
	{OPT_COUNT, NULL, NULL, NULL, false},
};

static const struct {
	const char *name, *text;
} items[AO_ITEM_COUNT] = {
	[AO_ITEM_CARD] = {"card_expires_on", N_("card")},
	[AO_ITEM_AUTH] = {"auth_cert_expires_on",
			  N_("certificate for authentication (利用者証明用)")},
	[AO_ITEM_SIGN] = {"sign_cert_expires_on",
			  N_("certificate for signing (署名用)")},
};

struct explained {
	const struct session *session;
	struct ao_ledger *ledger; /* or NULL */
	struct ao_screened one;
	struct ao_findings *findings;
	unsigned long rows;      /* how many have this id */
	enum ao_edition edition; /* that a notice is, or would be, of */
	struct ao_buf barcode;   /* its value; "": there is none */
	const char *no_barcode;  /* why, of `why_none`; or NULL */
};

/* Why a letter has no barcode. */
static const struct why {
	const char *name, *text;
} why_none[] = {
	{"POSTAL_CODE", N_("the postal code has none")},
	{"ROOM", N_("the name or address needs its room")},
	{"SHEET", N_("the sheet has no place for one")},
};
enum { WHY_POSTAL_CODE, WHY_ROOM, WHY_SHEET };

static void print_rule(enum ao_rule rule)
{
	const struct ao_rule_text *text;

	if (rule == AO_RULE_NONE)
		return;
	text = ao_rule_text(rule);
	printf("        %s\n", _(text->sentence));
	if (text->article && *text->article)
		printf("        %s\n", text->article);
}

static void print_item(const struct ao_term *t, enum ao_item item)
{
	char iso[AO_DATE_ISO_SIZE], wareki[AO_DATE_TEXT_SIZE];
	char opens[AO_DATE_ISO_SIZE];

	printf("  %s\n", _(items[item].text));
	if (!ao_date_known(t->last_day)) {
		puts(t->exists ? _("      its last day is not known")
			       : _("      there is none"));
	} else {
		printf(_("      valid to %s (%s), renewal from %s\n"),
		       ao_date_iso(t->last_day, iso),
		       ao_date_wareki(t->last_day, wareki),
		       ao_date_iso(t->opens_on, opens));
	}
	print_rule(t->rule);
	print_rule(t->cap);
}

static const char *window_text(enum ao_renewal_window window)
{
	static const char *const text[] = {
		[AO_WINDOW_NONE] = "",
		[AO_WINDOW_NOT_YET] = N_("renewal is not open yet"),
		[AO_WINDOW_OPEN] = N_("renewal is open"),
		[AO_WINDOW_EXPIRED] = N_("the card has expired"),
	};

	return *text[window] ? _(text[window]) : "";
}

static void print_decision(const struct ao_decision *d)
{
	char iso[AO_DATE_ISO_SIZE], opens[AO_DATE_ISO_SIZE];

	printf(_("  decision: %s (%s)\n"), _(ao_verdict_text(d->verdict)),
	       ao_verdict_name(d->verdict));
	if (d->reason != AO_REASON_NONE)
		printf(_("      because: %s (%s)\n"),
		       _(ao_reason_text(d->reason)), ao_reason_name(d->reason));
	if (d->kind != AO_KIND_NONE)
		printf(_("      notice: %s (%s), about %s\n"),
		       _(ao_kind_text(d->kind)), ao_kind_name(d->kind),
		       ao_expiring_name(d->expiring));
	if (ao_date_known(d->next_expiry)) {
		printf(_("      next expiry %s, renewal from %s\n"),
		       ao_date_iso(d->next_expiry, iso),
		       ao_date_iso(d->renewal_opens_on, opens));
		printf("        %s\n        %s\n",
		       _(ao_window_text()->sentence),
		       ao_window_text()->article);
	}
	if (d->window != AO_WINDOW_NONE)
		printf("      %s\n", window_text(d->window));
}

static void print_barcode(const struct explained *e)
{
	char bars[AO_BARS + 1];

	if (e->no_barcode) {
		for (size_t i = 0; i < AO_COUNT(why_none); i++)
			if (why_none[i].name == e->no_barcode)
				printf(_("  customer barcode: none, %s\n"),
				       _(why_none[i].text));
	} else if (ao_barcode_bars(e->barcode.s, bars)) {
		printf(_("  customer barcode: %s\n"), e->barcode.s);
		printf(_("      its bars: %s\n"), bars);
	}
}

static bool print_finding(const struct ao_finding *f, void *data)
{
	struct ao_buf message = {0};
	const char *id = data;

	if (!f->place.subject || strcmp(f->place.subject, id) != 0)
		return true;
	ao_report_message(f, &message);
	printf("  ! %s\n    → %s\n", message.s,
	       _(ao_finding_kind(f->code)->remedy));
	ao_buf_release(&message);
	return true;
}

static bool tell_people(struct explained *e, struct ao_error *err)
{
	const struct ao_resident *r = &e->one.resident;
	char as_of[AO_DATE_ISO_SIZE];
	struct ao_buf id = {0};
	bool ok;

	printf(_("resident %s, row %lu (line %lu), as of %s\n"), r->resident_id,
	       r->row, r->line, ao_date_iso(e->session->as_of, as_of));
	for (int i = 0; i < AO_ITEM_COUNT; i++)
		print_item(&e->one.terms.item[i], (enum ao_item)i);
	print_decision(&e->one.decision);
	if (e->one.decision.kind != AO_KIND_NONE)
		printf(_("  printed as: %s (%s)\n"),
		       _(ao_edition_text(e->edition)),
		       ao_edition_name(e->edition));
	print_barcode(e);
	ao_buf_adds(&id, e->session->line->value[OPT_RESIDENT]);
	ok = ao_findings_each(e->findings, print_finding, id.s, err);
	ao_buf_release(&id);
	if (e->rows > 1)
		printf(_("  ! the id stands in %lu rows; this is the first\n"),
		       e->rows);
	return ok &&
	       (!e->ledger || issued_tell(e->ledger, r->resident_id, err));
}

static void add_rule(struct ao_json *j, const char *key, enum ao_rule rule)
{
	const struct ao_rule_text *text;

	if (rule == AO_RULE_NONE)
		return;
	text = ao_rule_text(rule);
	ao_json_object(j, key);
	ao_json_text(j, "rule", text->name);
	ao_json_text(j, "sentence", _(text->sentence));
	ao_json_text(j, "article", text->article ? text->article : "");
	ao_json_end(j);
}

/* The member of the same name says what made each date. */
static void add_rules(struct ao_json *j, const struct ao_screened *one)
{
	ao_json_object(j, "rules");
	for (int i = 0; i < AO_ITEM_COUNT; i++) {
		const struct ao_term *t = &one->terms.item[i];

		if (t->rule == AO_RULE_NONE)
			continue;
		ao_json_object(j, items[i].name);
		add_rule(j, "made_by", t->rule);
		add_rule(j, "capped_by", t->cap);
		ao_json_bool(j, "recorded", t->recorded);
		ao_json_number(j, "nth_birthday", (uint64_t)t->nth_birthday);
		ao_json_date(j, "renewal_opens_on", t->opens_on);
		ao_json_end(j);
	}
	ao_json_object(j, "renewal_opens_on");
	ao_json_text(j, "rule", ao_window_text()->name);
	ao_json_text(j, "sentence", _(ao_window_text()->sentence));
	ao_json_text(j, "article", ao_window_text()->article);
	ao_json_end(j);
	ao_json_end(j);
}

static void add_barcode(struct ao_json *j, const struct explained *e)
{
	char bars[AO_BARS + 1] = "";

	if (!e->no_barcode && !ao_barcode_bars(e->barcode.s, bars))
		AO_BUG("a barcode of %zu characters", e->barcode.n);
	ao_json_text(j, "customer_barcode", e->barcode.s);
	ao_json_text(j, "customer_barcode_bars", bars);
	if (e->no_barcode)
		ao_json_text(j, "customer_barcode_none", e->no_barcode);
	else
		ao_json_null(j, "customer_barcode_none");
}

struct finding_list {
	struct ao_json *json;
	const char *id;
};

static bool add_finding(const struct ao_finding *f, void *data)
{
	struct finding_list *list = data;

	if (f->place.subject && strcmp(f->place.subject, list->id) == 0)
		ao_json_text(list->json, NULL, ao_finding_kind(f->code)->name);
	return true;
}

static bool tell_programs(const struct explained *e, struct ao_error *err)
{
	const struct ao_screened *one = &e->one;
	const struct ao_decision *d = &one->decision;
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};
	bool ok;

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "explain");
	ao_json_number(&j, "row", one->resident.row);
	ao_json_text(&j, "resident_id", one->resident.resident_id);
	ao_json_date(&j, "as_of", e->session->as_of);
	ao_json_text(&j, "decision", ao_verdict_name(d->verdict));
	ao_json_text(&j, "reason", ao_reason_name(d->reason));
	ao_json_text(&j, "notice", ao_kind_name(d->kind));
	if (d->kind != AO_KIND_NONE)
		ao_json_text(&j, "edition", ao_edition_name(e->edition));
	else
		ao_json_null(&j, "edition");
	for (int i = 0; i < AO_ITEM_COUNT; i++)
		ao_json_date(&j, items[i].name, one->terms.item[i].last_day);
	ao_json_date(&j, "next_expiry", d->next_expiry);
	ao_json_text(&j, "expiring", ao_expiring_name(d->expiring));
	ao_json_date(&j, "renewal_opens_on", d->renewal_opens_on);
	ao_json_text(&j, "window", ao_window_name(d->window));
	add_barcode(&j, e);
	ao_json_number(&j, "rows_with_this_id", e->rows);
	add_rules(&j, one);
	ao_json_array(&j, "findings");
	ok = ao_findings_each(
		e->findings, add_finding,
		&(struct finding_list){&j,
				       e->session->line->value[OPT_RESIDENT]},
		err);
	ao_json_end(&j);
	ok = ok && issued_json(e->ledger, one->resident.resident_id, &j, err);
	ao_json_end(&j);
	if (ok)
		print_buf(&out);
	ao_buf_release(&out);
	return ok;
}

/* As the letter has it, or would have it. */
static void find_barcode(struct explained *e, const struct ao_screened *one,
			 const struct ao_kit *kit)
{
	const struct ao_resident *r = &one->resident;

	ao_buf_adds(&e->barcode, "");
	if (!ao_template_has(ao_kit_sheet(kit, e->edition), AO_ITEM_TYPE_BARS))
		e->no_barcode = why_none[WHY_SHEET].name;
	else if (!ao_barcode_exists(r->postal_code))
		e->no_barcode = why_none[WHY_POSTAL_CODE].name;
	else if (one->notice &&
		 !(one->notice->flags & AO_FLAG(CUSTOMER_BARCODE)))
		e->no_barcode = why_none[WHY_ROOM].name;
	else
		ao_barcode_value(r, kit->towns, &e->barcode);
}

/* The resident's strings are borrowed until the next row; the id and the
 * barcode are all that is said, and we have them. */
static bool find(struct explained *e, struct ao_list *list, struct ao_kit *kit,
		 struct ao_hold *hold, struct ao_error *err)
{
	const struct session *s = e->session;
	struct ao_screen_order order = {
		.day = {.as_of = s->as_of,
			.month = s->month,
			.print_fixed_term_stay =
				s->settings.print_fixed_term_stay},
		.kit = kit,
		.hold = hold,
		.ledger = e->ledger,
		.only = s->line->value[OPT_RESIDENT]};
	struct ao_screen *screen = ao_screen_new(list, &order, e->findings);
	struct ao_screened one;
	enum ao_step step;

	while ((step = ao_screen_next(screen, &one, err)) == AO_STEP_ITEM) {
		if (e->rows++ > 0)
			continue;
		e->edition = ao_kit_choose(kit, one.resident.language,
					   one.resident.large_print);
		find_barcode(e, &one, kit);
		e->one = one;
		e->one.resident.resident_id = order.only;
	}
	ao_screen_free(screen);
	if (step == AO_STEP_FAIL)
		return false;
	if (e->rows == 0 && e->ledger)
		return ao_fail(err, AO_INPUT,
			       session_list_name(s->line->value[OPT_LIST]),
			       _("no row has the resident id '%s'; without "
				 "--list the ledger alone is asked"),
			       order.only);
	if (e->rows == 0)
		return ao_fail(err, AO_INPUT,
			       session_list_name(s->line->value[OPT_LIST]),
			       _("no row has the resident id '%s'"),
			       order.only);
	return true;
}

static bool read_list(struct explained *e, struct ao_kit *kit,
		      struct ao_error *err)
{
	const struct session *s = e->session;
	const char *hold_path = s->line->value[OPT_HOLD];
	struct ao_list_options how = s->list;
	struct ao_hold *hold = NULL;
	struct ao_list *list;
	bool ok = false;

	how.skip_digest = true;
	if (hold_path && !(hold = ao_hold_open(hold_path, err)))
		return false;
	list = ao_list_open(s->line->value[OPT_LIST], &how, e->findings, err);
	if (list)
		ok = find(e, list, kit, hold, err);
	ao_list_close(list);
	ao_hold_close(hold);
	return ok;
}

static bool explain_list(struct explained *e, struct ao_error *err)
{
	struct ao_kit kit;
	bool ok;

	if (!session_kit(e->session, &kit, err))
		return false;
	e->findings = ao_findings_new();
	ok = read_list(e, &kit, err);
	if (ok)
		ok = e->session->json ? tell_programs(e, err)
				      : tell_people(e, err);
	ao_findings_free(e->findings);
	ao_buf_release(&e->barcode);
	ao_kit_close(&kit);
	return ok;
}

static bool explain_ledger(const struct explained *e, struct ao_error *err)
{
	const struct session *s = e->session;
	const char *id = s->line->value[OPT_RESIDENT];
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};
	char as_of[AO_DATE_ISO_SIZE];
	bool ok;

	if (!s->json) {
		printf(_("resident %s, as of %s\n"), id,
		       ao_date_iso(s->as_of, as_of));
		return issued_tell(e->ledger, id, err);
	}
	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "explain");
	ao_json_text(&j, "resident_id", id);
	ao_json_date(&j, "as_of", s->as_of);
	ok = issued_json(e->ledger, id, &j, err);
	ao_json_end(&j);
	if (ok)
		print_buf(&out);
	ao_buf_release(&out);
	return ok;
}

static bool explain(const struct session *s, struct ao_error *err)
{
	struct explained e = {.session = s};
	bool ok;

	if (!session_ledger_if_any(s, &e.ledger, err))
		return false;
	if (s->line->value[OPT_LIST])
		ok = explain_list(&e, err);
	else if (e.ledger)
		ok = explain_ledger(&e, err);
	else
		ok = ao_fail(err, AO_USAGE, NULL,
			     _("explain needs the option --list LIST: there is "
			       "no ledger to ask"));
	ao_ledger_close(e.ledger);
	return ok;
}

static enum ao_status run(const struct cmd_line *line, struct ao_error *err)
{
	return session_do(line, explain, err);
}

const struct cmd cmd_explain = {
	.name = "explain",
	.operands = "",
	.summary = N_("the dates of one resident, and the article behind each"),
	.text = N_("For the phone call and the counter: says when card and "
		   "certificates end, by which rule, from when renewal is "
		   "possible, and what a run decides; from the ledger "
		   "each notice that was printed: when, where it stands, "
		   "whether it was printed again or came back; and the "
		   "customer barcode (カスタマバーコード), which holds the "
		   "postal code and the number of the house. Says nothing "
		   "else of a name or an address."),
	.option = options,
	.run = run,
};
