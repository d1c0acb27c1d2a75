/* window.h - the envelope's window, and what can come into it.
 *
 * A folded sheet is smaller than the envelope's inside and moves in it by the
 * play, so the window shows a changing part of the sheet's first panel. What
 * always shows is what every position has in common: the address must stand
 * there. What ever shows is what some position brings: nothing private may.
 * All lengths are mm; envelope coordinates count from the upper left corner of
 * its face, sheet coordinates from that of the sheet.
 */
#ifndef AOFUTO_NOTICE_WINDOW_H
#define AOFUTO_NOTICE_WINDOW_H

#include "aofuto/notice/template.h"

struct ao_window {
	const char *name;     /* "90x45" */
	const char *envelope; /* "長形3号", for people */
	double width, height; /* of the envelope's face */
	struct ao_box inside; /* on the face */
	struct ao_box box;    /* of the window, on the face */
	double paper_width, paper_height;
	double fold;           /* the sheet's first fold from its top: the
				* panel's height */
	double play_x, play_y; /* how far the folded sheet moves */
	double rest_x, rest_y; /* on the face: the sheet's upper left corner
				* when it lies as far left and up as it
				* goes */
};

/* What an envelope without a window is called; no window may have the name. */
#define AO_NO_WINDOW "none"

/* windows.yaml: named envelopes. Errors say file, line, column. */
struct ao_windows;
AO_CHECKED struct ao_windows *ao_windows_open(const char *path,
					      struct ao_error *);
void ao_windows_close(struct ao_windows *);
size_t ao_windows_count(const struct ao_windows *);
const struct ao_window *ao_windows_get(const struct ao_windows *, size_t i);
/* Borrowed. No such name: AO_INPUT, with the names there are. `where` says who
 * asked ("aofuto.yaml:12:9"), or is NULL. */
AO_CHECKED const struct ao_window *ao_windows_find(const struct ao_windows *,
						   const char *name,
						   const char *where,
						   struct ao_error *);

/* In sheet coordinates: what shows in every position, what shows in some.
 * Neither goes beyond the sheet's first panel. A width or height of 0: there
 * is no such part. */
struct ao_box ao_window_always(const struct ao_window *);
struct ao_box ao_window_ever(const struct ao_window *);

/* Where the ink of a mark is at most: of a text its em box, 0.88 em above the
 * baseline and 0.12 em below it, upright whatever its angle. */
struct ao_box ao_mark_box(const struct ao_mark *);
/* Does some position of the sheet bring a part of the box into the window? */
bool ao_window_reaches(const struct ao_window *, struct ao_box);

/* A mark that is where it must not be, or is not where it must. */
struct ao_breach {
	const char *name;  /* of the mark, borrowed; NULL: there is none that
			    * shows one of `fields`, which must be there */
	unsigned fields;   /* that it shows */
	bool address;      /* the address may leave the window; else: a private
			    * mark may come into it */
	double over;       /* mm: how far it leaves, on the widest side; or how
			    * far it must move at least to stay out */
	struct ao_box box; /* of the mark */
};
/* The first breach of the letter's first page. The QR is private. Name and
 * address must be there; a second mark with the address's fields is none as
 * long as it stays out of the window. False: there is no breach. */
bool ao_window_breach(const struct ao_window *, const struct ao_page *fixed,
		      const struct ao_page *variable, struct ao_breach *);

/* The same for whatever the template could ever print: by the boxes of its
 * items, on every sheet that can come first, whatever their conditions; the
 * address's fields stand in the window once, and nowhere else near it.
 * AO_INPUT says item, place, by how many mm, and the box that would do. */
AO_CHECKED bool ao_window_check(const struct ao_window *,
				const struct ao_template *, struct ao_error *);

#endif
