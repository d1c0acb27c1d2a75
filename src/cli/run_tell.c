/* run_tell.c - what a run has done. */
#include "cli/run_tell.h"
#include "cli/entries.h"
#include "cli/next.h"
#include "cli/plausible.h"
#include "cli/print.h"
#include "cli/summary.h"

#include "aofuto/batch/record.h"
#include "aofuto/ledger/audit.h"

#include <stdio.h>
#include <string.h>

#define RECORD_MOST ((size_t)16 << 20)

static void print_volumes(const struct ao_run_report *report,
			  const struct session *s)
{
	const char *folder = s->line->value[OPT_OUT];
	bool tickets; /* or a list of the bundles: for the post */

	putchar('\n');
	if (!report->volumes)
		puts(_("nobody gets a notice, so there is no volume to print"));
	for (size_t i = 0; i < report->volumes; i++) {
		const struct ao_volume *v = &report->volume[i];
		char name[AO_VOLUME_NAME_SIZE], first[AO_SEQUENCE_SIZE];
		char last[AO_SEQUENCE_SIZE];

		printf(_("%s/%s: %zu notices, %s to %s, %lu sheets\n"), folder,
		       ao_volume_name(s->month, v->number, name), v->notices,
		       ao_sequence(v->number, 1, first),
		       ao_sequence(v->number, v->notices, last), v->sheets);
	}
	tickets = !s->settings.list_order &&
		  s->settings.bundle_tickets != AO_TICKETS_NONE;
	printf(_("%s: also control.pdf (to be signed), %s, manifest.csv, "
		 "decisions.csv, findings.csv, missing-glyphs.csv, run.json\n"),
	       folder, tickets ? _("bundles.pdf, bundles.csv") : "bundles.csv");
}

static void print_discount(const struct ao_mailing *m,
			   const struct ao_discount *d)
{
	unsigned long pieces = ao_mailing_pieces(m, d->counts);
	struct ao_buf condition = {0}, result = {0};
	char count[AO_COUNT_TEXT_SIZE];

	ao_discount_tell(d, pieces, &condition, &result);
	printf(_("  %s (%s): %s, with %s\n"), d->name, condition.s, result.s,
	       ao_count_text(pieces, count));
	ao_buf_release(&condition);
	ao_buf_release(&result);
}

/* What the print room and the post office ask for. */
static void print_mail(const struct ao_mailing *m, const struct ao_postage *p)
{
	char count[AO_COUNT_TEXT_SIZE], barcodes[AO_COUNT_TEXT_SIZE];
	char bundles[AO_COUNT_TEXT_SIZE];

	if (!m->notices)
		return;
	putchar('\n');
	printf(_("for the post: %s letters, %s with a barcode, %s bundles\n"),
	       ao_count_text(m->notices, count),
	       ao_count_text(m->barcodes, barcodes),
	       ao_count_text(m->bundles, bundles));
	for (size_t i = 0; i < m->districts; i++) {
		const struct ao_district *d = &m->district[i];

		printf(_("  district %s: %s letters, %u bundles\n"), d->code,
		       ao_count_text(d->notices, count), d->bundles);
	}
	for (size_t i = 0; i < p->discounts; i++)
		print_discount(m, &p->discount[i]);
}

/* Days that no run of the ledger was for: a month was left out, and the next
 * one was told to look at its own days alone. */
static bool print_gaps(struct ao_ledger *ledger, struct ao_error *err)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_coverage coverage;
	struct ao_run_row *rows;
	size_t n;
	bool ok = ao_runs(ledger, AO_NO_DATE, arena, &rows, &n, err);

	if (ok)
		ao_coverage_of(rows, n, arena, &coverage);
	for (size_t i = 0; ok && i < coverage.gaps; i++) {
		char first[AO_DATE_ISO_SIZE], last[AO_DATE_ISO_SIZE];

		printf(_("nobody was asked about cards and certificates that "
			 "end from %s to %s: no run was for them; run once "
			 "without --only-month\n"),
		       ao_date_iso(coverage.gap[i].first, first),
		       ao_date_iso(coverage.gap[i].last, last));
	}
	ao_arena_free(arena);
	return ok;
}

