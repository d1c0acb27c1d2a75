/* doctor.c - lines are gathered, and what must not be said is taken out. */
#include "aofuto/batch/doctor.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *text;
} topics[] = {
	[AO_DOCTOR_PROGRAM] = {"program", N_("program")},
	[AO_DOCTOR_LIBRARIES] = {"libraries", N_("libraries")},
	[AO_DOCTOR_READER] = {"reader", N_("reader")},
	[AO_DOCTOR_SYSTEM] = {"system", N_("system")},
	[AO_DOCTOR_LANGUAGE] = {"language", N_("language")},
	[AO_DOCTOR_SETTINGS] = {"settings", N_("settings")},
	[AO_DOCTOR_CITY] = {"city", N_("city")},
	[AO_DOCTOR_QR_ADDRESS] = {"qr_address", N_("QR")},
	[AO_DOCTOR_TEMPLATES] = {"templates", N_("templates")},
	[AO_DOCTOR_EDITIONS] = {"editions", N_("editions")},
	[AO_DOCTOR_WINDOW] = {"window", N_("window")},
	[AO_DOCTOR_FONTS] = {"fonts", N_("fonts")},
	[AO_DOCTOR_NAMES] = {"names", N_("names")},
	[AO_DOCTOR_GAIJI] = {"gaiji", N_("gaiji")},
	[AO_DOCTOR_LEDGER] = {"ledger", N_("ledger")},
	[AO_DOCTOR_LOCK] = {"lock", N_("lock")},
	[AO_DOCTOR_RUNS] = {"runs", N_("runs")},
	[AO_DOCTOR_KEY] = {"key", N_("the key")},
	[AO_DOCTOR_CLOCK] = {"clock", N_("clock")},
	[AO_DOCTOR_SPACE] = {"space", N_("space")},
};
_Static_assert(AO_COUNT(topics) == AO_DOCTOR_TOPICS, "a name to each topic");

static const struct {
	const char *name, *text;
} marks[] = {
	[AO_DOCTOR_OK] = {"ok", N_("ok")},
	[AO_DOCTOR_NOTE] = {"note", N_("note")},
	[AO_DOCTOR_PROBLEM] = {"problem", N_("PROBLEM")},
};

const char *ao_doctor_topic_name(enum ao_doctor_topic topic)
{
	return topics[topic].name;
}

const char *ao_doctor_topic_text(enum ao_doctor_topic topic)
{
	return topics[topic].text;
}

const char *ao_doctor_mark_name(enum ao_doctor_mark mark)
{
	return marks[mark].name;
}

const char *ao_doctor_mark_text(enum ao_doctor_mark mark)
{
	return marks[mark].text;
}

void ao_doctor_init(struct ao_doctor *d, const struct ao_doctor_hide *hide)
{
	*d = (struct ao_doctor){.hide = *hide, .arena = ao_arena_new()};
}

void ao_doctor_release(struct ao_doctor *d)
{
	free(d->line);
	ao_arena_free(d->arena);
}

/* A name ends there: "/home/aoki" is not in "/home/aokisan". */
static bool is_end(char c)
{
	return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		 (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c == '.');
}

/* Steps over the word where it stands at *s and ends there. */
static bool skip(const char **s, const char *word)
{
	size_t n = strlen(word);

	if (n < 2 || strncmp(*s, word, n) != 0 || !is_end((*s)[n]))
		return false;
	*s += n;
	return true;
}

/* The login name is hidden where it is a part of a path: as a word of its own
 * it may be any word. Controls would move a terminal. */
static const char *without_names(const struct ao_doctor *d, const char *s)
{
	struct ao_buf out = {0};
	const char *kept;

	ao_buf_adds(&out, "");
	while (*s) {
		const char *next = s + 1;

		if (skip(&s, d->hide.data)) {
			ao_buf_adds(&out, "share/aofuto");
		} else if (skip(&s, d->hide.home)) {
			ao_buf_adds(&out, "~");
		} else if (*s == '/' && skip(&next, d->hide.login)) {
			ao_buf_adds(&out, "/…");
			s = next;
		} else {
			unsigned char c = (unsigned char)*s;

			ao_buf_add(&out, c < 0x20 || c == 0x7F ? " " : s, 1);
			s++;
		}
	}
	kept = ao_arena_strdup(d->arena, out.s);
	ao_buf_release(&out);
	return kept;
}

static void add(struct ao_doctor *d, struct ao_doctor_line line,
		const char *text)
{
	if (d->n == d->room) {
		d->room = d->room ? 2 * d->room : 32;
		d->line = ao_realloc(d->line, d->room * sizeof(*d->line));
	}
	line.found = without_names(d, text);
	line.remedy = line.remedy ? without_names(d, line.remedy) : NULL;
	d->line[d->n++] = line;
}

