/* screen.c - resident by resident: what happens to each, and why. */
#include "batch/screen_inside.h"

#include <stdlib.h>
#include <string.h>

struct ao_screen *ao_screen_new(struct ao_list *list,
				const struct ao_screen_order *order,
				struct ao_findings *findings)
{
	struct ao_screen *s = ao_calloc(1, sizeof(*s));

	s->list = list;
	s->order = *order;
	s->month = ao_date_known(order->day.month) ? order->day.month
						   : order->day.as_of;
	s->month.day = 1;
	s->findings = findings;
	s->residents = ao_seen_new();
	s->applications = ao_seen_new();
	s->arena = ao_arena_new();
	ao_letter_init(&s->letter);
	return s;
}

void ao_screen_free(struct ao_screen *s)
{
	if (!s)
		return;
	ao_letter_release(&s->letter);
	ao_arena_free(s->arena);
	ao_buf_release(&s->printed);
	ao_seen_free(s->applications);
	ao_seen_free(s->residents);
	free(s);
}

static void mark_printed(struct ao_screen *s, unsigned long row)
{
	while (s->printed.n <= row / 8)
		ao_buf_add(&s->printed, "", 1);
	s->printed.s[row / 8] = (char)(s->printed.s[row / 8] | 1 << row % 8);
}

static bool is_printed(const struct ao_screen *s, unsigned long row)
{
	return row / 8 < s->printed.n && s->printed.s[row / 8] >> row % 8 & 1;
}

/* Which of two rows is right nobody here can know. The first one stands; the
 * later ones are not believed. Gives the row of the first one, or 0. */
static unsigned long twin_of(struct ao_screen *s, struct ao_resident *r)
{
	unsigned long first;

	if (!r->resident_id || !*r->resident_id)
		return 0;
	first = ao_seen_row(s->residents, r->resident_id, r->row);
	if (first)
		r->believed = false;
	return first;
}

/* A later row says that this person gets no letter: dead, moved, protected.
 * Whether a fixed stay or a lapsed card counts is a matter of that card. */
static bool objects(const struct ao_screen *s, const struct ao_resident *r)
{
	struct ao_terms terms;
	struct ao_decision d;

	terms = ao_terms_of(r);
	d = ao_decide(r, &terms, &s->order.day);
	return d.verdict == AO_HELD ||
	       (d.verdict == AO_EXCLUDED && r->status != AO_STATUS_NORMAL);
}

static void note_twin(struct ao_screen *s, const struct ao_resident *r,
		      unsigned long first, bool believed)
{
	struct ao_resident alone = *r; /* as if the first row were not there */
	bool stop;

	alone.believed = believed;
	stop = believed && is_printed(s, first) && objects(s, &alone);
	ao_findings_add(s->findings,
			stop ? AO_F_RESIDENT_CONTRADICTED : AO_F_RESIDENT_TWICE,
			ao_screen_place(r, "resident_id"), "%lu", first);
}

static void decide(struct ao_screen *s, struct ao_screened *one)
{
	/* Of a row that is not believed no date is believed either. */
	if (one->resident.believed)
		one->terms = ao_terms_of(&one->resident);
	one->decision = ao_decide(&one->resident, &one->terms, &s->order.day);
	if (s->order.hold &&
	    ao_hold_has(s->order.hold, one->resident.resident_id))
		ao_decision_hold(&one->decision);
}

/* An application ID that was printed is nobody else's. */
static bool look_up(struct ao_screen *s, struct ao_screened *one,
		    struct ao_error *err)
{
	const struct ao_resident *r = &one->resident;
	bool issued = false;

	if (!ao_issued(s->order.ledger, r->resident_id, one->decision.kind,
		       one->decision.next_expiry, s->order.run, &issued, err))
		return false;
	if (!issued)
		return true;
	ao_decision_already_issued(&one->decision);
	if (*r->application_id)
		ao_seen_row(s->applications, r->application_id, r->row);
	return true;
}

/* The IDs of a card kind: absent, or somebody else's. True for the latter. */
static bool check_application(struct ao_screen *s, struct ao_screened *one)
{
	const struct ao_resident *r = &one->resident;
	struct ao_place place = ao_screen_place(r, "application_id");
	unsigned long first;

	if (!*r->application_id) {
		bool hold =
			s->order.kit && s->order.kit->settings->hold_without_id;

		if (one->decision.kind == AO_KIND_CERT_ONLY)
			return false;
		ao_findings_add(s->findings,
				hold ? AO_F_APPLICATION_ID_NEEDED
				     : AO_F_APPLICATION_ID_ABSENT,
				place, "%s", "");
		if (hold)
			ao_decision_set_aside(&one->decision,
					      AO_REASON_APPLICATION_ID_MISSING);
		else
			s->tally.without_id++;
		return false;
	}
	first = ao_seen_row(s->applications, r->application_id, r->row);
	if (!first)
		return false;
	ao_findings_add(s->findings, AO_F_APPLICATION_ID_TWICE, place, "%lu",
			first);
	ao_decision_set_aside(&one->decision, AO_REASON_INPUT_DOUBTFUL);
	return true;
}

static bool refuse_example(const struct ao_kit *kit, struct ao_error *err)
{
	return ao_fail(err, AO_INPUT, kit->qr_source,
		       _("qr_address is the example that leads nowhere (%s): "
			 "real notices are not printed with it; set qr_address "
			 "to the city's own, or give --qr-address, or "
			 "--specimen to try"),
		       kit->qr_address);
}

