/* check_coverage.c - which expiry days the runs were for, against a walk from
 * the other side: each day asks each run. */
#include "aofuto/expiry/terms.h"
#include "aofuto/ledger/audit.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

static struct ao_date iso(const char *s)
{
	struct ao_date d;

	ck_assert_msg(ao_date_parse_iso(s, &d), "%s", s);
	return d;
}

static struct ao_run_row run_of(int64_t id, const char *month,
				const char *as_of)
{
	struct ao_run_row row = {.id = id, .state = AO_RUN_FINISHED};

	ck_assert(ao_month_parse(month, &row.made.month));
	row.made.as_of = iso(as_of);
	return row;
}

static void is(struct ao_date got, const char *want)
{
	char text[AO_DATE_ISO_SIZE];

	ck_assert_str_eq(ao_date_iso(got, text), want);
}

struct fixture {
	struct ao_arena *arena;
	struct ao_coverage c;
};

static struct fixture of(const struct ao_run_row *runs, size_t n)
{
	struct fixture f = {.arena = ao_arena_new()};

	ao_coverage_of(runs, n, f.arena, &f.c);
	return f;
}

START_TEST(no_run)
{
	struct fixture f = of(NULL, 0);

	ck_assert_uint_eq(f.c.n, 0);
	ck_assert_uint_eq(f.c.gaps, 0);
	ck_assert_uint_eq(f.c.overlaps, 0);
	ao_arena_free(f.arena);
}
END_TEST

/* By hand: 2027-03-30 opens on 2026-12-31, 2027-03-31 on 2027-01-01. */
START_TEST(one_run)
{
	struct ao_run_row run = run_of(7, "2026-12", "2026-12-03");
	struct fixture f = of(&run, 1);

	ck_assert_uint_eq(f.c.n, 1);
	ck_assert_int_eq(f.c.covered[0].run, 7);
	is(f.c.covered[0].first, "2026-12-03");
	is(f.c.covered[0].last, "2027-03-30");
	ck_assert_uint_eq(f.c.gaps, 0);
	ck_assert_uint_eq(f.c.overlaps, 0);
	ao_arena_free(f.arena);
}
END_TEST

/* The renewal of 05-28 to 05-31 opens on 03-01 in a common year; all four
 * belong to March, and 05-27 to February. */
START_TEST(february_ends_early)
{
	struct ao_run_row run = run_of(1, "2027-02", "2027-02-01");
	struct fixture f = of(&run, 1);

	is(f.c.covered[0].last, "2027-05-27");
	ao_arena_free(f.arena);
	run = run_of(1, "2028-02", "2028-02-01");
	f = of(&run, 1);
	is(f.c.covered[0].last, "2028-05-28");
	ao_arena_free(f.arena);
	run = run_of(1, "2027-03", "2027-03-01");
	run.made.only_month = true;
	f = of(&run, 1);
	ck_assert_uint_eq(f.c.n, 1);
	is(f.c.covered[0].first, "2027-05-28");
	is(f.c.covered[0].last, "2027-06-30");
	ao_arena_free(f.arena);
}
END_TEST

START_TEST(a_gap_is_found)
{
	struct ao_run_row run[] = {
		run_of(2, "2027-06", "2027-06-01"), /* out of order */
		run_of(1, "2026-12", "2026-12-01"),
	};
	struct fixture f = of(run, 2);

	ck_assert_uint_eq(f.c.n, 2);
	ck_assert_int_eq(f.c.covered[0].run, 2);
	ck_assert_uint_eq(f.c.gaps, 1);
	is(f.c.gap[0].first, "2027-03-31");
	is(f.c.gap[0].last, "2027-05-31");
	ck_assert_uint_eq(f.c.overlaps, 0);
	ao_arena_free(f.arena);
}
END_TEST

/* What was cancelled or is under way is for nobody. */
START_TEST(only_what_is_finished_counts)
{
	struct ao_run_row run[] = {
		run_of(1, "2026-12", "2026-12-01"),
		run_of(2, "2027-02", "2027-02-01"),
		run_of(3, "2027-06", "2027-06-01"),
	};
	struct fixture f;

	run[1].state = AO_RUN_CANCELLED;
	f = of(run, 3);
	ck_assert_uint_eq(f.c.n, 2);
	is(f.c.gap[0].first, "2027-03-31");
	is(f.c.gap[0].last, "2027-05-31");
	ao_arena_free(f.arena);
	run[1].state = AO_RUN_PLANNED;
	f = of(run, 3);
	ck_assert_uint_eq(f.c.n, 2);
	ao_arena_free(f.arena);
	run[1].state = AO_RUN_FINISHED;
	f = of(run, 3);
	is(f.c.gap[0].first, "2027-05-28");
	is(f.c.gap[0].last, "2027-05-31");
	ao_arena_free(f.arena);
}
END_TEST

