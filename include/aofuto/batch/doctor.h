/* doctor.h - how a machine and a city's settings stand, line by line, for
 * whoever helps a clerk from afar.
 *
 * Every line has a mark, what was found, and where something is wrong what to
 * do. Nothing here writes, makes, locks or repairs; one thing that is broken
 * does not hide the next. Never says a name: whatever a line is given, the
 * home folder becomes ~ and the login name … in it.
 */
#ifndef AOFUTO_BATCH_DOCTOR_H
#define AOFUTO_BATCH_DOCTOR_H

#include "aofuto/base/settings.h"
#include "aofuto/batch/json.h"
#include "aofuto/ledger/ledger.h"

enum ao_doctor_mark {
	AO_DOCTOR_OK,
	AO_DOCTOR_NOTE,    /* 注意: printing goes on */
	AO_DOCTOR_PROBLEM, /* 問題: nothing can be printed */
};
enum ao_doctor_topic {
	AO_DOCTOR_PROGRAM,
	AO_DOCTOR_LIBRARIES,
	AO_DOCTOR_READER,
	AO_DOCTOR_SYSTEM,
	AO_DOCTOR_LANGUAGE,
	AO_DOCTOR_SETTINGS,
	AO_DOCTOR_CITY,
	AO_DOCTOR_QR_ADDRESS,
	AO_DOCTOR_TEMPLATES,
	AO_DOCTOR_EDITIONS,
	AO_DOCTOR_WINDOW,
	AO_DOCTOR_FONTS,
	AO_DOCTOR_NAMES,
	AO_DOCTOR_GAIJI,
	AO_DOCTOR_LEDGER,
	AO_DOCTOR_LOCK,
	AO_DOCTOR_RUNS,
	AO_DOCTOR_KEY,
	AO_DOCTOR_CLOCK,
	AO_DOCTOR_SPACE,
	AO_DOCTOR_TOPICS
};
const char *ao_doctor_topic_name(enum ao_doctor_topic); /* "qr_address" */
const char *ao_doctor_topic_text(enum ao_doctor_topic); /* a message id */
const char *ao_doctor_mark_name(enum ao_doctor_mark);   /* "note" */
const char *ao_doctor_mark_text(enum ao_doctor_mark);   /* a message id */

struct ao_doctor_line {
	enum ao_doctor_topic topic;
	enum ao_doctor_mark mark;
	enum ao_status status; /* of a problem: what a run would end with */
	const char *found;     /* translated */
	const char *remedy;    /* translated, or NULL */
};
enum ao_doctor_cover {
	AO_COVER_JIS_X_0208,
	AO_COVER_JIS_X_0213,
	AO_COVER_VIETNAMESE,
	AO_COVERS
};
struct ao_doctor_font { /* one file of fonts.yaml */
	const char *name, *path;
	bool there, good, optional, gaiji;
	const char *version;
	unsigned long glyphs, sequences;
	unsigned long has[AO_COVERS]; /* of the characters of each set */
	const char *fault;            /* where it is not good */
};

/* Borrowed; "": there is none. */
struct ao_doctor_hide {
	const char *home;  /* becomes ~ */
	const char *login; /* becomes … in paths */
	const char *data;  /* where the program's own files are; becomes
			    * share/aofuto, which everybody knows */
};
struct ao_doctor {
	struct ao_doctor_line *line;
	size_t n, room;
	struct ao_doctor_font *font;
	size_t fonts;
	unsigned long set[AO_COVERS];   /* sizes; 0: cannot be asked here */
	unsigned long names[AO_COVERS]; /* what the faces for names have */
	struct ao_doctor_hide hide;
	unsigned long last_notices; /* of the last run; 0: there is none */
	uint64_t last_bytes;        /* its volumes */
	uint64_t ledger_bytes, ledger_notices;
	struct ao_arena *arena;
};
void ao_doctor_init(struct ao_doctor *, const struct ao_doctor_hide *);
void ao_doctor_release(struct ao_doctor *);

void ao_doctor_ok(struct ao_doctor *, enum ao_doctor_topic, const char *fmt,
		  ...) AO_PRINTF(3, 4);
/* What to do, and then what was found. */
void ao_doctor_note(struct ao_doctor *, enum ao_doctor_topic,
		    const char *remedy, const char *fmt, ...) AO_PRINTF(4, 5);
struct ao_doctor_wrong {
	enum ao_doctor_topic topic;
	enum ao_status status;
	const char *remedy; /* NULL: what was found says it */
};
void ao_doctor_problem(struct ao_doctor *, struct ao_doctor_wrong,
		       const char *fmt, ...) AO_PRINTF(3, 4);
/* A problem that another part of the program has put into words, where no
 * line has said it yet. */
void ao_doctor_error(struct ao_doctor *, enum ao_doctor_topic,
		     const struct ao_error *);
/* AO_OK, AO_FINDINGS where something wants attention, AO_INPUT or AO_HOST
 * where something keeps a run from printing. */
enum ao_status ao_doctor_status(const struct ao_doctor *);
unsigned long ao_doctor_count(const struct ao_doctor *, enum ao_doctor_mark);

/* Which settings are not what they are by themselves. */
void ao_doctor_settings(struct ao_doctor *, const struct ao_settings *);
/* Each face of the list, what it covers, and what those for names do. */
void ao_doctor_fonts(struct ao_doctor *, const char *fonts_path);
/* The ledger as `order` (READ) would open it: file, lock, key, runs. NULL in
 * order->path: there is no place for one. *ledger is open where that could be
 * done, else NULL. */
void ao_doctor_ledger(struct ao_doctor *, const struct ao_ledger_order *order,
		      struct ao_ledger **ledger);
/* Folders that a run writes to. NULL: is not asked. */
struct ao_doctor_places {
	const char *ledger, *out, *temporary;
};
void ao_doctor_space(struct ao_doctor *, const struct ao_doctor_places *);
/* The versions of what this program is made of. */
void ao_doctor_libraries(struct ao_doctor *);

/* Members of the object that is open: checks, fonts, covers. */
void ao_doctor_json(const struct ao_doctor *, struct ao_json *);

#endif
