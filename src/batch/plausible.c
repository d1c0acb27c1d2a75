/* plausible.c - does a list look damaged? The checks, put together. */
#include "aofuto/batch/seen.h"
#include "plausible_inside.h"

#include "aofuto/base/nearest.h"

#include <stdlib.h>
#include <string.h>

struct ao_plausibility {
	const struct ao_plausibility_limits *limits;
	struct shift *shift;
	struct area *area;
	struct rows rows;
	struct ao_shape shape;
	struct ao_seen *people; /* who are printed: name, birth, address */
	struct ao_buf person;
	struct share twins;
};

struct ao_plausibility *
ao_plausibility_new(const struct ao_plausibility_limits *limits,
		    struct ao_date month)
{
	struct ao_plausibility *p = ao_calloc(1, sizeof(*p));

	p->limits = limits;
	p->shape.month = month;
	p->shift = shift_new();
	p->area = area_new();
	p->people = ao_seen_new();
	return p;
}

void ao_plausibility_free(struct ao_plausibility *p)
{
	if (!p)
		return;
	shift_free(p->shift);
	area_free(p->area);
	ao_seen_free(p->people);
	if (p->person.s)
		explicit_bzero(p->person.s, p->person.cap);
	ao_buf_release(&p->person);
	free(p);
}

/* Of those who get a letter: two of them to the same person are two letters. */
static bool is_person_twice(struct ao_plausibility *p,
			    const struct ao_resident *r,
			    struct ao_findings *findings)
{
	const char *const text[] = {r->name, r->address, r->building};
	char birth[AO_DATE_ISO_SIZE];
	unsigned long first;

	/* A printf for each would be a tenth of all that the checks cost. */
	ao_buf_clear(&p->person);
	ao_buf_adds(&p->person, ao_date_iso(r->birth_date, birth));
	for (size_t i = 0; i < AO_COUNT(text); i++) {
		ao_buf_add(&p->person, "\n", 1);
		ao_buf_adds(&p->person, text[i]);
	}
	first = ao_seen_row(p->people, p->person.s, r->row);
	if (!first)
		return false;
	ao_findings_add(findings, AO_F_PERSON_TWICE,
			(struct ao_place){.row = r->row,
					  .line = r->line,
					  .field = "resident_id",
					  .subject = r->resident_id},
			"%lu", first);
	return true;
}

void ao_plausibility_add(struct ao_plausibility *p,
			 const struct ao_plausible_row *row,
			 struct ao_findings *findings)
{
	const struct ao_resident *r = row->resident;
	bool twin = row->twin;

	shift_add(p->shift, r);
	area_add(p->area, r, findings);
	rows_add(&p->rows, r);
	ao_shape_add(&p->shape, r, row->decision);
	if (row->decision->verdict == AO_PRINT)
		twin = is_person_twice(p, r, findings) || twin;
	p->twins.rows++;
	p->twins.bad += twin;
	if (twin)
		evidence_add(&p->twins.evidence, r->row);
}

struct share_limit {
	double percent;
	unsigned long least_rows, least_bad;
	const char *column;
	const char *why; /* where it stops */
};

static void judge_share(const struct share *share,
			const struct share_limit *limit,
			struct ao_plausibility_result *result)
{
	result->unit = AO_CHECK_PERCENT;
	result->limit = limit->percent;
	if (share->rows < limit->least_rows) {
		result->verdict = AO_CHECK_NOT_APPLICABLE;
		result->why = N_("too few rows to tell");
		return;
	}
	result->measured = 100.0 * (double)share->bad / (double)share->rows;
	if (share->bad < limit->least_bad || result->measured <= limit->percent)
		return;
	result->verdict = AO_CHECK_STOP;
	result->why = limit->why;
	result->evidence = share->evidence;
	result->evidence.column = limit->column;
}

