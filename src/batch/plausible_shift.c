/* plausible_shift.c - is a column out of step with the others?
 *
 * Columns that know something about one another are held together row by row:
 * does what stands in this row agree, or does it with the row above or below?
 * A row that agrees only with its neighbour speaks for a shift, one that
 * agrees only with itself against it. The stretch in which those for it
 * outnumber those against it the most is the evidence (the greatest sum of
 * neighbouring numbers; Kadane). In a list that is in order the sum falls from
 * row to row, whatever its length and order.
 *
 * What belongs together is learned from the list as it goes by, some rows
 * ahead of those that are judged: from a row as it stands, and where that says
 * nothing, from its neighbours too.
 */
#include "plausible_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FAR  2 /* rows that are looked up and down */
#define LAGS (2 * FAR + 1)
#define WAIT 256 /* rows that are learned before one is judged */
#define RING 512

enum { NAME,
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
       COLUMNS };

static const char *const column_name[COLUMNS] = {
	[NAME] = "name",
	[KANA] = "name_kana",
	[POSTAL] = "postal_code",
	[ADDRESS] = "address",
	[TOWN] = "address_town",
	[BUILDING] = "building",
	[BIRTH] = "birth_date",
	[APPLIED] = "card_applied_on",
	[CARD_ISSUED] = "card_issued_on",
	[CARD_ENDS] = "card_expires_on",
	[AUTH_ISSUED] = "auth_cert_issued_on",
	[AUTH_ENDS] = "auth_cert_expires_on",
	[SIGN_ISSUED] = "sign_cert_issued_on",
	[SIGN_ENDS] = "sign_cert_expires_on",
};

enum bond {
	LEARNED,
	BIRTHDAY, /* the same day of the year */
	SAME_DAY,
	SOON_AFTER, /* within half a year */
	LASTS,      /* 5 or 10 years, or a little less or more */
};
/* firm: a row that does not agree is a rare exception. */
static const struct tie {
	int a, b;
	enum bond bond;
	bool firm;
} ties[] = {
	{NAME, KANA, LEARNED, true},
	{POSTAL, ADDRESS, LEARNED, true},
	{POSTAL, TOWN, LEARNED, true},
	{ADDRESS, TOWN, LEARNED, true},
	{ADDRESS, BUILDING, LEARNED, false},
	{BIRTH, CARD_ENDS, BIRTHDAY, true},
	{BIRTH, AUTH_ENDS, BIRTHDAY, true},
	{BIRTH, SIGN_ENDS, BIRTHDAY, true},
	{CARD_ENDS, AUTH_ENDS, BIRTHDAY, true},
	{AUTH_ENDS, SIGN_ENDS, BIRTHDAY, true},
	{CARD_ISSUED, AUTH_ISSUED, SAME_DAY, false},
	{AUTH_ISSUED, SIGN_ISSUED, SAME_DAY, false},
	{APPLIED, CARD_ISSUED, SOON_AFTER, false},
	{CARD_ISSUED, CARD_ENDS, LASTS, false},
	{AUTH_ISSUED, AUTH_ENDS, LASTS, false},
};
#define TIES AO_COUNT(ties)

/* Columns that a deleted cell leaves blank in the last row, though no other
 * row lacks them. */
enum { T_ID, T_NAME, T_KANA, T_BIRTH, T_POSTAL, T_ADDRESS, T_APPLICATION,
       TAILS };
static const char *const tail_name[TAILS] = {
	"resident_id", "name",    "name_kana",     "birth_date",
	"postal_code", "address", "application_id"};
static const int tail_column[TAILS] = {-1,    NAME,   KANA,   BIRTH,
				       POSTAL, ADDRESS, -1};

struct shift_row {
	unsigned long row, line;
	uint32_t value[COLUMNS]; /* hashes; days as year, month, day */
};

/* The greatest sum of neighbouring weights so far. */
struct stretch {
	int sum, best;
	unsigned long row, line; /* where sum began to rise */
	unsigned long best_row, best_line, best_last;
	unsigned long fors, againsts;           /* rows, in all */
	unsigned long fors_before, best_fors;   /* the stretch's own */
	unsigned long againsts_before, best_againsts;
};

