/* kit.h - everything a run needs beside the list: the sheet, the fonts, the
 * city's facts, the envelope's window and the address of the QR code, opened
 * and held together.
 *
 * A kit that opens can print: the template of each edition is laid out once for
 * each kind of notice, the window shows the address always and nothing private
 * ever, and an address of the longest kind fits the QR boxes.
 *
 * An edition is offered where its template stands beside the ordinary one and
 * city.yaml has facts in its language. Who asks for one that is not gets the
 * same language in the usual size, or Japanese.
 */
#ifndef AOFUTO_BATCH_KIT_H
#define AOFUTO_BATCH_KIT_H

#include "aofuto/base/settings.h"
#include "aofuto/batch/postage.h"
#include "aofuto/ledger/history.h"
#include "aofuto/notice/city.h"
#include "aofuto/notice/fonts.h"
#include "aofuto/notice/layout.h"
#include "aofuto/notice/omr.h"
#include "aofuto/notice/towns.h"
#include "aofuto/notice/window.h"

/* The form of a run, as the ledger keeps it: what was proven when the run was
 * made is not tried again, and no window is looked at. */
struct ao_kit_stored {
	const char *name; /* "run 3", for messages */
	struct ao_bytes form[AO_FORM_TEXTS];
	const char *fonts_folder;
};

struct ao_kit_order {
	const struct ao_settings *settings; /* borrowed for the kit's life */
	const char *data;       /* folder of templates/ and fonts/ */
	const char *sheet;      /* template by name or path; NULL: notice,
				 * or envelope */
	const char *qr_address; /* --qr-address, or NULL */
	const char *window;     /* --window, or NULL: the settings' */
	bool unchecked_window;  /* a preview shows what a window breaks, and
				 * what stands among the inserter marks */
	bool alone;             /* no edition but this one; every notice is
				 * laid out by it */
	enum ao_edition edition;
	bool envelope; /* the sheet is the face of an envelope, whose
			* window may be AO_NO_WINDOW */
	bool specimen; /* 見本: nothing that could be mailed */
	struct ao_date as_of, month;
	const struct ao_kit_stored *stored; /* instead of files, with the
					     * qr_address of its run; or NULL */
};

/* Bytes of a text that a run is made from. */
#define AO_FORM_MOST ((size_t)16 << 20)

struct ao_kit_edition {
	struct ao_template *sheet; /* NULL: it is not offered */
	struct ao_layout *layout;  /* NULL: no letter has asked for it yet */
};

struct ao_kit {
	const struct ao_settings *settings;
	struct ao_city *city;
	struct ao_kit_edition *edition; /* AO_EDITION_COUNT; in the arena */
	unsigned offered; /* AO_EDITION_BIT of those; whoever prints what an
			   * earlier version did may take some away */
	bool proven;      /* a stored form's */
	bool alone;       /* edition[0] is all there is, for every notice */
	struct ao_template *sheet; /* of edition[0] */
	struct ao_windows *windows;
	const struct ao_window *window; /* of those; NULL: a stored form, or an
					 * envelope without one */
	struct ao_omrs *omrs;
	const struct ao_omr *omr;   /* of those; NULL: no inserter marks, as in
				     * every stored form and on envelopes */
	struct ao_postage *postage; /* NULL: a stored form */
	struct ao_towns *towns;     /* NULL: the settings name none, or a stored
				     * form: a notice keeps its barcode */
	struct ao_faces *faces;
	struct ao_notice_options notice; /* date in the head, month, 見本 */
	const char *city_path, *fonts_path; /* NULL: a stored form */
	const char *templates, *shipped;  /* folders: the city's, the program's;
					   * NULL: a stored form */
	char fonts_sha256[AO_SHA256_HEX]; /* of fonts.yaml */
	const char *qr_address;
	const char *qr_source; /* where it was set, for messages */
	bool qr_example;       /* leads nowhere: no real notice may carry it */
	struct ao_arena *arena;
};

AO_CHECKED bool ao_kit_open(struct ao_kit *, const struct ao_kit_order *,
			    struct ao_error *);
void ao_kit_close(struct ao_kit *);

/* Gives back what the editions but the ordinary one hold, until the next letter
 * of theirs. Fixed pages of letters are gone with it. */
void ao_kit_rest(struct ao_kit *);

/* "FOLDER/NAME.yaml": the city's template, or the program's where it has none.
 * Lives in the arena. A name that is a path is the path. */
const char *ao_kit_template(const struct ao_kit *, const char *name,
			    struct ao_arena *);

/* The template of a notice's edition; NULL: it is not offered. */
const struct ao_template *ao_kit_sheet(const struct ao_kit *, enum ao_edition);
/* Is it one that may be printed beside the kit's ordinary one? */
AO_CHECKED bool ao_kit_suits(const struct ao_kit *, const struct ao_template *,
			     enum ao_edition, struct ao_error *);
/* As in a run whose editions had templates of these digests ("": it was not
 * offered): no other is offered. NULL: all are the same; else the path of the
 * one that is not. */
const char *ao_kit_as_then(struct ao_kit *,
			   const char *const sha256[AO_EDITION_COUNT]);
/* By the settings, does a resident get large print who has asked for it, or has
 * not? */
bool ao_kit_large(const struct ao_kit *, bool asked);
/* What a resident gets who asks for that language, and large print or not: by
 * the settings, and by what is offered. */
enum ao_edition ao_kit_choose(const struct ao_kit *, enum ao_language,
			      bool large);
/* The name of the template that an edition would have: "notice-en". Lives in
 * the arena. */
const char *ao_kit_edition_file(const struct ao_kit *, enum ao_edition,
				struct ao_arena *);

/* The QR's content for a notice: "" where it prints no application ID. Lives
 * in the arena. */
const char *ao_kit_qr(const struct ao_kit *, const struct ao_notice *,
		      struct ao_arena *);

/* The digest of its inserter marks; "": there are none. */
const char *ao_kit_omr(const struct ao_kit *);

/* ao_layout_letter by the notice's edition; the numbers of its fixed pages
 * differ from those of every other edition. */
AO_CHECKED bool ao_kit_letter(const struct ao_kit *, const struct ao_notice *,
			      const char *qr, struct ao_letter *,
			      struct ao_misfit *, struct ao_error *);
/* Lays the notice out. Where a name or an address needs the room of the barcode
 * it goes without it (ao_notice_drop_barcode), and *bare says so: it is
 * printed, and sealed, as it fits. */
AO_CHECKED bool ao_kit_lay_out(const struct ao_kit *, struct ao_notice *,
			       const char *qr, struct ao_letter *,
			       struct ao_misfit *, bool *bare,
			       struct ao_error *);

#endif