static void judge_shares(struct ao_plausibility *p, const struct ao_tally *t,
			 struct ao_plausibility_results *results)
{
	enum { FEW = 20, SOME = 5 };
	const struct ao_plausibility_limits *l = p->limits;
	struct share aside = {.rows = t->read, .bad = ao_tally_set_aside(t)};
	const struct {
		enum ao_check check;
		const struct share *share;
		struct share_limit limit;
	} shares[] = {
		{AO_CHECK_COLUMNS,
		 &p->rows.kana,
		 {l->kana_percent, FEW, SOME, "name_kana",
		  N_("the kana of names hold kanji: are columns exchanged?")}},
		{AO_CHECK_COLUMNS,
		 &p->rows.building,
		 {l->kana_percent, FEW, SOME, "building",
		  N_("buildings hold addresses: are columns exchanged?")}},
		{AO_CHECK_BIRTHDAY,
		 &p->rows.birthday,
		 {l->birthday_percent, FEW, SOME, "birth_date",
		  N_("recorded expiry dates are not on the birthday")}},
		{AO_CHECK_BIRTH_YEARS,
		 &p->rows.line,
		 {l->age_line_percent, FEW, SOME, "birth_date",
		  N_("cards of five or ten years contradict the years of "
		     "birth: "
		     "they may all be one off")}},
		{AO_CHECK_DUPLICATES,
		 &p->twins,
		 {l->duplicates_percent, FEW, SOME, "resident_id",
		  N_("residents, application IDs or people stand in the list "
		     "twice")}},
		{AO_CHECK_SET_ASIDE,
		 &aside,
		 {l->set_aside_percent, l->least_rows, SOME, NULL,
		  N_("very many rows are set aside or rejected: are columns "
		     "exchanged?")}},
	};

	for (size_t i = 0; i < AO_COUNT(shares); i++)
		if (results->of[shares[i].check].verdict != AO_CHECK_STOP)
			judge_share(shares[i].share, &shares[i].limit,
				    &results->of[shares[i].check]);
}

void ao_plausibility_judge(struct ao_plausibility *p,
			   const struct ao_plausibility_end *end,
			   struct ao_findings *findings,
			   struct ao_plausibility_results *results)
{
	*results = (struct ao_plausibility_results){0};
	if (end->accepted)
		results->accepted = *end->accepted;
	shift_judge(p->shift, p->limits, &results->of[AO_CHECK_SHIFT]);
	area_judge(p->area, p->limits, findings,
		   &results->of[AO_CHECK_POSTAL_AREA]);
	judge_shares(p, end->tally, results);
	last_judge(end, &p->shape, p->limits, results);
	/* A sheet without them does not become a kit. */
	results->of[AO_CHECK_REQUIRED_WORDS].unit = AO_CHECK_ROWS;
	for (int i = 0; i < AO_CHECK_COUNT; i++) {
		struct ao_plausibility_result *result = &results->of[i];

		if (result->verdict == AO_CHECK_STOP &&
		    results->accepted.check[i])
			result->verdict = AO_CHECK_OVERRIDDEN;
		plausibility_note(results, (enum ao_check)i, findings);
	}
}

const struct ao_shape *ao_plausibility_shape(const struct ao_plausibility *p)
{
	return &p->shape;
}

static bool accept(const char *word, struct ao_accepted *accepted,
		   struct ao_error *err)
{
	const char *known[AO_CHECK_COUNT], *near;

	for (int i = 0; i < AO_CHECK_COUNT; i++) {
		known[i] = ao_check_name((enum ao_check)i);
		if (strcmp(known[i], word) != 0)
			continue;
		accepted->check[i] = true;
		return true;
	}
	near = ao_nearest(word, (struct ao_words){known, AO_CHECK_COUNT});
	return near ? ao_fail(err, AO_USAGE, NULL,
			      _("there is no check '%s'; did you mean %s?"),
			      word, near)
		    : ao_fail(err, AO_USAGE, NULL,
			      _("there is no check '%s'; the list's report "
				"(aofuto plan) names them"),
			      word);
}

bool ao_accepted_parse(const char *words, struct ao_accepted *accepted,
		       struct ao_error *err)
{
	struct ao_buf word = {0};
	bool ok = true;

	while (ok && *words) {
		size_t n = strcspn(words, ",");

		ao_buf_clear(&word);
		ao_buf_add(&word, words, n);
		ok = accept(word.s, accepted, err);
		words += n + (words[n] == ',');
	}
	ao_buf_release(&word);
	return ok;
}
