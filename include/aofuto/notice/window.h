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
	double inside_width, inside_height;
	struct ao_box box;     /* of the window, on the face */
	double fold;           /* the sheet's first fold from its
				* top: the panel's height */
	double play_x, play_y; /* how far the folded sheet moves:
				* given, or inside less sheet */
};

/* windows.yaml: named envelopes. Errors say file, line, column. */
struct ao_windows;
AO_CHECKED struct ao_windows *ao_windows_open(const char *path,
					      struct ao_error *);
void ao_windows_close(struct ao_windows *);
size_t ao_windows_count(const struct ao_windows *);
const struct ao_window *ao_windows_get(const struct ao_windows *, size_t i);
/* Borrowed. No such name: AO_INPUT, with the names there are. `where` says who
 * asked ("--window", "city.yaml:12"). */
AO_CHECKED const struct ao_window *ao_windows_find(const struct ao_windows *,
						   const char *name,
						   const char *where,
						   struct ao_error *);

/* Of the sheet, in sheet coordinates: what shows in every position, what shows
 * in some. Neither goes beyond the sheet's first panel. */
struct ao_box ao_window_always(const struct ao_window *, double sheet_width);
struct ao_box ao_window_ever(const struct ao_window *, double sheet_width);

/* A mark that is where it must not be, or is not where it must. */
struct ao_breach {
	const char *name;  /* of the mark, borrowed */
	unsigned fields;   /* that it shows */
	bool address;      /* the address may leave the window; else: a private
			    * mark may come into it */
	double over;       /* mm, the widest side */
	struct ao_box box; /* of the mark */
};
/* The first breach of the letter's first page. The text's box is its em box.
 * The QR is private. False: there is none. */
bool ao_window_breach(const struct ao_window *, const struct ao_page *fixed,
		      const struct ao_page *variable, struct ao_breach *);

/* The same for whatever the template could ever print: by the boxes of its
 * items, on the sheet that comes first, whatever their conditions. AO_INPUT
 * says item, place, by how many mm, and the box that would do. */
AO_CHECKED bool ao_window_check(const struct ao_window *,
				const struct ao_template *, struct ao_error *);

#endif