/* A run after a month that was left out catches up: no gap. */
START_TEST(a_month_left_out_is_caught_up)
{
	struct ao_run_row run[] = {
		run_of(1, "2026-12", "2026-12-01"),
		run_of(2, "2027-02", "2027-02-01"),
	};
	struct fixture f = of(run, 2);

	ck_assert_uint_eq(f.c.gaps, 0);
	ck_assert_uint_eq(f.c.overlaps, 1);
	is(f.c.overlap[0].first, "2027-02-01");
	is(f.c.overlap[0].last, "2027-03-30");
	ao_arena_free(f.arena);
	run[1].made.only_month = true; /* and so it does not */
	f = of(run, 2);
	ck_assert_uint_eq(f.c.gaps, 1);
	is(f.c.gap[0].first, "2027-03-31");
	is(f.c.gap[0].last, "2027-04-30");
	ck_assert_uint_eq(f.c.overlaps, 0);
	ao_arena_free(f.arena);
}
END_TEST

START_TEST(a_supplement_is_for_the_same_days)
{
	struct ao_run_row run[] = {
		run_of(1, "2026-12", "2026-12-01"),
		run_of(2, "2026-12", "2026-12-10"),
	};
	struct fixture f;

	run[1].made.supplement = true;
	f = of(run, 2);
	ck_assert_uint_eq(f.c.n, 2);
	is(f.c.covered[1].first, "2026-12-10");
	is(f.c.covered[1].last, "2027-03-30");
	ck_assert_uint_eq(f.c.gaps, 0);
	ck_assert_uint_eq(f.c.overlaps, 0);
	ao_arena_free(f.arena);
}
END_TEST

/* The second run passed over whom the first had; then the first is cancelled,
 * and they have nobody until a third one is made. */
START_TEST(who_was_left_to_a_cancelled_run)
{
	struct ao_run_row run[] = {
		run_of(1, "2026-12", "2026-12-01"),
		run_of(2, "2027-01", "2027-01-04"),
		run_of(3, "2027-02", "2027-02-01"),
	};
	struct fixture f;

	run[0].state = AO_RUN_CANCELLED;
	run[0].cancelled_after = 2;
	f = of(run, 2);
	ck_assert_uint_eq(f.c.gaps, 1);
	is(f.c.gap[0].first, "2027-01-04");
	is(f.c.gap[0].last, "2027-03-30");
	ao_arena_free(f.arena);
	f = of(run, 3); /* but for those who have expired since */
	ck_assert_uint_eq(f.c.gaps, 1);
	is(f.c.gap[0].first, "2027-01-04");
	is(f.c.gap[0].last, "2027-01-31");
	ao_arena_free(f.arena);
	run[0].cancelled_after = 1; /* before the second one: it knew */
	f = of(run, 2);
	ck_assert_uint_eq(f.c.gaps, 0);
	ao_arena_free(f.arena);
	run[0].state = AO_RUN_FINISHED; /* the later one cancelled: the first */
	run[0].cancelled_after = 0;     /* did not count on it */
	run[1].state = AO_RUN_CANCELLED;
	run[1].cancelled_after = 2;
	f = of(run, 2);
	ck_assert_uint_eq(f.c.gaps, 0);
	ao_arena_free(f.arena);
}
END_TEST

START_TEST(one_day_can_be_in_two)
{
	struct ao_run_row run[] = {
		run_of(1, "2026-12", "2026-12-01"),
		run_of(2, "2027-03", "2027-03-30"),
	};
	struct fixture f = of(run, 2);

	ck_assert_uint_eq(f.c.gaps, 0);
	ck_assert_uint_eq(f.c.overlaps, 1);
	is(f.c.overlap[0].first, "2027-03-30");
	is(f.c.overlap[0].last, "2027-03-30");
	ao_arena_free(f.arena);
}
END_TEST

/* As of a day after everything that opens in its month has expired. */
START_TEST(a_run_too_late_is_for_nobody)
{
	struct ao_run_row run = run_of(1, "2026-01", "2027-01-01");
	struct fixture f = of(&run, 1);

	ck_assert_uint_eq(f.c.n, 0);
	ao_arena_free(f.arena);
}
END_TEST

/* The oracle: the expiry day asks, and knows the law by itself: three months
 * before, the next day; where there is no such day, the first of the next
 * month. */
static struct ao_date opens(struct ao_date e)
{
	int year = e.month > 3 ? e.year : e.year - 1;
	int month = e.month > 3 ? e.month - 3 : e.month + 9;

	if (e.day + 1 <= ao_month_length(year, month))
		return ao_date_of(year, month, e.day + 1);
	return month == 12 ? ao_date_of(year + 1, 1, 1)
			   : ao_date_of(year, month + 1, 1);
}

static bool was_for(const struct ao_run_row *r, struct ao_date e)
{
	struct ao_date o = opens(e);
	int when = o.year * 12 + o.month;
	int month = r->made.month.year * 12 + r->made.month.month;

	return r->state == AO_RUN_FINISHED &&
	       ao_date_cmp(e, r->made.as_of) >= 0 && when <= month &&
	       (!r->made.only_month || when == month);
}

