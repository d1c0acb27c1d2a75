/* settings.h - what a city sets once (--config FILE).
 *
 * Every key is optional, and so is the file. Errors say file, line, column,
 * what was expected. Paths in the file are beside it, unless absolute. Whether
 * a column or an encoding has such a name is for input/ to say, whether a QR
 * address will do or a window is known for notice/: they are taken as they
 * stand.
 */
#ifndef AOFUTO_BASE_SETTINGS_H
#define AOFUTO_BASE_SETTINGS_H

#include "aofuto/base/text.h"
#include "aofuto/base/wareki.h"

struct ao_column_name { /* one line of `columns:` */
	const char *canonical, *alias;
	unsigned line; /* in the file, for messages */
};

/* 束票: one line each in a list, a page each, or none. */
enum ao_bundle_tickets { AO_TICKETS_LIST, AO_TICKETS_PAGES, AO_TICKETS_NONE };
/* 拡大文字: who gets the edition in large print. */
enum ao_large_print {
	AO_LARGE_PRINT_BY_RESIDENT,
	AO_LARGE_PRINT_ALWAYS,
	AO_LARGE_PRINT_NEVER
};
/* `plausibility:`; past these a list stops (batch/plausibility.h). Percents
 * are of rows, from 0 to 100; times from 1. */
struct ao_plausibility_limits {
	unsigned least_rows; /* a list of fewer is not held against others */
	unsigned shift_rows; /* rows that speak for a shift */
	double kana_percent, birthday_percent, age_line_percent;
	double birth_year_percent; /* of all, in the most frequent year */
	double duplicates_percent, postal_area_percent, set_aside_percent;
	double residents_percent; /* more or fewer than in the last runs */
	double selected_times, month_times;
	double kinds_percent, ages_percent;
	double month_percent; /* below: of the busiest month, in the run's */
};

/* Kinds of notice; numbers as in expiry/decision.h, which base does not know.
 */
enum ao_setting_kind {
	AO_SETTING_CARD_CERT = 1,
	AO_SETTING_CERT_ONLY,
	AO_SETTING_CARD_ONLY
};
struct ao_enclosure { /* one entry of `enclosures:`: it goes in with a letter */
	const char *name;   /* 封入用封筒 */
	unsigned kinds;     /* of notices: 1 << enum ao_kind */
	unsigned feed;      /* the inserter's station, from 1; 0: by hand */
	double sheets_like; /* weighs as much as so many sheets of paper; 0: not
			     * said */
	const char *where;  /* "aofuto.yaml:7:5" */
};

struct ao_settings {
	const char *path;      /* "" when none was read */
	const char *digest;    /* SHA-256 of the file, "" when none */
	const char *templates; /* folder; NULL: the one that was installed */
	const char *fonts;     /* path of fonts.yaml; NULL: as above */
	const char *city;      /* path of city.yaml; NULL: in `templates` */
	const char *towns;     /* path of the town list; NULL: there is none */
	const char *windows;   /* path of windows.yaml; NULL: in `templates` */
	const char *window;    /* the envelope's, by name; "90x45" */
	const char *window_where; /* "aofuto.yaml:3:9"; NULL: not set */
	const char *omr_file;     /* path of omr.yaml; NULL: in `templates` */
	const char *omr;          /* inserter marks by name; NULL: none */
	const char *omr_where;    /* as window_where */
	const struct ao_enclosure *enclosure;
	size_t enclosures;
	const char *encoding; /* of lists, "auto" */
	enum ao_era_codes era_codes;
	const struct ao_column_name *column;
	size_t columns;
	const char *qr_address; /* NULL: the city's */
	bool id_always;         /* print_application_id: always | card-kinds */
	bool hold_without_id;   /* without_application_id: print | hold */
	bool print_fixed_term_stay; /* fixed_term_stay: exclude | print */
	unsigned volume_notices;    /* 1 to 5000, default 500 */
	bool list_order;            /* mailing_order: post | list */
	unsigned bundle_notices;    /* 1 to 5000, default 100 */
	enum ao_bundle_tickets bundle_tickets;
	const char *postage;    /* path of postage.yaml; NULL: in `templates` */
	const char *ledger;     /* path; NULL: the usual place */
	const char *ledger_key; /* path; NULL: beside the ledger */
	unsigned retention_months; /* 1 to 600 after expiry; 0: not set,
				    * nothing is purged */
	bool mark_reprints;        /* reprint_mark: print | none */
	enum ao_large_print large_print;
	struct ao_plausibility_limits plausibility;
	struct ao_arena *arena;
};

/* path NULL: the defaults. Release with ao_settings_release. */
AO_CHECKED bool ao_settings_read(const char *path, struct ao_settings *,
				 struct ao_error *);
void ao_settings_release(struct ao_settings *);
/* The `format:` that a file may have. */
int ao_settings_format(void);

/* Appends what reads YAML: "libcyaml 1.3.1". */
void ao_settings_library(struct ao_buf *);

#endif
