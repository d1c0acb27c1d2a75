/* face.h - fonts: which glyph, how wide, whether it is there at all.
 *
 * Text is cut into clusters: a code point and, where one follows, the
 * variation selector or the combining mark that belongs to it; the two are one
 * cell, with one glyph. A role ("body", "name") is a stack of faces in order;
 * the first face with a non-empty glyph for every cluster of a field draws the
 * whole field. face.c is the only user of HarfBuzz. Knows no PDF.
 */
#ifndef AOFUTO_NOTICE_FACE_H
#define AOFUTO_NOTICE_FACE_H

#include "aofuto/base/text.h"

struct ao_cluster {
	uint32_t base;     /* code point */
	uint32_t selector; /* variation selector, combining mark, or 0 */
};

/* The next cluster of s, which moves past it; false at the end. A malformed
 * byte comes as base AO_UTF8_BAD. */
bool ao_cluster_next(const char **s, struct ao_cluster *);

struct ao_face_file {     /* one line of fonts.yaml */
	const char *name; /* "BIZ UDPGothic" */
	const char *path; /* absolute */
	int index;        /* in a collection */
	bool optional;    /* left out when the file is not there */
	bool gaiji;       /* the city's own characters (private use) */
};
struct ao_face_role {
	const char *name;     /* "body", "bold", "digits", "name" */
	const unsigned *face; /* indexes into the files, in order */
	size_t faces;
};

/* Opens and checks every file (memory-mapped: what is not asked for costs
 * nothing). A font that is not there and not optional, or that is there but
 * damaged, cut short, no font, or lies about its characters: AO_HOST, with the
 * path and what to do. Strings are copied. */
struct ao_faces;
AO_CHECKED struct ao_faces *ao_faces_open(const struct ao_face_file *, size_t,
					  const struct ao_face_role *, size_t,
					  struct ao_error *);
void ao_faces_close(struct ao_faces *);
/* Lets go of the pages of the files that were looked at, which count as this
 * program's memory; whatever is asked for next is read again. */
void ao_faces_rest(struct ao_faces *);
size_t ao_faces_count(const struct ao_faces *);
const char *ao_face_name(const struct ao_faces *, unsigned face);
/* SHA-256 over the files of those faces that are shown (one bool a face), one
 * after the other. All of them are 150 MB, half a second. */
AO_CHECKED bool ao_faces_digest(const struct ao_faces *, const bool *shown,
				char hex[65], struct ao_error *);

/* Index of a role by name, or -1. */
int ao_faces_role(const struct ao_faces *, const char *name);

/* The face of the role that draws all of s. False when none does: *missing is
 * the first cluster that no face of the role has (or, if each cluster is in
 * some face but no face has all, the first one that the face with the longest
 * prefix lacks) and *position its index from 1. */
struct ao_missing {
	struct ao_cluster cluster;
	unsigned position;
};
AO_CHECKED bool ao_faces_pick(struct ao_faces *, int role, const char *s,
			      unsigned *face, struct ao_missing *);

/* A non-empty glyph for it (blanks excepted). */
bool ao_face_has(struct ao_faces *, unsigned face, struct ao_cluster);
/* Advance width in thousandths of an em, as the font gives it. */
int ao_face_advance(struct ao_faces *, unsigned face, struct ao_cluster);
/* Advance of a whole string, thousandths of an em. */
long ao_face_width(struct ao_faces *, unsigned face, const char *s);
/* How far the ink of the deepest of its glyphs goes below the baseline,
 * thousandths of an em; 0 where none does. */
int ao_face_depth(struct ao_faces *, unsigned face, const char *s);
struct ao_face_metrics { /* thousandths of an em */
	int ascent, descent, cap_height, box[4];
};
struct ao_face_metrics ao_face_metrics(const struct ao_faces *, unsigned face);

/* A subset with just these clusters' glyphs, deterministic: a TrueType file,
 * or a bare CFF table. glyph[i] is cluster i's glyph in the file, or its CID
 * in the table. Each glyph was held against the font's own; one that is drawn
 * otherwise is AO_HOST. Everything is the caller's to release with
 * ao_subset_release. */
struct ao_subset {
	bool cff;
	unsigned char *bytes;
	size_t size;
	uint16_t *glyph;
	char postscript_name[64];
};
AO_CHECKED bool ao_face_subset(struct ao_faces *, unsigned face,
			       const struct ao_cluster *, size_t clusters,
			       struct ao_subset *out, struct ao_error *);
void ao_subset_release(struct ao_subset *);

/* What the file says of itself; nothing of it decides anything. */
#define AO_FACE_VERSION 40
struct ao_face_about {
	bool there;                    /* false: optional, and not there */
	char version[AO_FACE_VERSION]; /* "005.01"; "" where it says none */
	unsigned glyphs;
	unsigned long sequences; /* variation sequences (異体字) it draws */
};
struct ao_face_about ao_face_about(const struct ao_faces *, unsigned face);
/* Appends what reads fonts: "HarfBuzz 6.0.0". */
void ao_face_library(struct ao_buf *);

#endif
