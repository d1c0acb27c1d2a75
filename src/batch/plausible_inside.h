/* plausible_inside.h - the checks of a list, one file each. Private to
 * plausible*.c. */
#ifndef PLAUSIBLE_INSIDE_H
#define PLAUSIBLE_INSIDE_H

#include "aofuto/batch/plausibility.h"

/* plausible_tell.c: the finding of a check that would stop the list. */
void plausibility_note(const struct ao_plausibility_results *, enum ao_check,
		       struct ao_findings *);

/* Examples of rows; the first ones. */
void evidence_add(struct ao_check_evidence *, unsigned long row);

/* plausible_pairs.c: which values of two columns belong together, learned from
 * the list; a fixed 192 KB. Values are hashes, 0 is blank. */
struct pairs;
struct pairs *pairs_new(void);
void pairs_free(struct pairs *);
void pairs_vote(struct pairs *, uint32_t a, uint32_t b);
enum pairs_say { PAIRS_SILENT, PAIRS_AGREE, PAIRS_CONTRADICT };
enum pairs_say pairs_ask(struct pairs *, uint32_t a, uint32_t b);

/* plausible_shift.c */
struct shift;
struct shift *shift_new(void);
void shift_free(struct shift *);
void shift_add(struct shift *, const struct ao_resident *);
void shift_judge(struct shift *, const struct ao_plausibility_limits *,
		 struct ao_plausibility_result *);

/* plausible_keys.c: what of a text is compared. 0: blank. */
uint32_t key_of_family(const char *name);  /* to the first blank, or the first
					    * character */
uint32_t key_of_town(const char *address); /* to the first number */
uint32_t key_of_text(const char *);
bool has_kanji(const char *);
bool is_address(const char *); /* begins with a prefecture */
/* The prefecture (1 to 47) that a postal code begins in; 0: unknown. */
int prefecture_of(const char *postal_code);

/* plausible_rows.c: what each row tells by itself. */
struct share { /* of rows */
	unsigned long rows, bad;
	struct ao_check_evidence evidence;
};
struct rows {
	struct share kana, building, birthday, line;
};
void rows_add(struct rows *, const struct ao_resident *);

/* plausible_area.c */
struct area;
struct area *area_new(void);
void area_free(struct area *);
void area_add(struct area *, const struct ao_resident *, struct ao_findings *);
void area_judge(struct area *, const struct ao_plausibility_limits *,
		struct ao_findings *, struct ao_plausibility_result *);

/* plausible_last.c: against the last runs, and the months. */
void last_judge(const struct ao_plausibility_end *, const struct ao_shape *,
		const struct ao_plausibility_limits *,
		struct ao_plausibility_results *);

#endif
