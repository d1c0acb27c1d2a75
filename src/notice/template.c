/* template.c - opens a template: paper, colours, styles, sheets. */
#include "notice/template_make.h"

#include "aofuto/base/file.h"
#include "aofuto/notice/ruby.h"

#include <stdlib.h>
#include <string.h>

#define FORMAT    1
#define ID_DIGITS 23
#define WORDS     200

char *ao_make_path(struct ao_template_make *m, const char *path,
		   const char *member)
{
	return ao_arena_printf(m->scrap, "%s.%s", path, member);
}

char *ao_make_path_of(struct ao_template_make *m, const char *path,
		      const char *list, size_t i)
{
	return ao_arena_printf(m->scrap, "%s%s%s[%zu]", path, *path ? "." : "",
			       list, i);
}

bool ao_make_range(struct ao_template_make *m, const char *path, double value,
		   double least, double most)
{
	if (value >= least && value <= most)
		return true;
	return ao_yaml_fail(m->yaml, path, m->err,
			    _("expected a number from %g to %g, found %g"),
			    least, most, value);
}

static bool parse_color(const char *s, struct ao_color *out)
{
	unsigned long value;

	if (*s == '#')
		s++;
	if (strlen(s) != 6 || strspn(s, "0123456789abcdefABCDEF") != 6)
		return false;
	value = strtoul(s, NULL, 16);
	*out = (struct ao_color){.red = (unsigned char)(value >> 16),
				 .green = (unsigned char)(value >> 8 & 0xff),
				 .blue = (unsigned char)(value & 0xff)};
	return true;
}

/* All names of `colors:`, right or not used, are read once. */
static bool check_colors(struct ao_template_make *m)
{
	struct ao_yaml_pair pair;
	struct ao_color color;
	char shown[AO_YAML_SHOWN_SIZE];

	for (size_t i = 0; ao_yaml_pair(m->yaml, "colors", i, &pair); i++)
		if (!parse_color(pair.text, &color))
			return ao_yaml_fail(
				m->yaml, ao_make_path(m, "colors", pair.name),
				m->err,
				_("expected six hexadecimal digits such as "
				  "0b4f9e, found %s"),
				ao_yaml_shown(pair.text, shown));
	return true;
}

bool ao_make_color(struct ao_template_make *m, const char *path,
		   const char *name, struct ao_color *out)
{
	const char *known[WORDS];
	struct ao_yaml_pair pair;
	size_t n = 0;

	*out = (struct ao_color){0}; /* black, where none is named */
	if (!name)
		return true;
	for (size_t i = 0; ao_yaml_pair(m->yaml, "colors", i, &pair); i++) {
		if (!strcmp(pair.name, name))
			return parse_color(pair.text, out);
		if (n < WORDS)
			known[n++] = pair.name;
	}
	return ao_yaml_fail_word(m->yaml, path, m->err, _("color"), name,
				 (struct ao_words){.word = known, .n = n});
}

bool ao_make_style(struct ao_template_make *m, const char *path,
		   const char *name, const struct ao_style **out)
{
	const char *known[WORDS];
	size_t n = m->out->styles;

	for (size_t i = 0; i < n; i++) {
		*out = &m->out->style[i];
		if (!strcmp((*out)->name, name))
			return true;
		if (i < WORDS)
			known[i] = (*out)->name;
	}
	return ao_yaml_fail_word(
		m->yaml, path, m->err, _("style"), name,
		(struct ao_words){.word = known, .n = n < WORDS ? n : WORDS});
}

static bool make_paper(struct ao_template_make *m,
		       const struct file_template *f)
{
	struct ao_template *t = m->out;

	t->width = f->paper.width;
	t->height = f->paper.height;
	if (!ao_make_range(m, "paper.width", t->width, 50, 1000) ||
	    !ao_make_range(m, "paper.height", t->height, 50, 1000))
		return false;
	return ao_make_folds(m, f);
}

