/* control_facts.c - what a run has to say on its control sheet. */
#include "aofuto/batch/control.h"
#include "aofuto/batch/enclosure.h"
#include "batch/run_inside.h"

#include <stdio.h>
#include <string.h>

const struct ao_fact_word *ao_control_words(size_t *words)
{
	static const struct ao_fact_word word[] = {
#define X(name, example) {name, example},
		AO_CONTROL_TABLE(X)
#undef X
	};

	*words = AO_COUNT(word);
	return word;
}

/* "0123 4567 89ab cdef": as many digits as people compare. */
static void set_digest(struct ao_facts *f, const char *name, const char *hex)
{
	if (strlen(hex) < AO_CHAIN_DIGITS)
		return;
	ao_facts_setf(f, name, "%.4s %.4s %.4s %.4s", hex, hex + 4, hex + 8,
		      hex + 12);
}

static void set_number(struct ao_facts *f, const char *name, long long n)
{
	ao_facts_setf(f, name, "%lld", n);
}

static void set_yes(struct ao_facts *f, const char *name, bool yes)
{
	if (yes)
		ao_facts_set(f, name, "1");
}

/* "令和8年12月", "2026年12月": a date without its day. */
static void set_month(struct ao_facts *f, const char *name,
		      char *(*text)(struct ao_date, char *), struct ao_date day)
{
	static const char month[] = "月";
	char out[AO_DATE_TEXT_SIZE];
	char *end = strstr(text(day, out), month);

	if (end)
		end[strlen(month)] = '\0';
	ao_facts_set(f, name, out);
}

static void add_run(const struct run *run, struct ao_facts *f)
{
	const struct ao_run_row *row = &run->ledger.found.row;
	struct ao_date month = run->day.month;
	char text[AO_DATE_TEXT_SIZE];

	if (run->order->ledger)
		set_number(f, "run.number", row->id);
	set_month(f, "run.month", ao_date_western, month);
	set_month(f, "run.month_wareki", ao_date_wareki, month);
	ao_facts_set(f, "run.as_of", ao_date_western(run->day.as_of, text));
	ao_facts_set(f, "run.as_of_wareki",
		     ao_date_wareki(run->day.as_of, text));
	ao_facts_set(f, "run.program", run->order->program);
	ao_facts_set(f, "run.template", run->order->kit->sheet->name);
	set_digest(f, "run.list", ao_list_digest(run->list));
	set_yes(f, "run.supplement", row->made.supplement);
	set_yes(f, "run.only_month", run->day.only_month);
}

static void add_last(const struct ao_last_run *last, struct ao_facts *f)
{
	if (last->state == AO_LAST_NONE)
		return;
	set_number(f, "last.number", last->run);
	set_month(f, "last.month", ao_date_western, last->month);
	set_yes(f, "last.unreadable", last->state == AO_LAST_UNREADABLE);
}

/* A figure with that of the last run beside it, where there is one. */
struct figure {
	unsigned long now, last;
	bool known;
};

static void set_figure(struct ao_facts *f, const char *base,
		       struct figure figure)
{
	char name[64], change[AO_COUNT_TEXT_SIZE];
	bool less = figure.now < figure.last;
	unsigned long by =
		less ? figure.last - figure.now : figure.now - figure.last;

	snprintf(name, sizeof(name), "%snow", base);
	ao_facts_set_count(f, name, figure.now);
	if (!figure.known)
		return;
	snprintf(name, sizeof(name), "%slast", base);
	ao_facts_set_count(f, name, figure.last);
	snprintf(name, sizeof(name), "%schange", base);
	ao_facts_setf(f, name, "%s%s",
		      less ? "-"
		      : by ? "+"
			   : "",
		      ao_count_text(by, change));
}

/* The figures of now and of the last run. */
struct people {
	const struct ao_tally *now, *last;
	bool known;
	struct ao_facts *facts;
};

/* `part` is "people[].label" or "people[].part". */
static void add_people(const struct people *p, const char *part,
		       const char *text, unsigned long now, unsigned long last)
{
	ao_facts_add(p->facts, "people");
	ao_facts_set(p->facts, part, text);
	set_figure(p->facts, "people[].", (struct figure){now, last, p->known});
}

static void add_kinds(const struct people *p)
{
	const struct ao_tally *now = p->now, *last = p->last;
	const char *part = "people[].part";

	for (int k = AO_KIND_NONE + 1; k < AO_KIND_COUNT; k++)
		add_people(p, part, _(ao_kind_text((enum ao_kind)k)),
			   now->kind[k], last->kind[k]);
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		if ((ao_tally_editions(now) || ao_tally_editions(last)) &&
		    (now->edition[e] || last->edition[e]))
			add_people(p, part,
				   _(ao_edition_text((enum ao_edition)e)),
				   now->edition[e], last->edition[e]);
	add_people(p, part, _("of these, renewal opened before the month"),
		   now->catch_up, last->catch_up);
	add_people(p, part, _("of these, with application ID and QR code"),
		   now->with_id, last->with_id);
	add_people(p, part,
		   _("of these, a card expires but the list has no "
		     "application ID"),
		   now->without_id, last->without_id);
}

