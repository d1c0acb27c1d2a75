/* check_sample.c - invented residents: the same each time, every odd case
 * among them, and read back by the list reader and the law. */
#include "aofuto/input/sample.h"

#include "aofuto/expiry/decision.h"
#include "aofuto/input/list.h"
#include "support/suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct ao_sample thousand = {
	.rows = 5000, .seed = 7, .as_of = {2026, 11, 22}};

static bool keep(const char *bytes, size_t n, void *data)
{
	ao_buf_add(data, bytes, n);
	return true;
}

static struct ao_buf sample(struct ao_sample s)
{
	struct ao_buf out = {0};

	ck_assert(ao_sample_write(
		&s, (struct ao_sample_sink){.take = keep, .data = &out}));
	return out;
}

START_TEST(the_same_each_time)
{
	struct ao_buf a = sample(thousand), b = sample(thousand);
	struct ao_sample other = thousand;
	struct ao_buf c;

	ck_assert_uint_eq(a.n, b.n);
	ck_assert_int_eq(memcmp(a.s, b.s, a.n), 0);
	other.seed++;
	c = sample(other);
	ck_assert(c.n != a.n || memcmp(a.s, c.s, a.n) != 0);
	ao_buf_release(&a);
	ao_buf_release(&b);
	ao_buf_release(&c);
}
END_TEST

START_TEST(a_longer_list_begins_with_the_shorter)
{
	struct ao_sample few = thousand;
	struct ao_buf a = sample(thousand), b;

	few.rows = 321;
	b = sample(few);
	ck_assert_uint_lt(b.n, a.n);
	ck_assert_int_eq(memcmp(a.s, b.s, b.n), 0);
	ao_buf_release(&a);
	ao_buf_release(&b);
	few.rows = 0;
	b = sample(few);
	ck_assert_ptr_eq(strchr(b.s, '\n'), b.s + b.n - 1);
	ao_buf_release(&b);
}
END_TEST

static bool refuse(const char *bytes, size_t n, void *data)
{
	(void)bytes;
	(void)n;
	return ++*(int *)data < 2;
}

START_TEST(a_full_disk_ends_it)
{
	int chunks = 0;

	ck_assert(!ao_sample_write(
		&thousand,
		(struct ao_sample_sink){.take = refuse, .data = &chunks}));
	ck_assert_int_eq(chunks, 2);
}
END_TEST

START_TEST(every_case_comes_early_and_again)
{
	for (size_t i = 0; i < ao_sample_cases(); i++) {
		const char *name = ao_sample_case_name(i);
		unsigned early = 0, late = 0;

		for (unsigned long row = 1; row <= AO_SAMPLE_EARLY; row++)
			early += strcmp(ao_sample_case(&thousand, row), name) ==
				 0;
		for (unsigned long row = AO_SAMPLE_EARLY + 1; row <= 60000;
		     row++)
			late += strcmp(ao_sample_case(&thousand, row), name) ==
				0;
		ck_assert_msg(early == 1, "%s: %u early", name, early);
		ck_assert_msg(late > 0, "%s does not come again", name);
	}
}
END_TEST

/* What the domain knows of; the table of the inventor must not forget one. */
START_TEST(no_case_is_forgotten)
{
	static const char *const known[] = {"DEAD",
					    "MOVED_OUT",
					    "MOVED_ABROAD",
					    "CARD_RETURNED",
					    "NOT_DELIVERED",
					    "SUSPENDED",
					    "SUPPORT_OPEN",
					    "SUPPORT_NO_END",
					    "SUPPORT_ACTIVE",
					    "SUPPORT_ENDED",
					    "SUPPORT_FUTURE",
					    "STAY_MLT",
					    "STAY_TEMP_REFUGE",
					    "STAY_PROV_STAY",
					    "STAY_BIRTH_TRANSIT",
					    "UNDER_15_WITH_SIGN",
					    "GUARDIANSHIP",
					    "LEAP_BIRTHDAY",
					    "BIRTH_UNKNOWN",
					    "BIRTH_UNKNOWN_RECORDED",
					    "RECORDED_ONLY",
					    "PRINTED_MISMATCH",
					    "REGIME_AMBIGUOUS",
					    "REGIME_RECORDED",
					    "CERTIFICATES_LAPSED",
					    "CARD_ONLY",
					    "CARD_EXPIRED",
					    "NO_CARD",
					    "SIGN_VOID",
					    "SIGN_AGAIN",
					    "CERTIFICATES_MIDWAY",
					    "RENEWED_IN_WINDOW",
					    "NO_APPLICATION_ID",
					    "JA_EASY",
					    "ENGLISH",
					    "APPLICATION_ID_DAMAGED",
					    "DATE_UNREADABLE",
					    "DATE_WAREKI",
					    "DATES_CONTRADICT",
					    "HARD_NAME",
					    "LONG_NAME",
					    "LONG_BUILDING",
					    "PERMANENT_RESIDENT",
					    "SPECIAL_PERMANENT_RESIDENT",
					    "HIGHLY_SKILLED_2",
					    "DATE_SLASH",
					    "DATE_COMPACT",
					    "DATE_WESTERN",
					    "DATE_PADDED",
					    "DATE_WIDE",
					    "DATE_LETTER",
					    "DATE_ERA_KANJI",
					    "DATE_SQUARE"};

	for (size_t i = 0; i < COUNT(known); i++) {
		size_t at = 0;

		while (at < ao_sample_cases() &&
		       strcmp(ao_sample_case_name(at), known[i]) != 0)
			at++;
		ck_assert_msg(at < ao_sample_cases(), "%s", known[i]);
	}
}
END_TEST

