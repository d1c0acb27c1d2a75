/* report_sheet.c - a report's template, made for each record and page. */
#include "aofuto/notice/report_sheet.h"

#include "layout_check.h"
#include "notice/template_make.h"
#include "report_part.h"

#include <stdio.h>
#include <stdlib.h>

/* How often the number of pages may change it. */
#define TRIES 4

struct ao_report_sheet {
	struct ao_report_form form;
	struct ao_yaml *yaml;
	struct ao_template *template; /* all but its sheets */
	struct ao_breaker *breaker;
	size_t pages; /* of the last walk */
};

/* A walk through the pages. The sheet of one record lives in `record`, the
 * page in `page`, and the words of its texts with the record. */
struct walk {
	struct ao_report_sheet *of;
	struct ao_template_make make;
	struct ao_template template; /* its arena is `record` */
	struct ao_setter setter;
	struct ao_arena *record, *line;
	struct ao_page page;
	size_t number;
	bool (*each)(void *data, const struct ao_page *, size_t number,
		     struct ao_error *);
	void *data;
	struct ao_error *err;
};

static bool make_page(struct walk *w, const struct ao_sheet *sheet)
{
	struct ao_setter *k = &w->setter;

	ao_page_clear(&w->page);
	if (w->of->form.specimen && !ao_specimen_put(k, &w->page))
		return false;
	for (size_t i = 0; i < sheet->items; i++) {
		k->item = &sheet->item[i];
		if (w->of->form.strict && !ao_ready_check(k))
			return false;
		if (!ao_item_set(k, &sheet->item[i], ""))
			return false;
	}
	return ao_sheet_apart(k, &w->page, NULL) &&
	       (!w->each || w->each(w->data, &w->page, w->number, w->err));
}

static void number_page(struct walk *w)
{
	struct ao_setter *k = &w->setter;

	w->number++;
	snprintf(k->sheet, sizeof(k->sheet), "%zu", w->number);
	snprintf(k->sheets, sizeof(k->sheets), "%zu", w->of->pages);
}

static bool make_pages(struct walk *w, struct ao_sheet *sheet)
{
	struct ao_setter *k = &w->setter;
	struct report_flow flow;
	unsigned flags = w->of->form.specimen ? AO_FLAG(SPECIMEN) : 0;
	bool ok;

	k->on = sheet;
	ok = report_flow_init(&flow, sheet, w->record, k);
	do {
		ao_arena_reset(w->line);
		number_page(w);
		k->flags = flow.done ? flags : flags | AO_FLAG_FIRST_PAGE;
		ok = ok && report_flow_next(&flow, k);
		if (flow.done == flow.units)
			k->flags |= AO_FLAG_LAST_PAGE;
		ok = ok && make_page(w, sheet);
	} while (ok && flow.done < flow.units);
	return ok;
}

/* The sheet with this record's texts, and its pages. */
static bool make_record(struct walk *w, const char *path,
			const struct file_sheet *file, bool shown)
{
	static const struct ao_notice nobody; /* of a page only its number */
	struct ao_sheet sheet = {0};
	bool ok;

	w->template = *w->of->template;
	w->template.arena = w->record;
	w->make.out = &w->template;
	ok = ao_make_sheet(&w->make, path, file, &sheet);
	w->setter.notice = &nobody;
	w->setter.known = ao_known_new();
	w->setter.flags = 0;
	if (ok && shown && ao_condition_holds(sheet.when, 0))
		ok = make_pages(w, &sheet);
	ao_known_free(w->setter.known);
	ao_arena_reset(w->record);
	ao_arena_reset(w->make.scrap);
	return ok;
}

static bool make_sheet(struct walk *w, size_t i)
{
	const struct file_template *file = ao_yaml_data(w->of->yaml);
	const struct file_sheet *sheet = &file->sheets[i];
	struct ao_each each;
	char path[32];
	bool ok;

	snprintf(path, sizeof(path), "sheets[%zu]", i);
	ok = ao_each_begin(&w->make, path, sheet->each, &each);
	for (size_t k = 0; ok && k < each.times; k++) {
		if (sheet->each)
			w->make.record = k;
		ok = make_record(w, path, sheet, !each.empty);
	}
	if (ok)
		ao_each_end(&w->make, &each);
	return ok;
}

