/* fonts.c - reads fonts.yaml and opens the faces it names. */
#include "aofuto/notice/fonts.h"

#include "aofuto/notice/gaiji.h"
#include "base/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct file_font {
	char *name, *path, *package;
	unsigned *index;
	bool *optional, *gaiji;
};
struct file_role {
	char *name;
	char **files;
	unsigned files_count;
};
struct file {
	unsigned format;
	struct file_font *files;
	unsigned files_count;
	struct file_role *roles;
	unsigned roles_count;
	char *gaiji_table;
};

#define OPTIONAL (CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER)

static const cyaml_schema_value_t name = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, 100)};

static const cyaml_schema_field_t font_fields[] = {
	CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct file_font,
			       name, 1, 100),
	CYAML_FIELD_STRING_PTR("path", CYAML_FLAG_POINTER, struct file_font,
			       path, 1, 1000),
	CYAML_FIELD_STRING_PTR("package", OPTIONAL, struct file_font, package,
			       1, 100),
	CYAML_FIELD_UINT_PTR("index", OPTIONAL, struct file_font, index),
	CYAML_FIELD_BOOL_PTR("optional", OPTIONAL, struct file_font, optional),
	CYAML_FIELD_BOOL_PTR("gaiji", OPTIONAL, struct file_font, gaiji),
	CYAML_FIELD_END};
static const cyaml_schema_value_t font = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct file_font, font_fields)};

static const cyaml_schema_field_t role_fields[] = {
	CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER, struct file_role,
			       name, 1, 100),
	CYAML_FIELD_SEQUENCE("files", CYAML_FLAG_POINTER, struct file_role,
			     files, &name, 1, 32),
	CYAML_FIELD_END};
static const cyaml_schema_value_t role = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct file_role, role_fields)};

static const cyaml_schema_field_t fields[] = {
	CYAML_FIELD_UINT("format", CYAML_FLAG_DEFAULT, struct file, format),
	CYAML_FIELD_SEQUENCE("files", CYAML_FLAG_POINTER, struct file, files,
			     &font, 1, 64),
	CYAML_FIELD_SEQUENCE("roles", CYAML_FLAG_POINTER, struct file, roles,
			     &role, 1, 32),
	CYAML_FIELD_STRING_PTR("gaiji_table", OPTIONAL, struct file,
			       gaiji_table, 1, 1000),
	CYAML_FIELD_END};
static const cyaml_schema_value_t schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, fields)};

/* What ao_faces_open gets, and where it came from. */
struct list {
	const struct ao_yaml *yaml;
	const struct file *file;
	const struct ao_fonts_text *text; /* NULL: both are files */
	struct ao_arena *arena;
	struct ao_face_file *face;
	struct ao_face_role *role;
	bool listed; /* what is not there is not looked for */
	struct ao_error *err;
};

static const char *path_of(const struct list *l, const char *path)
{
	if (!l->text || *path == '/')
		return ao_yaml_beside(l->yaml, path, l->arena);
	return ao_arena_printf(l->arena, "%s/%s", l->text->folder, path);
}

/* face.c would say that the file is not there; only the list knows which
 * package brings it. */
static bool check_there(struct list *l, size_t i)
{
	const struct file_font *f = &l->file->files[i];
	const char *path = l->face[i].path;
	char at[64], where[sizeof(l->err->where)];

	if (l->listed || l->face[i].optional || access(path, F_OK) == 0)
		return true;
	snprintf(at, sizeof(at), "files[%zu].path", i);
	snprintf(where, sizeof(where), "%s:%u", ao_yaml_path(l->yaml),
		 ao_yaml_line(l->yaml, at));
	if (f->package)
		return ao_fail(l->err, AO_HOST, where,
			       _("the font %s is not installed (%s); install "
				 "the Debian package %s"),
			       f->name, path, f->package);
	return ao_fail(l->err, AO_HOST, where,
		       _("the font %s is not there (%s); put it there, or "
			 "correct this line"),
		       f->name, path);
}

static bool make_faces(struct list *l)
{
	size_t n = l->file->files_count;

	l->face = ao_arena_alloc(l->arena, n * sizeof(*l->face));
	for (size_t i = 0; i < n; i++) {
		const struct file_font *f = &l->file->files[i];

		for (size_t k = 0; k < i; k++) {
			char at[64];

			if (strcmp(f->name, l->face[k].name) != 0)
				continue;
			snprintf(at, sizeof(at), "files[%zu].name", i);
			return ao_yaml_fail(l->yaml, at, l->err,
					    _("two files have this name"));
		}
		l->face[i] = (struct ao_face_file){
			.name = f->name,
			.path = path_of(l, f->path),
			.index = f->index ? (int)*f->index : 0,
			.optional = f->optional && *f->optional,
			.gaiji = f->gaiji && *f->gaiji,
		};
		if (!check_there(l, i))
			return false;
	}
	return true;
}

