/* face.c - fonts opened and checked, and their roles. */
#include "face_inside.h"

#include "aofuto/base/file.h"
#include "aofuto/notice/gaiji.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where Debian puts the fonts that fonts.yaml names. */
static const struct {
	const char *folder, *package;
} debian_fonts[] = {
	{"/usr/share/fonts/truetype/bizud-gothic/",
	 "fonts-morisawa-bizud-gothic"},
	{"/usr/share/fonts/truetype/bizud-mincho/",
	 "fonts-morisawa-bizud-mincho"},
	{"/usr/share/fonts/truetype/ipamj/", "fonts-ipamj-mincho"},
	{"/usr/share/fonts/opentype/ipaexfont-mincho/",
	 "fonts-ipaexfont-mincho"},
	{"/usr/share/fonts/opentype/ipaexfont-gothic/",
	 "fonts-ipaexfont-gothic"},
	{"/usr/share/fonts/opentype/noto/", "fonts-noto-cjk"},
	{"/usr/share/fonts/truetype/hanazono/", "fonts-hanazono"},
};

static bool fail_missing(const char *path, struct ao_error *err)
{
	for (size_t i = 0; i < AO_COUNT(debian_fonts); i++) {
		const char *folder = debian_fonts[i].folder;

		if (!strncmp(path, folder, strlen(folder)))
			return ao_fail(err, AO_HOST, path,
				       _("the font is not there; it comes "
					 "with the package %s"),
				       debian_fonts[i].package);
	}
	return ao_fail(err, AO_HOST, path,
		       _("the font is not there; put the file in its place "
			 "or correct its line in fonts.yaml"));
}

/* A file that can be opened, and holds something. */
static bool check_file(struct face *f, bool optional, struct ao_error *err)
{
	struct stat st;
	int fd = open(f->path, O_RDONLY | O_CLOEXEC);
	bool ok;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
		f->there = false;
		return optional || fail_missing(f->path, err);
	}
	if (fd < 0)
		return ao_fail_errno(err, f->path, _("cannot open the font"));
	ok = !fstat(fd, &st);
	if (!ok)
		ao_fail_errno(err, f->path, _("cannot read the font"));
	else if (!S_ISREG(st.st_mode) || !st.st_size)
		ok = ao_fail(err, AO_HOST, f->path, _("this is not a font"));
	close(fd);
	f->there = ok;
	return ok;
}

static int metric(const struct face *f, hb_ot_metrics_tag_t tag)
{
	hb_position_t units = 0;

	hb_ot_metrics_get_position_with_fallback(f->font, tag, &units);
	return ao_face_thousandths(f, units);
}

/* xMin, yMin, xMax, yMax stand at byte 36 of the table head. */
static void read_metrics(struct face *f)
{
	hb_blob_t *head =
		hb_face_reference_table(f->hb, HB_TAG('h', 'e', 'a', 'd'));
	unsigned n;
	const char *bytes = hb_blob_get_data(head, &n);

	for (unsigned i = 0; i < 4 && n >= 44; i++) {
		unsigned high = (unsigned char)bytes[36 + 2 * i];
		unsigned low = (unsigned char)bytes[37 + 2 * i];

		f->metrics.box[i] =
			ao_face_thousandths(f, (int16_t)(high << 8 | low));
	}
	hb_blob_destroy(head);
	f->metrics.ascent = metric(f, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
	f->metrics.descent = metric(f, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
	f->metrics.cap_height = metric(f, HB_OT_METRICS_TAG_CAP_HEIGHT);
}

/* Every file is mapped, not read: what no text asks for costs nothing. By
 * ourselves, so that nobody writes into the map and ao_faces_rest may let go of
 * it. */
static hb_blob_t *map_file(struct face *f)
{
	int fd = open(f->path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) != 0 || st.st_size <= 0 || st.st_size > UINT32_MAX)
		f->map = MAP_FAILED;
	else
		f->map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE,
			      fd, 0);
	close(fd);
	if (f->map == MAP_FAILED) {
		f->map = NULL;
		return NULL;
	}
	f->mapped = (size_t)st.st_size;
	return hb_blob_create(f->map, (unsigned)f->mapped,
			      HB_MEMORY_MODE_READONLY, NULL, NULL);
}

static bool load(struct face *f, struct ao_error *err)
{
	hb_blob_t *blob = map_file(f);
	unsigned fonts;
	bool ok;

	if (!blob)
		return ao_fail_errno(err, f->path,
				     _("the font cannot be read"));
	fonts = hb_face_count(blob);
	if (fonts && (f->index < 0 || (unsigned)f->index >= fonts))
		ok = ao_fail(err, AO_HOST, f->path,
			     _("the file holds %u fonts, so there is none "
			       "with the index %d (they count from 0)"),
			     fonts, f->index);
	else
		ok = ao_face_check_whole(f->path, blob, (unsigned)f->index,
					 err);
	if (ok)
		f->hb = hb_face_create(blob, (unsigned)f->index);
	hb_blob_destroy(blob);
	return ok;
}