static bool walk(struct walk *w, struct ao_report_sheet *r,
		 struct ao_error *err)
{
	const struct file_template *file = ao_yaml_data(r->yaml);
	bool ok = true;

	w->of = r;
	w->err = err;
	w->number = 0;
	w->record = ao_arena_new();
	w->line = ao_arena_new();
	w->make = (struct ao_template_make){.yaml = r->yaml,
					    .city = r->form.city,
					    .facts = r->form.facts,
					    .scrap = ao_arena_new(),
					    .err = err};
	w->setter = (struct ao_setter){.template = r->template,
				       .faces = r->form.faces,
				       .breaker = r->breaker,
				       .arena = w->line,
				       .lenient = !r->form.strict,
				       .fixed = &w->page,
				       .variable = &w->page,
				       .err = err};
	ao_page_init(&w->page, r->template->width, r->template->height);
	for (size_t i = 0; ok && i < file->sheets_count; i++)
		ok = make_sheet(w, i);
	ao_page_release(&w->page);
	ao_arena_free(w->make.scrap);
	ao_arena_free(w->line);
	ao_arena_free(w->record);
	return ok;
}

/* A page says how many there are, and more digits may need more room. */
static bool count_pages(struct ao_report_sheet *r, struct ao_error *err)
{
	r->pages = 1;
	for (int i = 0; i < TRIES; i++) {
		struct walk w = {0};

		if (!walk(&w, r, err))
			return false;
		if (w.number == r->pages || !w.number) {
			r->pages = w.number;
			return true;
		}
		r->pages = w.number;
	}
	return ao_fail(err, AO_INPUT, r->template->path,
		       _("how many pages there are depends on how many there "
			 "are: keep {sheets} out of the flow that continues"));
}

static bool make_template(struct ao_report_sheet *r, struct ao_error *err)
{
	struct ao_template_make make = {.yaml = r->yaml,
					.city = r->form.city,
					.facts = r->form.facts,
					.scrap = ao_arena_new(),
					.err = err};
	bool ok;

	r->template = ao_calloc(1, sizeof(*r->template));
	r->template->arena = ao_arena_new();
	make.out = r->template;
	ok = ao_make_head(&make) &&
	     ao_layout_check_styles(r->template, r->form.faces, err);
	ao_arena_free(make.scrap);
	return ok;
}

struct ao_report_sheet *ao_report_sheet_open(const struct ao_report_form *form,
					     struct ao_error *err)
{
	struct ao_report_sheet *r = ao_calloc(1, sizeof(*r));

	r->form = *form;
	r->yaml = ao_yaml_open(form->path, &ao_template_schema, err);
	if (r->yaml && make_template(r, err) &&
	    (r->breaker = ao_breaker_open(err)) && count_pages(r, err))
		return r;
	ao_report_sheet_close(r);
	return NULL;
}

void ao_report_sheet_close(struct ao_report_sheet *r)
{
	if (!r)
		return;
	ao_breaker_close(r->breaker);
	ao_template_close(r->template);
	ao_yaml_close(r->yaml);
	free(r);
}

const char *ao_report_sheet_title(const struct ao_report_sheet *r)
{
	return r->template->title;
}

const char *ao_report_sheet_digest(const struct ao_report_sheet *r)
{
	return r->template->digest;
}

size_t ao_report_sheet_pages(const struct ao_report_sheet *r)
{
	return r->pages;
}

bool ao_report_sheet_each(struct ao_report_sheet *r,
			  bool (*each)(void *data, const struct ao_page *,
				       size_t number, struct ao_error *),
			  void *data, struct ao_error *err)
{
	struct walk w = {.each = each, .data = data};

	if (!walk(&w, r, err))
		return false;
	if (w.number != r->pages)
		AO_BUG("%zu pages were counted and %zu made", r->pages,
		       w.number);
	return true;
}
