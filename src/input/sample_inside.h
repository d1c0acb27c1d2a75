/* sample_inside.h - one invented resident on the way to a line of the list.
 *
 * Only the sample's own files include this.
 */
#ifndef AOFUTO_INPUT_SAMPLE_INSIDE_H
#define AOFUTO_INPUT_SAMPLE_INSIDE_H

#include "aofuto/base/text.h"
#include "aofuto/input/resident.h"
#include "aofuto/input/sample.h"

enum ao_sample_form { /* how a list writes a day */
		      AO_FORM_ISO,
		      AO_FORM_SLASH,
		      AO_FORM_COMPACT,
		      AO_FORM_WESTERN,
		      AO_FORM_WAREKI,
		      AO_FORM_PADDED, /* 昭和60年 1月 4日 */
		      AO_FORM_WIDE,   /* 昭和６０年１月４日 */
		      AO_FORM_LETTER, /* S60.1.4 */
		      AO_FORM_KANJI,  /* 昭60.1.4 */
		      AO_FORM_SQUARE, /* ㍼60年1月4日 */
		      AO_FORM_COUNT
};

struct ao_sample_row {
	unsigned long number;
	uint64_t state; /* of the row's own random numbers */
	struct ao_date as_of;

	struct ao_buf name, kana, town, house, building;
	char postal_code[16];

	struct ao_date birth;
	const char *birth_text; /* instead of birth, or NULL */
	bool birth_unknown;
	enum ao_sample_form form; /* of the birth and issue dates */
	enum ao_residence residence;
	struct ao_date stay_ends_on;
	enum ao_card_status status;
	bool support_measure, guardianship;
	struct ao_date support_from, support_until;
	enum ao_language language;
	bool large_print;
	struct ao_date applied_on;
	struct ao_issue card, auth, sign;
	/* What the law makes of the dates; in half the lists it is recorded. */
	struct ao_date card_ends, auth_ends, sign_ends;
	char application_id[32];
};

/* Below `n`, from the row's own numbers. */
unsigned ao_sample_pick(struct ao_sample_row *, unsigned n);

/* sample_names.c */
void ao_sample_name_japanese(struct ao_sample_row *);
void ao_sample_name_hard(struct ao_sample_row *, unsigned which);
void ao_sample_name_latin(struct ao_sample_row *, bool is_long);
void ao_sample_name_odd(struct ao_sample_row *, bool is_refused);
unsigned ao_sample_hard_names(void);

/* sample_places.c */
void ao_sample_address(struct ao_sample_row *);
void ao_sample_building_long(struct ao_sample_row *);

/* sample_life.c: birth, card and certificates so that the next end is on
 * `end`. */
enum ao_sample_life {
	AO_LIFE_FIRST_CERTS,  /* five years after the card was made */
	AO_LIFE_SECOND_CERTS, /* renewed once, now the card ends with them */
	AO_LIFE_CHILD,        /* under 18: all end together */
	AO_LIFE_MOVED,        /* 署名用 void since a move */
	AO_LIFE_SIGN_AGAIN,   /* 署名用 made again after a move */
	AO_LIFE_MIDWAY,       /* both made again long before their end */
	AO_LIFE_RENEWED,      /* the card was renewed in its window */
	AO_LIFE_COUNT
};
struct ao_date ao_sample_end_due(struct ao_sample_row *);
struct ao_date ao_sample_end_any(struct ao_sample_row *);
void ao_sample_live(struct ao_sample_row *, enum ao_sample_life,
		    struct ao_date end);
void ao_sample_record(struct ao_sample_row *); /* the ends go on record */
struct ao_date ao_sample_years(struct ao_date, int years);

/* sample_case.c */
void ao_sample_case_apply(size_t i, struct ao_sample_row *);
unsigned ao_sample_case_share(size_t i); /* of 10,000 residents */

/* sample_line.c: the resident as a line of the list, the header as the first.
 */
void ao_sample_header(struct ao_buf *);
void ao_sample_line(const struct ao_sample_row *, struct ao_buf *);

#endif
