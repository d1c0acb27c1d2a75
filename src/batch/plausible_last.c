/* plausible_last.c - a list against the last runs, and its months.
 *
 * Of the last runs the one that is most alike counts: a list that is unlike
 * all of them stops. Counts below a least size tell nothing.
 */
#include "plausible_inside.h"

#include <math.h>

#define NOTICES_LEAST 100 /* below them a share of kinds is chance */
#define MONTH_LEAST   50  /* renewals of the busiest month */
#define FIRST_DECADE  ((AO_SHAPE_FIRST) / 10)
#define DECADES       (AO_SHAPE_YEARS / 10)

/* A measure of one past run; negative: it tells nothing. */
typedef double measure(const struct ao_plausibility_end *,
		       const struct ao_shape *, size_t past);

static double larger_by(double a, double b)
{
	return a > b ? a / b : b / a;
}

static double residents_change(const struct ao_plausibility_end *end,
			       const struct ao_shape *shape, size_t i)
{
	double now = (double)end->tally->read;
	double then = (double)end->past->tally[i].read;

	(void)shape;
	return 100 * fabs(now - then) / then;
}

static double newly_due(const struct ao_tally *t)
{
	return (double)(t->verdict[AO_PRINT] - t->catch_up);
}

/* What a past run foretold of this run's month, at the size of this list;
 * negative where its list was of its own month alone. */
static double foretold(const struct ao_plausibility_end *end,
		       const struct ao_shape *shape, size_t i)
{
	const struct ao_shape *past = &end->past->shape[i];
	double then = (double)ao_shape_opens(past, shape->month);

	if (then * MONTH_LEAST < (double)ao_shape_opens(past, past->month))
		return -1;
	return then * (double)end->tally->read /
	       (double)end->past->tally[i].read;
}

/* Whoever was due before would make the first run, and the one after a month
 * that was left out, unlike all others. Where the past knows the month, the
 * same part of it is expected. */
static double selected_factor(const struct ao_plausibility_end *end,
			      const struct ao_shape *shape, size_t i)
{
	const struct ao_shape *past = &end->past->shape[i];
	double now = newly_due(end->tally);
	double then = newly_due(&end->past->tally[i]);
	double opened = (double)ao_shape_opens(past, past->month);
	double month = foretold(end, shape, i);

	if (month >= 0 && opened > 0)
		then *= month / opened;
	else
		then *= (double)end->tally->read /
			(double)end->past->tally[i].read;
	if (fmax(now, then) < NOTICES_LEAST)
		return -1;
	return larger_by(fmax(now, 1), fmax(then, 1));
}

static double kinds_change(const struct ao_plausibility_end *end,
			   const struct ao_shape *shape, size_t i)
{
	const struct ao_tally *now = end->tally, *then = &end->past->tally[i];
	double n = (double)now->verdict[AO_PRINT];
	double m = (double)then->verdict[AO_PRINT], change = 0;

	(void)shape;
	if (fmin(n, m) < NOTICES_LEAST)
		return -1;
	for (int k = 0; k < AO_KIND_COUNT; k++)
		change += fabs((double)now->kind[k] / n -
			       (double)then->kind[k] / m);
	return 100 * change / 2;
}

/* Chi-squared of two counts of the years, the past one moved by some. */
static double unlike(const struct ao_shape *now, const struct ao_shape *then,
		     int by)
{
	double n = (double)ao_shape_born(now), m = (double)ao_shape_born(then);
	double sum = 0;

	for (int i = 0; i < AO_SHAPE_YEARS; i++) {
		int j = i - by;
		double a = (double)now->born[i], b;

		b = j >= 0 && j < AO_SHAPE_YEARS ? (double)then->born[j] : 0;
		if (a + b > 0)
			sum += pow(a * sqrt(m / n) - b * sqrt(n / m), 2) /
			       (a + b);
	}
	return sum;
}

/* All years one off: far more like the past when moved back. */
static bool is_year_off(const struct ao_shape *now, const struct ao_shape *then)
{
	enum { CLEAR = 60 };
	double here = unlike(now, then, 0);

	for (int by = -1; by <= 1; by += 2) {
		double there = unlike(now, then, by);

		if (here - there > CLEAR && here > 2 * there)
			return true;
	}
	return false;
}

/* By decades of birth; what chance does to small lists is taken off. */
static double ages_change(const struct ao_plausibility_end *end,
			  const struct ao_shape *shape, size_t past)
{
	const struct ao_shape *then = &end->past->shape[past];
	double n = (double)ao_shape_born(shape);
	double m = (double)ao_shape_born(then), change = 0;

	if (m == 0 || n == 0)
		return -1;
	if (is_year_off(shape, then))
		return 100;
	for (int d = 0; d < DECADES; d++) {
		unsigned long a = 0, b = 0;

		for (int y = 0; y < 10; y++) {
			a += shape->born[10 * d + y];
			b += then->born[10 * d + y];
		}
		change += fabs((double)a / n - (double)b / m);
	}
	return fmax(0, 100 * (change / 2 - sqrt(DECADES / 2 / fmin(n, m))));
}

static double months_factor(const struct ao_plausibility_end *end,
			    const struct ao_shape *shape, size_t i)
{
	double now = (double)ao_shape_opens(shape, shape->month);
	double then = foretold(end, shape, i);

	if (then < 0 || fmax(now, then) < NOTICES_LEAST)
		return -1;
	return larger_by(fmax(now, 1), fmax(then, 1));
}

static void judge(const struct ao_plausibility_end *end,
		  const struct ao_shape *shape, measure *of,
		  struct ao_plausibility_result *result)
{
	double least = -1;

