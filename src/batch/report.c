/* report.c - figures and findings as JSON and CSV. */
#include "aofuto/batch/report.h"

#include <stdio.h>

static void reasons(struct ao_json *j, const struct ao_tally *t)
{
	ao_json_object(j, "reasons");
	for (int v = 0; v < AO_VERDICT_COUNT; v++) {
		if (t->verdict[v] == t->reason[v][AO_REASON_NONE])
			continue;
		ao_json_object(j, ao_verdict_name((enum ao_verdict)v));
		for (int r = AO_REASON_NONE + 1; r < AO_REASON_COUNT; r++)
			if (t->reason[v][r])
				ao_json_number(
					j, ao_reason_name((enum ao_reason)r),
					t->reason[v][r]);
		ao_json_end(j);
	}
	ao_json_end(j);
}

/* Where there is more than the ordinary one. */
static void editions(struct ao_json *j, const struct ao_tally *t)
{
	if (!ao_tally_editions(t))
		return;
	ao_json_object(j, "editions");
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		if (t->edition[e])
			ao_json_number(j, ao_edition_name((enum ao_edition)e),
				       t->edition[e]);
	ao_json_end(j);
}

void ao_report_tally(struct ao_json *j, const struct ao_tally *t)
{
	ao_json_number(j, "residents", t->read);
	ao_json_object(j, "decisions");
	for (int v = 0; v < AO_VERDICT_COUNT; v++)
		ao_json_number(j, ao_verdict_name((enum ao_verdict)v),
			       t->verdict[v]);
	ao_json_end(j);
	reasons(j, t);
	ao_json_object(j, "notices");
	for (int k = AO_KIND_NONE + 1; k < AO_KIND_COUNT; k++)
		ao_json_number(j, ao_kind_name((enum ao_kind)k), t->kind[k]);
	ao_json_end(j);
	editions(j, t);
	ao_json_number(j, "catch_up", t->catch_up);
	ao_json_number(j, "with_application_id", t->with_id);
	ao_json_number(j, "without_application_id", t->without_id);
	ao_json_number(j, "with_customer_barcode", t->with_barcode);
}

void ao_report_findings(struct ao_json *j, const struct ao_findings *findings)
{
	size_t n;
	const struct ao_finding_kind *kind = ao_finding_kinds(&n);

	ao_json_object(j, "findings");
	for (size_t i = 0; i < n; i++) {
		unsigned long count = ao_findings_count(findings, kind[i].code);

		if (count)
			ao_json_number(j, kind[i].name, count);
	}
	ao_json_end(j);
}

void ao_report_message(const struct ao_finding *f, struct ao_buf *b)
{
	ao_buf_adds(b, _(ao_finding_kind(f->code)->sentence));
	if (f->detail && *f->detail)
		ao_buf_addf(b, ": %s", f->detail);
}

const char *ao_report_column(const struct ao_finding *f, char number[16])
{
	if (f->place.field)
		return f->place.field;
	number[0] = '\0';
	if (f->place.column)
		snprintf(number, 16, "%u", f->place.column);
	return number;
}

bool ao_report_usable(const struct ao_findings *findings, const char *where,
		      struct ao_error *err)
{
	unsigned long stops = ao_findings_total(findings, AO_STOP);

	if (!stops)
		return true;
	return ao_fail(err, AO_INPUT, where,
		       _("the list cannot be used (findings that say STOP: "
			 "%lu); aofuto check names the rows"),
		       stops);
}

void ao_report_csv_header(struct ao_buf *b)
{
	ao_buf_adds(b, "row,line,column,resident_id,code,severity,message,"
		       "what_to_do\n");
}

static void number(struct ao_buf *b, unsigned long value)
{
	if (value)
		ao_buf_addf(b, "%lu", value);
	ao_buf_adds(b, ",");
}

void ao_report_csv(const struct ao_finding *f, struct ao_buf *b)
{
	const struct ao_finding_kind *kind = ao_finding_kind(f->code);
	struct ao_buf message = {0};
	char column[16];

	number(b, f->place.row);
	number(b, f->place.line);
	ao_csv_field(b, ao_report_column(f, column));
	ao_buf_adds(b, ",");
	ao_csv_field(b, f->place.subject ? f->place.subject : "");
	ao_buf_addf(b, ",%s,%s,", kind->name, ao_severity_name(kind->severity));
	ao_report_message(f, &message);
	ao_csv_field(b, message.s);
	ao_buf_adds(b, ",");
	ao_csv_field(b, _(kind->remedy));
	ao_buf_adds(b, "\n");
	ao_buf_release(&message);
}
