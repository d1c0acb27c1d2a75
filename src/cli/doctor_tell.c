/* doctor_tell.c - the report for people: one screen, eighty columns. */
#include "cli/doctor.h"
#include "cli/paragraph.h"
#include "cli/print.h"
#include "cli/table.h"

#include <stdio.h>

static int widest(const char *(*text)(int), int n)
{
	int width = 0;

	for (int i = 0; i < n; i++)
		width = text_width(_(text(i))) > width ? text_width(_(text(i)))
						       : width;
	return width;
}

static const char *mark_text(int i)
{
	return ao_doctor_mark_text((enum ao_doctor_mark)i);
}

static const char *topic_text(int i)
{
	return ao_doctor_topic_text((enum ao_doctor_topic)i);
}

static void cell(const char *s, int width)
{
	printf("%s%*s", s, width - text_width(s) + 1, "");
}

static void tell_line(const struct ao_doctor_line *line)
{
	int mark = widest(mark_text, AO_DOCTOR_PROBLEM + 1);
	int topic = widest(topic_text, AO_DOCTOR_TOPICS);
	int indent = mark + topic + 2;

	cell(_(ao_doctor_mark_text(line->mark)), mark);
	cell(_(ao_doctor_topic_text(line->topic)), topic);
	paragraph_behind(line->found, indent);
	if (line->remedy) {
		printf("%*s→ ", indent, "");
		paragraph_behind(line->remedy, indent + 2);
	}
}

static const struct table_column columns[] = {
	{N_("font"), 20, false},   {N_("version"), 7, false},
	{N_("glyphs"), 6, true},   {"X 0208", 6, true},
	{"X 0213", 6, true},       {N_("Vietnam"), 7, true},
	{N_("variants"), 8, true},
};
static const struct table table = {columns, AO_COUNT(columns)};

/* Only what is whole is 100 %. */
static const char *percent(unsigned long has, unsigned long of, char out[16])
{
	if (of)
		snprintf(out, 16, "%lu%%", has * 100 / of);
	else
		snprintf(out, 16, "-");
	return out;
}

static void tell_font(const struct ao_doctor *d, const struct ao_doctor_font *f)
{
	char glyphs[PRINT_COUNT_SIZE], variants[PRINT_COUNT_SIZE];
	char cover[AO_COVERS][16];

	if (!f->there) {
		table_row(&table,
			  (const char *[]){f->name,
					   f->optional && f->good
						   ? _("(not installed)")
						   : _("(PROBLEM)"),
					   "", "", "", "", ""});
		return;
	}
	for (size_t i = 0; i < AO_COVERS; i++)
		percent(f->has[i], f->gaiji ? 0 : d->set[i], cover[i]);
	table_row(&table,
		  (const char *[]){f->name, f->version,
				   print_count(f->glyphs, glyphs),
				   cover[AO_COVER_JIS_X_0208],
				   cover[AO_COVER_JIS_X_0213],
				   cover[AO_COVER_VIETNAMESE],
				   print_count(f->sequences, variants)});
}

/* Lines of one topic stand together, whenever they were found. */
void doctor_tell(const struct ao_doctor *d)
{
	unsigned long notes = ao_doctor_count(d, AO_DOCTOR_NOTE);

	for (int topic = 0; topic < AO_DOCTOR_TOPICS; topic++)
		for (size_t i = 0; i < d->n; i++)
			if ((int)d->line[i].topic == topic)
				tell_line(&d->line[i]);
	if (d->fonts)
		table_head(&table);
	for (size_t i = 0; i < d->fonts; i++)
		tell_font(d, &d->font[i]);
	if (notes)
		printf(_("to be attended to: %lu\n"), notes);
	else if (!ao_doctor_count(d, AO_DOCTOR_PROBLEM))
		puts(_("all is well"));
}

void doctor_tell_problems(const struct ao_doctor *d)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->line[i].mark == AO_DOCTOR_PROBLEM)
			print_note(false, "%s", d->line[i].found);
}