	for (size_t i = 0; i < end->past->n; i++) {
		double is = of(end, shape, i);

		if (is >= 0 && (least < 0 || is < least))
			least = is;
	}
	if (least < 0) {
		result->verdict = AO_CHECK_NOT_APPLICABLE;
		result->why = N_("too few to compare with the last runs");
		return;
	}
	result->measured = least;
	if (least > result->limit)
		result->verdict = AO_CHECK_STOP;
	else
		result->why = NULL;
}

/* The run's month against the busiest around it: the wrong month's list has
 * others. */
static void judge_month(const struct ao_shape *shape, unsigned long rows,
			const struct ao_plausibility_limits *limits,
			struct ao_plausibility_result *result)
{
	unsigned long most = 0, here = ao_shape_opens(shape, shape->month);

	for (int i = -6; i <= 12; i++) {
		unsigned long n = ao_shape_opens(
			shape, ao_date_add_months(shape->month, i));

		most = n > most ? n : most;
	}
	result->unit = AO_CHECK_PERCENT;
	result->limit = limits->month_percent;
	if (rows < limits->least_rows || most < MONTH_LEAST) {
		result->verdict = AO_CHECK_NOT_APPLICABLE;
		result->why = N_("too few rows to tell");
		return;
	}
	result->measured = 100.0 * (double)here / (double)most;
	if (result->measured >= result->limit)
		return;
	result->verdict = AO_CHECK_STOP;
	result->why = N_("hardly anybody's renewal opens in this month, and "
			 "many in another: is it another month's list?");
}

static void judge_spike(const struct ao_shape *shape,
			const struct ao_plausibility_limits *limits,
			struct ao_plausibility_result *result)
{
	unsigned long all = ao_shape_born(shape), most = 0;

	for (int i = 0; i < AO_SHAPE_YEARS; i++)
		most = shape->born[i] > most ? shape->born[i] : most;
	result->unit = AO_CHECK_PERCENT;
	result->limit = limits->birth_year_percent;
	if (all < limits->least_rows) {
		result->verdict = AO_CHECK_NOT_APPLICABLE;
		result->why = N_("too few rows to tell");
		return;
	}
	result->measured = 100.0 * (double)most / (double)all;
	if (result->measured <= result->limit)
		return;
	result->verdict = AO_CHECK_STOP;
	result->why = N_("one year of birth is far too frequent");
	result->evidence.column = "birth_date";
}

struct against_past {
	enum ao_check check;
	enum ao_check_unit unit;
	measure *measure;
	const char *why;
};
static const struct against_past table[] = {
	{AO_CHECK_RESIDENTS, AO_CHECK_PERCENT, residents_change,
	 N_("the list has far more or fewer residents than those of the last "
	    "runs")},
	{AO_CHECK_SELECTED, AO_CHECK_TIMES, selected_factor,
	 N_("far more or fewer renewals open in this month than in the last "
	    "runs")},
	{AO_CHECK_KINDS, AO_CHECK_PERCENT, kinds_change,
	 N_("the kinds of notices are far from those of the last runs")},
	{AO_CHECK_AGES, AO_CHECK_PERCENT, ages_change,
	 N_("the years of birth are far from those of the last runs, or all "
	    "one off")},
	{AO_CHECK_EXPIRY_MONTHS, AO_CHECK_TIMES, months_factor,
	 N_("far more or fewer renewals open in this month than the last runs "
	    "foretold")},
};

static double limit_of(const struct ao_plausibility_limits *limits,
		       enum ao_check check)
{
	switch (check) {
	case AO_CHECK_RESIDENTS:
		return limits->residents_percent;
	case AO_CHECK_SELECTED:
		return limits->selected_times;
	case AO_CHECK_KINDS:
		return limits->kinds_percent;
	case AO_CHECK_AGES:
		return limits->ages_percent;
	default:
		return limits->month_times;
	}
}

/* Of small lists chance is more than any damage. */
static bool is_comparable(const struct ao_plausibility_end *end,
			  const struct ao_plausibility_limits *limits)
{
	if (end->tally->read < limits->least_rows)
		return false;
	for (size_t i = 0; i < end->past->n; i++)
		if (end->past->tally[i].read < limits->least_rows)
			return false;
	return true;
}

void last_judge(const struct ao_plausibility_end *end,
		const struct ao_shape *shape,
		const struct ao_plausibility_limits *limits,
		struct ao_plausibility_results *results)
{
	const char *alone =
		end->alone                    ? end->alone
		: !end->past || !end->past->n ? N_("there is no run before it")
		: is_comparable(end, limits)  ? NULL
					      : N_("too few rows to tell");

	judge_spike(shape, limits, &results->of[AO_CHECK_AGES]);
	if (ao_date_known(shape->month))
		judge_month(shape, end->tally->read, limits,
			    &results->of[AO_CHECK_EXPIRY_MONTHS]);
	for (size_t i = 0; i < AO_COUNT(table); i++) {
		struct ao_plausibility_result *result =
			&results->of[table[i].check];
		bool told = result->limit > 0; /* by itself, above */
		struct ao_plausibility_result past = {
			.verdict = AO_CHECK_OK,
			.unit = table[i].unit,
			.limit = limit_of(limits, table[i].check),
			.why = table[i].why};

		if (result->verdict == AO_CHECK_STOP || (told && alone))
			continue;
		if (!alone)
			judge(end, shape, table[i].measure, &past);
		else {
			past.verdict = AO_CHECK_NOT_APPLICABLE;
			past.why = alone;
		}
		if (!told || past.verdict != AO_CHECK_NOT_APPLICABLE)
			*result = past;
	}
}
