/* fonts.h - fonts.yaml: which face for what, in which order. */
#ifndef AOFUTO_NOTICE_FONTS_H
#define AOFUTO_NOTICE_FONTS_H

#include "aofuto/notice/face.h"

/* Reads the list and opens the faces. A path in it that is not absolute is
 * beside the list (a city's gaiji font). */
AO_CHECKED struct ao_faces *ao_fonts_open(const char *path, struct ao_error *);

/* A list and its gaiji table that are in memory (gaiji.s NULL: there is none).
 * The fonts themselves are files as ever; those without a whole path stand in
 * the folder. */
struct ao_fonts_text {
	const char *name, *gaiji_name; /* for messages */
	struct ao_bytes list, gaiji;
	const char *folder;
};
AO_CHECKED struct ao_faces *ao_fonts_open_text(const struct ao_fonts_text *,
					       struct ao_error *);

/* The list alone, whether or not its files are there: what to ask of each when
 * ao_fonts_open refuses. Borrowed until ao_fonts_list_close. */
struct ao_fonts_list {
	const struct ao_face_file *file;
	const char *const *package; /* of each; NULL: it names none */
	size_t files;
	const struct ao_face_role *role;
	size_t roles;
	struct ao_fonts_listed *inside;
};
AO_CHECKED bool ao_fonts_list_open(const char *path, struct ao_fonts_list *,
				   struct ao_error *);
void ao_fonts_list_close(struct ao_fonts_list *);

#endif