#define TEXT_SIZE 2048

void ao_doctor_ok(struct ao_doctor *d, enum ao_doctor_topic topic,
		  const char *fmt, ...)
{
	char text[TEXT_SIZE];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	add(d, (struct ao_doctor_line){.topic = topic}, text);
}

void ao_doctor_note(struct ao_doctor *d, enum ao_doctor_topic topic,
		    const char *remedy, const char *fmt, ...)
{
	struct ao_doctor_line line = {
		.topic = topic, .mark = AO_DOCTOR_NOTE, .remedy = remedy};
	char text[TEXT_SIZE];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	add(d, line, text);
}

void ao_doctor_problem(struct ao_doctor *d, struct ao_doctor_wrong wrong,
		       const char *fmt, ...)
{
	struct ao_doctor_line line = {.topic = wrong.topic,
				      .mark = AO_DOCTOR_PROBLEM,
				      .status = wrong.status,
				      .remedy = wrong.remedy};
	char text[TEXT_SIZE];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	add(d, line, text);
}

static bool is_told(const struct ao_doctor *d, const char *text)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->line[i].found, text) == 0)
			return true;
	return false;
}

void ao_doctor_error(struct ao_doctor *d, enum ao_doctor_topic topic,
		     const struct ao_error *err)
{
	struct ao_doctor_wrong wrong = {.topic = topic, .status = err->status};
	const char *text = ao_arena_printf(d->arena, "%s%s%s", err->where,
					   *err->where ? ": " : "", err->text);

	if (!is_told(d, without_names(d, text)))
		ao_doctor_problem(d, wrong, "%s", text);
}

unsigned long ao_doctor_count(const struct ao_doctor *d,
			      enum ao_doctor_mark mark)
{
	unsigned long n = 0;

	for (size_t i = 0; i < d->n; i++)
		n += d->line[i].mark == mark;
	return n;
}

enum ao_status ao_doctor_status(const struct ao_doctor *d)
{
	enum ao_status worst = AO_OK;

	for (size_t i = 0; i < d->n; i++) {
		const struct ao_doctor_line *line = &d->line[i];
		enum ao_status status = line->mark == AO_DOCTOR_OK ? AO_OK
					: line->mark == AO_DOCTOR_NOTE
						? AO_FINDINGS
						: line->status;

		worst = status > worst ? status : worst;
	}
	return worst;
}

static void add_line(struct ao_json *j, const struct ao_doctor_line *line)
{
	ao_json_object(j, NULL);
	ao_json_text(j, "topic", ao_doctor_topic_name(line->topic));
	ao_json_text(j, "state", ao_doctor_mark_name(line->mark));
	ao_json_text(j, "found", line->found);
	if (line->remedy)
		ao_json_text(j, "what_to_do", line->remedy);
	else
		ao_json_null(j, "what_to_do");
	ao_json_end(j);
}

static void add_cover(struct ao_json *j, const char *key,
		      const unsigned long n[AO_COVERS])
{
	ao_json_object(j, key);
	ao_json_number(j, "jis_x_0208", n[AO_COVER_JIS_X_0208]);
	ao_json_number(j, "jis_x_0213", n[AO_COVER_JIS_X_0213]);
	ao_json_number(j, "vietnamese", n[AO_COVER_VIETNAMESE]);
	ao_json_end(j);
}

static void add_font(const struct ao_doctor *d, struct ao_json *j,
		     const struct ao_doctor_font *f)
{
	ao_json_object(j, NULL);
	ao_json_text(j, "name", f->name);
	ao_json_text(j, "path", without_names(d, f->path));
	ao_json_bool(j, "there", f->there);
	ao_json_bool(j, "good", f->good);
	ao_json_bool(j, "optional", f->optional);
	ao_json_bool(j, "gaiji", f->gaiji);
	ao_json_text(j, "version", f->version);
	ao_json_number(j, "glyphs", f->glyphs);
	ao_json_number(j, "variation_sequences", f->sequences);
	add_cover(j, "covers", f->has);
	ao_json_end(j);
}

void ao_doctor_json(const struct ao_doctor *d, struct ao_json *j)
{
	ao_json_array(j, "checks");
	for (size_t i = 0; i < d->n; i++)
		add_line(j, &d->line[i]);
	ao_json_end(j);
	ao_json_array(j, "fonts");
	for (size_t i = 0; i < d->fonts; i++)
		add_font(d, j, &d->font[i]);
	ao_json_end(j);
	add_cover(j, "characters", d->set);
	add_cover(j, "names_cover", d->names);
}