static bool make_groups(struct ao_template_make *m,
			const struct file_template *f)
{
	static const int usual[] = {4, 4, 4, 4, 4, 3};
	struct ao_template *t = m->out;
	unsigned sum = 0;

	if (!f->groups_count) {
		memcpy(t->id_group, usual, sizeof(usual));
		t->id_groups = AO_COUNT(usual);
		return true;
	}
	for (size_t i = 0; i < f->groups_count; i++) {
		char *at = ao_make_path_of(m, "", "application_id_groups", i);

		if (!ao_make_range(m, at, f->groups[i], 1, ID_DIGITS))
			return false;
		t->id_group[i] = (int)f->groups[i];
		sum += f->groups[i];
	}
	t->id_groups = f->groups_count;
	if (sum != ID_DIGITS)
		return ao_yaml_fail(m->yaml, "application_id_groups", m->err,
				    _("the groups have %u digits together; an "
				      "application ID has %d"),
				    sum, ID_DIGITS);
	return true;
}

static bool make_one_style(struct ao_template_make *m, size_t i,
			   const struct file_style *f, struct ao_style *out)
{
	char *path = ao_make_path_of(m, "", "styles", i);

	for (size_t k = 0; k < i; k++)
		if (!strcmp(m->out->style[k].name, f->name))
			return ao_yaml_fail(
				m->yaml, ao_make_path(m, path, "name"), m->err,
				_("two styles have this name"));
	out->name = ao_arena_strdup(m->out->arena, f->name);
	out->font = ao_arena_strdup(m->out->arena, f->font);
	out->size = f->size;
	out->leading = f->leading;
	out->floor = f->floor ? *f->floor : f->size;
	out->one_line = f->one_line ? *f->one_line : f->size;
	out->align = f->align ? *f->align : AO_ALIGN_LEFT;
	out->ruby = m->out->language == AO_LANGUAGE_JA_EASY &&
		    f->leading > AO_RUBY_LEADING * f->size - 0.001;
	return ao_make_range(m, ao_make_path(m, path, "size"), f->size, 4,
			     200) &&
	       ao_make_range(m, ao_make_path(m, path, "leading"), f->leading,
			     f->size, 600) &&
	       ao_make_range(m, ao_make_path(m, path, "floor"), out->floor, 4,
			     f->size) &&
	       ao_make_range(m, ao_make_path(m, path, "one_line"),
			     out->one_line, out->floor, f->size) &&
	       ao_make_color(m, ao_make_path(m, path, "color"), f->color,
			     &out->color);
}

static bool make_styles(struct ao_template_make *m,
			const struct file_template *f)
{
	struct ao_template *t = m->out;

	t->style =
		ao_arena_alloc(t->arena, f->styles_count * sizeof(*t->style));
	for (size_t i = 0; i < f->styles_count; i++) {
		t->styles = i;
		if (!make_one_style(m, i, &f->styles[i], &t->style[i]))
			return false;
	}
	t->styles = f->styles_count;
	return true;
}

bool ao_make_sheet(struct ao_template_make *m, const char *path,
		   const struct file_sheet *f, struct ao_sheet *out)
{
	out->name = ao_arena_strdup(m->out->arena, f->name);
	out->starts_sheet |= f->starts_sheet && *f->starts_sheet;
	out->items = f->items_count;
	out->item = ao_arena_alloc(m->out->arena, (out->items + m->out->folds +
						   1) * sizeof(*out->item));
	for (size_t k = 0; k < out->items; k++)
		if (!ao_make_item(m, ao_make_path_of(m, path, "items", k),
				  &f->items[k], &out->item[k]))
			return false;
	return ao_make_ticks(m, path, f, out) &&
	       ao_make_when(m, path, f->when, f->when_count, &out->when);
}

static bool check_sheet_names(struct ao_template_make *m,
			      const struct file_template *f)
{
	for (size_t i = 0; i < f->sheets_count; i++)
		for (size_t k = 0; k < i; k++)
			if (!strcmp(f->sheets[k].name, f->sheets[i].name))
				return ao_yaml_fail(
					m->yaml,
					ao_make_path(m,
						     ao_make_path_of(m, "",
								     "sheets",
								     i),
						     "name"),
					m->err, _("two sheets have this name"));
	return true;
}