static bool stands_in(const struct ao_gap *g, size_t n, struct ao_date e)
{
	for (size_t i = 0; i < n; i++)
		if (ao_date_cmp(g[i].first, e) <= 0 &&
		    ao_date_cmp(e, g[i].last) <= 0)
			return true;
	return false;
}

#define DAYS 12500
struct day {
	unsigned all, own; /* runs; those that are no supplement */
};

/* The days that one run says it was for are those of the oracle. */
static void count(const struct ao_run_row *run, const struct ao_coverage *c,
		  int32_t from, struct day *day)
{
	for (int i = 0; i < DAYS; i++) {
		struct ao_date e = ao_date_from_days(from + i);
		bool want = was_for(run, e), got = false;

		for (size_t k = 0; k < c->n && !got; k++)
			got = c->covered[k].run == run->id &&
			      ao_date_cmp(c->covered[k].first, e) <= 0 &&
			      ao_date_cmp(e, c->covered[k].last) <= 0;
		if (got != want)
			ck_abort_msg("run %d, day %d-%d-%d", (int)run->id,
				     e.year, e.month, e.day);
		day[i].all += want;
		day[i].own += want && !run->made.supplement;
	}
}

static void against_the_oracle(const struct ao_run_row *run, size_t n,
			       const char *from)
{
	static struct day day[DAYS];
	struct fixture f = of(run, n);
	int32_t begin = ao_date_to_days(iso(from));
	int first = DAYS, last = 0;

	memset(day, 0, sizeof(day));
	for (size_t i = 0; i < n; i++) {
		struct fixture one = of(&run[i], 1);

		count(&run[i], &one.c, begin, day);
		ao_arena_free(one.arena);
	}
	for (int i = 0; i < DAYS; i++)
		if (day[i].all) {
			first = i < first ? i : first;
			last = i;
		}
	for (int i = 0; i < DAYS; i++) {
		struct ao_date e = ao_date_from_days(begin + i);

		if (stands_in(f.c.gap, f.c.gaps, e) !=
			    (!day[i].all && i > first && i < last) ||
		    stands_in(f.c.overlap, f.c.overlaps, e) != (day[i].own > 1))
			ck_abort_msg("day %d-%d-%d", e.year, e.month, e.day);
	}
	ao_arena_free(f.arena);
}

/* Every month of three decades, as of its first day, and no day is left out;
 * with --only-month no day is in two. */
START_TEST(every_month_of_decades)
{
	static struct ao_run_row run[12 * 30];
	char month[8], day[12];

	for (int only = 0; only < 2; only++) {
		struct fixture f;

		for (int i = 0; i < (int)COUNT(run); i++) {
			snprintf(month, sizeof(month), "%04d-%02d",
				 (2020 + i / 12) % 10000, (i % 12 + 1) % 100);
			snprintf(day, sizeof(day), "%s-01", month);
			run[i] = run_of(i + 1, month, day);
			run[i].made.only_month = only;
		}
		f = of(run, COUNT(run));
		ck_assert_uint_eq(f.c.n, COUNT(run));
		ck_assert_uint_eq(f.c.gaps, 0);
		ck_assert_uint_eq(f.c.overlaps, only ? 0 : 1);
		ao_arena_free(f.arena);
		against_the_oracle(run, COUNT(run), "2019-01-01");
	}
}
END_TEST

static unsigned next(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

/* Histories as they come: months left out, runs late and early, in any order
 * and any state. */
START_TEST(any_history)
{
	unsigned seed = (unsigned)_i * 7919u + 1;
	struct ao_run_row run[24] = {0};
	size_t n = next(&seed, COUNT(run)) + 1;

	for (size_t i = 0; i < n; i++) {
		struct ao_date month = ao_date_of(2024 + (int)next(&seed, 6),
						  (int)next(&seed, 12) + 1, 1);
		int late = (int)next(&seed, 200) - 60;

		run[i] = (struct ao_run_row){.id = (int64_t)i + 1};
		run[i].state = next(&seed, 5)   ? AO_RUN_FINISHED
			       : next(&seed, 2) ? AO_RUN_CANCELLED
						: AO_RUN_PLANNED;
		run[i].made.month = month;
		run[i].made.as_of = ao_date_add_days(month, late);
		run[i].made.only_month = next(&seed, 3) == 0;
		run[i].made.supplement = next(&seed, 4) == 0;
	}
	against_the_oracle(run, n, "2019-01-01");
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, no_run);
	tcase_add_test(tc, one_run);
	tcase_add_test(tc, february_ends_early);
	tcase_add_test(tc, a_gap_is_found);
	tcase_add_test(tc, only_what_is_finished_counts);
	tcase_add_test(tc, a_month_left_out_is_caught_up);
	tcase_add_test(tc, a_supplement_is_for_the_same_days);
	tcase_add_test(tc, who_was_left_to_a_cancelled_run);
	tcase_add_test(tc, one_day_can_be_in_two);
	tcase_add_test(tc, a_run_too_late_is_for_nobody);
	tcase_add_test(tc, every_month_of_decades);
	tcase_add_loop_test(tc, any_history, 0, 40);
}

SUITE_MAIN("coverage", fill);
