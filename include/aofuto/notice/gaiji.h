/* gaiji.h - the city's own characters (外字), and gaiji.csv.
 *
 * A code point for private use means what its city says, so no other font is
 * ever asked for it: a gaiji font draws it, or the table says what to do. The
 * table may speak of any other character too. Replacing changes what a notice
 * says; where the table names a glyph of the city's font, the notice keeps the
 * list's own code point. Knows no resident.
 */
#ifndef AOFUTO_NOTICE_GAIJI_H
#define AOFUTO_NOTICE_GAIJI_H

#include "aofuto/notice/face.h"

bool ao_private_use(uint32_t cp);

enum ao_gaiji_use {
	AO_GAIJI_REPLACE,   /* another character is printed */
	AO_GAIJI_VARIATION, /* a base and its variation selector are */
	AO_GAIJI_FONT,      /* a glyph of a gaiji font is */
	AO_GAIJI_ASK,       /* a person decides each time */
};
struct ao_gaiji_line {
	struct ao_cluster from;
	enum ao_gaiji_use use;
	struct ao_cluster to; /* but for ASK, and a glyph by its number */
	unsigned glyph;       /* FONT: its number, or 0 */
	unsigned long line;   /* of the file */
};

/* Faults of the file are AO_INPUT, with file, line and field. */
struct ao_gaiji;
AO_CHECKED struct ao_gaiji *ao_gaiji_open(const char *path, struct ao_error *);
/* Of a text that is in memory; messages call it by that name. */
AO_CHECKED struct ao_gaiji *
ao_gaiji_open_text(const char *name, struct ao_bytes, struct ao_error *);
void ao_gaiji_close(struct ao_gaiji *);
size_t ao_gaiji_lines(const struct ao_gaiji *);
const char *ao_gaiji_digest(const struct ao_gaiji *); /* of the file */
const char *ao_gaiji_path(const struct ao_gaiji *);   /* as it was opened */

/* NULL where the table does not speak of it; the table may be NULL. */
const struct ao_gaiji_line *ao_gaiji_find(const struct ao_gaiji *,
					  struct ao_cluster);
/* s with what the table replaces; s itself where there is nothing. */
const char *ao_gaiji_replaced(const struct ao_gaiji *, const char *s,
			      struct ao_arena *);

/* Gives the table to the faces, before any glyph is asked for; whatever it
 * returns, it is theirs to close. A line whose value no face can draw is
 * AO_INPUT. */
AO_CHECKED bool ao_faces_take_gaiji(struct ao_faces *, struct ao_gaiji *,
				    struct ao_error *);
/* Borrowed; NULL where there is none. */
const struct ao_gaiji *ao_faces_gaiji(const struct ao_faces *);

/* Which face draws the cluster in a field of `face`: a gaiji font for what is
 * the city's own, else `face`. */
unsigned ao_faces_for(struct ao_faces *, unsigned face, struct ao_cluster);

#endif