static bool check_first(struct ao_template_make *m,
			const struct file_sheet *first)
{
	if (!first->starts_sheet || *first->starts_sheet)
		return true;
	return ao_yaml_fail(m->yaml, "sheets[0].starts_sheet", m->err,
			    _("the first page starts a sheet of "
			      "paper; write true or nothing"));
}

static bool make_sheets(struct ao_template_make *m,
			const struct file_template *f)
{
	struct ao_template *t = m->out;
	struct ao_each each;

	t->sheets = f->sheets_count;
	t->sheet = ao_arena_alloc(t->arena, t->sheets * sizeof(*t->sheet));
	for (size_t i = 0; i < t->sheets; i++) {
		char *path = ao_make_path_of(m, "", "sheets", i);

		t->sheet[i].starts_sheet = i == 0;
		if (!ao_each_begin(m, path, f->sheets[i].each, &each) ||
		    !ao_make_sheet(m, path, &f->sheets[i], &t->sheet[i]))
			return false;
	}
	return check_first(m, &f->sheets[0]);
}

/* "templates/notice.yaml" -> "notice" */
static const char *name_of(const char *path, struct ao_arena *arena)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	const char *dot = strrchr(base, '.');

	return ao_arena_strndup(arena, base,
				dot && dot > base ? (size_t)(dot - base)
						  : strlen(base));
}

static void make_names(struct ao_template_make *m,
		       const struct file_template *f)
{
	struct ao_template *t = m->out;
	struct ao_sha256 sum;
	char hex[AO_SHA256_HEX];

	t->path = ao_arena_strdup(t->arena, ao_yaml_path(m->yaml));
	t->name = name_of(t->path, t->arena);
	t->title = ao_arena_strdup(t->arena, f->title);
	t->language = f->language ? *f->language : AO_LANGUAGE_JA;
	ao_sha256_init(&sum);
	ao_sha256_add(&sum, ao_yaml_digest(m->yaml), AO_SHA256_HEX - 1);
	ao_sha256_add(&sum, ao_city_digest(m->city), AO_SHA256_HEX - 1);
	ao_sha256_hex(&sum, hex);
	t->digest = ao_arena_strdup(t->arena, hex);
}

bool ao_make_head(struct ao_template_make *m)
{
	const struct file_template *f = ao_yaml_data(m->yaml);

	if (f->format != FORMAT)
		return ao_yaml_fail(m->yaml, "format", m->err,
				    _("this program knows format %d of "
				      "templates, the file says %u"),
				    FORMAT, f->format);
	make_names(m, f);
	return check_colors(m) && make_paper(m, f) && make_groups(m, f) &&
	       make_styles(m, f) && check_sheet_names(m, f);
}

static struct ao_template *make_from(struct ao_yaml *yaml,
				     const struct ao_city *city,
				     struct ao_error *err)
{
	struct ao_template_make make = {.yaml = yaml, .city = city, .err = err};
	bool good;

	if (!yaml)
		return NULL;
	make.scrap = ao_arena_new();
	make.out = ao_calloc(1, sizeof(*make.out));
	make.out->arena = ao_arena_new();
	good = ao_make_head(&make) && make_sheets(&make, ao_yaml_data(yaml));
	ao_arena_free(make.scrap);
	ao_yaml_close(yaml);
	if (good)
		return make.out;
	ao_template_close(make.out);
	return NULL;
}

struct ao_template *ao_template_open(const char *path,
				     const struct ao_city *city,
				     struct ao_error *err)
{
	return make_from(ao_yaml_open(path, &ao_template_schema, err), city,
			 err);
}

struct ao_template *ao_template_open_text(const char *name,
					  struct ao_bytes text,
					  const struct ao_city *city,
					  struct ao_error *err)
{
	return make_from(
		ao_yaml_open_text(name, text, &ao_template_schema, err), city,
		err);
}

void ao_template_close(struct ao_template *t)
{
	if (!t)
		return;
	ao_arena_free(t->arena);
	free(t);
}

bool ao_template_has(const struct ao_template *t, enum ao_item_type type)
{
	for (size_t s = 0; s < t->sheets; s++)
		for (size_t i = 0; i < t->sheet[s].items; i++)
			if (t->sheet[s].item[i].type == type)
				return true;
	return false;
}

int ao_template_format(void)
{
	return FORMAT;
}
