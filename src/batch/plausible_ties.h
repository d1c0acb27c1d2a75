/* plausible_ties.h - which columns of a list know something about one another.
 * Private to plausible_shift.c. */
#ifndef PLAUSIBLE_TIES_H
#define PLAUSIBLE_TIES_H

#include "plausible_inside.h"

/* What is compared: hashes, days, and whether something is there or not. */
enum {
	NAME,
	KANA,
	POSTAL,
	ADDRESS,
	TOWN,
	BUILDING,
	BIRTH,
	APPLIED,
	CARD_ISSUED,
	CARD_ENDS,
	AUTH_ISSUED,
	AUTH_ENDS,
	SIGN_ISSUED,
	SIGN_ENDS,
	/* Whether something is there, or not. */
	LATIN_NAME,
	FOREIGN,
	FIXED_STAY,
	STAY_ENDS,
	MEASURE,
	MEASURE_FROM,
	NO_CARD,
	NO_APPLICATION,
	COLUMNS
};

enum bond {
	LEARNED,
	BIRTHDAY, /* the same day of the year */
	SAME_DAY,
	SOON_AFTER, /* within half a year */
	LASTS,      /* 5 or 10 years, or a little less or more */
	TOGETHER,   /* where the one is there, the other is */
};
/* firm: a row that does not agree is a rare exception. worth: how many rows of
 * an ordinary tie one of these is: the rarer, the less likely by chance. */
struct tie {
	int a, b; /* columns */
	enum bond bond;
	bool firm;
	int worth;
};
#define TIES 19
extern const struct tie ties[TIES];

const char *tie_column(int column); /* "name_kana" */
void tie_values(const struct ao_resident *, uint32_t value[COLUMNS]);
/* What a's value says of b's. pairs: of a tie that is learned. */
enum pairs_say tie_ask(const struct tie *, struct pairs *, uint32_t a,
		       uint32_t b);

#endif