static bool find_file(struct list *l, const char *path, const char *word,
		      unsigned *out)
{
	const char *known[64];
	size_t n = l->file->files_count;

	for (size_t i = 0; i < n; i++) {
		known[i] = l->file->files[i].name;
		*out = (unsigned)i;
		if (!strcmp(known[i], word))
			return true;
	}
	return ao_yaml_fail_word(l->yaml, path, l->err, _("font file"), word,
				 (struct ao_words){.word = known, .n = n});
}

static bool make_role(struct list *l, size_t i)
{
	const struct file_role *f = &l->file->roles[i];
	unsigned *face =
		ao_arena_alloc(l->arena, f->files_count * sizeof(*face));
	char at[64];

	for (size_t k = 0; k < i; k++) {
		if (strcmp(f->name, l->role[k].name) != 0)
			continue;
		snprintf(at, sizeof(at), "roles[%zu].name", i);
		return ao_yaml_fail(l->yaml, at, l->err,
				    _("two roles have this name"));
	}
	for (size_t k = 0; k < f->files_count; k++) {
		snprintf(at, sizeof(at), "roles[%zu].files[%zu]", i, k);
		if (!find_file(l, at, f->files[k], &face[k]))
			return false;
	}
	l->role[i] = (struct ao_face_role){
		.name = f->name, .face = face, .faces = f->files_count};
	return true;
}

static bool take_table(struct list *l, struct ao_faces *faces)
{
	struct ao_gaiji *table;

	if (!l->file->gaiji_table)
		return true;
	if (l->text)
		table = ao_gaiji_open_text(l->text->gaiji_name, l->text->gaiji,
					   l->err);
	else
		table = ao_gaiji_open(path_of(l, l->file->gaiji_table), l->err);
	return table && ao_faces_take_gaiji(faces, table, l->err);
}

static bool make_list(struct list *l)
{
	size_t roles = l->file->roles_count;

	if (l->file->format != 1)
		return ao_yaml_fail(l->yaml, "format", l->err,
				    _("this program knows format 1 of a list "
				      "of fonts, the file says %u"),
				    l->file->format);
	if (!make_faces(l))
		return false;
	l->role = ao_arena_alloc(l->arena, roles * sizeof(*l->role));
	for (size_t i = 0; i < roles; i++)
		if (!make_role(l, i))
			return false;
	return true;
}

static struct ao_faces *open_faces(struct list *l)
{
	struct ao_faces *faces;

	if (!make_list(l))
		return NULL;
	faces = ao_faces_open(l->face, l->file->files_count, l->role,
			      l->file->roles_count, l->err);
	if (!faces || take_table(l, faces))
		return faces;
	ao_faces_close(faces);
	return NULL;
}

static struct ao_faces *open_list(struct ao_yaml *yaml,
				  const struct ao_fonts_text *text,
				  struct ao_error *err)
{
	struct list l = {.text = text, .err = err};
	struct ao_faces *faces;

	if (!yaml)
		return NULL;
	l.yaml = yaml;
	l.file = ao_yaml_data(yaml);
	l.arena = ao_arena_new();
	faces = open_faces(&l);
	ao_arena_free(l.arena);
	ao_yaml_close(yaml);
	return faces;
}

struct ao_faces *ao_fonts_open(const char *path, struct ao_error *err)
{
	return open_list(ao_yaml_open(path, &schema, err), NULL, err);
}

struct ao_faces *ao_fonts_open_text(const struct ao_fonts_text *text,
				    struct ao_error *err)
{
	return open_list(
		ao_yaml_open_text(text->name, text->list, &schema, err), text,
		err);
}

struct ao_fonts_listed {
	struct list list;
	struct ao_yaml *yaml;
};

bool ao_fonts_list_open(const char *path, struct ao_fonts_list *out,
			struct ao_error *err)
{
	struct ao_yaml *yaml = ao_yaml_open(path, &schema, err);
	struct ao_fonts_listed *in;
	const char **package;
	struct list *l;

	*out = (struct ao_fonts_list){0};
	if (!yaml)
		return false;
	in = ao_calloc(1, sizeof(*in));
	out->inside = in;
	in->yaml = yaml;
	l = &in->list;
	*l = (struct list){.yaml = yaml,
			   .file = ao_yaml_data(yaml),
			   .arena = ao_arena_new(),
			   .listed = true,
			   .err = err};
	if (!make_list(l)) {
		ao_fonts_list_close(out);
		return false;
	}
	out->files = l->file->files_count;
	out->roles = l->file->roles_count;
	out->file = l->face;
	out->role = l->role;
	package = ao_arena_alloc(l->arena, out->files * sizeof(*package));
	for (size_t i = 0; i < out->files; i++)
		package[i] = l->file->files[i].package;
	out->package = package;
	return true;
}

void ao_fonts_list_close(struct ao_fonts_list *list)
{
	if (list->inside) {
		ao_arena_free(list->inside->list.arena);
		ao_yaml_close(list->inside->yaml);
		free(list->inside);
	}
	*list = (struct ao_fonts_list){0};
}