struct shift {
	struct shift_row ring[RING];
	unsigned long n, judged, learned;
	struct pairs *pairs[TIES];
	struct stretch at[TIES][LAGS]; /* [FAR]: agrees with none of them */
	unsigned long in_step[TIES];   /* rows that agree with themselves */
	unsigned long blank[TAILS], rows, last_row, last_line;
	bool last_blank[TAILS];
};

struct shift *shift_new(void)
{
	struct shift *s = ao_calloc(1, sizeof(*s));

	for (size_t i = 0; i < TIES; i++)
		if (ties[i].bond == LEARNED)
			s->pairs[i] = pairs_new();
	return s;
}

void shift_free(struct shift *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < TIES; i++)
		pairs_free(s->pairs[i]);
	free(s);
}

static uint32_t day_key(struct ao_date d)
{
	return ao_date_known(d) ? (uint32_t)d.year << 16 |
					  (uint32_t)d.month << 8 |
					  (uint32_t)d.day
				: 0;
}

/* Of a 29 February birth it is the day before or after, by whoever reckons. */
static bool same_birthday(uint32_t a, uint32_t b)
{
	enum { FEB_28 = 0x21C, FEB_29 = 0x21D, MAR_1 = 0x301 };
	uint32_t x = a & 0xFFFF, y = b & 0xFFFF;

	if (y == FEB_29) {
		y = x;
		x = FEB_29;
	}
	return x == y || (x == FEB_29 && (y == FEB_28 || y == MAR_1));
}

/* In months of 31 days: enough for what is asked. */
static long rough_days(uint32_t key)
{
	return (long)(key >> 16) * 372 + (long)(key >> 8 & 0xFF) * 31 +
	       (long)(key & 0xFF);
}

static bool agree(const struct shift *s, size_t tie, uint32_t a, uint32_t b)
{
	enum { YEAR = 372, HALF = 186, WINDOW = 4 * 31 };
	long days;

	if (!a || !b)
		return false;
	switch (ties[tie].bond) {
	case LEARNED:
		return pairs_agree(s->pairs[tie], a, b);
	case BIRTHDAY:
		return same_birthday(a, b);
	case SAME_DAY:
		return a == b;
	case SOON_AFTER:
		days = rough_days(b) - rough_days(a);
		return days >= 0 && days <= HALF;
	case LASTS:
		days = rough_days(b) - rough_days(a);
		return (days > 4 * YEAR && days <= 5 * YEAR + WINDOW) ||
		       (days > 9 * YEAR && days <= 10 * YEAR + WINDOW);
	}
	return false;
}

/* NULL: outside the list. */
static const struct shift_row *row_at(const struct shift *s, unsigned long i,
				      int by)
{
	if (by < 0 ? i < (unsigned long)-by : i + (unsigned long)by >= s->n)
		return NULL;
	return &s->ring[(by < 0 ? i - (unsigned long)-by
				: i + (unsigned long)by) %
			RING];
}

static void learn(struct shift *s, unsigned long i)
{
	const struct shift_row *row = row_at(s, i, 0);

	for (size_t t = 0; t < TIES; t++) {
		uint32_t a = row->value[ties[t].a], b = row->value[ties[t].b];
		bool here = a && b && ties[t].bond == LEARNED &&
			    pairs_agree(s->pairs[t], a, b);

		if (!a || ties[t].bond != LEARNED)
			continue;
		for (int by = -FAR; by <= FAR; by++) {
			const struct shift_row *other = row_at(s, i, by);

			if (other && other->value[ties[t].b] &&
			    (by == 0 || !here))
				pairs_vote(s->pairs[t], a,
					   other->value[ties[t].b]);
		}
	}
}

/* A row against it counts more: in a shift there are hardly any, in columns
 * that have nothing to do with one another as many as for it. */
static void weigh(struct stretch *at, int weight, const struct shift_row *row)
{
	enum { AGAINST = 3 };

	if (weight == 0)
		return;
	if (at->sum == 0) {
		at->row = row->row;
		at->line = row->line;
		at->fors_before = at->fors;
		at->againsts_before = at->againsts;
	}
	at->fors += weight > 0;
	at->againsts += weight < 0;
	at->sum += weight > 0 ? 1 : -AGAINST;
	if (at->sum < 0)
		at->sum = 0;
	if (at->sum <= at->best)
		return;
	at->best = at->sum;
	at->best_row = at->row;
	at->best_line = at->line;
	at->best_last = row->row;
	at->best_fors = at->fors - at->fors_before;
	at->best_againsts = at->againsts - at->againsts_before;
}