/* Does the notice go onto its sheet? */
static bool try_sheet(struct ao_screen *s, struct ao_screened *one,
		      struct ao_error *err)
{
	struct ao_kit *kit = s->order.kit;
	struct ao_misfit misfit;
	bool without_room;

	ao_notice_make(&s->notice, &one->resident, &one->terms, &one->decision,
		       &kit->notice, s->arena);
	s->notice.edition = ao_screen_edition(s, &one->resident);
	/* A sequence number as wide as any; the volume gives the real one. */
	s->notice.text[AO_FIELD_SEQUENCE] = "012-3456";
	one->qr = ao_kit_qr(kit, &s->notice, s->arena);
	if (*one->qr && s->order.refuse_example && kit->qr_example)
		return refuse_example(kit, err);
	if (!ao_kit_lay_out(kit, &s->notice, one->qr, &s->letter, &misfit,
			    &without_room, err))
		return false;
	if (misfit.type != AO_FITS) {
		ao_screen_note_misfit(s, one, &misfit);
		return true;
	}
	if (s->letter.parted)
		ao_findings_add(
			s->findings, AO_F_NAME_WORD_PARTED,
			ao_screen_place(&one->resident, s->letter.parted), "%s",
			"");
	ao_screen_note_barcode(s, &one->resident, without_room);
	one->notice = &s->notice;
	one->letter = &s->letter;
	s->tally.edition[s->notice.edition]++;
	if (*one->qr)
		s->tally.with_id++;
	return true;
}

/* A resident nobody asked for counts only where others are compared. */
static void skim(struct ao_screen *s, const struct ao_resident *r)
{
	struct ao_screened one = {.resident = *r};

	twin_of(s, &one.resident);
	decide(s, &one);
	if (one.decision.verdict == AO_PRINT && *r->application_id)
		ao_seen_row(s->applications, r->application_id, r->row);
}

static enum ao_step next_wanted(struct ao_screen *s, struct ao_resident *r,
				struct ao_error *err)
{
	enum ao_step step = ao_list_next(s->list, r, err);

	while (step == AO_STEP_ITEM && s->order.only &&
	       strcmp(r->resident_id, s->order.only) != 0) {
		skim(s, r);
		step = ao_list_next(s->list, r, err);
	}
	return step;
}

enum ao_step ao_screen_next(struct ao_screen *s, struct ao_screened *one,
			    struct ao_error *err)
{
	unsigned long twin;
	bool believed, twice = false;
	enum ao_step step;

	*one = (struct ao_screened){0};
	ao_arena_reset(s->arena);
	step = next_wanted(s, &one->resident, err);
	if (step != AO_STEP_ITEM)
		return step;
	s->tally.read++;
	believed = one->resident.believed;
	twin = twin_of(s, &one->resident);
	if (twin)
		note_twin(s, &one->resident, twin, believed);
	decide(s, one);
	if (one->decision.verdict == AO_PRINT && s->order.ledger &&
	    !look_up(s, one, err))
		return AO_STEP_FAIL;
	ao_screen_note_doubt(s, one);
	if (one->decision.verdict == AO_PRINT)
		twice = check_application(s, one);
	if (s->order.plausibility)
		ao_plausibility_add(
			s->order.plausibility,
			&(struct ao_plausible_row){.resident = &one->resident,
						   .decision = &one->decision,
						   .twin = twin || twice},
			s->findings);
	if (one->decision.verdict == AO_PRINT)
		mark_printed(s, one->resident.row);
	if (s->order.every_letter && one->decision.verdict == AO_NOT_DUE)
		one->decision.verdict = AO_PRINT;
	if (one->decision.verdict == AO_PRINT && s->order.kit &&
	    !try_sheet(s, one, err))
		return AO_STEP_FAIL;
	ao_tally_add(&s->tally, &one->decision, s->month);
	return AO_STEP_ITEM;
}

const struct ao_tally *ao_screen_end(struct ao_screen *s)
{
	if (s->order.hold && !s->order.only)
		ao_hold_unused(s->order.hold, s->findings);
	ao_tally_check(&s->tally);
	return &s->tally;
}

void ao_screened_csv_header(struct ao_buf *b)
{
	ao_buf_adds(b, "row,resident_id,decision,reason,notice,card_expires_on,"
		       "auth_cert_expires_on,sign_cert_expires_on,next_expiry,"
		       "expiring,renewal_opens_on,window\n");
}

static void add_date(struct ao_buf *b, struct ao_date date)
{
	char iso[AO_DATE_ISO_SIZE];

	ao_buf_addf(b, ",%s", ao_date_iso(date, iso));
}

void ao_screened_csv(const struct ao_screened *one, struct ao_buf *b)
{
	const struct ao_decision *d = &one->decision;

	ao_buf_addf(b, "%lu,", one->resident.row);
	ao_csv_field(b, one->resident.resident_id);
	ao_buf_addf(b, ",%s,%s,%s", ao_verdict_name(d->verdict),
		    ao_reason_name(d->reason), ao_kind_name(d->kind));
	for (int i = 0; i < AO_ITEM_COUNT; i++)
		add_date(b, one->terms.item[i].last_day);
	add_date(b, d->next_expiry);
	ao_buf_addf(b, ",%s", ao_expiring_name(d->expiring));
	add_date(b, d->renewal_opens_on);
	ao_buf_addf(b, ",%s\n", ao_window_name(d->window));
}
