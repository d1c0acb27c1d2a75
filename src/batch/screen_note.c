/* screen_note.c - what a screening finds wrong with a resident, as findings. */
#include "batch/screen_inside.h"

#include "aofuto/notice/barcode.h"
#include "aofuto/notice/gaiji.h"

#include <string.h>

struct ao_place ao_screen_place(const struct ao_resident *r, const char *field)
{
	return (struct ao_place){.row = r->row,
				 .line = r->line,
				 .field = field,
				 .subject = r->resident_id};
}

static const char *doubt_field(enum ao_item item)
{
	static const char *const field[AO_ITEM_COUNT] = {
		"card_expires_on", "auth_cert_expires_on",
		"sign_cert_expires_on"};

	return field[item];
}

static const struct ao_issue *issue_of(const struct ao_resident *r,
				       enum ao_item item)
{
	const struct ao_issue *const issue[AO_ITEM_COUNT] = {
		&r->card, &r->auth_cert, &r->sign_cert};

	return issue[item];
}

/* Dates contradict one another by the issue date, where there is one. */
static const char *contradicting_field(const struct ao_resident *r,
				       enum ao_item item)
{
	static const char *const field[AO_ITEM_COUNT] = {
		"card_issued_on", "auth_cert_issued_on", "sign_cert_issued_on"};

	return ao_date_known(issue_of(r, item)->issued_on) ? field[item]
							   : doubt_field(item);
}

#define DAY_SIZE (AO_DATE_ISO_SIZE + 1)

static const char *day(struct ao_date date, char out[DAY_SIZE])
{
	if (!ao_date_known(date))
		return "?";
	return ao_date_iso(date, out);
}

/* The recorded day, and the one that the law gives without it. */
static void note_mismatch(struct ao_screen *s, const struct ao_screened *one,
			  const char *field)
{
	enum ao_item item = one->terms.doubt_item;
	struct ao_resident r = one->resident;
	char recorded[DAY_SIZE], lawful[DAY_SIZE];
	struct ao_issue *const issue[AO_ITEM_COUNT] = {&r.card, &r.auth_cert,
						       &r.sign_cert};
	struct ao_date is = issue[item]->expires_on;

	issue[item]->expires_on = AO_NO_DATE;
	ao_findings_add(s->findings, AO_F_RECORDED_DATE_DIFFERS,
			ao_screen_place(&one->resident, field), "%s ≠ %s",
			day(is, recorded),
			day(ao_terms_of(&r).item[item].last_day, lawful));
}

/* The day that cannot be: of the issue, where there is one. */
static void note_contradiction(struct ao_screen *s,
			       const struct ao_screened *one)
{
	const struct ao_resident *r = &one->resident;
	enum ao_item item = one->terms.doubt_item;
	const struct ao_issue *issue = issue_of(r, item);
	char text[DAY_SIZE];

	ao_findings_add(s->findings, AO_F_DATES_CONTRADICT,
			ao_screen_place(r, contradicting_field(r, item)), "%s",
			day(ao_date_known(issue->issued_on) ? issue->issued_on
							    : issue->expires_on,
			    text));
}

void ao_screen_note_doubt(struct ao_screen *s, const struct ao_screened *one)
{
	const struct ao_resident *r = &one->resident;
	const char *field = doubt_field(one->terms.doubt_item);
	char text[DAY_SIZE];

	switch (one->decision.reason) {
	case AO_REASON_REGIME_AMBIGUOUS:
		ao_findings_add(s->findings, AO_F_REGIME_AMBIGUOUS,
				ao_screen_place(r, "card_applied_on"), "%s",
				"");
		return;
	case AO_REASON_BIRTH_UNKNOWN:
		ao_findings_add(s->findings, AO_F_BIRTH_UNKNOWN,
				ao_screen_place(r, "birth_date"), "%s", "");
		return;
	case AO_REASON_PRINTED_MISMATCH:
		note_mismatch(s, one, field);
		return;
	case AO_REASON_DATES_MISSING:
		ao_findings_add(s->findings, AO_F_DATES_MISSING,
				ao_screen_place(r, field), "%s", "");
		return;
	case AO_REASON_DATES_IMPOSSIBLE:
		ao_findings_add(
			s->findings, AO_F_DATES_IMPLAUSIBLE,
			ao_screen_place(r, field), "%s",
			day(issue_of(r, one->terms.doubt_item)->expires_on,
			    text));
		return;
	case AO_REASON_INVALID_INPUT:
		if (r->believed)
			note_contradiction(s, one);
		return;
	default:
		return; /* the row has its findings, or needs none */
	}
}

/* How many characters a finding names; the duty list has them all. */
#define NAMED_MOST 8

enum lack_finding { LACK_GLYPH, LACK_GAIJI, LACK_ASK, LACK_FINDINGS };

struct lacks { /* of one notice; a field at a time */
	struct ao_screen *screen;
	struct ao_screened *one;
	enum ao_field field;
	struct ao_buf detail[LACK_FINDINGS];
	unsigned n[LACK_FINDINGS];
	unsigned all;
};

/* One finding for each field and what has to be done about it. */
static void flush(struct lacks *l)
{
	static const enum ao_finding_code code[LACK_FINDINGS] = {
		AO_F_GLYPH_MISSING, AO_F_GAIJI_UNKNOWN, AO_F_GAIJI_ASK};
	struct ao_place place =
		ao_screen_place(&l->one->resident, ao_field_name(l->field));

	for (int i = 0; i < LACK_FINDINGS; i++) {
		if (!l->n[i])
			continue;
		if (l->n[i] > NAMED_MOST)
			ao_buf_addf(&l->detail[i], "; … (%u)", l->n[i]);
		ao_findings_add(l->screen->findings, code[i], place, "%s",
				l->detail[i].s);
		ao_buf_clear(&l->detail[i]);
		l->n[i] = 0;
	}
}

