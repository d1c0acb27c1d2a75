/* verify_form.c - what tells the kinds of notice apart, by their specimens. */
#include "verify_inside.h"

#include "aofuto/batch/required.h"

#include <string.h>

#define WORD_LEAST 12 /* bytes: four kanji; less is no sentence of its own */

struct making {
	struct form *form;
	enum ao_edition edition;
	struct ao_buf line[AO_KIND_COUNT]; /* each NUL-ended */
	struct ao_buf text[AO_KIND_COUNT]; /* of the whole page */
};

static void add_marks(struct making *m, enum ao_kind kind,
		      const struct ao_page *page)
{
	struct ao_buf line = {0};

	for (size_t i = 0; page && i < page->n; i++) {
		const struct ao_mark *mark = &page->mark[i];

		if (mark->type != AO_MARK_TEXT)
			continue;
		m->form->sequence |=
			(mark->fields & AO_FIELD_BIT(SEQUENCE)) != 0;
		ao_buf_clear(&line);
		ao_required_add(&line, mark->s);
		if (!line.n)
			continue;
		ao_buf_add(&m->text[kind], line.s, line.n);
		if (!mark->fields && line.n >= WORD_LEAST)
			ao_buf_add(&m->line[kind], line.s, line.n + 1);
	}
	ao_buf_release(&line);
}

static bool add_specimen(struct making *m, const struct ao_kit *kit,
			 enum ao_kind kind, struct ao_error *err)
{
	struct ao_arena *arena = ao_arena_new();
	struct ao_notice notice;
	struct ao_letter letter;
	struct ao_misfit misfit;
	bool ok;

	ao_letter_init(&letter);
	ao_notice_specimen(&notice, kind, ao_kind_items(kind), &kit->notice,
			   arena);
	notice.text[AO_FIELD_SEQUENCE] = "012-3456";
	notice.edition = m->edition;
	ok = ao_kit_letter(kit, &notice, ao_kit_qr(kit, &notice, arena),
			   &letter, &misfit, err);
	if (ok && letter.pages) {
		add_marks(m, kind, letter.fixed[0]);
		add_marks(m, kind, &letter.variable[0]);
	}
	ao_letter_release(&letter);
	ao_arena_free(arena);
	return ok;
}

static bool others_have(const struct making *m, enum ao_kind kind,
			const char *line)
{
	for (int k = 0; k < AO_KIND_COUNT; k++)
		if (k != (int)kind && m->text[k].n &&
		    strstr(m->text[k].s, line))
			return true;
	return false;
}

static void keep_own(struct making *m, enum ao_kind kind)
{
	const struct ao_buf *from = &m->line[kind];
	size_t n;

	for (size_t at = 0; at < from->n; at += n) {
		n = strlen(from->s + at) + 1;
		if (!others_have(m, kind, from->s + at))
			ao_buf_add(&m->form->word[kind], from->s + at, n);
	}
}

/* A kit has both facts, or did not open. */
static void add_fact(struct ao_buf *out, const struct ao_kit *kit,
		     enum ao_edition edition, const char *name)
{
	const char *fact =
		ao_city_fact_in(kit->city, ao_edition_language(edition), name);

	ao_buf_adds(out, "");
	if (fact)
		ao_required_add_fact(out, fact);
}

static bool make(struct form *form, const struct ao_kit *kit,
		 enum ao_edition edition, struct ao_error *err)
{
	struct making m = {.form = form, .edition = edition};
	bool ok = true;

	add_fact(&form->office, kit, edition, "office");
	add_fact(&form->phone, kit, edition, "phone");
	add_fact(&form->post, kit, edition, "postal_code");
	for (int k = AO_KIND_CARD_CERT; ok && k < AO_KIND_COUNT; k++)
		ok = add_specimen(&m, kit, (enum ao_kind)k, err);
	for (int k = 0; k < AO_KIND_COUNT; k++)
		keep_own(&m, (enum ao_kind)k);
	for (int k = 0; k < AO_KIND_COUNT; k++) {
		ao_buf_release(&m.line[k]);
		ao_buf_release(&m.text[k]);
	}
	return ok;
}

bool forms_make(struct form form[AO_EDITION_COUNT], const struct ao_kit *kit,
		bool known, struct ao_error *err)
{
	bool ok = true;

	for (int e = 0; ok && e < AO_EDITION_COUNT; e++) {
		bool there = known && kit->edition[e].sheet;

		form[e] = (struct form){.known = there,
					.window = kit->window,
					.omr = known ? kit->omr : NULL,
					.settings = kit->settings};
		ok = !there || make(&form[e], kit, (enum ao_edition)e, err);
	}
	return ok;
}

static void release(struct form *form)
{
	ao_buf_release(&form->office);
	ao_buf_release(&form->phone);
	ao_buf_release(&form->post);
	for (int k = 0; k < AO_KIND_COUNT; k++)
		ao_buf_release(&form->word[k]);
}

void forms_release(struct form form[AO_EDITION_COUNT])
{
	for (int e = 0; e < AO_EDITION_COUNT; e++)
		release(&form[e]);
}

static unsigned found(const struct ao_buf *words, const char *text)
{
	unsigned n = 0;

	for (size_t at = 0; at < words->n; at += strlen(words->s + at) + 1)
		n += strstr(text, words->s + at) != NULL;
	return n;
}

/* A letter has some lines of its kind, and may share one with another. */
bool form_is_kind(const struct form *form, const char *text, enum ao_kind kind)
{
	unsigned own = found(&form->word[kind], text);

	if (!form->word[kind].n)
		return true;
	for (int k = 0; k < AO_KIND_COUNT; k++)
		if (k != (int)kind && found(&form->word[k], text) >= own)
			return false;
	return true;
}
