/* next.c - what to do after a command that went well. */
#include "cli/next.h"
#include "cli/again.h"
#include "cli/print.h"

#include <stdarg.h>
#include <stdio.h>

struct steps {
	int n;
};

static void step(struct steps *steps, const char *fmt, ...) AO_PRINTF(2, 3);

static void step(struct steps *steps, const char *fmt, ...)
{
	va_list ap;

	printf("  %d. ", ++steps->n);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
}

/* A command on a line of its own, to be copied. */
static void command(const struct ao_buf *b)
{
	printf("       %s\n", b->s);
}

void next_step(const char *sentence)
{
	printf(_("next:\n    %s\n"), sentence);
}

static void read_back(struct steps *steps, const struct session *s)
{
	struct ao_buf b = {0};

	step(steps, "%s",
	     _("have the pages read back before they are printed:"));
	again_command(s->line, "verify", &b);
	ao_buf_adds(&b, " ");
	again_word(&b, s->line->value[OPT_OUT]);
	command(&b);
	ao_buf_release(&b);
}

/* The copy's name has the run in it, so that none is in the way. */
static void back_up(struct steps *steps, const struct session *s, int64_t run)
{
	struct ao_buf b = {0};

	step(steps, "%s",
	     _("back up the ledger, onto another disk than the key's:"));
	again_command(s->line, "ledger backup", &b);
	ao_buf_addf(&b, " --out aofuto-ledger-%lld.db", (long long)run);
	command(&b);
	ao_buf_release(&b);
}

static void set_aside(struct steps *steps, const struct ao_tally *t,
		      const char *folder)
{
	unsigned long aside = ao_tally_set_aside(t);
	char count[PRINT_COUNT_SIZE];

	if (aside)
		step(steps,
		     _("settle the %s residents who were set aside "
		       "(%s/findings.csv says what to do): they get no notice "
		       "until then"),
		     print_count(aside, count), folder);
	if (t->verdict[AO_HELD])
		step(steps,
		     _("decide about the %s who are held (%s/decisions.csv)"),
		     print_count(t->verdict[AO_HELD], count), folder);
}

void next_of_run(const struct session *s, const struct ao_run_report *report,
		 bool specimen)
{
	const char *folder = s->line->value[OPT_OUT];
	struct steps steps = {0};

	if (specimen)
		return;
	puts(_("\nwhat to do next:"));
	if (report->volumes && s->line->value[OPT_NO_READ_BACK])
		read_back(&steps, s);
	step(&steps, _("look at %s/control.pdf, and have it signed"), folder);
	set_aside(&steps, &report->tally, folder);
	if (report->volumes)
		step(&steps, "%s",
		     _("print the volumes on both sides (long edge) at 100% "
		       "(no fitting to the page), and count the sheets against "
		       "control.pdf"));
	back_up(&steps, s, report->run);
}

/* The command that comes next, with the options that this one shares with it.
 */
static void line_of(const struct session *s, const char *name, struct ao_buf *b)
{
	again_command(s->line, name, b);
	ao_buf_adds(b, " ");
	again_word(b, s->line->operand[0]);
	if (s->line->value[OPT_ENCODING]) {
		ao_buf_adds(b, " --encoding ");
		again_word(b, s->line->value[OPT_ENCODING]);
	}
	if (s->line->value[OPT_AS_OF])
		ao_buf_addf(b, " --as-of %s", s->line->value[OPT_AS_OF]);
}

void next_of_plan(const struct session *s, const struct ao_tally *t)
{
	struct ao_buf b = {0};
	const char *hold = s->line->value[OPT_HOLD];

	if (!t->verdict[AO_PRINT])
		return;
	line_of(s, "run", &b);
	ao_buf_addf(&b, " --month %04d-%02d --out %04d-%02d", s->month.year,
		    s->month.month, s->month.year, s->month.month);
	if (hold) {
		ao_buf_adds(&b, " --hold ");
		again_word(&b, hold);
	}
	if (s->line->value[OPT_ONLY_MONTH])
		ao_buf_adds(&b, " --only-month");
	putchar('\n');
	next_step(b.s);
	ao_buf_release(&b);
}

void next_of_check(const struct session *s)
{
	struct ao_buf b = {0};

	line_of(s, "plan", &b);
	ao_buf_addf(&b, " --month %04d-%02d", s->as_of.year, s->as_of.month);
	putchar('\n');
	next_step(b.s);
	ao_buf_release(&b);
}