static unsigned long decided(const struct ao_tally *t)
{
	unsigned long n = 0;

	for (int v = 0; v < AO_VERDICT_COUNT; v++)
		n += t->verdict[v];
	return n;
}

/* What was nobody's, now and in the last run, is not on the sheet. */
static void add_verdict(const struct people *p, enum ao_verdict v)
{
	if (v != AO_PRINT && !p->now->verdict[v] && !p->last->verdict[v])
		return;
	add_people(p, "people[].label", _(ao_verdict_text(v)),
		   p->now->verdict[v], p->last->verdict[v]);
	if (v == AO_PRINT)
		add_kinds(p);
	for (int r = AO_REASON_NONE + 1; r < AO_REASON_COUNT; r++)
		if (p->now->reason[v][r] || p->last->reason[v][r])
			add_people(p, "people[].part",
				   _(ao_reason_text((enum ao_reason)r)),
				   p->now->reason[v][r], p->last->reason[v][r]);
}

static void add_tally(const struct run *run, struct ao_facts *f)
{
	const struct ao_tally *now = &run->report->tally;
	const struct ao_tally *last = &run->report->last.tally;
	bool known = run->report->last.state == AO_LAST_KNOWN;
	struct people p = {now, last, known, f};

	set_figure(f, "read.", (struct figure){now->read, last->read, known});
	for (int v = 0; v < AO_VERDICT_COUNT; v++)
		add_verdict(&p, (enum ao_verdict)v);
	set_figure(f, "decided.",
		   (struct figure){decided(now), decided(last), known});
}

static void add_volumes(const struct run *run, struct ao_facts *f)
{
	const struct ao_run_report *report = run->report;
	const struct ao_last_run *last = &report->last;
	bool known = last->state == AO_LAST_KNOWN;
	unsigned long sheets = 0, notices = 0;

	for (size_t i = 0; i < report->volumes; i++) {
		const struct ao_volume *v = &report->volume[i];
		char name[AO_VOLUME_NAME_SIZE], sequence[AO_SEQUENCE_SIZE];

		ao_facts_add(f, "volumes");
		ao_facts_set(f, "volumes[].file",
			     ao_volume_name(run->day.month, v->number, name));
		ao_facts_set(f, "volumes[].first",
			     ao_sequence(v->number, 1, sequence));
		ao_facts_set(f, "volumes[].last",
			     ao_sequence(v->number, v->notices, sequence));
		ao_facts_set_count(f, "volumes[].notices", v->notices);
		ao_facts_set_count(f, "volumes[].sheets", v->sheets);
		ao_facts_set_count(f, "volumes[].pages", v->pages);
		set_digest(f, "volumes[].digest", v->sha256);
		notices += v->notices;
		sheets += v->sheets;
	}
	set_figure(
		f, "notices.",
		(struct figure){notices, last->tally.verdict[AO_PRINT], known});
	set_figure(f, "sheets.", (struct figure){sheets, last->sheets, known});
	set_figure(f, "volumes.",
		   (struct figure){report->volumes, last->volumes, known});
}

static void add_proof(const struct run *run, struct ao_facts *f)
{
	const struct ao_run_report *report = run->report;
	unsigned every = run->order->raster_every;
	unsigned long pages = 0;

	for (size_t i = 0; i < report->volumes; i++)
		pages += report->volume[i].pages;
	if (run->order->reader) {
		ao_facts_set_count(f, "read_back.pages", pages);
		ao_facts_set_count(f, "read_back.codes", run->codes);
		set_yes(f, "read_back.all", every == 1);
		set_yes(f, "read_back.sample", every > 1);
	}
	set_digest(f, "chain.head", run->ledger.head);
	ao_facts_set_count(f, "findings.reject",
			   ao_findings_total(report->findings, AO_REJECT));
	ao_facts_set_count(f, "findings.review",
			   ao_findings_total(report->findings, AO_REVIEW));
	ao_facts_set_count(f, "findings.warn",
			   ao_findings_total(report->findings, AO_WARN));
	ao_facts_set_count(f, "findings.note",
			   ao_findings_total(report->findings, AO_NOTE));
}

static void add_enclosures(const struct run *run, struct ao_facts *f)
{
	const struct ao_settings *s = run->order->kit->settings;

	for (size_t i = 0; i < s->enclosures; i++) {
		const struct ao_enclosure *e = &s->enclosure[i];

		ao_facts_add(f, "enclosures");
		ao_facts_set(f, "enclosures[].name", e->name);
		ao_facts_set_count(f, "enclosures[].pieces",
				   ao_enclosure_pieces(e, &run->report->tally));
	}
	set_yes(f, "few.enclosures",
		s->enclosures && s->enclosures <= AO_CONTROL_FEW);
}

struct ao_facts *run_control_facts(const struct run *run)
{
	size_t words;
	const struct ao_fact_word *word = ao_control_words(&words);
	struct ao_facts *f = ao_facts_new(word, words);

	add_run(run, f);
	add_last(&run->report->last, f);
	add_tally(run, f);
	add_volumes(run, f);
	add_proof(run, f);
	run_check_facts(run, f);
	add_enclosures(run, f);
	run_mailing_facts(run, f);
	return f;
}