/* What chance alone makes of the rows outside the stretch: the longest row of
 * heads among n throws of a coin that shows them with the share p is about
 * log n / log 1/p (Erdos and Renyi, 1970). */
static double by_chance(const struct stretch *at)
{
	double fors = (double)(at->fors - at->best_fors);
	double all = fors + (double)(at->againsts - at->best_againsts);
	double p = (fors + 1) / (all + 2);

	return log(all + 1) / -log(fmin(p, 0.9));
}

static void judge_tie(struct shift *s, size_t t, unsigned long i)
{
	const struct shift_row *row = row_at(s, i, 0);
	uint32_t a = row->value[ties[t].a], b = row->value[ties[t].b];
	bool here = agree(s, t, a, b);
	bool known = b && (!s->pairs[t] || pairs_know(s->pairs[t], a, b));

	s->in_step[t] += here;
	if (here && s->pairs[t])
		pairs_meet(s->pairs[t], a, b);
	if (ties[t].firm)
		weigh(&s->at[t][FAR], here ? -1 : known, row);
	for (int by = -FAR; by <= FAR; by++) {
		const struct shift_row *other = by ? row_at(s, i, by) : NULL;
		bool there;

		if (!other)
			continue;
		there = other->value[ties[t].b] == b
				? here
				: agree(s, t, a, other->value[ties[t].b]);
		weigh(&s->at[t][by + FAR], (int)there - (int)here, row);
	}
}

static void judge_row(struct shift *s, unsigned long i)
{
	const struct shift_row *row = row_at(s, i, 0);

	for (size_t t = 0; t < TIES; t++)
		if (row->value[ties[t].a])
			judge_tie(s, t, i);
}

static void add_tail(struct shift *s, const struct ao_resident *r)
{
	const bool blank[TAILS] = {
		[T_ID] = !*r->resident_id,
		[T_NAME] = !*r->name,
		[T_KANA] = !*r->name_kana,
		[T_BIRTH] = !r->birth_unknown && r->birth_date.year == 0,
		[T_POSTAL] = !*r->postal_code,
		[T_ADDRESS] = !*r->address,
		[T_APPLICATION] = !*r->application_id,
	};

	for (size_t i = 0; i < TAILS; i++)
		s->blank[i] += blank[i];
	memcpy(s->last_blank, blank, sizeof(blank));
	s->rows++;
	s->last_row = r->row;
	s->last_line = r->line;
}

void shift_add(struct shift *s, const struct ao_resident *r)
{
	struct shift_row *row = &s->ring[s->n % RING];

	*row = (struct shift_row){
		.row = r->row,
		.line = r->line,
		.value = {[NAME] = key_of_family(r->name),
			  [KANA] = key_of_family(r->name_kana),
			  [POSTAL] = key_of_text(r->postal_code),
			  [ADDRESS] = key_of_town(r->address),
			  [TOWN] = key_of_town(r->address_town),
			  [BUILDING] = key_of_town(r->building),
			  [BIRTH] = day_key(r->birth_date),
			  [APPLIED] = day_key(r->card_applied_on),
			  [CARD_ISSUED] = day_key(r->card.issued_on),
			  [CARD_ENDS] = day_key(r->card.expires_on),
			  [AUTH_ISSUED] = day_key(r->auth_cert.issued_on),
			  [AUTH_ENDS] = day_key(r->auth_cert.expires_on),
			  [SIGN_ISSUED] = day_key(r->sign_cert.issued_on),
			  [SIGN_ENDS] = day_key(r->sign_cert.expires_on)}};
	add_tail(s, r);
	s->n++;
	if (s->n > FAR)
		learn(s, s->learned++);
	if (s->n > WAIT)
		judge_row(s, s->judged++);
}

static void finish(struct shift *s)
{
	while (s->learned < s->n)
		learn(s, s->learned++);
	while (s->judged < s->n)
		judge_row(s, s->judged++);
}

/* The column that alone is blank in the last row, or alone is not; -1: none.
 * *by: it stands that many rows too low. */
