/* preview_report.c - a report sheet with an example of everything. */
#include "cli/preview.h"
#include "cli/print.h"

#include "aofuto/batch/json.h"
#include "aofuto/batch/report_draw.h"

#include <stdio.h>
#include <string.h>

#define EXAMPLES 3 /* of each list */

/* "control", "own/control.yaml" */
static const struct ao_fact_word *words_of(const char *template, size_t *words)
{
	const char *slash = strrchr(template, '/');
	const char *base = slash ? slash + 1 : template;
	size_t n = strcspn(base, ".");
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)(n < 60 ? n : 60), base);
	return ao_report_words(name, words);
}

bool preview_is_report(const char *template)
{
	size_t words;

	return template && words_of(template, &words);
}

static void tell(const struct session *s, const char *template, size_t pages)
{
	struct ao_buf text = {0};
	struct ao_json j = {.out = &text};

	if (s->json) {
		ao_json_object(&j, NULL);
		ao_json_text(&j, "command", "preview");
		ao_json_text(&j, "file", s->line->value[OPT_OUT]);
		ao_json_text(&j, "template", template);
		ao_json_number(&j, "pages", pages);
		ao_json_end(&j);
		print_buf(&text);
	} else if (!s->quiet) {
		printf(_("%s: %zu pages, with invented figures\n"),
		       s->line->value[OPT_OUT], pages);
	}
	ao_buf_release(&text);
}

static bool draw(const struct session *s, const struct ao_report_draw *order,
		 struct ao_error *err)
{
	struct ao_out *out = ao_out_open(s->line->value[OPT_OUT], err);
	size_t pages;

	if (!out)
		return false;
	if (!ao_document_self_test(order->kit->faces, err) ||
	    !ao_report_draw(order, out, &pages, err)) {
		ao_out_discard(out);
		return false;
	}
	if (!ao_out_commit(out, /*replace*/ true, err))
		return false;
	tell(s, order->name, pages);
	return true;
}

bool preview_report(const struct session *s, const struct ao_kit *kit,
		    const char *template, struct ao_error *err)
{
	size_t words;
	const struct ao_fact_word *word = words_of(template, &words);
	struct ao_facts *facts = ao_facts_example(word, words, EXAMPLES);
	struct ao_report_draw order = {.kit = kit,
				       .name = template,
				       .facts = facts,
				       .subject = "preview",
				       .identity = template};
	bool ok = ao_report_try(kit, template, word, words, NULL, err) &&
		  draw(s, &order, err);

	ao_facts_free(facts);
	return ok;
}
