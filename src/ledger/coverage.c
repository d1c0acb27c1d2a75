/* coverage.c - which expiry days the runs were for, and which none was. */
#include "aofuto/ledger/audit.h"

#include "aofuto/expiry/terms.h"

#include <stdlib.h>

/* No renewal opens this long before its expiry day: the walk ends here, so
 * that ao_renewal_opens_on stays the only place that knows the window. */
#define WINDOW_MONTHS_MOST 24

struct range {
	int64_t run;
	int64_t until; /* of a cancelled one: the last run before that */
	bool supplement;
	int32_t first, last; /* days since 1970-01-01 */
};
struct ranges {
	struct range *item;
	size_t n, cap;
};

static void add(struct ranges *r, struct range one)
{
	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 16;
		r->item = ao_realloc(r->item, r->cap * sizeof(*r->item));
	}
	r->item[r->n++] = one;
}

static bool is_for(const struct ao_run_made *made, struct ao_date expiry)
{
	struct ao_date opens = ao_renewal_opens_on(expiry);

	if (ao_date_before(ao_month_last(made->month), opens))
		return false;
	return !made->only_month || !ao_date_before(opens, made->month);
}

/* Day by day, since days at the end of a month open together, and a change of
 * law may shift the window back. */
static void cover(struct ranges *all, const struct ao_run_row *run)
{
	const struct ao_run_made *made = &run->made;
	int32_t end = ao_date_to_days(
		ao_date_add_months(made->month, WINDOW_MONTHS_MOST));
	bool open = false;

	if (!ao_date_known(made->as_of) || !ao_date_known(made->month))
		return;
	for (int32_t d = ao_date_to_days(made->as_of); d <= end; d++) {
		bool in = is_for(made, ao_date_from_days(d));

		if (in && !open)
			add(all, (struct range){.run = run->id,
						.until = run->cancelled_after,
						.supplement = made->supplement,
						.first = d,
						.last = d});
		else if (in)
			all->item[all->n - 1].last = d;
		open = in;
	}
}

static int by_first(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

static struct ao_gap gap_of(int32_t first, int32_t last)
{
	return (struct ao_gap){ao_date_from_days(first),
			       ao_date_from_days(last)};
}

static bool has(const struct range *r, int32_t day)
{
	return r->first <= day && day <= r->last;
}

/* Whom a run passed over since another one had them has nobody when that one
 * is cancelled: it was not for the days of it. */
static bool was_for(const struct range *r, int32_t day,
		    const struct ranges *cancelled)
{
	if (!has(r, day))
		return false;
	for (size_t i = 0; i < cancelled->n; i++) {
		const struct range *c = &cancelled->item[i];

		if (has(c, day) && c->run < r->run && r->run <= c->until)
			return false;
	}
	return true;
}

static bool is_covered(int32_t day, const struct ranges *all,
		       const struct ranges *cancelled)
{
	for (size_t i = 0; i < all->n; i++)
		if (was_for(&all->item[i], day, cancelled))
			return true;
	return false;
}

/* Day by day: some thousand of them in twenty years. */
static void find_gaps(const struct ranges *all, const struct ranges *cancelled,
		      struct ao_coverage *out)
{
	int32_t last = INT32_MIN;
	bool open = false;

	for (size_t i = 0; i < all->n; i++)
		if (all->item[i].last > last)
			last = all->item[i].last;
	for (int32_t d = all->n ? all->item[0].first : 0; d <= last; d++) {
		bool in = !is_covered(d, all, cancelled);

		if (in && !open)
			out->gap[out->gaps++] = gap_of(d, d);
		else if (in)
			out->gap[out->gaps - 1].last = ao_date_from_days(d);
		open = in;
	}
}

static void overlap(struct ao_coverage *out, int32_t first, int32_t last)
{
	size_t n = out->overlaps;
	int32_t end = n ? ao_date_to_days(out->overlap[n - 1].last) : 0;

	if (n == 0 || first > end + 1)
		out->overlap[out->overlaps++] = gap_of(first, last);
	else if (last > end)
		out->overlap[n - 1].last = ao_date_from_days(last);
}

/* A supplement is for the days of its month's run again: that is its purpose,
 * and no news. */
static void find_overlaps(const struct ranges *all, struct ao_coverage *out)
{
	int32_t end = INT32_MIN;

	for (size_t i = 0; i < all->n; i++) {
		const struct range *r = &all->item[i];

		if (r->supplement)
			continue;
		if (r->first <= end)
			overlap(out, r->first, r->last < end ? r->last : end);
		if (r->last > end)
			end = r->last;
	}
}

void ao_coverage_of(const struct ao_run_row *runs, size_t n,
		    struct ao_arena *arena, struct ao_coverage *out)
{
	struct ranges all = {0}, cancelled = {0};

	*out = (struct ao_coverage){0};
	for (size_t i = 0; i < n; i++)
		if (runs[i].state == AO_RUN_FINISHED)
			cover(&all, &runs[i]);
		else if (runs[i].state == AO_RUN_CANCELLED)
			cover(&cancelled, &runs[i]);
	out->n = all.n;
	out->covered =
		ao_arena_alloc(arena, (all.n + 1) * sizeof(*out->covered));
	out->gap = ao_arena_alloc(arena, (2 * (all.n + cancelled.n) + 1) *
						 sizeof(*out->gap));
	out->overlap =
		ao_arena_alloc(arena, (all.n + 1) * sizeof(*out->overlap));
	for (size_t i = 0; i < all.n; i++)
		out->covered[i] = (struct ao_covered){
			all.item[i].run, ao_date_from_days(all.item[i].first),
			ao_date_from_days(all.item[i].last)};
	if (all.n)
		qsort(all.item, all.n, sizeof(*all.item), by_first);
	find_gaps(&all, &cancelled, out);
	find_overlaps(&all, out);
	free(all.item);
	free(cancelled.item);
}
