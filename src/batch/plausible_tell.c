/* plausible_tell.c - what the checks found, for people, programs and files. */
#include "plausible_inside.h"

#include <stdio.h>
#include <string.h>

static const struct check {
	const char *name, *text;
	enum ao_finding_code stop; /* 0: it never stops a list */
} checks[AO_CHECK_COUNT] = {
	[AO_CHECK_SHIFT] = {"shift",
			    N_("the columns of a row belong to one another"),
			    AO_F_LIST_SHIFTED},
	[AO_CHECK_COLUMNS] = {"columns",
			      N_("the kana of names are in their column"),
			      AO_F_LIST_COLUMNS},
	[AO_CHECK_BIRTHDAY] = {"birthday",
			       N_("recorded expiry dates are birthdays"),
			       AO_F_LIST_BIRTHDAYS},
	[AO_CHECK_BIRTH_YEARS] = {"birth_years",
				  N_("the years of birth fit the cards"),
				  AO_F_LIST_BIRTH_YEARS},
	[AO_CHECK_DUPLICATES] = {"duplicates",
				 N_("nobody stands in the list twice"),
				 AO_F_LIST_DUPLICATES},
	[AO_CHECK_POSTAL_AREA] = {"postal_area",
				  N_("postal codes are of one prefecture"),
				  AO_F_LIST_POSTAL_AREA},
	[AO_CHECK_SET_ASIDE] = {"set_aside", N_("nearly all rows can be used"),
				AO_F_LIST_SET_ASIDE},
	[AO_CHECK_RESIDENTS] = {"residents",
				N_("as many residents as in the last runs"),
				AO_F_LIST_RESIDENTS},
	[AO_CHECK_SELECTED] = {"selected",
			       N_("as many notices as in the last runs"),
			       AO_F_LIST_SELECTED},
	[AO_CHECK_KINDS] = {"kinds", N_("the same kinds as in the last runs"),
			    AO_F_LIST_KINDS},
	[AO_CHECK_AGES] = {"ages", N_("the same ages as in the last runs"),
			   AO_F_LIST_AGES},
	[AO_CHECK_EXPIRY_MONTHS] = {"expiry_months",
				    N_("renewals open in the month of the run"),
				    AO_F_LIST_EXPIRY_MONTHS},
	[AO_CHECK_REQUIRED_WORDS] =
		{"required_words",
		 N_("every letter has 様, the office and its telephone"), 0},
};

const char *ao_check_name(enum ao_check check)
{
	return checks[check].name;
}

const char *ao_check_text(enum ao_check check)
{
	return checks[check].text;
}

const char *ao_check_verdict_name(enum ao_check_verdict verdict)
{
	static const char *const name[] = {"ok", "stop", "overridden",
					   "not_applicable"};

	return name[verdict];
}

/* LC_NUMERIC is C: the same in every language. */
char *ao_check_figure(double value, enum ao_check_unit unit,
		      char out[AO_CHECK_FIGURE])
{
	if (unit == AO_CHECK_PERCENT)
		snprintf(out, AO_CHECK_FIGURE, "%.4g %%", value);
	else if (unit == AO_CHECK_TIMES)
		snprintf(out, AO_CHECK_FIGURE, "x %.3g", value);
	else
		snprintf(out, AO_CHECK_FIGURE, "%.0f", value);
	return out;
}

static void tell_place(const struct ao_check_evidence *e, struct ao_buf *out)
{
	if (e->partner && e->by)
		ao_buf_addf(out,
			    _("from row %lu (line %lu) on, %s and %s are out "
			      "of step by %d"),
			    e->row, e->line, e->column, e->partner,
			    e->by < 0 ? -e->by : e->by);
	else if (e->partner)
		ao_buf_addf(out,
			    _("from row %lu (line %lu) on, %s and %s do not "
			      "belong together"),
			    e->row, e->line, e->column, e->partner);
	else if (e->by < 0)
		ao_buf_addf(out,
			    _("from row %lu (line %lu) on, the values of %s "
			      "may stand %d too high"),
			    e->row, e->line, e->column, -e->by);
	else if (e->by > 0)
		ao_buf_addf(out,
			    _("from row %lu (line %lu) on, the values of %s "
			      "may stand %d too low"),
			    e->row, e->line, e->column, e->by);
	else
		ao_buf_addf(out,
			    _("from row %lu (line %lu) on, the values of %s "
			      "do not belong to their rows"),
			    e->row, e->line, e->column);
	ao_buf_addf(out, _(" (seen up to row %lu)"), e->last_row);
}

static void tell_examples(const struct ao_check_evidence *e, struct ao_buf *out)
{
	for (size_t i = 0; i < e->n; i++)
		ao_buf_addf(out, "%s%lu", i ? ", " : _(": rows "), e->rows[i]);
	if (e->n == AO_EVIDENCE_ROWS)
		ao_buf_adds(out, ", …");
}

void ao_plausibility_tell(const struct ao_plausibility_result *result,
			  struct ao_buf *out)
{
	const struct ao_check_evidence *e = &result->evidence;

	if (result->why)
		ao_buf_adds(out, _(result->why));
	if (result->verdict == AO_CHECK_OK ||
	    result->verdict == AO_CHECK_NOT_APPLICABLE)
		return;
	if (e->row) {
		ao_buf_adds(out, ": ");
		tell_place(e, out);
	}
	tell_examples(e, out);
}

/* In no language: "name ~ name_kana +1, 98-1000: 573 > 12". */
static void add_detail(const struct ao_plausibility_result *result,
		       struct ao_buf *out)
{
	const struct ao_check_evidence *e = &result->evidence;
	char measured[AO_CHECK_FIGURE], limit[AO_CHECK_FIGURE];

