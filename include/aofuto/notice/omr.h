/* omr.h - marks that an inserter (封入封緘機) reads: which sheets are one
 * letter.
 *
 * Short black bars, one above the other in an equal pitch, on the front of each
 * sheet of paper. Each place of the row has a name, and whether there is a bar
 * says so much to the machine: this is the last sheet, put in enclosure 2, this
 * is letter 5 of 8. omr.yaml has the rows by name, one for each kind of
 * machine; what no machine reads is refused there (source: the inserters'
 * manuals, see docs/template.md). All lengths are mm, from the sheet's upper
 * left corner.
 *
 * The marks are no part of the notice: they say where its sheets lay in their
 * volume. A page's digest is without them, and so is a reprint.
 */
#ifndef AOFUTO_NOTICE_OMR_H
#define AOFUTO_NOTICE_OMR_H

#include "aofuto/notice/window.h"

/* X(NAME, "name in omr.yaml") */
#define AO_OMR_TABLE(X)                                                        \
	X(START, "start")           /* on each sheet, the first one read */    \
	X(SAFETY, "safety")         /* on each sheet */                        \
	X(FIRST, "first")           /* on the letter's first sheet */          \
	X(LAST, "last")             /* on its last: put in what was read */    \
	X(NOT_LAST, "not_last")     /* on all others: go on gathering */       \
	X(SEQUENCE_1, "sequence_1") /* bits of a number that counts on, */     \
	X(SEQUENCE_2, "sequence_2") /* so that a sheet that is missing or */   \
	X(SEQUENCE_4, "sequence_4") /* twice there is found */                 \
	X(SEQUENCE_8, "sequence_8")                                            \
	X(SEQUENCE_16, "sequence_16")                                          \
	X(PARITY, "parity") /* makes the number of marks even, or odd */       \
	X(FEED_1, "feed_1") /* enclosures that the machine puts in */          \
	X(FEED_2, "feed_2")                                                    \
	X(FEED_3, "feed_3")                                                    \
	X(FEED_4, "feed_4")                                                    \
	X(BLANK, "blank") /* never: a place that is kept free */

enum ao_omr_name {
#define X(name, text) AO_OMR_##name,
	AO_OMR_TABLE(X)
#undef X
		AO_OMR_NAMES
};
#define AO_OMR_MOST  24 /* marks in a row */
#define AO_OMR_FEEDS 4u

struct ao_omr { /* one row, as a kind of machine reads it */
	const char *name, *machine;
	double paper_width, paper_height;
	double x, y; /* the first mark: its left end, the middle of its line */
	double length, thickness;
	double step; /* from one mark to the next; below 0: upwards */
	enum ao_omr_name order[AO_OMR_MOST];
	size_t marks;
	bool counts_sheets; /* the sequence: sheets of paper, else letters */
	unsigned from, to;  /* the numbers it goes through */
	bool odd;           /* parity */
	bool over[AO_OMR_NAMES]; /* the marks it counts */
	bool feeds_on_every;     /* sheet, else on the letter's last */
	const char *digest;      /* SHA-256 of all of this */
};

/* omr.yaml: the rows by name. Errors say file, line, column. */
struct ao_omrs;
AO_CHECKED struct ao_omrs *ao_omrs_open(const char *path, struct ao_error *);
void ao_omrs_close(struct ao_omrs *); /* NULL is fine */
size_t ao_omrs_count(const struct ao_omrs *);
const struct ao_omr *ao_omrs_get(const struct ao_omrs *, size_t i);
/* Borrowed. No such name: AO_INPUT at `where`, with the names there are. */
AO_CHECKED const struct ao_omr *ao_omrs_find(const struct ao_omrs *,
					     const char *name,
					     const char *where,
					     struct ao_error *);

/* Is the mark of that name among the row? */
bool ao_omr_has(const struct ao_omr *, enum ao_omr_name);
const char *ao_omr_name(enum ao_omr_name); /* "sequence_1" */

/* The row itself; and with what must stay blank around it. `behind`: the same
 * place seen from the back of the sheet, which is turned over its long edge. */
struct ao_box ao_omr_row(const struct ao_omr *);
struct ao_box ao_omr_zone(const struct ao_omr *, bool behind);

/* On no front does anything of the template stand in the zone, nothing behind
 * it on any back; the row does not come into the window (may be NULL). Else
 * AO_INPUT with the place of the item and by how many mm. */
AO_CHECKED bool ao_omr_check(const struct ao_omr *, const struct ao_template *,
			     const struct ao_window *, struct ao_error *);

/* A sheet of paper and its letter in their volume. */
struct ao_omr_place {
	unsigned sheet, sheets; /* this one, from 1, of so many */
	unsigned long letter;   /* letters of the volume before this one */
	unsigned long paper;    /* sheets of the volume before this one */
	unsigned feeds;         /* of the letter: 1 << n - 1 is feed n */
};
/* on[i]: the i-th mark of the row is there. */
void ao_omr_pattern(const struct ao_omr *, const struct ao_omr_place *,
		    bool on[AO_OMR_MOST]);
/* Adds the marks to a front, by the names "omr start", "omr last", ... */
void ao_omr_put(const struct ao_omr *, const struct ao_omr_place *,
		struct ao_page *);

#endif
