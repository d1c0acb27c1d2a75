/* findings.c - what is wrong with a list, told to people or programs. */
#include "cli/findings.h"
#include "cli/print.h"

#include "aofuto/batch/report.h"

#include <stdio.h>

#define NOTES_MOST    3
#define FINDING_CODES 1000 /* three digits each */

void findings_groups(const struct ao_findings *findings)
{
	size_t n;
	const struct ao_finding_kind *kind = ao_finding_kinds(&n);

	for (int severity = AO_STOP; severity >= AO_NOTE; severity--)
		for (size_t i = 0; i < n; i++) {
			char count[PRINT_COUNT_SIZE];
			unsigned long found =
				ao_findings_count(findings, kind[i].code);

			if ((int)kind[i].severity != severity || !found)
				continue;
			printf(_("  %s: %s (%s %d)\n"), _(kind[i].sentence),
			       print_count(found, count),
			       ao_severity_name(kind[i].severity),
			       (int)kind[i].code);
		}
}

struct rows {
	struct ao_buf text;
	unsigned long shown[FINDING_CODES]; /* of each code */
	bool all;
};

/* Notes are good to know and need nobody: of a large list a few of each kind
 * do. What a person has to look at is told whole. */
static bool is_one_too_many(struct rows *rows, enum ao_finding_code code)
{
	if (rows->all || ao_finding_kind(code)->severity != AO_NOTE)
		return false;
	return ++rows->shown[code] > NOTES_MOST;
}

static bool print_row(const struct ao_finding *f, void *data)
{
	struct rows *rows = data;
	struct ao_buf *b = &rows->text;
	const struct ao_place *at = &f->place;
	char column[16];

	if (is_one_too_many(rows, f->code))
		return true;
	ao_buf_clear(b);
	if (at->row)
		ao_buf_addf(b, _("row %lu (line %lu)"), at->row, at->line);
	else if (at->line)
		ao_buf_addf(b, _("line %lu"), at->line);
	if (*ao_report_column(f, column))
		ao_buf_addf(b, "%s%s", b->n ? ", " : "",
			    ao_report_column(f, column));
	if (at->subject)
		ao_buf_addf(b, _("%sresident %s"), b->n ? ", " : "",
			    at->subject);
	if (b->n)
		ao_buf_adds(b, ": ");
	ao_report_message(f, b);
	ao_buf_addf(b, "\n    → %s\n", _(ao_finding_kind(f->code)->remedy));
	print_buf(b);
	return true;
}

static void print_rest(const struct rows *rows)
{
	size_t n;
	const struct ao_finding_kind *kind = ao_finding_kinds(&n);

	for (size_t i = 0; i < n; i++) {
		unsigned long shown = rows->shown[kind[i].code];
		char count[PRINT_COUNT_SIZE];

		if (shown <= NOTES_MOST)
			continue;
		printf(_("%s more of this kind (NOTE %d; --all-notes shows "
			 "them): %s\n"),
		       print_count(shown - NOTES_MOST, count),
		       (int)kind[i].code, _(kind[i].sentence));
	}
}

bool findings_rows(struct ao_findings *findings, bool all_notes,
		   struct ao_error *err)
{
	struct rows rows = {.all = all_notes};
	bool ok = ao_findings_each(findings, print_row, &rows, err);

	ao_buf_release(&rows.text);
	if (ok)
		print_rest(&rows);
	return ok;
}

static bool add_row(const struct ao_finding *f, void *data)
{
	struct ao_json *j = data;
	const struct ao_finding_kind *kind = ao_finding_kind(f->code);
	struct ao_buf message = {0};
	char column[16];

	ao_report_message(f, &message);
	ao_json_object(j, NULL);
	ao_json_number(j, "row", f->place.row);
	ao_json_number(j, "line", f->place.line);
	ao_json_text(j, "column", ao_report_column(f, column));
	ao_json_text(j, "resident_id",
		     f->place.subject ? f->place.subject : "");
	ao_json_text(j, "code", kind->name);
	ao_json_number(j, "number", (uint64_t)kind->code);
	ao_json_text(j, "severity", ao_severity_name(kind->severity));
	ao_json_text(j, "message", message.s);
	ao_json_text(j, "what_to_do", _(kind->remedy));
	ao_json_end(j);
	ao_buf_release(&message);
	/* A list with a million findings must not stay in memory. */
	print_buf(j->out);
	ao_buf_clear(j->out);
	return true;
}

bool findings_json(struct ao_findings *findings, struct ao_json *j,
		   struct ao_error *err)
{
	bool ok;

	ao_json_array(j, "rows");
	ok = ao_findings_each(findings, add_row, j, err);
	ao_json_end(j);
	return ok;
}

static bool print_missing(const struct ao_duty_line *line, void *data)
{
	char code[AO_CLUSTER_TEXT_SIZE];
	struct ao_buf *b = data;

	ao_buf_clear(b);
	ao_buf_addf(b, _("row %lu (line %lu)"), line->row, line->line);
	ao_buf_addf(b, _("%sresident %s"), ", ", line->resident_id);
	ao_buf_addf(b, ": %s, %s, #%u\n    → %s\n", ao_field_name(line->field),
		    ao_cluster_text(line->cluster, code), line->position,
		    _(ao_lack_resolve(line->kind)));
	print_buf(b);
	return true;
}

bool findings_missing(struct ao_duty *duty, struct ao_error *err)
{
	struct ao_buf b = {0};
	bool ok;

	if (!ao_duty_count(duty))
		return true;
	puts(_("\ncharacters that no font shows, one by one:"));
	ok = ao_duty_each(duty, print_missing, &b, err);
	ao_buf_release(&b);
	return ok;
}

static bool add_missing(const struct ao_duty_line *line, void *data)
{
	struct ao_json *j = data;

	ao_duty_json(line, j);
	print_buf(j->out);
	ao_buf_clear(j->out);
	return true;
}

bool findings_missing_json(struct ao_duty *duty, struct ao_json *j,
			   struct ao_error *err)
{
	bool ok;

	ao_json_array(j, "missing_glyphs");
	ok = ao_duty_each(duty, add_missing, j, err);
	ao_json_end(j);
	return ok;
}
