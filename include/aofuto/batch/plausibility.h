/* plausibility.h - does a list look damaged, before anything is printed?
 *
 * Every row goes by once, in the list's order; what is kept is small and does
 * not grow with the list (but for seen.h, of those who are printed). At the
 * end each check says what it measured, what its limit is (settings,
 * `plausibility:`), and which rows are the evidence; never a name or address.
 * A check that stops a list is a finding that says STOP, unless somebody has
 * accepted it by name. docs/adr/0009 has the measured rates.
 *
 * Not seen: a shift of a column that no other column knows anything about (a
 * resident id, an application ID), unless it leaves the last row blank.
 */
#ifndef AOFUTO_BATCH_PLAUSIBILITY_H
#define AOFUTO_BATCH_PLAUSIBILITY_H

#include "aofuto/base/finding.h"
#include "aofuto/base/settings.h"
#include "aofuto/batch/json.h"
#include "aofuto/batch/past.h"

enum ao_check {
	AO_CHECK_SHIFT,          /* a column out of step with its neighbours */
	AO_CHECK_COLUMNS,        /* kanji in the column of the kana */
	AO_CHECK_BIRTHDAY,       /* recorded ends are not on birthdays */
	AO_CHECK_BIRTH_YEARS,    /* years that the cards contradict */
	AO_CHECK_DUPLICATES,     /* ids or people twice */
	AO_CHECK_POSTAL_AREA,    /* codes of another prefecture */
	AO_CHECK_SET_ASIDE,      /* rows that cannot be used */
	AO_CHECK_RESIDENTS,      /* how many; against the last runs, as below */
	AO_CHECK_SELECTED,       /* how many are printed */
	AO_CHECK_KINDS,          /* which notices */
	AO_CHECK_AGES,           /* how old they are */
	AO_CHECK_EXPIRY_MONTHS,  /* when renewals open; also by itself */
	AO_CHECK_REQUIRED_WORDS, /* tried when the kit was opened */
	AO_CHECK_COUNT
};
const char *ao_check_name(enum ao_check); /* "shift" */
const char *ao_check_text(enum ao_check); /* what it asks; a message id */

enum ao_check_verdict {
	AO_CHECK_OK,
	AO_CHECK_STOP,
	AO_CHECK_OVERRIDDEN,     /* would stop; accepted by name */
	AO_CHECK_NOT_APPLICABLE, /* `why` says why */
};
const char *ao_check_verdict_name(enum ao_check_verdict);
enum ao_check_unit { AO_CHECK_ROWS, AO_CHECK_PERCENT, AO_CHECK_TIMES };

#define AO_EVIDENCE_ROWS 8
struct ao_check_evidence {
	/* Canonical names; NULL: none. Two: which of them it is nobody can
	 * tell from the list. */
	const char *column, *partner;
	unsigned long row, line; /* where it begins; 0: nowhere */
	unsigned long last_row;  /* the last one that it is seen in */
	int by; /* rows that column stands too low; negative: too high; 0: not
		 * to be told */
	unsigned long rows[AO_EVIDENCE_ROWS]; /* examples, ascending */
	size_t n;
};

/* What a person has accepted, and why. */
struct ao_accepted {
	bool check[AO_CHECK_COUNT];
	char reason[1024], operator[256];
};

struct ao_plausibility_result {
	enum ao_check_verdict verdict;
	const char *why; /* a message id: what it means, or why it does not
			  * apply; NULL: all is well */
	double measured, limit;
	enum ao_check_unit unit;
	struct ao_check_evidence evidence;
};

struct ao_plausibility_results {
	struct ao_plausibility_result of[AO_CHECK_COUNT];
	struct ao_accepted accepted; /* what it was judged with */
};

struct ao_plausibility;
/* month: the run's, its first day; none: only what the list tells of itself is
 * checked. limits are borrowed. */
struct ao_plausibility *
ao_plausibility_new(const struct ao_plausibility_limits *,
		    struct ao_date month);
void ao_plausibility_free(struct ao_plausibility *);

/* Each row of the list, believed or not; single rows that stand out become
 * findings. `printed`: a notice would be made. */
struct ao_plausible_row {
	const struct ao_resident *resident;
	const struct ao_decision *decision;
	bool twin; /* its resident id or application ID came before */
};
void ao_plausibility_add(struct ao_plausibility *,
			 const struct ao_plausible_row *, struct ao_findings *);

/* Ends it. past: the last runs, newest first; `alone` is why they are not
 * looked at (a message id), or NULL. */
struct ao_plausibility_end {
	const struct ao_tally *tally;
	const struct ao_past *past;
	const char *alone;
	const struct ao_accepted *accepted; /* or NULL */
};
void ao_plausibility_judge(struct ao_plausibility *,
			   const struct ao_plausibility_end *,
			   struct ao_findings *,
			   struct ao_plausibility_results *);
/* What later runs compare with; after judging. Borrowed. */
const struct ao_shape *ao_plausibility_shape(const struct ao_plausibility *);

/* AO_INPUT where a check stops: which, where, measured, limit, what to do. */
AO_CHECKED bool ao_plausibility_fit(const struct ao_plausibility_results *,
				    const char *where, struct ao_error *);

/* "birthday,shift" -> accepted; AO_USAGE with the nearest name. */
AO_CHECKED bool ao_accepted_parse(const char *words, struct ao_accepted *,
				  struct ao_error *);

/* What was seen, as a translated sentence: "from row 412 (line 413) on ...". */
void ao_plausibility_tell(const struct ao_plausibility_result *,
			  struct ao_buf *);
/* "3.1 %", "573", "x 4.2" */
#define AO_CHECK_FIGURE 40
char *ao_check_figure(double, enum ao_check_unit, char out[AO_CHECK_FIGURE]);
/* Member "plausibility": an object for each check, in no language. */
void ao_plausibility_json(struct ao_json *,
			  const struct ao_plausibility_results *);

#endif