	if (e->partner)
		ao_buf_addf(out, "%s ~ %s ", e->column, e->partner);
	if (e->row)
		ao_buf_addf(out, "%+d, %lu-%lu: ", e->by, e->row, e->last_row);
	ao_check_figure(result->measured, result->unit, measured);
	ao_check_figure(result->limit, result->unit, limit);
	/* A month in which too few renewals open is below its limit. */
	ao_buf_addf(out, "%s %s %s", measured,
		    result->measured < result->limit ? "<" : ">", limit);
	for (size_t i = 0; i < e->n; i++)
		ao_buf_addf(out, "%s%lu", i ? "," : "; # ", e->rows[i]);
}

void plausibility_note(const struct ao_plausibility_results *results,
		       enum ao_check check, struct ao_findings *findings)
{
	const struct ao_plausibility_result *result = &results->of[check];
	struct ao_place place = {.row = result->evidence.row,
				 .line = result->evidence.line,
				 .field = result->evidence.column};
	struct ao_buf detail = {0};

	if (result->verdict != AO_CHECK_STOP &&
	    result->verdict != AO_CHECK_OVERRIDDEN)
		return;
	if (result->verdict == AO_CHECK_OVERRIDDEN)
		ao_buf_addf(&detail, "%s: ", checks[check].name);
	add_detail(result, &detail);
	if (result->verdict == AO_CHECK_STOP)
		ao_findings_add(findings, checks[check].stop, place, "%s",
				detail.s);
	else
		ao_findings_add(findings, AO_F_CHECK_ACCEPTED, place,
				"%s; %s; %s", detail.s,
				results->accepted.operator,
				results->accepted.reason);
	ao_buf_release(&detail);
}

static void add_stop(const struct ao_plausibility_results *results, int i,
		     struct ao_buf *out)
{
	const struct ao_plausibility_result *result = &results->of[i];
	char measured[AO_CHECK_FIGURE], limit[AO_CHECK_FIGURE];

	ao_buf_addf(out, "%s%s: ", out->n ? "; " : "", checks[i].name);
	ao_plausibility_tell(result, out);
	ao_buf_addf(out, _(" [measured %s, limit %s]"),
		    ao_check_figure(result->measured, result->unit, measured),
		    ao_check_figure(result->limit, result->unit, limit));
}

/* As many as there is room for; the findings have them all. */
bool ao_plausibility_fit(const struct ao_plausibility_results *results,
			 const char *where, struct ao_error *err)
{
	enum { ROOM = 300 };
	struct ao_buf stops = {0}, names = {0};
	bool full = false;

	for (int i = 0; i < AO_CHECK_COUNT; i++) {
		if (results->of[i].verdict != AO_CHECK_STOP)
			continue;
		ao_buf_addf(&names, "%s%s", names.n ? "," : "", checks[i].name);
		if (stops.n < ROOM)
			add_stop(results, i, &stops);
		else if (!full) {
			full = true;
			ao_buf_adds(&stops, "; …");
		}
	}
	if (names.n)
		ao_fail(err, AO_INPUT, where,
			_("the list looks damaged, and nothing is printed: "
			  "%s. Compare these rows with the source system and "
			  "export again; if the list is right, run with "
			  "--accept %s --accept-reason TEXT"),
			stops.s, names.s);
	ao_buf_release(&stops);
	ao_buf_release(&names);
	return err->status == AO_OK;
}

static void evidence_json(struct ao_json *j, const struct ao_check_evidence *e)
{
	ao_json_object(j, "evidence");
	if (e->column)
		ao_json_text(j, "column", e->column);
	if (e->partner)
		ao_json_text(j, "partner", e->partner);
	if (e->row) {
		ao_json_number(j, "row", e->row);
		ao_json_number(j, "line", e->line);
		ao_json_number(j, "last_row", e->last_row);
		ao_json_number(j, "rows_apart",
			       (uint64_t)(e->by < 0 ? -e->by : e->by));
		ao_json_text(j, "direction",
			     e->partner || !e->by ? ""
			     : e->by < 0          ? "up"
						  : "down");
	}
	if (e->n) {
		ao_json_array(j, "rows");
		for (size_t i = 0; i < e->n; i++)
			ao_json_number(j, NULL, e->rows[i]);
		ao_json_end(j);
	}
	ao_json_end(j);
}

/* Reasons are message ids: in English, whatever the user's language. */
void ao_plausibility_json(struct ao_json *j,
			  const struct ao_plausibility_results *results)
{
	static const char *const unit[] = {"rows", "percent", "times"};

	ao_json_object(j, "plausibility");
	for (int i = 0; i < AO_CHECK_COUNT; i++) {
		const struct ao_plausibility_result *r = &results->of[i];
		bool counts = r->verdict != AO_CHECK_NOT_APPLICABLE;

		ao_json_object(j, checks[i].name);
		ao_json_text(j, "verdict", ao_check_verdict_name(r->verdict));
		if (r->why)
			ao_json_text(j, "why", r->why);
		if (counts && checks[i].stop) {
			ao_json_mm(j, "measured", r->measured);
			ao_json_mm(j, "limit", r->limit);
			ao_json_text(j, "unit", unit[r->unit]);
		}
		if (r->verdict == AO_CHECK_STOP ||
		    r->verdict == AO_CHECK_OVERRIDDEN)
			evidence_json(j, &r->evidence);
		if (r->verdict == AO_CHECK_OVERRIDDEN) {
			ao_json_text(j, "accepted_by",
				     results->accepted.operator);
			ao_json_text(j, "accepted_because",
				     results->accepted.reason);
		}
		ao_json_end(j);
	}
	ao_json_end(j);
}