static bool open_face(struct face *f, bool optional, struct ao_error *err)
{
	if (!check_file(f, optional, err))
		return false;
	if (!f->there)
		return true;
	if (!load(f, err) || !ao_face_check_tables(f, err))
		return false;
	hb_face_make_immutable(f->hb);
	f->units = hb_face_get_upem(f->hb);
	f->glyphs = hb_face_get_glyph_count(f->hb);
	f->font = hb_font_create(f->hb);
	hb_font_make_immutable(f->font);
	read_metrics(f);
	return ao_face_check_ink(f, err) &&
	       (!f->gaiji || ao_face_check_shared(f, err));
}

static bool copy_role(struct ao_faces *faces, struct role *to,
		      const struct ao_face_role *from, struct ao_error *err)
{
	to->name = ao_arena_strdup(faces->arena, from->name);
	to->face = ao_arena_alloc(faces->arena,
				  from->faces * sizeof(*to->face) + 1);
	for (size_t i = 0; i < from->faces; i++) {
		if (from->face[i] >= faces->faces)
			AO_BUG("role %s names font %u of %zu", from->name,
			       from->face[i], faces->faces);
		if (faces->face[from->face[i]].there)
			to->face[to->faces++] = from->face[i];
	}
	if (!to->faces)
		return ao_fail(err, AO_HOST, NULL,
			       _("none of the fonts for \"%s\" is there; "
				 "install one of those fonts.yaml names"),
			       from->name);
	return true;
}

static bool fill(struct ao_faces *faces, const struct ao_face_file *file,
		 const struct ao_face_role *role, struct ao_error *err)
{
	for (size_t i = 0; i < faces->faces; i++) {
		struct face *f = &faces->face[i];

		f->name = ao_arena_strdup(faces->arena, file[i].name);
		f->path = ao_arena_strdup(faces->arena, file[i].path);
		f->index = file[i].index;
		f->gaiji = file[i].gaiji;
		if (!open_face(f, file[i].optional, err))
			return false;
	}
	for (size_t i = 0; i < faces->roles; i++)
		if (!copy_role(faces, &faces->role[i], &role[i], err))
			return false;
	return true;
}

struct ao_faces *ao_faces_open(const struct ao_face_file *file, size_t files,
			       const struct ao_face_role *role, size_t roles,
			       struct ao_error *err)
{
	struct ao_faces *faces = ao_calloc(1, sizeof(*faces));

	faces->arena = ao_arena_new();
	faces->face = ao_calloc(files, sizeof(*faces->face));
	faces->faces = files;
	faces->role = ao_calloc(roles, sizeof(*faces->role));
	faces->roles = roles;
	if (fill(faces, file, role, err))
		return faces;
	ao_faces_close(faces);
	return NULL;
}

void ao_faces_close(struct ao_faces *faces)
{
	if (!faces)
		return;
	for (size_t i = 0; i < faces->faces; i++) {
		struct face *f = &faces->face[i];

		hb_font_destroy(f->font);
		hb_face_destroy(f->hb);
		if (f->map)
			munmap(f->map, f->mapped);
		for (size_t k = 0; k < LEAVES; k++)
			free(f->leaf[k]);
		free(f->sequence);
	}
	free(faces->face);
	free(faces->role);
	ao_gaiji_close(faces->gaiji);
	ao_arena_free(faces->arena);
	free(faces);
}

void ao_faces_rest(struct ao_faces *faces)
{
	for (size_t i = 0; i < faces->faces; i++)
		if (faces->face[i].map)
			madvise(faces->face[i].map, faces->face[i].mapped,
				MADV_DONTNEED);
}

static const struct face *face_of(const struct ao_faces *faces, unsigned face)
{
	if (face >= faces->faces)
		AO_BUG("font %u of %zu", face, faces->faces);
	return &faces->face[face];
}

size_t ao_faces_count(const struct ao_faces *faces)
{
	return faces->faces;
}

const char *ao_face_name(const struct ao_faces *faces, unsigned face)
{
	return face_of(faces, face)->name;
}

struct ao_face_metrics ao_face_metrics(const struct ao_faces *faces,
				       unsigned face)
{
	return face_of(faces, face)->metrics;
}

/* By read(2): a mapped file counts as our memory once it is touched. */
static bool hash_file(const struct face *f, struct ao_sha256 *sum,
		      struct ao_error *err)
{
	char bytes[1 << 16];
	int fd = open(f->path, O_RDONLY | O_CLOEXEC);
	ssize_t n = -1;

	while (fd >= 0 && (n = read(fd, bytes, sizeof(bytes))) > 0)
		ao_sha256_add(sum, bytes, (size_t)n);
	if (n < 0)
		ao_fail_errno(err, f->path, _("cannot read the font"));
	if (fd >= 0)
		close(fd);
	return n == 0;
}

bool ao_faces_digest(const struct ao_faces *faces, const bool *shown,
		     char hex[65], struct ao_error *err)
{
	struct ao_sha256 sum;

	ao_sha256_init(&sum);
	for (size_t i = 0; i < faces->faces; i++)
		if (shown[i] && !hash_file(&faces->face[i], &sum, err))
			return false;
	ao_sha256_hex(&sum, hex);
	return true;
}

int ao_faces_role(const struct ao_faces *faces, const char *name)
{
	for (size_t i = 0; i < faces->roles; i++)
		if (!strcmp(faces->role[i].name, name))
			return (int)i;
	return -1;
}
