/* required.c - words without which no letter is right. */
#include "aofuto/batch/required.h"

#include "aofuto/notice/ruby.h"
#include "aofuto/proof/compare.h"

#include <string.h>

#define HONORIFIC "様"

void ao_required_add(struct ao_buf *out, const char *s)
{
	while (*s) {
		uint32_t c = ao_utf8_next(&s);

		if (!ao_compare_blank(c) && c != AO_UTF8_BAD)
			ao_buf_add_utf8(out, c);
	}
}

void ao_required_add_fact(struct ao_buf *out, const char *fact)
{
	struct ao_buf plain = {0};

	ao_ruby_plain(fact, &plain);
	ao_required_add(out, plain.n ? plain.s : fact);
	ao_buf_release(&plain);
}

static void add_page(struct ao_buf *out, const struct ao_page *page)
{
	for (size_t i = 0; page && i < page->n; i++)
		if (page->mark[i].type == AO_MARK_TEXT)
			ao_required_add(out, page->mark[i].s);
}

static bool has_fact(const struct ao_required *r, const struct ao_buf *page,
		     const char *name, struct ao_error *err)
{
	const char *fact = ao_city_fact_in(r->city, r->sheet->language, name);
	struct ao_buf wanted = {0};
	bool found;

	if (!fact)
		return ao_fail(err, AO_INPUT, r->sheet->path,
			       _("every letter names the office that sends it "
				 "and its telephone: city.yaml needs the fact "
				 "%s"),
			       name);
	ao_required_add_fact(&wanted, fact);
	found = wanted.n > 0 && page->n > 0 && strstr(page->s, wanted.s);
	ao_buf_release(&wanted);
	return found ||
	       ao_fail(err, AO_INPUT, r->sheet->path,
		       _("the first page of a letter does not show {city.%s}; "
			 "every letter names the office that sends it and its "
			 "telephone"),
		       name);
}

static bool ends_with_honorific(const struct ao_mark *m)
{
	struct ao_buf text = {0};
	size_t n = strlen(HONORIFIC);
	bool ends;

	ao_required_add(&text, m->s);
	ends = text.n >= n && !strcmp(text.s + text.n - n, HONORIFIC);
	ao_buf_release(&text);
	return ends;
}

/* Behind the last line of the name: a mark that shows no other field. */
static bool is_addressed(const struct ao_page *page)
{
	bool addressed = false;

	for (size_t i = 0; i < page->n; i++) {
		const struct ao_mark *m = &page->mark[i], *next = m + 1;

		if (m->type != AO_MARK_TEXT ||
		    !(m->fields & AO_FIELD_BIT(NAME)))
			continue;
		if (i + 1 < page->n && next->type == AO_MARK_TEXT &&
		    next->fields & AO_FIELD_BIT(NAME))
			continue;
		addressed = ends_with_honorific(m) ||
			    (i + 1 < page->n && next->type == AO_MARK_TEXT &&
			     ends_with_honorific(next));
		if (!addressed)
			return false;
	}
	return addressed;
}

bool ao_required_sender(const struct ao_required *r,
			const struct ao_page *fixed,
			const struct ao_page *variable, struct ao_error *err)
{
	struct ao_buf text = {0};
	bool ok;

	add_page(&text, fixed);
	add_page(&text, variable);
	ok = has_fact(r, &text, "office", err) &&
	     has_fact(r, &text, "phone", err);
	ao_buf_release(&text);
	return ok;
}

bool ao_required_words(const struct ao_required *r, const struct ao_page *fixed,
		       const struct ao_page *variable, struct ao_error *err)
{
	if (!ao_required_sender(r, fixed, variable, err))
		return false;
	return is_addressed(variable) ||
	       ao_fail(err, AO_INPUT, r->sheet->path,
		       _("the name on the first page of a letter is not "
			 "followed by 様"));
}
