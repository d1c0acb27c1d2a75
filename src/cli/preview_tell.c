/* preview_tell.c - what a preview says about the window, to people and to
 * programs. */
#include "cli/preview.h"
#include "cli/print.h"

#include "aofuto/batch/json.h"

#include <stdio.h>
#include <string.h>

static void look_at(const struct ao_window *window, const struct ao_page *page,
		    struct ao_page *in)
{
	for (size_t i = 0; i < page->n; i++) {
		struct ao_mark m = page->mark[i];

		/* The program's own mark across a specimen is no part of a
		 * letter. */
		if ((m.name && !strcmp(m.name, "specimen")) ||
		    !ao_window_reaches(window, ao_mark_box(&m)))
			continue;
		m.s = NULL;
		ao_page_add(in, m);
	}
}

void preview_look(struct preview *p, struct preview_kind *kind,
		  const struct ao_page *fixed, const struct ao_page *variable)
{
	ao_page_clear(&kind->in);
	look_at(p->kit.window, fixed, &kind->in);
	look_at(p->kit.window, variable, &kind->in);
	kind->broken =
		ao_window_breach(p->kit.window, fixed, variable, &kind->breach);
	/* The page's marks end with its letter. */
	kind->breach.name = ao_arena_strdup(p->kit.arena, kind->breach.name);
}

static void put_box(struct ao_json *j, const char *key, struct ao_box b)
{
	ao_json_object(j, key);
	ao_json_mm(j, "x", b.x);
	ao_json_mm(j, "y", b.y);
	ao_json_mm(j, "width", b.width);
	ao_json_mm(j, "height", b.height);
	ao_json_end(j);
}

static void put_size(struct ao_json *j, const char *key, double width,
		     double height)
{
	ao_json_object(j, key);
	ao_json_mm(j, "width", width);
	ao_json_mm(j, "height", height);
	ao_json_end(j);
}

static void put_fields(struct ao_json *j, unsigned fields)
{
	ao_json_array(j, "fields");
	for (size_t i = 0; i < AO_FIELD_COUNT; i++)
		if (fields >> i & 1)
			ao_json_text(j, NULL, ao_field_name((enum ao_field)i));
	ao_json_end(j);
}

static void put_name(struct ao_json *j, const char *name)
{
	if (name && *name)
		ao_json_text(j, "name", name);
	else
		ao_json_null(j, "name");
}

static void put_kind(struct ao_json *j, const struct preview_kind *kind)
{
	ao_json_object(j, NULL);
	ao_json_text(j, "kind", kind->name);
	if (kind->broken) {
		ao_json_object(j, "breach");
		put_name(j, kind->breach.name);
		put_fields(j, kind->breach.fields);
		ao_json_bool(j, "address", kind->breach.address);
		ao_json_mm(j, "over", kind->breach.over);
		put_box(j, "box", kind->breach.box);
		ao_json_end(j);
	} else {
		ao_json_null(j, "breach");
	}
	ao_json_array(j, "marks");
	for (size_t i = 0; i < kind->in.n; i++) {
		ao_json_object(j, NULL);
		put_name(j, kind->in.mark[i].name);
		put_fields(j, kind->in.mark[i].fields);
		put_box(j, "box", ao_mark_box(&kind->in.mark[i]));
		ao_json_end(j);
	}
	ao_json_end(j);
	ao_json_end(j);
}

/* What `run` would refuse it for. */
static void put_breach(struct ao_json *j, const struct ao_error *refusal)
{
	if (!refusal->text[0]) {
		ao_json_null(j, "breach");
		return;
	}
	ao_json_object(j, "breach");
	ao_json_text(j, "where", refusal->where);
	ao_json_text(j, "text", refusal->text);
	ao_json_end(j);
}

static void put_window(struct ao_json *j, const struct preview *p)
{
	const struct ao_window *w = p->kit.window;

	ao_json_object(j, "window");
	ao_json_text(j, "name", w->name);
	ao_json_text(j, "envelope", w->envelope);
	put_size(j, "face", w->width, w->height);
	put_box(j, "inside", w->inside);
	put_box(j, "box", w->box);
	put_size(j, "paper", w->paper_width, w->paper_height);
	ao_json_mm(j, "fold", w->fold);
	ao_json_object(j, "play");
	ao_json_mm(j, "x", w->play_x);
	ao_json_mm(j, "y", w->play_y);
	ao_json_end(j);
	put_box(j, "always", ao_window_always(w));
	put_box(j, "ever", ao_window_ever(w));
	put_breach(j, &p->refusal);
	ao_json_array(j, "kinds");
	for (size_t i = 0; i < PREVIEW_KINDS; i++)
		if (p->kind[i].drawn)
			put_kind(j, &p->kind[i]);
	ao_json_end(j);
	ao_json_end(j);
}