struct reading {
	char path[64];
	struct ao_findings *findings;
	struct ao_list *list;
	struct ao_error err;
};

static void open_sample(struct reading *r, struct ao_sample s)
{
	struct ao_list_options options = {0};
	struct ao_buf text = sample(s);
	FILE *f;
	int fd;

	*r = (struct reading){.path = "/tmp/check_sample.XXXXXX"};
	fd = mkstemp(r->path);
	ck_assert_int_ge(fd, 0);
	f = fdopen(fd, "w");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text.s, 1, text.n, f), text.n);
	ck_assert_int_eq(fclose(f), 0);
	ao_buf_release(&text);
	r->findings = ao_findings_new();
	r->list = ao_list_open(r->path, &options, r->findings, &r->err);
	ck_assert_msg(r->list, "%s: %s", r->err.where, r->err.text);
	ck_assert_int_eq(unlink(r->path), 0);
}

static void close_sample(struct reading *r)
{
	ao_list_close(r->list);
	ao_findings_free(r->findings);
}

/* Before 2026 no card of ten years ends: what needs one is not due then. */
static bool long_cards_end(struct ao_date as_of)
{
	return as_of.year >= 2026;
}

/* What becomes of each odd case; an ordinary resident is printed or not due,
 * every other case printed. */
static const struct {
	const char *name, *end;
} ends[] = {
	{"DEAD", "excluded DEAD"},
	{"MOVED_OUT", "excluded MOVED_OUT"},
	{"MOVED_ABROAD", "excluded MOVED_ABROAD"},
	{"CARD_RETURNED", "excluded CARD_RETURNED"},
	{"NOT_DELIVERED", "excluded NOT_DELIVERED"},
	{"SUSPENDED", "held SUSPENDED"},
	{"SUPPORT_OPEN", "held DV_SUPPORT"},
	{"SUPPORT_NO_END", "held DV_SUPPORT"},
	{"SUPPORT_ACTIVE", "held DV_SUPPORT"},
	{"STAY_MLT", "excluded FIXED_TERM_STAY"},
	{"STAY_TEMP_REFUGE", "excluded FIXED_TERM_STAY"},
	{"STAY_PROV_STAY", "excluded FIXED_TERM_STAY"},
	{"STAY_BIRTH_TRANSIT", "excluded FIXED_TERM_STAY"},
	{"BIRTH_UNKNOWN", "review BIRTH_UNKNOWN"},
	{"PRINTED_MISMATCH", "review PRINTED_MISMATCH"},
	{"REGIME_AMBIGUOUS", "review REGIME_AMBIGUOUS"},
	{"CARD_EXPIRED", "excluded CARD_EXPIRED"},
	{"NO_CARD", "excluded NOTHING_EXPIRES"},
	{"APPLICATION_ID_DAMAGED", "rejected INVALID_INPUT"},
	{"DATE_UNREADABLE", "rejected INVALID_INPUT"},
	{"DATES_CONTRADICT", "rejected INVALID_INPUT"},
	{"REFUSED_NAME", "review INPUT_DOUBTFUL"},
	{"REGIME_RECORDED", "not_due "},
	{"LEAP_BIRTHDAY", "not_due "},
};

static const char *expected_end(const char *odd)
{
	for (size_t i = 0; i < COUNT(ends); i++)
		if (strcmp(ends[i].name, odd) == 0)
			return ends[i].end;
	return "print ";
}

static void check_end(const char *odd, struct ao_date as_of, unsigned long row,
		      const struct ao_decision *d)
{
	const char *want = expected_end(odd);
	bool may_wait = !*odd || !long_cards_end(as_of);
	char got[80];

	snprintf(got, sizeof(got), "%s %s", ao_verdict_name(d->verdict),
		 ao_reason_name(d->reason));
	if (strcmp(got, want) == 0)
		return;
	if (strcmp(want, "print ") == 0 && may_wait &&
	    strcmp(got, "not_due ") == 0)
		return;
	/* These two end on days of their own, near or far. */
	if (strcmp(want, "not_due ") == 0 &&
	    (strcmp(got, "print ") == 0 ||
	     strcmp(got, "excluded CARD_EXPIRED") == 0))
		return;
	ck_abort_msg("row %lu, %s: %s", row, odd, got);
}