static bool print_run(const struct ao_run_report *report,
		      struct ao_ledger *ledger, struct ao_error *err)
{
	char count[PRINT_COUNT_SIZE], head[AO_SHA256_HEX];

	if (report->verified.pages)
		printf(_("every page was read back and is what was meant: "
			 "%lu pages, %lu QR codes (%lu of them as printed)\n"),
		       report->verified.pages, report->verified.codes,
		       report->verified.rastered);
	if (!ledger)
		return true;
	if (!ao_chain_of_run(ledger, report->run, head, err))
		return false;
	if (report->made < report->volumes)
		printf(_("volumes that were made now: %s; the others were "
			 "there and are whole\n"),
		       print_count(report->made, count));
	printf(_("run %lld, recorded in %s\n"), (long long)report->run,
	       ao_ledger_path(ledger));
	printf(_("note these %d digits of the run on paper: %.*s (aofuto "
		 "ledger verify shows them, and they must never change)\n"),
	       ENTRY_ON_PAPER, ENTRY_ON_PAPER, head);
	return true;
}

static void print_figures(const struct ao_run_report *report)
{
	const struct ao_last_run *last = &report->last;
	bool known = last->state == AO_LAST_KNOWN;

	if (known)
		printf(_("figures of now, and of run %lld for %04d-%02d:\n"),
		       (long long)last->run, last->month.year,
		       last->month.month);
	summary_print(&report->tally, known ? &last->tally : NULL);
}

static bool tell_people(const struct ao_run_report *report,
			const struct session *s, const struct ao_kit *kit,
			struct ao_ledger *ledger, struct ao_error *err)
{
	char as_of[AO_DATE_ISO_SIZE];

	printf(_("run for %04d-%02d, as of %s, by %s: %s, encoding %s\n\n"),
	       s->month.year, s->month.month, ao_date_iso(report->as_of, as_of),
	       s->operator, session_list_name(s->line->operand[0]),
	       report->encoding);
	print_figures(report);
	summary_enclosures(&s->settings, &report->tally);
	summary_warnings(&report->tally, report->findings);
	plausible_print(&report->plausibility);
	print_mail(&report->mailing, kit->postage);
	print_volumes(report, s);
	if (!print_run(report, ledger, err) ||
	    (ledger && !print_gaps(ledger, err)))
		return false;
	next_of_run(s, report, ledger == NULL);
	return true;
}

/* Programs get what the run left. */
static bool tell_done(const struct ao_run_report *report,
		      const struct session *s, struct ao_error *err)
{
	struct ao_buf path = {0}, text = {0};
	bool ok = true;

	if (s->json) {
		ao_buf_addf(&path, "%s/" AO_RECORD_NAME, report->folder.s);
		ok = ao_file_read(path.s, RECORD_MOST, &text, err);
		if (ok)
			print_buf(&text);
	} else if (!s->quiet) {
		printf(_("run %lld has done this already; there is nothing to "
			 "do (its files: %s)\n"),
		       (long long)report->run, report->folder.s);
	}
	ao_buf_release(&path);
	ao_buf_release(&text);
	return ok;
}

static void note_day(const struct ao_run_report *report,
		     const struct session *s)
{
	char as_of[AO_DATE_ISO_SIZE];

	if (report->json.n && report->way != AO_RUN_NEW &&
	    !s->line->value[OPT_AS_OF] &&
	    !ao_date_equal(report->as_of, s->as_of))
		print_note(s->quiet,
			   _("run %lld keeps the day that it was begun for: as "
			     "of %s"),
			   (long long)report->run,
			   ao_date_iso(report->as_of, as_of));
}

bool run_tell(const struct ao_run_report *report, const struct session *s,
	      const struct ao_kit *kit, struct ao_ledger *ledger,
	      struct ao_error *err)
{
	note_day(report, s);
	if (report->way == AO_RUN_DONE && !report->json.n)
		return tell_done(report, s, err);
	if (s->json)
		print_buf(&report->json);
	else if (!s->quiet)
		return tell_people(report, s, kit, ledger, err);
	return true;
}