static int tail_of(const struct shift *s,
		   const struct ao_plausibility_limits *limits, int *by)
{
	enum { RARE = 2000 };
	int blank = -1, there = -1, blanks = 0, theres = 0;

	if (s->rows < limits->least_rows)
		return -1;
	for (int i = 0; i < TAILS; i++) {
		if (s->blank[i] == s->rows)
			continue; /* no such column */
		if (!s->last_blank[i]) {
			there = i;
			theres++;
		} else if ((s->blank[i] - 1) * RARE <= s->rows) {
			blank = i;
			blanks++;
		}
	}
	*by = blanks == 1 ? -1 : 1;
	if (blanks == 1)
		return blank;
	return blanks > 2 && theres == 1 ? there : -1;
}

struct seen { /* what speaks for a shift of a tie's columns */
	int sum, lag;
	const struct stretch *at;
};

struct seen_order {
	unsigned long in_step; /* rows that make a tie one that is in step */
	int tail;              /* the column that the last row lacks; -1 */
};

static struct seen strongest(const struct shift *s, size_t t, int limit)
{
	enum { NO_LAG = 4 }; /* without a direction there is more doubt */
	struct seen seen = {0};

	for (int lag = -FAR; lag <= FAR; lag++) {
		const struct stretch *at = &s->at[t][lag + FAR];
		int sum = at->best - (int)by_chance(at);

		if (lag == 0)
			sum /= NO_LAG;
		if (sum < limit || sum <= seen.sum)
			continue;
		seen = (struct seen){sum, lag, at};
	}
	return seen;
}

/* Of two columns that are out of step, the one that is so with more of the
 * others, or that no other one is in step with. -1: it cannot be told. */
static int culprit(const struct shift *s, const struct seen *seen, size_t t,
		   const struct seen_order *order)
{
	int score[COLUMNS] = {0};
	int a = ties[t].a, b = ties[t].b;

	for (size_t i = 0; i < TIES; i++) {
		int weight = seen[i].sum                        ? 1
			     : s->in_step[i] >= order->in_step ? -1
							        : 0;

		score[ties[i].a] += weight;
		score[ties[i].b] += weight;
	}
	if (score[a] == score[b] && order->tail >= 0)
		score[order->tail]++;
	return score[a] > score[b] ? a : score[b] > score[a] ? b : -1;
}

static void tell(struct ao_check_evidence *e, const struct tie *tie,
		 const struct seen *seen, int column)
{
	e->column = column_name[column < 0 ? tie->a : column];
	e->partner = column < 0 ? column_name[tie->b] : NULL;
	e->row = seen->at->best_row;
	e->line = seen->at->best_line;
	e->last_row = seen->at->best_last;
	/* a of this row belongs to b of the row `lag` further down. */
	e->by = column == tie->b ? seen->lag : -seen->lag;
}

static void judge_tail(const struct shift *s, int tail, int by,
		       struct ao_plausibility_result *result)
{
	struct ao_check_evidence *e = &result->evidence;

	result->verdict = AO_CHECK_STOP;
	result->why = N_("the last row alone has no such value, or only it: a "
			 "cell was deleted or inserted further up");
	result->measured = 1;
	result->limit = 0;
	e->column = tail_name[tail];
	e->row = e->last_row = s->last_row;
	e->line = s->last_line;
	e->by = by;
}

void shift_judge(struct shift *s, const struct ao_plausibility_limits *limits,
		 struct ao_plausibility_result *result)
{
	struct seen seen[TIES];
	size_t worst = 0;
	int by = 0, tail, column;

	finish(s);
	for (size_t t = 0; t < TIES; t++) {
		seen[t] = strongest(s, t, (int)limits->shift_rows);
		if (seen[t].sum > seen[worst].sum)
			worst = t;
	}
	tail = tail_of(s, limits, &by);
	result->unit = AO_CHECK_ROWS;
	result->limit = limits->shift_rows;
	if (!seen[worst].sum) {
		for (size_t t = 0; t < TIES; t++)
			for (int lag = 0; lag < LAGS; lag++)
				if (lag != FAR &&
				    s->at[t][lag].best > result->measured)
					result->measured = s->at[t][lag].best;
		if (tail >= 0)
			judge_tail(s, tail, by, result);
		return;
	}
	column = culprit(s, seen, worst,
			 &(struct seen_order){
				 limits->shift_rows,
				 tail < 0 ? -1 : tail_column[tail]});
	result->verdict = AO_CHECK_STOP;
	result->why = N_("rows fit their neighbours and not themselves");
	result->measured = seen[worst].sum;
	tell(&result->evidence, &ties[worst], &seen[worst], column);
}
