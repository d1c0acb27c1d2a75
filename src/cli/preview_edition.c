/* preview_edition.c - which edition of the notice a preview draws. */
#include "cli/preview.h"
#include "cli/print.h"

#include "aofuto/base/nearest.h"

#include <string.h>

static bool unknown(const char *word, const char *const *known, size_t n,
		    struct ao_error *err)
{
	const char *near =
		ao_nearest(word, (struct ao_words){.word = known, .n = n});
	struct ao_buf text = {0};

	ao_buf_addf(&text, _("--language is ja, ja-easy or en, not '%s'"),
		    word);
	if (near)
		ao_buf_addf(&text, _("; did you mean \"%s\"?"), near);
	ao_fail(err, AO_USAGE, NULL, "%s", text.s);
	ao_buf_release(&text);
	return false;
}

static bool read_language(const char *word, enum ao_language *out,
			  struct ao_error *err)
{
	const char *known[AO_LANGUAGE_EN + 1];

	for (int l = 0; l <= AO_LANGUAGE_EN; l++) {
		known[l] = ao_language_name((enum ao_language)l);
		if (strcmp(known[l], word) == 0) {
			*out = (enum ao_language)l;
			return true;
		}
	}
	return unknown(word, known, AO_COUNT(known), err);
}

bool preview_edition(struct session *s, struct ao_error *err)
{
	const char *word = s->line->value[OPT_LANGUAGE];
	bool large = s->line->value[OPT_LARGE_PRINT] != NULL;
	enum ao_language language = AO_LANGUAGE_JA;

	s->alone = true;
	if (word && !read_language(word, &language, err))
		return false;
	if ((word || large) && preview_is_report(s->line->value[OPT_TEMPLATE]))
		return ao_fail(err, AO_USAGE, NULL,
			       _("--language and --large-print choose the "
				 "edition of a notice; this template is none"));
	s->edition = ao_edition_of(language, large);
	return true;
}

void preview_tell_facts(const struct preview *p)
{
	enum ao_language language = p->kit.sheet->language;

	if (!ao_city_speaks(p->kit.city, language))
		print_note(p->session->quiet,
			   _("city.yaml has no %s: the facts of the city are "
			     "shown in Japanese, and run prints nobody this "
			     "edition"),
			   ao_city_section(language));
}
