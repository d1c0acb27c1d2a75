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
#include "plausible_ties.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FAR  2 /* rows that are looked up and down */
#define LAGS (2 * FAR + 1)
#define WAIT 256 /* rows that are learned before one is judged */
#define RING 512

/* Columns that a deleted cell leaves blank in the last row, though no other
 * row lacks them. */
enum {
	T_ID,
	T_NAME,
	T_KANA,
	T_BIRTH,
	T_POSTAL,
	T_ADDRESS,
	T_APPLICATION,
	TAILS
};
static const char *const tail_name[TAILS] = {
	"resident_id", "name",    "name_kana",     "birth_date",
	"postal_code", "address", "application_id"};
struct shift_row {
	unsigned long row, line;
	uint32_t value[COLUMNS]; /* hashes; days as year, month, day */
	bool here[TIES];         /* agrees with itself */
};

/* The greatest sum of neighbouring weights so far. */
struct stretch {
	int sum, best;
	unsigned long row, line; /* where sum began to rise */
	unsigned long best_row, best_line, best_last;
	unsigned long other_row, other_line; /* of the one it fits */
	unsigned long best_other_row, best_other_line;
	unsigned long fors, againsts; /* rows, in all */
	/* Rows of each tie that were in step before it began. */
	uint32_t in_step[TIES], best_in_step[TIES];
	unsigned long fors_before, best_fors; /* the stretch's own */
	unsigned long againsts_before, best_againsts;
};

