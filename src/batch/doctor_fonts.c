/* doctor_fonts.c - the faces one by one, and what they have for names.
 *
 * What is counted is what a run asks: a glyph with ink in it. The kanji of JIS
 * X 0213 hold all of 常用漢字表 (2010) and 人名用漢字 (戸籍法施行規則
 * 別表第二), what a name may be given with; IPAmj's characters beyond them show
 * as variation sequences. The alphabet is that of the largest group of
 * residents with letters that Japanese fonts lack.
 */
#include "aofuto/batch/doctor.h"

#include "aofuto/base/file.h"
#include "aofuto/batch/kit.h"
#include "aofuto/input/repertoire.h"
#include "aofuto/notice/gaiji.h"

#include <string.h>

struct asked {
	uint32_t *cp[AO_COVERS];
	bool *name[AO_COVERS]; /* some face for names has it */
	bool *for_names;       /* of each file */
};

static void ask_sets(struct ao_doctor *d, struct asked *asked)
{
	static const enum ao_repertoire which[] = {
		[AO_COVER_JIS_X_0208] = AO_REPERTOIRE_JIS_X_0208,
		[AO_COVER_JIS_X_0213] = AO_REPERTOIRE_JIS_X_0213,
		[AO_COVER_VIETNAMESE] = AO_REPERTOIRE_VIETNAMESE};

	for (size_t i = 0; i < AO_COVERS; i++) {
		asked->cp[i] = ao_arena_alloc(
			d->arena, AO_REPERTOIRE_MOST * sizeof(*asked->cp[i]));
		d->set[i] = ao_repertoire(which[i], asked->cp[i]);
		asked->name[i] = ao_arena_alloc(d->arena, d->set[i] + 1);
	}
}

static void measure(struct ao_doctor *d, struct ao_faces *face, size_t i,
		    const struct asked *asked)
{
	struct ao_doctor_font *f = &d->font[i];
	struct ao_face_about about = ao_face_about(face, 0);

	f->there = about.there;
	f->version = ao_arena_strdup(d->arena, about.version);
	f->glyphs = about.glyphs;
	f->sequences = about.sequences;
	for (size_t set = 0; set < AO_COVERS && f->there && !f->gaiji; set++)
		for (size_t k = 0; k < d->set[set]; k++) {
			struct ao_cluster c = {.base = asked->cp[set][k]};
			bool has = ao_face_has(face, 0, c);

			f->has[set] += has;
			if (has && asked->for_names[i])
				asked->name[set][k] = true;
		}
}

static void look_at(struct ao_doctor *d, const struct ao_fonts_list *list,
		    size_t i, const struct asked *asked)
{
	const struct ao_face_file *file = &list->file[i];
	struct ao_doctor_font *f = &d->font[i];
	struct ao_error err = {0};
	struct ao_faces *face = ao_faces_open(file, 1, NULL, 0, &err);

	*f = (struct ao_doctor_font){
		.name = ao_arena_strdup(d->arena, file->name),
		.path = ao_arena_strdup(d->arena, file->path),
		.good = face != NULL,
		.optional = file->optional,
		.gaiji = file->gaiji,
		.version = "",
	};
	if (face)
		measure(d, face, i, asked);
	else
		ao_doctor_error(d, AO_DOCTOR_FONTS, &err);
	ao_faces_close(face);
}

static void mark_names(struct ao_doctor *d, const struct ao_fonts_list *list,
		       struct asked *asked)
{
	asked->for_names = ao_arena_alloc(d->arena, list->files + 1);
	for (size_t i = 0; i < list->roles; i++) {
		const struct ao_face_role *role = &list->role[i];

		for (size_t k = 0;
		     strcmp(role->name, "name") == 0 && k < role->faces; k++)
			asked->for_names[role->face[k]] = true;
	}
}

static void tell_names(struct ao_doctor *d, const struct asked *asked)
{
	unsigned long lacks;

	for (size_t set = 0; set < AO_COVERS; set++)
		for (size_t k = 0; k < d->set[set]; k++)
			d->names[set] += asked->name[set][k];
	lacks = d->set[AO_COVER_JIS_X_0213] - d->names[AO_COVER_JIS_X_0213];
	if (!d->set[AO_COVER_JIS_X_0213])
		ao_doctor_note(d, AO_DOCTOR_NAMES,
			       _("install the character converters of the C "
				 "library (gconv)"),
			       "%s",
			       _("the characters of names cannot be counted: "
				 "this system does not know EUC-JISX0213"));
	else if (lacks)
		ao_doctor_note(d, AO_DOCTOR_NAMES,
			       _("put the fonts back that fonts.yaml names "
				 "for the role name; whoever has such a "
				 "character is not printed"),
			       _("%lu of the %lu kanji of JIS X 0213 (常用, "
				 "人名用 and more) are in no font for names"),
			       lacks, d->set[AO_COVER_JIS_X_0213]);
	else
		ao_doctor_ok(d, AO_DOCTOR_NAMES,
			     _("all %lu kanji of JIS X 0213, Vietnamese "
			       "letters %lu of "
			       "%lu"),
			     d->names[AO_COVER_JIS_X_0213],
			     d->names[AO_COVER_VIETNAMESE],
			     d->set[AO_COVER_VIETNAMESE]);
}

/* All of them together, as a run opens them: roles, gaiji table. */
static void tell_whole(struct ao_doctor *d, const char *path)
{
	struct ao_error err = {0};
	struct ao_faces *faces = ao_fonts_open(path, &err);
	const struct ao_gaiji *gaiji = faces ? ao_faces_gaiji(faces) : NULL;
	bool table = strstr(err.where, ".csv") != NULL;

	if (!faces)
		ao_doctor_error(d, table ? AO_DOCTOR_GAIJI : AO_DOCTOR_FONTS,
				&err);
	else if (gaiji)
		ao_doctor_ok(d, AO_DOCTOR_GAIJI, _("%s (%.12s): entries %zu"),
			     ao_gaiji_path(gaiji), ao_gaiji_digest(gaiji),
			     ao_gaiji_lines(gaiji));
	else
		ao_doctor_ok(d, AO_DOCTOR_GAIJI, "%s",
			     _("fonts.yaml names no gaiji table"));
	ao_faces_close(faces);
}

void ao_doctor_fonts(struct ao_doctor *d, const char *path)
{
	struct ao_fonts_list list;
	struct ao_error err = {0};
	struct asked asked;
	unsigned long bad;

	if (!ao_fonts_list_open(path, &list, &err)) {
		ao_doctor_error(d, AO_DOCTOR_FONTS, &err);
		return;
	}
	ask_sets(d, &asked);
	mark_names(d, &list, &asked);
	d->font = ao_arena_alloc(d->arena, list.files * sizeof(*d->font));
	d->fonts = list.files;
	bad = ao_doctor_count(d, AO_DOCTOR_PROBLEM);
	for (size_t i = 0; i < list.files; i++)
		look_at(d, &list, i, &asked);
	tell_names(d, &asked);
	if (bad == ao_doctor_count(d, AO_DOCTOR_PROBLEM))
		tell_whole(d, path);
	ao_fonts_list_close(&list);
}