static void add_lack(const struct ao_lack *lack, void *data)
{
	struct lacks *l = data;
	struct ao_screen *s = l->screen;
	const struct ao_resident *r = &l->one->resident;
	const char *listed = ao_notice_listed(r, lack->field);
	enum lack_finding i = lack->kind == AO_LACK_GAIJI ? LACK_GAIJI
			      : lack->kind == AO_LACK_ASK ? LACK_ASK
							  : LACK_GLYPH;
	char code[AO_CLUSTER_TEXT_SIZE];
	struct ao_duty_line line = {
		.row = r->row,
		.line = r->line,
		.resident_id = r->resident_id,
		.field = lack->field,
		.cluster = lack->cluster,
		.stands_in = lack->stands_in,
		.kind = lack->kind,
	};

	if (l->all && l->field != lack->field)
		flush(l);
	l->field = lack->field;
	l->all++;
	line.position = ao_notice_position(
		listed ? listed : s->notice.text[lack->field], lack->at,
		&s->order.kit->notice, s->arena);
	if (s->order.duty)
		ao_duty_add(s->order.duty, &line);
	if (++l->n[i] > NAMED_MOST)
		return;
	ao_buf_addf(&l->detail[i], "%s%s, #%u", l->n[i] > 1 ? "; " : "",
		    ao_cluster_text(lack->cluster, code), line.position);
}

static void note_missing(struct ao_screen *s, struct ao_screened *one,
			 const struct ao_misfit *misfit)
{
	struct lacks lacks = {.screen = s, .one = one};
	struct ao_kit *kit = s->order.kit;

	ao_missing_each(ao_kit_sheet(kit, s->notice.edition), kit->faces,
			&s->notice, add_lack, &lacks);
	if (!lacks.all)
		AO_BUG("layout misses a character of %s, nobody else does",
		       misfit->field);
	flush(&lacks);
	for (int i = 0; i < LACK_FINDINGS; i++)
		ao_buf_release(&lacks.detail[i]);
}

void ao_screen_note_misfit(struct ao_screen *s, struct ao_screened *one,
			   const struct ao_misfit *misfit)
{
	if (misfit->type == AO_DOES_NOT_FIT) {
		ao_findings_add(s->findings, AO_F_ADDRESS_DOES_NOT_FIT,
				ao_screen_place(&one->resident, misfit->field),
				"+%.1f mm", misfit->over);
		ao_decision_set_aside(&one->decision,
				      AO_REASON_ADDRESS_DOES_NOT_FIT);
		return;
	}
	note_missing(s, one, misfit);
	ao_decision_set_aside(&one->decision, AO_REASON_GLYPH_MISSING);
}

/* One of the two: what is missing first. */
static void note_language(struct ao_screen *s, const struct ao_resident *r,
			  bool large)
{
	const struct ao_kit *kit = s->order.kit;
	enum ao_edition asked = ao_edition_of(r->language, large);
	struct ao_place place = ao_screen_place(r, "language");

	if (!ao_city_speaks(kit->city, r->language))
		ao_findings_add(s->findings, AO_F_LANGUAGE_WITHOUT_FACTS, place,
				"%s", ao_city_section(r->language));
	else
		ao_findings_add(s->findings, AO_F_LANGUAGE_WITHOUT_TEMPLATE,
				place, "%s",
				ao_kit_edition_file(kit, asked, s->arena));
}

enum ao_edition ao_screen_edition(struct ao_screen *s,
				  const struct ao_resident *r)
{
	const struct ao_kit *kit = s->order.kit;
	bool large = ao_kit_large(kit, r->large_print);
	enum ao_edition gets = ao_kit_choose(kit, r->language, r->large_print);

	if (kit->alone)
		return AO_EDITION_JA;
	if (ao_edition_language(gets) != r->language)
		note_language(s, r, large);
	if (large && !ao_edition_large(gets))
		ao_findings_add(s->findings, AO_F_LARGE_PRINT_WITHOUT_TEMPLATE,
				ao_screen_place(r, "large_print"), "%s",
				ao_kit_edition_file(
					kit,
					ao_edition_of(ao_edition_language(gets),
						      /*large*/ true),
					s->arena));
	return gets;
}

void ao_screen_note_barcode(struct ao_screen *s, const struct ao_resident *r,
			    bool without_room)
{
	struct ao_place place = ao_screen_place(r, "address");
	const struct ao_kit *kit = s->order.kit;
	enum ao_number_found found;
	struct ao_buf number = {0};

	if (without_room)
		ao_findings_add(s->findings, AO_F_BARCODE_WITHOUT_ROOM, place,
				"%s", "");
	if (!(s->notice.flags & AO_FLAG(CUSTOMER_BARCODE)) ||
	    !ao_template_has(ao_kit_sheet(kit, s->notice.edition),
			     AO_ITEM_TYPE_BARS))
		return;
	s->tally.with_barcode++;
	found = ao_address_number(r, kit->towns, &number);
	ao_buf_release(&number);
	if (found != AO_NUMBER_FOUND)
		ao_findings_add(s->findings,
				found == AO_NUMBER_NONE
					? AO_F_ADDRESS_NUMBER_NONE
					: AO_F_ADDRESS_SPLIT_UNSURE,
				place, "%s", "");
}
