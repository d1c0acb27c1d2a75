/* plausible_area.c - postal codes of another prefecture than nearly all. */
#include "plausible_inside.h"

#include <stdlib.h>
#include <string.h>

/* Rows before which nobody knows where the city lies; those of them that may
 * turn out to be others wait. */
#define KNOWN_FROM   200
#define WAITING_MOST 64
#define FIRST        8 /* of whom nobody knows whether they are most */

#define PREFECTURES 48

struct area {
	unsigned long rows[PREFECTURES], all;
	int most; /* the prefecture of most rows */
	struct waiting {
		int prefecture;
		unsigned long row, line;
		char subject[64];
	} waiting[WAITING_MOST];
	size_t n;
	struct ao_check_evidence evidence;
};

struct area *area_new(void)
{
	return ao_calloc(1, sizeof(struct area));
}

void area_free(struct area *a)
{
	free(a);
}

static void note(struct area *a, const struct waiting *w,
		 struct ao_findings *findings)
{
	ao_findings_add(findings, AO_F_POSTAL_AREA_OTHER,
			(struct ao_place){.row = w->row,
					  .line = w->line,
					  .field = "postal_code",
					  .subject = w->subject},
			"%s", "");
	evidence_add(&a->evidence, w->row);
}

static void settle(struct area *a, struct ao_findings *findings)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->waiting[i].prefecture != a->most)
			note(a, &a->waiting[i], findings);
	a->n = 0;
}

void area_add(struct area *a, const struct ao_resident *r,
	      struct ao_findings *findings)
{
	struct waiting w = {.prefecture = prefecture_of(r->postal_code),
			    .row = r->row,
			    .line = r->line};

	if (!w.prefecture)
		return;
	a->all++;
	if (++a->rows[w.prefecture] > a->rows[a->most])
		a->most = w.prefecture;
	memccpy(w.subject, r->resident_id, '\0', sizeof(w.subject) - 1);
	if (a->all > KNOWN_FROM) {
		settle(a, findings);
		/* Where many are others, the check stops the list. */
		if (w.prefecture != a->most &&
		    a->rows[w.prefecture] * 20 < a->all)
			note(a, &w, findings);
	} else if (a->n < WAITING_MOST &&
		   (a->all <= FIRST || w.prefecture != a->most)) {
		a->waiting[a->n++] = w;
	}
}

void area_judge(struct area *a, const struct ao_plausibility_limits *limits,
		struct ao_findings *findings,
		struct ao_plausibility_result *result)
{
	unsigned long others = a->all - a->rows[a->most];

	if (a->all < limits->least_rows) {
		result->verdict = AO_CHECK_NOT_APPLICABLE;
		result->why = N_("too few rows to tell");
		return;
	}
	settle(a, findings);
	result->unit = AO_CHECK_PERCENT;
	result->limit = limits->postal_area_percent;
	result->measured = 100.0 * (double)others / (double)a->all;
	if (result->measured <= result->limit)
		return;
	result->verdict = AO_CHECK_STOP;
	result->why = N_("postal codes are of another prefecture than most");
	result->evidence = a->evidence;
	result->evidence.column = "postal_code";
}