/* Reads the sample as any list, and holds it against the law: nothing odd
 * happens to a resident who was not made for it. */
static void read_and_decide(struct ao_sample s, unsigned count[AO_KIND_COUNT])
{
	struct ao_run_day day = {.as_of = s.as_of};
	struct ao_resident resident;
	struct reading r;
	unsigned long rows = 0;

	open_sample(&r, s);
	while (ao_list_next(r.list, &resident, &r.err) == AO_STEP_ITEM) {
		struct ao_terms t = ao_terms_of(&resident);
		struct ao_decision d = ao_decide(&resident, &t, &day);

		rows++;
		ck_assert_uint_eq(resident.row, rows);
		check_end(ao_sample_case(&s, rows), s.as_of, rows, &d);
		if (d.verdict == AO_PRINT)
			count[d.kind]++;
	}
	ck_assert_uint_eq(rows, s.rows);
	ck_assert_int_eq(r.err.status, AO_OK);
	close_sample(&r);
}

START_TEST(the_law_agrees)
{
	unsigned count[AO_KIND_COUNT] = {0}, all;

	read_and_decide(thousand, count);
	all = count[AO_KIND_CARD_CERT] + count[AO_KIND_CERT_ONLY] +
	      count[AO_KIND_CARD_ONLY];
	printf("of %lu due: %u CARD_CERT, %u CERT_ONLY, %u CARD_ONLY\n",
	       thousand.rows, count[AO_KIND_CARD_CERT],
	       count[AO_KIND_CERT_ONLY], count[AO_KIND_CARD_ONLY]);
	ck_assert_uint_ge(all, thousand.rows * 15 / 100);
	ck_assert_uint_le(all, thousand.rows * 30 / 100);
	ck_assert_uint_ge(count[AO_KIND_CARD_ONLY], 20);
	ck_assert_uint_ge(count[AO_KIND_CARD_CERT], 300);
	ck_assert_uint_ge(count[AO_KIND_CERT_ONLY], 300);
}
END_TEST

/* Days that fall badly: month ends, around 29 February, New Year, early
 * years. */
START_TEST(on_other_days)
{
	static const struct ao_date days[] = {
		{2024, 2, 29}, {2027, 2, 28},  {2028, 2, 29},
		{2027, 3, 1},  {2026, 12, 31}, {2027, 1, 1},
		{2026, 5, 31}, {2023, 7, 30},  {2040, 8, 31}};

	for (size_t i = 0; i < COUNT(days); i++) {
		struct ao_sample s = {.rows = 600, .seed = i, .as_of = days[i]};
		unsigned count[AO_KIND_COUNT] = {0};

		read_and_decide(s, count);
		ck_assert_uint_ge(count[AO_KIND_CERT_ONLY], 30);
	}
}
END_TEST

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void assert_unique(char (*id)[24], size_t n)
{
	qsort(id, n, sizeof(*id), by_text);
	for (size_t i = 1; i < n; i++)
		ck_assert_str_ne(id[i - 1], id[i]);
}

START_TEST(ids_are_unique_and_names_printable)
{
	static char resident[5000][24], application[5000][24];
	struct ao_resident one;
	struct reading r;
	size_t n = 0, with_id = 0, refused = 0;

	open_sample(&r, thousand);
	while (ao_list_next(r.list, &one, &r.err) == AO_STEP_ITEM) {
		snprintf(resident[n++], 24, "%s", one.resident_id);
		if (*one.application_id)
			snprintf(application[with_id++], 24, "%s",
				 one.application_id);
		if (!one.believed)
			continue;
		ck_assert_str_ne(one.name, "");
		ck_assert_str_ne(one.name_kana, "");
		ck_assert_uint_eq(strlen(one.postal_code), 7);
		ck_assert_str_ne(one.address_town, "");
		refused += one.set_aside != 0;
	}
	/* No name is doubtful but those that were made so. */
	ck_assert_uint_gt(refused, 0);
	ck_assert_uint_le(refused, 3);
	ck_assert_uint_eq(n, thousand.rows);
	ck_assert_uint_gt(with_id, 4500);
	assert_unique(resident, n);
	assert_unique(application, with_id);
	close_sample(&r);
}
END_TEST

static void fill(TCase *tc)
{
	tcase_add_test(tc, the_same_each_time);
	tcase_add_test(tc, a_longer_list_begins_with_the_shorter);
	tcase_add_test(tc, a_full_disk_ends_it);
	tcase_add_test(tc, every_case_comes_early_and_again);
	tcase_add_test(tc, no_case_is_forgotten);
	tcase_add_test(tc, the_law_agrees);
	tcase_add_test(tc, on_other_days);
	tcase_add_test(tc, ids_are_unique_and_names_printable);
}

SUITE_MAIN("sample", fill);