struct shift {
	struct shift_row ring[RING];
	unsigned long n, judged, learned;
	struct pairs *pairs[TIES];
	struct stretch at[TIES][LAGS]; /* [FAR]: agrees with none of them */
	uint32_t in_step[TIES];        /* rows that agree with themselves */
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

/* NULL: outside the list. */
static struct shift_row *row_at(struct shift *s, unsigned long i, int by)
{
	if (by < 0 ? i < (unsigned long)-by : i + (unsigned long)by >= s->n)
		return NULL;
	return &s->ring[(by < 0 ? i - (unsigned long)-by
				: i + (unsigned long)by) %
			RING];
}

/* A row above with the same a has voted for b of row i + by. */
static bool has_voted(struct shift *s, int a, unsigned long i, int by)
{
	uint32_t value = row_at(s, i, 0)->value[a];

	for (int up = by - FAR; up < 0; up++) {
		const struct shift_row *above = row_at(s, i, up);

		if (above && above->value[a] == value)
			return true;
	}
	return false;
}

/* Each value once, else a row would speak as loudly as five where its
 * neighbours are all of one place. */
static void vote(struct shift *s, size_t t, unsigned long i)
{
	uint32_t a = row_at(s, i, 0)->value[ties[t].a], done[LAGS];
	size_t n = 0;

	for (int by = -FAR; by <= FAR; by++) {
		const struct shift_row *other = row_at(s, i, by);
		uint32_t b = other ? other->value[ties[t].b] : 0;
		bool again = b == 0 || has_voted(s, ties[t].a, i, by);

		for (size_t k = 0; k < n; k++)
			again = again || done[k] == b;
		if (again)
			continue;
		done[n++] = b;
		pairs_vote(s->pairs[t], a, b);
	}
}

static void learn(struct shift *s, unsigned long i)
{
	struct shift_row *row = row_at(s, i, 0);

	for (size_t t = 0; t < TIES; t++) {
		uint32_t a = row->value[ties[t].a], b = row->value[ties[t].b];

		if (!a || ties[t].bond != LEARNED)
			continue;
		row->here[t] = b && pairs_ask(s->pairs[t], a, b) == PAIRS_AGREE;
		if (row->here[t])
			pairs_vote(s->pairs[t], a, b);
		else
			vote(s, t, i);
	}
}

static void begin(const struct shift *s, struct stretch *at,
		  const struct shift_row *row, const struct shift_row *other)
{
	at->row = row->row;
	at->line = row->line;
	at->other_row = other->row;
	at->other_line = other->line;
	at->fors_before = at->fors;
	at->againsts_before = at->againsts;
	memcpy(at->in_step, s->in_step, sizeof(at->in_step));
}

static void keep_best(struct stretch *at, const struct shift_row *row)
{
	at->best = at->sum;
	at->best_row = at->row;
	at->best_line = at->line;
	at->best_last = row->row;
	at->best_other_row = at->other_row;
	at->best_other_line = at->other_line;
	at->best_fors = at->fors - at->fors_before;
	at->best_againsts = at->againsts - at->againsts_before;
	memcpy(at->best_in_step, at->in_step, sizeof(at->in_step));
}

/* A row against it counts more: in a shift there are hardly any, in columns
 * that have nothing to do with one another as many as for it. */
static void weigh(const struct shift *s, struct stretch *at, int weight,
		  const struct shift_row *row, const struct shift_row *other)
{
	enum { AGAINST = 3 };

	if (weight < 0) {
		at->againsts++;
		at->sum = at->sum > AGAINST ? at->sum - AGAINST : 0;
	}
	if (weight <= 0)
		return;
	if (at->sum == 0)
		begin(s, at, row, other);
	at->fors++;
	if (++at->sum > at->best)
		keep_best(at, row);
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

/* A row that agrees with itself cannot begin a stretch: where there is none,
 * its neighbours are not asked, but for whether they are different. */
static void judge_lag(struct shift *s, size_t t, const struct shift_row *row,
		      const struct shift_row *other, struct stretch *at)
{
	uint32_t b = row->value[ties[t].b], c = other->value[ties[t].b];
	bool here = row->here[t], there;

	if (b == c)
		return;
	if (here && at->sum == 0) {
		at->againsts++;
		return;
	}
	there = tie_ask(&ties[t], s->pairs[t], row->value[ties[t].a], c) ==
		PAIRS_AGREE;
	weigh(s, at, (int)there - (int)here, row, other);
}

/* near[FAR] is the row itself; NULL: outside the list. */
static void judge_tie(struct shift *s, size_t t,
		      struct shift_row *const near[LAGS])
{
	struct shift_row *row = near[FAR];
	enum pairs_say says = row->here[t] ? PAIRS_AGREE
					   : tie_ask(&ties[t], s->pairs[t],
						     row->value[ties[t].a],
						     row->value[ties[t].b]);

	row->here[t] = says == PAIRS_AGREE;
	s->in_step[t] += row->here[t];
	if (ties[t].firm && says != PAIRS_SILENT)
		weigh(s, &s->at[t][FAR], says == PAIRS_AGREE ? -1 : 1, row,
		      row);
	for (size_t i = 0; i < LAGS; i++)
		if (near[i] && i != FAR)
			judge_lag(s, t, row, near[i], &s->at[t][i]);
}

static void judge_row(struct shift *s, unsigned long i)
{
	struct shift_row *near[LAGS];

	for (int by = -FAR; by <= FAR; by++)
		near[by + FAR] = row_at(s, i, by);
	for (size_t t = 0; t < TIES; t++)
		if (near[FAR]->value[ties[t].a])
			judge_tie(s, t, near);
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

	memset(row->here, 0, sizeof(row->here));
	row->row = r->row;
	row->line = r->line;
	tie_values(r, row->value);
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
	uint32_t in_step; /* rows that make a tie one that is in step */
	const char *tail; /* the column that the last row lacks, or NULL */
};

static struct seen strongest(const struct shift *s, size_t t, int limit)
{
	enum { NO_LAG = 4 }; /* without a direction there is more doubt */
	struct seen seen = {0};

	for (int lag = -FAR; lag <= FAR; lag++) {
		const struct stretch *at = &s->at[t][lag + FAR];
		int sum = (at->best - (int)by_chance(at)) * ties[t].worth;

		if (lag == 0)
			sum /= NO_LAG;
		if (sum < limit || sum <= seen.sum)
			continue;
		seen = (struct seen){sum, lag, at};
	}
	return seen;
}

static int is_named(int column, const char *name)
{
	return strcmp(tie_column(column), name) == 0;
}

static int is_of(size_t t, int column)
{
	return is_named(ties[t].a, tie_column(column)) ||
	       is_named(ties[t].b, tie_column(column));
}

/* Of two columns that are out of step, the one that is so with more of the
 * others, or that no other one is in step with. -1: it cannot be told. */
static int culprit(const struct shift *s, const struct seen *seen, size_t t,
		   const struct seen_order *order)
{
	int a = ties[t].a, b = ties[t].b, score = 0;

	for (size_t i = 0; i < TIES; i++) {
		uint32_t since = s->in_step[i] - seen[t].at->best_in_step[i];
		int weight = seen[i].sum ? 1 : since >= order->in_step ? -1 : 0;

		score += weight * (is_of(i, a) - is_of(i, b));
	}
	if (score == 0 && order->tail)
		score = is_named(a, order->tail) - is_named(b, order->tail);
	return score > 0 ? a : score < 0 ? b : -1;
}

static void tell(struct ao_check_evidence *e, const struct tie *tie,
		 const struct seen *seen, int column)
{
	bool moved_b = column == tie->b;

	e->column = tie_column(column < 0 ? tie->a : column);
	e->partner = column < 0 ? tie_column(tie->b) : NULL;
	e->row = moved_b ? seen->at->best_other_row : seen->at->best_row;
	e->line = moved_b ? seen->at->best_other_line : seen->at->best_line;
	e->last_row = seen->at->best_last;
	/* a of this row belongs to b of the row `lag` further down. */
	e->by = moved_b ? seen->lag : -seen->lag;
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

/* The most that speaks for a shift where none is. */
static int near_misses(const struct shift *s)
{
	int most = 0;

	for (size_t t = 0; t < TIES; t++)
		for (int lag = 0; lag < LAGS; lag++)
			if (lag != FAR && s->at[t][lag].best > most)
				most = s->at[t][lag].best;
	return most;
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
	if (s->rows < limits->shift_rows) {
		result->verdict = AO_CHECK_NOT_APPLICABLE;
		result->why = N_("too few rows to tell");
		return;
	}
	if (!seen[worst].sum) {
		result->measured = near_misses(s);
		if (tail >= 0)
			judge_tail(s, tail, by, result);
		return;
	}
	column = culprit(
		s, seen, worst,
		&(struct seen_order){limits->shift_rows,
				     tail < 0 ? NULL : tail_name[tail]});
	result->verdict = AO_CHECK_STOP;
	result->why = seen[worst].lag
			      ? N_("rows fit their neighbours and not "
				   "themselves")
			      : N_("values stand in rows that they do not "
				   "belong to");
	result->measured = seen[worst].sum;
	tell(&result->evidence, &ties[worst], &seen[worst], column);
}