static void put_omr(struct ao_json *j, const struct preview *p)
{
	const struct ao_omr *o = p->kit.omr;

	if (!o) {
		ao_json_null(j, "omr");
		return;
	}
	ao_json_object(j, "omr");
	ao_json_text(j, "name", o->name);
	put_box(j, "marks", ao_omr_row(o));
	put_box(j, "blank", ao_omr_zone(o, false));
	put_box(j, "blank_behind", ao_omr_zone(o, true));
	put_breach(j, &p->crowded);
	ao_json_end(j);
}

static void tell_programs(const struct preview *p)
{
	struct ao_buf out = {0};
	struct ao_json j = {.out = &out};

	ao_json_object(&j, NULL);
	ao_json_text(&j, "command", "preview");
	ao_json_text(&j, "file", p->session->line->value[OPT_OUT]);
	ao_json_number(&j, "pages", p->pages);
	put_window(&j, p);
	put_omr(&j, p);
	ao_json_end(&j);
	print_buf(&out);
	ao_buf_release(&out);
}

static bool is_in(const struct ao_buf *names, const char *name)
{
	const char *at = names->n ? names->s : "";
	size_t n = strlen(name);

	for (; (at = strstr(at, name)); at += n)
		if ((at == names->s || at[-1] == ' ') &&
		    (at[n] == ',' || !at[n]))
			return true;
	return false;
}

/* What can come into the window, each name once. */
static void tell_marks(const struct preview *p)
{
	struct ao_buf names = {0};

	for (size_t i = 0; i < PREVIEW_KINDS; i++)
		for (size_t k = 0; k < p->kind[i].in.n; k++) {
			const char *name = p->kind[i].in.mark[k].name;

			name = name ? name : _("(no name)");
			if (!is_in(&names, name))
				ao_buf_addf(&names, "%s%s", names.n ? ", " : "",
					    name);
		}
	printf(_("  can come into it: %s\n"), names.n ? names.s : "-");
	ao_buf_release(&names);
}

static void tell_people(const struct preview *p)
{
	const struct ao_window *w = p->kit.window;
	struct ao_box always = ao_window_always(w), ever = ao_window_ever(w);

	printf(_("%s: %u pages, window %s (%s)\n"),
	       p->session->line->value[OPT_OUT], p->pages, w->name,
	       w->envelope);
	printf(_("  of the sheet, [x, y, width, height] in mm: always shows "
		 "[%g, %g, %g, %g], ever [%g, %g, %g, %g]\n"),
	       always.x, always.y, always.width, always.height, ever.x, ever.y,
	       ever.width, ever.height);
	tell_marks(p);
	if (p->kit.omr)
		printf(_("  inserter marks %s (%s)\n"), p->kit.omr->name,
		       p->kit.omr->machine);
}

static void tell_breach(const struct preview *p)
{
	if (p->crowded.text[0]) {
		print_error(&p->crowded);
		print_note(p->session->quiet,
			   _("run will refuse this template with these "
			     "inserter marks; the preview shows why"));
	}
	if (p->refusal.text[0]) {
		print_error(&p->refusal);
		print_note(p->session->quiet,
			   _("run will refuse this template with this window; "
			     "the preview shows why"));
		return;
	}
	for (size_t i = 0; i < PREVIEW_KINDS; i++) {
		const struct preview_kind *kind = &p->kind[i];

		if (kind->drawn && kind->broken)
			print_note(/*quiet*/ false,
				   _("%s: %s is %.1f mm from where the window "
				     "%s wants it"),
				   kind->name,
				   kind->breach.name ? kind->breach.name
						     : "address",
				   kind->breach.over, p->kit.window->name);
	}
}

void preview_tell(const struct preview *p)
{
	if (p->session->json)
		tell_programs(p);
	else if (!p->session->quiet)
		tell_people(p);
	preview_tell_facts(p);
	tell_breach(p);
}
